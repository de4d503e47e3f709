import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seeded } from '../stats/seeded.ts';
import { openApp } from '../support/open-app.ts';
import { bomb, type Mutated, mutate } from './mutate.ts';
import { seedFiles } from './seed-files.ts';
import { processorSeconds, secondsMax, tryFile } from './try-file.ts';

/*
 * The importer against files that went wrong: good files, mutated, each previewed and stored. Ends with 1 where a
 * promise was broken, with the first file of each cause kept and its number and seed named.
 * `pnpm fuzz --count 50000 --seed 1`; with `--only N` the one file of that number is made and tried again.
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const count = Number(values.count);
const seed = Number(values.seed);
/** A database is filled by so many files and then let go. */
const filesPerDatabase = 250;
const bombEvery = 2_000;
const memoryMegabytesMax = 512;

const print = (line: string) => process.stdout.write(`${line}\n`);
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const now = '2026-12-01T05:00:00Z';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const files = await seedFiles();
const workbook = files.find(({ name }) => name.endsWith('.xlsx'))?.bytes ?? new Uint8Array();

function fileOf(number: number): Mutated {
  // Each file has its own generator: any one of them can be made again alone.
  const random = seeded(seed * 1_000_003 + number);
  return number % bombEvery === bombEvery - 1
    ? { from: 'nothing', how: 'a bomb', bytes: bomb(random, workbook, 80) }
    : mutate(random, files);
}

/** Broken promises by what broke them: one cause fails many files, and only the first of them is kept. */
const failures = new Map<string, number>();
const folder = mkdtempSync(join(tmpdir(), 'tilik-fuzz-'));

function note(number: number, { from, how, bytes }: Mutated, error: unknown): void {
  const lines = (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n');
  const cause = lines.slice(0, 2).join('\n');
  const times = failures.get(cause) ?? 0;
  failures.set(cause, times + 1);
  if (times > 0) return;
  const path = join(folder, `${seed}-${number}`);
  writeFileSync(path, bytes);
  print(`\nfile ${number} of seed ${seed}, made of ${from}: ${how}\nkept in ${path}\n${lines.join('\n')}\n`);
}

const outcomes = new Map<string, number>();
let memory = 0;
let slowest = { seconds: 0, number: 0, how: '' };
const begun = performance.now();
let app = openApp({ now });

const numbers =
  values.only === undefined ? Array.from({ length: count }, (_, number) => number) : [Number(values.only)];
for (const [done, number] of numbers.entries()) {
  if (done % filesPerDatabase === filesPerDatabase - 1) {
    app.db.$client.close();
    app = openApp({ now });
  }
  const file = fileOf(number);
  const start = processorSeconds();
  try {
    const outcome = await tryFile(app, file.bytes, { undo: number % 10 === 0 });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  } catch (error) {
    note(number, file, error);
    outcomes.set('broken', (outcomes.get('broken') ?? 0) + 1);
  }
  // Each file is read twice: for the preview, and to store it.
  const seconds = (processorSeconds() - start) / 2;
  if (seconds > slowest.seconds) slowest = { seconds, number, how: file.how };
  const resident = process.memoryUsage.rss();
  memory = Math.max(memory, resident);
  if (megabytes(resident) > memoryMegabytesMax) note(number, file, `more than ${memoryMegabytesMax} MB of memory`);
  // Left to itself the engine would let the garbage of the mutations grow past what is measured here.
  if (file.bytes.length > 200_000 || done % 50 === 0) collectGarbage();
  if ((done + 1) % 1_000 === 0) {
    const perFile = (processorSeconds() / (done + 1)) * 1_000;
    const { heapUsed, rss } = process.memoryUsage();
    print(
      `${done + 1} files, ${perFile.toFixed(1)} ms of processor each, ${megabytes(rss)} MB (${megabytes(heapUsed)} of it heap), at most ${megabytes(memory)} MB`,
    );
  }
}

print(`\n${numbers.length} files of seed ${seed} in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
print(`memory at most ${megabytes(memory)} MB of ${memoryMegabytesMax}`);
print(`slowest ${slowest.seconds.toFixed(2)} s of ${secondsMax}: file ${slowest.number}, ${slowest.how}`);
for (const [outcome, times] of [...outcomes].toSorted(([, one], [, other]) => other - one)) {
  print(`${String(times).padStart(8)}  ${outcome}`);
}
for (const [cause, times] of failures) print(`broken ${times} times: ${cause}`);
if (failures.size > 0) process.exitCode = 1;
else rmSync(folder, { recursive: true });

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayInZone } from '@tilik/server/inside/day.ts';
import { seeded } from '../stats/seeded.ts';
import type { Memory } from './demo-child.ts';
import { startDemoServer } from './demo-server.ts';
import { dashboardQuestions, pause, percentile, read } from './readers.ts';
import { median } from './time.ts';
import { checkWritten, entriesIn, write } from './writers.ts';

/*
 * A working day of the server in little: readers and writers who take their time, and what the server holds meanwhile.
 * Ends with 1 where its memory at the end is not within five in a hundred of what it was once it had settled.
 * `pnpm soak --minutes 20`
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    readers: { type: 'string', default: '20' },
    writers: { type: 'string', default: '3' },
    folder: { type: 'string' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
// As the unit and the image set it: threads that each keep memory of their own never give it back.
process.env.MALLOC_ARENA_MAX ??= '1';

const minutes = Number(values.minutes);
/** What is loaded and compiled on demand has been by then. */
const settledAt = Math.min(5, minutes / 4);
const allowed = 0.05;
const random = seeded(2);
const made = values.folder ?? mkdtempSync(join(tmpdir(), 'tilik-soak-'));
const folder = mkdtempSync(join(tmpdir(), 'tilik-soak-'));
const path = join(folder, 'tilik.sqlite');

await (await startDemoServer(made)).stop();
cpSync(made, folder, { recursive: true });
const entriesBefore = entriesIn(path);
const server = await startDemoServer(folder);
let isFlat = true;

try {
  const { url } = server;
  const questions = dashboardQuestions(dayInZone(new Date(), 'Asia/Jakarta'));
  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 60_000;
  const isOver = () => passed() >= minutes;
  const series: { minute: number; memory: Memory }[] = [];
  const watch = async () => {
    while (!isOver()) {
      await pause(Math.min(10_000, (minutes * 60_000) / 60));
      const minute = passed();
      const memory = await server.memory();
      series.push({ minute, memory });
      const { resident, heap, external } = memory;
      print(
        `${minute.toFixed(1).padStart(6)} min  ${(resident / 1e6).toFixed(1).padStart(7)} MB, heap ${(heap / 1e6).toFixed(2).padStart(7)} MB, outside it ${(external / 1e6).toFixed(2).padStart(6)} MB   load ${loadavg()[0]?.toFixed(1)}`,
      );
    }
  };
  const [reading, writing] = await Promise.all([
    read({ url, count: Number(values.readers), questions, isOver, pauseMs: 1_000, random }),
    write({ url, count: Number(values.writers), isOver, pauseMs: 1_500, random }),
    watch(),
  ]);
  await server.stop();
  checkWritten(path, writing, entriesBefore);

  const times = [...reading.milliseconds.values()].flat();
  print(
    `\n${times.length} answers (p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms), ${reading.errors.length} errors; ${writing.changes} changes, ${writing.errors.length} errors, every figure is there`,
  );
  for (const error of [...new Set([...reading.errors, ...writing.errors])].slice(0, 5)) print(`  ${error}`);
  isFlat = reading.errors.length + writing.errors.length === 0;
  const settled = series.filter(({ minute }) => minute >= settledAt);
  // As long at the start as at the end, so that one look decides nothing.
  const few = Math.max(1, Math.floor(settled.length / 5));
  for (const [what, of] of [
    ['all it holds', ({ resident }: Memory) => resident],
    ['its heap', ({ heap }: Memory) => heap],
  ] as const) {
    const all = settled.map(({ memory }) => of(memory));
    const [first, last] = [median(all.slice(0, few)), median(all.slice(-few))];
    const change = last / first - 1;
    const [least, most] = [Math.min(...all), Math.max(...all)];
    isFlat &&= Math.abs(change) <= allowed;
    print(
      `${what}: ${(first / 1e6).toFixed(1)} MB once settled, ${(last / 1e6).toFixed(1)} MB at the end (${(change * 100).toFixed(1)} %); between ${(least / 1e6).toFixed(1)} and ${(most / 1e6).toFixed(1)} MB`,
    );
  }
  print(isFlat ? 'flat' : `not within ${allowed * 100} %`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  if (values.folder === undefined) rmSync(made, { recursive: true, force: true });
}
if (!isFlat) process.exitCode = 1;

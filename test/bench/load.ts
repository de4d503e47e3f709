import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayInZone } from '@tilik/server/inside/day.ts';
import { seeded } from '../stats/seeded.ts';
import { startDemoServer } from './demo-server.ts';
import { dashboardQuestions, percentile, type Reading, read } from './readers.ts';
import { checkWritten, entriesIn, write } from './writers.ts';

/*
 * Many readers and some writers at once, beside one reader alone in the same run. Every answer must be a good one, and
 * every figure that was acknowledged must be there at the end.
 * `pnpm load --readers 200 --writers 10 --seconds 60`; `--folder` keeps the demo data for the next run, `--profile` has
 * the server write where its time went.
 */

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '200' },
    writers: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '60' },
    alone: { type: 'string', default: '10' },
    pause: { type: 'string', default: '5000' },
    folder: { type: 'string' },
    profile: { type: 'string' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const random = seeded(1);
const made = values.folder ?? mkdtempSync(join(tmpdir(), 'tilik-load-'));
const folder = mkdtempSync(join(tmpdir(), 'tilik-load-'));
const questions = dashboardQuestions(dayInZone(new Date(), 'Asia/Jakarta'));
let hasErrors = false;

const first = await startDemoServer(made);
await first.stop();
cpSync(made, folder, { recursive: true });
const path = join(folder, 'tilik.sqlite');
const entriesBefore = entriesIn(path);
const profile = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
const server = await startDemoServer(folder, profile);

const during = (seconds: number) => {
  const until = performance.now() + seconds * 1000;
  return () => performance.now() >= until;
};
const figures = (times: readonly number[]) =>
  [0.5, 0.95, 0.99, 1].map((part) => percentile(times, part).toFixed(1).padStart(9)).join(' ');
const machine = () =>
  loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');

/** Lets readers read, and says how many answers they got, how fast, and what each cost the server's processor. */
async function measure(
  name: string,
  given: { readonly count: number; readonly seconds: number; readonly pauseMs?: number },
): Promise<Reading> {
  const [from, workBefore] = [performance.now(), await server.processor()];
  const isOver = during(given.seconds);
  const reading = await read({ url: server.url, questions, random, isOver, ...given });
  const [seconds, work] = [(performance.now() - from) / 1000, (await server.processor()) - workBefore];
  const times = [...reading.milliseconds.values()].flat();
  print(
    `${name.padEnd(58)} ${String(times.length).padStart(7)} ${(times.length / seconds).toFixed(0).padStart(6)} ${figures(times)} ${(work / times.length).toFixed(1).padStart(9)}  ${reading.errors.length} errors`,
  );
  for (const error of [...new Set(reading.errors)].slice(0, 5)) print(`  ${error}`);
  hasErrors ||= reading.errors.length > 0;
  return reading;
}

/** What a question costs the server's processor, in milliseconds, whatever else the machine is doing. */
async function cost(question: string): Promise<number> {
  const times = 10;
  const before = await server.processor();
  let asked = 0;
  await read({ url: server.url, count: 1, questions: [question], random, isOver: () => asked++ >= times });
  return ((await server.processor()) - before) / times;
}

try {
  const [readers, writers, seconds] = [Number(values.readers), Number(values.writers), Number(values.seconds)];
  // What is asked for the first time is compiled and cached; nobody measures that.
  await read({ url: server.url, count: 1, questions, isOver: during(3), random });
  const costs = new Map<string, number>();
  for (const question of new Set(questions)) costs.set(question, await cost(question));

  print(`load of the machine before: ${machine()}`);
  print(`${''.padEnd(58)} answers    /s       p50       p95       p99       max (ms) processor`);
  const one = await measure('1 reader alone', { count: 1, seconds: Number(values.alone) });
  const [many, writing] = await Promise.all([
    measure(`${readers} readers without a pause, beside ${writers} writers`, { count: readers, seconds }),
    write({ url: server.url, count: writers, isOver: during(seconds), pauseMs: 100, random }),
  ]);
  const after = await server.memory();
  const pauseMs = Number(values.pause);
  await measure(`${readers} readers who look for ${pauseMs / 1000} s at each answer`, {
    count: readers,
    seconds: seconds / 2,
    pauseMs,
  });
  print(`load of the machine after: ${machine()}`);
  print(
    `the server holds ${Math.round(after.resident / 1e6)} MB after it, ${Math.round(after.heap / 1e6)} MB of it heap`,
  );
  print('\nby question: what it costs the processor, its time alone, its time among many readers');
  for (const [question, work] of [...costs].toSorted(([, one], [, other]) => other - one)) {
    const [alone, among] = [one, many].map(({ milliseconds }) => figures(milliseconds.get(question) ?? []));
    print(`  ${question.padEnd(62)} ${work.toFixed(1).padStart(7)}  ${alone}  ${among}`);
  }
  print(`\nwriters: ${writing.changes} changes acknowledged, ${writing.errors.length} errors`);
  for (const [way, times] of writing.milliseconds)
    print(`  ${way.padEnd(62)} ${figures(times)}   ${times.length} times`);
  for (const error of [...new Set(writing.errors)].slice(0, 5)) print(`  ${error}`);
  hasErrors ||= writing.errors.length > 0;
  await server.stop();
  checkWritten(path, writing, entriesBefore);
  print(`every one of ${writing.figures.size} figures that were acknowledged is there, and no other`);
} finally {
  await server.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
  if (values.folder === undefined) rmSync(made, { recursive: true, force: true });
}
if (hasErrors) process.exitCode = 1;

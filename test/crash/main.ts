import { parseArgs } from 'node:util';
import { seeded } from '../stats/seeded.ts';
import { CrashLane, type Tally } from './crash-lane.ts';

/*
 * Kills the server at random moments while it works and looks at what is left. Ends with 1 where a promise was broken.
 * `pnpm crash --count 300 --seed 1`
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '2' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const total = Number(values.count);
const tally: Tally = new Map();
const begun = performance.now();
let started = 0;
let done = 0;
let broken = 0;

async function runLane(lane: number): Promise<void> {
  const crash = new CrashLane(seeded(Number(values.seed) * 1_000_003 + lane), tally);
  while (started < total) {
    started += 1;
    try {
      await crash.kill();
    } catch (error) {
      broken += 1;
      print(`\nbroken: ${error instanceof Error ? error.stack : error}\n`);
      // What follows upon a broken store tells nothing.
      crash.close();
    }
    done += 1;
    if (done % 25 === 0) print(`${done} kills, ${broken} broken promises, ${seconds()} s`);
  }
  crash.close();
}
const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);

await Promise.all(Array.from({ length: Number(values.lanes) }, (_, lane) => runLane(lane)));
print(`\n${done} kills of seed ${values.seed} in ${seconds()} s, ${broken} broken promises`);
for (const [what, times] of [...tally].toSorted(([one], [other]) => one.localeCompare(other))) {
  print(`${String(times).padStart(8)}  ${what}`);
}
if (broken > 0) process.exitCode = 1;

import { parseArgs } from 'node:util';
import { randomGenerator } from '../stats/random-generator.ts';
import { calibrateCell, calibrationWorlds } from './calibrate.ts';

const usage = `tilik calibrate    Judge simulated series whose truth is known, and count how often we are right.

  --series N       series of each world (500)
  --seed N         of the random numbers (1)
  --fast           the interval alone, without placebos, strip and gates
  --estimand WHAT  extra or share; both by default
  --json           one JSON object a line`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** `tilik calibrate`: gives the exit code, 3 where a promise of EVALUATION was not kept. */
export function calibrateCommand(arguments_: readonly string[], print: (line: string) => void): number {
  const { values } = parseArgs({
    args: [...arguments_],
    options: {
      series: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      fast: { type: 'boolean', default: false },
      estimand: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const series = Number(values.series);
  const seed = Number(values.seed);
  if (values.help || !(Number.isInteger(series) && series > 0 && Number.isInteger(seed))) {
    print(usage);
    return values.help ? 0 : 2;
  }
  let isKept = true;
  if (!values.json) {
    print('| engine | noise | effect | growth | moving feast | coverage | width | SUPPORTED | SUGGESTIVE |');
    print('|---|---|---|---|---|---|---|---|---|');
  }
  for (const world of calibrationWorlds) {
    if (values.estimand !== undefined && world.estimand !== values.estimand) continue;
    const cell = calibrateCell(world, { series, withGates: !values.fast }, randomGenerator(seed));
    const supported = cell.verdicts?.SUPPORTED;
    // Rarer than the limit by chance alone is no broken promise: two standard errors of a share are given.
    const slack = (limit: number) => 2 * Math.sqrt((limit * (1 - limit)) / series);
    if (cell.coverage < 0.88 || (world.effect === 0 && (supported ?? 0) > 0.05 + slack(0.05))) isKept = false;
    if (values.json) print(JSON.stringify(cell));
    else {
      const { estimand, noise, effect, growth, hasMovingHoliday } = world;
      print(
        `| ${estimand} | ${noise} | ${effect === 0 ? 'none' : '+25 %'} | ${growth === 1 ? 'none' : '+50 %'} | ${hasMovingHoliday ? 'yes' : 'no'} | ${percent(cell.coverage)} | ${cell.width.toFixed(3)} | ${supported === undefined ? '' : percent(supported)} | ${cell.verdicts ? percent(cell.verdicts.SUGGESTIVE) : ''} |`,
      );
    }
  }
  return isKept ? 0 : 3;
}

import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { designOf } from './design.ts';
import { effectMixture, fitEngine, scaleEstimate } from './engine.ts';
import { judge } from './evaluate.ts';
import type { Verdict } from './result.ts';
import { noises, simulated, type World } from './simulate.ts';
import { verdictOf } from './verdict.ts';

/** What became of many series of one world. */
export interface CalibrationCell {
  readonly world: World;
  readonly series: number;
  /** Share of 95 % intervals that hold the true effect. */
  readonly coverage: number;
  /** Median width of the interval on the log scale. */
  readonly width: number;
  /** Share of each verdict, after all gates; absent where the gates were not run. */
  readonly verdicts?: Readonly<Record<Verdict, number>>;
}

export interface Calibration {
  readonly series: number;
  /** Whether placebos, strip and diagnostics are run as well: fifty times the work. */
  readonly withGates: boolean;
}

/** Judges so many series of a world and counts. */
export function calibrateCell(
  world: World,
  { series, withGates }: Calibration,
  generator: RandomGenerator,
): CalibrationCell {
  const widths: number[] = [];
  let held = 0;
  const verdicts: Record<Verdict, number> = {
    SUPPORTED: 0,
    SUGGESTIVE: 0,
    'NOT DISTINGUISHABLE': 0,
    'NOT COMPUTED': 0,
  };
  for (let count = 0; count < series; count += 1) {
    const interval = withGates ? judged() : fitted();
    if (!interval) continue;
    if (interval.lower <= world.effect && world.effect <= interval.upper) held += 1;
    widths.push(interval.upper - interval.lower);
  }
  function judged() {
    const { design, refusals } = designOf(simulated(world, generator));
    const found = design && refusals.length === 0 ? judge(design) : undefined;
    const computed = found && !('refused' in found) ? found : undefined;
    verdicts[computed ? verdictOf(computed.gates) : 'NOT COMPUTED'] += 1 / series;
    return computed?.logEffect;
  }
  function fitted() {
    const { design } = designOf(simulated(world, generator));
    const fit = design && fitEngine(design);
    return !fit || 'refused' in fit ? undefined : scaleEstimate(effectMixture(fit));
  }
  widths.sort((one, other) => one - other);
  return {
    world,
    series,
    coverage: held / widths.length,
    width: widths[Math.floor(widths.length / 2)] ?? Number.NaN,
    ...(withGates && { verdicts }),
  };
}

/** The worlds of EVALUATION §2: noise × effect × growth × moving feast, for both engines. */
export const calibrationWorlds: readonly World[] = (['extra', 'share'] as const).flatMap((estimand) =>
  noises.flatMap((noise) =>
    [1, 1.5].flatMap((growth) =>
      [false, true].flatMap((hasMovingHoliday) =>
        [0, Math.log(1.25)].map((effect) => ({
          noise,
          effect,
          growth,
          hasMovingHoliday,
          estimand,
          weeksBefore: 104,
          weeksOfWindow: 8,
          perWeek: 90,
        })),
      ),
    ),
  ),
);

import { logisticGrowth } from './logistic-growth.ts';
import { type ProfileInterval, profileInterval } from './profile-interval.ts';
import type { Refused } from './refused.ts';

export interface CeilingInterval extends ProfileInterval {
  /** The ceiling that fits best; the highest allowed where the best would be higher. */
  readonly point: number;
}

/**
 * The profile interval of the ceiling of logistic growth, between nothing and the highest ceiling that is possible
 * (1 for a share): the ceilings with which rate and midpoint can still follow the values about as well as with the best.
 *
 * An interval that touches the highest ceiling, or spans a factor of more than 2, says that the values do not show
 * where the growth ends: then no forecast of the end, only scenarios with ceilings somebody chose.
 *
 * Assumes what `logisticGrowth` and `profileInterval` assume, and refuses where they do. Throws a RangeError where the
 * highest ceiling is not finite.
 *
 * @example
 * const days = [9, 14, 21, 28, 42, 57, 63, 70, 79]; // NIST's Rat42
 * logisticCeilingInterval(days, [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08], 1000);
 * // { point: 72.46, lower: 68.76, upper: 77.19, factor: 1.12, … }
 */
export function logisticCeilingInterval(
  times: readonly number[],
  values: readonly number[],
  highestCeiling: number,
  confidence = 0.95,
): CeilingInterval | Refused {
  if (!(Number.isFinite(highestCeiling) && highestCeiling > 0)) throw new RangeError(`no ceiling: ${highestCeiling}`);
  const free = logisticGrowth(times, values, { highestCeiling });
  const bounded = 'refused' in free && free.refused === 'at-bound' && free.detail === 0;
  const best = bounded ? logisticGrowth(times, values, { ceiling: highestCeiling }) : free;
  if ('refused' in best) return best;
  const interval = profileInterval(
    {
      sumOfSquaresAt: (ceiling) => {
        const held = logisticGrowth(times, values, { ceiling });
        return 'refused' in held ? null : held.residualSumOfSquares;
      },
      best: best.ceiling,
      sumOfSquares: best.residualSumOfSquares,
      degreesOfFreedom: values.length - 3,
      // A ceiling of nothing explains nothing: a hundredth of the largest value is far below any interval.
      lowest: Math.min(Math.max(...values) / 100, best.ceiling),
      highest: highestCeiling,
    },
    confidence,
  );
  return 'refused' in interval ? interval : { point: best.ceiling, ...interval };
}

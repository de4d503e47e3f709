import { poissonMeanBound } from './poisson-mean-bound.ts';
import { requireConfidence } from './require-confidence.ts';
import type { Interval } from './wilson-interval.ts';

/**
 * Garwood's exact interval for the rate behind one Poisson count x over an exposure t:
 *
 *     lower = χ²(α/2; 2x) / 2t,   upper = χ²(1 − α/2; 2x + 2) / 2t,   and lower = 0 for x = 0
 *
 * The rates under which neither a count as large nor one as small would have a chance below α/2, so it covers at least
 * what it says. The quantiles come from the Poisson tails themselves, see `poissonMeanBound`.
 *
 * Assumes events that come singly and independently, at one rate; people who come in groups make the truth wider.
 * Throws a RangeError for a count that is not a whole number from 0, an exposure that is not above 0, and no level of
 * confidence.
 *
 * Reference: F. Garwood (1936), Biometrika 28, 437–442.
 *
 * @example garwoodInterval(11, 800) // { point: 0.01375, lower: 0.00686…, upper: 0.02460… }
 */
export function garwoodInterval(count: number, exposure = 1, confidence = 0.95): Interval {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`no count: ${count}`);
  if (!(exposure > 0 && Number.isFinite(exposure))) throw new RangeError(`no exposure: ${exposure}`);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  return {
    point: count / exposure,
    lower: count === 0 ? 0 : poissonMeanBound(count, 'lower', tail) / exposure,
    upper: poissonMeanBound(count, 'upper', tail) / exposure,
  };
}

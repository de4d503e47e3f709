import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { requireConfidence } from './require-confidence.ts';
import { requireProportion } from './require-proportion.ts';
import type { Interval } from './wilson-interval.ts';

/**
 * Clopper and Pearson's exact interval for a proportion: the probabilities under which neither x or more nor x or fewer
 * successes would have a chance below α/2,
 *
 *     lower = α/2 quantile of Beta(x, n − x + 1),   upper = 1 − α/2 quantile of Beta(x + 1, n − x)
 *
 * It never covers less than it says, and pays for it: as counts jump, it usually covers more and is wider than Wilson's
 * interval. The right one where the promise must hold in every case, as under the exact test of two rates.
 *
 * Assumes independent trials with one common probability. Throws a RangeError unless 0 ≤ successes ≤ trials,
 * trials ≥ 1 and 0 < confidence < 1.
 *
 * Reference: C. J. Clopper, E. S. Pearson (1934), Biometrika 26, 404–413.
 *
 * @example clopperPearsonInterval(81, 263) // { point: 0.30798…, lower: 0.25273…, upper: 0.36762… }
 */
export function clopperPearsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireProportion(successes, trials);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    point: successes / trials,
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    upper: failures === 0 ? 1 : 1 - betaQuantile(tail, failures, successes + 1),
  };
}

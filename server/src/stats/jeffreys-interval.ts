import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { requireConfidence } from './require-confidence.ts';
import { requireProportion } from './require-proportion.ts';
import type { Interval } from './wilson-interval.ts';

/**
 * Jeffreys' interval for a proportion: the middle `confidence` of what is believed after seeing x of n, where before
 * nothing was known in the sense of Jeffreys' prior Beta(½, ½):
 *
 *     the α/2 and 1 − α/2 quantiles of Beta(x + ½, n − x + ½)
 *
 * with the lower end put at exactly 0 for none of n and the upper one at exactly 1 for all of n: the quantiles would
 * exclude the very share that was seen. Its coverage comes near that of Wilson's interval, of which it is the twin:
 * where the two differ visibly, the counts are too few to say much.
 *
 * Assumes independent trials with one common probability. Throws a RangeError unless 0 ≤ successes ≤ trials,
 * trials ≥ 1 and 0 < confidence < 1.
 *
 * Reference: L. D. Brown, T. T. Cai, A. DasGupta (2001), Statistical Science 16, 101–133, §4.3.
 *
 * @example jeffreysInterval(81, 263) // { point: 0.30798…, lower: 0.25452…, upper: 0.36564… }
 */
export function jeffreysInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireProportion(successes, trials);
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  const failures = trials - successes;
  return {
    point: successes / trials,
    lower: successes === 0 ? 0 : betaQuantile(tail, successes + 0.5, failures + 0.5),
    // The mirror keeps the digits of what is left to 1.
    upper: failures === 0 ? 1 : 1 - betaQuantile(tail, failures + 0.5, successes + 0.5),
  };
}

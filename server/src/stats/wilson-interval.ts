import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireConfidence } from './require-confidence.ts';
import { requireProportion } from './require-proportion.ts';

/** A point estimate with the ends of its interval. */
export interface Interval {
  readonly point: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson's score interval for a proportion.
 *
 * The set of proportions p that a two-sided score test of level 1 − `confidence` does not reject, given `successes`
 * out of `trials`:
 *
 *     (p̂ + z²/2n ± z·√(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)
 *
 * It stays inside [0, 1] and keeps its coverage near 0 and 1, where the Wald interval collapses.
 *
 * Assumes independent trials with one common probability; people who come in families make the truth wider.
 * Throws a RangeError unless 0 ≤ successes ≤ trials, trials ≥ 1 and 0 < confidence < 1: a proportion of nothing has
 * no interval.
 *
 * Reference: E. B. Wilson (1927), JASA 22, 209–212; R. G. Newcombe (1998), Statistics in Medicine 17, 857–872.
 *
 * @example wilsonInterval(81, 263) // { point: 0.30798…, lower: 0.25527…, upper: 0.36621… }
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  requireProportion(successes, trials);
  requireConfidence(confidence);
  const z = normalQuantile(1 - (1 - confidence) / 2, 0, 1);
  const point = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (point + (z * z) / (2 * trials)) / shrink;
  const half = (z * Math.sqrt((point * (1 - point)) / trials + (z * z) / (4 * trials * trials))) / shrink;
  return {
    point,
    // At the ends the formula gives exactly 0 and 1, which rounding would miss by a hair.
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
  };
}

import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { noncentralTUpperTail } from './noncentral-t-upper-tail.ts';
import { requireConfidence } from './require-confidence.ts';

/**
 * Power of the two-sided t-test of two independent groups of n each, where their means differ by `difference` standard
 * deviations:
 *
 *     P(T > t₁₋α/₂),   T noncentral t with 2(n − 1) degrees of freedom and noncentrality √(n/2)·difference
 *
 * Significance in the wrong direction is not counted. Assumes normal values of one standard deviation. Throws a
 * RangeError for a group of 1 or less, a difference that is not finite, and no level of confidence.
 *
 * Reference: J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2; R, power.t.test.
 *
 * @example tTestPower(20, 1) // 0.8690
 */
export function tTestPower(perGroup: number, difference: number, confidence = 0.95): number {
  requireConfidence(confidence);
  if (!(perGroup > 1 && Number.isFinite(perGroup))) throw new RangeError(`no group: ${perGroup}`);
  const degreesOfFreedom = 2 * (perGroup - 1);
  const limit = tQuantile(1 - (1 - confidence) / 2, degreesOfFreedom);
  return noncentralTUpperTail(limit, degreesOfFreedom, Math.sqrt(perGroup / 2) * Math.abs(difference));
}

import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireConfidence } from './require-confidence.ts';

/**
 * Power to tell two proportions apart: the chance that a two-sided test of two samples of `perGroup` finds a difference
 * where the truth is p₁ and p₂,
 *
 *     Φ((√n·|p₁ − p₂| − z·√(2p̄(1 − p̄))) / √(p₁(1 − p₁) + p₂(1 − p₂))),   p̄ = (p₁ + p₂)/2
 *
 * The normal approximation, good from some five expected successes and failures a group on; significance in the wrong
 * direction is not counted. Throws a RangeError for a group below 1, for what is not between 0 and 1, and for two
 * proportions of no variation.
 *
 * Reference: J. L. Fleiss, B. Levin, M. C. Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., ch. 4;
 * R, power.prop.test.
 *
 * @example twoProportionsPower(50, 0.5, 0.75) // 0.7402
 */
export function twoProportionsPower(perGroup: number, first: number, second: number, confidence = 0.95): number {
  requireConfidence(confidence);
  if (!(perGroup >= 1 && Number.isFinite(perGroup))) throw new RangeError(`no group: ${perGroup}`);
  for (const share of [first, second]) if (!(share >= 0 && share <= 1)) throw new RangeError(`no proportion: ${share}`);
  const apart = Math.sqrt(first * (1 - first) + second * (1 - second));
  if (apart === 0) throw new RangeError('two proportions that are certain need no test');
  const middle = (first + second) / 2;
  const quantile = normalQuantile(1 - (1 - confidence) / 2, 0, 1);
  const distance = Math.sqrt(perGroup) * Math.abs(first - second);
  return normalCdf((distance - quantile * Math.sqrt(2 * middle * (1 - middle))) / apart, 0, 1);
}

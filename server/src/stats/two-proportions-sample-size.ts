import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireConfidence } from './require-confidence.ts';

/**
 * How many each of two groups must have so that a two-sided test tells p₁ and p₂ apart with the given power:
 *
 *     n = (z₁₋α/₂·√(2p̄(1 − p̄)) + z_power·√(p₁(1 − p₁) + p₂(1 − p₂)))² / (p₁ − p₂)²,   p̄ = (p₁ + p₂)/2
 *
 * the exact inverse of `twoProportionsPower`, so not a whole number: round up. Throws a RangeError for two equal
 * proportions, which no sample tells apart, and for what is not between 0 and 1.
 *
 * Reference: J. L. Fleiss, B. Levin, M. C. Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., ch. 4;
 * R, power.prop.test.
 *
 * @example twoProportionsSampleSize(0.5, 0.75, { power: 0.9 }) // 76.7, so 77 in each group
 */
export function twoProportionsSampleSize(
  first: number,
  second: number,
  { confidence = 0.95, power = 0.8 }: { readonly confidence?: number; readonly power?: number } = {},
): number {
  requireConfidence(confidence);
  requireConfidence(power);
  for (const share of [first, second]) if (!(share >= 0 && share <= 1)) throw new RangeError(`no proportion: ${share}`);
  if (first === second) throw new RangeError('no sample tells two equal proportions apart');
  const middle = (first + second) / 2;
  const together = normalQuantile(1 - (1 - confidence) / 2, 0, 1) * Math.sqrt(2 * middle * (1 - middle));
  const apart = normalQuantile(power, 0, 1) * Math.sqrt(first * (1 - first) + second * (1 - second));
  // Below this power the test needs no observation at all: chance alone gives it.
  return (Math.max(0, together + apart) / (first - second)) ** 2;
}

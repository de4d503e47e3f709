import { requireConfidence } from './require-confidence.ts';
import { tTestPower } from './t-test-power.ts';

/**
 * How many each of two groups must have so that a two-sided t-test finds means that lie `difference` standard
 * deviations apart with the given power: the n at which `tTestPower` reaches it, by halving, so not a whole number:
 * round up. Never below 2, which is what the test itself needs.
 *
 * Throws a RangeError for no difference, which no sample finds, and for levels that are not between 0 and 1.
 *
 * Reference: J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2; R, power.t.test.
 *
 * @example tTestSampleSize(1, { power: 0.9 }) // 22.02, so 23 in each group
 */
export function tTestSampleSize(
  difference: number,
  { confidence = 0.95, power = 0.8 }: { readonly confidence?: number; readonly power?: number } = {},
): number {
  requireConfidence(power);
  if (!(Math.abs(difference) > 1e-6 && Number.isFinite(difference))) throw new RangeError('no difference to find');
  let [low, high] = [2, 4];
  if (tTestPower(low, difference, confidence) >= power) return low;
  while (tTestPower(high, difference, confidence) < power) [low, high] = [high, high * 2];
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (tTestPower(middle, difference, confidence) < power) low = middle;
    else high = middle;
  }
  return high;
}

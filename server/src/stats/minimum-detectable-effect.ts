import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireConfidence } from './require-confidence.ts';

/**
 * The smallest relative rise that would be found with the given power, where its logarithm is estimated with the given
 * standard deviation:
 *
 *     exp((z₁₋α/₂ + z_power)·sd) − 1
 *
 * At 95 % confidence and 80 % power the sum of the quantiles is 1.960 + 0.842 = 2.802, the "2.8 standard errors" of the
 * rule of thumb. To be shown before anything is done, and beside every result that could not be told from nothing: a
 * true rise that is smaller would more often than not have stayed unseen as well.
 *
 * Assumes an estimate that is normal on the logarithmic scale. Throws a RangeError unless the standard deviation is
 * above 0 and both levels lie between 0 and 1; and where the rise is too large to be a number.
 *
 * Reference: A. Gelman, J. Hill (2007), Data Analysis Using Regression and Multilevel/Hierarchical Models, §20.2;
 * H. S. Bloom (1995), Evaluation Review 19, 547–556.
 *
 * @example minimumDetectableEffect(0.12) // 0.3996: nothing below +40 % would be seen four times in five
 */
export function minimumDetectableEffect(
  standardDeviation: number,
  { confidence = 0.95, power = 0.8 }: { readonly confidence?: number; readonly power?: number } = {},
): number {
  requireConfidence(confidence);
  requireConfidence(power);
  if (!(standardDeviation > 0)) throw new RangeError(`no standard deviation: ${standardDeviation}`);
  const multiplier = normalQuantile(1 - (1 - confidence) / 2, 0, 1) + normalQuantile(power, 0, 1);
  const effect = Math.expm1(multiplier * standardDeviation);
  if (!Number.isFinite(effect)) throw new RangeError(`no effect is found with a deviation of ${standardDeviation}`);
  return effect;
}

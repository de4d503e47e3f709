import type { Proportion } from './newcombe-interval.ts';
import type { Refused } from './refused.ts';
import { requireConfidence } from './require-confidence.ts';
import { type Interval, wilsonInterval } from './wilson-interval.ts';

/**
 * Directly standardised share: what the share of the whole would be if the groups had the sizes of a standard, so that
 * two periods with different groups can be compared,
 *
 *     p = Σ wᵢpᵢ,   wᵢ the standard's sizes as parts of their sum
 *
 * with the interval that recovers the variances from each group's Wilson limits lᵢ, uᵢ:
 *
 *     lower = p − √Σ wᵢ²(pᵢ − lᵢ)²,   upper = p + √Σ wᵢ²(uᵢ − pᵢ)²
 *
 * which stays inside [0, 1] and does not collapse where groups have none or all; of one group it is Wilson's.
 *
 * Assumes independent groups, and weights that are known rather than estimated. Refused where a group that counts in
 * the standard has no trials ('not-estimable', `detail` its index). Throws a RangeError for lists of different length,
 * weights that are negative or all 0, what is no count, and no level of confidence.
 *
 * Reference: B. R. Kirkwood, J. A. C. Sterne (2003), Essential Medical Statistics, 2nd ed., ch. 25; G. Y. Zou,
 * A. Donner (2008), Statistics in Medicine 27, 1693–1702.
 *
 * @example standardisedShare([{ successes: 20, trials: 100 }, { successes: 60, trials: 100 }], [1, 3])
 *   // { point: 0.5, lower: 0.4246…, upper: 0.5714… }
 */
export function standardisedShare(
  groups: readonly Proportion[],
  standard: readonly number[],
  confidence = 0.95,
): Interval | Refused {
  if (groups.length !== standard.length) throw new RangeError('as many weights as groups are needed');
  requireConfidence(confidence);
  const total = standard.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total) && standard.every((weight) => weight >= 0))) {
    throw new RangeError('the standard is no set of sizes');
  }
  let [point, below, above] = [0, 0, 0];
  for (const [index, { successes, trials }] of groups.entries()) {
    const weight = (standard[index] as number) / total;
    if (weight === 0) continue;
    if (trials === 0) return { refused: 'not-estimable', detail: index };
    const share = wilsonInterval(successes, trials, confidence);
    point += weight * share.point;
    below = Math.hypot(below, weight * (share.point - share.lower));
    above = Math.hypot(above, weight * (share.upper - share.point));
  }
  return { point, lower: Math.max(0, point - below), upper: Math.min(1, point + above) };
}

import { rankedPValues } from './ranked-p-values.ts';

/**
 * Holm's adjustment of p-values for how many questions were asked: rejecting what is at most α keeps the chance of one
 * or more wrong rejections at α, however the tests depend on each other. Of m p-values in rising order
 *
 *     adjusted(i) = max over j ≤ i of min(1, (m − j + 1)·p(j))
 *
 * Never less than the p-value itself, and never more than Bonferroni's m·p. The values may come in any order, and the
 * answer keeps it. Throws a RangeError for what is not a probability: a missing p-value still counts as a question
 * asked, so leaving it out is for the caller to decide.
 *
 * Reference: S. Holm (1979), Scandinavian Journal of Statistics 6, 65–70.
 *
 * @example holmAdjustment([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holmAdjustment(pValues: readonly number[]): readonly number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  rankedPValues(pValues).forEach((position, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[position] as number)));
    adjusted[position] = largest;
  });
  return adjusted;
}

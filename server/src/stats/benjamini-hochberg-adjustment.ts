import { rankedPValues } from './ranked-p-values.ts';

/**
 * Benjamini and Hochberg's adjustment of p-values: of all that is called a finding at q, at most a share q is wrong in
 * expectation. For exploring a list, where a few wrong leads do little harm; not for a verdict. Of m p-values in rising
 * order
 *
 *     adjusted(i) = min over j ≥ i of m/j · p(j)
 *
 * Assumes tests that are independent or positively dependent. The values may come in any order, and the answer keeps
 * it. Throws a RangeError for what is not a probability.
 *
 * Reference: Y. Benjamini, Y. Hochberg (1995), JRSS B 57, 289–300.
 *
 * @example benjaminiHochbergAdjustment([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochbergAdjustment(pValues: readonly number[]): readonly number[] {
  const count = pValues.length;
  const adjusted = new Array<number>(count).fill(1);
  let smallest = 1;
  rankedPValues(pValues)
    .toReversed()
    .forEach((position, fromLargest) => {
      smallest = Math.min(smallest, (count / (count - fromLargest)) * (pValues[position] as number));
      adjusted[position] = smallest;
    });
  return adjusted;
}

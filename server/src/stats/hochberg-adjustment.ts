import { rankedPValues } from './ranked-p-values.ts';

/**
 * Hochberg's adjustment of p-values: as Holm's, but stepping up from the largest,
 *
 *     adjusted(i) = min over j ≥ i of (m − j + 1)·p(j)
 *
 * Never more than Holm's, at a price: it keeps the chance of any wrong rejection only where the tests are independent
 * or positively dependent. The values may come in any order, and the answer keeps it. Throws a RangeError for what is
 * not a probability.
 *
 * Reference: Y. Hochberg (1988), Biometrika 75, 800–802.
 *
 * @example hochbergAdjustment([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function hochbergAdjustment(pValues: readonly number[]): readonly number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  rankedPValues(pValues)
    .toReversed()
    .forEach((position, fromLargest) => {
      smallest = Math.min(smallest, (fromLargest + 1) * (pValues[position] as number));
      adjusted[position] = smallest;
    });
  return adjusted;
}

/**
 * The positions of p-values from the smallest to the largest, which is the order in which stepwise adjustments walk.
 * Throws a RangeError for what is not a probability.
 *
 * @example rankedPValues([0.04, 0.01, 0.03]) // [1, 2, 0]
 */
export function rankedPValues(pValues: readonly number[]): readonly number[] {
  for (const value of pValues) if (!(value >= 0 && value <= 1)) throw new RangeError(`no p-value: ${value}`);
  return [...pValues.keys()].sort((one, other) => (pValues[one] as number) - (pValues[other] as number));
}

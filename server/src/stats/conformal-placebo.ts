/**
 * Conformal test of no effect in the last periods of a series, by moving-block permutations of the residuals.
 *
 * The residuals come from a model of all T periods, fitted as if the null hypothesis were true (without an effect, or
 * with the supposed one taken off). If it is, the last k of them are like any k in a row, the series closed to a ring:
 *
 *     S = Σ |ûₜ| over a block,   p = how many of the T blocks have S ≥ that of the last, over T
 *
 * The real block is one of the T, so p is never below `smallest` = 1/T. Shifting whole blocks keeps the memory of the
 * residuals, which shuffling them would destroy; they must be stationary, with memory short against T. A model that was
 * fitted to the periods before only does not qualify: its residuals are smaller there by construction.
 *
 * Throws a RangeError unless 1 ≤ `after` < T, and for what is not finite.
 *
 * Reference: V. Chernozhukov, K. Wüthrich, Y. Zhu (2021), JASA 116, 1849–1864.
 *
 * @param after how many periods at the end are in question
 * @example conformalPlacebo([1, -1, 1, -1, 1, -1, 5, 4], 2) // { statistic: 9, pValue: 0.125, smallest: 0.125 }
 */
export function conformalPlacebo(
  residuals: readonly number[],
  after: number,
): { readonly statistic: number; readonly pValue: number; readonly smallest: number } {
  const periods = residuals.length;
  if (!(Number.isInteger(after) && after >= 1 && after < periods)) throw new RangeError(`no block of ${after} periods`);
  if (!residuals.every(Number.isFinite)) throw new RangeError('the residuals are not finite');
  const block = (start: number) => {
    let sum = 0;
    for (let step = 0; step < after; step += 1) sum += Math.abs(residuals[(start + step) % periods] as number);
    return sum;
  };
  const statistic = block(periods - after);
  // Equal sums may differ by the order of adding.
  const limit = statistic * (1 - 1e-12);
  let asLarge = 0;
  for (let start = 0; start < periods; start += 1) if (block(start) >= limit) asLarge += 1;
  return { statistic, pValue: asLarge / periods, smallest: 1 / periods };
}

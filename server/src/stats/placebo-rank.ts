/**
 * The rank of an effect among placebos, as a p-value: the same estimate made where nothing was done, J times,
 *
 *     p = (r + 1) / (J + 1),   r = how many placebos are at least as far from 0
 *
 * The real one counts among its equals, so p is never 0 and never below `smallest` = 1/(J + 1): of fewer than 19
 * placebos none can say .05. Assumes that without an effect the real one could as well have been any of the placebos.
 *
 * Throws a RangeError for no placebo and for what is not finite.
 *
 * Reference: A. Abadie, A. Diamond, J. Hainmueller (2010), JASA 105, 493–505; B. Phipson, G. K. Smyth (2010),
 * Statistical Applications in Genetics and Molecular Biology 9, 39.
 *
 * @example placeboRank(2.1, [0.3, -0.8, 1.1]) // { pValue: 0.25, smallest: 0.25 }
 */
export function placeboRank(
  effect: number,
  placebos: readonly number[],
): { readonly pValue: number; readonly smallest: number } {
  if (placebos.length === 0) throw new RangeError('no rank among no placebos');
  if (!(Number.isFinite(effect) && placebos.every(Number.isFinite)))
    throw new RangeError('no rank of what is not finite');
  const asFar = placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(effect)).length;
  return { pValue: (asFar + 1) / (placebos.length + 1), smallest: 1 / (placebos.length + 1) };
}

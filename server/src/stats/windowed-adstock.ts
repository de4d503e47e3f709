/**
 * Adstock over a window, with weights that sum to 1:
 *
 *     aₜ = Σ_{l<L} w_l·xₜ₋ₗ / Σ_{l<L} w_l,   geometric w_l = αˡ,   binomial w_l = (1 − l/L)^(1/α − 1)
 *
 * The total of the exposures is kept and only moved later, apart from what the end of the series cuts off. Geometric
 * weights never end and are cut at the window; binomial ones reach 0 at its end.
 *
 * Assumes equal periods without gaps and nothing before the first. Throws a RangeError unless 0 ≤ α ≤ 1, the window is
 * whole and at least 1, and exposures are finite.
 *
 * Reference: Y. Jin and others (2017), Bayesian Methods for Media Mix Modeling with Carryover and Shape Effects, Google;
 * Meridian (Apache-2.0 licence), adstock_hill.py.
 *
 * @example windowedAdstock([100, 0, 50], 'geometric', 0.5, 2) // [66.67, 33.33, 33.33]
 */
export function windowedAdstock(
  exposures: readonly number[],
  decay: 'geometric' | 'binomial',
  alpha: number,
  window: number,
): number[] {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`no carry-over: ${alpha}`);
  if (!(Number.isInteger(window) && window >= 1)) throw new RangeError(`no window of ${window} periods`);
  if (!exposures.every(Number.isFinite)) throw new RangeError('no adstock of what is not finite');
  const weights = Array.from({ length: window }, (_, lag) => {
    // 1 to the power of infinity is no number to the machine.
    if (lag === 0) return 1;
    return decay === 'geometric' ? alpha ** lag : (1 - lag / window) ** (1 / alpha - 1);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return exposures.map(
    (_, period) => weights.reduce((sum, weight, lag) => sum + weight * (exposures[period - lag] ?? 0), 0) / total,
  );
}

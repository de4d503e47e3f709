/**
 * Geometric adstock: what is still felt of all exposures up to now, a part of which is carried over to the next period,
 *
 *     a₁ = x₁,   aₜ = xₜ + λ·aₜ₋₁
 *
 * Nothing is scaled: an exposure of 1 adds up to 1/(1 − λ) over all time, and half of it is left after
 * log(½)/log(λ) periods. `windowedAdstock` is the other definition in use; their λ mean the same, their sizes do not.
 *
 * Assumes equal periods without gaps and nothing before the first. Throws a RangeError unless 0 ≤ λ < 1 and exposures
 * are finite.
 *
 * Reference: S. Broadbent (1979), One way TV advertisements work, Journal of the Market Research Society 21, 139–166;
 * Robyn (Meta, MIT licence), adstock_geometric.
 *
 * @example geometricAdstock([100, 0, 50], 0.3) // [100, 30, 59]
 */
export function geometricAdstock(exposures: readonly number[], carryOver: number): number[] {
  if (!(carryOver >= 0 && carryOver < 1)) throw new RangeError(`no carry-over: ${carryOver}`);
  if (!exposures.every(Number.isFinite)) throw new RangeError('no adstock of what is not finite');
  let felt = 0;
  return exposures.map((exposure) => {
    felt = exposure + carryOver * felt;
    return felt;
  });
}

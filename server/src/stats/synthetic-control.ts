import type { Refused } from './refused.ts';
import { simplexLeastSquares } from './simplex-least-squares.ts';

/** Periods `from` up to but not with `until`, on which the weights are fitted; what comes after is the time after. */
export interface FitWindow {
  readonly from: number;
  readonly until: number;
}

export interface SyntheticControl {
  /** One for each donor, none negative, with the sum 1. */
  readonly weights: readonly number[];
  /** The weighted donors, for every period. */
  readonly synthetic: readonly number[];
  /** The treated less the synthetic, for every period. */
  readonly gaps: readonly number[];
  /** Root mean square of the gaps on which the weights were fitted. */
  readonly before: number;
  /** Root mean square of the gaps after. */
  readonly after: number;
  /** How far from provably optimal: see `simplexLeastSquares`. */
  readonly optimalityResidual: number;
}

/**
 * Synthetic control on outcomes alone: a weighted mean of donors, weights nonnegative with the sum 1, that follows the
 * treated unit before as closely as it can,
 *
 *     minimise Σ (y₀ₜ − Σⱼ wⱼ·yⱼₜ)²   over the periods before,
 *
 * and whose course after says what the treated unit would have done. Other predictors are left out: with all outcomes
 * before in, they change nothing (Kaul and others), and weights among predictors are a choice one can search in.
 *
 * Assumes that donors were not touched, that nothing else happened to the treated unit alone, and a close fit before
 * (compare `before` with the gap). How sure one may be is said by `placeboInSpace`, not by an interval. Refused:
 * 'collinear' where other weights fit as well (many donors for few periods); 'too-few' below 2 donors or 2 periods
 * before or 1 after. Throws a RangeError for what is not finite, lengths that differ, and a window outside.
 *
 * Reference: A. Abadie, A. Diamond, J. Hainmueller (2010), JASA 105, 493–505.
 *
 * @param donors one row for each period, one column for each donor
 * @example
 * syntheticControl([2, 3, 5, 9], [[1, 4], [2, 4], [3, 8], [4, 8]], { from: 0, until: 3 });
 * // { weights: [.605, .395], gaps: [-.184, .211, .026, 3.421], before: .162, after: 3.421, … }
 */
export function syntheticControl(
  treated: readonly number[],
  donors: readonly (readonly number[])[],
  { from, until }: FitWindow,
): SyntheticControl | Refused {
  const count = donors[0]?.length ?? 0;
  if (donors.length !== treated.length || donors.some((row) => row.length !== count))
    throw new RangeError('a row of all donors for every period');
  if (!(treated.every(Number.isFinite) && donors.every((row) => row.every(Number.isFinite))))
    throw new RangeError('no control of what is not finite');
  if (!(Number.isInteger(from) && Number.isInteger(until) && from >= 0 && from <= until && until <= treated.length))
    throw new RangeError(`no window from ${from} until ${until} of ${treated.length} periods`);
  if (count < 2 || until - from < 2 || until === treated.length) return { refused: 'too-few' };
  const found = simplexLeastSquares(donors.slice(from, until), treated.slice(from, until));
  if ('refused' in found) return found;
  const synthetic = donors.map((row) =>
    row.reduce((sum, value, index) => sum + value * (found.weights[index] ?? 0), 0),
  );
  const gaps = treated.map((value, period) => value - (synthetic[period] ?? 0));
  return {
    weights: found.weights,
    synthetic,
    gaps,
    before: rootMeanSquare(gaps.slice(from, until)),
    after: rootMeanSquare(gaps.slice(until)),
    optimalityResidual: found.optimalityResidual,
  };
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

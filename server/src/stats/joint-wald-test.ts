import fCdf from '@stdlib/stats-base-dists-f-cdf';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

export interface JointWaldTest {
  /** Wald statistic per restriction. */
  readonly statistic: number;
  readonly restrictions: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/**
 * Wald's test that several coefficients are all 0, in its F form:
 *
 *     F = bᵀ V⁻¹ b / q  ~  F(q, degrees of freedom)
 *
 * Assumes that V is a good estimate: with a cluster-robust V of G clusters, q must be well below G, and G − 1 are the
 * degrees of freedom. Refused: 'collinear' where V is singular (q ≥ G does that). Throws a RangeError for what is not
 * finite, and lengths that differ.
 *
 * Reference: W. H. Greene (2012), Econometric Analysis, 7th ed., 5.4.
 *
 * @example jointWaldTest([2, 1], [[1, 0], [0, 1]], 20) // { statistic: 2.5, restrictions: 2, pValue: .1074, … }
 */
export function jointWaldTest(
  coefficients: readonly number[],
  covariance: readonly (readonly number[])[],
  degreesOfFreedom: number,
): JointWaldTest | Refused {
  const count = coefficients.length;
  if (count === 0 || covariance.length !== count || covariance.some((row) => row.length !== count))
    throw new RangeError('a square covariance as large as the coefficients');
  if (![coefficients, ...covariance].every((values) => values.every(Number.isFinite)))
    throw new RangeError('no test of what is not finite');
  if (!(degreesOfFreedom > 0)) throw new RangeError(`no degrees of freedom: ${degreesOfFreedom}`);
  // In units of the standard errors, so that the scale of a coefficient does not decide what counts as singular.
  const errors = covariance.map((row, index) => Math.sqrt(row[index] ?? 0));
  if (errors.some((error) => !(error > 0))) return { refused: 'collinear' };
  const scaled = covariance.map((row, i) => row.map((value, j) => value / ((errors[i] ?? 1) * (errors[j] ?? 1))));
  const decomposition = householderQr(Float64Array.from(scaled.flat()), count, count);
  if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };
  const rotated = Float64Array.from(coefficients, (value, index) => value / (errors[index] ?? 1));
  decomposition.rotate(rotated);
  const solved = decomposition.solve(rotated);
  const wald = solved.reduce(
    (sum, value, index) => sum + (value * (coefficients[index] ?? 0)) / (errors[index] ?? 1),
    0,
  );
  if (!(wald >= 0)) return { refused: 'collinear' };
  const statistic = wald / count;
  return { statistic, restrictions: count, degreesOfFreedom, pValue: 1 - fCdf(statistic, count, degreesOfFreedom) };
}

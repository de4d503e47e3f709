import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

export interface OrdinaryLeastSquaresFit extends RegressionFit {
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** Residual standard deviation, √(Σe² / degrees of freedom). */
  readonly sigma: number;
  readonly residualSumOfSquares: number;
  /** Share of the variation explained: about the mean where the columns contain a constant, about 0 where they do not. */
  readonly rSquared: number;
  /** Of normal errors, at the maximum: −n/2 · (log 2π + log(Σe²/n) + 1). */
  readonly logLikelihood: number;
}

/**
 * Ordinary least squares: the coefficients b that make Σ(yᵢ − xᵢ·b)² smallest,
 *
 *     b = (XᵀX)⁻¹Xᵀy,   s² = Σe²/(n − k),   cov b = s²(XᵀX)⁻¹
 *
 * computed from the QR decomposition of X, never from XᵀX. A constant must be among the columns if one is wanted.
 * The standard errors assume independent errors of one variance; see the robust covariances where they are not. Hat
 * values near 1 mark observations that decide their own fit.
 *
 * Refused: as many columns as observations or more ('too-few'), a column that is a combination of earlier ones
 * ('collinear', with its index), a response that does not vary or is fitted without any error ('no-variation').
 * Throws a RangeError for lengths that differ and what is not finite.
 *
 * Reference: G. A. F. Seber, A. J. Lee (2003), Linear Regression Analysis, 2nd ed., ch. 3 and §11.
 *
 * @param design one row per observation
 * @example ordinaryLeastSquares([[1, 0], [1, 1], [1, 2], [1, 3]], [1, 2, 2, 4]) // coefficients [0.9, 0.9], sigma 0.5916
 */
export function ordinaryLeastSquares(
  design: readonly (readonly number[])[],
  response: readonly number[],
): OrdinaryLeastSquaresFit | Refused {
  if (design.length !== response.length) throw new RangeError('as many rows as responses are needed');
  if (!response.every(Number.isFinite)) throw new RangeError('the response is not finite');
  const columns = designColumns(design);
  const count = design.length;
  const width = columns.length / count;
  if (count <= width) return { refused: 'too-few' };
  const decomposition = householderQr(columns, count, width);
  if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };

  const rotated = Float64Array.from(response);
  decomposition.rotate(rotated);
  const coefficients = decomposition.solve(rotated);
  const fitted = design.map((row) => row.reduce((sum, value, column) => sum + value * (coefficients[column] ?? 0), 0));
  const residuals = response.map((value, index) => value - (fitted[index] ?? 0));
  let residualSumOfSquares = 0;
  for (let row = width; row < count; row += 1) residualSumOfSquares += (rotated[row] as number) ** 2;

  const total = totalSumOfSquares(response, hasConstant(decomposition, count));
  const rounding = (count * Number.EPSILON) ** 2 * response.reduce((sum, value) => sum + value ** 2, 0);
  if (!(residualSumOfSquares > rounding && total > rounding)) return { refused: 'no-variation' };

  const degreesOfFreedom = count - width;
  const variance = residualSumOfSquares / degreesOfFreedom;
  const unscaledCovariance = decomposition.inverseCrossProduct();
  const covariance = unscaledCovariance.map((row) => row.map((value) => value * variance));
  return {
    coefficients,
    standardErrors: covariance.map((row, index) => Math.sqrt(row[index] ?? 0)),
    covariance,
    unscaledCovariance,
    design,
    fitted,
    residuals,
    scoreResiduals: residuals,
    leverages: decomposition.leverages(),
    sigma: Math.sqrt(variance),
    residualSumOfSquares,
    degreesOfFreedom,
    rSquared: 1 - residualSumOfSquares / total,
    logLikelihood: (-count / 2) * (Math.log(2 * Math.PI) + Math.log(residualSumOfSquares / count) + 1),
  };
}

/** Whether a constant can be made of the columns. */
function hasConstant(decomposition: { rotate(vector: Float64Array): void; readonly columns: number }, count: number) {
  const ones = new Float64Array(count).fill(1);
  decomposition.rotate(ones);
  let left = 0;
  for (let row = decomposition.columns; row < count; row += 1) left += (ones[row] as number) ** 2;
  return left < 1e-20 * count;
}

function totalSumOfSquares(response: readonly number[], aboutMean: boolean) {
  const centre = aboutMean ? response.reduce((sum, value) => sum + value, 0) / response.length : 0;
  return response.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

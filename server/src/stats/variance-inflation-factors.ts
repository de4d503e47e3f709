import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

/**
 * Variance inflation factors: by how much the variance of each coefficient is larger than if its column had nothing in
 * common with the others,
 *
 *     VIFⱼ = 1/(1 − Rⱼ²) = [(XᵀX)⁻¹]ⱼⱼ · Σ(xᵢⱼ − x̄ⱼ)²,   X with its columns centred
 *
 * Rⱼ² that of column j regressed on the others and a constant. 1 says that a column stands alone; above 5 its effect can
 * hardly be told from that of the others. (XᵀX)⁻¹ comes out of a QR decomposition.
 *
 * The model is taken to have a constant, which must not be among the columns. Refused: a column that does not vary
 * ('no-variation', `detail` its index), one that is a combination of earlier ones ('collinear', likewise), no more
 * observations than columns ('too-few'). Throws a RangeError for rows of different width and what is not finite.
 *
 * Reference: D. A. Belsley, E. Kuh, R. E. Welsch (1980), Regression Diagnostics, §3.1; D. W. Marquardt (1970),
 * Technometrics 12, 591–612.
 *
 * @param predictors one row per observation, without a constant
 * @example varianceInflationFactors([[1, 1], [2, 1], [3, 2], [4, 2]]) // { factors: [5, 5] }
 */
export function varianceInflationFactors(
  predictors: readonly (readonly number[])[],
): { readonly factors: readonly number[] } | Refused {
  const columns = designColumns(predictors);
  const rows = predictors.length;
  const width = columns.length / rows;
  if (rows <= width) return { refused: 'too-few' };
  const variations: number[] = [];
  for (let column = 0; column < width; column += 1) {
    const values = columns.subarray(column * rows, (column + 1) * rows);
    const mean = values.reduce((sum, value) => sum + value, 0) / rows;
    let [variation, size] = [0, 0];
    for (const [row, value] of values.entries()) {
      values[row] = value - mean;
      variation += (value - mean) ** 2;
      size += value * value;
    }
    // What rounding leaves of a constant column is not variation.
    if (!(variation > size * (rows * Number.EPSILON) ** 2)) return { refused: 'no-variation', detail: column };
    variations.push(variation);
  }
  const decomposition = householderQr(columns, rows, width);
  if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };
  const inverse = decomposition.inverseCrossProduct();
  return {
    factors: variations.map((variation, column) => Math.max(1, (inverse[column]?.[column] as number) * variation)),
  };
}

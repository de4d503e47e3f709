import type { Refused } from './refused.ts';

/**
 * Cholesky's factor L of a symmetric positive definite matrix, A = LLᵀ with L lower triangular: what uncorrelated errors
 * must be multiplied by to have the covariance A, and what correlated ones are whitened with by forward substitution.
 *
 * Refused: 'not-estimable' (detail: the row) where the matrix is not positive definite to within rounding. Throws a
 * RangeError for a matrix that is not square or not finite. Only the lower triangle is read.
 *
 * Reference: G. H. Golub, C. F. Van Loan (2013), Matrix Computations, 4th ed., §4.2.
 *
 * @param matrix its rows
 * @example choleskyFactor([[4, 2], [2, 5]]) // rows [2], [1, 2]
 */
export function choleskyFactor(matrix: readonly (readonly number[])[]): readonly Float64Array[] | Refused {
  const size = matrix.length;
  if (!matrix.every((row) => row.length === size && row.every(Number.isFinite)))
    throw new RangeError('not square or not finite');
  const factor: Float64Array[] = [];
  for (let row = 0; row < size; row += 1) {
    const own = new Float64Array(row + 1);
    for (let column = 0; column <= row; column += 1) {
      const earlier = column === row ? own : (factor[column] as Float64Array);
      let rest = matrix[row]?.[column] as number;
      for (let index = 0; index < column; index += 1) rest -= (own[index] as number) * (earlier[index] as number);
      if (column < row) own[column] = rest / (earlier[column] as number);
      else if (rest > (matrix[row]?.[row] as number) * 1e-13) own[row] = Math.sqrt(rest);
      else return { refused: 'not-estimable', detail: row };
    }
    factor.push(own);
  }
  return factor;
}

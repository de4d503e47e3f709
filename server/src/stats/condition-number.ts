import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { designColumns } from './design-columns.ts';
import type { Refused } from './refused.ts';

/**
 * The condition number of a design: how many times more the columns, each scaled to length 1, can stretch one
 * combination than another, as the ratio of the largest to the smallest singular value. From 1 (columns at right angles)
 * upward; above 30 some combination of the columns is close to nothing and the coefficients along it are nearly free.
 *
 * The columns are scaled, so units do not matter; they are not centred, so the constant belongs among them if the model
 * has one. The singular values diagnose; nothing is solved with them.
 *
 * Refused: a column of zeros ('no-variation', `detail` its index), columns that depend on each other to within rounding
 * ('collinear'), fewer observations than columns ('too-few'). Throws a RangeError for rows of different width and what
 * is not finite.
 *
 * Reference: D. A. Belsley, E. Kuh, R. E. Welsch (1980), Regression Diagnostics, §3.2.
 *
 * @param design one row per observation
 * @example conditionNumber([[1, 1], [1, -1], [1, 1], [1, -1]]) // { conditionNumber: 1 }
 */
export function conditionNumber(
  design: readonly (readonly number[])[],
): { readonly conditionNumber: number } | Refused {
  const columns = designColumns(design);
  const rows = design.length;
  const width = columns.length / rows;
  if (rows < width) return { refused: 'too-few' };
  const lengths = Array.from({ length: width }, (_, column) => {
    const values = columns.subarray(column * rows, (column + 1) * rows);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return largest === 0 ? 0 : largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
  });
  if (lengths.includes(0)) return { refused: 'no-variation', detail: lengths.indexOf(0) };
  const scaled = new Matrix(design.map((row) => row.map((value, column) => value / (lengths[column] as number))));
  const values = new SingularValueDecomposition(scaled, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  }).diagonal;
  const [largest, smallest] = [Math.max(...values), Math.min(...values)];
  if (!(smallest > largest * rows * Number.EPSILON)) return { refused: 'collinear' };
  return { conditionNumber: largest / smallest };
}

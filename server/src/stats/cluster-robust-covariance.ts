import { crossProduct, matrixProduct, sandwich } from './matrix-product.ts';
import type { OrdinaryLeastSquaresFit } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

export interface ClusterRobustCovariance {
  readonly covariance: readonly (readonly number[])[];
  /**
   * For a t interval of each coefficient: clusters less one for CR0 and CR1, Satterthwaite's for CR2. It is 0 where the
   * residuals carry nothing about a coefficient: then its variance is 0 as well and means nothing.
   */
  readonly degreesOfFreedom: readonly number[];
}

/**
 * Cluster-robust covariance of least-squares coefficients: observations of one cluster (one office, one shop) may
 * depend on each other in any way, clusters are independent.
 *
 *     V = B · Σg Xgᵀ Ag eg egᵀ Ag Xg · B,   B = (XᵀX)⁻¹
 *
 * - CR0: Ag = I. Too small with few clusters.
 * - CR1: CR0 times G/(G − 1) · (n − 1)/(n − k), the correction of Stata and of R's `vcovCL(type = "HC1")`.
 * - CR2: Ag = (I − Hgg)^(−1/2), the "bias-reduced linearisation": exactly unbiased where errors are in truth independent
 *   with one variance, whatever the design. Where I − Hgg is singular (the cluster has a column of its own) its
 *   pseudo-inverse is taken. Degrees of freedom are Satterthwaite's, (ΣPgg)² / ΣPgh², for each coefficient: with few or
 *   unequal clusters they are far below G − 1, and they are what keeps the interval honest.
 *
 * With every observation a cluster of its own CR0 and CR2 are HC0 and HC2.
 * Refused: fewer than 2 clusters ('too-few'). CR0 and CR1 need many clusters (some 40) and claim too much below.
 * Throws a RangeError unless there is one cluster for every observation.
 *
 * References: R. M. Bell, D. F. McCaffrey (2002), Survey Methodology 28, 169–181; J. E. Pustejovsky, E. Tipton (2018),
 * Journal of Business & Economic Statistics 36, 672–683.
 *
 * @param clusters which cluster each observation belongs to, by any numbers
 * @example
 * // [1, 2, 4, 3] without and [6, 7, 5, 9] with, in four clusters of two: the difference 4.25 has s.e. 1.031 on 2 degrees
 * clusterRobustCovariance(fit, [1, 1, 2, 2, 3, 3, 4, 4], 'CR2') // { covariance: [[1, -1], [-1, 1.0625]], … }
 */
export function clusterRobustCovariance(
  fit: OrdinaryLeastSquaresFit,
  clusters: readonly number[],
  kind: 'CR0' | 'CR1' | 'CR2',
): ClusterRobustCovariance | Refused {
  const { design, residuals, unscaledCovariance: bread } = fit;
  if (clusters.length !== residuals.length || clusters.some(Number.isNaN)) {
    throw new RangeError('every observation belongs to one cluster');
  }
  const members = new Map<number, number[]>();
  for (const [index, cluster] of clusters.entries()) {
    const known = members.get(cluster);
    if (known) known.push(index);
    else members.set(cluster, [index]);
  }
  if (members.size < 2) return { refused: 'too-few' };
  const width = bread.length;
  const root = kind === 'CR2' ? lowerRoot(bread) : [];
  const scores: number[][] = [];
  const adjusted: { readonly reach: number[][]; readonly squares: number[][] }[] = [];
  for (const indices of members.values()) {
    const rows = indices.map((index) => design[index] as readonly number[]);
    let weighted = rows;
    if (kind === 'CR2') {
      weighted = adjustedRows(rows, root);
      adjusted.push({ reach: crossProduct(rows, weighted), squares: crossProduct(weighted, weighted) });
    }
    const score = new Array<number>(width).fill(0);
    indices.forEach((index, position) => {
      weighted[position]?.forEach((value, column) => {
        score[column] = (score[column] as number) + value * (residuals[index] as number);
      });
    });
    scores.push(score);
  }
  const groups = members.size;
  const count = residuals.length;
  const inflation = kind === 'CR1' ? (groups / (groups - 1)) * ((count - 1) / fit.degreesOfFreedom) : 1;
  return {
    covariance: sandwich(bread, crossProduct(scores, scores)).map((row) => row.map((value) => value * inflation)),
    degreesOfFreedom: bread.map((combination) =>
      kind === 'CR2' ? satterthwaite(combination, adjusted, bread) : groups - 1,
    ),
  };
}

/** The rows of Ag Xg, with Ag = (I − XgBXgᵀ)^(−1/2). */
function adjustedRows(rows: readonly (readonly number[])[], root: readonly (readonly number[])[]) {
  // With Z = Xg L, LLᵀ = B, and the eigenvalues λ, vectors v of the small matrix ZᵀZ: Ag = I + Z (Σ g(λ) vvᵀ) Zᵀ, where
  // g(λ) = ((1 − λ)^(−1/2) − 1)/λ. A cluster of many observations needs no large matrix then.
  const halves = matrixProduct(rows, root);
  const { values, vectors } = symmetricEigen(crossProduct(halves, halves));
  const middle = root.map((_, first) =>
    root.map((_, second) =>
      values.reduce((sum, value, index) => {
        const left = 1 - value;
        const gain = left > 1e-10 ? 1 / (Math.sqrt(left) * (1 + Math.sqrt(left))) : -1 / value;
        return sum + gain * (vectors[index]?.[first] ?? 0) * (vectors[index]?.[second] ?? 0);
      }, 0),
    ),
  );
  const change = matrixProduct(halves, matrixProduct(middle, crossProduct(halves, rows)));
  return rows.map((row, index) => row.map((value, column) => value + (change[index]?.[column] ?? 0)));
}

/** (Σ Pgg)² / Σ Pgh² with Pgh = agᵀ (I − H)gh ah, ag = Ag Xg B c. */
function satterthwaite(
  combination: readonly number[],
  clusters: readonly { readonly reach: number[][]; readonly squares: number[][] }[],
  bread: readonly (readonly number[])[],
) {
  const own = clusters.map(({ squares }) =>
    squares.reduce((sum, row, at) => sum + dot(row, combination) * (combination[at] ?? 0), 0),
  );
  const shared = clusters.map(({ reach }) => reach.map((row) => dot(row, combination)));
  const spread = matrixProduct(shared, bread);
  let trace = 0;
  let squares = 0;
  own.forEach((size, first) => {
    shared.forEach((other, second) => {
      const entry = (first === second ? size : 0) - dot(spread[first] ?? [], other);
      if (first === second) trace += entry;
      squares += entry ** 2;
    });
  });
  const scale = own.reduce((sum, value) => sum + value, 0);
  return trace > scale * 1e-12 ? trace ** 2 / squares : 0;
}

/** L with LLᵀ = the matrix, lower triangular: Cholesky's root, which does not mind columns of very different scale. */
function lowerRoot(matrix: readonly (readonly number[])[]) {
  const root = matrix.map((row) => row.map(() => 0));
  matrix.forEach((values, row) => {
    const into = root[row] as number[];
    for (let column = 0; column <= row; column += 1) {
      const other = root[column] as number[];
      const left = (values[column] ?? 0) - dot(into.slice(0, column), other);
      into[column] = column === row ? Math.sqrt(Math.max(0, left)) : left / (other[column] as number);
    }
  });
  return root;
}

function dot(left: readonly number[], right: readonly number[]) {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

export interface SimplexLeastSquares {
  /** One for each column, none negative, with the sum 1. */
  readonly weights: readonly number[];
  readonly fitted: readonly number[];
  readonly residualSumOfSquares: number;
  /**
   * By how much the conditions of Karush, Kuhn and Tucker are missed, relative to the largest |Aᵀb|: 0 proves that no
   * other weights are better, whatever way these were found.
   */
  readonly optimalityResidual: number;
}

/** Of the gradient, relative to its scale: what counts as equal to the multiplier. */
const tie = 1e-10;

/**
 * Least squares on the simplex: the mixture of columns that is closest to a target,
 *
 *     minimise ‖A·w − b‖²   over   wⱼ ≥ 0, Σ wⱼ = 1
 *
 * a quadratic programme, solved exactly in finitely many steps by an active set: columns enter where the gradient says
 * they lower the sum, the least-squares problem on those inside is solved by QR on differences of columns (so that the
 * weights sum to 1), and columns whose weight would become negative leave. AᵀA is never formed: with more columns than
 * rows it is singular, and solvers that want it positive definite cannot start.
 *
 * At the minimum the gradient g = Aᵀ(Aw − b) equals one multiplier on every column with weight and is no smaller on
 * every column without. Refused: 'collinear' (detail: a column) where those that tie with the multiplier are affinely
 * dependent, so that other weights would be just as good (the target inside the hull of the columns, a column that
 * stands twice); 'not-converged' where rounding keeps it from ending. Throws a RangeError for what is not finite and for
 * lengths that differ.
 *
 * Reference: C. L. Lawson, R. J. Hanson (1974), Solving Least Squares Problems, ch. 23.
 *
 * @param design rows of A: one per entry of the target, one column per weight
 * @example simplexLeastSquares([[0, 4], [0, 0]], [1, 1]) // weights [.75, .25], residualSumOfSquares 1
 */
export function simplexLeastSquares(
  design: readonly (readonly number[])[],
  target: readonly number[],
): SimplexLeastSquares | Refused {
  const count = design[0]?.length ?? 0;
  if (design.length !== target.length || design.some((row) => row.length !== count))
    throw new RangeError('a row of equal length for every entry of the target');
  if (count === 0) throw new RangeError('no mixture of nothing');
  if (!(target.every(Number.isFinite) && design.every((row) => row.every(Number.isFinite))))
    throw new RangeError('no mixture of what is not finite');
  const column = (index: number) => design.map((row) => row[index] ?? 0);
  const columns = Array.from({ length: count }, (_, index) => column(index));
  const scale = Math.max(...columns.map((one) => Math.abs(dot(one, target))), Number.MIN_VALUE);

  const distances = columns.map((one) => squaredDistance(one, target));
  const nearest = distances.indexOf(Math.min(...distances));
  let inside = [nearest];
  let weights: number[] = columns.map((_, index) => (index === nearest ? 1 : 0));

  for (let round = 0; round < 50 * (count + 1); round += 1) {
    const { slack } = gradientAt(design, columns, weights, target);
    const outside = columns.map((_, index) => index).filter((index) => !inside.includes(index));
    const entering = outside.reduce<number | undefined>(
      (best, index) => ((slack[index] ?? 0) < (best === undefined ? -tie * scale : (slack[best] ?? 0)) ? index : best),
      undefined,
    );
    if (entering === undefined) return ended(design, columns, weights, target, scale);
    inside = [...inside, entering];
    for (;;) {
      const proposed = affineLeastSquares(columns, inside, target, weights);
      // A column that others inside can replace has the multiplier for a gradient: rounding alone let it in.
      if (proposed === undefined) return { refused: 'collinear', detail: entering };
      if (inside.every((index) => (proposed[index] ?? 0) > 0)) {
        weights = proposed;
        break;
      }
      let share = 1;
      for (const index of inside) {
        const [now = 0, then = 0] = [weights[index], proposed[index]];
        if (then <= 0) share = Math.min(share, now / (now - then));
      }
      weights = weights.map((now, index) => now + share * ((proposed[index] ?? 0) - now));
      const smallest = Math.min(...inside.map((index) => weights[index] ?? 0));
      inside = inside.filter((index) => (weights[index] ?? 0) > Math.max(smallest, 1e-15));
      weights = weights.map((weight, index) => (inside.includes(index) ? weight : 0));
    }
  }
  return { refused: 'not-converged' };
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function squaredDistance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
}

/** The gradient less the multiplier, which is the mean gradient under the weights. */
function gradientAt(
  design: readonly (readonly number[])[],
  columns: readonly (readonly number[])[],
  weights: readonly number[],
  target: readonly number[],
) {
  const fitted = design.map((row) => dot(row, weights));
  const missed = fitted.map((value, index) => value - (target[index] ?? 0));
  const gradient = columns.map((one) => dot(one, missed));
  const multiplier = dot(gradient, weights);
  return { fitted, missed, slack: gradient.map((value) => value - multiplier) };
}

/** Weights with the sum 1, of any sign, on the columns inside: the heaviest column and differences from it. */
function affineLeastSquares(
  columns: readonly (readonly number[])[],
  inside: readonly number[],
  target: readonly number[],
  weights: readonly number[],
): number[] | undefined {
  const [first = 0] = inside;
  const base = inside.reduce((best, index) => ((weights[index] ?? 0) > (weights[best] ?? 0) ? index : best), first);
  const others = inside.filter((index) => index !== base);
  const solution = columns.map(() => 0);
  if (others.length === 0) {
    solution[base] = 1;
    return solution;
  }
  const decomposition = decomposedDifferences(columns, base, others);
  if ('dependentColumn' in decomposition) return undefined;
  const rotated = Float64Array.from(target, (value, row) => value - (columns[base]?.[row] ?? 0));
  decomposition.rotate(rotated);
  const found = decomposition.solve(rotated);
  others.forEach((index, place) => {
    solution[index] = found[place] ?? 0;
  });
  solution[base] = 1 - found.reduce((sum, value) => sum + value, 0);
  return solution;
}

function decomposedDifferences(columns: readonly (readonly number[])[], base: number, others: readonly number[]) {
  const from = columns[base] ?? [];
  return householderQr(
    Float64Array.from(others.flatMap((index) => (columns[index] ?? []).map((value, row) => value - (from[row] ?? 0)))),
    from.length,
    others.length,
  );
}

function ended(
  design: readonly (readonly number[])[],
  columns: readonly (readonly number[])[],
  weights: readonly number[],
  target: readonly number[],
  scale: number,
): SimplexLeastSquares | Refused {
  const { fitted, missed, slack } = gradientAt(design, columns, weights, target);
  const tied = columns.map((_, index) => index).filter((index) => (slack[index] ?? 0) <= tie * scale);
  const heaviest = weights.indexOf(Math.max(...weights));
  const others = tied.filter((index) => index !== heaviest);
  if (others.length > 0) {
    const decomposition = decomposedDifferences(columns, heaviest, others);
    if ('dependentColumn' in decomposition)
      return { refused: 'collinear', detail: others[decomposition.dependentColumn] ?? others[0] ?? heaviest };
  }
  const optimalityResidual =
    Math.max(...slack.map((value, index) => ((weights[index] ?? 0) > 0 ? Math.abs(value) : Math.max(0, -value)))) /
    scale;
  return { weights, fitted, residualSumOfSquares: dot(missed, missed), optimalityResidual };
}

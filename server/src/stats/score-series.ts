import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

export interface ScoreSeries {
  /** What each observation adds to the estimating equations, in time. */
  readonly scores: readonly (readonly number[])[];
  /** What undoes the prewhitening: (I − A)⁻¹, or nothing where there was none. */
  readonly recolouring?: readonly (readonly number[])[];
}

/**
 * The scores xᵢ · residualᵢ of a regression as a series in time; prewhitened if wanted: replaced by the residuals of a
 * first-order vector autoregression uₜ = A uₜ₋₁ + vₜ, fitted by least squares without a constant. What is left has
 * little memory, so a short window sees all of it, and (I − A)⁻¹ gives the memory back.
 *
 * Refused: too few observations for that autoregression ('too-few'), one with a unit root or with scores that depend
 * linearly on each other ('not-estimable').
 *
 * Reference: D. W. K. Andrews, J. C. Monahan (1992), Econometrica 60, 953–966.
 *
 * @example scoreSeries(fit, true) // { scores: n − 1 rows, recolouring: k × k }
 */
export function scoreSeries(
  { design, scoreResiduals }: Pick<RegressionFit, 'design' | 'scoreResiduals'>,
  prewhiten: boolean,
): ScoreSeries | Refused {
  const scores = design.map((row, index) => row.map((value) => value * (scoreResiduals[index] ?? 0)));
  if (!prewhiten) return { scores };
  const width = design[0]?.length ?? 0;
  const count = scores.length - 1;
  if (count <= width) return { refused: 'too-few' };
  const lagged = new Float64Array(count * width);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < width; column += 1) lagged[column * count + row] = scores[row]?.[column] as number;
  }
  const decomposition = householderQr(lagged, count, width);
  if ('dependentColumn' in decomposition) return { refused: 'not-estimable', detail: decomposition.dependentColumn };
  // memory[c] is row c of A: how score c follows from all scores of the time before.
  const memory = Array.from({ length: width }, (_, column) => {
    const now = Float64Array.from({ length: count }, (_, row) => scores[row + 1]?.[column] as number);
    decomposition.rotate(now);
    return decomposition.solve(now);
  });
  const identityLessMemory = new Float64Array(width * width);
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < width; column += 1) {
      identityLessMemory[column * width + row] = (row === column ? 1 : 0) - (memory[row]?.[column] as number);
    }
  }
  const inverse = householderQr(identityLessMemory, width, width);
  if ('dependentColumn' in inverse) return { refused: 'not-estimable' };
  const inverseColumns = Array.from({ length: width }, (_, column) => {
    const unit = new Float64Array(width);
    unit[column] = 1;
    inverse.rotate(unit);
    return inverse.solve(unit);
  });
  return {
    scores: scores.slice(1).map((row, index) =>
      row.map((value, column) => {
        const before = scores[index] as readonly number[];
        return value - before.reduce((sum, one, at) => sum + (memory[column]?.[at] as number) * one, 0);
      }),
    ),
    recolouring: inverseColumns.map((_, row) => inverseColumns.map((column) => column[row] as number)),
  };
}

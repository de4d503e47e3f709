import { autoregressiveWhitening } from './autoregressive-whitening.ts';
import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';

export interface PraisWinstenFit {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly rho: number;
  readonly residuals: readonly number[];
  readonly degreesOfFreedom: number;
}

/**
 * Prais and Winsten's regression with first-order autoregressive errors, iterated: ρ = Σeₜeₜ₋₁/Σe²ₜ₋₁ from the residuals,
 * coefficients by least squares on yₜ − ρyₜ₋₁ with √(1 − ρ²)y₁ as the first row (which Cochrane and Orcutt drop), and
 * again, until ρ stands still.
 *
 * Older and simpler than the likelihood of generalizedLeastSquaresAr1, and near it; readers know it from other packages.
 *
 * Refused: what ordinaryLeastSquares refuses; |ρ| that reaches 1 ('at-bound'); no end after 500 turns
 * ('not-converged'). Rows must be in the order of time, without gaps.
 *
 * Reference: S. J. Prais, C. B. Winsten (1954), Cowles Commission Discussion Paper 383.
 *
 * @example praisWinsten(design, logRate) // { rho: -0.2066, … }
 */
export function praisWinsten(
  design: readonly (readonly number[])[],
  response: readonly number[],
): PraisWinstenFit | Refused {
  const start = ordinaryLeastSquares(design, response);
  if ('refused' in start) return start;
  const count = design.length;
  const width = start.coefficients.length;
  const data = new Float64Array(count * (width + 1));
  data.set(designColumns(design));
  data.set(response, count * width);
  const white = new Float64Array(data.length);
  let residuals = start.residuals;
  let rho = Number.NaN;
  for (let turn = 0; turn < 500; turn += 1) {
    const next = memoryOf(residuals);
    if (!(Math.abs(next) < 1)) return { refused: 'at-bound' };
    const settled = Math.abs(next - rho) < 1e-14;
    rho = next;
    autoregressiveWhitening([rho], count).whiten(data, white);
    const decomposition = householderQr(white.subarray(0, count * width), count, width);
    if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };
    const rotated = white.subarray(count * width);
    decomposition.rotate(rotated);
    const coefficients = decomposition.solve(rotated);
    residuals = response.map((value, index) =>
      (design[index] as readonly number[]).reduce(
        (left, entry, at) => left - entry * (coefficients[at] as number),
        value,
      ),
    );
    if (!settled) continue;
    const degreesOfFreedom = count - width;
    const variance = rotated.subarray(width).reduce((sum, value) => sum + value ** 2, 0) / degreesOfFreedom;
    const covariance = decomposition.inverseCrossProduct().map((row) => row.map((value) => value * variance));
    return {
      coefficients,
      standardErrors: covariance.map((row, at) => Math.sqrt(row[at] as number)),
      covariance,
      rho,
      residuals,
      degreesOfFreedom,
    };
  }
  return { refused: 'not-converged' };
}

function memoryOf(residuals: readonly number[]) {
  let [product, squares] = [0, 0];
  for (let time = 1; time < residuals.length; time += 1) {
    product += (residuals[time] as number) * (residuals[time - 1] as number);
    squares += (residuals[time - 1] as number) ** 2;
  }
  return product / squares;
}

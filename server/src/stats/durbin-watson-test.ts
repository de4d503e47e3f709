import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import { crossProduct, matrixProduct } from './matrix-product.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** From here on the normal approximation is as good, and the eigenvalues of an n × n matrix cost more than they tell. */
const exactBelow = 100;

/**
 * Durbin and Watson's test of least-squares residuals for positive first-order autocorrelation:
 *
 *     d = Σ(eₜ − eₜ₋₁)² / Σeₜ²,   near 2 without autocorrelation, towards 0 with a positive one
 *
 * The p-value is that of a value as small or smaller. Below 100 observations it is exact for normal errors: d < d₀ where
 * Σ(λᵢ − d₀)zᵢ² < 0, λᵢ the eigenvalues of the differencing matrix seen through the residuals, by Imhof's integral;
 * above, d is taken as normal with its exact mean and variance. Not valid with a lagged response among the columns.
 * Rows must be in the order of time, without gaps.
 *
 * Refused: fewer than 3 degrees of freedom ('too-few').
 *
 * References: J. Durbin, G. S. Watson (1950, 1951, 1971), Biometrika 37, 38, 58; J. P. Imhof (1961), Biometrika 48,
 * 419–426.
 *
 * @example durbinWatsonTest(fit) // { statistic: 1.3215, pValue: 0.01696 }
 */
export function durbinWatsonTest({
  design,
  scoreResiduals: residuals,
  unscaledCovariance,
  degreesOfFreedom,
}: Pick<RegressionFit, 'design' | 'scoreResiduals' | 'unscaledCovariance' | 'degreesOfFreedom'>):
  | { readonly statistic: number; readonly pValue: number }
  | Refused {
  if (degreesOfFreedom < 3) return { refused: 'too-few' };
  const count = residuals.length;
  let changes = 0;
  for (let time = 1; time < count; time += 1) {
    changes += ((residuals[time] as number) - (residuals[time - 1] as number)) ** 2;
  }
  const statistic = changes / residuals.reduce((sum, value) => sum + value ** 2, 0);
  if (count >= exactBelow) {
    const { mean, variance } = moments(design, unscaledCovariance);
    return { statistic, pValue: normalCdf(statistic, mean, Math.sqrt(variance)) };
  }
  const width = count - degreesOfFreedom;
  const decomposition = householderQr(designColumns(design), count, width);
  if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };
  // D C with D the differences and C an orthonormal basis of what the columns do not reach: its squared singular values
  // are the λᵢ. Qᵀ applied to each row of differences gives that row in all of the new coordinates at once.
  const differences = Array.from({ length: count - 1 }, (_, time) => {
    const row = new Float64Array(count);
    row[time] = -1;
    row[time + 1] = 1;
    decomposition.rotate(row);
    return [...row.subarray(width)];
  });
  const weights = symmetricEigen(crossProduct(differences, differences)).values.map((value) => value - statistic);
  return { statistic, pValue: Math.min(1, Math.max(0, probabilityBelowZero(weights))) };
}

/** Of d under independent normal errors: with M = I − X(XᵀX)⁻¹Xᵀ and A = DᵀD, from the traces of MA and MAMA. */
function moments(design: readonly (readonly number[])[], inverse: readonly (readonly number[])[]) {
  const count = design.length;
  const degreesOfFreedom = count - inverse.length;
  // A x is the difference of the differences: 2xₜ − xₜ₋₁ − xₜ₊₁, with what lies beyond an end taken as the end.
  const differenced = design.map((row, time) =>
    row.map((value, column) => {
      const beside = (at: number) => design[Math.min(count - 1, Math.max(0, at))]?.[column] ?? 0;
      return 2 * value - beside(time - 1) - beside(time + 1);
    }),
  );
  const once = matrixProduct(inverse, crossProduct(design, differenced));
  const twice = matrixProduct(inverse, crossProduct(differenced, differenced));
  const trace = (matrix: readonly (readonly number[])[]) => matrix.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  const first = 2 * count - 2 - trace(once);
  const second = 6 * count - 8 - 2 * trace(twice) + trace(matrixProduct(once, once));
  const mean = first / degreesOfFreedom;
  return { mean, variance: (2 * (second - first * mean)) / (degreesOfFreedom * (degreesOfFreedom + 2)) };
}

/** P(Σ wᵢ zᵢ² < 0) of independent standard normal zᵢ. */
function probabilityBelowZero(weights: readonly number[]) {
  const largest = Math.max(...weights.map(Math.abs));
  // With u = eˢ the integrand is smooth and dies out at both ends, where the trapezoidal rule is at its best.
  const width = 1 / 8;
  let sum = 0;
  for (let step = -37 / width; ; step += 1) {
    const u = Math.exp(step * width) / largest;
    let angle = 0;
    let size = 0;
    for (const weight of weights) {
      angle += Math.atan(weight * u) / 2;
      size += Math.log1p((weight * u) ** 2) / 4;
    }
    if (size > 40) return 0.5 - (sum * width) / Math.PI;
    sum += Math.sin(angle) * Math.exp(-size);
  }
}

import { crossProduct, matrixProduct, sandwich } from './matrix-product.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';
import { scoreSeries } from './score-series.ts';

/**
 * Heteroskedasticity- and autocorrelation-consistent covariance with given weights of the lags:
 *
 *     V = B · (Γ₀ + Σ wⱼ (Γⱼ + Γⱼᵀ)) · B,   Γⱼ = Σₜ uₜ uₜ₊ⱼᵀ,   uₜ = xₜ · residualₜ
 *
 * `prewhiten` as in scoreSeries; `adjust` multiplies by n/(n − k). Rows must be in the order of time, without gaps.
 *
 * Reference: A. Zeileis (2004), Journal of Statistical Software 11(10), whose R package sandwich does the same.
 *
 * @param weights of lags 0, 1, 2, …; the first is 1
 * @example lagWeightedCovariance(fit, [1, 0.5], { prewhiten: false, adjust: false }) // Newey–West with one lag
 */
export function lagWeightedCovariance(
  fit: RegressionFit,
  weights: readonly number[],
  { prewhiten, adjust }: { readonly prewhiten: boolean; readonly adjust: boolean },
): number[][] | Refused {
  const series = scoreSeries(fit, prewhiten);
  if ('refused' in series) return series;
  const { scores, recolouring } = series;
  const meat = crossProduct(scores, scores).map((row) => row.map((value) => value * (weights[0] ?? 1)));
  for (let lag = 1; lag < Math.min(weights.length, scores.length); lag += 1) {
    const weight = weights[lag] ?? 0;
    if (weight === 0) continue;
    const across = crossProduct(scores.slice(0, scores.length - lag), scores.slice(lag));
    meat.forEach((row, first) => {
      row.forEach((value, second) => {
        row[second] = value + weight * ((across[first]?.[second] ?? 0) + (across[second]?.[first] ?? 0));
      });
    });
  }
  const coloured = recolouring
    ? matrixProduct(
        matrixProduct(recolouring, meat),
        recolouring.map((_, column) => recolouring.map((row) => row[column] ?? 0)),
      )
    : meat;
  const width = fit.unscaledCovariance.length;
  const inflation = adjust ? (fit.degreesOfFreedom + width) / fit.degreesOfFreedom : 1;
  return sandwich(fit.unscaledCovariance, coloured).map((row) => row.map((value) => value * inflation));
}

import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';
import { scoreSeries } from './score-series.ts';
import { variableColumns } from './variable-columns.ts';

/**
 * Newey and West's automatic bandwidth for falling (Bartlett) weights: how many lags the memory of the scores asks for.
 *
 *     1.1447 · ((s₁/s₀)² · n)^(1/3),   s₀ = γ₀ + 2 Σ γⱼ,   s₁ = 2 Σ j γⱼ
 *
 * with γⱼ the autocovariances, up to lag 3(n/100)^(2/9) where prewhitened and 4(n/100)^(2/9) where not, of the sum of
 * the scores over all columns but the constant.
 *
 * Refused: what scoreSeries refuses, scores without any variance ('no-variation'), and autocovariances that cancel each
 * other, as those of all lags always do ('not-estimable').
 *
 * Reference: W. K. Newey, K. D. West (1994), Review of Economic Studies 61, 631–653, as in R's sandwich::bwNeweyWest.
 *
 * @example neweyWestBandwidth(fit, true) // 0.9252
 */
export function neweyWestBandwidth(
  fit: Pick<RegressionFit, 'design' | 'scoreResiduals'>,
  prewhiten: boolean,
): number | Refused {
  const series = scoreSeries(fit, prewhiten);
  if ('refused' in series) return series;
  const { scores } = series;
  const varying = variableColumns(fit.design);
  const sums = scores.map((row) => row.reduce((sum, value, column) => (varying[column] ? sum + value : sum), 0));
  const count = fit.design.length;
  const furthest = Math.floor((prewhiten ? 3 : 4) * (count / 100) ** (2 / 9));
  let level = 0;
  let slope = 0;
  let variance = 0;
  for (let lag = 0; lag <= furthest; lag += 1) {
    let product = 0;
    for (let time = lag; time < sums.length; time += 1)
      product += (sums[time] as number) * (sums[time - lag] as number);
    const covariance = product / sums.length;
    if (lag === 0) variance = covariance;
    level += (lag === 0 ? 1 : 2) * covariance;
    slope += 2 * lag * covariance;
  }
  if (variance === 0) return { refused: 'no-variation' };
  if (Math.abs(level) < 1e-10 * variance) return { refused: 'not-estimable' };
  return 1.1447 * ((slope / level) ** 2) ** (1 / 3) * count ** (1 / 3);
}

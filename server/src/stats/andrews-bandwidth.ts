import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';
import { scoreSeries } from './score-series.ts';
import { variableColumns } from './variable-columns.ts';

/**
 * Andrews's automatic bandwidth for quadratic spectral weights, with a first-order autoregression (ρ, σ) as the stand-in
 * for the memory of each score:
 *
 *     1.3221 · (α n)^(1/5),   α = Σ 4ρ²σ⁴/(1 − ρ)⁸ / Σ σ⁴/(1 − ρ)⁴
 *
 * summed over all columns but the constant. Refused: what scoreSeries refuses, fewer than 4 observations ('too-few'),
 * a score that does not vary or is a random walk ('not-estimable', with its column).
 *
 * Reference: D. W. K. Andrews (1991), Econometrica 59, 817–858, as in R's sandwich::bwAndrews.
 *
 * @example andrewsBandwidth(fit, true) // 1.745
 */
export function andrewsBandwidth(
  fit: Pick<RegressionFit, 'design' | 'scoreResiduals'>,
  prewhiten: boolean,
): number | Refused {
  const series = scoreSeries(fit, prewhiten);
  if ('refused' in series) return series;
  const { scores } = series;
  if (scores.length < 4) return { refused: 'too-few' };
  let memory = 0;
  let size = 0;
  for (const [column, varies] of variableColumns(fit.design).entries()) {
    if (!varies) continue;
    const { slope, variance } = autoregression(scores.map((row) => row[column] as number));
    if (!(variance > 0 && slope !== 1)) return { refused: 'not-estimable', detail: column };
    memory += (4 * slope ** 2 * variance ** 2) / (1 - slope) ** 8;
    size += variance ** 2 / (1 - slope) ** 4;
  }
  return 1.3221 * ((scores.length * memory) / size) ** (1 / 5);
}

/** uₜ on uₜ₋₁ and a constant, by least squares. */
function autoregression(series: readonly number[]) {
  const before = series.slice(0, -1);
  const after = series.slice(1);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [beforeMean, afterMean] = [mean(before), mean(after)];
  let product = 0;
  let square = 0;
  before.forEach((value, index) => {
    product += (value - beforeMean) * ((after[index] as number) - afterMean);
    square += (value - beforeMean) ** 2;
  });
  const slope = product / square;
  const variance = mean(
    after.map((value, index) => (value - afterMean - slope * ((before[index] as number) - beforeMean)) ** 2),
  );
  return { slope, variance };
}

import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import type { Refused } from './refused.ts';

/**
 * Ljung and Box's test whether a series is free of autocorrelation up to a lag:
 *
 *     Q = n(n + 2) Σₖ rₖ²/(n − k),   k = 1 … lags
 *
 * against χ² with lags − `fitted` degrees of freedom, rₖ the autocorrelations and `fitted` the parameters of an ARMA
 * model whose residuals they are. A small p says that what came before still tells of what comes next.
 *
 * Refused: fewer than 2 observations more than lags ('too-few'), a constant series ('no-variation').
 *
 * Reference: G. M. Ljung, G. E. P. Box (1978), Biometrika 65, 297–303.
 *
 * @example ljungBoxTest(residuals, 10) // { statistic: 8.2, degreesOfFreedom: 10, probability: 0.61 }
 */
export function ljungBoxTest(
  series: readonly number[],
  lags: number,
  fitted = 0,
): { readonly statistic: number; readonly degreesOfFreedom: number; readonly probability: number } | Refused {
  if (!(Number.isInteger(lags) && lags >= 1 && fitted >= 0 && fitted < lags))
    throw new RangeError(`no test over ${lags} lags`);
  if (!series.every(Number.isFinite)) throw new RangeError('the series is not finite');
  const count = series.length;
  if (count < lags + 2) return { refused: 'too-few' };
  const mean = series.reduce((sum, each) => sum + each, 0) / count;
  const centred = series.map((each) => each - mean);
  const variance = centred.reduce((sum, each) => sum + each ** 2, 0);
  if (!(variance > 0)) return { refused: 'no-variation' };
  let sum = 0;
  for (let lag = 1; lag <= lags; lag += 1) {
    let product = 0;
    for (let time = lag; time < count; time += 1) product += (centred[time] ?? 0) * (centred[time - lag] ?? 0);
    sum += (product / variance) ** 2 / (count - lag);
  }
  const statistic = count * (count + 2) * sum;
  const degreesOfFreedom = lags - fitted;
  return { statistic, degreesOfFreedom, probability: 1 - chiSquareCdf(statistic, degreesOfFreedom) };
}

import { andrewsBandwidth } from './andrews-bandwidth.ts';
import { lagWeightedCovariance } from './lag-weighted-covariance.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

/**
 * Andrews's heteroskedasticity- and autocorrelation-consistent covariance: quadratic spectral weights
 *
 *     wⱼ = 3/z² · (sin z / z − cos z),   z = 6π(j/bandwidth)/5
 *
 * at his automatic bandwidth, times n/(n − k). With `prewhiten` it is R's sandwich::kernHAC, without its vcovHAC.
 * Rows must be in the order of time, without gaps. Refused: what andrewsBandwidth refuses.
 *
 * Reference: D. W. K. Andrews (1991), Econometrica 59, 817–858.
 *
 * @example andrewsCovariance(fit, { prewhiten: true }) // { bandwidth: 1.745, covariance: [[788.6, …], …] }
 */
export function andrewsCovariance(
  fit: RegressionFit,
  { prewhiten }: { readonly prewhiten: boolean },
): { readonly bandwidth: number; readonly covariance: number[][] } | Refused {
  const bandwidth = andrewsBandwidth(fit, prewhiten);
  if (typeof bandwidth === 'object') return bandwidth;
  const weights = Array.from({ length: fit.design.length }, (_, lag) => {
    if (lag === 0) return 1;
    if (bandwidth === 0) return 0;
    const z = (6 * Math.PI * lag) / bandwidth / 5;
    return (3 / z ** 2) * (Math.sin(z) / z - Math.cos(z));
  });
  const last = weights.findLastIndex((weight) => Math.abs(weight) > 1e-7);
  const covariance = lagWeightedCovariance(fit, weights.slice(0, last + 1), { prewhiten, adjust: true });
  return 'refused' in covariance ? covariance : { bandwidth, covariance };
}

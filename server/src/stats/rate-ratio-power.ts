import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireConfidence } from './require-confidence.ts';

/**
 * Power to tell two Poisson counts apart by their ratio, where μ₁ and μ₂ events are expected under one rate and the
 * second rate is in truth `ratio` times as high:
 *
 *     Φ(|log ratio| / √(1/(ratio·μ₂) + 1/μ₁) − z)
 *
 * Wald's test of the log ratio; significance in the wrong direction is not counted. Assumes independent events and
 * nothing else that changes; real counts vary more, so this is the most that could be hoped for. Throws a RangeError
 * unless what is expected and the ratio are above 0.
 *
 * Reference: K. Gu, H. K. T. Ng, M. L. Tang, W. R. Schucany (2008), Biometrical Journal 50, 283–298.
 *
 * @example rateRatioPower(900, 300, 1.15) // 0.5976: 10 a day, 90 days before and 30 days in which it is 15 % more
 */
export function rateRatioPower(
  expectedFirst: number,
  expectedSecond: number,
  ratio: number,
  confidence = 0.95,
): number {
  requireConfidence(confidence);
  for (const value of [expectedFirst, expectedSecond, ratio]) {
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`no expected count or ratio: ${value}`);
  }
  const deviation = Math.sqrt(1 / (ratio * expectedSecond) + 1 / expectedFirst);
  return normalCdf(Math.abs(Math.log(ratio)) / deviation - normalQuantile(1 - (1 - confidence) / 2, 0, 1), 0, 1);
}

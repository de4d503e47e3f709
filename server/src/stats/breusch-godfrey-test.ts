import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

/**
 * Breusch and Godfrey's test of least-squares residuals for autocorrelation up to an order: the residuals are regressed
 * on the columns and on their own past (0 before the beginning), and n times the share explained is χ² with `order`
 * degrees of freedom if there is none. Unlike Durbin and Watson's it allows a lagged response among the columns.
 * Rows must be in the order of time, without gaps.
 *
 * Refused: too few observations for the auxiliary regression ('too-few'), a past that is a combination of the columns
 * ('collinear'). Throws a RangeError for an order that is not a whole number > 0.
 *
 * References: T. S. Breusch (1978), Australian Economic Papers 17, 334–355; L. G. Godfrey (1978), Econometrica 46,
 * 1293–1301.
 *
 * @example breuschGodfreyTest(fit, 4) // { statistic: 12.0697, pValue: 0.01684 }
 */
export function breuschGodfreyTest(
  { design, scoreResiduals: residuals }: Pick<RegressionFit, 'design' | 'scoreResiduals'>,
  order: number,
): { readonly statistic: number; readonly pValue: number } | Refused {
  if (!(Number.isInteger(order) && order > 0)) throw new RangeError(`no autocorrelation of order ${order}`);
  const augmented = design.map((row, time) => [
    ...row,
    ...Array.from({ length: order }, (_, lag) => residuals[time - lag - 1] ?? 0),
  ]);
  const auxiliary = ordinaryLeastSquares(augmented, residuals);
  if ('refused' in auxiliary) return auxiliary;
  const squares = residuals.reduce((sum, value) => sum + value ** 2, 0);
  const statistic = residuals.length * (1 - auxiliary.residualSumOfSquares / squares);
  return { statistic, pValue: 1 - chiSquareCdf(statistic, order) };
}

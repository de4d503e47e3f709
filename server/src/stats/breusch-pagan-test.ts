import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

/**
 * Breusch and Pagan's test of least-squares residuals for a variance that changes with the columns, in Koenker's form
 * that needs no normal errors: the squared residuals are regressed on the columns, and n times the share explained is
 * χ² with k − 1 degrees of freedom if the variance does not change. Assumes that a constant is among the k columns.
 *
 * Refused: no column but the constant ('too-few'), squared residuals that are all the same ('no-variation').
 *
 * References: T. S. Breusch, A. R. Pagan (1979), Econometrica 47, 1287–1294; R. Koenker (1981), Journal of Econometrics
 * 17, 107–112.
 *
 * @example breuschPaganTest(fit) // { statistic: 4.2155, pValue: 0.1215 }
 */
export function breuschPaganTest({
  design,
  scoreResiduals: residuals,
}: Pick<RegressionFit, 'design' | 'scoreResiduals'>):
  | { readonly statistic: number; readonly pValue: number }
  | Refused {
  const explaining = (design[0]?.length ?? 0) - 1;
  if (explaining < 1) return { refused: 'too-few' };
  const auxiliary = ordinaryLeastSquares(
    design,
    residuals.map((value) => value ** 2),
  );
  if ('refused' in auxiliary) return auxiliary;
  const statistic = residuals.length * auxiliary.rSquared;
  return { statistic, pValue: 1 - chiSquareCdf(statistic, explaining) };
}

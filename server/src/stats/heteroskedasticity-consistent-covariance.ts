import { crossProduct, sandwich } from './matrix-product.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

/**
 * Heteroskedasticity-consistent ("White") covariance of the coefficients of a regression: errors independent, each with
 * a variance of its own.
 *
 *     V = B · Σ ωᵢ xᵢxᵢᵀ · B,   B = (XᵀX)⁻¹, or (XᵀWX)⁻¹ of a generalised linear model
 *
 * with ωᵢ the squared residual: as it is (HC0), times n/(n − k) (HC1), divided by 1 − hᵢ (HC2, unbiased where the
 * variances are in truth equal) or by (1 − hᵢ)² (HC3, the cautious one for small samples). It does not help against
 * errors that depend on each other in time.
 *
 * Refused for HC2 and HC3: an observation that alone decides its fitted value, hᵢ = 1 ('not-estimable', with its index).
 *
 * References: H. White (1980), Econometrica 48, 817–838; J. G. MacKinnon, H. White (1985), Journal of Econometrics 29,
 * 305–325.
 *
 * @example heteroskedasticityConsistentCovariance(fit, 'HC3') // [[610.8, …], …]
 */
export function heteroskedasticityConsistentCovariance(
  { design, scoreResiduals, unscaledCovariance, leverages, degreesOfFreedom }: RegressionFit,
  kind: 'HC0' | 'HC1' | 'HC2' | 'HC3',
): number[][] | Refused {
  const power = { HC0: 0, HC1: 0, HC2: 0.5, HC3: 1 }[kind];
  if (power > 0) {
    const decisive = leverages.findIndex((leverage) => leverage > 1 - 1e-10);
    if (decisive >= 0) return { refused: 'not-estimable', detail: decisive };
  }
  const scores = design.map((row, index) => {
    const residual = (scoreResiduals[index] ?? 0) / (1 - (leverages[index] ?? 0)) ** power;
    return row.map((value) => value * residual);
  });
  const inflation = kind === 'HC1' ? (degreesOfFreedom + unscaledCovariance.length) / degreesOfFreedom : 1;
  return sandwich(unscaledCovariance, crossProduct(scores, scores)).map((row) => row.map((value) => value * inflation));
}

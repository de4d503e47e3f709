import { type AutoregressiveRegressionFit, autoregressiveRegression } from './autoregressive-regression.ts';
import type { Refused } from './refused.ts';

export interface GeneralizedLeastSquaresAr1Fit extends AutoregressiveRegressionFit {
  readonly rho: number;
  readonly rhoStandardError: number;
  /**
   * n(1 − ρ)/(1 + ρ) − k: as many as there are independent observations of the mean in the series, less the
   * coefficients. At or below 0 the series holds too little for an interval.
   */
  readonly effectiveDegreesOfFreedom: number;
}

/**
 * Generalised least squares with first-order autoregressive errors, eₜ = ρeₜ₋₁ + innovation, ρ by exact restricted
 * maximum likelihood (as nlme's gls with corAR1) or maximum likelihood.
 *
 * With ρ > 0 plain least squares has too small standard errors; so has this, though less, when the series is short,
 * because ρ is estimated too low. A t quantile with the effective degrees of freedom makes up for part of it.
 *
 * Refused and thrown: as autoregressiveRegression.
 *
 * Reference: J. C. Pinheiro, D. M. Bates (2000), Mixed-Effects Models in S and S-PLUS, §5.3.
 *
 * @example generalizedLeastSquaresAr1(design, logRate) // { rho: -0.1076, coefficients: [-6.2536, -0.1247, …], … }
 */
export function generalizedLeastSquaresAr1(
  design: readonly (readonly number[])[],
  response: readonly number[],
  { method = 'REML', times }: { readonly method?: 'ML' | 'REML'; readonly times?: readonly number[] | undefined } = {},
): GeneralizedLeastSquaresAr1Fit | Refused {
  const fit = autoregressiveRegression(design, response, { order: 1, method, times });
  if ('refused' in fit) return fit;
  const [rho = 0] = fit.autoregression;
  const [rhoStandardError = 0] = fit.autoregressionStandardErrors;
  return {
    ...fit,
    rho,
    rhoStandardError,
    effectiveDegreesOfFreedom: (response.length * (1 - rho)) / (1 + rho) - fit.coefficients.length,
  };
}

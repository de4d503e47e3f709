/**
 * What robust covariances need of a fitted regression, whichever kind it is: every estimator here solves
 * Σ scoreResidualᵢ · xᵢ = 0, and the inverse of the derivative of that sum is the unscaled covariance.
 */
export interface RegressionFit {
  readonly coefficients: readonly number[];
  /** One row per observation, as it was handed in. */
  readonly design: readonly (readonly number[])[];
  /** What observation i puts on its row in the estimating equation: y − ŷ in least squares, w(y − μ) in a GLM with its natural link. */
  readonly scoreResiduals: readonly number[];
  /** (XᵀWX)⁻¹, W being the weights of the fit: the covariance of the coefficients where the dispersion is 1. */
  readonly unscaledCovariance: readonly (readonly number[])[];
  /** Diagonal of the hat matrix. */
  readonly leverages: readonly number[];
  /** Observations less coefficients. */
  readonly degreesOfFreedom: number;
}

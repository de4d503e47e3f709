import { lagWeightedCovariance } from './lag-weighted-covariance.ts';
import { neweyWestBandwidth } from './newey-west-bandwidth.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

export interface NeweyWestOptions {
  /** The longest lag that is looked at; where not given, the whole part of neweyWestBandwidth. */
  readonly lag?: number | undefined;
  /** Whether a first-order vector autoregression is taken from the scores first. No by default. */
  readonly prewhiten?: boolean | undefined;
  /** Whether the covariance is multiplied by n/(n − k). No by default. */
  readonly adjust?: boolean | undefined;
}

/**
 * Newey and West's covariance of regression coefficients whose errors may differ in variance and depend on those up to
 * `lag` steps before, with the falling weights wⱼ = 1 − j/(lag + 1) that keep it positive:
 *
 *     V = B · (Γ₀ + Σⱼ wⱼ (Γⱼ + Γⱼᵀ)) · B,   Γⱼ = Σₜ uₜ uₜ₊ⱼᵀ,   uₜ = xₜ · residualₜ
 *
 * It works for least squares and for generalised linear models. It is a large-sample method: with a hundred
 * observations and strong autocorrelation its intervals are too short, so it is a row for readers who expect it, not a
 * verdict. Rows must be in the order of time, without gaps.
 *
 * Refused: what scoreSeries and neweyWestBandwidth refuse. Throws a RangeError for a lag that is not a whole number ≥ 0.
 *
 * References: W. K. Newey, K. D. West (1987), Econometrica 55, 703–708; (1994), Review of Economic Studies 61, 631–653.
 *
 * @example neweyWestCovariance(fit, { lag: 4 }) // { lag: 4, covariance: [[359.4, …], …] }
 */
export function neweyWestCovariance(
  fit: RegressionFit,
  { lag, prewhiten = false, adjust = false }: NeweyWestOptions = {},
): { readonly lag: number; readonly covariance: number[][] } | Refused {
  if (lag !== undefined && !(Number.isInteger(lag) && lag >= 0)) throw new RangeError(`no lag of ${lag} steps`);
  const bandwidth = lag ?? neweyWestBandwidth(fit, prewhiten);
  if (typeof bandwidth === 'object') return bandwidth;
  const longest = Math.floor(bandwidth);
  const weights = Array.from(
    { length: Math.min(longest + 1, fit.design.length) },
    (_, step) => 1 - step / (longest + 1),
  );
  const covariance = lagWeightedCovariance(fit, weights, { prewhiten, adjust });
  return 'refused' in covariance ? covariance : { lag: longest, covariance };
}

import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Refused } from './refused.ts';
import { requireConfidence } from './require-confidence.ts';
import type { Interval } from './wilson-interval.ts';

export interface RandomEffectsMean extends Interval {
  /** Of the mean, by Hartung and Knapp. */
  readonly standardError: number;
  /** τ²: how much the true effects vary among themselves. */
  readonly betweenVariance: number;
  /** Share of the estimates' variation that is not sampling error. */
  readonly iSquared: number;
  /** Hartung and Knapp's q: below 1 the estimates lie closer together than their own errors say. */
  readonly scale: number;
  /** Where the true effect of a further one would lie. */
  readonly prediction: { readonly lower: number; readonly upper: number };
  /** Each single effect, drawn towards the mean as far as its own error makes it doubtful. */
  readonly shrunken: readonly { readonly point: number; readonly standardError: number }[];
}

/**
 * Random-effects mean of k estimates yᵢ with known standard errors sᵢ: yᵢ = μ + uᵢ + eᵢ, var uᵢ = τ², var eᵢ = sᵢ².
 *
 *     μ̂ = Σ wᵢyᵢ / Σ wᵢ,   wᵢ = 1/(sᵢ² + τ²)
 *
 * τ² is the restricted maximum-likelihood estimate: the highest point of the restricted likelihood over 0 and a grid of
 * values, then the root of its derivative between the neighbours, so that it neither fails to converge nor stops on a
 * lower hill. The interval is Hartung and Knapp's, which knows that τ² is estimated too:
 *
 *     μ̂ ± t(k − 1)·√(q / Σ wᵢ),   q = Σ wᵢ(yᵢ − μ̂)² / (k − 1)
 *
 * By itself it can be narrower than one that believes in τ² = 0 when few estimates happen to agree: `neverNarrower`
 * replaces q by max(1, q). The prediction interval is μ̂ ± t(k − 1)·√(se² + τ²). Single effects are shrunken by
 * B = τ²/(τ² + sᵢ²): μ̂ + B·(yᵢ − μ̂), with standard error √(B·sᵢ² + (1 − B)²·se²), se that of the mean.
 *
 * I² = τ²/(τ² + s²), with the typical sampling variance s² of Higgins and Thompson.
 *
 * Assumes independent, normal estimates. Refused: fewer than 2 ('too-few'); estimates that are all the same
 * ('no-variation'), unless `neverNarrower`. Throws a RangeError for lists of different length, errors that are not above
 * 0, what is not finite, and no level of confidence.
 *
 * References: W. Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30, 261–293; G. Knapp, J. Hartung
 * (2003), Statistics in Medicine 22, 2693–2710; C. Röver, G. Knapp, T. Friede (2015), BMC Medical Research Methodology
 * 15, 99; J. Higgins, S. Thompson (2002), Statistics in Medicine 21, 1539–1558; S. W. Raudenbush, A. S. Bryk (1985),
 * Journal of Educational Statistics 10, 75–98.
 *
 * @example randomEffectsMean([0.1, 0.3, 0.5], [0.1, 0.1, 0.1]) // { point: 0.3, betweenVariance: 0.03, iSquared: 0.75, … }
 */
export function randomEffectsMean(
  estimates: readonly number[],
  standardErrors: readonly number[],
  { confidence = 0.95, neverNarrower = false }: { readonly confidence?: number; readonly neverNarrower?: boolean } = {},
): RandomEffectsMean | Refused {
  const count = estimates.length;
  if (standardErrors.length !== count) throw new RangeError('as many standard errors as estimates are needed');
  if (!estimates.every(Number.isFinite)) throw new RangeError('an estimate is not finite');
  if (!standardErrors.every((error) => error > 0 && Number.isFinite(error)))
    throw new RangeError('a standard error is none');
  requireConfidence(confidence);
  if (count < 2) return { refused: 'too-few' };
  const same = estimates.every((estimate) => estimate === estimates[0]);
  if (same && !neverNarrower) return { refused: 'no-variation' };

  const variances = standardErrors.map((error) => error * error);
  const betweenVariance = restrictedMaximum(estimates, variances);
  const { mean, weights, total } = weightedMean(estimates, variances, betweenVariance);
  const spread = estimates.reduce((sum, estimate, index) => sum + (weights[index] ?? 0) * (estimate - mean) ** 2, 0);
  const scale = spread / (count - 1);
  const standardError = Math.sqrt((neverNarrower ? Math.max(1, scale) : scale) / total);
  const quantile = tQuantile(1 - (1 - confidence) / 2, count - 1);
  const predicted = quantile * Math.hypot(standardError, Math.sqrt(betweenVariance));

  const precisions = variances.map((variance) => 1 / variance);
  const sum = precisions.reduce((all, each) => all + each, 0);
  const squares = precisions.reduce((all, each) => all + each * each, 0);
  const typical = ((count - 1) * sum) / (sum * sum - squares);
  return {
    point: mean,
    lower: mean - quantile * standardError,
    upper: mean + quantile * standardError,
    standardError,
    betweenVariance,
    iSquared: betweenVariance / (betweenVariance + typical),
    scale,
    prediction: { lower: mean - predicted, upper: mean + predicted },
    shrunken: estimates.map((estimate, index) => {
      const variance = variances[index] as number;
      const kept = betweenVariance / (betweenVariance + variance);
      return {
        point: mean + kept * (estimate - mean),
        standardError: Math.sqrt(kept * variance + (1 - kept) ** 2 * standardError ** 2),
      };
    }),
  };
}

function weightedMean(estimates: readonly number[], variances: readonly number[], between: number) {
  const weights = variances.map((variance) => 1 / (variance + between));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = estimates.reduce((sum, estimate, index) => sum + (weights[index] ?? 0) * estimate, 0) / total;
  return { mean, weights, total };
}

/** Of the restricted likelihood at τ²: its logarithm up to a constant, and twice its derivative. */
function restrictedLikelihood(estimates: readonly number[], variances: readonly number[], between: number) {
  const { mean, weights, total } = weightedMean(estimates, variances, between);
  let [logarithm, slope, squares] = [-Math.log(total) / 2, -total, 0];
  weights.forEach((weight, index) => {
    const away = weight * ((estimates[index] ?? 0) - mean);
    logarithm += (Math.log(weight) - (away * away) / weight) / 2;
    slope += away * away;
    squares += weight * weight;
  });
  return { logarithm, slope: slope + squares / total };
}

const gridSize = 200;

function restrictedMaximum(estimates: readonly number[], variances: readonly number[]) {
  const at = (between: number) => restrictedLikelihood(estimates, variances, between);
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  const highest = 10 * (estimates.reduce((sum, estimate) => sum + (estimate - mean) ** 2, 0) + Math.max(...variances));
  const lowest = 1e-6 * Math.min(...variances);
  const ratio = (highest / lowest) ** (1 / (gridSize - 1));
  const grid = [0, ...Array.from({ length: gridSize }, (_, step) => lowest * ratio ** step)];
  const heights = grid.map((between) => at(between).logarithm);
  const best = heights.indexOf(Math.max(...heights));
  let low = grid[Math.max(0, best - 1)] as number;
  let high = grid[Math.min(grid.length - 1, best + 1)] as number;
  if (best === 0 && at(0).slope <= 0) return 0;
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (at(middle).slope > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

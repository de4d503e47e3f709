import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Refused } from './refused.ts';

export interface Profile {
  /** The smallest residual sum of squares with the parameter held at a value and all others free; null where not found. */
  readonly sumOfSquaresAt: (value: number) => number | null;
  /** Where it is smallest within the bounds, and how small. */
  readonly best: number;
  readonly sumOfSquares: number;
  /** Of the fit with the parameter free. */
  readonly degreesOfFreedom: number;
  /** Between what the parameter can lie at all. */
  readonly lowest: number;
  readonly highest: number;
}

export interface ProfileInterval {
  readonly lower: number;
  readonly upper: number;
  /** The data do not exclude the end of what is possible: the interval ends there because it must. */
  readonly touchesLowest: boolean;
  readonly touchesHighest: boolean;
  /** upper / lower; null where the interval reaches 0 or below. */
  readonly factor: number | null;
}

/**
 * The profile interval of one parameter of a least-squares fit: all values whose profile-t statistic
 *
 *     |τ(v)| = √((S(v) − S(best)) / s²),   s² = S(best) / degrees of freedom
 *
 * is no larger than the t quantile, S(v) being the sum of squares with the parameter held at v. It follows the curve
 * where ± 2 standard errors assume a straight line: for the ceiling of growth that has not bent yet it reaches as far as
 * the data allow, and says where it ran into the bound.
 *
 * Assumes a profile that rises on either side (the first crossing is the end) and independent normal errors. Exact for
 * a linear model. Refused: 'not-converged' where a value has no fit on the way, or has a better one than the best.
 * Throws a RangeError unless lowest ≤ best ≤ highest, all finite, and 0 < confidence < 1.
 *
 * Reference: D. M. Bates, D. G. Watts (1988), Nonlinear Regression Analysis and Its Applications, 6.1.2; R, confint.nls.
 *
 * @example // the mean of 1, 2, 3, 4: S(v) = 5 + 4·(v − 2.5)²
 * profileInterval({ sumOfSquaresAt: (v) => 5 + 4 * (v - 2.5) ** 2, best: 2.5, sumOfSquares: 5, degreesOfFreedom: 3,
 *   lowest: -100, highest: 100 }) // { lower: .4457, upper: 4.5543, factor: 10.2, … }
 */
export function profileInterval(profile: Profile, confidence = 0.95): ProfileInterval | Refused {
  const { best, sumOfSquares, degreesOfFreedom, lowest, highest } = profile;
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`no confidence level: ${confidence}`);
  if (!(Number.isFinite(lowest) && Number.isFinite(highest) && lowest <= best && best <= highest))
    throw new RangeError(`${best} is not between ${lowest} and ${highest}`);
  if (!(degreesOfFreedom >= 1 && sumOfSquares >= 0)) throw new RangeError('no residuals to measure with');
  if (sumOfSquares === 0) return { refused: 'no-variation' };
  const quantile = tQuantile(1 - (1 - confidence) / 2, degreesOfFreedom);
  const limit = sumOfSquares * (1 + (quantile * quantile) / degreesOfFreedom);
  const lower = endOf(profile, limit, lowest);
  const upper = endOf(profile, limit, highest);
  if (lower === null || upper === null) return { refused: 'not-converged' };
  return {
    lower: lower.value,
    upper: upper.value,
    touchesLowest: lower.touches,
    touchesHighest: upper.touches,
    factor: lower.value > 0 ? upper.value / lower.value : null,
  };
}

/** From the best value towards the bound in growing steps, then between the last two to the value where the limit is reached. */
function endOf(
  { sumOfSquaresAt, best, sumOfSquares }: Profile,
  limit: number,
  bound: number,
): { readonly value: number; readonly touches: boolean } | null {
  const whole = bound - best;
  if (whole === 0) return { value: bound, touches: true };
  const excess = (value: number) => {
    const found = sumOfSquaresAt(value);
    return found === null || !Number.isFinite(found) || found < sumOfSquares * (1 - 1e-6) ? null : found - limit;
  };
  let inside = { value: best, excess: sumOfSquares - limit };
  let outside = inside;
  let step = Math.sign(whole) * Math.min(Math.abs(whole), 0.01 * Math.abs(best) || 1e-3 * Math.abs(whole));
  for (;;) {
    const value = Math.abs(step) >= Math.abs(bound - inside.value) ? bound : inside.value + step;
    const there = excess(value);
    if (there === null) {
      // A stride may land where nothing can be fitted although the end lies before it.
      step = (value - inside.value) / 2;
      if (Math.abs(step) < 1e-6 * Math.abs(whole)) return null;
      continue;
    }
    outside = { value, excess: there };
    if (there > 0) break;
    if (value === bound) return { value: bound, touches: true };
    inside = outside;
    step *= 2;
  }
  // Regula falsi by Illinois: an end that stays twice counts half, so that both close in.
  let stayed = 0;
  while (Math.abs(outside.value - inside.value) > 1e-10 * Math.max(Math.abs(outside.value), Math.abs(inside.value))) {
    const part = inside.excess / (inside.excess - outside.excess);
    const value = inside.value + part * (outside.value - inside.value);
    if (value === inside.value || value === outside.value) return { value, touches: false };
    const there = excess(value);
    if (there === null) return null;
    if (Math.abs(there) <= 1e-12 * limit) return { value, touches: false };
    if (there > 0) {
      outside = { value, excess: there };
      if (stayed > 0) inside = { ...inside, excess: inside.excess / 2 };
      stayed = 1;
    } else {
      inside = { value, excess: there };
      if (stayed < 0) outside = { ...outside, excess: outside.excess / 2 };
      stayed = -1;
    }
  }
  return { value: inside.value, touches: false };
}

import { nonlinearLeastSquares } from './nonlinear-least-squares.ts';
import type { Refused } from './refused.ts';

export interface LogisticGrowth {
  readonly ceiling: number;
  /** Growth of the logit per unit of time. */
  readonly rate: number;
  /** When half of the ceiling is reached. */
  readonly midpoint: number;
  /** Of ceiling, rate and midpoint, in this order; 0 for a ceiling that was given. */
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly residualSumOfSquares: number;
  readonly residualStandardDeviation: number;
  readonly degreesOfFreedom: number;
  readonly fitted: readonly number[];
}

/**
 * Logistic growth by nonlinear least squares: the ceiling c, rate r and midpoint m for which
 *
 *     y(t) = c / (1 + e^−r(t − m))
 *
 * is closest to the values. For each of several ceilings above the largest value the straight line through
 * logit(y/c) gives a start. With `ceiling` given only r and m are sought; with `highestCeiling` (1 for a share) the
 * ceiling is sought below it.
 *
 * Assumes independent errors of equal variance. Before the bend has been seen the ceiling is hardly more than a guess
 * and its standard error far too kind: use `logisticCeilingInterval`. Refused: 'too-few' below 5 values (4 with the
 * ceiling given); 'no-variation'; 'at-bound' (detail: 0) where the ceiling would be higher than allowed;
 * 'not-converged' or 'collinear' where it could be anything. Throws a RangeError unless times are finite and
 * increasing, lengths agree, and ceilings are positive.
 *
 * Reference: D. M. Bates, D. G. Watts (1988), Nonlinear Regression Analysis and Its Applications, p. 273.
 *
 * @example
 * const days = [9, 14, 21, 28, 42, 57, 63, 70, 79]; // NIST's Rat42
 * logisticGrowth(days, [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08]);
 * // { ceiling: 72.462, rate: .067359, midpoint: 38.87, … }
 */
export function logisticGrowth(
  times: readonly number[],
  values: readonly number[],
  given: { readonly ceiling?: number; readonly highestCeiling?: number } = {},
): LogisticGrowth | Refused {
  if (times.length !== values.length) throw new RangeError('a time for every value');
  if (!times.every((time, index) => Number.isFinite(time) && time > (times[index - 1] ?? Number.NEGATIVE_INFINITY)))
    throw new RangeError('times are increasing');
  if (!values.every(Number.isFinite)) throw new RangeError('no curve through what is not finite');
  const { ceiling: fixed, highestCeiling = Number.POSITIVE_INFINITY } = given;
  if (!((fixed ?? 1) > 0 && Number.isFinite(fixed ?? 1) && highestCeiling > 0)) throw new RangeError('no ceiling');
  if (values.length < (fixed === undefined ? 5 : 4)) return { refused: 'too-few' };
  const largest = Math.max(...values);
  if (!(largest > 0 && largest > Math.min(...values))) return { refused: 'no-variation' };

  const ceilings =
    fixed === undefined
      ? [1.02, 1.2, 1.6, 3, 10].map((times) => times * largest).filter((ceiling) => ceiling < highestCeiling)
      : [fixed];
  // Where even the largest value lies above the bound, from the bound inwards.
  if (ceilings.length === 0) ceilings.push(0.98 * highestCeiling);
  const found = nonlinearLeastSquares({
    model: (parameters) => {
      const [ceiling = 0, rate = 0, midpoint = 0] = fixed === undefined ? parameters : [fixed, ...parameters];
      return times.map((time) => ceiling / (1 + Math.exp(-rate * (time - midpoint))));
    },
    response: values,
    starts: ceilings.map((ceiling) => {
      const [rate, midpoint] = lineThroughLogits(times, values, ceiling);
      return fixed === undefined ? [ceiling, rate, midpoint] : [rate, midpoint];
    }),
    ...(fixed === undefined && {
      lower: [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
      upper: [highestCeiling, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    }),
  });
  if ('refused' in found) {
    return fixed === undefined || found.detail === undefined ? found : { ...found, detail: found.detail + 1 };
  }
  const [ceiling = 0, rate = 0, midpoint = 0] =
    fixed === undefined ? found.coefficients : [fixed, ...found.coefficients];
  return {
    ceiling,
    rate,
    midpoint,
    standardErrors: fixed === undefined ? found.standardErrors : [0, ...found.standardErrors],
    covariance: fixed === undefined ? found.covariance : [[0, 0, 0], ...found.covariance.map((row) => [0, ...row])],
    residualSumOfSquares: found.residualSumOfSquares,
    residualStandardDeviation: found.residualStandardDeviation,
    degreesOfFreedom: found.degreesOfFreedom,
    fitted: found.fitted,
  };
}

/** The rate and the midpoint of the line through logit(value / ceiling), values outside drawn in. */
function lineThroughLogits(
  times: readonly number[],
  values: readonly number[],
  ceiling: number,
): readonly [number, number] {
  const logits = values.map((value) => {
    const share = Math.min(Math.max(value / ceiling, 0.005), 0.995);
    return Math.log(share / (1 - share));
  });
  const meanTime = times.reduce((sum, time) => sum + time, 0) / times.length;
  const meanLogit = logits.reduce((sum, value) => sum + value, 0) / logits.length;
  const spread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0);
  const slope = times.reduce((sum, time, index) => sum + (time - meanTime) * (logits[index] ?? 0), 0) / spread;
  const rate = slope || 1e-3 / Math.sqrt(spread);
  return [rate, meanTime - meanLogit / rate];
}

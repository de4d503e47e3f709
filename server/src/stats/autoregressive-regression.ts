import { autoregressiveWhitening } from './autoregressive-whitening.ts';
import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';

export interface AutoregressiveRegressionOptions {
  /** p, the number of times before that an error remembers. */
  readonly order: number;
  /** Maximum likelihood, or restricted maximum likelihood, which allows for the coefficients it has to estimate. */
  readonly method: 'ML' | 'REML';
  /** Whole, growing numbers: when each observation was made, where some times are missing. Order 1 only. */
  readonly times?: readonly number[] | undefined;
}

export interface AutoregressiveRegressionFit {
  readonly coefficients: readonly number[];
  /** With the residual sum of squares over n − k, by either method, as nlme's gls has them. */
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** φ₁ … φₚ. */
  readonly autoregression: readonly number[];
  /** From the curvature of the likelihood. */
  readonly autoregressionStandardErrors: readonly number[];
  /** Of an innovation: over n by ML, over n − k by REML. */
  readonly innovationVariance: number;
  /** Standard deviation of an error, √(innovation variance over the share that is not remembered). */
  readonly sigma: number;
  readonly logLikelihood: number;
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  /** Observations less coefficients; the memory of the errors is not in it. */
  readonly degreesOfFreedom: number;
}

/** A partial autocorrelation nearer to ±1 than .9999 is a unit root: the level of the series is not a level then. */
const edge = Math.atanh(0.9999);

/**
 * Linear regression y = Xb + e whose errors are a stationary autoregression of order p, by exact maximum likelihood or
 * restricted maximum likelihood (generalised least squares with the memory estimated).
 *
 * For given partial autocorrelations the whitened data are fitted by Householder's QR, so coefficients and variance are
 * profiled out exactly,
 *
 *     ML:    −n/2 (log 2πs² + 1) + log J,                          s² = RSS/n
 *     REML:  −(n − k)/2 (log 2πs² + 1) + log J − ½ log |XᵀV⁻¹X|,   s² = RSS/(n − k)
 *
 * with J the Jacobian of the whitening. What is left is maximised over z = artanh(r) by Newton's method with numerical
 * derivatives, from the best point of a grid. Residuals are about the regression, not one-step forecasts.
 *
 * Its intervals take the memory as known and are too short where it is strong and the series short; see
 * effectiveDegreesOfFreedom of generalizedLeastSquaresAr1.
 *
 * Refused: fewer than k + p + 2 observations ('too-few'), a dependent column ('collinear', with its index), a perfect fit
 * ('no-variation'), errors like a random walk ('at-bound'), no end of the search ('not-converged'). Throws a RangeError
 * for an order below 1, and for times that do not grow or come with a higher order.
 *
 * References: J. C. Pinheiro, D. M. Bates (2000), Mixed-Effects Models in S and S-PLUS, §5.3; R's arima.
 *
 * @example
 * // Level of Lake Huron on a line, 1875–1972: φ = 1.0048, −0.2913, log-likelihood −101.2
 * autoregressiveRegression(years.map((year) => [1, year - 1920]), level, { order: 2, method: 'ML' })
 */
export function autoregressiveRegression(
  design: readonly (readonly number[])[],
  response: readonly number[],
  { order, method, times }: AutoregressiveRegressionOptions,
): AutoregressiveRegressionFit | Refused {
  if (!(Number.isInteger(order) && order >= 1)) throw new RangeError(`no autoregression of order ${order}`);
  const plain = ordinaryLeastSquares(design, response);
  const count = design.length;
  const gaps = times && gapsOf(times, count, order);
  if ('refused' in plain) return plain;
  const width = plain.coefficients.length;
  if (count < width + order + 2) return { refused: 'too-few' };

  const data = new Float64Array(count * (width + 1));
  data.set(designColumns(design));
  data.set(response, count * width);
  const white = new Float64Array(data.length);
  const free = method === 'REML' ? count - width : count;
  const fitAt = (position: readonly number[]) => {
    const whitening = autoregressiveWhitening(position.map(Math.tanh), count, gaps);
    whitening.whiten(data, white);
    const decomposition = householderQr(white.subarray(0, count * width), count, width);
    if ('dependentColumn' in decomposition) return undefined;
    const rotated = white.subarray(count * width);
    decomposition.rotate(rotated);
    let squares = 0;
    for (let row = width; row < count; row += 1) squares += (rotated[row] as number) ** 2;
    const variance = squares / free;
    const logLikelihood =
      (-free / 2) * (Math.log(2 * Math.PI * variance) + 1) +
      whitening.logJacobian -
      (method === 'REML' ? decomposition.logDeterminant() / 2 : 0);
    return { whitening, decomposition, rotated, squares, variance, logLikelihood };
  };
  const likelihood = (position: readonly number[]) => fitAt(position)?.logLikelihood ?? Number.NEGATIVE_INFINITY;

  let best = startingPoint(order, likelihood);
  let curvature: number[][] = [];
  for (let iteration = 0; ; iteration += 1) {
    if (iteration === 100) return { refused: 'not-converged' };
    const { gradient, hessian } = derivatives(best, likelihood);
    curvature = hessian;
    // Uphill, whether or not the surface is already curved like a hill.
    const newton = ascent(gradient, hessian);
    const here = likelihood(best);
    let next = best;
    for (let portion = 1; portion > 1e-10; portion /= 2) {
      const tried = best.map((value, at) => value + portion * (newton[at] as number));
      if (likelihood(tried) >= here) {
        next = tried;
        break;
      }
    }
    const moved = Math.max(...next.map((value, at) => Math.abs(value - (best[at] as number))));
    best = next;
    if (best.some((value) => Math.abs(value) > edge)) return { refused: 'at-bound' };
    if (moved < 1e-8) break;
  }

  const last = fitAt(best);
  if (!last) return { refused: 'not-converged' };
  const { whitening, decomposition, rotated, squares, variance, logLikelihood } = last;
  const coefficients = decomposition.solve(rotated);
  const degreesOfFreedom = count - width;
  const covariance = decomposition
    .inverseCrossProduct()
    .map((row) => row.map((value) => (value * squares) / degreesOfFreedom));
  const fitted = design.map((row) => row.reduce((sum, value, at) => sum + value * (coefficients[at] as number), 0));
  return {
    coefficients,
    standardErrors: covariance.map((row, at) => Math.sqrt(row[at] as number)),
    covariance,
    autoregression: whitening.autoregression,
    autoregressionStandardErrors: autoregressionErrors(best, curvature, count),
    innovationVariance: variance,
    sigma: Math.sqrt(variance * whitening.varianceRatio),
    logLikelihood,
    fitted,
    residuals: response.map((value, index) => value - (fitted[index] as number)),
    degreesOfFreedom,
  };
}

function gapsOf(times: readonly number[], count: number, order: number) {
  if (times.length !== count || !times.every(Number.isInteger))
    throw new RangeError('one whole time for every observation');
  const gaps = times.slice(1).map((time, index) => time - (times[index] as number));
  if (gaps.some((gap) => gap < 1)) throw new RangeError('times must grow');
  if (order > 1 && gaps.some((gap) => gap > 1)) throw new RangeError('gaps need an autoregression of order 1');
  return gaps.some((gap) => gap > 1) ? gaps : undefined;
}

/** The best point of a grid; of its axis crosses only where the order makes a full grid large. */
function startingPoint(order: number, likelihood: (position: readonly number[]) => number): readonly number[] {
  const marks =
    order === 1 ? Array.from({ length: 25 }, (_, at) => (at - 12) / 4) : [-1.2, -0.6, -0.25, 0, 0.25, 0.6, 1.2];
  let best: readonly number[] = new Array<number>(order).fill(0);
  let height = likelihood(best);
  const consider = (position: readonly number[]) => {
    const found = likelihood(position);
    if (found > height) [best, height] = [position, found];
  };
  if (order === 2) {
    for (const first of marks) for (const second of marks) consider([first, second]);
    return best;
  }
  for (let round = 0; round < (order === 1 ? 1 : 3); round += 1) {
    for (let at = 0; at < order; at += 1) for (const mark of marks) consider(best.with(at, mark));
  }
  return best;
}

function derivatives(position: readonly number[], value: (position: readonly number[]) => number) {
  const width = 1e-4;
  const shifted = (...shifts: readonly (readonly [number, number])[]) => {
    const moved = [...position];
    for (const [at, by] of shifts) moved[at] = (moved[at] as number) + by;
    return value(moved);
  };
  const here = value(position);
  const sides = position.map((_, at) => [shifted([at, -width]), shifted([at, width])] as const);
  return {
    gradient: sides.map(([below, above]) => (above - below) / (2 * width)),
    hessian: position.map((_, row) =>
      position.map((__, column) => {
        const [[below, above], other] = [
          sides[row] as readonly [number, number],
          sides[column] as readonly [number, number],
        ];
        if (row === column) return (above - 2 * here + below) / width ** 2;
        const both = shifted([row, width], [column, width]) + shifted([row, -width], [column, -width]);
        return (both - above - below - other[0] - other[1] + 2 * here) / (2 * width ** 2);
      }),
    ),
  };
}

/** Newton's step where the surface is a hill, a bounded step along the gradient where it is not. */
function ascent(gradient: readonly number[], hessian: readonly (readonly number[])[]): readonly number[] {
  const length = Math.hypot(...gradient);
  const step = solved(hessian, gradient)?.map((value) => -value);
  const climbs = step && step.reduce((sum, value, at) => sum + value * (gradient[at] as number), 0) > 0;
  const direction = climbs ? step : gradient.map((value) => (value / (length || 1)) * Math.min(0.5, length));
  const reach = Math.max(...direction.map(Math.abs));
  return reach > 1 ? direction.map((value) => value / reach) : direction;
}

function solved(matrix: readonly (readonly number[])[], target: readonly number[]) {
  const decomposition = householderQr(designColumns(matrix), matrix.length, matrix.length);
  if ('dependentColumn' in decomposition) return undefined;
  const rotated = Float64Array.from(target);
  decomposition.rotate(rotated);
  return decomposition.solve(rotated);
}

/** √diag(J (−H)⁻¹ Jᵀ) with J the derivatives of φ by z. */
function autoregressionErrors(position: readonly number[], hessian: readonly (readonly number[])[], count: number) {
  const width = 1e-5;
  const coefficients = (moved: readonly number[]) =>
    autoregressiveWhitening(moved.map(Math.tanh), count).autoregression;
  const slopes = position.map((value, at) => {
    const [below, above] = [
      coefficients(position.with(at, value - width)),
      coefficients(position.with(at, value + width)),
    ];
    return above.map((one, index) => (one - (below[index] as number)) / (2 * width));
  });
  return position.map((_, index) => {
    const gradient = slopes.map((slope) => slope[index] as number);
    const spread = solved(hessian, gradient) ?? [];
    return Math.sqrt(Math.max(0, -gradient.reduce((sum, value, at) => sum + value * (spread[at] ?? 0), 0)));
  });
}

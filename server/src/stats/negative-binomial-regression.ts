import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import trigamma from '@stdlib/math-base-special-trigamma';
import { designColumns } from './design-columns.ts';
import { generalizedLinearModel } from './generalized-linear-model.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

export interface NegativeBinomialFit extends RegressionFit {
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** The variance of a count is μ + μ²/θ: the smaller θ, the more overdispersion. */
  readonly theta: number;
  readonly thetaStandardError: number;
  readonly logLikelihood: number;
  readonly deviance: number;
  readonly fitted: readonly number[];
  readonly pearsonResiduals: readonly number[];
}

/** A θ beyond which no data of this size can tell the variance from Poisson's. */
const largestTheta = 1e7;

/**
 * Negative binomial regression of counts (NB2): log μ = offset + x·b, variance μ + μ²/θ, by maximum likelihood.
 *
 * For a given θ, b is found by iteratively reweighted least squares, by Householder's QR; for given means, θ by
 * Newton's method on its score. The two are asymptotically independent, so taking turns converges quickly; it ends when
 * θ stays within 1e-12 of itself. The standard errors are those of R's MASS::glm.nb: of b with θ as known, of θ from its
 * own second derivative.
 *
 * Refused: data without overdispersion, for which θ is infinite ('at-bound'): the Poisson model is the answer then; and
 * what generalizedLinearModel refuses of a Poisson model. Throws a RangeError for responses that are not whole counts.
 *
 * References: J. F. Lawless (1987), Canadian Journal of Statistics 15, 209–225; W. N. Venables, B. D. Ripley (2002),
 * Modern Applied Statistics with S, 4th ed., §7.4.
 *
 * @example negativeBinomialRegression(design, daysAbsent) // { theta: 1.2749, thetaStandardError: 0.161, … }
 */
export function negativeBinomialRegression(
  design: readonly (readonly number[])[],
  response: readonly number[],
  { offset }: { readonly offset?: readonly number[] | undefined } = {},
): NegativeBinomialFit | Refused {
  if (!response.every((value) => Number.isInteger(value) && value >= 0))
    throw new RangeError('a count is a whole number');
  const poisson = generalizedLinearModel(design, response, 'poisson', { offset });
  if ('refused' in poisson) return poisson;
  // The score of 1/θ at 0 says whether any overdispersion makes the data likelier than Poisson's does.
  const excess = response.reduce((sum, y, index) => {
    const mean = poisson.fitted[index] as number;
    return sum + (y - mean) ** 2 - y;
  }, 0);
  if (!(excess > 0)) return { refused: 'at-bound' };

  const counts = {
    columns: designColumns(design),
    width: poisson.coefficients.length,
    response,
    larger: tally(response),
    offset,
  };
  const squares = response.reduce((sum, y, index) => sum + (y / (poisson.fitted[index] as number) - 1) ** 2, 0);
  let theta = thetaFor(counts, poisson.fitted, response.length / Math.max(squares, 1e-6));
  if (typeof theta === 'object') return theta;
  let coefficients = poisson.coefficients;
  for (let turn = 0; ; turn += 1) {
    if (turn === 200) return { refused: 'not-converged' };
    const step = coefficientsAt(theta, counts, coefficients);
    if ('refused' in step) return step;
    coefficients = step.coefficients;
    const next = thetaFor(counts, step.fitted, theta);
    if (typeof next === 'object') return next;
    const settled = Math.abs(next - theta) <= 1e-12 * theta;
    theta = next;
    if (settled) return describe(theta, design, counts, step.coefficients);
  }
}

interface Coefficients {
  readonly coefficients: readonly number[];
  readonly fitted: Float64Array;
}

/** What stays the same while θ and b take turns. */
interface Counts {
  readonly columns: Float64Array;
  readonly width: number;
  readonly response: readonly number[];
  readonly larger: Float64Array;
  readonly offset: readonly number[] | undefined;
}

/** Newton's method for b at a given θ, where the log-likelihood is concave. */
function coefficientsAt(theta: number, counts: Counts, start: readonly number[]): Coefficients | Refused {
  const { columns, width, response, offset } = counts;
  const count = response.length;
  const means = (coefficients: readonly number[]) => {
    const predictor = offset ? Float64Array.from(offset) : new Float64Array(count);
    for (let column = 0; column < width; column += 1) {
      const coefficient = coefficients[column] as number;
      for (let index = 0; index < count; index += 1) {
        predictor[index] = (predictor[index] as number) + coefficient * (columns[column * count + index] as number);
      }
    }
    return predictor.map(Math.exp);
  };
  const logLikelihood = (fitted: Float64Array) =>
    response.reduce((sum, y, index) => {
      const mean = fitted[index] as number;
      return sum + (y === 0 ? 0 : y * Math.log(mean)) - (y + theta) * Math.log(theta + mean);
    }, 0);
  let coefficients = start;
  let fitted = means(coefficients);
  let likelihood = logLikelihood(fitted);
  const target = new Float64Array(count);
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const weights = new Float64Array(count);
    for (let index = 0; index < count; index += 1) {
      const mean = fitted[index] as number;
      const y = response[index] as number;
      const shrink = 1 + mean / theta;
      const weight = (mean * (1 + y / theta)) / shrink ** 2;
      weights[index] = weight;
      target[index] = (y - mean) / shrink / Math.sqrt(weight);
    }
    const decomposition = weighted(counts, weights);
    if ('dependentColumn' in decomposition) return { refused: 'separated', detail: decomposition.dependentColumn };
    decomposition.rotate(target);
    const change = decomposition.solve(target);
    let promised = 0;
    for (let row = 0; row < width; row += 1) promised += (target[row] as number) ** 2;
    if (promised < 1e-20 * count) return { coefficients, fitted };
    const before = { coefficients, likelihood };
    for (let portion = 1; ; portion /= 2) {
      if (portion < 1e-12) return { refused: 'not-converged' };
      coefficients = before.coefficients.map((value, at) => value + portion * (change[at] as number));
      fitted = means(coefficients);
      likelihood = logLikelihood(fitted);
      if (likelihood >= before.likelihood - 1e-10 * Math.abs(before.likelihood)) break;
    }
  }
  return { refused: 'not-converged' };
}

/** The decomposition of the columns, each row times the root of its weight. */
function weighted({ columns, width, response }: Counts, weights: Float64Array) {
  const count = response.length;
  const roots = weights.map(Math.sqrt);
  const work = new Float64Array(columns.length);
  for (let column = 0; column < width; column += 1) {
    for (let index = 0; index < count; index += 1) {
      work[column * count + index] = (roots[index] as number) * (columns[column * count + index] as number);
    }
  }
  return householderQr(work, count, width);
}

/** Counts below this are summed by what they have in common; ψ takes over above, where it is exact enough. */
const small = 100;

/** How many of the small counts are larger than 0, 1, 2, … */
function tally(response: readonly number[]) {
  const larger = new Float64Array(small);
  for (const y of response)
    if (y < small) for (let below = 0; below < y; below += 1) larger[below] = (larger[below] ?? 0) + 1;
  return larger;
}

/** The first and second derivative by θ of the log-likelihood, for given means. */
function score({ response, larger }: Counts, fitted: ArrayLike<number>, theta: number) {
  let [first, second] = [0, 0];
  // Σ 1/(θ + j) over j < y is ψ(θ + y) − ψ(θ) without the difference of two nearly equal numbers where θ is large.
  for (let below = 0; below < small; below += 1) {
    const part = (larger[below] as number) / (theta + below);
    first += part;
    second -= part / (theta + below);
  }
  for (let index = 0; index < response.length; index += 1) {
    const y = response[index] as number;
    const mean = fitted[index] as number;
    const sum = mean + theta;
    if (y >= small) {
      first += digamma(theta + y) - digamma(theta);
      second += trigamma(theta + y) - trigamma(theta);
    }
    first += -Math.log1p(mean / theta) + (mean - y) / sum;
    second += 1 / theta - 2 / sum + (y + theta) / sum ** 2;
  }
  return { first, second };
}

/** The θ at which the score is 0: Newton's method in log θ, kept inside a bracket. */
function thetaFor(counts: Counts, fitted: ArrayLike<number>, start: number): number | Refused {
  let low = start;
  while (score(counts, fitted, low).first < 0) {
    low /= 4;
    if (low < 1e-12) return { refused: 'at-bound' };
  }
  let high = Math.max(start, low);
  while (score(counts, fitted, high).first > 0) {
    high *= 4;
    if (high > largestTheta) return { refused: 'at-bound' };
  }
  let theta = start;
  for (let iteration = 0; iteration < 200; iteration += 1) {
    const { first, second } = score(counts, fitted, theta);
    if (first > 0) low = theta;
    else high = theta;
    const slope = theta * second + first;
    const newton = slope < 0 ? theta * Math.exp(-first / slope) : Number.NaN;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    if (Math.abs(next - theta) <= 1e-14 * theta) return next;
    theta = next;
  }
  return theta;
}

function describe(
  theta: number,
  design: readonly (readonly number[])[],
  counts: Counts,
  start: readonly number[],
): NegativeBinomialFit | Refused {
  const { response } = counts;
  const step = coefficientsAt(theta, counts, start);
  if ('refused' in step) return step;
  const { coefficients } = step;
  const fitted = [...step.fitted];
  // The likelihood's own curvature made the steps; the errors are of its expectation, as everywhere in a GLM.
  const information = weighted(
    counts,
    step.fitted.map((mean) => mean / (1 + mean / theta)),
  );
  if ('dependentColumn' in information) return { refused: 'separated', detail: information.dependentColumn };
  const unscaledCovariance = information.inverseCrossProduct();
  const curvature = -score(counts, fitted, theta).second;
  if (!(curvature > 0)) return { refused: 'at-bound' };
  let [logLikelihood, deviance] = [0, 0];
  response.forEach((y, index) => {
    const mean = fitted[index] as number;
    logLikelihood +=
      gammaln(theta + y) -
      gammaln(theta) -
      gammaln(y + 1) -
      theta * Math.log1p(mean / theta) +
      (y === 0 ? 0 : y * Math.log(mean / (theta + mean)));
    deviance += 2 * ((y === 0 ? 0 : y * Math.log(y / mean)) - (y + theta) * Math.log((y + theta) / (mean + theta)));
  });
  const shrink = (mean: number) => 1 + mean / theta;
  return {
    coefficients,
    standardErrors: unscaledCovariance.map((row, index) => Math.sqrt(row[index] ?? 0)),
    covariance: unscaledCovariance,
    unscaledCovariance,
    theta,
    thetaStandardError: 1 / Math.sqrt(curvature),
    logLikelihood,
    deviance,
    degreesOfFreedom: design.length - coefficients.length,
    design,
    fitted,
    pearsonResiduals: response.map((y, index) => {
      const mean = fitted[index] as number;
      return (y - mean) / Math.sqrt(mean * shrink(mean));
    }),
    scoreResiduals: response.map((y, index) => (y - (fitted[index] as number)) / shrink(fitted[index] as number)),
    leverages: information.leverages(),
  };
}

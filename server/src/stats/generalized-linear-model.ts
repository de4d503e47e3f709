import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';
import type { RegressionFit } from './regression-fit.ts';

/** The quasi families have the same coefficients; their covariance is multiplied by the estimated dispersion. */
export type GeneralizedLinearFamily = 'poisson' | 'quasi-poisson' | 'binomial' | 'quasi-binomial';

export interface GeneralizedLinearModelOptions {
  /** Added to the linear predictor with coefficient 1: log exposure for a rate. */
  readonly offset?: readonly number[] | undefined;
  /** How much each observation counts; 1 where not given. An observation of weight 0 is left out. */
  readonly weights?: readonly number[] | undefined;
  /** Of a binomial family: of how many the response counts the successes; 1 where not given. */
  readonly trials?: readonly number[] | undefined;
}

export interface GeneralizedLinearModelFit extends RegressionFit {
  readonly family: GeneralizedLinearFamily;
  readonly standardErrors: readonly number[];
  /** Of the coefficients, times the dispersion for a quasi family. */
  readonly covariance: readonly (readonly number[])[];
  /** Pearson's χ²/(n − k), whatever the family: near 1 where the family's variance holds. */
  readonly dispersion: number;
  readonly deviance: number;
  /** Expected counts; expected successes of a binomial family. */
  readonly fitted: readonly number[];
  readonly linearPredictor: readonly number[];
  /** (y − μ)/√(variance of the family). */
  readonly pearsonResiduals: readonly number[];
  /** Signed square roots of each observation's part of the deviance. */
  readonly devianceResiduals: readonly number[];
  readonly iterations: number;
}

/** Of the deviance, the change that still counts. R's glm stops at 1e-8, which leaves four wrong digits in φ. */
const tolerance = 1e-14;
const mostIterations = 100;

/**
 * A generalised linear model with its natural link: log μ = offset + x·b for counts (Poisson), log(p/(1 − p)) =
 * offset + x·b for successes of trials (binomial), by iteratively reweighted least squares.
 *
 * Each step solves a weighted least-squares problem for the change of b by Householder's QR. It ends when the deviance
 * that the step can still win, the square of the step's length in the metric of the weights, is below 1e-14 of the
 * deviance; the step is still made. A step that would raise the deviance is halved.
 *
 * Assumes independent observations whose mean follows the model; a quasi family further assumes that the variance is φ
 * times that of the family, and estimates φ by Pearson's χ²/(n − k).
 *
 * Refused: as many columns as observations or more ('too-few'), a column that is a combination of earlier ones
 * ('collinear', with its index), no event or nothing but events ('no-variation'), a group without any event or without
 * any exception, whose coefficient grows without end ('separated', with a column that does), no end after 100 steps
 * ('not-converged'). Throws a RangeError for lengths that differ, negative counts, more successes than trials, and what
 * is not finite.
 *
 * Reference: P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, 2nd ed., §2.5 and §9.2.
 *
 * @param response counts, or successes
 * @example
 * // 12 and 12 events in exposures of 100, 30 and 20 in exposures of 120: rate ratio exp(b₁) = 1.7361, s.e. of b₁ 0.2483
 * generalizedLinearModel([[1, 0], [1, 1], [1, 0], [1, 1]], [12, 30, 12, 20], 'poisson', { offset: logExposure })
 */
export function generalizedLinearModel(
  design: readonly (readonly number[])[],
  response: readonly number[],
  family: GeneralizedLinearFamily,
  options: GeneralizedLinearModelOptions = {},
): GeneralizedLinearModelFit | Refused {
  const count = design.length;
  const columns = designColumns(design);
  const width = columns.length / count;
  const binomial = family === 'binomial' || family === 'quasi-binomial';
  const filled = (values: readonly number[] | undefined, otherwise: number) =>
    values ? Float64Array.from(values) : new Float64Array(count).fill(otherwise);
  const offset = filled(options.offset, 0);
  const weights = filled(options.weights, 1);
  const trials = filled(options.trials, 1);
  check(count, response, offset, weights, trials, binomial);

  const counted = response.map((_, index) => (weights[index] as number) > 0 && (trials[index] as number) > 0);
  const observations = counted.filter(Boolean).length;
  if (observations <= width) return { refused: 'too-few' };
  const work = new Float64Array(columns.length);
  for (let at = 0; at < columns.length; at += 1) work[at] = counted[at % count] ? (columns[at] as number) : 0;
  const plain = householderQr(work, count, width);
  if ('dependentColumn' in plain) return { refused: 'collinear', detail: plain.dependentColumn };
  const events = response.some((value, index) => counted[index] && value > 0);
  const exceptions = !binomial || response.some((value, index) => counted[index] && value < (trials[index] as number));
  if (!(events && exceptions)) return { refused: 'no-variation' };

  const mean = new Float64Array(count);
  const variance = new Float64Array(count);
  /** Fills mean and variance from a linear predictor and gives the deviance. */
  const follow = (predictor: Float64Array) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      const y = response[index] as number;
      const size = trials[index] as number;
      if (binomial) {
        const odds = Math.exp(-Math.abs(predictor[index] as number));
        const [likely, unlikely] = [size / (1 + odds), (size * odds) / (1 + odds)];
        const positive = (predictor[index] as number) >= 0;
        mean[index] = positive ? likely : unlikely;
        variance[index] = (likely * odds) / (1 + odds);
        if (counted[index]) {
          sum +=
            (weights[index] as number) *
            (part(y, mean[index] as number) + part(size - y, positive ? unlikely : likely));
        }
      } else {
        const expected = Math.exp(predictor[index] as number);
        mean[index] = expected;
        variance[index] = expected;
        if (counted[index]) sum += (weights[index] as number) * part(y, expected);
      }
    }
    return 2 * sum;
  };

  // The first predictor is the data themselves, moved off the edge, and the first step regresses it on the columns.
  let predictor = Float64Array.from(response, (y, index) => {
    if (!binomial) return Math.log(y + 0.1);
    const size = trials[index] as number;
    return Math.log((y + 0.5) / (size - y + 0.5));
  });
  const target = new Float64Array(count);
  /** The change of the coefficients; leaves in target, from 0 to width, that change in the metric of the weights. */
  const step = (first: boolean) => {
    for (let index = 0; index < count; index += 1) {
      const weight = counted[index] ? (weights[index] as number) * (variance[index] as number) : 0;
      const root = Math.sqrt(weight);
      for (let column = 0; column < width; column += 1) {
        work[column * count + index] = root * (columns[column * count + index] as number);
      }
      const pull =
        weight > 0 ? ((response[index] as number) - (mean[index] as number)) / (variance[index] as number) : 0;
      target[index] = root * (pull + (first ? (predictor[index] as number) - (offset[index] as number) : 0));
    }
    const decomposition = householderQr(work, count, width);
    if ('dependentColumn' in decomposition) return undefined;
    decomposition.rotate(target);
    return { change: decomposition.solve(target), decomposition };
  };
  const predicted = (coefficients: readonly number[]) => {
    const sums = Float64Array.from(offset);
    for (let column = 0; column < width; column += 1) {
      const coefficient = coefficients[column] as number;
      for (let index = 0; index < count; index += 1) {
        sums[index] = (sums[index] as number) + coefficient * (columns[column * count + index] as number);
      }
    }
    return sums;
  };

  let deviance = follow(predictor);
  const start = step(true);
  if (!start) return { refused: 'not-converged' };
  let coefficients = start.change;
  predictor = predicted(coefficients);
  deviance = follow(predictor);
  for (let shrink = 0; !Number.isFinite(deviance) && shrink < 60; shrink += 1) {
    coefficients = coefficients.map((value) => value / 2);
    predictor = predicted(coefficients);
    deviance = follow(predictor);
  }

  let iterations = 1;
  for (let settled = false; !settled; iterations += 1) {
    if (iterations >= mostIterations) return { refused: 'not-converged' };
    const next = step(false);
    // The columns themselves are independent: only weights that vanish can make them dependent now.
    if (!next) return { refused: 'separated' };
    let promised = 0;
    for (let row = 0; row < width; row += 1) promised += (target[row] as number) ** 2;
    settled = promised <= tolerance * (deviance + 0.1);
    let portion = 1;
    const before = { coefficients, predictor, deviance };
    for (;;) {
      coefficients = before.coefficients.map((value, column) => value + portion * (next.change[column] as number));
      predictor = predicted(coefficients);
      deviance = follow(predictor);
      if (deviance <= before.deviance * (1 + 1e-10) + 1e-10) break;
      portion /= 2;
      if (portion < 1e-12) return { refused: 'not-converged' };
    }
    // Where the deviance has nothing left to win and a predictor still walks on, it walks to infinity.
    if (settled) {
      for (let index = 0; index < count; index += 1) {
        if (counted[index] && Math.abs((predictor[index] as number) - (before.predictor[index] as number)) > 0.01) {
          return { refused: 'separated', detail: largestPart(next.change, design[index] as readonly number[]) };
        }
      }
    }
  }

  const last = step(false);
  if (!last) return { refused: 'separated' };
  const degreesOfFreedom = observations - width;
  const unscaledCovariance = last.decomposition.inverseCrossProduct();
  const pearsonResiduals = response.map((y, index) =>
    counted[index]
      ? ((y - (mean[index] as number)) * Math.sqrt(weights[index] as number)) / Math.sqrt(variance[index] as number)
      : 0,
  );
  const dispersion = pearsonResiduals.reduce((sum, value) => sum + value ** 2, 0) / degreesOfFreedom;
  const scale = family === 'poisson' || family === 'binomial' ? 1 : dispersion;
  const covariance = unscaledCovariance.map((row) => row.map((value) => value * scale));
  return {
    family,
    coefficients,
    standardErrors: covariance.map((row, index) => Math.sqrt(row[index] ?? 0)),
    covariance,
    unscaledCovariance,
    dispersion,
    deviance,
    degreesOfFreedom,
    design,
    fitted: [...mean],
    linearPredictor: [...predictor],
    pearsonResiduals,
    devianceResiduals: response.map((y, index) => {
      if (!counted[index]) return 0;
      const expected = mean[index] as number;
      const rest = binomial ? part((trials[index] as number) - y, (trials[index] as number) - expected) : 0;
      return (
        Math.sign(y - expected) * Math.sqrt(2 * (weights[index] as number) * Math.max(0, part(y, expected) + rest))
      );
    }),
    scoreResiduals: response.map((y, index) =>
      counted[index] ? (weights[index] as number) * (y - (mean[index] as number)) : 0,
    ),
    leverages: last.decomposition.leverages(),
    iterations,
  };
}

/** y log(y/μ) − (y − μ), without the loss of digits where y is near μ. */
function part(y: number, mean: number) {
  if (y === 0) return mean;
  const excess = (y - mean) / mean;
  if (Math.abs(excess) > 0.01) return y * Math.log(y / mean) - (y - mean);
  // (1 + e) log(1 + e) − e = e²/2 − e³/6 + e⁴/12 − …
  let sum = 0;
  let power = excess ** 2;
  for (let order = 2; order < 12; order += 1) {
    sum += power / (order * (order - 1));
    power *= -excess;
  }
  return mean * sum;
}

function largestPart(change: readonly number[], row: readonly number[]) {
  let most = 0;
  for (let column = 1; column < change.length; column += 1) {
    const size = (at: number) => Math.abs((change[at] as number) * (row[at] as number));
    if (size(column) > size(most)) most = column;
  }
  return most;
}

function check(
  count: number,
  response: readonly number[],
  offset: Float64Array,
  weights: Float64Array,
  trials: Float64Array,
  binomial: boolean,
) {
  if ([response, offset, weights, trials].some((values) => values.length !== count)) {
    throw new RangeError('response, offset, weights and trials have one entry for every row of the design');
  }
  for (let index = 0; index < count; index += 1) {
    const [y, size, weight] = [response[index] as number, trials[index] as number, weights[index] as number];
    if (!(y >= 0 && y < Number.POSITIVE_INFINITY)) throw new RangeError(`response ${index} is not a count`);
    if (!Number.isFinite(offset[index])) throw new RangeError(`offset ${index} is not finite`);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`weight ${index} is not a weight`);
    if (binomial && !(size >= y && size < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`response ${index} has more successes than trials`);
    }
  }
}

import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

/** What is fitted to what, and from where the search begins. */
export interface NonlinearLeastSquaresProblem {
  /** The expected responses for a vector of parameters; what is not finite is taken for outside the model. */
  readonly model: (parameters: readonly number[]) => readonly number[];
  readonly response: readonly number[];
  /** Vectors of parameters to begin from: at least one, several where the surface may have several valleys. */
  readonly starts: readonly (readonly number[])[];
  /** Bounds for each parameter, infinite where there is none. */
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
}

export interface NonlinearLeastSquares {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly residualSumOfSquares: number;
  /** √(residual sum of squares / degrees of freedom). */
  readonly residualStandardDeviation: number;
  readonly degreesOfFreedom: number;
  readonly fitted: readonly number[];
  /**
   * What is left of the residuals along the surface over what stands on it, each per degree of freedom: 0 at the
   * minimum. Bates and Watts stop at .001.
   */
  readonly relativeOffset: number;
  /** The index of the start that led here. */
  readonly start: number;
}

interface Candidate {
  readonly parameters: number[];
  readonly fitted: readonly number[];
  readonly sumOfSquares: number;
}

type Bounded = NonlinearLeastSquaresProblem & { readonly lower: readonly number[]; readonly upper: readonly number[] };

/** How far to move each parameter for a difference. */
type Steps = (parameters: readonly number[]) => readonly number[];

interface Ended extends Candidate {
  readonly start: number;
  readonly jacobian: readonly (readonly number[])[];
  readonly relativeOffset: number;
  readonly converged: boolean;
  /** The parameters that a bound holds back. */
  readonly held: readonly number[];
  /** A column of the Jacobian that the others can express. */
  readonly collinear: number | undefined;
}

/** Offsets in steps and weights of 5-point first derivatives: both sides of the point, or one where a bound is near. */
const twoSided = [
  [-2, 1 / 12],
  [-1, -8 / 12],
  [1, 8 / 12],
  [2, -1 / 12],
] as const;
const oneSided = [
  [0, -25 / 12],
  [1, 4],
  [2, -3],
  [3, 4 / 3],
  [4, -1 / 4],
] as const;

/** The step that balances the error of a fourth-order difference with that of the arithmetic. */
const relativeStep = Number.EPSILON ** 0.2;
const shortestStep = 1e-6;
const relativeSteps: Steps = (parameters) =>
  parameters.map((value) => relativeStep * (Math.abs(value) || relativeStep));
const goodOffset = 1e-10;
const acceptableOffset = 1e-6;
const iterationsMax = 500;

/**
 * Nonlinear least squares: the parameters θ that make Σ (yᵢ − fᵢ(θ))² smallest, by Levenberg and Marquardt's method.
 *
 * Each step δ solves the least-squares problem of the stacked matrix [J; √λ·D] and the stacked vector [r; 0] by QR, where
 * J is the Jacobian (five-point differences), r the residuals and D the largest length that each column of J has had
 * (Moré's scaling, so that the unit of a parameter does not matter). λ falls after a step that gained what the linear
 * surface promised and rises after one that did not.
 *
 * A search has arrived when Bates and Watts' relative offset, √(‖Q₁ᵀr‖²/p) / √(‖Q₂ᵀr‖²/(n − p)), is below 1e-6 (the
 * aim is 1e-10), and not when steps merely became small. Of several starts the one that ends lowest decides.
 * The covariance is s²·(JᵀJ)⁻¹, from R of the QR decomposition of J.
 *
 * Assumes independent errors of equal variance and a surface that is nearly flat over a standard error; where it is
 * not, use a profile. Refused: 'too-few' unless there are more responses than parameters; 'not-converged' where the
 * lowest search did not arrive; 'at-bound' (detail: which parameter) where a bound holds it back; 'collinear' (detail:
 * which parameter) where the responses do not tell parameters apart. Throws a RangeError for what is not finite, for
 * lengths that differ, and for starts outside the bounds.
 *
 * Reference: J. J. Moré (1978), The Levenberg–Marquardt algorithm, LNM 630, 105–116; D. M. Bates, D. G. Watts (1988),
 * Nonlinear Regression Analysis and Its Applications, ch. 2.
 *
 * @example
 * const pressures = [1, 2, 3, 5, 7, 10]; // NIST's BoxBOD
 * nonlinearLeastSquares({
 *   model: ([most = 0, rate = 0]) => pressures.map((x) => most * (1 - Math.exp(-rate * x))),
 *   response: [109, 149, 149, 191, 213, 224],
 *   starts: [[100, 0.75]],
 * }); // coefficients [213.809, 0.54724], standardErrors [12.355, 0.10456]
 */
export function nonlinearLeastSquares(problem: NonlinearLeastSquaresProblem): NonlinearLeastSquares | Refused {
  const { response, starts } = problem;
  const parameterCount = starts[0]?.length ?? 0;
  const lower = problem.lower ?? Array.from({ length: parameterCount }, () => Number.NEGATIVE_INFINITY);
  const upper = problem.upper ?? Array.from({ length: parameterCount }, () => Number.POSITIVE_INFINITY);
  if (parameterCount === 0) throw new RangeError('no search without a start');
  if (!response.every(Number.isFinite)) throw new RangeError('no curve through what is not finite');
  if (lower.length !== parameterCount || upper.length !== parameterCount)
    throw new RangeError('every parameter has its bounds or none has');
  for (const start of starts) {
    if (start.length !== parameterCount) throw new RangeError('every start has the same parameters');
    if (!start.every((value, index) => Number.isFinite(value) && within(value, index, lower, upper)))
      throw new RangeError(`a start outside the bounds: ${start.join(', ')}`);
  }
  const degreesOfFreedom = response.length - parameterCount;
  if (degreesOfFreedom < 1) return { refused: 'too-few' };

  let best: Ended | undefined;
  for (const [index, start] of starts.entries()) {
    const ended = descend({ ...problem, lower, upper }, start, relativeSteps, index);
    if (ended !== undefined && (best === undefined || betterThan(ended, best))) best = ended;
  }
  const refusal = whyNot(best);
  if (refusal !== undefined || best === undefined) return refusal ?? { refused: 'not-converged' };

  // A step in proportion to a parameter is too long where its standard error is a small part of it.
  const first = covarianceAt(best, degreesOfFreedom);
  const steps = (parameters: readonly number[]) =>
    parameters.map((value, index) =>
      Math.min(
        Math.max(Math.sqrt(first[index]?.[index] ?? 0) / 10, shortestStep * Math.abs(value)),
        relativeSteps([value])[0] ?? 0,
      ),
    );
  best = descend({ ...problem, lower, upper }, best.parameters, steps, best.start);
  const refusalThen = whyNot(best);
  if (refusalThen !== undefined || best === undefined) return refusalThen ?? { refused: 'not-converged' };
  const covariance = covarianceAt(best, degreesOfFreedom);
  if (!covariance.flat().every(Number.isFinite)) return { refused: 'not-converged' };
  return {
    coefficients: best.parameters,
    standardErrors: covariance.map((row, index) => Math.sqrt(row[index] ?? 0)),
    covariance,
    residualSumOfSquares: best.sumOfSquares,
    residualStandardDeviation: Math.sqrt(best.sumOfSquares / degreesOfFreedom),
    degreesOfFreedom,
    fitted: best.fitted,
    relativeOffset: best.relativeOffset,
    start: best.start,
  };
}

function whyNot(ended: Ended | undefined): Refused | undefined {
  if (ended === undefined) return { refused: 'not-converged' };
  const [held] = ended.held;
  if (held !== undefined) return { refused: 'at-bound', detail: held };
  if (ended.collinear !== undefined) return { refused: 'collinear', detail: ended.collinear };
  return ended.converged ? undefined : { refused: 'not-converged' };
}

function covarianceAt({ jacobian, sumOfSquares }: Ended, degreesOfFreedom: number): number[][] {
  const decomposition = householderQr(designColumns(jacobian), jacobian.length, jacobian[0]?.length ?? 0);
  if ('dependentColumn' in decomposition) return [[Number.NaN]];
  const variance = sumOfSquares / degreesOfFreedom;
  return decomposition.inverseCrossProduct().map((row) => row.map((value) => variance * value));
}

/** Two searches that end in the same valley differ by rounding: then the one that knows it arrived stands. */

function betterThan(one: Ended, other: Ended): boolean {
  const close = Math.abs(one.sumOfSquares - other.sumOfSquares) <= 1e-9 * other.sumOfSquares;
  if (close && one.converged !== other.converged) return one.converged;
  return close ? one.relativeOffset < other.relativeOffset : one.sumOfSquares < other.sumOfSquares;
}

function within(value: number, index: number, lower: readonly number[], upper: readonly number[]): boolean {
  return value >= (lower[index] ?? Number.NEGATIVE_INFINITY) && value <= (upper[index] ?? Number.POSITIVE_INFINITY);
}

function evaluate({ model, response }: NonlinearLeastSquaresProblem, parameters: number[]): Candidate | undefined {
  const fitted = model(parameters);
  if (fitted.length !== response.length) throw new RangeError('the model answers for every response');
  let sumOfSquares = 0;
  fitted.forEach((value, index) => {
    sumOfSquares += ((response[index] ?? Number.NaN) - value) ** 2;
  });
  return Number.isFinite(sumOfSquares) ? { parameters, fitted, sumOfSquares } : undefined;
}

/** One search, until nothing is gained any more. */
function descend(problem: Bounded, start: readonly number[], steps: Steps, startIndex: number): Ended | undefined {
  const { lower, upper } = problem;
  let current = evaluate(problem, [...start]);
  if (current === undefined) return undefined;
  const { response } = problem;
  const count = start.length;
  const total = response.reduce((sum, value) => sum + value * value, 0);
  const scale: number[] = Array.from({ length: count }, () => 0);
  let damping = 1e-3;
  let held: number[] = [];
  let relativeOffset = Number.POSITIVE_INFINITY;
  let jacobian: number[][] | undefined;

  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    jacobian = jacobianAt(problem, current, steps);
    if (jacobian === undefined) break;
    const residuals = response.map((value, index) => value - (current?.fitted[index] ?? Number.NaN));
    const lengths = columnLengths(jacobian);
    lengths.forEach((length, index) => {
      scale[index] = Math.max(scale[index] ?? 0, length);
    });

    held = heldBack(current.parameters, jacobian, residuals, lower, upper);
    const free = start.map((_, index) => index).filter((index) => !held.includes(index));
    if (free.length === 0) break;
    const columns = jacobian.map((row) => free.map((index) => row[index] ?? 0));
    const next: number = offset(columns, residuals, current.sumOfSquares);
    relativeOffset = next;
    if (relativeOffset < goodOffset || current.sumOfSquares <= 1e-14 ** 2 * total) break;

    let moved = false;
    // Beyond this damping the step is smaller than the arithmetic can see.
    while (damping < 1e20) {
      const step = dampedStep(
        columns,
        residuals,
        free.map((index) => scale[index] || 1),
        damping,
      );
      const parameters: number[] = [...current.parameters];
      step.forEach((change, place) => {
        const index = free[place] ?? 0;
        const value: number = (parameters[index] ?? 0) + change;
        parameters[index] = Math.min(Math.max(value, lower[index] ?? value), upper[index] ?? value);
      });
      if (parameters.every((value, index) => value === current?.parameters[index])) break;
      const candidate = parameters.every(Number.isFinite) ? evaluate(problem, parameters) : undefined;
      if (candidate !== undefined && candidate.sumOfSquares < current.sumOfSquares) {
        const promised = predictedGain(columns, residuals, free, current.parameters, parameters);
        const share: number = (current.sumOfSquares - candidate.sumOfSquares) / promised;
        // Nielsen's update: a smooth fall after a good step instead of a jump.
        damping = Math.max(damping * Math.max(1 / 10, 1 - (2 * share - 1) ** 3), 1e-25);
        current = candidate;
        moved = true;
        break;
      }
      damping *= 4;
    }
    if (!moved) {
      const polished = newtonStep(problem, current, columns, residuals, free, relativeOffset, steps);
      if (polished === undefined) break;
      current = polished;
      damping = 1e-10;
    }
  }
  return {
    ...current,
    jacobian: jacobian ?? [],
    start: startIndex,
    relativeOffset: Number.isFinite(relativeOffset) ? relativeOffset : Number.MAX_VALUE,
    converged:
      jacobian !== undefined && (relativeOffset < acceptableOffset || current.sumOfSquares <= 1e-12 ** 2 * total),
    held,
    collinear: jacobian === undefined ? undefined : dependentColumn(jacobian),
  };
}

/**
 * Close to the minimum the sum of squares is flat to the last digit while the parameters are not yet: there a plain
 * Gauss–Newton step is taken for as long as it lowers the offset, without asking the sum of squares for more than a tie.
 */
function newtonStep(
  problem: Bounded,
  current: Candidate,
  columns: readonly (readonly number[])[],
  residuals: readonly number[],
  free: readonly number[],
  relativeOffset: number,
  steps: Steps,
): Candidate | undefined {
  const step = dampedStep(
    columns,
    residuals,
    free.map(() => 1),
    0,
  );
  const parameters = [...current.parameters];
  step.forEach((change, place) => {
    const index = free[place] ?? 0;
    parameters[index] = (parameters[index] ?? 0) + change;
  });
  if (!parameters.every((value, index) => Number.isFinite(value) && within(value, index, problem.lower, problem.upper)))
    return undefined;
  const candidate = evaluate(problem, parameters);
  if (candidate === undefined || candidate.sumOfSquares > current.sumOfSquares * (1 + 1e-12)) return undefined;
  const jacobian = jacobianAt(problem, candidate, steps);
  if (jacobian === undefined) return undefined;
  const after = offset(
    jacobian.map((row) => free.map((index) => row[index] ?? 0)),
    problem.response.map((value, index) => value - (candidate.fitted[index] ?? Number.NaN)),
    candidate.sumOfSquares,
  );
  return after < 0.9 * relativeOffset ? candidate : undefined;
}

function jacobianAt(problem: Bounded, { parameters, fitted }: Candidate, steps: Steps): number[][] | undefined {
  const rows = fitted.map((): number[] => []);
  const lengths = steps(parameters);
  for (const [index, value] of parameters.entries()) {
    let step = lengths[index] ?? Number.NaN;
    const top = problem.upper[index] ?? Number.POSITIVE_INFINITY;
    const bottom = problem.lower[index] ?? Number.NEGATIVE_INFINITY;
    const roomy = value + 2 * step <= top && value - 2 * step >= bottom;
    if (!roomy) {
      const upwards = top - value >= value - bottom;
      step = Math.min(step, (upwards ? top - value : value - bottom) / 4) * (upwards ? 1 : -1);
    }
    // A step that the number can represent exactly, or the division would bring its rounding in.
    step = value + step - value;
    const derivative = new Float64Array(rows.length);
    for (const [offsetInSteps, weight] of roomy ? twoSided : oneSided) {
      const moved = [...parameters];
      moved[index] = value + offsetInSteps * step;
      problem.model(moved).forEach((answer, row) => {
        derivative[row] = (derivative[row] ?? 0) + (weight * answer) / step;
      });
    }
    if (!derivative.every(Number.isFinite)) return undefined;
    rows.forEach((row, place) => {
      row.push(derivative[place] ?? 0);
    });
  }
  return rows;
}

/** Parameters on a bound that the residuals would push beyond it. */
function heldBack(
  parameters: readonly number[],
  jacobian: readonly (readonly number[])[],
  residuals: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): number[] {
  return parameters.flatMap((value, index) => {
    if (value > (lower[index] ?? Number.NEGATIVE_INFINITY) && value < (upper[index] ?? Number.POSITIVE_INFINITY))
      return [];
    const push = jacobian.reduce((sum, row, place) => sum + (row[index] ?? 0) * (residuals[place] ?? 0), 0);
    return (value <= (lower[index] ?? Number.NEGATIVE_INFINITY) ? push <= 0 : push >= 0) ? [index] : [];
  });
}

function offset(columns: readonly (readonly number[])[], residuals: readonly number[], sumOfSquares: number): number {
  const count = columns[0]?.length ?? 0;
  const decomposition = householderQr(designColumns(columns), columns.length, count);
  if ('dependentColumn' in decomposition) return Number.POSITIVE_INFINITY;
  const rotated = Float64Array.from(residuals);
  decomposition.rotate(rotated);
  const along = Math.hypot(...rotated.subarray(0, count));
  if (along === 0) return 0;
  const across = Math.sqrt(Math.max(sumOfSquares - along * along, 0));
  return along / Math.sqrt(count) / (across / Math.sqrt(residuals.length - count));
}

function dampedStep(
  columns: readonly (readonly number[])[],
  residuals: readonly number[],
  scale: readonly number[],
  damping: number,
): number[] {
  const count = scale.length;
  const rows = columns.length + count;
  const stacked = new Float64Array(rows * count);
  columns.forEach((row, place) => {
    row.forEach((value, index) => {
      stacked[index * rows + place] = value / (scale[index] ?? 1);
    });
  });
  for (let index = 0; index < count; index += 1) stacked[index * rows + columns.length + index] = Math.sqrt(damping);
  const right = new Float64Array(rows);
  right.set(residuals);
  const decomposition = householderQr(stacked, rows, count);
  if ('dependentColumn' in decomposition) return scale.map(() => Number.NaN);
  decomposition.rotate(right);
  return decomposition.solve(right).map((value, index) => value / (scale[index] ?? 1));
}

/** By how much the sum of squares would fall if the surface were flat. */
function predictedGain(
  columns: readonly (readonly number[])[],
  residuals: readonly number[],
  free: readonly number[],
  before: readonly number[],
  after: readonly number[],
): number {
  let gain = 0;
  columns.forEach((row, place) => {
    const change = row.reduce((sum, value, position) => {
      const index = free[position] ?? 0;
      return sum + value * ((after[index] ?? 0) - (before[index] ?? 0));
    }, 0);
    gain += change * (2 * (residuals[place] ?? 0) - change);
  });
  return Math.max(gain, Number.MIN_VALUE);
}

function columnLengths(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, index) => Math.hypot(...rows.map((row) => row[index] ?? 0)));
}

function dependentColumn(jacobian: readonly (readonly number[])[]): number | undefined {
  const decomposition = householderQr(designColumns(jacobian), jacobian.length, jacobian[0]?.length ?? 0);
  return 'dependentColumn' in decomposition ? decomposition.dependentColumn : undefined;
}

/**
 * A linear Gaussian state space model of one series.
 *
 *     yₜ = Zₜαₜ + εₜ,  εₜ ~ N(0, Hₜ)        αₜ₊₁ = Tαₜ + ηₜ,  ηₜ ~ N(0, Q)
 */
export interface StateSpaceModel {
  /** Zₜ: one row of as many numbers as there are states, for each time. */
  readonly observation: readonly (readonly number[])[];
  /** Hₜ: one variance for all times, or one for each. */
  readonly observationVariance: number | readonly number[];
  /** T. */
  readonly transition: readonly (readonly number[])[];
  /** Q. */
  readonly stateVariance: readonly (readonly number[])[];
  /** What is known of α₁: a state that is diffuse can be anything, and mean and variance are of the others. */
  readonly start: {
    readonly mean: readonly number[];
    readonly variance: readonly (readonly number[])[];
    readonly diffuse: readonly boolean[];
  };
}

/** What the filter knows of one time before it sees that time's observation. */
export interface KalmanStep {
  /** Predicted state. */
  readonly state: readonly number[];
  /** Its variance P*, apart from the diffuse part. */
  readonly variance: Matrix;
  /** P∞, the part that is infinite; all zero once the start no longer matters. */
  readonly diffuse: Matrix;
  /** Observation less its prediction; null where the observation is missing. */
  readonly innovation: number | null;
  /** Variance of the innovation, F*. */
  readonly innovationVariance: number;
  /** Infinite part F∞ of that variance. */
  readonly innovationDiffuse: number;
}

export interface KalmanFiltered {
  readonly steps: readonly KalmanStep[];
  /** Prediction of the state after the last time. */
  readonly next: { readonly state: readonly number[]; readonly variance: Matrix };
  /** Diffuse log-likelihood; every observation counts −½·log 2π, those that the diffuse start took up included. */
  readonly logLikelihood: number;
}

export type Matrix = readonly (readonly number[])[];

/** Below this a diffuse variance is rounding, not ignorance. */
const diffuseTolerance = 1e-10;

/**
 * Kalman filter with exact diffuse start.
 *
 * Predicts each observation from those before it. States of which nothing is known beforehand start with infinite
 * variance, κP∞ + P* for κ → ∞, worked out in the limit instead of with a large number (Durbin and Koopman §5.2).
 * A missing observation (null) changes nothing but the variance of the prediction.
 *
 * The log-likelihood counts −½log 2π − ½log F∞ for an observation that the diffuse start took up, and
 * −½log 2π − ½log F − ½v²/F for every other. Durbin and Koopman leave the first constant out.
 *
 * Throws a RangeError where lengths differ.
 *
 * Reference: J. Durbin, S. J. Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., §4.3 and §5.2.
 *
 * @example // local level of the Nile, see kalman-smoother.ts
 */
export function kalmanFilter(series: readonly (number | null)[], model: StateSpaceModel): KalmanFiltered {
  const { observation, transition, stateVariance, start } = model;
  const count = start.mean.length;
  if (observation.length < series.length || transition.length !== count || stateVariance.length !== count) {
    throw new RangeError('a state space model needs a row for every time and a place for every state');
  }
  let state = [...start.mean];
  let variance: number[][] = start.variance.map((row, i) => row.map((value, j) => (isDiffuse(i, j) ? 0 : value)));
  let diffuse: number[][] = start.diffuse.map((isOn, i) => start.diffuse.map((_, j) => (isOn && i === j ? 1 : 0)));
  function isDiffuse(i: number, j: number): boolean {
    return (start.diffuse[i] ?? false) || (start.diffuse[j] ?? false);
  }
  const steps: KalmanStep[] = [];
  let logLikelihood = 0;
  for (const [time, value] of series.entries()) {
    const row = observation[time] ?? [];
    const noise = observationVarianceAt(model, time);
    const toState = times(variance, row);
    const toDiffuse = times(diffuse, row);
    const innovationVariance = dot(row, toState) + noise;
    const infinite = dot(row, toDiffuse);
    const innovationDiffuse = infinite > diffuseTolerance ? infinite : 0;
    const innovation = value === null ? null : value - dot(row, state);
    steps.push({ state, variance, diffuse, innovation, innovationVariance, innovationDiffuse });
    if (innovation !== null) {
      logLikelihood -= 0.5 * Math.log(2 * Math.PI);
      if (innovationDiffuse > 0) {
        logLikelihood -= 0.5 * Math.log(innovationDiffuse);
        const gain = toDiffuse.map((each) => each / innovationDiffuse);
        state = state.map((each, i) => each + (gain[i] ?? 0) * innovation);
        variance = variance.map((line, i) =>
          line.map(
            (each, j) =>
              each -
              (gain[i] ?? 0) * (toState[j] ?? 0) -
              (toState[i] ?? 0) * (gain[j] ?? 0) +
              (gain[i] ?? 0) * (gain[j] ?? 0) * innovationVariance,
          ),
        );
        diffuse = diffuse.map((line, i) => line.map((each, j) => each - (gain[i] ?? 0) * (toDiffuse[j] ?? 0)));
      } else if (innovationVariance > 0) {
        logLikelihood -= 0.5 * (Math.log(innovationVariance) + innovation ** 2 / innovationVariance);
        const gain = toState.map((each) => each / innovationVariance);
        state = state.map((each, i) => each + (gain[i] ?? 0) * innovation);
        variance = variance.map((line, i) => line.map((each, j) => each - (gain[i] ?? 0) * (toState[j] ?? 0)));
      }
    }
    state = times(transition, state);
    variance = sandwich(transition, variance).map((line, i) =>
      line.map((each, j) => each + (stateVariance[i]?.[j] ?? 0)),
    );
    diffuse = sandwich(transition, diffuse).map((line) =>
      line.map((each) => (Math.abs(each) > diffuseTolerance ? each : 0)),
    );
  }
  return { steps, next: { state, variance }, logLikelihood };
}

/** Hₜ. */
export const observationVarianceAt = ({ observationVariance }: StateSpaceModel, time: number): number =>
  typeof observationVariance === 'number' ? observationVariance : (observationVariance[time] ?? 0);

/** Inner product. */
export function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

/** Matrix times vector. */
export const times = (matrix: Matrix, vector: readonly number[]): number[] => matrix.map((row) => dot(row, vector));

/** A·M·Aᵀ. */
function sandwich(outer: Matrix, inner: Matrix): number[][] {
  // M is symmetric, so that A·(M·Aᵀ) is the rows of A times the columns of M·Aᵀ, which are M times the rows of A.
  const columns = outer.map((row) => times(inner, row));
  return outer.map((row) => columns.map((column) => dot(row, column)));
}

import { dot, type KalmanFiltered, kalmanFilter, type Matrix, type StateSpaceModel, times } from './kalman-filter.ts';

/** States given the whole series, with their variances. */
export interface KalmanSmoothed {
  readonly filtered: KalmanFiltered;
  readonly states: readonly (readonly number[])[];
  readonly variances: readonly Matrix[];
}

/**
 * State smoother with exact diffuse start: what the whole series says of the state at each time.
 *
 * Runs the filter forwards, then carries r and N backwards; during the diffuse beginning they are expanded in 1/κ to
 * the order that survives the limit (r⁽⁰⁾, r⁽¹⁾ and N⁽⁰⁾, N⁽¹⁾, N⁽²⁾).
 *
 * Reference: J. Durbin, S. J. Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., §4.4 and §5.3.
 *
 * @example
 * // Nile, 1871–1970, with their variances 15099 and 1469.1: the level of 1871 is 1111.668, its variance 4032.158
 * kalmanSmoother(nile, {
 *   observation: nile.map(() => [1]), observationVariance: 15099, transition: [[1]], stateVariance: [[1469.1]],
 *   start: { mean: [0], variance: [[0]], diffuse: [true] },
 * })
 */
export function kalmanSmoother(series: readonly (number | null)[], model: StateSpaceModel): KalmanSmoothed {
  const filtered = kalmanFilter(series, model);
  const { observation, transition } = model;
  const count = model.start.mean.length;
  const back = transposed(transition);
  const zeros = (): number[] => new Array<number>(count).fill(0);
  const zeroMatrix = (): number[][] => Array.from({ length: count }, zeros);
  let weights = zeros();
  let diffuseWeights = zeros();
  let information: number[][] = zeroMatrix();
  let crossInformation: number[][] = zeroMatrix();
  let diffuseInformation: number[][] = zeroMatrix();
  const states: number[][] = [];
  const variances: Matrix[] = [];
  for (let time = series.length - 1; time >= 0; time -= 1) {
    const step = filtered.steps[time];
    if (!step) throw new RangeError(`no step ${time}`);
    const row = observation[time] ?? [];
    const { innovation, innovationVariance, innovationDiffuse } = step;
    if (innovation === null) {
      weights = times(back, weights);
      diffuseWeights = times(back, diffuseWeights);
      information = product(back, information, transition);
      crossInformation = product(back, crossInformation, transition);
      diffuseInformation = product(back, diffuseInformation, transition);
    } else if (innovationDiffuse > 0) {
      const toDiffuse = times(step.diffuse, row);
      const toState = times(step.variance, row);
      const first = 1 / innovationDiffuse;
      const second = -innovationVariance / innovationDiffuse ** 2;
      const gain = times(transition, toDiffuse).map((each) => each * first);
      const slowGain = times(
        transition,
        toState.map((each, i) => each * first + (toDiffuse[i] ?? 0) * second),
      );
      const along = minusOuter(transition, gain, row);
      const aside = minusOuter(zeroMatrix(), slowGain, row);
      const alongBack = transposed(along);
      const asideBack = transposed(aside);
      diffuseWeights = row.map(
        (each, i) =>
          each * first * innovation + dot(alongBack[i] ?? [], diffuseWeights) + dot(asideBack[i] ?? [], weights),
      );
      weights = times(alongBack, weights);
      const outer = row.map((one) => row.map((other) => one * other));
      diffuseInformation = sum(
        outer.map((line) => line.map((each) => each * second)),
        product(alongBack, diffuseInformation, along),
        product(alongBack, crossInformation, aside),
        product(asideBack, transposed(crossInformation), along),
        product(asideBack, information, aside),
      );
      crossInformation = sum(
        outer.map((line) => line.map((each) => each * first)),
        product(alongBack, crossInformation, along),
        product(asideBack, information, along),
      );
      information = product(alongBack, information, along);
    } else {
      const gain = times(transition, times(step.variance, row)).map((each) => each / innovationVariance);
      const along = minusOuter(transition, gain, row);
      const alongBack = transposed(along);
      weights = row.map((each, i) => (each * innovation) / innovationVariance + dot(alongBack[i] ?? [], weights));
      diffuseWeights = times(back, diffuseWeights);
      information = sum(
        row.map((one) => row.map((other) => (one * other) / innovationVariance)),
        product(alongBack, information, along),
      );
      crossInformation = product(back, crossInformation, along);
      diffuseInformation = product(back, diffuseInformation, transition);
    }
    const { state, variance, diffuse } = step;
    states[time] = state.map(
      (each, i) => each + dot(variance[i] ?? [], weights) + dot(diffuse[i] ?? [], diffuseWeights),
    );
    const cross = product(diffuse, crossInformation, variance);
    variances[time] = sum(
      variance,
      negated(product(variance, information, variance)),
      negated(cross),
      negated(transposed(cross)),
      negated(product(diffuse, diffuseInformation, diffuse)),
    );
  }
  return { filtered, states, variances };
}

const transposed = (matrix: Matrix): number[][] => matrix.map((_, j) => matrix.map((row) => row[j] ?? 0));
const negated = (matrix: Matrix): number[][] => matrix.map((row) => row.map((each) => -each));
/** M − u·vᵀ. */
const minusOuter = (matrix: Matrix, u: readonly number[], v: readonly number[]): number[][] =>
  matrix.map((row, i) => row.map((each, j) => each - (u[i] ?? 0) * (v[j] ?? 0)));
const sum = (first: Matrix, ...others: readonly Matrix[]): number[][] =>
  first.map((row, i) => row.map((each, j) => others.reduce((total, other) => total + (other[i]?.[j] ?? 0), each)));
/** A·B·C. */
function product(a: Matrix, b: Matrix, c: Matrix): number[][] {
  const right = transposed(c);
  return a.map((row) => {
    const left = right.map((_, j) => row.reduce((total, each, i) => total + each * (b[i]?.[j] ?? 0), 0));
    return right.map((column) => dot(left, column));
  });
}

import {
  type AugmentedColumns,
  type AugmentedFiltered,
  augmentedLocalLevelFilter,
} from './augmented-local-level-filter.ts';
import type { NormalMixture } from './normal-mixture.ts';
import type { Refused } from './refused.ts';

/** A series with regressors of known course. */
export interface StructuralData {
  /** Observations in even steps of time; null where there is none. */
  readonly series: readonly (number | null)[];
  /** One row of regressors for each time, missing ones included. No constant: the level is it. */
  readonly regressors: readonly (readonly number[])[];
  /** Variance with which each observation was sampled, where known; the observation sd is then what comes on top. */
  readonly samplingVariance?: readonly number[];
}

/** Prior of a standard deviation. Of `inverse-gamma` it is the variance that is so distributed, cut off at max². */
export type SdPrior =
  | { readonly kind: 'half-normal'; readonly scale: number }
  | { readonly kind: 'half-cauchy'; readonly scale: number }
  | { readonly kind: 'inverse-gamma'; readonly shape: number; readonly rate: number; readonly max: number };

export interface StructuralPrior {
  readonly observationSd: SdPrior;
  readonly levelSd: SdPrior;
  /** Level at the first time; diffuse where it is not given. */
  readonly start?: { readonly mean: number; readonly variance: number };
  /** Ω of β | σ ~ N(0, σ²Ω⁻¹), σ the observation sd; flat where it is not given. */
  readonly coefficientPrecision?: readonly (readonly number[])[];
}

/** The linear Gaussian part at one ratio of the two sds, or at one pair of them. */
export interface StructuralGroup {
  /** Posterior mean of β. */
  readonly coefficients: Float64Array;
  /** Posterior variance of β, k × k, in units of the node's `scale` squared. */
  readonly covariance: Float64Array;
  /** What the filter makes of each regressor as a level after the last time: μ | β ~ N(endLevel − endRegressors′β, …). */
  readonly endRegressors: Float64Array;
  readonly endLevel: number;
  /** Variance of the level after the last time given β, in units of `scale` squared. */
  readonly endVariance: number;
}

/** Posterior as a finite mixture: each node is a pair of sds with its weight; given them everything is normal. */
export interface StructuralPosterior {
  readonly regressors: number;
  readonly weights: Float64Array;
  readonly observationSds: Float64Array;
  readonly levelSds: Float64Array;
  /** Which group a node belongs to. */
  readonly groupOf: Int32Array;
  /** What the sds of the node's group are to be multiplied by. */
  readonly scales: Float64Array;
  readonly groups: readonly StructuralGroup[];
}

/** Nodes along each axis of the grid that carries the weights. */
const fineNodes = { ratio: 36, noise: 28, level: 18, extra: 16 };
/** Log-posterior below the greatest at which a region no longer matters: e⁻¹³ is two in a million. */
const depth = 13;

/**
 * Posterior of a structural regression by quadrature.
 *
 *     yₜ = μₜ + xₜ′β + εₜ,   εₜ ~ N(0, σε² (+ known sampling variance)),   μₜ₊₁ = μₜ + ηₜ,   ηₜ ~ N(0, ση²)
 *
 * Given the two standard deviations all else is linear and normal, and the Kalman filter gives it exactly: the marginal
 * likelihood with the diffuse level and β integrated out, and the normal posterior of β and of the last level. What is
 * left are two numbers, over which a grid in their logarithms is laid, found by a coarse scan, each node weighing
 * likelihood × prior × Jacobian (trapezoid rule). No Markov chain, no seed, no burn-in: the same data give the same
 * answer to the last digit.
 *
 * Where nothing but the two sds sets a scale (diffuse start, no sampling variances) the likelihood at (cσε, cση) follows
 * from that at (σε, ση), so that the filter runs once per ratio and the other axis costs nothing.
 *
 * Assumes that the regressors act in proportion, at once, and on nothing but the mean. Refused: fewer observations than
 * regressors + 3 ('too-few'), a constant series ('no-variation'), regressors that repeat each other or a constant over
 * the observed times ('collinear', with the index of the one that adds nothing to those before it).
 *
 * Reference: EVALUATION.md §2; K. H. Brodersen et al. (2015), Annals of Applied Statistics 9, 247–274, for the model;
 * Durbin and Koopman (2012), ch. 13, for the posterior by weighting.
 *
 * @example
 * // level with a step of 3 at the half:
 * structuralPosterior({ series, regressors: series.map((_, t) => [t < 50 ? 0 : 1]) }, {
 *   observationSd: { kind: 'half-cauchy', scale: 1 }, levelSd: { kind: 'half-normal', scale: 0.2 } })
 */
export function structuralPosterior(data: StructuralData, prior: StructuralPrior): StructuralPosterior | Refused {
  const prepared = prepareColumns(data, prior.coefficientPrecision !== undefined || prior.start !== undefined);
  if ('refused' in prepared) return prepared;
  const isScaleFree = data.samplingVariance === undefined && prior.start === undefined;
  const found = isScaleFree ? scaleFreeNodes(prepared, prior) : pairNodes(prepared, prior, data.samplingVariance);
  return found;
}

/** The mixture of normals that the posterior of Σ weightⱼβⱼ is; of one coefficient where `combination` is its index. */
export function coefficientMixture(
  posterior: StructuralPosterior,
  combination: number | readonly number[],
): NormalMixture {
  const { groups, groupOf, scales, weights, regressors } = posterior;
  const row =
    typeof combination === 'number'
      ? Array.from({ length: regressors }, (_, index) => (index === combination ? 1 : 0))
      : combination;
  const moments = groups.map(({ coefficients, covariance }) => {
    let mean = 0;
    let variance = 0;
    for (let i = 0; i < regressors; i += 1) {
      const one = row[i] ?? 0;
      if (one === 0) continue;
      mean += one * (coefficients[i] ?? 0);
      for (let j = 0; j < regressors; j += 1) variance += one * (row[j] ?? 0) * (covariance[i * regressors + j] ?? 0);
    }
    return { mean, sd: Math.sqrt(Math.max(0, variance)) };
  });
  const means = new Float64Array(weights.length);
  const sds = new Float64Array(weights.length);
  for (let node = 0; node < weights.length; node += 1) {
    const moment = moments[groupOf[node] ?? 0];
    means[node] = moment?.mean ?? 0;
    sds[node] = (moment?.sd ?? 0) * (scales[node] ?? 0);
  }
  return { weights, means, sds };
}

/** Columns ready for the filter, and how to come back from them. */
export interface Prepared {
  readonly columns: AugmentedColumns;
  /** c of z = (x − c)·R⁻¹. */
  readonly centres: Float64Array;
  /** R, upper triangular, k × k; undefined where the columns are as they were. */
  readonly triangle: Float64Array | undefined;
  /** Sd of the observations about a regression on a constant and all regressors. */
  readonly residualSd: number;
}

/** Sd of the residuals of the ordinary regression on a constant and all regressors: the scale that priors are set on. */
export function regressionResidualSd(data: StructuralData): number | Refused {
  const prepared = prepareColumns(data, false);
  return 'refused' in prepared ? prepared : prepared.residualSd;
}

/**
 * Centres the regressors and makes them orthonormal over the observed times (modified Gram–Schmidt, twice), so that the
 * cross-products of their innovations are safe to solve with; finds those that add nothing.
 */
export function prepareColumns(data: StructuralData, keepAsTheyAre: boolean): Prepared | Refused {
  const { series, regressors, samplingVariance } = data;
  const length = series.length;
  const count = regressors[0]?.length ?? 0;
  if (regressors.length !== length || (samplingVariance && samplingVariance.length !== length)) {
    throw new RangeError('a series needs a row of regressors and a sampling variance for every time, or none');
  }
  const seen = Uint8Array.from(series, (value) => (value === null ? 0 : 1));
  const observed = seen.reduce((total, each) => total + each, 0);
  const width = count + 1;
  const rows = new Float64Array(length * width);
  for (let time = 0; time < length; time += 1) {
    const value = series[time] ?? null;
    const row = regressors[time] ?? [];
    if (row.length !== count || !row.every(Number.isFinite) || (value !== null && !Number.isFinite(value))) {
      throw new RangeError(`no regression with what stands at time ${time}`);
    }
    rows.set(row, time * width);
    rows[time * width + count] = value ?? 0;
  }
  if (observed < count + 3) return { refused: 'too-few' };
  const first = series.find((value) => value !== null);
  if (series.every((value) => value === null || value === first)) return { refused: 'no-variation' };
  const centres = new Float64Array(count);
  const triangle = new Float64Array(count * count);
  // Column by column on the observed rows; the same combination is then taken of all rows.
  const made: Float64Array[] = [];
  for (let column = 0; column < count; column += 1) {
    const values = Float64Array.from({ length }, (_, time) => rows[time * width + column] as number);
    let mean = 0;
    let largest = 0;
    for (let time = 0; time < length; time += 1) if (seen[time]) mean += (values[time] as number) / observed;
    for (let time = 0; time < length; time += 1) {
      values[time] = (values[time] as number) - mean;
      if (seen[time]) largest += (values[time] as number) ** 2;
    }
    const before = Math.sqrt(largest);
    const size = Math.max(Math.abs(mean), before / Math.sqrt(observed));
    if (!(before > 1e-10 * size * Math.sqrt(observed))) {
      // A prior of its own makes a repeated column no trouble; it only takes nothing more out of the residuals.
      if (keepAsTheyAre) continue;
      return { refused: 'collinear', detail: column };
    }
    for (let pass = 0; pass < 2; pass += 1) {
      for (const [index, earlier] of made.entries()) {
        let inner = 0;
        for (let time = 0; time < length; time += 1)
          if (seen[time]) inner += (values[time] as number) * (earlier[time] as number);
        triangle[index * count + column] = (triangle[index * count + column] as number) + inner;
        for (let time = 0; time < length; time += 1)
          values[time] = (values[time] as number) - inner * (earlier[time] as number);
      }
    }
    let left = 0;
    for (let time = 0; time < length; time += 1) if (seen[time]) left += (values[time] as number) ** 2;
    const norm = Math.sqrt(left);
    if (!(norm > 1e-7 * before)) {
      if (keepAsTheyAre) continue;
      return { refused: 'collinear', detail: column };
    }
    for (let time = 0; time < length; time += 1) values[time] = (values[time] as number) / norm;
    triangle[column * count + column] = norm;
    centres[column] = mean;
    made.push(values);
  }
  // What of the series the regressors leave.
  let mean = 0;
  for (let time = 0; time < length; time += 1)
    if (seen[time]) mean += (rows[time * width + count] as number) / observed;
  const rest = Float64Array.from({ length }, (_, time) =>
    seen[time] ? (rows[time * width + count] as number) - mean : 0,
  );
  for (const column of made) {
    let inner = 0;
    for (let time = 0; time < length; time += 1) inner += (rest[time] as number) * (column[time] as number);
    for (let time = 0; time < length; time += 1)
      if (seen[time]) rest[time] = (rest[time] as number) - inner * (column[time] as number);
  }
  const squares = rest.reduce((total, each) => total + each * each, 0);
  const residualSd = Math.sqrt(squares / (observed - count - 1));
  const spread = Math.sqrt(
    series.reduce<number>((total, value) => total + (value === null ? 0 : (value - mean) ** 2), 0),
  );
  // A series that the regressors give exactly has no noise to learn the uncertainty from.
  if (!(residualSd * Math.sqrt(observed) > 1e-9 * spread)) return { refused: 'no-variation' };
  const columns = { length, regressors: count, rows, seen };
  if (keepAsTheyAre) return { columns, centres: new Float64Array(count), triangle: undefined, residualSd };
  for (const [index, column] of made.entries()) {
    for (let time = 0; time < length; time += 1) rows[time * width + index] = column[time] as number;
  }
  return { columns, centres, triangle, residualSd };
}

/** Log density of an sd, up to a constant. */
function logPrior(prior: SdPrior, sd: number): number {
  switch (prior.kind) {
    case 'half-normal':
      return -0.5 * (sd / prior.scale) ** 2;
    case 'half-cauchy':
      return -Math.log1p((sd / prior.scale) ** 2);
    case 'inverse-gamma':
      return sd > prior.max ? Number.NEGATIVE_INFINITY : -(2 * prior.shape + 1) * Math.log(sd) - prior.rate / sd ** 2;
  }
}

/** Where an sd can be at all by its prior, as logarithms. */
function priorRange(prior: SdPrior, scale: number): { readonly low: number; readonly high: number } {
  switch (prior.kind) {
    case 'half-normal':
      return { low: Math.log(prior.scale) - 7, high: Math.log(prior.scale) + 1.7 };
    case 'half-cauchy':
      return { low: Math.log(scale) - 5, high: Math.log(scale) + 1 };
    case 'inverse-gamma': {
      // A vague one says nothing of the scale; then the data do. A sharp one is about normal in the logarithm.
      const isVague = prior.shape < 1;
      const centre = isVague ? Math.log(scale) : 0.5 * Math.log(prior.rate / prior.shape);
      const reach = isVague ? 5 : 4 / Math.sqrt(prior.shape);
      return { low: centre - reach, high: Math.min(Math.log(prior.max), centre + (isVague ? 2.5 : reach)) };
    }
  }
}

/** Solved normal equations of the innovations: β, its covariance, and what they say of the likelihood. */
interface Solved {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly logDeterminant: number;
  readonly residualSquares: number;
}

/** Regression of the innovations by Cholesky; undefined where it cannot be solved, which orthonormal columns prevent. */
export function solveInnovations(
  { crossProducts }: AugmentedFiltered,
  count: number,
  precision: readonly (readonly number[])[] | undefined,
  precisionScale: number,
): Solved | undefined {
  const width = count + 1;
  const factor = new Float64Array(count * count);
  let logDeterminant = 0;
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = crossProducts[i * width + j] as number;
      if (precision) value += (precision[i]?.[j] ?? 0) * precisionScale;
      for (let each = 0; each < j; each += 1) {
        value -= (factor[i * count + each] as number) * (factor[j * count + each] as number);
      }
      if (i === j) {
        if (!(value > 0)) return undefined;
        factor[i * count + i] = Math.sqrt(value);
        logDeterminant += Math.log(value);
      } else factor[i * count + j] = value / (factor[j * count + j] as number);
    }
  }
  const halfway = new Float64Array(count);
  let residualSquares = crossProducts[count * width + count] as number;
  for (let i = 0; i < count; i += 1) {
    let value = crossProducts[count * width + i] as number;
    for (let each = 0; each < i; each += 1) value -= (factor[i * count + each] as number) * (halfway[each] as number);
    halfway[i] = value / (factor[i * count + i] as number);
    residualSquares -= (halfway[i] as number) ** 2;
  }
  const coefficients = backSolve(factor, halfway, count);
  // Inverse of the factor, column by column, and from it that of the whole.
  const inverse = new Float64Array(count * count);
  for (let column = 0; column < count; column += 1) {
    for (let i = column; i < count; i += 1) {
      let value = i === column ? 1 : 0;
      for (let each = column; each < i; each += 1)
        value -= (factor[i * count + each] as number) * (inverse[each * count + column] as number);
      inverse[i * count + column] = value / (factor[i * count + i] as number);
    }
  }
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = 0;
      for (let each = i; each < count; each += 1)
        value += (inverse[each * count + i] as number) * (inverse[each * count + j] as number);
      covariance[i * count + j] = value;
      covariance[j * count + i] = value;
    }
  }
  return { coefficients, covariance, logDeterminant, residualSquares: Math.max(residualSquares, 0) };
}

/** Solves Lᵀx = b for a lower triangular L. */
function backSolve(factor: Float64Array, right: Float64Array, count: number): Float64Array {
  const solution = new Float64Array(count);
  for (let i = count - 1; i >= 0; i -= 1) {
    let value = right[i] as number;
    for (let each = i + 1; each < count; each += 1)
      value -= (factor[each * count + i] as number) * (solution[each] as number);
    solution[i] = value / (factor[i * count + i] as number);
  }
  return solution;
}

/** The group in the coordinates of the caller. */
function groupOf(
  { columns, centres, triangle }: Prepared,
  filtered: AugmentedFiltered,
  solved: Solved,
): StructuralGroup {
  const count = columns.regressors;
  const endLevel = filtered.endLevels[count] as number;
  const { endVariance } = filtered;
  const ends = filtered.endLevels.slice(0, count);
  if (!triangle) {
    return {
      coefficients: solved.coefficients,
      covariance: solved.covariance,
      endRegressors: ends,
      endLevel,
      endVariance,
    };
  }
  // z = (x − c)R⁻¹, so β = R⁻¹γ and the end of x is c + R′ times that of z.
  const inverse = new Float64Array(count * count);
  for (let column = 0; column < count; column += 1) {
    for (let i = column; i >= 0; i -= 1) {
      let value = i === column ? 1 : 0;
      for (let each = i + 1; each <= column; each += 1)
        value -= (triangle[i * count + each] as number) * (inverse[each * count + column] as number);
      inverse[i * count + column] = value / (triangle[i * count + i] as number);
    }
  }
  const coefficients = new Float64Array(count);
  const half = new Float64Array(count * count);
  const endRegressors = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    for (let each = i; each < count; each += 1) {
      const weight = inverse[i * count + each] as number;
      coefficients[i] = (coefficients[i] as number) + weight * (solved.coefficients[each] as number);
      for (let j = 0; j < count; j += 1)
        half[i * count + j] =
          (half[i * count + j] as number) + weight * (solved.covariance[each * count + j] as number);
    }
    let end = centres[i] as number;
    for (let each = 0; each <= i; each += 1) end += (triangle[each * count + i] as number) * (ends[each] as number);
    endRegressors[i] = end;
  }
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < count; j += 1) {
      let value = 0;
      for (let each = j; each < count; each += 1)
        value += (half[i * count + each] as number) * (inverse[j * count + each] as number);
      covariance[i * count + j] = value;
    }
  }
  return { coefficients, covariance, endRegressors, endLevel, endVariance };
}

const evenly = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
/** Trapezoid rule: the ends count half. */
const endWeight = (index: number, count: number): number => (index === 0 || index === count - 1 ? Math.LN2 : 0);

interface Node {
  readonly logWeight: number;
  readonly observationSd: number;
  readonly levelSd: number;
  readonly scale: number;
  readonly group: StructuralGroup;
}

/** Keeps the nodes that matter and makes their weights add up to one. */
function assemble(nodes: readonly Node[], regressors: number): StructuralPosterior {
  let largest = Number.NEGATIVE_INFINITY;
  for (const { logWeight } of nodes) largest = Math.max(largest, logWeight);
  const kept = nodes.filter(({ logWeight }) => logWeight > largest - 20);
  const weights = Float64Array.from(kept, ({ logWeight }) => Math.exp(logWeight - largest));
  const total = weights.reduce((sum, each) => sum + each, 0);
  for (let node = 0; node < weights.length; node += 1) weights[node] = (weights[node] as number) / total;
  const groups = [...new Set(kept.map(({ group }) => group))];
  const numbers = new Map(groups.map((group, index) => [group, index]));
  return {
    regressors,
    weights,
    observationSds: Float64Array.from(kept, ({ observationSd }) => observationSd),
    levelSds: Float64Array.from(kept, ({ levelSd }) => levelSd),
    groupOf: Int32Array.from(kept, ({ group }) => numbers.get(group) ?? 0),
    scales: Float64Array.from(kept, ({ scale }) => scale),
    groups,
  };
}

/** Nodes over (log ratio of variances, log observation sd), the filter run once per ratio. */
function scaleFreeNodes(prepared: Prepared, prior: StructuralPrior): StructuralPosterior | Refused {
  const { columns, residualSd } = prepared;
  const count = columns.regressors;
  const unit = new Float64Array(columns.length).fill(1);
  const { coefficientPrecision } = prior;
  const noise = priorRange(prior.observationSd, residualSd);
  const level = priorRange(prior.levelSd, residualSd);
  const at = (logRatio: number) => {
    const filtered = augmentedLocalLevelFilter(columns, unit, Math.exp(logRatio));
    const solved = solveInnovations(filtered, count, coefficientPrecision, 1);
    return solved && { filtered, solved, logRatio };
  };
  type At = NonNullable<ReturnType<typeof at>>;
  // Flat coefficients take their own number of observations up; those with a prior do not.
  const countsOf = ({ filtered }: At) => filtered.innovations - (coefficientPrecision ? 0 : count);
  const logPosterior = (point: At, logNoise: number): number => {
    const { filtered, solved, logRatio } = point;
    const observationSd = Math.exp(logNoise);
    const logLevel = logNoise + logRatio / 2;
    return (
      -0.5 * (filtered.logVariances + solved.logDeterminant + solved.residualSquares / observationSd ** 2) -
      countsOf(point) * logNoise +
      logPrior(prior.observationSd, observationSd) +
      logPrior(prior.levelSd, Math.exp(logLevel)) +
      logNoise +
      logLevel
    );
  };
  /** Where, along the other axis, the posterior lies at this ratio, and how high it is there. */
  const noiseSpan = (point: At) => {
    const scanned = evenly(noise.low, noise.high, 61).map((logNoise) => ({
      logNoise,
      height: logPosterior(point, logNoise),
    }));
    const height = scanned.reduce((most, each) => Math.max(most, each.height), Number.NEGATIVE_INFINITY);
    const inside = scanned.filter((each) => each.height > height - depth);
    const gap = (noise.high - noise.low) / 60;
    return {
      height,
      low: (inside[0]?.logNoise ?? noise.low) - gap,
      high: (inside.at(-1)?.logNoise ?? noise.high) + gap,
    };
  };
  const coarse = evenly(2 * (level.low - noise.high), 2 * (level.high - noise.low), 26).flatMap(
    (logRatio) => at(logRatio) ?? [],
  );
  const heights = coarse.map((point) => noiseSpan(point).height);
  const top = Math.max(...heights);
  const inside = coarse.filter((_, index) => (heights[index] ?? top) > top - depth);
  const step = (coarse[1]?.logRatio ?? 0) - (coarse[0]?.logRatio ?? 0);
  const lowest = inside[0];
  const last = inside.at(-1);
  if (!lowest || !last) return { refused: 'not-estimable' };
  const fine = evenly(lowest.logRatio - step, last.logRatio + step, fineNodes.ratio).flatMap(
    (ratio) => at(ratio) ?? [],
  );
  const nodes: Node[] = [];
  for (const [index, point] of fine.entries()) {
    const { low, high } = noiseSpan(point);
    let group: StructuralGroup | undefined;
    const gap = (high - low) / (fineNodes.noise - 1);
    for (const [position, logNoise] of evenly(low, high, fineNodes.noise).entries()) {
      const logWeight =
        logPosterior(point, logNoise) -
        endWeight(position, fineNodes.noise) -
        endWeight(index, fine.length) +
        Math.log(gap);
      if (logWeight < top - depth - 8) continue;
      group ??= groupOf(prepared, point.filtered, point.solved);
      const observationSd = Math.exp(logNoise);
      nodes.push({
        logWeight,
        observationSd,
        levelSd: observationSd * Math.exp(point.logRatio / 2),
        scale: observationSd,
        group,
      });
    }
  }
  return nodes.length === 0 ? { refused: 'not-estimable' } : assemble(nodes, count);
}

/** Nodes over (log observation sd, log level sd), the filter run for each pair. */
function pairNodes(
  prepared: Prepared,
  prior: StructuralPrior,
  samplingVariance: readonly number[] | undefined,
): StructuralPosterior | Refused {
  const { columns, residualSd } = prepared;
  const count = columns.regressors;
  const noises = new Float64Array(columns.length);
  const at = (logNoise: number, logLevel: number) => {
    const extra = Math.exp(2 * logNoise);
    for (let time = 0; time < noises.length; time += 1) noises[time] = extra + (samplingVariance?.[time] ?? 0);
    const filtered = augmentedLocalLevelFilter(columns, noises, Math.exp(2 * logLevel), prior.start);
    const solved = solveInnovations(filtered, count, prior.coefficientPrecision, 1 / extra);
    if (!solved) return undefined;
    const logPosterior =
      -0.5 * (filtered.logVariances + solved.logDeterminant + solved.residualSquares) -
      (prior.coefficientPrecision ? count * logNoise : 0) +
      logPrior(prior.observationSd, Math.exp(logNoise)) +
      logPrior(prior.levelSd, Math.exp(logLevel)) +
      logNoise +
      logLevel;
    return { logNoise, logLevel, logPosterior, filtered, solved };
  };
  const noise = priorRange(prior.observationSd, residualSd);
  const level = priorRange(prior.levelSd, residualSd);
  // Twice: the scan finds the hill, the second look its foot.
  let box = { noise, level };
  let top = Number.NEGATIVE_INFINITY;
  for (const size of [11, 9]) {
    const scanned = evenly(box.noise.low, box.noise.high, size).flatMap((logNoise) =>
      evenly(box.level.low, box.level.high, size).flatMap((logLevel) => at(logNoise, logLevel) ?? []),
    );
    top = Math.max(top, ...scanned.map(({ logPosterior }) => logPosterior));
    const inside = scanned.filter(({ logPosterior }) => logPosterior > top - depth);
    const span = (values: readonly number[], { low, high }: typeof noise) => ({
      low: Math.max(low, Math.min(...values) - (high - low) / (size - 1)),
      high: Math.min(high, Math.max(...values) + (high - low) / (size - 1)),
    });
    if (inside.length === 0) return { refused: 'not-estimable' };
    box = {
      noise: span(
        inside.map(({ logNoise }) => logNoise),
        box.noise,
      ),
      level: span(
        inside.map(({ logLevel }) => logLevel),
        box.level,
      ),
    };
  }
  const nodes: Node[] = [];
  for (const [i, logNoise] of evenly(box.noise.low, box.noise.high, fineNodes.extra).entries()) {
    for (const [j, logLevel] of evenly(box.level.low, box.level.high, fineNodes.level).entries()) {
      const point = at(logNoise, logLevel);
      if (!point) continue;
      const logWeight = point.logPosterior - endWeight(i, fineNodes.extra) - endWeight(j, fineNodes.level);
      if (logWeight < top - depth - 4) continue;
      nodes.push({
        logWeight,
        observationSd: Math.exp(logNoise),
        levelSd: Math.exp(logLevel),
        scale: 1,
        group: groupOf(prepared, point.filtered, point.solved),
      });
    }
  }
  return nodes.length === 0 ? { refused: 'not-estimable' } : assemble(nodes, count);
}

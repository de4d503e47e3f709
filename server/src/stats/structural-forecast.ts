import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { NormalMixture } from './normal-mixture.ts';
import { standardNormals } from './standard-normals.ts';
import type { StructuralGroup, StructuralPosterior } from './structural-posterior.ts';

/** The times after the series: their regressors and, where it is known, the variance with which they are sampled. */
export interface Future {
  readonly regressors: readonly (readonly number[])[];
  readonly samplingVariance?: readonly number[];
}

/**
 * Predictive distribution of a weighted sum Σ wₕyₙ₊ₕ of the observations after the series, as a mixture of normals:
 * one component per node of the posterior, with the uncertainty of the last level, of β, of the level's steps since,
 * and of each observation's own noise. A single time is a sum with one weight.
 *
 * A bound of a sum is never the sum of bounds: errors of the level and of β are shared by all times, those of the
 * observations cancel, and both are in here.
 *
 * Reference: EVALUATION.md §2; Durbin and Koopman (2012), §4.11.
 *
 * @example forecastSum(posterior, { regressors: [[], []] }, [0.5, 0.5]) // the mean of the next two observations
 */
export function forecastSum(
  posterior: StructuralPosterior,
  future: Future,
  sumWeights: readonly number[],
): NormalMixture {
  const { weights, groupOf, scales, observationSds, levelSds, groups, regressors } = posterior;
  if (future.regressors.length < sumWeights.length) throw new RangeError('a sum needs a row of regressors per weight');
  // Σ wₕ(μ + xₕ′β) = Wμₙ + (Σ wₕxₕ)′β, and the steps of the level add s²·Σᵢ(Σ_{h ≥ i} wₕ)².
  let total = 0;
  const combined = new Float64Array(regressors);
  for (const [step, weight] of sumWeights.entries()) {
    total += weight;
    for (let each = 0; each < regressors; each += 1)
      combined[each] = (combined[each] as number) + weight * (future.regressors[step]?.[each] ?? 0);
  }
  let stepSquares = 0;
  let noiseSquares = 0;
  let sampled = 0;
  let rest = total;
  for (const [step, weight] of sumWeights.entries()) {
    if (step > 0) stepSquares += rest ** 2;
    rest -= weight;
    noiseSquares += weight ** 2;
    sampled += weight ** 2 * (future.samplingVariance?.[step] ?? 0);
  }
  const moments = groups.map((group) => {
    const direction = combined.map((each, index) => each - total * (group.endRegressors[index] ?? 0));
    let mean = total * group.endLevel;
    let variance = total ** 2 * group.endVariance;
    for (let i = 0; i < regressors; i += 1) {
      const one = direction[i] as number;
      mean += one * (group.coefficients[i] as number);
      for (let j = 0; j < regressors; j += 1)
        variance += one * (direction[j] as number) * (group.covariance[i * regressors + j] as number);
    }
    return { mean, variance };
  });
  const means = new Float64Array(weights.length);
  const sds = new Float64Array(weights.length);
  for (let node = 0; node < weights.length; node += 1) {
    const moment = moments[groupOf[node] as number];
    means[node] = moment?.mean ?? 0;
    sds[node] = Math.sqrt(
      (moment?.variance ?? 0) * (scales[node] as number) ** 2 +
        (levelSds[node] as number) ** 2 * stepSquares +
        (observationSds[node] as number) ** 2 * noiseSquares +
        sampled,
    );
  }
  return { weights, means, sds };
}

/**
 * Paths of the observations after the series, drawn from their joint predictive distribution: `paths` rows of as many
 * numbers as `future` has times. For sums of something other than the observations themselves, as of their
 * exponentials. The nodes of the posterior are visited in proportion to their weights (systematic sampling), which
 * leaves less to chance than drawing them.
 *
 * @param generator of pure-rand, which is changed; the same seed gives the same paths
 */
export function forecastPaths(
  posterior: StructuralPosterior,
  future: Future,
  paths: number,
  generator: RandomGenerator,
): Float64Array[] {
  const { groupOf, scales, observationSds, levelSds, groups, regressors } = posterior;
  const steps = future.regressors.length;
  const normals = standardNormals(generator);
  const nodes = systematicNodes(posterior.weights, paths);
  const roots = new Map<StructuralGroup, Float64Array>();
  const drawn: Float64Array[] = [];
  const coefficients = new Float64Array(regressors);
  const raw = new Float64Array(regressors);
  for (let path = 0; path < paths; path += 1) {
    const node = nodes[path] as number;
    const group = groups[groupOf[node] as number] as StructuralGroup;
    const scale = scales[node] as number;
    const observationSd = observationSds[node] as number;
    let root = roots.get(group);
    if (!root) {
      root = choleskyFactor(group.covariance, regressors);
      roots.set(group, root);
    }
    for (let i = 0; i < regressors; i += 1) raw[i] = normals();
    let level = group.endLevel + scale * Math.sqrt(group.endVariance) * normals();
    for (let i = 0; i < regressors; i += 1) {
      let value = 0;
      for (let j = 0; j <= i; j += 1) value += (root[i * regressors + j] as number) * (raw[j] as number);
      coefficients[i] = (group.coefficients[i] as number) + scale * value;
      level -= (group.endRegressors[i] as number) * (coefficients[i] as number);
    }
    const row = new Float64Array(steps);
    for (let step = 0; step < steps; step += 1) {
      if (step > 0) level += (levelSds[node] as number) * normals();
      const sampled = future.samplingVariance?.[step] ?? 0;
      let value = level + Math.sqrt(observationSd ** 2 + sampled) * normals();
      const known = future.regressors[step] as readonly number[];
      for (let i = 0; i < regressors; i += 1) value += (known[i] ?? 0) * (coefficients[i] as number);
      row[step] = value;
    }
    drawn.push(row);
  }
  return drawn;
}

/** For each of so many draws a node, each node as often as its weight says to within one. */
export function systematicNodes(weights: ArrayLike<number>, draws: number): Int32Array {
  const nodes = new Int32Array(draws);
  let node = 0;
  let upTo = weights[0] ?? 1;
  for (let draw = 0; draw < draws; draw += 1) {
    const mark = (draw + 0.5) / draws;
    while (mark > upTo && node < weights.length - 1) {
      node += 1;
      upTo += weights[node] ?? 0;
    }
    nodes[draw] = node;
  }
  return nodes;
}

/** L of M = L·Lᵀ; a direction without variance gets none. */
function choleskyFactor(matrix: Float64Array, count: number): Float64Array {
  const factor = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let value = matrix[i * count + j] as number;
      for (let each = 0; each < j; each += 1)
        value -= (factor[i * count + each] as number) * (factor[j * count + each] as number);
      const corner = factor[j * count + j] as number;
      factor[i * count + j] = i === j ? Math.sqrt(Math.max(value, 0)) : corner > 0 ? value / corner : 0;
    }
  }
  return factor;
}

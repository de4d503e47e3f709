import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { type DoseResponseInput, doseResponseSums } from './dose-response-sums.ts';
import { gammaVariate } from './gamma-variate.ts';
import type { CoefficientPosterior } from './one-channel-dose-response.ts';
import type { Refused } from './refused.ts';
import { standardNormals } from './standard-normals.ts';

export interface DoseResponse {
  /** One for each channel; `simulationError` is the standard error of the mean that comes from having only so many draws. */
  readonly coefficients: readonly (CoefficientPosterior & { readonly simulationError: number })[];
  readonly weights: readonly number[];
  readonly carryOvers: readonly number[];
  readonly residualStandardDeviation: number;
  readonly draws: number;
}

/**
 * Dose and response of several channels at once: the model of `oneChannelDoseResponse` with a coefficient for each
 * channel and one carry-over for all,
 *
 *     yₜ = xₜ·γ + Σ_c β_c·(1 − λ)·adstock(log(1 + exposure_c), λ)ₜ + εₜ,   β_c half-normal, λ on a grid, p(σ²) ∝ 1/σ²
 *
 * by Gibbs sampling, γ integrated out: each β_c from a normal cut off at 0, σ² from an inverse gamma, λ from the grid.
 * A quarter as many draws are thrown away before. With the same generator and seed it gives the same numbers;
 * `simulationError` (batch means) says how many of their digits are luck.
 *
 * Assumes what the one-channel function assumes. Channels that always run together share an effect in any proportion:
 * the intervals get wide and the means are what the prior makes of them; take them for one group. Refuses and throws where
 * `doseResponseSums` does, and throws a RangeError below 500 draws.
 *
 * Reference: A. E. Gelfand, A. F. M. Smith, T.-M. Lee (1992), Bayesian analysis of constrained parameter and truncated
 * data problems using Gibbs sampling, JASA 87, 523–532.
 *
 * @param generator of pure-rand, which is changed by every draw
 * @example doseResponse({ response, design, exposures, coefficientSd: 1 }, 20_000, randomGenerator(1))
 */
export function doseResponse(
  input: DoseResponseInput,
  draws: number,
  generator: RandomGenerator,
): DoseResponse | Refused {
  if (!(Number.isInteger(draws) && draws >= 500)) throw new RangeError(`too few draws: ${draws}`);
  const sums = doseResponseSums(input);
  if ('refused' in sums) return sums;
  const { products, degreesOfFreedom, responseSquares } = sums;
  const precision = 1 / input.coefficientSd ** 2;
  const normal = standardNormals(generator);
  const uniform = () => uniformFloat64(generator);
  const channels = input.exposures[0]?.length ?? 0;

  const residualSquares = (place: number, coefficients: Float64Array) => {
    const { doses = [], withResponse = [] } = products[place] ?? {};
    let sum = responseSquares;
    for (let one = 0; one < channels; one += 1) {
      const [value = 0, row = []] = [coefficients[one], doses[one]];
      sum -= 2 * value * (withResponse[one] ?? 0);
      for (let other = 0; other < channels; other += 1) sum += value * (coefficients[other] ?? 0) * (row[other] ?? 0);
    }
    return Math.max(sum, Number.MIN_VALUE);
  };

  const coefficients = new Float64Array(channels);
  let place = Math.floor(products.length / 2);
  const burn = Math.ceil(draws / 4);
  const kept = Array.from({ length: channels }, () => new Float64Array(draws));
  const visits = new Array<number>(products.length).fill(0);
  let varianceSum = 0;
  for (let sweep = -burn; sweep < draws; sweep += 1) {
    const squares = residualSquares(place, coefficients);
    const variance = squares / 2 / gammaVariate(degreesOfFreedom / 2, normal, uniform);
    const { doses = [], withResponse = [] } = products[place] ?? {};
    for (let channel = 0; channel < channels; channel += 1) {
      const row = doses[channel] ?? [];
      let product = withResponse[channel] ?? 0;
      for (let other = 0; other < channels; other += 1)
        if (other !== channel) product -= (row[other] ?? 0) * (coefficients[other] ?? 0);
      const narrowed = (row[channel] ?? 0) / variance + precision;
      const centre = product / variance / narrowed;
      const spread = 1 / Math.sqrt(narrowed);
      coefficients[channel] = centre + spread * normalAbove(-centre / spread, normal, uniform);
    }
    const logs = products.map((_, index) => -residualSquares(index, coefficients) / 2 / variance);
    place = pick(logs, uniform());
    if (sweep < 0) continue;
    coefficients.forEach((value, channel) => {
      const chain = kept[channel];
      if (chain) chain[sweep] = value;
    });
    visits[place] = (visits[place] ?? 0) + 1;
    varianceSum += residualSquares(place, coefficients) / (degreesOfFreedom - 2);
  }
  return {
    coefficients: kept.map(summary),
    weights: visits.map((count) => count / draws),
    carryOvers: sums.carryOvers,
    residualStandardDeviation: Math.sqrt(varianceSum / draws),
    draws,
  };
}

/** A standard normal that is at least `bound`, by C. P. Robert's rejection (1995) where that is rare. */
function normalAbove(bound: number, normal: () => number, uniform: () => number): number {
  if (bound < 0.4) {
    for (;;) {
      const value = normal();
      if (value >= bound) return value;
    }
  }
  const rate = (bound + Math.sqrt(bound * bound + 4)) / 2;
  for (;;) {
    const value = bound - Math.log(1 - uniform()) / rate;
    if (uniform() <= Math.exp(-((value - rate) ** 2) / 2)) return value;
  }
}

function pick(logs: readonly number[], random: number): number {
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  let left = random * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}

function summary(chain: Float64Array): CoefficientPosterior & { readonly simulationError: number } {
  const count = chain.length;
  const mean = chain.reduce((sum, value) => sum + value, 0) / count;
  const squares = chain.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const size = Math.floor(Math.sqrt(count));
  const batches = Math.floor(count / size);
  let between = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const part = chain.subarray(batch * size, (batch + 1) * size);
    between += (part.reduce((sum, value) => sum + value, 0) / size - mean) ** 2;
  }
  const ordered = chain.toSorted();
  const quantile = (probability: number) => ordered[Math.min(Math.floor(probability * count), count - 1)] ?? mean;
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (count - 1)),
    lower: quantile(0.025),
    median: quantile(0.5),
    upper: quantile(0.975),
    simulationError: Math.sqrt(between / (batches - 1) / batches),
  };
}

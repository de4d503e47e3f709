import { type DoseResponseInput, doseResponseSums } from './dose-response-sums.ts';
import type { Refused } from './refused.ts';

/** What is known of a coefficient: its posterior mean and standard deviation, its median and its central 95 %. */
export interface CoefficientPosterior {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

export interface OneChannelDoseResponse {
  readonly coefficient: CoefficientPosterior;
  /** How likely each carry-over is, in the order of the grid. */
  readonly weights: readonly number[];
  readonly carryOvers: readonly number[];
  /** √ of the posterior mean of the errors' variance. */
  readonly residualStandardDeviation: number;
}

const intervals = 4_000;

/**
 * Dose and response of one channel, or of a group of channels taken for one: how the response goes together with the
 * adstocked logarithm of the exposure, the effect being none or positive,
 *
 *     yₜ = xₜ·γ + β·(1 − λ)·adstock(log(1 + exposure), λ)ₜ + εₜ,
 *     γ flat,  β half-normal,  λ on a grid,  p(σ²) ∝ 1/σ²
 *
 * γ and σ integrate out by hand, leaving p(β | λ) ∝ RSS(β, λ)^(−ν/2)·exp(−β²/2s²), and β is integrated by Simpson's rule:
 * the same numbers every time. The integral is also the weight of λ.
 *
 * Assumes that the structural part is given and right and that errors are independent: with errors that depend on each
 * other in time it is too sure. β is positive by construction; that its interval excludes 0 says nothing. Compare it
 * with the prior: where they look alike, the data had nothing to say. And interest that drives both exposure and
 * response looks the same as an effect. Refuses and throws where `doseResponseSums` does, and throws a RangeError for
 * more than one channel.
 *
 * Reference: Y. Jin and others (2017), Bayesian Methods for Media Mix Modeling with Carryover and Shape Effects, Google.
 *
 * @example
 * oneChannelDoseResponse({ response, design, exposures: posts.map((count) => [count]), coefficientSd: 1 })
 * // { coefficient: { mean: .31, lower: .12, upper: .50, … }, weights: [.02, …], … }
 */
export function oneChannelDoseResponse(input: DoseResponseInput): OneChannelDoseResponse | Refused {
  if (input.exposures.some((row) => row.length !== 1)) throw new RangeError('one channel, or a group summed to one');
  const sums = doseResponseSums(input);
  if ('refused' in sums) return sums;
  const { degreesOfFreedom, responseSquares } = sums;
  const precision = 1 / input.coefficientSd ** 2;
  const curves = sums.products.map(({ doses: [[squares = 0] = []], withResponse: [product = 0] }) => ({
    residualSquares: (coefficient: number) =>
      responseSquares - 2 * product * coefficient + squares * coefficient * coefficient,
    squares,
    product,
  }));

  // Where any of the curves has its weight: the normal with the smallest possible variance of the errors, and generously.
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { squares, product } of curves) {
    const best = Math.max(product / squares, 0);
    const variance = (responseSquares - 2 * product * best + squares * best * best) / degreesOfFreedom;
    const narrowed = squares / variance + precision;
    const centre = Math.max(product / variance / narrowed, 0);
    const reach = (degreesOfFreedom > 30 ? 10 : 40) / Math.sqrt(narrowed);
    from = Math.min(from, Math.max(centre - reach, 0));
    to = Math.max(to, Math.min(centre + reach, 10 * input.coefficientSd));
  }
  if (!(to > from)) return { refused: 'no-variation' };
  const width = (to - from) / intervals;
  const logs = curves.map(({ residualSquares }) =>
    Float64Array.from({ length: intervals + 1 }, (_, index) => {
      const coefficient = from + index * width;
      return (
        (-degreesOfFreedom / 2) * Math.log(residualSquares(coefficient)) - (precision * coefficient * coefficient) / 2
      );
    }),
  );
  const highest = logs.reduce(
    (top, log) => log.reduce((best, value) => Math.max(best, value), top),
    Number.NEGATIVE_INFINITY,
  );
  const density = new Float64Array(intervals + 1);
  let [total, first, second, variance] = [0, 0, 0, 0];
  const masses = curves.map(({ residualSquares }, curve) => {
    let mass = 0;
    for (let index = 0; index <= intervals; index += 1) {
      const coefficient = from + index * width;
      const value = Math.exp((logs[curve]?.[index] ?? 0) - highest);
      const simpson = (index === 0 || index === intervals ? 1 : index % 2 === 1 ? 4 : 2) * (width / 3) * value;
      density[index] = (density[index] ?? 0) + value;
      mass += simpson;
      first += simpson * coefficient;
      second += simpson * coefficient * coefficient;
      variance += (simpson * residualSquares(coefficient)) / (degreesOfFreedom - 2);
    }
    total += mass;
    return mass;
  });
  const mean = first / total;
  const [lower = 0, median = 0, upper = 0] = quantiles(density, from, width, [0.025, 0.5, 0.975]);
  return {
    coefficient: {
      mean,
      standardDeviation: Math.sqrt(Math.max(second / total - mean * mean, 0)),
      lower,
      median,
      upper,
    },
    weights: masses.map((mass) => mass / total),
    carryOvers: sums.carryOvers,
    residualStandardDeviation: Math.sqrt(variance / total),
  };
}

function quantiles(density: Float64Array, from: number, width: number, probabilities: readonly number[]): number[] {
  const whole = density.reduce((sum, value) => sum + value, 0) - ((density[0] ?? 0) + (density.at(-1) ?? 0)) / 2;
  return probabilities.map((probability) => {
    let below = 0;
    for (let index = 1; index < density.length; index += 1) {
      const piece = ((density[index - 1] ?? 0) + (density[index] ?? 0)) / 2;
      if (below + piece >= probability * whole)
        return from + width * (index - 1 + (probability * whole - below) / piece);
      below += piece;
    }
    return from + width * (density.length - 1);
  });
}

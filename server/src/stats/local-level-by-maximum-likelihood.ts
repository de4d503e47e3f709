import { kalmanFilter, type StateSpaceModel } from './kalman-filter.ts';
import type { Refused } from './refused.ts';

/** The local level model as a state space model. Missing observations are the series' own nulls. */
export const localLevelModel = (
  length: number,
  observationVariance: number,
  levelVariance: number,
): StateSpaceModel => ({
  observation: new Array<readonly number[]>(length).fill([1]),
  observationVariance,
  transition: [[1]],
  stateVariance: [[levelVariance]],
  start: { mean: [0], variance: [[0]], diffuse: [true] },
});

export interface LocalLevelFit {
  readonly observationVariance: number;
  readonly levelVariance: number;
  readonly logLikelihood: number;
}

/**
 * Local level model yₜ = μₜ + εₜ, μₜ₊₁ = μₜ + ηₜ by maximum likelihood.
 *
 * The observation variance is concentrated out, σ² = Σv²/F over n − 1 innovations, and the likelihood is maximised over
 * the logarithm of the ratio q = ση²/σε² by a scan for the right valley and a golden-section search inside it.
 * Refused: fewer than 3 observations, a constant series. A level that does not move at all, or is all there is, ends
 * at the edge of the search (q = e⁻²³ or e²³), which stands for 0 and ∞.
 *
 * Reference: J. Durbin, S. J. Koopman (2012), §2.10.
 *
 * @example localLevelByMaximumLikelihood(nile) // { observationVariance: 15098.5, levelVariance: 1469.2, … }
 */
export function localLevelByMaximumLikelihood(series: readonly (number | null)[]): LocalLevelFit | Refused {
  const seen = series.filter((value) => value !== null);
  if (seen.length < 3) return { refused: 'too-few' };
  if (seen.every((value) => value === seen[0])) return { refused: 'no-variation' };
  const at = (logRatio: number): LocalLevelFit => {
    const ratio = Math.exp(logRatio);
    const { steps } = kalmanFilter(series, localLevelModel(series.length, 1, ratio));
    let squares = 0;
    let logs = 0;
    let count = 0;
    for (const { innovation, innovationVariance, innovationDiffuse } of steps) {
      if (innovation === null || innovationDiffuse > 0) continue;
      squares += innovation ** 2 / innovationVariance;
      logs += Math.log(innovationVariance);
      count += 1;
    }
    const observationVariance = squares / count;
    return {
      observationVariance,
      levelVariance: ratio * observationVariance,
      logLikelihood:
        -0.5 * ((count + 1) * Math.log(2 * Math.PI) + logs + count * Math.log(observationVariance) + count),
    };
  };
  const edge = 23;
  let best = -edge;
  let bestLikelihood = Number.NEGATIVE_INFINITY;
  for (let logRatio = -edge; logRatio <= edge; logRatio += 0.5) {
    const { logLikelihood } = at(logRatio);
    if (logLikelihood > bestLikelihood) [best, bestLikelihood] = [logRatio, logLikelihood];
  }
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.max(-edge, best - 0.5), Math.min(edge, best + 0.5)];
  while (high - low > 1e-9) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (at(left).logLikelihood > at(right).logLikelihood) high = right;
    else low = left;
  }
  return at((low + high) / 2);
}

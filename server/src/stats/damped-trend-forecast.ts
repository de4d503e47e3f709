import type { DampedTrendState } from './damped-local-linear-trend.ts';
import type { DampedTrendPosterior } from './damped-trend-posterior.ts';

export interface DampedTrendForecast {
  /** Expected values 1, 2, … steps ahead, of the level and of an observation alike. */
  readonly mean: readonly number[];
  readonly levelDeviation: readonly number[];
  readonly observationDeviation: readonly number[];
}

/**
 * Forecast of a damped local linear trend: mean and standard deviation of each step, of the level alone and of an
 * observation of it; of a posterior, those of the mixture.
 *
 * The deviations are those of each step by itself. Anything about several steps together (when a level is first
 * reached, a sum), and quantiles of a mixture, need `dampedTrendPaths`. Throws a RangeError unless steps are whole and
 * at least 1.
 *
 * Reference: J. Durbin, S. J. Koopman (2012), 4.11.
 *
 * @example dampedTrendForecast(fit, 12).mean // level + slope·(1 + φ + φ² + …)
 */
export function dampedTrendForecast(
  trend: DampedTrendState | DampedTrendPosterior,
  steps: number,
): DampedTrendForecast {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`no forecast of ${steps} steps`);
  const parts =
    'nodes' in trend
      ? trend.nodes.map(({ weight, fit, squares, degreesOfFreedom }) => ({
          weight,
          ahead: ahead(fit, steps),
          // The mean of an inverse chi-square.
          factor: squares / (degreesOfFreedom - 2),
        }))
      : [{ weight: 1, ahead: ahead(trend, steps), factor: 1 }];
  const each = Array.from({ length: steps }, (_, step) => {
    const mean = parts.reduce((sum, part) => sum + part.weight * (part.ahead[step]?.mean ?? 0), 0);
    const deviation = (which: 'levelVariance' | 'observationVariance') =>
      Math.sqrt(
        parts.reduce((sum, part) => {
          const there = part.ahead[step];
          return sum + part.weight * (part.factor * (there?.[which] ?? 0) + ((there?.mean ?? 0) - mean) ** 2);
        }, 0),
      );
    return {
      mean,
      levelDeviation: deviation('levelVariance'),
      observationDeviation: deviation('observationVariance'),
    };
  });
  return {
    mean: each.map(({ mean }) => mean),
    levelDeviation: each.map(({ levelDeviation }) => levelDeviation),
    observationDeviation: each.map(({ observationDeviation }) => observationDeviation),
  };
}

function ahead({ damping, variances, next }: DampedTrendState, steps: number) {
  let [level = 0, slope = 0] = next.state;
  let [[levels = 0, both = 0] = [], [, slopes = 0] = []] = next.variance;
  return Array.from({ length: steps }, () => {
    const now = { mean: level, levelVariance: levels, observationVariance: levels + variances.observation };
    [level, slope] = [level + slope, damping * slope];
    [levels, both, slopes] = [
      levels + 2 * both + slopes + variances.level,
      damping * (both + slopes),
      damping * damping * slopes + variances.slope,
    ];
    return now;
  });
}

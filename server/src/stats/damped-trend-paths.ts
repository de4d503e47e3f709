import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { DampedTrendState } from './damped-local-linear-trend.ts';
import type { DampedTrendPosterior } from './damped-trend-posterior.ts';
import { gammaVariate } from './gamma-variate.ts';
import { standardNormals } from './standard-normals.ts';

/**
 * Simulated futures of a damped local linear trend: paths of the level, or of observations of it, each drawn as a whole
 * from their joint distribution; of a posterior, each path with variances of its own drawn from it. One row per path,
 * one entry per step.
 *
 * Throws a RangeError unless steps and count are whole and at least 1.
 *
 * Reference: J. Durbin, S. J. Koopman (2012), 4.9.
 *
 * @param generator of pure-rand, which is changed by every draw
 * @example crossingTime(dampedTrendPaths(posterior, 104, 4000, 'level', randomGenerator(1)), 0.5)
 */
export function dampedTrendPaths(
  trend: DampedTrendState | DampedTrendPosterior,
  steps: number,
  count: number,
  of: 'level' | 'observation',
  generator: RandomGenerator,
): number[][] {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`no forecast of ${steps} steps`);
  if (!(Number.isInteger(count) && count >= 1)) throw new RangeError(`no paths: ${count}`);
  const normal = standardNormals(generator);
  const uniform = () => uniformFloat64(generator);
  return Array.from({ length: count }, () => {
    if (!('nodes' in trend)) return path(trend, 1, steps, of, normal);
    let left = uniform();
    const node =
      trend.nodes.find(({ weight }) => {
        left -= weight;
        return left < 0;
      }) ?? trend.nodes.at(-1);
    if (node === undefined) throw new RangeError('no paths of nothing');
    const factor = Math.sqrt(node.squares / 2 / gammaVariate(node.degreesOfFreedom / 2, normal, uniform));
    return path(node.fit, factor, steps, of, normal);
  });
}

/** `factor` stretches all standard deviations. */
function path(
  { damping, variances, next }: DampedTrendState,
  factor: number,
  steps: number,
  of: 'level' | 'observation',
  normal: () => number,
): number[] {
  const [level = 0, slope = 0] = next.state;
  const [[levels = 0, both = 0] = [], [, slopes = 0] = []] = next.variance;
  // Cholesky's factor of the variance of level and slope.
  const root = Math.sqrt(Math.max(levels, 0));
  const lean = root > 0 ? both / root : 0;
  const rest = Math.sqrt(Math.max(slopes - lean * lean, 0));
  const [levelSd, slopeSd] = [factor * Math.sqrt(variances.level), factor * Math.sqrt(variances.slope)];
  const noise = of === 'observation' ? factor * Math.sqrt(variances.observation) : 0;
  const first = factor * normal();
  let now = level + root * first;
  let pace = slope + lean * first + factor * rest * normal();
  return Array.from({ length: steps }, () => {
    const value = noise > 0 ? now + noise * normal() : now;
    [now, pace] = [now + pace + levelSd * normal(), damping * pace + slopeSd * normal()];
    return value;
  });
}

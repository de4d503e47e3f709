import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { NormalMixture } from './normal-mixture.ts';
import { standardNormals } from './standard-normals.ts';
import { systematicNodes } from './structural-forecast.ts';

/**
 * Draws from a mixture of normals, in no order: components are visited in proportion to their weights, then shuffled,
 * so that draws of two mixtures can be paired as independent.
 *
 * @example mixtureDraws({ weights: [1], means: [0], sds: [1] }, 4000, randomGenerator(1))
 */
export function mixtureDraws(
  { weights, means, sds }: NormalMixture,
  count: number,
  generator: RandomGenerator,
): Float64Array {
  const normals = standardNormals(generator);
  const nodes = systematicNodes(weights, count);
  const draws = Float64Array.from(nodes, (node) => (means[node] ?? 0) + (sds[node] ?? 0) * normals());
  for (let last = count - 1; last > 0; last -= 1) {
    const other = uniformInt(generator, 0, last);
    const kept = draws[last] as number;
    draws[last] = draws[other] as number;
    draws[other] = kept;
  }
  return draws;
}

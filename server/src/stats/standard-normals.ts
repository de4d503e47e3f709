import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A source of draws from the standard normal distribution, by Marsaglia's polar method: a point drawn evenly from the
 * unit disc gives two independent draws.
 *
 * Reference: G. Marsaglia, T. A. Bray (1964), SIAM Review 6, 260–264.
 *
 * @param generator of pure-rand, which is changed by every draw
 * @example const draw = standardNormals(xoroshiro128plus(1)); draw(); draw();
 */
export function standardNormals(generator: RandomGenerator): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniformFloat64(generator) - 1;
      const y = 2 * uniformFloat64(generator) - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const stretch = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * stretch;
      return x * stretch;
    }
  };
}

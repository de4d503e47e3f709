import { type BassForm, bassDiffusion } from './bass-diffusion.ts';
import { type ProfileInterval, profileInterval } from './profile-interval.ts';
import type { Refused } from './refused.ts';

export interface BassMarketInterval extends ProfileInterval {
  readonly point: number;
}

/**
 * The profile interval of the market of Bass' curve, up to the largest market that is possible: the markets with which
 * innovation and imitation can still follow the sales about as well as with the best. It is what tells a peak that has
 * been seen from one that is only hoped for: there it touches the largest market or spans a factor of more than 2.
 *
 * Assumes what `bassDiffusion` and `profileInterval` assume, and refuses where they do. A best market beyond the
 * largest possible one is put to it. Throws a RangeError where the largest market is not finite.
 *
 * @example
 * const years = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
 * bassMarketInterval(years, [27, 35, 44, 53, 59, 61, 57, 48, 38, 28], 'difference', 10_000);
 * // { point: 514.3, lower: 505.1, upper: 523.9, factor: 1.04, … }
 */
export function bassMarketInterval(
  times: readonly number[],
  sales: readonly number[],
  form: BassForm,
  largest: number,
  confidence = 0.95,
): BassMarketInterval | Refused {
  if (!(Number.isFinite(largest) && largest > 0)) throw new RangeError(`no market: ${largest}`);
  const free = bassDiffusion(times, sales, form);
  const best =
    'refused' in free || free.market > largest ? bassDiffusion(times, sales, form, { market: largest }) : free;
  // A search that ran away says nothing about the bound, unless the market wanted to be large.
  if ('refused' in best) return best;
  if ('refused' in free && free.refused === 'too-few') return free;
  const interval = profileInterval(
    {
      sumOfSquaresAt: (market) => {
        const held = bassDiffusion(times, sales, form, { market });
        return 'refused' in held ? null : held.residualSumOfSquares;
      },
      best: best.market,
      sumOfSquares: best.residualSumOfSquares,
      degreesOfFreedom: sales.length - 3,
      lowest: best.market / 1e3,
      highest: largest,
    },
    confidence,
  );
  return 'refused' in interval ? interval : { point: best.market, ...interval };
}

import type { Refused } from './refused.ts';
import type { Interval } from './wilson-interval.ts';

/** How many events were counted while how much time, or whatever else they come in proportion to, went by. */
export interface EventRate {
  readonly count: number;
  readonly exposure: number;
}

/** The second rate over the first. `null` where it has no end: nothing was counted under the first rate. */
export interface RateRatio {
  readonly point: number | null;
  readonly lower: number;
  readonly upper: number | null;
}

/**
 * The interval of a ratio of two Poisson rates that an interval for a proportion gives. Given x₁ + x₂ events in all,
 * those under the second rate are binomial, and their probability says what the ratio is:
 *
 *     p = ratio·t₂ / (t₁ + ratio·t₂),   ratio = p/(1 − p) · t₁/t₂
 *
 * Refused where neither rate has an event ('too-few'). Throws a RangeError for counts that are not whole numbers from
 * 0 and for exposures that are not above 0.
 *
 * Reference: J. Przyborowski, H. Wilenski (1940), Biometrika 31, 313–323.
 *
 * @param shareInterval of a proportion: successes, trials
 * @example conditionalRateRatio({ count: 23, exposure: 3011 }, { count: 11, exposure: 800 }, wilsonInterval)
 *   // { point: 1.80005, lower: 0.89042, upper: 3.63896 }
 */
export function conditionalRateRatio(
  first: EventRate,
  second: EventRate,
  shareInterval: (successes: number, trials: number) => Interval,
): RateRatio | Refused {
  for (const { count, exposure } of [first, second]) {
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`no count: ${count}`);
    if (!(exposure > 0 && Number.isFinite(exposure))) throw new RangeError(`no exposure: ${exposure}`);
  }
  const events = first.count + second.count;
  if (events === 0) return { refused: 'too-few' };
  const { lower, upper } = shareInterval(second.count, events);
  const ratio = (share: number) => ((share / (1 - share)) * first.exposure) / second.exposure;
  return {
    point: first.count === 0 ? null : second.count / second.exposure / (first.count / first.exposure),
    lower: ratio(lower),
    upper: first.count === 0 ? null : ratio(upper),
  };
}

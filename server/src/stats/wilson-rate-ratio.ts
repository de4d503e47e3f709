import { conditionalRateRatio, type EventRate, type RateRatio } from './conditional-rate-ratio.ts';
import type { Refused } from './refused.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Conditional score interval for the ratio of two Poisson rates, the second over the first: Wilson's interval for the
 * second's share of all events, turned into a ratio. Narrower than the exact interval and near its level in the mean,
 * where the exact one is above it in every case.
 *
 * A ratio of two periods is a description of those periods, not the effect of anything between them.
 *
 * Assumes two independent Poisson counts. Refused where neither rate has an event ('too-few'). Throws a RangeError for
 * counts that are not whole numbers from 0, exposures that are not above 0, and no level of confidence.
 *
 * Reference: O. S. Miettinen, M. Nurminen (1985), Statistics in Medicine 4, 213–226.
 *
 * @example wilsonRateRatio({ count: 23, exposure: 3011 }, { count: 11, exposure: 800 })
 *   // { point: 1.80005, lower: 0.89042, upper: 3.63896 }
 */
export function wilsonRateRatio(first: EventRate, second: EventRate, confidence = 0.95): RateRatio | Refused {
  return conditionalRateRatio(first, second, (successes, trials) => wilsonInterval(successes, trials, confidence));
}

import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import binomialPmf from '@stdlib/stats-base-dists-binomial-pmf';
import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import { conditionalRateRatio, type EventRate, type RateRatio } from './conditional-rate-ratio.ts';
import type { Refused } from './refused.ts';

/** Two probabilities count as equal when they differ by less: rounding must not decide what belongs to the tail. */
const asLikely = 1 + 1e-7;

/**
 * Exact test and interval for the ratio of two Poisson rates, the second over the first.
 *
 * Given all events, those under the second rate are binomial. The interval is Clopper and Pearson's for their share,
 * turned into a ratio. The p-value of equal rates adds up the probabilities of every split that is no likelier than the
 * one observed. The two are built differently, so in rare cases p is below 1 − `confidence` while the interval still
 * contains 1, or the other way round.
 *
 * A ratio of two periods is a description of those periods, not the effect of anything between them.
 *
 * Assumes two independent Poisson counts. Refused where neither rate has an event ('too-few'). Throws a RangeError for
 * counts that are not whole numbers from 0, exposures that are not above 0, and no level of confidence.
 *
 * Reference: E. L. Lehmann, J. P. Romano (2005), Testing Statistical Hypotheses, 3rd ed., §4.5; R, poisson.test.
 *
 * @example exactRateRatio({ count: 23, exposure: 3011 }, { count: 11, exposure: 800 })
 *   // { point: 1.80005, lower: 0.79221, upper: 3.84386, pValue: 0.13663 }
 */
export function exactRateRatio(
  first: EventRate,
  second: EventRate,
  confidence = 0.95,
): (RateRatio & { readonly pValue: number }) | Refused {
  const ratio = conditionalRateRatio(first, second, (successes, trials) =>
    clopperPearsonInterval(successes, trials, confidence),
  );
  if ('refused' in ratio) return ratio;
  const exposure = first.exposure + second.exposure;
  const below = second.count * exposure <= (first.count + second.count) * second.exposure;
  return {
    ...ratio,
    pValue: below
      ? twoSided(second.count, first.count, second.exposure / exposure)
      : twoSided(first.count, second.count, first.exposure / exposure),
  };
}

/** Of `few` against `many` events where `few` has the probability and is not above its expectation. */
function twoSided(few: number, many: number, probability: number) {
  const events = few + many;
  const expected = events * probability;
  if (few === expected) return 1;
  const limit = binomialPmf(few, events, probability) * asLikely;
  // Above the expectation the probabilities only fall: halve until the first that belongs to the other tail.
  let [low, high] = [Math.ceil(expected), events + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialPmf(middle, events, probability) <= limit) high = middle;
    else low = middle + 1;
  }
  const lowerTail = betaCdf(1 - probability, many, few + 1);
  const upperTail = low > events ? 0 : betaCdf(probability, low, events - low + 1);
  return Math.min(1, lowerTail + upperTail);
}

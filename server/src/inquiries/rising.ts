import type { PeriodGrain } from '../day.ts';
import { exactRateRatio } from '../stats/exact-rate-ratio.ts';
import { holmAdjustment } from '../stats/holm-adjustment.ts';
import type { InquiryPeriod, Unit } from './counts.ts';
import type { RisingTopic, RisingTopics } from './result.ts';

const earlierMin = 3;
const earlierMax = 6;
/** Fewer questions than these in all periods together tell nothing of a topic, and it is not tested. */
const questionsMin = 10;
/** A period in which so little of the fullest one's days was reported is not compared. */
const reportedMin = 0.5;
/** At most this part of the questions may have no topic. */
const withoutTopicMax = 0.2;
const level = 0.05;

interface Counted {
  readonly period: InquiryPeriod;
  readonly counts: ReadonlyMap<string, number>;
  readonly received: number;
  readonly byTopic: number;
  readonly reportedDays: number;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Which topics were asked about more in the last finished period than in those before it? Each topic's count per day is
 * held against that of up to six earlier periods together, by the exact test for two Poisson rates, with Holm's
 * adjustment over the topics that are tested.
 *
 * What keeps it honest: only finished periods; only channels that tell topics apart in every one of them, so that a
 * channel which is new is no rise; a period in which less than half as many days were reported is left out; and as
 * questions come in swarms, which the test does not know, a topic rises only if its rate also lies above that of every
 * single earlier period. A topic that is not among those told of a channel's day counts as not asked about there.
 */
export function risingTopics(
  periods: readonly InquiryPeriod[],
  grain: PeriodGrain,
  topicCodes: readonly string[],
): RisingTopics {
  const nothing = { period: null, earlier: null, channels: [], leftOut: [], topics: [] };
  if (grain === 'day') return { ...nothing, refusal: { rule: 'days-too-short' } };
  const told = periods.filter(
    ({ state, units }) => state === 'reported' && units.some(({ topics }) => topics.size > 0),
  );
  const candidates = told.slice(-(earlierMax + 1));
  const [last] = candidates.slice(-1);
  if (!last || candidates.length - 1 < earlierMin) {
    return {
      ...nothing,
      refusal: { rule: 'too-few-periods', needed: earlierMin, found: Math.max(0, candidates.length - 1) },
    };
  }
  const channelsOf = ({ units }: InquiryPeriod) =>
    new Set(units.filter(({ topics }) => topics.size > 0).map(({ channel }) => channel));
  const all = [...new Set(candidates.flatMap((period) => [...channelsOf(period)]))].sort();
  const channels = all.filter((channel) => candidates.every((period) => channelsOf(period).has(channel)));
  const leftOut = all.filter((channel) => !channels.includes(channel));
  const shown = { ...nothing, period: spanOf(last), channels, leftOut };
  if (channels.length === 0) return { ...shown, refusal: { rule: 'no-common-channel' } };

  const counted = candidates.map((period): Counted => {
    const units = period.units.filter(({ channel }) => channels.includes(channel));
    return {
      period,
      counts: new Map(topicCodes.map((topic) => [topic, sumOf(units.map((unit) => receivedOf(unit, topic)))])),
      received: sumOf(units.map((unit) => unit.whole?.received ?? byTopicOf(unit))),
      byTopic: sumOf(units.map(byTopicOf)),
      reportedDays: new Set(units.flatMap(({ from, to }) => (from === to ? [from] : [`${from} ${to}`]))).size,
    };
  });
  const lastCounted = counted.at(-1);
  if (!lastCounted) throw new Error('no last period');
  // A month's own figure is one report that tells of all its days.
  const parts = counted.map(({ period, reportedDays }) =>
    period.units.some(({ from, to, channel }) => from !== to && channels.includes(channel))
      ? 1
      : reportedDays / period.days,
  );
  const fullest = Math.max(...parts);
  const isPartly = (index: number) => (parts[index] ?? 0) < reportedMin * fullest;
  if (isPartly(counted.length - 1)) return { ...shown, refusal: { rule: 'last-partly-reported' } };
  const earlier = counted.slice(0, -1).filter((_, index) => !isPartly(index));
  if (earlier.length < earlierMin) {
    return { ...shown, refusal: { rule: 'too-few-periods', needed: earlierMin, found: earlier.length } };
  }
  const compared = [...earlier, lastCounted];
  const isUntold = compared.some(({ received, byTopic }) => received > 0 && 1 - byTopic / received > withoutTopicMax);
  if (isUntold) return { ...shown, refusal: { rule: 'not-by-topic', needed: 1 - withoutTopicMax } };

  const days = (of: readonly Counted[]) => sumOf(of.map(({ period }) => period.days));
  const [firstEarlier, lastEarlier] = [earlier[0]?.period, earlier.at(-1)?.period];
  const judged = topicCodes.map((topic) => {
    const count = lastCounted.counts.get(topic) ?? 0;
    const earlierCount = sumOf(earlier.map(({ counts }) => counts.get(topic) ?? 0));
    const expected = (earlierCount / days(earlier)) * lastCounted.period.days;
    if (count + earlierCount < questionsMin) return { topic, count, earlierCount, expected, tested: undefined };
    const ratio = exactRateRatio(
      { count: earlierCount, exposure: days(earlier) },
      { count, exposure: lastCounted.period.days },
    );
    const rates = earlier.map(({ counts, period }) => (counts.get(topic) ?? 0) / period.days);
    const rate = count / lastCounted.period.days;
    const beyond = rate > Math.max(...rates) ? 'above' : rate < Math.min(...rates) ? 'below' : 'within';
    return { topic, count, earlierCount, expected, tested: 'refused' in ratio ? undefined : { ratio, beyond } };
  });
  const tested = judged.flatMap(({ tested: own }) => (own ? [own] : []));
  const adjusted = holmAdjustment(tested.map(({ ratio }) => ratio.pValue));
  return {
    period: spanOf(last),
    earlier: {
      from: firstEarlier?.from ?? last.from,
      to: lastEarlier?.to ?? last.to,
      periods: earlier.length,
    },
    channels,
    leftOut,
    refusal: null,
    topics: judged.map(({ tested: own, ...counts }): RisingTopic => {
      if (!own) return { ...counts, ratio: null, probability: null, adjusted: null, verdict: 'too-few' };
      const probability = adjusted[tested.indexOf(own)] ?? 1;
      const { point, lower, upper, pValue } = own.ratio;
      const isClear = probability <= level;
      return {
        ...counts,
        ratio: { point, low: lower, high: upper },
        probability: pValue,
        adjusted: probability,
        verdict:
          isClear && own.beyond === 'above'
            ? 'rising'
            : isClear && own.beyond === 'below'
              ? 'falling'
              : 'not-distinguishable',
      };
    }),
  };
}

const spanOf = ({ period, from, to }: InquiryPeriod) => ({ period, from, to });
const receivedOf = ({ topics }: Unit, topic: string): number => topics.get(topic)?.received ?? 0;
const byTopicOf = ({ topics }: Unit): number => sumOf([...topics.values()].map(({ received }) => received));

import type { Language } from '@tilik/db/vocabulary';
import type { PeriodGrain } from '../day.ts';
import { say } from '../language.ts';
import type { InquiryTopic, RisingRefusal, RisingTopic, RisingTopics } from './result.ts';

/*
 * What is said of the public's questions: how often a topic was asked about, never why. A rise names both counts and
 * its range; what could not be tested is said to be so.
 */

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const oneDecimal = (value: number): number => Math.round(value * 10) / 10 || 0;

type TopicName = (topic: string) => string;

const listOf = (language: Language, names: readonly string[]): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(names);

/** The name of a period in a sentence: `Desember 2025`, `5–11 Januari 2026`. */
function periodInWords(language: Language, { from, to }: { from: string; to: string }, grain: PeriodGrain): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    ...(grain === 'week' ? { day: 'numeric' } : {}),
    ...(grain === 'year' ? {} : { month: 'long' }),
    year: 'numeric',
    timeZone: 'UTC',
  });
  const date = (day: string) => new Date(`${day}T00:00:00Z`);
  return format.formatRange(date(from), date(to));
}

const percent = (share: number): number => oneDecimal(100 * share);

/** What is asked about most, and how much of all the questions that is of. */
export function topicsInWords(
  language: Language,
  byTopic: readonly InquiryTopic[],
  { received, withTopic, withoutTopic }: { received: number | null; withTopic: number; withoutTopic: number | null },
  topicName: TopicName,
): string[] {
  if (received === null) return [say(language, 'inquiry.topics.nothing')];
  const [first, ...others] = byTopic
    .flatMap(({ topic, share }) => (share ? [{ topic, ...share }] : []))
    .toSorted((one, other) => other.share - one.share);
  if (!first) return [say(language, 'inquiry.topics.tooFew', { received, withTopic })];
  const rivals = others.filter(({ high }) => high >= first.low);
  const facts = {
    withTopic,
    topic: topicName(first.topic),
    share: percent(first.share),
    low: percent(first.low),
    high: percent(first.high),
    rivals: listOf(
      language,
      rivals.map(({ topic }) => topicName(topic)),
    ),
  };
  return [
    say(language, rivals.length === 0 ? 'inquiry.topics.most' : 'inquiry.topics.shared', facts),
    ...(withoutTopic === null || withoutTopic === 0
      ? []
      : [say(language, 'inquiry.topics.without', { without: withoutTopic })]),
  ];
}

const risingRefusalInWords = (language: Language, { rule, needed, found }: RisingRefusal): string =>
  say(language, `inquiry.refusal.${rule}`, {
    needed: rule === 'not-by-topic' ? Math.round(100 * (needed ?? 0)) : (needed ?? 0),
    found: found ?? 0,
  });

/** One topic in a sentence. */
function topicInWords(
  language: Language,
  { topic, count, expected, ratio, adjusted, verdict }: RisingTopic,
  period: string,
  topicName: TopicName,
): string {
  const facts = {
    topic: topicName(topic),
    count,
    expected: oneDecimal(expected),
    period,
    ratio: oneDecimal(ratio?.point ?? 0),
    low: oneDecimal(ratio?.low ?? 0),
    high: oneDecimal(ratio?.high ?? 0),
    p: say(language, adjusted !== null && adjusted < 0.001 ? 'inquiry.pBelow' : 'inquiry.pIs', {
      p: Math.round((adjusted ?? 1) * 1000) / 1000,
    }),
  };
  if (verdict === 'rising' && ratio?.point === null) return say(language, 'inquiry.said.new', facts);
  return say(language, `inquiry.said.${verdict}`, facts);
}

/** Topics that rise and fall, the surest first; or why none are named. */
export function risingInWords(
  language: Language,
  rising: RisingTopics,
  grain: PeriodGrain,
  channelName: (channel: string) => string,
  topicName: TopicName,
): string[] {
  const { period, earlier, refusal, leftOut } = rising;
  if (refusal || !period || !earlier) {
    return [say(language, 'inquiry.refused'), ...(refusal ? [risingRefusalInWords(language, refusal)] : [])];
  }
  const name = periodInWords(language, period, grain);
  const moved = rising.topics
    .filter(({ verdict }) => verdict === 'rising' || verdict === 'falling')
    .toSorted((one, other) => (one.adjusted ?? 1) - (other.adjusted ?? 1));
  const small = rising.topics.filter(({ verdict }) => verdict === 'too-few').map(({ topic }) => topicName(topic));
  return [
    ...(moved.length === 0
      ? [say(language, 'inquiry.none', { period: name, periods: earlier.periods })]
      : moved.map((topic) => topicInWords(language, topic, name, topicName))),
    say(language, 'inquiry.base', { period: name, periods: earlier.periods }),
    ...(small.length > 0 ? [say(language, 'inquiry.small', { topics: listOf(language, small) })] : []),
    ...(leftOut.length > 0
      ? [say(language, 'inquiry.leftOut', { channels: listOf(language, leftOut.map(channelName)) })]
      : []),
  ];
}

import type { Db } from '@tilik/db/open';
import { type Share, shareOf } from '../applicants/share.ts';
import { firstOfMonth, type PeriodGrain, periodOf } from '../day.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { goodmanIntervals } from '../stats/goodman-intervals.ts';
import { shownSpan, type Window } from '../window.ts';
import { inquiryPeriods, minutesName, type NotedMinutes, type Tally, tallyOf, type Unit } from './counts.ts';
import { inquiryFigures, notesOf } from './queries.ts';
import type { InquiryTopic } from './result.ts';

/** Fewer questions with a topic than these are too few for shares. */
const sharesMin = 20;

/** Questions of a window's office in every period that the window touches, as the store has them. */
export function inquiriesIn(db: Db, window: Window, grain: PeriodGrain, channels: readonly string[] = []) {
  const isAsked = (code: string) => channels.length === 0 || channels.includes(code);
  const whole = { from: periodOf(window.from, grain).from, to: periodOf(window.to, grain).to };
  const reach = { from: firstOfMonth(whole.from), to: whole.to };
  const [days, months] = [shownSpan(window, 'day', reach), shownSpan(window, 'month', reach)];
  const figures = inquiryFigures(db, window.office.id, reach).filter(
    ({ channel, grain: own, on }) =>
      isAsked(channel) && (own === 'day' ? on >= days.from && on <= days.to : on >= months.from && on <= months.to),
  );
  const notes = notesOf(db, window.office.id, days).filter(({ channelId }) => isAsked(channelId));
  const noted: NotedMinutes = new Map(
    [
      ...Map.groupBy(notes, ({ channelId, topic, askedOn }) => minutesName({ channel: channelId, topic, on: askedOn })),
    ].map(([name, own]) => [name, own.flatMap(({ answerMinutes }) => (answerMinutes === null ? [] : [answerMinutes]))]),
  );
  const periods = inquiryPeriods(figures, window, grain, window.today);
  const units = periods.flatMap((period) => period.units);
  const words = programmeWords(db, 'topics');
  // A topic that is no longer offered is told of where there are questions on it.
  const topicCodes = words.shown((code) => units.some(({ topics }) => topics.has(code)));
  return { figures, notes, noted, periods, units, words, topicCodes };
}

export function answerRateOf({ received, answered, answeredOf }: Tally): Share {
  if (received === null || answered === null) return { kind: 'none', reason: 'not-reported' };
  // More answers than questions are a mistake of the count, and no rate.
  if (answered > answeredOf) return { kind: 'none', reason: 'incomplete' };
  return shareOf(answered, answeredOf);
}

/** A tally with its answer rate. */
export const tallyShown = (tally: Tally) => ({ ...tally, answerRate: answerRateOf(tally) });

/** Every topic with its questions, and its share where there are enough of them. */
export function byTopicOf(
  units: readonly Unit[],
  noted: NotedMinutes,
  topicCodes: readonly string[],
): { readonly byTopic: InquiryTopic[]; readonly withTopic: number } {
  const tallies = topicCodes.map((topic) => ({ topic, ...tallyShown(tallyOf(units, noted, topic)) }));
  const counts = tallies.map(({ received }) => received ?? 0);
  const withTopic = counts.reduce((sum, count) => sum + count, 0);
  const shares = withTopic < sharesMin ? undefined : goodmanIntervals(counts);
  return {
    withTopic,
    byTopic: tallies.map((tally, index) => {
      const share = shares?.[index];
      return { ...tally, share: share ? { share: share.point, low: share.lower, high: share.upper } : null };
    }),
  };
}

import { addDays, addMonths, type Day, firstOfMonth, type Span } from '../day.ts';
import { goodmanIntervals } from '../stats/goodman-intervals.ts';
import { newcombeInterval } from '../stats/newcombe-interval.ts';
import { wilsonInterval } from '../stats/wilson-interval.ts';
import type { ChannelRefusal, DeclaredAnswers, DeclaredChange } from './result.ts';

/** Declared sources of the e-passport applicants of one day or month. */
export interface DeclaredPeriod extends Span {
  readonly counts: ReadonlyMap<string, number>;
  /** E-passport applicants of the same period; null where they were not, or not wholly, reported. */
  readonly applicants: number | null;
}

const answersMin = 50;
const responseRateMin = 0.3;

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + count, 0);

/**
 * What e-passport applicants recall (EVALUATION §6.1): the share of each source with intervals that hold for all of them
 * at once, or why there are none.
 *
 * Where the sources of a period add up to more than its applicants, people could name several: each source then has its
 * own interval among all applicants, and no response rate can be given.
 *
 * @param order of the sources; `unknown` is always among the answers
 */
export function declaredAnswers(
  periods: readonly DeclaredPeriod[],
  order: readonly string[],
  span: Span,
): DeclaredAnswers {
  const total = (source: string, among: readonly DeclaredPeriod[]) =>
    sumOf(among.map(({ counts }) => counts.get(source) ?? 0));
  const matched = periods.filter(({ applicants }) => applicants !== null);
  const answers = sumOf(periods.map(({ counts }) => sumOf(counts.values())));
  const matchedAnswers = sumOf(matched.map(({ counts }) => sumOf(counts.values())));
  const applicants = matched.length > 0 ? sumOf(matched.map((period) => period.applicants ?? 0)) : null;
  const severalAllowed = matched.some(({ counts, applicants: all }) => sumOf(counts.values()) > (all ?? 0));
  const tooMany = matched.find(({ counts, applicants: all }) => [...counts.values()].some((one) => one > (all ?? 0)));
  // Whoever is `unknown` may not have been asked at all, so only those who named something count as having answered.
  const named = answers - total('unknown', periods);
  const responseRate = severalAllowed || !applicants ? null : (matchedAnswers - total('unknown', matched)) / applicants;
  const seen = order.filter((source) => source === 'unknown' || periods.some(({ counts }) => counts.has(source)));

  const refusals: ChannelRefusal[] = [];
  if (answers === 0) refusals.push({ rule: 'no-answers' });
  else if (named < answersMin) refusals.push({ rule: 'too-few-answers', needed: answersMin, found: named });
  if (answers > 0 && !applicants) refusals.push({ rule: 'applicants-unknown' });
  if (tooMany) refusals.push({ rule: 'sources-exceed-applicants', subject: tooMany.from });
  if (responseRate !== null && responseRate < responseRateMin) {
    refusals.push({ rule: 'low-response', needed: responseRateMin, found: responseRate });
  }

  const among = severalAllowed ? matched : periods;
  const counts = seen.map((source) => total(source, among));
  const intervals =
    refusals.length > 0
      ? undefined
      : severalAllowed
        ? counts.map((count) => wilsonInterval(count, applicants ?? 0))
        : goodmanIntervals(counts);
  return {
    ...span,
    periods: periods.length,
    answers,
    named,
    unknown: total('unknown', periods),
    applicants,
    matchedAnswers,
    responseRate,
    severalAllowed,
    method: severalAllowed ? 'wilson' : 'goodman',
    sources: seen.map((source, index) => {
      const interval = intervals?.[index];
      return {
        source,
        count: total(source, periods),
        share: interval ? { share: interval.point, low: interval.lower, high: interval.upper } : null,
      };
    }),
    refusals,
  };
}

/** How shares changed from one span to the next; undefined where either is refused or they were asked differently. */
export function declaredChange(before: DeclaredAnswers, after: DeclaredAnswers): DeclaredChange[] | undefined {
  if (before.refusals.length > 0 || after.refusals.length > 0) return undefined;
  if (before.severalAllowed !== after.severalAllowed) return undefined;
  const trials = ({ severalAllowed, applicants, answers }: DeclaredAnswers) =>
    severalAllowed ? (applicants ?? 0) : answers;
  const both = after.sources.filter(({ source }) => before.sources.some((other) => other.source === source));
  // By Bonferroni, so that the reader may pick the largest of them.
  const confidence = 1 - 0.05 / both.length;
  return both.map(({ source, share }) => {
    const earlier = before.sources.find((other) => other.source === source)?.share?.share ?? 0;
    const { point, lower, upper } = newcombeInterval(
      { successes: Math.round(earlier * trials(before)), trials: trials(before) },
      { successes: Math.round((share?.share ?? 0) * trials(after)), trials: trials(after) },
      confidence,
    );
    return { source, points: point, low: lower, high: upper };
  });
}

/** The span of as many months just before the months that a span has answers in. */
export function previousSpan(periods: readonly Span[]): Span | undefined {
  const from = periods.map((period) => firstOfMonth(period.from)).sort()[0];
  const last = periods
    .map((period) => firstOfMonth(period.from))
    .sort()
    .at(-1);
  if (from === undefined || last === undefined) return undefined;
  const number = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return { from: addMonths(from, -(number(last) - number(from) + 1)), to: addDays(from, -1) };
}

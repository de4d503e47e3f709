import { wholeTotal } from '@tilik/db/vocabulary';
import {
  type Day,
  daysBetween,
  firstOfMonth,
  type PeriodGrain,
  periodName,
  periodOf,
  periodsOf,
  type Span,
} from '../day.ts';
import { median } from '../stats/median.ts';
import type { InquiryFigure } from './queries.ts';

/**
 * One channel over one day, or over one month that has a figure of its own: of all topics, of single ones, or both. The
 * two tell of the same questions and are never added together.
 */
export interface Unit extends Span {
  readonly channel: string;
  readonly whole: InquiryFigure | undefined;
  readonly topics: ReadonlyMap<string, InquiryFigure>;
}

/**
 * The units that a question is answered from. From months on a month's own figure stands for its channel, and its days
 * are not added to it; below a month there are days only.
 */
export function unitsOf(figures: readonly InquiryFigure[], grain: PeriodGrain): Unit[] {
  const byMonth = grain !== 'day' && grain !== 'week';
  const name = ({ channel, on }: Pick<InquiryFigure, 'channel' | 'on'>) => `${channel} ${firstOfMonth(on)}`;
  const official = new Set(figures.filter((figure) => byMonth && figure.grain === 'month').map(name));
  const used = figures.filter((figure) => (figure.grain === 'month' ? byMonth : !official.has(name(figure))));
  return [...Map.groupBy(used, ({ channel, grain: own, on }) => `${channel} ${own} ${on}`).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { from, to } = periodOf(first.on, first.grain);
    return [
      {
        channel: first.channel,
        from,
        to,
        whole: own.find(({ topic }) => topic === wholeTotal),
        topics: new Map(own.filter(({ topic }) => topic !== wholeTotal).map((figure) => [figure.topic, figure])),
      },
    ];
  });
}

/**
 * How long an answer took. The median of many answers cannot be made of the medians of their days: `median` where the
 * minutes of the single answers are known, `given` where one figure gives it, else the `range` in which the medians of
 * the days or months lie. Never a mean.
 */
export type Waiting =
  | { readonly kind: 'median'; readonly minutes: number; readonly answers: number }
  | { readonly kind: 'given'; readonly minutes: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number; readonly figures: number };

/** Minutes of single answers by channel, topic and day. */
export type NotedMinutes = ReadonlyMap<string, readonly number[]>;

export const minutesName = ({ channel, topic, on }: Pick<InquiryFigure, 'channel' | 'topic' | 'on'>): string =>
  `${channel} ${topic} ${on}`;

export function waitingOf(figures: readonly InquiryFigure[], noted: NotedMinutes): Waiting | null {
  const single = figures.flatMap((figure) => (figure.origin === 'notes' ? (noted.get(minutesName(figure)) ?? []) : []));
  const given = figures.flatMap(({ origin, minutes }) => (origin !== 'notes' && minutes !== null ? [minutes] : []));
  if (given.length === 0) {
    return single.length === 0 ? null : { kind: 'median', minutes: median(single), answers: single.length };
  }
  const medians = single.length === 0 ? given : [...given, median(single)];
  const [only] = medians;
  if (medians.length === 1 && only !== undefined) return { kind: 'given', minutes: only };
  return { kind: 'range', low: Math.min(...medians), high: Math.max(...medians), figures: medians.length };
}

/** Questions of some units put together. */
export interface Tally {
  /** Null: nothing was reported. */
  readonly received: number | null;
  /** Of the questions of which it is known, how many were answered. */
  readonly answered: number | null;
  /** How many questions that are. */
  readonly answeredOf: number;
  /** Questions of which no topic is told; null where nothing was reported, or one topic was asked for. */
  readonly withoutTopic: number | null;
  readonly waiting: Waiting | null;
}

/** The figures of a unit that its total is made of: that of all topics, or else those of its topics. */
const partsOf = (unit: Unit, topic: string | undefined): InquiryFigure[] => {
  if (topic !== undefined) {
    const found = unit.topics.get(topic);
    return found ? [found] : [];
  }
  return unit.whole ? [unit.whole] : [...unit.topics.values()];
};

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
const topicsSum = (unit: Unit): number => sumOf([...unit.topics.values()].map(({ received }) => received));

/** Adds units up, of one topic or of all. */
export function tallyOf(units: readonly Unit[], noted: NotedMinutes, topic?: string): Tally {
  const parts = units.flatMap((unit) => partsOf(unit, topic));
  // Where the figure of all topics says nothing of answers, those of its topics may.
  const withAnswers = units.flatMap((unit) => {
    const known = (figures: readonly InquiryFigure[]) => figures.filter(({ answered }) => answered !== null);
    const own = known(partsOf(unit, topic));
    return own.length > 0 || topic !== undefined ? own : known([...unit.topics.values()]);
  });
  const withMinutes = units.flatMap((unit) => {
    const own = partsOf(unit, topic).filter(({ minutes }) => minutes !== null);
    return own.length > 0 || topic !== undefined
      ? own
      : [...unit.topics.values()].filter(({ minutes }) => minutes !== null);
  });
  return {
    received: parts.length === 0 ? null : sumOf(parts.map(({ received }) => received)),
    answered: withAnswers.length === 0 ? null : sumOf(withAnswers.map(({ answered }) => answered ?? 0)),
    answeredOf: sumOf(withAnswers.map(({ received }) => received)),
    withoutTopic:
      topic !== undefined || parts.length === 0
        ? null
        : sumOf(units.map((unit) => Math.max(0, (unit.whole?.received ?? topicsSum(unit)) - topicsSum(unit)))),
    waiting: waitingOf(withMinutes, noted),
  };
}

/** `monthly-only`: there is a figure for its month and none for its days. */
export const inquiryStates = ['reported', 'unfinished', 'unreported', 'monthly-only'] as const;
export type InquiryState = (typeof inquiryStates)[number];

export interface InquiryPeriod extends Span {
  readonly period: string;
  readonly state: InquiryState;
  readonly days: number;
  /** Days of which anything was reported, those of an official month among them. */
  readonly reportedDays: number;
  readonly units: readonly Unit[];
}

const daysIn = ({ from, to }: Span): number => daysBetween(from, to) + 1;

/** On how many days of a period any of the units tells of questions. */
export function reportedDaysIn(units: readonly Unit[]): number {
  const months = units.filter(({ from, to }) => from !== to);
  const whole = new Set(months.map(({ from }) => from));
  const days = new Set(units.flatMap(({ from, to }) => (from === to && !whole.has(firstOfMonth(from)) ? [from] : [])));
  const ofMonths = new Map(months.map((unit) => [unit.from, daysIn(unit)]));
  return days.size + sumOf(ofMonths.values());
}

/** Every whole period that the window touches, with its units; what was not reported has none. */
export function inquiryPeriods(
  figures: readonly InquiryFigure[],
  window: Span,
  grain: PeriodGrain,
  today: Day,
): InquiryPeriod[] {
  const units = unitsOf(figures, grain);
  const months = new Set(figures.flatMap(({ grain: own, on }) => (own === 'month' ? [on] : [])));
  return periodsOf(window, grain).map((period) => {
    const own = units.filter(({ from, to }) => from >= period.from && to <= period.to);
    const hasMonth = months.has(firstOfMonth(period.from)) || months.has(firstOfMonth(period.to));
    const state = ((): InquiryState => {
      if (period.to >= today) return 'unfinished';
      if (own.length > 0) return 'reported';
      return hasMonth ? 'monthly-only' : 'unreported';
    })();
    return {
      period: periodName(period, grain),
      ...period,
      state,
      days: daysIn(period),
      reportedDays: reportedDaysIn(own),
      units: own,
    };
  });
}

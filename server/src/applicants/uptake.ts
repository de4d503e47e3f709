import {
  type Day,
  daysOf,
  firstOfMonth,
  type PeriodGrain,
  periodName,
  periodOf,
  periodsOf,
  type Span,
} from '../day.ts';
import type { CountsByPeriod, UptakeType } from './queries.ts';
import { type Share, shareOf } from './share.ts';

/**
 * What is known of a period. `unfinished`: it has not ended. `partial`: some open days are missing. `closed`: no open
 * day in it. `monthly-only`: there is a figure for its month and none for itself. `outside`: before the office's first
 * figure. Unreported is never zero.
 */
export const periodStates = [
  'reported',
  'partial',
  'unfinished',
  'unreported',
  'closed',
  'monthly-only',
  'outside',
] as const;
export type PeriodState = (typeof periodStates)[number];

export interface UptakePeriod extends Span {
  readonly period: string;
  readonly state: PeriodState;
  readonly electronic: number | null;
  readonly ordinary: number | null;
  readonly total: number | null;
  readonly uptake: Share;
  /** Open days of the period so far, and on how many of them figures were reported. */
  readonly openDays: number;
  readonly reportedDays: number;
}

type Counts = Readonly<Record<UptakeType, CountsByPeriod>>;

export interface UptakeInput {
  readonly daily: Counts;
  readonly monthly: Counts;
  readonly openDays: ReadonlySet<Day>;
  readonly today: Day;
  /** First day of the e-passport at this office, where known. */
  readonly launchedOn: Day | null;
  readonly firstReportedOn: Day | null;
}

interface Tally {
  readonly count: number | null;
  /** Every open day so far is in it. */
  readonly whole: boolean;
}

/** The stretches of a period whose figure may be an official one: its months, or none below a month. */
const stretchesOf = (period: Span, grain: PeriodGrain): { span: Span; isMonth: boolean }[] =>
  grain === 'day' || grain === 'week'
    ? [{ span: period, isMonth: false }]
    : periodsOf(period, 'month').map((span) => ({ span, isMonth: true }));

/** One type's count over a span of days or whole months; an official month figure wins over its summed days. */
function tally(type: UptakeType, period: Span, grain: PeriodGrain, input: UptakeInput): Tally {
  const { daily, monthly, openDays, today } = input;
  let count: number | null = null;
  let whole = true;
  for (const { span, isMonth } of stretchesOf(period, grain)) {
    const official = isMonth ? monthly[type].get(span.from) : undefined;
    if (official !== undefined) {
      count = (count ?? 0) + official;
      continue;
    }
    for (const day of daysOf(span)) {
      const found = daily[type].get(day);
      if (found !== undefined) count = (count ?? 0) + found;
      else if (day < today && openDays.has(day)) whole = false;
    }
  }
  return { count, whole };
}

/** Whether one type has days, or a whole month, that the other lacks: their share would be of different days. */
function isTilted(period: Span, grain: PeriodGrain, input: UptakeInput): boolean {
  const { daily, monthly, openDays, today, launchedOn } = input;
  return stretchesOf(period, grain).some(({ span, isMonth }) => {
    const days = daysOf(span).filter((day) => day < today && (launchedOn === null || day >= launchedOn));
    const official = {
      electronic: isMonth && monthly.electronic.has(span.from),
      ordinary: isMonth && monthly.ordinary.has(span.from),
    };
    if (official.electronic && official.ordinary) return false;
    if (official.electronic || official.ordinary) {
      const other = official.electronic ? 'ordinary' : 'electronic';
      return days.some((day) => openDays.has(day) && !daily[other].has(day));
    }
    return days.some((day) => daily.electronic.has(day) !== daily.ordinary.has(day));
  });
}

/** The window's periods of a grain, every one of them, with what was reported in each. */
export function uptakePeriods(window: Span, grain: PeriodGrain, input: UptakeInput): UptakePeriod[] {
  return periodsOf(window, grain).map((period) => uptakeOf(period, grain, input));
}

/** Uptake in one whole period. */
export function uptakeOf(period: Span, grain: PeriodGrain, input: UptakeInput): UptakePeriod {
  const { daily, monthly, openDays, today, launchedOn, firstReportedOn } = input;
  const electronic = tally('electronic', period, grain, input);
  const ordinary = tally('ordinary', period, grain, input);
  const passed = daysOf(period).filter((day) => day < today);
  const reportedDays = passed.filter((day) => daily.electronic.has(day) || daily.ordinary.has(day)).length;
  const open = passed.filter((day) => openDays.has(day)).length;
  const offered = launchedOn === null || period.to >= launchedOn;
  const nothing = electronic.count === null && ordinary.count === null;
  // A type that was not reported is not zero; one that was not offered yet is.
  const total =
    ordinary.count === null || (electronic.count === null && offered) ? null : (electronic.count ?? 0) + ordinary.count;

  const state = ((): PeriodState => {
    if (period.to >= today) return 'unfinished';
    if (nothing) {
      if (firstReportedOn === null || period.to < firstReportedOn) return 'outside';
      if (open === 0) return 'closed';
      const months = [firstOfMonth(period.from), firstOfMonth(period.to)];
      const hasMonth = months.some((month) => monthly.electronic.has(month) || monthly.ordinary.has(month));
      return hasMonth ? 'monthly-only' : 'unreported';
    }
    const launchedWithin = launchedOn !== null && period.from < launchedOn;
    const bothWhole = ordinary.whole && (electronic.whole || launchedWithin);
    return bothWhole ? 'reported' : 'partial';
  })();

  return {
    period: periodName(period, grain),
    ...period,
    state,
    electronic: electronic.count,
    ordinary: ordinary.count,
    total,
    uptake:
      electronic.count !== null && ordinary.count !== null && isTilted(period, grain, input)
        ? { kind: 'none', reason: 'incomplete' }
        : uptakeShare(electronic.count, ordinary.count, offered),
    openDays: open,
    reportedDays,
  };
}

function uptakeShare(electronic: number | null, ordinary: number | null, offered: boolean): Share {
  if (electronic === null && ordinary === null) return { kind: 'none', reason: 'not-reported' };
  if (electronic === null && !offered) return { kind: 'none', reason: 'not-offered' };
  // One type without the other is not a share of anything.
  if (electronic === null || ordinary === null) return { kind: 'none', reason: 'incomplete' };
  return shareOf(electronic, electronic + ordinary);
}

/**
 * The window's finished periods put together: what a comparison may be made of. Its span is that of the periods which
 * have both types, so that a share never seems to cover months from before the e-passport.
 */
export interface UptakeSummary extends Span {
  readonly periods: number;
  /** Of them, how many are wholly reported. */
  readonly reported: number;
  readonly electronic: number | null;
  readonly ordinary: number | null;
  readonly total: number | null;
  readonly uptake: Share;
}

/** Adds up the finished periods; the running one is left out. Undefined where none has finished. */
export function summaryOf(periods: readonly UptakePeriod[]): UptakeSummary | undefined {
  const finished = periods.filter(({ state }) => state !== 'unfinished');
  const [first] = finished;
  const last = finished.at(-1);
  if (!first || !last) return undefined;
  // A period in which the types cover different days would tilt the share, so it counts for neither.
  const both = finished.filter(
    ({ electronic, ordinary, uptake }) =>
      electronic !== null && ordinary !== null && !(uptake.kind === 'none' && uptake.reason === 'incomplete'),
  );
  const add = (type: UptakeType) => both.reduce((sum, period) => sum + (period[type] ?? 0), 0);
  const known = both.length > 0;
  const { from } = both[0] ?? first;
  const { to } = both.at(-1) ?? last;
  const electronic = known ? add('electronic') : null;
  const ordinary = known ? add('ordinary') : null;
  return {
    from,
    to,
    periods: finished.length,
    reported: finished.filter(({ state }) => state === 'reported' || state === 'closed').length,
    electronic,
    ordinary,
    total: electronic === null || ordinary === null ? null : electronic + ordinary,
    uptake:
      electronic === null || ordinary === null
        ? { kind: 'none', reason: 'not-reported' }
        : shareOf(electronic, electronic + ordinary),
  };
}

/** Above this part of missing periods, two spans are not compared. */
const missingMax = 0.1;

/** Whether so few of the finished periods lack figures that their sum may be set beside another. */
export function isComparable(periods: readonly UptakePeriod[]): boolean {
  const expected = periods.filter(({ state }) => state !== 'unfinished' && state !== 'closed');
  const missing = expected.filter(
    ({ state, electronic, ordinary }) => state === 'partial' || electronic === null || ordinary === null,
  );
  return expected.length > 0 && missing.length <= missingMax * expected.length;
}

/** The whole periods of a grain that a window touches, as one span. */
export function wholePeriods(window: Span, grain: PeriodGrain): Span {
  return { from: periodOf(window.from, grain).from, to: periodOf(window.to, grain).to };
}

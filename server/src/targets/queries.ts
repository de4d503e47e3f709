import type { Db } from '@tilik/db/open';
import { type Target, targets } from '@tilik/db/schema';
import { type Indicator, indicators, type MetricCode, metrics } from '@tilik/db/vocabulary';
import { and, asc, between, eq } from 'drizzle-orm';
import { openDays } from '../applicants/queries.ts';
import type { UptakePeriod } from '../applicants/uptake.ts';
import { uptakeIn } from '../applicants/uptake-in.ts';
import { campaignsIn } from '../campaigns/queries.ts';
import { type Day, daysOf, firstOfMonth, periodOf, type Span } from '../day.ts';
import { engagementSeries } from '../engagement/queries.ts';
import { inquiryPeriods, tallyOf } from '../inquiries/counts.ts';
import { inquiryFigures } from '../inquiries/queries.ts';
import { processingMonths } from '../processing/months.ts';
import { processingRows } from '../processing/queries.ts';
import { earlier, type Window } from '../window.ts';
import type { Actual } from './progress.ts';

/** The targets of an office's months in a window, in order. */
export const targetsIn = (db: Db, { office, from, to }: Window): Target[] =>
  db
    .select()
    .from(targets)
    .where(and(eq(targets.officeId, office.id), between(targets.monthOn, firstOfMonth(from), to)))
    .orderBy(asc(targets.monthOn), asc(targets.campaignId), asc(targets.indicator), asc(targets.channelId))
    .all();

const none = (reason: Extract<Actual, { kind: 'none' }>['reason']): Actual => ({ kind: 'none', reason });

/** How far the month has come: days on which something could be reported, and on how many of them it was. */
interface Course {
  readonly isRunning: boolean;
  readonly reported: number;
  readonly open: number;
}

const takenAs = (value: number | null, { isRunning, reported, open }: Course): Actual => {
  if (value === null) return none('not-reported');
  return isRunning ? { kind: 'so-far', value, reported, open } : { kind: 'value', value };
};

/** Answers what an indicator was in a month, from the same questions as the pages ask. */
export function actualOf(db: Db, window: Window, { indicator, channelId, monthOn }: Target): Actual {
  const span = periodOf(monthOn, 'month');
  if (span.from > window.today) return none('not-begun');
  const month: Window = { ...window, ...span, to: earlier(span.to, window.today) };
  if (!(indicator in indicators)) return metricActual(db, month, span, channelId, indicator as MetricCode);
  switch (indicator as Indicator) {
    case 'uptake-share':
    case 'electronic':
      return applicantsActual(db, month, span, indicator as 'uptake-share' | 'electronic');
    case 'inquiries-received':
    case 'answer-rate':
    case 'answer-minutes':
      return inquiriesActual(db, month, span, channelId, indicator as 'inquiries-received');
    case 'waiting-days':
      return waitingActual(db, month, span);
    case 'campaigns-run':
      return { kind: 'value', value: campaignsIn(db, month).length };
  }
}

/** The office's open days of a month. */
const openIn = (db: Db, { office }: Window, span: Span): ReadonlySet<Day> => openDays(db, { office, ...span });

function applicantsActual(db: Db, month: Window, span: Span, of: 'uptake-share' | 'electronic'): Actual {
  const [period] = uptakeIn(db, month, 'month');
  if (!period || period.state === 'unreported' || period.state === 'outside' || period.state === 'closed') {
    return none('not-reported');
  }
  // A month that lacks days is neither met nor missed: what is missing could turn it.
  if (period.state === 'partial') return none('incomplete');
  const course: Course = {
    isRunning: period.state === 'unfinished',
    reported: period.reportedDays,
    open: openIn(db, month, span).size,
  };
  return takenAs(of === 'electronic' ? period.electronic : soFarShare(period), course);
}

/** The share of a period; of an unfinished one that of the days so far. */
const soFarShare = ({ uptake, electronic, ordinary }: UptakePeriod): number | null => {
  if (uptake.kind === 'share') return uptake.share;
  if (electronic === null || ordinary === null || electronic + ordinary === 0) return null;
  return electronic / (electronic + ordinary);
};

function inquiriesActual(
  db: Db,
  month: Window,
  span: Span,
  channelId: string,
  of: 'inquiries-received' | 'answer-rate' | 'answer-minutes',
): Actual {
  const figures = inquiryFigures(db, month.office.id, span).filter(
    ({ channel }) => channelId === '' || channel === channelId,
  );
  const [period] = inquiryPeriods(figures, month, 'month', month.today);
  if (!period || period.units.length === 0) return none('not-reported');
  const { received, answered, answeredOf, waiting } = tallyOf(period.units, new Map());
  const course: Course = {
    isRunning: span.to >= month.today,
    reported: daysOf({ from: span.from, to: month.to }).length,
    open: daysOf(span).length,
  };
  if (of === 'inquiries-received') return takenAs(received, course);
  if (of === 'answer-rate')
    return takenAs(answered === null || answeredOf === 0 ? null : answered / answeredOf, course);
  // Of the medians of several days no month's median can be made.
  if (waiting === null) return none('not-reported');
  return waiting.kind === 'range' ? none('not-given') : takenAs(waiting.minutes, course);
}

function waitingActual(db: Db, month: Window, span: Span): Actual {
  const rows = processingRows(db, month.office.id, span);
  const [found] = processingMonths(rows, span, openIn(db, month, span), month.today);
  const figure =
    found?.figures.find(({ type }) => type === 'electronic') ?? found?.figures.find(({ type }) => type === 'all');
  if (!figure) return none('not-reported');
  if (figure.waitingDaysMedian === null) return none(figure.medianRange ? 'not-given' : 'not-reported');
  const isRunning = span.to >= month.today;
  return takenAs(figure.waitingDaysMedian, { isRunning, reported: 1, open: 1 });
}

function metricActual(db: Db, month: Window, span: Span, channelId: string, metric: MetricCode): Actual {
  const channels = channelId === '' ? [] : [channelId];
  const series = engagementSeries(db, month, 'month', { channels, metrics: [metric] });
  const periods = series.flatMap((one) => one.periods.slice(0, 1));
  // Of several channels only what may be added is put together; people reached on two of them are not two people.
  if (periods.length === 0) return none('not-reported');
  if (
    periods.some(({ state }) => state === 'not-additive') ||
    (channelId === '' && series.length > 1 && metrics[metric].aggregation !== 'sum')
  ) {
    return none('not-given');
  }
  if (periods.some(({ state }) => state === 'partial')) return none('incomplete');
  const values = periods.map(({ value }) => value);
  if (values.some((value) => value === null)) return none('not-reported');
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const isRunning = span.to >= month.today;
  const reported = Math.min(...periods.map(({ reportedDays }) => reportedDays));
  return takenAs(total, { isRunning, reported, open: daysOf(span).length });
}

import type { Db } from '@tilik/db/open';
import { readings } from '@tilik/db/schema';
import { type Grain, type MetricCode, metrics } from '@tilik/db/vocabulary';
import { and, between, eq, gte, inArray, lte, notExists, or, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { type Day, daysOf, type PeriodGrain, periodName, periodsOf, type Span } from '../day.ts';
import { shownSpan, type Window } from '../window.ts';

/**
 * What is known of a metric in a period. `unfinished`: it has not ended. `not-additive`: figures of shorter periods are
 * there, but people counted once in each of them cannot be added over several.
 */
export const engagementStates = ['reported', 'partial', 'unfinished', 'unreported', 'not-additive'] as const;

export interface EngagementPeriod extends Span {
  readonly period: string;
  readonly state: (typeof engagementStates)[number];
  readonly value: number | null;
  readonly days: number;
  readonly reportedDays: number;
}

export interface EngagementSeries {
  readonly channel: string;
  readonly metric: MetricCode;
  readonly periods: EngagementPeriod[];
}

export interface EngagementFilter {
  readonly channels: readonly string[];
  readonly metrics: readonly string[];
}

type ValuesByPeriod = Map<Day, number>;

/** Readings of the window by channel and metric, at both grains. */
function readingValues(db: Db, window: Window, span: Span, filter: EngagementFilter) {
  const shown = { day: shownSpan(window, 'day', span), month: shownSpan(window, 'month', span) };
  const rows = db
    .select({
      channelId: readings.channelId,
      metric: readings.metric,
      grain: readings.grain,
      periodOn: readings.periodOn,
      value: readings.value,
    })
    .from(readings)
    .where(
      and(
        eq(readings.officeId, window.office.id),
        between(readings.periodOn, span.from, span.to),
        filter.channels.length > 0 ? inArray(readings.channelId, [...filter.channels]) : undefined,
        filter.metrics.length > 0 ? inArray(readings.metric, filter.metrics as MetricCode[]) : undefined,
      ),
    )
    .orderBy(readings.channelId, readings.metric, readings.periodOn)
    .all();
  const series = new Map<string, { channel: string; metric: MetricCode } & Record<Grain, ValuesByPeriod>>();
  for (const { channelId, metric, grain, periodOn, value } of rows) {
    if (periodOn < shown[grain].from || periodOn > shown[grain].to) continue;
    const name = `${channelId} ${metric}`;
    let found = series.get(name);
    if (!found) {
      found = { channel: channelId, metric, day: new Map(), month: new Map() };
      series.set(name, found);
    }
    found[grain].set(periodOn, value);
  }
  return [...series.values()];
}

/** Every metric of every channel over the window's periods, put together as the metric allows. */
export function engagementSeries(
  db: Db,
  window: Window,
  grain: PeriodGrain,
  filter: EngagementFilter,
): EngagementSeries[] {
  const periods = periodsOf(window, grain);
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return [];
  const span = { from: `${first.from.slice(0, 7)}-01`, to: last.to };
  return readingValues(db, window, span, filter).map(({ channel, metric, day, month }) => ({
    channel,
    metric,
    periods: periods.map((period) => valueIn(period, grain, metric, { day, month }, window.today)),
  }));
}

function valueIn(
  period: Span,
  grain: PeriodGrain,
  metric: MetricCode,
  values: Readonly<Record<Grain, ReadonlyMap<Day, number>>>,
  today: Day,
): EngagementPeriod {
  const { aggregation } = metrics[metric];
  const months = grain === 'day' || grain === 'week' ? [] : periodsOf(period, 'month');
  const past = daysOf(period).filter((day) => day < today);
  const reported = daysOf(period).filter((day) => values.day.has(day));
  const officialMonths = months.filter((month) => values.month.has(month.from));
  const base = {
    period: periodName(period, grain),
    ...period,
    days: past.length,
    reportedDays: reported.filter((day) => day < today).length,
  };

  let value: number | null = null;
  if (aggregation === 'sum') {
    for (const month of months.length > 0 ? months : [period]) {
      const official = months.length > 0 ? values.month.get(month.from) : undefined;
      if (official !== undefined) value = (value ?? 0) + official;
      else {
        for (const day of daysOf(month)) {
          const found = values.day.get(day);
          if (found !== undefined) value = (value ?? 0) + found;
        }
      }
    }
  } else if (aggregation === 'latest') {
    const lastDay = reported.at(-1);
    const lastMonth = officialMonths.at(-1);
    // The figure of a month is that of its end.
    if (lastDay !== undefined && (!lastMonth || lastDay > lastMonth.to)) value = values.day.get(lastDay) ?? null;
    else if (lastMonth) value = values.month.get(lastMonth.from) ?? null;
  } else if (grain === 'day') value = values.day.get(period.from) ?? null;
  else if (grain === 'month') value = values.month.get(period.from) ?? null;

  const hasParts = reported.length > 0 || officialMonths.length > 0;
  if (value === null && aggregation === 'none' && hasParts) return { ...base, value, state: 'not-additive' };
  if (period.to >= today) return { ...base, value, state: 'unfinished' };
  if (value === null) return { ...base, value, state: 'unreported' };
  const covered = (day: Day) => values.day.has(day) || values.month.has(`${day.slice(0, 7)}-01`);
  const whole = aggregation !== 'sum' || past.every((day) => covered(day));
  return { ...base, value, state: whole ? 'reported' : 'partial' };
}

/** A channel's total of one metric over a window of days, with how many days it was reported on. */
export interface ChannelTotal {
  readonly channelId: string;
  readonly metric: MetricCode;
  readonly value: number | null;
  readonly reportedDays: number;
}

/**
 * Totals over the window: sums, or the latest value; metrics that cannot be added have days and no value. A month
 * counts when it lies wholly in the window; its days are not added to it.
 */
export function channelTotals(db: Db, window: Window): ChannelTotal[] {
  const { from, to } = window;
  const official = alias(readings, 'official');
  const endOf = (periodOn: SQLWrapper) => sql<Day>`date(${periodOn}, '+1 month', '-1 day')`;
  const officialMonth = db
    .select({ one: sql`1` })
    .from(official)
    .where(
      and(
        eq(official.officeId, readings.officeId),
        eq(official.channelId, readings.channelId),
        eq(official.metric, readings.metric),
        eq(official.grain, 'month'),
        eq(official.periodOn, sql`substr(${readings.periodOn}, 1, 8) || '01'`),
        gte(official.periodOn, from),
        lte(endOf(official.periodOn), to),
      ),
    );
  const byMonth = eq(readings.grain, 'month');
  const rows = db
    .select({
      channelId: readings.channelId,
      metric: readings.metric,
      sum: sql<number>`SUM(${readings.value})`,
      reportedDays: sql<number>`SUM(CASE WHEN ${byMonth} THEN CAST(substr(${endOf(readings.periodOn)}, 9) AS INTEGER) ELSE 1 END)`,
      // A bare column beside MAX is that of the latest row.
      latestOn: sql<Day>`MAX(CASE WHEN ${byMonth} THEN ${endOf(readings.periodOn)} ELSE ${readings.periodOn} END)`,
      latest: sql<number>`${readings.value}`,
    })
    .from(readings)
    .where(
      and(
        eq(readings.officeId, window.office.id),
        between(readings.periodOn, from, to),
        or(and(byMonth, lte(endOf(readings.periodOn), to)), and(eq(readings.grain, 'day'), notExists(officialMonth))),
      ),
    )
    .groupBy(readings.channelId, readings.metric)
    .all();
  return rows.map(({ channelId, metric, sum, latest, reportedDays }) => {
    const { aggregation } = metrics[metric];
    return {
      channelId,
      metric,
      reportedDays,
      value: aggregation === 'sum' ? sum : aggregation === 'latest' ? latest : null,
    };
  });
}

import type { Db } from '@tilik/db/open';
import { readings } from '@tilik/db/schema';
import { type Grain, type MetricCode, metricCodes, metrics } from '@tilik/db/vocabulary';
import { and, between, eq, inArray } from 'drizzle-orm';
import { type Day, daysOf, type PeriodGrain, periodName, periodOf, periodsOf, type Span } from '../day.ts';
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

/** What is said of days, as one figure or as many: how much together, on how many days, and what was said last. */
interface Said {
  readonly sum: number;
  readonly days: number;
  readonly latestOn: Day;
  readonly latest: number;
}

/**
 * Totals over the window: sums, or the latest value; metrics that cannot be added have days and no value. A month
 * counts when it lies wholly in the window; its days are not added to it.
 *
 * Figures lie by channel and metric: the store is asked for each of them by itself, so that it goes to its days at once
 * instead of through those of all years.
 */
export function channelTotals(db: Db, window: Window): ChannelTotal[] {
  const { from, to } = window;
  const months = periodsOf(window, 'month').filter((month) => month.from >= from && month.to <= to);
  const given = {
    office: window.office.id,
    from,
    to,
    firstMonth: months[0]?.from ?? '',
    lastMonth: months.at(-1)?.from ?? '',
    metrics: JSON.stringify(metricCodes),
  };
  const series = 'SELECT channels.id AS own, json_each.value AS what FROM channels CROSS JOIN json_each(@metrics)';
  const ofSeries = 'office_id = @office AND channel_id = own AND metric = what';
  const officialMonths = db.$client
    .prepare(
      `WITH series AS (${series})
       SELECT own, what, period_on, value FROM series CROSS JOIN readings
       WHERE ${ofSeries} AND grain = 'month' AND period_on BETWEEN @firstMonth AND @lastMonth`,
    )
    .raw()
    .all(given) as [string, MetricCode, Day, number][];
  const official = Map.groupBy(officialMonths, ([channel, metric]) => `${channel} ${metric}`);
  // A bare column beside MAX is that of the latest row.
  const days = db.$client
    .prepare(
      `WITH series AS (${series})
       SELECT own, what, (
         SELECT json_array(SUM(value), COUNT(*), MAX(period_on), value) FROM readings
         WHERE ${ofSeries} AND grain = 'day' AND period_on BETWEEN @from AND @to
           AND (own || ' ' || what NOT IN (SELECT value FROM json_each(@official))
             OR NOT EXISTS (
               SELECT 1 FROM readings AS month
               WHERE month.office_id = @office AND month.channel_id = own AND month.metric = what
                 AND month.grain = 'month' AND month.period_on = substr(readings.period_on, 1, 8) || '01'
                 AND month.period_on BETWEEN @firstMonth AND @lastMonth))
       ) FROM series ORDER BY own, what`,
    )
    .raw()
    .all({ ...given, official: JSON.stringify([...official.keys()]) }) as [string, MetricCode, string][];
  return days.flatMap(([channelId, metric, told]): ChannelTotal[] => {
    const [sum, count, latestOn, latest] = JSON.parse(told) as [number | null, number, Day, number];
    const said: Said[] = sum === null ? [] : [{ sum, days: count, latestOn, latest }];
    for (const [, , month, value] of official.get(`${channelId} ${metric}`) ?? []) {
      const { to: last } = periodOf(month, 'month');
      said.push({ sum: value, days: Number(last.slice(8)), latestOn: last, latest: value });
    }
    if (said.length === 0) return [];
    const { aggregation } = metrics[metric];
    const last = said.reduce((one, other) => (one.latestOn > other.latestOn ? one : other));
    const all = said.reduce((total, one) => total + one.sum, 0);
    const reportedDays = said.reduce((total, one) => total + one.days, 0);
    const value = aggregation === 'sum' ? all : aggregation === 'latest' ? last.latest : null;
    return [{ channelId, metric, value, reportedDays }];
  });
}

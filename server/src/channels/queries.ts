import type { Db } from '@tilik/db/open';
import { activities, type Channel, channels, type Office, readings, sources } from '@tilik/db/schema';
import { type MetricCode, metricCodes, metrics } from '@tilik/db/vocabulary';
import { and, between, count, countDistinct, eq, max, min } from 'drizzle-orm';
import { applicantCounts, openDays } from '../applicants/queries.ts';
import { type Day, daysOf, firstOfMonth, periodOf, type Span } from '../day.ts';
import { planningInput } from '../effect/queries.ts';
import { type EngagementSeries, engagementSeries } from '../engagement/queries.ts';
import type { Window } from '../window.ts';
import type { DeclaredPeriod } from './declared.ts';
import type { ChannelExposure, ResponseInput } from './response.ts';

/** Channels in the order of the page. */
export const channelList = (db: Db): Channel[] => db.select().from(channels).orderBy(channels.position).all();

/** How many activities of each channel were published in the window, and on how many days. */
export const activityCounts = (db: Db, { office, from, to }: Window) =>
  db
    .select({
      channelId: activities.channelId,
      activities: count(),
      days: countDistinct(activities.publishedOn),
    })
    .from(activities)
    .where(and(eq(activities.officeId, office.id), between(activities.publishedOn, from, to)))
    .groupBy(activities.channelId)
    .all();

/**
 * Declared sources of e-passport applicants, by the days or months that they were given for, beside the applicants of
 * the same periods. A month counts when it lies wholly in the span; its days are not counted beside it.
 */
export function declaredPeriods(db: Db, office: Office, span: Span): DeclaredPeriod[] {
  const rows = db
    .select()
    .from(sources)
    .where(
      and(
        eq(sources.officeId, office.id),
        eq(sources.passportType, 'electronic'),
        between(sources.periodOn, span.from, span.to),
      ),
    )
    .orderBy(sources.periodOn)
    .all();
  const months = new Set(
    rows
      .filter(({ grain, periodOn }) => grain === 'month' && periodOf(periodOn, 'month').to <= span.to)
      .map(({ periodOn }) => periodOn),
  );
  const counted = rows.filter(({ grain, periodOn }) =>
    grain === 'month' ? months.has(periodOn) : !months.has(firstOfMonth(periodOn)),
  );
  const byPeriod = Map.groupBy(counted, ({ grain, periodOn }) => `${grain} ${periodOn}`);
  const all = { from: firstOfMonth(span.from), to: span.to };
  const monthly = applicantCounts(db, office.id, 'month', all).electronic;
  const daily = applicantCounts(db, office.id, 'day', all).electronic;
  const open = openDays(db, { office, ...all });
  return [...byPeriod.values()].map((own): DeclaredPeriod => {
    const grain = own[0]?.grain ?? 'month';
    const period = periodOf(own[0]?.periodOn ?? span.from, grain);
    return {
      ...period,
      counts: new Map(own.map(({ source, applicants }) => [source, applicants])),
      applicants: (grain === 'month' ? monthly.get(period.from) : undefined) ?? wholeSum(period, daily, open),
    };
  });
}

/** The sum over the days of a period; null where one of its open days was not reported. */
function wholeSum(period: Span, daily: ReadonlyMap<Day, number>, open: ReadonlySet<Day>): number | null {
  const days = daysOf(period);
  const reported = days.filter((day) => daily.has(day));
  if (reported.length === 0 || days.some((day) => open.has(day) && !daily.has(day))) return null;
  return reported.reduce((sum, day) => sum + (daily.get(day) ?? 0), 0);
}

/** Below this share of days with a report, a channel that meets people is taken to report when something took place. */
const occasionalShare = 0.5;

/** What weekly engagement is set beside: figures and calendar of the office, and one metric of each channel. */
export function responseInput(db: Db, window: Window, estimand: 'extra' | 'share'): ResponseInput {
  const { office, today, from, to } = window;
  const effect = planningInput(db, office, { estimand, shape: 'step', comparisons: [] }, today);
  const figures = effect.figures.filter(({ period }) => period.from >= from && period.to <= to);
  const first = figures[0]?.period.from;
  const last = figures.at(-1)?.period.to;
  if (effect.grain !== 'week' || first === undefined || last === undefined) {
    return { effect: { ...effect, figures }, exposures: [] };
  }
  const summed = metricCodes.filter((metric) => metrics[metric].aggregation === 'sum');
  const series = engagementSeries(db, { ...window, from: first, to: last }, 'week', { channels: [], metrics: summed });
  const exposures = channelList(db).map(({ id, kind }): ChannelExposure => {
    const own = series.filter(({ channel }) => channel === id);
    // What people were shown stands nearer to a dose than what they did with it; within a stage, what is there most often.
    const chosen = (['information', 'awareness', 'output'] as const)
      .map((stage) =>
        own
          .filter(({ metric }) => metrics[metric].stage === stage)
          .sort(
            (one, other) =>
              weeksWithValue(other) - weeksWithValue(one) ||
              metricCodes.indexOf(one.metric) - metricCodes.indexOf(other.metric),
          )
          .at(0),
      )
      .find((found) => found !== undefined && weeksWithValue(found) > 0);
    if (!chosen) return { channel: id, metric: null, silentIsZero: false, values: figures.map(() => null) };
    const days = chosen.periods.reduce((sum, period) => sum + period.days, 0);
    const reported = chosen.periods.reduce((sum, { reportedDays }) => sum + reportedDays, 0);
    const silentIsZero = kind === 'face-to-face' && reported < occasionalShare * days;
    const said = silentIsZero ? reportedBetween(db, office, id, chosen.metric) : undefined;
    return {
      channel: id,
      metric: chosen.metric,
      silentIsZero,
      values: chosen.periods.map(({ state, value, from: weekFrom, to: weekTo }) => {
        if (state === 'reported') return value;
        if (!silentIsZero) return null;
        return value ?? (said?.from && said.to && weekTo >= said.from && weekFrom <= said.to ? 0 : null);
      }),
    };
  });
  return { effect: { ...effect, figures }, exposures };
}

/** First and last day on which a metric of a channel was ever reported. */
const reportedBetween = (db: Db, office: Office, channelId: string, metric: MetricCode) =>
  db
    .select({ from: min(readings.periodOn), to: max(readings.periodOn) })
    .from(readings)
    .where(and(eq(readings.officeId, office.id), eq(readings.channelId, channelId), eq(readings.metric, metric)))
    .get();

const weeksWithValue = ({ periods }: EngagementSeries): number => periods.filter(({ value }) => value !== null).length;

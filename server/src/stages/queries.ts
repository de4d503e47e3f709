import type { Db } from '@tilik/db/open';
import { activities, readings, snapshots, sources } from '@tilik/db/schema';
import { type ChannelKind, type MetricCode, metrics } from '@tilik/db/vocabulary';
import { and, between, count, eq, gte, inArray, lte, notExists, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { channelList } from '../channels/queries.ts';
import { addDays, addMonths, type Day, daysBetween, firstOfMonth, type Span } from '../day.ts';
import { channelTotals } from '../engagement/queries.ts';
import { reportedDaysIn, tallyOf, unitsOf } from '../inquiries/counts.ts';
import { inquiryFigures } from '../inquiries/queries.ts';
import type { Window } from '../window.ts';
import type { ActivityFigures } from './best.ts';
import { type FigureTotal, figureOrder, type Matched, otherFigures, type StageFigure } from './figures.ts';
import { byStage, ratesOf } from './rates.ts';
import type { ChannelStages } from './result.ts';
import type { CommonMetric } from './voice.ts';

const endOf = (month: Day): Day => addDays(addMonths(month, 1), -1);
const endOfMonth = (periodOn: SQLWrapper) => sql<Day>`date(${periodOn}, '+1 month', '-1 day')`;

/** Questions of one channel in one month of a window. */
interface MonthCounts {
  readonly received: number;
  /** Answers, and the questions that they were among; null and none where answers were not counted. */
  readonly answered: number | null;
  readonly answeredOf: number;
  readonly days: number;
}

/** Questions by channel and month. A month's own figure counts when the month lies wholly in the window. */
function inquiryMonths(db: Db, window: Window): Map<string, Map<Day, MonthCounts>> {
  const figures = inquiryFigures(db, window.office.id, window).filter(
    ({ grain, on }) => grain === 'day' || endOf(on) <= window.to,
  );
  const byChannel = Map.groupBy(unitsOf(figures, 'month'), ({ channel }) => channel);
  return new Map(
    [...byChannel].map(([channel, units]) => [
      channel,
      new Map(
        [...Map.groupBy(units, ({ from }) => firstOfMonth(from))].map(([month, own]) => {
          const { received, answered, answeredOf } = tallyOf(own, new Map());
          return [month, { received: received ?? 0, answered, answeredOf, days: reportedDaysIn(own) }];
        }),
      ),
    ]),
  );
}

interface DeclaredCount {
  readonly electronic: number;
  readonly all: number;
}

/** Applicants by the channel they declare and by month. */
export interface DeclaredMonths {
  readonly byChannel: ReadonlyMap<string, ReadonlyMap<Day, DeclaredCount>>;
  /** Months that anyone was asked in, by their first day. */
  readonly months: readonly Day[];
  /** Of them, those that have a figure of their own for the whole month. */
  readonly official: ReadonlySet<Day>;
  /** Of those, the ones that lie partly outside the span. */
  readonly cut: ReadonlySet<Day>;
}

/**
 * Declared sources over a span. A month's own figure counts when the month lies wholly in the span; with `half`, also
 * when half of its days do: campaigns keep no months, and are asked about by months. Days count where no month does.
 */
export function declaredMonths(
  db: Db,
  { office, from, to, shown }: Pick<Window, 'office' | 'from' | 'to' | 'shown'>,
  half = false,
): DeclaredMonths {
  const rows = db
    .select()
    .from(sources)
    .where(
      and(
        eq(sources.officeId, office.id),
        between(sources.periodOn, half ? firstOfMonth(from) : from, to),
        inArray(sources.passportType, ['electronic', 'ordinary']),
      ),
    )
    .all();
  const inside = (month: Day) => {
    const first = month > from ? month : from;
    const last = endOf(month) < to ? endOf(month) : to;
    return daysBetween(first, last) + 1;
  };
  const isWhole = (month: Day) => month >= from && endOf(month) <= to;
  const counts = (month: Day) =>
    isWhole(month) ||
    (half && 2 * inside(month) >= daysBetween(month, endOf(month)) + 1 && (shown === null || endOf(month) <= shown.to));
  const official = new Set(
    rows.filter(({ grain, periodOn }) => grain === 'month' && counts(periodOn)).map(({ periodOn }) => periodOn),
  );
  const byChannel = new Map<string, Map<Day, { electronic: number; all: number }>>();
  const months = new Set<Day>();
  for (const { grain, periodOn, source, passportType, applicants } of rows) {
    const month = firstOfMonth(periodOn);
    if (grain === 'month' ? !official.has(month) : official.has(month) || periodOn < from) continue;
    months.add(month);
    const ofChannel = byChannel.get(source) ?? new Map<Day, { electronic: number; all: number }>();
    byChannel.set(source, ofChannel);
    const known = ofChannel.get(month) ?? { electronic: 0, all: 0 };
    ofChannel.set(month, known);
    known.all += applicants;
    if (passportType === 'electronic') known.electronic += applicants;
  }
  return {
    byChannel,
    months: [...months].sort(),
    official,
    cut: new Set([...official].filter((month) => !isWhole(month))),
  };
}

const ownMonth = alias(readings, 'own_month');
const second = alias(readings, 'second');

/** Whether a month's own figure of the same channel and metric stands for a day. */
const hasOfficialMonth = (db: Db, { from, to }: Span) =>
  db
    .select({ one: sql`1` })
    .from(ownMonth)
    .where(
      and(
        eq(ownMonth.officeId, readings.officeId),
        eq(ownMonth.channelId, readings.channelId),
        eq(ownMonth.metric, readings.metric),
        eq(ownMonth.grain, 'month'),
        eq(ownMonth.periodOn, sql`substr(${readings.periodOn}, 1, 8) || '01'`),
        gte(ownMonth.periodOn, from),
        lte(endOfMonth(ownMonth.periodOn), to),
      ),
    );

/** Readings that count in a span: its days, and months that lie wholly in it instead of their days. */
const countedIn = (db: Db, span: Span): SQL | undefined =>
  and(
    between(readings.periodOn, span.from, span.to),
    or(
      and(eq(readings.grain, 'month'), lte(endOfMonth(readings.periodOn), span.to)),
      and(eq(readings.grain, 'day'), notExists(hasOfficialMonth(db, span))),
    ),
  );

/** Sums of two metrics of a channel over the days and months that both were reported for. */
function matchedReadings(
  db: Db,
  window: Window,
  channelId: string,
  of: MetricCode,
  per: MetricCode,
): Matched | undefined {
  const isMonth = eq(readings.grain, 'month');
  const found = db
    .select({
      of: sql<number>`SUM(${readings.value})`,
      per: sql<number>`SUM(${second.value})`,
      days: sql<number>`SUM(CASE WHEN ${isMonth} THEN CAST(substr(${endOfMonth(readings.periodOn)}, 9) AS INTEGER) ELSE 1 END)`,
    })
    .from(readings)
    .innerJoin(
      second,
      and(
        eq(second.officeId, readings.officeId),
        eq(second.channelId, readings.channelId),
        eq(second.metric, per),
        eq(second.grain, readings.grain),
        eq(second.periodOn, readings.periodOn),
      ),
    )
    .where(
      and(
        eq(readings.officeId, window.office.id),
        eq(readings.channelId, channelId),
        eq(readings.metric, of),
        countedIn(db, window),
      ),
    )
    .get();
  if (!found || found.days === null) return undefined;
  return { of: found.of, per: found.per, count: found.days, unit: 'days' };
}

/** How many activities of each channel and kind were published on each day of a window. */
const activityDays = (db: Db, { office, from, to }: Window) =>
  db
    .select({
      channelId: activities.channelId,
      kind: activities.kind,
      publishedOn: activities.publishedOn,
      activities: count(),
    })
    .from(activities)
    .where(and(eq(activities.officeId, office.id), between(activities.publishedOn, from, to)))
    .groupBy(activities.channelId, activities.kind, activities.publishedOn)
    .all();

/** What an activity is counted as: by what it is, else by where it was. */
function countedAs(kind: string, channelKind: ChannelKind): MetricCode {
  if (kind === 'forum') return 'forums_held';
  return kind === 'field-event' || channelKind === 'face-to-face' ? 'events_held' : 'posts';
}

/** A metric over the days on which it was reported, and the activities of those same days. */
function matchedActivities(
  db: Db,
  window: Window,
  channelId: string,
  of: MetricCode,
  published: ReadonlyMap<Day, number>,
): Matched | undefined {
  const days = db
    .select({ periodOn: readings.periodOn, value: readings.value })
    .from(readings)
    .where(
      and(
        eq(readings.officeId, window.office.id),
        eq(readings.channelId, channelId),
        eq(readings.metric, of),
        eq(readings.grain, 'day'),
        between(readings.periodOn, window.from, window.to),
      ),
    )
    .all();
  if (days.length === 0) return undefined;
  return {
    of: days.reduce((sum, { value }) => sum + value, 0),
    per: days.reduce((sum, { periodOn }) => sum + (published.get(periodOn) ?? 0), 0),
    count: days.length,
    unit: 'days',
  };
}

/** Sums of one metric of a channel by month, of what counts in the window. */
const metricMonths = (db: Db, window: Window, channelId: string, metric: MetricCode): Map<Day, number> =>
  new Map(
    db
      .select({
        month: sql<Day>`substr(${readings.periodOn}, 1, 8) || '01'`.as('month'),
        value: sql<number>`SUM(${readings.value})`,
      })
      .from(readings)
      .where(
        and(
          eq(readings.officeId, window.office.id),
          eq(readings.channelId, channelId),
          eq(readings.metric, metric),
          countedIn(db, window),
        ),
      )
      .groupBy(sql`month`)
      .all()
      .map(({ month, value }) => [month, value]),
  );

const inOrder = (one: { readonly figure: StageFigure }, other: { readonly figure: StageFigure }): number =>
  figureOrder.indexOf(one.figure) - figureOrder.indexOf(other.figure);

/** What one channel has over a window, but for declared sources. */
interface OfChannel {
  readonly figures: readonly FigureTotal[];
  /** Activities by what they are counted as and by day, where the channel gives no count of its own. */
  readonly published: ReadonlyMap<StageFigure, ReadonlyMap<Day, number>>;
  /** Activities whose own attendance stands in for that of the channel. */
  readonly attended: readonly StageActivity[];
  readonly inquiries: ReadonlyMap<Day, MonthCounts>;
}

/** Who came and what was handed out is counted at the event: where the channel gives no figure, its events do. */
const countedAtEvents: readonly StageFigure[] = ['attendees', 'materials_handed_out'];

/** Readings, activities and questions of every channel over a window. */
function ofChannels(db: Db, window: Window): Map<string, OfChannel> {
  const totals = channelTotals(db, window);
  const published = activityDays(db, window);
  const asked = inquiryMonths(db, window);
  return new Map(
    channelList(db).map(({ id, kind }): [string, OfChannel] => {
      const figures: FigureTotal[] = totals
        .filter(({ channelId }) => channelId === id)
        .map(({ metric, value, reportedDays }) => ({
          figure: metric,
          value,
          origin: 'readings',
          reported: reportedDays,
          unit: 'days',
        }));
      const isRead = (figure: StageFigure) =>
        figures.some((each) => each.origin === 'readings' && each.figure === figure);
      const own = Map.groupBy(
        published.filter(({ channelId }) => channelId === id),
        (activity) => countedAs(activity.kind, kind),
      );
      const counted = [...own].filter(([figure]) => !isRead(figure));
      for (const [figure, list] of counted) {
        const value = list.reduce((sum, each) => sum + each.activities, 0);
        const days = new Set(list.map(({ publishedOn }) => publishedOn)).size;
        figures.push({ figure, value, origin: 'activities', reported: days, unit: 'days' });
      }
      const attended =
        kind === 'face-to-face' && own.size > 0 ? stageActivities(db, window, { span: window, channels: [id] }) : [];
      figures.push(
        ...activityFigures(attended, kind).filter(
          ({ figure, origin }) => origin === 'snapshots' && countedAtEvents.includes(figure) && !isRead(figure),
        ),
      );
      const inquiriesOf = asked.get(id) ?? new Map<Day, MonthCounts>();
      figures.push(...questionFigures(inquiriesOf));
      return [
        id,
        {
          figures: figures.sort(inOrder),
          published: new Map(
            counted.map(([figure, list]) => {
              const days = Map.groupBy(list, ({ publishedOn }) => publishedOn);
              return [
                figure,
                new Map([...days].map(([day, each]) => [day, each.reduce((sum, one) => sum + one.activities, 0)])),
              ];
            }),
          ),
          attended,
          inquiries: inquiriesOf,
        },
      ];
    }),
  );
}

/**
 * The four stages of each channel over a window. With `half` the months of declared sources that lie in it by half count
 * as well, for the days of a campaign; no rate but their own is made of those.
 */
export function channelStages(
  db: Db,
  window: Window,
  channels: readonly string[] | undefined,
  half = false,
): { readonly channels: ChannelStages[]; readonly declaredMonths: readonly Day[] } {
  const all = ofChannels(db, window);
  const declared = declaredMonths(db, window, half);
  const list = channelList(db).filter(({ id }) => channels === undefined || channels.includes(id));
  return {
    declaredMonths: declared.months,
    channels: list.map(({ id, nameId, nameEn, kind }) => {
      const own = all.get(id);
      const figures = [...(own?.figures ?? []), ...declaredFigures(id, declared)];
      const reported = new Set(figures.filter(({ value }) => value !== null).map(({ figure }) => figure));
      const rates = ratesOf(kind, reported, (of, per) =>
        own ? matchedFigures(db, window, id, of, per, own, declared) : undefined,
      );
      return { channel: id, nameId, nameEn, kind, stages: byStage(figures), rates };
    }),
  };
}

/** Questions received and answered; none where none were counted. */
function questionFigures(months: ReadonlyMap<Day, MonthCounts>): FigureTotal[] {
  if (months.size === 0) return [];
  const add = (of: (month: MonthCounts) => number) => [...months.values()].reduce((sum, month) => sum + of(month), 0);
  const base = { origin: 'inquiries', reported: add(({ days }) => days), unit: 'days' } as const;
  const received: FigureTotal = { ...base, figure: 'inquiries_received', value: add((month) => month.received) };
  if ([...months.values()].every(({ answered }) => answered === null)) return [received];
  return [received, { ...base, figure: 'inquiries_answered', value: add(({ answered }) => answered ?? 0) }];
}

/** Applicants who declare a channel, the electronic ones and all. */
function declaredFigures(channel: string, { byChannel }: DeclaredMonths): FigureTotal[] {
  const own = byChannel.get(channel);
  if (!own) return [];
  const base = { origin: 'declared', reported: own.size, unit: 'months' } as const;
  const sum = (name: keyof DeclaredCount) => [...own.values()].reduce((total, month) => total + month[name], 0);
  return [
    { ...base, figure: 'declared_electronic', value: sum('electronic') },
    { ...base, figure: 'declared_all', value: sum('all') },
  ];
}

const isMetric = (figure: StageFigure): figure is MetricCode => !(figure in otherFigures);

/** Two figures of a channel over what both were reported for: by day where both have days, else by whole months. */
function matchedFigures(
  db: Db,
  window: Window,
  channel: string,
  of: StageFigure,
  per: StageFigure,
  own: OfChannel,
  declared: DeclaredMonths,
): Matched | undefined {
  const isOfEvents = (figure: StageFigure) =>
    own.figures.some((each) => each.figure === figure && each.origin === 'snapshots');
  const published = own.published.get(per);
  if (isMetric(of) && published) {
    return isOfEvents(of)
      ? matchedOwn(own.attended, of, (activity) => (countedAs(activity.kind, 'face-to-face') === per ? 1 : undefined))
      : matchedActivities(db, window, channel, of, published);
  }
  if (isMetric(of) && isMetric(per)) {
    return isOfEvents(of) || isOfEvents(per) ? undefined : matchedReadings(db, window, channel, of, per);
  }
  const valuesOf = (figure: StageFigure): ReadonlyMap<Day, number> => {
    if (isMetric(figure)) {
      return isOfEvents(figure) ? eventMonths(own.attended, figure) : metricMonths(db, window, channel, figure);
    }
    if (figure === 'declared_electronic' || figure === 'declared_all') {
      const name = figure === 'declared_all' ? 'all' : 'electronic';
      // A month of which part lies outside is set against another figure of its own only.
      const isOwn = per === 'declared_all';
      const months = [...(declared.byChannel.get(channel) ?? [])];
      return new Map(
        months.filter(([month]) => isOwn || !declared.cut.has(month)).map(([month, counts]) => [month, counts[name]]),
      );
    }
    // Answers are set against the questions that they were among.
    const isAnswerRate = of === 'inquiries_answered';
    return new Map(
      [...own.inquiries].flatMap(([month, { received, answered, answeredOf }]): [Day, number][] => {
        if (!isAnswerRate) return [[month, received]];
        if (answered === null) return [];
        return [[month, figure === 'inquiries_answered' ? answered : answeredOf]];
      }),
    );
  };
  const values = valuesOf(of);
  const bases = valuesOf(per);
  const both = [...values.keys()].filter((month) => bases.has(month));
  if (both.length === 0) return undefined;
  const sum = (map: ReadonlyMap<Day, number>) => both.reduce((total, month) => total + (map.get(month) ?? 0), 0);
  return { of: sum(values), per: sum(bases), count: both.length, unit: 'months' };
}

/** A figure of activities beside another of the same activities. */
function matchedOwn(
  list: readonly StageActivity[],
  of: MetricCode,
  perOf: (activity: StageActivity) => number | undefined,
): Matched | undefined {
  const both = list.flatMap((activity) => {
    const value = activity.values.get(of);
    const base = perOf(activity);
    return value === undefined || base === undefined ? [] : [{ value, base }];
  });
  if (both.length === 0) return undefined;
  return {
    of: both.reduce((sum, { value }) => sum + value, 0),
    per: both.reduce((sum, { base }) => sum + base, 0),
    count: both.length,
    unit: 'activities',
  };
}

/** A figure of events by month. */
function eventMonths(list: readonly StageActivity[], metric: MetricCode): Map<Day, number> {
  const months = new Map<Day, number>();
  for (const { publishedOn, values } of list) {
    const value = values.get(metric);
    if (value === undefined) continue;
    const month = firstOfMonth(publishedOn);
    months.set(month, (months.get(month) ?? 0) + value);
  }
  return months;
}

/** An activity with what the pages say of it. */
export interface StageActivity extends ActivityFigures {
  readonly channelId: string;
  readonly campaignId: string | null;
  readonly kind: string;
  readonly title: string | null;
  readonly caption: string | null;
  readonly place: string | null;
  readonly permalink: string | null;
  readonly publishedOn: Day;
  readonly costRupiah: number | null;
}

/** Activities of an office with their lifetime figures as last taken, of a window or of campaigns whenever they were. */
export function stageActivities(
  db: Db,
  { office, shown }: Pick<Window, 'office' | 'shown'>,
  asked: { readonly span?: Span; readonly campaigns?: readonly string[]; readonly channels?: readonly string[] },
): StageActivity[] {
  const { span, campaigns, channels = [] } = asked;
  const isAsked = and(
    eq(activities.officeId, office.id),
    span ? between(activities.publishedOn, span.from, span.to) : undefined,
    shown ? between(activities.publishedOn, shown.from, shown.to) : undefined,
    campaigns ? inArray(activities.campaignId, [...campaigns]) : undefined,
    channels.length > 0 ? inArray(activities.channelId, [...channels]) : undefined,
  );
  const values = new Map<string, Map<MetricCode, number>>();
  const taken = db
    .select({ activityId: snapshots.activityId, metric: snapshots.metric, value: snapshots.value })
    .from(snapshots)
    .innerJoin(activities, eq(snapshots.activityId, activities.id))
    .where(and(isAsked, shown ? lte(snapshots.takenOn, shown.to) : undefined))
    .orderBy(snapshots.takenOn)
    .all();
  for (const { activityId, metric, value } of taken) {
    const own = values.get(activityId) ?? new Map<MetricCode, number>();
    values.set(activityId, own);
    // In order of the day they were taken on: the last one stands.
    own.set(metric, value);
  }
  return db
    .select()
    .from(activities)
    .where(isAsked)
    .orderBy(activities.publishedAt, activities.id)
    .all()
    .map((activity) => ({
      id: activity.id,
      channelId: activity.channelId,
      campaignId: activity.campaignId,
      kind: activity.kind,
      title: activity.title,
      caption: activity.caption,
      place: activity.place,
      permalink: activity.permalink,
      publishedOn: activity.publishedOn,
      costRupiah: activity.costRupiah,
      values: values.get(activity.id) ?? new Map<MetricCode, number>(),
    }));
}

/** What activities of one channel come to: lifetime figures added, people of single posts not. */
function activityFigures(own: readonly StageActivity[], kind: ChannelKind): FigureTotal[] {
  const totals = new Map<MetricCode, { sum: number; activities: number }>();
  for (const { values } of own) {
    for (const [metric, value] of values) {
      const known = totals.get(metric);
      totals.set(metric, { sum: (known?.sum ?? 0) + value, activities: (known?.activities ?? 0) + 1 });
    }
  }
  const counted = Map.groupBy(own, (activity) => countedAs(activity.kind, kind));
  return [
    ...[...counted].map(
      ([figure, { length }]): FigureTotal => ({
        figure,
        value: length,
        origin: 'activities',
        reported: length,
        unit: 'activities',
      }),
    ),
    ...[...totals].map(
      ([metric, { sum, activities: reported }]): FigureTotal => ({
        figure: metric,
        value: metrics[metric].aggregation === 'sum' ? sum : null,
        origin: 'snapshots',
        reported,
        unit: 'activities',
      }),
    ),
  ].sort(inOrder);
}

/** The four stages of activities by channel, with rates over the activities that both figures are known of. */
export function ownStages(db: Db, own: readonly StageActivity[]): ChannelStages[] {
  return channelList(db).flatMap(({ id, nameId, nameEn, kind }) => {
    const list = own.filter(({ channelId }) => channelId === id);
    if (list.length === 0) return [];
    const figures = activityFigures(list, kind);
    const reported = new Set(figures.filter(({ value }) => value !== null).map(({ figure }) => figure));
    const counts = new Set(figures.filter(({ origin }) => origin === 'activities').map(({ figure }) => figure));
    const rates = ratesOf(kind, reported, (of, per) =>
      isMetric(of) && isMetric(per)
        ? matchedOwn(list, of, (activity) =>
            counts.has(per) ? (countedAs(activity.kind, kind) === per ? 1 : undefined) : activity.values.get(per),
          )
        : undefined,
    );
    return [{ channel: id, nameId, nameEn, kind, stages: byStage(figures), rates }];
  });
}

/** A figure over several spans and channels. */
export interface AddedTotal extends FigureTotal {
  readonly channels: readonly string[];
}

/** A channel that was used over some days. */
export interface Use {
  readonly channel: string;
  readonly span: Span;
}

/** Spans that touch or overlap as one, so that no day is counted twice. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last && span.from <= addDays(last.to, 1)) {
      if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to };
    } else merged.push(span);
  }
  return merged;
}

/** What channels reported over the days they were used, and who declares them; days that meet are counted once. */
export function usesTogether(
  db: Db,
  window: Window,
  uses: readonly Use[],
): {
  readonly figures: AddedTotal[];
  readonly declared: { readonly applicants: number | null; readonly months: Day[] };
} {
  const known = new Map<string, { figures: Map<string, OfChannel>; declared: DeclaredMonths }>();
  const over = (span: Span) => {
    const name = `${span.from} ${span.to}`;
    const found = known.get(name) ?? {
      figures: ofChannels(db, { ...window, ...span }),
      declared: declaredMonths(db, { ...window, ...span }, true),
    };
    known.set(name, found);
    return found;
  };
  const parts: { channel: string; figure: FigureTotal }[] = [];
  const months = new Set<Day>();
  let applicants: number | null = null;
  for (const [channel, list] of Map.groupBy(uses, (use) => use.channel)) {
    const whole = new Set<Day>();
    for (const span of mergedSpans(list.map((use) => use.span))) {
      const { figures, declared } = over(span);
      parts.push(...(figures.get(channel)?.figures ?? []).map((figure) => ({ channel, figure })));
      for (const [month, { electronic }] of declared.byChannel.get(channel) ?? []) {
        // Two halves of a month have one figure between them.
        if (whole.has(month)) continue;
        if (declared.official.has(month)) whole.add(month);
        months.add(month);
        applicants = (applicants ?? 0) + electronic;
      }
    }
  }
  return { figures: addedFigures(parts), declared: { applicants, months: [...months].sort() } };
}

/** Figures of activities over the channels they were on. */
export function activitiesTogether(db: Db, own: readonly StageActivity[]): AddedTotal[] {
  const kinds = new Map(channelList(db).map(({ id, kind }) => [id, kind]));
  const byChannel = Map.groupBy(own, ({ channelId }) => channelId);
  return addedFigures(
    [...byChannel].flatMap(([channel, list]) =>
      activityFigures(list, kinds.get(channel) ?? 'social').map((figure) => ({ channel, figure })),
    ),
  );
}

/** Adds what may be added; followers of two channels may be the same people. */
function addedFigures(parts: readonly { readonly channel: string; readonly figure: FigureTotal }[]): AddedTotal[] {
  const byFigure = Map.groupBy(parts, ({ figure }) => `${figure.figure} ${figure.unit}`);
  return [...byFigure.values()]
    .flatMap((list): AddedTotal[] => {
      const last = list.at(-1)?.figure;
      if (!last) return [];
      const channels = [...new Set(list.map(({ channel }) => channel))];
      const isSum = !isMetric(last.figure) || metrics[last.figure].aggregation === 'sum';
      const values = list.map(({ figure }) => figure.value);
      return [
        {
          ...last,
          // Where one channel counts its posts and another's are counted here, the sum is partly counted here.
          origin: list.every(({ figure }) => figure.origin === last.origin) ? last.origin : 'activities',
          channels,
          reported: list.reduce((sum, { figure }) => sum + figure.reported, 0),
          value: isSum
            ? values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)
            : channels.length === 1
              ? last.value
              : null,
        },
      ];
    })
    .sort(inOrder);
}

/** Metrics that channels can be set side by side by, what says most first: what was seen before what was done with it, and that before posts. */
export const voiceMetrics = [
  'views',
  'impressions',
  'pageviews',
  'visits',
  'attendees',
  'engagements',
  'likes',
  'posts',
  'events_held',
  'forums_held',
] as const satisfies MetricCode[];

/**
 * The first of some metrics that all of these channels reported on the same days or months, over those. Where people meet, two
 * channels seldom do so on one day: there a month is the same when both had something to report in it.
 */
export function commonMetric(
  db: Db,
  window: Window,
  channels: readonly string[],
  candidates: readonly MetricCode[],
  byMonth: boolean,
): CommonMetric | undefined {
  for (const metric of candidates) {
    const ofMetric = and(
      eq(readings.officeId, window.office.id),
      inArray(readings.channelId, [...channels]),
      eq(readings.metric, metric),
      countedIn(db, window),
    );
    const rows = db
      .select({
        channelId: readings.channelId,
        grain: readings.grain,
        periodOn: readings.periodOn,
        value: readings.value,
      })
      .from(readings)
      .where(ofMetric)
      .all();
    const nameOf = ({ grain, periodOn }: (typeof rows)[number]) =>
      byMonth ? firstOfMonth(periodOn) : `${grain} ${periodOn}`;
    const periods = [...Map.groupBy(rows, nameOf).values()].filter(
      (period) => new Set(period.map(({ channelId }) => channelId)).size === channels.length,
    );
    if (periods.length === 0) continue;
    const values = new Map<string, number>();
    for (const { channelId, value } of periods.flat()) values.set(channelId, (values.get(channelId) ?? 0) + value);
    return { metric, periods: periods.length, values };
  }
  return undefined;
}

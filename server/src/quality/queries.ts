import type { Db } from '@tilik/db/open';
import {
  activities,
  applicants,
  expectedFigures,
  followUps,
  imports,
  inquiries,
  type Office,
  pastValues,
  readings,
  snapshots,
  sources,
} from '@tilik/db/schema';
import { type Grain, grains, type MetricCode, metricCodes } from '@tilik/db/vocabulary';
import { and, between, eq, gte, inArray, like, lt, min, sql } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { applicantCounts, openDays } from '../applicants/queries.ts';
import { type Day, dayInZone, type Span } from '../day.ts';
import type { ReportedOn } from './completeness.ts';
import {
  type ExpectedFigure,
  type ExpectedNoun,
  expectedName,
  expectedNouns,
  expectedOrder,
  type ReportedMonth,
} from './expected.ts';
import { trailingFrom } from './outliers.ts';
import type { LoadedRows, Series, SnapshotRow } from './rules.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What an office declares that it reports. */
export const expectedOf = (db: Db, officeId: string): ExpectedFigure[] =>
  db
    .select()
    .from(expectedFigures)
    .where(eq(expectedFigures.officeId, officeId))
    .all()
    .map(({ noun, channelId, measure, grain, fromOn, toOn, dueDays }) => ({
      noun: noun as ExpectedNoun,
      channel: orNull(channelId),
      measure: orNull(measure),
      grain,
      from: fromOn,
      to: toOn,
      dueDays,
    }))
    .sort((one, other) => (expectedOrder(one) < expectedOrder(other) ? -1 : 1));

/** Puts a declaration in the place of the one before it. */
export function replaceExpected(db: Db, by: By, officeId: string, figures: readonly ExpectedFigure[]): void {
  db.transaction((tx) => {
    const was = expectedOf(db, officeId);
    tx.delete(expectedFigures).where(eq(expectedFigures.officeId, officeId)).run();
    for (const { noun, channel, measure, grain, from, to, dueDays } of figures) {
      tx.insert(expectedFigures)
        .values({
          officeId,
          noun,
          channelId: channel ?? '',
          measure: measure ?? '',
          grain,
          fromOn: from,
          toOn: to,
          dueDays,
        })
        .run();
    }
    const act = was.length === 0 ? 'declared' : 'changed';
    writeAudit(db, by, { act, noun: 'expected-figures', key: officeId, officeId, was, became: figures });
  });
}

/** Each table with what tells its expected figures apart. */
const tables = {
  readings: { table: readings, channel: readings.channelId, measure: readings.metric },
  applicants: { table: applicants, channel: sql<string>`''`, measure: applicants.passportType },
  sources: { table: sources, channel: sql<string>`''`, measure: sql<string>`''` },
  inquiries: { table: inquiries, channel: inquiries.channelId, measure: sql<string>`''` },
} as const satisfies Record<ExpectedNoun, unknown>;

/** In how many periods of every month each thing was reported. */
export function reportedMonths(db: Db, officeId: string): ReportedMonth[] {
  return expectedNouns.flatMap((noun) => {
    const { table, channel, measure } = tables[noun];
    const month = sql<Day>`substr(${table.periodOn}, 1, 7) || '-01'`;
    return db
      .select({
        channel: sql<string>`${channel}`,
        measure: sql<string>`${measure}`,
        grain: table.grain,
        month,
        periods: sql<number>`COUNT(DISTINCT ${table.periodOn})`,
      })
      .from(table)
      .where(eq(table.officeId, officeId))
      .groupBy(sql`1, 2, 3, 4`)
      .all()
      .map((row) => ({ ...row, noun, channel: orNull(row.channel), measure: orNull(row.measure) }));
  });
}

/**
 * The day on which each figure of a span was first said, by expected figure and period. An import that only repeats
 * what an earlier one said does not make it late.
 */
export function firstReported(db: Db, office: Office, span: Span): ReadonlyMap<string, ReportedOn> {
  const dayOfImport = new Map(
    db
      .select({ id: imports.id, importedAt: imports.importedAt })
      .from(imports)
      .all()
      .map(({ id, importedAt }) => [id, dayInZone(new Date(importedAt), office.zone)]),
  );
  const earliest = earliestSayings(db, office.id);
  const imported = new Map<string, Map<Day, number>>();
  const keep = (name: string, periodOn: Day, importId: number) => {
    let ofFigure = imported.get(name);
    if (!ofFigure) {
      ofFigure = new Map();
      imported.set(name, ofFigure);
    }
    const claimed = earliest.size === 0 ? undefined : earliest.get(`${name} ${periodOn}`);
    ofFigure.set(periodOn, Math.min(ofFigure.get(periodOn) ?? importId, claimed ?? importId, importId));
  };
  const readingsOfOne = db.$client
    .prepare(
      `SELECT period_on, import_id FROM readings
       WHERE office_id = ? AND channel_id = ? AND metric = ? AND grain = ? AND period_on BETWEEN ? AND ?`,
    )
    .raw();
  for (const [channel, measure, grain] of readingsReported(db, office.id)) {
    const name = expectedName({ noun: 'readings', channel, measure, grain });
    const rows = readingsOfOne.all(office.id, channel, measure, grain, span.from, span.to) as [Day, number][];
    for (const [periodOn, importId] of rows) keep(name, periodOn, importId);
  }
  for (const noun of expectedNouns.filter((each) => each !== 'readings')) {
    const { table, channel, measure } = tables[noun];
    const rows = db
      .select({
        channel: sql<string>`${channel}`,
        measure: sql<string>`${measure}`,
        grain: table.grain,
        periodOn: table.periodOn,
        importId: table.importId,
      })
      .from(table)
      .where(and(eq(table.officeId, office.id), between(table.periodOn, span.from, span.to)))
      .all();
    for (const { periodOn, importId, ...figure } of rows) keep(expectedName({ noun, ...figure }), periodOn, importId);
  }
  const dayOf = (importId: number): Day => {
    const day = dayOfImport.get(importId);
    if (day === undefined) throw new RangeError(`no import ${importId}`);
    return day;
  };
  return new Map(
    [...imported].map(([name, ofFigure]) => [
      name,
      new Map([...ofFigure].map(([periodOn, importId]) => [periodOn, dayOf(importId)])),
    ]),
  );
}

/** The earliest standing import that said a figure which a later one says now. */
function earliestSayings(db: Db, officeId: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { noun, key, importId } of earlierClaims(db, officeId)) {
    const cells = JSON.parse(key) as string[];
    const [, second = '', third = '', fourth = '', fifth = ''] = cells;
    const name = ((): string | undefined => {
      switch (noun) {
        case 'readings':
          return `${expectedName({ noun, channel: second, measure: third, grain: fourth as 'day' })} ${fifth}`;
        case 'applicants':
          return `${expectedName({ noun, channel: null, measure: fourth, grain: second as 'day' })} ${third}`;
        case 'sources':
          return `${expectedName({ noun, channel: null, measure: null, grain: second as 'day' })} ${third}`;
        case 'inquiries':
          return `${expectedName({ noun, channel: second, measure: null, grain: fourth as 'day' })} ${fifth}`;
        default:
          return undefined;
      }
    })();
    if (name !== undefined) found.set(name, Math.min(found.get(name) ?? Infinity, importId));
  }
  return found;
}

/** What earlier imports said of an office's figures. Their keys begin with the office. */
const earlierClaims = (db: Db, officeId: string): { noun: string; key: string; importId: number }[] =>
  db
    .select({ noun: pastValues.noun, key: pastValues.key, importId: min(pastValues.importId) })
    .from(pastValues)
    .where(
      and(
        inArray(pastValues.noun, [...expectedNouns]),
        // What begins so, as a range, which the table's order can be searched for; `-` comes next after `,`.
        gte(pastValues.key, `["${officeId}",`),
        lt(pastValues.key, `["${officeId}"-`),
      ),
    )
    .groupBy(pastValues.noun, pastValues.key)
    .all()
    .flatMap(({ importId, ...claim }) => (importId === null ? [] : [{ ...claim, importId }]));

/** Everything the rules need for whole months of one office, with what came before them to compare with. */
export function loadRows(db: Db, office: Office, span: Span): LoadedRows {
  const trailing = { from: trailingFrom(span.from), to: span.to };
  const counts = (['day', 'month'] as const).map((grain) => ({
    grain,
    counts: applicantCounts(db, office.id, grain, trailing),
  }));
  const ofApplicants = counts.flatMap(({ grain, counts }) =>
    (['electronic', 'ordinary'] as const).map(
      (measure): Series => ({
        noun: 'applicants',
        channel: '',
        measure,
        grain,
        values: [...counts[measure]]
          .map(([on, value]) => ({ on, value }))
          .sort((one, other) => (one.on < other.on ? -1 : 1)),
      }),
    ),
  );
  return {
    officeId: office.id,
    launchedOn: office.launchedOn,
    span,
    series: [...ofApplicants, ...readingSeries(db, office.id, trailing)],
    applicants: db
      .select()
      .from(applicants)
      .where(and(eq(applicants.officeId, office.id), between(applicants.periodOn, span.from, span.to)))
      .all(),
    sources: db
      .select()
      .from(sources)
      .where(and(eq(sources.officeId, office.id), between(sources.periodOn, span.from, span.to)))
      .all(),
    snapshots: snapshotRows(db, office.id, span),
    openDays: openDays(db, { office, ...trailing }),
  };
}

/**
 * Readings by channel, metric and grain, in order of time. They lie by just that, so each is asked for by itself: the
 * store goes to its days at once instead of through those of all years.
 */
function readingSeries(db: Db, officeId: string, { from, to }: Span): Series[] {
  const daysOfOne = db.$client
    .prepare(
      `SELECT period_on, value FROM readings
       WHERE office_id = ? AND channel_id = ? AND metric = ? AND grain = ? AND period_on BETWEEN ? AND ? ORDER BY period_on`,
    )
    .raw();
  return readingsReported(db, officeId).flatMap(([channel, measure, grain]): Series[] => {
    const rows = daysOfOne.all(officeId, channel, measure, grain, from, to) as [Day, number][];
    const values = rows.map(([on, value]) => ({ on, value }));
    return values.length > 0 ? [{ noun: 'readings', channel, measure, grain, values }] : [];
  });
}

/** The channels, metrics and grains of which an office has any reading. */
const readingsReported = (db: Db, officeId: string) =>
  db.$client
    .prepare(
      `SELECT channels.id AS own, what.value AS metric, size.value AS grain
       FROM channels CROSS JOIN json_each(?) AS what CROSS JOIN json_each(?) AS size
       WHERE EXISTS (
         SELECT 1 FROM readings
         WHERE office_id = ? AND channel_id = channels.id AND metric = what.value AND grain = size.value)
       ORDER BY own, what.value, size.value`,
    )
    .raw()
    .all(JSON.stringify(metricCodes), JSON.stringify(grains), officeId) as [string, MetricCode, Grain][];

/** Snapshots taken in a span, each with the one before it. */
function snapshotRows(db: Db, officeId: string, { from, to }: Span): SnapshotRow[] {
  const taken = db
    .select({ id: snapshots.activityId })
    .from(snapshots)
    .where(between(snapshots.takenOn, from, to));
  const rows = db
    .select({
      activityId: snapshots.activityId,
      channelId: activities.channelId,
      metric: snapshots.metric,
      takenOn: snapshots.takenOn,
      value: snapshots.value,
      publishedOn: activities.publishedOn,
    })
    .from(snapshots)
    .innerJoin(activities, eq(activities.id, snapshots.activityId))
    .where(and(eq(activities.officeId, officeId), inArray(snapshots.activityId, taken)))
    .orderBy(snapshots.activityId, snapshots.metric, snapshots.takenOn)
    .all();
  return rows
    .map((row, index) => {
      const before = rows[index - 1];
      const isSame = before?.activityId === row.activityId && before.metric === row.metric;
      return {
        ...row,
        metric: row.metric as MetricCode,
        before: isSame ? before.value : null,
        beforeOn: isSame ? before.takenOn : null,
      };
    })
    .filter(({ takenOn }) => takenOn >= from && takenOn <= to);
}

/** What was done about a finding. */
export interface FollowUp {
  readonly state: 'open' | 'checked' | 'accepted';
  readonly comment: string;
  /** Null: nothing was done yet. */
  readonly changedAt: string | null;
}

export const untouched: FollowUp = { state: 'open', comment: '', changedAt: null };

/** What was done about the findings whose names begin so, by name. */
export const followUpsOf = (db: Db, officeId: string): ReadonlyMap<string, FollowUp> =>
  new Map(
    db
      .select()
      .from(followUps)
      .where(like(followUps.findingId, `${officeId}:%`))
      .all()
      .map(({ findingId, state, comment, changedAt }) => [findingId, { state, comment, changedAt }]),
  );

/** Keeps what was done about a finding. */
export function followUp(
  db: Db,
  by: By,
  officeId: string,
  { findingId, state, comment }: Pick<typeof followUps.$inferInsert, 'findingId' | 'state' | 'comment'>,
): void {
  db.transaction(
    (tx) => {
      const was = tx.select().from(followUps).where(eq(followUps.findingId, findingId)).get();
      const set = { state, comment, changedAt: by.now.toISOString(), actor: by.actor.id };
      tx.insert(followUps)
        .values({ findingId, ...set })
        .onConflictDoUpdate({ target: followUps.findingId, set })
        .run();
      writeAudit(db, by, {
        act: 'followed-up',
        noun: 'finding',
        key: findingId,
        officeId,
        was: was && { state: was.state, comment: was.comment },
        became: { state, comment },
      });
    },
    { behavior: 'immediate' },
  );
}

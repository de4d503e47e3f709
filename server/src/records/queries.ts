import type { Db } from '@tilik/db/open';
import { imports, pastValues, withdrawnValues } from '@tilik/db/schema';
import { and, eq, inArray } from 'drizzle-orm';
import type { Day } from '../day.ts';
import { type Cell, type Noun, nouns } from '../ingest/figures.ts';
import type { CellsByColumn } from './lists.ts';

/** Where what is said of a row is from. */
export interface Origin {
  readonly importId: number;
  readonly file: string;
  readonly format: string;
  readonly at: string;
  readonly by: string | null;
}

/** A row of a list as the store has it now. */
export interface StoredRow {
  readonly key: readonly Cell[];
  readonly cell: CellsByColumn;
  readonly origin: Origin;
}

/** What a row is asked for by: its office, and the days that it is of. */
interface Place {
  readonly office?: string;
  readonly first?: string;
  readonly last?: string;
  /** What is not in its own table. */
  readonly more?: Readonly<Record<string, string>>;
  readonly order?: string;
}

const ownOffice = 'record.office_id = @office';
const ofPeriods: Place = {
  office: ownOffice,
  first: 'record.period_on',
  last: "IIF(record.grain = 'month', date(record.period_on, '+1 month', '-1 day'), record.period_on)",
  order: 'record.period_on',
};
const snapshotOnTheDay = (metric: string) =>
  `(SELECT value FROM snapshots WHERE activity_id = record.id AND metric = '${metric}' AND taken_on = record.published_on)`;

const places: Readonly<Record<Exclude<Noun, 'snapshots'>, Place>> = {
  campaigns: {
    office: ownOffice,
    // Planned or run: whichever reaches further. One that began and has not ended is still running.
    first:
      'MIN(COALESCE(record.started_on, record.planned_from_on), COALESCE(record.planned_from_on, record.started_on))',
    last: `CASE WHEN record.started_on IS NOT NULL AND record.ended_on IS NULL AND record.cancelled_on IS NULL THEN '9999-12-31'
           ELSE MAX(COALESCE(record.ended_on, record.planned_to_on, record.planned_from_on, record.started_on),
                    COALESCE(record.planned_to_on, record.planned_from_on, record.started_on)) END`,
    order: 'COALESCE(record.started_on, record.planned_from_on)',
  },
  activities: {
    office: ownOffice,
    first: 'record.published_on',
    last: 'record.published_on',
    order: 'record.published_at',
    more: {
      attendees: snapshotOnTheDay('attendees'),
      materials_handed_out: snapshotOnTheDay('materials_handed_out'),
      zone: '(SELECT zone FROM offices WHERE id = record.office_id)',
    },
  },
  events: {
    office: '(record.office_id IS NULL OR record.office_id = @office)',
    first: 'record.starts_on',
    last: 'COALESCE(record.ends_on, record.starts_on)',
    order: 'record.starts_on',
  },
  // A fee holds until another one begins.
  fees: { first: 'record.starts_on', order: 'record.starts_on' },
  targets: {
    office: ownOffice,
    first: 'record.month_on',
    last: "date(record.month_on, '+1 month', '-1 day')",
    order: 'record.month_on',
  },
  evidence: { office: ownOffice, first: 'record.noted_on', last: 'record.noted_on', order: 'record.noted_on' },
  themes: { order: 'record.position' },
  inquiries: ofPeriods,
  processing: ofPeriods,
  audience_applicants: ofPeriods,
  applicants: ofPeriods,
  sources: ofPeriods,
  readings: ofPeriods,
};

const placeOf = (noun: Noun): Place => (noun === 'snapshots' ? {} : places[noun]);

function select(db: Db, noun: Noun, where: readonly string[], parameters: Readonly<Record<string, unknown>>) {
  const { key, value } = nouns[noun];
  const { more = {}, order } = placeOf(noun);
  const columns = [
    ...[...key, ...value].map((column) => `record.${column} AS ${column}`),
    ...Object.entries(more).map(([name, sql]) => `${sql} AS ${name}`),
  ];
  const rows = db.$client
    .prepare(
      `SELECT ${columns.join(', ')}, imports.id AS from_import, imports.file_name AS from_file,
              imports.format AS from_format, imports.imported_at AS from_at, imports.actor AS from_actor
       FROM ${noun} AS record JOIN imports ON imports.id = record.import_id
       WHERE ${where.length > 0 ? where.join(' AND ') : 'TRUE'}
       ORDER BY ${[...(order === undefined ? [] : [order]), ...key.map((column) => `record.${column}`)].join(', ')}`,
    )
    .all(parameters) as Record<string, Cell>[];
  return rows.map(
    (row): StoredRow => ({
      key: key.map((column) => row[column] ?? null),
      cell: (column) => row[column] ?? null,
      origin: {
        importId: Number(row.from_import),
        file: String(row.from_file),
        format: String(row.from_format),
        at: String(row.from_at),
        by: row.from_actor === null || row.from_actor === undefined ? null : String(row.from_actor),
      },
    }),
  );
}

/** The rows of a list that are of an office and of any day of the span; from the earliest. */
export function rowsOf(
  db: Db,
  noun: Noun,
  { office, from, to }: { office: string; from?: Day | undefined; to?: Day | undefined },
): StoredRow[] {
  const place = placeOf(noun);
  return select(
    db,
    noun,
    [
      ...(place.office === undefined ? [] : [place.office]),
      ...(from === undefined || place.last === undefined ? [] : [`${place.last} >= @from`]),
      ...(to === undefined || place.first === undefined ? [] : [`${place.first} <= @to`]),
    ],
    {
      ...(place.office === undefined ? {} : { office }),
      ...(from === undefined || place.last === undefined ? {} : { from }),
      ...(to === undefined || place.first === undefined ? {} : { to }),
    },
  );
}

/** The row of this key. */
export const rowOf = (db: Db, noun: Noun, key: readonly Cell[]): StoredRow | undefined =>
  select(
    db,
    noun,
    nouns[noun].key.map((column) => `record.${column} = @${column}`),
    Object.fromEntries(nouns[noun].key.map((column, index) => [column, key[index] ?? null])),
  )[0];

/** How many other things speak of this one, which therefore cannot go. */
export function usesOf(db: Db, noun: Noun, id: Cell): number {
  const counts: Partial<Record<Noun, readonly string[]>> = {
    campaigns: [
      'SELECT COUNT(*) FROM activities WHERE campaign_id = @id',
      'SELECT COUNT(*) FROM targets WHERE campaign_id = @id',
      'SELECT COUNT(*) FROM evidence WHERE campaign_id = @id',
    ],
    activities: ['SELECT COUNT(*) FROM evidence WHERE activity_id = @id'],
    themes: ['SELECT COUNT(*) FROM evidence, json_each(evidence.themes) AS theme WHERE theme.value = @id'],
  };
  return (counts[noun] ?? []).reduce((sum, sql) => sum + Number(db.$client.prepare(sql).pluck().get({ id })), 0);
}

/** The figures of an activity that stand for themselves, by their keys. */
export const snapshotsOf = (db: Db, activityId: Cell): [string, string, string][] =>
  db.$client
    .prepare('SELECT activity_id, metric, taken_on FROM snapshots WHERE activity_id = ? ORDER BY metric, taken_on')
    .raw()
    .all(activityId) as [string, string, string][];

/** Writes down what an import withdrew. */
export function keepAnswers(db: Db, importId: number, more: Readonly<Record<string, string>>): void {
  const { answers } = db.select({ answers: imports.answers }).from(imports).where(eq(imports.id, importId)).get() ?? {};
  db.update(imports)
    .set({ answers: { ...answers, ...more } })
    .where(eq(imports.id, importId))
    .run();
}

/** Something that was said of a row, or taken back, with what the row was before and after. */
export interface RowChange {
  readonly act: 'said' | 'removed' | 'undone';
  readonly from: readonly Cell[] | null;
  readonly to: readonly Cell[] | null;
  /** The import that said it. */
  readonly origin: Origin;
  /** When it was said or taken back, and by whom. */
  readonly at: string;
  readonly by: string | null;
}

/** Everything that became of a row, the earliest first; values in the order of the table. */
export function changesOfRow(db: Db, noun: Noun, key: readonly Cell[]): RowChange[] {
  const keyText = JSON.stringify(key);
  const present = rowOf(db, noun, key);
  const standing = db
    .select({ importId: pastValues.importId, value: pastValues.value })
    .from(pastValues)
    .where(and(eq(pastValues.noun, noun), eq(pastValues.key, keyText)))
    .all()
    .map(({ importId, value }) => ({ importId, value: JSON.parse(value) as Cell[] }));
  if (present) {
    standing.push({
      importId: present.origin.importId,
      value: nouns[noun].value.map((column) => present.cell(column)),
    });
  }
  const withdrawn = db
    .select()
    .from(withdrawnValues)
    .where(and(eq(withdrawnValues.noun, noun), eq(withdrawnValues.key, keyText)))
    .all()
    .map(({ importId, value, withdrawnAt, actor }) => ({
      importId,
      value: JSON.parse(value) as Cell[],
      withdrawn: { at: withdrawnAt, by: actor },
    }));
  const ids = [...new Set([...standing, ...withdrawn].map(({ importId }) => importId))];
  const origins = new Map(
    db
      .select()
      .from(imports)
      .where(inArray(imports.id, ids))
      .all()
      .map(({ id, fileName, format, importedAt, actor, undoneAt }) => [
        id,
        { importId: id, file: fileName, format, at: importedAt, by: actor, undoneAt },
      ]),
  );
  const saidOrWithdrawn = [...standing.map((one) => ({ ...one, withdrawn: undefined })), ...withdrawn];
  const acts = saidOrWithdrawn.flatMap(({ importId, value, withdrawn: takenBack }) => {
    const found = origins.get(importId);
    if (!found) return [];
    const { undoneAt, ...origin } = found;
    const said = { act: 'said' as RowChange['act'], value, origin, at: origin.at, by: origin.by };
    if (!takenBack) return [said];
    const act: RowChange['act'] = takenBack.at === undoneAt ? 'undone' : 'removed';
    return [said, { ...said, act, ...takenBack }];
  });
  // Of one instant: what was said before what took it back, and both in the order of the imports.
  acts.sort(
    (one, other) =>
      (one.at < other.at ? -1 : one.at > other.at ? 1 : 0) ||
      Number(one.act !== 'said') - Number(other.act !== 'said') ||
      one.origin.importId - other.origin.importId,
  );
  const speaking = new Map<number, readonly Cell[]>();
  const speaks = () => speaking.get(Math.max(...speaking.keys())) ?? null;
  const changes = acts.map(({ act, value, origin, at, by }) => {
    const from = speaks();
    if (act === 'said') speaking.set(origin.importId, value);
    else speaking.delete(origin.importId);
    return { act, from, to: speaks(), origin, at, by };
  });
  // What was taken back of what nobody heard any more changed nothing.
  return changes.filter(({ act, from, to }) => act === 'said' || from !== to);
}

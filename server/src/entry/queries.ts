import type { Db } from '@tilik/db/open';
import { imports, type Office, pastValues, valueComments, withdrawnValues } from '@tilik/db/schema';
import { grains, metricCodes, wholeTotal } from '@tilik/db/vocabulary';
import { and, eq, inArray } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { type Day, dayInZone } from '../day.ts';
import { type Cell, nouns } from '../ingest/figures.ts';
import { traceValue } from '../ingest/withdrawn.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import type { EntryNoun } from './batch.ts';

/** The office asked for, ours by default, and which day it is there. */
export function officeOf(db: Db, asked: string | undefined, now: Date): { office: Office; today: Day } {
  const list = officeList(db);
  const office = asked === undefined ? list[0] : list.find(({ id }) => id === asked);
  if (!office) {
    const known = list.map(({ id }) => id).join(', ');
    throw new ProblemError(404, 'unknown-office', { facts: { value: asked ?? '', known } });
  }
  return { office, today: dayInZone(now, office.zone) };
}

/** The format of an import that a person typed, cell by cell. */
export const handFormat = 'entry-hand';

/** Where a figure's present value is from. */
export interface Origin {
  readonly importId: number;
  readonly file: string;
  readonly format: string;
  readonly at: string;
  readonly by: string | null;
}

/** A figure as the store has it now. */
export interface StandingFigure {
  readonly key: readonly string[];
  readonly value: readonly (number | null)[];
  readonly origin: Origin;
}

export const keyText = (key: readonly Cell[]): string => JSON.stringify(key);

/** Every value of the key's columns before the period, said aloud: so the tree is entered by month and not walked. */
function everyBefore(noun: EntryNoun, topics: readonly string[]): string {
  const list = (codes: readonly string[]) => `(${codes.map((code) => `'${code}'`).join(', ')})`;
  const values: Readonly<Record<string, string>> = {
    channel_id: '(SELECT id FROM channels)',
    metric: list(metricCodes),
    topic: list([...topics, wholeTotal]),
    grain: list(grains),
  };
  const columns: readonly string[] = nouns[noun].key;
  return columns
    .slice(0, columns.indexOf('period_on'))
    .flatMap((column) => (values[column] === undefined ? [] : [`figure.${column} IN ${values[column]}`]))
    .join(' AND ');
}

/** Every figure of a noun and an office in a span of days, each with where it is from. */
export function standingFigures(
  db: Db,
  noun: EntryNoun,
  { officeId, from, to }: { officeId: string; from: Day; to: Day },
): StandingFigure[] {
  const { key, value } = nouns[noun];
  const columns = [...key, ...value].map((column) => `figure.${column}`).join(', ');
  const rows = db.$client
    .prepare(
      `SELECT imports.id, imports.file_name, imports.format, imports.imported_at, imports.actor, ${columns}
       FROM ${noun} AS figure JOIN imports ON imports.id = figure.import_id
       WHERE figure.office_id = ? AND ${everyBefore(noun, programmeWords(db, 'topics').codes)} AND figure.period_on BETWEEN ? AND ?`,
    )
    .raw()
    .all(officeId, from, to) as [number, string, string, string, string | null, ...Cell[]][];
  return rows.map(([importId, file, format, at, by, ...cells]) => ({
    key: cells.slice(0, key.length).map(String),
    value: cells.slice(key.length) as (number | null)[],
    origin: { importId, file, format, at, by },
  }));
}

/** The remarks on figures of a noun, by the text of their key. */
export const commentsOf = (db: Db, noun: EntryNoun): ReadonlyMap<string, string> =>
  new Map(
    db
      .select()
      .from(valueComments)
      .where(eq(valueComments.noun, noun))
      .all()
      .map(({ key, comment }) => [key, comment]),
  );

/** The remark on one figure. */
export const commentOf = (db: Db, noun: EntryNoun, key: readonly string[]): string | null =>
  db
    .select()
    .from(valueComments)
    .where(and(eq(valueComments.noun, noun), eq(valueComments.key, keyText(key))))
    .get()?.comment ?? null;

/** Keeps a remark on a figure; an empty one takes it away. */
export function keepComment(db: Db, noun: EntryNoun, key: readonly string[], comment: string, by: By): void {
  const where = and(eq(valueComments.noun, noun), eq(valueComments.key, keyText(key)));
  const set = { comment, changedAt: by.now.toISOString(), actor: by.actor.id };
  db.transaction(
    () => {
      const was = commentOf(db, noun, key);
      if (comment === '') db.delete(valueComments).where(where).run();
      else {
        db.insert(valueComments)
          .values({ noun, key: keyText(key), ...set })
          .onConflictDoUpdate({ target: [valueComments.noun, valueComments.key], set })
          .run();
      }
      writeAudit(db, by, {
        act: 'commented',
        noun,
        key: keyText(key),
        officeId: key[0] ?? null,
        was,
        became: comment || null,
      });
    },
    { behavior: 'immediate' },
  );
}

/** What one import says, or said, of a figure. */
interface Saying {
  readonly value: readonly (number | null)[];
  readonly origin: Origin;
}

/** Everything that standing imports say of a figure, the earliest first; the last of them is its present value. */
export function sayingsOf(db: Db, noun: EntryNoun, key: readonly string[]): Saying[] {
  const { key: keyColumns, value } = nouns[noun];
  // A key of another length names no figure.
  if (key.length !== keyColumns.length) return [];
  const said = db
    .select({ importId: pastValues.importId, value: pastValues.value })
    .from(pastValues)
    .where(and(eq(pastValues.noun, noun), eq(pastValues.key, keyText(key))))
    .all()
    .map((past) => ({ importId: past.importId, value: JSON.parse(past.value) as (number | null)[] }));
  const present = db.$client
    .prepare(
      `SELECT import_id, ${value.join(', ')} FROM ${noun} WHERE ${keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
    )
    .raw()
    .get(...key) as [number, ...(number | null)[]] | undefined;
  if (present) said.push({ importId: present[0], value: present.slice(1) });
  return withOrigins(db, said).toSorted((one, other) => one.origin.importId - other.origin.importId);
}

/** The same things with the imports that said them. */
function withOrigins<Said extends { readonly importId: number }>(
  db: Db,
  said: readonly Said[],
): (Said & { readonly origin: Origin })[] {
  if (said.length === 0) return [];
  const ids = said.map(({ importId }) => importId);
  const origins = new Map(
    db
      .select()
      .from(imports)
      .where(inArray(imports.id, ids))
      .all()
      .map(({ id, fileName, format, importedAt, actor }) => [
        id,
        { importId: id, file: fileName, format, at: importedAt, by: actor },
      ]),
  );
  return said.flatMap((one) => {
    const origin = origins.get(one.importId);
    return origin ? [{ ...one, origin }] : [];
  });
}

/** Something that was said of a figure, or taken back, and what the figure was before and after. */
interface FigureChange {
  /** `emptied`: what was typed was taken back cell by cell; `undone`: with all its import. */
  readonly act: 'said' | 'emptied' | 'undone';
  readonly from: readonly (number | null)[] | null;
  readonly to: readonly (number | null)[] | null;
  /** The import that said it. */
  readonly origin: Origin;
  /** When it was said or taken back, and by whom. */
  readonly at: string;
  readonly by: string | null;
}

/** Everything that became of a figure, the earliest first: what was taken back is told of too. */
export function changesOf(db: Db, noun: EntryNoun, key: readonly string[]): FigureChange[] {
  const standing = sayingsOf(db, noun, key);
  const withdrawn = withOrigins(
    db,
    db
      .select({
        importId: withdrawnValues.importId,
        value: withdrawnValues.value,
        withdrawnAt: withdrawnValues.withdrawnAt,
        actor: withdrawnValues.actor,
        undoneAt: imports.undoneAt,
      })
      .from(withdrawnValues)
      .innerJoin(imports, eq(imports.id, withdrawnValues.importId))
      .where(and(eq(withdrawnValues.noun, noun), eq(withdrawnValues.key, keyText(key))))
      .all(),
  ).map((one) => ({ ...one, value: JSON.parse(one.value) as (number | null)[] }));
  const said = [...standing, ...withdrawn].map(({ value, origin }) => ({
    act: 'said' as const,
    value,
    origin,
    at: origin.at,
    by: origin.by,
  }));
  const takenBack = withdrawn.map(({ value, origin, withdrawnAt, actor, undoneAt }) => ({
    act: withdrawnAt === undoneAt ? ('undone' as const) : ('emptied' as const),
    value,
    origin,
    at: withdrawnAt,
    by: actor,
  }));
  // Of one instant: what was said before what took it back, and both in the order of the imports.
  const acts = [...said, ...takenBack].sort(
    (one, other) =>
      (one.at < other.at ? -1 : one.at > other.at ? 1 : 0) ||
      Number(one.act !== 'said') - Number(other.act !== 'said') ||
      one.origin.importId - other.origin.importId,
  );
  const speaking = new Map<number, readonly (number | null)[]>();
  const present = () => speaking.get(Math.max(...speaking.keys())) ?? null;
  return acts.map(({ act, value, origin, at, by }) => {
    const from = present();
    if (act === 'said') speaking.set(origin.importId, value);
    else speaking.delete(origin.importId);
    return { act, from, to: present(), origin, at, by };
  });
}

/**
 * Takes back what was typed for a figure: no saying of an import by hand counts any more, and what a file said before
 * speaks again; where none did, the figure is not reported any more. The caller has seen that the present value was
 * typed.
 */
export function forgetTyped(db: Db, noun: EntryNoun, key: readonly string[], forgottenAt: string, actor: string): void {
  const { key: keyColumns, value } = nouns[noun];
  const where = keyColumns.map((column) => `${column} = ?`).join(' AND ');
  const client = db.$client;
  const sayings = sayingsOf(db, noun, key);
  const speaks = sayings.findLast(({ origin }) => origin.format !== handFormat);
  for (const { value: said, origin } of sayings) {
    if (origin.format !== handFormat) continue;
    traceValue(db, { noun, key, importId: origin.importId, value: said }, forgottenAt, actor);
  }
  client
    .prepare(
      'DELETE FROM past_values WHERE noun = ? AND key = ? AND import_id IN (SELECT id FROM imports WHERE format = ?)',
    )
    .run(noun, keyText(key), handFormat);
  if (!speaks) {
    client.prepare(`DELETE FROM ${noun} WHERE ${where}`).run(...key);
    return;
  }
  client
    .prepare(`UPDATE ${noun} SET ${[...value, 'import_id'].map((column) => `${column} = ?`).join(', ')} WHERE ${where}`)
    .run(...speaks.value, speaks.origin.importId, ...key);
  client
    .prepare('DELETE FROM past_values WHERE noun = ? AND key = ? AND import_id = ?')
    .run(noun, keyText(key), speaks.origin.importId);
}

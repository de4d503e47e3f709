import type { Db } from '@tilik/db/open';
import { type Import, imports, mappings, rejectedRows, rememberedAnswers as remembered } from '@tilik/db/schema';
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { plainName } from './cells.ts';
import type { Programme } from './format.ts';
import { Mapping, type UnknownTable } from './mapping.ts';

/** What was imported, latest first; for one bound to an office, what was imported for it. */
export function importHistory(
  db: Db,
  limit: number,
  { officeId }: Pick<Actor, 'officeId'>,
  withNotes = true,
): { total: number; imports: Import[] } {
  // The trail tells of which offices an import was; of one it does not tell of, what was answered is known.
  const told = sql`SELECT 1 FROM audit_entries WHERE noun = 'import' AND act = 'imported' AND key = CAST(${imports.id} AS TEXT)`;
  const isTheirs =
    officeId === null
      ? undefined
      : sql`CASE WHEN EXISTS (${told})
          THEN EXISTS (${told} AND EXISTS (SELECT 1 FROM json_each(became, '$.offices') WHERE value = ${officeId}))
          ELSE json_extract(${imports.answers}, '$.office') = ${officeId} END`;
  // A question that is noted makes an import of its own, and there may be a hundred of them a day.
  const isMeant = withNotes
    ? isTheirs
    : and(isTheirs, sql`json_extract(${imports.answers}, '$.notes') IS NOT 'counted'`);
  const total = db.select({ total: count() }).from(imports).where(isMeant).get()?.total ?? 0;
  const list = db.select().from(imports).where(isMeant).orderBy(desc(imports.id)).limit(limit).all();
  return { total, imports: list };
}

/** One import, or the problem that there is none of that number. */
export function importById(db: Db, id: number): Import {
  const found = db.select().from(imports).where(eq(imports.id, id)).get();
  if (!found) throw new ProblemError(404, 'no-such-import', { facts: { id } });
  return found;
}

/** Every rejected row of an import, in the order of the file. */
export const rejectedRowsOf = (db: Db, id: number): IssueFacts[] =>
  db
    .select()
    .from(rejectedRows)
    .where(eq(rejectedRows.importId, id))
    .orderBy(rejectedRows.line, rejectedRows.position)
    .all()
    .map(({ line, field, reason, facts, original }) => ({
      line,
      ...(field === null ? {} : { field }),
      code: reason,
      facts,
      original,
    }));

/** Answers that hold for one file only, and how columns are read, which is kept by itself. */
const passing = new Set(['snapshotOn', 'month', 'firstDay', 'mapping']);

/** What was answered of an account's files before. */
export const rememberedAnswers = (db: Db, format: string, account: string): Record<string, string> =>
  db
    .select()
    .from(remembered)
    .where(and(eq(remembered.format, format), eq(remembered.account, account)))
    .get()?.answers ?? {};

/** Keeps what was answered of an account's files, to ask it once only. */
export function rememberAnswers(
  db: Db,
  format: string,
  account: string,
  said: Readonly<Record<string, string>>,
  rememberedAt: string,
): void {
  const answers = Object.fromEntries(Object.entries(said).filter(([field]) => !passing.has(field)));
  db.insert(remembered)
    .values({ format, account, answers, rememberedAt })
    .onConflictDoUpdate({ target: [remembered.format, remembered.account], set: { answers, rememberedAt } })
    .run();
}

/**
 * After an undo an account's answers are those of its latest import that stands: an office chosen by mistake is not
 * taken for the account's own.
 */
export function takeAnswersBack(db: Db, { format, account }: Import): void {
  if (account === null) return;
  const standing = db
    .select()
    .from(imports)
    .where(and(eq(imports.format, format), eq(imports.account, account), isNull(imports.undoneAt)))
    .orderBy(desc(imports.id))
    .limit(1)
    .get();
  if (standing) rememberAnswers(db, format, account, standing.answers, standing.importedAt);
  else
    db.delete(remembered)
      .where(and(eq(remembered.format, format), eq(remembered.account, account)))
      .run();
}

/** How a table with this header was read before, if it was. */
export function rememberedMapping(db: Db, headerHash: string): Mapping | undefined {
  const found = db.select().from(mappings).where(eq(mappings.headerHash, headerHash)).get();
  const read = Mapping.safeParse(found?.mapping);
  return read.success ? read.data : undefined;
}

/** Keeps how a table is read, to ask it once only. */
export function rememberMapping(db: Db, table: UnknownTable, mapping: Mapping, rememberedAt: string): void {
  const { headerHash, header } = table;
  const row = { header: [...header], mapping: { ...mapping }, rememberedAt };
  db.insert(mappings)
    .values({ headerHash, ...row })
    .onConflictDoUpdate({ target: mappings.headerHash, set: row })
    .run();
}

/** What is in the store that a row of the programme may speak of. */
export function programmeIn(db: Db): Programme {
  const client = db.$client;
  const campaignList = client.prepare('SELECT id, name, name_en FROM campaigns WHERE office_id = ?').raw();
  const campaignRow = client.prepare(`
    SELECT id AS campaign, name, name_en, office_id AS office, approach, objective,
      planned_from_on AS planned_from, planned_to_on AS planned_to, started_on AS started, ended_on AS ended,
      (SELECT group_concat(value, '|') FROM json_each(channels)) AS channels,
      (SELECT group_concat(value, '|') FROM json_each(audiences)) AS audiences,
      (SELECT group_concat(value, '|') FROM json_each(topics)) AS topics,
      budget_rupiah AS budget, spending_rupiah AS spending, management_step, person_in_charge,
      cancelled_on AS cancelled, copied_from
    FROM campaigns WHERE id = ?`);
  const themeList = client.prepare('SELECT id, name, name_en FROM themes').raw();
  type Named = [id: string, name: string, nameEn: string | null];
  const named = (list: readonly Named[], text: string): string | undefined => {
    const written = text.trim();
    const byId = list.find(([id]) => id === written);
    if (byId) return byId[0];
    const plain = plainName(text);
    const found = list.filter(([id, ...names]) => [id, ...names].some((name) => name && plainName(name) === plain));
    return found.length === 1 ? found[0]?.[0] : undefined;
  };
  return {
    campaignNamed: (text, officeId) => named(campaignList.all(officeId) as Named[], text),
    campaignCells: (id) => {
      const row = campaignRow.get(id) as Readonly<Record<string, string | number | null>> | undefined;
      return row && Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell ?? '')]));
    },
    themeNamed: (text) => named(themeList.all() as Named[], text),
    zoneOf: (officeId) => client.prepare('SELECT zone FROM offices WHERE id = ?').pluck().get(officeId) as string,
    officeOf: (noun, id) =>
      client.prepare(`SELECT office_id FROM ${noun} WHERE id = ?`).pluck().get(id) as string | undefined,
  };
}

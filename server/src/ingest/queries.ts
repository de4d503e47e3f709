import type { Db } from '@tilik/db/open';
import { type Import, imports, mappings, rejectedRows, rememberedAnswers as remembered } from '@tilik/db/schema';
import { and, count, desc, eq, isNull } from 'drizzle-orm';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { Mapping, type UnknownTable } from './mapping.ts';

/** What was imported, latest first. */
export function importHistory(db: Db, limit: number): { total: number; imports: Import[] } {
  const total = db.select({ total: count() }).from(imports).get()?.total ?? 0;
  return { total, imports: db.select().from(imports).orderBy(desc(imports.id)).limit(limit).all() };
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

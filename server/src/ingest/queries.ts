import type { Db } from '@tilik/db/open';
import { type Import, imports, rejectedRows, rememberedAnswers as remembered } from '@tilik/db/schema';
import { and, count, desc, eq } from 'drizzle-orm';
import { type IssueFacts, ProblemError } from '../problem.ts';

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

/** Answers that hold for one file only. */
const passing = new Set(['snapshotOn', 'month', 'firstDay']);

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

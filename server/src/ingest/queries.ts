import type { Db } from '@tilik/db/open';
import { type Import, imports, rejectedRows } from '@tilik/db/schema';
import { count, desc, eq } from 'drizzle-orm';
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

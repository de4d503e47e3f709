import type { Db } from '@tilik/db/open';
import { applicants, imports, type Office, offices, readings, snapshots, sources } from '@tilik/db/schema';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';

/** Offices, ours first. */
export const officeList = (db: Db): Office[] =>
  db
    .select()
    .from(offices)
    .orderBy(desc(sql`${offices.role} = 'ours'`), offices.name)
    .all();

/** Whether any figure in the store is made up for demonstration. */
export const holdsSample = (db: Db): boolean =>
  db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.isSample, true), isNull(imports.undoneAt)))
    .limit(1)
    .all().length > 0;

/** Whether the store has any figure at all. */
export const holdsFigures = (db: Db): boolean =>
  [applicants, readings, sources, snapshots].some(
    (table) => db.select({ one: sql`1` }).from(table).limit(1).all().length > 0,
  );

import { type SQL, sql } from 'drizzle-orm';
import { integer, type SQLiteColumn, text } from 'drizzle-orm/sqlite-core';
import { imports } from './imports.ts';

/** The import that gave the row its present values. */
export const importId = () =>
  integer()
    .notNull()
    .references(() => imports.id);

/** A list of codes, kept as a JSON array. */
export const codes = () => text({ mode: 'json' }).$type<string[]>().notNull();

/** A calendar day as text, `YYYY-MM-DD`. */
export const isDay = (column: SQLiteColumn): SQL => sql`${column} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'`;

/** A period is named by its first day: any day at day grain, the first of the month at month grain. */
export const isPeriod = (grain: SQLiteColumn, periodOn: SQLiteColumn): SQL =>
  sql`${isDay(periodOn)} AND (${grain} = 'day' OR (${grain} = 'month' AND ${periodOn} LIKE '%-01'))`;

export const isCount = (column: SQLiteColumn): SQL => sql`${column} >= 0`;

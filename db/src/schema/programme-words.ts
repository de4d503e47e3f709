import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { programmeLists } from '../vocabulary.ts';

/**
 * What an administrator added to a list of the programme's words, beside those that the program knows by itself. A word
 * is never removed, for figures may be told by it; one that is retired is no longer offered.
 */
export const programmeWords = sqliteTable(
  'programme_words',
  {
    list: text({ enum: programmeLists }).notNull(),
    code: text().notNull(),
    nameId: text().notNull(),
    nameEn: text().notNull(),
    retired: integer({ mode: 'boolean' }).notNull(),
    position: integer().notNull(),
    changedAt: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.code] })],
);
export type ProgrammeWord = typeof programmeWords.$inferSelect;

import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, type PassportType } from '../vocabulary.ts';
import { importId, isCount, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/** Applicants by the channel from which they say they heard of the e-passport: a sample, declared, not a cause. */
export const sources = sqliteTable(
  'sources',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    /** A channel's id, `other` or `unknown`. */
    source: text().notNull(),
    passportType: text().$type<PassportType>().notNull(),
    applicants: integer().notNull(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.grain, table.periodOn, table.source, table.passportType] }),
    check('sources_period', isPeriod(table.grain, table.periodOn)),
    check('sources_count', isCount(table.applicants)),
  ],
);
export type Source = typeof sources.$inferSelect;

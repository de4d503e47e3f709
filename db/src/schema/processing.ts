import { check, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, type PassportType } from '../vocabulary.ts';
import { importId, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/** The service itself: applications completed, how long they took, and those held for a further check. */
export const processing = sqliteTable(
  'processing',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    /** A type, or `all` where they are not told apart. */
    passportType: text().$type<PassportType | 'all'>().notNull(),
    completed: integer(),
    /** Held because the applicant has a passport already, or for another check. */
    held: integer(),
    /** Days from application to passport: the median, and what nine of ten did not exceed. */
    waitingDaysMedian: real(),
    waitingDaysP90: real('waiting_days_p90'),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.grain, table.periodOn, table.passportType] }),
    check('processing_period', isPeriod(table.grain, table.periodOn)),
  ],
);
export type Processing = typeof processing.$inferSelect;

/** What a passport costs from a day on. Fees are facts with a source, the same at every office. */
export const fees = sqliteTable(
  'fees',
  {
    passportType: text().$type<PassportType>().notNull(),
    validityYears: integer().notNull(),
    startsOn: text().notNull(),
    rupiah: integer().notNull(),
    /** Where this is known from. */
    reference: text(),
    importId: importId(),
  },
  (table) => [primaryKey({ columns: [table.passportType, table.validityYears, table.startsOn] })],
);
export type Fee = typeof fees.$inferSelect;

import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, type PassportType } from '../vocabulary.ts';
import { importId, isCount, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/**
 * Passport applications of one office in one period, by type. The four breakdown columns hold `all` where the figure
 * is not broken down by them; figures of different breakdowns describe the same people and are never added together.
 */
export const applicants = sqliteTable(
  'applicants',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    passportType: text().$type<PassportType>().notNull(),
    /** Sub-type of the book: laminated or polycarbonate, 5 or 10 years. */
    variant: text().notNull(),
    /** New, replacement, lost, damaged. */
    request: text().notNull(),
    purpose: text().notNull(),
    servicePoint: text().notNull(),
    applicants: integer().notNull(),
    importId: importId(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.officeId,
        table.grain,
        table.periodOn,
        table.passportType,
        table.variant,
        table.request,
        table.purpose,
        table.servicePoint,
      ],
    }),
    check('applicants_period', isPeriod(table.grain, table.periodOn)),
    check('applicants_count', isCount(table.applicants)),
  ],
);
export type Applicants = typeof applicants.$inferSelect;

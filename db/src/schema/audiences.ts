import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, type PassportType } from '../vocabulary.ts';
import { importId, isCount, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/** Applicants by the audience they belong to, where that was recorded: a sample, with *unknown* always among them. */
export const audienceApplicants = sqliteTable(
  'audience_applicants',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    /** A code of the vocabulary's audiences, or `unknown`. */
    audience: text().notNull(),
    passportType: text().$type<PassportType>().notNull(),
    applicants: integer().notNull(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.grain, table.periodOn, table.audience, table.passportType] }),
    check('audience_applicants_period', isPeriod(table.grain, table.periodOn)),
    check('audience_applicants_count', isCount(table.applicants)),
  ],
);
export type AudienceApplicants = typeof audienceApplicants.$inferSelect;

import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Approach, ManagementStep } from '../vocabulary.ts';
import { codes, importId, isDay } from './columns.ts';
import { offices } from './offices.ts';

/** What was run: planned against actual. */
export const campaigns = sqliteTable(
  'campaigns',
  {
    id: text().primaryKey(),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    name: text().notNull(),
    nameEn: text(),
    objective: text(),
    approach: text().$type<Approach>().notNull(),
    plannedFromOn: text(),
    plannedToOn: text(),
    /** Null: planned and not begun. */
    startedOn: text(),
    endedOn: text(),
    channels: codes(),
    audiences: codes(),
    topics: codes(),
    budgetRupiah: integer(),
    spendingRupiah: integer(),
    /** The management step it stands at: planning, organising, actuating, controlling. */
    managementStep: text().$type<ManagementStep>(),
    /** A role in the section, never a person's name. */
    personInCharge: text(),
    /** Day on which it was given up; null: it was not. */
    cancelledOn: text(),
    /** The campaign it was copied from. */
    copiedFrom: text(),
    importId: importId(),
  },
  (table) => [check('campaigns_started_on', isDay(table.startedOn))],
);
export type Campaign = typeof campaigns.$inferSelect;

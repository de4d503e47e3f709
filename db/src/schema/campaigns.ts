import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Approach } from '../vocabulary.ts';
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
    startedOn: text().notNull(),
    endedOn: text(),
    channels: codes(),
    audiences: codes(),
    topics: codes(),
    budgetRupiah: integer(),
    importId: importId(),
  },
  (table) => [check('campaigns_started_on', isDay(table.startedOn))],
);
export type Campaign = typeof campaigns.$inferSelect;

import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EventKind } from '../vocabulary.ts';
import { importId, isDay } from './columns.ts';
import { offices } from './offices.ts';

/** Something other than a campaign that moved the numbers. */
export const events = sqliteTable(
  'events',
  {
    id: text().primaryKey(),
    /** Empty: it touched every office. */
    officeId: text().references(() => offices.id),
    kind: text().$type<EventKind>().notNull(),
    name: text().notNull(),
    nameEn: text(),
    startsOn: text().notNull(),
    endsOn: text(),
    /** It stands in the way of judging a campaign that ran beside it. */
    confounds: integer({ mode: 'boolean' }).notNull(),
    /** Where this is known from. */
    reference: text(),
    importId: importId(),
  },
  (table) => [check('events_starts_on', isDay(table.startsOn))],
);
export type Event = typeof events.$inferSelect;

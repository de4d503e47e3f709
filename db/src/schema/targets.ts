import { primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { importId } from './columns.ts';
import { offices } from './offices.ts';

/** A value to reach for one indicator in one month. */
export const targets = sqliteTable(
  'targets',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    /** The campaign whose target it is; empty: the office's own. */
    campaignId: text().notNull(),
    /** A code of the vocabulary's indicators, or of its metrics. */
    indicator: text().notNull(),
    /** Channel of a metric; empty: all of them, or an indicator that has none. */
    channelId: text().notNull(),
    /** First day of the month. */
    monthOn: text().notNull(),
    /** In the indicator's unit; a share as a number from 0 to 1. */
    target: real().notNull(),
    note: text(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.campaignId, table.indicator, table.channelId, table.monthOn] }),
  ],
);
export type Target = typeof targets.$inferSelect;

import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, type MetricCode } from '../vocabulary.ts';
import { channels } from './channels.ts';
import { importId, isCount, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/** One metric, one channel, one office, one day or one month. What is not here was not reported; it is not zero. */
export const readings = sqliteTable(
  'readings',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    channelId: text()
      .notNull()
      .references(() => channels.id),
    metric: text().$type<MetricCode>().notNull(),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    value: integer().notNull(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.channelId, table.metric, table.grain, table.periodOn] }),
    check('readings_period', isPeriod(table.grain, table.periodOn)),
    check('readings_value', isCount(table.value)),
  ],
);
export type Reading = typeof readings.$inferSelect;

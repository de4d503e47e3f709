import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { codes } from './columns.ts';

/** An immigration office: ours, or one it is compared with. */
export const offices = sqliteTable('offices', {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text({ enum: ['ours', 'comparison'] }).notNull(),
  /** IANA zone in which the office's days begin and end. */
  zone: text().notNull(),
  /** First day of the e-passport at this office, where known. */
  launchedOn: text(),
  /** Other ways in which a file may name it, lower case. */
  aliases: codes(),
});
export type Office = typeof offices.$inferSelect;

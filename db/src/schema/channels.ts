import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { channelKinds } from '../vocabulary.ts';
import { codes } from './columns.ts';

/** Where the public is reached. */
export const channels = sqliteTable('channels', {
  id: text().primaryKey(),
  nameId: text().notNull(),
  nameEn: text().notNull(),
  kind: text({ enum: channelKinds }).notNull(),
  /** Order on the page. */
  position: integer().notNull(),
  /** Other ways in which a file may name it, lower case. */
  aliases: codes(),
});
export type Channel = typeof channels.$inferSelect;

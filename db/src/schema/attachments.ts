import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { offices } from './offices.ts';

/** A photo or document that belongs to something. The bytes lie in the data folder under the hash of their content. */
export const attachments = sqliteTable(
  'attachments',
  {
    id: text().primaryKey(),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    /** What it belongs to. No reference: a thing that is taken back and brought in anew keeps its photos. */
    noun: text({ enum: ['campaigns', 'activities', 'evidence'] }).notNull(),
    thingId: text().notNull(),
    fileName: text().notNull(),
    /** Told by the content, never by the name. */
    mediaType: text().notNull(),
    sizeBytes: integer().notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    contentHash: text().notNull(),
    actor: text().notNull(),
    addedAt: text().notNull(),
    removedAt: text(),
  },
  (table) => [index('attachments_thing').on(table.noun, table.thingId)],
);
export type Attachment = typeof attachments.$inferSelect;

import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains } from '../vocabulary.ts';
import { channels } from './channels.ts';
import { importId, isCount, isPeriod } from './columns.ts';
import { offices } from './offices.ts';

/** Questions the public asked on a channel, by topic: the two-way half of communication. */
export const inquiries = sqliteTable(
  'inquiries',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    channelId: text()
      .notNull()
      .references(() => channels.id),
    /** A code of the vocabulary's topics, or `all` where they are not told apart. */
    topic: text().notNull(),
    grain: text({ enum: grains }).notNull(),
    periodOn: text().notNull(),
    received: integer().notNull(),
    /** Null: not known how many were answered. */
    answered: integer(),
    /** Median time to the answer, in minutes; null where it is not known. */
    answerMinutes: integer(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.officeId, table.channelId, table.topic, table.grain, table.periodOn] }),
    check('inquiries_period', isPeriod(table.grain, table.periodOn)),
    check('inquiries_received', isCount(table.received)),
  ],
);
export type Inquiries = typeof inquiries.$inferSelect;

/**
 * One question as the person at the keyboard noted it: two clicks, no word of who asked or what was said. The day's
 * counts above are made of these where no file gives them.
 */
export const notedInquiries = sqliteTable(
  'noted_inquiries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    channelId: text()
      .notNull()
      .references(() => channels.id),
    topic: text().notNull(),
    /** Day in the office's zone. */
    askedOn: text().notNull(),
    answered: integer({ mode: 'boolean' }).notNull(),
    /** Minutes from question to answer, where it is known. */
    answerMinutes: integer(),
    actor: text().notNull(),
    notedAt: text().notNull(),
    /** Set when it was noted by mistake. */
    removedAt: text(),
  },
  (table) => [index('noted_inquiries_asked').on(table.officeId, table.askedOn)],
);
export type NotedInquiry = typeof notedInquiries.$inferSelect;

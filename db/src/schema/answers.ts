import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What a person answered for a format and an account, so that it is asked once only. */
export const rememberedAnswers = sqliteTable(
  'remembered_answers',
  {
    format: text().notNull(),
    /** The account, page or property as the file names it; empty where it names none but its header is the same. */
    account: text().notNull(),
    answers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    rememberedAt: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.format, table.account] })],
);

/** How a table that nobody knows is to be read, remembered by its header row. */
export const mappings = sqliteTable('mappings', {
  /** SHA-256 of the plain names of the header's cells. */
  headerHash: text().primaryKey(),
  header: text({ mode: 'json' }).$type<string[]>().notNull(),
  mapping: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  rememberedAt: text().notNull(),
});

/** The answer that was given to a request with an idempotency key, to be given again. */
export const idempotencyKeys = sqliteTable('idempotency_keys', {
  key: text().primaryKey(),
  requestHash: text().notNull(),
  status: text().notNull(),
  body: text().notNull(),
  answeredAt: text().notNull(),
});

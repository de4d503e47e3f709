import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One file that was stored, what became of its rows, and whether it was undone. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    fileName: text().notNull(),
    /** SHA-256 of the file's bytes, hexadecimal. */
    contentHash: text().notNull(),
    sizeBytes: integer().notNull(),
    format: text().notNull(),
    /** What the person answered where the file could not say: office, channel, snapshot day. */
    answers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    /** The figures are made up for demonstration. */
    isSample: integer({ mode: 'boolean' }).notNull(),
    /** The account, page or property as the file names it. */
    account: text(),
    /** Who brought it in, as `audit_entries` names them; empty: before people were told apart. */
    actor: text(),
    /** The background job that stored it, where there was one. */
    jobId: text(),
    importedAt: text().notNull(),
    undoneAt: text(),
    /** Counts of data rows of the file; each row ends in exactly one of the five states. */
    rows: integer().notNull(),
    stored: integer().notNull(),
    replaced: integer().notNull(),
    unchanged: integer().notNull(),
    rejected: integer().notNull(),
    skipped: integer().notNull(),
    fromOn: text(),
    toOn: text(),
    channels: text({ mode: 'json' }).$type<string[]>().notNull(),
    metrics: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [index('imports_content_hash').on(table.contentHash)],
);
export type Import = typeof imports.$inferSelect;

/** A row that was not stored, with the reason, so that it can be corrected and dropped again. */
export const rejectedRows = sqliteTable(
  'rejected_rows',
  {
    importId: integer()
      .notNull()
      .references(() => imports.id),
    /** Line of the file, or row of the sheet, counted from 1. */
    line: integer().notNull(),
    /** Several reasons can stand on one line. */
    position: integer().notNull(),
    field: text(),
    /** Key into the message catalogue, so that the reason can be read in either language. */
    reason: text().notNull(),
    facts: text({ mode: 'json' }).$type<Record<string, string | number>>().notNull(),
    original: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line, table.position] })],
);

/**
 * What earlier imports said of a figure whose present value a later import gave. The present value of a figure is
 * that of its latest import not undone; undoing one import takes its sayings away and the next latest one speaks.
 */
export const pastValues = sqliteTable(
  'past_values',
  {
    /** Table of the figure. */
    noun: text().notNull(),
    /** The natural key, a JSON array in the order of the table's key columns. */
    key: text().notNull(),
    importId: integer()
      .notNull()
      .references(() => imports.id),
    /** The other columns, a JSON array. */
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.noun, table.key, table.importId] })],
);

/**
 * What was said of a figure once and was taken back: by undoing the import, or by emptying a cell that was typed. Says
 * nothing of what is so; tells what was thought to be, when it was let go and by whom.
 */
export const withdrawnValues = sqliteTable(
  'withdrawn_values',
  {
    /** Table of the figure. */
    noun: text().notNull(),
    /** The natural key, a JSON array in the order of the table's key columns. */
    key: text().notNull(),
    importId: integer()
      .notNull()
      .references(() => imports.id),
    /** The other columns, a JSON array. */
    value: text().notNull(),
    withdrawnAt: text().notNull(),
    /** Who took it back; empty: before people were told apart. */
    actor: text(),
  },
  (table) => [primaryKey({ columns: [table.noun, table.key, table.importId] })],
);

import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Who did what, when, to which thing, from what to what. Rows are only added: the database refuses to change or remove
 * one, and each carries a hash over itself and the one before it, so that a gap or a change made behind the database's
 * back is seen.
 */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Instant, ISO 8601 in UTC. */
    at: text().notNull(),
    /** `person:…`, `key:…`, `share:…`, `demo` or `system:…`. */
    actor: text().notNull(),
    /** The actor's name as it was then. */
    actorName: text().notNull(),
    actorRole: text().notNull(),
    /** Empty: it concerned no single office. */
    officeId: text(),
    /** A verb of the programme: `imported`, `undone`, `closed`, `changed` … */
    act: text().notNull(),
    /** The kind of thing it was done to: `import`, `reading`, `campaign`, `person` … */
    noun: text().notNull(),
    /** Which one: an id, or the natural key as a JSON array. */
    key: text().notNull(),
    /** What it was and what it became, as JSON; null where there was nothing. */
    was: text({ mode: 'json' }).$type<unknown>(),
    became: text({ mode: 'json' }).$type<unknown>(),
    /** The request that did it, as the log names it. */
    request: text(),
    /** SHA-256 over the row and the hash before it, hexadecimal. */
    hash: text().notNull(),
  },
  (table) => [
    index('audit_entries_thing').on(table.noun, table.key),
    index('audit_entries_actor').on(table.actor),
    index('audit_entries_at').on(table.at),
  ],
);
export type AuditEntry = typeof auditEntries.$inferSelect;

import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { deliveryKinds, deliveryStates, reportStates } from '../vocabulary.ts';
import { codes } from './columns.ts';
import { offices } from './offices.ts';

/**
 * One month of one office, in one edition. Until it is approved it holds only what people added to it: the figures are
 * read anew each time. From the moment it is approved it holds all that it says, and the database refuses to change it.
 */
export const reports = sqliteTable(
  'reports',
  {
    id: text().primaryKey(),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    /** First day of the month it tells of. */
    monthOn: text().notNull(),
    /** 1: the first; each later one is a revision that says what differs. */
    edition: integer().notNull(),
    state: text({ enum: reportStates }).notNull(),
    /** Why there is a later edition; null for the first. */
    reason: text(),
    /** The section's own remarks, as they were typed; null: none. */
    remarks: text(),
    createdAt: text().notNull(),
    createdBy: text().notNull(),
    reviewedAt: text(),
    reviewedBy: text(),
    /** What the reviewer saw: the hash of the content composed at that moment. */
    reviewedHash: text(),
    approvedAt: text(),
    approvedBy: text(),
    /** Place in the office's numbering of its year; later editions keep that of the first. */
    year: integer(),
    sequence: integer(),
    /** The number as it stands on the report. */
    number: text(),
    /** The figures it was composed from. */
    dataVersion: text(),
    /** What was approved: content and seal in canonical JSON, to the byte, and the SHA-256 over those bytes. */
    frozen: text(),
    contentHash: text(),
  },
  (table) => [
    uniqueIndex('reports_edition').on(table.officeId, table.monthOn, table.edition),
    uniqueIndex('reports_in_work').on(table.officeId, table.monthOn).where(sql`${table.state} <> 'approved'`),
    uniqueIndex('reports_number').on(table.officeId, table.year, table.sequence).where(sql`${table.edition} = 1`),
    check('reports_month', sql`${table.monthOn} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-01'`),
    check('reports_edition_number', sql`${table.edition} >= 1`),
    check(
      'reports_frozen',
      sql`(${table.state} = 'approved') = (${table.frozen} IS NOT NULL AND ${table.contentHash} IS NOT NULL AND ${table.number} IS NOT NULL)`,
    ),
  ],
);
export type Report = typeof reports.$inferSelect;

/** What somebody remarked on a block of a report while it was in work. */
export const reportComments = sqliteTable(
  'report_comments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: text()
      .notNull()
      .references(() => reports.id),
    /** A block's key, as the content has it. */
    block: text().notNull(),
    text: text().notNull(),
    actor: text().notNull(),
    writtenAt: text().notNull(),
    resolvedAt: text(),
    resolvedBy: text(),
  },
  (table) => [index('report_comments_report').on(table.reportId)],
);
export type ReportComment = typeof reportComments.$inferSelect;

/** How an office's reports look and where they go. */
export const reportSettings = sqliteTable('report_settings', {
  officeId: text()
    .primaryKey()
    .references(() => offices.id),
  /** The lines of the letterhead, from the ministry down to the address. */
  letterhead: codes(),
  /** Hash of the logo that is used now; null: none. */
  logoHash: text().references(() => reportLogos.hash),
  /** Where it is signed: `Bandung`. */
  place: text().notNull(),
  signatoryTitle: text().notNull(),
  /** Null: left open to be written by hand. */
  signatoryName: text(),
  /** With `{n}`, `{month}` (Roman) and `{year}` in it. */
  numberPattern: text().notNull(),
  /** Mail addresses that an approved report goes to. */
  recipients: codes(),
  webhookUrl: text(),
  webhookSecret: text(),
  /** Whether drafts are made by themselves. */
  draftsByItself: integer({ mode: 'boolean' }).notNull(),
  changedAt: text().notNull(),
});
export type ReportSettings = typeof reportSettings.$inferSelect;

/** Logos by their content: a frozen report keeps the one it was approved with. */
export const reportLogos = sqliteTable('report_logos', {
  /** SHA-256 of the bytes, hexadecimal. */
  hash: text().primaryKey(),
  mediaType: text().notNull(),
  bytes: blob({ mode: 'buffer' }).notNull(),
  addedAt: text().notNull(),
});

/** What is to be sent of an approved report, written with the approval itself: nothing approved goes untold. */
export const reportDeliveries = sqliteTable(
  'report_deliveries',
  {
    reportId: text()
      .notNull()
      .references(() => reports.id),
    kind: text({ enum: deliveryKinds }).notNull(),
    /** The mail address, or the webhook's address. */
    target: text().notNull(),
    state: text({ enum: deliveryStates }).notNull(),
    attempts: integer().notNull(),
    nextAt: text(),
    lastError: text(),
    changedAt: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.kind, table.target] })],
);
export type ReportDelivery = typeof reportDeliveries.$inferSelect;

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains } from '../vocabulary.ts';
import { offices } from './offices.ts';

/** What an office declares it reports: the yardstick of completeness. */
export const expectedFigures = sqliteTable(
  'expected_figures',
  {
    officeId: text()
      .notNull()
      .references(() => offices.id),
    /** `readings`, `applicants`, `sources` or `inquiries`. */
    noun: text().notNull(),
    /** Channel of a reading or of inquiries; empty for the others. */
    channelId: text().notNull(),
    /** Metric of a reading, passport type of applicants; empty for the others. */
    measure: text().notNull(),
    grain: text({ enum: grains }).notNull(),
    fromOn: text().notNull(),
    /** Null: still reported. */
    toOn: text(),
    /** Days after the end of a month by which it is due. */
    dueDays: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.noun, table.channelId, table.measure, table.grain] })],
);
export type ExpectedFigure = typeof expectedFigures.$inferSelect;

/** What was done about a finding: a broken rule or an outlier. Findings themselves are computed, never stored. */
export const followUps = sqliteTable('follow_ups', {
  /** Stable name of the finding, made of its rule and the figure's natural key. */
  findingId: text().primaryKey(),
  state: text({ enum: ['open', 'checked', 'accepted'] }).notNull(),
  comment: text().notNull(),
  changedAt: text().notNull(),
  /** Who did; empty: before people were told apart. */
  actor: text(),
});

/** A month that was closed, and opened again with a reason. The latest row of a month tells its state. */
export const monthClosures = sqliteTable('month_closures', {
  id: integer().primaryKey({ autoIncrement: true }),
  officeId: text()
    .notNull()
    .references(() => offices.id),
  /** First day of the month. */
  monthOn: text().notNull(),
  act: text({ enum: ['closed', 'reopened'] }).notNull(),
  reason: text().notNull(),
  actedAt: text().notNull(),
  actor: text(),
});

/** A remark on one figure, kept beside it whatever becomes of its value. */
export const valueComments = sqliteTable(
  'value_comments',
  {
    noun: text().notNull(),
    /** The natural key, a JSON array in the order of the table's key columns. */
    key: text().notNull(),
    comment: text().notNull(),
    changedAt: text().notNull(),
    actor: text(),
  },
  (table) => [primaryKey({ columns: [table.noun, table.key] })],
);

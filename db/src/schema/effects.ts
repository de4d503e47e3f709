import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { codes } from './columns.ts';
import { offices } from './offices.ts';

/**
 * What was declared of a campaign before it was judged. Rows are only added: the latest one stands, and every earlier
 * one can be read with the time at which it was said.
 */
export const effectPlans = sqliteTable(
  'effect_plans',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** No reference: a calendar that is taken back and brought in anew must not take the declaration with it. */
    campaignId: text().notNull(),
    /** `extra` or `share`. */
    estimand: text().notNull(),
    /** `step`, `pulse`, `ramp` or `decay`. */
    shape: text().notNull(),
    /** Days over which the effect is judged; empty: those of the campaign, as they turn out. */
    windowFromOn: text(),
    windowToOn: text(),
    /** Offices that the campaign cannot have touched. */
    comparisons: codes(),
    /** Why it was changed; empty for the first. */
    reason: text(),
    declaredAt: text().notNull(),
    actor: text(),
  },
  (table) => [index('effect_plans_campaign').on(table.campaignId)],
);
export type EffectPlanRow = typeof effectPlans.$inferSelect;

/** Judgements as they were made, each with the version of the figures that it was made from. Rows are only added. */
export const effects = sqliteTable(
  'effects',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    campaignId: text().notNull(),
    /** Names the figures, plan and calendar that went in: the same version gives the same result. */
    dataVersion: text().notNull(),
    computedAt: text().notNull(),
    verdict: text().notNull(),
    /** The whole result. */
    result: text({ mode: 'json' }).$type<unknown>().notNull(),
  },
  (table) => [index('effects_campaign').on(table.campaignId, table.dataVersion)],
);
export type EffectRow = typeof effects.$inferSelect;

/** A randomised schedule of channels, fixed before it begins, so that its outcome can be tested by that very chance. */
export const switchings = sqliteTable('switchings', {
  id: integer().primaryKey({ autoIncrement: true }),
  officeId: text()
    .notNull()
    .references(() => offices.id),
  name: text().notNull(),
  /** `on-off`: one channel on or off by weeks; `rotation`: one of several channels each week. */
  design: text({ enum: ['on-off', 'rotation'] }).notNull(),
  channels: codes(),
  /** Monday of the first week. */
  fromOn: text().notNull(),
  /** For each week what is on: a channel's id, or `off`. */
  weeks: codes(),
  /** Weeks are shuffled within blocks of so many. */
  blockWeeks: integer().notNull(),
  /** The schedule can be drawn again from it. */
  seed: integer().notNull(),
  declaredAt: text().notNull(),
  actor: text(),
  /** Set when it was given up, with the reason; it is kept. */
  stoppedAt: text(),
  stoppedReason: text(),
});
export type Switching = typeof switchings.$inferSelect;

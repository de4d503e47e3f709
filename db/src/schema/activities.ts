import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MetricCode, PrRole } from '../vocabulary.ts';
import { campaigns } from './campaigns.ts';
import { channels } from './channels.ts';
import { codes, importId, isCount, isDay } from './columns.ts';
import { offices } from './offices.ts';

/** One post, article, event or forum of a channel. */
export const activities = sqliteTable(
  'activities',
  {
    /** `<channel>:<the platform's own id>`. */
    id: text().primaryKey(),
    officeId: text()
      .notNull()
      .references(() => offices.id),
    channelId: text()
      .notNull()
      .references(() => channels.id),
    campaignId: text().references(() => campaigns.id),
    /** The platform's word for what it is: reel, image, carousel, story, post. */
    kind: text().notNull(),
    caption: text(),
    permalink: text(),
    /** The account that published it, as the platform names it. */
    account: text(),
    /** Instant of publication, ISO 8601 in UTC. */
    publishedAt: text().notNull(),
    /** The same instant's day in the office's zone. */
    publishedOn: text().notNull(),
    title: text(),
    /** Where an event took place. */
    place: text(),
    /** What the section was in it: adviser, communication facilitator, problem-solving facilitator, technician. */
    prRole: text().$type<PrRole>(),
    topics: codes().default([]),
    costRupiah: integer(),
    importId: importId(),
  },
  (table) => [
    check('activities_published_on', isDay(table.publishedOn)),
    index('activities_published').on(table.officeId, table.publishedOn),
  ],
);
export type Activity = typeof activities.$inferSelect;

/** An activity's lifetime metrics as they stood on a day. Never added to readings. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    activityId: text()
      .notNull()
      .references(() => activities.id),
    metric: text().$type<MetricCode>().notNull(),
    takenOn: text().notNull(),
    value: integer().notNull(),
    importId: importId(),
  },
  (table) => [
    primaryKey({ columns: [table.activityId, table.metric, table.takenOn] }),
    check('snapshots_taken_on', isDay(table.takenOn)),
    check('snapshots_value', isCount(table.value)),
  ],
);
export type Snapshot = typeof snapshots.$inferSelect;

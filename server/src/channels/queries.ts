import type { Db } from '@tilik/db/open';
import { activities, type Channel, channels } from '@tilik/db/schema';
import { and, between, count, countDistinct, eq } from 'drizzle-orm';
import type { Window } from '../window.ts';

/** Channels in the order of the page. */
export const channelList = (db: Db): Channel[] => db.select().from(channels).orderBy(channels.position).all();

/** How many activities of each channel were published in the window, and on how many days. */
export const activityCounts = (db: Db, { office, from, to }: Window) =>
  db
    .select({
      channelId: activities.channelId,
      activities: count(),
      days: countDistinct(activities.publishedOn),
    })
    .from(activities)
    .where(and(eq(activities.officeId, office.id), between(activities.publishedOn, from, to)))
    .groupBy(activities.channelId)
    .all();

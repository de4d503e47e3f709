import type { Db } from '@tilik/db/open';
import { activities, type Campaign, campaigns } from '@tilik/db/schema';
import { and, asc, between, count, eq, sql } from 'drizzle-orm';
import type { Day, Span } from '../day.ts';
import { touches } from './standing.ts';

/** Campaigns of an office that are planned for or ran on any day of a span, cancelled ones too; the earliest first. */
export const calendarCampaigns = (db: Db, officeId: string, span: Span): Campaign[] =>
  db
    .select()
    .from(campaigns)
    .where(eq(campaigns.officeId, officeId))
    .orderBy(sql`COALESCE(${campaigns.plannedFromOn}, ${campaigns.startedOn})`, campaigns.id)
    .all()
    .filter((campaign) => touches(campaign, span));

/** How many posts, events and other activities there were on each day on which there was one. */
export const activityDays = (db: Db, officeId: string, { from, to }: Span): { on: Day; activities: number }[] =>
  db
    .select({ on: activities.publishedOn, activities: count() })
    .from(activities)
    .where(and(eq(activities.officeId, officeId), between(activities.publishedOn, from, to)))
    .groupBy(activities.publishedOn)
    .orderBy(asc(activities.publishedOn))
    .all();

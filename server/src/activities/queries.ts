import type { Db } from '@tilik/db/open';
import { type Activity, activities, campaigns, snapshots } from '@tilik/db/schema';
import type { MetricCode, PrRole } from '@tilik/db/vocabulary';
import { and, asc, between, desc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Day } from '../day.ts';
import type { Window } from '../window.ts';
import type { Post } from './assignment.ts';

/** One metric of an activity as it stood when it was last taken. */
export interface LatestSnapshot {
  readonly metric: MetricCode;
  readonly value: number;
  readonly takenOn: Day;
  /** What came since the snapshot before it; null where there is none, which is not nothing. */
  readonly difference: number | null;
  /** Day of the snapshot before it. */
  readonly since: Day | null;
}

export interface ActivityNow extends Omit<Activity, 'importId'> {
  readonly snapshots: readonly LatestSnapshot[];
}

/** What activities can be narrowed to. */
export interface ActivitiesAsked {
  readonly channels: readonly string[];
  /** Null: those that belong to no campaign. */
  readonly campaign?: string | null | undefined;
  readonly kind?: string | undefined;
  readonly prRole?: PrRole | undefined;
}

const isIn = ({ office, from, to }: Pick<Window, 'office' | 'from' | 'to'>) =>
  and(eq(activities.officeId, office.id), between(activities.publishedOn, from, to));

/** The kinds of the activities of a window, the programme's own words and the platforms'. */
export const kindsIn = (db: Db, window: Window): string[] =>
  db
    .selectDistinct({ kind: activities.kind })
    .from(activities)
    .where(isIn(window))
    .orderBy(activities.kind)
    .all()
    .map(({ kind }) => kind);

/** Activities published in the window, latest first, each with its lifetime figures as last taken. */
export function activitiesIn(
  db: Db,
  { shown, ...window }: Window,
  { channels, campaign, kind, prRole }: ActivitiesAsked,
): ActivityNow[] {
  const isAsked = and(
    isIn(window),
    channels.length > 0 ? inArray(activities.channelId, [...channels]) : undefined,
    campaign === null ? isNull(activities.campaignId) : undefined,
    typeof campaign === 'string' ? eq(activities.campaignId, campaign) : undefined,
    kind === undefined ? undefined : eq(activities.kind, kind),
    prRole === undefined ? undefined : eq(activities.prRole, prRole),
  );
  const taken = db
    .select({
      activityId: snapshots.activityId,
      metric: snapshots.metric,
      takenOn: snapshots.takenOn,
      value: snapshots.value,
    })
    .from(snapshots)
    .innerJoin(activities, eq(snapshots.activityId, activities.id))
    .where(and(isAsked, shown ? lte(snapshots.takenOn, shown.to) : undefined))
    .orderBy(asc(snapshots.activityId), asc(snapshots.metric), asc(snapshots.takenOn))
    .all();
  const latest = new Map<string, Map<MetricCode, LatestSnapshot>>();
  for (const { activityId, metric, takenOn, value } of taken) {
    const ofActivity = latest.get(activityId) ?? new Map<MetricCode, LatestSnapshot>();
    latest.set(activityId, ofActivity);
    const before = ofActivity.get(metric);
    ofActivity.set(metric, {
      metric,
      value,
      takenOn,
      difference: before ? value - before.value : null,
      since: before?.takenOn ?? null,
    });
  }
  return db
    .select()
    .from(activities)
    .where(isAsked)
    .orderBy(desc(activities.publishedAt), asc(activities.id))
    .all()
    .map(({ importId: _, ...activity }) => ({
      ...activity,
      snapshots: [...(latest.get(activity.id)?.values() ?? [])],
    }));
}

/** Every activity of an office, or those of some days, from the earliest: what is said of many at once is said of these. */
export const postsOf = (
  db: Db,
  officeId: string,
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Post[] =>
  db
    .select()
    .from(activities)
    .where(
      and(
        eq(activities.officeId, officeId),
        from === undefined ? undefined : gte(activities.publishedOn, from),
        to === undefined ? undefined : lte(activities.publishedOn, to),
      ),
    )
    .orderBy(asc(activities.publishedAt), asc(activities.id))
    .all();

/** Whether an office has a campaign of this id. */
export const hasCampaign = (db: Db, officeId: string, id: string): boolean =>
  db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.officeId, officeId), eq(campaigns.id, id)))
    .get() !== undefined;

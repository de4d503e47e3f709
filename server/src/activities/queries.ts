import type { Db } from '@tilik/db/open';
import { type Activity, activities, snapshots } from '@tilik/db/schema';
import type { MetricCode } from '@tilik/db/vocabulary';
import { and, asc, between, desc, eq, inArray } from 'drizzle-orm';
import type { Day } from '../day.ts';
import type { Window } from '../window.ts';

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

/** Activities published in the window, latest first, each with its lifetime figures as last taken. */
export function activitiesIn(db: Db, { office, from, to }: Window, channels: readonly string[]): ActivityNow[] {
  const isAsked = and(
    eq(activities.officeId, office.id),
    between(activities.publishedOn, from, to),
    channels.length > 0 ? inArray(activities.channelId, [...channels]) : undefined,
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
    .where(isAsked)
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

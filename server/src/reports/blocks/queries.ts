import type { Db } from '@tilik/db/open';
import { type Activity, activities, type Import, imports } from '@tilik/db/schema';
import { and, between, desc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Span } from '../../day.ts';

/** The files that tell of any day of a span and were not undone, the latest first. */
export const importsOfMonth = (db: Db, { from, to }: Span): Import[] =>
  db
    .select()
    .from(imports)
    .where(and(isNull(imports.undoneAt), lte(imports.fromOn, to), gte(imports.toOn, from)))
    .orderBy(desc(imports.id))
    .all();

/** Posts, events and other activities of an office on the days of a span, in the order of their day. */
export const activitiesOfMonth = (
  db: Db,
  officeId: string,
  { from, to }: Span,
): Pick<Activity, 'id' | 'title' | 'caption' | 'prRole'>[] =>
  db
    .select({
      id: activities.id,
      title: activities.title,
      caption: activities.caption,
      prRole: activities.prRole,
    })
    .from(activities)
    .where(and(eq(activities.officeId, officeId), between(activities.publishedOn, from, to)))
    .orderBy(activities.publishedOn, activities.id)
    .all();

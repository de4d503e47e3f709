import type { Db } from '@tilik/db/open';
import { type Event, events } from '@tilik/db/schema';
import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import type { Window } from '../window.ts';

/** Events that touched the office on any day of the window, in order of their start. */
export const eventsIn = (db: Db, { office, from, to }: Window): Event[] =>
  db
    .select()
    .from(events)
    .where(
      and(
        or(isNull(events.officeId), eq(events.officeId, office.id)),
        lte(events.startsOn, to),
        gte(sql`COALESCE(${events.endsOn}, ${events.startsOn})`, from),
      ),
    )
    .orderBy(events.startsOn, events.id)
    .all();

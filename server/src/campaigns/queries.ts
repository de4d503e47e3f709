import type { Db } from '@tilik/db/open';
import { type Campaign, campaigns } from '@tilik/db/schema';
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Window } from '../window.ts';

/** Campaigns of the office that ran on any day of the window, in order of their start. */
export const campaignsIn = (db: Db, { office, from, to }: Window): Campaign[] =>
  db
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.officeId, office.id),
        lte(campaigns.startedOn, to),
        or(isNull(campaigns.endedOn), gte(campaigns.endedOn, from)),
      ),
    )
    .orderBy(campaigns.startedOn, campaigns.id)
    .all();

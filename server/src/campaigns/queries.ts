import type { Db } from '@tilik/db/open';
import { activities, type Campaign, campaigns } from '@tilik/db/schema';
import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Day } from '../day.ts';
import type { Window } from '../window.ts';
import type { CampaignSpending } from './costs.ts';

/** A campaign that was begun, and not only planned. */
export type BegunCampaign = Campaign & { readonly startedOn: Day };

/** Campaigns of the office that ran on any day of the window, in order of their start. */
export const campaignsIn = (db: Db, { office, from, to }: Window): BegunCampaign[] =>
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
    .all()
    .filter((campaign): campaign is BegunCampaign => campaign.startedOn !== null);

/** A campaign's money and the days and costs of its activities; undefined where there is no such campaign. */
export function spendingOf(db: Db, id: string): (CampaignSpending & Pick<Campaign, 'id' | 'officeId'>) | undefined {
  const campaign = db.select().from(campaigns).where(eq(campaigns.id, id)).get();
  if (!campaign) return undefined;
  const { officeId, budgetRupiah, spendingRupiah } = campaign;
  const done = db
    .select({ on: activities.publishedOn, costRupiah: activities.costRupiah })
    .from(activities)
    .where(eq(activities.campaignId, id))
    .all();
  return { id, officeId, budgetRupiah, spendingRupiah, activities: done };
}

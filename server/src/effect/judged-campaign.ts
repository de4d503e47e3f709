import type { Db } from '@tilik/db/open';
import type { Campaign } from '@tilik/db/schema';
import { dayInZone } from '../day.ts';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import type { Evaluator } from './evaluator.ts';
import {
  effectVersion,
  type StandingPlan,
  type StoredEffect,
  standingPlan,
  storedEffect,
  storeEffect,
} from './queries.ts';

/** Evaluations under way in each store, so that two who ask at once wait for one. */
const underWay = new WeakMap<Db, Map<string, Promise<StoredEffect>>>();

/** The judgement on a campaign for the figures as they stand: the stored one, or a new one, which is then stored. */
export async function judgedCampaign(
  { db, now, evaluator }: { readonly db: Db; readonly now: () => Date; readonly evaluator: Evaluator },
  campaign: Campaign,
): Promise<StoredEffect & { readonly standing: StandingPlan }> {
  const zone = officeList(db).find(({ id }) => id === campaign.officeId)?.zone ?? 'Asia/Jakarta';
  const today = dayInZone(now(), zone);
  const standing = standingPlan(db, campaign, today);
  const version = effectVersion(db, standing, today);
  const known = storedEffect(db, campaign.id, version);
  if (known) return { ...known, standing };
  const ofStore = underWay.get(db) ?? new Map<string, Promise<StoredEffect>>();
  underWay.set(db, ofStore);
  const name = `${campaign.id} ${version}`;
  const started =
    ofStore.get(name) ??
    evaluator
      .run('judgeCampaign', campaign.id, today)
      .then((judgement) => {
        if (!judgement) throw new ProblemError(404, 'unknown-campaign', { facts: { value: campaign.id } });
        const stored = { ...judgement, computedAt: now().toISOString() };
        storeEffect(db, campaign.id, stored);
        return stored;
      })
      .finally(() => ofStore.delete(name));
  ofStore.set(name, started);
  return { ...(await started), standing };
}

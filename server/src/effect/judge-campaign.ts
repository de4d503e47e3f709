import type { Db } from '@tilik/db/open';
import type { Day } from '../day.ts';
import { evaluateEffect } from './evaluate.ts';
import { campaignOf, effectInput, effectVersion } from './queries.ts';
import type { EffectResult } from './result.ts';

/**
 * Reads what the store holds of a campaign and judges it. Figures and version are read as of one moment, so that what
 * comes in meanwhile makes another version. Undefined where the campaign is no longer there.
 */
export function judgeCampaign(
  db: Db,
  campaignId: string,
  today: Day,
): { readonly dataVersion: string; readonly result: EffectResult } | undefined {
  const read = db.transaction(() => {
    const campaign = campaignOf(db, campaignId);
    if (!campaign) return undefined;
    const { standing, ...input } = effectInput(db, campaign, today);
    return { input, dataVersion: effectVersion(db, standing, today) };
  });
  return read && { dataVersion: read.dataVersion, result: evaluateEffect(read.input) };
}

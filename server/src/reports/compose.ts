import type { Db } from '@tilik/db/open';
import type { Office } from '@tilik/db/schema';
import type { Approach } from '@tilik/db/vocabulary';
import { campaignsIn } from '../campaigns/queries.ts';
import type { Day } from '../day.ts';
import type { Evaluator } from '../effect/evaluator.ts';
import { appendixBlock } from './blocks/appendix.ts';
import { campaignsBlock, judgedCampaigns } from './blocks/campaigns.ts';
import { channelsBlock } from './blocks/channels.ts';
import { completenessBlock } from './blocks/completeness.ts';
import { dutiesBlock } from './blocks/duties.ts';
import { eventsBlock } from './blocks/events.ts';
import { frameOf } from './blocks/frame.ts';
import { inquiriesBlock } from './blocks/inquiries.ts';
import { sentence } from './blocks/items.ts';
import { monthTargets } from './blocks/month-targets.ts';
import { planBlock } from './blocks/plan.ts';
import { serviceBlock } from './blocks/service.ts';
import { summaryBlock } from './blocks/summary.ts';
import { uptakeBlock, uptakeStory } from './blocks/uptake.ts';
import { type Block, type BlockKey, blockKeys, type Item, type ReportContent, type RichText } from './content.ts';
import { reportSettingsOf } from './settings.ts';
import { slidesOutline } from './slides-outline.ts';
import { words } from './words.ts';

export interface ComposeWorld {
  readonly db: Db;
  readonly evaluator: Evaluator;
}

export interface ReportAsked {
  readonly office: Office;
  /** First day of the month. */
  readonly monthOn: Day;
  readonly now: Date;
  readonly remarks: RichText;
}

/**
 * What the report of a month says, from the figures as they stand: the same questions as the pages ask, and nothing of
 * a later day but the verdicts on campaigns, which are of the day on which they are judged.
 */
export async function composeReport(
  { db, evaluator }: ComposeWorld,
  { office, monthOn, now, remarks }: ReportAsked,
): Promise<ReportContent> {
  const frame = frameOf(db, office, monthOn, now);
  // All that takes time first: what follows is read in one go, with nothing coming in between.
  const judged = await judgedCampaigns(frame, evaluator);
  const story = uptakeStory(frame);
  const approachOf = new Map<string, Approach>(
    campaignsIn(db, frame.windowFrom(24)).map(({ id, approach }) => [id, approach]),
  );
  const items: Readonly<Record<BlockKey, readonly Item[]>> = {
    summary: summaryBlock(frame, story, judged),
    uptake: uptakeBlock(frame, story, monthTargets(frame)),
    campaigns: campaignsBlock(frame, judged),
    channels: channelsBlock(frame, approachOf),
    inquiries: inquiriesBlock(frame),
    service: serviceBlock(frame),
    duties: dutiesBlock(frame),
    events: eventsBlock(frame),
    completeness: completenessBlock(frame),
    plan: planBlock(frame),
    remarks: remarks.length > 0 ? [{ kind: 'rich', text: remarks }] : [sentence('none', words('remarks.none'))],
    appendix: appendixBlock(frame),
  };
  const blocks = blockKeys.map((key): Block => ({ key, title: words(`block.${key}`), items: items[key] }));
  const settings = reportSettingsOf(db, office);
  return {
    version: 1,
    office: { id: office.id, name: office.name },
    month: frame.monthName,
    title: words('title', { month: frame.monthWords }),
    sample: frame.sample,
    closed: frame.closed,
    letterhead: { lines: settings.letterhead, logo: settings.logoHash },
    signature: { place: settings.place, title: settings.signatoryTitle, name: settings.signatoryName },
    blocks,
    slides: slidesOutline(words('title', { month: frame.monthWords }), blocks),
  };
}

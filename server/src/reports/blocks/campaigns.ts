import { approaches } from '@tilik/db/vocabulary';
import { againstPlan } from '../../calendar/standing.ts';
import { type BegunCampaign, campaignsIn } from '../../campaigns/queries.ts';
import { addMonths } from '../../day.ts';
import type { Evaluator } from '../../effect/evaluator.ts';
import { judgedCampaign } from '../../effect/judged-campaign.ts';
import type { EffectResult } from '../../effect/result.ts';
import { effectInWords, verdictInWords } from '../../effect/words.ts';
import type { Item, Words } from '../content.ts';
import { countWords, dayWords, inBoth, listWords, words } from '../words.ts';
import { type Frame, nameOf } from './frame.ts';
import { column, notComputed, orMissing, sentence, table } from './items.ts';
import { labelOf } from './said.ts';

/** A verdict often comes after a campaign: those that ended in so many months before are told of as well. */
const monthsAfterEnd = 3;
/** So many are told in sentences; the table has all of them. */
const toldMax = 4;
/** So many are named where all are told of at once. */
const namedMax = 3;

/** A campaign with its judgement among the others of the report. */
export interface JudgedCampaign {
  readonly campaign: BegunCampaign;
  readonly ranInMonth: boolean;
  readonly result: EffectResult;
}

/**
 * The campaigns of the month, and those that ended in the three months before it, judged together as of the day the
 * report is composed: looking at ten of them does not make one look good by luck (Holm).
 */
export async function judgedCampaigns(frame: Frame, evaluator: Evaluator): Promise<JudgedCampaign[]> {
  const { db, month, now } = frame;
  const list = campaignsIn(db, { ...frame.window, from: addMonths(month.from, -monthsAfterEnd) });
  const results: EffectResult[] = [];
  for (const campaign of list) {
    results.push((await judgedCampaign({ db, now: () => now, evaluator }, campaign)).result);
  }
  const { members } = await evaluator.run('familyOf', results);
  return list.flatMap((campaign, index) => {
    const result = members[index]?.result ?? results[index];
    const ranInMonth = campaign.endedOn === null || campaign.endedOn >= month.from;
    return result ? [{ campaign, ranInMonth, result }] : [];
  });
}

const verdictWords = ({ result }: JudgedCampaign): Words =>
  inBoth((language) => verdictInWords(language, result.verdict));

const verdictOrder = ['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE', 'NOT COMPUTED'] as const;

/** The surest verdicts first; of equal ones the latest campaign. */
const byWeight = (one: JudgedCampaign, other: JudgedCampaign): number =>
  verdictOrder.indexOf(one.result.verdict) - verdictOrder.indexOf(other.result.verdict) ||
  other.campaign.startedOn.localeCompare(one.campaign.startedOn) ||
  one.campaign.id.localeCompare(other.campaign.id);

/** Additional applicants with their range; nothing where nothing was computed. */
const additionalCell = ({ result }: JudgedCampaign) => {
  if (result.kind === 'not-computed') return notComputed;
  const { estimate, lower, upper } = result.numbers.extra;
  return words('campaigns.additional', {
    estimate: countWords(estimate),
    low: countWords(lower),
    high: countWords(upper),
  });
};

const standingWords = ({ campaign }: JudgedCampaign, { month }: Frame): Words => {
  // As it stood at the end of the month: the report knows no later day.
  const ended = campaign.endedOn !== null && campaign.endedOn <= month.to ? campaign.endedOn : null;
  const { standing } = againstPlan({ ...campaign, endedOn: ended }, month.to);
  return ended === null
    ? words('campaigns.running')
    : words(standing === 'cancelled' ? 'campaigns.cancelled' : 'campaigns.ended', { day: dayWords(ended) });
};

/** How many campaigns there were and what is said of each; of many, how many have which verdict. */
export function verdictsSentence({ monthWords: month }: Frame, judged: readonly JudgedCampaign[]): Words {
  const ran = judged.filter(({ ranInMonth }) => ranInMonth);
  if (judged.length === 0) return words('campaigns.none', { month });
  const told =
    judged.length <= namedMax
      ? judged
          .toSorted(byWeight)
          .map((each) => words('campaigns.ofOne', { name: nameOf(each.campaign), verdict: verdictWords(each) }))
      : verdictOrder.flatMap((verdict) => {
          const count = judged.filter(({ result }) => result.verdict === verdict).length;
          return count === 0
            ? []
            : [words('campaigns.countOf', { count, verdict: inBoth((language) => verdictInWords(language, verdict)) })];
        });
  return words('campaigns.verdicts', {
    ran: words(ran.length === 0 ? 'campaigns.noneRan' : 'campaigns.ran', {
      month,
      ran: ran.length,
      ended: judged.length - ran.length,
    }),
    verdicts: listWords(told),
  });
}

export function campaignsBlock(frame: Frame, judged: readonly JudgedCampaign[]): Item[] {
  const ordered = judged.toSorted(byWeight);
  return [
    sentence('verdicts', verdictsSentence(frame, judged)),
    ...ordered.slice(0, toldMax).map((each) =>
      sentence(
        `campaign ${each.campaign.id}`,
        words('campaigns.told', {
          name: nameOf(each.campaign),
          said: inBoth((language) => effectInWords(language, each.result)),
        }),
      ),
    ),
    ...(ordered.length > toldMax
      ? [sentence('more', words('campaigns.more', { more: ordered.length - toldMax }))]
      : []),
    ...table({
      key: 'campaigns',
      columns: [
        column('campaign', 'text'),
        column('approach', 'text'),
        column('started', 'day'),
        column('standing', 'text', words('column.campaignStanding')),
        column('spending', 'rupiah'),
        column('verdict', 'text'),
        column('additional', 'text'),
      ],
      rows: ordered.map((each) => ({
        key: each.campaign.id,
        cells: {
          campaign: nameOf(each.campaign),
          approach: labelOf(approaches[each.campaign.approach].label),
          started: each.campaign.startedOn,
          standing: standingWords(each, frame),
          spending: orMissing(each.campaign.spendingRupiah),
          verdict: verdictWords(each),
          additional: additionalCell(each),
        },
      })),
      note: words('campaigns.note'),
    }),
  ];
}

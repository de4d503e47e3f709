import { type Approach, approaches, type Language, managementSteps } from '@tilik/server/client';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import type { Fields } from '../records/queries.ts';
import { formatDay, formatRupiah } from '../ui/format.ts';
import type { Campaign } from './queries.ts';

export const campaignName = ({ name, nameEn }: { name: string; nameEn: string | null }, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

/** A campaign, begun or only planned. */
export type AnyCampaign = Omit<Campaign, 'startedOn'> & { readonly startedOn: string | null };

const textOf = (value: Fields[string] | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: Fields[string] | undefined): number | null => (typeof value === 'number' ? value : null);
const codesOf = (value: Fields[string] | undefined): string[] => (Array.isArray(value) ? value : []);

/** A campaign as its list tells it. */
export const campaignOfFields = (fields: Fields): AnyCampaign => ({
  id: String(fields.campaign),
  name: String(fields.name),
  nameEn: textOf(fields.name_en),
  objective: textOf(fields.objective),
  approach: textOf(fields.approach) as Campaign['approach'],
  plannedFromOn: textOf(fields.planned_from),
  plannedToOn: textOf(fields.planned_to),
  startedOn: textOf(fields.started),
  endedOn: textOf(fields.ended),
  channels: codesOf(fields.channels),
  audiences: codesOf(fields.audiences),
  topics: codesOf(fields.topics),
  budgetRupiah: numberOf(fields.budget),
  spendingRupiah: numberOf(fields.spending),
  managementStep: textOf(fields.management_step) as Campaign['managementStep'],
  personInCharge: textOf(fields.person_in_charge),
  cancelledOn: textOf(fields.cancelled),
});

/** Its days and its approach, in one line. */
export function CampaignLine({ campaign }: { campaign: Campaign }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      {formatDay(campaign.startedOn, language)} –{' '}
      {campaign.endedOn ? formatDay(campaign.endedOn, language) : t('uptake.ongoing')} ·{' '}
      {approaches[campaign.approach as Approach].label[language]}
    </>
  );
}

/** What was run: planned against actual, how, where, for whom and for how much. */
export function CampaignFacts({ campaign, about }: { campaign: AnyCampaign; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const audiences = useProgrammeWords('audiences');
  const topics = useProgrammeWords('topics');
  const span = (from: string | null, to: string | null, runsOn: string, none: string) =>
    from === null && to === null
      ? none
      : `${from === null ? '…' : formatDay(from, language)} – ${to === null ? runsOn : formatDay(to, language)}`;
  const channelName = (id: string) => {
    const channel = about.channels.find((each) => each.id === id);
    return channel ? (language === 'en' ? channel.nameEn : channel.nameId) : id;
  };
  const list = (names: readonly string[]) => (names.length === 0 ? t('campaigns.notStated') : names.join(', '));
  const facts = [
    [t('campaigns.planned'), span(campaign.plannedFromOn, campaign.plannedToOn, '…', t('campaigns.notStated'))],
    [t('campaigns.actual'), span(campaign.startedOn, campaign.endedOn, t('uptake.ongoing'), t('calendar.notBegun'))],
    ...(campaign.cancelledOn === null
      ? []
      : [[t('calendar.standings.cancelled'), formatDay(campaign.cancelledOn, language)]]),
    [t('campaigns.approach'), approaches[campaign.approach as Approach].label[language]],
    [
      t('campaigns.step'),
      campaign.managementStep === null
        ? t('campaigns.notStated')
        : managementSteps[campaign.managementStep].label[language],
    ],
    [t('campaigns.inCharge'), campaign.personInCharge ?? t('campaigns.notStated')],
    [t('campaigns.channels'), list(campaign.channels.map(channelName))],
    [t('campaigns.audiences'), list(campaign.audiences.map(audiences.nameOf))],
    [t('campaigns.topics'), list(campaign.topics.map(topics.nameOf))],
    [
      t('campaigns.budget'),
      campaign.budgetRupiah === null ? t('campaigns.notStated') : formatRupiah(campaign.budgetRupiah, language),
    ],
  ];
  return (
    <dl className="effect-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

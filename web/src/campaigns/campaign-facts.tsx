import { type Approach, approaches, audiences, type Language } from '@tilik/server/client';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay, formatRupiah } from '../ui/format.ts';
import type { Campaign } from './queries.ts';

export const campaignName = ({ name, nameEn }: { name: string; nameEn: string | null }, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

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
export function CampaignFacts({ campaign, about }: { campaign: Campaign; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const span = (from: string | null, to: string | null, runsOn: string) =>
    from === null && to === null
      ? t('campaigns.notStated')
      : `${from === null ? '…' : formatDay(from, language)} – ${to === null ? runsOn : formatDay(to, language)}`;
  const channelName = (id: string) => {
    const channel = about.channels.find((each) => each.id === id);
    return channel ? (language === 'en' ? channel.nameEn : channel.nameId) : id;
  };
  const audienceName = (code: string) =>
    code in audiences ? audiences[code as keyof typeof audiences].label[language] : code;
  const list = (names: readonly string[]) => (names.length === 0 ? t('campaigns.notStated') : names.join(', '));
  const facts = [
    [t('campaigns.planned'), span(campaign.plannedFromOn, campaign.plannedToOn, '…')],
    [t('campaigns.actual'), span(campaign.startedOn, campaign.endedOn, t('uptake.ongoing'))],
    [t('campaigns.approach'), approaches[campaign.approach as Approach].label[language]],
    [t('campaigns.channels'), list(campaign.channels.map(channelName))],
    [t('campaigns.audiences'), list(campaign.audiences.map(audienceName))],
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

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatProbability } from '../ui/format.ts';
import type { JudgedCampaign } from './queries.ts';
import { VerdictMark } from './verdict-mark.tsx';
import type { EffectSearch } from './view.ts';
import { ratioInWords, totalInWords } from './wording.ts';

/** Campaigns with their verdicts in words, a link to each. */
export function JudgedList({
  campaigns,
  search,
  detailOf,
  isShort = false,
}: {
  campaigns: readonly JudgedCampaign[];
  /** What the links keep of the page they are on. */
  search: EffectSearch;
  /** What else is known of a campaign: its days and approach. */
  detailOf: (id: string) => ReactNode;
  isShort?: boolean;
}) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ol className="judged">
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <VerdictMark verdict={campaign.verdict} word={campaign.words.verdict} />
          <h3>
            <Link to="/kampanye/$id" params={{ id: campaign.id }} search={search}>
              {language === 'en' ? (campaign.nameEn ?? campaign.name) : campaign.name}
            </Link>
          </h3>
          <div className="soft" style={{ fontSize: '0.88rem' }}>
            {detailOf(campaign.id)}
          </div>
          <p>{campaign.words.sentence}</p>
          {isShort || !campaign.effect || !campaign.extra ? null : (
            <p className="soft numbers" style={{ fontSize: '0.88rem' }}>
              {t(`effect.ratio.${campaign.estimand}`)} {ratioInWords(campaign.effect, language)} ·{' '}
              {t('effect.facts.extra')} {totalInWords(campaign.extra, language)} · p{' '}
              {formatProbability(campaign.probability ?? 1, language)},{' '}
              {t('effect.afterHolm', { probability: formatProbability(campaign.holm ?? 1, language) })}
            </p>
          )}
          {campaign.alone !== campaign.verdict ? <p>{t('effect.changedByHolm')}</p> : null}
        </li>
      ))}
    </ol>
  );
}

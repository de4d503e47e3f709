import './stages.css';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { campaignStagesQuery } from './queries.ts';
import { StagesTable } from './stages-table.tsx';

/** The four stages of one campaign: its own activities, and apart from them its channels on its days. */
export function CampaignStages({ id, office }: { id: string; office: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const stages = useQuery(campaignStagesQuery(id, office));
  return (
    <Panel title={t('stages.campaign.title')}>
      {stages.isError ? (
        <Failed error={stages.error} retry={() => void stages.refetch()} />
      ) : stages.isPending ? (
        <Loading height={320} />
      ) : (
        <>
          <Text size="sm" className="soft" mt={4} maw={820}>
            {t('stages.notSameSign')} {t('stages.amecNote')}
          </Text>
          <h3 className="stage-heading">{t('stages.campaign.own')}</h3>
          {stages.data.campaign && stages.data.campaign.own.length > 0 ? (
            <>
              <Text size="sm" className="soft" mb="xs" maw={820}>
                {t('stages.campaign.ownExplain', { count: stages.data.campaign.activities })}
              </Text>
              <StagesTable
                name={t('stages.campaign.own')}
                channels={stages.data.campaign.own}
                amec={stages.data.amec}
              />
            </>
          ) : (
            <Text size="sm" maw={820}>
              {t('stages.campaign.noOwn')}
            </Text>
          )}
          <h3 className="stage-heading">{t('stages.campaign.channels')}</h3>
          {stages.data.channels.length > 0 ? (
            <>
              <Text size="sm" className="soft" mb="xs" maw={820}>
                {t('stages.campaign.channelsExplain', {
                  from: formatDay(stages.data.from, language),
                  to: formatDay(stages.data.to, language),
                })}{' '}
                {t('stages.declaredMonths', { count: stages.data.declaredMonths.length })}
              </Text>
              <StagesTable
                name={t('stages.campaign.channels')}
                channels={stages.data.channels}
                amec={stages.data.amec}
              />
            </>
          ) : (
            <Text size="sm">{t('stages.campaign.noChannels')}</Text>
          )}
          <Text size="sm" mt="sm">
            <a
              href={`/api/v1/stages.csv?${new URLSearchParams({ office: stages.data.office, campaign: id })}`}
              download
            >
              {t('stages.approaches.csv')}
            </a>
          </Text>
        </>
      )}
    </Panel>
  );
}

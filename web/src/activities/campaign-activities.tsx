import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { ActivityList } from './activity-list.tsx';
import { activitiesQuery } from './queries.ts';

/** What was done for one campaign, on the campaign's page. */
export function CampaignActivities({
  id,
  office,
  pictures,
}: {
  id: string;
  office: string | undefined;
  /** The photos of a meeting. */
  pictures: ((activity: string) => ReactNode) | undefined;
}) {
  const t = useWords();
  const language = useLanguage();
  const about = useQuery(aboutQuery);
  const today = about.data?.today ?? '2199-12-31';
  const activities = useQuery({
    ...activitiesQuery({ office, from: '2000-01-01', to: today, campaign: id }, language),
    enabled: about.isSuccess,
  });
  const search = {
    period: 'custom' as const,
    from: '2000-01-01',
    to: today,
    office,
    campaign: id,
    lang: language === 'id' ? undefined : language,
  };
  return (
    <Panel
      title={t('activities.ofCampaign')}
      actions={
        <Link to="/kampanye/kegiatan" search={search}>
          {t('activities.seeAll')}
        </Link>
      }
    >
      {activities.isError ? (
        <Failed error={activities.error} retry={() => void activities.refetch()} />
      ) : activities.isPending || !about.data ? (
        <Loading height={160} />
      ) : activities.data.activities.length === 0 ? (
        <Text mt="xs">{t('activities.noneOfCampaign')}</Text>
      ) : (
        <ActivityList
          activities={activities.data.activities}
          about={about.data}
          campaigns={undefined}
          search={search}
          pictures={pictures}
        />
      )}
    </Panel>
  );
}

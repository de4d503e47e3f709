import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../language.ts';
import { addDays } from '../ui/days.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { CampaignTable } from './campaign-tables.tsx';
import { spanQuery } from './queries.ts';
import type { CalendarSearch } from './view.ts';

/** How far plans are listed: a year back for what never began, a year ahead. */
const days = 366;

/** Campaigns of which nothing can be said yet or ever: planned ones and cancelled ones. */
export function OtherCampaigns({
  office,
  today,
  search,
}: {
  office: string | undefined;
  today: string;
  search: CalendarSearch;
}) {
  const t = useWords();
  const [from, to] = [addDays(today, -days), addDays(today, days)];
  const calendar = useQuery(spanQuery(office, from, to));
  if (calendar.isError) return <Failed error={calendar.error} retry={() => void calendar.refetch()} />;
  if (calendar.isPending) return <Loading height={160} />;
  const others = calendar.data.campaigns.filter(({ standing }) => standing === 'planned' || standing === 'cancelled');
  return (
    <Panel title={t('calendar.others')}>
      {others.length === 0 ? (
        <Text mt="xs">{t('calendar.noOthers')}</Text>
      ) : (
        <CampaignTable
          calendar={{ ...calendar.data, campaigns: others }}
          from={from}
          to={to}
          name={t('calendar.others')}
          search={search}
        />
      )}
    </Panel>
  );
}

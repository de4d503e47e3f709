import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { ShareButton } from '../access/share-button.tsx';
import { DeclaredPanel } from '../channels/declared-panel.tsx';
import { declaredQuery, responseQuery } from '../channels/queries.ts';
import { EstimandChoice, ResponsePanel } from '../channels/response-panel.tsx';
import type { ChannelSearch } from '../channels/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay, useSession } from '../session.ts';
import { ApproachesPanel } from '../stages/approaches-panel.tsx';
import { BestPanel } from '../stages/best-panel.tsx';
import { StagesPanel } from '../stages/stages-panel.tsx';
import { switchingsQuery } from '../switching/queries.ts';
import { SwitchingPanel } from '../switching/switching-panel.tsx';
import { formatDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { viewOf, windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/kanal');

/** Kanal: which channel brings people through the four stages? */
export function ChannelsPage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('evidence.title')} lead={t('evidence.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : about.data.empty ? (
        <Panel title={t('state.emptyTitle')}>
          <Text mt="xs" mb="md" maw={640}>
            {t('evidence.empty')}
          </Text>
          {may('importFiles') ? (
            <Link to="/data" search={{ lang: language === 'id' ? undefined : language }} className="action">
              {t('state.emptyAction')}
            </Link>
          ) : null}
        </Panel>
      ) : (
        <Evidence about={about.data} />
      )}
    </Stack>
  );
}

function Evidence({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const isShared = useSession()?.view != null;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: ChannelSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const span = windowOf(viewOf(search), about.today, office?.reportedFrom ?? null);
  const window = { office: search.office, ...span };
  const estimand = search.estimand ?? 'extra';
  const declared = useQuery({ ...declaredQuery(window, language), enabled: may('seeDeclared') });
  const response = useQuery({ ...responseQuery(window, estimand, language), enabled: may('seeResponse') });
  const switchings = useQuery({ ...switchingsQuery(search.office), enabled: may('seeSwitching') });
  const nameOf = (code: string) => {
    if (code === 'other' || code === 'unknown') return t(`channels.${code}`);
    const channel = about.channels.find(({ id }) => id === code);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : code;
  };
  const csv = new URLSearchParams({ office: office?.id ?? '', ...span, estimand });
  return (
    <>
      {isShared ? null : (
        <form aria-label={t('filter.label')} className="filters no-print" style={{ maxWidth: 860 }}>
          <WindowFields
            about={about}
            office={office?.id}
            usualOffice={about.offices[0]?.id}
            period={viewOf(search).period}
            usual="24m"
            span={span}
            onChange={(next) => change('office' in next ? { ...next, schedule: undefined } : next)}
          />
        </form>
      )}
      <Group justify="space-between" gap="xs">
        <Text className="soft">
          {t('overview.window', {
            office: office?.name ?? '',
            from: formatDay(span.from, language),
            to: formatDay(span.to, language),
          })}
        </Text>
        <ShareButton name={t('evidence.title')} from={span.from} to={span.to} today={about.today} />
      </Group>
      <StagesPanel window={window} />
      {may('seeApproaches') ? <ApproachesPanel window={window} nameOf={nameOf} /> : null}
      <BestPanel
        window={window}
        asked={{ metric: search.best, per: search.per, channel: search.channel }}
        onAsk={({ metric, per, channel }) => change({ best: metric, per, channel })}
        channels={about.channels.map(({ id }) => id)}
        nameOf={nameOf}
      />
      {may('seeDeclared') ? (
        <Panel title={t('evidence.sources.title')}>
          {declared.isError ? (
            <Failed error={declared.error} retry={() => void declared.refetch()} />
          ) : declared.isPending ? (
            <Loading height={320} />
          ) : (
            <DeclaredPanel declared={declared.data} nameOf={nameOf} />
          )}
        </Panel>
      ) : null}
      {may('seeResponse') ? (
        <Panel
          title={t('evidence.response.title')}
          actions={
            <EstimandChoice
              value={estimand}
              onChange={(value) => change({ estimand: value === 'extra' ? undefined : value })}
            />
          }
        >
          {response.isError ? (
            <Failed error={response.error} retry={() => void response.refetch()} />
          ) : response.isPending ? (
            <Computing height={260}>{t('evidence.response.computing')}</Computing>
          ) : (
            <ResponsePanel response={response.data} nameOf={nameOf} csvHref={`/api/v1/channels/response.csv?${csv}`} />
          )}
        </Panel>
      ) : null}
      {may('seeSwitching') ? (
        <Panel title={t('switching.title')}>
          {switchings.isError ? (
            <Failed error={switchings.error} retry={() => void switchings.refetch()} />
          ) : switchings.isPending ? (
            <Loading height={260} />
          ) : (
            <SwitchingPanel
              switchings={switchings.data}
              about={about}
              office={search.office}
              open={search.schedule}
              onOpen={(schedule) => change({ schedule })}
            />
          )}
        </Panel>
      ) : null}
    </>
  );
}

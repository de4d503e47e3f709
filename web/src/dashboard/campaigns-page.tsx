import '../effect/effect.css';
import { Group, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { CalendarMenu } from '../calendar/calendar-menu.tsx';
import { CalendarPanel } from '../calendar/calendar-panel.tsx';
import { OtherCampaigns } from '../calendar/other-campaigns.tsx';
import { type CalendarSearch, tabOf } from '../calendar/view.ts';
import { CampaignLine } from '../campaigns/campaign-facts.tsx';
import { campaignsQuery } from '../campaigns/queries.ts';
import { ForestPanel } from '../effect/forest-panel.tsx';
import { JudgedList } from '../effect/judged-list.tsx';
import { PlanningPanel } from '../effect/planning-panel.tsx';
import { effectsQuery } from '../effect/queries.ts';
import type { EffectSearch } from '../effect/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { viewOf, windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/kampanye');

/** Kampanye: what did we run, and did it work? */
export function CampaignsPage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('campaigns.title')} lead={t('campaigns.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : about.data.empty && !may('writeRecords') ? (
        <Panel title={t('state.emptyTitle')}>
          <Text mt="xs" mb="md" maw={640}>
            {t('campaigns.empty')}
          </Text>
          {may('importFiles') ? (
            <Link to="/data" search={{ lang: language === 'id' ? undefined : language }} className="action">
              {t('state.emptyAction')}
            </Link>
          ) : null}
        </Panel>
      ) : (
        <CampaignsTabs about={about.data} />
      )}
    </Stack>
  );
}

/** The calendar of the programme, and the list with what can be said of each campaign. */
function CampaignsTabs({ about }: { about: About }) {
  const t = useWords();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabOf(search);
  const change = (next: CalendarSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const { tab: _, look: __, month: ___, ...kept } = search;
  return (
    <>
      <Group justify="space-between" gap="sm" className="no-print">
        <Tabs
          value={tab}
          onChange={(value) => change({ tab: value === 'list' ? 'list' : 'calendar' })}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="calendar">{t('calendar.tab')}</Tabs.Tab>
            <Tabs.Tab value="list">{t('calendar.listTab')}</Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <Group gap="sm">
          {may('writeRecords') ? (
            <Link to="/kampanye/baru" search={kept} className="action">
              {t('campaigns.form.new')}
            </Link>
          ) : null}
          <CalendarMenu office={search.office} today={about.today} />
        </Group>
      </Group>
      {tab === 'list' ? (
        <Campaigns about={about} />
      ) : (
        <CalendarPanel office={search.office} today={about.today} search={search} onChange={change} />
      )}
    </>
  );
}

function Campaigns({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: EffectSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const span = windowOf(viewOf(search), about.today, office?.reportedFrom ?? null);
  const window = { office: search.office, ...span };
  const effects = useQuery(effectsQuery(window, language));
  const campaigns = useQuery(campaignsQuery(window));
  const known = new Map(campaigns.data?.campaigns.map((campaign) => [campaign.id, campaign]));
  return (
    <>
      <form aria-label={t('filter.label')} className="filters no-print" style={{ maxWidth: 860 }}>
        <WindowFields
          about={about}
          office={office?.id}
          usualOffice={about.offices[0]?.id}
          period={viewOf(search).period}
          usual="24m"
          span={span}
          onChange={change}
        />
      </form>
      <Text className="soft">
        {t('overview.window', {
          office: office?.name ?? '',
          from: formatDay(span.from, language),
          to: formatDay(span.to, language),
        })}
      </Text>
      {effects.isError ? (
        <Failed error={effects.error} retry={() => void effects.refetch()} />
      ) : effects.isPending ? (
        <Computing height={520}>{t('effect.computingAll')}</Computing>
      ) : effects.data.campaigns.length === 0 ? (
        <Panel title={t('campaigns.noneTitle')}>
          <Text mt="xs" maw={640}>
            {t('campaigns.none')}
          </Text>
        </Panel>
      ) : (
        <>
          <ForestPanel effects={effects.data} />
          <Panel title={t('campaigns.list')}>
            <JudgedList
              campaigns={effects.data.campaigns.toReversed()}
              search={search}
              detailOf={(id) => {
                const campaign = known.get(id);
                return campaign ? <CampaignLine campaign={campaign} /> : null;
              }}
            />
          </Panel>
        </>
      )}
      <OtherCampaigns office={search.office} today={about.today} search={search} />
      <PlanningPanel
        office={search.office}
        estimand={search.estimand ?? 'share'}
        shape={search.shape ?? 'step'}
        isAsked={!effects.isPending}
        onChange={change}
      />
    </>
  );
}

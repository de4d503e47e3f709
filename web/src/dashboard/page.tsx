import '../effect/effect.css';
import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, type ReactElement, type ReactNode, Suspense } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { ShareButton } from '../access/share-button.tsx';
import type { EventMark } from '../applicants/applicants-chart.tsx';
import { type Uptake, uptakeQuery } from '../applicants/queries.ts';
import { uptakePoints } from '../applicants/series.ts';
import { UptakeFigures } from '../applicants/uptake-figures.tsx';
import { UptakeTable } from '../applicants/uptake-table.tsx';
import { uptakeSentences } from '../applicants/wording.ts';
import { CampaignLine } from '../campaigns/campaign-facts.tsx';
import { type Campaign, campaignsQuery } from '../campaigns/queries.ts';
import { ChannelsGlance } from '../channels/channels-glance.tsx';
import { channelsQuery, sourcesQuery } from '../channels/queries.ts';
import { JudgedList } from '../effect/judged-list.tsx';
import { effectsQuery } from '../effect/queries.ts';
import { eventsQuery, type ProgrammeEvent } from '../events/queries.ts';
import { useLanguage, useWords } from '../language.ts';
import { ComparisonPanel } from '../offices/comparison-panel.tsx';
import { useMay, useSession } from '../session.ts';
import { ShareTarget, TargetsPanel } from '../targets/targets-panel.tsx';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { searchOf, type View, viewOf, windowOf } from './view.ts';

// The charts weigh more than the rest of the page together, and the page can be read before they are there.
const ApplicantsChart = lazy(() =>
  import('../applicants/applicants-chart.tsx').then((module) => ({ default: module.ApplicantsChart })),
);

const route = getRouteApi('/');

/** Ringkasan: how is uptake, and what moved it? */
export function DashboardPage(): ReactElement {
  const t = useWords();
  const search = route.useSearch();
  const view = viewOf(search);
  const navigate = route.useNavigate();
  const about = useQuery(aboutQuery);
  const session = useSession();
  const isNothingApproved =
    session?.actor?.role === 'pembaca' && session.view === null && session.approvedUntil === null;
  if (about.isPending) return <Loading height={480} />;
  if (about.isError) return <Failed error={about.error} retry={() => void about.refetch()} />;
  const change = (next: View) =>
    void navigate({ search: { lang: search.lang, ...searchOf(next) }, resetScroll: false });
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t('overview.title')}
      </Title>
      {about.data.empty ? (
        <Beginning />
      ) : isNothingApproved ? (
        <Panel title={t('access.approved.none')}>
          <Text mt="xs" maw={640}>
            {t('access.approved.noneDetail')}
          </Text>
        </Panel>
      ) : (
        <Overview about={about.data} view={view} onChange={change} />
      )}
    </Stack>
  );
}

/** An empty store says how to fill it. */
function Beginning() {
  const t = useWords();
  const may = useMay();
  const language = useLanguage();
  return (
    <Panel title={t('state.emptyTitle')}>
      <Text mt="xs" maw={640}>
        {t('state.emptyDetail')}
      </Text>
      <ol style={{ maxWidth: 640, lineHeight: 1.7 }}>
        <li>{t('state.emptyStep1')}</li>
        <li>{t('state.emptyStep2')}</li>
        <li>{t('state.emptyStep3')}</li>
      </ol>
      {may('importFiles') ? (
        <Link to="/data" search={{ lang: language === 'id' ? undefined : language }} className="action">
          {t('state.emptyAction')}
        </Link>
      ) : null}
    </Panel>
  );
}

function Overview({ about, view, onChange }: { about: About; view: View; onChange: (view: View) => void }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const isShared = useSession()?.view != null;
  const office = about.offices.find(({ id }) => id === view.office) ?? about.offices[0];
  const window = { office: view.office, ...windowOf(view, about.today, office?.reportedFrom ?? null) };
  const uptake = useQuery(uptakeQuery({ ...window, grain: view.grain, compare: view.compare }, language));
  const campaigns = useQuery(campaignsQuery(window));
  const events = useQuery(eventsQuery(window));
  const channels = useQuery(channelsQuery(window));
  const sources = useQuery(sourcesQuery(window));
  const ofChannels = (campaigns.data?.campaigns ?? []).filter(
    (campaign) => view.channels.length === 0 || campaign.channels.some((channel) => view.channels.includes(channel)),
  );
  return (
    <>
      {isShared ? null : <FilterBar view={view} about={about} onChange={onChange} />}
      <Group justify="space-between" gap="xs">
        <Text className="soft">
          {t('overview.window', {
            office: office?.name ?? '',
            from: formatDay(window.from, language),
            to: formatDay(window.to, language),
          })}
        </Text>
        <ShareButton name={t('overview.title')} from={window.from} to={window.to} today={about.today} />
      </Group>
      <Panel title={t('uptake.title')}>
        {uptake.isError ? (
          <Failed error={uptake.error} retry={() => void uptake.refetch()} />
        ) : uptake.isPending ? (
          <Loading height={620} />
        ) : (
          <UptakePicture
            uptake={uptake.data}
            campaigns={ofChannels}
            events={events.data?.events ?? []}
            target={may('seeTargets') ? <ShareTarget about={about} office={office?.id} /> : null}
          />
        )}
      </Panel>
      {may('seeTargets') && office?.role === 'ours' ? <TargetsPanel about={about} office={office.id} /> : null}
      {may('seeCompared') ? (
        <ComparisonPanel
          window={window}
          isAsked={!uptake.isPending}
          view={view.beside}
          onView={(beside) => onChange({ ...view, beside })}
        />
      ) : null}
      {may('seeEffects') ? (
        <LastVerdicts
          window={window}
          view={view}
          campaigns={campaigns.data?.campaigns ?? []}
          isAsked={!uptake.isPending}
        />
      ) : null}
      <Panel title={t('channels.title')}>
        {channels.isError ? (
          <Failed error={channels.error} retry={() => void channels.refetch()} />
        ) : sources.isError ? (
          <Failed error={sources.error} retry={() => void sources.refetch()} />
        ) : channels.isPending || sources.isPending ? (
          <Loading height={360} />
        ) : (
          <ChannelsGlance channels={channels.data} sources={sources.data} shown={view.channels} />
        )}
      </Panel>
    </>
  );
}

/** How many verdicts stand on the overview. */
const lastShown = 3;

/** What can be said of the campaigns that ran last; the rest is on their page. */
function LastVerdicts({
  window,
  view,
  campaigns,
  isAsked,
}: {
  window: { office?: string | undefined; from: string; to: string };
  view: View;
  campaigns: readonly Campaign[];
  /** Judging takes seconds; the page's own answer goes first. */
  isAsked: boolean;
}) {
  const t = useWords();
  const language = useLanguage();
  const effects = useQuery({ ...effectsQuery(window, language), enabled: isAsked });
  const { period, from, to, office } = searchOf(view);
  const search = { lang: language === 'id' ? undefined : language, period, from, to, office };
  return (
    <Panel title={t('campaigns.last')}>
      {effects.isError ? (
        <Failed error={effects.error} retry={() => void effects.refetch()} />
      ) : effects.isPending ? (
        <Computing height={240}>{t('effect.computingAll')}</Computing>
      ) : effects.data.campaigns.length === 0 ? (
        <Text mt="xs">{t('campaigns.none')}</Text>
      ) : (
        <>
          <JudgedList
            campaigns={effects.data.campaigns.slice(-lastShown).toReversed()}
            search={search}
            detailOf={(id) => {
              const campaign = campaigns.find((each) => each.id === id);
              return campaign ? <CampaignLine campaign={campaign} /> : null;
            }}
            isShort
          />
          <Link to="/kampanye" search={search.period ? search : { ...search, tab: 'list' }}>
            {t('campaigns.all', { count: effects.data.campaigns.length })}
          </Link>
        </>
      )}
    </Panel>
  );
}

/** Answers, sentences, picture, table and lists of one uptake answer. */
function UptakePicture({
  uptake,
  campaigns,
  events,
  target,
}: {
  uptake: Uptake;
  campaigns: readonly Campaign[];
  events: readonly ProgrammeEvent[];
  /** How this month stands against its target. */
  target: ReactNode;
}) {
  const t = useWords();
  const language = useLanguage();
  const span = { from: formatDay(uptake.from, language), to: formatDay(uptake.to, language) };
  const nothing = uptake.periods.every(({ total }) => total === null);
  const nameOf = (item: { name: string; nameEn: string | null }) =>
    language === 'en' ? (item.nameEn ?? item.name) : item.name;
  const launchInView =
    uptake.launchedOn !== null &&
    uptake.periods.some(({ from, to }) => from <= (uptake.launchedOn ?? '') && (uptake.launchedOn ?? '') <= to);
  const numbered = events.filter(
    ({ kind, startsOn, endsOn }) =>
      // A single day off is no mark; a long one is.
      !(kind === 'holiday' && (endsOn === null || endsOn === startsOn)) &&
      kind !== 'launch' &&
      uptake.periods.some(({ from, to }) => from <= startsOn && startsOn <= to),
  );
  const eventMarks: EventMark[] = [
    ...numbered.map(({ id, startsOn }, index) => ({ id, on: startsOn, label: String(index + 1), isLaunch: false })),
    ...(launchInView && uptake.launchedOn
      ? [{ id: 'launch', on: uptake.launchedOn, label: t('uptake.launch'), isLaunch: true }]
      : []),
  ];
  const notes = [
    uptake.periods.some(({ state }) => state === 'unfinished') ? t('uptake.unfinishedNote') : '',
    uptake.periods.some(({ state }) => state === 'partial') ? t('uptake.partialNote') : '',
    uptake.periods.some(({ total, state }) => total === null && state !== 'outside') ? t('uptake.gapNote') : '',
  ].filter((note) => note !== '');
  const csv = new URLSearchParams({ office: uptake.office, from: uptake.from, to: uptake.to, grain: uptake.grain });
  return (
    <Stack gap="md" mt="xs">
      <Text maw={820}>{uptakeSentences(uptake, campaigns.length, t, language).join(' ')}</Text>
      <UptakeFigures uptake={uptake} />
      {target}
      {nothing ? <Alert color="gray">{t('state.emptyWindow')}</Alert> : null}
      <ChartFrame
        name={t('uptake.chartName', span)}
        title={`${t('uptake.title')}, ${span.from} – ${span.to}`}
        fileName={`tilik-${uptake.office}-${uptake.from}-${uptake.to}`}
        footnote={[uptake.sample ? `${t('app.sample')}.` : '', ...notes].join(' ').trim() || undefined}
        csv={`/api/v1/uptake.csv?${csv}`}
        table={<UptakeTable uptake={uptake} />}
      >
        <Suspense fallback={<Loading height={460} />}>
          <ApplicantsChart
            points={uptakePoints(uptake.periods, uptake.comparison?.periods)}
            grain={uptake.grain}
            campaigns={campaigns.map((campaign) => ({
              id: campaign.id,
              name: nameOf(campaign),
              startsOn: campaign.startedOn,
              endsOn: campaign.endedOn,
            }))}
            events={eventMarks}
            hasComparison={uptake.comparison !== null}
          />
        </Suspense>
      </ChartFrame>
      {notes.length > 0 ? (
        <Text size="sm" className="soft">
          {notes.join(' ')}
        </Text>
      ) : null}
      <div className="columns">
        {campaigns.length > 0 ? (
          <div>
            <Text size="sm" fw={600} component="h3" m={0}>
              {t('uptake.campaignsList')}
            </Text>
            <ul className="plain">
              {campaigns.map((campaign) => (
                <li key={campaign.id}>
                  {nameOf(campaign)}{' '}
                  <span className="soft">
                    {formatDay(campaign.startedOn, language)} –{' '}
                    {campaign.endedOn ? formatDay(campaign.endedOn, language) : t('uptake.ongoing')}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {numbered.length > 0 ? (
          <div>
            <Text size="sm" fw={600} component="h3" m={0}>
              {t('uptake.eventsList')}
            </Text>
            <ol className="plain">
              {numbered.map((event) => (
                <li key={event.id}>
                  {nameOf(event)}{' '}
                  <span className="soft">
                    {formatDay(event.startsOn, language)}
                    {event.endsOn && event.endsOn !== event.startsOn ? ` – ${formatDay(event.endsOn, language)}` : ''}
                    {event.confounds ? ` · ${t('uptake.confounds')}` : ''}
                  </span>
                </li>
              ))}
            </ol>
          </div>
        ) : null}
      </div>
    </Stack>
  );
}

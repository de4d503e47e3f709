import '../effect/effect.css';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { ShareButton } from '../access/share-button.tsx';
import { CampaignActivities } from '../activities/campaign-activities.tsx';
import { AttachedPictures } from '../attachments/attached-pictures.tsx';
import { Attachments } from '../attachments/attachments.tsx';
import { CampaignActs } from '../campaigns/campaign-acts.tsx';
import { CampaignCosts } from '../campaigns/campaign-costs.tsx';
import { CampaignFacts, campaignName, campaignOfFields } from '../campaigns/campaign-facts.tsx';
import { campaignsQuery } from '../campaigns/queries.ts';
import { ComparisonPanel } from '../effect/comparison-panel.tsx';
import { MethodPanel } from '../effect/method-panel.tsx';
import type { NameOf } from '../effect/names.ts';
import { PicturePanel } from '../effect/picture-panel.tsx';
import { PlanPanel } from '../effect/plan-panel.tsx';
import { PlanningPanel } from '../effect/planning-panel.tsx';
import { effectQuery, effectsQuery } from '../effect/queries.ts';
import {
  AssumptionsPanel,
  EventList,
  GatesPanel,
  PlacebosPanel,
  SensitivityPanel,
  SplitPanel,
} from '../effect/trust-panels.tsx';
import { VerdictPanel } from '../effect/verdict-panel.tsx';
import { eventsQuery } from '../events/queries.ts';
import { CampaignEvidence } from '../evidence/campaign-evidence.tsx';
import { useLanguage, useWords } from '../language.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { historyQuery } from '../records/queries.ts';
import { useMay, useSession } from '../session.ts';
import { CampaignStages } from '../stages/campaign-stages.tsx';
import { CampaignTargets } from '../targets/campaign-targets.tsx';
import { addDays } from '../ui/days.ts';
import { Panel } from '../ui/panel.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { viewOf, windowOf } from './view.ts';

const route = getRouteApi('/kampanye/$id');

/** Days before and after everything that an office ever ran or met. */
const always = { from: '2000-01-01', to: '2100-12-31' };

/** One campaign: what was run, whether it worked, and why one may believe it. */
export function CampaignPage(): ReactElement {
  const about = useQuery(aboutQuery);
  const { id } = route.useParams();
  if (about.isPending) return <Loading height={480} />;
  if (about.isError) return <Failed error={about.error} retry={() => void about.refetch()} />;
  return <CampaignJudged key={id} id={id} about={about.data} />;
}

function CampaignJudged({ id, about }: { id: string; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const view = useSession()?.view;
  const { extent, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  // A shared view is shown what ran; everybody else what was planned, too.
  const record = useQuery({ ...historyQuery('campaigns', [id]), enabled: !view });
  const fields = record.data?.fields ?? undefined;
  const isBegun = Boolean(view) || fields === undefined || fields.started !== null;
  const [history, setHistory] = useState<HistoryAsked>();
  const effect = useQuery({ ...effectQuery(id, language), enabled: isBegun && !record.isLoading });
  const office = fields ? String(fields.office) : (effect.data?.office ?? search.office);
  // A shared view asks for the days that it was given.
  const everything = { office, ...(view ? { from: view.fromOn, to: view.toOn } : always) };
  const campaigns = useQuery(campaignsQuery(everything));
  const events = useQuery(eventsQuery(everything));
  const campaign = fields ? campaignOfFields(fields) : campaigns.data?.campaigns.find((each) => each.id === id);
  const reportedFrom = about.offices.find((each) => each.id === office)?.reportedFrom ?? null;
  // After this one: what is looked at first is computed first.
  const family = useQuery({
    ...effectsQuery({ office: search.office, ...windowOf(viewOf(search), about.today, reportedFrom) }, language),
    enabled: effect.isSuccess && may('seeEffects'),
  });
  const inFamily = family.data?.campaigns.find((each) => each.id === id);
  const names = new Map(
    [...(events.data?.events ?? []), ...(campaigns.data?.campaigns ?? [])].map((each) => [
      each.id,
      campaignName(each, language),
    ]),
  );
  const nameOf: NameOf = (asked, otherwise) => names.get(asked) ?? otherwise ?? asked;
  const own = campaign ?? effect.data?.campaign;
  const result = effect.data?.result;
  return (
    <Stack gap="lg">
      <div>
        <Group justify="space-between" gap="xs">
          {view ? null : (
            <Link to="/kampanye" search={search} className="back">
              ← {t('campaigns.back')}
            </Link>
          )}
          {own && isBegun ? (
            <ShareButton
              name={campaignName(own, language)}
              from={reportedFrom ?? campaign?.startedOn ?? about.today}
              to={about.today}
              today={about.today}
            />
          ) : null}
        </Group>
        <Title order={1} size="h2" mt={4}>
          {own ? campaignName(own, language) : effect.isError || record.data ? t('campaigns.title') : '…'}
        </Title>
        {campaign?.objective ? (
          <Text className="soft" maw={720}>
            {campaign.objective}
          </Text>
        ) : null}
      </div>
      {fields ? (
        <CampaignActs
          id={id}
          fields={fields}
          today={about.today}
          search={search}
          onHistory={() => setHistory({ noun: 'campaigns', key: [id], name: String(fields.name) })}
        />
      ) : record.data ? (
        <Text>{t('campaigns.removed')}</Text>
      ) : null}
      <HistoryDialog
        asked={history}
        fieldName={(name) => t(`campaigns.fields.${name}` as 'campaigns.fields.name')}
        onClose={() => setHistory(undefined)}
      />
      {campaign ? (
        <section aria-label={t('campaigns.facts')}>
          <CampaignFacts campaign={campaign} about={about} />
        </section>
      ) : null}
      {/* What can be said comes first; what was done for it follows, and then how it was judged. */}
      {!isBegun ? null : effect.isError ? (
        <Failed error={effect.error} retry={() => void effect.refetch()} />
      ) : effect.isPending ? (
        <Computing height={640}>{t('effect.computing')}</Computing>
      ) : (
        <>
          <VerdictPanel
            effect={effect.data}
            together={
              inFamily && family.data
                ? {
                    campaign: inFamily,
                    computed: family.data.campaigns.filter((each) => each.effect !== null).length,
                  }
                : undefined
            }
            nameOf={nameOf}
          />
          {result?.kind === 'computed' ? (
            <PicturePanel
              effect={effect.data}
              result={result}
              extent={extent ?? 'around'}
              onExtent={(chosen) =>
                void navigate({
                  search: { ...search, extent: chosen === 'around' ? undefined : chosen },
                  resetScroll: false,
                })
              }
              campaigns={campaigns.data?.campaigns ?? []}
              nameOf={nameOf}
            />
          ) : null}
        </>
      )}
      {fields ? (
        <>
          <CampaignTargets
            id={id}
            office={String(fields.office)}
            from={addDays(String(fields.planned_from ?? fields.started), -366)}
            to={addDays(String(fields.ended ?? fields.planned_to ?? about.today), 366)}
            month={String(fields.started ?? fields.planned_from).slice(0, 7)}
          />
          <CampaignCosts id={id} />
          {may('seeActivities') ? (
            <CampaignActivities
              id={id}
              office={office}
              pictures={
                may('seeAttachments')
                  ? (activity) => <AttachedPictures noun="activities" thing={activity} />
                  : undefined
              }
            />
          ) : null}
        </>
      ) : null}
      {own && isBegun ? <CampaignStages id={id} office={office} /> : null}
      {own && may('seeEvidence') ? <CampaignEvidence id={id} office={office} /> : null}
      {fields && may('seeAttachments') ? (
        <Panel title={t('campaigns.attachments')}>
          <Attachments noun="campaigns" thing={id} />
        </Panel>
      ) : null}
      {!isBegun ? (
        <>
          {may('seeEffects') ? (
            <PlanningPanel
              office={office}
              estimand={search.estimand ?? 'share'}
              shape={search.shape ?? 'step'}
              isAsked
              onChange={(next) => void navigate({ search: { ...search, ...next }, resetScroll: false })}
            />
          ) : null}
          {may('seePlan') ? <PlanPanel id={id} startedOn={campaign?.plannedFromOn ?? about.today} /> : null}
        </>
      ) : effect.isSuccess ? (
        <>
          {result?.kind === 'computed' ? (
            <>
              <GatesPanel effect={effect.data} />
              <SensitivityPanel effect={effect.data} numbers={result.numbers} />
              <PlacebosPanel effect={effect.data} numbers={result.numbers} />
              {result.numbers.comparison ? (
                <ComparisonPanel effect={effect.data} comparison={result.numbers.comparison} />
              ) : null}
              {result.numbers.split ? <SplitPanel effect={effect.data} split={result.numbers.split} /> : null}
              <AssumptionsPanel
                numbers={result.numbers}
                result={result}
                declared={effect.data.plan.comparisons}
                nameOf={nameOf}
              />
            </>
          ) : result && result.events.length > 0 ? (
            <Panel title={t('effect.assumptions.events')}>
              <EventList events={result.events} nameOf={nameOf} />
            </Panel>
          ) : null}
          {may('seePlan') ? <PlanPanel id={id} startedOn={campaign?.startedOn ?? effect.data.plan.from} /> : null}
          <MethodPanel effect={effect.data} />
        </>
      ) : null}
    </Stack>
  );
}

import '../effect/effect.css';
import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { CampaignFacts, campaignName } from '../campaigns/campaign-facts.tsx';
import { campaignsQuery } from '../campaigns/queries.ts';
import { ComparisonPanel } from '../effect/comparison-panel.tsx';
import { MethodPanel } from '../effect/method-panel.tsx';
import type { NameOf } from '../effect/names.ts';
import { PicturePanel } from '../effect/picture-panel.tsx';
import { PlanPanel } from '../effect/plan-panel.tsx';
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
import { useLanguage, useWords } from '../language.ts';
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
  const { extent, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const effect = useQuery(effectQuery(id, language));
  const office = effect.data?.office ?? search.office;
  const everything = { office, ...always };
  const campaigns = useQuery(campaignsQuery(everything));
  const events = useQuery(eventsQuery(everything));
  const campaign = campaigns.data?.campaigns.find((each) => each.id === id);
  const reportedFrom = about.offices.find((each) => each.id === office)?.reportedFrom ?? null;
  // After this one: what is looked at first is computed first.
  const family = useQuery({
    ...effectsQuery({ office: search.office, ...windowOf(viewOf(search), about.today, reportedFrom) }, language),
    enabled: effect.isSuccess,
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
        <Link to="/kampanye" search={search} className="back">
          ← {t('campaigns.back')}
        </Link>
        <Title order={1} size="h2" mt={4}>
          {own ? campaignName(own, language) : effect.isError ? t('campaigns.title') : '…'}
        </Title>
        {campaign?.objective ? (
          <Text className="soft" maw={720}>
            {campaign.objective}
          </Text>
        ) : null}
      </div>
      {campaign ? (
        <section aria-label={t('campaigns.facts')}>
          <CampaignFacts campaign={campaign} about={about} />
        </section>
      ) : null}
      {effect.isError ? (
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
            <>
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
          <PlanPanel id={id} startedOn={campaign?.startedOn ?? effect.data.plan.from} />
          <MethodPanel effect={effect.data} />
        </>
      )}
    </Stack>
  );
}

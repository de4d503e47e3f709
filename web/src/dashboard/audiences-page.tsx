import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { BreakdownNotes } from '../audiences/breakdown-notes.tsx';
import { groupName } from '../audiences/groups.ts';
import { MixChart } from '../audiences/mix-chart.tsx';
import { type Audiences, audiencesCsv, audiencesQuery, type Dimension } from '../audiences/queries.ts';
import { GroupsTable, MixTable } from '../audiences/tables.tsx';
import { type AudienceSearch, audienceComparisons, audienceView } from '../audiences/view.ts';
import { IntervalPlot } from '../channels/interval-plot.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { useSession } from '../session.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatMonth, formatShare } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { windowOf } from './view.ts';
import { WindowFields } from './window-fields.tsx';

const route = getRouteApi('/khalayak');

/** Khalayak: who comes, what do they choose, and is a change of the share one of mix or of choice? */
export function AudiencesPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('audiences.title')} lead={t('audiences.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : (
        <Asked about={about.data} />
      )}
    </Stack>
  );
}

function Asked({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const ownOffice = useSession()?.actor?.officeId ?? null;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: AudienceSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const view = audienceView(search);
  const office = about.offices.find(({ id }) => id === (search.office ?? ownOffice)) ?? about.offices[0];
  const span = windowOf(view, about.today, office?.reportedFrom ?? null);
  const asked = { office: office?.id, ...span, compare: view.compare };
  const audiences = useQuery(audiencesQuery(asked, language));
  return (
    <>
      <form
        aria-label={t('filter.label')}
        className="filters no-print"
        style={{ maxWidth: 960 }}
        onSubmit={(event) => event.preventDefault()}
      >
        <WindowFields
          about={about}
          office={office?.id}
          usualOffice={ownOffice ?? about.offices[0]?.id}
          period={view.period}
          usual="12m"
          span={span}
          onChange={change}
        />
        <NativeSelect
          label={t('filter.compare')}
          value={view.compare}
          data={audienceComparisons.map((value) => ({ value, label: t(`filter.comparisons.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ compare: value === 'year-before' ? undefined : (value as AudienceSearch['compare']) })
          }
        />
      </form>
      {audiences.isError ? (
        <Failed error={audiences.error} retry={() => void audiences.refetch()} />
      ) : audiences.isPending ? (
        <Loading height={640} />
      ) : (
        <>
          <Text className="soft">
            {t('audiences.window', {
              office: office?.name ?? '',
              from: formatMonth(audiences.data.from, language),
              to: formatMonth(audiences.data.to, language),
            })}
          </Text>
          {(['purposes', 'audiences'] as const).map((by) => (
            <By key={by} by={by} answer={audiences.data} dimension={audiences.data[by]} csv={audiencesCsv(asked)} />
          ))}
        </>
      )}
    </>
  );
}

function By({
  by,
  answer,
  dimension,
  csv,
}: {
  by: 'purposes' | 'audiences';
  answer: Audiences;
  dimension: Dimension;
  csv: string;
}) {
  const t = useWords();
  const language = useLanguage();
  const { window, base, mix, words } = dimension;
  const days = `${formatDay(answer.from, language)} – ${formatDay(answer.to, language)}`;
  const footnote = answer.sample ? `${t('app.sample')}.` : undefined;
  const names = useProgrammeWords(by);
  const nameOf = (group: string) => groupName(group, names, t);
  const rows = window.groups.map(({ group, uptake, total, electronic }) => ({
    key: group,
    label: nameOf(group),
    note:
      uptake.kind === 'share'
        ? `${formatShare(uptake.share, language)} (${formatShare(uptake.low, language)} – ${formatShare(uptake.high, language)})`
        : t('audiences.counts', { electronic: formatCount(electronic, language), total: formatCount(total, language) }),
    interval: uptake.kind === 'share' ? { point: uptake.share, low: uptake.low, high: uptake.high } : null,
    isHollow: group === 'unknown',
  }));
  return (
    <>
      <Panel title={t(`audiences.by.${by}`)}>
        {window.months.length === 0 ? (
          <Text mt="xs" maw={720}>
            {t(`audiences.nothing.${by}`)}
          </Text>
        ) : (
          <>
            <Text size="sm" className="soft" mt={4} maw={820}>
              {t(`audiences.note.${by}`)}
            </Text>
            <ChartFrame
              name={t(`audiences.chart.${by}`)}
              title={`${t(`audiences.by.${by}`)}, ${days}`}
              fileName={`tilik-${answer.office}-khalayak-${by}-${answer.from}-${answer.to}`}
              footnote={footnote}
              csv={csv}
              table={<GroupsTable name={t(`audiences.by.${by}`)} breakdown={window} nameOf={nameOf} />}
            >
              <IntervalPlot
                rows={rows}
                axisName={t('audiences.axis')}
                tickName={(value) => formatShare(value, language, 0)}
              />
            </ChartFrame>
          </>
        )}
        <BreakdownNotes breakdown={window} nameOf={nameOf} />
      </Panel>
      {window.months.length > 0 && base ? (
        <Panel title={t(`audiences.mix.${by}`)}>
          <Text size="sm" className="soft" mt={4}>
            {t('audiences.compared', {
              from: formatMonth(base.from, language),
              to: formatMonth(base.to, language),
              months: window.months.length,
              baseMonths: base.months.length,
            })}
          </Text>
          {mix ? (
            <>
              <Text mt="xs" maw={820}>
                {words.join(' ')}
              </Text>
              <ChartFrame
                name={t('audiences.mixChart')}
                title={`${t(`audiences.mix.${by}`)}, ${days}`}
                fileName={`tilik-${answer.office}-susunan-${by}-${answer.from}-${answer.to}`}
                footnote={footnote}
                csv={csv}
                table={<MixTable name={t(`audiences.mix.${by}`)} mix={mix} nameOf={nameOf} />}
              >
                <MixChart mix={mix} nameOf={nameOf} />
              </ChartFrame>
              <Text size="sm" className="soft" mt="xs" maw={820}>
                {t('audiences.method')}
              </Text>
            </>
          ) : (
            <Alert color="gray" variant="light" mt="xs" title={words[0]}>
              {words.slice(1).join(' ')}
            </Alert>
          )}
        </Panel>
      ) : null}
    </>
  );
}

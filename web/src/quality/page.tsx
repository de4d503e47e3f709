import './quality.css';
import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatMonth } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { CompletenessMap } from './completeness-map.tsx';
import { ExpectedForm } from './expected-form.tsx';
import { OutlierFindings, RuleFindings } from './findings-list.tsx';
import { MonthPanel } from './month-panel.tsx';
import {
  completenessQuery,
  declareExpected,
  expectedQuery,
  findingsQuery,
  monthQuery,
  suggestedFigures,
} from './queries.ts';
import { mapWindow, monthAway, monthChoices } from './view.ts';

const route = getRouteApi('/data/mutu');

/** Mutu data: is the month complete and right? */
export function QualityPage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('quality.title')} lead={t('quality.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : about.data.empty ? (
        <Panel title={t('state.emptyTitle')}>
          <Text mt="xs" mb="md" maw={640}>
            {t('quality.empty')}
          </Text>
          {may('importFiles') ? (
            <Link to="/data" search={{ lang: language === 'id' ? undefined : language }} className="action">
              {t('state.emptyAction')}
            </Link>
          ) : null}
        </Panel>
      ) : (
        <Quality about={about.data} />
      )}
    </Stack>
  );
}

function Quality({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const officeId = office?.id ?? '';
  const running = about.today.slice(0, 7);
  const month = search.month !== undefined && search.month <= running ? search.month : monthAway(running, -1);
  const window = mapWindow(month, about.today);
  const expected = useQuery({ ...expectedQuery(officeId), enabled: may('seeExpected') });
  const completeness = useQuery(completenessQuery(officeId, window));
  const state = useQuery(monthQuery(officeId, month));
  const findings = useQuery({ ...findingsQuery(officeId, month, language), enabled: may('seeFindings') });
  const choose = (next: { office?: string | undefined; month?: string | undefined }) =>
    void navigate({ search: { ...search, ...next }, resetScroll: false });
  const choices = monthChoices(about.today, office?.reportedFrom ?? null);
  const link = (question: string, given: Record<string, string>) =>
    `/api/v1/quality/${question}.csv?${new URLSearchParams({ office: officeId, lang: language, ...given })}`;
  return (
    <>
      <form aria-label={t('filter.label')} className="filters no-print" style={{ maxWidth: 640 }}>
        <NativeSelect
          label={t('filter.office')}
          value={officeId}
          data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value } }) =>
            choose({ office: value === about.offices[0]?.id ? undefined : value })
          }
        />
        <NativeSelect
          label={t('quality.month')}
          value={month}
          data={[...new Set([...choices, month])].map((value) => ({
            value,
            label: formatMonth(`${value}-01`, language),
          }))}
          onChange={({ currentTarget: { value } }) => choose({ month: value })}
        />
      </form>
      {state.isError ? (
        <Failed error={state.error} retry={() => void state.refetch()} />
      ) : state.isPending || !state.data.months[0] ? (
        <Loading height={150} />
      ) : (
        <MonthPanel key={`${officeId} ${month}`} month={state.data.months[0]} office={officeId} />
      )}
      <Panel title={t('quality.map')}>
        {completeness.isError ? (
          <Failed error={completeness.error} retry={() => void completeness.refetch()} />
        ) : completeness.isPending ? (
          <Loading height={420} />
        ) : completeness.data.figures.length === 0 ? (
          may('declareExpected') ? (
            <Start office={officeId} />
          ) : (
            <Text mt="xs">{t('quality.noExpected')}</Text>
          )
        ) : (
          <CompletenessMap
            completeness={completeness.data}
            about={about}
            month={month}
            csvHref={link('completeness', window)}
            onChoose={(chosen) => choose({ month: chosen })}
          />
        )}
      </Panel>
      {!may('seeFindings') ? null : findings.isError ? (
        <Failed error={findings.error} retry={() => void findings.refetch()} />
      ) : findings.isPending ? (
        <Loading height={240} />
      ) : (
        <>
          <RuleFindings key={`rules ${month}`} findings={findings.data} csvHref={link('findings', { month })} />
          <OutlierFindings key={`outliers ${month}`} findings={findings.data} about={about} />
        </>
      )}
      {may('seeExpected') ? (
        <Panel title={t('quality.expected')}>
          {expected.isError ? (
            <Failed error={expected.error} retry={() => void expected.refetch()} />
          ) : expected.isPending ? (
            <Loading height={200} />
          ) : (
            <ExpectedForm key={officeId} office={officeId} about={about} declared={expected.data.figures} />
          )}
        </Panel>
      ) : null}
    </>
  );
}

/** Nothing is declared yet: one click declares what the office seems to report. */
function Start({ office }: { office: string }) {
  const t = useWords();
  const cache = useQueryClient();
  const start = useMutation({
    mutationFn: async () => {
      const { figures } = await suggestedFigures(office);
      if (figures.length > 0) await declareExpected(office, figures);
      return figures.length;
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ['quality'] }),
  });
  return (
    <>
      <Text mt="xs" mb="sm" maw={640}>
        {t('quality.startDetail')}
      </Text>
      <Button loading={start.isPending} onClick={() => start.mutate()}>
        {t('quality.start')}
      </Button>
      <div role="status">{start.data === 0 ? <Text mt="sm">{t('quality.nothingSuggested')}</Text> : null}</div>
      {start.isError ? <Failed error={start.error} retry={() => start.mutate()} /> : null}
    </>
  );
}

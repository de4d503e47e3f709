import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useId } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay, formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { MonthStanding } from './month-standing.tsx';
import { dueOf, standingOf } from './months.ts';
import { makeReport, type Reports, reportsQuery } from './queries.ts';
import './reports.css';

const route = getRouteApi('/laporan');

/** So many months are shown before somebody asks for all of them. */
const monthsShown = 24;

/** Laporan: what is shown in the meeting, month by month, and what is still to be done for it. */
export function ReportsPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('reports.title')}
        </Title>
        <Text className="soft" maw={720}>
          {t('reports.lead')}
        </Text>
      </div>
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={420} />
      ) : (
        <Asked about={about.data} />
      )}
    </Stack>
  );
}

function Asked({ about }: { about: About }) {
  const t = useWords();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const office = about.offices.find(({ id }) => id === search.office) ?? about.offices[0];
  const reports = useQuery(reportsQuery(office?.id ?? ''));
  return (
    <>
      {about.offices.length > 1 ? (
        <form aria-label={t('filter.label')} className="no-print">
          <NativeSelect
            label={t('filter.office')}
            maw={420}
            value={office?.id ?? ''}
            data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                search: { ...search, office: value === about.offices[0]?.id ? undefined : value },
                resetScroll: false,
              })
            }
          />
        </form>
      ) : null}
      {reports.isError ? (
        <Failed error={reports.error} retry={() => void reports.refetch()} />
      ) : reports.isPending ? (
        <Loading height={420} />
      ) : reports.data.months.length === 0 ? (
        <Panel title={t('reports.emptyTitle')}>
          <Text mt="xs" mb="md" maw={640}>
            {t(may('makeReport') ? 'reports.empty' : 'reports.emptyReader')}
          </Text>
          {may('importFiles') ? (
            <Link to="/data" search={{ lang: search.lang }} className="action">
              {t('state.emptyAction')}
            </Link>
          ) : null}
        </Panel>
      ) : (
        <>
          {may('makeReport') ? <Due reports={reports.data} /> : null}
          <Months reports={reports.data} />
        </>
      )}
    </>
  );
}

/** What the latest months still need, with the way there. */
function Due({ reports }: { reports: Reports }) {
  const t = useWords();
  const language = useLanguage();
  const { lang } = route.useSearch();
  const heading = useId();
  const due = dueOf(reports.months);
  if (due.length === 0) return null;
  return (
    <section className="due" aria-labelledby={heading}>
      <h2 id={heading}>{t('reports.due.title')}</h2>
      <ul className="plain">
        {due.map((month) => {
          const name = formatMonth(`${month.month}-01`, language);
          const standing = standingOf(month);
          return (
            <li key={month.month}>
              {t(`reports.due.${standing}` as 'reports.due.to-make', { month: name })}{' '}
              {month.report ? (
                <Link to="/laporan/$id" params={{ id: month.report.id }} search={{ lang }}>
                  {t('reports.open')}
                </Link>
              ) : null}
              {month.report && month.state === 'ended' ? ' · ' : null}
              {month.state === 'ended' ? (
                <Link to="/data/mutu" search={{ lang, month: month.month, office: reports.office }}>
                  {t('reports.toQuality')}
                </Link>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Months({ reports }: { reports: Reports }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const search = route.useSearch();
  const { lang } = search;
  const navigate = route.useNavigate();
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: (month: string) => makeReport(reports.office, month),
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: ['reports'] });
      await navigate({ to: '/laporan/$id', params: { id }, search: { lang } });
    },
  });
  const shown = search.all ? reports.months : reports.months.slice(0, monthsShown);
  return (
    <Panel title={t('reports.months')}>
      <FormError error={make.error} />
      <div style={{ marginTop: '0.6rem' }}>
        <ScrollTable name={t('reports.months')}>
          <thead>
            <tr>
              <th scope="col">{t('reports.month')}</th>
              <th scope="col">{t('reports.standing')}</th>
              <th scope="col">{t('reports.number')}</th>
              <th scope="col">{t('reports.editions')}</th>
              <th scope="col">{t('data.action')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((month) => {
              const { report, editions } = month;
              const name = formatMonth(`${month.month}-01`, language);
              const earlier = editions.filter(({ id }) => id !== report?.id);
              const latest = report?.state === 'approved' ? report : editions[0];
              return (
                <tr key={month.month}>
                  <th scope="row">
                    {report ? (
                      <Link to="/laporan/$id" params={{ id: report.id }} search={{ lang }} className="month-link">
                        {name}
                      </Link>
                    ) : (
                      name
                    )}
                  </th>
                  <td>
                    <MonthStanding standing={standingOf(month)} />
                    {report && report.openComments > 0 ? (
                      <div className="soft">{t('reports.openComments', { count: report.openComments })}</div>
                    ) : null}
                  </td>
                  <td>
                    {latest?.number ? (
                      <>
                        <span className="reports-number">{latest.number}</span>
                        {latest.approvedOn ? (
                          <div className="soft">{formatDay(latest.approvedOn, language)}</div>
                        ) : null}
                      </>
                    ) : (
                      <span className="soft">{report ? t('reports.noNumber') : '–'}</span>
                    )}
                  </td>
                  <td>
                    {report ? t('reports.edition', { edition: report.edition }) : <span className="soft">–</span>}
                    {earlier.map((each) => (
                      <div key={each.id}>
                        <Link to="/laporan/$id" params={{ id: each.id }} search={{ lang }}>
                          {t('reports.editionOf', {
                            edition: each.edition,
                            day: formatDay(each.approvedOn, language),
                          })}
                        </Link>
                      </div>
                    ))}
                  </td>
                  <td>
                    {report ? (
                      <Link
                        to="/laporan/$id"
                        params={{ id: report.id }}
                        search={{ lang }}
                        className="quiet-action"
                        aria-label={t('reports.openMonth', { month: name })}
                      >
                        {t('reports.open')} <IconArrowRight size={15} aria-hidden />
                      </Link>
                    ) : month.state !== 'running' && may('makeReport') ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        leftSection={<IconPlus size={15} aria-hidden />}
                        aria-label={t('reports.makeMonth', { month: name })}
                        loading={make.isPending && make.variables === month.month}
                        onClick={() => make.mutate(month.month)}
                      >
                        {t('reports.make')}
                      </Button>
                    ) : (
                      <span className="soft">–</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      </div>
      {shown.length < reports.months.length ? (
        <Group mt="sm">
          <Button
            size="sm"
            variant="default"
            onClick={() => void navigate({ search: { ...search, all: true }, resetScroll: false })}
          >
            {t('reports.showAll', { count: reports.months.length })}
          </Button>
        </Group>
      ) : null}
    </Panel>
  );
}

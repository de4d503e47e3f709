import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Cell, ColumnKind } from '@tilik/server/client';
import type { ReactElement } from 'react';
import { useLanguage, useWords, type Words } from '../language.ts';
import { formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { groupsOf } from './blocks.ts';
import { formatFigure, isMissing, isNumeric } from './document/format-cell.ts';
import {
  type Differences,
  differenceCsv,
  differenceQuery,
  type Report,
  type Reports,
  reportQuery,
  reportsQuery,
} from './queries.ts';
import './reports.css';

const route = getRouteApi('/laporan/$id/beda');

/** What differs between a report and another one, or what the figures say now. */
export function DifferencePage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const { id } = route.useParams();
  const search = route.useSearch();
  const report = useQuery(reportQuery(id));
  return (
    <Stack gap="lg">
      <div>
        <Link to="/laporan/$id" params={{ id }} search={{ lang: search.lang }} className="back">
          ← {t('reports.difference.back')}
        </Link>
        <Title order={1} size="h2" mt={4}>
          {t('reports.difference.title')}
        </Title>
        {report.data ? (
          <Text className="soft">{nameOf(report.data, t, formatMonth(`${report.data.month}-01`, language))}</Text>
        ) : null}
      </div>
      {report.isError ? (
        <Failed error={report.error} retry={() => void report.refetch()} />
      ) : report.isPending ? (
        <Loading height={420} />
      ) : (
        <Compared report={report.data} />
      )}
    </Stack>
  );
}

const nameOf = ({ edition, number }: { edition: number; number: string | null }, t: Words, month: string): string =>
  number === null
    ? t('reports.difference.nameDraft', { month, edition })
    : t('reports.difference.name', { month, edition, number });

/** Month and edition in their order, as a text that can be compared. */
function placeOf(months: Reports['months'], id: string): string {
  for (const { month, report, editions } of months) {
    const found = [...(report ? [report] : []), ...editions].find((each) => each.id === id);
    if (found) return `${month} ${String(found.edition).padStart(3, '0')}`;
  }
  return '';
}

function Compared({ report }: { report: Report }) {
  const t = useWords();
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const reports = useQuery(reportsQuery(report.office));
  const others = (reports.data?.months ?? []).flatMap(({ month, report: latest, editions }) => {
    const all = [...(latest ? [latest] : []), ...editions.filter(({ id }) => id !== latest?.id)];
    return all
      .filter(({ id }) => id !== report.id)
      .map((each) => ({ value: each.id, label: nameOf(each, t, formatMonth(`${month}-01`, language)) }));
  });
  // A draft says what the figures say now: it is compared with another report only.
  const now = report.state === 'approved' ? [{ value: 'now', label: t('reports.difference.now') }] : [];
  const choices = [...now, ...others];
  const chosen = search.with ?? choices[0]?.value;
  const months = reports.data?.months ?? [];
  const isEarlier = (id: string) => placeOf(months, id) < placeOf(months, report.id);
  // What was comes before what became, whichever of the two one comes from.
  const [from, to] =
    chosen !== undefined && chosen !== 'now' && isEarlier(chosen) ? [chosen, report.id] : [report.id, chosen ?? ''];
  const difference = useQuery({ ...differenceQuery(from, to), enabled: chosen !== undefined });
  if (reports.isPending) return <Loading height={420} />;
  if (reports.isError) return <Failed error={reports.error} retry={() => void reports.refetch()} />;
  if (chosen === undefined) return <Text>{t('reports.difference.nothingElse')}</Text>;
  return (
    <>
      <NativeSelect
        className="no-print"
        label={t('reports.difference.with')}
        value={chosen}
        data={choices.some(({ value }) => value === chosen) ? choices : [...choices, { value: chosen, label: chosen }]}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: { ...search, with: value }, resetScroll: false })
        }
        maw={520}
      />
      {difference.isError ? (
        <Failed error={difference.error} retry={() => void difference.refetch()} />
      ) : difference.isPending ? (
        <Computing height={320}>{t('reports.difference.computing')}</Computing>
      ) : (
        <Found report={report} from={from} to={to} difference={difference.data} />
      )}
    </>
  );
}

function Found({
  report,
  from,
  to,
  difference,
}: {
  report: Report;
  from: string;
  to: string;
  difference: Differences;
}) {
  const t = useWords();
  const language = useLanguage();
  const { differences } = difference;
  const endName = (end: Differences['was']) =>
    end.id === null
      ? t('reports.difference.now')
      : t('reports.difference.end', { month: formatMonth(`${end.month}-01`, language), edition: end.edition });
  const was = endName(difference.was);
  const became = endName(difference.became);
  if (differences.length === 0) {
    return (
      <Panel title={t('reports.difference.noneTitle')}>
        <Text mt="xs" className="seal-state">
          <IconCircleCheck size={18} aria-hidden /> {t('reports.difference.none', { was, became })}
        </Text>
      </Panel>
    );
  }
  return (
    <>
      <Text role="status">
        {t('reports.difference.count', { count: differences.length, was, became })}{' '}
        <span className="no-print">
          <a href={differenceCsv(from, to, language)} download>
            {t('chart.csv')}
          </a>
        </span>
      </Text>
      {groupsOf(differences, report.content).map((group) => {
        const title = group.title?.[language] ?? group.block;
        return (
          <Panel key={group.block} title={title}>
            <ScrollTable name={t('reports.difference.tableOf', { block: title })}>
              <thead>
                <tr>
                  <th scope="col">{t('reports.difference.what')}</th>
                  <th scope="col">{was}</th>
                  <th scope="col">{became}</th>
                </tr>
              </thead>
              <tbody>
                {group.differences.map((each, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an answer of the server, which does not change while it is shown
                  <tr key={index}>
                    <th scope="row" className="difference-what">
                      {each.what[language]}
                    </th>
                    <td className={isNumeric(each.kind) ? 'numbers' : 'difference-text'}>
                      <Value cell={each.was} kind={each.kind} />
                    </td>
                    <td className={isNumeric(each.kind) ? 'numbers' : 'difference-text'}>
                      <strong>
                        <Value cell={each.became} kind={each.kind} />
                      </strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </Panel>
        );
      })}
    </>
  );
}

function Value({ cell, kind }: { cell: Cell | null; kind: ColumnKind }) {
  const t = useWords();
  const language = useLanguage();
  if (cell === null) return <span className="soft">{t('reports.difference.absent')}</span>;
  if (isMissing(cell)) return <span className="soft">{formatFigure(cell, kind, language)}</span>;
  return formatFigure(cell, kind, language);
}

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatPeriod, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { themeName, themeNameIn } from './names.ts';
import { type Triangulation, triangulationCsv, triangulationQuery } from './queries.ts';
import { type Picture, picturesOf } from './series.ts';
import { TriangulationChart } from './triangulation-chart.tsx';

/** How many of the themes are named in the sentence above the picture. */
const themesTold = 3;

/** What the notes speak of, month by month, beside the uptake and what the public asked. No claim of a cause. */
export function TriangulationPanel({ office, from, to }: { office: string | undefined; from: string; to: string }) {
  const t = useWords();
  const asked = { office, from, to };
  const found = useQuery(triangulationQuery(asked));
  return (
    <Panel title={t('notes.beside.title')}>
      <Text size="sm" className="soft" maw={800} mt={4}>
        {t('notes.beside.lead')}
      </Text>
      {found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : found.isPending ? (
        <Loading height={320} />
      ) : found.data.themes.length === 0 ? (
        <Text mt="sm">{t('notes.beside.none')}</Text>
      ) : (
        <Drawn found={found.data} csv={triangulationCsv(asked)} />
      )}
    </Panel>
  );
}

function Drawn({ found, csv }: { found: Triangulation; csv: string }) {
  const t = useWords();
  const topics = useProgrammeWords('topics');
  const language = useLanguage();
  const nameOf = ({ what, of }: Picture): string => {
    switch (what) {
      case 'notes':
        return t('notes.beside.allNotes');
      case 'uptake':
        return t('notes.beside.uptake');
      case 'theme':
        return t('notes.beside.theme', { theme: themeNameIn(found.themes, of ?? '', language) });
      case 'inquiries':
        return t('notes.beside.inquiries', { topic: topics.nameOf(of ?? '') });
    }
  };
  const often = found.themes.toSorted((one, other) => other.notes - one.notes).slice(0, themesTold);
  const days = `${formatDay(found.from, language)} – ${formatDay(found.to, language)}`;
  return (
    <>
      <Text mt="sm" maw={800}>
        {t('notes.beside.told', {
          notes: found.notes,
          themes: often
            .map((theme) => `${themeName(theme, language)} (${formatCount(theme.notes, language)})`)
            .join(', '),
        })}
      </Text>
      <ChartFrame
        name={t('notes.beside.chart', { days })}
        title={`${t('notes.beside.title')}, ${days}`}
        fileName={`tilik-${found.office}-catatan-${found.from}-${found.to}`}
        footnote={found.sample ? `${t('app.sample')}.` : undefined}
        csv={csv}
        table={<MonthsTable found={found} />}
      >
        <TriangulationChart pairs={picturesOf(found)} nameOf={nameOf} />
      </ChartFrame>
    </>
  );
}

function MonthsTable({ found }: { found: Triangulation }) {
  const t = useWords();
  const topics = useProgrammeWords('topics');
  const language = useLanguage();
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatCount(value, language);
  const asked = [...new Set(found.themes.flatMap(({ topic }) => (topic === null ? [] : [topic])))];
  return (
    <ScrollTable name={t('notes.beside.title')}>
      <thead>
        <tr>
          <th scope="col">{t('uptake.period')}</th>
          <th scope="col" className="end">
            {t('notes.beside.allNotes')}
          </th>
          {found.themes.map((theme) => (
            <th scope="col" className="end" key={theme.id}>
              {themeName(theme, language)}
            </th>
          ))}
          {asked.map((topic) => (
            <th scope="col" className="end" key={topic}>
              {t('notes.beside.inquiries', { topic: topics.nameOf(topic) })}
            </th>
          ))}
          <th scope="col">{t('notes.beside.uptake')}</th>
        </tr>
      </thead>
      <tbody>
        {found.months.toReversed().map((month) => (
          <tr key={month.from}>
            <th scope="row">{formatPeriod(month.from, 'month', language, true)}</th>
            <td className="end">{count(month.notes)}</td>
            {found.themes.map(({ id }) => (
              <td className="end" key={id}>
                {count(month.themes[id])}
              </td>
            ))}
            {asked.map((topic) => (
              <td className="end" key={topic}>
                {count(month.inquiries[topic])}
              </td>
            ))}
            <td className="numbers">
              {month.uptake.kind === 'share'
                ? t('notes.beside.shareOf', {
                    share: formatShare(month.uptake.share, language),
                    low: formatShare(month.uptake.low, language),
                    high: formatShare(month.uptake.high, language),
                    electronic: count(month.electronic),
                    ordinary: count(month.ordinary),
                  })
                : '–'}
              {month.state === 'unfinished' ? ` · ${t('notes.beside.running')}` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

import { Alert, Stack, Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatMonth, formatPoints, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { IntervalPlot } from './interval-plot.tsx';
import type { PlotRow } from './intervals.ts';
import type { Declared } from './queries.ts';

/** Where e-passport applicants say they heard of it: shares with their intervals, or why there are none. */
export function DeclaredPanel({ declared, nameOf }: { declared: Declared; nameOf: (source: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const isRefused = declared.refusals.length > 0;
  const { change } = declared;
  const changeOf = (source: string) => change?.sources.find((each) => each.source === source);
  const shareText = (share: { low: number; high: number; share: number }) =>
    `${formatShare(share.share, language)} (${formatShare(share.low, language)} – ${formatShare(share.high, language)})`;
  const rows = declared.sources.map(({ source, count, share }): PlotRow => {
    const isChannel = source !== 'other' && source !== 'unknown';
    return {
      key: source,
      label: nameOf(source),
      note: share ? shareText(share) : formatCount(count, language),
      interval: share && { point: share.share, low: share.low, high: share.high },
      isHollow: !isChannel,
    };
  });
  const csv = new URLSearchParams({ office: declared.office, from: declared.from, to: declared.to });
  const table = (
    <ScrollTable name={t('evidence.sources.title')}>
      <thead>
        <tr>
          <th scope="col">{t('evidence.sources.source')}</th>
          <th scope="col" className="end">
            {t('evidence.sources.count')}
          </th>
          <th scope="col" className="end">
            {t('evidence.sources.share')}
          </th>
          {change ? (
            <th scope="col" className="end">
              {t('evidence.sources.change', {
                from: formatMonth(change.from, language),
                to: formatMonth(change.to, language),
              })}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {declared.sources.map(({ source, count, share }) => {
          const own = changeOf(source);
          return (
            <tr key={source}>
              <th scope="row">{nameOf(source)}</th>
              <td className="end">{formatCount(count, language)}</td>
              <td className="end">{share ? shareText(share) : '–'}</td>
              {change ? (
                <td className="end">
                  {own
                    ? `${formatPoints(own.points, language)} (${formatPoints(own.low, language)} – ${formatPoints(own.high, language)})`
                    : '–'}
                </td>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
  return (
    <Stack gap="sm" mt="xs">
      {isRefused ? (
        <Alert color="gray" variant="light" title={declared.words[0]}>
          {declared.words.slice(1).join(' ')}
        </Alert>
      ) : (
        <>
          <Text maw={820}>{declared.words.join(' ')}</Text>
          <ChartFrame
            name={t('evidence.sources.chartName')}
            title={`${t('evidence.sources.title')}, ${formatDay(declared.from, language)} – ${formatDay(declared.to, language)}`}
            fileName={`tilik-${declared.office}-sumber-${declared.from}-${declared.to}`}
            footnote={[declared.sample ? `${t('app.sample')}.` : '', t('channels.recall')].join(' ').trim()}
            csv={`/api/v1/channels/sources.csv?${csv}`}
            table={table}
          >
            <IntervalPlot
              rows={rows}
              axisName={t(declared.severalAllowed ? 'evidence.sources.axisSeveral' : 'evidence.sources.axis')}
              tickName={(value) => formatShare(value, language, 0)}
            />
          </ChartFrame>
          <Text size="sm" className="soft" maw={820}>
            {t(`evidence.sources.method.${declared.method}`)} {change ? t('evidence.sources.changeNote') : ''}
          </Text>
        </>
      )}
      {isRefused && declared.sources.some(({ count }) => count > 0) ? table : null}
    </Stack>
  );
}

import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatDecimal, formatMonth, formatShare, formatShort } from '../ui/format.ts';
import { LinesLegend, MonthLinesChart } from '../ui/month-lines-chart.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Compared, comparedQuery } from './queries.ts';
import { type ComparedView, comparedSeries, comparedValue, comparedViews, indexedMeasure, isIndex } from './series.ts';

/** Our applicants and share beside those of other offices, as they are and against a common month. */
export function ComparisonPanel({
  window,
  isAsked,
  view,
  onView,
}: {
  window: { office?: string | undefined; from: string; to: string };
  /** The page's own answer goes first. */
  isAsked: boolean;
  /** It stands in the page's URL. */
  view: ComparedView;
  onView: (view: ComparedView) => void;
}) {
  const t = useWords();
  const compared = useQuery({ ...comparedQuery(window), enabled: isAsked });
  return (
    <Panel title={t('compared.title')}>
      {compared.isError ? (
        <Failed error={compared.error} retry={() => void compared.refetch()} />
      ) : compared.isPending ? (
        <Loading height={360} />
      ) : compared.data.offices.length < 2 ? (
        <Text mt="xs" maw={720}>
          {t('compared.none')}
        </Text>
      ) : (
        <Picture compared={compared.data} view={view} onView={onView} />
      )}
    </Panel>
  );
}

function Picture({
  compared,
  view,
  onView,
}: {
  compared: Compared;
  view: ComparedView;
  onView: (view: ComparedView) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const series = comparedSeries(compared, view);
  const months = compared.offices[0]?.months ?? [];
  const say = (value: number, isAxis = false) => {
    if (view === 'share') return formatShare(value, language, isAxis ? 0 : 1);
    if (isIndex(view)) return formatDecimal(value, language, isAxis ? 0 : 1);
    return isAxis ? formatShort(value, language) : formatCount(value, language);
  };
  const measure = isIndex(view) ? indexedMeasure(view) : undefined;
  const base = measure ? compared.base[measure] : null;
  const refused = measure
    ? compared.offices.flatMap(({ name, indexRefused }) => {
        const reason = indexRefused[measure];
        return reason ? [t(`compared.refused.${reason}`, { office: name })] : [];
      })
    : [];
  const days = `${formatDay(compared.from, language)} – ${formatDay(compared.to, language)}`;
  const csv = new URLSearchParams({ office: compared.office, from: compared.from, to: compared.to });
  const lead =
    base && measure
      ? t('compared.baseMonth', { month: formatMonth(`${base}-01`, language) })
      : t(`compared.leads.${view}`);
  return (
    <>
      <Text mt="xs" maw={820}>
        {lead} {refused.join(' ')}
      </Text>
      <div className="filters no-print" style={{ marginTop: '0.8rem' }}>
        <NativeSelect
          label={t('compared.view')}
          value={view}
          data={comparedViews.map((value) => ({ value, label: t(`compared.views.${value}`) }))}
          onChange={({ currentTarget: { value } }) => onView(value as ComparedView)}
        />
      </div>
      {series.length === 0 ? null : (
        <>
          <LinesLegend series={series} />
          <ChartFrame
            name={t('compared.chart', { view: t(`compared.views.${view}`), days })}
            title={`${t('compared.title')}: ${t(`compared.views.${view}`)}, ${days}`}
            fileName={`tilik-${compared.office}-pembanding-${view}-${compared.from}-${compared.to}`}
            footnote={compared.sample ? `${t('app.sample')}.` : undefined}
            csv={`/api/v1/office-comparison.csv?${csv}`}
            table={
              <ScrollTable name={t('compared.title')}>
                <thead>
                  <tr>
                    <th scope="col">{t('service.month')}</th>
                    {compared.offices.map(({ id, name }) => (
                      <th key={id} scope="col" className="end">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {months.map(({ month, from }, index) => (
                    <tr key={month}>
                      <th scope="row">{formatMonth(from, language)}</th>
                      {compared.offices.map((office) => {
                        const own = office.months[index];
                        const value = own ? comparedValue(own, view) : null;
                        const share = own?.share;
                        return (
                          <td key={office.id} className="end">
                            {value === null ? '–' : say(value)}
                            {view === 'share' && share?.kind === 'share' && own ? (
                              <div className="soft">
                                {t('compared.shareCounts', {
                                  electronic: own.electronic === null ? '–' : formatCount(own.electronic, language),
                                  total: own.total === null ? '–' : formatCount(own.total, language),
                                  low: formatShare(share.low, language),
                                  high: formatShare(share.high, language),
                                })}
                              </div>
                            ) : null}
                            {own && own.state !== 'reported' ? (
                              <div className="soft">{t(`uptake.states.${own.state}`)}</div>
                            ) : null}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            }
          >
            <MonthLinesChart
              months={months}
              series={series}
              tickName={(value) => say(value, true)}
              {...(measure ? { reference: 100 } : {})}
            />
          </ChartFrame>
        </>
      )}
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('compared.note')}
      </Text>
    </>
  );
}

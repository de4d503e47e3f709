import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import { type MetricCode, metrics } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatCount, formatDay, formatProbability, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { IntervalPlot } from './interval-plot.tsx';
import type { PlotRow } from './intervals.ts';
import type { ChannelResponse } from './queries.ts';
import { type ResponseEstimand, responseEstimands } from './view.ts';

/** What engagement is set beside. */
export function EstimandChoice({
  value,
  onChange,
}: {
  value: ResponseEstimand;
  onChange: (estimand: ResponseEstimand) => void;
}) {
  const t = useWords();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('evidence.response.beside')}
      value={value}
      data={responseEstimands.map((each) => ({ value: each, label: t(`evidence.response.estimands.${each}`) }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value as ResponseEstimand)}
    />
  );
}

/** Which channels' engagement goes together with applications; exploratory, with what was left out and why. */
export function ResponsePanel({
  response,
  nameOf,
  csvHref,
}: {
  response: ChannelResponse;
  nameOf: (channel: string) => string;
  csvHref: string;
}) {
  const t = useWords();
  const language = useLanguage();
  const isComputed = response.kind === 'computed';
  const names = (channels: readonly string[]) => channels.map(nameOf).join(' + ');
  const percent = (value: number) => formatShare(value, language);
  const rows = response.groups.map(
    ({ channels, doubling }): PlotRow => ({
      key: channels.join(' '),
      label: names(channels),
      note: `${percent(doubling.estimate)} (${percent(doubling.lower)} – ${percent(doubling.upper)})`,
      interval: { point: doubling.estimate, low: doubling.lower, high: doubling.upper },
    }),
  );
  const groupTable = (
    <ScrollTable name={t('evidence.response.title')}>
      <thead>
        <tr>
          <th scope="col">{t('channels.name')}</th>
          <th scope="col" className="end">
            {t('evidence.response.doubling')}
          </th>
          <th scope="col" className="end">
            {t('evidence.response.off')}
          </th>
          <th scope="col" className="end">
            {t('evidence.response.adjusted')}
          </th>
        </tr>
      </thead>
      <tbody>
        {response.groups.map(({ channels, doubling, offShare, adjusted }) => (
          <tr key={channels.join(' ')}>
            <th scope="row">{names(channels)}</th>
            <td className="end">
              {percent(doubling.estimate)} ({percent(doubling.lower)} – {percent(doubling.upper)})
            </td>
            <td className="end">{formatShare(offShare, language, 0)}</td>
            <td className="end">{formatProbability(adjusted, language)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
  return (
    <Stack gap="sm" mt="xs">
      {isComputed ? (
        <>
          <Text maw={820}>{response.words.join(' ')}</Text>
          <ul className="plain">
            {response.groups.map(({ channels, sentence }) => (
              <li key={channels.join(' ')}>{sentence}</li>
            ))}
          </ul>
          <ChartFrame
            name={t('evidence.response.chartName')}
            title={`${t('evidence.response.title')}, ${formatDay(response.from ?? '', language)} – ${formatDay(response.to ?? '', language)}`}
            fileName={`tilik-${response.office}-keterlibatan-${response.from}-${response.to}`}
            footnote={[response.sample ? `${t('app.sample')}.` : '', t('evidence.response.exploratory')]
              .join(' ')
              .trim()}
            csv={csvHref}
            table={groupTable}
          >
            <IntervalPlot
              rows={rows}
              axisName={t(`evidence.response.axis.${response.estimand === 'share' ? 'share' : 'extra'}`)}
              tickName={(value) => formatShare(value, language, 1)}
            />
          </ChartFrame>
          <Text size="sm" className="soft" maw={820}>
            {t('evidence.response.method', { carryOver: formatShare(response.carryOver?.mean ?? 0, language, 0) })}
          </Text>
        </>
      ) : (
        <Alert color="gray" variant="light" title={response.words[0]}>
          {response.words.slice(1).join(' ')}
        </Alert>
      )}
      {response.channels.length > 0 ? (
        <details open={!isComputed}>
          <summary>{t('evidence.response.channels', { count: response.channels.length })}</summary>
          <ScrollTable name={t('evidence.response.used')}>
            <thead>
              <tr>
                <th scope="col">{t('channels.name')}</th>
                <th scope="col">{t('evidence.response.metric')}</th>
                <th scope="col">{t('evidence.response.role')}</th>
                <th scope="col" className="end">
                  {t('evidence.response.off')}
                </th>
                <th scope="col" className="end">
                  {t('evidence.response.missing')}
                </th>
                <th scope="col">{t('evidence.response.why')}</th>
              </tr>
            </thead>
            <tbody>
              {response.channels.map(({ channel, metric, role, offShare, missingShare, sentence, silentIsZero }) => (
                <tr key={channel}>
                  <th scope="row">{nameOf(channel)}</th>
                  <td>{metric ? metrics[metric as MetricCode].label[language] : '–'}</td>
                  <td>{t(`evidence.response.roles.${role}`)}</td>
                  <td className="end">{offShare === null ? '–' : formatShare(offShare, language, 0)}</td>
                  <td className="end">{missingShare === null ? '–' : formatShare(missingShare, language, 0)}</td>
                  <td style={{ minWidth: '16rem' }}>
                    {[sentence ?? '', silentIsZero ? t('evidence.response.silent') : ''].join(' ').trim()}
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          <Text size="sm" className="soft" mt="xs">
            {t('evidence.response.weeks', { weeks: formatCount(response.weeks, language) })}
          </Text>
        </details>
      ) : null}
    </Stack>
  );
}

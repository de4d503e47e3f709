import { SegmentedControl, Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatChange, formatCount, formatDay, formatPeriod, formatPoints, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { EffectChart, type NamedMark } from './effect-chart.tsx';
import { daysInWords, type NameOf } from './names.ts';
import type { ComputedResult, Effect } from './queries.ts';
import { type EffectPoint, effectPoints, pointsAround } from './series.ts';
import type { Extent } from './view.ts';

/** What was recorded against what was expected, period by period, with what else ran and happened. */
export function PicturePanel({
  effect,
  result,
  extent,
  onExtent,
  campaigns,
  nameOf,
}: {
  effect: Effect;
  result: ComputedResult;
  extent: Extent;
  onExtent: (extent: Extent) => void;
  /** Campaigns of the office, this one among them. */
  campaigns: readonly { id: string; startedOn: string; endedOn: string | null }[];
  nameOf: NameOf;
}) {
  const t = useWords();
  const language = useLanguage();
  const { grain } = result;
  const estimand = effect.plan.estimand;
  const points = effectPoints(result.numbers.series, grain);
  const shown = extent === 'all' ? points : pointsAround(points, grain);
  const first = shown[0]?.from ?? '';
  const last = shown.at(-1)?.to ?? '';
  const isIn = (from: string, to: string | null) => from <= last && (to ?? '9999') >= first;
  const events = result.events.filter(({ from }) => isIn(from, from));
  const others = campaigns.filter(
    ({ id, startedOn, endedOn }) => id !== effect.campaign.id && isIn(startedOn, endedOn),
  );
  const marks: NamedMark[] = [
    {
      id: effect.campaign.id,
      kind: 'judged',
      name: nameOf(effect.campaign.id, effect.campaign.name),
      startsOn: effect.plan.from,
      endsOn: effect.plan.to,
    },
    ...others.map(
      ({ id, startedOn, endedOn }): NamedMark => ({
        id,
        kind: 'campaign',
        name: nameOf(id),
        startsOn: startedOn,
        endsOn: endedOn,
      }),
    ),
    ...events.map(
      ({ id, name, from, to }, index): NamedMark => ({
        id,
        kind: 'event',
        name: nameOf(id, name),
        startsOn: from,
        endsOn: to,
        number: String(index + 1),
      }),
    ),
  ];
  const hasGaps = shown.some(({ observed }) => observed === null);
  const notes = [t('effect.chart.note'), hasGaps ? t('uptake.gapNote') : ''].filter((note) => note !== '');
  return (
    <Panel
      title={t('effect.chart.title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('effect.chart.extent')}
          value={extent}
          data={[
            { value: 'around', label: t('effect.chart.around', { grain }) },
            { value: 'all', label: t('effect.chart.all') },
          ]}
          onChange={(value) => onExtent(value as Extent)}
        />
      }
    >
      <ChartFrame
        name={t('effect.chart.name', {
          campaign: nameOf(effect.campaign.id, effect.campaign.name),
          from: formatDay(first, language),
          to: formatDay(last, language),
        })}
        title={nameOf(effect.campaign.id, effect.campaign.name)}
        fileName={`tilik-${effect.campaign.id}`}
        footnote={[effect.sample ? `${t('app.sample')}.` : '', ...notes].join(' ').trim()}
        csv={`/api/v1/campaigns/${encodeURIComponent(effect.campaign.id)}/effect.csv`}
        table={<PointsTable points={shown} grain={grain} estimand={estimand} />}
      >
        <EffectChart points={shown} grain={grain} estimand={estimand} marks={marks} />
      </ChartFrame>
      <Text size="sm" className="soft" mt="xs" maw={860}>
        {notes.join(' ')}
      </Text>
      {others.length + events.length > 0 ? (
        <div className="columns" style={{ marginTop: '0.8rem' }}>
          {events.length > 0 ? (
            <div>
              <Text size="sm" fw={600} component="h3" m={0}>
                {t('uptake.eventsList')}
              </Text>
              <ol className="plain">
                {events.map(({ id, name, from, to }) => (
                  <li key={id}>
                    {nameOf(id, name)}{' '}
                    <span className="soft">{daysInWords(from, to, language, t('effect.lasting'))}</span>
                  </li>
                ))}
              </ol>
            </div>
          ) : null}
          {others.length > 0 ? (
            <div>
              <Text size="sm" fw={600} component="h3" m={0}>
                {t('effect.chart.otherCampaigns')}
              </Text>
              <ul className="plain">
                {others.map(({ id, startedOn, endedOn }) => (
                  <li key={id}>
                    {nameOf(id)}{' '}
                    <span className="soft">{daysInWords(startedOn, endedOn, language, t('uptake.ongoing'))}</span>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : null}
    </Panel>
  );
}

function PointsTable({
  points,
  grain,
  estimand,
}: {
  points: readonly EffectPoint[];
  grain: string;
  estimand: 'share' | 'extra';
}) {
  const t = useWords();
  const language = useLanguage();
  const isShare = estimand === 'share';
  const unit = (value: number | null) =>
    value === null ? '–' : isShare ? formatShare(value, language) : formatCount(Math.round(value), language);
  const change = (value: number | null) =>
    value === null ? '–' : isShare ? formatPoints(value, language) : formatChange(Math.round(value), language);
  const range = (band: readonly [number, number] | null, inWords: (value: number) => string) =>
    band === null ? '–' : `${inWords(band[0])} – ${inWords(band[1])}`;
  const total = (value: number) => formatChange(Math.round(value), language);
  return (
    <ScrollTable name={t('effect.chart.title')}>
      <thead>
        <tr>
          <th scope="col">{t('uptake.period')}</th>
          {[
            t('effect.chart.observedShort'),
            t('effect.chart.expectedColumn'),
            t('uptake.interval'),
            t('effect.chart.forecastShort'),
            t(isShare ? 'effect.chart.differenceColumnShare' : 'effect.chart.differenceShort'),
            t('uptake.interval'),
            t('effect.chart.cumulativeShort'),
            t('uptake.interval'),
          ].map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: three columns have one name
            <th scope="col" className="end" key={index}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={point.from}>
            <th scope="row">
              {formatPeriod(point.from, grain, language, true)}
              {point.isAfterStart ? <span className="soft"> · {t('effect.chart.inWindow')}</span> : null}
            </th>
            <td className="end">{unit(point.observed)}</td>
            <td className="end">{unit(point.expected)}</td>
            <td className="end">{range(point.band, unit)}</td>
            <td className="end">{unit(point.forecast)}</td>
            <td className="end">{change(point.difference)}</td>
            <td className="end">{range(point.differenceBand, change)}</td>
            <td className="end">{point.cumulative === null ? '–' : total(point.cumulative)}</td>
            <td className="end">{range(point.cumulativeBand, total)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

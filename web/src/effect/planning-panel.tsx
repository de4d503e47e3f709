import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDay, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Computing, Failed } from '../ui/states.tsx';
import { DotWhisker, type WhiskerRow } from './dot-whisker.tsx';
import { plainAxis } from './forest.ts';
import { type Planning, planningQuery } from './queries.ts';
import { roundTicks } from './series.ts';
import { type Estimand, estimands, type Shape, shapes } from './view.ts';

/** Before a campaign: would its effect be seen at all, and how large must it be by the campaign's length? */
export function PlanningPanel({
  office,
  estimand,
  shape,
  isAsked,
  onChange,
}: {
  office: string | undefined;
  estimand: Estimand;
  shape: Shape;
  /** The engine answers one at a time; what is looked at first goes first. */
  isAsked: boolean;
  onChange: (asked: { estimand?: Estimand | undefined; shape?: Shape | undefined }) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const planning = useQuery({ ...planningQuery({ office, estimand, shape }, language), enabled: isAsked });
  return (
    <Panel title={t('effect.planning.title')}>
      <Text size="sm" className="soft" mt={4} mb="sm" maw={820}>
        {t('effect.planning.lead')}
      </Text>
      <form aria-label={t('effect.planning.title')} className="filters no-print" style={{ maxWidth: 640 }}>
        <NativeSelect
          label={t('effect.plan.estimand')}
          value={estimand}
          data={estimands.map((value) => ({ value, label: t(`effect.estimands.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ estimand: value === estimands[0] ? undefined : (value as Estimand) })
          }
        />
        <NativeSelect
          label={t('effect.plan.shape')}
          value={shape}
          data={shapes.map((value) => ({ value, label: t(`effect.shapes.${value}.name`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ shape: value === shapes[0] ? undefined : (value as Shape) })
          }
        />
      </form>
      {planning.isError ? (
        <Failed error={planning.error} retry={() => void planning.refetch()} />
      ) : planning.isPending ? (
        <Computing height={240}>{t('effect.computing')}</Computing>
      ) : (
        <div aria-busy={planning.isPlaceholderData} style={{ opacity: planning.isPlaceholderData ? 0.5 : 1 }}>
          <Lengths planning={planning.data} />
        </div>
      )}
    </Panel>
  );
}

/** Upwards, so that nothing smaller is promised to be seen. */
const rounded = (mde: number): number => Math.ceil(100 * mde) / 100;

function Lengths({ planning }: { planning: Planning }) {
  const t = useWords();
  const language = useLanguage();
  const { grain, estimand, lengths, refusals } = planning;
  const known = lengths.filter(({ mde }) => mde !== null);
  const name = (periods: number) => t('effect.planning.length', { periods, grain });
  const inWords = (mde: number | null) =>
    mde === null ? t('effect.planning.unknown') : `+${formatShare(rounded(mde), language, 0)}`;
  const rows = lengths.map(({ periods, mde, windows }): WhiskerRow => {
    return {
      key: String(periods),
      label: name(periods),
      note:
        mde === null
          ? t('effect.planning.unknown')
          : `${inWords(mde)} · ${t('effect.planning.windows', { count: windows })}`,
      kind: 'filled',
      whisker: mde === null ? null : { estimate: mde, lower: 0, upper: mde },
    };
  });
  const byEffect = known.toSorted((one, other) => (one.mde ?? 0) - (other.mde ?? 0));
  const least = byEffect[0];
  const most = byEffect.at(-1);
  return (
    <>
      {refusals.length > 0 ? (
        <>
          <Text mt="md" fw={600}>
            {t('effect.planning.refused')}
          </Text>
          <ul className="plain" style={{ maxWidth: 820 }}>
            {refusals.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : null}
      {least && most ? (
        <>
          <Text mt="md" maw={820}>
            {t('effect.planning.sentence', {
              least: formatShare(rounded(least.mde ?? 0), language, 0),
              leastLength: name(least.periods),
              most: formatShare(rounded(most.mde ?? 0), language, 0),
              mostLength: name(most.periods),
              kind: t(`effect.ratioOf.${estimand}`),
              startsOn: formatDay(planning.startsOn, language),
            })}
          </Text>
          <ChartFrame
            name={t('effect.planning.chartName')}
            title={t('effect.planning.title')}
            fileName={`tilik-${planning.office}-rencana`}
            footnote={planning.sample ? `${t('app.sample')}.` : undefined}
            csv={[
              ['periods', 'grain', 'estimand', 'shape', 'smallest_effect', 'windows'],
              ...lengths.map(({ periods, mde, windows }) => [periods, grain, estimand, planning.shape, mde, windows]),
            ]}
            table={
              <ScrollTable name={t('effect.planning.title')}>
                <thead>
                  <tr>
                    <th scope="col">{t('effect.planning.lengthColumn')}</th>
                    <th scope="col" className="end">
                      {t('effect.planning.axis', { kind: t(`effect.ratioOf.${estimand}`) })}
                    </th>
                    <th scope="col" className="end">
                      {t('effect.planning.windowsColumn')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lengths.map(({ periods, mde, windows }) => (
                    <tr key={periods}>
                      <th scope="row">{name(periods)}</th>
                      <td className="end">{inWords(mde)}</td>
                      <td className="end">{windows}</td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            }
          >
            <DotWhisker
              rows={rows}
              axis={plainAxis(
                rows.flatMap(({ whisker }) => whisker ?? []),
                (low, high) => roundTicks(low, high, 5),
              )}
              axisName={t('effect.planning.axis', { kind: t(`effect.ratioOf.${estimand}`) })}
              tickName={(value) => formatShare(value, language, 0)}
              referenceName=""
            />
          </ChartFrame>
        </>
      ) : refusals.length === 0 ? (
        <Text mt="md">{t('effect.planning.nothing')}</Text>
      ) : null}
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('effect.planning.note')}
      </Text>
    </>
  );
}

import { Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDecimal, formatProbability } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { DotWhisker, type WhiskerRow } from './dot-whisker.tsx';
import { ratioAxis } from './forest.ts';
import type { Effect, EffectNumbers } from './queries.ts';
import { ratioInWords } from './wording.ts';

/** What offices say that the campaign cannot have touched: beside the verdict, never instead of it. */
export function ComparisonPanel({
  effect,
  comparison,
}: {
  effect: Effect;
  comparison: NonNullable<EffectNumbers['comparison']>;
}) {
  const t = useWords();
  const language = useLanguage();
  const { estimand } = effect.plan;
  const { differences, preTrend, inSpace, rank, synthetic, offices } = comparison;
  const rows: WhiskerRow[] = [
    ...(differences
      ? [
          {
            key: 'differences',
            label: t('effect.comparison.differences'),
            note: ratioInWords(differences, language),
            kind: 'filled' as const,
            whisker: differences,
          },
        ]
      : []),
    ...inSpace.map(({ office, isOurs, estimate, lower, upper }): WhiskerRow => {
      const whisker = { estimate, lower, upper };
      return {
        key: office,
        label: isOurs ? t('effect.comparison.ours') : office,
        note: ratioInWords(whisker, language),
        kind: 'hollow',
        whisker,
      };
    }),
  ];
  const sentences = [
    differences
      ? t('effect.comparison.freedom', { freedom: formatDecimal(differences.degreesOfFreedom, language, 1) })
      : t('effect.comparison.none', { count: offices.length }),
    preTrend ? t('effect.comparison.preTrend', { probability: formatProbability(preTrend.probability, language) }) : '',
    rank
      ? t('effect.comparison.rank', {
          probability: formatProbability(rank.probability, language),
          least: formatProbability(rank.smallest, language),
        })
      : '',
    rank?.isIllustration ? t('effect.comparison.illustration') : '',
    synthetic
      ? t('effect.comparison.synthetic', {
          ratio: formatDecimal(Math.exp(synthetic.estimate), language),
          names: synthetic.donors.map(({ office }) => office).join('; '),
        })
      : '',
  ].filter((sentence) => sentence !== '');
  const axisName = t(`effect.ratioAxis.${estimand}`);
  return (
    <Panel title={t('effect.comparison.title')}>
      <Text size="sm" className="soft" mt={4} maw={820}>
        {t('effect.comparison.lead')}
      </Text>
      {rows.length > 0 ? (
        <ChartFrame
          name={t('effect.comparison.chartName', { count: offices.length })}
          title={t('effect.comparison.title')}
          fileName={`tilik-${effect.campaign.id}-kantor-lain`}
          footnote={effect.sample ? `${t('app.sample')}.` : undefined}
          csv={[
            ['way', 'ratio', 'lower', 'upper'],
            ...rows.map(({ label, whisker }) => [
              label,
              ...(whisker ? [whisker.estimate, whisker.lower, whisker.upper].map(Math.exp) : [null, null, null]),
            ]),
          ]}
          table={
            <ScrollTable name={t('effect.comparison.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('effect.comparison.row')}</th>
                  <th scope="col" className="end">
                    {axisName}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, label, note }) => (
                  <tr key={key}>
                    <th scope="row" style={{ whiteSpace: 'normal' }}>
                      {label}
                    </th>
                    <td className="end">{note}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          }
        >
          <DotWhisker
            rows={rows}
            axis={ratioAxis(rows.flatMap(({ whisker }) => whisker ?? []))}
            axisName={`${axisName} · ${t('effect.logScale')}`}
            tickName={(value) => formatDecimal(value, language)}
            referenceName={t('effect.noChange')}
          />
        </ChartFrame>
      ) : null}
      <ul className="plain" style={{ maxWidth: 820, fontSize: '0.92rem' }}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}

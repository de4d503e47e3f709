import { Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDay, formatDecimal, formatProbability, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { DotWhisker, type WhiskerRow } from './dot-whisker.tsx';
import { ratioAxis } from './forest.ts';
import type { Effects } from './queries.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { ratioInWords } from './wording.ts';

/** The campaigns of a window on one axis: their mean first where there is one, each with its interval. */
export function ForestPanel({ effects }: { effects: Effects }) {
  const t = useWords();
  const language = useLanguage();
  const { mean } = effects;
  const computed = effects.campaigns.filter(({ effect }) => effect !== null);
  if (computed.length === 0) return null;
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string | null }) =>
    language === 'en' ? (nameEn ?? name) : name;
  const isMixed = new Set(computed.map(({ estimand }) => estimand)).size > 1;
  const estimand = computed[0]?.estimand ?? 'share';
  const axisName = isMixed ? t('effect.forest.axisMixed') : t(`effect.ratioAxis.${estimand}`);
  const rows: WhiskerRow[] = [
    ...(mean
      ? [
          {
            key: 'mean',
            label: t('effect.forest.mean', { count: mean.campaigns }),
            note: ratioInWords(mean, language),
            kind: 'mean' as const,
            whisker: mean,
          },
        ]
      : []),
    ...computed.map((campaign) => ({
      key: campaign.id,
      label: `${nameOf(campaign)}${isMixed ? ` · ${t(`effect.estimandsShort.${campaign.estimand}`)}` : ''}`,
      note: campaign.effect ? ratioInWords(campaign.effect, language) : '',
      kind: campaign.verdict === 'SUPPORTED' ? ('filled' as const) : ('hollow' as const),
      whisker: campaign.effect,
      beside: campaign.shrunken,
    })),
  ];
  const axis = ratioAxis(
    rows.flatMap(({ whisker, beside }) => [whisker, beside ?? null]).filter((each) => each !== null),
  );
  return (
    <Panel title={t('effect.forest.title')}>
      {mean ? (
        <Text mt="xs" maw={820}>
          {t('effect.forest.meanSentence', {
            count: mean.campaigns,
            ratio: formatDecimal(Math.exp(mean.estimate), language),
            low: formatDecimal(Math.exp(mean.lower), language),
            high: formatDecimal(Math.exp(mean.upper), language),
            kind: t(`effect.ratio.${mean.estimand}`).toLocaleLowerCase(language),
          })}{' '}
          <span className="soft">{t('effect.forest.between', { sd: formatDecimal(mean.betweenSd, language) })}</span>
        </Text>
      ) : (
        <Text mt="xs" className="soft" maw={820}>
          {t('effect.forest.noMean', { count: computed.length })}
        </Text>
      )}
      <ChartFrame
        name={t('effect.forest.chartName', { count: computed.length })}
        title={t('effect.forest.title')}
        fileName={`tilik-${effects.office}-${effects.from}-${effects.to}-kampanye`}
        footnote={effects.sample ? `${t('app.sample')}.` : undefined}
        csv={[
          ['campaign', 'started', 'verdict', 'estimand', 'ratio', 'lower', 'upper', 'probability', 'holm'],
          ...computed.map((campaign) => [
            campaign.id,
            campaign.startedOn,
            campaign.verdict,
            campaign.estimand,
            ...(campaign.effect
              ? [campaign.effect.estimate, campaign.effect.lower, campaign.effect.upper].map(Math.exp)
              : [null, null, null]),
            campaign.probability,
            campaign.holm,
          ]),
        ]}
        table={
          <ScrollTable name={t('effect.forest.title')}>
            <thead>
              <tr>
                <th scope="col">{t('campaigns.one')}</th>
                <th scope="col">{t('effect.verdict')}</th>
                <th scope="col" className="end">
                  {axisName}
                </th>
                {mean ? (
                  <th scope="col" className="end">
                    {t('effect.forest.shrunken')}
                  </th>
                ) : null}
                <th scope="col" className="end">
                  p
                </th>
                <th scope="col" className="end">
                  {t('effect.forest.holm')}
                </th>
              </tr>
            </thead>
            <tbody>
              {mean ? (
                <tr>
                  <th scope="row">{t('effect.forest.mean', { count: mean.campaigns })}</th>
                  <td />
                  <td className="end">{ratioInWords(mean, language)}</td>
                  <td />
                  <td />
                  <td />
                </tr>
              ) : null}
              {computed.map((campaign) => (
                <tr key={campaign.id}>
                  <th scope="row">
                    {nameOf(campaign)}
                    <div className="soft" style={{ fontWeight: 400 }}>
                      {formatDay(campaign.startedOn, language)}
                    </div>
                  </th>
                  <td>
                    <VerdictMark verdict={campaign.verdict} word={campaign.words.verdict} />
                  </td>
                  <td className="end">{campaign.effect ? ratioInWords(campaign.effect, language) : ''}</td>
                  {mean ? (
                    <td className="end">{campaign.shrunken ? ratioInWords(campaign.shrunken, language) : '–'}</td>
                  ) : null}
                  <td className="end">
                    {campaign.probability === null ? '–' : formatProbability(campaign.probability, language)}
                  </td>
                  <td className="end">{campaign.holm === null ? '–' : formatProbability(campaign.holm, language)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        }
      >
        <DotWhisker
          rows={rows}
          axis={axis}
          axisName={`${axisName} · ${t('effect.logScale')}`}
          tickName={(value) => formatDecimal(value, language)}
          referenceName={t('effect.noChange')}
        />
      </ChartFrame>
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('effect.forest.marks')} {mean ? t('effect.forest.shrunkenNote') : ''}{' '}
        {t('effect.forest.holmNote', { count: computed.length, level: formatShare(0.05, language, 0) })}
      </Text>
    </Panel>
  );
}

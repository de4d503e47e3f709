import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay, formatPoints, formatShare } from '../ui/format.ts';
import type { Uptake } from './queries.ts';
import { comparisonName, shareInWords } from './wording.ts';

/** The page's answer in three figures, each with what it is against and how sure it is. */
export function UptakeFigures({ uptake }: { uptake: Uptake }) {
  const t = useWords();
  const language = useLanguage();
  const { summary, comparison } = uptake;
  if (!summary) return <Text className="soft">{t('uptake.noFinished')}</Text>;
  const { uptake: share } = summary;
  const span = { from: formatDay(summary.from, language), to: formatDay(summary.to, language) };
  const whole = summary.periods === summary.reported;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        <Figure name={t('uptake.shareTile')} value={shareInWords(share, t, language)}>
          {share.kind === 'share' ? (
            <div>
              {t('uptake.intervalOf', {
                low: formatShare(share.low, language),
                high: formatShare(share.high, language),
              })}
            </div>
          ) : null}
          <div className="soft">
            {comparison ? <Difference comparison={comparison} /> : t('uptake.noComparisonTile')}
          </div>
        </Figure>
        <Figure
          name={t('uptake.electronicTile')}
          value={summary.electronic === null ? '–' : formatCount(summary.electronic, language)}
        >
          {summary.electronic === null || summary.total === null ? null : (
            <div>
              {t('uptake.ofApplicants', {
                electronic: formatCount(summary.electronic, language),
                total: formatCount(summary.total, language),
              })}
            </div>
          )}
          {comparison?.summary?.electronic === null || comparison?.summary?.electronic === undefined ? null : (
            <div className="soft">
              {t('uptake.countTile', {
                count: formatCount(comparison.summary.electronic, language),
                comparison: comparisonName(comparison, t, language),
              })}
            </div>
          )}
        </Figure>
        <Figure name={t('uptake.completeTile')} value={`${summary.reported} / ${summary.periods}`}>
          <div>{t('uptake.completeDetail', { reported: summary.reported, periods: summary.periods })}</div>
          <div className="soft">{whole ? t('uptake.completeAll') : t('uptake.completePart')}</div>
        </Figure>
      </SimpleGrid>
      <Text size="sm" className="soft" mt="sm">
        {t('uptake.finishedOnly', span)} {t('uptake.countNote')}
      </Text>
    </>
  );
}

function Difference({ comparison }: { comparison: NonNullable<Uptake['comparison']> }) {
  const t = useWords();
  const language = useLanguage();
  const { difference } = comparison;
  const name = comparisonName(comparison, t, language);
  if (!difference) return t('uptake.sentenceNoComparison', { comparison: name });
  const facts = {
    comparison: name,
    points: formatPoints(difference.points, language),
    low: formatPoints(difference.low, language),
    high: formatPoints(difference.high, language),
  };
  return difference.low > 0 || difference.high < 0
    ? t('uptake.differenceTile', facts)
    : t('uptake.differenceUnclear', facts);
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} className="soft">
        {name}
      </Text>
      <div className="numbers" style={{ fontSize: '2.1rem', fontWeight: 700, lineHeight: 1.2 }}>
        {value}
      </div>
      <div className="numbers" style={{ fontSize: '0.875rem' }}>
        {children}
      </div>
    </div>
  );
}

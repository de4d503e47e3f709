import type { Language } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatCount, formatDay, formatPoints, formatShare } from '../ui/format.ts';
import type { Share, Uptake } from './queries.ts';

/** A share in words: its percentage, or why there is none. */
export const shareInWords = (share: Share, t: Words, language: Language): string =>
  share.kind === 'share' ? formatShare(share.share, language) : t(`uptake.reasons.${share.reason}`);

/** Its interval in words; nothing where there is no share. */
export const intervalInWords = (share: Share, language: Language): string =>
  share.kind === 'share' ? `${formatShare(share.low, language)} – ${formatShare(share.high, language)}` : '';

/** How a comparison is called in a sentence. */
export function comparisonName(comparison: NonNullable<Uptake['comparison']>, t: Words, language: Language): string {
  const first = comparison.periods[0];
  const last = comparison.periods.at(-1);
  const span = { from: first ? formatDay(first.from, language) : '', to: last ? formatDay(last.to, language) : '' };
  return comparison.with === 'previous' ? t('uptake.previousName', span) : t('uptake.yearBeforeName', span);
}

/** What the figures of the window say, in computed sentences; never more than counting allows. */
export function uptakeSentences(uptake: Uptake, campaigns: number, t: Words, language: Language): string[] {
  const sentences: string[] = [];
  const { summary, comparison } = uptake;
  if (summary?.uptake.kind === 'share') {
    sentences.push(
      t('uptake.sentence', {
        from: formatDay(summary.from, language),
        to: formatDay(summary.to, language),
        share: formatShare(summary.uptake.share, language),
        total: formatCount(summary.total ?? 0, language),
        low: formatShare(summary.uptake.low, language),
        high: formatShare(summary.uptake.high, language),
      }),
    );
  } else {
    sentences.push(
      t('uptake.sentenceNone', { from: formatDay(uptake.from, language), to: formatDay(uptake.to, language) }),
    );
  }
  if (comparison) {
    const name = comparisonName(comparison, t, language);
    const { difference } = comparison;
    if (!difference) sentences.push(t('uptake.sentenceNoComparison', { comparison: name }));
    else {
      const facts = {
        comparison: name,
        points: formatPoints(difference.points, language),
        low: formatPoints(difference.low, language),
        high: formatPoints(difference.high, language),
      };
      const isUp = difference.low > 0;
      const isDown = difference.high < 0;
      const key = isUp ? 'uptake.sentenceUp' : isDown ? 'uptake.sentenceDown' : 'uptake.sentenceSame';
      sentences.push(t(key, facts), t('uptake.notAdjusted'));
    }
  }
  const partial = uptake.periods.filter(({ state }) => state === 'partial').length;
  sentences.push(t('uptake.sentencePartial', { count: partial }));
  if (uptake.periods.some(({ state }) => state === 'unfinished')) sentences.push(t('uptake.sentenceUnfinished'));
  sentences.push(t('uptake.sentenceCampaigns', { count: campaigns }));
  return sentences.filter((sentence) => sentence !== '');
}

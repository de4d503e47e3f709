import type { Language } from '@tilik/server/client';
import type { useWords } from '../language.ts';
import { formatCount, formatDecimal, formatShare } from '../ui/format.ts';
import type { Inquiries } from './queries.ts';

type Words = ReturnType<typeof useWords>;
type Tally = Inquiries['total'];

const minutesIn = (minutes: number, language: Language): string =>
  Number.isInteger(minutes) ? formatCount(minutes, language) : formatDecimal(minutes, language, 1);

/** How long an answer took: a median only where it is one. */
export function waitingInWords(waiting: Tally['waiting'], t: Words, language: Language): string {
  switch (waiting?.kind) {
    case undefined:
      return '–';
    case 'median':
      return t('inquiries.waiting.median', {
        minutes: minutesIn(waiting.minutes, language),
        answers: formatCount(waiting.answers, language),
      });
    case 'given':
      return t('inquiries.waiting.given', { minutes: minutesIn(waiting.minutes, language) });
    case 'range':
      return waiting.low === waiting.high
        ? t('inquiries.waiting.same', {
            minutes: minutesIn(waiting.low, language),
            figures: formatCount(waiting.figures, language),
          })
        : t('inquiries.waiting.range', {
            low: minutesIn(waiting.low, language),
            high: minutesIn(waiting.high, language),
            figures: formatCount(waiting.figures, language),
          });
  }
}

/** A rate with its interval, or why there is none. */
export function rateInWords({ answerRate }: Pick<Tally, 'answerRate'>, t: Words, language: Language): string {
  if (answerRate.kind === 'none') {
    return answerRate.reason === 'too-few' || answerRate.reason === 'not-reported'
      ? t(`uptake.reasons.${answerRate.reason}`)
      : t('inquiries.noRate');
  }
  const { share, low, high } = answerRate;
  return `${formatShare(share, language)} (${formatShare(low, language)} – ${formatShare(high, language)})`;
}

/** Answered of how many, in counts. */
export const answersInWords = (
  { answered, answeredOf }: Pick<Tally, 'answered' | 'answeredOf'>,
  t: Words,
  language: Language,
): string =>
  answered === null
    ? '–'
    : t('inquiries.answeredOf', {
        answered: formatCount(answered, language),
        of: formatCount(answeredOf, language),
      });

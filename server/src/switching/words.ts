import type { Language } from '@tilik/db/vocabulary';
import { say } from '../language.ts';
import type { SwitchingAnalysis, SwitchingDifference, SwitchingRefusal } from './result.ts';
import { off } from './schedule.ts';

/*
 * A randomised schedule is the only way to say that one channel works better than another (EVALUATION §6): said only
 * where its own chance rules the opposite out, and never without a range.
 */

type Names = (code: string) => string;

const percent = (ratio: number): number => Math.round(1000 * ratio) / 10 || 0;

export const switchingRefusalInWords = (
  language: Language,
  { rule, needed, found, availableFrom }: SwitchingRefusal,
): string => {
  const sentence = say(language, `switching.refusal.${rule}`, { needed: needed ?? 0, found: found ?? 0 });
  return availableFrom === undefined
    ? sentence
    : `${sentence} ${say(language, 'effect.availableFrom', { day: availableFrom })}`;
};

/** What may be said of two arms. */
export function differenceInWords(
  language: Language,
  { verdict, one, other, ratio, estimand, mde, weeksOne, weeksOther }: SwitchingDifference,
  nameOf: Names,
): string {
  // The better one is named first, so that the change is told in positive numbers; where none is, they stay as they are.
  const isMore = ratio.estimate >= 0 || verdict === 'NOT DISTINGUISHABLE';
  const turned = (value: number | null) => (value === null ? null : isMore ? value : 1 / (1 + value) - 1);
  const [better, worse] = isMore ? [one, other] : [other, one];
  const [low, high] = isMore ? [ratio.lower, ratio.upper] : [turned(ratio.upper), turned(ratio.lower)];
  const named = (arm: string) => (arm === off ? say(language, 'switching.off') : nameOf(arm));
  const facts = {
    better: named(better),
    worse: named(worse),
    estimate: percent(turned(ratio.estimate) ?? 0),
    low:
      low === null
        ? say(language, 'switching.unbounded')
        : `${percent(low).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')} %`,
    high:
      high === null
        ? say(language, 'switching.unbounded')
        : `${percent(high).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')} %`,
    mde: mde === null ? 0 : Math.ceil(100 * mde),
    weeksBetter: isMore ? weeksOne : weeksOther,
    weeksWorse: isMore ? weeksOther : weeksOne,
  };
  const parts = [say(language, `switching.said.${verdict}.${estimand}`, facts)];
  if (verdict === 'NOT DISTINGUISHABLE' && mde !== null) parts.push(say(language, 'switching.mde', facts));
  return parts.join(' ');
}

/** The whole answer in sentences. */
export function switchingInWords(language: Language, analysis: SwitchingAnalysis, nameOf: Names): string[] {
  if (analysis.kind === 'not-computed') {
    return [
      say(language, 'effect.said.NOT COMPUTED'),
      ...analysis.refusals.map((refusal) => switchingRefusalInWords(language, refusal)),
    ];
  }
  return [
    ...analysis.differences
      .filter(({ estimand }) => estimand === 'extra')
      .map((difference) => differenceInWords(language, difference, nameOf)),
    ...(analysis.isFinal ? [] : [say(language, 'switching.early', { weeks: analysis.weeks })]),
    say(language, 'switching.caution'),
  ];
}

import { type Indicator, indicators, type Language, type MetricCode, metrics } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatChange, formatCount, formatDecimal, formatPoints, formatShare } from '../ui/format.ts';
import type { Target, TargetUnit } from './queries.ts';

/** What a target is for: an indicator, or a metric of a channel. */
export const indicatorName = (code: string, language: Language): string =>
  code in indicators
    ? indicators[code as Indicator].label[language]
    : (metrics[code as MetricCode]?.label[language] ?? code);

export const unitOf = (code: string): TargetUnit => (code in indicators ? indicators[code as Indicator].unit : 'count');

/** A value with its unit; a part of a count is rounded to whole ones. */
export function valueInWords(value: number, unit: TargetUnit, t: Words, language: Language): string {
  if (unit === 'share') return formatShare(value, language);
  if (unit === 'count') return formatCount(Math.round(value), language);
  const number = Number.isInteger(value) ? formatCount(value, language) : formatDecimal(value, language, 1);
  return t(`targets.units.${unit}`, { number });
}

/** The arithmetic behind the state of a target, in words: what is reached, of what, and what was due by now. */
export function arithmeticInWords(
  { actual, target, unit, soFar, expected, better, missing, difference }: Target,
  t: Words,
  language: Language,
): string {
  const say = (value: number) => valueInWords(value, unit, t, language);
  if (actual === null) {
    return t(`targets.missing.${missing ?? 'not-reported'}`, { target: say(target) });
  }
  const facts = { actual: say(actual), target: say(target) };
  const off =
    difference === null
      ? ''
      : unit === 'share'
        ? t('targets.points', { points: formatPoints(difference, language) })
        : unit === 'count'
          ? formatChange(difference, language)
          : `${difference > 0 ? '+' : ''}${formatDecimal(difference, language, 1)}`;
  if (soFar && unit === 'count' && expected !== null) {
    return t(better === 'more' ? 'targets.soFarCount' : 'targets.soFarCountAtMost', {
      ...facts,
      reported: soFar.reported,
      open: soFar.open,
      expected: say(expected),
      difference: off,
    });
  }
  if (soFar) {
    if (expected === null) return t('targets.soFarNothing', facts);
    return t(better === 'more' ? 'targets.soFarValue' : 'targets.soFarValueAtMost', { ...facts, difference: off });
  }
  return t(better === 'more' ? 'targets.whole' : 'targets.wholeAtMost', { ...facts, difference: off });
}

import type { Language } from '@tilik/server/client';
import { formatCount, formatDecimal, formatShare } from '../ui/format.ts';
import type { TargetUnit } from './queries.ts';

export type ReadTarget = { readonly ok: true; readonly value: number | null } | { readonly ok: false };

const refused: ReadTarget = { ok: false };

/** A number as it is written in a language: `1.500` and `3,5` in Bahasa Indonesia, `1,500` and `3.5` in English. */
function numberIn(text: string, language: Language): number | undefined {
  const [group, comma] = language === 'id' ? ['.', ','] : [',', '.'];
  // A single mark that cannot part thousands is a decimal one, whichever it is: a spreadsheet may write `0.45`.
  const grouped = new RegExp(`^[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${comma}\\d+)?$`);
  if (grouped.test(text)) return Number(text.replaceAll(group, '').replace(comma, '.'));
  return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/**
 * What was typed or pasted for a target, in its unit: a share as `45%`, `45 %` or `0,45`, a count as a whole number.
 * Nothing is no target. What is no target of the unit is refused and never taken for another number.
 */
export function readTarget(text: string, unit: TargetUnit, language: Language): ReadTarget {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  if (plain === '' || plain === '-' || plain === '–') return { ok: true, value: null };
  const isPercent = plain.endsWith('%');
  const number = numberIn(isPercent ? plain.slice(0, -1) : plain, language);
  if (number === undefined) return refused;
  if (unit === 'share') {
    const share = isPercent ? percentAsShare(number) : number;
    return share <= 1 ? { ok: true, value: share } : refused;
  }
  if (isPercent) return refused;
  return unit === 'count' && !Number.isInteger(number) ? refused : { ok: true, value: number };
}

/** Rounded, so that 7 % is 0.07 and not 0.07000000000000001. */
const percentAsShare = (percent: number): number => Number((percent / 100).toPrecision(12));

/** A target as it is shown and can be typed again. */
export function targetText(value: number | null, unit: TargetUnit, language: Language): string {
  if (value === null) return '';
  if (unit === 'share') {
    const digits = Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1;
    return formatShare(value, language, digits);
  }
  return Number.isInteger(value) ? formatCount(value, language) : formatDecimal(value, language, 1);
}

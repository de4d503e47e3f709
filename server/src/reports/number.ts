import type { Day } from '../day.ts';

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const;

/** What a new office numbers its reports with. */
export const usualNumberPattern = '{n}/LAP/TIKKIM/{month}/{year}';

/** The parts that a pattern can have; what is none of them stands as it is. */
const parts = ['{n}', '{month}', '{mm}', '{year}'] as const;

/**
 * Whether reports can be told apart by what the pattern makes: the place in the year and the year are in it, once each,
 * and nothing else stands in braces.
 */
export function isNumberPattern(pattern: string): boolean {
  const found = pattern.match(/\{[^{}]*\}/g) ?? [];
  const known: readonly string[] = parts;
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), pattern);
  return (
    found.every((part) => known.includes(part)) &&
    !/[{}\p{Cc}]/u.test(rest) &&
    ['{n}', '{year}'].every((part) => found.filter((one) => one === part).length === 1)
  );
}

/**
 * The number of a report as Indonesian offices write one: its place in the calendar year (`nomor urut dalam satu tahun
 * takwim`), what and whose it is, the month and the year in which it was signed, between slashes. The national guideline
 * writes the month with two digits (`{mm}`), most offices with a Roman one (`{month}`), so the pattern leaves it open.
 * The sequence begins anew with each year, has no gaps, and belongs to the year of signing: the report on December that
 * is approved in January is among the first of the new year. A revision keeps the number of what it revises and says
 * which revision it is, so that both are found under one number.
 */
export function numberFor(pattern: string, given: { readonly sequence: number; readonly approvedOn: Day }): string {
  const [year = '', month = ''] = given.approvedOn.split('-');
  const written: Readonly<Record<string, string>> = {
    '{n}': String(given.sequence).padStart(3, '0'),
    '{month}': romans[Number(month) - 1] ?? '',
    '{mm}': month,
    '{year}': year,
  };
  return pattern.replaceAll(/\{[a-z]+\}/g, (part) => written[part] ?? part);
}

/** The number of a later edition, from that of the first. */
export const revisedNumber = (first: string, edition: number): string =>
  edition === 1 ? first : `${first} Rev. ${edition - 1}`;

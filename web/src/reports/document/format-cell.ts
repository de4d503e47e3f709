import type { Cell, ColumnKind, Language, Missing } from '@tilik/server/client';
import { createTranslator } from 'use-intl/core';
import { catalogues } from '../../language.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const wordsOf = {
  id: createTranslator({ locale: 'id', messages: catalogues.id, namespace: 'reports.document' }),
  en: createTranslator({ locale: 'en', messages: catalogues.en, namespace: 'reports.document' }),
};

export const isMissing = (cell: Cell): cell is Missing => typeof cell === 'object' && 'missing' in cell;

/** Kinds whose values are numbers: they stand at the end of their cell, digit below digit. */
export const isNumeric = (kind: ColumnKind): boolean => kind !== 'text' && kind !== 'month' && kind !== 'day';

const numbersMade = new Map<string, Intl.NumberFormat>();
function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const found = numbersMade.get(key) ?? new Intl.NumberFormat(locales[language], options);
  numbersMade.set(key, found);
  return found;
}

const datesMade = new Map<string, Intl.DateTimeFormat>();
function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const found = datesMade.get(key) ?? new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
  datesMade.set(key, found);
  return found;
}

/** Midnight of a day, or of the first day of a month. */
const asDate = (text: string): Date => new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);

/** `5 Januari 2026`. */
export const formatLongDay = (day: string, language: Language): string =>
  dates(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(asDate(day));

/** `Desember 2025`. */
export const formatLongMonth = (month: string, language: Language): string =>
  dates(language, { month: 'long', year: 'numeric' }).format(asDate(month));

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
const signed = { signDisplay: 'exceptZero' } as const;

function formatNumber(value: number, kind: ColumnKind, language: Language): string {
  switch (kind) {
    case 'share':
      return numbers(language, { style: 'percent', ...oneDigit }).format(value);
    case 'change':
      return numbers(language, { style: 'percent', ...oneDigit, ...signed }).format(value);
    case 'points':
      return wordsOf[language]('points', {
        value: numbers(language, { ...oneDigit, ...signed }).format(value * 100),
      });
    case 'rupiah':
      return numbers(language, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(value);
    case 'decimal':
      return numbers(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
    case 'days':
    case 'minutes':
      return numbers(language, { maximumFractionDigits: 1 }).format(value);
    default:
      return numbers(language, { maximumFractionDigits: 2 }).format(value);
  }
}

const missingKeys = {
  'not-reported': 'missing.notReported',
  outside: 'missing.outside',
  'not-computed': 'missing.notComputed',
} as const;

/** A value in the unit of its column, in words of a language; where there is none, why. */
export function formatCell(cell: Cell, kind: ColumnKind, language: Language): string {
  if (typeof cell === 'number') return formatNumber(cell, kind, language);
  if (typeof cell === 'object') return isMissing(cell) ? wordsOf[language](missingKeys[cell.missing]) : cell[language];
  if (kind === 'month') return dates(language, { month: 'short', year: 'numeric' }).format(asDate(cell));
  if (kind === 'day') return dates(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(asDate(cell));
  return cell;
}

/** A value that stands alone, where no head of a column says its unit. */
export const formatFigure = (cell: Cell, kind: ColumnKind, language: Language): string =>
  typeof cell === 'number' && (kind === 'days' || kind === 'minutes')
    ? wordsOf[language](kind, { value: formatCell(cell, kind, language) })
    : formatCell(cell, kind, language);

/** A category of a chart, as short as its axis needs. */
export const formatCategory = (cell: Cell, kind: ColumnKind, language: Language): string =>
  kind === 'month' && typeof cell === 'string'
    ? dates(language, { month: 'short', year: '2-digit' }).format(asDate(cell))
    : formatCell(cell, kind, language);

/** A number on an axis: no more digits than the step between two lines has. */
export function formatTick(value: number, kind: ColumnKind, step: number, language: Language): string {
  const isPart = kind === 'share' || kind === 'change';
  const unit = isPart || kind === 'points' ? step * 100 : step;
  const digits = unit >= 1 ? (Number.isInteger(unit) ? 0 : 1) : Math.min(3, Math.ceil(-Math.log10(unit)));
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (isPart) return numbers(language, { style: 'percent', ...exact }).format(value);
  if (kind === 'points') return numbers(language, exact).format(value * 100);
  if (step < 1000) return numbers(language, exact).format(value);
  return numbers(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

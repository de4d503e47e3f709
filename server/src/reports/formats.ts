import type { Language } from '@tilik/db/vocabulary';
import { say } from '../language.ts';
import type { Cell, ColumnKind, Missing, Words } from './content.ts';

/** How a language is named in files, where its dates and numbers are written by somebody else's program. */
export const localeOf: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

export const isMissing = (cell: Cell): cell is Missing => typeof cell === 'object' && 'missing' in cell;
const isWords = (cell: Cell): cell is Words => typeof cell === 'object' && 'id' in cell;

/** Why there is no value, in words: an empty cell would read as nothing, and a spreadsheet adds it up as zero. */
export const missingInWords = ({ missing }: Missing, language: Language): string =>
  say(language, `face.missing.${missing}`);

/** Kinds whose values are numbers, aligned at their end. */
export const isNumeric = (kind: ColumnKind): boolean => kind !== 'text' && kind !== 'month' && kind !== 'day';

// What XML cannot hold, and what means another thing in it.
const unwritable = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

/** A text as a file can hold it: somebody may have typed or imported what no XML can say. */
export const writable = (text: string): string => text.toWellFormed().replace(unwritable, '');

const numberFormats = new Map<string, Intl.NumberFormat>();

function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const found = numberFormats.get(key) ?? new Intl.NumberFormat(localeOf[language], options);
  numberFormats.set(key, found);
  return found;
}

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
const signed = { signDisplay: 'exceptZero' } as const;

function numberText(value: number, kind: ColumnKind, language: Language): string {
  switch (kind) {
    case 'share':
      return numbers(language, { style: 'percent', ...oneDigit }).format(value);
    case 'change':
      return numbers(language, { style: 'percent', ...oneDigit, ...signed }).format(value);
    case 'points':
      return say(language, 'face.points', {
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

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function days(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const found = dayFormats.get(key) ?? new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: 'UTC' });
  dayFormats.set(key, found);
  return found;
}

/** Midnight of a day or of a month's first day, without a zone: spreadsheets know none. */
export const dateOf = (text: string): Date => new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);

/** `9 Desember 2019`. */
export const dayText = (day: string, language: Language): string =>
  days(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(dateOf(day));

/** `Desember 2019`. */
export const monthText = (month: string, language: Language): string =>
  days(language, { month: 'long', year: 'numeric' }).format(dateOf(month));

/** `Des 19`: on an axis, where room is short. */
const monthOnAxis = (month: string, language: Language): string =>
  days(language, { month: 'short', year: '2-digit' }).format(dateOf(month));

/** A value as it is read: in the unit of its kind and in the language, or why there is none. */
export function cellText(cell: Cell, kind: ColumnKind, language: Language): string {
  if (typeof cell === 'number') return numberText(cell, kind, language);
  if (isMissing(cell)) return missingInWords(cell, language);
  if (isWords(cell)) return writable(cell[language]);
  if (kind === 'month') return days(language, { month: 'short', year: 'numeric' }).format(dateOf(cell));
  if (kind === 'day') return days(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(dateOf(cell));
  return writable(cell);
}

/** A value that names a category of a chart. */
export const categoryText = (cell: Cell, kind: ColumnKind, language: Language): string =>
  kind === 'month' && typeof cell === 'string' ? monthOnAxis(cell, language) : cellText(cell, kind, language);

/** A value that stands alone, where no column says its unit. */
export const figureText = (cell: Cell, kind: ColumnKind, language: Language): string =>
  typeof cell === 'number' && (kind === 'days' || kind === 'minutes')
    ? say(language, `face.${kind}`, { value: cellText(cell, kind, language) })
    : cellText(cell, kind, language);

/** The two ends of an interval, as one reads them. */
export const intervalText = ([low, high]: readonly [number, number], kind: ColumnKind, language: Language): string =>
  say(language, 'face.interval', { low: cellText(low, kind, language), high: cellText(high, kind, language) });

// Names of months are in the language of the report, whatever that of the program which opens it.
const languageInFormat: Readonly<Record<Language, string>> = { id: '[$-421]', en: '[$-809]' };

/** How a spreadsheet writes the values of a kind; text stays what it is, whatever it begins with. */
export function spreadsheetFormat(kind: ColumnKind, language: Language): string {
  switch (kind) {
    case 'text':
      return '@';
    case 'day':
      return `${languageInFormat[language]}d mmm yyyy`;
    case 'month':
      return `${languageInFormat[language]}mmm yyyy`;
    case 'count':
      return '#,##0';
    case 'decimal':
      return '#,##0.00';
    case 'share':
      return '0.0%';
    case 'change':
      return '+0.0%;-0.0%;0.0%';
    case 'points': {
      const unit = say(language, 'face.points', { value: '' }).trim();
      return `+0.0%" ${unit}";-0.0%" ${unit}";0.0%" ${unit}"`;
    }
    case 'days':
    case 'minutes':
      return '#,##0.0';
    case 'rupiah':
      return '"Rp "#,##0;-"Rp "#,##0';
  }
}

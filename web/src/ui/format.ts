import type { Language } from '@tilik/server/client';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const cached = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language}${JSON.stringify(options)}`;
  const found = (cached.get(key) as Intl.NumberFormat) ?? new Intl.NumberFormat(locales[language], options);
  cached.set(key, found);
  return found;
}

function dates(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language}${JSON.stringify(options)}`;
  const found =
    (cached.get(key) as Intl.DateTimeFormat) ??
    new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
  cached.set(key, found);
  return found;
}

/** `1.234` in Bahasa Indonesia, `1,234` in English. */
export const formatCount = (count: number, language: Language): string => numbers(language, {}).format(count);

/** `12 rb`, `1.2K`: for axes, where room is short. */
export const formatShort = (count: number, language: Language): string =>
  numbers(language, { notation: 'compact', maximumFractionDigits: 1 }).format(count);

/** A fraction as `36,4 %`. */
export const formatShare = (share: number, language: Language, digits = 1): string =>
  numbers(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);

/** A difference of shares in percentage points, with its sign: `+3,2`. */
export const formatPoints = (difference: number, language: Language, digits = 1): string =>
  numbers(language, { signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    difference * 100,
  );

/** A number to so many decimals: `1,42`. */
export const formatDecimal = (value: number, language: Language, digits = 2): string =>
  numbers(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** A count that may be below zero, with its sign: `+1.557`. */
export const formatChange = (count: number, language: Language): string =>
  numbers(language, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(count);

/** Two digits that count; below one in ten thousand it says so. */
export const formatProbability = (value: number, language: Language): string =>
  value > 0 && value < 0.0001
    ? `< ${numbers(language, { maximumFractionDigits: 4 }).format(0.0001)}`
    : numbers(language, { maximumSignificantDigits: 2 }).format(value);

/** `Rp 24.500.000`. */
export const formatRupiah = (amount: number, language: Language): string =>
  numbers(language, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }).format(amount);

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** `9 Des 2019`. */
export const formatDay = (day: string, language: Language): string =>
  dates(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(asDate(day));

/** `Desember 2019`. */
export const formatMonth = (day: string, language: Language): string =>
  dates(language, { month: 'long', year: 'numeric' }).format(asDate(day));

/** An instant in the office's zone, to the minute. */
export const formatInstant = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  }).format(new Date(instant));

/** The name of a period of a grain on an axis or in a table. */
export function formatPeriod(from: string, grain: string, language: Language, long = false): string {
  switch (grain) {
    case 'month':
      return dates(language, { month: long ? 'long' : 'short', year: long ? 'numeric' : '2-digit' }).format(
        asDate(from),
      );
    case 'quarter': {
      const quarter = Math.ceil(Number(from.slice(5, 7)) / 3);
      return `${language === 'id' ? 'Trw' : 'Q'}${language === 'id' ? ' ' : ''}${quarter} ${from.slice(0, 4)}`;
    }
    case 'year':
      return from.slice(0, 4);
    default:
      return long
        ? formatDay(from, language)
        : dates(language, { day: 'numeric', month: 'short', year: '2-digit' }).format(asDate(from));
  }
}

import type { Language } from '@tilik/db/vocabulary';
import { say } from '../language.ts';
import type { Words } from './content.ts';

/** What a sentence is filled in with; a text in both languages goes into each in its own. */
export type WordFacts = Readonly<Record<string, string | number | Words>>;

const isWords = (fact: string | number | Words): fact is Words => typeof fact === 'object';

/** A text made for each language by itself. */
export const inBoth = (of: (language: Language) => string): Words => ({ id: of('id'), en: of('en') });

/** A sentence of the report in both languages. Its numbers are written as each of them writes numbers. */
export function words(key: string, facts: WordFacts = {}): Words {
  const entries = Object.entries(facts);
  return inBoth((language) =>
    say(
      language,
      `report.${key}`,
      Object.fromEntries(entries.map(([name, fact]) => [name, isWords(fact) ? fact[language] : fact])),
    ),
  );
}

/** A name, which is the same in both languages. */
export const nameWords = (text: string): Words => ({ id: text, en: text });

/** Two texts one after the other. */
export const joined = (parts: readonly Words[], between = ' '): Words =>
  inBoth((language) => parts.map((part) => part[language]).join(between));

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>();

function remembered<Format extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>(
  name: string,
  make: () => Format,
): Format {
  const known = formats.get(name) as Format | undefined;
  const format = known ?? make();
  if (!known) formats.set(name, format);
  return format;
}

const numbers =
  (name: string, options: Intl.NumberFormatOptions) =>
  (value: number): Words =>
    inBoth((language) =>
      remembered(`${name} ${language}`, () => new Intl.NumberFormat(locales[language], options)).format(value),
    );

/** `1.234`, `1,234`. */
export const countWords = numbers('count', { maximumFractionDigits: 0 });
/** A fraction as `40,6%`. */
export const shareWords = numbers('share', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const oneDecimal = numbers('decimal', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** `1,5`. */
export const decimalWords = numbers('free', { maximumFractionDigits: 1 });
/** A difference of two shares in percentage points, without its sign: `1,2`. */
export const pointsWords = (difference: number): Words => oneDecimal(Math.abs(difference) * 100);
/** A correlation as `0,19`. */
export const hundredthsWords = numbers('hundredths', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** A rate with three digits, large or small: `26.800`, `3,62`. */
export const threeDigitsWords = numbers('three-digits', { maximumSignificantDigits: 3 });
/** `Rp 24.500.000`. */
export const rupiahWords = numbers('rupiah', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 });

const dates =
  (name: string, options: Intl.DateTimeFormatOptions) =>
  (day: string): Words =>
    inBoth((language) =>
      remembered(
        `${name} ${language}`,
        () => new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' }),
      ).format(new Date(`${day.slice(0, 7)}-${day.slice(8, 10) || '01'}T00:00:00Z`)),
    );

/** `Desember 2025`, of a day or of a month. */
export const monthWords = dates('month', { month: 'long', year: 'numeric' });
/** `5 Desember 2025`. */
export const dayWords = dates('day', { day: 'numeric', month: 'long', year: 'numeric' });

/** `a, b dan c`. */
export const listWords = (parts: readonly Words[]): Words =>
  inBoth((language) =>
    remembered(`list ${language}`, () => new Intl.ListFormat(locales[language], { type: 'conjunction' })).format(
      parts.map((part) => part[language]),
    ),
  );

import type { Grain } from '@tilik/db/vocabulary';
import { type Day, dayOf, isDay } from '../day.ts';
import type { Facts } from '../problem.ts';

/** What is wrong with one cell. */
export interface CellProblem {
  readonly reason: string;
  readonly facts?: Facts;
}

/** A cell either says something or says why it cannot be read. */
export type Read<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & CellProblem);

const good = <Value>(value: Value): Read<Value> => ({ ok: true, value });
const bad = (reason: string, facts?: Facts): Read<never> => ({ ok: false, reason, ...(facts ? { facts } : {}) });

const unknowns = new Set(['', '-', '–', '—', 'n/a', 'na', 'nan', 'null', 'none', '#n/a', 'tidak ada']);

/** The largest count that is believed. */
const countMax = 1_000_000_000_000;

/**
 * A count of something. Unknown (`-`, blank, NaN) is null and not zero. Thousands may be grouped by point, comma or
 * space; `89.0` is a whole number; a real fraction or a negative number is refused.
 */
export function readCount(text: string): Read<number | null> {
  const trimmed = text.trim();
  // The plain case first: nearly every cell of a large file is this.
  if (/^\d{1,12}$/.test(trimmed)) return good(Number(trimmed));
  if (unknowns.has(trimmed.toLowerCase())) return good(null);
  const plain = trimmed.replaceAll(/(?<=\d)[ \u00A0\u202F](?=\d{3}(?!\d))/g, '');
  if (/^[-−(]/.test(plain) && /^[-−(][\d.,]+\)?$/.test(plain)) return bad('negative', { value: trimmed });
  if (/^\d{1,3}([.,]\d{3})+$/.test(plain) && !hasBoth(plain)) {
    return within(Number(plain.replaceAll(/[.,]/g, '')), trimmed);
  }
  const decimal = /^(\d+)[.,](\d+)$/.exec(plain) ?? /^(\d{1,3}(?:[.,]\d{3})+)[.,](\d+)$/.exec(plain);
  if (decimal) {
    return /^0+$/.test(decimal[2] ?? '')
      ? within(Number((decimal[1] ?? '').replaceAll(/[.,]/g, '')), trimmed)
      : bad('fraction', { value: trimmed });
  }
  if (/^\d+$/.test(plain)) return within(Number(plain), trimmed);
  return bad('not-a-number', { value: trimmed });
}

/** Whether both marks stand in a number, so that the last of them parts the decimals. */
const hasBoth = (text: string): boolean => text.includes('.') && text.includes(',');

const within = (value: number, text: string): Read<number> =>
  value <= countMax ? good(value) : bad('too-large', { value: text });

/**
 * A number that may have decimals, after a point or a comma. Where both stand the last of them parts the decimals;
 * `1.234` alone can be two numbers and is refused. Kept to six decimals.
 */
export function readDecimal(text: string): Read<number | null> {
  const trimmed = text.trim();
  if (unknowns.has(trimmed.toLowerCase())) return good(null);
  if (/^[-−]\s*[\d.,]+$/.test(trimmed)) return bad('negative', { value: trimmed });
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(trimmed)) return bad('ambiguous-number', { value: trimmed });
  const isGrouped = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d+$|^\d{1,3}([.,])\d{3}(?:\2\d{3})+$/.test(trimmed);
  if (!isGrouped && !/^\d+(?:[.,]\d+)?$/.test(trimmed)) return bad('not-a-number', { value: trimmed });
  const parts = trimmed.split(/[.,]/);
  const hasDecimals = isGrouped ? hasBoth(trimmed) : parts.length === 2;
  const decimals = hasDecimals ? parts.pop() : '0';
  return within(Math.round(Number(`${parts.join('')}.${decimals}`) * 1e6) / 1e6, trimmed);
}

/** A number with decimals as `readDecimal` reads it back. */
export const decimalText = (value: number): string => {
  const text = String(value);
  return /^\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
};

/** Number of a month, 1 to 12, by every name it goes by. */
export const months: ReadonlyMap<string, number> = monthsByName();

function monthsByName(): Map<string, number> {
  const months = new Map<string, number>();
  for (const [index, names] of [
    'januari january jan',
    'februari february feb peb',
    'maret march mar',
    'april apr',
    'mei may',
    'juni june jun',
    'juli july jul',
    'agustus august agu aug ags',
    'september sep sept',
    'oktober october okt oct',
    'november nov nop',
    'desember december des dec',
  ].entries()) {
    for (const name of names.split(' ')) months.set(name, index + 1);
  }
  return months;
}

/** A day or a month, as a figure's grain and first day. */
export interface Period {
  readonly grain: Grain;
  readonly periodOn: Day;
}

/** Which of the first two numbers of `03/04/2025` is the day. */
export const dayOrders = ['day-first', 'month-first'] as const;
export type DayOrder = (typeof dayOrders)[number];

/** No figure of the programme is older: what is, is a slip of the keyboard or an empty date of a spreadsheet. */
const earliestDay = '1990-01-01';

/** `03/04/2025`; of two-digit years only `03/04/25`, since `03-04-25` may as well begin with the year. */
const numericDate = /^(\d{1,2})(?:[-/.](\d{1,2})[-/.](\d{4})|\/(\d{1,2})\/(\d{2}))$/;

/** The three numbers of a date whose order of day and month is open, in the order they are written. */
export function numericDateOf(text: string): readonly [first: number, second: number, year: number] | undefined {
  const parts = numericDate.exec(text.trim());
  if (!parts) return undefined;
  return parts[3] === undefined
    ? [Number(parts[1]), Number(parts[4]), 2000 + Number(parts[5])]
    : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/**
 * A day or a month as people and platforms write it: `2025-03-21`, `21/03/2025`, `21/03/25`, `21 Maret 2025`,
 * `Fri, Mar 21, 2025`, `2025-03-21T00:00:00`; `2025-03`, `03/2025`, `Maret 2025`. Refuses what the calendar does not
 * have, what lies after today and what is too old. Where the order of the column is known, a date that can only be
 * meant the other way round is refused for that.
 */
export function readPeriod(text: string, today: Day, order?: DayOrder): Read<Period> {
  const trimmed = text.trim();
  if (isDay(trimmed)) return believable({ grain: 'day', periodOn: trimmed }, today, trimmed);
  const numeric = numericDateOf(trimmed);
  if (numeric) {
    const [first, second, year] = numeric;
    const dayFirst = dayOf(year, second, first);
    const monthFirst = dayOf(year, first, second);
    const [periodOn, otherwise] = order === 'month-first' ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
    if (periodOn) return believable({ grain: 'day', periodOn }, today, trimmed);
    if (order !== undefined && otherwise) return bad('other-day-order', { value: trimmed });
    return bad('no-such-day', { value: trimmed });
  }
  const found = matchPeriod(
    trimmed.replace(/^[A-Za-z']+,?\s+(?=[A-Za-z0-9])/, (word) => (isWeekday(word) ? '' : word)),
  );
  if (!found) return trimmed === '' ? bad('missing') : bad('not-a-day', { value: trimmed });
  const [year, month, dayOfMonth] = found;
  const periodOn = dayOf(year, month, dayOfMonth ?? 1);
  if (!periodOn) return bad('no-such-day', { value: trimmed });
  return believable({ grain: dayOfMonth === undefined ? 'month' : 'day', periodOn }, today, trimmed);
}

function believable(period: Period, today: Day, text: string): Read<Period> {
  if (period.periodOn > today) return bad('in-future', { value: text, today });
  return period.periodOn < earliestDay ? bad('too-early', { value: text, earliest: earliestDay }) : good(period);
}

const isWeekday = (word: string): boolean =>
  /^(mon|tue|wed|thu|fri|sat|sun|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)[a-z]*,?\s*$/i.test(word);

function matchPeriod(text: string): [year: number, month: number, dayOfMonth?: number] | undefined {
  let parts =
    /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (parts)
    return [Number(parts[1]), Number(parts[2]), ...(parts[3] ? [Number(parts[3])] : [])] as [number, number, number?];
  parts = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (parts) return [Number(parts[2]), Number(parts[1])];
  parts = /^(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s-]+(\d{4})$/.exec(text);
  if (parts) return named(parts[2], parts[3], parts[1]);
  parts = /^([A-Za-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(text);
  if (parts) return named(parts[1], parts[3], parts[2]);
  parts = /^([A-Za-z]+)\.?[\s-]+(\d{4})$/.exec(text);
  if (parts) return named(parts[1], parts[2]);
  return undefined;
}

function named(
  name: string | undefined,
  year: string | undefined,
  dayOfMonth?: string,
): [year: number, month: number, dayOfMonth?: number] | undefined {
  const month = months.get((name ?? '').toLowerCase());
  if (month === undefined) return undefined;
  return dayOfMonth === undefined ? [Number(year), month] : [Number(year), month, Number(dayOfMonth)];
}

/** A name as it is compared: lower case, `_`, `-` and runs of blanks as one blank, no mark at the start. */
export const plainName = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');

/** Finds a code by any name in a list of names to codes. */
export function readCode<Code extends string>(
  text: string,
  codes: ReadonlyMap<string, Code>,
  reason: string,
  known: readonly string[] | (() => readonly string[]),
): Read<Code> {
  // As it is kept, in nearly every cell of a large file; else by its plain name.
  const code = codes.get(text) ?? codes.get(plainName(text));
  if (code !== undefined) return good(code);
  if (text.trim() === '') return bad('missing');
  const list = typeof known === 'function' ? known() : known;
  return bad(reason, { value: text.trim(), known: list.join(', ') });
}

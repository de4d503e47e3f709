import { dayOf, instantOfWallClock } from '../../day.ts';
import type { DayOrder, Read } from '../cells.ts';
import { type Row, rowsAfter, type Sheet } from '../decode.ts';
import { cellOf, type Header } from '../header.ts';
import type { RowIssue } from '../plan.ts';

/** Meta writes publish times as its own wall clock shows them, whatever the zone of the account. */
const publishZone = 'America/Los_Angeles';

/** `12/05/2025 01:30`, and as Excel saves it again: without zeros, with seconds, with AM or PM. */
const clockPattern =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2}),? +(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?(?: ?([AP])\.?M\.?)?$/i;
const isoPattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z| ?[+-]\d{2}:?\d{2})?$/;

/** How the publish times of one file are to be read. */
export interface PublishOrder {
  readonly order: DayOrder;
  /** Day and month of times with the year first have changed places. */
  readonly isSwapped: boolean;
}

/**
 * The platform writes the month first. Excel in a country of the day first takes `12/05/2025` for the 12th of May and
 * leaves `12/31/2025` as it is: saved as text it is again what it was, saved as a date it is not, and what was left
 * beside it tells. Only a column that makes no sense with the month first, and does make sense the other way, is read
 * day first.
 */
export function publishOrder(texts: Iterable<string>): PublishOrder {
  const seen = { monthFirst: false, dayFirst: false, early: false, late: false };
  for (const text of texts) {
    const iso = isoPattern.exec(text.trim());
    if (iso) {
      if (Number(iso[3]) > 12) seen.late = true;
      else seen.early = true;
      continue;
    }
    const [, one = 0, two = 0] = (clockPattern.exec(text.trim()) ?? []).map(Number);
    if (two > 12) seen.monthFirst = true;
    else if (one > 12) seen.dayFirst = true;
  }
  return {
    order: seen.dayFirst && !seen.monthFirst ? 'day-first' : 'month-first',
    isSwapped: seen.early && !seen.late && seen.monthFirst,
  };
}

/** A publish time, in US Pacific time unless it says its zone, to an instant. */
export function readPublishTime(text: string, { order, isSwapped }: PublishOrder): Read<Date> {
  const trimmed = text.trim();
  const bad = (reason: 'not-a-time' | 'no-such-day'): Read<never> => ({ ok: false, reason, facts: { value: trimmed } });
  if (trimmed === '') return { ok: false, reason: 'missing' };
  const iso = isoPattern.exec(trimmed);
  const clock = iso ? undefined : clockPattern.exec(trimmed);
  if (!iso && !clock) return bad('not-a-time');
  const [, one, two, three, hourText = '', minute = '', second = '00', mark = ''] = iso ?? clock ?? [];
  const year = iso ? Number(one) : Number(three) + (three?.length === 2 ? 2000 : 0);
  const isDayFirst = clock !== undefined && order === 'day-first';
  const isTurned = iso !== null && isSwapped && mark === '';
  const month = Number(iso ? (isTurned ? three : two) : isDayFirst ? two : one);
  const dayOfMonth = Number(iso ? (isTurned ? two : three) : isDayFirst ? one : two);
  const day = dayOf(year, month, dayOfMonth);
  const isTwelveHours = !iso && mark !== '';
  const hour = isTwelveHours ? (Number(hourText) % 12) + (mark.toUpperCase() === 'P' ? 12 : 0) : Number(hourText);
  const isPossible = isTwelveHours ? Number(hourText) >= 1 && Number(hourText) <= 12 : hour <= 23;
  if (!day || !isPossible || Number(minute) > 59 || Number(second) > 59) return bad('no-such-day');
  const local = `${day}T${String(hour).padStart(2, '0')}:${minute}:${second}`;
  if (!iso || mark === '') return { ok: true, value: instantOfWallClock(local, publishZone) };
  const zone = mark.trim();
  return { ok: true, value: new Date(`${local}${zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`) };
}

/** The texts of one column, from the header down. */
export function* textsBelow<Field extends string>(sheet: Sheet, header: Header<Field>, field: Field): Iterable<string> {
  for (const row of rowsAfter(sheet, header.index)) yield cellOf(header, row, field);
}

/** Whether the row is of one day of a post: such figures are not those of its lifetime. */
export const isOfOneDay = (date: string): boolean => /\d/.test(date);

/**
 * Where Meta could not say which post it is, it writes so in the place of a comment and leaves id and link empty. The
 * figures are somebody's, but nobody can be told whose.
 */
export function withoutIdentity(row: Row, id: string, permalink: string, field: string): RowIssue | undefined {
  if (/\d/.test(id) || permalink.trim() !== '') return undefined;
  const value = row.cells.find((cell) => /error occurred while computing metadata/i.test(cell));
  return value === undefined ? undefined : { field, reason: 'no-identity', facts: { value: value.trim() } };
}

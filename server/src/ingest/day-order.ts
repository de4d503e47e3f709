import type { Day } from '../day.ts';
import { type DayOrder, dayOrders, numericDateOf, type Period, type Read, readPeriod } from './cells.ts';
import type { Question } from './format.ts';

/** What the dates of a column, all of them, tell of the order in which day and month are written. */
export interface ColumnOrder {
  /** What most of the dates that can be meant in one way only are; undefined where there is none such. */
  readonly order: DayOrder | undefined;
  /** Both orders occur: the column contradicts itself. */
  readonly isMixed: boolean;
  /** Some date can be meant in two ways. */
  readonly isOpen: boolean;
}

/** `03/04/2025` is two days; `05/05/2025` is one. */
function isTwoDays(text: string): boolean {
  const [first = 0, second = 0] = numericDateOf(text) ?? [];
  return first >= 1 && first <= 12 && second >= 1 && second <= 12 && first !== second;
}

/**
 * Looks at every date of a column. Dates with the year first and named months say nothing of the order. Where the first
 * dates are all of that kind the column is not read to its end: the order is then not known, and a date further down
 * that could be meant in two ways is refused.
 */
export function columnOrder(texts: Iterable<string>, rest?: Iterable<string>): ColumnOrder {
  if (rest === undefined) return orderIn(texts);
  for (const text of texts) if (numericDateOf(text)) return orderIn(rest);
  return { order: undefined, isMixed: true, isOpen: false };
}

function orderIn(texts: Iterable<string>): ColumnOrder {
  const seen = { 'day-first': 0, 'month-first': 0 };
  let isOpen = false;
  for (const text of texts) {
    const numeric = numericDateOf(text);
    if (!numeric) continue;
    const [first, second] = numeric;
    if (first > 12 && first <= 31 && second <= 12) seen['day-first'] += 1;
    else if (second > 12 && second <= 31 && first <= 12) seen['month-first'] += 1;
    else isOpen ||= isTwoDays(text);
  }
  const isMixed = seen['day-first'] > 0 && seen['month-first'] > 0;
  const isKnown = seen['day-first'] > 0 || seen['month-first'] > 0;
  const most = seen['month-first'] > seen['day-first'] ? 'month-first' : 'day-first';
  return { order: isKnown ? most : undefined, isMixed, isOpen };
}

/**
 * What has to be asked. Where nothing in the column decides, an answer is needed; where it contradicts itself, one may
 * be given, and without it the dates that could be meant in two ways are refused.
 */
export const orderQuestions = ({ order, isMixed, isOpen }: ColumnOrder): Question[] =>
  isOpen && (order === undefined || isMixed) ? [{ field: 'dayOrder', required: !isMixed, choices: dayOrders }] : [];

const isOrder = (text: string | undefined): text is DayOrder => dayOrders.some((order) => order === text);

/** A day or a month of a column whose order is known from the whole of it, or from what was answered. */
export function readOrdered(text: string, latest: Day, column: ColumnOrder, answer: string | undefined): Read<Period> {
  const answered = isOrder(answer) && (column.order === undefined || column.isMixed) ? answer : undefined;
  if (column.isMixed && answered === undefined && isTwoDays(text)) {
    return { ok: false, reason: 'ambiguous-day', facts: { value: text.trim() } };
  }
  return readPeriod(text, latest, answered ?? column.order);
}

import type { MetricCode } from '@tilik/db/vocabulary';
import { addDays, type Day, daysBetween, isDay, type Span } from '../../day.ts';
import { dayOrders, numericDateOf, type Period, type Read, readCount, readPeriod } from '../cells.ts';
import { type ColumnOrder, columnOrder, readOrdered } from '../day-order.ts';
import { type Row, rowsAfter, type Sheet } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import type { Context, Question, RowReader } from '../format.ts';
import { cellOf, type Header } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** What web analytics tell of a website by the day. */
export type WebMetric = Extract<MetricCode, 'visits' | 'pageviews' | 'visitors'>;

/**
 * The order of day and month of a column, where its dates leave it open: that in which every day lies within the span
 * the file names, else that in which each row is the day after or before the last.
 */
export function webColumnOrder(texts: readonly string[], span: Partial<Span> = {}): ColumnOrder {
  const found = columnOrder(texts);
  if (!found.isOpen || found.order !== undefined) return found;
  const columns = dayOrders.map((order) => ({
    order,
    days: texts.flatMap((text) => {
      const read = numericDateOf(text) ? readPeriod(text, '9999-12-31', order) : undefined;
      return read?.ok ? [read.value.periodOn] : [];
    }),
  }));
  const within = columns.filter(({ days }) =>
    days.every((day) => day >= (span.from ?? '') && day <= (span.to ?? '9999-12-31')),
  );
  const running = within.length === 1 ? within : within.filter(({ days }) => isRun(days));
  const [only, ...others] = running;
  return only && others.length === 0 ? { ...found, order: only.order } : found;
}

const isRun = (days: readonly Day[]): boolean =>
  days.length > 1 && days.every((day, index) => index === 0 || Math.abs(daysBetween(days[index - 1] ?? '', day)) === 1);

/** The question of the day that a table without dates is of, or counts from. */
export const firstDayQuestion: Question = { field: 'firstDay', required: true, choices: [] };

/** The dates of a column without their times; each once, since a column may be as long as the file. */
export function datesOf<Field extends string>(sheet: Sheet, header: Header<Field>, field: Field): string[] {
  const texts = new Set<string>();
  for (const row of rowsAfter(sheet, header.index)) {
    const [text = ''] = cellOf(header, row, field).trim().split(/[T ]/, 1);
    if (text !== '') texts.add(text);
  }
  return [...texts];
}

/**
 * A day or month as web analytics write it: as people do, and `20250131`, `202501`. A week, a range or a year is
 * refused: no day of it is told apart.
 */
export function readWebPeriod(text: string, today: Day, order: ColumnOrder, answer: string | undefined): Read<Period> {
  const trimmed = text.trim();
  const compact = /^(\d{4})(\d{2})(\d{2})?$/.exec(trimmed);
  if (compact) return readPeriod(compact.slice(1).filter(Boolean).join('-'), today);
  const dates = trimmed.match(/\d{4}-\d{2}-\d{2}|\d{8}/g) ?? [];
  if (dates.length > 1 || /^\d{4}$/.test(trimmed)) {
    return { ok: false, reason: 'not-one-period', facts: { value: trimmed } };
  }
  return readOrdered(trimmed, today, order, answer);
}

/** `20250131` as a day. */
export function compactDay(text: string): Day | undefined {
  const day = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isDay(day) ? day : undefined;
}

/** The day a number of days after another, where it is not after today. */
export function readNthDay(text: string, first: Day, today: Day): Read<Period> {
  const value = text.trim();
  if (!/^\d{1,4}$/.test(value)) return { ok: false, reason: 'not-a-day-number', facts: { value } };
  return readPeriod(addDays(first, Number(value)), today);
}

/** The time of day in a text that is more than a day: `10:00` of `2021-09-20 10:00:00`; midnight is none. */
export const isWithinDay = (text: string): boolean => {
  const time = /[T ](\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)/.exec(text.trim())?.[1];
  return time !== undefined && /[1-9]/.test(time);
};

/** What a row of a website's figures by day or month comes to. `columns` are its metrics, each with its header and cell. */
export function webOutcome(
  { line, original }: Row,
  reader: RowReader,
  period: Period | undefined,
  columns: readonly { readonly metric: WebMetric; readonly label: string; readonly text: string }[],
  context: Context,
): RowOutcome {
  const figures = [];
  for (const { metric, label, text } of columns) {
    const value = reader.take(label, readCount(text));
    if (period === undefined || value === undefined || value === null) continue;
    figures.push(readingFigure({ officeId: context.office.id, channelId: 'website', metric, ...period, value }));
  }
  if (reader.issues.length > 0) return { kind: 'rejected', line, original, issues: reader.issues };
  if (figures.length === 0) return { kind: 'skipped', line, original, reason: 'not-reported' };
  return { kind: 'figures', line, original, figures };
}

const figure = /^\p{L}{0,3}\p{Sc}?\s?[-−]?\d[\d.,:\s]*(?:%|\p{Sc}|[hms]\s?(?:\d+[hms]\s?)*)?$/u;

/** A cell that gives no figure: where most of a column does so, it parts the rows by something else than the day. */
export function isWord(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && !figure.test(trimmed) && !/^(?:[-–—∞]|n\/a|nan|null|none|#n\/a)$/i.test(trimmed);
}

import type { MetricCode } from '@tilik/db/vocabulary';
import { dayOf, instantOfWallClock } from '../../day.ts';
import type { DayOrder, Read } from '../cells.ts';
import { type Row, rowsAfter, type Sheet } from '../decode.ts';
import { type Context, RowReader } from '../format.ts';
import { type ColumnNames, cellOf, type Header, isBlank, overflow } from '../header.ts';
import type { RowIssue, RowOutcome } from '../plan.ts';
import { metricValues, type Post, postOutcome } from './posts.ts';

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
const isOfOneDay = (date: string): boolean => /\d/.test(date);

/**
 * Where Meta could not say which post it is, it writes so in the place of a comment and leaves id and link empty. The
 * figures are somebody's, but nobody can be told whose.
 */
function withoutIdentity(row: Row, id: string, permalink: string, field: string): RowIssue | undefined {
  if (/\d/.test(id) || permalink.trim() !== '') return undefined;
  const value = row.cells.find((cell) => /error occurred while computing metadata/i.test(cell));
  return value === undefined ? undefined : { field, reason: 'no-identity', facts: { value: value.trim() } };
}

/** Columns that content files of every platform of Meta have. */
type CommonColumn = 'post' | 'published' | 'permalink' | 'comment' | 'date';

/** What the rows of a content file are besides: what differs between the platforms. */
interface PostRows<Field extends string, Metric extends MetricCode> {
  readonly channelId: string;
  readonly metricColumns: ColumnNames<Metric>;
  /** By which a post is known, and the column it is read from. */
  readonly identity: {
    readonly field: Field;
    readonly read: (text: (field: Field) => string, permalink: string) => Read<string>;
  };
  readonly describe: (text: (field: Field) => string) => Pick<Post, 'kind' | 'caption' | 'account'>;
}

/** Every row of a content file of Meta Business Suite: a post with its lifetime figures, or why it is none. */
export function* metaPosts<Field extends string, Metric extends MetricCode>(
  sheet: Sheet,
  header: Header<Field | CommonColumn>,
  context: Context,
  { channelId, metricColumns, identity, describe }: PostRows<Field | CommonColumn, Metric>,
): Iterable<RowOutcome> {
  const order = publishOrder(textsBelow(sheet, header, 'published'));
  const label = (field: Field | CommonColumn) => header.written.get(field) ?? field;
  for (const row of rowsAfter(sheet, header.index)) if (!isBlank(row)) yield postOf(row);

  function postOf(row: Row): RowOutcome {
    const { line, original } = row;
    const tooLong = overflow(header, row);
    if (tooLong) return { kind: 'rejected', line, original, issues: [tooLong] };
    const text = (field: Field | CommonColumn) => cellOf(header, row, field);
    const permalink = text('permalink').trim();
    const nobody = withoutIdentity(row, text('post'), permalink, label('comment'));
    if (nobody) return { kind: 'rejected', line, original, issues: [nobody] };
    if (isOfOneDay(text('date'))) return { kind: 'skipped', line, original, reason: 'daily-breakdown' };
    const reader = new RowReader();
    const id = reader.take(label(identity.field), identity.read(text, permalink));
    const publishedAt = reader.take(label('published'), readPublishTime(text('published'), order));
    const values = metricValues(header, row, reader, metricColumns);
    const post =
      id === undefined || publishedAt === undefined
        ? undefined
        : { ...describe(text), id, channelId, permalink: permalink || null, publishedAt };
    return postOutcome(row, context, reader, post, values, label('published'));
  }
}

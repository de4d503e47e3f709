import type { MetricCode } from '@tilik/db/vocabulary';
import { dayInZone, daysBetween } from '../../day.ts';
import type { Facts } from '../../problem.ts';
import { numericDateOf, type Read, readPeriod } from '../cells.ts';
import { type Row, rowsAfter, type Sheet } from '../decode.ts';
import { type Context, type Recognition, RowReader } from '../format.ts';
import { type ColumnNames, cellOf, type Header, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import { confidenceOf, metricValues, postOutcome, readPostId, snapshotQuestions } from './posts.ts';

/** Columns that every file of posts on X has, besides its metrics. */
type XPostField = 'post' | 'link' | 'text' | 'time';

/** The last id that was given out by counting; those after it hold the time, from 4 November 2010 on. */
const lastCountedId = 29_700_859_247n;
/** Ids are signed numbers of 64 bits. */
const lastPossibleId = 2n ** 63n - 1n;
const firstMillisecond = 1_288_834_974_657n;

/** The instant that an id of X holds, to the millisecond; undefined where it is older than such ids. */
function instantOfId(id: string): Date | undefined {
  const number = BigInt(id);
  return number <= lastCountedId || number > lastPossibleId
    ? undefined
    : new Date(Number((number >> 22n) + firstMillisecond));
}

/** `2021-08-31 19:53 +0000`; without a zone it is UTC, as the platform writes it. */
function readTime(text: string): Read<Date> {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))? ?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!parts) {
    return text.trim() === ''
      ? { ok: false, reason: 'missing' }
      : { ok: false, reason: 'not-a-time', facts: { value: text.trim() } };
  }
  const [, year, month, day, hour = '', minute = '', second = '0', zone = 'Z'] = parts;
  const clock = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
  const zoneText = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const instant = new Date(`${year}-${month}-${day}T${clock}${zoneText}`);
  return Number.isNaN(instant.getTime())
    ? { ok: false, reason: 'no-such-day', facts: { value: text.trim() } }
    : { ok: true, value: instant };
}

/** The day a time column names, in whatever zone it is; undefined where it could be two days. */
function dayNamed(text: string): string | undefined {
  const time = readTime(text);
  if (time.ok) return dayInZone(time.value, 'UTC');
  if (numericDateOf(text)) return undefined;
  const period = readPeriod(text, '9999-12-31');
  return period.ok && period.value.grain === 'day' ? period.value.periodOn : undefined;
}

/** The post's number in a link to it. */
export const idInLink = (link: string): string | undefined => /\/status(?:es)?\/(\d+)/.exec(link)?.[1];
const accountInLink = (link: string): string | undefined =>
  /(?:twitter|x)\.com\/(\w+)\/status(?:es)?\//i.exec(link)?.[1];

/** The claim of a format of posts on X whose columns were found in the sheet. */
export function recogniseXPosts<Metric extends MetricCode>(
  sheet: Sheet,
  header: Header<Metric | XPostField>,
  metricColumns: ColumnNames<Metric>,
  familiar: RegExp,
): Recognition {
  const label = (field: XPostField) => header.written.get(field) ?? field;
  const linkOf = (row: Row) => cellOf(header, row, 'link').trim();
  const idOf = (row: Row) => readPostId(cellOf(header, row, 'post'), idInLink(linkOf(row)));

  return {
    confidence: confidenceOf(header, familiar),
    questions: snapshotQuestions,
    ignored: header.unknown,
    account: sheet.head.map((row) => accountInLink(linkOf(row))).find((name) => name !== undefined),
    remarks: contradictions(),
    *read(context: Context): Iterable<RowOutcome> {
      for (const row of rowsAfter(sheet, header.index)) if (!isBlank(row)) yield postOf(row, context);
    },
  };

  /** An id cannot be mistaken about its time; a column that was edited or sorted by itself can. */
  function contradictions(): { code: string; facts: Facts }[] {
    let count = 0;
    let first: number | undefined;
    for (const row of rowsAfter(sheet, header.index)) {
      const id = idOf(row);
      const instant = id.ok ? instantOfId(id.value) : undefined;
      const day = dayNamed(cellOf(header, row, 'time'));
      // The column's zone is not always said, and no zone is further than a day away.
      if (!instant || day === undefined || Math.abs(daysBetween(dayInZone(instant, 'UTC'), day)) <= 1) continue;
      count += 1;
      first ??= row.line;
    }
    return first === undefined
      ? []
      : [{ code: 'time-contradicts-id', facts: { count, name: label('time'), line: first } }];
  }

  function postOf(row: Row, context: Context): RowOutcome {
    const tooLong = overflow(header, row);
    if (tooLong) return { kind: 'rejected', line: row.line, original: row.original, issues: [tooLong] };
    const reader = new RowReader();
    const link = linkOf(row);
    const id = reader.take(label('post'), idOf(row));
    const publishedAt =
      id === undefined
        ? undefined
        : (instantOfId(id) ?? reader.take(label('time'), readTime(cellOf(header, row, 'time'))));
    const values = metricValues(header, row, reader, metricColumns);
    const post =
      id === undefined || publishedAt === undefined
        ? undefined
        : {
            id,
            channelId: 'x',
            kind: 'post',
            caption: cellOf(header, row, 'text') || null,
            permalink: /^https?:\/\//.test(link) ? link : null,
            account: accountInLink(link) ?? null,
            publishedAt,
          };
    return postOutcome(row, context, reader, post, values, label('time'));
  }
}

import type { MetricCode } from '@tilik/db/vocabulary';
import { type Day, dayInZone } from '../../day.ts';
import { type Read, readCount } from '../cells.ts';
import type { Row } from '../decode.ts';
import { postFigure, snapshotFigure } from '../figures.ts';
import type { Context, Question, RowReader } from '../format.ts';
import { type ColumnNames, cellOf, type Header } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** Lifetime figures hold for the day they were taken on, which no file says of itself. */
export const snapshotQuestions: readonly Question[] = [{ field: 'snapshotOn', required: false, choices: [] }];

/** What a row says of one post besides its figures. */
export interface Post {
  /** The platform's own id: what stands behind `<channel>:`. */
  readonly id: string;
  readonly channelId: string;
  readonly kind: string;
  readonly caption: string | null;
  readonly permalink: string | null;
  readonly account: string | null;
  readonly publishedAt: Date;
}

/** The figures of a row in the columns that hold metrics; what is not reported is left out, what is wrong noted. */
export function metricValues<Metric extends MetricCode>(
  header: Header<string>,
  row: Row,
  reader: RowReader,
  metricColumns: ColumnNames<Metric>,
): [Metric, number][] {
  const values: [Metric, number][] = [];
  for (const metric of Object.keys(metricColumns) as Metric[]) {
    const label = header.written.get(metric);
    if (label === undefined) continue;
    const value = reader.take(label, readCount(cellOf(header, row, metric)));
    if (value !== undefined && value !== null) values.push([metric, value]);
  }
  return values;
}

/** A row of a content export: the post and its figures as they stood on the day of the snapshot, or why not. */
export function postOutcome(
  { line, original }: Row,
  context: Context,
  reader: RowReader,
  post: Post | undefined,
  values: readonly [MetricCode, number][],
  publishedColumn: string,
): RowOutcome {
  const publishedOn: Day | undefined = post && dayInZone(post.publishedAt, context.office.zone);
  if (publishedOn !== undefined && publishedOn > context.snapshotOn) {
    reader.take(publishedColumn, {
      ok: false,
      reason: 'published-after-snapshot',
      facts: { publishedOn, snapshotOn: context.snapshotOn },
    });
  }
  if (reader.issues.length > 0 || !post || publishedOn === undefined) {
    return { kind: 'rejected', line, original, issues: reader.issues };
  }
  const { id, channelId, publishedAt, ...said } = post;
  const activityId = `${channelId}:${id}`;
  return {
    kind: 'figures',
    line,
    original,
    figures: [
      postFigure({
        ...said,
        id: activityId,
        officeId: context.office.id,
        channelId,
        publishedAt: publishedAt.toISOString(),
        publishedOn,
      }),
      ...values.map(([metric, value]) =>
        snapshotFigure({ activityId, metric, takenOn: context.snapshotOn, value }, publishedOn, channelId),
      ),
    ],
  };
}

/** Digits that Excel keeps of a number; those behind them become zeros. */
const excelDigits = 15;

/** How many zeros stand where Excel would have put them; an id may end in a zero or two by itself. */
const zerosOfExcel = (digits: string): number => /^0+$/.exec(digits.slice(excelDigits))?.[0].length ?? 0;

/** Whether the damaged id could be that of the post the link names. */
function couldBe(damaged: string, id: string): boolean {
  const decimals = /^\d(?:[.,](\d*))?E\+?(\d+)$/i.exec(damaged);
  if (!decimals)
    return damaged.length === id.length && damaged.slice(0, excelDigits - 1) === id.slice(0, excelDigits - 1);
  const step = 10 ** (Number(decimals[2]) - (decimals[1] ?? '').length);
  return Math.abs(Number(damaged.replace(',', '.')) - Number(id)) <= step / 2 + 1;
}

/**
 * The platform's id of a post. Excel turns an id into `6.49E+17`, or keeps its first 15 digits and writes zeros behind
 * them; the link still holds the whole of it. An id that nothing can restore is refused: a post under a wrong id would
 * stand beside itself.
 */
export function readPostId(text: string, idInLink: string | undefined): Read<string> {
  const trimmed = text.trim().replace(/^(\d+)[.,]0+$/, '$1');
  const isWhole = /^\d+$/.test(trimmed);
  // No platform counts beyond what 64 bits hold.
  if (isWhole && trimmed.length > 20) return { ok: false, reason: 'not-an-id', facts: { value: trimmed.slice(0, 40) } };
  if (isWhole && zerosOfExcel(trimmed) === 0) return { ok: true, value: trimmed };
  if (trimmed === '') return idInLink === undefined ? { ok: false, reason: 'missing' } : { ok: true, value: idInLink };
  if (!/^\d+$|^\d(?:[.,]\d*)?E\+?\d+$/i.test(trimmed))
    return { ok: false, reason: 'not-an-id', facts: { value: trimmed } };
  if (idInLink !== undefined && couldBe(trimmed, idInLink)) return { ok: true, value: idInLink };
  return isWhole && zerosOfExcel(trimmed) < 3
    ? { ok: true, value: trimmed }
    : { ok: false, reason: 'damaged-id', facts: { value: trimmed } };
}

/** How much of a header is known: columns with a use, and those that are known to have none here. */
export function confidenceOf(header: Header<string>, familiar: RegExp): number {
  const known = header.at.size + header.unknown.filter((name) => familiar.test(name)).length;
  return known / (header.at.size + header.unknown.length);
}

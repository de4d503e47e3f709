import type { MetricCode } from '@tilik/db/vocabulary';
import { type Row, rowsAfter } from '../decode.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import { facebookIdInLink, facebookKind } from './facebook-content.ts';
import { type PublishOrder, publishOrder, readPublishTime, textsBelow } from './meta-posts.ts';
import { confidenceOf, metricValues, postOutcome, readPostId, snapshotQuestions } from './posts.ts';

/** Figures that the header alone names. `Engaged Users` and the like count people and are no metric. */
const namedColumns = {
  reach: ['lifetime post total reach', 'post_impressions_unique:lifetime'],
  impressions: ['lifetime post total impressions', 'post_impressions:lifetime'],
} as const;

/**
 * What was done with a post, by kind: once per act (`Total Count`) and once per person (`Unique Users`). In a workbook
 * each has a sheet of its own, whose header says `like` and `share` alone and whose description says which of the two.
 */
const actColumns = {
  likes: ['lifetime post stories by action type - like', 'like'],
  comments: ['lifetime post stories by action type - comment', 'comment'],
  shares: ['lifetime post stories by action type - share', 'share'],
  link_clicks: ['lifetime post consumptions by type - link clicks', 'link clicks'],
} as const;

const metricColumns = { ...namedColumns, ...actColumns } as const satisfies Partial<
  Record<MetricCode, readonly string[]>
>;

const columns = {
  post: ['post id'],
  permalink: ['permalink'],
  caption: ['post message'],
  kind: ['type'],
  posted: ['posted'],
  description: ['description'],
  ...metricColumns,
} as const;

const withoutMetric =
  /^lifetime |:lifetime$|^(countries|languages|audience targeting|video play|photo view|other clicks)$/i;

/** The second header row explains the columns of the first; it has neither a post nor a time. */
const explains = (row: Row): boolean =>
  row.cells.some((cell) => /^(lifetime|daily|weekly|28 days): /i.test(cell.trim()));

/** Facebook Insights until 2023, a row per post, 95 columns and more, or a workbook with a sheet per kind of act. */
export const facebookInsightsPost: Format = {
  id: 'facebook-insights-post',
  required: ['post id', 'posted', 'lifetime post total reach'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('post') || !has('posted')) return undefined;
    const metrics = (Object.keys(metricColumns) as (keyof typeof metricColumns)[]).filter(has);
    if (metrics.length === 0) return undefined;
    const below = sheet.head.slice(header.index + 1);
    if (has('description')) {
      const described = below.map((row) => cellOf(header, row, 'description')).join(' ');
      if (!/\(Total Count\)/i.test(described) || /negative feedback|people|unique/i.test(described)) return undefined;
    } else if (!metrics.some((metric) => metric in namedColumns)) return undefined;
    return {
      confidence: confidenceOf(header, withoutMetric),
      questions: snapshotQuestions,
      ignored: kindsOf(header.unknown),
      *read(context: Context): Iterable<RowOutcome> {
        const order = publishOrder(textsBelow(sheet, header, 'posted'));
        for (const row of rowsAfter(sheet, header.index)) {
          if (!isBlank(row) && !isExplanation(row)) yield postOf(row, context, order);
        }
      },
    };

    function isExplanation(row: Row): boolean {
      return cellOf(header, row, 'post') === '' && cellOf(header, row, 'posted') === '' && explains(row);
    }

    function postOf(row: Row, context: Context, order: PublishOrder): RowOutcome {
      const { line, original } = row;
      const tooLong = overflow(header, row);
      if (tooLong) return { kind: 'rejected', line, original, issues: [tooLong] };
      const label = (field: keyof typeof columns) => header.written.get(field) ?? field;
      const text = (field: keyof typeof columns) => cellOf(header, row, field);
      const reader = new RowReader();
      const permalink = text('permalink').trim();
      const id = reader.take(
        label('post'),
        // `<page>_<post>`: the post's own number is what newer files know it by.
        readPostId(text('post').replace(/^\s*\d+_/, ''), facebookIdInLink(permalink)),
      );
      const publishedAt = reader.take(label('posted'), readPublishTime(text('posted'), order));
      const values = metricValues(header, row, reader, metricColumns);
      // The post itself is on the first sheet.
      if (header.at.has('description') && values.length === 0 && reader.issues.length === 0) {
        return { kind: 'skipped', line, original, reason: 'not-reported' };
      }
      const post =
        id === undefined || publishedAt === undefined
          ? undefined
          : {
              id,
              channelId: 'facebook',
              kind: facebookKind(text('kind')),
              caption: text('caption') || null,
              permalink: permalink || null,
              account: null,
              publishedAt,
            };
      return postOutcome(row, context, reader, post, values, label('posted'));
    }
  },
};

/** Hundreds of columns are a few kinds of them: `Lifetime Likes by City - Bandung` is one of `Lifetime Likes by City`. */
export function kindsOf(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const kind = name.replace(/ - .*$/s, '');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${kind} (${count})`));
}

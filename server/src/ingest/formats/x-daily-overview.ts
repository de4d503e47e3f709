import type { MetricCode } from '@tilik/db/vocabulary';
import { readCount, readPeriod } from '../cells.ts';
import { rowsAfter } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** Column of the file to metric. `Shares` are link shares, apart from reposts. */
const metricColumns = {
  impressions: ['impressions'],
  likes: ['likes'],
  engagements: ['engagements'],
  bookmarks: ['bookmarks'],
  shares: ['shares'],
  follows: ['new follows'],
  unfollows: ['unfollows'],
  replies: ['replies'],
  reposts: ['reposts'],
  profile_visits: ['profile visits'],
  posts: ['create post'],
  video_views: ['video views'],
  media_views: ['media views'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

const columns = { date: ['date'], ...metricColumns, post: ['post id', 'tweet id'] } as const;
type MetricField = keyof typeof metricColumns;

/** X (Twitter), account overview, one row a day, newest first: `account_overview_analytics.csv`, 14 columns. */
export const xDailyOverview: Format = {
  id: 'x-daily-overview',
  required: ['date', 'impressions', 'engagements', 'new follows'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('date') || !has('impressions') || !has('engagements') || has('post')) return undefined;
    // What only the overview has: the account's own counts beside those of its posts.
    if (!has('follows') && !has('unfollows') && !has('posts')) return undefined;
    const known = header.at.size;
    return {
      confidence: known / (known + header.unknown.length),
      questions: [],
      ignored: header.unknown,
      *read(context: Context): Iterable<RowOutcome> {
        for (const row of rowsAfter(sheet, header.index)) {
          if (isBlank(row)) continue;
          const { line, original } = row;
          const tooLong = overflow(header, row);
          if (tooLong) {
            yield { kind: 'rejected', line, original, issues: [tooLong] };
            continue;
          }
          const reader = new RowReader();
          const period = reader.take(
            header.written.get('date') ?? 'Date',
            readPeriod(cellOf(header, row, 'date'), context.today),
          );
          const figures = [];
          for (const metric of Object.keys(metricColumns) as MetricField[]) {
            const label = header.written.get(metric);
            if (label === undefined) continue;
            const value = reader.take(label, readCount(cellOf(header, row, metric)));
            if (period === undefined || value === undefined || value === null) continue;
            figures.push(readingFigure({ officeId: context.office.id, channelId: 'x', metric, ...period, value }));
          }
          if (reader.issues.length > 0) yield { kind: 'rejected', line, original, issues: reader.issues };
          else if (figures.length === 0) yield { kind: 'skipped', line, original, reason: 'not-reported' };
          else yield { kind: 'figures', line, original, figures };
        }
      },
    };
  },
};

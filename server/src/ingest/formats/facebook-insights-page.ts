import type { MetricCode } from '@tilik/db/vocabulary';
import type { Row } from '../decode.ts';
import type { Format } from '../format.ts';
import { cellOf, findHeader } from '../header.ts';
import { recogniseDailyColumns } from './daily-columns.ts';
import { kindsOf } from './facebook-insights-post.ts';
import { confidenceOf } from './posts.ts';

/** Of hundreds of columns, those of one day that count what a metric counts. */
const metricColumns = {
  followers: ['lifetime total likes', 'page_fans:lifetime'],
  follows: ['daily new likes', 'page_fan_adds:day'],
  unfollows: ['daily unlikes', 'page_fan_removes:day'],
  reach: ['daily total reach', 'page_impressions_unique:day'],
  impressions: ['daily total impressions', 'page_impressions:day'],
  video_views: ['daily total video views', 'page_video_views:day'],
  link_clicks: ['daily page consumptions by type - link clicks'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

const columns = { date: ['date'], ...metricColumns } as const;

/** Figures of a week or of 28 days, of people, of places: known, and no metric of a day. */
const withoutMetric = /^(daily|weekly|28 days|lifetime) |:(day|week|days_28|lifetime)$/i;

/** Facebook Insights until 2023, a row per day of a page, hundreds of columns. */
export const facebookInsightsPage: Format = {
  id: 'facebook-insights-page',
  required: ['date', 'lifetime total likes', 'daily new likes', 'daily total reach'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    if (!header.at.has('date') || header.at.size < 2) return undefined;
    const isDescription = (row: Row) =>
      cellOf(header, row, 'date') === '' && row.cells.some((cell) => /^(lifetime|daily|weekly|28 days): /i.test(cell));
    return recogniseDailyColumns(sheet, header, {
      channelId: 'facebook',
      metricColumns,
      confidence: confidenceOf(header, withoutMetric),
      ignored: kindsOf(header.unknown),
      isDescription,
    });
  },
};

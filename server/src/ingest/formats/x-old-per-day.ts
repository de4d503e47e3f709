import type { Format } from '../format.ts';
import { findHeader } from '../header.ts';
import { recogniseDailyColumns } from './daily-columns.ts';
import { confidenceOf } from './posts.ts';
import { oldMetricColumns, oldWithoutMetric } from './x-old-per-post.ts';

const metricColumns = { posts: ['tweets published'], ...oldMetricColumns } as const;
const columns = { date: ['date'], ...metricColumns, post: ['tweet id', 'post id'] } as const;

/** X (Twitter) until 2024, a row per day: `daily_tweet_activity_metrics`, 38 columns. */
export const xOldPerDay: Format = {
  id: 'x-old-per-day',
  required: ['date', 'tweets published', 'impressions', 'engagements'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('date') || has('post') || !has('impressions')) return undefined;
    // What only the old file has; the newer overview names them otherwise.
    if (!has('posts') && !has('reposts') && !has('profile_visits')) return undefined;
    return recogniseDailyColumns<keyof typeof metricColumns, 'post'>(sheet, header, {
      channelId: 'x',
      metricColumns,
      confidence: confidenceOf(header, oldWithoutMetric),
      ignored: header.unknown,
    });
  },
};

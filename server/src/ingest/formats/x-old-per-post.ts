import type { MetricCode } from '@tilik/db/vocabulary';
import type { Format } from '../format.ts';
import { findHeader } from '../header.ts';
import { recogniseXPosts } from './x-post.ts';

/** Column of the file to metric; `favorites` in files before November 2015. */
export const oldMetricColumns = {
  impressions: ['impressions'],
  engagements: ['engagements'],
  reposts: ['retweets'],
  replies: ['replies'],
  likes: ['likes', 'favorites'],
  profile_visits: ['user profile clicks'],
  link_clicks: ['url clicks'],
  hashtag_clicks: ['hashtag clicks'],
  detail_expands: ['detail expands'],
  follows: ['follows'],
  media_views: ['media views'],
  media_engagements: ['media engagements'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

/** Columns that these files are known to have and that no metric is for. */
export const oldWithoutMetric =
  /^(promoted .*|engagement rate|permalink clicks|app opens|app installs?|email tweet|dial phone)$/i;

const columns = {
  post: ['tweet id'],
  link: ['tweet permalink'],
  text: ['tweet text'],
  time: ['time'],
  ...oldMetricColumns,
} as const;

/** X (Twitter) until 2024, a row per post: `tweet_activity_metrics`, 40 columns, counts as `89.0`. */
export const xOldPerPost: Format = {
  id: 'x-old-per-post',
  required: ['tweet id', 'tweet permalink', 'time', 'impressions'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('post') || !(has('link') || has('time')) || !(has('impressions') || has('engagements'))) return undefined;
    return recogniseXPosts(sheet, header, oldMetricColumns, oldWithoutMetric);
  },
};

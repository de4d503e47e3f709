import type { MetricCode } from '@tilik/db/vocabulary';
import type { Format } from '../format.ts';
import { findHeader } from '../header.ts';
import { recogniseXPosts } from './x-post.ts';

const metricColumns = {
  impressions: ['impressions'],
  likes: ['likes'],
  engagements: ['engagements'],
  bookmarks: ['bookmarks'],
  shares: ['shares', 'share'],
  follows: ['new follows'],
  replies: ['replies'],
  reposts: ['reposts'],
  profile_visits: ['profile visits'],
  detail_expands: ['detail expands'],
  link_clicks: ['url clicks'],
  hashtag_clicks: ['hashtag clicks'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

const columns = {
  post: ['post id'],
  link: ['post link', 'link'],
  text: ['post text'],
  time: ['date'],
  ...metricColumns,
} as const;

/** X, content of an account, a row per post: `account_analytics_content`, 17 columns, two ways to name them. */
export const xContent: Format = {
  id: 'x-content',
  required: ['post id', 'date', 'post text', 'impressions', 'engagements'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('post') || !(has('text') || has('link')) || !has('impressions') || !has('engagements')) return undefined;
    return recogniseXPosts(sheet, header, metricColumns, /^permalink clicks$/i);
  },
};

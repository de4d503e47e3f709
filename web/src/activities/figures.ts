import type { Activity } from './queries.ts';

export type Figure = Activity['snapshots'][number];

/** What a list has room for, and in which order: people who were there, then how far a post went, then what came of it. */
const order = [
  'attendees',
  'materials_handed_out',
  'reach',
  'views',
  'impressions',
  'visits',
  'pageviews',
  'engagements',
  'likes',
  'comments',
  'shares',
  'saves',
  'link_clicks',
] as const satisfies readonly Figure['metric'][];

/** The figures of an activity that a list shows. */
export const mainFigures = (snapshots: readonly Figure[], most = 4): Figure[] =>
  order.flatMap((metric) => snapshots.filter((figure) => figure.metric === metric)).slice(0, most);

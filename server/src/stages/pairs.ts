import type { ChannelKind } from '@tilik/db/vocabulary';
import type { StageFigure } from './figures.ts';

/** Why two figures may be set against each other, and what the rate is not. */
export const pairReasons = [
  'per-post',
  'per-event',
  'actions-not-people',
  'part-of-interest',
  'clicks-not-people',
  'follows-not-visitors',
  'questions-not-attendees',
  'declared-not-clickers',
  'declared-not-visitors',
  'declared-not-attendees',
  'declared-not-askers',
  'same-questions',
  'same-declarers',
] as const;
export type PairReason = (typeof pairReasons)[number];

/** One rate from a stage to a later one, or within the last. */
export interface Pair {
  readonly of: StageFigure;
  readonly per: StageFigure;
  /** `same`: the first are some of the second, so that their share has an interval. */
  readonly people: 'same' | 'other';
  readonly reason: PairReason;
  /** A rate of others is told as so many per 1, 100 or 1,000. */
  readonly multiple: 1 | 100 | 1000;
  /** Only where this figure was not reported: a part stands in for the whole, and is named as that part. */
  readonly unless?: StageFigure;
}

const other = (of: StageFigure, per: StageFigure, multiple: Pair['multiple'], reason: PairReason): Pair => ({
  of,
  per,
  people: 'other',
  reason,
  multiple,
});

/** Questions and declarations are counted alike on every kind of channel. */
const everywhere: readonly Pair[] = [
  // Each answer belongs to one question that was counted as received.
  { of: 'inquiries_answered', per: 'inquiries_received', people: 'same', reason: 'same-questions', multiple: 100 },
  // Whoever declares the channel chose one type or the other.
  { of: 'declared_electronic', per: 'declared_all', people: 'same', reason: 'same-declarers', multiple: 100 },
];

/**
 * The rates that mean something, by kind of channel. What is left out is left out for a reason:
 * - nothing per reach or visitors: those are people of one day or one post, who cannot be added over several;
 * - no link clicks per engagement: platforms count the clicks among the engagements;
 * - no visits per article of a website: people come for the service, not for an article;
 * - nothing between information and use of a social channel: between a view and an application lie too many hands;
 * - nothing before the questions on mass media: nobody counts who listened.
 */
export const pairsOf: Readonly<Record<ChannelKind, readonly Pair[]>> = {
  social: [
    // Views of a day are also views of older posts.
    other('views', 'posts', 1, 'per-post'),
    other('impressions', 'posts', 1, 'per-post'),
    // One person may react several times, and one view may be one of many of the same person.
    other('engagements', 'impressions', 100, 'actions-not-people'),
    other('engagements', 'views', 100, 'actions-not-people'),
    { ...other('likes', 'impressions', 100, 'part-of-interest'), unless: 'engagements' },
    { ...other('likes', 'views', 100, 'part-of-interest'), unless: 'engagements' },
    other('link_clicks', 'impressions', 1000, 'clicks-not-people'),
    other('link_clicks', 'views', 1000, 'clicks-not-people'),
    // People follow without visiting, and visit more than once.
    other('follows', 'profile_visits', 100, 'follows-not-visitors'),
    other('declared_electronic', 'link_clicks', 100, 'declared-not-clickers'),
    other('declared_electronic', 'inquiries_received', 100, 'declared-not-askers'),
    ...everywhere,
  ],
  web: [
    // One visit may click several links.
    other('link_clicks', 'visits', 100, 'clicks-not-people'),
    other('declared_electronic', 'visits', 1000, 'declared-not-visitors'),
    other('declared_electronic', 'inquiries_received', 100, 'declared-not-askers'),
    ...everywhere,
  ],
  'face-to-face': [
    other('attendees', 'events_held', 1, 'per-event'),
    other('attendees', 'forums_held', 1, 'per-event'),
    other('inquiries_received', 'attendees', 100, 'questions-not-attendees'),
    // Whoever attended may apply years later, and whoever declares it may have heard of it from someone who did.
    other('declared_electronic', 'attendees', 100, 'declared-not-attendees'),
    other('declared_electronic', 'inquiries_received', 100, 'declared-not-askers'),
    ...everywhere,
  ],
  'mass-media': [other('declared_electronic', 'inquiries_received', 100, 'declared-not-askers'), ...everywhere],
};

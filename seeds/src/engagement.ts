import { type Day, daysOf, type Span } from '@tilik/server/inside/day.ts';
import { firstDay, isOpen, isWorkday, placeInWeek, within } from './calendar.ts';
import { campaignPresence, logCurve, publicInterest, wanderOf } from './curves.ts';
import { crowd, diceFor, factor, happens, poisson, wholeNumber } from './dice.ts';
import { engagementFrom, type InstagramPost, logInstagramFollowers, postViewsByDay } from './instagram-posts.ts';
import type { ChannelId } from './plan.ts';

/** The metrics of one channel on one day. A day that is not there was not reported. */
export interface ChannelDay<Metric extends string> {
  readonly day: Day;
  readonly values: Readonly<Record<Metric, number>>;
}

/** Days whose figures were lost: an expired access, a counter that stood still. */
const lostDays: Partial<Record<ChannelId, readonly Span[]>> = {
  facebook: [{ from: '2022-09-12', to: '2022-09-25' }],
  website: [
    { from: '2021-03-09', to: '2021-03-13' },
    { from: '2023-10-21', to: '2023-10-24' },
    { from: '2025-02-15', to: '2025-02-17' },
  ],
  x: [{ from: '2023-07-01', to: '2023-07-09' }],
};

const reportedDays = (channel: ChannelId, until: Day): Day[] =>
  daysOf({ from: engagementFrom, to: until }).filter((day) => !lostDays[channel]?.some((span) => within(day, span)));

/** People look at the office's channels while it is open. */
const weekdayInterest = (day: Day): number => [1.08, 1.07, 1.04, 1.02, 0.98, 0.82, 0.84][placeInWeek(day)] ?? 1;

/** How the day and the campaigns on a channel change what it reaches. */
const livelinessOn = (channel: ChannelId, day: Day, lift: number): number =>
  weekdayInterest(day) * publicInterest(day) * (1 + lift * campaignPresence(channel, day));

export type MetaMetric = 'reach' | 'profile_visits' | 'link_clicks' | 'views' | 'engagements' | 'follows';

export function instagramDays(posts: readonly InstagramPost[], until: Day): ChannelDay<MetaMetric>[] {
  const postViews = postViewsByDay(posts);
  const wander = wanderOf('instagram/wander');
  return reportedDays('instagram', until).map((day) => {
    const dice = diceFor(`instagram/${day}`);
    const stories = Math.exp(logInstagramFollowers(day) + 0.1 * wander(day)) * 0.07;
    const views = crowd(dice, stories * livelinessOn('instagram', day, 0.3) + (postViews.get(day) ?? 0), 0.08);
    const reach = Math.round(views * 0.64 * factor(dice, 0.05));
    const profileVisits = poisson(dice, reach * 0.055 * factor(dice, 0.15));
    return {
      day,
      values: {
        views,
        reach,
        profile_visits: profileVisits,
        link_clicks: poisson(dice, profileVisits * 0.13 * factor(dice, 0.2)),
        engagements: poisson(dice, views * 0.036 * factor(dice, 0.15)),
        follows: poisson(dice, profileVisits * 0.08),
      },
    };
  });
}

const logFacebookFollowers = logCurve([
  ['2019-01-01', 8_400],
  ['2022-01-01', 13_800],
  ['2026-12-31', 21_000],
]);

export function facebookDays(until: Day): ChannelDay<MetaMetric>[] {
  const wander = wanderOf('facebook/wander');
  return reportedDays('facebook', until).map((day) => {
    const dice = diceFor(`facebook/${day}`);
    const posts = poisson(dice, (isWorkday(day) ? 0.55 : 0.15) * (1 + 0.6 * campaignPresence('facebook', day)));
    const audience = Math.exp(logFacebookFollowers(day) + 0.12 * wander(day));
    const views = crowd(dice, audience * (0.045 + 0.11 * posts) * livelinessOn('facebook', day, 0.3), 0.22);
    const reach = Math.round(views * 0.71 * factor(dice, 0.05));
    const visits = poisson(dice, reach * 0.042 * factor(dice, 0.2));
    return {
      day,
      values: {
        views,
        reach,
        profile_visits: visits,
        link_clicks: poisson(dice, reach * 0.011 * factor(dice, 0.3)),
        engagements: poisson(dice, views * 0.026 * factor(dice, 0.2)),
        follows: poisson(dice, visits * 0.035),
      },
    };
  });
}

export type XMetric =
  | 'impressions'
  | 'likes'
  | 'engagements'
  | 'bookmarks'
  | 'shares'
  | 'follows'
  | 'unfollows'
  | 'replies'
  | 'reposts'
  | 'profile_visits'
  | 'posts'
  | 'video_views'
  | 'media_views';

const logXFollowers = logCurve([
  ['2019-01-01', 5_100],
  ['2022-01-01', 9_300],
  ['2026-12-31', 13_500],
]);

export function xDays(until: Day): ChannelDay<XMetric>[] {
  const wander = wanderOf('x/wander');
  return reportedDays('x', until).map((day) => {
    const dice = diceFor(`x/${day}`);
    const posts = poisson(dice, (isWorkday(day) ? 1.3 : 0.3) * (1 + 0.6 * campaignPresence('x', day)));
    const audience = Math.exp(logXFollowers(day) + 0.12 * wander(day));
    const impressions = crowd(dice, audience * (0.08 + 0.1 * posts) * livelinessOn('x', day, 0.35), 0.25);
    const likes = poisson(dice, impressions * 0.0065 * factor(dice, 0.25));
    const replies = poisson(dice, impressions * 0.0018);
    const reposts = poisson(dice, impressions * 0.0021);
    const profileVisits = poisson(dice, impressions * 0.009);
    const mediaViews = posts > 0 ? poisson(dice, impressions * 0.21 * factor(dice, 0.3)) : 0;
    return {
      day,
      values: {
        impressions,
        likes,
        // The platform's own total: also counts detail expands and clicks that have no column here.
        engagements: likes + replies + reposts + poisson(dice, impressions * 0.012),
        bookmarks: poisson(dice, impressions * 0.0007),
        shares: poisson(dice, impressions * 0.0004),
        follows: poisson(dice, profileVisits * 0.09),
        unfollows: poisson(dice, audience * 0.00012),
        replies,
        reposts,
        profile_visits: profileVisits,
        posts,
        video_views: mediaViews > 0 && happens(dice, 0.4) ? poisson(dice, mediaViews * 0.45) : 0,
        media_views: mediaViews,
      },
    };
  });
}

type WebsiteMetric = 'visits' | 'pageviews' | 'visitors';

const logWebsiteVisits = logCurve([
  ['2019-01-01', 620],
  ['2020-02-28', 760],
  ['2020-05-01', 480],
  ['2021-07-01', 430],
  ['2022-12-31', 980],
  ['2024-12-31', 1_350],
  ['2026-12-31', 1_520],
]);

export function websiteDays(until: Day): ChannelDay<WebsiteMetric>[] {
  const wander = wanderOf('website/wander');
  return reportedDays('website', until).map((day) => {
    const dice = diceFor(`website/${day}`);
    const expected = Math.exp(logWebsiteVisits(day) + 0.07 * wander(day)) * livelinessOn('website', day, 0.28);
    const visits = crowd(dice, expected * (isOpen(day) ? 1.1 : 0.78), 0.09);
    return {
      day,
      values: {
        visits,
        pageviews: Math.round(visits * 2.35 * factor(dice, 0.07)),
        visitors: Math.min(visits, Math.round(visits * 0.82 * factor(dice, 0.03))),
      },
    };
  });
}

type OutreachMetric = 'events_held' | 'attendees' | 'materials_handed_out';

/** No gatherings, and few of them for long after. */
const withoutGatherings: Span = { from: '2020-03-16', to: '2020-09-30' };
const fewGatherings: Span = { from: '2020-10-01', to: '2021-12-31' };

const gatherings = (day: Day): number => (within(day, withoutGatherings) ? 0 : within(day, fewGatherings) ? 0.4 : 1);

/** Only days on which the office went out; all other days have no reading. */
export function outreachDays(until: Day): ChannelDay<OutreachMetric>[] {
  return daysOf({ from: firstDay, to: until })
    .filter(isOpen)
    .flatMap((day) => {
      const dice = diceFor(`field-outreach/${day}`);
      const presence = campaignPresence('field-outreach', day);
      if (!happens(dice, gatherings(day) * (0.1 + 0.3 * Math.min(1, presence)))) return [];
      const events = happens(dice, 0.15) ? 2 : 1;
      const attendees = events * 8 + crowd(dice, 55 * events * (1 + 0.25 * presence), 0.45);
      return [
        {
          day,
          values: {
            events_held: events,
            attendees,
            materials_handed_out: Math.round(attendees * 0.8 * factor(dice, 0.2)),
          },
        },
      ];
    });
}

type ForumMetric = 'forums_held' | 'attendees';

/** Only days on which a forum was held; in the pandemic it met online. */
export function forumDays(until: Day): ChannelDay<ForumMetric>[] {
  return daysOf({ from: firstDay, to: until })
    .filter(isOpen)
    .flatMap((day) => {
      const dice = diceFor(`forum/${day}`);
      const presence = Math.min(1, campaignPresence('forum', day));
      if (!happens(dice, 0.035 + 0.12 * presence)) return [];
      const attendees = wholeNumber(dice, 12, 20) + crowd(dice, 24 * (1 + 0.3 * presence), 0.4);
      return [{ day, values: { forums_held: 1, attendees } }];
    });
}

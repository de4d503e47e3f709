import { addDays, type Day, daysOf, instantOfWallClock } from '@tilik/server/inside/day.ts';
import { dayNumber, isWorkday } from './calendar.ts';
import { caption } from './captions.ts';
import { campaignPresence, logCurve, publicInterest } from './curves.ts';
import { type Dice, diceFor, factor, happens, oneOf, poisson, wholeNumber } from './dice.ts';
import { campaigns, type PlannedCampaign } from './plan.ts';

export const engagementFrom: Day = '2019-01-01';

export interface InstagramPost {
  readonly id: string;
  /** Day of posting in the office's zone. */
  readonly day: Day;
  readonly publishedAt: Date;
  readonly kind: 'IG reel' | 'IG image' | 'IG carousel';
  readonly durationSeconds: number;
  readonly caption: string;
  readonly topic: string;
  /** Campaign that it was made for. */
  readonly campaign: string | null;
  readonly permalink: string;
  readonly views: number;
  readonly reach: number;
  readonly likes: number;
  readonly shares: number;
  readonly comments: number;
  readonly saves: number;
  /** The platform gives none for reels. */
  readonly follows: number | null;
}

export const logInstagramFollowers = logCurve([
  ['2019-01-01', 6_200],
  ['2020-01-01', 9_800],
  ['2022-01-01', 15_500],
  ['2024-01-01', 27_000],
  ['2026-12-31', 46_000],
]);

const viewsOfKind = { 'IG reel': 1.9, 'IG carousel': 1.05, 'IG image': 0.75 } as const;

/** Reels came in the middle of 2021. */
const kindOn = (dice: Dice, day: Day): InstagramPost['kind'] =>
  day < '2021-07-01'
    ? oneOf(dice, ['IG image', 'IG image', 'IG carousel'] as const)
    : oneOf(dice, ['IG reel', 'IG reel', 'IG image', 'IG carousel', 'IG carousel'] as const);

/** Two or three a week; more while a campaign runs on the channel. */
const postsExpected = (day: Day): number =>
  (isWorkday(day) ? 0.42 : 0.12) * (1 + 0.7 * campaignPresence('instagram', day));

/** The campaign that a post is made for. In a campaign seven posts of ten are about its topics. */
function campaignOn(dice: Dice, day: Day): PlannedCampaign | undefined {
  const running = campaigns.find(
    ({ channels, actual }) => channels.includes('instagram') && day >= actual.from && day <= actual.to,
  );
  return running && happens(dice, 0.7) ? running : undefined;
}

function postOn(day: Day, ordinal: number): InstagramPost {
  const dice = diceFor(`instagram-post/${day}/${ordinal}`);
  const kind = kindOn(dice, day);
  const time = `${String(wholeNumber(dice, 9, 18)).padStart(2, '0')}:${String(wholeNumber(dice, 0, 59)).padStart(2, '0')}`;
  const liking = (1 + 0.35 * campaignPresence('instagram', day)) * publicInterest(day) * factor(dice, 0.5);
  const views = Math.round(Math.exp(logInstagramFollowers(day)) * 0.34 * viewsOfKind[kind] * liking);
  const reach = Math.round(views * (0.66 + 0.16 * Math.min(1, liking / 3)) * factor(dice, 0.04));
  const number = dayNumber(day) * 8 + ordinal;
  const idTail = wholeNumber(dice, 0, 999_999_999);
  const duration = kind === 'IG reel' ? wholeNumber(dice, 12, 75) : 0;
  const campaign = campaignOn(dice, day);
  const { topic, text } = caption(dice, day, campaign?.topics ?? [], campaign?.hashtag);
  return {
    // Seventeen digits, as the platform's own; the tail keeps two posts apart.
    id: `18${String(idTail).padStart(9, '0')}${String(number).padStart(6, '0')}`,
    day,
    publishedAt: instantOfWallClock(`${day}T${time}`, 'Asia/Jakarta'),
    kind,
    durationSeconds: duration,
    caption: text,
    topic,
    campaign: campaign?.id ?? null,
    permalink: `https://www.instagram.com/p/CONTOH${number.toString(36).toUpperCase().padStart(5, '0')}/`,
    views,
    reach: Math.min(reach, views),
    likes: poisson(dice, reach * 0.038 * factor(dice, 0.25)),
    shares: poisson(dice, reach * 0.007 * factor(dice, 0.4)),
    comments: poisson(dice, reach * 0.0035 * factor(dice, 0.5)),
    saves: poisson(dice, reach * (kind === 'IG carousel' ? 0.011 : 0.005) * factor(dice, 0.4)),
    follows: kind === 'IG reel' ? null : poisson(dice, reach * 0.0016),
  };
}

/** The office's posts on Instagram with their lifetime figures, in the order of posting. */
export function instagramPosts(until: Day): InstagramPost[] {
  return daysOf({ from: engagementFrom, to: until })
    .flatMap((day) => {
      const count = Math.min(3, poisson(diceFor(`instagram-posts/${day}`), postsExpected(day)));
      return Array.from({ length: count }, (_, ordinal) => postOn(day, ordinal));
    })
    .sort((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime());
}

/** Views that posts bring on a day: most on their own, the rest over the three days after. */
export function postViewsByDay(posts: readonly InstagramPost[]): Map<Day, number> {
  const views = new Map<Day, number>();
  for (const post of posts) {
    for (const [after, part] of [0.52, 0.24, 0.12, 0.07].entries()) {
      const day = addDays(post.day, after);
      views.set(day, (views.get(day) ?? 0) + post.views * part);
    }
  }
  return views;
}

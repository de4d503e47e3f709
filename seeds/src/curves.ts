import { addDays, type Day, type Span } from '@tilik/server/inside/day.ts';
import { closure, dayNumber, lebarans, placeInWeek, within } from './calendar.ts';
import { diceFor, normal } from './dice.ts';
import { type ChannelId, campaigns } from './plan.ts';

export type Curve = (day: Day) => number;

/** Straight lines through the points; level before the first and after the last. */
function curveThrough(points: readonly (readonly [Day, number])[]): Curve {
  const placed = points.map(([day, value]) => ({ at: dayNumber(day), value }));
  return (day) => {
    const at = dayNumber(day);
    const next = placed.findIndex((point) => point.at > at);
    // No later point is found at -1, which is the last one; before the first point its value holds.
    const after = placed.at(next);
    if (!after) throw new Error('A curve needs points');
    const before = placed[next - 1];
    if (!before) return after.value;
    return before.value + ((after.value - before.value) * (at - before.at)) / (after.at - before.at);
  };
}

const logit = (share: number): number => Math.log(share / (1 - share));
export const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** The logarithm of a curve through positive numbers, so that it grows and shrinks by equal ratios. */
export function logCurve(points: readonly (readonly [Day, number])[]): Curve {
  return curveThrough(points.map(([day, value]) => [day, Math.log(value)] as const));
}

/** The log odds of a curve through shares, straight on that scale. */
export function logitCurve(points: readonly (readonly [Day, number])[]): Curve {
  return curveThrough(points.map(([day, share]) => [day, logit(share)] as const));
}

/** A bell of height 1 around a day. */
const bell = (day: Day, centre: Day, widthDays: number): number =>
  Math.exp(-(((dayNumber(day) - dayNumber(centre)) / widthDays) ** 2) / 2);

/** From the queue application on, quotas hold days closer together. */
const quotaFrom: Day = '2022-01-26';

/** Monday to Friday; the mean over a week is about 1. */
const crowdedWeek = [1.12, 1.05, 1, 0.97, 0.86];
const quotaWeek = [1.05, 1.03, 1.01, 0.99, 0.92];

/** Logarithm of how the weekday changes the number of applications. */
export function weekdayDemand(day: Day): number {
  const shape = day < quotaFrom ? crowdedWeek : quotaWeek;
  return Math.log(shape[placeInWeek(day)] ?? 1);
}

/** Nobody travelled for umrah. */
const withoutUmrah: Span = { from: closure.from, to: '2022-02-28' };

/** Umrah groups apply some eleven weeks before Lebaran, so that they travel before Ramadan. */
const umrahPeaks = lebarans.map(({ feast }) => addDays(feast, -75));

/** How much of the umrah season is there on a day: 1 at its height. */
export const umrahSeason = (day: Day): number =>
  within(day, withoutUmrah) ? 0 : umrahPeaks.reduce((sum, peak) => sum + bell(day, peak, 20), 0);

/** Few come in Ramadan, fewest just before the feast; those who waited come in the weeks after. */
function ramadanDemand(day: Day): number {
  let demand = 0;
  for (const { feast } of lebarans) {
    const days = dayNumber(day) - dayNumber(feast);
    if (days >= -29 && days < 0) demand -= 0.14 + 0.14 * Math.max(0, (days + 14) / 14);
    if (days > 0) demand += 0.12 * Math.exp(-(((days - 16) / 8) ** 2) / 2);
  }
  return demand;
}

/** School holidays fill the counters before and in June and July, and in December. */
const holidayDemand = (day: Day): number =>
  0.12 * bell(day, `${day.slice(0, 4)}-06-22`, 20) + 0.09 * bell(day, `${day.slice(0, 4)}-12-08`, 14);

/** Logarithm of how the season changes the number of applications. */
export const seasonDemand = (day: Day): number => 0.12 * umrahSeason(day) + ramadanDemand(day) + holidayDemand(day);

/** How the season changes the log odds of the electronic passport: pilgrims in groups less, families on holiday more. */
export const seasonChoice = (day: Day): number =>
  -0.1 * umrahSeason(day) + 0.07 * bell(day, `${day.slice(0, 4)}-06-22`, 20);

/**
 * What wanders without a cause anybody wrote down: a first-order autoregression over weeks, cut off after twelve.
 * Its standard deviation over the long run is 1.
 */
export function wanderOf(name: string): Curve {
  const persistence = 0.7;
  const scale = Math.sqrt(1 - persistence * persistence);
  const shocks = new Map<number, number>();
  const shockOf = (week: number): number => {
    const shock = shocks.get(week) ?? normal(diceFor(`${name}/week-${week}`));
    shocks.set(week, shock);
    return shock;
  };
  return (day) => {
    const week = Math.floor(dayNumber(day) / 7);
    let sum = 0;
    for (let back = 0; back < 12; back += 1) sum += persistence ** back * shockOf(week - back);
    return sum * scale;
  };
}

const presences = campaigns.map((campaign) => ({ ...campaign, goneOn: addDays(campaign.actual.to, 14) }));

/** How strongly campaigns are at work on a channel: 1 for each that runs, fading over two weeks after it. */
export function campaignPresence(channel: ChannelId, day: Day): number {
  let presence = 0;
  for (const { channels, actual, goneOn } of presences) {
    if (day < actual.from || day >= goneOn || !channels.includes(channel)) continue;
    presence += day <= actual.to ? 1 : (dayNumber(goneOn) - dayNumber(day)) / 14;
  }
  return presence;
}

/** News that made the public look for the office, and how much: 1 doubles the interest on the first day. */
const news: readonly (readonly [Day, number])[] = [
  ['2019-12-06', 0.6],
  ['2020-03-24', 0.5],
  ['2020-06-15', 0.6],
  ['2022-01-26', 0.8],
  ['2022-10-12', 1],
  ['2024-01-24', 0.3],
  ['2024-04-30', 0.4],
  ['2024-06-20', 0.5],
  ['2024-12-17', 1.1],
];

/** Interest of the public in passports as a factor: the news of the day, quiet feast days, more before holidays. */
export function publicInterest(day: Day): number {
  let interest = 1 + holidayDemand(day);
  for (const [broke, size] of news) {
    const days = dayNumber(day) - dayNumber(broke);
    if (days >= 0 && days < 60) interest += size * Math.exp(-days / 12);
  }
  if (lebarans.some(({ off }) => within(day, off))) interest *= 0.7;
  return within(day, { from: '2020-07-01', to: '2021-12-31' }) ? interest * 0.75 : interest;
}

import { type Day, daysOf, periodOf } from '@tilik/server/inside/day.ts';
import type { OfficeMonth } from './applicants.ts';
import { type Curve, campaignPresence, logCurve } from './curves.ts';
import { binomial, type Dice, diceFor, factor, uniform } from './dice.ts';
import { type ChannelId, channels } from './plan.ts';

interface SourceMonth {
  readonly month: string;
  readonly source: string;
  readonly passportType: 'ordinary' | 'electronic';
  readonly applicants: number;
}

/** First month in which the counter asked where people had heard of the e-passport. */
const firstMonth = '2020-01';

interface Recall {
  /** Weight among the answers in a month without a campaign. */
  readonly weight: Curve;
  /** What a campaign on the channel adds to the weight, as a share of it. */
  readonly lift: number;
  /** Odds of the electronic passport among those who name it, against the average person who answers. */
  readonly odds: number;
}

const steady = (weight: number): Curve =>
  logCurve([
    ['2020-01-01', weight],
    ['2020-12-31', weight],
  ]);

const recalls: Record<ChannelId | 'other', Recall> = {
  instagram: {
    weight: logCurve([
      ['2020-01-01', 0.2],
      ['2026-12-31', 0.36],
    ]),
    lift: 0.45,
    odds: 1.3,
  },
  x: {
    weight: logCurve([
      ['2020-01-01', 0.09],
      ['2026-12-31', 0.06],
    ]),
    lift: 0.4,
    odds: 1.2,
  },
  facebook: {
    weight: logCurve([
      ['2020-01-01', 0.17],
      ['2026-12-31', 0.11],
    ]),
    lift: 0.4,
    odds: 0.8,
  },
  website: { weight: steady(0.15), lift: 0.3, odds: 1.8 },
  'field-outreach': {
    weight: logCurve([
      ['2020-01-01', 0.05],
      ['2021-01-01', 0.03],
      ['2022-06-01', 0.07],
    ]),
    lift: 1.2,
    odds: 1,
  },
  forum: { weight: steady(0.02), lift: 1.6, odds: 2.4 },
  other: { weight: steady(0.27), lift: 0, odds: 0.8 },
};

/** Draws the answers of one type of applicant: each named source in turn out of those not yet placed. */
function answers(
  dice: Dice,
  people: number,
  answering: number,
  weights: ReadonlyMap<string, number>,
): Map<string, number> {
  const counts = new Map<string, number>();
  let left = binomial(dice, people, answering);
  let weightLeft = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  let answered = 0;
  for (const [source, weight] of weights) {
    const count = binomial(dice, left, Math.min(1, weight / weightLeft));
    counts.set(source, count);
    left -= count;
    weightLeft -= weight;
    answered += count;
  }
  counts.set('unknown', people - answered);
  return counts;
}

/** How present campaigns were on a channel over a month, on average. */
function monthlyPresence(channel: ChannelId, month: string): number {
  const days = daysOf(periodOf(`${month}-01`, 'month'));
  return days.reduce((sum, day) => sum + campaignPresence(channel, day), 0) / days.length;
}

/**
 * What applicants of finished months said at the counter. Everybody is counted once, those who did not answer or did
 * not remember as `unknown`, so that the sources of a type add up to its applicants. People who chose electronic answer
 * a little more often. A campaign raises how often its channels are named whether or not it changed what people chose.
 */
export function sourceMonths(months: readonly OfficeMonth[]): SourceMonth[] {
  return months
    .filter(({ month }) => month >= firstMonth)
    .flatMap(({ month, ordinary, electronic }) => {
      const dice = diceFor(`sources/${month}`);
      const middle: Day = `${month}-15`;
      const weights = new Map<string, number>();
      const electronicWeights = new Map<string, number>();
      for (const source of [...channels, 'other'] as const) {
        const { weight, lift, odds } = recalls[source];
        const presence = source === 'other' ? 0 : monthlyPresence(source, month);
        const named = Math.exp(weight(middle)) * (1 + lift * presence) * factor(dice, 0.1);
        weights.set(source, named);
        electronicWeights.set(source, named * odds);
      }
      const answering = 0.57 + 0.06 * uniform(dice);
      const counts = [
        { passportType: 'ordinary', counts: answers(dice, ordinary, answering, weights) },
        { passportType: 'electronic', counts: answers(dice, electronic ?? 0, answering + 0.06, electronicWeights) },
      ] as const;
      return counts.flatMap(({ passportType, counts: bySource }) =>
        [...bySource].map(([source, applicants]) => ({ month, source, passportType, applicants })),
      );
    });
}

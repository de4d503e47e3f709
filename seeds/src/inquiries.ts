import type { topics } from '@tilik/db/vocabulary';
import { type Day, daysOf, type Span } from '@tilik/server/inside/day.ts';
import { dayNumber, isOpen, placeInWeek, within } from './calendar.ts';
import { campaignPresence, logCurve, publicInterest } from './curves.ts';
import { binomial, crowd, type Dice, diceFor, factor } from './dice.ts';
import { forumDays, outreachDays } from './engagement.ts';
import { type ChannelId, campaigns } from './plan.ts';

/** Questions of one channel in one day or month: of one topic, or, where it is null, of all. */
export interface Questions {
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  readonly date: string;
  readonly channel: ChannelId;
  readonly topic: string | null;
  readonly received: number;
  readonly answered: number;
  /** Median minutes to the answer; null where nobody measured them. */
  readonly minutes: number | null;
}

/** From then on the section counts each day; before, it wrote a recap a month. */
const dailyFrom: Day = '2024-01-01';
const monthlyFrom: Day = '2022-01-01';

type Answering = 'instagram' | 'x' | 'facebook' | 'website';

interface Habits {
  /** Logarithm of the questions on an ordinary day. */
  readonly asked: ReturnType<typeof logCurve>;
  readonly answered: number;
  /** Logarithm of the median minutes to an answer. */
  readonly minutes: ReturnType<typeof logCurve>;
}

const habits: Readonly<Record<Answering, Habits>> = {
  instagram: {
    asked: logCurve([
      ['2022-01-01', 5],
      ['2024-01-01', 8.5],
      ['2026-12-31', 12],
    ]),
    answered: 0.93,
    minutes: logCurve([
      ['2022-01-01', 95],
      ['2024-06-01', 70],
      ['2026-12-31', 42],
    ]),
  },
  x: {
    asked: logCurve([
      ['2022-01-01', 3.2],
      ['2026-12-31', 2.3],
    ]),
    answered: 0.85,
    minutes: logCurve([
      ['2022-01-01', 70],
      ['2026-12-31', 62],
    ]),
  },
  facebook: {
    asked: logCurve([
      ['2022-01-01', 3.6],
      ['2026-12-31', 3.1],
    ]),
    answered: 0.81,
    minutes: logCurve([
      ['2022-01-01', 190],
      ['2026-12-31', 120],
    ]),
  },
  website: {
    asked: logCurve([
      ['2022-01-01', 4],
      ['2026-12-31', 6.5],
    ]),
    answered: 0.95,
    minutes: logCurve([
      ['2022-01-01', 320],
      ['2025-01-01', 240],
      ['2026-12-31', 170],
    ]),
  },
};
const answering = Object.keys(habits) as Answering[];

/** Days on which nobody counted: leave, a lost password, the outage. */
const uncounted: Partial<Record<Answering, readonly Span[]>> = {
  instagram: [{ from: '2025-12-29', to: '2025-12-31' }],
  x: [
    { from: '2024-03-11', to: '2024-03-15' },
    { from: '2025-08-04', to: '2025-08-10' },
  ],
  facebook: [{ from: '2025-07-21', to: '2025-07-24' }],
  website: [
    { from: '2024-06-20', to: '2024-06-22' },
    { from: '2026-10-10', to: '2026-10-11' },
  ],
};

const isCounted = (channel: Answering, day: Day): boolean => !uncounted[channel]?.some((span) => within(day, span));

/** What people ask about where nothing in particular happens. */
const topicWeights: Readonly<Record<keyof typeof topics, number>> = {
  cost: 0.16,
  requirements: 0.23,
  benefits: 0.07,
  'waiting-time': 0.13,
  difference: 0.11,
  procedure: 0.18,
  'security-features': 0.03,
  'visa-free': 0.05,
  other: 0.04,
};

/** What made a topic rise: how much on the first day, and after how many days a third of it is left. */
const news: readonly { readonly topic: string; readonly from: Day; readonly size: number; readonly days: number }[] = [
  { topic: 'requirements', from: '2022-10-12', size: 1.2, days: 30 },
  { topic: 'waiting-time', from: '2023-02-20', size: 1.8, days: 35 },
  { topic: 'difference', from: '2024-04-30', size: 0.8, days: 30 },
  { topic: 'waiting-time', from: '2024-06-20', size: 4.5, days: 10 },
  { topic: 'cost', from: '2024-12-02', size: 2.6, days: 28 },
  { topic: 'cost', from: '2024-12-17', size: 1.6, days: 40 },
];

function weightOn(topic: keyof typeof topics, channel: Answering, day: Day): number {
  let weight = topicWeights[topic];
  for (const { topic: risen, from, size, days } of news) {
    const since = dayNumber(day) - dayNumber(from);
    if (risen === topic && since >= 0) weight *= 1 + size * Math.exp(-since / days);
  }
  const asksOf = ({ channels, topics: own, actual }: (typeof campaigns)[number]) =>
    within(day, actual) && channels.includes(channel) && own.includes(topic);
  return campaigns.some(asksOf) ? weight * 1.35 : weight;
}

/** People write when the office is at work; what comes at the weekend waits. */
const weekdayAsking = [1.25, 1.16, 1.1, 1.06, 1.02, 0.72, 0.6];

const topicNames = Object.keys(topicWeights) as (keyof typeof topics)[];

/** Draws how many of the questions were answered, and makes the whole of them. */
function withAnswers(
  dice: Dice,
  { date, channel }: Pick<Questions, 'date'> & { readonly channel: Answering },
  received: ReadonlyMap<string, number>,
  load: number,
  minutes: number | null,
): Questions[] {
  const rate = Math.min(0.985, habits[channel].answered * load ** -0.06 * factor(dice, 0.02));
  const rows = [...received]
    .filter(([, count]) => count > 0)
    .map(([topic, count]) => ({
      date,
      channel,
      topic,
      received: count,
      answered: binomial(dice, count, rate),
      minutes: null,
    }));
  const sum = (of: 'received' | 'answered') => rows.reduce((added, row) => added + row[of], 0);
  const answered = sum('answered');
  return [
    { date, channel, topic: null, received: sum('received'), answered, minutes: answered > 0 ? minutes : null },
    ...rows,
  ];
}

function askedOn(channel: Answering, day: Day): ReadonlyMap<string, number> {
  const dice = diceFor(`inquiries/${channel}/${day}`);
  const { asked } = habits[channel];
  const expected =
    Math.exp(asked(day)) *
    (weekdayAsking[placeInWeek(day)] ?? 1) *
    publicInterest(day) *
    (1 + 0.3 * campaignPresence(channel, day));
  const weights = topicNames.map((topic) => weightOn(topic, channel, day));
  // What is in the news is asked on top of everything else.
  return new Map(topicNames.map((topic, at) => [topic, crowd(dice, expected * (weights[at] ?? 0), 0.35)]));
}

/** How much more there is to answer than on an ordinary day. */
const loadOn = (channel: Answering, day: Day): number =>
  publicInterest(day) * (1 + 0.2 * campaignPresence(channel, day));

const minutesOn = (dice: Dice, channel: Answering, day: Day, spread: number): number =>
  Math.round(Math.exp(habits[channel].minutes(day)) * loadOn(channel, day) ** 0.6 * factor(dice, spread));

/** Questions on the channels where people write, day by day, and those asked where the office came to the people. */
export function questionDays(until: Day): Questions[] {
  const written = daysOf({ from: dailyFrom, to: until }).flatMap((day) =>
    answering
      .filter((channel) => isCounted(channel, day))
      .flatMap((channel) => {
        const dice = diceFor(`inquiries/${channel}/${day}/answers`);
        const minutes = Math.round(minutesOn(dice, channel, day, 0.3) * (isOpen(day) ? 1 : 2.4));
        return withAnswers(dice, { date: day, channel }, askedOn(channel, day), loadOn(channel, day), minutes);
      }),
  );
  const spoken = (channel: 'field-outreach' | 'forum', day: Day, attendees: number): Questions => {
    const dice = diceFor(`inquiries/${channel}/${day}`);
    const received = binomial(dice, attendees, channel === 'forum' ? 0.3 : 0.16);
    return { date: day, channel, topic: null, received, answered: binomial(dice, received, 0.98), minutes: null };
  };
  return [
    ...written,
    ...outreachDays(until)
      .filter(({ day }) => day >= dailyFrom)
      .map(({ day, values }) => spoken('field-outreach', day, values.attendees)),
    ...forumDays(until)
      .filter(({ day }) => day >= dailyFrom)
      .map(({ day, values }) => spoken('forum', day, values.attendees)),
  ].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

/**
 * The recaps of finished months: what no day tells, the median over the month. Where days are counted a recap is their
 * sum, and a month of which days are missing has none.
 */
export function questionMonths(months: readonly Span[], days: readonly Questions[]): Questions[] {
  const counted = Map.groupBy(days, ({ date, channel }) => `${channel} ${date.slice(0, 7)}`);
  return months
    .filter(({ from }) => from >= monthlyFrom)
    .flatMap((month) => answering.flatMap((channel) => recapOf(channel, month, counted)));
}

function recapOf(channel: Answering, month: Span, counted: ReadonlyMap<string, readonly Questions[]>): Questions[] {
  const date = month.from.slice(0, 7);
  const days = daysOf(month);
  const dice = diceFor(`inquiries/${channel}/${date}`);
  const minutes = minutesOn(dice, channel, `${date}-15`, 0.06);
  if (month.from < dailyFrom) {
    const asked = days.map((day) => askedOn(channel, day));
    const received = new Map(
      topicNames.map((topic) => [topic, asked.reduce((sum, ofDay) => sum + (ofDay.get(topic) ?? 0), 0)]),
    );
    return withAnswers(dice, { date, channel }, received, loadOn(channel, `${date}-15`), minutes);
  }
  if (days.some((day) => !isCounted(channel, day))) return [];
  const byTopic = Map.groupBy(counted.get(`${channel} ${date}`) ?? [], ({ topic }) => topic);
  return [...byTopic].map(([topic, rows]) => ({
    date,
    channel,
    topic,
    received: rows.reduce((sum, { received }) => sum + received, 0),
    answered: rows.reduce((sum, { answered }) => sum + answered, 0),
    minutes: topic === null ? minutes : null,
  }));
}

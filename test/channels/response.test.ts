import { type ChannelExposure, channelResponse, type ResponseInput } from '@tilik/server/inside/channels/response.ts';
import type { ChannelResponse } from '@tilik/server/inside/channels/result.ts';
import { addDays, daysOf, weekday } from '@tilik/server/inside/day.ts';
import type { PeriodFigures } from '@tilik/server/inside/effect/input.ts';
import { expect, test } from 'vitest';
import { seeded } from '../stats/seeded.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

const monday = '2023-01-02';

function dice(seed: number) {
  const random = seeded(seed);
  return { random, normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) };
}

interface Given {
  readonly weeks?: number;
  readonly seed?: number;
  /** Of log(1 + engagement), per channel. */
  readonly effects?: Readonly<Record<string, number>>;
  readonly exposures?: (week: number, random: () => number) => Readonly<Record<string, number | null>>;
}

/** Two channels that are off in about half of the weeks. */
const ofChance: NonNullable<Given['exposures']> = (_, random) => ({
  forum: random() < 0.5 ? 20 + 60 * random() : 0,
  instagram: random() < 0.5 ? 500 + 4_000 * random() : 0,
});

/** Weeks with a trend, a season, a level that wanders a little, and what the channels do. */
function world({ weeks = 120, seed = 1, effects = {}, exposures = ofChance }: Given = {}): ResponseInput {
  const { random, normal } = dice(seed);
  const doses = Array.from({ length: weeks }, (_, week) => exposures(week, random));
  let level = Math.log(30);
  const figures = doses.map((dose, week): PeriodFigures => {
    level += 0.01 * normal();
    const effect = Object.entries(effects).reduce(
      (sum, [channel, coefficient]) => sum + coefficient * Math.log1p(dose[channel] ?? 0),
      0,
    );
    const from = addDays(monday, 7 * week);
    const season = 0.15 * Math.sin((2 * Math.PI * week) / 52.18);
    return {
      period: { from, to: addDays(from, 6) },
      openDays: 5,
      electronic: Math.round(5 * Math.exp(level + 0.002 * week + season + effect + 0.08 * normal())),
      ordinary: 300,
      value: null,
    };
  });
  const channels = [...new Set(doses.flatMap((dose) => Object.keys(dose)))];
  return {
    effect: {
      grain: 'week',
      estimand: 'extra',
      figures,
      covariates: [],
      campaign: { id: '', shape: 'step', from: monday, to: monday },
      window: { from: monday, to: monday },
      otherCampaigns: [],
      events: [],
      launchedOn: null,
      today: addDays(monday, 7 * weeks),
      troubles: [],
    },
    exposures: channels.map(
      (channel): ChannelExposure => ({
        channel,
        metric: 'views',
        silentIsZero: false,
        values: doses.map((dose) => dose[channel] ?? null),
      }),
    ),
  };
}

const rulesOf = (response: ChannelResponse) => response.refusals.map(({ rule }) => rule);
const groupOf = (response: ChannelResponse, channel: string) =>
  response.groups.find(({ channels }) => channels.includes(channel));

test('a channel that goes together with applications is found, with its size in the interval', {
  timeout: 60_000,
}, () => {
  let [found, held, others] = [0, 0, 0];
  for (let seed = 1; seed <= 12; seed += 1) {
    const response = channelResponse(world({ seed, effects: { forum: 0.03 } }));
    expect(response.kind).toBe('computed');
    const forum = groupOf(response, 'forum');
    if (forum?.together) found += 1;
    if (forum && forum.coefficient.lower <= 0.03 && forum.coefficient.upper >= 0.03) held += 1;
    if (groupOf(response, 'instagram')?.together) others += 1;
  }
  // Without carry-over, the edge of the grid, intervals hold less often than within it.
  expect(found).toBeGreaterThanOrEqual(11);
  expect(held).toBeGreaterThanOrEqual(10);
  expect(others).toBeLessThanOrEqual(2);
});

test('where nothing goes together, false findings are rare', { timeout: 60_000 }, () => {
  let wrong = 0;
  for (let seed = 100; seed < 120; seed += 1) {
    const response = channelResponse(world({ seed, weeks: 80 }));
    if (response.groups.some(({ together }) => together)) wrong += 1;
  }
  // At a false discovery rate of .10 under no effect at all: 2 of 20 expected.
  expect(wrong).toBeLessThanOrEqual(6);
});

test('the same figures give the same numbers', () => {
  const input = world({ effects: { forum: 0.03 } });
  expect(channelResponse(input)).toEqual(channelResponse(input));
});

test('no effect is ever said to be negative', () => {
  const { groups } = channelResponse(world({ effects: { forum: -0.05 } }));
  const [forum] = groups;
  expect(forum?.doubling.lower).toBeGreaterThanOrEqual(0);
  expect(forum?.together).toBe(false);
  expect(forum?.probability).toBeGreaterThan(0.9);
});

test('a channel that is never off is allowed for and gets no estimate of its own', () => {
  const response = channelResponse(
    world({ exposures: (_, random) => ({ forum: random() < 0.5 ? 40 * random() : 0, x: 100 + 900 * random() }) }),
  );
  expect(response.groups.map(({ channels }) => channels)).toEqual([['forum']]);
  expect(response.channels.find(({ channel }) => channel === 'x')).toMatchObject({
    role: 'allowed-for',
    refusal: { rule: 'always-on', needed: 0.2, found: 0 },
  });
  expect(response.terms).toContain('x');
});

test('channels that always run together are one group', () => {
  const response = channelResponse(
    world({
      effects: { forum: 0.03 },
      exposures: (_, random) => {
        const size = random() < 0.5 ? 20 + 60 * random() : 0;
        return {
          forum: Math.round(size),
          'field-outreach': Math.round(size * (2 + 0.1 * random())),
          x: random() < 0.5 ? 9 : 0,
        };
      },
    }),
  );
  expect(response.groups.map(({ channels }) => channels.toSorted()).toSorted()).toEqual([
    ['field-outreach', 'forum'],
    ['x'],
  ]);
  expect(groupOf(response, 'forum')?.together).toBe(true);
  expect(response.varianceInflation).toBeLessThanOrEqual(5);
  expect(response.condition).toBeLessThanOrEqual(30);
});

test('a week that was not reported is left out, and never taken for a week that was off', () => {
  const whole = world({ effects: { forum: 0.03 } });
  const holed = {
    ...whole,
    exposures: whole.exposures.map((each) => ({
      ...each,
      values: each.values.map((value, week) => (week % 20 === 3 ? null : value)),
    })),
  };
  expect(channelResponse(holed).weeks).toBe(channelResponse(whole).weeks - 6);
});

test.for<{ why: string; given: () => ResponseInput; rules: string[] }>([
  {
    why: 'figures are monthly',
    given: () => ({ ...world(), effect: { ...world().effect, grain: 'month' } }),
    rules: ['monthly-only'],
  },
  {
    why: 'there are no figures',
    given: () => ({ ...world(), effect: { ...world().effect, figures: [] } }),
    rules: ['no-figures'],
  },
  { why: 'there are fewer than 15 weeks a channel', given: () => world({ weeks: 29 }), rules: ['too-few-weeks'] },
  {
    why: 'every channel is on in more than 80 % of weeks',
    given: () => world({ exposures: (week, random) => ({ x: week % 6 === 0 ? 0 : 10 + random() }) }),
    rules: ['no-channel'],
  },
  {
    why: 'a channel has too many weeks without a report',
    given: () => world({ exposures: (week, random) => ({ x: week % 5 === 0 ? null : random() < 0.5 ? 9 : 0 }) }),
    rules: ['no-channel'],
  },
  {
    why: 'the only channel follows the season',
    given: () => world({ exposures: (week) => ({ x: Math.max(0, Math.sin((2 * Math.PI * week) / 52.18)) * 3 }) }),
    rules: ['collinear'],
  },
])('nothing is said where $why', ({ given, rules }) => {
  const response = channelResponse(given());
  expect(response).toMatchObject({ kind: 'not-computed', groups: [] });
  expect(rulesOf(response)).toEqual(rules);
});

test('through the application: days become weeks, an event channel is silent without an event, and words stay modest', async () => {
  const { random, normal } = dice(42);
  const app = openApp({ now: '2025-07-14T05:00:00Z' });
  const from = '2024-01-01';
  const rows: ReturnType<typeof make.reading>[] = [];
  const counts: ReturnType<typeof make.applicantCount>[] = [];
  for (let week = 0; week < 78; week += 1) {
    const first = addDays(from, 7 * week);
    const attendees = week % 2 === 0 || random() < 0.2 ? Math.round(30 + 60 * random()) : 0;
    if (attendees > 0) {
      rows.push(make.reading({ date: addDays(first, 2), channel: 'forum', metric: 'attendees', value: attendees }));
    }
    for (const date of daysOf({ from: first, to: addDays(first, 6) })) {
      rows.push(make.reading({ date, channel: 'instagram', metric: 'views', value: Math.round(500 + 300 * random()) }));
      if (weekday(date) > 5) continue;
      const expected = Math.exp(Math.log(60) + 0.05 * Math.log1p(attendees) + 0.03 * normal());
      counts.push(make.applicantCount({ date, applicants: Math.round(expected) }));
      counts.push(make.applicantCount({ date, passport_type: 'ordinary', applicants: 150 }));
    }
  }
  await app.store(csvOf(rows));
  await app.store(csvOf(counts));
  const path = '/api/v1/channels/response?from=2024-01-01&to=2025-06-29';
  const answer = await app.get<ChannelResponse & { words: string[]; groups: { sentence: string }[] }>(
    `${path}&lang=en`,
  );
  expect(answer).toMatchObject({ kind: 'computed', weeks: 77 });
  expect(answer.channels.find(({ channel }) => channel === 'forum')).toMatchObject({
    silentIsZero: true,
    metric: 'attendees',
    role: 'estimated',
  });
  expect(answer.groups).toHaveLength(1);
  expect(answer.groups[0]).toMatchObject({ channels: ['forum'], together: true });
  expect(answer.groups[0]?.sentence).toMatch(/goes together with .*Exploratory/);
  expect([...answer.words, answer.groups[0]?.sentence].join(' ')).not.toMatch(
    /caused by|because of|proves|significant/i,
  );
  const inIndonesian = await app.get<typeof answer>(`${path}&lang=id`);
  expect(inIndonesian.groups[0]?.sentence).toMatch(/berjalan bersama.*Penjajakan/);
  const csv = await (await app.request(`/api/v1/channels/response.csv?from=2024-01-01&to=2025-06-29`)).text();
  expect(csv).toMatch(/forum,0\.\d+/);
  expect(csv).toMatch(/instagram,.*always-on/);
});

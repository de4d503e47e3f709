import type { Client } from '@tilik/server/client';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Stages = InferResponseType<Client['api']['v1']['stages']['$get'], 200>;
type Best = InferResponseType<Client['api']['v1']['stages']['activities']['$get'], 200>;
type Channel = Stages['channels'][number];

const channelOf = (list: readonly Channel[], id: string): Channel => {
  const found = list.find(({ channel }) => channel === id);
  if (!found) throw new Error(`no channel ${id}`);
  return found;
};
const rateOf = ({ rates }: Channel, of: string, per: string) =>
  rates.find((rate) => rate.of === of && rate.per === per);
const figureOf = ({ stages }: Channel, figure: string) =>
  Object.values(stages)
    .flat()
    .find((each) => each.figure === figure);

const december = '/api/v1/stages?from=2025-12-01&to=2025-12-31';
const on = (date: string, channel: string, metric: string, value: number) =>
  make.reading({ date, channel, metric, value });
const inquiry = (date: string, channel: string, topic: string, received: number, answered: number | '') => ({
  date,
  channel,
  topic,
  received,
  answered,
});

test('every channel has all stages, empty where nothing was reported, and AMEC’s word for each', async () => {
  const answer = await openApp().get<Stages>(december);
  expect(answer.channels).toHaveLength(6);
  for (const { stages, rates } of answer.channels) {
    expect(stages).toEqual({ output: [], information: [], awareness: [], acceptance: [], use: [] });
    expect(rates).toEqual([]);
  }
  expect(answer.amec).toEqual({
    output: 'outputs',
    information: 'outputs',
    awareness: 'out-takes',
    acceptance: 'outcomes',
    use: 'outcomes',
  });
  expect(answer).toMatchObject({ days: 31, campaign: null, declaredMonths: [], sample: false });
});

test('a rate is made of the days that both figures were reported on, and names both counts', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      on('2025-12-01', 'x', 'impressions', 1000),
      on('2025-12-01', 'x', 'engagements', 30),
      on('2025-12-02', 'x', 'impressions', 500),
      on('2025-12-03', 'x', 'engagements', 70),
      on('2025-12-03', 'x', 'reach', 60),
    ]),
  );
  const x = channelOf((await app.get<Stages>(december)).channels, 'x');
  expect(figureOf(x, 'impressions')).toMatchObject({ value: 1500, reported: 2, unit: 'days' });
  expect(figureOf(x, 'engagements')).toMatchObject({ value: 100, reported: 2 });
  expect(figureOf(x, 'reach')).toMatchObject({ value: null, reported: 1 });
  expect(x.rates).toEqual([
    expect.objectContaining({
      of: 'engagements',
      per: 'impressions',
      numerator: 30,
      denominator: 1000,
      matched: 1,
      matchedUnit: 'days',
      rate: 0.03,
      low: null,
      high: null,
      people: 'other',
    }),
  ]);
});

test('applicants who declare a channel are set against its clicks by whole months, without an interval', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      on('2025-11-10', 'instagram', 'link_clicks', 200),
      on('2025-12-10', 'instagram', 'link_clicks', 300),
      on('2025-12-11', 'instagram', 'link_clicks', 100),
    ]),
  );
  await app.store(
    csvOf([
      make.declaredSource({ date: '2025-12', source: 'instagram', passport_type: 'electronic', applicants: 60 }),
      make.declaredSource({ date: '2025-12', source: 'instagram', passport_type: 'ordinary', applicants: 15 }),
    ]),
  );
  const answer = await app.get<Stages>('/api/v1/stages?from=2025-11-01&to=2025-12-31&channel=instagram');
  expect(answer.channels).toHaveLength(1);
  expect(answer.declaredMonths).toEqual(['2025-12-01']);
  const instagram = channelOf(answer.channels, 'instagram');
  expect(figureOf(instagram, 'link_clicks')?.value).toBe(600);
  expect(rateOf(instagram, 'declared_electronic', 'link_clicks')).toMatchObject({
    numerator: 60,
    denominator: 400,
    matched: 1,
    matchedUnit: 'months',
    low: null,
    reason: 'declared-not-clickers',
  });
  const { point, lower, upper } = wilsonInterval(60, 75);
  expect(rateOf(instagram, 'declared_electronic', 'declared_all')).toMatchObject({
    people: 'same',
    rate: point,
    low: lower,
    high: upper,
  });
});

test('questions are those of all topics where there are such, and the answer rate those whose answers are known', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      inquiry('2025-12-01', 'instagram', 'cost', 5, 4),
      inquiry('2025-12-01', 'instagram', 'all', 40, 30),
      inquiry('2025-12-02', 'instagram', 'cost', 6, 6),
      inquiry('2025-12-02', 'instagram', 'benefits', 4, 2),
      inquiry('2025-12-03', 'instagram', 'cost', 9, ''),
    ]),
  );
  const instagram = channelOf((await app.get<Stages>(december)).channels, 'instagram');
  expect(figureOf(instagram, 'inquiries_received')).toMatchObject({ value: 40 + 10 + 9, reported: 3 });
  expect(figureOf(instagram, 'inquiries_answered')).toMatchObject({ value: 30 + 8 });
  expect(rateOf(instagram, 'inquiries_answered', 'inquiries_received')).toMatchObject({
    numerator: 38,
    denominator: 50,
    people: 'same',
  });
});

test('a campaign has its own activities apart from the readings of its days, and the two are never added', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({
        campaign: 'one',
        started: '2025-12-01',
        ended: '2025-12-10',
        channels: 'Instagram',
        budget: 1000,
      }),
    ]),
  );
  await app.store(
    csvOf([
      make.post({ Views: 100, Likes: 9, Reach: 80 }),
      make.post({
        'Post ID': '18000000000000002',
        Permalink: 'https://www.instagram.com/p/BBB222/',
        Views: 300,
        Likes: 21,
        Reach: 200,
      }),
    ]),
    {
      snapshotOn: '2025-12-20',
    },
  );
  await app.store(csvOf([make.post({ Views: 140, Likes: 11, Reach: 90 })]), { snapshotOn: '2026-01-05' });
  app.db.$client.exec("UPDATE activities SET campaign_id = 'one' WHERE permalink LIKE '%AAA111%'");
  await app.store(csvOf([on('2025-12-05', 'instagram', 'views', 5000), on('2025-12-11', 'instagram', 'views', 7)]));
  const answer = await app.get<Stages>('/api/v1/stages?campaign=one');
  expect(answer).toMatchObject({ from: '2025-12-01', to: '2025-12-10', days: 10 });
  expect(answer.campaign).toMatchObject({ id: 'one', activities: 1 });
  const own = channelOf(answer.campaign?.own ?? [], 'instagram');
  expect(figureOf(own, 'views')).toMatchObject({ value: 140, origin: 'snapshots', reported: 1, unit: 'activities' });
  expect(figureOf(own, 'reach')).toMatchObject({ value: null });
  expect(rateOf(own, 'likes', 'views')).toMatchObject({ numerator: 11, denominator: 140, matchedUnit: 'activities' });
  const channel = channelOf(answer.channels, 'instagram');
  expect(figureOf(channel, 'views')).toMatchObject({ value: 5000, origin: 'readings', reported: 1 });
  expect(answer.channels).toHaveLength(1);
});

test('a month counts as one of a campaign from half of its days on, and is then in no rate but its own', async () => {
  const app = openApp();
  await app.store(
    csvOf([make.campaign({ campaign: 'one', started: '2025-11-16', ended: '2025-12-14', channels: 'Instagram' })]),
  );
  await app.store(
    csvOf([
      make.declaredSource({ date: '2025-11', source: 'instagram', applicants: 30 }),
      make.declaredSource({ date: '2025-12', source: 'instagram', applicants: 50 }),
    ]),
  );
  await app.store(csvOf([on('2025-11-20', 'instagram', 'link_clicks', 10)]));
  const answer = await app.get<Stages>('/api/v1/stages?campaign=one');
  // 15 of the 30 days of November, 14 of the 31 of December.
  expect(answer.declaredMonths).toEqual(['2025-11-01']);
  const instagram = channelOf(answer.channels, 'instagram');
  expect(figureOf(instagram, 'declared_electronic')).toMatchObject({ value: 30, reported: 1, unit: 'months' });
  expect(instagram.rates.map(({ of, per }) => `${of}/${per}`)).toEqual(['declared_electronic/declared_all']);
});

test('the attendance of events stands for that of a channel which gives none of its own', async () => {
  const app = openApp();
  const event = (date: string, title: string, attendees: number | '') => ({
    date,
    channel: 'Sosialisasi lapangan',
    kind: 'Kegiatan lapangan',
    title,
    attendees,
    materials: 20,
  });
  await app.store(
    csvOf([event('2025-12-03', 'Pasar', 40), event('2025-12-09', 'Kampus', 60), event('2025-12-11', 'Terminal', '')]),
  );
  const field = channelOf((await app.get<Stages>(december)).channels, 'field-outreach');
  expect(figureOf(field, 'events_held')).toMatchObject({ value: 3, origin: 'activities' });
  expect(figureOf(field, 'attendees')).toMatchObject({
    value: 100,
    origin: 'snapshots',
    reported: 2,
    unit: 'activities',
  });
  expect(rateOf(field, 'attendees', 'events_held')).toMatchObject({ numerator: 100, denominator: 2, rate: 50 });
  await app.store(csvOf([on('2025-12-03', 'field-outreach', 'attendees', 45)]));
  const read = channelOf((await app.get<Stages>(december)).channels, 'field-outreach');
  expect(figureOf(read, 'attendees')).toMatchObject({ value: 45, origin: 'readings' });
});

test('shares of voice are given of a metric that all channels have on the same days, and refused else', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      on('2025-12-01', 'x', 'impressions', 100),
      on('2025-12-01', 'instagram', 'views', 500),
      on('2025-12-01', 'x', 'engagements', 10),
      on('2025-12-01', 'instagram', 'engagements', 30),
      on('2025-12-02', 'instagram', 'engagements', 999),
      on('2025-12-01', 'website', 'visits', 50),
    ]),
  );
  const { voice } = await app.get<Stages>(december);
  expect(voice).toEqual([
    {
      group: 'social',
      channels: [
        { channel: 'instagram', value: 30, share: 0.75 },
        { channel: 'x', value: 10, share: 0.25 },
      ],
      metric: 'engagements',
      periods: 1,
      total: 40,
      refusal: null,
    },
    expect.objectContaining({ group: 'all', refusal: 'none-common', metric: null }),
  ]);
});

test('the best activities are those of the window by the metric asked for, with what may be asked for', async () => {
  const app = openApp();
  const post = (number: number, given: Record<string, number | string>) =>
    make.post({
      'Post ID': `1800000000000000${number}`,
      Permalink: `https://www.instagram.com/p/AAA11${number}/`,
      ...given,
    });
  await app.store(
    csvOf([
      post(1, { Likes: 90, Reach: 1000, Views: 1500 }),
      post(2, { Likes: 30, Reach: 200, Views: 260 }),
      post(3, { Likes: 4, Reach: 10, Views: 12 }),
    ]),
    { snapshotOn: '2025-12-20' },
  );
  const byCount = await app.get<Best>('/api/v1/stages/activities?from=2025-12-01&to=2025-12-31');
  expect(byCount).toMatchObject({ metric: 'likes', per: null, activities: 3, ranked: 3, small: 0 });
  expect(byCount.best.map(({ value }) => value)).toEqual([90, 30, 4]);
  expect(byCount.choices).toContainEqual({ metric: 'reach', activities: 3 });
  const byRate = await app.get<Best>('/api/v1/stages/activities?from=2025-12-01&to=2025-12-31&metric=likes&per=reach');
  expect(byRate.best.map(({ value, base, isSmall }) => [value, base, isSmall])).toEqual([
    [30, 200, false],
    [90, 1000, false],
    [4, 10, true],
  ]);
  expect(byRate).toMatchObject({ small: 1 });
  const { lower } = wilsonInterval(30, 200);
  expect(byRate.best[0]?.low).toBe(lower);
  expect((await app.get<Best>('/api/v1/stages/activities?from=2025-11-01&to=2025-11-30')).metric).toBeNull();
});

test('the CSV has a row for each figure and each rate, and says which people are the same', async () => {
  const app = openApp();
  await app.store(csvOf([on('2025-12-01', 'x', 'impressions', 1000), on('2025-12-01', 'x', 'engagements', 30)]));
  const response = await app.request('/api/v1/stages.csv?from=2025-12-01&to=2025-12-31');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/csv/);
  const lines = (await response.text()).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[3]).toContain('engagements,30,,,,impressions,information,1000,1,days,false,0.03,,,actions-not-people');
  const best = await app.request('/api/v1/stages/activities.csv?from=2025-12-01&to=2025-12-31');
  expect(best.headers.get('Content-Disposition')).toContain('best-activities-bandung.csv');
});

test('a channel, a campaign or a metric that there is none of is refused and named', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ campaign: 'theirs', office: 'surabaya' })]));
  expect((await app.request('/api/v1/stages?channel=tv')).status).toBe(400);
  expect((await app.request('/api/v1/stages/activities?metric=fame')).status).toBe(400);
  // Reach is a base; likes are none.
  expect((await app.request('/api/v1/stages/activities?per=likes')).status).toBe(400);
  for (const id of ['none', 'theirs']) {
    const response = await app.request(`/api/v1/stages?campaign=${id}`);
    expect([id, response.status]).toEqual([id, 404]);
  }
  expect((await app.request('/api/v1/stages?campaign=theirs&office=surabaya')).status).toBe(200);
});

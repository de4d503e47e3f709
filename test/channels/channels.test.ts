import type { Client } from '@tilik/server/client';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Channels = InferResponseType<Client['api']['v1']['channels']['$get'], 200>;

const channelOf = (answer: Channels, id: string) => {
  const found = answer.channels.find(({ channel }) => channel === id);
  if (!found) throw new Error(`no channel ${id}`);
  return found;
};

const december = '/api/v1/channels?from=2025-12-01&to=2025-12-31';

test('every channel is there in the order of the page, with nothing in it where nothing was reported', async () => {
  const answer = await openApp().get<Channels>(december);
  expect(answer.channels.map(({ channel }) => channel)).toEqual([
    'instagram',
    'x',
    'facebook',
    'website',
    'field-outreach',
    'forum',
  ]);
  for (const { stages, declared } of answer.channels) {
    expect(stages).toEqual({ output: [], information: [], awareness: [], acceptance: [] });
    expect(declared).toBeNull();
  }
  expect(answer).toMatchObject({ office: 'bandung', days: 31, sample: false, declaredMonths: [] });
});

test('metrics stand in their stage, the one that says most first, each with its total and its days', async () => {
  const app = openApp();
  const on = (date: string, metric: string, value: number) =>
    make.reading({ date, channel: 'instagram', metric, value });
  await app.store(
    csvOf([
      on('2025-12-01', 'likes', 4),
      on('2025-12-02', 'likes', 6),
      on('2025-12-01', 'reach', 80),
      on('2025-12-02', 'reach', 90),
      on('2025-12-01', 'views', 100),
      on('2025-12-02', 'views', 0),
      on('2025-12-01', 'followers', 1_000),
      on('2025-12-31', 'followers', 990),
      on('2025-12-15', 'followers', 1_005),
      on('2025-12-03', 'posts', 2),
      on('2025-11-30', 'likes', 5_000),
      on('2026-01-01', 'likes', 5_000),
    ]),
  );
  expect(channelOf(await app.get<Channels>(december), 'instagram').stages).toEqual({
    output: [{ metric: 'posts', value: 2, reportedDays: 1 }],
    information: [
      { metric: 'views', value: 100, reportedDays: 2 },
      { metric: 'reach', value: null, reportedDays: 2 },
    ],
    awareness: [{ metric: 'likes', value: 10, reportedDays: 2 }],
    acceptance: [{ metric: 'followers', value: 990, reportedDays: 3 }],
  });
});

test('a channel that reports by month is counted by its months that lie wholly in the window', async () => {
  const app = openApp();
  const on = (date: string, metric: string, value: number) => make.reading({ date, channel: 'forum', metric, value });
  await app.store(
    csvOf([
      on('2025-10', 'attendees', 1_000),
      on('2025-11', 'attendees', 30),
      on('2025-12-02', 'attendees', 7),
      on('2025-12', 'attendees', 40),
      on('2026-01-05', 'attendees', 3),
      on('2026-01', 'attendees', 2_000),
      on('2025-11', 'followers', 50),
      on('2025-11-30', 'followers', 44),
      on('2025-12-02', 'followers', 51),
      on('2025-12', 'reach', 60),
    ]),
  );
  const { stages } = channelOf(await app.get<Channels>('/api/v1/channels?from=2025-10-02&to=2026-01-14'), 'forum');
  expect(stages.information).toEqual([
    { metric: 'attendees', value: 30 + 40 + 3, reportedDays: 30 + 31 + 1 },
    { metric: 'reach', value: null, reportedDays: 31 },
  ]);
  expect(stages.acceptance).toEqual([{ metric: 'followers', value: 51, reportedDays: 31 }]);
  const november = channelOf(await app.get<Channels>('/api/v1/channels?from=2025-11-01&to=2025-11-30'), 'forum');
  expect(november.stages.acceptance).toEqual([{ metric: 'followers', value: 50, reportedDays: 30 }]);
});

test('applicants who declare a channel stand beside it with their share, and nobody is not zero', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.declaredSource({ date: '2025-12', source: 'instagram', passport_type: 'electronic', applicants: 60 }),
      make.declaredSource({ date: '2025-12', source: 'instagram', passport_type: 'ordinary', applicants: 15 }),
      make.declaredSource({ date: '2025-12', source: 'x', passport_type: 'electronic', applicants: 0 }),
      make.declaredSource({ date: '2025-12', source: 'unknown', passport_type: 'electronic', applicants: 99 }),
    ]),
  );
  const answer = await app.get<Channels>(december);
  const { point, lower, upper } = wilsonInterval(60, 75);
  expect(answer.declaredMonths).toEqual(['2025-12-01']);
  expect(channelOf(answer, 'instagram').declared).toEqual({
    electronic: 60,
    ordinary: 15,
    uptake: { kind: 'share', share: point, low: lower, high: upper },
  });
  expect(channelOf(answer, 'x').declared).toEqual({
    electronic: 0,
    ordinary: 0,
    uptake: { kind: 'none', reason: 'no-applicants' },
  });
  expect(channelOf(answer, 'facebook').declared).toBeNull();
});

test('readings of another office are not in the channels of ours', async () => {
  const app = openApp();
  await app.store(csvOf([make.reading({ date: '2025-12-01', office: 'batam', value: 3 })]));
  expect(channelOf(await app.get<Channels>(december), 'website').stages.information).toEqual([]);
  expect(channelOf(await app.get<Channels>(`${december}&office=batam`), 'website').stages.information).toEqual([
    { metric: 'visits', value: 3, reportedDays: 1 },
  ]);
});

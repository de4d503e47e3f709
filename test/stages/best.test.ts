import type { MetricCode } from '@tilik/db/vocabulary';
import { rankActivities } from '@tilik/server/inside/stages/best.ts';
import type { CommonMetric } from '@tilik/server/inside/stages/voice.ts';
import { shareOfVoice } from '@tilik/server/inside/stages/voice.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import { expect, test } from 'vitest';

const activity = (id: string, values: Partial<Record<MetricCode, number>>) => ({
  id,
  values: new Map(Object.entries(values) as [MetricCode, number][]),
});
const common = (values: Record<string, number>): CommonMetric => ({
  metric: 'engagements',
  periods: 3,
  values: new Map(Object.entries(values)),
});

test('activities stand by the count, the highest first, and those without it are not among them', () => {
  const ranked = rankActivities(
    [activity('a', { likes: 3 }), activity('b', { likes: 9 }), activity('c', { saves: 40 })],
    'likes',
    undefined,
  );
  expect(ranked.map(({ id, value, rate }) => [id, value, rate])).toEqual([
    ['b', 9, null],
    ['a', 3, null],
  ]);
});

test('by a rate, an activity of small numbers stands after the others whatever its rate', () => {
  const ranked = rankActivities(
    [
      activity('lucky', { likes: 6, views: 12 }),
      activity('large', { likes: 60, views: 1_000 }),
      activity('none', { likes: 5, views: 0 }),
    ],
    'likes',
    'views',
  );
  expect(ranked.map(({ id, rate, isSmall }) => [id, rate, isSmall])).toEqual([
    ['large', 0.06, false],
    ['lucky', 0.5, true],
  ]);
});

test('what an account can do once has an interval among the accounts reached, and nothing else has one', () => {
  const list = [activity('a', { likes: 40, comments: 40, reach: 500, views: 900 })];
  const { lower, upper } = wilsonInterval(40, 500);
  expect(rankActivities(list, 'likes', 'reach')[0]).toMatchObject({ low: lower, high: upper });
  expect(rankActivities(list, 'likes', 'views')[0]).toMatchObject({ low: null, high: null });
  expect(rankActivities(list, 'comments', 'reach')[0]).toMatchObject({ low: null, high: null });
});

test('shares of voice are those of one metric that all have, and add up to one', () => {
  const voice = shareOfVoice('social', ['instagram', 'x'], common({ instagram: 75, x: 25 }));
  expect(voice).toMatchObject({ metric: 'engagements', periods: 3, total: 100, refusal: null });
  expect(voice.channels.map(({ share }) => share)).toEqual([0.75, 0.25]);
});

test('shares of voice are refused where one channel is alone, nothing is common, or nothing was counted', () => {
  expect(shareOfVoice('all', ['x'], undefined)).toMatchObject({ refusal: 'one-channel', total: null });
  expect(shareOfVoice('all', ['x', 'website'], undefined)).toMatchObject({ refusal: 'none-common', metric: null });
  expect(shareOfVoice('all', ['x', 'facebook'], common({ x: 0, facebook: 0 }))).toMatchObject({
    refusal: 'nothing-counted',
    channels: [{ share: null }, { share: null }],
  });
});

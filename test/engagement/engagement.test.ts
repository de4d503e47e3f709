import type { Client } from '@tilik/server/client';
import { daysOf } from '@tilik/server/inside/day.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Engagement = InferResponseType<Client['api']['v1']['engagement']['$get'], 200>;

const readings = (metric: string, ...values: readonly (readonly [string, number])[]) =>
  values.map(([date, value]) => make.reading({ date, metric, value }));

/** State and value of each period of the one series that there is. */
const seriesOf = (answer: Engagement) => {
  const [series] = answer.series;
  if (!series || answer.series.length > 1) throw new Error(`${answer.series.length} series`);
  return series.periods.map(({ state, value }) => [state, value]);
};

test('a metric that can be added is summed over the days of each period', async () => {
  const app = openApp();
  const rows = daysOf({ from: '2025-10-01', to: '2025-12-31' }).map((date) => make.reading({ date, value: 10 }));
  await app.store(csvOf(rows));
  const ask = async (grain: string) =>
    seriesOf(await app.get<Engagement>(`/api/v1/engagement?grain=${grain}&from=2025-12-01&to=2025-12-01`));
  expect(await ask('day')).toEqual([['reported', 10]]);
  expect(await ask('week')).toEqual([['reported', 70]]);
  expect(await ask('month')).toEqual([['reported', 310]]);
  expect(await ask('quarter')).toEqual([['reported', 920]]);
  expect(await ask('year')).toEqual([['partial', 920]]);
});

test('a series says its channel, its metric, how it is put together and its stage', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.reading({ date: '2025-12-01', channel: 'ig', metric: 'Pengikut', value: 5 }),
      make.reading({ date: '2025-12-01', channel: 'website', metric: 'visits', value: 7 }),
      make.reading({ date: '2025-12-01', channel: 'website', metric: 'visitors', value: 6 }),
    ]),
  );
  const { series } = await app.get<Engagement>('/api/v1/engagement?from=2025-12-01&to=2025-12-31');
  expect(series.map(({ channel, metric, aggregation, stage }) => [channel, metric, aggregation, stage])).toEqual([
    ['instagram', 'followers', 'latest', 'acceptance'],
    ['website', 'visitors', 'none', 'information'],
    ['website', 'visits', 'sum', 'information'],
  ]);
});

test('a day that was not reported is null, a reported zero is zero, and their month is partial', async () => {
  const app = openApp();
  await app.store(csvOf(readings('visits', ['2025-12-01', 10], ['2025-12-03', 0])));
  const days = await app.get<Engagement>('/api/v1/engagement?grain=day&from=2025-12-01&to=2025-12-03');
  expect(seriesOf(days)).toEqual([
    ['reported', 10],
    ['unreported', null],
    ['reported', 0],
  ]);
  const month = await app.get<Engagement>('/api/v1/engagement?from=2025-11-01&to=2025-12-31');
  expect(seriesOf(month)).toEqual([
    ['unreported', null],
    ['partial', 10],
  ]);
  expect(month.series[0]?.periods[1]).toMatchObject({ days: 31, reportedDays: 2 });
});

test('an official month figure wins over its summed days', async () => {
  const app = openApp();
  await app.store(
    csvOf(readings('visits', ['2025-11-03', 30], ['2025-12-01', 10], ['2025-12-02', 20], ['2025-12', 500])),
  );
  const ask = async (grain: string) =>
    seriesOf(await app.get<Engagement>(`/api/v1/engagement?grain=${grain}&from=2025-12-02&to=2025-12-02`));
  expect(await ask('month')).toEqual([['reported', 500]]);
  expect(await ask('quarter')).toEqual([['partial', 530]]);
  expect(await ask('day')).toEqual([['reported', 20]]);
});

test('a metric that is a level is the latest of the period, never a sum', async () => {
  const app = openApp();
  await app.store(csvOf(readings('followers', ['2025-11-30', 900], ['2025-12-01', 1_000], ['2025-12-20', 1_010])));
  const months = await app.get<Engagement>('/api/v1/engagement?from=2025-11-01&to=2025-12-31');
  expect(seriesOf(months)).toEqual([
    ['reported', 900],
    ['reported', 1_010],
  ]);
  const quarter = await app.get<Engagement>('/api/v1/engagement?grain=quarter&from=2025-12-01&to=2025-12-01');
  expect(seriesOf(quarter)).toEqual([['reported', 1_010]]);
  const day = await app.get<Engagement>('/api/v1/engagement?grain=day&from=2025-12-02&to=2025-12-02');
  expect(seriesOf(day)).toEqual([['unreported', null]]);
});

test('an official month figure of a level wins over an earlier day of that month, and a later day over the month', async () => {
  const app = openApp();
  await app.store(csvOf(readings('followers', ['2025-11-03', 900], ['2025-11', 950], ['2025-12-03', 970])));
  const months = await app.get<Engagement>('/api/v1/engagement?from=2025-11-01&to=2025-12-31');
  expect(seriesOf(months)).toEqual([
    ['reported', 950],
    ['reported', 970],
  ]);
  const quarter = await app.get<Engagement>('/api/v1/engagement?grain=quarter&from=2025-12-01&to=2025-12-01');
  expect(seriesOf(quarter)).toEqual([['reported', 970]]);
});

test.for(['week', 'month', 'quarter', 'year'])('people counted once a day are not added up by %s', async (grain) => {
  const app = openApp();
  await app.store(csvOf(readings('reach', ['2025-12-01', 10], ['2025-12-02', 20])));
  const answer = await app.get<Engagement>(`/api/v1/engagement?grain=${grain}&from=2025-12-02&to=2025-12-02`);
  expect(seriesOf(answer)).toEqual([['not-additive', null]]);
});

test('people counted once a day are shown by day, and those counted once a month by month', async () => {
  const app = openApp();
  await app.store(csvOf(readings('reach', ['2025-12-01', 10], ['2025-12-02', 20], ['2025-12', 25])));
  const days = await app.get<Engagement>('/api/v1/engagement?grain=day&from=2025-12-01&to=2025-12-03');
  expect(seriesOf(days)).toEqual([
    ['reported', 10],
    ['reported', 20],
    ['unreported', null],
  ]);
  const month = await app.get<Engagement>('/api/v1/engagement?from=2025-12-01&to=2025-12-31');
  expect(seriesOf(month)).toEqual([['reported', 25]]);
});

test('people counted once a month are not added up by quarter, which is not the same as unreported', async () => {
  const app = openApp();
  await app.store(csvOf(readings('visitors', ['2025-11', 300], ['2025-12', 310])));
  const answer = await app.get<Engagement>('/api/v1/engagement?grain=quarter&from=2025-07-01&to=2025-12-31');
  expect(seriesOf(answer)).toEqual([
    ['unreported', null],
    ['not-additive', null],
  ]);
});

test('a period that has not ended is unfinished, with a figure or without', async () => {
  const app = openApp();
  await app.store(csvOf(readings('visits', ['2026-01-12', 4], ['2026-01-13', 5], ['2026-01-14', 1])));
  const days = await app.get<Engagement>('/api/v1/engagement?grain=day&from=2026-01-13&to=2026-01-15');
  expect(seriesOf(days)).toEqual([
    ['reported', 5],
    ['unfinished', 1],
    ['unfinished', null],
  ]);
  const month = await app.get<Engagement>('/api/v1/engagement?from=2026-01-01');
  expect(seriesOf(month)).toEqual([['unfinished', 10]]);
  expect(month.series[0]?.periods[0]).toMatchObject({ days: 13, reportedDays: 2 });
});

test('only the channels and metrics that were asked for are answered', async () => {
  const app = openApp();
  const row = (channel: string, metric: string) => make.reading({ date: '2025-12-01', channel, metric });
  await app.store(
    csvOf([
      row('x', 'likes'),
      row('x', 'views'),
      row('instagram', 'likes'),
      row('facebook', 'likes'),
      row('website', 'visits'),
    ]),
  );
  const ask = async (query: string) =>
    (await app.get<Engagement>(`/api/v1/engagement?from=2025-12-01&to=2025-12-31${query}`)).series.map(
      ({ channel, metric }) => `${channel} ${metric}`,
    );
  expect(await ask('')).toHaveLength(5);
  expect(await ask('&channel=x')).toEqual(['x likes', 'x views']);
  expect(await ask('&channel=x,instagram&metric=likes')).toEqual(['instagram likes', 'x likes']);
  expect(await ask('&channel=x&channel=instagram&metric=likes')).toEqual(['instagram likes', 'x likes']);
  expect(await ask('&metric=visits,likes')).toEqual(['facebook likes', 'instagram likes', 'website visits', 'x likes']);
});

test('a channel or a metric that there is none of is refused and not answered with nothing', async () => {
  const app = openApp();
  for (const [query, field, code] of [
    ['channel=instagram,tiktok', 'channel', 'unknown-channel'],
    ['metric=likez', 'metric', 'unknown-metric'],
  ]) {
    const response = await app.request(`/api/v1/engagement?lang=en&${query}`);
    expect(response.status).toBe(400);
    const { issues } = (await response.json()) as { issues: { field: string; code: string; message: string }[] };
    expect(issues).toMatchObject([{ field, code }]);
    expect(issues[0]?.message).toMatch(/“(tiktok|likez)”/);
  }
});

test('readings of one office are not those of another', async () => {
  const app = openApp();
  await app.store(csvOf([make.reading({ date: '2025-12-01', office: 'batam', value: 3 })]));
  const ours = await app.get<Engagement>('/api/v1/engagement?from=2025-12-01&to=2025-12-31');
  expect(ours.series).toEqual([]);
  const theirs = await app.get<Engagement>('/api/v1/engagement?office=batam&grain=day&from=2025-12-01&to=2025-12-01');
  expect(seriesOf(theirs)).toEqual([['reported', 3]]);
});

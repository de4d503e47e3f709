import type { Client } from '@tilik/server/client';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Sources = InferResponseType<Client['api']['v1']['sources']['$get'], 200>;

/** Rows of one period: `[source, electronic, ordinary]` each. */
const declared = (date: string, ...rows: readonly (readonly [string, number, number])[]) =>
  rows.flatMap(([source, electronic, ordinary]) => [
    make.declaredSource({ date, source, passport_type: 'electronic', applicants: electronic }),
    make.declaredSource({ date, source, passport_type: 'ordinary', applicants: ordinary }),
  ]);

const shareOf = (part: number, whole: number) => {
  const { point, lower, upper } = wilsonInterval(part, whole);
  return { kind: 'share', share: point, low: lower, high: upper };
};

const countsOf = ({ sources }: Sources) =>
  sources.map(({ source, electronic, ordinary, total }) => [source, electronic, ordinary, total]);

test('each source has its counts, its share of e-passports and its share among all who were asked', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...declared('2025-11', ['unknown', 40, 60], ['instagram', 50, 25]),
      ...declared(
        '2025-12',
        ['unknown', 30, 50],
        ['instagram', 60, 15],
        ['Forum diseminasi', 20, 5],
        ['Lainnya', 3, 2],
      ),
    ]),
  );
  const answer = await app.get<Sources>('/api/v1/sources?from=2025-11-01&to=2025-12-31');
  expect(answer).toMatchObject({ office: 'bandung', from: '2025-11-01', to: '2025-12-31', sample: false });
  expect(answer.months).toEqual(['2025-11-01', '2025-12-01']);
  expect(countsOf(answer)).toEqual([
    ['instagram', 110, 40, 150],
    ['forum', 20, 5, 25],
    ['other', 3, 2, 5],
    ['unknown', 70, 110, 180],
  ]);
  expect(answer.sources.map(({ uptake }) => uptake)).toEqual([
    shareOf(110, 150),
    shareOf(20, 25),
    { kind: 'none', reason: 'too-few' },
    shareOf(70, 180),
  ]);
  expect(answer.sources.map(({ shareOfElectronic }) => shareOfElectronic)).toEqual([
    shareOf(110, 203),
    shareOf(20, 203),
    shareOf(3, 203),
    shareOf(70, 203),
  ]);
});

test('unknown is there even where nobody is counted in it', async () => {
  const app = openApp();
  await app.store(csvOf(declared('2025-12', ['instagram', 60, 15])));
  const answer = await app.get<Sources>('/api/v1/sources?from=2025-12-01&to=2025-12-31');
  expect(countsOf(answer)).toEqual([
    ['instagram', 60, 15, 75],
    ['unknown', 0, 0, 0],
  ]);
  expect(answer.sources[1]?.uptake).toEqual({ kind: 'none', reason: 'no-applicants' });
});

test('where nobody was asked there is no month and no source, not even unknown', async () => {
  const answer = await openApp().get<Sources>('/api/v1/sources');
  expect(answer.months).toEqual([]);
  expect(answer.sources).toEqual([]);
});

test('a month counts only where it lies wholly in the window', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...declared('2025-10', ['x', 100, 0]),
      ...declared('2025-11', ['x', 10, 5]),
      ...declared('2025-12', ['x', 1_000, 0]),
    ]),
  );
  const answer = await app.get<Sources>('/api/v1/sources?from=2025-10-02&to=2025-12-30');
  expect(answer.months).toEqual(['2025-11-01']);
  expect(countsOf(answer)[0]).toEqual(['x', 10, 5, 15]);
});

test('the running month does not count before it has ended', async () => {
  const app = openApp();
  await app.store(csvOf([...declared('2025-12', ['x', 10, 5]), ...declared('2026-01', ['x', 99, 1])]));
  expect((await app.get<Sources>('/api/v1/sources')).months).toEqual(['2025-12-01']);
  app.setNow('2026-01-31T05:00:00Z');
  expect((await app.get<Sources>('/api/v1/sources')).months).toEqual(['2025-12-01', '2026-01-01']);
});

test('the days of a month are not added to the figure of the month', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...declared('2025-11-03', ['x', 4, 6]),
      ...declared('2025-11-04', ['x', 1, 2]),
      ...declared('2025-12-01', ['x', 7, 7]),
      ...declared('2025-12', ['x', 20, 30]),
    ]),
  );
  const answer = await app.get<Sources>('/api/v1/sources?from=2025-11-01&to=2025-12-31');
  expect(countsOf(answer)[0]).toEqual(['x', 25, 38, 63]);
  expect(answer.months).toEqual(['2025-11-01', '2025-12-01']);
});

test.for([
  { from: '2025-12-01', to: '2025-12-30' },
  { from: '2025-12-02', to: '2025-12-31' },
])('the days of a month that the window $from – $to cuts are counted, as its figure is not', async ({ from, to }) => {
  const app = openApp();
  await app.store(csvOf([...declared('2025-12-03', ['x', 7, 8]), ...declared('2025-12', ['x', 20, 30])]));
  const answer = await app.get<Sources>(`/api/v1/sources?from=${from}&to=${to}`);
  expect(countsOf(answer)[0]).toEqual(['x', 7, 8, 15]);
});

test('other documents and other offices are not among those asked', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      { ...make.declaredSource({ date: '2025-12', source: 'x', applicants: 30 }), office: '' },
      { ...make.declaredSource({ date: '2025-12', source: 'x', passport_type: 'other', applicants: 500 }), office: '' },
      { ...make.declaredSource({ date: '2025-12', source: 'x', applicants: 900 }), office: 'batam' },
    ]),
  );
  expect(countsOf(await app.get<Sources>('/api/v1/sources'))[0]).toEqual(['x', 30, 0, 30]);
  expect(countsOf(await app.get<Sources>('/api/v1/sources?office=batam'))[0]).toEqual(['x', 900, 0, 900]);
});

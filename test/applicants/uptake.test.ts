import type { Client } from '@tilik/server/client';
import { addDays, daysOf, weekday } from '@tilik/server/inside/day.ts';
import { newcombeInterval } from '@tilik/server/inside/stats/newcombe-interval.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import fc from 'fast-check';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

type Uptake = InferResponseType<Client['api']['v1']['uptake']['$get'], 200>;
type Period = Uptake['periods'][number];

type Count = readonly [on: string, type: string, count: number, office?: string | undefined];

/** A file of the applicants template, a count a row. */
const file = (...rows: readonly Count[]) =>
  [
    'date,office,passport_type,applicants',
    ...rows.map(([on, type, count, office = '']) => `${on},${office},${type},${count}`),
  ].join('\n');

/** Both types of one period. */
const both = (on: string, electronic: number, ordinary: number, office?: string): readonly Count[] => [
  [on, 'electronic', electronic, office],
  [on, 'ordinary', ordinary, office],
];

const workingDays = (from: string, to: string) => daysOf({ from, to }).filter((day) => weekday(day) <= 5);

const only = (answer: Uptake): Period => {
  const [period] = answer.periods;
  if (!period || answer.periods.length > 1) throw new Error(`${answer.periods.length} periods`);
  return period;
};

const countsOf = ({ electronic, ordinary, total }: Pick<Period, 'electronic' | 'ordinary' | 'total'>) => [
  electronic,
  ordinary,
  total,
];

const shareOf = (part: number, whole: number) => {
  const { point, lower, upper } = wilsonInterval(part, whole);
  return { kind: 'share', share: point, low: lower, high: upper };
};

test.for([
  { grain: 'day', period: '2025-12-01', from: '2025-12-01', to: '2025-12-01', days: 1 },
  { grain: 'week', period: '2025-W49', from: '2025-12-01', to: '2025-12-07', days: 5 },
  { grain: 'month', period: '2025-12', from: '2025-12-01', to: '2025-12-31', days: 23 },
  { grain: 'quarter', period: '2025-Q4', from: '2025-10-01', to: '2025-12-31', days: 66 },
  { grain: 'year', period: '2025', from: '2025-01-01', to: '2025-12-31', days: 261 },
])('a $grain has its counts, its share and the Wilson interval of its counts', async (given) => {
  const app = openApp();
  await app.store(file(...workingDays('2025-01-01', '2025-12-31').flatMap((day) => both(day, 30, 70))));
  const answer = await app.get<Uptake>(`/api/v1/uptake?grain=${given.grain}&from=2025-12-01&to=2025-12-01`);
  expect(only(answer)).toEqual({
    period: given.period,
    from: given.from,
    to: given.to,
    state: 'reported',
    electronic: 30 * given.days,
    ordinary: 70 * given.days,
    total: 100 * given.days,
    uptake: shareOf(30 * given.days, 100 * given.days),
    openDays: given.days,
    reportedDays: given.days,
  });
});

test('the share of 81 in 263 has the interval that Newcombe printed', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-01', 81, 263 - 81)));
  const { uptake } = only(await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-01'));
  if (uptake.kind !== 'share') throw new Error(uptake.reason);
  expect([uptake.share, uptake.low, uptake.high].map((value) => value.toFixed(4))).toEqual([
    '0.3080',
    '0.2553',
    '0.3662',
  ]);
});

test('a week belongs to the year of its Thursday', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-29', 30, 70), ...both('2026-01-02', 10, 20)));
  const answer = await app.get<Uptake>('/api/v1/uptake?grain=week&from=2025-12-31&to=2025-12-31');
  expect(only(answer)).toMatchObject({ period: '2026-W01', from: '2025-12-29', to: '2026-01-04', total: 130 });
});

test('an unreported day is null and a reported zero is zero', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-01', 30, 70), ...both('2025-12-03', 0, 0)));
  const { periods } = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-03');
  expect(periods.map((period) => [period.state, ...countsOf(period)])).toEqual([
    ['reported', 30, 70, 100],
    ['unreported', null, null, null],
    ['reported', 0, 0, 0],
  ]);
  expect(periods.map(({ uptake }) => (uptake.kind === 'none' ? uptake.reason : uptake.share))).toEqual([
    0.3,
    'not-reported',
    'no-applicants',
  ]);
});

test('a period with an open day missing is partial and one without any figure is unreported', async () => {
  const app = openApp();
  await app.store(
    file(
      ...workingDays('2025-10-01', '2025-10-31').flatMap((day) => both(day, 30, 70)),
      ...workingDays('2025-12-02', '2025-12-31').flatMap((day) => both(day, 30, 70)),
    ),
  );
  const { periods, summary } = await app.get<Uptake>('/api/v1/uptake?from=2025-10-01&to=2025-12-31');
  expect(periods.map(({ state, total, openDays, reportedDays }) => [state, total, openDays, reportedDays])).toEqual([
    ['reported', 2_300, 23, 23],
    ['unreported', null, 20, 0],
    ['partial', 2_200, 23, 22],
  ]);
  expect(summary).toMatchObject({ periods: 3, reported: 1, electronic: 45 * 30, ordinary: 45 * 70, total: 4_500 });
});

test('a day before the first figure of the office lies outside', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-03', 30, 70)));
  const { periods } = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-02&to=2025-12-04');
  expect(periods.map(({ state }) => state)).toEqual(['outside', 'reported', 'unreported']);
});

test('a weekend, a holiday and a closure are closed and not unreported, and leave their week whole', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-01', 30, 70), ...both('2025-12-02', 30, 70), ...both('2025-12-05', 30, 70)));
  await app.store(
    [
      'event,name,office,kind,starts,ends,confounds',
      'libur,Libur,,holiday,2025-12-03,,no',
      'tutup,Tutup,bandung,closure,2025-12-04,2025-12-04,yes',
      'lain,Tutup di Batam,batam,closure,2025-12-02,,yes',
    ].join('\n'),
  );
  const days = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-07');
  expect(days.periods.map(({ state }) => state)).toEqual([
    'reported',
    'reported',
    'closed',
    'closed',
    'reported',
    'closed',
    'closed',
  ]);
  const week = only(await app.get<Uptake>('/api/v1/uptake?grain=week&from=2025-12-01&to=2025-12-07'));
  expect(week).toMatchObject({ state: 'reported', openDays: 3, reportedDays: 3, total: 300 });
});

test('a weekend stays closed where its month has an official figure too', async () => {
  const app = openApp();
  await app.store(
    file(
      ...workingDays('2025-12-01', '2025-12-31').flatMap((day) => both(day, 30, 70)),
      ...both('2025-12', 700, 1_600),
    ),
  );
  const { periods, summary } = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-31');
  const weekend = periods.filter(({ from }) => weekday(from) > 5);
  expect(weekend.map(({ state }) => state)).toEqual(weekend.map(() => 'closed'));
  expect(summary).toMatchObject({ periods: 31, reported: 31 });
});

test('figures of a weekend that was worked are counted', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-06', 30, 70)));
  const answer = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-06&to=2025-12-06');
  expect(only(answer)).toMatchObject({ state: 'reported', total: 100, openDays: 0, reportedDays: 1 });
});

test('the running period is unfinished and left out of the summary', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12', 300, 700), ...both('2026-01-13', 50, 50), ...both('2026-01-14', 9, 1)));
  const { today, periods, summary } = await app.get<Uptake>('/api/v1/uptake?from=2025-12-01');
  expect(today).toBe('2026-01-14');
  expect(periods.map(({ period, state, total }) => [period, state, total])).toEqual([
    ['2025-12', 'reported', 1_000],
    ['2026-01', 'unfinished', 110],
  ]);
  expect(summary).toEqual({
    from: '2025-12-01',
    to: '2025-12-31',
    periods: 1,
    reported: 1,
    electronic: 300,
    ordinary: 700,
    total: 1_000,
    uptake: shareOf(300, 1_000),
  });
});

test('a window in which nothing has finished has no summary', async () => {
  const app = openApp();
  await app.store(file(...both('2026-01-14', 9, 1)));
  const answer = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2026-01-14&to=2026-01-14&compare=previous');
  expect(only(answer).state).toBe('unfinished');
  expect(answer.summary).toBeNull();
  expect(answer.comparison).toBeNull();
});

test('an official month figure wins over its summed days, in the month, the quarter and the year', async () => {
  const app = openApp();
  await app.store(
    file(
      ...both('2025-11-03', 30, 70),
      ...both('2025-12-01', 30, 70),
      ...both('2025-12-02', 30, 70),
      ...both('2025-12', 400, 600),
    ),
  );
  const total = async (grain: string) =>
    countsOf(only(await app.get<Uptake>(`/api/v1/uptake?grain=${grain}&from=2025-12-02&to=2025-12-02`)));
  expect(await total('month')).toEqual([400, 600, 1_000]);
  expect(await total('quarter')).toEqual([430, 670, 1_100]);
  expect(await total('year')).toEqual([430, 670, 1_100]);
  expect(await total('day')).toEqual([30, 70, 100]);
  expect(await total('week')).toEqual([60, 140, 200]);
});

test('a comparison office with monthly figures only is monthly-only by day and by week, never zero', async () => {
  const app = openApp();
  await app.store(file(...both('2025-11', 300, 100, 'batam'), ...both('2025-12', 310, 90, 'batam')));
  const month = await app.get<Uptake>('/api/v1/uptake?office=batam&from=2025-12-01&to=2025-12-31');
  expect(only(month)).toMatchObject({ state: 'reported', total: 400, uptake: shareOf(310, 400) });
  for (const grain of ['day', 'week']) {
    const { periods } = await app.get<Uptake>(
      `/api/v1/uptake?office=batam&grain=${grain}&from=2025-12-01&to=2025-12-05`,
    );
    for (const period of periods) {
      expect(period).toMatchObject({ state: 'monthly-only', electronic: null, ordinary: null, total: null });
      expect(period.uptake).toEqual({ kind: 'none', reason: 'not-reported' });
    }
  }
});

test('a week across two months is monthly-only where either month has an official figure', async () => {
  const app = openApp();
  const weekOver = async () =>
    only(await app.get<Uptake>('/api/v1/uptake?office=batam&grain=week&from=2025-12-01&to=2025-12-01')).state;
  // The week of 1 December 2025 lies in one month; that of 29 September 2025 in two.
  await app.store(file(...both('2025-10', 300, 100, 'batam')));
  expect(await weekOver()).toBe('unreported');
  const across = await app.get<Uptake>('/api/v1/uptake?office=batam&grain=week&from=2025-10-01&to=2025-10-01');
  expect(only(across)).toMatchObject({ from: '2025-09-29', to: '2025-10-05', state: 'monthly-only' });
});

test('before its launch the e-passport is not offered, which is neither zero nor a missing figure', async () => {
  const app = openApp();
  await app.store(
    file(
      ...workingDays('2019-11-01', '2019-12-31').map((day) => [day, 'ordinary', 70] as const),
      ...workingDays('2019-12-06', '2019-12-31').map((day) => [day, 'electronic', 30] as const),
    ),
  );
  const { periods, launchedOn } = await app.get<Uptake>('/api/v1/uptake?from=2019-11-01&to=2019-12-31');
  expect(launchedOn).toBe('2019-12-06');
  expect(periods[0]).toMatchObject({
    state: 'reported',
    electronic: null,
    ordinary: 70 * 21,
    total: 70 * 21,
    uptake: { kind: 'none', reason: 'not-offered' },
  });
  expect(periods[1]).toMatchObject({ state: 'reported', electronic: 30 * 18, ordinary: 70 * 22 });
});

test('one type without the other is incomplete, has no total, and counts for neither in the summary', async () => {
  const app = openApp();
  await app.store(
    file(['2025-12-01', 'ordinary', 70], ['2025-12-02', 'electronic', 30], ...both('2025-12-03', 30, 70)),
  );
  const { periods, summary } = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-03');
  expect(periods.map((period) => [period.state, ...countsOf(period)])).toEqual([
    ['partial', null, 70, null],
    ['partial', 30, null, null],
    ['reported', 30, 70, 100],
  ]);
  expect(periods[0]?.uptake).toEqual({ kind: 'none', reason: 'incomplete' });
  expect(periods[1]?.uptake).toEqual({ kind: 'none', reason: 'incomplete' });
  expect(summary).toMatchObject({ periods: 3, reported: 1, total: 100, uptake: shareOf(30, 100) });
});

test('fewer than 20 applicants are too few for a percentage and keep their counts', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-01', 9, 10), ...both('2025-12-02', 9, 11), ...both('2025-12-03', 20, 0)));
  const { periods } = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-03');
  expect(periods[0]).toMatchObject({ total: 19, uptake: { kind: 'none', reason: 'too-few' } });
  expect(periods[1]).toMatchObject({ total: 20, uptake: shareOf(9, 20) });
  expect(periods[2]?.uptake).toMatchObject({ share: 1, high: 1 });
});

test('rows of a breakdown are not added to a total that is given', async () => {
  const app = openApp();
  await app.store(
    [
      'date,passport_type,variant,purpose,applicants',
      '2025-12-01,electronic,,,30',
      '2025-12-01,electronic,laminated,,18',
      '2025-12-01,electronic,polycarbonate,,12',
      '2025-12-01,electronic,,umrah,5',
      '2025-12-01,ordinary,,,70',
    ].join('\n'),
  );
  const answer = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-01');
  expect(countsOf(only(answer))).toEqual([30, 70, 100]);
});

test('where there is a breakdown only its parts are added, and never those of two breakdowns', async () => {
  const app = openApp();
  await app.store(
    [
      'date,passport_type,variant,request,purpose,service_point,applicants',
      '2025-12,electronic,laminated,,,,180',
      '2025-12,electronic,polycarbonate,,,,120',
      '2025-12,electronic,,,umrah,,60',
      '2025-12,electronic,,,tourism,,240',
      '2025-12,electronic,laminated,new,,,90',
      '2025-12,ordinary,,new,,,400',
      '2025-12,ordinary,,replacement,,,300',
    ].join('\n'),
  );
  const answer = await app.get<Uptake>('/api/v1/uptake?from=2025-12-01&to=2025-12-31');
  expect(only(answer)).toMatchObject({ state: 'reported', electronic: 300, ordinary: 700, total: 1_000 });
});

test('documents that are no passport of the two types lie outside uptake', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12-01', 30, 70), ['2025-12-01', 'other', 500]));
  const answer = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-01&to=2025-12-01');
  expect(countsOf(only(answer))).toEqual([30, 70, 100]);
});

test('figures of one office are not those of another', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12', 30, 70), ...both('2025-12', 1, 29, 'Kanim Surabaya')));
  const ours = await app.get<Uptake>('/api/v1/uptake?from=2025-12-01&to=2025-12-31');
  const theirs = await app.get<Uptake>('/api/v1/uptake?office=surabaya&from=2025-12-01&to=2025-12-31');
  expect([ours.office, ...countsOf(only(ours))]).toEqual(['bandung', 30, 70, 100]);
  expect([theirs.office, ...countsOf(only(theirs))]).toEqual(['surabaya', 1, 29, 30]);
});

test('the change against the periods before has the Newcombe interval of the two counts', async () => {
  const app = openApp();
  await app.store(
    file(
      ...both('2025-08', 900, 100),
      ...both('2025-09', 200, 800),
      ...both('2025-10', 250, 750),
      ...both('2025-11', 300, 700),
      ...both('2025-12', 350, 650),
      ...both('2026-01-13', 99, 1),
    ),
  );
  const { summary, comparison } = await app.get<Uptake>('/api/v1/uptake?from=2025-11-01&compare=previous');
  expect(summary).toMatchObject({ electronic: 650, total: 2_000 });
  expect(comparison?.with).toBe('previous');
  expect(comparison?.periods.map(({ period }) => period)).toEqual(['2025-09', '2025-10']);
  expect(comparison?.summary).toMatchObject({ electronic: 450, total: 2_000 });
  const { point, lower, upper } = newcombeInterval(
    { successes: 450, trials: 2_000 },
    { successes: 650, trials: 2_000 },
  );
  expect(point).toBeCloseTo(0.1, 12);
  expect(comparison?.difference).toEqual({ points: point, low: lower, high: upper });
});

test.for([
  { grain: 'day', compare: 'previous', from: '2025-12-01', to: '2025-12-05', first: '2025-11-26', last: '2025-11-30' },
  {
    grain: 'day',
    compare: 'year-before',
    from: '2025-12-01',
    to: '2025-12-05',
    first: '2024-12-01',
    last: '2024-12-05',
  },
  { grain: 'week', compare: 'previous', from: '2025-12-01', to: '2025-12-14', first: '2025-W47', last: '2025-W48' },
  { grain: 'week', compare: 'year-before', from: '2025-12-01', to: '2025-12-14', first: '2024-W49', last: '2024-W50' },
  { grain: 'month', compare: 'previous', from: '2025-03-31', to: '2025-05-01', first: '2024-12', last: '2025-02' },
  { grain: 'month', compare: 'year-before', from: '2025-01-31', to: '2025-03-31', first: '2024-01', last: '2024-03' },
  { grain: 'quarter', compare: 'previous', from: '2025-10-01', to: '2025-12-31', first: '2025-Q3', last: '2025-Q3' },
  { grain: 'quarter', compare: 'year-before', from: '2025-07-01', to: '2025-12-31', first: '2024-Q3', last: '2024-Q4' },
  { grain: 'year', compare: 'previous', from: '2024-02-01', to: '2025-02-01', first: '2022', last: '2023' },
  { grain: 'year', compare: 'year-before', from: '2025-02-01', to: '2025-02-01', first: '2024', last: '2024' },
])('compared by $grain with $compare as many periods are set beside as were asked for', async (given) => {
  const app = openApp();
  await app.store(file(...both('2020-01', 30, 70)));
  const { periods, comparison } = await app.get<Uptake>(
    `/api/v1/uptake?grain=${given.grain}&compare=${given.compare}&from=${given.from}&to=${given.to}`,
  );
  expect(comparison?.periods).toHaveLength(periods.length);
  expect(comparison?.periods[0]?.period).toBe(given.first);
  expect(comparison?.periods.at(-1)?.period).toBe(given.last);
});

test('where the periods before were not reported there is no difference and no zero', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12', 300, 700)));
  const { comparison } = await app.get<Uptake>('/api/v1/uptake?from=2025-12-01&to=2025-12-31&compare=year-before');
  expect(comparison?.summary).toMatchObject({ electronic: null, ordinary: null, total: null });
  expect(comparison?.summary?.uptake).toEqual({ kind: 'none', reason: 'not-reported' });
  expect(comparison?.difference).toBeNull();
});

test('without a wish to compare there is no comparison', async () => {
  const app = openApp();
  await app.store(file(...both('2025-12', 300, 700)));
  expect((await app.get<Uptake>('/api/v1/uptake')).comparison).toBeNull();
});

test('the window is the last twelve months with the running one, unless another is asked for', async () => {
  const app = openApp();
  const { from, to, grain, periods } = await app.get<Uptake>('/api/v1/uptake');
  expect([from, to, grain, periods.length]).toEqual(['2025-02-01', '2026-01-14', 'month', 12]);
});

test('a day begins and ends at midnight in Bandung, not in Greenwich', async () => {
  const app = openApp({ now: '2025-12-31T16:59:59Z' });
  await app.store(file(...both('2025-12-31', 30, 70)));
  const states = async () => {
    const answer = await app.get<Uptake>('/api/v1/uptake?grain=day&from=2025-12-31&to=2026-01-01');
    return [answer.today, ...answer.periods.map(({ state }) => state)];
  };
  expect(await states()).toEqual(['2025-12-31', 'unfinished', 'unfinished']);
  app.setNow('2025-12-31T17:30:00Z');
  expect(await states()).toEqual(['2026-01-01', 'reported', 'unfinished']);
});

test('whatever was reported, the periods of any grain add up to the plain sum of the days', async () => {
  const span = daysOf({ from: '2025-01-01', to: '2025-12-31' });
  const figures = fc.uniqueArray(
    fc.record({
      day: fc.constantFrom(...span),
      electronic: fc.integer({ min: 0, max: 500 }),
      ordinary: fc.integer({ min: 0, max: 500 }),
    }),
    { selector: ({ day }) => day, minLength: 1, maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(figures, async (days) => {
      const app = openApp();
      await app.store(file(...days.flatMap(({ day, electronic, ordinary }) => both(day, electronic, ordinary))));
      const sumOf = (list: readonly { electronic: number | null; ordinary: number | null }[]) => ({
        electronic: list.reduce((sum, { electronic }) => sum + (electronic ?? 0), 0),
        ordinary: list.reduce((sum, { ordinary }) => sum + (ordinary ?? 0), 0),
      });
      const plain = sumOf(days);
      for (const grain of ['day', 'week', 'month', 'quarter', 'year']) {
        const { periods, summary } = await app.get<Uptake>(
          `/api/v1/uptake?grain=${grain}&from=2025-01-01&to=2025-12-31`,
        );
        expect({ grain, ...sumOf(periods) }).toEqual({ grain, ...plain });
        expect({ grain, ...summary }).toMatchObject({ grain, ...plain });
        for (const [index, { from }] of periods.entries()) {
          const before = periods[index - 1];
          if (before) expect(from).toBe(addDays(before.to, 1));
        }
      }
    }),
    { seed: 5, numRuns: 12 },
  );
});

test('a month in which one type lacks days has counts and no share, and is left out of the summary', async () => {
  const app = openApp();
  await app.store(
    'date,passport_type,applicants\n2025-11-03,electronic,40\n2025-11-03,ordinary,60\n2025-11-04,ordinary,90\n2025-12,electronic,30\n2025-12,ordinary,70\n',
  );
  const answer = await app.get<{
    periods: { electronic: number; ordinary: number; uptake: object }[];
    summary: { electronic: number; total: number };
  }>('/api/v1/uptake?from=2025-11-01&to=2025-12-31');
  expect(answer.periods[0]).toMatchObject({
    electronic: 40,
    ordinary: 150,
    uptake: { kind: 'none', reason: 'incomplete' },
  });
  expect(answer.summary).toMatchObject({ electronic: 30, total: 100 });
});

import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Tally {
  readonly received: number | null;
  readonly answered: number | null;
  readonly answeredOf: number;
  readonly answerRate: { readonly kind: string; readonly share?: number; readonly reason?: string };
  readonly waiting: object | null;
  readonly withoutTopic?: number | null;
}
interface Summary {
  readonly periods: readonly (Tally & {
    readonly period: string;
    readonly state: string;
    readonly reportedDays: number;
    readonly topics: Readonly<Record<string, number>>;
  })[];
  readonly total: Tally & { readonly byTopic: number };
  readonly byTopic: readonly (Tally & {
    readonly topic: string;
    readonly share: { readonly share: number; readonly low: number; readonly high: number } | null;
  })[];
  readonly byChannel: readonly (Tally & { readonly channel: string })[];
  readonly rising: {
    readonly refusal: { readonly rule: string } | null;
    readonly topics: readonly { readonly topic: string; readonly verdict: string; readonly count: number }[];
    readonly leftOut: readonly string[];
    readonly words: readonly string[];
  };
  readonly mismatches: readonly object[];
}

const row = (date: string, topic: string, received: number, more: Readonly<Record<string, string | number>> = {}) => ({
  date,
  channel: 'instagram',
  topic,
  received,
  ...more,
});
const summary = (app: OpenApp, query = '') =>
  app.get<Summary>(`/api/v1/inquiries/summary?from=2025-07-01&to=2026-01-14&lang=en${query}`);
const periodIn = ({ periods }: Summary, name: string) => periods.find(({ period }) => period === name);

test('what was not reported is null and not nought; the running month is unfinished', async () => {
  const app = openApp();
  await app.store(csvOf([row('2025-11', '', 0), row('2025-12', '', 30, { answered: 24 }), row('2026-01-05', '', 4)]));
  const found = await summary(app);
  expect(found.periods.map(({ period, state, received }) => [period, state, received])).toEqual([
    ['2025-07', 'unreported', null],
    ['2025-08', 'unreported', null],
    ['2025-09', 'unreported', null],
    ['2025-10', 'unreported', null],
    ['2025-11', 'reported', 0],
    ['2025-12', 'reported', 30],
    ['2026-01', 'unfinished', 4],
  ]);
  expect(periodIn(found, '2025-12')).toMatchObject({ answered: 24, answeredOf: 30, answerRate: { kind: 'share' } });
  expect(periodIn(found, '2025-12')?.answerRate.share).toBeCloseTo(0.8, 12);
  // Answers were not counted there: that is not nought either.
  expect(periodIn(found, '2026-01')).toMatchObject({ answered: null, answerRate: { reason: 'not-reported' } });
});

test('a month’s own figure is not added to its days, and the count of all topics not to those of its topics', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      row('2025-12', '', 50),
      row('2025-12', 'Cost', 20),
      row('2025-12', 'Benefits', 25),
      row('2025-12-03', 'Cost', 11),
      row('2025-11-03', 'Cost', 7),
      row('2025-11-03', '', 9),
      row('2025-11-04', 'Cost', 2),
    ]),
  );
  const found = await summary(app);
  expect(periodIn(found, '2025-12')).toMatchObject({
    received: 50,
    withoutTopic: 5,
    reportedDays: 31,
    topics: { cost: 20, benefits: 25 },
  });
  expect(periodIn(found, '2025-11')).toMatchObject({
    received: 11,
    withoutTopic: 2,
    reportedDays: 2,
    topics: { cost: 9 },
  });
  expect(found.total).toMatchObject({ received: 61, withoutTopic: 7, byTopic: 54 });
  const daily = await summary(app, '&grain=day');
  expect(periodIn(daily, '2025-12-03')).toMatchObject({ received: 11, state: 'reported' });
  expect(periodIn(daily, '2025-12-04')).toMatchObject({ received: null, state: 'monthly-only' });
});

test('a median is given where it is one: of single answers, or of one figure; else the range of the medians', async () => {
  const app = openApp();
  const note = (channel: string, on: string, answerMinutes: number) =>
    app.request('/api/v1/inquiries/notes', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel, topic: 'cost', answered: true, answerMinutes, on }),
    });
  for (const minutes of [1, 2, 3]) await note('website', '2026-01-05', minutes);
  for (const minutes of [100, 200]) await note('website', '2026-01-06', minutes);
  await app.store(
    csvOf([
      row('2026-01-05', 'Cost', 3, { answered: 3, answer_minutes: 12 }),
      row('2025-12-05', 'Cost', 3, { answered: 3, answer_minutes: 40 }),
      { ...row('2026-01-07', 'Cost', 9, { answered: 9, answer_minutes: 7 }), channel: 'facebook' },
    ]),
  );
  const { byChannel } = await summary(app);
  const waitingOf = (channel: string) => byChannel.find((each) => each.channel === channel)?.waiting;
  // Of all five answers; the mean of the two days' medians would be 76.
  expect(waitingOf('website')).toEqual({ kind: 'median', minutes: 3, answers: 5 });
  expect(waitingOf('facebook')).toEqual({ kind: 'given', minutes: 7 });
  expect(waitingOf('instagram')).toEqual({ kind: 'range', low: 12, high: 40, figures: 2 });
});

test('shares of topics have intervals that hold at once, and too few questions have none', async () => {
  const app = openApp();
  await app.store(csvOf([row('2025-12', 'Cost', 60), row('2025-12', 'Benefits', 40)]));
  const { byTopic } = await summary(app);
  const cost = byTopic.find(({ topic }) => topic === 'cost')?.share;
  expect(cost?.share).toBe(0.6);
  // Wider than the Wilson interval of one share, 0.502 to 0.691.
  expect(cost?.low).toBeLessThan(0.47);
  expect(cost?.high).toBeGreaterThan(0.72);
  expect(byTopic.reduce((sum, { share }) => sum + (share?.share ?? 0), 0)).toBeCloseTo(1, 12);
  const small = await summary(app, '&channel=website');
  expect(small.byTopic.every(({ share }) => share === null)).toBe(true);
});

const months = ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12'];
const series = (topic: string, counts: readonly number[], channel = 'instagram') =>
  counts.map((received, index) => ({ ...row(months[index] ?? '', topic, received), channel }));

test('a topic that rises is named with both counts; what stays within what was before is not', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...series('Cost', [20, 22, 18, 21, 19, 60]),
      ...series('Benefits', [30, 28, 33, 31, 29, 32]),
      ...series('Procedure', [40, 38, 41, 39, 42, 12]),
      // As high as once before: a swarm, and no rise.
      ...series('Requirements', [10, 45, 9, 11, 10, 44]),
      ...series('Visa free', [1, 0, 1, 0, 1, 2]),
      row('2026-01-05', 'Benefits', 500),
    ]),
  );
  const { rising } = await summary(app);
  const verdictOf = (topic: string) => rising.topics.find((each) => each.topic === topic)?.verdict;
  expect(rising.refusal).toBe(null);
  expect(verdictOf('cost')).toBe('rising');
  expect(verdictOf('benefits')).toBe('not-distinguishable');
  expect(verdictOf('procedure')).toBe('falling');
  expect(verdictOf('requirements')).toBe('not-distinguishable');
  expect(verdictOf('visa-free')).toBe('too-few');
  const [first] = rising.words.filter((sentence) => sentence.startsWith('Cost'));
  expect(first).toMatch(/^Cost rose: 60 questions in December 2025, where the periods before let expect about 20\.\d/);
  // The flood of the running month is compared with nothing.
  expect(rising.words.join(' ')).not.toContain('500');
  expect(rising.words.join(' ')).toContain('Visa-free travel');
});

test('a channel that begins to report makes no topic rise', async () => {
  const app = openApp();
  await app.store(
    csvOf([...series('Cost', [20, 22, 18, 21, 19, 20]), { ...row('2025-12', 'Cost', 90), channel: 'facebook' }]),
  );
  const { rising } = await summary(app);
  expect(rising.leftOut).toEqual(['facebook']);
  expect(rising.topics.find(({ topic }) => topic === 'cost')).toMatchObject({
    count: 20,
    verdict: 'not-distinguishable',
  });
});

test.for([
  ['too few months', csvOf(series('Cost', [20, 22, 18]).slice(0, 3)), '', 'too-few-periods'],
  ['single days', csvOf(series('Cost', [20, 22, 18, 20, 21, 30])), '&grain=day', 'days-too-short'],
  [
    'most questions without a topic',
    csvOf([...series('Cost', [20, 22, 18, 20, 21, 30]), ...series('', [20, 22, 18, 20, 21, 90])]),
    '',
    'not-by-topic',
  ],
  [
    'a last month told only in part',
    csvOf([
      ...months
        .slice(0, 5)
        .flatMap((month) =>
          Array.from({ length: 20 }, (_, day) => row(`${month}-${String(day + 1).padStart(2, '0')}`, 'Cost', 2)),
        ),
      row('2025-12-01', 'Cost', 2),
    ]),
    '',
    'last-partly-reported',
  ],
] as const)('topics are not compared over %s, and it is said why', async ([, file, query, rule]) => {
  const app = openApp();
  await app.store(file);
  const { rising } = await summary(app, query);
  expect(rising.refusal?.rule).toBe(rule);
  expect(rising.topics).toEqual([]);
  expect(rising.words).toHaveLength(2);
});

test('the answer is also a table, with the same figures', async () => {
  const app = openApp();
  await app.store(csvOf([row('2025-12', '', 50, { answered: 40, answer_minutes: 30 }), row('2025-12', 'Cost', 20)]));
  const response = await app.request('/api/v1/inquiries/summary.csv?from=2025-12-01&to=2025-12-31');
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [header, ...lines] = (await response.text()).replace('\uFEFF', '').trim().split('\n');
  expect(header).toMatch(/^office,period,from,to,state,channels,topic,received,answered,answered_of,answer_rate,/);
  expect(lines.map((line) => line.split(',').slice(0, 11).join(','))).toEqual([
    'bandung,2025-12,2025-12-01,2025-12-31,reported,all,all,50,40,50,0.8',
    'bandung,2025-12,2025-12-01,2025-12-31,reported,all,cost,20,,0,',
  ]);
});

test('an unknown channel and a topic that is none are refused by name', async () => {
  const app = openApp();
  const ask = async (query: string) => problemOf(await app.request(`/api/v1/inquiries/summary?${query}`));
  expect((await ask('channel=instagram,telegram')).issues).toMatchObject([
    { field: 'channel', code: 'unknown-channel' },
  ]);
  expect((await ask('topic=weather')).issues).toMatchObject([{ field: 'topic', code: 'unknown-topic' }]);
});

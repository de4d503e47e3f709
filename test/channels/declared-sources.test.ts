import { declaredAnswers, declaredChange } from '@tilik/server/inside/channels/declared.ts';
import type { DeclaredAnswers } from '@tilik/server/inside/channels/result.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Answer = Omit<DeclaredAnswers, 'refusals'> & {
  readonly refusals: readonly { readonly rule: string; readonly sentence: string }[];
  readonly change: { readonly from: string; readonly to: string; readonly sources: readonly object[] } | null;
  readonly words: readonly string[];
};

type Counts = Readonly<Record<string, number>>;

/** An office with declared sources and applicants by month. */
async function officeWith(
  months: readonly { readonly month: string; readonly sources: Counts; readonly applicants?: number }[],
) {
  const app = openApp();
  await app.store(
    csvOf(
      months.flatMap(({ month, sources }) =>
        Object.entries(sources).map(([source, applicants]) => make.declaredSource({ date: month, source, applicants })),
      ),
    ),
  );
  const counted = months.flatMap(({ month, applicants }) =>
    applicants === undefined ? [] : [make.applicantCount({ date: month, applicants })],
  );
  if (counted.length > 0) await app.store(csvOf(counted));
  return app;
}

const question = '/api/v1/channels/sources?from=2025-11-01&to=2025-12-31&lang=en';

test('shares come with intervals that hold for all sources at once, unknown and other among them', async () => {
  const app = await officeWith([
    { month: '2025-12', sources: { instagram: 120, website: 60, other: 20, unknown: 40 }, applicants: 400 },
  ]);
  const answer = await app.get<Answer>(question);
  expect(answer).toMatchObject({
    answers: 240,
    unknown: 40,
    applicants: 400,
    named: 200,
    responseRate: 0.5,
    severalAllowed: false,
    method: 'goodman',
    refusals: [],
    change: null,
  });
  expect(answer.sources.map(({ source, count }) => [source, count])).toEqual([
    ['instagram', 120],
    ['website', 60],
    ['other', 20],
    ['unknown', 40],
  ]);
  // Goodman (1965) with 4 categories: χ² with 1 degree of freedom at 1 − .05/4 is 6.2385.
  const [instagram] = answer.sources;
  expect(instagram?.share?.share).toBe(0.5);
  expect(instagram?.share?.low).toBeCloseTo(0.42042, 4);
  expect(instagram?.share?.high).toBeCloseTo(0.57958, 4);
  expect(answer.words.join(' ')).toMatch(/Instagram is named most: 50 %.*recall, not what caused/);
});

test('where intervals overlap, no source is called the most named', async () => {
  const app = await officeWith([
    { month: '2025-12', sources: { instagram: 52, website: 48, unknown: 10 }, applicants: 200 },
  ]);
  const { words } = await app.get<Answer>(question);
  expect(words.join(' ')).toMatch(/overlaps with Website: none can be called the most named/);
});

test.for([
  { why: 'nothing was declared', months: [], rules: ['no-answers'] },
  {
    why: 'there are fewer than 50 answers',
    months: [{ month: '2025-12', sources: { instagram: 30, website: 19 }, applicants: 60 }],
    rules: ['too-few-answers'],
  },
  {
    why: 'fewer than 30 % answered',
    months: [{ month: '2025-12', sources: { instagram: 60, website: 50 }, applicants: 400 }],
    rules: ['low-response'],
  },
  {
    why: 'applicants of those months are not known',
    months: [{ month: '2025-12', sources: { instagram: 60, website: 50 } }],
    rules: ['applicants-unknown'],
  },
  {
    why: 'nearly all answers are unknown',
    months: [{ month: '2025-12', sources: { instagram: 49, unknown: 60 }, applicants: 120 }],
    rules: ['too-few-answers'],
  },
  {
    why: 'one source alone has more than there were applicants',
    months: [{ month: '2025-12', sources: { instagram: 90, website: 10 }, applicants: 80 }],
    rules: ['sources-exceed-applicants'],
  },
])('no share is given where $why, and it is said in both languages', async ({ months, rules }) => {
  const app = months.length > 0 ? await officeWith(months) : openApp();
  const inEnglish = await app.get<Answer>(question);
  const inIndonesian = await app.get<Answer>(question.replace('lang=en', 'lang=id'));
  expect(inEnglish.refusals.map(({ rule }) => rule)).toEqual(rules);
  expect(inEnglish.sources.every(({ share }) => share === null)).toBe(true);
  expect(inEnglish.words).toHaveLength(1 + rules.length);
  expect(inIndonesian.words).toHaveLength(1 + rules.length);
  expect(inIndonesian.words[1]).not.toBe(inEnglish.words[1]);
});

test('where people could name several, each source has its own interval among all applicants, and it is said', async () => {
  const app = await officeWith([
    { month: '2025-12', sources: { instagram: 150, website: 120, unknown: 30 }, applicants: 200 },
  ]);
  const answer = await app.get<Answer>(question);
  expect(answer).toMatchObject({ severalAllowed: true, method: 'wilson', responseRate: null, refusals: [] });
  // Wilson for 150 of 200.
  expect(answer.sources[0]?.share).toMatchObject({
    share: 0.75,
    low: expect.closeTo(0.68567, 4),
    high: expect.closeTo(0.8051, 3),
  });
  expect(answer.words[0]).toMatch(/could name several/);
});

test('a change is given against the months just before, and only where both can be given', async () => {
  const months = [
    { month: '2025-11', sources: { instagram: 40, website: 60 }, applicants: 150 },
    { month: '2025-12', sources: { instagram: 80, website: 20 }, applicants: 150 },
  ];
  const ask = '/api/v1/channels/sources?from=2025-12-01&to=2025-12-31';
  const answer = await (await officeWith(months)).get<Answer>(ask);
  expect(answer.change).toMatchObject({ from: '2025-11-01', to: '2025-11-30' });
  expect(answer.change?.sources[0]).toMatchObject({ source: 'instagram', points: expect.closeTo(0.4) });
  const [november, december] = months;
  if (!november || !december) throw new Error('no months');
  const few = await officeWith([{ ...november, applicants: 1000 }, december]);
  expect((await few.get<Answer>(ask)).change).toBeNull();
});

test('the table has what the picture has', async () => {
  const app = await officeWith([
    { month: '2025-12', sources: { instagram: 120, website: 60, unknown: 60 }, applicants: 400 },
  ]);
  const response = await app.request('/api/v1/channels/sources.csv?from=2025-12-01&to=2025-12-31');
  expect(response.headers.get('Content-Type')).toContain('text/csv');
  const lines = (await response.text()).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain('instagram,120,0.5,');
});

test('days of a month that has a figure of its own are not counted beside it', async () => {
  const app = await officeWith([{ month: '2025-12', sources: { instagram: 60, website: 40 }, applicants: 200 }]);
  await app.store(csvOf([make.declaredSource({ date: '2025-12-03', source: 'instagram', applicants: 9 })]));
  expect(await app.get<Answer>(question)).toMatchObject({ answers: 100, periods: 1 });
});

test('all true shares lie in their intervals in at least 95 of 100 samples', () => {
  let state = 7;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const truth = { instagram: 0.45, website: 0.3, forum: 0.02, unknown: 0.23 };
  const order = Object.keys(truth);
  let held = 0;
  for (let sample = 0; sample < 400; sample += 1) {
    const counts = new Map<string, number>();
    for (let person = 0; person < 120; person += 1) {
      let left = random();
      const source = order.find((each) => {
        left -= truth[each as keyof typeof truth];
        return left < 0;
      });
      counts.set(source ?? 'unknown', (counts.get(source ?? 'unknown') ?? 0) + 1);
    }
    const span = { from: '2025-12-01', to: '2025-12-31' };
    for (const source of order) counts.set(source, counts.get(source) ?? 0);
    const { sources } = declaredAnswers([{ ...span, counts, applicants: 200 }], order, span);
    const all = sources.every(({ source, share }) => {
      const true_ = truth[source as keyof typeof truth];
      return share !== null && share.low <= true_ && true_ <= share.high;
    });
    if (all) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(370);
});

test('nothing is compared where once several could be named and once not', () => {
  const span = { from: '2025-12-01', to: '2025-12-31' };
  const asked = (applicants: number) =>
    declaredAnswers(
      [
        {
          ...span,
          counts: new Map([
            ['instagram', 80],
            ['unknown', 40],
          ]),
          applicants,
        },
      ],
      ['instagram', 'unknown'],
      span,
    );
  expect(declaredChange(asked(100), asked(200))).toBeUndefined();
  expect(declaredChange(asked(200), asked(200))).toHaveLength(2);
});

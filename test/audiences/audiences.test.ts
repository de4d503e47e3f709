import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Group {
  readonly group: string;
  readonly electronic: number;
  readonly ordinary: number;
  readonly total: number;
  readonly uptake: { readonly kind: string; readonly share?: number; readonly reason?: string };
  readonly isSmall: boolean;
}
interface Breakdown {
  readonly from: string;
  readonly to: string;
  readonly months: readonly string[];
  readonly leftOut: readonly { readonly month: string; readonly reason: string }[];
  readonly groups: readonly Group[];
  readonly total: number;
  readonly known: number;
  readonly coverage: number | null;
  readonly exceeding: readonly string[];
  readonly halves: readonly { readonly month: string; readonly group: string }[];
}
interface Dimension {
  readonly window: Breakdown;
  readonly base: Breakdown | null;
  readonly mix: {
    readonly change: { readonly points: number };
    readonly mix: number;
    readonly choice: number;
    readonly groups: readonly { readonly group: string; readonly mix: number; readonly choice: number }[];
    readonly standardised: { readonly share: number; readonly low: number; readonly high: number };
  } | null;
  readonly refusals: readonly { readonly rule: string; readonly sentence: string }[];
  readonly words: readonly string[];
}
interface Answer {
  readonly purposes: Dimension;
  readonly audiences: Dimension;
}

type Counts = Readonly<Record<string, readonly [electronic: number, ordinary: number]>>;

/** Rows of one month by purpose, and its totals unless told otherwise. */
function month(date: string, counts: Counts, rest: readonly [number, number] | null = [0, 0]) {
  const types = ['electronic', 'ordinary'] as const;
  const rows = Object.entries(counts).flatMap(([purpose, both]) =>
    types.map((passport_type, index) => ({ date, passport_type, purpose, applicants: both[index] ?? 0 })),
  );
  if (!rest) return rows;
  const total = (index: 0 | 1) => Object.values(counts).reduce((sum, both) => sum + both[index], rest[index]);
  return [
    ...types.map((passport_type, index) => ({
      date,
      passport_type,
      purpose: '',
      applicants: total(index as 0 | 1),
    })),
    ...rows,
  ];
}

const ask = (app: OpenApp, query: string) => app.get<Answer>(`/api/v1/audiences?lang=en&${query}`);
const december = 'from=2025-12-01&to=2025-12-31';

test('every group has its share with an interval, those of no recorded group among them', async () => {
  const app = openApp();
  await app.store(csvOf(month('2025-12', { Tourism: [60, 40], Umrah: [20, 180], Study: [2, 1] }, [5, 12])));
  const { window } = (await ask(app, december)).purposes;
  expect(window).toMatchObject({ months: ['2025-12-01'], total: 320, known: 303 });
  expect(window.groups.map(({ group, electronic, ordinary }) => [group, electronic, ordinary])).toEqual([
    ['tourism', 60, 40],
    ['umrah', 20, 180],
    ['study', 2, 1],
    ['unknown', 5, 12],
  ]);
  const [tourism, , study] = window.groups;
  expect(tourism?.uptake).toMatchObject({ kind: 'share', share: 0.6 });
  expect(study).toMatchObject({ uptake: { kind: 'none', reason: 'too-few' }, isSmall: true });
  expect(tourism?.isSmall).toBe(false);
});

test('only months that are over, lie wholly in the window and are broken down for both types are counted', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...month('2025-09', { Tourism: [50, 50] }),
      ...month('2025-10', {}, [80, 90]),
      { date: '2025-11', passport_type: 'electronic', purpose: 'Tourism', applicants: 40 },
      ...month('2025-12', { Tourism: [70, 30] }),
      { date: '2026-01-05', passport_type: 'electronic', purpose: 'Tourism', applicants: 9 },
      { date: '2026-01-05', passport_type: 'ordinary', purpose: 'Tourism', applicants: 9 },
    ]),
  );
  const { window } = (await ask(app, 'from=2025-09-15&to=2026-01-14')).purposes;
  expect(window).toMatchObject({
    from: '2025-10-01',
    to: '2025-12-31',
    months: ['2025-12-01'],
    leftOut: [
      { month: '2025-10-01', reason: 'no-breakdown' },
      { month: '2025-11-01', reason: 'one-type-only' },
    ],
    total: 100,
  });
});

test('a type that is missing is nought where the others come to the total, and unknown where they do not', async () => {
  const app = openApp();
  const without = (rows: ReturnType<typeof month>) =>
    rows.filter(({ purpose, passport_type }) => purpose !== 'Hajj' || passport_type === 'ordinary');
  await app.store(csvOf(without(month('2025-12', { Tourism: [60, 40], Hajj: [0, 30] }))));
  const proved = (await ask(app, december)).purposes.window;
  expect(proved.groups.find(({ group }) => group === 'hajj')).toMatchObject({ electronic: 0, ordinary: 30 });
  const other = openApp();
  await other.store(csvOf(without(month('2025-12', { Tourism: [60, 40], Hajj: [0, 30] }, [4, 0]))));
  const unknown = (await ask(other, december)).purposes.window;
  expect(unknown.halves).toEqual([{ month: '2025-12-01', group: 'hajj' }]);
  expect(unknown.groups.map(({ group, electronic, ordinary }) => [group, electronic, ordinary])).toEqual([
    ['tourism', 60, 40],
    ['unknown', 4, 30],
  ]);
});

test('days are added up where the month has no breakdown of its own, and not where it has', async () => {
  const app = openApp();
  const day = (date: string, electronic: number, ordinary: number) => month(date, { Tourism: [electronic, ordinary] });
  await app.store(csvOf([...day('2025-11-03', 10, 20), ...day('2025-11-04', 30, 40)]));
  await app.store(csvOf([...day('2025-12-03', 10, 20), ...month('2025-12', { Tourism: [70, 80] })]));
  const { window } = (await ask(app, 'from=2025-11-01&to=2025-12-31')).purposes;
  expect(window.groups[0]).toMatchObject({ group: 'tourism', electronic: 110, ordinary: 140 });
  expect(window.total).toBe(250);
});

test('a share that falls only because pilgrims doubled is all mix and no choice, and says so', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...month('2025-11', { Tourism: [480, 320], Umrah: [20, 180] }),
      ...month('2025-12', { Tourism: [480, 320], Umrah: [40, 360] }),
    ]),
  );
  const { mix, refusals, words } = (await ask(app, `${december}&compare=previous`)).purposes;
  expect(refusals).toEqual([]);
  expect(mix?.change.points).toBeCloseTo(520 / 1200 - 0.5, 12);
  expect(mix?.mix).toBeCloseTo(mix?.change.points ?? 0, 12);
  expect(mix?.choice).toBeCloseTo(0, 12);
  // With the applicants of November nothing would have changed.
  expect(mix?.standardised.share).toBeCloseTo(0.5, 12);
  const said = words.join(' ');
  expect(said).toContain('The share fell by 6.7 points, from 50 % to 43.3 %');
  expect(said).toContain('The mix of applicants lowered it by 6.7 points.');
  expect(said).toContain('Mostly because Umrah grew from 20 % (200 people) to 33.3 % of applicants (400 people).');
  expect(said).toContain('Choice within the groups did not change it (0 points).');
  expect(said).toContain('not evidence of a cause');
});

test('the same people who choose otherwise are all choice and no mix', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...month('2025-11', { Tourism: [400, 400], Umrah: [20, 180] }),
      ...month('2025-12', { Tourism: [480, 320], Umrah: [40, 160] }),
    ]),
  );
  const { mix, words } = (await ask(app, `${december}&compare=previous`)).purposes;
  expect(mix?.mix).toBeCloseTo(0, 12);
  expect(mix?.choice).toBeCloseTo(0.1, 12);
  expect(words.join(' ')).toContain('Choice within the groups raised it by 10 points.');
});

test('the base is as many months before, the same months a year before, or those that were asked for', async () => {
  const app = openApp();
  const same: Counts = { Tourism: [60, 40] };
  const all = ['2024-11', '2024-12', '2025-09', '2025-10', '2025-11', '2025-12'];
  await app.store(csvOf(all.flatMap((date) => month(date, same))));
  const months = 'from=2025-11-01&to=2025-12-31';
  const baseOf = async (query: string) => (await ask(app, `${months}&${query}`)).purposes.base;
  expect(await baseOf('compare=previous')).toMatchObject({ from: '2025-09-01', to: '2025-10-31' });
  expect(await baseOf('compare=year-before')).toMatchObject({ from: '2024-11-01', to: '2024-12-31' });
  expect(await baseOf('baseFrom=2024-12-01&baseTo=2024-12-31')).toMatchObject({ months: ['2024-12-01'], total: 100 });
  expect(await baseOf('')).toBe(null);
});

test.for([
  ['no breakdown before', [], december, 'compare=previous', 'no-breakdown'],
  [
    'a group that is empty in one window',
    month('2025-11', { Tourism: [60, 40] }),
    december,
    'compare=previous',
    'empty-cell',
  ],
  [
    'too little that is broken down',
    month('2025-11', { Tourism: [60, 40], Umrah: [10, 90] }, [30, 60]),
    december,
    'compare=previous',
    'too-little-covered',
  ],
  ['hardly anybody', month('2025-11', { Tourism: [5, 4], Umrah: [1, 2] }), december, 'compare=previous', 'too-few'],
  [
    'windows that overlap',
    month('2025-11', { Tourism: [60, 40], Umrah: [10, 90] }),
    'from=2025-11-01&to=2025-12-31',
    'baseFrom=2025-10-01&baseTo=2025-11-30',
    'windows-overlap',
  ],
] as const)('over %s the change is not split, and it is said why', async ([, before, window, base, rule]) => {
  const app = openApp();
  await app.store(csvOf([...before, ...month('2025-12', { Tourism: [60, 40], Umrah: [10, 90] })]));
  const { mix, refusals, words } = (await ask(app, `${window}&${base}`)).purposes;
  expect(mix).toBe(null);
  expect(refusals.map((refusal) => refusal.rule)).toContain(rule);
  expect(words).toEqual(['The change of the share is not split.', ...refusals.map(({ sentence }) => sentence)]);
  if (rule === 'empty-cell') expect(refusals[0]?.sentence).toMatch(/^Umrah: no applicants in the base window/);
});

test('groups that come to more than the total are named, and nothing is split by them', async () => {
  const app = openApp();
  const wrong = month('2025-12', { Tourism: [60, 40], Umrah: [10, 90] }, [-20, 0]);
  await app.store(csvOf([...month('2025-11', { Tourism: [60, 40], Umrah: [10, 90] }), ...wrong]));
  const { window, refusals } = (await ask(app, `${december}&compare=previous`)).purposes;
  expect(window.exceeding).toEqual(['2025-12-01']);
  expect(refusals.map(({ rule }) => rule)).toEqual(['exceeds-total']);
});

test('audiences are a sample: what it covers is told, and without the total it is not counted', async () => {
  const app = openApp();
  const row = (audience: string, passport_type: string, applicants: number, date = '2025-12') => ({
    date,
    audience,
    passport_type,
    applicants,
  });
  await app.store(csvOf(month('2025-12', {}, [200, 300])));
  await app.store(
    csvOf([
      row('students', 'electronic', 60),
      row('students', 'ordinary', 30),
      row('unknown', 'electronic', 5),
      row('unknown', 'ordinary', 5),
      row('students', 'electronic', 60, '2025-11'),
      row('students', 'ordinary', 30, '2025-11'),
    ]),
  );
  const { window } = (await ask(app, 'from=2025-11-01&to=2025-12-31')).audiences;
  expect(window.leftOut).toEqual([{ month: '2025-11-01', reason: 'no-total' }]);
  expect(window).toMatchObject({ total: 500, known: 90, coverage: 0.18 });
  expect(window.groups.map(({ group, electronic, ordinary }) => [group, electronic, ordinary])).toEqual([
    ['students', 60, 30],
    ['unknown', 140, 270],
  ]);
});

test('the answer is also a table whose parts add up to the change', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...month('2025-11', { Tourism: [480, 320], Umrah: [20, 180] }),
      ...month('2025-12', { Tourism: [400, 320], Umrah: [40, 360] }),
    ]),
  );
  const response = await app.request(`/api/v1/audiences.csv?${december}&compare=previous`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [header = '', ...lines] = (await response.text()).replace('\uFEFF', '').trim().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell])));
  expect(rows.map(({ by, group }) => [by, group])).toEqual([
    ['purpose', 'tourism'],
    ['purpose', 'umrah'],
    ['purpose', 'unknown'],
    ['purpose', 'all'],
  ]);
  const parts = ['mix_points', 'choice_points'].map((column) => rows.map((row) => Number(row[column] || 0)));
  for (const [tourism = 0, umrah = 0, , all = 0] of parts) expect(tourism + umrah).toBeCloseTo(all, 12);
  const all = rows.at(-1);
  expect(Number(all?.mix_points) + Number(all?.choice_points)).toBeCloseTo(440 / 1120 - 500 / 1000, 12);
});

test('half of a base window and one that is turned round are refused', async () => {
  const app = openApp();
  const refused = async (query: string) => problemOf(await app.request(`/api/v1/audiences?${query}`));
  expect((await refused('baseFrom=2025-01-01')).issues).toMatchObject([{ field: 'baseTo', code: 'base-needs-both' }]);
  expect((await refused('baseFrom=2025-02-01&baseTo=2025-01-01')).code).toBe('window-backwards');
});

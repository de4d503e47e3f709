import { expect, test } from 'vitest';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Figure {
  readonly type: string;
  readonly basis: string;
  readonly completed: number | null;
  readonly waitingDaysMedian: number | null;
  readonly medianRange: { readonly lowest: number; readonly highest: number } | null;
}
interface Answer {
  readonly offices: readonly {
    readonly id: string;
    readonly months: readonly { readonly month: string; readonly state: string; readonly figures: readonly Figure[] }[];
  }[];
  readonly fees: readonly { readonly type: string; readonly startsOn: string; readonly rupiah: number }[];
  readonly together: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly pairs: readonly { readonly month: string }[];
}

const row = (given: Record<string, string | number>) => ({
  date: '2025-12',
  passport_type: 'electronic',
  completed: 480,
  held: 12,
  waiting_days_median: 3.5,
  waiting_days_p90: 7,
  ...given,
});

const ask = (app: OpenApp, query = 'from=2025-11-01&to=2026-01-14') => app.get<Answer>(`/api/v1/processing?${query}`);
const monthOf = (answer: Answer, month: string, office = 'bandung') =>
  answer.offices.find(({ id }) => id === office)?.months.find((one) => one.month === month);

test("a month's own figures are told as they are, and what was not reported is nothing and not zero", async () => {
  const app = openApp();
  await app.store(csvOf([row({}), row({ passport_type: 'ordinary', completed: 900, held: '' })]));
  const answer = await ask(app);
  expect(monthOf(answer, '2025-11')).toMatchObject({ state: 'unreported', figures: [] });
  expect(monthOf(answer, '2026-01')).toMatchObject({ state: 'unfinished', figures: [] });
  expect(monthOf(answer, '2025-12')?.figures).toMatchObject([
    // Counts of both types add up where both are known; two medians never make one.
    { type: 'all', basis: 'types', completed: 1380, held: null, waitingDaysMedian: null },
    { type: 'electronic', basis: 'month', completed: 480, held: 12, waitingDaysMedian: 3.5, waitingDaysP90: 7 },
    { type: 'ordinary', basis: 'month', completed: 900, held: null },
  ]);
});

test('of days only a sum of all open days is given, and of their medians only the range', async () => {
  const app = openApp();
  const days = Array.from({ length: 31 }, (_, index) => `2025-12-${String(index + 1).padStart(2, '0')}`).filter(
    (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  );
  const daily = (day: string, index: number) =>
    row({ date: day, completed: 10, held: 1, waiting_days_median: 3 + (index % 3), waiting_days_p90: 8 });
  await app.store(csvOf(days.slice(1).map(daily)));
  expect(monthOf(await ask(app), '2025-12')?.figures).toMatchObject([
    { basis: 'days', completed: null, waitingDaysMedian: null, medianRange: { lowest: 3, highest: 5 } },
  ]);
  await app.store(csvOf(days.slice(0, 1).map(daily)));
  expect(monthOf(await ask(app), '2025-12')?.figures[0]).toMatchObject({ completed: 10 * days.length });
});

test('other offices stand beside ours only where they have figures', async () => {
  const app = openApp();
  await app.store(csvOf([row({}), row({ office: 'surabaya', completed: 700 })]));
  const answer = await ask(app);
  expect(answer.offices.map(({ id }) => id)).toEqual(['bandung', 'surabaya']);
  expect(monthOf(answer, '2025-12', 'surabaya')?.figures[0]).toMatchObject({ completed: 700 });
});

test('fees are told with the day they began and where that is known from', async () => {
  const app = openApp();
  const fee = (starts: string, rupiah: number) => ({
    passport_type: 'electronic',
    validity_years: 10,
    starts,
    rupiah,
    reference: 'PP 45/2024',
  });
  await app.store(csvOf([fee('2024-12-17', 950_000), fee('2026-06-01', 1_000_000)]));
  // One that has not begun by the end of the window is none of it yet.
  expect((await ask(app)).fees).toEqual([
    { type: 'electronic', validityYears: 10, startsOn: '2024-12-17', rupiah: 950_000, reference: 'PP 45/2024' },
  ]);
});

const months = Array.from({ length: 14 }, (_, index) => {
  const number = 10 + index;
  return `${2024 + Math.floor((number - 1) / 12)}-${String(((number - 1) % 12) + 1).padStart(2, '0')}`;
});
const waits = [4, 6, 5, 8, 3, 7, 4, 9, 5, 6, 3, 8, 4, 7];

async function withMonths(electronicOf: (index: number) => number): Promise<OpenApp> {
  const app = openApp();
  await app.store(
    csvOf(
      months.flatMap((date, index) => [
        { date, passport_type: 'electronic', applicants: electronicOf(index) },
        { date, passport_type: 'ordinary', applicants: 1000 - electronicOf(index) },
      ]),
    ),
  );
  await app.store(
    csvOf(months.map((date, index) => row({ date, waiting_days_median: waits[index] ?? 0, waiting_days_p90: 20 }))),
  );
  return app;
}

test('where waiting and uptake moved apart it is shown with its interval, from the changes of neighbouring months', async () => {
  const app = await withMonths((index) => 400 - 20 * (waits[index] ?? 0));
  const { together, pairs } = await ask(app, 'from=2024-10-01&to=2026-01-14');
  expect(pairs.map(({ month }) => month)).toEqual(months);
  expect(together).toMatchObject({
    kind: 'correlation',
    changes: 13,
    point: expect.closeTo(-1, 1),
    direction: 'apart',
  });
});

test('too few months, and a share that has nothing to do with it, are said to be so', async () => {
  const app = await withMonths((index) => 300 + ((index * 7) % 5) * 10);
  expect((await ask(app, 'from=2024-10-01&to=2026-01-14')).together).toMatchObject({ direction: 'neither' });
  expect((await ask(app, 'from=2025-06-01&to=2026-01-14')).together).toMatchObject({
    kind: 'not-given',
    reason: 'too-few',
    changes: 5,
  });
});

test('the CSV has a row for every month and type, and one for a month of which nothing is known', async () => {
  const app = openApp();
  await app.store(csvOf([row({})]));
  const text = await (await app.request('/api/v1/processing.csv?from=2025-11-01&to=2025-12-31')).text();
  expect(text.trim().split('\n')).toEqual([
    'office,month,state,passport_type,basis,completed,held,held_share,held_share_low,held_share_high,held_share_note,waiting_days_median,waiting_days_p90,lowest_daily_median,highest_daily_median,reported_days,sample',
    'bandung,2025-11,unreported,,,,,,,,not-reported,,,,,,false',
    expect.stringMatching(
      /^bandung,2025-12,reported,electronic,month,480,12,0\.0243\d+,0\.0140\d+,0\.0421\d+,,3\.5,7,,,,false$/,
    ),
  ]);
});

test('what was held is a share of the completed and held with its interval, and none where one of them is missing', async () => {
  const app = openApp();
  await app.store(csvOf([row({}), row({ passport_type: 'ordinary', held: '' })]));
  const figures = monthOf(await ask(app), '2025-12')?.figures as unknown as readonly {
    type: string;
    heldShare: unknown;
  }[];
  expect(figures.find(({ type }) => type === 'electronic')?.heldShare).toMatchObject({
    kind: 'share',
    share: 12 / 492,
  });
  expect(figures.find(({ type }) => type === 'ordinary')?.heldShare).toBeNull();
});

test('the fees that hold are told by validity, with the difference only where both types have one', async () => {
  const app = openApp();
  const fee = (passport_type: string, validity_years: number, starts: string, rupiah: number) => ({
    passport_type,
    validity_years,
    starts,
    rupiah,
    reference: 'PP 45/2024',
  });
  await app.store(
    csvOf([
      fee('electronic', 5, '2019-05-03', 600_000),
      fee('electronic', 5, '2024-12-17', 650_000),
      fee('ordinary', 5, '2019-05-03', 350_000),
      fee('electronic', 10, '2024-12-17', 950_000),
    ]),
  );
  const { currentFees } = (await ask(app)) as unknown as { currentFees: readonly object[] };
  expect(currentFees).toMatchObject([
    {
      validityYears: 5,
      electronic: { rupiah: 650_000, startsOn: '2024-12-17' },
      ordinary: { rupiah: 350_000 },
      difference: 300_000,
    },
    { validityYears: 10, electronic: { rupiah: 950_000 }, ordinary: null, difference: null },
  ]);
});

import { commonMonth, indexedTo } from '@tilik/server/inside/offices/compared.ts';
import { expect, test } from 'vitest';
import { csvOf } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

interface Answer {
  readonly base: { readonly electronic: string | null; readonly total: string | null };
  readonly offices: readonly {
    readonly id: string;
    readonly indexRefused: { readonly electronic: string | null; readonly total: string | null };
    readonly months: readonly {
      readonly month: string;
      readonly state: string;
      readonly electronic: number | null;
      readonly share: { readonly kind: string; readonly share?: number };
      readonly electronicIndex: number | null;
    }[];
  }[];
}

const counts = (office: string, date: string, electronic: number, ordinary: number) => [
  { office, date, passport_type: 'electronic', applicants: electronic },
  { office, date, passport_type: 'ordinary', applicants: ordinary },
];

test('offices stand beside each other as they are and against the first month that all of them reported', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...counts('bandung', '2025-10', 200, 800),
      ...counts('bandung', '2025-11', 250, 750),
      ...counts('bandung', '2025-12', 500, 500),
      ...counts('surabaya', '2025-11', 100, 100),
      ...counts('surabaya', '2025-12', 50, 150),
    ]),
  );
  const query = 'from=2025-10-01&to=2025-12-31';
  const answer = await app.get<Answer>(`/api/v1/office-comparison?${query}`);
  expect(answer.base).toEqual({ electronic: '2025-11', total: '2025-11' });
  expect(answer.offices.map(({ id }) => id)).toEqual(['bandung', 'surabaya']);
  expect(answer.offices.map(({ months }) => months.map(({ electronicIndex }) => electronicIndex))).toEqual([
    [80, 100, 200],
    [null, 100, 50],
  ]);
  // What was not reported is a gap.
  expect(answer.offices[1]?.months[0]).toMatchObject({ electronic: null, share: { kind: 'none' } });
  expect(answer.offices[0]?.months[2]).toMatchObject({ share: { kind: 'share', share: 0.5 } });
  const csv = await (await app.request(`/api/v1/office-comparison.csv?${query}`)).text();
  expect(csv.trim().split('\n')).toHaveLength(7);
  expect(csv).toContain('surabaya,2025-12,reported,50,200,0.25');
});

const month = (period: string, electronic: number | null, state: 'reported' | 'unfinished' = 'reported') => ({
  period,
  state,
  electronic,
  total: electronic,
});

test('there is no index from nought, from a month that is missing, or from one that has not ended', () => {
  const ours = [month('2026-01', 0), month('2026-02', 5)];
  const other = [month('2026-01', 10), month('2026-02', 20)];
  expect(commonMonth([ours, other], 'electronic')).toBe('2026-01');
  expect(indexedTo('2026-01', ours, 'electronic')).toEqual({ kind: 'none', reason: 'base-is-zero' });
  expect(indexedTo('2026-01', other, 'electronic')).toEqual({ kind: 'indexed', base: 10, values: [100, 200] });
  const apart = [month('2026-01', null), month('2026-02', 3, 'unfinished')];
  expect(commonMonth([other, [month('2026-01', null), month('2026-02', null)]], 'electronic')).toBe('2026-01');
  expect(indexedTo('2026-01', apart, 'electronic')).toEqual({ kind: 'none', reason: 'not-reported' });
  expect(indexedTo(null, other, 'electronic')).toEqual({ kind: 'none', reason: 'no-common-month' });
});

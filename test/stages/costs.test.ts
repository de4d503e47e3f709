import type { EffectResult } from '@tilik/server/inside/effect/result.ts';
import { costPerAdditional, costPerDeclared, moneyOf } from '@tilik/server/inside/stages/costs.ts';
import { expect, test } from 'vitest';

const campaign = (id: string, spendingRupiah: number | null, budgetRupiah: number | null) => ({
  id,
  spendingRupiah,
  budgetRupiah,
});
const spent = moneyOf([campaign('a', 12_000_000, 20_000_000)]);
const computed = (extra: { estimate: number; lower: number; upper: number }) =>
  ({ kind: 'computed', verdict: 'SUPPORTED', numbers: { extra } }) as unknown as EffectResult;

test('what was spent comes before what was planned, and a budget that stands in for it is named', () => {
  expect(spent).toEqual({ rupiah: 12_000_000, basis: 'spending', missing: [], budgeted: [] });
  expect(moneyOf([campaign('a', null, 5), campaign('b', null, 6)])).toMatchObject({ rupiah: 11, basis: 'budget' });
  expect(moneyOf([campaign('a', 4, 5), campaign('b', null, 6)])).toEqual({
    rupiah: 10,
    basis: 'mixed',
    missing: [],
    budgeted: ['b'],
  });
});

test('there is no total where the money of one campaign is not known, and that one is named', () => {
  const money = moneyOf([campaign('a', 4, 5), campaign('b', null, null)]);
  expect(money).toEqual({ rupiah: null, basis: 'missing', missing: ['b'], budgeted: [] });
  expect(costPerDeclared(money, 100, false)).toEqual({ rupiah: null, reason: 'no-money' });
  expect(moneyOf([])).toMatchObject({ rupiah: null, missing: [] });
});

test('a campaign that cost nothing cost nothing, which is not that it is unknown', () => {
  expect(moneyOf([campaign('a', 0, 5)])).toMatchObject({ rupiah: 0, basis: 'spending' });
});

test('the cost per declared applicant is refused where nobody declared, nobody was asked, or it still runs', () => {
  expect(costPerDeclared(spent, 400, false)).toEqual({ rupiah: 30_000, reason: null });
  expect(costPerDeclared(spent, 0, false).reason).toBe('nobody');
  expect(costPerDeclared(spent, null, false).reason).toBe('not-declared');
  expect(costPerDeclared(spent, 400, true)).toEqual({ rupiah: null, reason: 'running' });
});

test('the cost per additional applicant carries the interval of the effect, its ends changed round', () => {
  expect(costPerAdditional(spent, computed({ estimate: 400, lower: 200, upper: 600 }))).toEqual({
    estimate: 30_000,
    lower: 20_000,
    upper: 60_000,
    reason: null,
  });
});

test('where no additional applicant cannot be excluded there is a least cost and nothing else', () => {
  expect(costPerAdditional(spent, computed({ estimate: 100, lower: -50, upper: 300 }))).toEqual({
    estimate: null,
    lower: 40_000,
    upper: null,
    reason: null,
  });
  expect(costPerAdditional(spent, computed({ estimate: 100, lower: 0, upper: 300 })).upper).toBeNull();
});

test('there is no cost per additional applicant without a judgement, or where there were fewer', () => {
  const reasonOf = (result: EffectResult | undefined, money = spent) => costPerAdditional(money, result).reason;
  expect(reasonOf(undefined)).toBe('not-judged');
  expect(reasonOf({ kind: 'not-computed' } as EffectResult)).toBe('not-computed');
  expect(reasonOf(computed({ estimate: -100, lower: -200, upper: -10 }))).toBe('none-additional');
  expect(reasonOf(computed({ estimate: 1, lower: 1, upper: 2 }), moneyOf([campaign('a', null, null)]))).toBe(
    'no-money',
  );
});

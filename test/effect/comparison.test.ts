import { addMonths, periodOf } from '@tilik/server/inside/day.ts';
import { comparisonOf } from '@tilik/server/inside/effect/comparison.ts';
import type { OfficePanel } from '@tilik/server/inside/effect/input.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { standardNormals } from '@tilik/server/inside/stats/standard-normals.ts';
import { expect, test } from 'vitest';

const months = 42;
const first = '2021-01-01';
const campaign = { id: 'campaign', shape: 'step' as const, from: '2024-01-01', to: '2024-06-30' };

/** Offices that move together, and ours lifted in the last six months. */
function panelOf(offices: number, lift: number, drift = 0): OfficePanel[] {
  const normal = standardNormals(randomGenerator(4));
  const common = Array.from(
    { length: months },
    (_, month) => 0.01 * month + 0.1 * Math.sin(month / 2) + 0.05 * normal(),
  );
  return Array.from({ length: offices }, (_, office) => ({
    name: `office ${office}`,
    figures: common.map((shared, month) => {
      const own = office === 0 ? (month >= 36 ? lift : 0) + drift * month : 0;
      const total = 2000 + 400 * office;
      const odds = Math.exp(-1 + 0.1 * (office % 2 === 0 ? office : -office) + shared + own + 0.03 * normal());
      const electronic = Math.round((total * odds) / (1 + odds));
      return {
        period: periodOf(addMonths(first, month), 'month'),
        openDays: 21,
        electronic,
        ordinary: total - electronic,
        value: null,
      };
    }),
  }));
}

test('difference in differences with three offices finds what ours was lifted by, and calls the rank an illustration', () => {
  const found = comparisonOf(panelOf(4, 0.5), campaign, 'share');
  expect(found?.offices).toEqual(['office 1', 'office 2', 'office 3']);
  expect(found?.differences?.estimate).toBeCloseTo(0.5, 1);
  expect(found?.differences?.degreesOfFreedom).toBeLessThan(4);
  expect(found?.rank).toEqual({ probability: 0.25, smallest: 0.25, isIllustration: true });
  expect(found?.inSpace.filter(({ isOurs }) => isOurs)).toHaveLength(1);
  expect(found?.synthetic).toBeNull();
});

test('paths that drifted apart before are told by the joint test, parallel ones pass it', () => {
  expect(comparisonOf(panelOf(6, 0.5, 0.03), campaign, 'share')?.preTrend?.probability).toBeLessThan(0.01);
  expect(comparisonOf(panelOf(6, 0.5), campaign, 'share')?.preTrend?.probability).toBeGreaterThan(0.01);
});

test('with eight donors that ran alike a synthetic control is given, with the donors it is made of', () => {
  const found = comparisonOf(panelOf(10, 0.5), campaign, 'share');
  expect(found?.synthetic?.estimate).toBeCloseTo(0.5, 1);
  expect(found?.synthetic?.donors.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 1);
  // Without an effect to be large against, no fit is close enough.
  expect(comparisonOf(panelOf(10, 0), campaign, 'share')?.synthetic).toBeNull();
});

test('without another office, or with one that did not report, there is no second opinion', () => {
  const [ours, other] = panelOf(2, 0.5);
  if (!ours || !other) throw new Error('no panel');
  expect(comparisonOf([ours], campaign, 'share')).toBeUndefined();
  const silent = { ...other, figures: other.figures.map((each) => ({ ...each, electronic: null })) };
  expect(comparisonOf([ours, silent], campaign, 'share')).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { benjaminiHochbergAdjustment } from '@tilik/server/inside/stats/benjamini-hochberg-adjustment.ts';
import { hochbergAdjustment } from '@tilik/server/inside/stats/hochberg-adjustment.ts';
import { holmAdjustment } from '@tilik/server/inside/stats/holm-adjustment.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestError } from './reference-case.ts';
import { seeded } from './seeded.ts';

const given: {
  readonly pValues: readonly number[];
  readonly holm: readonly number[];
  readonly hochberg: readonly number[];
  readonly benjaminiHochberg: readonly number[];
  readonly unsorted: {
    readonly pValues: readonly number[];
    readonly holm: readonly number[];
    readonly benjaminiHochberg: readonly number[];
  };
} = JSON.parse(readFileSync(new URL('../fixtures/benjamini-hochberg-1995.json', import.meta.url), 'utf8'));

const adjustments = [
  { name: 'holmAdjustment', adjust: holmAdjustment },
  { name: 'hochbergAdjustment', adjust: hochbergAdjustment },
  { name: 'benjaminiHochbergAdjustment', adjust: benjaminiHochbergAdjustment },
];

test('the adjustments give what R gives for the 15 p-values of Benjamini and Hochberg', () => {
  expect(largestError(holmAdjustment(given.pValues), given.holm)).toBeLessThan(1e-12);
  expect(largestError(hochbergAdjustment(given.pValues), given.hochberg)).toBeLessThan(1e-12);
  expect(largestError(benjaminiHochbergAdjustment(given.pValues), given.benjaminiHochberg)).toBeLessThan(1e-12);
});

test('the adjustments give what R gives for p-values in no order, in their order', () => {
  const { pValues, holm, benjaminiHochberg } = given.unsorted;
  expect(largestError(holmAdjustment(pValues), holm)).toBeLessThan(1e-12);
  expect(largestError(benjaminiHochbergAdjustment(pValues), benjaminiHochberg)).toBeLessThan(1e-12);
});

test('at .05 Benjamini and Hochberg find four of their fifteen, Holm three', () => {
  const found = (adjusted: readonly number[]) => adjusted.filter((value) => value <= 0.05).length;
  expect(found(benjaminiHochbergAdjustment(given.pValues))).toBe(4);
  expect(found(holmAdjustment(given.pValues))).toBe(3);
});

test.for(adjustments)('$name leaves one p-value and no p-value alone, and treats equal ones equally', ({ adjust }) => {
  expect(adjust([])).toEqual([]);
  expect(adjust([0.2])).toEqual([0.2]);
  const [one, , other] = adjust([0.02, 0.9, 0.02, 0.5]);
  expect(one).toBe(other);
});

test.for(adjustments)('$name throws on what is not a probability', ({ adjust }) => {
  for (const wrong of [Number.NaN, -0.01, 1.01, Number.POSITIVE_INFINITY]) {
    expect(() => adjust([0.1, wrong])).toThrow(RangeError);
  }
});

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

test.for(adjustments)(
  '$name is never below the p-value, never above 1, and does not ask for an order',
  ({ adjust }) => {
    fc.assert(
      fc.property(pValues, fc.integer({ min: 0, max: 2 ** 30 }), (values, seed) => {
        const adjusted = adjust(values);
        adjusted.forEach((value, index) => {
          expect(value).toBeGreaterThanOrEqual((values[index] ?? Number.NaN) * (1 - 1e-15));
          expect(value).toBeLessThanOrEqual(1);
        });
        const random = seeded(seed);
        const order = values.map((_, index) => ({ index, key: random() })).sort((one, other) => one.key - other.key);
        expect(adjust(order.map(({ index }) => values[index] ?? 0))).toEqual(order.map(({ index }) => adjusted[index]));
      }),
      { seed: 41, numRuns: 300 },
    );
  },
);

test('Holm is never below Hochberg, and Hochberg never below Benjamini and Hochberg', () => {
  fc.assert(
    fc.property(pValues, (values) => {
      const [holm, hochberg, discovery] = adjustments.map(({ adjust }) => adjust(values));
      values.forEach((_, index) => {
        expect(holm?.[index]).toBeGreaterThanOrEqual((hochberg?.[index] ?? 2) * (1 - 1e-14));
        expect(hochberg?.[index]).toBeGreaterThanOrEqual((discovery?.[index] ?? 2) * (1 - 1e-14));
      });
    }),
    { seed: 42, numRuns: 300 },
  );
});

test('where nothing is true, ten raw p-values cry wolf in some 40 % of families and Holm in at most 5 %', () => {
  const random = seeded(1979);
  const families = 4000;
  let [raw, holm] = [0, 0];
  for (let family = 0; family < families; family += 1) {
    const values = Array.from({ length: 10 }, random);
    if (values.some((value) => value <= 0.05)) raw += 1;
    if (holmAdjustment(values).some((value) => value <= 0.05)) holm += 1;
  }
  expect(raw / families).toBeGreaterThan(0.37);
  expect(holm / families).toBeLessThan(0.06);
});

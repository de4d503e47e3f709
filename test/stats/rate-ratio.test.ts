import { readFileSync } from 'node:fs';
import { conditionalRateRatio, type EventRate } from '@tilik/server/inside/stats/conditional-rate-ratio.ts';
import { exactRateRatio } from '@tilik/server/inside/stats/exact-rate-ratio.ts';
import { garwoodInterval } from '@tilik/server/inside/stats/garwood-interval.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import { wilsonRateRatio } from '@tilik/server/inside/stats/wilson-rate-ratio.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';

type Pair = readonly [number, number];

const {
  cases,
}: {
  readonly cases: readonly {
    readonly name: string;
    readonly first: EventRate;
    readonly second: EventRate;
    readonly ratio: number;
    readonly exact: Pair;
    readonly pValue: number;
    readonly wilson: Pair;
    readonly garwood: Pair;
  }[];
} = JSON.parse(readFileSync(new URL('../fixtures/rate-ratio.json', import.meta.url), 'utf8'));

const near = (found: number | null, expected: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThan(1e-9);

test.for(cases)('exactRateRatio, wilsonRateRatio and garwoodInterval give what R gives: $name', (given) => {
  const exact = accepted(exactRateRatio(given.first, given.second));
  near(exact.point, given.ratio);
  near(exact.lower, given.exact[0]);
  near(exact.upper, given.exact[1]);
  near(exact.pValue, given.pValue);
  const wilson = accepted(wilsonRateRatio(given.first, given.second));
  near(wilson.point, given.ratio);
  near(wilson.lower, given.wilson[0]);
  near(wilson.upper, given.wilson[1]);
  const rate = garwoodInterval(given.second.count, given.second.exposure);
  near(rate.lower, given.garwood[0]);
  near(rate.upper, given.garwood[1]);
});

test('exactRateRatio finds the printed 1.86 with 1.01 to 3.61 in the fluoroscopy study', () => {
  const { point, lower, upper } = accepted(
    exactRateRatio({ count: 15, exposure: 19_017 }, { count: 41, exposure: 28_010 }),
  );
  expect([point, lower, upper].map((value) => value?.toFixed(2))).toEqual(['1.86', '1.01', '3.61']);
});

test('garwoodInterval keeps its digits at the count where the gamma and χ² quantiles of the library lose them', () => {
  expect(garwoodInterval(5000).upper).toBeCloseTo(5140.548949, 6);
});

test('garwoodInterval of no event begins at exactly 0 and ends where none would have a chance of 2.5 %', () => {
  expect(garwoodInterval(0, 10).lower).toBe(0);
  expect(garwoodInterval(0, 10).upper).toBeCloseTo(-Math.log(0.025) / 10, 12);
});

test('a ratio over a rate without an event has a lower end only, and one of no events at all is refused', () => {
  const found = accepted(exactRateRatio({ count: 0, exposure: 10 }, { count: 7, exposure: 10 }));
  expect(found.point).toBeNull();
  expect(found.upper).toBeNull();
  expect(found.lower).toBeGreaterThan(1);
  expect(found.pValue).toBeCloseTo(2 / 2 ** 7, 12);
  const nothing = { count: 0, exposure: 10 };
  expect(exactRateRatio(nothing, nothing)).toEqual({ refused: 'too-few' });
  expect(wilsonRateRatio(nothing, nothing)).toEqual({ refused: 'too-few' });
});

test('rates throw on what is no count, no exposure and no confidence', () => {
  const rate = { count: 3, exposure: 1 };
  for (const wrong of [
    { count: -1, exposure: 1 },
    { count: 1.5, exposure: 1 },
    { count: Number.NaN, exposure: 1 },
    { count: 1, exposure: 0 },
    { count: 1, exposure: Number.POSITIVE_INFINITY },
  ]) {
    expect(() => garwoodInterval(wrong.count, wrong.exposure)).toThrow(RangeError);
    expect(() => conditionalRateRatio(wrong, rate, wilsonInterval)).toThrow(RangeError);
    expect(() => exactRateRatio(rate, wrong)).toThrow(RangeError);
  }
  expect(() => garwoodInterval(1, 1, 1)).toThrow(RangeError);
  expect(() => wilsonRateRatio(rate, rate, 0)).toThrow(RangeError);
});

const rates = fc.record({ count: fc.integer({ min: 0, max: 3000 }), exposure: fc.integer({ min: 1, max: 200 }) });

test('the p-value of exactRateRatio is the sum of the probabilities of all splits that are no likelier', () => {
  const small = fc.record({ count: fc.integer({ min: 0, max: 40 }), exposure: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(small, small, (first, second) => {
      const events = first.count + second.count;
      fc.pre(events > 0);
      const share = second.exposure / (first.exposure + second.exposure);
      const probabilities = [(1 - share) ** events];
      for (let count = 0; count < events; count += 1) {
        const ratio = ((events - count) / (count + 1)) * (share / (1 - share));
        probabilities.push((probabilities[count] ?? 0) * ratio);
      }
      const limit = (probabilities[second.count] ?? 0) * (1 + 1e-7);
      const sum = probabilities.filter((probability) => probability <= limit).reduce((all, each) => all + each, 0);
      expect(accepted(exactRateRatio(first, second)).pValue).toBeCloseTo(Math.min(1, sum), 10);
    }),
    { seed: 21, numRuns: 300 },
  );
});

test('a rate ratio turns over when the rates change places, and so does its interval', () => {
  fc.assert(
    fc.property(rates, rates, (first, second) => {
      fc.pre(first.count > 0 && second.count > 0);
      for (const of of [exactRateRatio, wilsonRateRatio]) {
        const ratio = accepted(of(first, second));
        const turned = accepted(of(second, first));
        expect((ratio.point ?? 0) * (turned.point ?? 0)).toBeCloseTo(1, 10);
        expect(ratio.lower * (turned.upper ?? 0)).toBeCloseTo(1, 8);
        expect(ratio.lower).toBeLessThanOrEqual(ratio.point ?? 0);
        expect(ratio.upper).toBeGreaterThanOrEqual(ratio.point ?? 0);
      }
      expect(accepted(exactRateRatio(first, second)).pValue).toBeCloseTo(
        accepted(exactRateRatio(second, first)).pValue,
        10,
      );
    }),
    { seed: 22, numRuns: 200 },
  );
});

test('garwoodInterval covers at least 95 % for every rate, and contains the rate it saw', () => {
  for (let rate = 0.25; rate < 30; rate += 0.25) {
    let [covered, probability] = [0, Math.exp(-rate)];
    for (let count = 0; count < 120; count += 1) {
      const { point, lower, upper } = garwoodInterval(count);
      expect(lower <= point && point <= upper).toBe(true);
      if (lower <= rate && rate <= upper) covered += probability;
      probability *= rate / (count + 1);
    }
    expect(covered).toBeGreaterThanOrEqual(0.95);
  }
});

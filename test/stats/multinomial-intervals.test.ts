import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { goodmanIntervals } from '@tilik/server/inside/stats/goodman-intervals.ts';
import { sisonGlazIntervals } from '@tilik/server/inside/stats/sison-glaz-intervals.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

type Pair = readonly [number, number];

const chiSquareCdf: (x: number, degreesOfFreedom: number) => number = createRequire(
  new URL('../../server/package.json', import.meta.url),
)('@stdlib/stats-base-dists-chisquare-cdf');

const {
  cases,
}: {
  readonly cases: readonly {
    readonly counts: readonly number[];
    readonly sisonGlaz: readonly Pair[];
    readonly goodman: readonly Pair[];
  }[];
} = JSON.parse(readFileSync(new URL('../fixtures/sison-glaz-1995.json', import.meta.url), 'utf8'));

test('sisonGlazIntervals gives the intervals R gives for the three examples of Sison and Glaz, to the digits they are kept with', () => {
  expect(cases).toHaveLength(3);
  for (const { counts, sisonGlaz } of cases) {
    accepted(sisonGlazIntervals(counts)).forEach(({ lower, upper }, index) => {
      expect(Math.abs(lower - (sisonGlaz[index]?.[0] ?? Number.NaN))).toBeLessThan(1.5e-4);
      expect(Math.abs(upper - (sisonGlaz[index]?.[1] ?? Number.NaN))).toBeLessThan(1.5e-4);
    });
  }
});

test('goodmanIntervals gives the intervals printed by Sison and Glaz', () => {
  for (const { counts, goodman } of cases) {
    goodmanIntervals(counts).forEach(({ lower, upper }, index) => {
      expect(Math.abs(lower - (goodman[index]?.[0] ?? Number.NaN))).toBeLessThan(1e-3);
      expect(Math.abs(upper - (goodman[index]?.[1] ?? Number.NaN))).toBeLessThan(1e-3);
    });
  }
});

test("goodmanIntervals by his own formula is Wilson's interval at the level of Bonferroni", () => {
  const counts = [56, 72, 73, 59, 62, 87, 58];
  const total = counts.reduce((sum, count) => sum + count, 0);
  goodmanIntervals(counts).forEach(({ lower, upper }, index) => {
    const count = counts[index] ?? 0;
    // Goodman's two ends are the roots of (p̂ − p)² = χ² · p(1 − p)/n, with one χ² for all categories.
    const quantile = (end: number) => ((count / total - end) ** 2 * total) / (end * (1 - end));
    expect(chiSquareCdf(quantile(lower), 1)).toBeCloseTo(1 - 0.05 / 7, 12);
    expect(chiSquareCdf(quantile(upper), 1)).toBeCloseTo(1 - 0.05 / 7, 12);
    expect(wilsonInterval(count, total, 1 - 0.05 / 7)).toEqual(expect.objectContaining({ lower, upper }));
  });
});

/** The probability that a new sample lies within so many of every count, by adding up all ways to reach the total. */
function exactProbability(counts: readonly number[], half: number) {
  const poisson = (count: number, mean: number) => {
    let logarithm = -mean + count * Math.log(mean);
    for (let each = 2; each <= count; each += 1) logarithm -= Math.log(each);
    return Math.exp(logarithm);
  };
  const total = counts.reduce((sum, count) => sum + count, 0);
  let ways = [1];
  for (const mean of counts) {
    const next = new Array<number>(total + 1).fill(0);
    ways.forEach((way, sum) => {
      for (let count = Math.max(0, mean - half); count <= mean + half && sum + count <= total; count += 1) {
        next[sum + count] = (next[sum + count] ?? 0) + way * poisson(count, mean);
      }
    });
    ways = next;
  }
  return (ways[total] ?? 0) / poisson(total, total);
}

test('the width of sisonGlazIntervals is the one at which the exact probability passes the confidence', () => {
  for (const counts of [
    [56, 72, 73, 59, 62, 87, 58],
    [20, 35, 45],
    [30, 10, 25, 15, 40],
  ]) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const found = accepted(sisonGlazIntervals(counts))[0];
    const half = Math.round(((found?.point ?? 0) - (found?.lower ?? 0)) * total);
    const [before, after] = [exactProbability(counts, half), exactProbability(counts, half + 1)];
    expect(before).toBeLessThanOrEqual(0.95);
    expect(after).toBeGreaterThan(0.95);
    const upper = ((counts[0] ?? 0) + half + (2 * (0.95 - before)) / (after - before)) / total;
    // The expansion finds the fraction of a count to a tenth.
    expect(Math.abs((found?.upper ?? 0) - upper)).toBeLessThan(0.2 / total);
  }
});

const both = [
  { name: 'goodmanIntervals', intervals: goodmanIntervals, least: 0.94 },
  {
    name: 'sisonGlazIntervals',
    intervals: (counts: readonly number[], confidence?: number) => accepted(sisonGlazIntervals(counts, confidence)),
    least: 0.93,
  },
];

test.for(both)('$name holds all five true shares at once in its part of samples of 200', ({ intervals, least }) => {
  const shares = [0.35, 0.25, 0.2, 0.12, 0.08];
  const random = seeded(1995);
  const samples = 2000;
  let held = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const counts = shares.map(() => 0);
    for (let each = 0; each < 200; each += 1) {
      let [draw, category] = [random(), 0];
      while (category < shares.length - 1 && draw >= (shares[category] ?? 0)) {
        draw -= shares[category] ?? 0;
        category += 1;
      }
      counts[category] = (counts[category] ?? 0) + 1;
    }
    const found = intervals(counts);
    if (found.every(({ lower, upper }, index) => lower <= (shares[index] ?? 0) && (shares[index] ?? 0) <= upper))
      held += 1;
  }
  expect(held / samples).toBeGreaterThan(least);
});

test('95 % for each share alone is much less than 95 % for all five, which is why they are simultaneous', () => {
  const counts = [70, 50, 40, 24, 16];
  const alone = counts.map((count) => wilsonInterval(count, 200));
  for (const { intervals } of both) {
    intervals(counts).forEach(({ lower, upper }, index) => {
      expect(upper - lower).toBeGreaterThan((alone[index]?.upper ?? 0) - (alone[index]?.lower ?? 0));
    });
  }
});

const someCounts = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 8 });

test.for(both)(
  '$name contains its points, stays inside [0, 1] and follows the order of the categories',
  ({ intervals }) => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        fc.pre(counts.some((count) => count > 0) && !('refused' in sisonGlazIntervals(counts)));
        const found = intervals(counts);
        for (const { point, lower, upper } of found) {
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(point);
          expect(upper).toBeGreaterThanOrEqual(point);
          expect(upper).toBeLessThanOrEqual(1);
        }
        const turned = intervals(counts.toReversed()).toReversed();
        found.forEach(({ lower, upper }, index) => {
          expect(turned[index]?.lower).toBeCloseTo(lower, 10);
          expect(turned[index]?.upper).toBeCloseTo(upper, 8);
        });
        // The expansion of Sison and Glaz is not monotone where a category is nearly empty.
        if (Math.min(...counts) < 20) return;
        for (const [index, { lower, upper }] of intervals(counts, 0.99).entries()) {
          expect(lower).toBeLessThanOrEqual(found[index]?.lower ?? Number.NaN);
          expect(upper).toBeGreaterThanOrEqual((found[index]?.upper ?? Number.NaN) - 1e-12);
        }
      }),
      { seed: 31, numRuns: 200 },
    );
  },
);

test.for(both)('$name throws on one category, on no count and on what is none', ({ intervals }) => {
  for (const counts of [[5], [], [0, 0], [1, -1], [1.5, 2], [Number.NaN, 2]]) {
    expect(() => intervals(counts)).toThrow(RangeError);
  }
  expect(() => intervals([1, 2], 1)).toThrow(RangeError);
});

test('sisonGlazIntervals refuses where its interval would begin at its own point', () => {
  for (const counts of [
    [3, 0],
    [1, 1],
    [1, 0, 0, 0],
    [200, 0],
  ]) {
    expect(sisonGlazIntervals(counts)).toEqual({ refused: 'too-few' });
  }
  expect(accepted(sisonGlazIntervals([12, 9, 4]))).toHaveLength(3);
});

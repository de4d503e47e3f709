import { readFileSync } from 'node:fs';
import { median } from '@tilik/server/inside/stats/median.ts';
import { modifiedZScore, modifiedZScoreRange } from '@tilik/server/inside/stats/modified-z-score.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

interface Fixture {
  readonly samples: readonly {
    readonly sample: readonly number[];
    readonly median: number;
    readonly deviation: number;
    readonly scores: readonly number[];
  }[];
}

const { samples }: Fixture = JSON.parse(
  readFileSync(new URL('../fixtures/iglewicz-hoaglin-1993.json', import.meta.url), 'utf8'),
);

test.for(samples)('modifiedZScore gives what SciPy gives for every value of a sample', (given) => {
  given.sample.forEach((value, index) => {
    const found = modifiedZScore(value, given.sample);
    expect(found.median).toBeCloseTo(given.median, 12);
    expect(found.deviation).toBeCloseTo(given.deviation, 12);
    expect(found.score).toBeCloseTo(given.scores[index] ?? Number.NaN, 9);
  });
});

test('modifiedZScore finds the two outliers of the data that Iglewicz and Hoaglin print, where the z-score finds none', () => {
  const sample = samples[0]?.sample ?? [];
  expect(sample.filter((value) => Math.abs(modifiedZScore(value, sample).score) > 3.5)).toEqual([8.2, 8.3]);
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const deviation = Math.sqrt(sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sample.length - 1));
  expect(sample.filter((value) => Math.abs(value - mean) / deviation > 3)).toEqual([]);
});

test('modifiedZScoreRange holds exactly the values that score no more than the limit', () => {
  const { lower, upper } = modifiedZScoreRange({ median: 3, deviation: 1 }, 3.5);
  const sample = [1, 2, 3, 4, 5];
  expect(modifiedZScore(upper, sample).score).toBeCloseTo(3.5, 12);
  expect(modifiedZScore(lower, sample).score).toBeCloseTo(-3.5, 12);
  expect([lower, upper].map((end) => Number(end.toFixed(3)))).toEqual([-2.189, 8.189]);
});

test('modifiedZScore refuses an empty sample, a sample without spread and what is not finite', () => {
  expect(() => modifiedZScore(1, [])).toThrow(RangeError);
  expect(() => modifiedZScore(1, [2, 2, 2, 2, 9])).toThrow(RangeError);
  expect(() => modifiedZScore(Number.NaN, [1, 2, 3])).toThrow(RangeError);
  expect(() => modifiedZScore(1, [1, 2, Number.POSITIVE_INFINITY])).toThrow(RangeError);
});

test('median is the middle value, or the mean of the two middle ones, and leaves the sample as it was', () => {
  const sample = [4, 1, 3, 2];
  expect(median(sample)).toBe(2.5);
  expect(median([10, 9, 100])).toBe(10);
  expect(median([-1])).toBe(-1);
  expect(sample).toEqual([4, 1, 3, 2]);
  expect(() => median([])).toThrow(RangeError);
  expect(() => median([1, Number.NaN])).toThrow(RangeError);
});

test('modifiedZScore does not change with the unit or the zero of the scale, and turns its sign with it', () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 9 }), (sample, shift, unit) => {
      const [value = 0] = sample;
      const centre = median(sample);
      fc.pre(median(sample.map((one) => Math.abs(one - centre))) > 0);
      const { score } = modifiedZScore(value, sample);
      const moved = (one: number) => one * unit + shift;
      expect(modifiedZScore(moved(value), sample.map(moved)).score).toBeCloseTo(score, 9);
      expect(
        modifiedZScore(
          -value,
          sample.map((one) => -one),
        ).score,
      ).toBeCloseTo(-score, 9);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('of normal values held against 26 others, fewer than one in a hundred lies beyond 3.5', () => {
  const random = seeded(1993);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const runs = 10_000;
  let beyond = 0;
  for (let run = 0; run < runs; run += 1) {
    const sample = Array.from({ length: 26 }, normal);
    if (Math.abs(modifiedZScore(normal(), sample).score) > 3.5) beyond += 1;
  }
  expect(beyond / runs).toBeLessThan(0.01);
});

import { readFileSync } from 'node:fs';
import { logisticCeilingInterval } from '@tilik/server/inside/stats/logistic-ceiling-interval.ts';
import { logisticGrowth } from '@tilik/server/inside/stats/logistic-growth.ts';
import { profileInterval } from '@tilik/server/inside/stats/profile-interval.ts';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));

const {
  sets,
}: {
  readonly sets: readonly {
    readonly name: string;
    x: number[];
    y: number[];
    certified: number[];
    deviations: number[];
  }[];
} = read('nist-nonlinear.json');
const { intervals }: { readonly intervals: readonly { confidence: number; lower: number; upper: number }[] } =
  read('rat42-profile.json');

const pasture = sets.find(({ name }) => name === 'Rat42') ?? { x: [], y: [], certified: [], deviations: [] };

function normals(seed: number) {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const months = Array.from({ length: 48 }, (_, index) => index);
const share = (month: number) => 0.6 / (1 + Math.exp(-0.15 * (month - 20)));

test("logisticGrowth gives the certified values of NIST's Rat42, without being told where to begin", () => {
  const [ceiling = 0, shift = 0, rate = 0] = pasture.certified;
  const found = accepted(logisticGrowth(pasture.x, pasture.y));
  expect(found.ceiling / ceiling).toBeCloseTo(1, 9);
  expect(found.rate / rate).toBeCloseTo(1, 9);
  expect(found.midpoint / (shift / rate)).toBeCloseTo(1, 9);
  expect((found.standardErrors[0] ?? 0) / (pasture.deviations[0] ?? 0)).toBeCloseTo(1, 8);
  expect((found.standardErrors[1] ?? 0) / (pasture.deviations[2] ?? 0)).toBeCloseTo(1, 8);
  expect(found.degreesOfFreedom).toBe(6);
});

test.for(intervals)(
  'logisticCeilingInterval gives the $confidence profile interval that SciPy gives for Rat42',
  ({ confidence, lower, upper }) => {
    const found = accepted(logisticCeilingInterval(pasture.x, pasture.y, 1000, confidence));
    expect(found.lower / lower).toBeCloseTo(1, 9);
    expect(found.upper / upper).toBeCloseTo(1, 9);
    expect(found.factor).toBeCloseTo(upper / lower, 8);
    expect(found).toMatchObject({ touchesLowest: false, touchesHighest: false });
  },
);

test('profileInterval is the t interval where the model is linear', () => {
  const linear = { sumOfSquaresAt: (value: number) => 5 + 4 * (value - 2.5) ** 2, best: 2.5, sumOfSquares: 5 };
  // s/√n · t(.975, 3) = √(5/3)/2 · 3.182446305284
  const half = (Math.sqrt(5 / 3) / 2) * 3.182446305284;
  const found = accepted(profileInterval({ ...linear, degreesOfFreedom: 3, lowest: -100, highest: 100 }));
  expect(found.lower).toBeCloseTo(2.5 - half, 8);
  expect(found.upper).toBeCloseTo(2.5 + half, 8);
  expect(accepted(profileInterval({ ...linear, degreesOfFreedom: 3, lowest: 1, highest: 3 }))).toEqual({
    lower: 1,
    upper: 3,
    touchesLowest: true,
    touchesHighest: true,
    factor: 3,
  });
  const around = accepted(profileInterval({ ...linear, degreesOfFreedom: 3, lowest: -100, highest: 100 }, 0.999));
  expect(around.lower).toBeLessThan(0);
  expect(around.factor).toBeNull();
});

test('profileInterval refuses a value without a fit and a better value than the best, and throws on nonsense', () => {
  const linear = { best: 2.5, sumOfSquares: 5, degreesOfFreedom: 3, lowest: -100, highest: 100 };
  const square = (value: number) => 5 + 4 * (value - 2.5) ** 2;
  expect(profileInterval({ ...linear, sumOfSquaresAt: (value) => (value > 3 ? null : square(value)) })).toEqual({
    refused: 'not-converged',
  });
  expect(profileInterval({ ...linear, sumOfSquaresAt: (value) => square(value - 1) - 3 })).toEqual({
    refused: 'not-converged',
  });
  expect(profileInterval({ ...linear, sumOfSquares: 0, sumOfSquaresAt: square })).toEqual({ refused: 'no-variation' });
  expect(() => profileInterval({ ...linear, sumOfSquaresAt: square }, 1)).toThrow(RangeError);
  expect(() => profileInterval({ ...linear, highest: 2, sumOfSquaresAt: square })).toThrow(RangeError);
  expect(() => profileInterval({ ...linear, highest: Number.POSITIVE_INFINITY, sumOfSquaresAt: square })).toThrow(
    RangeError,
  );
});

test('logisticGrowth finds the curve that made the values, rising or falling', () => {
  for (const rate of [0.15, -0.15]) {
    const values = months.map((month) => 0.6 / (1 + Math.exp(-rate * (month - 20))));
    const found = accepted(logisticGrowth(months, values));
    expect(found.ceiling).toBeCloseTo(0.6, 9);
    expect(found.rate).toBeCloseTo(rate, 9);
    expect(found.midpoint).toBeCloseTo(20, 8);
    const held = accepted(logisticGrowth(months, values, { ceiling: 0.6 }));
    expect(held.midpoint).toBeCloseTo(20, 8);
    expect(held.standardErrors[0]).toBe(0);
  }
});

test('a ceiling is not known before the growth has bent, and logisticCeilingInterval says so', () => {
  const normal = normals(7);
  const values = months.map((month) => share(month) + 0.01 * normal());
  const whole = accepted(logisticCeilingInterval(months, values, 1));
  expect(whole.lower).toBeLessThan(0.6);
  expect(whole.upper).toBeGreaterThan(0.6);
  expect(whole.factor ?? 9).toBeLessThan(1.1);
  const early = accepted(logisticCeilingInterval(months.slice(0, 14), values.slice(0, 14), 1));
  expect(early.upper).toBe(1);
  expect(early.touchesHighest).toBe(true);
});

test('logisticCeilingInterval starts from the highest ceiling where the best would be higher', () => {
  const values = months.slice(0, 12).map((month) => 0.01 * Math.exp(0.1 * month) + (month % 2 === 0 ? 2e-4 : -2e-4));
  const found = accepted(logisticCeilingInterval(months.slice(0, 12), values, 0.05));
  expect(found.point).toBe(0.05);
  expect(found.upper).toBe(0.05);
  expect(found.touchesHighest).toBe(true);
});

test('logisticGrowth says that its ceiling is held back, refuses what does not grow and throws on nonsense', () => {
  const values = months.map(share);
  expect(logisticGrowth(months, values, { highestCeiling: 0.55 })).toEqual({ refused: 'at-bound', detail: 0 });
  expect(logisticGrowth([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ refused: 'too-few' });
  expect(logisticGrowth([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])).toEqual({ refused: 'no-variation' });
  expect(() => logisticGrowth([1, 2, 3, 3, 5], [1, 2, 3, 4, 5])).toThrow(RangeError);
  expect(() => logisticGrowth([1, 2, 3, 4, 5], [1, 2, 3, 4])).toThrow(RangeError);
  expect(() => logisticGrowth([1, 2, 3, 4, 5], [1, 2, 3, 4, Number.NaN])).toThrow(RangeError);
  expect(() => logisticGrowth(months, values, { ceiling: -1 })).toThrow(RangeError);
  expect(() => logisticCeilingInterval(months, values, Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test('logisticCeilingInterval holds the true ceiling in about 95 of 100 samples that have bent', () => {
  const normal = normals(1838);
  const runs = 60;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const values = months.slice(0, 30).map((month) => share(month) + 0.02 * normal());
    const { lower, upper } = accepted(logisticCeilingInterval(months.slice(0, 30), values, 3));
    if (lower <= 0.6 && 0.6 <= upper) held += 1;
  }
  expect(held / runs).toBeGreaterThanOrEqual(0.88);
  expect(held / runs).toBeLessThanOrEqual(1);
});

import { readFileSync } from 'node:fs';
import { type RandomEffectsMean, randomEffectsMean } from '@tilik/server/inside/stats/random-effects-mean.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

const {
  bcg,
  raudenbush,
}: {
  readonly bcg: {
    readonly trials: readonly (readonly [number, number, number, number])[];
    readonly mean: number;
    readonly plainStandardError: number;
    readonly betweenVariance: number;
    readonly iSquared: number;
  };
  readonly raudenbush: {
    readonly estimates: readonly number[];
    readonly variances: readonly number[];
    readonly mean: number;
    readonly standardError: number;
    readonly betweenVariance: number;
    readonly lower: number;
    readonly upper: number;
    readonly plainPrediction: readonly [number, number];
    readonly shrunkenRange: readonly [number, number];
  };
} = JSON.parse(readFileSync(new URL('../fixtures/random-effects.json', import.meta.url), 'utf8'));

/** Without Hartung and Knapp's factor. */
const plainError = ({ standardError, scale }: RandomEffectsMean) => standardError / Math.sqrt(scale);

test('randomEffectsMean gives the mean, τ², I² and standard error of metafor for the trials of BCG vaccine', () => {
  const estimates = bcg.trials.map(([a, b, c, d]) => Math.log((a / (a + b)) * ((c + d) / c)));
  const errors = bcg.trials.map(([a, b, c, d]) => Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)));
  const found = accepted(randomEffectsMean(estimates, errors));
  expect(found.point).toBeCloseTo(bcg.mean, 4);
  expect(found.betweenVariance).toBeCloseTo(bcg.betweenVariance, 4);
  expect(found.iSquared).toBeCloseTo(bcg.iSquared, 4);
  expect(plainError(found)).toBeCloseTo(bcg.plainStandardError, 4);
});

test('randomEffectsMean gives the interval of Knapp and Hartung that is printed for the studies of teacher expectancy', () => {
  const found = accepted(randomEffectsMean(raudenbush.estimates, raudenbush.variances.map(Math.sqrt)));
  expect(found.point).toBeCloseTo(raudenbush.mean, 3);
  expect(found.betweenVariance).toBeCloseTo(raudenbush.betweenVariance, 3);
  expect(found.standardError).toBeCloseTo(raudenbush.standardError, 3);
  expect(Number(found.lower.toFixed(3))).toBe(raudenbush.lower);
  expect(Number(found.upper.toFixed(3))).toBe(raudenbush.upper);
  const singles = found.shrunken.map(({ point }) => point);
  expect([Math.min(...singles), Math.max(...singles)].map((value) => Number(value.toFixed(2)))).toEqual(
    raudenbush.shrunkenRange,
  );
  // What is printed takes the normal quantile and the plain standard error.
  const half = 1.959964 * Math.hypot(plainError(found), Math.sqrt(found.betweenVariance));
  expect([found.point - half, found.point + half].map((value) => Number(value.toFixed(3)))).toEqual(
    raudenbush.plainPrediction,
  );
});

test('equal errors have a closed form: the mean, and the variance of the estimates less that of their errors', () => {
  const found = accepted(randomEffectsMean([0.1, 0.3, 0.5], [0.1, 0.1, 0.1]));
  expect(found.point).toBeCloseTo(0.3, 12);
  expect(found.betweenVariance).toBeCloseTo(0.04 - 0.01, 10);
  expect(found.iSquared).toBeCloseTo(0.75, 10);
  expect(found.standardError).toBeCloseTo(Math.sqrt(0.04 / 3), 10);
  // 4.302653 is t(.975; 2)
  expect(found.upper - found.point).toBeCloseTo(4.302653 * Math.sqrt(0.04 / 3), 5);
  expect(found.shrunken[0]?.point).toBeCloseTo(0.15, 10);
});

test('estimates that agree better than their errors have τ² of exactly 0, one common effect and a factor below 1', () => {
  const found = accepted(randomEffectsMean([0.2, 0.21, 0.19, 0.2], [0.3, 0.2, 0.4, 0.3]));
  expect(found.betweenVariance).toBe(0);
  expect(found.iSquared).toBe(0);
  expect(found.scale).toBeLessThan(1);
  for (const { point } of found.shrunken) expect(point).toBe(found.point);
  const careful = accepted(randomEffectsMean([0.2, 0.21, 0.19, 0.2], [0.3, 0.2, 0.4, 0.3], { neverNarrower: true }));
  expect(careful.standardError).toBeCloseTo((1 / 0.09 + 1 / 0.04 + 1 / 0.16 + 1 / 0.09) ** -0.5, 12);
  expect(careful.upper - careful.lower).toBeGreaterThan(10 * (found.upper - found.lower));
});

test('randomEffectsMean refuses one estimate and estimates that are all the same', () => {
  expect(randomEffectsMean([], [])).toEqual({ refused: 'too-few' });
  expect(randomEffectsMean([0.1], [0.1])).toEqual({ refused: 'too-few' });
  expect(randomEffectsMean([0.1, 0.1], [0.1, 0.2])).toEqual({ refused: 'no-variation' });
  expect(accepted(randomEffectsMean([0.1, 0.1], [0.1, 0.2], { neverNarrower: true })).point).toBeCloseTo(0.1, 14);
});

test('randomEffectsMean throws on other lengths, errors that are none and no confidence', () => {
  expect(() => randomEffectsMean([1, 2], [1])).toThrow(RangeError);
  expect(() => randomEffectsMean([1, Number.NaN], [1, 1])).toThrow(RangeError);
  expect(() => randomEffectsMean([1, 2], [1, 0])).toThrow(RangeError);
  expect(() => randomEffectsMean([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  expect(() => randomEffectsMean([1, 2], [1, 1], { confidence: 1 })).toThrow(RangeError);
});

const studies = fc.array(
  fc.record({
    estimate: fc.double({ min: -2, max: 2, noNaN: true }),
    error: fc.double({ min: 0.05, max: 2, noNaN: true }),
  }),
  { minLength: 2, maxLength: 12 },
);

test('τ² is where the restricted likelihood is highest, nowhere else on a fine grid', () => {
  fc.assert(
    fc.property(studies, (given) => {
      const [y, s] = [given.map(({ estimate }) => estimate), given.map(({ error }) => error)];
      const found = randomEffectsMean(y, s, { neverNarrower: true });
      if ('refused' in found) return;
      const likelihood = (between: number) => {
        const weights = s.map((error) => 1 / (error ** 2 + between));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const mean = weights.reduce((sum, weight, index) => sum + weight * (y[index] ?? 0), 0) / total;
        return weights.reduce(
          (sum, weight, index) => sum + Math.log(weight) / 2 - (weight * ((y[index] ?? 0) - mean) ** 2) / 2,
          -Math.log(total) / 2,
        );
      };
      const best = likelihood(found.betweenVariance);
      for (let between = 0; between < 8; between += 0.02) expect(likelihood(between)).toBeLessThanOrEqual(best + 1e-9);
    }),
    { seed: 71, numRuns: 100 },
  );
});

test('the order does not matter, a shift moves everything along, and shrunken effects lie between their own and the mean', () => {
  fc.assert(
    fc.property(studies, fc.double({ min: -3, max: 3, noNaN: true }), (given, shift) => {
      const y = given.map(({ estimate }) => estimate);
      const s = given.map(({ error }) => error);
      fc.pre(Math.max(...y) - Math.min(...y) > 1e-3);
      const found = accepted(randomEffectsMean(y, s));
      const turned = accepted(randomEffectsMean(y.toReversed(), s.toReversed()));
      expect(turned.point).toBeCloseTo(found.point, 8);
      const moved = accepted(
        randomEffectsMean(
          y.map((value) => value + shift),
          s,
        ),
      );
      expect(moved.point).toBeCloseTo(found.point + shift, 6);
      expect(moved.betweenVariance).toBeCloseTo(found.betweenVariance, 6);
      expect(found.prediction.upper).toBeGreaterThanOrEqual(found.upper);
      expect(found.lower).toBeLessThanOrEqual(found.point);
      found.shrunken.forEach(({ point }, index) => {
        const own = y[index] ?? 0;
        expect(point).toBeGreaterThanOrEqual(Math.min(own, found.point) - 1e-12);
        expect(point).toBeLessThanOrEqual(Math.max(own, found.point) + 1e-12);
      });
    }),
    { seed: 72, numRuns: 200 },
  );
});

test('of four estimates, the interval holds the true mean in 93 to 97 % of samples, with and without true differences', () => {
  const random = seeded(2003);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const errors = [0.1, 0.15, 0.2, 0.3];
  for (const between of [0, 0.2]) {
    let held = 0;
    const samples = 1500;
    for (let sample = 0; sample < samples; sample += 1) {
      const estimates = errors.map((error) => 0.3 + between * normal() + error * normal());
      const { lower, upper } = accepted(randomEffectsMean(estimates, errors));
      if (lower <= 0.3 && 0.3 <= upper) held += 1;
    }
    expect(held / samples).toBeGreaterThan(0.925);
    expect(held / samples).toBeLessThan(0.975);
  }
});

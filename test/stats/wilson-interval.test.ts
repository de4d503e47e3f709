import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newcombe1998 } from './newcombe-1998.ts';
import { draw, seeded } from './seeded.ts';

test.for(newcombe1998.proportions)('wilsonInterval gives what R gives for $successes of $trials', (given) => {
  const { point, lower, upper } = wilsonInterval(given.successes, given.trials);
  expect(point).toBe(given.successes / given.trials);
  expect(Math.abs(lower - given.wilson[0])).toBeLessThan(1e-10);
  expect(Math.abs(upper - given.wilson[1])).toBeLessThan(1e-10);
});

test('wilsonInterval gives the four intervals that Newcombe printed', () => {
  const printed = newcombe1998.proportions.filter((given) => given.printed !== undefined);
  expect(printed).toHaveLength(4);
  for (const { successes, trials, printed: ends } of printed) {
    const { lower, upper } = wilsonInterval(successes, trials);
    expect([lower, upper].map((end) => Number(end.toFixed(4)))).toEqual(ends);
  }
});

test('wilsonInterval of none begins at exactly 0 and of all ends at exactly 1, and neither collapses', () => {
  for (const trials of [1, 2, 7, 12, 20, 29, 1_000, 1_000_000]) {
    const none = wilsonInterval(0, trials);
    expect(none.lower).toBe(0);
    expect(none.upper).toBeGreaterThan(0);
    const all = wilsonInterval(trials, trials);
    expect(all.upper).toBe(1);
    expect(all.lower).toBeLessThan(1);
  }
});

test('wilsonInterval is wider where more confidence is asked for', () => {
  const { lower, upper } = wilsonInterval(30, 100);
  const wider = wilsonInterval(30, 100, 0.99);
  expect(wider.lower).toBeLessThan(lower);
  expect(wider.upper).toBeGreaterThan(upper);
});

test('wilsonInterval throws on a proportion of nothing, on more successes than trials and on no confidence', () => {
  for (const [successes, trials, confidence] of [
    [0, 0],
    [-1, 10],
    [11, 10],
    [Number.NaN, 10],
    [1, Number.NaN],
    [1, 10, 0],
    [1, 10, 1],
    [1, 10, Number.NaN],
  ] as const) {
    expect(() => wilsonInterval(successes, trials, confidence)).toThrow(RangeError);
  }
});

const counts = fc
  .integer({ min: 1, max: 200_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

test('wilsonInterval stays inside [0, 1] and contains its point, whatever is counted', () => {
  fc.assert(
    fc.property(counts, ({ successes, trials }) => {
      const { point, lower, upper } = wilsonInterval(successes, trials);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(lower).toBeLessThanOrEqual(point);
      expect(upper).toBeGreaterThanOrEqual(point);
      expect(upper).toBeLessThanOrEqual(1);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('wilsonInterval of those who did not is the mirror of the interval of those who did', () => {
  fc.assert(
    fc.property(counts, ({ successes, trials }) => {
      const did = wilsonInterval(successes, trials);
      const didNot = wilsonInterval(trials - successes, trials);
      expect(didNot.lower).toBeCloseTo(1 - did.upper, 12);
      expect(didNot.upper).toBeCloseTo(1 - did.lower, 12);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test.for([
  { trials: 20, share: 0.4 },
  { trials: 50, share: 0.05 },
  { trials: 200, share: 0.15 },
])('wilsonInterval holds a true share of $share in 93 to 97.5 % of samples of $trials', ({ trials, share }) => {
  const random = seeded(20_260_114);
  const samples = 10_000;
  let held = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const { lower, upper } = wilsonInterval(draw(trials, share, random), trials);
    if (lower <= share && share <= upper) held += 1;
  }
  expect(held / samples).toBeGreaterThan(0.93);
  expect(held / samples).toBeLessThan(0.975);
});

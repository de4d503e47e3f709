import { newcombeInterval } from '@tilik/server/inside/stats/newcombe-interval.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newcombe1998 } from './newcombe-1998.ts';
import { draw, seeded } from './seeded.ts';

const proportion = ([successes, trials]: readonly [number, number]) => ({ successes, trials });

test.for(newcombe1998.differences)(
  'newcombeInterval gives the printed interval of $first against $second',
  ({ first, second, printed }) => {
    // Newcombe prints the first less the second; ours is the second less the first.
    const { lower, upper } = newcombeInterval(proportion(second), proportion(first));
    expect(lower).toBeCloseTo(printed[0], 4);
    expect(upper).toBeCloseTo(printed[1], 4);
  },
);

test('newcombeInterval is positive where the second proportion is the greater', () => {
  const { point, lower } = newcombeInterval({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
  expect(point).toBeCloseTo(0.2, 12);
  expect(lower).toBeGreaterThan(0);
});

test('newcombeInterval throws where either proportion is of nothing', () => {
  const nothing = { successes: 0, trials: 0 };
  const something = { successes: 3, trials: 10 };
  expect(() => newcombeInterval(nothing, something)).toThrow(RangeError);
  expect(() => newcombeInterval(something, nothing)).toThrow(RangeError);
});

const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

test('newcombeInterval stays inside [-1, 1], contains its point, and turns over when the two change places', () => {
  fc.assert(
    fc.property(counts, counts, (first, second) => {
      const { point, lower, upper } = newcombeInterval(first, second);
      expect(lower).toBeGreaterThanOrEqual(-1);
      expect(lower).toBeLessThanOrEqual(point);
      expect(upper).toBeGreaterThanOrEqual(point);
      expect(upper).toBeLessThanOrEqual(1);
      const turned = newcombeInterval(second, first);
      expect(turned.point).toBeCloseTo(-point, 12);
      expect(turned.lower).toBeCloseTo(-upper, 12);
      expect(turned.upper).toBeCloseTo(-lower, 12);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('newcombeInterval is no wider when both counts are ten times as large', () => {
  fc.assert(
    fc.property(counts, counts, (first, second) => {
      const width = (times: number) => {
        const more = ({ successes, trials }: typeof first) => ({
          successes: successes * times,
          trials: trials * times,
        });
        const { lower, upper } = newcombeInterval(more(first), more(second));
        return upper - lower;
      };
      expect(width(10)).toBeLessThan(width(1));
    }),
    { seed: 4, numRuns: 200 },
  );
});

test.for([
  { first: 30, second: 120, before: 0.3, after: 0.3 },
  { first: 40, second: 40, before: 0.1, after: 0.25 },
  { first: 200, second: 25, before: 0.5, after: 0.4 },
])(
  'newcombeInterval holds the true difference of $before and $after in 93 to 97.5 % of samples of $first and $second',
  ({ first, second, before, after }) => {
    const random = seeded(1998);
    const samples = 10_000;
    let held = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const { lower, upper } = newcombeInterval(
        { successes: draw(first, before, random), trials: first },
        { successes: draw(second, after, random), trials: second },
      );
      if (lower <= after - before && after - before <= upper) held += 1;
    }
    expect(held / samples).toBeGreaterThan(0.93);
    expect(held / samples).toBeLessThan(0.975);
  },
);

import { crossingTime } from '@tilik/server/inside/stats/crossing-time.ts';
import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

test('crossingTime counts the first step on which each path reaches the level, and the paths that never do', () => {
  const paths = [
    [1, 2, 3],
    [2, 1, 1],
    [0, 0, 1],
  ];
  expect(crossingTime(paths, 2, [0.1, 0.5, 0.9])).toEqual({
    reachedWithin: [1 / 3, 2 / 3, 2 / 3],
    notReached: 1 / 3,
    quantiles: [1, 2, null],
    simulationError: expect.closeTo(Math.sqrt(2 / 27), 12),
  });
  expect(crossingTime(paths, 0.5, [0.5], 'downwards').reachedWithin).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(crossingTime(paths, -1).reachedWithin).toEqual([1, 1, 1]);
});

test('crossingTime of a random walk is what the reflection principle says', () => {
  // P(max of n steps of ±1 ≥ a) = P(Sₙ ≥ a) + P(Sₙ > a); n = 16, a = 4: 14893/65536 + 6885/65536.
  const random = seeded(1887);
  const paths = Array.from({ length: 20_000 }, () => {
    let sum = 0;
    return Array.from({ length: 16 }, () => {
      sum += random() < 0.5 ? 1 : -1;
      return sum;
    });
  });
  const { reachedWithin, simulationError } = crossingTime(paths, 4);
  expect(Math.abs((reachedWithin[15] ?? 0) - (14_893 + 6_885) / 65_536)).toBeLessThan(4 * simulationError);
});

test('crossingTime throws on nonsense', () => {
  expect(() => crossingTime([], 1)).toThrow(RangeError);
  expect(() => crossingTime([[1, 2], [1]], 1)).toThrow(RangeError);
  expect(() => crossingTime([[1, Number.NaN]], 1)).toThrow(RangeError);
  expect(() => crossingTime([[1, 2]], Number.NaN)).toThrow(RangeError);
  expect(() => crossingTime([[1, 2]], 1, [0])).toThrow(RangeError);
});

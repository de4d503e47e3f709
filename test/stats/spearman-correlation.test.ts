import { spearmanCorrelation } from '@tilik/server/inside/stats/spearman-correlation.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const intelligence = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
const television = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

const estimate = (first: readonly number[], second: readonly number[]) => {
  const found = spearmanCorrelation(first, second);
  if ('refused' in found) throw new Error(found.refused);
  return found;
};

test("the textbook's example of intelligence and television gives −29/165", () => {
  const { point, lower, upper, pairs } = estimate(intelligence, television);
  expect(pairs).toBe(10);
  expect(point).toBeCloseTo(-29 / 165, 12);
  // By hand: tanh(artanh ρ ± 1.959964 √((1 + ρ²/2)/7)).
  expect(lower).toBeCloseTo(-0.72783, 5);
  expect(upper).toBeCloseTo(0.514547, 5);
});

test('equal values share the mean of their ranks', () => {
  // R: cor(rank(c(1,1,2,3,4,5,6,7,8,9)), rank(c(2,1,2,4,3,6,5,8,7,9))), by hand: Σ(x−5.5)(y−5.5) over both roots.
  const first = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const second = [2, 1, 2, 4, 3, 6, 5, 8, 7, 9];
  const one = [1.5, 1.5, 3, 4, 5, 6, 7, 8, 9, 10].map((rank) => rank - 5.5);
  const other = [2.5, 1, 2.5, 5, 4, 7, 6, 9, 8, 10].map((rank) => rank - 5.5);
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  expect(estimate(first, second).point).toBeCloseTo(
    product(one, other) / Math.sqrt(product(one, one) * product(other, other)),
    12,
  );
});

test('only the order counts, and turning one column round turns the sign', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 12, maxLength: 12 }), (first) => {
      const second = first.map((value, index) => value + ((index * 37) % 11));
      const { point } = estimate(first, second);
      expect(
        estimate(
          first.map((value) => Math.exp(value / 10)),
          second,
        ).point,
      ).toBeCloseTo(point, 12);
      expect(
        estimate(
          first.map((value) => -value),
          second,
        ).point,
      ).toBeCloseTo(-point, 12);
      expect(Math.abs(point)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

test('columns in the same order agree wholly, and nothing is said beyond it', () => {
  expect(
    estimate(
      intelligence,
      intelligence.map((value) => value ** 3),
    ),
  ).toMatchObject({ point: 1, lower: 1, upper: 1 });
});

test('too few pairs and a column that never changes are refused; columns that differ in length are nonsense', () => {
  expect(spearmanCorrelation([1, 2, 3], [3, 2, 1])).toEqual({ refused: 'too-few' });
  expect(
    spearmanCorrelation(
      intelligence,
      intelligence.map(() => 4),
    ),
  ).toEqual({ refused: 'no-variation' });
  expect(() => spearmanCorrelation([1], [1, 2])).toThrow(RangeError);
});

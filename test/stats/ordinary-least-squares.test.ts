import { readFileSync } from 'node:fs';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface NistSet {
  readonly name: string;
  readonly x: readonly number[] | readonly (readonly number[])[];
  readonly degree?: number;
  readonly y: readonly number[];
  readonly certified: readonly number[];
  readonly deviations: readonly number[];
}

const { sets }: { readonly sets: readonly NistSet[] } = JSON.parse(
  readFileSync(new URL('../fixtures/nist-linear.json', import.meta.url), 'utf8'),
);

const designOf = ({ x, degree }: NistSet) =>
  x.map((value) =>
    typeof value === 'number' ? Array.from({ length: (degree ?? 0) + 1 }, (_, power) => value ** power) : [1, ...value],
  );

const digits = { Longley: 8, Pontius: 8, Wampler4: 7 };

test.for(sets)('ordinaryLeastSquares reaches the certified digits of $name', (set) => {
  const fit = accepted(ordinaryLeastSquares(designOf(set), set.y));
  const wanted = 10 ** -digits[set.name as keyof typeof digits];
  expect(largestError(fit.coefficients, set.certified)).toBeLessThan(wanted);
  expect(largestError(fit.standardErrors, set.deviations)).toBeLessThan(wanted);
});

test('ordinaryLeastSquares keeps its digits whatever the units of the columns', () => {
  const [longley] = sets;
  if (!longley) throw new Error('Longley is missing');
  const units = [1, 1e-9, 1e8, 1e-3, 1e5, 1e-7, 1e3];
  const scaled = designOf(longley).map((row) => row.map((value, column) => value * (units[column] ?? 1)));
  const fit = accepted(ordinaryLeastSquares(scaled, longley.y));
  const back = fit.coefficients.map((value, column) => value * (units[column] ?? 1));
  expect(largestError(back, longley.certified)).toBeLessThan(1e-8);
});

const investment = referenceCase<{
  readonly coef: Readonly<Record<string, number>>;
  readonly se_ols: Readonly<Record<string, number>>;
  readonly sigma: number;
  readonly r2: number;
}>('hac_investment');

test.skipIf(!investment)(
  'ordinaryLeastSquares gives what lm of R gives for the investment data (GPL: only with REFERENCE_CASES)',
  () => {
    const { expected, rows } = investment as NonNullable<typeof investment>;
    const kept = rows().filter((row) => row.RealInt !== '');
    const fit = accepted(
      ordinaryLeastSquares(
        kept.map((row) => [1, Number(row.RealGNP), Number(row.RealInt)]),
        kept.map((row) => Number(row.RealInv)),
      ),
    );
    expect(largestError(fit.coefficients, Object.values(expected.coef))).toBeLessThan(1e-10);
    expect(largestError(fit.standardErrors, Object.values(expected.se_ols))).toBeLessThan(1e-10);
    expect(relativeError(fit.sigma, expected.sigma)).toBeLessThan(1e-10);
    expect(relativeError(fit.rSquared, expected.r2)).toBeLessThan(1e-10);
    expect(fit.degreesOfFreedom).toBe(16);
  },
);

test('the leverages add up to the number of columns, and each says how far a response moves its own fitted value', () => {
  const design = [1, 2, 4, 7, 11, 30].map((x) => [1, x]);
  const response = [3, 1, 4, 1, 5, 9];
  const fit = accepted(ordinaryLeastSquares(design, response));
  expect(fit.leverages.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2, 12);
  response.forEach((value, index) => {
    const moved = accepted(ordinaryLeastSquares(design, response.with(index, value + 1)));
    expect((moved.fitted[index] ?? 0) - (fit.fitted[index] ?? 0)).toBeCloseTo(fit.leverages[index] ?? 0, 10);
  });
});

test('ordinaryLeastSquares gives the example of its documentation', () => {
  const fit = accepted(
    ordinaryLeastSquares(
      [0, 1, 2, 3].map((x) => [1, x]),
      [1, 2, 2, 4],
    ),
  );
  expect(fit.coefficients.map((value) => Number(value.toFixed(12)))).toEqual([0.9, 0.9]);
  expect(fit.sigma).toBeCloseTo(0.5916, 4);
  expect(fit.rSquared).toBeCloseTo(1 - 0.7 / 4.75, 12);
  // −n/2 · (log 2π + log(0.7/4) + 1)
  expect(fit.logLikelihood).toBeCloseTo(-2 * (Math.log(2 * Math.PI) + Math.log(0.175) + 1), 12);
});

test('without a constant the share explained is about 0, with one hidden in dummies it is about the mean', () => {
  const x = [1, 2, 3, 4, 5, 6];
  const y = [2, 3, 7, 8, 9, 14];
  const through = accepted(
    ordinaryLeastSquares(
      x.map((value) => [value]),
      y,
    ),
  );
  expect(through.rSquared).toBeCloseTo(
    1 - through.residualSumOfSquares / y.reduce((sum, value) => sum + value ** 2, 0),
    12,
  );
  const plain = accepted(
    ordinaryLeastSquares(
      x.map((value) => [1, value > 3 ? 1 : 0]),
      y,
    ),
  );
  const dummies = accepted(
    ordinaryLeastSquares(
      x.map((value) => [value > 3 ? 1 : 0, value > 3 ? 0 : 1]),
      y,
    ),
  );
  expect(dummies.rSquared).toBeCloseTo(plain.rSquared, 12);
});

test('ordinaryLeastSquares names the column that is a combination of earlier ones, however it is scaled', () => {
  const random = seeded(7);
  const design = Array.from({ length: 30 }, () => {
    const [a, b] = [random(), random()];
    return [1, a, b, random(), 1e6 * (0.3 * a - 0.2 * b + 0.1), random()];
  });
  const response = design.map(() => random());
  expect(ordinaryLeastSquares(design, response)).toEqual({ refused: 'collinear', detail: 4 });
  expect(
    ordinaryLeastSquares(
      design.map((row) => row.map((value, column) => (column === 2 ? 0 : value))),
      response,
    ),
  ).toEqual({ refused: 'collinear', detail: 2 });
});

test('ordinaryLeastSquares refuses what leaves no residual to judge by', () => {
  const design = [0, 1, 2, 3].map((x) => [1, x]);
  expect(ordinaryLeastSquares(design.slice(0, 2), [1, 2])).toEqual({ refused: 'too-few' });
  expect(ordinaryLeastSquares(design, [5, 5, 5, 5])).toEqual({ refused: 'no-variation' });
  expect(ordinaryLeastSquares(design, [1, 3, 5, 7])).toEqual({ refused: 'no-variation' });
});

test('ordinaryLeastSquares throws on lengths that differ and on what is not finite', () => {
  expect(() => ordinaryLeastSquares([[1], [1]], [1])).toThrow(RangeError);
  expect(() => ordinaryLeastSquares([[1], [1, 2]], [1, 2])).toThrow(RangeError);
  expect(() => ordinaryLeastSquares([[1], [Number.NaN]], [1, 2])).toThrow(RangeError);
  expect(() => ordinaryLeastSquares([[1], [1]], [1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  expect(() => ordinaryLeastSquares([], [])).toThrow(RangeError);
});

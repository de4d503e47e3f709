import { readFileSync } from 'node:fs';
import { conditionNumber } from '@tilik/server/inside/stats/condition-number.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { varianceInflationFactors } from '@tilik/server/inside/stats/variance-inflation-factors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface LinearSet {
  readonly name: string;
  readonly x: readonly (readonly number[])[];
}

const { sets }: { readonly sets: readonly LinearSet[] } = JSON.parse(
  readFileSync(new URL('../fixtures/nist-linear.json', import.meta.url), 'utf8'),
);
const longley = sets.find(({ name }) => name === 'Longley')?.x ?? [];
const withConstant = (rows: readonly (readonly number[])[]) => rows.map((row) => [1, ...row]);

test("Longley's columns have the variance inflation and the condition number that are quoted for them", () => {
  // Quoted by memory from the textbooks that use these data (W. H. Greene, Econometric Analysis, for 43275), then
  // reached by the computation.
  const { factors } = accepted(varianceInflationFactors(longley));
  [135.532, 1788.513, 33.619, 3.589, 399.151, 758.981].forEach((expected, column) => {
    expect(factors[column]).toBeCloseTo(expected, 3);
  });
  expect(accepted(conditionNumber(withConstant(longley))).conditionNumber).toBeCloseTo(43275, -1);
});

test('a factor is 1/(1 − R²) of the column regressed on the others', () => {
  const { factors } = accepted(varianceInflationFactors(longley));
  factors.forEach((factor, column) => {
    const others = withConstant(longley.map((row) => row.filter((_, index) => index !== column)));
    const own = longley.map((row) => row[column] ?? Number.NaN);
    const { rSquared } = accepted(ordinaryLeastSquares(others, own));
    expect(factor * (1 - rSquared)).toBeCloseTo(1, 7);
  });
});

test('columns at right angles have factors of 1 and a condition number of 1', () => {
  const rows = [-1, 1].flatMap((one) => [-1, 1].flatMap((two) => [-1, 1].map((three) => [one, two, three])));
  for (const factor of accepted(varianceInflationFactors(rows)).factors) expect(factor).toBeCloseTo(1, 12);
  expect(accepted(conditionNumber(withConstant(rows))).conditionNumber).toBeCloseTo(1, 12);
});

test('two columns with a correlation r have the factor 1/(1 − r²) and, centred, the condition √((1 + r)/(1 − r))', () => {
  // r of (1, 2, 3, 4) and (1, 1, 2, 2) is √.8
  const { factors } = accepted(
    varianceInflationFactors([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]),
  );
  for (const factor of factors) expect(factor).toBeCloseTo(5, 12);
  const found = accepted(
    conditionNumber([
      [-1.5, -0.5],
      [-0.5, -0.5],
      [0.5, 0.5],
      [1.5, 0.5],
    ]),
  );
  const r = Math.sqrt(0.8);
  expect(found.conditionNumber).toBeCloseTo(Math.sqrt((1 + r) / (1 - r)), 10);
});

test('what has no factor or no condition number is refused and named', () => {
  expect(
    varianceInflationFactors([
      [1, 3],
      [2, 3],
      [4, 3],
    ]),
  ).toEqual({ refused: 'no-variation', detail: 1 });
  expect(
    varianceInflationFactors([
      [1, 2],
      [2, 4],
      [4, 8],
      [5, 10],
    ]),
  ).toEqual({ refused: 'collinear', detail: 1 });
  expect(
    varianceInflationFactors([
      [1, 2],
      [2, 5],
    ]),
  ).toEqual({ refused: 'too-few' });
  expect(
    conditionNumber([
      [1, 0],
      [2, 0],
      [4, 0],
    ]),
  ).toEqual({ refused: 'no-variation', detail: 1 });
  expect(
    conditionNumber([
      [1, 2],
      [2, 4],
      [4, 8],
    ]),
  ).toEqual({ refused: 'collinear' });
  expect(conditionNumber([[1, 2]])).toEqual({ refused: 'too-few' });
  expect(() => conditionNumber([])).toThrow(RangeError);
  expect(() => conditionNumber([[1, 2], [1]])).toThrow(RangeError);
  expect(() =>
    varianceInflationFactors([
      [1, Number.NaN],
      [1, 2],
      [3, 4],
    ]),
  ).toThrow(RangeError);
});

test('neither changes with the units of the columns', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (seed, units) => {
        const random = seeded(seed);
        const rows = Array.from({ length: 20 }, () => [random(), random(), random()]);
        const scaled = rows.map((row) => row.map((value, column) => value * (units[column] ?? 1)));
        const factors = accepted(varianceInflationFactors(scaled)).factors;
        accepted(varianceInflationFactors(rows)).factors.forEach((factor, column) => {
          expect(factor).toBeGreaterThanOrEqual(1);
          expect((factors[column] ?? 0) / factor).toBeCloseTo(1, 9);
        });
        const condition = accepted(conditionNumber(rows)).conditionNumber;
        expect(condition).toBeGreaterThanOrEqual(1);
        expect(accepted(conditionNumber(scaled)).conditionNumber / condition).toBeCloseTo(1, 9);
      },
    ),
    { seed: 81, numRuns: 100 },
  );
});

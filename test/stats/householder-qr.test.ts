import { designColumns } from '@tilik/server/inside/stats/design-columns.ts';
import { householderQr } from '@tilik/server/inside/stats/householder-qr.ts';
import { crossProduct, matrixProduct } from '@tilik/server/inside/stats/matrix-product.ts';
import { symmetricEigen } from '@tilik/server/inside/stats/symmetric-eigen.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const matrices = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 8 })).chain(([width, more]) =>
  fc.array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: width, maxLength: width }), {
    minLength: width + more,
    maxLength: width + more,
  }),
);

const identity = (size: number) =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, at) => +(row === at)));

test('householderQr keeps the length of a vector, inverts the cross product and has leverages that add up to the columns', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const width = matrix[0]?.length ?? 0;
      const decomposition = householderQr(designColumns(matrix), matrix.length, width);
      fc.pre(!('dependentColumn' in decomposition));
      const squares = crossProduct(matrix, matrix);
      fc.pre(decomposition.logDeterminant() > Math.log(1e-3));
      const vector = Float64Array.from(matrix, (_, row) => Math.sin(row) + 1);
      const length = Math.hypot(...vector);
      decomposition.rotate(vector);
      expect(Math.hypot(...vector)).toBeCloseTo(length, 10);
      const product = matrixProduct(squares, decomposition.inverseCrossProduct());
      expect(
        Math.max(...product.flatMap((row, at) => row.map((value, to) => Math.abs(value - +(at === to))))),
      ).toBeLessThan(1e-5);
      expect(decomposition.leverages().reduce((sum, value) => sum + value, 0)).toBeCloseTo(width, 9);
    }),
    { seed: 1958, numRuns: 300 },
  );
});

test('householderQr solves a square system and names the column that depends on earlier ones', () => {
  const square = householderQr(Float64Array.of(1, 1, 2, 4), 2, 2);
  if ('dependentColumn' in square) throw new Error('the columns are independent');
  const target = Float64Array.of(5, 11);
  square.rotate(target);
  expect(square.solve(target).map((value) => Number(value.toFixed(12)))).toEqual([-1, 3]);
  expect(square.logDeterminant()).toBeCloseTo(Math.log(4), 12);
  expect(householderQr(Float64Array.of(1, 1, 2, 2), 2, 2)).toEqual({ dependentColumn: 1 });
  expect(householderQr(Float64Array.of(0, 0, 1, 2), 2, 2)).toEqual({ dependentColumn: 0 });
  expect(householderQr(Float64Array.of(1, 2, 3), 1, 3)).toEqual({ dependentColumn: 1 });
});

test('symmetricEigen gives orthonormal vectors that put the matrix together again', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const symmetric = crossProduct(matrix, matrix);
      const { values, vectors } = symmetricEigen(symmetric);
      const scaled = vectors.map((vector, at) => vector.map((value) => value * (values[at] ?? 0)));
      const whole = crossProduct(vectors, scaled);
      const size = Math.max(1, ...symmetric.flat().map(Math.abs));
      whole.flat().forEach((value, at) => {
        expect(Math.abs(value - (symmetric.flat()[at] ?? 0)) / size).toBeLessThan(1e-12);
      });
      const orthonormal = crossProduct(
        vectors[0]?.map((_, at) => vectors.map((vector) => vector[at] ?? 0)) ?? [],
        vectors[0]?.map((_, at) => vectors.map((vector) => vector[at] ?? 0)) ?? [],
      );
      orthonormal.flat().forEach((value, at) => {
        expect(value).toBeCloseTo(identity(values.length).flat()[at] ?? 0, 12);
      });
    }),
    { seed: 1846, numRuns: 200 },
  );
  expect(() => symmetricEigen([[1, 2]])).toThrow(RangeError);
});

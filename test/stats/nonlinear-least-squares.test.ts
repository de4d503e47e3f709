import { readFileSync } from 'node:fs';
import { nonlinearLeastSquares } from '@tilik/server/inside/stats/nonlinear-least-squares.ts';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface Fixture {
  readonly sets: readonly {
    readonly name: string;
    readonly model: string;
    readonly starts: readonly [readonly number[], readonly number[]];
    readonly certified: readonly number[];
    readonly deviations: readonly number[];
    readonly residualDeviation: number;
    readonly y: readonly number[];
    readonly x: readonly number[];
  }[];
}

const { sets }: Fixture = JSON.parse(readFileSync(new URL('../fixtures/nist-nonlinear.json', import.meta.url), 'utf8'));

const { PI, cos, exp, sin } = Math;
type Curve = (parameters: readonly number[], x: number) => number;

const rise: Curve = ([b1 = 0, b2 = 0], x) => b1 * (1 - exp(-b2 * x));
const cubicRatio: Curve = ([b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0], x) =>
  (b1 + b2 * x + b3 * x ** 2 + b4 * x ** 3) / (1 + b5 * x + b6 * x ** 2 + b7 * x ** 3);
const curves: Readonly<Record<string, Curve>> = {
  Bennett5: ([b1 = 0, b2 = 0, b3 = 0], x) => b1 * (b2 + x) ** (-1 / b3),
  BoxBOD: rise,
  Chwirut2: ([b1 = 0, b2 = 0, b3 = 0], x) => exp(-b1 * x) / (b2 + b3 * x),
  DanWood: ([b1 = 0, b2 = 0], x) => b1 * x ** b2,
  ENSO: ([b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0, b7 = 0, b8 = 0, b9 = 0], x) => {
    const [year, second, third] = [12, b4, b7].map((period) => (2 * PI * x) / period) as [number, number, number];
    return (
      b1 + b2 * cos(year) + b3 * sin(year) + b5 * cos(second) + b6 * sin(second) + b8 * cos(third) + b9 * sin(third)
    );
  },
  Eckerle4: ([b1 = 0, b2 = 0, b3 = 0], x) => (b1 / b2) * exp(-0.5 * ((x - b3) / b2) ** 2),
  Hahn1: cubicRatio,
  MGH09: ([b1 = 0, b2 = 0, b3 = 0, b4 = 0], x) => (b1 * (x ** 2 + x * b2)) / (x ** 2 + x * b3 + b4),
  MGH10: ([b1 = 0, b2 = 0, b3 = 0], x) => b1 * exp(b2 / (x + b3)),
  Misra1a: rise,
  Rat42: ([b1 = 0, b2 = 0, b3 = 0], x) => b1 / (1 + exp(b2 - b3 * x)),
  Rat43: ([b1 = 0, b2 = 0, b3 = 0, b4 = 0], x) => b1 / (1 + exp(b2 - b3 * x)) ** (1 / b4),
  Thurber: cubicRatio,
};

function curveThrough(x: readonly number[], curve: Curve) {
  return (parameters: readonly number[]) => x.map((one) => curve(parameters, one));
}

function digits(found: readonly number[], certified: readonly number[]): number {
  expect(found).toHaveLength(certified.length);
  return Math.min(
    ...found.map((value, index) => -Math.log10(Math.abs(value / (certified[index] ?? Number.NaN) - 1) || 1e-15)),
  );
}

const fromFarToo = [
  'Bennett5',
  'Chwirut2',
  'DanWood',
  'ENSO',
  'Hahn1',
  'MGH09',
  'Misra1a',
  'Rat42',
  'Rat43',
  'Thurber',
];

test.for(
  sets.flatMap(({ name }) =>
    fromFarToo.includes(name)
      ? [
          { name, start: 1 },
          { name, start: 2 },
        ]
      : [{ name, start: 2 }],
  ),
)("nonlinearLeastSquares reaches seven certified digits of NIST's $name from start $start", ({ name, start }) => {
  const set = sets.find((one) => one.name === name);
  const curve = curves[name];
  if (set === undefined || curve === undefined) throw new Error(`no ${name}`);
  const found = accepted(
    nonlinearLeastSquares({
      model: curveThrough(set.x, curve),
      response: set.y,
      starts: [set.starts[start === 1 ? 0 : 1]],
    }),
  );
  expect(digits(found.coefficients, set.certified)).toBeGreaterThan(7);
  expect(digits(found.standardErrors, set.deviations)).toBeGreaterThan(7);
  expect(digits([found.residualStandardDeviation], [set.residualDeviation])).toBeGreaterThan(10);
  expect(found.degreesOfFreedom).toBe(set.x.length - set.certified.length);
  expect(found.relativeOffset).toBeLessThan(1e-8);
});

test('nonlinearLeastSquares refuses where it did not arrive, and takes the lowest of several starts', () => {
  for (const name of ['BoxBOD', 'MGH10']) {
    const set = sets.find((one) => one.name === name);
    const curve = curves[name];
    if (set === undefined || curve === undefined) throw new Error(`no ${name}`);
    const problem = { model: curveThrough(set.x, curve), response: set.y };
    expect(nonlinearLeastSquares({ ...problem, starts: [set.starts[0]] })).toHaveProperty('refused');
    const found = accepted(nonlinearLeastSquares({ ...problem, starts: set.starts }));
    expect(found.start).toBe(1);
    expect(digits(found.coefficients, set.certified)).toBeGreaterThan(7);
  }
});

test('nonlinearLeastSquares is a straight line where the model is one', () => {
  // y = 1 + 2x with the residuals 1, -1, -1, 1: intercept 1, slope 2, s² = 4/2, se 1.6733, .8944.
  const found = accepted(
    nonlinearLeastSquares({
      model: curveThrough([0, 1, 2, 3], ([b1 = 0, b2 = 0], x) => b1 + b2 * x),
      response: [2, 2, 4, 8],
      starts: [[0, 0]],
    }),
  );
  expect(found.coefficients[0]).toBeCloseTo(1, 9);
  expect(found.coefficients[1]).toBeCloseTo(2, 9);
  expect(found.covariance[0]?.[0]).toBeCloseTo(2 * (1 / 4 + 2.25 / 5), 8);
  expect(found.covariance[1]?.[1]).toBeCloseTo(2 / 5, 8);
  expect(found.covariance[0]?.[1]).toBeCloseTo((-2 * 1.5) / 5, 8);
});

test('nonlinearLeastSquares refuses parameters that only occur together', () => {
  const x = [1, 2, 3, 4, 5];
  const found = nonlinearLeastSquares({
    model: curveThrough(x, ([b1 = 0, b2 = 0, b3 = 0], one) => b1 * b2 * exp(-b3 * one)),
    response: [5.1, 3.2, 2.4, 1.3, 0.9],
    starts: [[2, 3, 0.5]],
  });
  expect(found).toMatchObject({ refused: 'collinear' });
});

test('nonlinearLeastSquares says which bound holds it back, and does not mind a bound that does not', () => {
  const set = sets.find((one) => one.name === 'Rat42');
  const curve = curves.Rat42;
  if (set === undefined || curve === undefined) throw new Error('no Rat42');
  const problem = { model: curveThrough(set.x, curve), response: set.y, starts: [[60, 2, 0.05]] };
  const none = Number.POSITIVE_INFINITY;
  expect(nonlinearLeastSquares({ ...problem, upper: [65, none, none] })).toEqual({ refused: 'at-bound', detail: 0 });
  const found = accepted(nonlinearLeastSquares({ ...problem, lower: [0, 0, 0], upper: [80, 10, 1] }));
  expect(digits(found.coefficients, set.certified)).toBeGreaterThan(7);
});

test('nonlinearLeastSquares finds the curve it was given when nothing disturbs it', () => {
  const x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const model = curveThrough(x, ([b1 = 0, b2 = 0, b3 = 0], one) => b1 / (1 + exp(b2 - b3 * one)));
  const found = accepted(nonlinearLeastSquares({ model, response: model([40, 3, 0.7]), starts: [[20, 1, 0.3]] }));
  expect(digits(found.coefficients, [40, 3, 0.7])).toBeGreaterThan(9);
  expect(found.residualStandardDeviation).toBeLessThan(1e-8);
});

test('nonlinearLeastSquares refuses more parameters than responses and throws on nonsense', () => {
  const model = curveThrough([1, 2], ([b1 = 0, b2 = 0], x) => b1 * x + b2);
  expect(nonlinearLeastSquares({ model, response: [1, 2], starts: [[1, 1]] })).toEqual({ refused: 'too-few' });
  expect(() => nonlinearLeastSquares({ model, response: [1, Number.NaN], starts: [[1, 1]] })).toThrow(RangeError);
  expect(() => nonlinearLeastSquares({ model, response: [1, 2], starts: [] })).toThrow(RangeError);
  expect(() => nonlinearLeastSquares({ model, response: [1, 2, 3], starts: [[1, 1]] })).toThrow(RangeError);
  expect(() => nonlinearLeastSquares({ model, response: [1, 2], starts: [[1, 1], [1]] })).toThrow(RangeError);
  expect(() => nonlinearLeastSquares({ model, response: [1, 2], starts: [[1, 1]], lower: [0] })).toThrow(RangeError);
  expect(() => nonlinearLeastSquares({ model, response: [1, 2], starts: [[1, 1]], lower: [2, 0] })).toThrow(RangeError);
});

test('a standard error of nonlinearLeastSquares is the spread of the estimate over repeated samples', () => {
  const random = seeded(1963);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * cos(2 * PI * random());
  const x = Array.from({ length: 40 }, (_, index) => index / 4);
  const model = curveThrough(x, ([b1 = 0, b2 = 0, b3 = 0], one) => b1 / (1 + exp(b2 - b3 * one)));
  const truth = [40, 3, 0.7];
  const runs = 200;
  let covered = 0;
  for (let run = 0; run < runs; run += 1) {
    const response = model(truth).map((value) => value + normal());
    const { coefficients, standardErrors } = accepted(
      nonlinearLeastSquares({ model, response, starts: [[30, 2, 0.5]] }),
    );
    if (Math.abs((coefficients[0] ?? 0) - 40) < 2.026 * (standardErrors[0] ?? 0)) covered += 1;
  }
  expect(covered / runs).toBeGreaterThan(0.9);
  expect(covered / runs).toBeLessThan(0.985);
});

import { placeboInSpace } from '@tilik/server/inside/stats/placebo-in-space.ts';
import { simplexLeastSquares } from '@tilik/server/inside/stats/simplex-least-squares.ts';
import { syntheticControl } from '@tilik/server/inside/stats/synthetic-control.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted, referenceCase } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface Fit {
  readonly weights: Readonly<Record<string, number>>;
  readonly pre_rmspe: number;
  readonly gap: Readonly<Record<string, number>>;
  readonly mean_gap_1970_1997: number;
}

interface Expected {
  readonly fit_1955_1969: Fit;
  readonly fit_1960_1969: Fit;
  readonly gap_at_published_weights: Readonly<Record<string, number>>;
}

const basque = referenceCase<Expected>('synth_basque');

/** Income of Spain's regions: the Basque Country and the others, a row a year from 1955 on. */
function regions() {
  if (basque === undefined) throw new Error('a run without REFERENCE_CASES skips this');
  const rows = basque.rows().filter((row) => row.regionno !== '1');
  const names = [...new Set(rows.map((row) => row.regionname ?? ''))];
  const years = [...new Set(rows.map((row) => Number(row.year)))].sort((one, other) => one - other);
  const value = new Map(rows.map((row) => [`${row.regionname} ${row.year}`, Number(row.gdpcap)]));
  const treated = names.find((name) => name.includes('Basque')) ?? '';
  const others = names.filter((name) => name !== treated);
  const at = (name: string, year: number) => value.get(`${name} ${year}`) ?? Number.NaN;
  return {
    years,
    others,
    treated: years.map((year) => at(treated, year)),
    donors: years.map((year) => others.map((name) => at(name, year))),
    expected: basque.expected,
  };
}

test.skipIf(basque === undefined).for([
  { name: 'fit_1955_1969' as const, from: 0 },
  { name: 'fit_1960_1969' as const, from: 5 },
])(
  'syntheticControl gives the weights and gaps of the Basque Country, $name (needs REFERENCE_CASES)',
  ({ name, from }) => {
    const { years, others, treated, donors, expected } = regions();
    const wanted = expected[name];
    const found = accepted(syntheticControl(treated, donors, { from, until: 15 }));
    expect(found.optimalityResidual).toBeLessThan(1e-13);
    others.forEach((region, index) => {
      expect(Math.abs((found.weights[index] ?? Number.NaN) - (wanted.weights[region] ?? 0))).toBeLessThan(1e-10);
    });
    years.forEach((year, index) => {
      expect(Math.abs((found.gaps[index] ?? Number.NaN) - (wanted.gap[year] ?? Number.NaN))).toBeLessThan(1e-10);
    });
    expect(found.before).toBeCloseTo(wanted.pre_rmspe, 10);
    const after = found.gaps.slice(15);
    expect(after.reduce((sum, gap) => sum + gap, 0) / after.length).toBeCloseTo(wanted.mean_gap_1970_1997, 10);
  },
);

test.skipIf(basque === undefined)(
  'placeboInSpace takes every region of Spain in turn, each provably at its best (needs REFERENCE_CASES)',
  () => {
    const { treated, donors, others } = regions();
    const found = accepted(placeboInSpace(treated, donors, { from: 0, until: 15 }));
    expect(found.placebos.length + found.withoutPlacebo.length).toBe(others.length);
    for (const { control } of found.placebos) {
      expect(control.optimalityResidual).toBeLessThan(1e-8);
      expect(control.weights).toHaveLength(others.length - 1);
    }
    const asLarge = found.placebos.filter(({ ratio }) => ratio >= found.ratio).length;
    expect(found.pValue).toBe((asLarge + 1) / (found.placebos.length + 1));
    expect(found.ratio).toBeCloseTo(found.treated.after / found.treated.before, 12);
  },
);

function squares(design: readonly (readonly number[])[], target: readonly number[], weights: readonly number[]) {
  return design.reduce(
    (sum, row, index) =>
      sum + (row.reduce((inner, value, place) => inner + value * (weights[place] ?? 0), 0) - (target[index] ?? 0)) ** 2,
    0,
  );
}

test('simplexLeastSquares is never beaten by other weights, and its weights are nonnegative and sum to 1', () => {
  const random = seeded(1974);
  const entry = fc.integer({ min: -50, max: 50 });
  const problem = fc.integer({ min: 2, max: 7 }).chain((count) =>
    fc.record({
      design: fc.array(fc.array(entry, { minLength: count, maxLength: count }), { minLength: 2, maxLength: 9 }),
      target: fc.array(entry, { minLength: 9, maxLength: 9 }),
    }),
  );
  let solved = 0;
  fc.assert(
    fc.property(problem, ({ design, target: whole }) => {
      const target = whole.slice(0, design.length);
      const found = simplexLeastSquares(design, target);
      if ('refused' in found) {
        expect(found.refused).toBe('collinear');
        return;
      }
      solved += 1;
      expect(found.optimalityResidual).toBeLessThan(1e-9);
      expect(found.weights.every((weight) => weight >= 0)).toBe(true);
      expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (let trial = 0; trial < 20; trial += 1) {
        const other = found.weights.map(() => -Math.log(1 - random()));
        const total = other.reduce((sum, weight) => sum + weight, 0);
        const mixed = found.weights.map((weight, index) => 0.9 * weight + (0.1 * (other[index] ?? 0)) / total);
        expect(squares(design, target, mixed)).toBeGreaterThanOrEqual(found.residualSumOfSquares - 1e-9);
      }
    }),
    { seed: 11, numRuns: 400 },
  );
  expect(solved).toBeGreaterThan(100);
});

test('simplexLeastSquares finds the mixture that made the target where there are rows enough', () => {
  const random = seeded(23);
  const design = Array.from({ length: 12 }, () => Array.from({ length: 6 }, () => random() * 10));
  const truth = [0.5, 0, 0.3, 0, 0.2, 0];
  const target = design.map((row) => row.reduce((sum, value, index) => sum + value * (truth[index] ?? 0), 0));
  const found = accepted(simplexLeastSquares(design, target));
  found.weights.forEach((weight, index) => {
    expect(weight).toBeCloseTo(truth[index] ?? 0, 10);
  });
});

test('simplexLeastSquares gives its example, and refuses where other weights are as good', () => {
  expect(
    simplexLeastSquares(
      [
        [0, 4],
        [0, 0],
      ],
      [1, 1],
    ),
  ).toEqual({
    weights: [0.75, 0.25],
    fitted: [1, 0],
    residualSumOfSquares: 1,
    optimalityResidual: 0,
  });
  // The target is the middle of a square: both diagonals hit it.
  expect(
    simplexLeastSquares(
      [
        [0, 1, 0, 1],
        [0, 0, 1, 1],
      ],
      [0.5, 0.5],
    ),
  ).toMatchObject({ refused: 'collinear' });
  // A column that stands twice and has weight.
  expect(
    simplexLeastSquares(
      [
        [0, 4, 4],
        [0, 0, 0],
      ],
      [1, 1],
    ),
  ).toMatchObject({ refused: 'collinear' });
  // A column that stands twice and has none does no harm.
  expect(
    simplexLeastSquares(
      [
        [0, 4, 9, 9],
        [0, 0, 9, 9],
      ],
      [1, -1],
    ),
  ).toMatchObject({ weights: [0.75, 0.25, 0, 0] });
  expect(() => simplexLeastSquares([[0, 4]], [1, 1])).toThrow(RangeError);
  expect(() => simplexLeastSquares([[0, Number.NaN]], [1])).toThrow(RangeError);
  expect(() => simplexLeastSquares([], [])).toThrow(RangeError);
});

test('syntheticControl gives its example, refuses too little and throws on nonsense', () => {
  const treated = [2, 3, 5, 9];
  const donors = [
    [1, 4],
    [2, 4],
    [3, 8],
    [4, 8],
  ];
  const found = accepted(syntheticControl(treated, donors, { from: 0, until: 3 }));
  expect(found.weights.map((weight) => Number(weight.toFixed(3)))).toEqual([0.605, 0.395]);
  expect(found.gaps.map((gap) => Number(gap.toFixed(3)))).toEqual([-0.184, 0.211, 0.026, 3.421]);
  expect(found.after).toBeCloseTo(3.421, 3);
  expect(syntheticControl(treated, donors, { from: 0, until: 4 })).toEqual({ refused: 'too-few' });
  expect(syntheticControl(treated, donors, { from: 2, until: 3 })).toEqual({ refused: 'too-few' });
  expect(
    syntheticControl(
      treated,
      donors.map(([one = 0]) => [one]),
      { from: 0, until: 3 },
    ),
  ).toEqual({ refused: 'too-few' });
  expect(() => syntheticControl(treated, donors.slice(1), { from: 0, until: 3 })).toThrow(RangeError);
  expect(() => syntheticControl(treated, donors, { from: 0, until: 5 })).toThrow(RangeError);
  expect(() => syntheticControl([2, 3, 5, Number.NaN], donors, { from: 0, until: 3 })).toThrow(RangeError);
});

/** Units that follow two common factors, and one of them possibly moved after. */
function world(random: () => number, units: number, periods: number) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const loadings = Array.from({ length: units }, () => [random(), random()] as const);
  const walk = [0, 0];
  return Array.from({ length: periods }, () => {
    walk[0] = (walk[0] ?? 0) + normal();
    walk[1] = (walk[1] ?? 0) + normal();
    return loadings.map(([one, other]) => 50 + 3 * one * (walk[0] ?? 0) + 3 * other * (walk[1] ?? 0) + normal());
  });
}

test('of worlds in which nothing happened, placeboInSpace calls one in five remarkable at .2', () => {
  const random = seeded(2010);
  const runs = 200;
  let remarkable = 0;
  let smallest = 1;
  for (let run = 0; run < runs; run += 1) {
    const rows = world(random, 10, 40);
    const found = accepted(
      placeboInSpace(
        rows.map(([first = 0]) => first),
        rows.map(([, ...others]) => others),
        { from: 0, until: 30 },
      ),
    );
    smallest = Math.min(smallest, found.pValue);
    if (found.pValue <= 0.2) remarkable += 1;
  }
  expect(smallest).toBe(0.1);
  expect(remarkable / runs).toBeGreaterThan(0.12);
  expect(remarkable / runs).toBeLessThan(0.29);
});

test('placeboInSpace finds what was planted, with the smallest p that so many donors allow', () => {
  const rows = world(seeded(4), 10, 40);
  const found = accepted(
    placeboInSpace(
      rows.map(([first = 0], period) => first + (period < 30 ? 0 : 25)),
      rows.map(([, ...others]) => others),
      { from: 0, until: 30 },
    ),
  );
  expect(found.pValue).toBe(1 / 10);
  const after = found.treated.gaps.slice(30);
  expect(after.reduce((sum, gap) => sum + gap, 0) / after.length).toBeCloseTo(25, -1);
});

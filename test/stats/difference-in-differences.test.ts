import { clusterRobustCovariance } from '@tilik/server/inside/stats/cluster-robust-covariance.ts';
import { differenceInDifferences } from '@tilik/server/inside/stats/difference-in-differences.ts';
import { differenceOfChanges } from '@tilik/server/inside/stats/difference-of-changes.ts';
import { eventStudy } from '@tilik/server/inside/stats/event-study.ts';
import { heteroskedasticityConsistentCovariance } from '@tilik/server/inside/stats/heteroskedasticity-consistent-covariance.ts';
import { jointWaldTest } from '@tilik/server/inside/stats/joint-wald-test.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { type PanelCovariance, twoWayFixedEffects } from '@tilik/server/inside/stats/two-way-fixed-effects.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface Expected {
  readonly cell_means: Readonly<Record<'PA_before' | 'PA_after' | 'NJ_before' | 'NJ_after', number>>;
  readonly cell_se: Readonly<Record<'PA_before' | 'PA_after' | 'NJ_before' | 'NJ_after', number>>;
  readonly did: number;
  readonly se_ols: number;
  readonly se_from_cell_variances: number;
  readonly se_hc1: number;
  readonly se_hc2: number;
  readonly se_cluster_store: number;
  readonly n: number;
  readonly balanced: { readonly n: number; readonly est: number; readonly se_unequal: number };
}

const wages = referenceCase<Expected>('did_card_krueger');

/** Employment of fast-food stores in New Jersey (treated) and Pennsylvania: all stores before, then all after. */
function stores() {
  if (wages === undefined) throw new Error('a run without REFERENCE_CASES skips this');
  const rows = wages.rows();
  const half = rows.length / 2;
  const all = rows.map((row, index) => ({
    outcome: row.fte === 'NA' ? Number.NaN : Number(row.fte),
    treated: row.nj === '1',
    after: index >= half,
    store: index % half,
  }));
  const seen = all.filter(({ outcome }) => !Number.isNaN(outcome));
  const times = new Map<number, number>();
  for (const { store } of seen) times.set(store, (times.get(store) ?? 0) + 1);
  return { seen, twice: seen.filter(({ store }) => times.get(store) === 2), expected: wages.expected };
}

test.skipIf(wages === undefined)(
  "differenceInDifferences gives R's estimate and standard errors for Card and Krueger's stores (needs REFERENCE_CASES)",
  () => {
    const { seen, expected } = stores();
    const found = accepted(
      differenceInDifferences(
        seen.map(({ outcome }) => outcome),
        seen.map(({ treated }) => treated),
        seen.map(({ after }) => after),
        seen.map(({ store }) => store),
      ),
    );
    const { controlBefore, controlAfter, treatedBefore, treatedAfter } = found.cells;
    const order = ['PA_before', 'PA_after', 'NJ_before', 'NJ_after'] as const;
    const cells = [controlBefore, controlAfter, treatedBefore, treatedAfter];
    expect(
      largestError(
        cells.map(({ mean }) => mean),
        order.map((name) => expected.cell_means[name]),
      ),
    ).toBeLessThan(1e-12);
    expect(
      largestError(
        cells.map(({ standardError }) => standardError),
        order.map((name) => expected.cell_se[name]),
      ),
    ).toBeLessThan(1e-12);
    const { ordinary, hc1, hc2, cluster } = found.standardErrors;
    expect(
      largestError(
        [found.estimate, ordinary, hc1, hc2, hc2, cluster ?? Number.NaN],
        [
          expected.did,
          expected.se_ols,
          expected.se_hc1,
          expected.se_hc2,
          expected.se_from_cell_variances,
          expected.se_cluster_store,
        ],
      ),
    ).toBeLessThan(1e-11);
    expect(found.degreesOfFreedom).toBe(expected.n - 4);
  },
);

test.skipIf(wages === undefined)(
  'differenceOfChanges and twoWayFixedEffects give the balanced estimate of Card and Krueger (needs REFERENCE_CASES)',
  () => {
    const { twice, expected } = stores();
    const before = new Map(twice.filter(({ after }) => !after).map(({ store, outcome }) => [store, outcome]));
    const changes = twice
      .filter(({ after }) => after)
      .map(({ store, treated, outcome }) => ({ treated, change: outcome - (before.get(store) ?? Number.NaN) }));
    const found = accepted(
      differenceOfChanges(
        changes.filter(({ treated }) => treated).map(({ change }) => change),
        changes.filter(({ treated }) => !treated).map(({ change }) => change),
      ),
    );
    expect(changes).toHaveLength(expected.balanced.n);
    expect(relativeError(found.estimate, expected.balanced.est)).toBeLessThan(1e-12);
    expect(relativeError(found.standardError, expected.balanced.se_unequal)).toBeLessThan(1e-12);
    const panel = accepted(
      twoWayFixedEffects(
        {
          outcome: twice.map(({ outcome }) => outcome),
          unit: twice.map(({ store }) => store),
          period: twice.map(({ after }) => Number(after)),
        },
        twice.map(({ treated, after }) => [Number(treated && after)]),
        'CR2',
      ),
    );
    // With two periods and units for clusters, CR2 is Welch's standard error of the changes.
    expect(relativeError(panel.coefficients[0] ?? 0, expected.balanced.est)).toBeLessThan(1e-11);
    expect(relativeError(panel.standardErrors[0] ?? 0, expected.balanced.se_unequal)).toBeLessThan(1e-10);
  },
);

function normals(seed: number) {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A panel with units and periods of their own level; `treatedFrom` of a unit adds `effect` from then on. */
function makePanel(
  normal: () => number,
  units: number,
  periods: number,
  treatedFrom: (unit: number) => number | null,
  effect = 0,
) {
  const season = Array.from({ length: periods }, normal);
  const rows = Array.from({ length: units }, (_, unit) => {
    const level = 3 * normal();
    const from = treatedFrom(unit);
    return Array.from({ length: periods }, (_, period) => ({
      unit,
      period,
      from,
      outcome: level + (season[period] ?? 0) + normal() + (from !== null && period >= from ? effect : 0),
    }));
  }).flat();
  return rows;
}

const split = (rows: readonly { unit: number; period: number; outcome: number; from: number | null }[]) => ({
  outcome: rows.map(({ outcome }) => outcome),
  unit: rows.map(({ unit }) => unit),
  period: rows.map(({ period }) => period),
  treatedFrom: rows.map(({ from }) => from),
});

test.for<PanelCovariance>(['ordinary', 'HC1', 'HC2', 'HC3', 'CR1', 'CR2'])(
  'twoWayFixedEffects with %s is the regression with all constants written out, also where periods are missing',
  (kind) => {
    const normal = normals(88);
    const whole = makePanel(normal, 7, 9, (unit) => (unit < 3 ? 5 : null), 2);
    const panel = split(whole.filter((_, index) => index % 8 !== 3));
    const regressors = panel.outcome.map((_, row) => {
      const from = panel.treatedFrom[row] ?? Number.POSITIVE_INFINITY;
      return [Number((panel.period[row] ?? 0) >= from), normal()];
    });
    const found = accepted(twoWayFixedEffects(panel, regressors, kind));
    const dense = accepted(
      ordinaryLeastSquares(
        regressors.map((row, index) => [
          ...row,
          ...Array.from({ length: 7 }, (_, unit) => Number(panel.unit[index] === unit)),
          ...Array.from({ length: 8 }, (_, period) => Number(panel.period[index] === period + 1)),
        ]),
        panel.outcome,
      ),
    );
    expect(largestError(found.coefficients, dense.coefficients.slice(0, 2))).toBeLessThan(1e-11);
    const clustered =
      kind === 'CR1' || kind === 'CR2' ? accepted(clusterRobustCovariance(dense, panel.unit, kind)) : undefined;
    const covariance =
      clustered?.covariance ??
      (kind === 'HC1' || kind === 'HC2' || kind === 'HC3'
        ? accepted(heteroskedasticityConsistentCovariance(dense, kind))
        : dense.covariance);
    expect(
      largestError(
        found.covariance.flat(),
        covariance.slice(0, 2).flatMap((row) => row.slice(0, 2)),
      ),
    ).toBeLessThan(1e-9);
    expect(
      largestError(
        found.degreesOfFreedom,
        clustered?.degreesOfFreedom.slice(0, 2) ?? [dense.degreesOfFreedom, dense.degreesOfFreedom],
      ),
    ).toBeLessThan(1e-8);
    if (kind === 'ordinary') expect(found.residualStandardDeviation).toBeCloseTo(dense.sigma, 11);
  },
);

test('of two periods and balanced units, twoWayFixedEffects is the plain difference in differences', () => {
  const panel = split(makePanel(normals(3), 10, 2, (unit) => (unit < 4 ? 1 : null), 1));
  const found = accepted(
    twoWayFixedEffects(
      panel,
      panel.treatedFrom.map((from, row) => [Number(from === panel.period[row])]),
      'ordinary',
    ),
  );
  const plain = accepted(
    differenceInDifferences(
      panel.outcome,
      panel.treatedFrom.map((from) => from !== null),
      panel.period.map((period) => period === 1),
    ),
  );
  expect(found.coefficients[0]).toBeCloseTo(plain.estimate, 11);
  expect(plain.standardErrors.cluster).toBeNull();
});

test('eventStudy finds the effect from its period on and nothing before, measured from the period before', () => {
  const panel = split(makePanel(normals(5), 30, 12, (unit) => (unit < 15 ? 6 : null), 3));
  const found = accepted(eventStudy({ ...panel, leads: 4, lags: 3 }, 'CR1'));
  expect(found.since).toEqual([-4, -3, -2, 0, 1, 2, 3]);
  found.since.forEach((k, index) => {
    const [coefficient = 9, error = 0] = [found.coefficients[index], found.standardErrors[index]];
    expect(Math.abs(coefficient - (k < 0 ? 0 : 3))).toBeLessThan(3.5 * error);
  });
  expect(found.preTrend).toMatchObject({ restrictions: 3, degreesOfFreedom: 29 });
  const by = accepted(eventStudy({ ...panel, leads: 1, lags: 2 }, 'ordinary'));
  expect(by.since).toEqual([0, 1, 2]);
  expect(by.preTrend).toBeNull();
});

test('under parallel paths the joint test of eventStudy rejects about one time in twenty, and it sees a trend', () => {
  const normal = normals(2022);
  const runs = 400;
  let rejected = 0;
  let seen = 0;
  for (let run = 0; run < runs; run += 1) {
    const panel = split(makePanel(normal, 12, 8, (unit) => (unit < 6 ? 5 : null)));
    const test = accepted(
      accepted(eventStudy({ ...panel, leads: 4, lags: 2 }, 'ordinary')).preTrend ?? { refused: 'none' },
    );
    if (test.pValue < 0.05) rejected += 1;
    const drifting = {
      ...panel,
      outcome: panel.outcome.map(
        (value, row) => value + (panel.treatedFrom[row] === null ? 0 : (panel.period[row] ?? 0)),
      ),
    };
    const other = accepted(
      accepted(eventStudy({ ...drifting, leads: 4, lags: 2 }, 'ordinary')).preTrend ?? { refused: 'none' },
    );
    if (other.pValue < 0.05) seen += 1;
  }
  expect(rejected / runs).toBeGreaterThan(0.025);
  expect(rejected / runs).toBeLessThan(0.085);
  expect(seen / runs).toBeGreaterThan(0.9);
});

test('jointWaldTest is the square of t for one coefficient, does not mind units, and refuses a singular covariance', () => {
  // 2 · (1 − pt(2.5, 20)) in R: 0.02123355
  const one = accepted(jointWaldTest([5], [[4]], 20));
  expect(one.statistic).toBeCloseTo(6.25, 12);
  expect(one.pValue).toBeCloseTo(0.02123355, 7);
  const two = accepted(
    jointWaldTest(
      [2, 1],
      [
        [1, 0.3],
        [0.3, 2],
      ],
      9,
    ),
  );
  const units = accepted(
    jointWaldTest(
      [2e6, 1e-6],
      [
        [1e12, 0.3],
        [0.3, 2e-12],
      ],
      9,
    ),
  );
  expect(units.statistic).toBeCloseTo(two.statistic, 10);
  // bᵀV⁻¹b = (4·2 − 2·2·.3 + 1)/(2 − .09)
  expect(two.statistic).toBeCloseTo(7.8 / 1.91 / 2, 12);
  expect(
    jointWaldTest(
      [1, 1],
      [
        [1, 1],
        [1, 1],
      ],
      9,
    ),
  ).toEqual({ refused: 'collinear', detail: 1 });
  expect(jointWaldTest([1], [[0]], 9)).toEqual({ refused: 'collinear' });
  expect(() => jointWaldTest([1], [[1]], 0)).toThrow(RangeError);
  expect(() => jointWaldTest([1, 2], [[1]], 3)).toThrow(RangeError);
});

test('the examples of difference in differences hold', () => {
  const found = accepted(
    differenceInDifferences(
      [1, 3, 2, 4, 1, 3, 5, 7],
      [false, false, false, false, true, true, true, true],
      [false, false, true, true, false, false, true, true],
    ),
  );
  expect(found.estimate).toBeCloseTo(3, 12);
  expect(found.standardErrors.ordinary).toBeCloseTo(2, 12);
  expect(differenceOfChanges([3, 5, 4], [1, 2, 0])).toEqual({
    estimate: 3,
    standardError: expect.closeTo(0.8165, 4),
    degreesOfFreedom: expect.closeTo(4, 10),
  });
  const panel = { outcome: [1, 2, 4, 2, 4, 9], unit: [1, 1, 1, 2, 2, 2], period: [1, 2, 3, 1, 2, 3] };
  const both = accepted(twoWayFixedEffects(panel, [[0], [0], [0], [0], [0], [1]], 'ordinary'));
  expect(both.coefficients[0]).toBeCloseTo(3.5, 12);
  expect(both.standardErrors[0]).toBeCloseTo(0.866, 3);
});

test('difference in differences refuses what the data cannot say and throws on nonsense', () => {
  const no = [false, false, false, false];
  const panel = { outcome: [1, 2, 4, 2, 4, 9], unit: [1, 1, 1, 2, 2, 2], period: [1, 2, 3, 1, 2, 3] };
  expect(differenceInDifferences([1, 2, 3, 4], no, no)).toEqual({ refused: 'too-few' });
  expect(differenceOfChanges([1], [1, 2])).toEqual({ refused: 'too-few' });
  expect(differenceOfChanges([1, 1], [2, 2])).toEqual({ refused: 'no-variation' });
  // What a unit is for all time, and what a period is for all units, is already said.
  expect(twoWayFixedEffects(panel, [[0], [0], [0], [1], [1], [1]], 'CR1')).toEqual({ refused: 'collinear', detail: 0 });
  expect(twoWayFixedEffects(panel, [[0], [0], [1], [0], [0], [1]], 'CR1')).toEqual({ refused: 'collinear', detail: 0 });
  expect(
    twoWayFixedEffects(
      panel,
      [
        [0, 1],
        [0, 5],
        [0, 2],
        [0, 3],
        [0, 4],
        [1, 4],
      ],
      'CR1',
    ),
  ).toEqual({ refused: 'too-few' });
  // Two units that share no period fall apart.
  const apart = { outcome: [1, 2, 4, 3, 9, 4, 2, 7], unit: [1, 1, 1, 1, 2, 2, 2, 2], period: [1, 2, 3, 4, 5, 6, 7, 8] };
  expect(
    twoWayFixedEffects(
      apart,
      apart.period.map(() => [0]),
      'CR1',
    ),
  ).toHaveProperty('refused');
  const everybody = split(makePanel(normals(1), 4, 6, () => 3));
  expect(eventStudy({ ...everybody, leads: 3, lags: 2 }, 'ordinary')).toMatchObject({ refused: 'collinear' });
  expect(eventStudy({ ...everybody, leads: 3, lags: 9 }, 'ordinary')).toMatchObject({ refused: 'too-few' });
  expect(() => eventStudy({ ...everybody, leads: 0, lags: 2 }, 'ordinary')).toThrow(RangeError);
  expect(() => twoWayFixedEffects(panel, [[0]], 'CR1')).toThrow(RangeError);
  expect(() => differenceInDifferences([1, Number.NaN, 3, 4], no, no)).toThrow(RangeError);
  expect(() => differenceInDifferences([1, 2, 3, 4], no, no, [1])).toThrow(RangeError);
  expect(() => differenceOfChanges([1, Number.NaN], [1, 2])).toThrow(RangeError);
});

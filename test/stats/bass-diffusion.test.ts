import { bass1969Regression } from '@tilik/server/inside/stats/bass-1969-regression.ts';
import { bassDensity, bassShare } from '@tilik/server/inside/stats/bass-curve.ts';
import { type BassForm, bassDiffusion } from '@tilik/server/inside/stats/bass-diffusion.ts';
import { bassMarketInterval } from '@tilik/server/inside/stats/bass-market-interval.ts';
import { bassTimeToShare } from '@tilik/server/inside/stats/bass-time-to-share.ts';
import { expect, test } from 'vitest';
import { accepted, referenceCase } from './reference-case.ts';
import { seeded } from './seeded.ts';

interface Fit {
  readonly b: readonly number[];
  readonly se: readonly number[];
  readonly sigma: number;
  readonly fitted: readonly number[];
  readonly t_peak: number;
}

interface Expected {
  readonly nls_density: Fit;
  readonly nls_cdf_difference: Fit;
  readonly time_to_fraction_of_m_cdf_model: Readonly<Record<string, { readonly t: number; readonly se: number }>>;
  readonly bass1969_ols: { readonly m: number; readonly p: number; readonly q: number };
}

const years = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const example = [27, 35, 44, 53, 59, 61, 57, 48, 38, 28];

const recorders = referenceCase<Expected>('bass_vcr');

function salesOfRecorders() {
  if (recorders === undefined) throw new Error('a run without REFERENCE_CASES skips this');
  return { sales: recorders.rows().map((row) => Number(row.sales)), expected: recorders.expected };
}

function agree(found: number | undefined, expected: number | undefined, relative: number) {
  expect(Math.abs((found ?? Number.NaN) / (expected ?? Number.NaN) - 1)).toBeLessThan(relative);
}

test.skipIf(recorders === undefined).for<[BassForm, 'nls_density' | 'nls_cdf_difference']>([
  ['density', 'nls_density'],
  ['difference', 'nls_cdf_difference'],
])(
  'bassDiffusion by the %s form gives the curve of the sales of video recorders (needs REFERENCE_CASES)',
  ([form, name]) => {
    const { sales, expected } = salesOfRecorders();
    const wanted = expected[name];
    const found = accepted(bassDiffusion(years, sales, form));
    [found.market, found.innovation, found.imitation].forEach((value, index) => {
      agree(value, wanted.b[index], 1e-9);
      agree(found.standardErrors[index], wanted.se[index], 1e-7);
    });
    agree(found.residualStandardDeviation, wanted.sigma, 1e-10);
    agree(found.peak, wanted.t_peak, 1e-9);
    found.fitted.forEach((value, index) => {
      agree(value, wanted.fitted[index], 1e-8);
    });
  },
);

test.skipIf(recorders === undefined)(
  'bassTimeToShare and bass1969Regression give the reference for the sales of video recorders (needs REFERENCE_CASES)',
  () => {
    const { sales, expected } = salesOfRecorders();
    const found = accepted(bassDiffusion(years, sales, 'difference'));
    for (const share of [0.5, 0.8, 0.9]) {
      const wanted = expected.time_to_fraction_of_m_cdf_model[share];
      const { time, standardError } = bassTimeToShare(found, share);
      agree(time, wanted?.t, 1e-9);
      agree(standardError, wanted?.se, 1e-7);
    }
    const regression = accepted(bass1969Regression(sales));
    agree(regression.market, expected.bass1969_ols.m, 1e-10);
    agree(regression.innovation, expected.bass1969_ols.p, 1e-10);
    agree(regression.imitation, expected.bass1969_ols.q, 1e-10);
  },
);

test('bassDensity is the slope of bassShare, and bassTimeToShare its inverse', () => {
  const covariance = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const [innovation, imitation] of [
    [0.03, 0.38],
    [0.2, 0],
    [1e-5, 0.9],
  ] as const) {
    for (const time of [0.5, 3, 11]) {
      const slope =
        (bassShare(time + 1e-4, innovation, imitation) - bassShare(time - 1e-4, innovation, imitation)) / 2e-4;
      expect(Math.abs(slope / bassDensity(time, innovation, imitation) - 1)).toBeLessThan(1e-6);
      const share = bassShare(time, innovation, imitation);
      expect(bassTimeToShare({ innovation, imitation, covariance }, share)).toEqual({
        time: expect.closeTo(time, 9),
        standardError: 0,
      });
    }
  }
  expect(bassShare(0, 0.03, 0.38)).toBe(0);
  expect(bassShare(5, 0.03, 0.38)).toBeCloseTo(0.3312, 4);
  expect(bassDensity(5, 0.03, 0.38)).toBeCloseTo(0.1042, 4);
  expect(() => bassShare(5, 0, 0.38)).toThrow(RangeError);
  expect(() => bassTimeToShare({ innovation: 0.1, imitation: 0.1, covariance }, 1)).toThrow(RangeError);
});

test.for<BassForm>(['density', 'difference'])(
  'bassDiffusion finds the curve that made the sales, by the %s form, also with periods left out',
  (form) => {
    const times = Array.from({ length: 60 }, (_, index) => index + 1).filter((time) => time % 7 !== 0);
    const sales = times.map(
      (time) =>
        5000 *
        (form === 'density'
          ? bassDensity(time, 0.002, 0.15)
          : bassShare(time, 0.002, 0.15) - bassShare(time - 1, 0.002, 0.15)),
    );
    const found = accepted(bassDiffusion(times, sales, form));
    agree(found.market, 5000, 1e-8);
    agree(found.innovation, 0.002, 1e-8);
    agree(found.imitation, 0.15, 1e-8);
    agree(found.peak, Math.log(75) / 0.152, 1e-8);
  },
);

test('bassDiffusion gives no error to a market that was given, and cannot fit closer than with it free', () => {
  const free = accepted(bassDiffusion(years, example, 'difference'));
  const held = accepted(bassDiffusion(years, example, 'difference', { market: 600 }));
  expect(free.market).toBeCloseTo(514.33, 1);
  expect(held.market).toBe(600);
  expect(held.standardErrors[0]).toBe(0);
  expect(held.covariance[0]).toEqual([0, 0, 0]);
  expect(held.degreesOfFreedom).toBe(8);
  expect(held.residualSumOfSquares).toBeGreaterThan(free.residualSumOfSquares);
  const same = accepted(bassDiffusion(years, example, 'difference', { market: free.market }));
  agree(same.innovation, free.innovation, 1e-7);
});

test('bassMarketInterval is narrow after the peak and runs into its bound before it', () => {
  const after = accepted(bassMarketInterval(years, example, 'difference', 10_000));
  expect(after.point).toBeCloseTo(514.33, 1);
  expect(after).toMatchObject({ touchesLowest: false, touchesHighest: false });
  expect(after.factor ?? 9).toBeLessThan(1.1);
  const before = accepted(bassMarketInterval(years.slice(0, 5), [2, 4, 9, 17, 36], 'difference', 10_000));
  expect(before.touchesHighest).toBe(true);
  expect(before.factor ?? 0).toBeGreaterThan(2);
});

test('bassDiffusion refuses what is no diffusion and throws on nonsense', () => {
  expect(bassDiffusion([1, 2, 3, 4], [1, 2, 3, 4], 'density')).toEqual({ refused: 'too-few' });
  expect(
    bassDiffusion(
      years,
      years.map(() => 0),
      'density',
    ),
  ).toEqual({ refused: 'no-variation' });
  // Sales that only fall are innovation without imitation: the imitation lies on its bound.
  const falling = years.map((time) => 100 * 0.7 ** time);
  expect(
    bassDiffusion(
      years,
      falling.map((value, index) => value + (index === 0 ? 30 : 0)),
      'density',
    ),
  ).toEqual({
    refused: 'at-bound',
    detail: 2,
  });
  expect(() => bassDiffusion([1, 2], [1], 'density')).toThrow(RangeError);
  expect(() =>
    bassDiffusion(
      years.map((time) => time - 1),
      example,
      'density',
    ),
  ).toThrow(RangeError);
  expect(() => bassDiffusion([...years].reverse(), example, 'density')).toThrow(RangeError);
  expect(() => bassDiffusion(years, [...example.slice(1), Number.NaN], 'density')).toThrow(RangeError);
  expect(() => bassDiffusion(years, example, 'density', { market: 0 })).toThrow(RangeError);
  expect(() => bassMarketInterval(years, example, 'density', Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test('bass1969Regression gives its example, and refuses sales whose roots are no market', () => {
  const found = accepted(bass1969Regression(example));
  expect(found.market).toBeCloseTo(495.1, 1);
  expect(found.innovation).toBeCloseTo(0.055, 4);
  expect(found.imitation).toBeCloseTo(0.3727, 4);
  expect(bass1969Regression([1, 2, 4])).toEqual({ refused: 'too-few' });
  expect(bass1969Regression([1, 2, 4, 9, 20, 50])).toEqual({ refused: 'not-estimable' });
  expect(bass1969Regression([0, 0, 0, 0])).toEqual({ refused: 'no-variation' });
  expect(bass1969Regression([5, 0, 0, 0])).toEqual({ refused: 'collinear' });
});

test('the interval of bassTimeToShare holds the true time in about 95 of 100 samples', () => {
  const random = seeded(1969);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const times = Array.from({ length: 36 }, (_, index) => index + 1);
  const truth = bassTimeToShare({ innovation: 0.01, imitation: 0.2, covariance: [[], [], []] }, 0.9).time;
  const runs = 80;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const sales = times.map(
      (time) => 1000 * (bassShare(time, 0.01, 0.2) - bassShare(time - 1, 0.01, 0.2)) + 3 * normal(),
    );
    const { time, standardError } = bassTimeToShare(accepted(bassDiffusion(times, sales, 'difference')), 0.9);
    if (Math.abs(time - truth) < 2.03 * standardError) held += 1;
  }
  expect(held / runs).toBeGreaterThan(0.87);
  expect(held / runs).toBeLessThanOrEqual(1);
});

import { robustSeasonalOutliers } from '@tilik/server/inside/stats/robust-seasonal-outliers.ts';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

const normals = (seed: number) => {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

const year = 52.18;

/** Three years of weeks that grow and have a season, with noise of standard deviation .1. */
const weeks = (normal: () => number, length = 156) =>
  Array.from({ length }, (_, time) => 4 + 0.006 * time + 0.3 * Math.sin((2 * Math.PI * time) / year) + 0.1 * normal());

test.for([
  [0, 1],
  [31, -1],
  [100, 1],
  [155, -1],
] as const)('an observation %d that is ten standard deviations off is found, at the ends as well', ([at, sign]) => {
  const series = weeks(normals(4));
  const found = accepted(robustSeasonalOutliers(series.with(at, (series[at] ?? 0) + sign), { period: year }));
  expect(found.outliers).toContain(at);
  expect(found.outliers.length).toBeLessThan(3);
  expect(Math.sign(found.scores[at] ?? 0)).toBe(sign);
});

test('five outliers, two of them side by side, do not hide each other', () => {
  const series = weeks(normals(5));
  const planted = [12, 40, 41, 90, 140];
  const spoilt = series.map((value, time) => (planted.includes(time) ? value - 1.5 : value));
  const found = accepted(robustSeasonalOutliers(spoilt, { period: year }));
  expect(planted.every((time) => found.outliers.includes(time))).toBe(true);
  expect(found.outliers.length).toBeLessThan(8);
});

test('of series without outliers about one observation in a thousand is called one', () => {
  const normal = normals(6);
  let called = 0;
  const runs = 60;
  for (let run = 0; run < runs; run += 1) {
    called += accepted(robustSeasonalOutliers(weeks(normal), { period: year })).outliers.length;
  }
  expect(called / runs / 156).toBeLessThan(0.002);
});

test('growth alone makes no outlier, and the trend does not lag at the ends', () => {
  const normal = normals(7);
  const series = Array.from({ length: 120 }, (_, time) => 2 + 0.05 * time + 0.1 * normal());
  const found = accepted(robustSeasonalOutliers(series, { period: null }));
  expect(found.outliers).toEqual([]);
  expect(Math.abs((found.trend[0] ?? 0) - 2)).toBeLessThan(0.2);
  expect(Math.abs((found.trend[119] ?? 0) - (2 + 0.05 * 119))).toBeLessThan(0.2);
  expect(found.scale).toBeGreaterThan(0.07);
  expect(found.scale).toBeLessThan(0.13);
});

test('a whole period, days of the week, has its season found exactly', () => {
  const normal = normals(8);
  const pattern = [0, 2, 2.5, 1, 3, 6, -4];
  const series = Array.from({ length: 140 }, (_, day) => 10 + (pattern[day % 7] ?? 0) + 0.1 * normal());
  const found = accepted(robustSeasonalOutliers(series, { period: 7 }));
  const middle = 2;
  for (let day = 0; day < 7; day += 1) {
    expect(Math.abs((found.season[day] ?? 0) - ((pattern[day] ?? 0) - middle))).toBeLessThan(0.3);
  }
  expect(found.outliers).toEqual([]);
});

test('a missing week has no score, and the weeks around it keep theirs', () => {
  const series: (number | null)[] = weeks(normals(9));
  const whole = accepted(robustSeasonalOutliers(series, { period: year }));
  const holes = accepted(robustSeasonalOutliers(series.with(20, null).with(77, null), { period: year }));
  expect(holes.scores[20]).toBeNull();
  expect(holes.scores[77]).toBeNull();
  expect(holes.scores.filter((score) => score === null)).toHaveLength(2);
  expect(Math.abs((holes.scores[50] ?? 0) - (whole.scores[50] ?? 0))).toBeLessThan(0.5);
});

test('robustSeasonalOutliers does not mind the unit or the zero of the series', () => {
  const series = weeks(normals(10));
  const plain = accepted(robustSeasonalOutliers(series, { period: year }));
  const moved = accepted(
    robustSeasonalOutliers(
      series.map((value) => 250 - 8 * value),
      { period: year },
    ),
  );
  plain.scores.forEach((score, time) => {
    expect(moved.scores[time]).toBeCloseTo(-(score ?? 0), 8);
  });
});

test('robustSeasonalOutliers refuses less than two seasons and what does not vary, and throws on nonsense', () => {
  const series = weeks(normals(11), 100);
  expect(robustSeasonalOutliers(series, { period: year })).toEqual({ refused: 'too-few' });
  expect(robustSeasonalOutliers(series.slice(0, 7), { period: null })).toEqual({ refused: 'too-few' });
  expect(robustSeasonalOutliers(new Array<number>(30).fill(5), { period: null })).toEqual({ refused: 'no-variation' });
  expect(() => robustSeasonalOutliers([...series, Number.NaN], { period: null })).toThrow(RangeError);
  expect(() => robustSeasonalOutliers(series, { period: 1 })).toThrow(RangeError);
  expect(() => robustSeasonalOutliers(series, { period: null, limit: 0 })).toThrow(RangeError);
});

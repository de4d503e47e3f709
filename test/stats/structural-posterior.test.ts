import { readFileSync } from 'node:fs';
import { mixtureMean, mixtureQuantile, mixtureSd } from '@tilik/server/inside/stats/normal-mixture.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { standardNormals } from '@tilik/server/inside/stats/standard-normals.ts';
import { forecastPaths, forecastSum } from '@tilik/server/inside/stats/structural-forecast.ts';
import {
  coefficientMixture,
  type StructuralPrior,
  structuralPosterior,
} from '@tilik/server/inside/stats/structural-posterior.ts';
import { expect, test } from 'vitest';

interface Case {
  before: number;
  series: number[];
  regressors: number[][];
  mean: number;
  lower: number;
  upper: number;
  predictionSd: number;
  cumulativeLower: number;
  cumulativeUpper: number;
  pointwise: number[];
  sdOfNoise: number;
  sdOfLevel: number;
  rOutput?: { mean: number; lower: number; upper: number };
}
const { cases } = JSON.parse(readFileSync(new URL('../fixtures/causal-impact.json', import.meta.url), 'utf8')) as {
  cases: Record<string, Case>;
};

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
function sd(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, each) => sum + (each - centre) ** 2, 0) / (values.length - 1));
}

/** CausalImpact's default model and priors on our engine: all is standardised by what came before. */
function causalImpact({ before, series, regressors }: Case) {
  const past = series.slice(0, before);
  const [centre, spread] = [mean(past), sd(past)];
  const columns = (regressors[0] ?? []).map((_, column) => regressors.map((row) => row[column] ?? 0));
  const standard = columns.map((column) =>
    column.map((each) => (each - mean(column.slice(0, before))) / sd(column.slice(0, before))),
  );
  const rows = series.map((_, time) =>
    columns.length === 0 ? [] : [1, ...standard.map((column) => column[time] ?? 0)],
  );
  const width = rows[0]?.length ?? 0;
  const moments = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => mean(rows.map((row) => (row[i] ?? 0) * (row[j] ?? 0)))),
  );
  const prior: StructuralPrior = {
    levelSd: { kind: 'inverse-gamma', shape: 16, rate: 16 * 0.01 ** 2, max: 1 },
    observationSd:
      columns.length === 0
        ? { kind: 'inverse-gamma', shape: 0.005, rate: 0.005, max: 1.2 }
        : { kind: 'inverse-gamma', shape: 25, rate: 5, max: 1.2 },
    start: { mean: ((past[0] ?? 0) - centre) / spread, variance: 1 },
    ...(width > 0 && {
      coefficientPrecision: moments.map((row, i) => row.map((each, j) => 0.01 * (i === j ? each : 0.5 * each))),
    }),
  };
  const posterior = structuralPosterior(
    { series: past.map((each) => (each - centre) / spread), regressors: rows.slice(0, before) },
    prior,
  );
  if ('refused' in posterior) throw new Error(posterior.refused);
  return { posterior, future: { regressors: rows.slice(before) }, centre, spread, after: series.slice(before) };
}

test.for(Object.entries(cases))(
  'the engine gives the posterior of CausalImpact on %s, mean, bounds and cumulative bounds',
  ([, known]) => {
    const { posterior, future, centre, spread, after } = causalImpact(known);
    const even = after.map(() => 1 / after.length);
    const sum = forecastSum(posterior, future, even);
    const at = (probability: number) => centre + spread * mixtureQuantile(sum, probability);
    const predictionSd = spread * mixtureSd(sum);
    const off = (ours: number, theirs: number) => Math.abs(ours - theirs) / known.predictionSd;
    const tolerance = known.regressors[0]?.length ? 1e-3 : 3e-3;
    expect(off(mean(after) - centre - spread * mixtureMean(sum), known.mean)).toBeLessThan(tolerance);
    expect(off(mean(after) - at(0.975), known.lower)).toBeLessThan(tolerance);
    expect(off(mean(after) - at(0.025), known.upper)).toBeLessThan(tolerance);
    expect(off(predictionSd, known.predictionSd)).toBeLessThan(tolerance);
    expect(off(mean(after) - at(0.975), known.cumulativeLower / after.length)).toBeLessThan(tolerance);
    expect(off(mean(after) - at(0.025), known.cumulativeUpper / after.length)).toBeLessThan(tolerance);
    for (const [step, expected] of known.pointwise.entries()) {
      const one = forecastSum(
        posterior,
        future,
        after.map((_, index) => (index === step ? 1 : 0)),
      );
      expect(off(centre + spread * mixtureMean(one), expected)).toBeLessThan(tolerance);
    }
    if (known.rOutput) {
      const width = known.rOutput.upper - known.rOutput.lower;
      expect(Math.abs(known.rOutput.lower - (mean(after) - at(0.975)))).toBeLessThan(0.03 * width);
      expect(Math.abs(known.rOutput.upper - (mean(after) - at(0.025)))).toBeLessThan(0.03 * width);
    }
  },
);

test('paths drawn from the forecast agree with its exact distribution, sum by sum', () => {
  const known = cases.google;
  if (!known) throw new Error('no case');
  const { posterior, future, after } = causalImpact(known);
  const sum = forecastSum(
    posterior,
    future,
    after.map(() => 1),
  );
  const drawn = forecastPaths(posterior, future, 20_000, randomGenerator(7))
    .map((path) => path.reduce((total, each) => total + each, 0))
    .sort((a, b) => a - b);
  const spread = mixtureSd(sum);
  expect(Math.abs(mean(drawn) - mixtureMean(sum)) / spread).toBeLessThan(0.03);
  expect(sd(drawn) / spread).toBeGreaterThan(0.97);
  expect(sd(drawn) / spread).toBeLessThan(1.03);
  for (const probability of [0.025, 0.5, 0.975]) {
    expect(
      Math.abs((drawn[Math.floor(probability * drawn.length)] ?? 0) - mixtureQuantile(sum, probability)) / spread,
    ).toBeLessThan(0.05);
  }
});

/** A brute-force posterior mean and sd of the last coefficient: dense covariance, flat prior by a large variance. */
function dense(
  series: readonly (number | null)[],
  regressors: readonly (readonly number[])[],
  noise: readonly number[],
  levelVariance: number,
) {
  const times = series.flatMap((value, time) => (value === null ? [] : [time]));
  const width = (regressors[0]?.length ?? 0) + 1;
  const design = times.map((time) => [1, ...(regressors[time] ?? [])]);
  const covariance = times.map((one) =>
    times.map((other) => levelVariance * Math.min(one, other) + (one === other ? (noise[one] ?? 0) : 0)),
  );
  const solved = gauss(
    covariance,
    design.map((row, index) => [...row, series[times[index] ?? 0] ?? 0]),
  );
  const normal = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width + 1 }, (_, j) =>
      design.reduce((sum, row, index) => sum + (row[i] ?? 0) * (solved[index]?.[j] ?? 0), 0),
    ),
  );
  const identity = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => Number(i === j)));
  const answer = gauss(
    normal.map((row) => row.slice(0, width)),
    normal.map((row, index) => [row[width] ?? 0, ...(identity[index] ?? [])]),
  );
  return { mean: answer.at(-1)?.[0] ?? Number.NaN, sd: Math.sqrt(answer.at(-1)?.[width] ?? Number.NaN) };
}

/** Solves A·X = B by elimination with pivots. */
function gauss(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  const rows = a.map((row, index) => [...row, ...(b[index] ?? [])]);
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column; row < n; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const [one, other] = [rows[column] ?? [], rows[pivot] ?? []];
    rows[column] = other;
    rows[pivot] = one;
    for (let row = 0; row < n; row += 1) {
      if (row === column) continue;
      const factor = (rows[row]?.[column] ?? 0) / (other[column] ?? 1);
      if (factor !== 0) rows[row] = (rows[row] ?? []).map((each, index) => each - factor * (other[index] ?? 0));
    }
  }
  return rows.map((row, index) => row.slice(n).map((each) => each / (row[index] ?? 1)));
}

test.for(['one variance for all', 'sampling variances of their own'])(
  'given the two sds, the coefficients are those of generalised least squares (%s)',
  (kind) => {
    const normals = standardNormals(randomGenerator(5));
    const length = 60;
    const regressors = Array.from({ length }, (_, time) => [time, Math.sin(time / 4), time >= 40 ? 1 : 0]);
    let level = 2;
    const series = regressors.map(([trend, season, step], time) => {
      level += 0.2 * normals();
      return time % 11 === 3 ? null : level + 0.05 * (trend ?? 0) + (season ?? 0) + 1.5 * (step ?? 0) + 0.5 * normals();
    });
    const samplingVariance = regressors.map((_, time) =>
      kind === 'one variance for all' ? 0 : 0.1 + 0.05 * (time % 3),
    );
    // Priors so narrow that one pair of sds is all there is.
    const narrow = (sd: number) => ({ kind: 'inverse-gamma', shape: 4e7, rate: 4e7 * sd ** 2, max: 10 }) as const;
    const posterior = structuralPosterior(
      { series, regressors, ...(kind !== 'one variance for all' && { samplingVariance }) },
      { observationSd: narrow(0.5), levelSd: narrow(0.2) },
    );
    if ('refused' in posterior) throw new Error(posterior.refused);
    const expected = dense(
      series,
      regressors,
      samplingVariance.map((each) => each + 0.25),
      0.04,
    );
    const step = coefficientMixture(posterior, 2);
    expect(mixtureMean(step)).toBeCloseTo(expected.mean, 4);
    expect(mixtureSd(step)).toBeCloseTo(expected.sd, 4);
  },
);

test('a finer grid changes nothing that is shown: the pair of sds and the ratio of sds give one posterior', () => {
  const normals = standardNormals(randomGenerator(9));
  const length = 120;
  const regressors = Array.from({ length }, (_, time) => [time / length, time >= 100 ? 1 : 0]);
  const series = regressors.map(([, step]) => 4.5 + 0.3 * (step ?? 0) + 0.15 * normals());
  const prior: StructuralPrior = {
    observationSd: { kind: 'half-cauchy', scale: 0.15 },
    levelSd: { kind: 'half-normal', scale: 0.03 },
  };
  const byRatio = structuralPosterior({ series, regressors }, prior);
  const byPair = structuralPosterior({ series, regressors, samplingVariance: series.map(() => 0) }, prior);
  if ('refused' in byRatio || 'refused' in byPair) throw new Error('refused');
  const [one, other] = [coefficientMixture(byRatio, 1), coefficientMixture(byPair, 1)];
  const spread = mixtureSd(one);
  for (const probability of [0.025, 0.25, 0.5, 0.75, 0.975]) {
    expect(Math.abs(mixtureQuantile(one, probability) - mixtureQuantile(other, probability)) / spread).toBeLessThan(
      0.01,
    );
  }
});

test('what cannot be estimated is refused with the column that is to blame', () => {
  const prior: StructuralPrior = {
    observationSd: { kind: 'half-cauchy', scale: 1 },
    levelSd: { kind: 'half-normal', scale: 0.2 },
  };
  const series = Array.from({ length: 20 }, (_, time) => Math.sin(time * time));
  const of = (columns: (time: number) => number[], values: readonly (number | null)[] = series) =>
    structuralPosterior({ series: values, regressors: series.map((_, time) => columns(time)) }, prior);
  expect(of((time) => [time, 3])).toEqual({ refused: 'collinear', detail: 1 });
  expect(of((time) => [time, Math.cos(time), 2 * time + 1])).toEqual({ refused: 'collinear', detail: 2 });
  // A step that begins where nothing was observed any more.
  expect(
    of(
      (time) => [time >= 15 ? 1 : 0],
      series.map((value, time) => (time >= 15 ? null : value)),
    ),
  ).toEqual({ refused: 'collinear', detail: 0 });
  expect(
    of(
      (time) => [time],
      series.map(() => 7),
    ),
  ).toEqual({ refused: 'no-variation' });
  expect(
    of(
      (time) => [time],
      series.map((_, time) => 2 + 3 * time),
    ),
  ).toEqual({ refused: 'no-variation' });
  expect(
    of(
      (time) => [time],
      series.map((value, time) => (time < 3 ? value : null)),
    ),
  ).toEqual({ refused: 'too-few' });
  expect(() => of((time) => [time === 4 ? Number.NaN : time])).toThrow(RangeError);
});

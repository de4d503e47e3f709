import { crossingTime } from '@tilik/server/inside/stats/crossing-time.ts';
import {
  type DampedTrendVariances,
  dampedLocalLinearTrend,
} from '@tilik/server/inside/stats/damped-local-linear-trend.ts';
import { dampedTrendForecast } from '@tilik/server/inside/stats/damped-trend-forecast.ts';
import { dampedTrendPaths } from '@tilik/server/inside/stats/damped-trend-paths.ts';
import { dampedTrendPosterior } from '@tilik/server/inside/stats/damped-trend-posterior.ts';
import { gammaVariate } from '@tilik/server/inside/stats/gamma-variate.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { standardNormals } from '@tilik/server/inside/stats/standard-normals.ts';
import { expect, test } from 'vitest';
import { accepted, largestError } from './reference-case.ts';
import { seeded } from './seeded.ts';

/** The solution of Sx = b for each b, and log|S|, by Cholesky. */
function cholesky(matrix: readonly (readonly number[])[]) {
  const root = matrix.map((row) => row.map(() => 0));
  const at = (row: number, column: number) => root[row]?.[column] ?? 0;
  for (const row of matrix.keys()) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row]?.[column] ?? 0;
      for (let inner = 0; inner < column; inner += 1) sum -= at(row, inner) * at(column, inner);
      const line = root[row];
      if (line) line[column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const half = (right: readonly number[]) => {
    const solution: number[] = [];
    for (const row of root.keys()) {
      const sum = solution.reduce((total, value, column) => total - at(row, column) * value, right[row] ?? 0);
      solution.push(sum / at(row, row));
    }
    return solution;
  };
  return { half, logDeterminant: 2 * root.reduce((sum, _, index) => sum + Math.log(at(index, index)), 0) };
}

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

/**
 * The same forecast without a filter: every value is a linear combination of the first level, the first slope and all
 * shocks; the joint covariance of past and future is written out, and level and slope of the start are unknown constants.
 */
function byConditioning(
  series: readonly (number | null)[],
  steps: number,
  damping: number,
  variances: DampedTrendVariances,
) {
  const length = series.length + steps;
  const response = (level: number, slope: number, from: number) => {
    let [now, pace] = [level, slope];
    return Array.from({ length }, (_, time) => {
      if (time < from) return 0;
      const value = now;
      [now, pace] = [now + pace, damping * pace];
      return value;
    });
  };
  const constants = [response(1, 0, 0), response(0, 1, 0)];
  const shocks = Array.from({ length: length - 1 }, (_, time) => [
    response(1, 0, time + 1).map((value) => value * Math.sqrt(variances.level)),
    response(0, 1, time + 1).map((value) => value * Math.sqrt(variances.slope)),
  ]).flat();
  const covariance = Array.from({ length }, (_, one) =>
    Array.from({ length }, (_, other) =>
      shocks.reduce((sum, shock) => sum + (shock[one] ?? 0) * (shock[other] ?? 0), 0),
    ),
  );
  const seen = [...series.keys()].filter((time) => series[time] !== null);
  const between = seen.map((one) =>
    seen.map((other) => (covariance[one]?.[other] ?? 0) + (one === other ? variances.observation : 0)),
  );
  const factor = cholesky(between);
  const values = factor.half(seen.map((time) => series[time] ?? 0));
  const design = constants.map((constant) => factor.half(seen.map((time) => constant[time] ?? 0)));
  const information = design.map((one) => design.map((other) => dot(one, other)));
  const start = cholesky(information);
  const halves = start.half(design.map((one) => dot(one, values)));
  const deviance = dot(values, values) - dot(halves, halves);
  return {
    logLikelihood:
      -0.5 * (seen.length * Math.log(2 * Math.PI) + factor.logDeterminant + start.logDeterminant + deviance),
    forecast: Array.from({ length: steps }, (_, step) => {
      const time = series.length + step;
      const shared = factor.half(seen.map((one) => covariance[one]?.[time] ?? 0));
      const left = start.half(
        constants.map((constant, index) => (constant[time] ?? 0) - dot(design[index] ?? [], shared)),
      );
      return {
        mean: dot(shared, values) + dot(left, halves),
        deviation: Math.sqrt((covariance[time]?.[time] ?? 0) - dot(shared, shared) + dot(left, left)),
      };
    }),
  };
}

const series = [3.1, 2.7, null, 3.9, 4.4, 4.1, 5.2, null, null, 6.3, 5.8, 6.9, 7.4, 7.1];

test.for<{ damping: number; variances: DampedTrendVariances }>([
  { damping: 0.95, variances: { observation: 0.2, level: 0.05, slope: 0.01 } },
  { damping: 1, variances: { observation: 0.2, level: 0.05, slope: 0.01 } },
  { damping: 0.6, variances: { observation: 0.1, level: 0, slope: 0.3 } },
  { damping: 0.95, variances: { observation: 0.5, level: 0, slope: 0 } },
])(
  'dampedTrendForecast is the joint Gaussian of past and future, conditioned on the past: $damping $variances',
  (model) => {
    const fit = accepted(dampedLocalLinearTrend(series, model));
    const found = dampedTrendForecast(fit, 9);
    const { logLikelihood, forecast } = byConditioning(series, 9, model.damping, model.variances);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 9);
    expect(
      largestError(
        found.mean,
        forecast.map(({ mean }) => mean),
      ),
    ).toBeLessThan(1e-10);
    expect(
      largestError(
        found.levelDeviation,
        forecast.map(({ deviation }) => deviation),
      ),
    ).toBeLessThan(1e-9);
    expect(
      largestError(
        found.observationDeviation,
        forecast.map(({ deviation }) => Math.hypot(deviation, Math.sqrt(model.variances.observation))),
      ),
    ).toBeLessThan(1e-9);
  },
);

test('without wandering and damping, dampedTrendForecast is the straight line of least squares', () => {
  // Times 1 … 6: mean 3.5, Σ(t − 3.5)² = 17.5; the mean of the values is 6.
  const values = [1, 4, 5, 7, 8, 11];
  const fit = accepted(
    dampedLocalLinearTrend(values, { damping: 1, variances: { observation: 1, level: 0, slope: 0 } }),
  );
  const slope = values.reduce((sum, value, index) => sum + (index - 2.5) * value, 0) / 17.5;
  const { mean, levelDeviation } = dampedTrendForecast(fit, 3);
  mean.forEach((value, step) => {
    expect(value).toBeCloseTo(6 + slope * (step + 3.5), 10);
    expect(levelDeviation[step]).toBeCloseTo(Math.sqrt(1 / 6 + (step + 3.5) ** 2 / 17.5), 10);
  });
});

function simulated(seed: number, length: number, damping: number, variances: DampedTrendVariances) {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let [level, slope] = [0, 0.1];
  return Array.from({ length }, () => {
    const value = level + Math.sqrt(variances.observation) * normal();
    [level, slope] = [
      level + slope + Math.sqrt(variances.level) * normal(),
      damping * slope + Math.sqrt(variances.slope) * normal(),
    ];
    return value;
  });
}

test('no other variances are likelier than those of dampedLocalLinearTrend', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const values = simulated(seed, 80, 0.95, { observation: 0.2, level: seed % 2 === 0 ? 0 : 0.05, slope: 0.002 });
    const best = accepted(dampedLocalLinearTrend(values));
    const { observation, level, slope } = best.variances;
    for (const observed of [0.7, 0.9, 1, 1.1, 1.4])
      for (const levels of [0, 0.5, 0.9, 1, 1.1, 2, 5])
        for (const slopes of [0, 0.5, 0.9, 1, 1.1, 2, 5]) {
          const other = accepted(
            dampedLocalLinearTrend(values, {
              variances: {
                observation: observation * observed,
                level: level > 0 ? level * levels : levels * 0.001,
                slope: slope > 0 ? slope * slopes : slopes * 0.0001,
              },
            }),
          );
          expect(other.logLikelihood).toBeLessThan(best.logLikelihood + 1e-7);
        }
  }
});

test('dampedLocalLinearTrend does not depend on unit and zero of the scale, nor on values missing at the ends', () => {
  const values = simulated(9, 60, 0.95, { observation: 0.2, level: 0.03, slope: 0.002 });
  const fit = accepted(dampedLocalLinearTrend(values));
  const moved = accepted(dampedLocalLinearTrend(values.map((value) => 50 + 3 * value)));
  const one = dampedTrendForecast(fit, 5);
  const other = dampedTrendForecast(moved, 5);
  one.mean.forEach((value, step) => {
    expect(other.mean[step]).toBeCloseTo(50 + 3 * value, 3);
    expect(other.levelDeviation[step]).toBeCloseTo(3 * (one.levelDeviation[step] ?? 0), 3);
  });
  const { variances } = fit;
  const late = accepted(dampedLocalLinearTrend([null, null, ...values], { variances }));
  expect(dampedTrendForecast(late, 5).mean[4]).toBeCloseTo(one.mean[4] ?? 0, 8);
  const early = accepted(dampedLocalLinearTrend([...values, null, null], { variances }));
  expect(dampedTrendForecast(early, 3).mean).toEqual(one.mean.slice(2).map((value) => expect.closeTo(value, 9)));
});

test('a damped forecast levels off at level + slope/(1 − φ)', () => {
  const fit = accepted(
    dampedLocalLinearTrend(series, { damping: 0.8, variances: { observation: 0.2, level: 0.1, slope: 0.01 } }),
  );
  const [level = 0, slope = 0] = fit.next.state;
  expect(dampedTrendForecast(fit, 200).mean.at(-1)).toBeCloseTo(level + slope / 0.2, 9);
});

test('dampedTrendPaths have the mean, the deviations and the correlations of the forecast', () => {
  const model = { damping: 0.95, variances: { observation: 0.2, level: 0.05, slope: 0.01 } };
  const fit = accepted(dampedLocalLinearTrend(series, model));
  const { mean, levelDeviation, observationDeviation } = dampedTrendForecast(fit, 6);
  const count = 20_000;
  for (const of of ['level', 'observation'] as const) {
    const paths = dampedTrendPaths(fit, 6, count, of, randomGenerator(5));
    const deviation = of === 'level' ? levelDeviation : observationDeviation;
    mean.forEach((expected, step) => {
      const values = paths.map((path) => path[step] ?? Number.NaN);
      const average = values.reduce((sum, value) => sum + value, 0) / count;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / count);
      expect(Math.abs(average - expected)).toBeLessThan((4 * (deviation[step] ?? 0)) / Math.sqrt(count));
      expect(Math.abs(spread / (deviation[step] ?? 0) - 1)).toBeLessThan(4 / Math.sqrt(2 * count));
    });
  }
  // Var(μ₂ − μ₁) one step on: that of the slope and of the level's own shock.
  const differences = dampedTrendPaths(fit, 2, count, 'level', randomGenerator(6)).map(
    ([one = 0, two = 0]) => two - one,
  );
  const average = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - average) ** 2, 0) / count;
  expect(variance / ((fit.next.variance[1]?.[1] ?? 0) + 0.05)).toBeCloseTo(1, 1);
});

test('the same seed gives the same paths, and crossingTime reads them', () => {
  const fit = accepted(dampedLocalLinearTrend(series, { variances: { observation: 0.2, level: 0.05, slope: 0.001 } }));
  const paths = dampedTrendPaths(fit, 40, 2000, 'level', randomGenerator(1));
  expect(dampedTrendPaths(fit, 40, 2000, 'level', randomGenerator(1))).toEqual(paths);
  const { quantiles, reachedWithin, notReached } = crossingTime(paths, 9, [0.05, 0.25, 0.5]);
  expect(quantiles[0] ?? 99).toBeLessThan(quantiles[1] ?? 99);
  expect((reachedWithin.at(-1) ?? 0) + notReached).toBeCloseTo(1, 12);
});

test('the weights of dampedTrendPosterior are marginal likelihood times prior, integrated over the common variance', () => {
  const posterior = accepted(dampedTrendPosterior(series));
  expect(posterior.nodes.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  const integrated = posterior.nodes.slice(0, 40).map(({ weight, fit: { variances } }) => {
    let likelihood = 0;
    for (let log = -9; log <= 5; log += 0.02) {
      const scale = Math.exp(log);
      const scaled = {
        observation: scale,
        level: scale * variances.level,
        slope: scale * variances.slope,
      };
      likelihood += Math.exp(accepted(dampedLocalLinearTrend(series, { variances: scaled })).logLikelihood);
    }
    const [level, slope] = [Math.sqrt(variances.level), Math.sqrt(variances.slope)];
    return { weight, expected: likelihood * (level / (1 + level ** 2)) * (slope / (1 + (slope / 0.1) ** 2)) };
  });
  const [first] = integrated;
  for (const { weight, expected } of integrated)
    expect(weight / (first?.weight ?? 0) / (expected / (first?.expected ?? 0))).toBeCloseTo(1, 6);
});

test('dampedTrendPaths of a posterior have the mean and the deviations of its forecast, which is wider than that of the fit', () => {
  const values = simulated(21, 60, 0.95, { observation: 0.2, level: 0.05, slope: 0.002 });
  const posterior = accepted(dampedTrendPosterior(values));
  const { mean, observationDeviation, levelDeviation } = dampedTrendForecast(posterior, 12);
  const count = 20_000;
  const paths = dampedTrendPaths(posterior, 12, count, 'observation', randomGenerator(8));
  for (const step of [0, 11]) {
    const drawn = paths.map((path) => path[step] ?? Number.NaN);
    const average = drawn.reduce((sum, value) => sum + value, 0) / count;
    const spread = Math.sqrt(drawn.reduce((sum, value) => sum + (value - average) ** 2, 0) / count);
    expect(Math.abs(average - (mean[step] ?? 0))).toBeLessThan(
      (4 * (observationDeviation[step] ?? 0)) / Math.sqrt(count),
    );
    expect(Math.abs(spread / (observationDeviation[step] ?? 0) - 1)).toBeLessThan(0.05);
  }
  const likeliest = dampedTrendForecast(accepted(dampedLocalLinearTrend(values)), 12);
  expect(levelDeviation[11]).toBeGreaterThan(likeliest.levelDeviation[11] ?? 99);
});

test('90 % bands twelve steps ahead hold about nine futures of ten with dampedTrendPosterior, even of 40 values', () => {
  const truth = { observation: 0.2, level: 0.05, slope: 0.002 };
  const runs = 60;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const values = simulated(1000 + run, 52, 0.95, truth);
    const { mean, observationDeviation } = dampedTrendForecast(accepted(dampedTrendPosterior(values.slice(0, 40))), 12);
    if (Math.abs((values[51] ?? 0) - (mean[11] ?? 0)) < 1.645 * (observationDeviation[11] ?? 0)) held += 1;
  }
  expect(held / runs).toBeGreaterThan(0.8);
  expect(held / runs).toBeLessThanOrEqual(0.98);
});

test('gammaVariate has the mean and the variance of its shape', () => {
  const normal = standardNormals(randomGenerator(2000));
  const uniform = seeded(2000);
  for (const shape of [0.5, 1.5, 25]) {
    const drawn = Array.from({ length: 20_000 }, () => gammaVariate(shape, normal, uniform));
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / drawn.length));
    expect(Math.abs(variance / shape - 1)).toBeLessThan(0.08);
  }
  expect(() => gammaVariate(0.4, normal, uniform)).toThrow(RangeError);
});

test('dampedLocalLinearTrend refuses too little, and what has no error, and throws on nonsense', () => {
  expect(dampedLocalLinearTrend([1, 2, null, 3, 4, 5])).toEqual({ refused: 'too-few' });
  expect(dampedLocalLinearTrend([2, 2, 2, 2, 2, 2])).toEqual({ refused: 'no-variation' });
  expect(() => dampedLocalLinearTrend(series, { damping: 0 })).toThrow(RangeError);
  expect(() => dampedLocalLinearTrend(series, { damping: 1.01 })).toThrow(RangeError);
  expect(() => dampedLocalLinearTrend([1, Number.NaN, 3, 4, 5, 6])).toThrow(RangeError);
  const none = { observation: 0, level: 0, slope: 0 };
  expect(() => dampedLocalLinearTrend(series, { variances: none })).toThrow(RangeError);
  const fit = accepted(dampedLocalLinearTrend(series));
  expect(() => dampedTrendForecast(fit, 0)).toThrow(RangeError);
  expect(dampedTrendPosterior([1, 2, null, 3])).toEqual({ refused: 'too-few' });
  expect(dampedTrendPosterior([2, 2, 2, 2, 2, 2])).toEqual({ refused: 'no-variation' });
  expect(() => dampedTrendPosterior(series, { damping: 2 })).toThrow(RangeError);
  expect(() => dampedTrendPaths(fit, 3, 0, 'level', randomGenerator(1))).toThrow(RangeError);
});

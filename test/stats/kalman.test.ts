import { readFileSync } from 'node:fs';
import { kalmanFilter, type StateSpaceModel } from '@tilik/server/inside/stats/kalman-filter.ts';
import { kalmanSmoother } from '@tilik/server/inside/stats/kalman-smoother.ts';
import {
  localLevelByMaximumLikelihood,
  localLevelModel,
} from '@tilik/server/inside/stats/local-level-by-maximum-likelihood.ts';
import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

const nile = JSON.parse(readFileSync(new URL('../fixtures/nile.json', import.meta.url), 'utf8')) as {
  flow: number[];
  maximumLikelihood: { observationVariance: number; levelVariance: number; logLikelihood: number };
  published: {
    observationVariance: number;
    levelVariance: number;
    logLikelihood: number;
    predictedLevel: number[];
    predictedVariance: number[];
    smoothedLevel: number[];
    smoothedVariance: number[];
    standardisedInnovations: number[];
    forecastMean: number[];
    forecastSd: number[];
  };
  missing21To40And61To80: { smoothedLevel: number[]; smoothedVariance: number[]; logLikelihood: number };
};

/** Largest relative difference of two vectors. */
function farthest(ours: readonly number[], theirs: readonly number[]): number {
  expect(ours.length).toBe(theirs.length);
  return Math.max(...ours.map((each, index) => Math.abs(each - (theirs[index] ?? 0)) / Math.max(1e-9, Math.abs(each))));
}
const { observationVariance, levelVariance } = nile.published;
const model = localLevelModel(110, observationVariance, levelVariance);

test('the filter predicts the Nile as Durbin and Koopman do, and its likelihood counts all hundred years', () => {
  const { steps, logLikelihood } = kalmanFilter(nile.flow, model);
  expect(logLikelihood).toBeCloseTo(nile.published.logLikelihood, 8);
  const predicted = steps.slice(1).map(({ state }) => state[0] ?? Number.NaN);
  expect(farthest(predicted, nile.published.predictedLevel.slice(1, 100))).toBeLessThan(1e-9);
  const variances = steps.slice(1).map(({ variance }) => variance[0]?.[0] ?? Number.NaN);
  expect(farthest(variances, nile.published.predictedVariance.slice(1, 100))).toBeLessThan(1e-9);
  const innovations = steps
    .slice(1)
    .map(({ innovation, innovationVariance }) => (innovation ?? Number.NaN) / Math.sqrt(innovationVariance));
  expect(farthest(innovations, nile.published.standardisedInnovations.slice(1))).toBeLessThan(1e-8);
});

test('the smoother gives the level of the Nile and its variance in every year', () => {
  const { states, variances } = kalmanSmoother(nile.flow, model);
  const level = states.map(([each]) => each ?? Number.NaN);
  expect(farthest(level, nile.published.smoothedLevel)).toBeLessThan(1e-9);
  const variance = variances.map(([row]) => row?.[0] ?? Number.NaN);
  expect(farthest(variance, nile.published.smoothedVariance)).toBeLessThan(1e-9);
  expect(level[0]).toBeCloseTo(1111.668, 3);
  expect(variance[0]).toBeCloseTo(4032.158, 3);
});

test('years that are missing are bridged, and years to come are forecast, as in the book', () => {
  const gapped = nile.flow.map((flow, year) => ((year >= 20 && year < 40) || (year >= 60 && year < 80) ? null : flow));
  const { states, variances, filtered } = kalmanSmoother(gapped, model);
  const expected = nile.missing21To40And61To80;
  expect(
    farthest(
      states.map(([each]) => each ?? Number.NaN),
      expected.smoothedLevel,
    ),
  ).toBeLessThan(1e-9);
  expect(
    farthest(
      variances.map(([row]) => row?.[0] ?? Number.NaN),
      expected.smoothedVariance,
    ),
  ).toBeLessThan(1e-9);
  expect(filtered.logLikelihood).toBeCloseTo(expected.logLikelihood, 8);

  const ahead = kalmanFilter([...nile.flow, ...new Array<null>(10).fill(null)], model).steps.slice(100);
  expect(
    farthest(
      ahead.map(({ state }) => state[0] ?? Number.NaN),
      nile.published.forecastMean,
    ),
  ).toBeLessThan(1e-9);
  expect(
    farthest(
      ahead.map(({ innovationVariance }) => Math.sqrt(innovationVariance)),
      nile.published.forecastSd,
    ),
  ).toBeLessThan(1e-9);
  expect(nile.published.forecastMean[0]).toBeCloseTo(798.37, 2);
});

test('maximum likelihood finds the variances of the Nile', () => {
  const fit = localLevelByMaximumLikelihood(nile.flow);
  if ('refused' in fit) throw new Error(fit.refused);
  const expected = nile.maximumLikelihood;
  expect(Math.abs(fit.observationVariance / expected.observationVariance - 1)).toBeLessThan(1e-4);
  expect(Math.abs(fit.levelVariance / expected.levelVariance - 1)).toBeLessThan(1e-3);
  expect(Math.abs(fit.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-6);
});

test('maximum likelihood is refused where there is nothing to learn from', () => {
  expect(localLevelByMaximumLikelihood([1, null, 2])).toEqual({ refused: 'too-few' });
  expect(localLevelByMaximumLikelihood([4, 4, 4, null, 4])).toEqual({ refused: 'no-variation' });
});

/** A local linear trend with a regressor whose coefficient is a state that never moves: three diffuse states. */
function threeStates(length: number, start: StateSpaceModel['start']): StateSpaceModel {
  return {
    observation: Array.from({ length }, (_, time) => [1, 0, Math.sin(time)]),
    observationVariance: Array.from({ length }, (_, time) => 1 + 0.5 * Math.cos(time) ** 2),
    transition: [
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    stateVariance: [
      [0.3, 0, 0],
      [0, 0.02, 0],
      [0, 0, 0],
    ],
    start,
  };
}

test('the exact diffuse start is the limit of a start with ever larger variance, also with gaps at the beginning', () => {
  const random = seeded(11);
  const length = 30;
  const series = Array.from({ length }, (_, time) =>
    [1, 5, 6, 20].includes(time) ? null : 3 + 0.2 * time + 2 * Math.sin(time) + 2 * (random() - 0.5),
  );
  const none = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const exact = kalmanSmoother(
    series,
    threeStates(length, { mean: [0, 0, 0], variance: none, diffuse: [true, true, true] }),
  );
  const large = 1e6;
  const near = kalmanSmoother(
    series,
    threeStates(length, {
      mean: [0, 0, 0],
      variance: none.map((row, i) => row.map((_, j) => (i === j ? large : 0))),
      diffuse: [false, false, false],
    }),
  );
  for (const [time, state] of exact.states.entries()) {
    for (const [index, each] of state.entries()) expect(each).toBeCloseTo(near.states[time]?.[index] ?? 0, 3);
    for (const [i, row] of (exact.variances[time] ?? []).entries()) {
      for (const [j, each] of row.entries()) expect(each).toBeCloseTo(near.variances[time]?.[i]?.[j] ?? 0, 2);
    }
  }
  // Each diffuse state costs ½log κ in the limit.
  expect(exact.filtered.logLikelihood).toBeCloseTo(near.filtered.logLikelihood + 1.5 * Math.log(large), 3);
});

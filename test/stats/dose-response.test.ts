import { doseResponse } from '@tilik/server/inside/stats/dose-response.ts';
import { doseResponseSums } from '@tilik/server/inside/stats/dose-response-sums.ts';
import { oneChannelDoseResponse } from '@tilik/server/inside/stats/one-channel-dose-response.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

function dice(seed: number) {
  const random = seeded(seed);
  return { random, normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) };
}

/** What a recursion gives, written as the sum it stands for. */
const doseAt = (exposures: readonly number[], carryOver: number, period: number) =>
  exposures
    .slice(0, period + 1)
    .reduce((sum, exposure, then) => sum + (1 - carryOver) * carryOver ** (period - then) * Math.log(1 + exposure), 0);

/** Weeks with a trend and a season, and channels that are on now and then. */
function world(seed: number, weeks: number, coefficients: readonly number[], carryOver: number, noise = 0.3) {
  const { random, normal } = dice(seed);
  const exposures = Array.from({ length: weeks }, () =>
    coefficients.map(() => (random() < 0.6 ? Math.exp(2 * random()) * 3 : 0)),
  );
  const design = Array.from({ length: weeks }, (_, week) => [
    1,
    week / weeks,
    Math.sin((2 * Math.PI * week) / 52),
    Math.cos((2 * Math.PI * week) / 52),
  ]);
  const response = design.map(
    ([, trend = 0, season = 0], week) =>
      4 +
      0.5 * trend +
      0.2 * season +
      noise * normal() +
      coefficients.reduce(
        (sum, coefficient, channel) =>
          sum +
          coefficient *
            doseAt(
              exposures.map((row) => row[channel] ?? 0),
              carryOver,
              week,
            ),
        0,
      ),
  );
  return { response, design, exposures };
}

test('oneChannelDoseResponse is the integral over all unknowns, done by brute force on a small case', () => {
  const response = [2.1, 2.9, 3.3, 2.4, 4.2, 2.6, 3.9];
  const exposures = [0, 2, 5, 1, 30, 0, 12].map((value) => [value]);
  const coefficientSd = 0.4;
  const carryOvers = [0, 0.5];
  // Uniform grids over γ, log σ (for p(σ) ∝ 1/σ) and β.
  const moments = carryOvers.map((carryOver) => {
    const dose = exposures.map((_, period) =>
      doseAt(
        exposures.map(([value = 0]) => value),
        carryOver,
        period,
      ),
    );
    let [mass, first, second] = [0, 0, 0];
    for (let coefficient = 0; coefficient <= 2; coefficient += 0.01) {
      const edge = coefficient === 0 ? 0.5 : 1;
      let sum = 0;
      for (let constant = -6; constant <= 10; constant += 0.1) {
        const squares = response.reduce(
          (total, value, period) => total + (value - constant - coefficient * (dose[period] ?? 0)) ** 2,
          0,
        );
        for (let log = -4; log <= 5; log += 0.1)
          sum += Math.exp(-response.length * log - squares / 2 / Math.exp(2 * log));
      }
      const weighted = edge * sum * Math.exp((-coefficient * coefficient) / 2 / coefficientSd ** 2);
      mass += weighted;
      first += weighted * coefficient;
      second += weighted * coefficient * coefficient;
    }
    return { mass, first, second };
  });
  const mass = moments.reduce((sum, one) => sum + one.mass, 0);
  const mean = moments.reduce((sum, one) => sum + one.first, 0) / mass;
  const second = moments.reduce((sum, one) => sum + one.second, 0) / mass;
  const found = accepted(
    oneChannelDoseResponse({ response, design: response.map(() => [1]), exposures, coefficientSd, carryOvers }),
  );
  expect(found.coefficient.mean).toBeCloseTo(mean, 4);
  expect(found.coefficient.standardDeviation).toBeCloseTo(Math.sqrt(second - mean * mean), 4);
  expect(found.weights[0]).toBeCloseTo((moments[0]?.mass ?? 0) / mass, 3);
});

test('with much data and a wide prior, oneChannelDoseResponse is least squares', () => {
  const { response, design, exposures } = world(4, 200, [0.5], 0.3, 0.1);
  const found = accepted(
    oneChannelDoseResponse({ response, design, exposures, coefficientSd: 1000, carryOvers: [0.3] }),
  );
  const { products, degreesOfFreedom, responseSquares } = accepted(
    doseResponseSums({ response, design, exposures, coefficientSd: 1000, carryOvers: [0.3] }),
  );
  const [squares = 0, product = 0] = [products[0]?.doses[0]?.[0], products[0]?.withResponse[0]];
  const residual = responseSquares - (product * product) / squares;
  expect(found.coefficient.mean).toBeCloseTo(product / squares, 7);
  // A t with ν − 1 degrees of freedom: its variance is s²/(z'z) · (ν − 1)/(ν − 3).
  expect(found.coefficient.standardDeviation ** 2 / (residual / (degreesOfFreedom - 3) / squares)).toBeCloseTo(1, 5);
});

test('doseResponse by simulation agrees with oneChannelDoseResponse by quadrature', () => {
  for (const [seed, effect] of [
    [1, 0.25],
    [2, 0],
    [3, 0.1],
  ] as const) {
    const { response, design, exposures } = world(seed, 80, [effect], 0.5);
    const input = { response, design, exposures, coefficientSd: 0.5 };
    const exact = accepted(oneChannelDoseResponse(input));
    const drawn = accepted(doseResponse(input, 40_000, randomGenerator(seed)));
    const [coefficient] = drawn.coefficients;
    if (coefficient === undefined) throw new Error('no coefficient');
    const { mean, standardDeviation, lower, median, upper } = exact.coefficient;
    expect(Math.abs(coefficient.mean - mean)).toBeLessThan(4 * coefficient.simulationError + 1e-4);
    expect(Math.abs(coefficient.standardDeviation / standardDeviation - 1)).toBeLessThan(0.05);
    expect(Math.abs(coefficient.lower - lower)).toBeLessThan(0.1 * standardDeviation);
    expect(Math.abs(coefficient.median - median)).toBeLessThan(0.1 * standardDeviation);
    expect(Math.abs(coefficient.upper - upper)).toBeLessThan(0.15 * standardDeviation);
    drawn.weights.forEach((weight, place) => {
      expect(Math.abs(weight - (exact.weights[place] ?? 0))).toBeLessThan(0.03);
    });
    expect(drawn.residualStandardDeviation / exact.residualStandardDeviation).toBeCloseTo(1, 2);
  }
});

test('with coefficients drawn from the prior, 95 % intervals of oneChannelDoseResponse hold 95 of 100', () => {
  const { random, normal } = dice(77);
  const runs = 120;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const truth = Math.abs(0.3 * normal());
    const { response, design, exposures } = world(500 + run, 60, [truth], Math.floor(random() * 9) / 10);
    const { coefficient } = accepted(oneChannelDoseResponse({ response, design, exposures, coefficientSd: 0.3 }));
    if (coefficient.lower <= truth && truth <= coefficient.upper) held += 1;
  }
  expect(held / runs).toBeGreaterThan(0.9);
  expect(held / runs).toBeLessThanOrEqual(0.99);
});

test('doseResponse tells channels apart that run apart, and finds the carry-over', () => {
  const truth = [0.4, 0.05, 0.2];
  const { response, design, exposures } = world(12, 156, truth, 0.6, 0.1);
  const found = accepted(doseResponse({ response, design, exposures, coefficientSd: 0.5 }, 8_000, randomGenerator(3)));
  found.coefficients.forEach(({ mean, lower, upper, standardDeviation, simulationError }, channel) => {
    expect(lower).toBeGreaterThanOrEqual(0);
    expect(Math.abs(mean - (truth[channel] ?? 0))).toBeLessThan(3.5 * standardDeviation);
    expect(upper).toBeGreaterThan(truth[channel] ?? 9);
    expect(simulationError).toBeLessThan(0.1 * standardDeviation);
  });
  expect((found.weights[5] ?? 0) + (found.weights[6] ?? 0) + (found.weights[7] ?? 0)).toBeGreaterThan(0.9);
  expect(found.residualStandardDeviation).toBeCloseTo(0.1, 1);
});

test('doseResponse gives the same numbers for the same seed', () => {
  const { response, design, exposures } = world(6, 60, [0.2, 0.1], 0.4);
  const input = { response, design, exposures, coefficientSd: 0.5 };
  expect(doseResponse(input, 500, randomGenerator(9))).toEqual(doseResponse(input, 500, randomGenerator(9)));
});

test('a week without a response is left out, but what was put out in it is still felt after it', () => {
  const { response, design, exposures } = world(8, 40, [0.3], 0.5);
  const holed = response.map((value, week) => (week === 20 ? null : value));
  const input = { design, exposures, coefficientSd: 0.5, carryOvers: [0.5] };
  const found = accepted(doseResponseSums({ ...input, response: holed }));
  expect(found.degreesOfFreedom).toBe(35);
  // The same as a column of its own for that week.
  const marked = accepted(
    doseResponseSums({ ...input, response, design: design.map((row, week) => [...row, Number(week === 20)]) }),
  );
  expect(found.responseSquares).toBeCloseTo(marked.responseSquares, 10);
  expect(found.products[0]?.withResponse[0]).toBeCloseTo(marked.products[0]?.withResponse[0] ?? Number.NaN, 10);
});

test('a dose that says nothing leaves the prior as it was', () => {
  const { response, design } = world(10, 60, [0], 0);
  const exposures = response.map((_, week) => [week === 30 ? 1e-6 : 0]);
  const { coefficient } = accepted(
    oneChannelDoseResponse({ response, design, exposures, coefficientSd: 1, carryOvers: [0] }),
  );
  // A half-normal: mean √(2/π), median .6745.
  expect(coefficient.mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 4);
  expect(coefficient.median).toBeCloseTo(0.6745, 4);
});

test('dose and response refuse what the data cannot say and throw on nonsense', () => {
  const { response, design, exposures } = world(1, 20, [0.2], 0);
  const input = { response, design, exposures, coefficientSd: 1 };
  const constant = design.map(() => [1]);
  expect(
    doseResponseSums({
      response: [1, 2, 4, 3, 6],
      design: constant.slice(0, 5),
      exposures: [[0], [1], [3], [0], [9]],
      coefficientSd: 1,
      carryOvers: [0],
    }),
  ).toMatchObject({
    degreesOfFreedom: 4,
    responseSquares: expect.closeTo(14.8, 10),
  });
  expect(oneChannelDoseResponse({ ...input, exposures: exposures.map(() => [7]), carryOvers: [0] })).toEqual({
    refused: 'no-variation',
    detail: 0,
  });
  expect(oneChannelDoseResponse({ ...input, response: response.map(() => 3) })).toEqual({ refused: 'no-variation' });
  expect(
    oneChannelDoseResponse({ ...input, response: response.map((value, week) => (week < 6 ? value : null)) }),
  ).toEqual({
    refused: 'too-few',
  });
  expect(oneChannelDoseResponse({ ...input, design: design.map((row) => [...row, 2]) })).toEqual({
    refused: 'collinear',
    detail: 4,
  });
  expect(() => oneChannelDoseResponse({ ...input, exposures: exposures.map(([value = 0]) => [value, 1]) })).toThrow(
    RangeError,
  );
  expect(() => oneChannelDoseResponse({ ...input, exposures: exposures.map(() => [-1]) })).toThrow(RangeError);
  expect(() => oneChannelDoseResponse({ ...input, coefficientSd: 0 })).toThrow(RangeError);
  expect(() => oneChannelDoseResponse({ ...input, carryOvers: [1] })).toThrow(RangeError);
  expect(() => oneChannelDoseResponse({ ...input, carryOvers: [] })).toThrow(RangeError);
  expect(() => oneChannelDoseResponse({ ...input, response: response.slice(1) })).toThrow(RangeError);
  expect(() => oneChannelDoseResponse({ ...input, response: [...response.slice(1), Number.NaN] })).toThrow(RangeError);
  expect(() => doseResponse(input, 10, randomGenerator(1))).toThrow(RangeError);
});

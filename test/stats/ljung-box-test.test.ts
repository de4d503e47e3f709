import { readFileSync } from 'node:fs';
import { ljungBoxTest } from '@tilik/server/inside/stats/ljung-box-test.ts';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { seeded } from './seeded.ts';

const { flow }: { readonly flow: readonly number[] } = JSON.parse(
  readFileSync(new URL('../fixtures/nile.json', import.meta.url), 'utf8'),
);

/** χ² of 2m degrees of freedom exceeds x as often as a Poisson count of mean x/2 stays below m. */
function chiSquareAbove(x: number, degreesOfFreedom: number) {
  let [term, sum] = [Math.exp(-x / 2), 0];
  for (let count = 0; count < degreesOfFreedom / 2; count += 1) {
    sum += term;
    term *= x / 2 / (count + 1);
  }
  return sum;
}

test('ljungBoxTest of 1, 2, 3, 4, 5 is what it is by hand', () => {
  // r₁ = .4, r₂ = −.1: 5·7·(.16/4 + .01/3)
  const found = accepted(ljungBoxTest([1, 2, 3, 4, 5], 2));
  expect(found.statistic).toBeCloseTo(35 * (0.04 + 0.01 / 3), 12);
  expect(found.degreesOfFreedom).toBe(2);
  expect(found.probability).toBeCloseTo(Math.exp(-found.statistic / 2), 12);
});

test('ljungBoxTest of the Nile agrees with autocorrelations from the periodogram and with a χ² in closed form', () => {
  const count = flow.length;
  const mean = flow.reduce((sum, value) => sum + value, 0) / count;
  // Padded to twice the length, the periodogram turns back into the autocovariances of the series itself.
  const length = 2 * count;
  const power = Array.from({ length }, (_, frequency) => {
    let [real, imaginary] = [0, 0];
    flow.forEach((value, time) => {
      const angle = (2 * Math.PI * frequency * time) / length;
      real += (value - mean) * Math.cos(angle);
      imaginary += (value - mean) * Math.sin(angle);
    });
    return real ** 2 + imaginary ** 2;
  });
  const covariance = (lag: number) =>
    power.reduce((sum, value, frequency) => sum + value * Math.cos((2 * Math.PI * frequency * lag) / length), 0);
  let statistic = 0;
  for (let lag = 1; lag <= 10; lag += 1) statistic += (covariance(lag) / covariance(0)) ** 2 / (count - lag);
  statistic *= count * (count + 2);
  const found = accepted(ljungBoxTest(flow, 10));
  expect(found.statistic).toBeCloseTo(statistic, 8);
  expect(found.probability).toBeCloseTo(chiSquareAbove(statistic, 10), 12);
  const fitted = accepted(ljungBoxTest(flow, 10, 2));
  expect(fitted.statistic).toBe(found.statistic);
  expect(fitted.degreesOfFreedom).toBe(8);
  expect(fitted.probability).toBeCloseTo(chiSquareAbove(statistic, 8), 12);
});

test('of series without memory some 5 % have a p below .05', () => {
  const random = seeded(1978);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const series = 3000;
  let found = 0;
  for (let each = 0; each < series; each += 1) {
    if (accepted(ljungBoxTest(Array.from({ length: 100 }, normal), 10)).probability < 0.05) found += 1;
  }
  expect(found / series).toBeGreaterThan(0.035);
  expect(found / series).toBeLessThan(0.075);
});

test('ljungBoxTest refuses a short and a constant series and throws on lags that are none', () => {
  expect(ljungBoxTest([1, 2, 3], 2)).toEqual({ refused: 'too-few' });
  expect(ljungBoxTest([2, 2, 2, 2, 2], 2)).toEqual({ refused: 'no-variation' });
  expect(() => ljungBoxTest(flow, 0)).toThrow(RangeError);
  expect(() => ljungBoxTest(flow, 3, 3)).toThrow(RangeError);
  expect(() => ljungBoxTest([1, Number.NaN, 2, 3, 4], 2)).toThrow(RangeError);
});

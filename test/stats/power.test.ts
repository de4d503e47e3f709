import { readFileSync } from 'node:fs';
import { minimumDetectableEffect } from '@tilik/server/inside/stats/minimum-detectable-effect.ts';
import { noncentralTUpperTail } from '@tilik/server/inside/stats/noncentral-t-upper-tail.ts';
import { rateRatioPower } from '@tilik/server/inside/stats/rate-ratio-power.ts';
import { tTestPower } from '@tilik/server/inside/stats/t-test-power.ts';
import { tTestSampleSize } from '@tilik/server/inside/stats/t-test-sample-size.ts';
import { twoProportionsDetectable } from '@tilik/server/inside/stats/two-proportions-detectable.ts';
import { twoProportionsPower } from '@tilik/server/inside/stats/two-proportions-power.ts';
import { twoProportionsSampleSize } from '@tilik/server/inside/stats/two-proportions-sample-size.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted, relativeError } from './reference-case.ts';
import { seeded } from './seeded.ts';

const given: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('../fixtures/power.json', import.meta.url), 'utf8'),
);

test.for([
  { name: 'twoProportionsPower', found: () => twoProportionsPower(50, 0.5, 0.75), within: 1e-10 },
  { name: 'twoProportionsSampleSize', found: () => twoProportionsSampleSize(0.5, 0.75, { power: 0.9 }), within: 1e-6 },
  // R's uniroot stops at 1.2e-4; below, the power itself is asked for.
  {
    name: 'twoProportionsDetectable',
    found: () => accepted(twoProportionsDetectable(1000, 0.2)).proportion,
    within: 1e-4,
  },
  { name: 'tTestPower', found: () => tTestPower(20, 1), within: 1e-9 },
  { name: 'tTestSampleSize', found: () => tTestSampleSize(1, { power: 0.9 }), within: 1e-6 },
  { name: 'rateRatioPower', found: () => rateRatioPower(900, 300, 1.15), within: 1e-10 },
])('$name gives what R gives', ({ name, found, within }) => {
  expect(relativeError(found(), given[name] ?? Number.NaN)).toBeLessThan(within);
});

test('minimumDetectableEffect takes 2.8 standard errors at 95 % confidence and 80 % power', () => {
  expect(Math.log1p(minimumDetectableEffect(0.1)) / 0.1).toBeCloseTo(2.8016, 4);
  expect(minimumDetectableEffect(0.12)).toBeCloseTo(0.3996, 4);
  expect(Math.log1p(minimumDetectableEffect(0.1, { confidence: 0.9, power: 0.5 })) / 0.1).toBeCloseTo(1.6449, 4);
});

test('an effect of the size minimumDetectableEffect names is found four times in five', () => {
  const random = seeded(28);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const [deviation, runs] = [0.15, 20_000];
  const effect = Math.log1p(minimumDetectableEffect(deviation));
  let found = 0;
  for (let run = 0; run < runs; run += 1) if (effect + deviation * normal() > 1.959964 * deviation) found += 1;
  expect(found / runs).toBeGreaterThan(0.79);
  expect(found / runs).toBeLessThan(0.81);
});

test('noncentralTUpperTail without noncentrality is the t distribution, in closed form for 1 and 2 degrees of freedom', () => {
  for (const value of [-30, -2, -0.3, 0, 0.7, 3, 12.706204736174705]) {
    expect(noncentralTUpperTail(value, 1, 0)).toBeCloseTo(0.5 - Math.atan(value) / Math.PI, 12);
    expect(noncentralTUpperTail(value, 2, 0)).toBeCloseTo(0.5 - value / (2 * Math.sqrt(2 + value * value)), 12);
  }
});

test('noncentralTUpperTail at 0 is the chance of a normal above 0, whatever the degrees of freedom', () => {
  for (const degrees of [0.5, 1, 3.7, 38, 5000]) {
    expect(noncentralTUpperTail(0, degrees, 1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(noncentralTUpperTail(0, degrees, 0)).toBeCloseTo(0.5, 12);
  }
});

test('noncentralTUpperTail agrees with draws of the variable itself', () => {
  const random = seeded(1908);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const runs = 40_000;
  let above = 0;
  for (let run = 0; run < runs; run += 1) {
    let squares = 0;
    for (let degree = 0; degree < 5; degree += 1) squares += normal() ** 2;
    if ((normal() + 1.5) / Math.sqrt(squares / 5) > 2) above += 1;
  }
  expect(Math.abs(above / runs - noncentralTUpperTail(2, 5, 1.5))).toBeLessThan(0.01);
});

test('a sample size has the power it was asked for, and one fewer has not', () => {
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  const power = fc.double({ min: 0.5, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, share, power, (first, second, wanted) => {
      fc.pre(Math.abs(first - second) > 0.02);
      const size = twoProportionsSampleSize(first, second, { power: wanted });
      fc.pre(size > 2);
      expect(twoProportionsPower(size, first, second)).toBeCloseTo(wanted, 9);
      expect(twoProportionsPower(size - 1, first, second)).toBeLessThan(wanted);
    }),
    { seed: 51, numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 1.2, noNaN: true }), power, (difference, wanted) => {
      expect(tTestPower(tTestSampleSize(difference, { power: wanted }), difference)).toBeCloseTo(wanted, 8);
    }),
    { seed: 52, numRuns: 20 },
  );
});

test('the proportion twoProportionsDetectable names has the power asked for; what no proportion reaches is refused', () => {
  const { proportion } = accepted(twoProportionsDetectable(300, 0.1, { power: 0.9 }));
  expect(twoProportionsPower(300, 0.1, proportion)).toBeCloseTo(0.9, 10);
  expect(twoProportionsDetectable(2, 0.5)).toEqual({ refused: 'too-few' });
});

test('power rises with the sample, falls with the confidence and is the same in both directions', () => {
  for (const of of [
    (size: number, confidence: number) => twoProportionsPower(size, 0.3, 0.4, confidence),
    (size: number, confidence: number) => tTestPower(size, 0.4, confidence),
    (size: number, confidence: number) => rateRatioPower(size, size, 1.2, confidence),
  ]) {
    expect(of(80, 0.95)).toBeGreaterThan(of(40, 0.95));
    expect(of(80, 0.99)).toBeLessThan(of(80, 0.95));
  }
  expect(tTestPower(30, -0.5)).toBe(tTestPower(30, 0.5));
  expect(twoProportionsPower(60, 0.4, 0.2)).toBeCloseTo(twoProportionsPower(60, 0.2, 0.4), 14);
});

test('power functions throw on what is no group, no proportion, no difference and no level', () => {
  for (const wrong of [
    () => twoProportionsPower(0, 0.1, 0.2),
    () => twoProportionsPower(10, -0.1, 0.2),
    () => twoProportionsPower(10, 0.1, Number.NaN),
    () => twoProportionsPower(10, 0, 1),
    () => twoProportionsPower(10, 0.1, 0.2, 1),
    () => twoProportionsSampleSize(0.2, 0.2),
    () => twoProportionsSampleSize(0.2, 1.2),
    () => twoProportionsSampleSize(0.2, 0.3, { power: 1 }),
    () => twoProportionsDetectable(10, 1),
    () => twoProportionsDetectable(10, 0.2, { power: 0.01 }),
    () => tTestPower(1, 0.5),
    () => tTestPower(10, Number.POSITIVE_INFINITY),
    () => tTestSampleSize(0),
    () => tTestSampleSize(0.5, { power: 0 }),
    () => rateRatioPower(0, 10, 1.1),
    () => rateRatioPower(10, 10, Number.NaN),
    () => minimumDetectableEffect(0),
    () => minimumDetectableEffect(0.1, { power: 1 }),
    () => minimumDetectableEffect(1000),
    () => noncentralTUpperTail(1, 0, 1),
    () => noncentralTUpperTail(Number.NaN, 3, 1),
  ]) {
    expect(wrong).toThrow(RangeError);
  }
});

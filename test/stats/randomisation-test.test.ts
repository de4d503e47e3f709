import { conformalPlacebo } from '@tilik/server/inside/stats/conformal-placebo.ts';
import { placeboRank } from '@tilik/server/inside/stats/placebo-rank.ts';
import { randomisationTest } from '@tilik/server/inside/stats/randomisation-test.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from './seeded.ts';

/** Every way to say yes to so many of so many. */
function everySchedule(length: number, yes: number): boolean[][] {
  if (length === 0) return yes === 0 ? [[]] : [];
  return [
    ...(yes > 0 ? everySchedule(length - 1, yes - 1).map((rest) => [true, ...rest]) : []),
    ...everySchedule(length - 1, yes).map((rest) => [false, ...rest]),
  ];
}

/** Draws a schedule with so many yes, each as likely as any other. */
function drawSchedule(length: number, yes: number, random: () => number): boolean[] {
  const schedule: boolean[] = [];
  let left = yes;
  for (let place = 0; place < length; place += 1) {
    const on = random() * (length - place) < left;
    schedule.push(on);
    if (on) left -= 1;
  }
  return schedule;
}

test('randomisationTest of four outcomes counts the real schedule and its mirror among six', () => {
  const found = randomisationTest([9, 8, 1, 2], [true, true, false, false], { every: everySchedule(4, 2) });
  expect(found).toEqual({ difference: 7, pValue: 1 / 3, exact: true });
});

test("randomisationTest gives Fisher's p for the tea: 2 of 70 with all cups told right, both tails", () => {
  const outcomes = [1, 1, 1, 1, 0, 0, 0, 0];
  const schedule = outcomes.map((outcome) => outcome === 1);
  const every = everySchedule(8, 4);
  expect(every).toHaveLength(70);
  expect(randomisationTest(outcomes, schedule, { every }).pValue).toBeCloseTo(2 / 70, 14);
  // Three of four right: 2 · (1 + 16) of 70.
  const three = [true, true, true, false, true, false, false, false];
  expect(randomisationTest(outcomes, three, { every }).pValue).toBeCloseTo(34 / 70, 14);
});

test('drawing schedules comes near the exact p, and never says 0', () => {
  const random = seeded(1935);
  const outcomes = [12, 15, 9, 14, 8, 7, 11, 6, 10, 5];
  const schedule = [true, true, false, true, false, false, true, false, true, false];
  const exact = randomisationTest(outcomes, schedule, { every: everySchedule(10, 5) });
  const drawn = randomisationTest(outcomes, schedule, { draw: () => drawSchedule(10, 5, random), draws: 20_000 });
  expect(drawn.exact).toBe(false);
  expect(drawn.difference).toBe(exact.difference);
  expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(0.005);
  const never = randomisationTest([100, 1, 2], [true, false, false], { draw: () => [false, true, false], draws: 99 });
  expect(never.pValue).toBe(0.01);
});

test.for([
  { few: 4, many: 20 },
  { few: 3, many: 30 },
])(
  'without an effect, $few against $many cry wolf in at most 5 % and a bit, and not half as often as that',
  ({ few, many }) => {
    // Splitting the pool into halves whatever the sizes of the groups is wrong in 16 and 27 % here.
    const random = seeded(few * many);
    const runs = 400;
    let wolf = 0;
    for (let run = 0; run < runs; run += 1) {
      const outcomes = Array.from({ length: few + many }, () => -Math.log(1 - random()));
      const draw = () => drawSchedule(few + many, few, random);
      if (randomisationTest(outcomes, draw(), { draw, draws: 199 }).pValue <= 0.05) wolf += 1;
    }
    expect(wolf / runs).toBeLessThan(0.085);
    expect(wolf / runs).toBeGreaterThan(0.02);
  },
);

test('randomisationTest does not change with the unit and the zero of the outcomes', () => {
  const outcomes = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 });
  const every = everySchedule(6, 3);
  fc.assert(
    fc.property(outcomes, fc.nat({ max: 19 }), (values, index) => {
      const schedule = every[index] ?? [];
      const { pValue } = randomisationTest(values, schedule, { every });
      expect(pValue).toBeGreaterThanOrEqual(1 / 20);
      expect(pValue).toBeLessThanOrEqual(1);
      const moved = values.map((value) => 0.1 * value + 3);
      expect(randomisationTest(moved, schedule, { every }).pValue).toBe(pValue);
      const mirror = schedule.map((on) => !on);
      expect(randomisationTest(values, mirror, { every }).pValue).toBe(pValue);
    }),
    { seed: 91, numRuns: 200 },
  );
});

test('randomisationTest throws on a schedule that could not have been drawn, has no second group or another length', () => {
  const outcomes = [1, 2, 3];
  const one = [true, false, false];
  expect(() => randomisationTest(outcomes, one, { every: [[false, true, false]] })).toThrow(RangeError);
  expect(() => randomisationTest(outcomes, [true, true, true], { every: [one] })).toThrow(RangeError);
  expect(() => randomisationTest(outcomes, [true, false], { every: [one] })).toThrow(RangeError);
  expect(() => randomisationTest([1, Number.NaN, 2], one, { every: [one] })).toThrow(RangeError);
  expect(() => randomisationTest(outcomes, one, { draw: () => one, draws: 0 })).toThrow(RangeError);
  expect(() => randomisationTest(outcomes, one, { draw: () => [true], draws: 5 })).toThrow(RangeError);
});

test('placeboRank is never below 1/(J + 1): of three placebos nothing can be told', () => {
  expect(placeboRank(1000, [0.3, -0.8, 1.1])).toEqual({ pValue: 0.25, smallest: 0.25 });
  expect(placeboRank(-1, [0.3, -0.8, 1.1])).toEqual({ pValue: 0.5, smallest: 0.25 });
  expect(placeboRank(0.1, [0.3, -0.8, 1.1]).pValue).toBe(1);
  expect(
    placeboRank(
      5,
      Array.from({ length: 19 }, () => 1),
    ).pValue,
  ).toBe(0.05);
  expect(() => placeboRank(1, [])).toThrow(RangeError);
  expect(() => placeboRank(Number.NaN, [1])).toThrow(RangeError);
  expect(() => placeboRank(1, [Number.POSITIVE_INFINITY])).toThrow(RangeError);
});

test('conformalPlacebo counts the blocks of the ring, its own among them', () => {
  expect(conformalPlacebo([1, -1, 1, -1, 1, -1, 5, 4], 2)).toEqual({ statistic: 9, pValue: 1 / 8, smallest: 1 / 8 });
  // 6 and 5 lie farther out; 4 and 1, which close the ring, do not.
  expect(conformalPlacebo([1, -1, 6, 5, 1, -1, 5, 4], 2).pValue).toBe(2 / 8);
  expect(conformalPlacebo([2, 2, 2, 2], 1).pValue).toBe(1);
});

test('conformalPlacebo of residuals with a memory has a p of at most .05 in some 5 % of series', () => {
  const random = seeded(2021);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const series = 3000;
  let wolf = 0;
  for (let each = 0; each < series; each += 1) {
    let residual = normal() / Math.sqrt(1 - 0.25);
    const residuals = Array.from({ length: 100 }, () => {
      residual = 0.5 * residual + normal();
      return residual;
    });
    if (conformalPlacebo(residuals, 4).pValue <= 0.05) wolf += 1;
  }
  expect(wolf / series).toBeGreaterThan(0.03);
  expect(wolf / series).toBeLessThan(0.065);
});

test('conformalPlacebo throws on a block that is none and on what is not finite', () => {
  for (const after of [0, 3, 1.5, -1]) expect(() => conformalPlacebo([1, 2, 3], after)).toThrow(RangeError);
  expect(() => conformalPlacebo([1, Number.NaN, 3], 1)).toThrow(RangeError);
});

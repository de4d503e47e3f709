import { kitagawaDecomposition } from '@tilik/server/inside/stats/kitagawa-decomposition.ts';
import type { Proportion } from '@tilik/server/inside/stats/newcombe-interval.ts';
import { standardisedShare } from '@tilik/server/inside/stats/standardised-share.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepted } from './reference-case.ts';
import { draw, seeded } from './seeded.ts';

const of = (successes: number, trials: number): Proportion => ({ successes, trials });

test('kitagawaDecomposition gives the parts worked out by hand', () => {
  // w .5 .5 → .25 .75, r .2 .6 → .3 .7: mix −.25·.25 + .25·.65 = .1, choice .1·.375 + .1·.625 = .1
  const found = accepted(kitagawaDecomposition([of(20, 100), of(60, 100)], [of(15, 50), of(105, 150)]));
  expect(found.before).toBeCloseTo(0.4, 14);
  expect(found.after).toBeCloseTo(0.6, 14);
  expect(found.mix).toBeCloseTo(0.1, 14);
  expect(found.choice).toBeCloseTo(0.1, 14);
  expect(found.unsplit).toBe(0);
});

test('kitagawaDecomposition sees through the paradox of Simpson: every share falls, the whole rises', () => {
  const found = accepted(kitagawaDecomposition([of(80, 100), of(200, 1000)], [of(700, 1000), of(10, 100)]));
  expect(found.change).toBeGreaterThan(0);
  expect(found.choice).toBeCloseTo(-0.1, 14);
  expect(found.mix).toBeGreaterThan(0.4);
});

test('the mix is nothing where groups keep their sizes, the choice nothing where they keep their shares', () => {
  const before = [of(10, 50), of(30, 50), of(5, 100)];
  expect(accepted(kitagawaDecomposition(before, [of(40, 100), of(20, 100), of(90, 200)])).mix).toBeCloseTo(0, 14);
  expect(accepted(kitagawaDecomposition(before, [of(20, 100), of(12, 20), of(4, 80)])).choice).toBeCloseTo(0, 14);
});

test('a group that is empty in one period is kept apart and invents no share', () => {
  const found = accepted(
    kitagawaDecomposition([of(20, 100), of(0, 0), of(0, 0)], [of(30, 100), of(90, 100), of(0, 0)]),
  );
  expect(found.groups[0]).toHaveProperty('choice');
  // The newcomer is half of all, at .9 where the whole was at .2 and is at .6.
  expect(found.groups[1]).toEqual({ unsplit: expect.closeTo(0.5 * (0.9 - 0.4), 12) });
  expect(found.groups[2]).toEqual({ unsplit: 0 });
  expect(found.mix + found.choice + found.unsplit).toBeCloseTo(found.change, 14);
});

test('a period without any trial is refused and named', () => {
  expect(kitagawaDecomposition([of(0, 0)], [of(1, 2)])).toEqual({ refused: 'too-few', detail: 0 });
  expect(kitagawaDecomposition([of(1, 2)], [of(0, 0)])).toEqual({ refused: 'too-few', detail: 1 });
});

test('kitagawaDecomposition throws on other groups and on what is no count', () => {
  expect(() => kitagawaDecomposition([of(1, 2)], [])).toThrow(RangeError);
  expect(() => kitagawaDecomposition([of(3, 2)], [of(1, 2)])).toThrow(RangeError);
  expect(() => kitagawaDecomposition([of(1, 2)], [of(Number.NaN, 2)])).toThrow(RangeError);
});

const group = fc
  .integer({ min: 0, max: 500 })
  .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => of(successes, trials)));
const periods = fc.array(fc.tuple(group, group), { minLength: 1, maxLength: 6 });

test('mix, choice and unsplit add up to the change, and read backwards they change their sign only', () => {
  fc.assert(
    fc.property(periods, (pairs) => {
      const [before, after] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
      fc.pre(before.some(({ trials }) => trials > 0) && after.some(({ trials }) => trials > 0));
      const found = accepted(kitagawaDecomposition(before, after));
      expect(found.mix + found.choice + found.unsplit).toBeCloseTo(found.change, 12);
      const back = accepted(kitagawaDecomposition(after, before));
      expect(back.mix).toBeCloseTo(-found.mix, 12);
      expect(back.choice).toBeCloseTo(-found.choice, 12);
      expect(back.unsplit).toBeCloseTo(-found.unsplit, 12);
    }),
    { seed: 61, numRuns: 300 },
  );
});

test("standardisedShare of one group is Wilson's interval, and by its own sizes it is the share of the whole", () => {
  expect(standardisedShare([of(12, 40)], [7])).toEqual(expect.objectContaining({ point: 0.3 }));
  const one = accepted(standardisedShare([of(12, 40)], [7]));
  const wilson = wilsonInterval(12, 40);
  expect(one.lower).toBeCloseTo(wilson.lower, 14);
  expect(one.upper).toBeCloseTo(wilson.upper, 14);
  const whole = accepted(standardisedShare([of(20, 100), of(60, 300)], [100, 300]));
  expect(whole.point).toBeCloseTo(80 / 400, 14);
});

test('standardisedShare does not collapse where no group has a success', () => {
  const { point, lower, upper } = accepted(standardisedShare([of(0, 10), of(0, 30)], [1, 1]));
  expect([point, lower]).toEqual([0, 0]);
  expect(upper).toBeGreaterThan(0.05);
});

test('a group that counts in the standard and has no trial is refused by its index; one that does not count is not missed', () => {
  expect(standardisedShare([of(1, 2), of(0, 0)], [1, 1])).toEqual({ refused: 'not-estimable', detail: 1 });
  expect(accepted(standardisedShare([of(1, 2), of(0, 0)], [1, 0])).point).toBe(0.5);
});

test('standardisedShare throws on weights that are none and on other lengths', () => {
  expect(() => standardisedShare([of(1, 2)], [0])).toThrow(RangeError);
  expect(() => standardisedShare([of(1, 2)], [-1])).toThrow(RangeError);
  expect(() => standardisedShare([of(1, 2)], [Number.NaN])).toThrow(RangeError);
  expect(() => standardisedShare([of(1, 2)], [1, 1])).toThrow(RangeError);
  expect(() => standardisedShare([of(1, 2)], [1], 2)).toThrow(RangeError);
});

test('standardisedShare holds the true standardised share in 93 to 97.5 % of samples', () => {
  const random = seeded(1955);
  const [shares, sizes, standard] = [
    [0.1, 0.4, 0.75],
    [40, 100, 25],
    [1, 1, 2],
  ];
  const truth = shares.reduce((sum, share, index) => sum + (share * (standard[index] ?? 0)) / 4, 0);
  const samples = 4000;
  let held = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const groups = shares.map((share, index) => of(draw(sizes[index] ?? 0, share, random), sizes[index] ?? 0));
    const { lower, upper } = accepted(standardisedShare(groups, standard));
    if (lower <= truth && truth <= upper) held += 1;
  }
  expect(held / samples).toBeGreaterThan(0.93);
  expect(held / samples).toBeLessThan(0.975);
});

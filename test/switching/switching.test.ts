import { addDays } from '@tilik/server/inside/day.ts';
import type { PeriodFigures } from '@tilik/server/inside/effect/input.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { randomisationInterval } from '@tilik/server/inside/stats/randomisation-interval.ts';
import { randomisationTest } from '@tilik/server/inside/stats/randomisation-test.ts';
import { analyseSwitching, type SwitchingInput, switchingPower } from '@tilik/server/inside/switching/analyse.ts';
import { drawSchedule, smallestProbability } from '@tilik/server/inside/switching/schedule.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seeded } from '../stats/seeded.ts';

const fromOn = '2026-01-05';

/** Normal numbers from a seed. */
function noise(seed: number, sd: number): () => number {
  const random = seeded(seed);
  return () => sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Weeks of an office that follow a schedule, with an effect of each arm on the log count. */
function world(
  given: Partial<SwitchingInput> & { readonly effects?: Readonly<Record<string, number>>; readonly noiseSeed: number },
): SwitchingInput {
  const plan = {
    design: given.design ?? ('on-off' as const),
    channels: given.channels ?? ['instagram'],
    weeks: 16,
    blockWeeks: given.blockWeeks ?? 4,
  };
  const weeks = given.weeks ?? drawSchedule(plan, randomGenerator(given.seed ?? 1));
  const next = noise(given.noiseSeed, 0.08);
  // A level that wanders and a trend, which the blocks are there to take out.
  let level = Math.log(40);
  const figures = weeks.map((arm, week): PeriodFigures => {
    level += 0.01 + next() / 2;
    const from = addDays(fromOn, 7 * week);
    return {
      period: { from, to: addDays(from, 6) },
      openDays: 5,
      electronic: Math.round(5 * Math.exp(level + (given.effects?.[arm] ?? 0) + next())),
      ordinary: 400,
      value: null,
    };
  });
  return {
    ...plan,
    fromOn,
    weeks,
    seed: given.seed ?? 1,
    today: given.today ?? addDays(fromOn, 7 * weeks.length),
    stoppedOn: given.stoppedOn ?? null,
    figures: given.figures ?? figures,
    isWeekly: given.isWeekly ?? true,
  };
}

const primary = (input: SwitchingInput) =>
  analyseSwitching(input).differences.find(({ estimand }) => estimand === 'extra');

test('every block of a drawn schedule has each arm equally often', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<'on-off' | 'rotation'>('on-off', 'rotation'),
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(),
      (design, arms, each, blocks, seed) => {
        const channels = design === 'on-off' ? ['a'] : ['a', 'b', 'c', 'd'].slice(0, arms);
        const size = design === 'on-off' ? 2 : arms;
        const plan = { design, channels, blockWeeks: size * each, weeks: size * each * blocks };
        const schedule = drawSchedule(plan, randomGenerator(seed));
        expect(schedule).toHaveLength(plan.weeks);
        for (let start = 0; start < plan.weeks; start += plan.blockWeeks) {
          const counts = Map.groupBy(schedule.slice(start, start + plan.blockWeeks), (arm) => arm);
          expect([...counts.values()].map(({ length }) => length)).toEqual(Array.from({ length: size }, () => each));
        }
        expect(drawSchedule(plan, randomGenerator(seed))).toEqual(schedule);
      },
    ),
    { numRuns: 60 },
  );
});

test('all schedules of a block come about as often', () => {
  const generator = randomGenerator(4);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 6000; draw += 1) {
    const name = drawSchedule({ design: 'on-off', channels: ['a'], weeks: 4, blockWeeks: 4 }, generator).join(' ');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test('the smallest p of a plan is known before it begins', () => {
  const plan = { design: 'on-off' as const, channels: ['a'], weeks: 16, blockWeeks: 4 };
  expect(smallestProbability(plan)).toBeCloseTo(2 / 6 ** 4);
  expect(smallestProbability({ ...plan, weeks: 8 })).toBeCloseTo(2 / 36);
  // Three pairs of three channels, each once in a block: two orders a block and pair.
  expect(smallestProbability({ design: 'rotation', channels: ['a', 'b', 'c'], weeks: 24, blockWeeks: 3 })).toBeCloseTo(
    (3 * 2) / 2 ** 8,
  );
});

test('without an effect, p is as likely to lie anywhere', () => {
  const runs = 300;
  const found = Array.from(
    { length: runs },
    (_, run) => primary(world({ noiseSeed: run + 1, seed: run + 1 }))?.probability,
  );
  const below = (level: number) => found.filter((p) => p !== undefined && p <= level).length / runs;
  for (const level of [0.05, 0.1, 0.25, 0.5, 0.75]) {
    const error = Math.sqrt((level * (1 - level)) / runs);
    expect([level, Math.abs(below(level) - level) < 3.3 * error]).toEqual([level, true]);
  }
});

test('a planted effect is found, within its interval, and said to be one', () => {
  let [found, held] = [0, 0];
  for (let run = 0; run < 40; run += 1) {
    const difference = primary(world({ noiseSeed: 500 + run, seed: run, effects: { instagram: 0.25 } }));
    if (difference?.verdict === 'SUPPORTED') found += 1;
    const { lower, upper } = difference?.ratio ?? {};
    if ((lower ?? -1) <= Math.expm1(0.25) && Math.expm1(0.25) <= (upper ?? 9)) held += 1;
  }
  expect(found).toBeGreaterThan(34);
  expect(held).toBeGreaterThanOrEqual(35);
});

test('intervals by inversion hold what is true in at least 95 of 100', () => {
  let held = 0;
  for (let run = 0; run < 200; run += 1) {
    const { lower, upper } =
      primary(world({ noiseSeed: 9000 + run, seed: run, effects: { instagram: 0.1 } }))?.ratio ?? {};
    if ((lower ?? -1) <= Math.expm1(0.1) && Math.expm1(0.1) <= (upper ?? 9)) held += 1;
  }
  expect(held / 200).toBeGreaterThanOrEqual(0.92);
});

test('the interval holds exactly the shifts that the test does not reject', () => {
  const outcomes = [3.1, 2.2, 1.4, 2.6, 3.3, 1.9, 1.2, 2.8];
  const schedule = [true, false, false, true, true, false, false, true];
  const every: boolean[][] = [];
  for (let bits = 0; bits < 256; bits += 1) {
    const one = schedule.map((_, place) => (bits & (1 << place)) > 0);
    if (one.filter(Boolean).length === 4) every.push(one);
  }
  const { lower, upper } = randomisationInterval(outcomes, schedule, every, { isExact: true });
  const p = (shift: number) =>
    randomisationTest(
      outcomes.map((outcome, week) => outcome - (schedule[week] ? shift : 0)),
      schedule,
      { every },
    ).pValue;
  if (lower === null || upper === null) throw new Error('unbounded');
  expect(p(lower + 1e-6)).toBeGreaterThan(0.05);
  expect(p(upper - 1e-6)).toBeGreaterThan(0.05);
  expect(p(lower - 1e-6)).toBeLessThanOrEqual(0.05);
  expect(p(upper + 1e-6)).toBeLessThanOrEqual(0.05);
});

test('with too few schedules for any shift to be rejected the interval has no ends', () => {
  const every = [
    [true, false],
    [false, true],
  ];
  expect(randomisationInterval([2, 1], [true, false], every, { isExact: true })).toEqual({ lower: null, upper: null });
});

test('more schedules than can be counted out are drawn with the stored seed: the same every time', () => {
  const weeks = drawSchedule({ design: 'on-off', channels: ['x'], weeks: 32, blockWeeks: 8 }, randomGenerator(3));
  const input = world({ weeks, blockWeeks: 8, noiseSeed: 3, seed: 3, channels: ['x'], effects: { x: 0.05 } });
  const [one, other] = [primary(input), primary(input)];
  expect(one).toMatchObject({ isExact: false, schedules: 70 ** 4 });
  expect(one).toEqual(other);
  expect(one?.probability).toBeGreaterThanOrEqual(1 / 10_000);
});

test('a rotation compares its channels two by two, with Holm over the pairs', () => {
  const channels = ['instagram', 'website', 'forum'];
  const weeks = drawSchedule({ design: 'rotation', channels, weeks: 36, blockWeeks: 6 }, randomGenerator(8));
  const { differences } = analyseSwitching(
    world({ design: 'rotation', channels, weeks, blockWeeks: 6, noiseSeed: 8, effects: { instagram: 0.3 } }),
  );
  const pairs = differences.filter(({ estimand }) => estimand === 'extra');
  expect(pairs.map(({ one, other, verdict }) => [one, other, verdict])).toEqual([
    ['instagram', 'website', 'SUPPORTED'],
    ['instagram', 'forum', 'SUPPORTED'],
    ['website', 'forum', 'NOT DISTINGUISHABLE'],
  ]);
  for (const { probability, adjusted } of pairs) expect(adjusted).toBeGreaterThanOrEqual(probability);
});

test('before eight weeks in whole blocks are over nothing is said, and from when it will be', () => {
  const input = world({ noiseSeed: 2, today: addDays(fromOn, 7 * 7) });
  expect(analyseSwitching(input)).toMatchObject({
    kind: 'not-computed',
    differences: [],
    refusals: [{ rule: 'weeks-not-over', needed: 8, found: 4, availableFrom: addDays(fromOn, 56) }],
  });
  expect(analyseSwitching({ ...input, today: addDays(fromOn, 56) }).kind).toBe('computed');
});

test('what is seen before the end is an indication at most', () => {
  const input = world({ noiseSeed: 5, effects: { instagram: 1 }, today: addDays(fromOn, 7 * 12) });
  expect(analyseSwitching(input)).toMatchObject({ isFinal: false, weeks: 12 });
  expect(primary(input)?.verdict).toBe('SUGGESTIVE');
});

test.for([
  { why: 'it was stopped too early', given: { stoppedOn: addDays(fromOn, 40) }, rule: 'stopped-too-early' },
  { why: 'there are monthly figures only', given: { isWeekly: false, figures: [] }, rule: 'monthly-only' },
  { why: 'weeks have no figures', given: { figures: [] }, rule: 'too-few-weeks' },
])('nothing is said where $why', ({ given, rule }) => {
  expect(analyseSwitching(world({ noiseSeed: 2, ...given }))).toMatchObject({
    kind: 'not-computed',
    differences: [],
    refusals: [{ rule }],
  });
});

test('a week without figures is left out and never taken for nothing', () => {
  const whole = world({ noiseSeed: 6, effects: { instagram: 0.3 } });
  const holed = { ...whole, figures: whole.figures.filter((_, week) => week !== 5) };
  expect(analyseSwitching(holed)).toMatchObject({ kind: 'computed', weeks: 16, seen: 15 });
  expect(Math.abs((primary(holed)?.difference ?? 0) - (primary(whole)?.difference ?? 9))).toBeLessThan(0.1);
});

test('longer schedules find smaller changes, and nothing is promised from a few weeks', () => {
  const { figures } = world({ noiseSeed: 11 });
  const power = switchingPower(figures, { arms: 2, blockWeeks: 4, today: '2027-01-01' });
  const sizes = power.lengths.map(({ mde }) => mde);
  expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
  expect(power.weeklySd).toBeGreaterThan(0.03);
  expect(power.weeklySd).toBeLessThan(0.3);
  expect(switchingPower(figures.slice(0, 5), { arms: 2, blockWeeks: 4, today: '2027-01-01' })).toMatchObject({
    weeklySd: null,
    lengths: [],
  });
});

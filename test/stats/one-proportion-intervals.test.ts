import { readFileSync } from 'node:fs';
import { clopperPearsonInterval } from '@tilik/server/inside/stats/clopper-pearson-interval.ts';
import { jeffreysInterval } from '@tilik/server/inside/stats/jeffreys-interval.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Pair = readonly [number, number];

const {
  proportions,
}: {
  readonly proportions: readonly {
    readonly successes: number;
    readonly trials: number;
    readonly exact: Pair;
    readonly jeffreys: Pair;
    readonly printed?: Pair;
  }[];
} = JSON.parse(readFileSync(new URL('../fixtures/one-proportion.json', import.meta.url), 'utf8'));

const both = [
  { name: 'jeffreysInterval', interval: jeffreysInterval, of: 'jeffreys' as const },
  { name: 'clopperPearsonInterval', interval: clopperPearsonInterval, of: 'exact' as const },
];

test.for(both)('$name gives what R gives, for all ten counts', ({ interval, of }) => {
  expect(proportions).toHaveLength(10);
  for (const { successes, trials, [of]: ends } of proportions) {
    const { point, lower, upper } = interval(successes, trials);
    expect(point).toBe(successes / trials);
    expect(Math.abs(lower - ends[0])).toBeLessThan(1e-10);
    expect(Math.abs(upper - ends[1])).toBeLessThan(1e-10);
  }
});

test('clopperPearsonInterval gives the four intervals that Newcombe printed', () => {
  const printed = proportions.filter((given) => given.printed !== undefined);
  expect(printed).toHaveLength(4);
  for (const { successes, trials, printed: ends } of printed) {
    const { lower, upper } = clopperPearsonInterval(successes, trials);
    expect([lower, upper].map((end) => Number(end.toFixed(4)))).toEqual(ends);
  }
});

test('clopperPearsonInterval of none ends where one success would have a chance of 2.5 %, the rule of three in its exact form', () => {
  for (const trials of [1, 10, 29, 1000]) {
    expect(clopperPearsonInterval(0, trials).upper).toBeCloseTo(1 - 0.025 ** (1 / trials), 12);
    expect(clopperPearsonInterval(trials, trials).lower).toBeCloseTo(0.025 ** (1 / trials), 12);
  }
});

test.for(both)('$name of none begins at exactly 0, of all ends at exactly 1, and neither collapses', ({ interval }) => {
  for (const trials of [1, 2, 20, 29, 100_000]) {
    expect(interval(0, trials).lower).toBe(0);
    expect(interval(0, trials).upper).toBeGreaterThan(0);
    expect(interval(trials, trials).upper).toBe(1);
    expect(interval(trials, trials).lower).toBeLessThan(1);
  }
});

test.for(both)(
  '$name throws on a proportion of nothing, on more successes than trials and on no confidence',
  ({ interval }) => {
    for (const [successes, trials, confidence] of [
      [0, 0],
      [-1, 10],
      [11, 10],
      [Number.NaN, 10],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
      [1, 10, 0],
      [1, 10, 1],
      [1, 10, Number.NaN],
    ] as const) {
      expect(() => interval(successes, trials, confidence)).toThrow(RangeError);
    }
  },
);

const counts = fc
  .integer({ min: 1, max: 20_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

test.for(both)(
  '$name contains its point, is wider with more confidence and mirrors those who did not',
  ({ interval }) => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.5, max: 0.98, noNaN: true }), ({ successes, trials }, confidence) => {
        const { point, lower, upper } = interval(successes, trials, confidence);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(point);
        expect(upper).toBeGreaterThanOrEqual(point);
        expect(upper).toBeLessThanOrEqual(1);
        const wider = interval(successes, trials, confidence + 0.01);
        expect(wider.lower).toBeLessThanOrEqual(lower);
        expect(wider.upper).toBeGreaterThanOrEqual(upper);
        const mirror = interval(trials - successes, trials, confidence);
        expect(mirror.lower).toBeCloseTo(1 - upper, 10);
        expect(mirror.upper).toBeCloseTo(1 - lower, 10);
      }),
      { seed: 11, numRuns: 200 },
    );
  },
);

test('of 20, the exact interval covers at least 95 % for every share; those of Jeffreys and Wilson do so in the mean', () => {
  const trials = 20;
  const shares = Array.from({ length: 199 }, (_, step) => (step + 1) / 200);
  /** Exact coverage: the probabilities of the counts whose interval holds the share. */
  const coverage = (interval: typeof wilsonInterval, share: number) => {
    let [held, probability] = [0, (1 - share) ** trials];
    for (let successes = 0; successes <= trials; successes += 1) {
      const { lower, upper } = interval(successes, trials);
      if (lower <= share && share <= upper) held += probability;
      probability *= ((trials - successes) / (successes + 1)) * (share / (1 - share));
    }
    return held;
  };
  const mean = (interval: typeof wilsonInterval) =>
    shares.reduce((sum, share) => sum + coverage(interval, share), 0) / shares.length;
  for (const share of shares) expect(coverage(clopperPearsonInterval, share)).toBeGreaterThanOrEqual(0.95);
  expect(mean(clopperPearsonInterval)).toBeGreaterThan(0.965);
  for (const interval of [jeffreysInterval, wilsonInterval]) {
    expect(mean(interval)).toBeGreaterThan(0.945);
    expect(mean(interval)).toBeLessThan(0.96);
  }
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { poissonMeanBound } from '@tilik/server/inside/stats/poisson-mean-bound.ts';
import { expect, test } from 'vitest';
import { relativeError } from './reference-case.ts';

type Values = readonly number[];

/** Rows of arguments with the value at the end. */
const grid: Readonly<Record<string, readonly Values[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/distributions.json', import.meta.url), 'utf8'),
);

// The libraries belong to the server: it is their version, not one of the tests, that has to hold.
const ofTheServer = createRequire(new URL('../../server/package.json', import.meta.url));
const distribution = (name: string): ((...values: Values) => number) => ofTheServer(`@stdlib/stats-base-dists-${name}`);

test.for([
  { name: 'normalQuantile', library: 'normal-quantile', parameters: [0, 1] },
  { name: 'normalCdf', library: 'normal-cdf', parameters: [0, 1] },
  { name: 'tQuantile', library: 't-quantile', parameters: [] },
  { name: 'betaQuantile', library: 'beta-quantile', parameters: [] },
  { name: 'fCdf', library: 'f-cdf', parameters: [] },
])('the $library we stand on has ten digits of the 40-digit value everywhere on the grid', (given) => {
  const rows = grid[given.name] ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(4);
  for (const row of rows) {
    const value = row.at(-1) as number;
    const found = distribution(given.library)(...row.slice(0, -1), ...given.parameters);
    // The median of t was found by halving and is 0 but for what that leaves.
    const error = Math.abs(value) < 1e-18 ? Math.abs(found) : relativeError(found, value);
    expect(error, row.join(', ')).toBeLessThan(1e-10);
  }
});

test.for([
  { name: 'chiSquareQuantile', library: 'chisquare-cdf' },
  { name: 'betaQuantile', library: 'beta-cdf' },
])('the $library we stand on turns the 40-digit $name back into its probability', ({ name, library }) => {
  const rows = grid[name] ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(20);
  for (const row of rows) {
    const [probability = Number.NaN, ...parameters] = row.slice(0, -1);
    const found = distribution(library)(row.at(-1) as number, ...parameters);
    expect(Math.abs(found - probability), row.join(', ')).toBeLessThan(1e-10);
  }
});

test('poissonMeanBound has ten digits of the 40-digit gamma quantile, also at 5,000 and 5,001 where the library has three', () => {
  const whole = (grid.gammaQuantile ?? []).filter(([, shape]) => Number.isInteger(shape));
  expect(whole.map(([, shape]) => shape)).toEqual(expect.arrayContaining([1, 412, 5000, 5001]));
  for (const [probability = Number.NaN, shape = Number.NaN, value = Number.NaN] of whole) {
    expect(relativeError(poissonMeanBound(shape, 'lower', probability), value)).toBeLessThan(1e-10);
    expect(relativeError(poissonMeanBound(shape - 1, 'upper', 1 - probability), value)).toBeLessThan(1e-10);
  }
});

test('poissonMeanBound throws on what is no count and no chance', () => {
  for (const [count, tail] of [
    [-1, 0.1],
    [1.5, 0.1],
    [Number.NaN, 0.1],
    [3, 0],
    [3, 1],
    [3, Number.NaN],
  ] as const) {
    expect(() => poissonMeanBound(count, 'upper', tail)).toThrow(RangeError);
  }
  expect(() => poissonMeanBound(0, 'lower', 0.1)).toThrow(RangeError);
});

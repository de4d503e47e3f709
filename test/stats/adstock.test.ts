import { readFileSync } from 'node:fs';
import { geometricAdstock } from '@tilik/server/inside/stats/geometric-adstock.ts';
import { hill } from '@tilik/server/inside/stats/hill.ts';
import { windowedAdstock } from '@tilik/server/inside/stats/windowed-adstock.ts';
import { expect, test } from 'vitest';
import { largestError } from './reference-case.ts';

interface Fixture {
  readonly exposures: readonly number[];
  readonly recursive: readonly { readonly carryOver: number; readonly adstock: readonly number[] }[];
  readonly windowed: readonly { readonly alpha: number; readonly adstock: readonly number[] }[];
  readonly meridian: {
    readonly window: number;
    readonly alpha: readonly number[];
    readonly media: readonly (readonly number[])[];
    readonly geometric: readonly number[];
    readonly binomial: readonly number[];
    readonly geometricComputed: readonly number[];
    readonly binomialComputed: readonly number[];
  };
  readonly hill: readonly { readonly half: number; readonly steepness: number; readonly share: readonly number[] }[];
}

const fixture: Fixture = JSON.parse(readFileSync(new URL('../fixtures/adstock.json', import.meta.url), 'utf8'));
const { exposures, meridian } = fixture;

test.for(fixture.recursive)(
  'geometricAdstock is that of Robyn with a carry-over of $carryOver',
  ({ carryOver, adstock }) => {
    expect(largestError(geometricAdstock(exposures, carryOver), adstock)).toBeLessThan(1e-12);
  },
);

test.for(fixture.windowed)(
  'windowedAdstock with geometric weights is that of Meridian at $alpha',
  ({ alpha, adstock }) => {
    expect(largestError(windowedAdstock(exposures, 'geometric', alpha, 5), adstock)).toBeLessThan(1e-12);
  },
);

test.for(['geometric', 'binomial'] as const)("windowedAdstock gives the %s values of Meridian's own test", (decay) => {
  const found = meridian.alpha.map((alpha, channel) => {
    const media = meridian.media.map((row) => row[channel] ?? Number.NaN);
    return windowedAdstock(media, decay, alpha, meridian.window).at(-1) ?? Number.NaN;
  });
  expect(found.map((value) => Number(value.toFixed(3)))).toEqual(meridian[decay]);
  expect(largestError(found, meridian[`${decay}Computed`])).toBeLessThan(1e-12);
});

test.for(fixture.hill)('hill saturates at $half with a steepness of $steepness', ({ half, steepness, share }) => {
  expect(
    largestError(
      exposures.map((exposure) => hill(exposure, half, steepness)),
      share,
    ),
  ).toBeLessThan(1e-12);
});

test('geometricAdstock adds up to 1/(1 − λ), windowedAdstock to what was put in', () => {
  const pulse = [1, ...new Array<number>(200).fill(0)];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  expect(total(geometricAdstock(pulse, 0.8))).toBeCloseTo(5, 12);
  expect(total(windowedAdstock(pulse, 'geometric', 0.8, 13))).toBeCloseTo(1, 12);
  expect(total(windowedAdstock(pulse, 'binomial', 0.8, 13))).toBeCloseTo(1, 12);
  expect(windowedAdstock([3, 1], 'binomial', 0, 4)).toEqual([3, 1]);
  expect(geometricAdstock([100, 0, 50], 0.3)).toEqual([100, 30, 59]);
});

test('adstock and hill throw on nonsense', () => {
  expect(() => geometricAdstock([1], 1)).toThrow(RangeError);
  expect(() => geometricAdstock([Number.NaN], 0.5)).toThrow(RangeError);
  expect(() => windowedAdstock([1], 'geometric', 1.1, 3)).toThrow(RangeError);
  expect(() => windowedAdstock([1], 'geometric', 0.5, 0)).toThrow(RangeError);
  expect(() => windowedAdstock([Number.NaN], 'geometric', 0.5, 3)).toThrow(RangeError);
  expect(() => hill(-1, 1, 1)).toThrow(RangeError);
  expect(() => hill(1, 0, 1)).toThrow(RangeError);
  expect(hill(1e200, 1, 3)).toBe(1);
});

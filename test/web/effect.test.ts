import { drawsOf } from '@tilik/server/inside/effect/evaluate.ts';
import { id as said } from '@tilik/server/inside/messages/id.ts';
import { dodge, plainAxis, ratioAxis } from '@tilik/web/inside/effect/forest.ts';
import { drawn } from '@tilik/web/inside/effect/method-panel.tsx';
import {
  bandPath,
  effectPoints,
  linePath,
  pointsAround,
  roundTicks,
  runsOf,
  timeTicks,
} from '@tilik/web/inside/effect/series.ts';
import { readEffectSearch } from '@tilik/web/inside/effect/view.ts';
import { placebosInWords, warningInWords } from '@tilik/web/inside/effect/wording.ts';
import { catalogues, type Words } from '@tilik/web/inside/language.ts';
import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

type Given = Parameters<typeof effectPoints>[0][number];

const week = (on: string, given: Partial<Given> = {}): Given => ({
  on,
  isAfterStart: false,
  observed: 10,
  expected: 8,
  lower: 5,
  upper: 12,
  forecast: null,
  cumulative: null,
  ...given,
});

const words = (language: 'id' | 'en') =>
  createTranslator({ locale: language, messages: catalogues[language] }) as unknown as Words;

test('the difference is what was recorded less what was expected, its band that of the expectation turned round', () => {
  const [point] = effectPoints([week('2026-01-05')], 'week');
  expect(point).toMatchObject({ from: '2026-01-05', to: '2026-01-11', difference: 2, differenceBand: [-2, 5] });
  expect(effectPoints([week('2024-02-01')], 'month')[0]?.to).toBe('2024-02-29');
});

test('a period without figures is a gap in every picture, never a zero', () => {
  const [point] = effectPoints(
    [week('2026-01-05', { observed: null, expected: null, lower: null, upper: null })],
    'week',
  );
  expect(point).toMatchObject({
    observed: null,
    expected: null,
    band: null,
    difference: null,
    differenceBand: null,
    cumulative: null,
  });
});

test('a line and a band never bridge a gap', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 40 }), (values) => {
      const runs = runsOf(values);
      expect((linePath(values, Number, Number).match(/M/g) ?? []).length).toBe(runs.length);
      const bands = values.map((value) => (value === null ? null : ([value, value + 1] as const)));
      expect((bandPath(bands, Number, Number).match(/Z/g) ?? []).length).toBe(runs.length);
      const inRuns = runs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
      expect(inRuns).toBe(values.filter((value) => value !== null).length);
    }),
  );
});

test('the picture begins a year before the start, and shows all where there is less', () => {
  const series = Array.from({ length: 80 }, (_, index) => week(`day-${index}`, { isAfterStart: index >= 70 })).map(
    (each) => ({ ...each, on: '2026-01-05' }),
  );
  expect(pointsAround(effectPoints(series, 'week'), 'week')).toHaveLength(62);
  expect(pointsAround(effectPoints(series.slice(40), 'week'), 'week')).toHaveLength(40);
});

test('ticks are round, few, and hold every value', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      (low, span) => {
        const ticks = roundTicks(low, low + span, 5);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks[0]).toBeLessThanOrEqual(low + 1e-6 * span);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + span - 1e-6 * span);
      },
    ),
  );
  expect(roundTicks(0, 2300, 4)).toEqual([0, 1000, 2000, 3000]);
});

test('names on the axis of time stand where months begin, no more than there is room for', () => {
  const points = Array.from({ length: 104 }, (_, index) => ({
    from: new Date(Date.UTC(2024, 0, 1 + 7 * index)).toISOString().slice(0, 10),
  }));
  const ticks = timeTicks(points, 8);
  expect(ticks.length).toBeLessThanOrEqual(8);
  expect(ticks.length).toBeGreaterThanOrEqual(4);
  for (const { index } of ticks) expect(Number(points[index]?.from.slice(8))).toBeLessThanOrEqual(7);
  expect(timeTicks(points, 1).map(({ grain }) => grain)).toEqual(['year']);
});

const whisker = fc
  .tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: 0, max: 8, noNaN: true }))
  .map(([estimate, half]) => ({ estimate, lower: estimate - half, upper: estimate + half }));

test('the axis of ratios always holds no change, and an interval beyond it ends in an arrow at its edge', () => {
  fc.assert(
    fc.property(fc.array(whisker, { minLength: 1, maxLength: 12 }), (whiskers) => {
      const axis = ratioAxis(whiskers);
      expect(axis.place(0)).toBeGreaterThan(0);
      expect(axis.place(0)).toBeLessThan(1);
      expect(axis.ticks.map(({ value }) => value)).toContain(1);
      expect(axis.ticks.length).toBeLessThanOrEqual(7);
      for (const each of whiskers) {
        const { from, to, goesLower, goesHigher } = axis.clip(each);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(goesLower).toBe(axis.place(each.lower) < 0);
        expect(goesHigher).toBe(axis.place(each.upper) > 1);
      }
    }),
  );
});

test('equal ratios up and down are equally far from no change', () => {
  const axis = ratioAxis([{ estimate: 0, lower: Math.log(0.5), upper: Math.log(2) }]);
  const distance = (ratio: number) => Math.abs(axis.place(Math.log(ratio)) - axis.place(0));
  expect(distance(0.5)).toBeCloseTo(distance(2), 12);
});

test('a plain axis holds nothing and every end', () => {
  const axis = plainAxis([{ estimate: 5, lower: -3, upper: 12 }], (low, high) => roundTicks(low, high, 5));
  expect(axis.ticks.map(({ value }) => value)).toContain(0);
  expect(axis.clip({ estimate: 5, lower: -3, upper: 12 })).toMatchObject({ goesLower: false, goesHigher: false });
});

test('dots that stand alike lie on rows of their own', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }), (places) => {
      const rows = dodge(places, 13);
      for (const [index, place] of places.entries()) {
        for (const [other, beside] of places.entries()) {
          if (index < other && rows[index] === rows[other]) expect(Math.abs(place - beside)).toBeGreaterThanOrEqual(13);
        }
      }
    }),
  );
});

test('the rank among placebos is never said to be nothing, and says the least it could be', () => {
  const placebos = {
    windows: Array.from({ length: 9 }, () => ({ from: '', to: '', estimate: 0, sd: 1 })),
    skipped: 0,
    asExtreme: 0,
    probability: 0.1,
  };
  const text = placebosInWords({ placebos } as unknown as Parameters<typeof placebosInWords>[0], words('id'), 'id');
  expect(text).toContain('Tidak satu pun');
  expect(text).toContain('p = 1/10 = 0,1');
  expect(text).toContain('Terkecil yang mungkin adalah 1/10 = 0,1');
});

test('a warning is said with its subject, an unknown one is not swallowed', () => {
  expect(warningInWords('covariate-incomplete:Batam', words('en'))).toContain('Batam');
  expect(warningInWords('something-new', words('en'))).toBe('something-new');
});

test('what makes no sense in a URL of campaigns is as if it were not there', () => {
  expect(
    readEffectSearch({
      period: '60m',
      office: 'bandung',
      shape: 'cube',
      estimand: 'share',
      extent: 'all',
      grain: 'week',
    }),
  ).toEqual({ period: '60m', office: 'bandung', estimand: 'share', extent: 'all' });
});

test('the page says of the draws and the verdicts what the engine says', () => {
  expect(drawn).toEqual(drawsOf);
  expect(catalogues.id.effect.verdicts).toEqual(said.effect.verdict);
});

test('no sentence of the page claims more than the figures allow', () => {
  const all = JSON.stringify([catalogues.id.effect, catalogues.id.campaigns, catalogues.en.effect]);
  expect(all).not.toMatch(/terbukti|signifikan|tidak ada pengaruh|proven|significant|no effect/i);
});

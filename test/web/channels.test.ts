import { type PlotRow, plotAxis } from '@tilik/web/inside/channels/intervals.ts';
import { readChannelSearch } from '@tilik/web/inside/channels/view.ts';
import {
  armStyle,
  armsOf,
  blockChoices,
  blocksOf,
  mondayAfter,
  wholeBlocks,
} from '@tilik/web/inside/switching/weeks.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const row = (high: number): PlotRow => ({ key: 'x', label: 'X', note: '', interval: { point: 0, low: 0, high } });

test('an axis begins at 0, holds every interval and has few round steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0001, max: 3, noNaN: true }), (high) => {
      const { end, ticks } = plotAxis([row(high), { ...row(1), interval: null }]);
      expect(end).toBeGreaterThanOrEqual(high * 0.999);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeCloseTo(end);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
  expect(plotAxis([row(0.24)]).ticks.map((tick) => Math.round(tick * 100))).toEqual([0, 10, 20, 30]);
});

test('an axis of nothing is still one', () => {
  expect(plotAxis([]).end).toBeGreaterThan(0);
});

test('the URL of the page is read, and what makes no sense is left out', () => {
  expect(readChannelSearch({ period: '60m', estimand: 'share', schedule: '12', office: 'bandung' })).toEqual({
    period: '60m',
    estimand: 'share',
    schedule: '12',
    office: 'bandung',
  });
  expect(readChannelSearch({ estimand: 'extra', schedule: '0', office: '../x', period: 'x' })).toEqual({});
});

test('a schedule is proposed from the first Monday after today', () => {
  expect(mondayAfter('2026-01-14')).toBe('2026-01-19');
  expect(mondayAfter('2026-01-19')).toBe('2026-01-26');
  expect(mondayAfter('2026-01-18')).toBe('2026-01-19');
});

test('weeks are shown block by block, in order', () => {
  const weeks = [1, 1, 2, 2].map((block, place) => ({ from: `2026-01-0${place + 1}`, block, arm: 'x' }));
  expect(blocksOf(weeks).map(({ block, weeks: own }) => [block, own.length])).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('blocks that are offered hold each choice equally often, and weeks are whole blocks', () => {
  expect(armsOf('on-off', ['x', 'website'])).toEqual(['x', 'off']);
  expect(armsOf('rotation', ['x', 'website'])).toEqual(['x', 'website']);
  for (const arms of [2, 3, 5]) {
    for (const block of blockChoices(arms)) {
      expect(block % arms).toBe(0);
      expect(wholeBlocks(16, block) % block).toBe(0);
      expect(wholeBlocks(16, block)).toBeGreaterThanOrEqual(8);
    }
  }
  expect(armStyle('off', ['x', 'off'])).toBe(1);
});

import { between, blockOf, rectangle, step, tab, textOfBlock } from '@tilik/web/inside/entry/block.ts';
import { monthAfter, monthsTo, readEntrySearch } from '@tilik/web/inside/entry/search.ts';
import { expect, test } from 'vitest';

const size = { rows: 3, columns: 2 };

test('a block of Excel is its lines and tabs, and nothing is read into its cells', () => {
  expect(blockOf('1.200\t-\r\n 45 \t\r\n')).toEqual([
    ['1.200', '-'],
    ['45', ''],
  ]);
  expect(blockOf('7')).toEqual([['7']]);
  expect(
    textOfBlock([
      ['1', ''],
      ['2', '3'],
    ]),
  ).toBe('1\t\n2\t3');
});

test('a step never leaves the grid; Tab goes on to the next row and leaves at either end', () => {
  expect(step({ row: 0, column: 1 }, -1, 1, size)).toEqual({ row: 0, column: 1 });
  expect(step({ row: 0, column: 0 }, 10, 0, size)).toEqual({ row: 2, column: 0 });
  expect(tab({ row: 0, column: 1 }, 1, size)).toEqual({ row: 1, column: 0 });
  expect(tab({ row: 1, column: 0 }, -1, size)).toEqual({ row: 0, column: 1 });
  expect(tab({ row: 2, column: 1 }, 1, size)).toBeUndefined();
  expect(tab({ row: 0, column: 0 }, -1, size)).toBeUndefined();
});

test('a rectangle is the same from either corner', () => {
  const [one, other] = [
    { row: 2, column: 1 },
    { row: 1, column: 0 },
  ];
  expect(rectangle(one, other)).toEqual(rectangle(other, one));
  expect(rectangle(one, other).flat()).toHaveLength(4);
  expect(between({ row: 1, column: 1 }, one, other)).toBe(true);
  expect(between({ row: 0, column: 1 }, one, other)).toBe(false);
});

test('what makes no sense in the URL is as if it did not stand there', () => {
  expect(readEntrySearch({ month: '2026-10', sheet: 'sources', office: 'jakarta-pusat', lang: 'en' })).toEqual({
    month: '2026-10',
    sheet: 'sources',
    office: 'jakarta-pusat',
  });
  expect(readEntrySearch({ month: '2026-13', sheet: 'events', office: '<b>' })).toEqual({});
});

test('months to choose from go back two years, or as far as there are figures, and hold the one chosen', () => {
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthsTo('2026-01', undefined, '2026-01')).toHaveLength(24);
  expect(monthsTo('2026-01', '2018-12', '2026-01').at(-1)).toBe('2018-12');
  expect(monthsTo('2026-01', '2018-12', '2017-05').at(-1)).toBe('2017-05');
  expect(monthsTo('2026-01', undefined, '2026-04')[0]).toBe('2026-04');
});

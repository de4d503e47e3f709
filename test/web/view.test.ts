import { readSearch, searchOf, viewOf, windowOf } from '@tilik/web/inside/dashboard/view.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const searches = fc.record(
  {
    period: fc.constantFrom('12m', '24m', '60m', 'this-year', 'last-year', 'all', 'custom'),
    from: fc.constantFrom('2024-01-01', '2025-06-30'),
    to: fc.constantFrom('2024-02-29', '2026-01-01'),
    grain: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
    office: fc.constantFrom('bandung', 'jakarta-pusat'),
    channels: fc.constantFrom('x', 'x,instagram'),
    compare: fc.constantFrom('previous', 'year-before'),
    beside: fc.constantFrom('share', 'electronic', 'totalIndex'),
  },
  { requiredKeys: [] },
);

test('a view survives being written to the URL and read again', () => {
  fc.assert(
    fc.property(searches, (search) => {
      const view = viewOf(readSearch(search));
      const again = viewOf(readSearch(searchOf(view) as Record<string, unknown>));
      // The two ends of a window are the URL's only where the window is chosen by hand.
      expect(again).toEqual(view.period === 'custom' ? view : { ...view, from: undefined, to: undefined });
    }),
  );
});

test('what makes no sense in a URL is as if it were not there', () => {
  expect(
    readSearch({
      period: 'forever',
      from: '2024-1-1',
      grain: 7,
      office: '<script>',
      channels: 'x,../etc,instagram',
      compare: '',
      to: '2025-02-30',
      beside: 'everything',
      extra: 'y',
    }),
  ).toEqual({ channels: 'x,instagram' });
});

test('a view at its defaults leaves the URL clean', () => {
  expect(Object.values(searchOf(viewOf({}))).filter((value) => value !== undefined)).toEqual([]);
});

test('presets are windows of whole months, ending today', () => {
  const today = '2026-03-15';
  const window = (period: '12m' | '24m' | 'this-year' | 'last-year' | 'all') =>
    windowOf(viewOf({ period }), today, '2018-12-03');
  expect(window('12m')).toEqual({ from: '2025-03-01', to: today });
  expect(window('24m')).toEqual({ from: '2024-03-01', to: today });
  expect(window('this-year')).toEqual({ from: '2026-01-01', to: today });
  expect(window('last-year')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(window('all')).toEqual({ from: '2018-12-03', to: today });
});

test('a window chosen backwards is turned round', () => {
  expect(windowOf(viewOf({ period: 'custom', from: '2025-05-01', to: '2025-01-01' }), '2026-01-01', null)).toEqual({
    from: '2025-01-01',
    to: '2025-05-01',
  });
});

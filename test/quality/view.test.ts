import { mapWindow, monthAway, monthChoices, readQualitySearch } from '@tilik/web/inside/quality/view.ts';
import { expect, test } from 'vitest';

test('the page reads its office and month from the URL, and passes over what makes no sense', () => {
  expect(readQualitySearch({ office: 'batam', month: '2025-12', other: 'x' })).toEqual({
    office: 'batam',
    month: '2025-12',
  });
  for (const month of ['2025-13', '2025-00', '2025-1', 'desember', 202512]) {
    expect(readQualitySearch({ month, office: '../x' })).toEqual({});
  }
});

test('a month is moved over the turn of the year in both directions', () => {
  expect(monthAway('2026-01', -1)).toBe('2025-12');
  expect(monthAway('2025-11', 14)).toBe('2027-01');
  expect(monthAway('2026-12', -12)).toBe('2025-12');
});

test('the map ends with the running month where the chosen one is within a year, else with the chosen one', () => {
  expect(mapWindow('2025-12', '2026-01-14')).toEqual({ from: '2025-02-01', to: '2026-01-14' });
  expect(mapWindow('2025-02', '2026-01-14')).toEqual({ from: '2025-02-01', to: '2026-01-14' });
  expect(mapWindow('2025-01', '2026-01-14')).toEqual({ from: '2024-02-01', to: '2025-01-28' });
});

test('the months to choose from go back to the first figure, and over a year at least', () => {
  expect(monthChoices('2026-01-14', null)).toHaveLength(12);
  expect(monthChoices('2026-01-14', '2025-12-03')).toHaveLength(12);
  const all = monthChoices('2026-01-14', '2018-12-03');
  expect([all[0], all.at(-1), all.length]).toEqual(['2026-01', '2018-12', 86]);
});

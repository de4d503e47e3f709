import { actualOf, type OnDays, pieceOf, placeOnDays, weeksOf } from '@tilik/web/inside/calendar/layout.ts';
import { moved, movedByKey } from '@tilik/web/inside/calendar/move.ts';
import { readCalendarView, tabOf } from '@tilik/web/inside/calendar/view.ts';
import { addMonths, daysOf, lastOf, monthsOf, weekday } from '@tilik/web/inside/ui/days.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const today = '2026-01-14';
const campaign = (id: string, given: Partial<OnDays> = {}): OnDays => ({
  id,
  plannedFromOn: null,
  plannedToOn: null,
  startedOn: null,
  endedOn: null,
  cancelledOn: null,
  ...given,
});

test('the weeks of a month begin on Monday, are whole, and hold every day of it once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      const month = `${year}-${String(number).padStart(2, '0')}`;
      const weeks = weeksOf(month);
      for (const week of weeks) expect(week.map(weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      const days = weeks.flat();
      expect(days).toEqual(daysOf(days[0] ?? '', days.at(-1) ?? ''));
      expect(days.filter((day) => day.startsWith(month))).toEqual(daysOf(`${month}-01`, lastOf(month)));
      expect(weeks.every((week) => week.some((day) => day.startsWith(month)))).toBe(true);
    }),
  );
});

test('months are counted over years in both directions', () => {
  expect([addMonths('2026-01', -1), addMonths('2025-12', 1), addMonths('2026-03', -27)]).toEqual([
    '2025-12',
    '2026-01',
    '2023-12',
  ]);
  expect([lastOf('2024-02'), monthsOf('2026').at(-1)]).toEqual(['2024-02-29', '2026-12']);
});

test('a bar is cut where the week ends, and says so', () => {
  const week = ['2026-01-12', '2026-01-18'] as const;
  expect(pieceOf({ from: '2026-01-14', to: '2026-01-20' }, ...week)).toEqual({
    first: 2,
    last: 6,
    begins: true,
    ends: false,
  });
  expect(pieceOf({ from: '2026-01-01', to: '2026-01-12' }, ...week)).toEqual({
    first: 0,
    last: 0,
    begins: false,
    ends: true,
  });
  expect(pieceOf({ from: '2026-01-19', to: '2026-01-20' }, ...week)).toBeNull();
});

test('what runs still is drawn up to today, what was cancelled up to that day', () => {
  expect(actualOf(campaign('a', { startedOn: '2026-01-01' }), today)).toEqual({ from: '2026-01-01', to: today });
  expect(actualOf(campaign('a', { startedOn: '2026-01-01', cancelledOn: '2026-01-03' }), today)?.to).toBe('2026-01-03');
  expect(actualOf(campaign('a', { plannedFromOn: '2026-01-01' }), today)).toBeNull();
});

const anyDay = fc.integer({ min: 0, max: 60 }).map((count) => daysOf('2026-01-01', '2026-03-05')[count] ?? '');
const anyCampaigns = fc.array(fc.tuple(anyDay, anyDay, anyDay, anyDay, fc.boolean()), { maxLength: 12 }).map((list) =>
  list.map(([a, b, c, d, isBegun], index) => {
    const [plannedFromOn = '', plannedToOn = ''] = [a, b].toSorted();
    const [startedOn = '', endedOn = ''] = [c, d].toSorted();
    return campaign(String(index), { plannedFromOn, plannedToOn, ...(isBegun ? { startedOn, endedOn } : {}) });
  }),
);

test('no two campaigns lie over each other, and none that touches the days is missing', () => {
  fc.assert(
    fc.property(anyCampaigns, (campaigns) => {
      const span = { from: '2026-01-12', to: '2026-01-18' };
      const placed = placeOnDays(campaigns, span, today);
      const cells = placed.flatMap(({ lane, plan, actual }) => {
        const first = Math.min(plan?.first ?? 9, actual?.first ?? 9);
        const last = Math.max(plan?.last ?? -1, actual?.last ?? -1);
        return Array.from({ length: last - first + 1 }, (_, index) => `${lane}:${first + index}`);
      });
      expect(new Set(cells).size).toBe(cells.length);
      const touching = campaigns.filter(
        ({ plannedFromOn, plannedToOn, startedOn, endedOn }) =>
          (plannedFromOn !== null && plannedFromOn <= span.to && (plannedToOn ?? '') >= span.from) ||
          (startedOn !== null && startedOn <= span.to && (endedOn ?? '') >= span.from),
      );
      expect(placed.map(({ id }) => id).toSorted()).toEqual(touching.map(({ id }) => id).toSorted());
    }),
  );
});

const draft = { id: 'a', from: '2026-03-01', to: '2026-03-10' };
test('a plan is moved as a whole or at one end, and an end never past the other', () => {
  expect(moved(draft, 'all', 7)).toEqual({ id: 'a', from: '2026-03-08', to: '2026-03-17' });
  expect(moved(draft, 'from', 3)).toEqual({ id: 'a', from: '2026-03-04', to: '2026-03-10' });
  expect(moved(draft, 'from', 30).from).toBe('2026-03-10');
  expect(moved(draft, 'to', -30).to).toBe('2026-03-01');
});

test('a plan without an end stays so when it is moved, and gets one when it is stretched', () => {
  const open = { id: 'a', from: '2026-03-01', to: null };
  expect(moved(open, 'all', 1)).toEqual({ id: 'a', from: '2026-03-02', to: null });
  expect(moved(open, 'to', 2)).toEqual({ id: 'a', from: '2026-03-01', to: '2026-03-03' });
});

test('arrows move by days and weeks, with Shift they stretch, and other keys do nothing', () => {
  const pressed = (key: string, shiftKey = false) => movedByKey(draft, { key, shiftKey });
  expect(pressed('ArrowRight')?.from).toBe('2026-03-02');
  expect(pressed('ArrowUp')?.from).toBe('2026-02-22');
  expect(pressed('ArrowRight', true)).toEqual({ ...draft, to: '2026-03-11' });
  expect(pressed('a')).toBeUndefined();
});

test('the URL says what is shown, and what makes no sense in it is as if it were not there', () => {
  expect(readCalendarView({ look: 'year', month: '2026-03', tab: 'calendar', office: 'batam' })).toEqual({
    look: 'year',
    month: '2026-03',
    tab: 'calendar',
  });
  expect(readCalendarView({ look: 'week', month: '2026-13', tab: 1 })).toEqual({});
  expect([tabOf({}), tabOf({ period: 'all' }), tabOf({ period: 'all', tab: 'calendar' })]).toEqual([
    'calendar',
    'list',
    'calendar',
  ]);
});

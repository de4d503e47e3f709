import {
  addDays,
  addMonths,
  dayInZone,
  dayOf,
  daysBetween,
  daysOf,
  instantOfWallClock,
  isDay,
  periodGrains,
  periodName,
  periodOf,
  periodsOf,
  weekday,
} from '@tilik/server/inside/day.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1970-01-01', count));
const anyGrain = fc.constantFrom(...periodGrains);

describe('weeks', () => {
  // ISO 8601: the week of a year's first Thursday is its week 1.
  test.each([
    ['2018-12-31', '2019-W01'],
    ['2019-12-30', '2020-W01'],
    ['2020-12-28', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2022-01-01', '2021-W52'],
    ['2023-01-01', '2022-W52'],
    ['2023-01-02', '2023-W01'],
    ['2024-02-29', '2024-W09'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2026-01-01', '2026-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s lies in %s', (day, name) => {
    expect(periodName(periodOf(day, 'week'), 'week')).toBe(name);
  });

  test('begin on Monday and have seven days', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { from, to } = periodOf(day, 'week');
        expect([weekday(from), weekday(to), daysBetween(from, to)]).toEqual([1, 7, 6]);
      }),
    );
    expect(weekday('2026-01-14')).toBe(3);
  });
});

describe('periods', () => {
  test('cover a window without gap or overlap, each whole, each with a name of its own', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1200 }), anyGrain, (from, length, grain) => {
        const to = addDays(from, length);
        const periods = periodsOf({ from, to }, grain);
        const [first] = periods;
        const last = periods.at(-1);
        expect(first && first.from <= from && from <= first.to).toBe(true);
        expect(last && last.from <= to && to <= last.to).toBe(true);
        for (const [index, period] of periods.entries()) {
          expect(periodOf(period.from, grain)).toEqual(period);
          expect(periodOf(period.to, grain)).toEqual(period);
          const next = periods[index + 1];
          if (next) expect(next.from).toBe(addDays(period.to, 1));
        }
        expect(new Set(periods.map((period) => periodName(period, grain))).size).toBe(periods.length);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['day', { from: '2024-02-29', to: '2024-02-29' }, '2024-02-29'],
    ['month', { from: '2024-02-01', to: '2024-02-29' }, '2024-02'],
    ['quarter', { from: '2024-01-01', to: '2024-03-31' }, '2024-Q1'],
    ['year', { from: '2024-01-01', to: '2024-12-31' }, '2024'],
  ] as const)('the %s of 29 February 2024 is whole and named', (grain, span, name) => {
    expect(periodOf('2024-02-29', grain)).toEqual(span);
    expect(periodName(span, grain)).toBe(name);
  });

  test('the fourth quarter ends with the year', () => {
    expect(periodOf('2025-11-30', 'quarter')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(periodName(periodOf('2025-11-30', 'quarter'), 'quarter')).toBe('2025-Q4');
  });
});

describe('days', () => {
  test('exist or do not, as the calendar has it', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '1999-01-01']) expect(isDay(day)).toBe(true);
    for (const text of [
      '2025-02-29',
      '1900-02-29',
      '2025-04-31',
      '2025-00-10',
      '2025-13-01',
      '2025-1-1',
      '',
      '20250101',
      '2025-01-01T00:00:00',
    ]) {
      expect([text, isDay(text)]).toEqual([text, false]);
    }
    expect(dayOf(2025, 2, 28)).toBe('2025-02-28');
    expect(dayOf(2025, 2, 29)).toBeUndefined();
    expect(dayOf(Number.NaN, 2, 1)).toBeUndefined();
  });

  test('are counted by adding and taken back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const other = addDays(day, count);
        expect(daysBetween(day, other)).toBe(count);
        expect(other < day).toBe(count < 0);
        expect(daysOf({ from: day, to: addDays(day, Math.abs(count) % 40) })).toHaveLength((Math.abs(count) % 40) + 1);
      }),
    );
  });

  test('some months on are the same day of the month, or its last', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2024-12-15', 1)).toBe('2025-01-15');
    expect(addMonths('2024-01-15', -13)).toBe('2022-12-15');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2024-06-30', 0)).toBe('2024-06-30');
  });
});

describe('instants', () => {
  const zones = [
    'Asia/Jakarta',
    'Asia/Jayapura',
    'America/Los_Angeles',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'UTC',
  ];

  test('the instant of a wall clock shows that wall clock, in any zone, but where the clock skips it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 10_000 }).map((count) => addDays('2000-01-01', count)),
        fc.integer({ min: 0, max: 1439 }),
        (zone, day, minute) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const instant = instantOfWallClock(`${day}T${time}`, zone);
          const shown = new Intl.DateTimeFormat('en-CA', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'short',
            hourCycle: 'h23',
          }).format(instant);
          // Apia left out a whole day; elsewhere at most an hour is skipped.
          const skipped = shown !== `${day}, ${time}`;
          if (!skipped) expect(dayInZone(instant, zone)).toBe(day);
          else expect(Math.abs(instant.getTime() - Date.parse(`${day}T${time}:00Z`))).toBeLessThan(26 * 3_600_000);
          if (zone === 'Asia/Jakarta' || zone === 'UTC' || zone === 'Asia/Kathmandu') expect(skipped).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the day of an instant differs by zone as the clocks there do', () => {
    const instant = new Date('2026-01-14T17:00:00Z');
    expect(dayInZone(instant, 'Asia/Jakarta')).toBe('2026-01-15');
    expect(dayInZone(new Date('2026-01-14T16:59:59Z'), 'Asia/Jakarta')).toBe('2026-01-14');
    expect(dayInZone(instant, 'America/Los_Angeles')).toBe('2026-01-14');
    expect(dayInZone(new Date('2026-01-15T07:59:59Z'), 'America/Los_Angeles')).toBe('2026-01-14');
    expect(dayInZone(new Date('2025-07-15T06:59:59Z'), 'America/Los_Angeles')).toBe('2025-07-14');
  });

  test.each([
    ['a winter noon', '2025-01-15T12:00', '2025-01-15T20:00:00.000Z'],
    ['a summer noon', '2025-07-15T12:00', '2025-07-15T19:00:00.000Z'],
    ['the minute before the clocks go forward', '2025-03-09T01:59', '2025-03-09T09:59:00.000Z'],
    ['a time that is skipped', '2025-03-09T02:30', '2025-03-09T10:30:00.000Z'],
    ['the minute after the clocks went forward', '2025-03-09T03:00', '2025-03-09T10:00:00.000Z'],
    ['the minute before the hour that stands twice', '2025-11-02T00:59', '2025-11-02T07:59:00.000Z'],
    ['a time that stands twice', '2025-11-02T01:30', '2025-11-02T08:30:00.000Z'],
    ['the minute after the hour that stood twice', '2025-11-02T02:00', '2025-11-02T10:00:00.000Z'],
  ])('%s in US Pacific time is one instant', (_, local, instant) => {
    expect(instantOfWallClock(local, 'America/Los_Angeles').toISOString()).toBe(instant);
  });

  test('seconds are kept where they are given', () => {
    expect(instantOfWallClock('2026-01-14T12:00:07', 'Asia/Jakarta').toISOString()).toBe('2026-01-14T05:00:07.000Z');
  });
});

import { copyOf, emptyCampaign, troublesOf } from '@tilik/web/inside/campaigns/form.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const today = '2026-01-14';
const planned = { ...emptyCampaign('bandung'), name: 'A', planned_from: '2026-03-01', planned_to: '2026-03-14' };

test('a campaign that is planned as it should be has no trouble', () => {
  expect([...troublesOf(planned, today)]).toEqual([]);
  expect([...troublesOf({ ...planned, planned_to: '2026-03-01' }, today)]).toEqual([]);
  expect([...troublesOf({ ...planned, planned_to: null }, today)]).toEqual([]);
  // Begun without ever having been planned.
  expect([...troublesOf({ ...planned, planned_from: null, planned_to: null, started: today }, today)]).toEqual([]);
});

test.for([
  [{ name: '  ' }, 'name', 'nameMissing'],
  [{ planned_from: null, planned_to: null }, 'planned_from', 'planMissing'],
  [{ planned_from: null, started: today }, 'planned_from', 'planMissing'],
  [{ planned_to: '2026-02-28' }, 'planned_to', 'endsBeforeStart'],
  [{ ended: '2026-01-10' }, 'started', 'endedNotStarted'],
  [{ started: '2026-01-10', ended: '2026-01-09' }, 'ended', 'endsBeforeStart'],
  [{ started: '2026-01-15' }, 'started', 'inFuture'],
  [{ cancelled: '2026-01-15' }, 'cancelled', 'inFuture'],
  [{ budget: -1 }, 'budget', 'negative'],
  [{ spending: 0.5 }, 'spending', 'notWhole'],
] as const)('%j is told of at its field', ([change, field, trouble]) => {
  expect([...troublesOf({ ...planned, ...change }, today)]).toEqual([[field, trouble]]);
});

const lastYear = {
  ...planned,
  campaign: 'umrah-2025',
  planned_from: '2025-03-03',
  planned_to: '2025-03-16',
  started: '2025-03-05',
  ended: '2025-03-20',
  spending: 4_000_000,
  budget: 5_000_000,
  cancelled: '2025-03-21',
  management_step: 'controlling',
};

test('a copy keeps what is planned, a year on, and nothing of what was run', () => {
  expect(copyOf(lastYear, today)).toMatchObject({
    name: 'A',
    planned_from: '2026-03-02',
    planned_to: '2026-03-15',
    started: null,
    ended: null,
    spending: null,
    cancelled: null,
    budget: 5_000_000,
    management_step: 'planning',
    copied_from: 'umrah-2025',
  });
  expect(copyOf(lastYear, today)).not.toHaveProperty('campaign');
});

test('what was run without a plan is planned for the days on which it ran', () => {
  const copied = copyOf({ ...lastYear, planned_from: null, planned_to: null }, today);
  expect([copied.planned_from, copied.planned_to]).toEqual(['2026-03-04', '2026-03-19']);
});

test('a copy lies ahead, on the same weekday, within three days of the same date', () => {
  const day = fc
    .integer({ min: 0, max: 9000 })
    .map((count) => new Date(Date.UTC(2002, 0, 1) + count * 86_400_000).toISOString().slice(0, 10));
  const at = (text: unknown) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  fc.assert(
    fc.property(day, day, (from, now) => {
      const { planned_from: copied } = copyOf({ ...lastYear, planned_from: from, planned_to: null }, now);
      expect(String(copied) >= now).toBe(true);
      expect((at(copied) - at(from)) % 7).toBe(0);
      const years = Math.round((at(copied) - at(from)) / 365.25);
      const sameDate = `${Number(from.slice(0, 4)) + years}${from.slice(4).replace('-02-29', '-02-28')}`;
      expect(Math.abs(at(copied) - at(sameDate))).toBeLessThanOrEqual(3);
    }),
  );
});

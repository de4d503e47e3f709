import { dayInZone } from '@tilik/server/inside/day.ts';
import { backupsToKeep } from '@tilik/server/inside/operations/retention.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const zone = 'Asia/Jakarta';
const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2024-01-01T19:15:00Z');

interface Backup {
  readonly at: Date;
}
const nightly = (nights: number): Backup[] =>
  Array.from({ length: nights }, (_, night) => ({ at: new Date(start + night * day) }));

/** Hours between one backup and the next: computers are off over weekends and holidays, people take some by hand. */
const histories = fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 120 }).map((gaps) => {
  let at = start;
  return gaps.map((gap): Backup => {
    at += gap * hour;
    return { at: new Date(at) };
  });
});

test('after three years of nights there are 14 days, 8 weeks and 24 months', () => {
  const all = nightly(3 * 365);
  const now = new Date(start + 3 * 365 * day);
  const kept = [...backupsToKeep(all, now, zone)].map(({ at }) => dayInZone(at, zone)).toSorted();
  // The last fortnight whole, six more Sundays before it, and the last day of each of the months before those.
  expect(kept.slice(-14)).toEqual(all.slice(-14).map(({ at }) => dayInZone(at, zone)));
  expect(new Set(kept.map((one) => one.slice(0, 7))).size).toBe(24);
  const older = kept.slice(0, -14);
  expect(older.length).toBeLessThanOrEqual(8 + 24);
  for (const one of older) {
    const date = new Date(`${one}T00:00:00Z`);
    const isSunday = date.getUTCDay() === 0;
    const isLastOfMonth = new Date(date.getTime() + day).getUTCDate() === 1;
    expect([one, isSunday || isLastOfMonth]).toEqual([one, true]);
  }
});

test('the latest backup always stays, so does what is fresh, and never more than the schedule allows beside that', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 0, max: 5000 }), (all, idleHours) => {
      const now = new Date((all.at(-1)?.at.getTime() ?? start) + idleHours * hour);
      const kept = backupsToKeep(all, now, zone);
      const last = all.at(-1);
      if (last) expect(kept.has(last)).toBe(true);
      const fresh = all.filter(({ at }) => now.getTime() - at.getTime() < 48 * hour);
      for (const one of fresh) expect(kept.has(one)).toBe(true);
      expect([...kept].filter((one) => !fresh.includes(one)).length).toBeLessThanOrEqual(14 + 8 + 24);
      for (const one of kept) expect(all).toContain(one);
    }),
  );
});

test('each of the last 24 months that had a backup still has one, and so have its weeks and days', () => {
  fc.assert(
    fc.property(histories, (all) => {
      const now = all.at(-1)?.at ?? new Date(start);
      const keptDays = [...backupsToKeep(all, now, zone)].map(({ at }) => dayInZone(at, zone));
      const days = [...new Set(all.map(({ at }) => dayInZone(at, zone)))].toSorted().toReversed();
      const months = [...new Set(days.map((one) => one.slice(0, 7)))].slice(0, 24);
      for (const month of months) expect(keptDays.some((one) => one.startsWith(month))).toBe(true);
      for (const one of days.slice(0, 14)) expect(keptDays).toContain(one);
    }),
  );
});

test('taking away night by night leaves what taking away once leaves', () => {
  fc.assert(
    fc.property(histories, (all) => {
      let standing: Backup[] = [];
      for (const one of all) standing = [...backupsToKeep([...standing, one], one.at, zone)];
      const now = all.at(-1)?.at ?? new Date(start);
      expect(new Set(standing)).toEqual(backupsToKeep(all, now, zone));
    }),
  );
});

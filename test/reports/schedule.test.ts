import { draftDay, draftWhatIsDue, monthToDraft } from '@tilik/server/inside/reports/schedule.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { make } from '../support/make.ts';
import { openOffice } from './office.ts';

const weekdays = (from: string, to: string): Set<string> => {
  const days = new Set<string>();
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at);
    if (day.getUTCDay() >= 1 && day.getUTCDay() <= 5) days.add(day.toISOString().slice(0, 10));
  }
  return days;
};

test('the second working day is counted over weekends and holidays', () => {
  const january = weekdays('2026-01-01', '2026-01-31');
  expect(draftDay('2026-01-20', january)).toBe('2026-01-02');
  january.delete('2026-01-01');
  expect(draftDay('2026-01-20', january)).toBe('2026-01-05');
  january.delete('2026-01-05');
  expect(draftDay('2026-01-20', january)).toBe('2026-01-06');
  // Sunday the first: Monday and Tuesday.
  expect(draftDay('2026-02-01', weekdays('2026-02-01', '2026-02-28'))).toBe('2026-02-03');
  // An office that is shut all month, or opens on one day of it.
  expect(draftDay('2020-04-10', new Set())).toBe('2020-04-30');
  expect(draftDay('2020-04-10', new Set(['2020-04-20']))).toBe('2020-04-30');
});

const due = {
  today: '2026-01-06',
  openDays: weekdays('2026-01-01', '2026-01-31'),
  isClosed: true,
  wasBegun: false,
  draftsByItself: true,
};

test('a draft is due once the day has come and the month is closed, once, where it is wanted', () => {
  expect(monthToDraft(due)).toBe('2025-12-01');
  expect(monthToDraft({ ...due, today: '2026-01-01' })).toBe(undefined);
  expect(monthToDraft({ ...due, today: '2026-01-31' })).toBe('2025-12-01');
  expect(monthToDraft({ ...due, isClosed: false })).toBe(undefined);
  expect(monthToDraft({ ...due, wasBegun: true })).toBe(undefined);
  expect(monthToDraft({ ...due, draftsByItself: false })).toBe(undefined);
});

test('over any calendar there are exactly two working days up to the day of the draft, or it is the last of the month', () => {
  const day = fc
    .integer({ min: 0, max: 4000 })
    .map((count) => new Date(Date.UTC(2020, 0, 1) + count * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.array(fc.integer({ min: 1, max: 31 })), (today, holidays) => {
      const first = `${today.slice(0, 7)}-01`;
      const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0))
        .toISOString()
        .slice(0, 10);
      const open = weekdays(first, last);
      for (const number of holidays) open.delete(`${today.slice(0, 8)}${String(number).padStart(2, '0')}`);
      const found = draftDay(today, open);
      const until = [...open].filter((each) => each <= found).length;
      expect(open.size >= 2 ? [until, open.has(found)] : found).toEqual(open.size >= 2 ? [2, true] : last);
    }),
  );
});

test('the clock drafts the month that was closed, on its day and not before, once, and says that it did', async () => {
  const office = openOffice({ now: '2026-01-02T02:00:00Z' });
  await office.storeMonth('2025-12', 50, 50);
  await office.store([
    make.event({
      event: 'libur',
      name: 'Cuti bersama',
      kind: 'holiday',
      starts: '2026-01-01',
      ends: '2026-01-02',
      confounds: 'no',
    }),
  ]);
  const look = (instant: string) => {
    office.setNow(instant);
    return draftWhatIsDue(office.db, office.now());
  };
  expect(look('2026-01-07T02:00:00Z')).toEqual([]);
  await office.setMonth('close', '2025-12');
  // 5 January is the first working day; the second begins in Bandung at five in the afternoon of the day before, UTC.
  expect(look('2026-01-05T16:59:00Z')).toEqual([]);
  const [id = ''] = look('2026-01-05T17:00:00Z');
  expect(await office.shown(id)).toMatchObject({ month: '2025-12', state: 'draft', createdBy: 'jadwal laporan' });
  expect(look('2026-01-05T17:15:00Z')).toEqual([]);
  expect(office.db.$client.prepare(`SELECT actor, act FROM audit_entries WHERE noun = 'report'`).raw().all()).toEqual([
    ['system:jadwal laporan', 'drafted'],
  ]);
  // Whoever throws it away does not want it back a quarter of an hour later.
  await office.done('petugas', 'DELETE', `reports/${id}`);
  expect(look('2026-01-06T02:00:00Z')).toEqual([]);
  // Of months before the last one nothing is made, however late they are closed.
  await office.setMonth('close', '2025-11');
  expect(look('2026-01-30T02:00:00Z')).toEqual([]);
});

test('a month that is closed late is drafted as soon as it is, and not where drafts are not wanted', async () => {
  const office = openOffice({ now: '2026-01-28T02:00:00Z' });
  await office.setMonth('close', '2025-12');
  const settings = await office.done<Record<string, unknown>>('administrator', 'GET', 'report-settings');
  const { office: _, logo, numberExample, sendsMail, hasWebhookSecret, ...given } = settings;
  await office.done('administrator', 'PUT', 'report-settings', { ...given, draftsByItself: false });
  expect(draftWhatIsDue(office.db, office.now())).toEqual([]);
  await office.done('administrator', 'PUT', 'report-settings', { ...given, draftsByItself: true });
  expect(draftWhatIsDue(office.db, office.now())).toHaveLength(1);
});

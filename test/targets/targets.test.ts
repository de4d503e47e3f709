import { progressOf } from '@tilik/server/inside/targets/progress.ts';
import { expect, test } from 'vitest';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Shown {
  readonly indicator: string;
  readonly month: string;
  readonly target: number;
  readonly actual: number | null;
  readonly missing: string | null;
  readonly state: string;
  readonly expected: number | null;
  readonly difference: number | null;
}

const ask = async (app: OpenApp) =>
  (await app.get<{ targets: Shown[] }>('/api/v1/targets?from=2025-12-01&to=2026-01-31')).targets;
const target = (given: Record<string, string | number>) => ({ month: '2025-12', ...given });
const monthly = (date: string, electronic: number, ordinary: number) => [
  { date, passport_type: 'electronic', applicants: electronic },
  { date, passport_type: 'ordinary', applicants: ordinary },
];

test('a finished month reached its target or missed it, by the difference that is shown', async () => {
  const app = openApp();
  await app.store(csvOf(monthly('2025-12', 450, 550)));
  await app.store(
    csvOf([
      target({ indicator: 'uptake-share', target: 0.4 }),
      target({ indicator: 'electronic', target: 500, note: 'Rencana kerja' }),
      target({ indicator: 'waiting-days', target: 4 }),
    ]),
  );
  await app.store(csvOf([{ date: '2025-12', passport_type: 'electronic', completed: 400, waiting_days_median: 3.5 }]));
  expect(await ask(app)).toMatchObject([
    { indicator: 'electronic', actual: 450, state: 'missed', expected: 500, difference: -50 },
    { indicator: 'uptake-share', actual: 0.45, state: 'reached', difference: expect.closeTo(0.05, 10) },
    // Waiting is better the less it is.
    { indicator: 'waiting-days', actual: 3.5, state: 'reached', difference: -0.5 },
  ]);
});

test('a count of the running month is held against the part of the target that falls on the days so far', async () => {
  const app = openApp({ now: '2026-01-15T05:00:00Z' });
  // Eight of the month's twenty-two weekdays, no holiday being on the calendar.
  const days = ['05', '06', '07', '08', '09', '12', '13', '14'];
  await app.store(csvOf(days.flatMap((day) => monthly(`2026-01-${day}`, 20, 30))));
  await app.store(
    csvOf([
      target({ month: '2026-01', indicator: 'electronic', target: 330 }),
      target({ month: '2026-01', indicator: 'uptake-share', target: 0.5 }),
    ]),
  );
  expect(await ask(app)).toMatchObject([
    { actual: 160, state: 'on-track', expected: expect.closeTo((330 * 8) / 22, 6) },
    { actual: 0.4, state: 'behind', expected: 0.5 },
  ]);
});

test('what was not reported is neither reached nor missed, and a month that lacks days is not judged', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      target({ indicator: 'electronic', target: 500 }),
      target({ indicator: 'answer-rate', target: 0.9 }),
      target({ indicator: 'likes', channel: 'instagram', target: 100 }),
    ]),
  );
  await app.store(csvOf(monthly('2025-12-01', 20, 30)));
  expect(await ask(app)).toMatchObject([
    { indicator: 'answer-rate', actual: null, missing: 'not-reported', state: 'not-known', difference: null },
    { indicator: 'electronic', actual: null, missing: 'incomplete', state: 'not-known' },
    { indicator: 'likes', actual: null, missing: 'not-reported', state: 'not-known' },
  ]);
});

test('inquiries and metrics are held against their targets from the same figures as their pages', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      target({ indicator: 'inquiries-received', target: 100 }),
      target({ indicator: 'answer-rate', target: '95%' }),
      target({ indicator: 'likes', channel: 'instagram', target: 900 }),
    ]),
  );
  await app.store(csvOf([{ date: '2025-12', channel: 'instagram', received: 120, answered: 108 }]));
  await app.store(csvOf([{ date: '2025-12', channel: 'instagram', metric: 'likes', value: 1000 }]));
  expect(await ask(app)).toMatchObject([
    { indicator: 'answer-rate', target: 0.95, actual: 0.9, state: 'missed' },
    { indicator: 'inquiries-received', actual: 120, state: 'reached' },
    { indicator: 'likes', actual: 1000, state: 'reached', difference: 100 },
  ]);
});

test('nothing is on track before a day of the month was reported', () => {
  const count = { target: 100, unit: 'count', better: 'more' } as const;
  expect(progressOf(count, { kind: 'so-far', value: 0, reported: 0, open: 20 }).state).toBe('not-known');
  expect(progressOf(count, { kind: 'so-far', value: 4, reported: 1, open: 20 }).state).toBe('behind');
  expect(progressOf(count, { kind: 'so-far', value: 5, reported: 1, open: 20 }).state).toBe('on-track');
  expect(progressOf({ ...count, better: 'less' }, { kind: 'value', value: 101 }).state).toBe('missed');
});

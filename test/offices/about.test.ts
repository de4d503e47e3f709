import type { Client } from '@tilik/server/client';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type About = InferResponseType<Client['api']['v1']['about']['$get'], 200>;

const about = (app: OpenApp) => app.get<About>('/api/v1/about');

const undo = async (app: OpenApp, id: number | null) => {
  const response = await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
  expect(response.status).toBe(200);
};

test('a new database knows its offices, ours first, and its channels, and is empty', async () => {
  const answer = await about(openApp());
  expect(answer).toMatchObject({ today: '2026-01-14', sample: false, empty: true });
  expect(answer.offices.map(({ id, role }) => [id, role])).toEqual([
    ['bandung', 'ours'],
    ['jakarta-pusat', 'comparison'],
    ['batam', 'comparison'],
    ['surabaya', 'comparison'],
  ]);
  expect(answer.offices[0]).toMatchObject({ launchedOn: '2019-12-06', reportedFrom: null, reportedTo: null });
  expect(answer.channels.map(({ id }) => id)).toEqual([
    'instagram',
    'x',
    'facebook',
    'website',
    'field-outreach',
    'forum',
  ]);
});

test.for([
  { what: 'applicants', row: make.applicantCount() },
  { what: 'readings', row: make.reading() },
  { what: 'declared sources', row: make.declaredSource() },
  { what: 'snapshots of posts', row: make.post() },
])('with $what the database is not empty, and once they are undone it is again', async ({ row }) => {
  const app = openApp();
  const { id } = await app.store(csvOf([row]));
  expect((await about(app)).empty).toBe(false);
  await undo(app, id);
  expect((await about(app)).empty).toBe(true);
});

test('an event or a campaign alone is no figure', async () => {
  const app = openApp();
  await app.store(csvOf([make.event()]));
  await app.store(csvOf([make.campaign()]));
  expect((await about(app)).empty).toBe(true);
});

test('made-up figures are told of until they are undone', async () => {
  const app = openApp();
  await app.store(csvOf([make.reading({ value: 1 })]));
  expect((await about(app)).sample).toBe(false);
  const { id } = await app.store(csvOf([make.reading({ value: 2 })]), { sample: true });
  expect((await about(app)).sample).toBe(true);
  await undo(app, id);
  expect(await about(app)).toMatchObject({ sample: false, empty: false });
});

test('an office tells the first and the last day it has figures for, a month up to its end', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-11-03', office: '' }),
      make.applicantCount({ date: '2025-12-15', office: '' }),
      make.applicantCount({ date: '2025-10', office: 'batam' }),
      make.applicantCount({ date: '2025-11', office: 'batam' }),
    ]),
  );
  const { offices } = await about(app);
  expect(offices.map(({ id, reportedFrom, reportedTo }) => [id, reportedFrom, reportedTo])).toEqual([
    ['bandung', '2025-11-03', '2025-12-15'],
    ['jakarta-pusat', null, null],
    ['batam', '2025-10-01', '2025-11-30'],
    ['surabaya', null, null],
  ]);
});

test('today is the day in Bandung', async () => {
  const app = openApp({ now: '2025-12-31T16:59:59Z' });
  expect((await about(app)).today).toBe('2025-12-31');
  app.setNow('2025-12-31T17:00:00Z');
  expect((await about(app)).today).toBe('2026-01-01');
});

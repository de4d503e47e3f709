import type { Client } from '@tilik/server/client';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { sharePages } from '@tilik/server/inside/access/shares-pages.ts';
import { calendarPages } from '@tilik/server/inside/calendar/pages.ts';
import { againstPlan, type CampaignDays } from '@tilik/server/inside/calendar/standing.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Calendar = InferResponseType<Client['api']['v1']['calendar']['$get'], 200>;

const days = (given: Partial<CampaignDays>): CampaignDays => ({
  plannedFromOn: null,
  plannedToOn: null,
  startedOn: null,
  endedOn: null,
  cancelledOn: null,
  ...given,
});

const today = '2026-01-14';
test.for([
  ['is planned', { plannedFromOn: '2026-02-01' }, 'planned', null, null],
  ['is due and has not begun', { plannedFromOn: '2026-01-04' }, 'planned', 10, null],
  [
    'began late and runs',
    { plannedFromOn: '2026-01-04', plannedToOn: '2026-01-31', startedOn: '2026-01-07' },
    'running',
    3,
    null,
  ],
  ['should have ended', { plannedToOn: '2026-01-10', startedOn: '2026-01-01' }, 'running', null, 4],
  ['ends today', { startedOn: '2026-01-01', endedOn: today }, 'running', null, null],
  [
    'ended early',
    { plannedFromOn: '2026-01-01', plannedToOn: '2026-01-10', startedOn: '2025-12-31', endedOn: '2026-01-08' },
    'done',
    -1,
    -2,
  ],
  [
    'ended as planned',
    { plannedFromOn: '2026-01-01', plannedToOn: '2026-01-10', startedOn: '2026-01-01', endedOn: '2026-01-10' },
    'done',
    0,
    0,
  ],
  ['was cancelled', { plannedFromOn: '2026-01-01', cancelledOn: '2026-01-02' }, 'cancelled', null, null],
] as const)('a campaign that %s is told so', ([, given, standing, startDays, endDays]) => {
  expect(againstPlan(days(given), today)).toEqual({ standing, startDays, endDays });
});

test('the calendar has what is planned, what ran and what was cancelled on any of its days, and nothing else', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({ campaign: 'planned', started: '', planned_from: '2026-03-10', planned_to: '2026-04-02' }),
      make.campaign({ campaign: 'cancelled', started: '', planned_from: '2026-03-20', cancelled: '2026-01-02' }),
      make.campaign({ campaign: 'running', started: '2025-06-01' }),
      make.campaign({ campaign: 'before', started: '2025-12-01', ended: '2026-01-10', planned_to: '2026-02-28' }),
      make.campaign({ campaign: 'after', started: '', planned_from: '2026-04-01' }),
      make.campaign({ campaign: 'elsewhere', office: 'batam', started: '2026-01-01' }),
    ]),
  );
  await app.store(csvOf([make.event({ event: 'lebaran', starts: '2026-03-20', ends: '2026-03-21' })]));
  const calendar = await app.get<Calendar>('/api/v1/calendar?from=2026-03-01&to=2026-03-31');
  expect(calendar.campaigns.map(({ id, standing }) => [id, standing])).toEqual([
    ['running', 'running'],
    ['planned', 'planned'],
    ['cancelled', 'cancelled'],
  ]);
  expect(calendar.events.map(({ id }) => id)).toEqual(['lebaran']);
  expect([calendar.office, calendar.today]).toEqual(['bandung', today]);
});

test('unless asked otherwise the calendar is that of the month, and a reader is told of its plans', async () => {
  const visitor: Actor = { id: 'person:reader', name: 'R', role: 'pembaca', officeId: null };
  const { db, store } = openApp();
  await store(csvOf([make.campaign({ campaign: 'a', started: '', planned_from: '2026-01-31' })]));
  await store(csvOf([make.post({})]), { channel: 'instagram' });
  const reader = openApp({ db, visitor });
  const calendar = await reader.get<Calendar>('/api/v1/calendar');
  expect([calendar.from, calendar.to, calendar.campaigns.length]).toEqual(['2026-01-01', '2026-01-31', 1]);
  // Nothing is approved yet, so nothing that was done is counted.
  const year = '/api/v1/calendar?from=2025-01-01&to=2026-01-31';
  expect((await openApp({ db }).get<Calendar>(year)).days.length).toBeGreaterThan(0);
  expect((await reader.get<Calendar>(year)).days).toEqual([]);
});

test('activities are counted by the day', async () => {
  const app = openApp();
  const rows = ['2025-12-01', '2025-12-01', '2025-12-03'].map((date, index) => ({
    fields: { activity: `a-${index}`, date, channel: 'field-outreach', kind: 'field-event', title: 'A' },
    was: null,
  }));
  const stored = await app.request('/api/v1/records/activities', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  expect(stored.status).toBe(200);
  const calendar = await app.get<Calendar>('/api/v1/calendar?from=2025-12-01&to=2025-12-02');
  expect(calendar.days).toEqual([{ on: '2025-12-01', activities: 2 }]);
});

test.for([
  ['?from=2026-03-31&to=2026-03-01', 'window-backwards', 400],
  ['?from=2020-03-31&to=2026-03-01', 'window-too-long', 400],
  ['?from=2026-13-01&to=2026-03-01', 'bad-request', 400],
  ['?from=2026-01-01&to=2026-02-01&office=nowhere', 'unknown-office', 404],
] as const)('a calendar asked for with %s is refused', async ([query, code, status]) => {
  const response = await openApp().request(`/api/v1/calendar${query}`);
  expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
});

const linkOf = async (app: ReturnType<typeof openApp>, body: object) =>
  app.request('/api/v1/calendar/links', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a link for calendar programs shows the plans without signing in, until it is ended', async () => {
  const app = openApp();
  let now = '2026-01-14T05:00:00Z';
  const pages = calendarPages({
    db: app.db,
    now: () => new Date(now),
    settings: { url: null, trustProxy: false },
    quiet: async () => {},
  });
  await app.store(
    csvOf([
      make.campaign({ campaign: 'a', started: '', planned_from: '2026-03-01' }),
      make.campaign({ campaign: 'long-ago', started: '2019-03-01', ended: '2019-04-01' }),
      make.campaign({ campaign: 'b', office: 'batam', started: '', planned_from: '2026-03-01' }),
    ]),
  );
  const made = await linkOf(app, { name: 'Kalender bersama', expiresOn: '2026-02-28' });
  expect(made.status).toBe(201);
  const { id, path } = (await made.json()) as { id: string; path: string };
  expect(path).toMatch(/^\/kalender\/[A-Za-z0-9_-]{43}\.ics$/);
  // Only the hash of the secret is kept.
  const secret = path.slice('/kalender/'.length, -'.ics'.length);
  expect(JSON.stringify(app.db.$client.prepare('SELECT * FROM share_links').all())).not.toContain(secret);
  const open = await pages.request(path);
  expect([open.status, open.headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const text = await open.text();
  expect(text).toContain('UID:a@bandung.tilik');
  expect(text).not.toMatch(/b@batam|long-ago/);
  expect((await pages.request(`/kalender/${'A'.repeat(43)}.ics`)).status).toBe(404);
  // It is for programs: no browser is let in by it.
  const links = sharePages({ db: app.db, now: () => new Date(now), settings: { url: null, trustProxy: false } });
  const followed = await links.request(`/bagi/${secret}`);
  expect([followed.status, followed.headers.get('Set-Cookie')]).toEqual([404, null]);
  now = '2026-02-28T16:59:00Z';
  expect((await pages.request(path)).status).toBe(200);
  now = '2026-02-28T17:01:00Z';
  expect((await pages.request(path)).status).toBe(404);
  now = '2026-01-14T05:00:00Z';
  expect((await app.request(`/api/v1/shares/${id}`, { method: 'DELETE' })).status).toBe(200);
  expect((await pages.request(path)).status).toBe(404);
});

test.for([
  [{ name: '', expiresOn: '2026-02-28' }, 'name'],
  [{ name: 'A', expiresOn: '2026-01-13' }, 'expiresOn'],
  [{ name: 'A', expiresOn: '2027-02-28' }, 'expiresOn'],
  [{ name: 'A' }, 'expiresOn'],
] as const)('a link with %j is refused at its field', async ([body, field]) => {
  const response = await linkOf(openApp(), body);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).issues.map((issue) => issue.field)).toContain(field);
});

test('whoever tries wrong links is made to wait', async () => {
  const app = openApp();
  const pages = calendarPages({
    db: app.db,
    now: () => new Date('2026-01-14T05:00:00Z'),
    settings: { url: null, trustProxy: false },
    quiet: async () => {},
  });
  const answers = [];
  for (let tries = 0; tries < 25; tries += 1) answers.push((await pages.request('/kalender/wrong.ics')).status);
  expect(answers.filter((status) => status === 404).length).toBe(20);
  expect(answers.at(-1)).toBe(429);
});

import type { Db } from '@tilik/db/open';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { sharePages } from '@tilik/server/inside/access/shares-pages.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Share {
  readonly id: string;
  readonly name: string;
  readonly officeId: string;
  readonly page: string;
  readonly search: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

const officer: Actor = { id: 'person:petugas', name: 'Petugas', role: 'petugas', officeId: 'bandung' };

const wanted = {
  name: 'Rapat bulanan',
  page: '/',
  search: 'grain=month&period=12m',
  fromOn: '2025-09-01',
  toOn: '2025-11-30',
  expiresOn: '2026-02-28',
};

const create = (app: OpenApp, given: object = {}, lang = 'en') =>
  app.request(`/api/v1/shares?lang=${lang}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...wanted, ...given }),
  });

async function created(app: OpenApp, given: object = {}): Promise<{ share: Share; path: string }> {
  const response = await create(app, given);
  expect(response.status).toBe(201);
  return (await response.json()) as never;
}

/** The server as a stranger with a browser meets it: its pages of links, and the interface with the cookie they set. */
function strangerAt(db: Db, { now = '2026-01-14T05:00:00Z', secure = false } = {}) {
  const clock = { now };
  const time = () => new Date(clock.now);
  const url = secure ? 'https://tilik.example.go.id' : null;
  const pages = sharePages({ db, now: time, settings: { url, trustProxy: true } });
  const api = createApp({ db, now: time });
  return {
    clock,
    open: (path: string, headers: Record<string, string> = {}) => pages.request(path, { headers }),
    ask: async (path: string, cookie: string) => api.request(path, { headers: { Cookie: cookie } }),
  };
}

const cookieOf = (response: Response) => (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';

async function withFigures() {
  const app = openApp({ visitor: officer });
  const months = ['2025-08', '2025-09', '2025-10', '2025-11', '2025-12'].flatMap((date) => [
    make.applicantCount({ date, applicants: 10 }),
    make.applicantCount({ date, passport_type: 'ordinary', applicants: 30 }),
  ]);
  await app.store(csvOf([...months, make.applicantCount({ date: '2025-12-01', applicants: 4 })]));
  await app.store(csvOf([make.campaign(), make.campaign({ campaign: 'later', started: '2026-01-05' })]));
  return app;
}

test('a link opens its page with its days, by a cookie that scripts cannot read, and its secret is kept nowhere', async () => {
  const app = await withFigures();
  const { share, path } = await created(app, { search: 'grain=month&period=12m&office=bandung' });
  expect(share).toMatchObject({
    officeId: 'bandung',
    page: '/',
    createdBy: 'person:petugas',
    revokedAt: null,
    lastUsedAt: null,
  });
  const token = path.slice('/bagi/'.length);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const stranger = strangerAt(app.db);
  const opened = await stranger.open(path);
  expect(opened.status).toBe(303);
  expect(opened.headers.get('Location')).toBe('/?grain=month&period=custom&from=2025-09-01&to=2025-11-30');
  expect(opened.headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(opened.headers.get('Cache-Control')).toBe('no-store');
  const set = opened.headers.get('Set-Cookie') ?? '';
  expect(set).toMatch(/^tilik_share=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  // Until the end of 28 February in Bandung.
  expect(share.expiresAt).toBe('2026-02-28T17:00:00.000Z');
  expect(Number(/Max-Age=(\d+)/.exec(set)?.[1])).toBe(
    (Date.parse(share.expiresAt) - Date.parse('2026-01-14T05:00:00Z')) / 1000,
  );
  expect((await strangerAt(app.db, { secure: true }).open(path)).headers.get('Set-Cookie')).toMatch(/; Secure/);
  expect(app.db.$client.serialize().includes(token)).toBe(false);
});

test('a link shows the figures of its days and no others, whatever is asked', async () => {
  const app = await withFigures();
  const { path } = await created(app);
  const stranger = strangerAt(app.db);
  const cookie = cookieOf(await stranger.open(path));
  interface Uptake {
    readonly from: string;
    readonly to: string;
    readonly periods: readonly { readonly period: string; readonly electronic: number | null }[];
    readonly comparison: unknown;
  }
  const uptake = async (query: string) =>
    (await (await stranger.ask(`/api/v1/uptake?${query}`, cookie)).json()) as Uptake;
  expect(await uptake('from=2020-01-01&to=2026-01-14')).toMatchObject({ from: '2025-09-01', to: '2025-11-30' });
  // A year holds the figures of the three months, and not those before and after.
  expect((await uptake('grain=year')).periods).toMatchObject([{ period: '2025', electronic: 30 }]);
  // What lies before the view is not shown as something to compare with either.
  expect((await uptake('compare=previous')).comparison).toBe(null);
  for (const query of ['from=2025-12-01&to=2025-12-31', 'from=2025-08-01&to=2025-08-31']) {
    const response = await stranger.ask(`/api/v1/uptake?lang=en&${query}`, cookie);
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'outside-the-view' });
  }
});

test('a link whose days begin and end within a month shows no figure of the whole month', async () => {
  const app = await withFigures();
  const { path } = await created(app, { fromOn: '2025-09-10', toOn: '2025-12-15' });
  const stranger = strangerAt(app.db);
  const cookie = cookieOf(await stranger.open(path));
  const { periods } = (await (await stranger.ask('/api/v1/uptake', cookie)).json()) as {
    periods: { period: string; state: string; electronic: number | null }[];
  };
  expect(periods.map(({ period, electronic }) => [period, electronic])).toEqual([
    ['2025-09', null],
    ['2025-10', 10],
    ['2025-11', 10],
    ['2025-12', 4],
  ]);
  expect(periods.at(-1)?.state).toBe('unfinished');
});

test('a link to one campaign shows its verdict and that of no other', async () => {
  const app = await withFigures();
  const { path } = await created(app, { page: '/kampanye/know-it' });
  const stranger = strangerAt(app.db);
  const opened = await stranger.open(path);
  expect(opened.headers.get('Location')).toMatch(/^\/kampanye\/know-it\?/);
  const cookie = cookieOf(opened);
  const status = async (path: string) => (await stranger.ask(path, cookie)).status;
  expect(await status('/api/v1/campaigns/know-it/effect')).toBe(200);
  expect(await status('/api/v1/campaigns/know-it/effect.csv')).toBe(200);
  expect(await status('/api/v1/campaigns/later/effect')).toBe(403);
  expect(await status('/api/v1/uptake')).toBe(403);
});

test('a link that was revoked shows nothing from that moment on, and neither does one that has expired', async () => {
  const app = await withFigures();
  const first = await created(app);
  const second = await created(app, { expiresOn: '2026-01-14' });
  const stranger = strangerAt(app.db);
  const cookies = await Promise.all([first, second].map(async ({ path }) => cookieOf(await stranger.open(path))));
  const statuses = () =>
    Promise.all(cookies.map(async (cookie) => (await stranger.ask('/api/v1/uptake', cookie)).status));
  expect(await statuses()).toEqual([200, 200]);
  const revoked = await app.request(`/api/v1/shares/${first.share.id}`, { method: 'DELETE' });
  expect(revoked.status).toBe(200);
  expect(await statuses()).toEqual([401, 200]);
  stranger.clock.now = '2026-01-14T17:00:00Z';
  expect(await statuses()).toEqual([401, 401]);
  expect(await problemOf(await app.request(`/api/v1/shares/${first.share.id}`, { method: 'DELETE' }))).toMatchObject({
    status: 409,
    code: 'share-revoked',
  });
  const pages = await Promise.all([first.path, second.path, '/bagi/nothing'].map((path) => stranger.open(path)));
  const texts = await Promise.all(pages.map((page) => page.text()));
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
  // Wrong, ended and expired are told apart by nothing.
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain('Tautan ini tidak menampilkan apa pun');
  expect(pages[0]?.headers.get('Set-Cookie')).toBe(null);
});

test('whoever guesses is told to wait, and nobody else is', async () => {
  const app = await withFigures();
  const { path } = await created(app);
  const stranger = strangerAt(app.db);
  const from = (address: string) => ({ 'X-Forwarded-For': address, 'Accept-Language': 'en' });
  const statuses = [];
  for (let guess = 0; guess < 22; guess += 1) statuses.push((await stranger.open(`/bagi/${guess}`, from('a'))).status);
  expect(statuses).toEqual([...Array(20).fill(404), 429, 429]);
  const waiting = await stranger.open(path, from('a'));
  expect([waiting.status, waiting.headers.get('Retry-After'), waiting.headers.get('Set-Cookie')]).toEqual([
    429,
    '60',
    null,
  ]);
  expect(await waiting.text()).toContain('Wait a minute');
  expect((await stranger.open(path, from('b'))).status).toBe(303);
  stranger.clock.now = '2026-01-14T05:01:01Z';
  expect((await stranger.open(path, from('a'))).status).toBe(303);
});

test('the last use of a link is kept to the minute, and leaving it forgets the cookie', async () => {
  const app = await withFigures();
  const { path, share } = await created(app);
  const stranger = strangerAt(app.db);
  const cookie = cookieOf(await stranger.open(path));
  const usedAt = async () => (await app.get<{ shares: Share[] }>('/api/v1/shares')).shares[0]?.lastUsedAt;
  await stranger.ask('/api/v1/about', cookie);
  expect(await usedAt()).toBe('2026-01-14T05:00:00.000Z');
  stranger.clock.now = '2026-01-14T05:00:59Z';
  await stranger.ask('/api/v1/about', cookie);
  expect(await usedAt()).toBe('2026-01-14T05:00:00.000Z');
  stranger.clock.now = '2026-01-14T05:01:00Z';
  await stranger.ask('/api/v1/about', cookie);
  expect(await usedAt()).toBe('2026-01-14T05:01:00.000Z');
  const left = await stranger.open('/bagi');
  expect([left.status, left.headers.get('Location')]).toEqual([303, '/']);
  expect(left.headers.get('Set-Cookie')).toMatch(/^tilik_share=; Max-Age=0; Path=\//);
  expect(share.name).toBe('Rapat bulanan');
});

test.for([
  ['a page that shows drafts', { page: '/data/mutu' }, 'page', 'not-shareable'],
  ['another site', { page: '//example.org' }, 'page', 'not-shareable'],
  ['a page with a line break', { page: '/kanal\r\nSet-Cookie: a=b' }, 'page', 'not-shareable'],
  ['a campaign that there is none of', { page: '/kampanye/none' }, 'page', 'not-shareable'],
  ['a campaign that did not run on these days', { page: '/kampanye/later' }, 'page', 'not-shareable'],
  ['no name', { name: ' ' }, 'name', 'missing'],
  ['an end that has passed', { expiresOn: '2026-01-13' }, 'expiresOn', 'expires-out-of-range'],
  ['no end', { expiresOn: '2030-01-01' }, 'expiresOn', 'expires-out-of-range'],
  ['days that have not come', { fromOn: '2026-01-15', toOn: '2026-01-20' }, 'fromOn', 'in-future'],
] as const)('no link is made for %s', async ([, given, field, code]) => {
  const app = await withFigures();
  const problem = await problemOf(await create(app, given));
  expect(problem).toMatchObject({ status: 400, issues: [{ field, code }] });
  expect((await app.get<{ shares: Share[] }>('/api/v1/shares')).shares).toEqual([]);
});

test('a query string stays one, whatever stands in it', async () => {
  const app = await withFigures();
  const { path, share } = await created(app, { search: '?channels=x,instagram&a=\r\nSet-Cookie: b=c' });
  const opened = await strangerAt(app.db).open(path);
  expect(opened.headers.get('Location')).toBe(`/?${share.search}`);
  expect(share.search).toMatch(/^[\w%=&.+-]+$/);
  expect(new URLSearchParams(share.search).get('channels')).toBe('x,instagram');
});

test('making and ending a link stand in the audit trail, without its secret', async () => {
  const app = await withFigures();
  const { share, path } = await created(app);
  await app.request(`/api/v1/shares/${share.id}`, { method: 'DELETE' });
  const trail = openApp({ db: app.db });
  const { entries } = await trail.get<{ entries: readonly object[] }>(`/api/v1/audit?noun=share&key=${share.id}`);
  expect(entries).toMatchObject([
    { act: 'revoked', actor: 'person:petugas', officeId: 'bandung', was: { name: 'Rapat bulanan' }, became: null },
    {
      act: 'shared',
      actor: 'person:petugas',
      officeId: 'bandung',
      was: null,
      became: { page: '/', fromOn: '2025-09-01' },
    },
  ]);
  expect(JSON.stringify(entries)).not.toContain(path.slice('/bagi/'.length));
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { problemOf } from './problem.ts';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'query' | 'path' | 'header';
    readonly required?: boolean;
    readonly schema: { readonly type?: string; readonly format?: string; readonly enum?: readonly string[] };
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> };
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const { paths } = await openApp().get<Document>('/api/v1/openapi.json');
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
const languages = ['id', 'en'] as const;

interface BadRequest {
  readonly why: string;
  readonly path: string;
  readonly init: RequestInit;
  /** `refused`: some refusal, where what is missing beside it decides which. */
  readonly status: number | 'refused';
}

/** What is no day, no id and no choice. */
const badDays = ['', 'kemarin', '2026-02-30', '2026-13-01', '31/01/2026', '2026-1-1', '9999-12-31', '0000-01-01'];
const badIds = ['abc', '0', '-1', '1.5', '99999999999999999999'];

const filled = (path: string) =>
  path
    .replace('{noun}', 'campaigns')
    .replace('{key}', 'nothing')
    .replace('{id}', '1')
    .replace('{name}', 'readings.csv')
    .replace('{month}', '2025-11')
    .replace('{list}', 'topics')
    .replace('{code}', 'photo')
    .replace('{finding}', 'x')
    .replaceAll(/\{\w+\}/g, '1');

/** Every way in which an operation can be asked wrongly that its document tells of. */
function badRequests({ method, path, operation }: (typeof operations)[number]): BadRequest[] {
  const bad: BadRequest[] = [];
  const asksMore = operation.parameters?.some(({ required, in: place }) => required && place === 'query');
  const isExact = !asksMore && method === 'GET';
  const ask = (why: string, target: string, status: number | 'refused', init: RequestInit = {}) =>
    bad.push({ why, path: target, init: { method, ...init }, status });

  for (const { name, in: place, schema } of operation.parameters ?? []) {
    // A header that is wrong is a header of another request.
    if (place === 'header') continue;
    if (place === 'path') {
      if (name === 'id' && schema.type !== 'integer') {
        ask('no such id', path.replace('{id}', 'nothing'), 'refused');
      } else if (name === 'id') {
        for (const id of badIds) ask(`id ${id}`, path.replace('{id}', id), 400);
        ask('no such id', path.replace('{id}', '4711'), 404);
      } else if (name === 'month') ask('no month', path.replace('{month}', '2025-13'), 'refused');
      else ask(`no such ${name}`, filled(path.replace(`{${name}}`, 'nothing.csv')), isExact ? 404 : 'refused');
      continue;
    }
    const query = (value: string) => `${filled(path)}?${name}=${encodeURIComponent(value)}`;
    if (schema.format === 'date') for (const day of badDays) ask(`${name} ${day}`, query(day), 400);
    else if (schema.enum) ask(`${name} no choice`, query('fortnight'), 400);
    else if (name === 'office') ask('unknown office', query('bandung-2'), isExact ? 404 : 'refused');
    else if (name === 'channel' || name === 'metric') ask(`unknown ${name}`, query('nothing'), 400);
    else if (schema.type === 'integer')
      for (const value of ['x', '0', '501']) ask(`${name} ${value}`, query(value), 400);
    else ask(`${name} that is none`, query('\u0000'), 'refused');
    if (schema.format === 'date' || schema.enum) {
      ask(`${name} twice`, `${filled(path)}?${name}=2026-01-01&${name}=2026-01-02`, 400);
    }
  }
  if (operation.parameters?.some(({ name }) => name === 'from')) {
    ask('window backwards', `${filled(path)}?from=2026-01-02&to=2026-01-01`, 400);
  }
  if (operation.requestBody && !operation.requestBody.content?.['multipart/form-data']) {
    const json = { 'Content-Type': 'application/json' };
    // A month may be closed without a word.
    if (!path.endsWith('/close')) ask('no body', filled(path), 'refused');
    ask('broken JSON', filled(path), 'refused', { body: '{', headers: json });
    ask('a number', filled(path), 'refused', { body: '7', headers: json });
    ask('text', filled(path), 'refused', { body: 'garbage', headers: { 'Content-Type': 'text/plain' } });
  } else if (operation.requestBody) {
    const form = (file: string, fields: Record<string, string> = {}) => {
      const body = new FormData();
      body.set('file', new File([file], 'file.csv'));
      for (const [field, value] of Object.entries(fields)) body.set(field, value);
      return { body };
    };
    const table = csvOf([make.reading()]);
    ask('no body', path, 400);
    ask('JSON', path, 400, { body: '{"file":1}', headers: { 'Content-Type': 'application/json' } });
    ask('broken JSON', path, 400, { body: '{', headers: { 'Content-Type': 'application/json' } });
    ask('text', path, 400, { body: 'garbage', headers: { 'Content-Type': 'text/plain' } });
    ask('form in pieces', path, 400, {
      body: 'garbage',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });
    ask('form without boundary', path, 400, { body: 'garbage', headers: { 'Content-Type': 'multipart/form-data' } });
    ask('file is text', path, 400, { body: new URLSearchParams({ file: 'x' }) });
    // What a file of figures can be asked wrongly about; a photo is tried in its own room.
    if (path !== '/api/v1/imports') return bad;
    for (const [field, value] of [
      ['preview', 'maybe'],
      ['strict', '1'],
      ['sample', ''],
      ['snapshotOn', '2026-02-30'],
      ['snapshotOn', '2027-01-01'],
      ['office', 'nowhere'],
      ['channel', 'nothing'],
    ] as const) {
      ask(`${field} ${value}`, path, 400, form(table, { [field]: value }));
    }
    ask('empty file', path, 422, form(''));
    ask('not a table', path, 422, form('garbage'));
    ask('no rows', path, 422, form('date,channel,metric,value\n'));
    ask('nothing good', path, 422, form('date,channel,metric,value\nx,y,z,-1\n2027-01-01,x,likes,1.5\n'));
  }
  return bad;
}

test.for(operations)(
  '$method $path refuses every bad request in the one shape, in both languages',
  async (operation) => {
    const app = openApp();
    const bad = badRequests(operation);
    for (const { why, path, init, status } of bad) {
      const [inIndonesian, inEnglish] = await Promise.all(
        languages.map(async (lang) => {
          const response = await app.request(path, { ...init, headers: { 'Accept-Language': lang, ...init.headers } });
          if (status !== 'refused') expect([why, response.status, lang]).toEqual([why, status, lang]);
          expect([why, response.status >= 400 && response.status < 500]).toEqual([why, true]);
          return problemOf(response);
        }),
      );
      expect(inEnglish?.code).toBe(inIndonesian?.code);
      expect(inEnglish?.title).not.toBe(inIndonesian?.title);
      expect(inEnglish?.issues.map(({ code, field }) => [code, field])).toEqual(
        inIndonesian?.issues.map(({ code, field }) => [code, field]),
      );
      if (inEnglish?.code === 'bad-request' && /^(from|to|grain|compare|id|limit)/.test(why)) {
        expect(inEnglish.issues[0]?.field).toBe(why.split(' ')[0]);
      }
    }
    const isReadWithoutQuestion =
      operation.method === 'GET' &&
      [
        '/api/v1/about',
        '/api/v1/offices',
        '/api/v1/channel-list',
        '/api/v1/programme-words',
        '/api/v1/imports/jobs',
        '/api/v1/state',
        '/api/v1/session',
        '/api/v1/people',
        '/api/v1/keys',
        '/api/v1/shares',
      ].includes(operation.path);
    expect(bad.length > 0).toBe(!isReadWithoutQuestion);
  },
);

test('every path refuses a method it does not have, and every path below it is not found', async () => {
  const app = openApp();
  for (const path of [...Object.keys(paths), '/api/v1/openapi.json', '/api/docs']) {
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS']) {
      if (paths[path]?.[method.toLowerCase()]) continue;
      const response = await app.request(filled(path), { method });
      // `jobs` is then read as the number of an import, which it is not, and `sources` as a channel's id.
      const isOther = Object.entries(paths).some(
        ([pattern, methods]) =>
          methods[method.toLowerCase()] && new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
      );
      expect([method, path, response.status]).toEqual([method, path, isOther ? 400 : 404]);
      await problemOf(response);
    }
    const below = await problemOf(await app.request(`${filled(path)}/tidak/ada`));
    expect(below).toMatchObject({ code: 'not-found', detail: expect.stringContaining('/tidak/ada') });
  }
});

test.for([
  '/',
  '/api',
  '/api/v1',
  '/api/v1/',
  '/api/v2/uptake',
  '/api/v1/uptake/',
  '/api/v1/%E0%A4%A',
  '/api/v1/..%2f',
])('there is nothing at %s, and it says so in the one shape', async (path) => {
  expect(await problemOf(await openApp().request(path))).toMatchObject({ code: 'not-found', status: 404, issues: [] });
});

test('the language is that of ?lang=, else the first known one of Accept-Language, else Bahasa Indonesia', async () => {
  const app = openApp();
  const titleOf = async (query: string, accept?: string) =>
    (
      await problemOf(
        await app.request(`/api/v1/none${query}`, accept ? { headers: { 'Accept-Language': accept } } : {}),
      )
    ).title;
  expect(await titleOf('')).toBe('Tidak ditemukan');
  expect(await titleOf('', 'de-DE,en-GB;q=0.8,id;q=0.5')).toBe('Not found');
  expect(await titleOf('', 'ja')).toBe('Tidak ditemukan');
  expect(await titleOf('?lang=en', 'id')).toBe('Not found');
  expect(await titleOf('?lang=xx', 'en')).toBe('Not found');
});

test('a day that is none is quoted as it came, with its field and what to write instead', async () => {
  const { issues } = await problemOf(await openApp().request('/api/v1/uptake?lang=en&from=2026-02-30&to=besok'));
  expect(issues).toEqual([
    { field: 'from', code: 'not-a-day', message: expect.stringContaining('“2026-02-30”') },
    { field: 'to', code: 'not-a-day', message: expect.stringContaining('“besok”') },
  ]);
});

test('a choice that is none names those there are', async () => {
  const { issues } = await problemOf(await openApp().request('/api/v1/uptake?lang=en&grain=hour'));
  expect(issues).toMatchObject([{ field: 'grain', code: 'not-a-choice', message: expect.stringContaining('quarter') }]);
});

test('an office that is none names those there are', async () => {
  const problem = await problemOf(await openApp().request('/api/v1/uptake?lang=en&office=medan'));
  expect(problem).toMatchObject({ status: 404, code: 'unknown-office' });
  expect(problem.detail).toMatch(/medan.*bandung.*surabaya/);
});

test('a window of more periods than an answer may have is refused, and the same by a coarser unit is not', async () => {
  const app = openApp();
  for (const path of ['/api/v1/uptake', '/api/v1/engagement']) {
    const problem = await problemOf(await app.request(`${path}?grain=day&from=2015-01-01&to=2025-12-31`));
    expect(problem).toMatchObject({ status: 400, code: 'window-too-long', detail: expect.stringMatching(/3[.,]?660/) });
    expect((await app.request(`${path}?grain=week&from=2015-01-01&to=2025-12-31`)).status).toBe(200);
  }
});

test('a file above the limit is refused before it is read', async () => {
  const response = await openApp().request('/api/v1/imports', {
    method: 'POST',
    body: 'x',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': String(65 * 1024 * 1024) },
  });
  expect(await problemOf(response)).toMatchObject({ status: 413, code: 'too-large' });
});

test('a mistake of ours is a plain 500 with the number that the log has, and tells nothing of itself', async () => {
  const db = openDatabase(':memory:');
  const crashes: string[] = [];
  const app = createApp({
    visitor: systemActor('test'),
    db,
    now: () => new Date('2026-01-14T05:00:00Z'),
    onCrash: (_, request) => crashes.push(request),
  });
  db.$client.close();
  const problem = await problemOf(await app.request('/api/v1/about'));
  expect(problem).toMatchObject({ status: 500, code: 'internal', issues: [] });
  expect(crashes).toHaveLength(1);
  expect(problem.detail).toContain(crashes[0]);
  expect(problem.detail).not.toMatch(/database|sqlite|open/i);
});

test('while another program writes, an import is told to try again and changes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-busy-'));
  try {
    const db = openDatabase(join(folder, 'tilik.sqlite'));
    db.$client.pragma('busy_timeout = 0');
    const app = openApp({ db });
    const other = new Database(join(folder, 'tilik.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const refused = await app.send(csvOf([make.reading()]));
    expect(await problemOf(refused)).toMatchObject({ status: 503, code: 'database-busy' });
    other.exec('ROLLBACK');
    expect((await app.send(csvOf([make.reading()]))).status).toBe(201);
    other.close();
    db.$client.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

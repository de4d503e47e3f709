import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, openDatabase } from '@tilik/db/open';
import { auditEntries, imports, readings } from '@tilik/db/schema';
import { Health, type TroubleCode, troubleOf } from '@tilik/server/inside/operations/health.ts';
import { damageOf } from '@tilik/server/inside/operations/queries.ts';
import { clockTrouble, startWatch } from '@tilik/server/inside/operations/watch.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { openFolder, openServer, readingsCsv } from './data-folder.ts';

const slow = { timeout: 60_000 };

interface State {
  readonly troubles: readonly { readonly code: TroubleCode; readonly warning: boolean; readonly title: string }[];
}
const troublesOf = async (app: OpenApp) => (await app.get<State>('/api/v1/state')).troubles.map(({ code }) => code);
const rowCounts = (db: Db) => [imports, readings, auditEntries].map((table) => db.select().from(table).all().length);

test('a full disk refuses the change with 507, says so to everyone, and stores nothing of it', async ({
  onTestFinished,
}) => {
  const { settings } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  onTestFinished(() => void db.$client.close());
  const app = openApp({ db });
  await app.store(readingsCsv(3, '2019-01-01'));
  const before = rowCounts(db);
  expect(await troublesOf(app)).toEqual([]);
  // The database may not grow by a page: SQLite then says what it says of a full disk.
  const pages = db.$client.pragma('page_count', { simple: true });
  db.$client.pragma(`max_page_count = ${pages}`);
  const refused = await app.send(readingsCsv(2000), { lang: 'en' });
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ code: 'disk-full', title: 'The disk is full' });
  expect(rowCounts(db)).toEqual(before);
  expect(await troublesOf(app)).toEqual(['disk-full']);
  expect(await (await app.request('/api/v1/state')).json()).toMatchObject({
    troubles: [{ title: 'Disk penuh', warning: false }],
  });
  expect((await app.request('/api/v1/about')).status).toBe(200);
  db.$client.pragma('max_page_count = 1000000');
  expect((await app.send(readingsCsv(2000))).status).toBe(201);
  expect(damageOf(db.$client)).toEqual([]);
});

test('a database that may only be read refuses the change with 503, and is read on', async ({ onTestFinished }) => {
  const { settings } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  onTestFinished(() => void db.$client.close());
  const app = openApp({ db });
  const before = rowCounts(db);
  db.$client.pragma('query_only = ON');
  const refused = await app.send(readingsCsv(3));
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'disk-read-only' });
  expect(await troublesOf(app)).toEqual(['disk-read-only']);
  expect(rowCounts(db)).toEqual(before);
});

test('a database held by another program refuses the change with 503 and takes it once it is free', async ({
  onTestFinished,
}) => {
  const { settings } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  const other = new Database(settings.databasePath);
  onTestFinished(() => {
    other.close();
    db.$client.close();
  });
  const app = openApp({ db });
  db.$client.pragma('busy_timeout = 20');
  other.exec('BEGIN EXCLUSIVE');
  const refused = await app.send(readingsCsv(3));
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'database-busy' });
  expect(refused.headers.get('Retry-After')).toBe('5');
  expect(await troublesOf(app)).toEqual(['database-busy']);
  other.exec('ROLLBACK');
  expect((await app.send(readingsCsv(3))).status).toBe(201);
});

test('the watch tells of a lock that stays, not of one of ours, and that it is gone', async ({ onTestFinished }) => {
  const { settings } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  const other = new Database(settings.databasePath);
  const health = new Health(() => new Date());
  const given = { steady: 0, isOurs: true };
  const watch = startWatch({
    db,
    databasePath: settings.databasePath,
    dataFolder: settings.dataFolder,
    health,
    now: () => new Date(),
    isWriting: () => Promise.resolve(given.isOurs),
    steady: () => given.steady,
  });
  onTestFinished(() => {
    watch.close();
    other.close();
    db.$client.close();
  });
  const look = async () => {
    given.steady += 30_000;
    await watch.look();
    return health.troubles().map(({ code }) => code);
  };
  expect(await look()).toEqual([]);
  other.exec('BEGIN IMMEDIATE');
  expect([await look(), await look(), await look()]).toEqual([[], [], []]);
  given.isOurs = false;
  expect(await look()).toEqual([]);
  expect(await look()).toEqual(['database-busy']);
  other.exec('ROLLBACK');
  expect(await look()).toEqual([]);
});

test('the watch tells of a data folder that is gone', async ({ onTestFinished }) => {
  const { settings, root } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  onTestFinished(() => void db.$client.close());
  const health = new Health(() => new Date());
  const watch = startWatch({
    db,
    databasePath: settings.databasePath,
    dataFolder: join(root, 'unplugged'),
    health,
    now: () => new Date(),
    isWriting: () => Promise.resolve(false),
  });
  onTestFinished(watch.close);
  await watch.look();
  expect(health.troubles().map(({ code }) => code)).toEqual(['disk-error']);
  expect(health.isReady()).toBe(false);
});

test('a clock behind what was stored, or a day ahead of itself, is told of', () => {
  const hour = 3_600_000;
  const at = Date.parse('2026-01-14T05:00:00Z');
  const stored = '2026-01-14T05:00:00.000Z';
  expect(clockTrouble(undefined, { wall: at, steady: 0 }, undefined)).toBeUndefined();
  expect(clockTrouble(undefined, { wall: at - 4 * 60_000, steady: 0 }, stored)).toBeUndefined();
  expect(clockTrouble(undefined, { wall: at - 6 * 60_000, steady: 0 }, stored)).toBe('clock-behind');
  const before = { wall: at, steady: 1000 };
  expect(clockTrouble(before, { wall: at + 23 * hour, steady: 2000 }, stored)).toBeUndefined();
  expect(clockTrouble(before, { wall: at + 25 * hour, steady: 2000 }, stored)).toBe('clock-jumped');
  // A computer that slept for the weekend and counted the hours.
  expect(clockTrouble(before, { wall: at + 60 * hour, steady: 1000 + 60 * hour }, stored)).toBeUndefined();
});

test('the server tells once of a clock that went back, and once that it is right again', async ({ onTestFinished }) => {
  const { settings } = openFolder(onTestFinished);
  const db = openDatabase(settings.databasePath);
  await openApp({ db, now: '2026-01-14T05:00:00Z' }).store(readingsCsv(3));
  const clock = { now: '2026-01-14T05:00:01Z', steady: 0 };
  const told: string[] = [];
  const now = () => new Date(clock.now);
  const health = new Health(now, ({ code }, change) => told.push(`${code} ${change}`));
  const watch = startWatch({
    db,
    databasePath: settings.databasePath,
    dataFolder: settings.dataFolder,
    health,
    now,
    isWriting: () => Promise.resolve(false),
    steady: () => clock.steady,
  });
  onTestFinished(() => {
    watch.close();
    db.$client.close();
  });
  for (const at of ['2026-01-14T05:00:31Z', '2025-01-01T00:00:00Z', '2025-01-01T00:00:30Z', '2026-01-14T05:02:00Z']) {
    clock.now = at;
    clock.steady += 30_000;
    await watch.look();
  }
  // Back to today it jumped by more than a day, which is told of too.
  expect(told).toEqual(['clock-behind began', 'clock-behind ended', 'clock-jumped began']);
  clock.steady += 3_700_000;
  clock.now = '2026-01-14T06:03:40Z';
  await watch.look();
  expect(told.at(-1)).toBe('clock-jumped ended');
});

test('a damaged database answers 503, is not ready, and is named in the log once', slow, async ({ onTestFinished }) => {
  const folder = openFolder(onTestFinished);
  const { databasePath } = folder.settings;
  await folder.work((app) => app.store(readingsCsv(2000)));
  // The pages of the readings, so that all else opens.
  const client = new Database(databasePath);
  const pages = client
    .prepare("SELECT pageno FROM dbstat WHERE name = 'readings' AND pagetype = 'leaf'")
    .pluck()
    .all() as number[];
  const size = client.pragma('page_size', { simple: true }) as number;
  client.close();
  const bytes = readFileSync(databasePath);
  for (const page of pages) bytes.fill(0xa5, (page - 1) * size, page * size);
  writeFileSync(databasePath, bytes);

  const server = await openServer(onTestFinished, folder);
  for (let time = 0; time < 3; time += 1) {
    const answer = await server.get('/api/v1/engagement?lang=en&from=2020-01-01&to=2025-12-31');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'database-corrupt', title: 'The database is damaged' });
  }
  const ready = await server.get('/readyz');
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', troubles: ['database-corrupt'] }]);
  expect((await server.get('/healthz')).status).toBe(200);
  expect(await (await server.get('/api/v1/state')).json()).toMatchObject({ troubles: [{ code: 'database-corrupt' }] });
  const began = server.logged().filter(({ trouble }) => trouble === 'database-corrupt');
  expect(began).toEqual([expect.objectContaining({ level: 'error', msg: 'a trouble began' })]);
});

const root = join(import.meta.dirname, '../..');
const run = (command: string, env: Record<string, string>): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    execFile('/bin/sh', ['-c', command], { cwd: root, env: { PATH: process.env.PATH, ...env } }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });

test(
  'the program does not start over what is no database, says what to do, and leaves it as it is',
  slow,
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    await folder.work(() => Promise.resolve());
    writeFileSync(
      folder.settings.databasePath,
      'not a database, and longer than a header of one hundred bytes'.repeat(20),
    );
    const text = readFileSync(folder.settings.databasePath, 'utf8');
    const { code, err, out } = await run(`${process.execPath} server/src/main.ts`, folder.env);
    expect(code).toBe(65);
    expect(out).toBe('');
    expect(err).toMatch(/^The database is damaged\. Nothing was changed\..*tilik restore FILE/);
    expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(readFileSync(folder.settings.databasePath, 'utf8')).toBe(text);
  },
);

test(
  'a disk that takes no more bytes in the middle of an import leaves nothing of it',
  slow,
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    await folder.work((app) => app.store(readingsCsv(3, '2019-01-01')));
    const file = join(folder.root, 'large.csv');
    const rows = ['website', 'instagram', 'x', 'facebook'].flatMap((channel) => {
      const [header = '', ...lines] = readingsCsv(12_000, '1992-01-01')
        .replaceAll(',website,visits,', `,${channel},${channel === 'website' ? 'visits' : 'likes'},`)
        .split('\n');
      return channel === 'website' ? [header, ...lines] : lines;
    });
    writeFileSync(file, rows.filter((line) => line !== '').join('\n'));
    // Files may not grow beyond half a megabyte: the operating system then refuses the write, as a full disk does.
    const { code, out, err } = await run(
      `ulimit -f 1024; exec ${process.execPath} server/src/tilik.ts import ${file} --json --lang en`,
      folder.env,
    );
    expect([code, err]).toEqual([2, '']);
    const [result] = JSON.parse(out) as { status: string; stored: number; problems: { code: string }[] }[];
    expect(result).toMatchObject({ status: 'refused', stored: 0 });
    expect(['disk-full', 'disk-error']).toContain(result?.problems[0]?.code);
    const db = openDatabase(folder.settings.databasePath);
    onTestFinished(() => void db.$client.close());
    expect(damageOf(db.$client)).toEqual([]);
    expect(rowCounts(db)).toEqual([1, 3, 1]);
    // With room it goes in: it was the room that was missing.
    expect((await run(`exec ${process.execPath} server/src/tilik.ts import ${file}`, folder.env)).code).toBe(0);
    expect(rowCounts(db)).toEqual([2, 48_000, 2]);
  },
);

test('errors of the database and of the file system are told apart, through what wraps them', () => {
  const coded = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });
  expect(troubleOf(coded('SQLITE_IOERR_WRITE'))).toBe('disk-error');
  expect(troubleOf(coded('SQLITE_READONLY_DBMOVED'))).toBe('disk-read-only');
  expect(troubleOf(coded('ENOSPC'))).toBe('disk-full');
  expect(troubleOf(coded('EROFS'))).toBe('disk-read-only');
  expect(troubleOf(new Error('Failed query', { cause: coded('SQLITE_FULL') }))).toBe('disk-full');
  expect(troubleOf(coded('SQLITE_CONSTRAINT_FOREIGNKEY'))).toBeUndefined();
  expect(troubleOf('SQLITE_FULL')).toBeUndefined();
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountCommand } from '@tilik/server/inside/access/account-command.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';
import Database from 'better-sqlite3';
import { describe, type TestContext, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';

const root = join(import.meta.dirname, '../..');

/** The server as a person starts it, over a folder of its own; gone when the test is. */
function start({ onTestFinished }: TestContext, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-serve-'));
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', TILIK_DATA: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const said = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const announced = new Promise<string>((done, failed) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      const url = /^Tilik: (http:\/\/\S+)$/m.exec(said.out)?.[1];
      if (url) done(url);
    });
    void ended.then((code) => failed(new Error(`ended with ${code}: ${said.err}`)));
  });
  announced.catch(() => undefined);
  /** What a program brings that may enter figures; the key is made by a command while the server runs. */
  const asProgram = async () => {
    let key = '';
    await accountCommand('key', ['add', '--name', 'test', '--role', 'petugas'], {
      env: { TILIK_DATA: join(folder, 'data') },
      print: (line) => {
        key = line;
      },
      complain: (line) => {
        throw new Error(line);
      },
      now: () => new Date(),
    });
    return { 'x-api-key': key };
  };
  return { child, said, ended, announced, asProgram, database: join(folder, 'data', 'tilik.sqlite') };
}

async function storeOneReading(url: string, headers: Record<string, string>): Promise<number> {
  const form = new FormData();
  form.set('file', new File([csvOf([make.reading({ date: '2024-01-05' })])], 'file.csv'));
  return (await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body: form })).status;
}

function readDatabase(path: string) {
  const db = new Database(path);
  try {
    return {
      integrity: db.pragma('integrity_check', { simple: true }),
      brokenKeys: db.pragma('foreign_key_check'),
      readings: db.prepare('SELECT COUNT(*) FROM readings').pluck().get(),
    };
  } finally {
    db.close();
  }
}

const intact = { integrity: 'ok', brokenKeys: [], readings: 1 };

describe.concurrent('the server process', { timeout: 60_000 }, () => {
  test('starts on an empty folder, answers on loopback only, and ends cleanly on SIGTERM with the database intact', async (context) => {
    const { expect } = context;
    const server = start(context);
    const url = new URL(await server.announced);
    expect(url.hostname).toBe('127.0.0.1');
    // Nobody is let in who does not say who they are; whoever has the data folder makes the first key or the first person.
    expect((await fetch(new URL('/api/v1/about', url))).status).toBe(401);
    expect(server.said.out).toMatch(/^http:\S+\/mulai\?token=[\w-]{32}$/m);
    const headers = await server.asProgram();
    const about = await (await fetch(new URL('/api/v1/about', url), { headers })).json();
    expect(about).toMatchObject({ empty: true, sample: false, today: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
    expect(await storeOneReading(url.origin, headers)).toBe(201);

    const refused = await fetch(new URL('/api/v1/nothing', url));
    expect(refused.status).toBe(404);
    expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
    expect(refused.headers.get('Content-Security-Policy')).toMatch(/default-src 'self'/);
    expect(refused.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const elsewhere = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of elsewhere) {
      await expect(fetch(`http://${address}:${url.port}/api/v1/about`)).rejects.toThrow();
    }

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const logged = server.said.err.trim().split('\n');
    for (const line of logged) expect(JSON.parse(line)).toMatchObject({ level: 'info', time: expect.any(String) });
    expect(logged.at(-1)).toContain('stopping');
    expect(existsSync(`${server.database}-wal`)).toBe(false);
    expect(readDatabase(server.database)).toEqual(intact);
  });

  test('keeps what it has acknowledged even where it is killed', async (context) => {
    const { expect } = context;
    const server = start(context);
    const url = await server.announced;
    expect(await storeOneReading(url, await server.asProgram())).toBe(201);
    server.child.kill('SIGKILL');
    await server.ended;
    expect(readDatabase(server.database)).toEqual(intact);
  });

  test('tells of a port in use and ends with 1', async (context) => {
    const { expect } = context;
    const holder = createServer().listen(0, '127.0.0.1');
    context.onTestFinished(() => void holder.close());
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const server = start(context, { PORT: port });
    expect(await server.ended).toBe(1);
    expect(server.said.err).toContain(`Port ${port} is in use`);
    expect(server.said.err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(server.said.out).toBe('');
  });
});

test('the settings are loopback, port 3000 and ./data unless the environment says otherwise', ({ expect }) => {
  expect(readSettings({})).toMatchObject({
    dataFolder: join(process.cwd(), 'data'),
    databasePath: join(process.cwd(), 'data', 'tilik.sqlite'),
    host: '127.0.0.1',
    port: 3000,
  });
  expect(readSettings({ HOST: '0.0.0.0', PORT: '8080', TILIK_DATA: '/srv/tilik' })).toMatchObject({
    databasePath: '/srv/tilik/tilik.sqlite',
    host: '0.0.0.0',
    port: 8080,
  });
});

test.for(['eighty', '-1', '65536', '80.5', ' '])('the port %j is refused and not guessed at', (port, { expect }) => {
  expect(() => readSettings({ PORT: port })).toThrow(/PORT/);
});

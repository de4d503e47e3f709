import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { auditEntries } from '@tilik/db/schema';
import { accountCommand } from '@tilik/server/inside/access/account-command.ts';
import { demoVisitor } from '@tilik/server/inside/access/demo-visitor.ts';
import { createLog } from '@tilik/server/inside/operations/log.ts';
import { type ServeOptions, serve } from '@tilik/server/inside/serve.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';
import { expect, type TestContext, test, vi } from 'vitest';
import { password, tokenOf } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

type OnTestFinished = TestContext['onTestFinished'];

function openFolder(onTestFinished: OnTestFinished) {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-access-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { TILIK_DATA: folder, PORT: '0' };
  const settings = readSettings(env);
  /** A command as it is typed, and what it printed. */
  const tilik = async (kind: 'user' | 'key', ...words: string[]) => {
    const said = { out: '', err: '' };
    const code = await accountCommand(kind, words, {
      env,
      print: (line) => {
        said.out += `${line}\n`;
      },
      complain: (line) => {
        said.err += `${line}\n`;
      },
      now: () => new Date(),
    });
    return { code, ...said };
  };
  const start = async (options: ServeOptions = {}) => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line: string) => void lines.push(line) });
    const server = await serve(settings, { ...options, log });
    onTestFinished(() => server.close());
    return { ...server, lines };
  };
  return { folder, settings, tilik, start };
}

/** A request with headers that `fetch` would not let through. */
const rawRequest = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number; body: string }>((done, failed) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    })
      .on('error', failed)
      .end();
  });

test('a new server gives a link of which only its owner can read, and takes nobody else', async ({
  onTestFinished,
}) => {
  const { folder, tilik, start } = openFolder(onTestFinished);
  const server = await start();
  const { firstRunUrl, url, lines } = server;
  expect(firstRunUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mulai\?token=[\w-]{32}$/);
  const path = join(folder, 'first-run-token');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect((await fetch(`${url}/api/v1/uptake`)).status).toBe(401);
  // A command gives a new one while the server runs; the one before serves no more.
  const { out } = await tilik('user', 'link');
  const make = (token: string) =>
    fetch(`${url}/api/v1/first-run`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url },
      body: JSON.stringify({ token, name: 'Sri', email: 'sri@kantor.example', password }),
    });
  expect((await make(tokenOf(firstRunUrl ?? ''))).status).toBe(403);
  const made = await make(tokenOf(out.trim()));
  expect(made.status).toBe(201);
  const cookie = made.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  expect((await fetch(`${url}/api/v1/people`, { headers: { Cookie: cookie } })).status).toBe(200);
  expect(existsSync(path)).toBe(false);
  // Nothing of it is in the log.
  const log = lines.join('\n');
  for (const secret of [password, out.trim(), 'sri@kantor.example', cookie]) expect(log).not.toContain(secret);
  await server.close();
  expect((await start()).firstRunUrl).toBe(null);
});

test('a name that points here, asked for through a real socket, is not answered', async ({ onTestFinished }) => {
  const { url } = await openFolder(onTestFinished).start({ visitor: demoVisitor });
  const session = `${url}/api/v1/session`;
  expect((await rawRequest(session, {})).status).toBe(200);
  expect(JSON.parse((await rawRequest(session, { Host: 'localhost:3000' })).body)).toMatchObject({ demo: true });
  expect((await rawRequest(session, { Host: 'evil.example' })).status).toBe(403);
  expect((await rawRequest(session, { 'X-Forwarded-For': '192.0.2.1' })).status).toBe(401);
  expect((await rawRequest(session, { Host: '192.168.1.20' })).status).toBe(401);
});

test('people are listed, invited, changed, closed and opened again by commands, and all of it is in the trail', async ({
  onTestFinished,
}) => {
  const { settings, tilik } = openFolder(onTestFinished);
  const added = await tilik('user', 'add', 'Sri@kantor.example', '--name', 'Sri', '--role', 'administrator', '--json');
  expect(added.code).toBe(0);
  expect(JSON.parse(added.out)).toMatchObject({
    email: 'sri@kantor.example',
    role: 'administrator',
    invited: true,
    link: expect.stringContaining('/sandi?token='),
  });
  expect(
    (await tilik('user', 'add', 'budi@kantor.example', '--name', 'Budi', '--role', 'petugas', '--office', 'bandung'))
      .code,
  ).toBe(0);
  expect((await tilik('user', 'role', 'budi@kantor.example', 'kepala', '--office', 'all')).out).toContain(
    'kepala · all',
  );
  expect((await tilik('user', 'ban', 'budi@kantor.example')).out).toContain('banned');
  expect((await tilik('user', 'unban', 'budi@kantor.example')).out).not.toContain('banned');
  expect((await tilik('user', 'reset-second-factor', 'budi@kantor.example')).code).toBe(0);
  expect((await tilik('user', 'link', 'budi@kantor.example')).out).toContain('/sandi?token=');
  const listed = JSON.parse((await tilik('user', 'list', '--json')).out) as { email: string; role: string }[];
  expect(listed.map(({ email, role }) => [email, role])).toEqual([
    ['budi@kantor.example', 'kepala'],
    ['sri@kantor.example', 'administrator'],
  ]);
  const db = openDatabase(settings.databasePath);
  const acts = db.select().from(auditEntries).all();
  db.$client.close();
  expect(new Set(acts.map(({ actor }) => actor))).toEqual(new Set(['system:command line']));
  expect(acts.map(({ act }) => act)).toEqual([
    'added',
    'invitation-link',
    'added',
    'invitation-link',
    'changed',
    'banned',
    'unbanned',
    'invitation-link',
  ]);
});

test('a key is made by a command, serves, and is revoked', async ({ onTestFinished }) => {
  const { tilik, start } = openFolder(onTestFinished);
  const made = await tilik('key', 'add', '--name', 'Impor malam', '--role', 'petugas', '--office', 'bandung', '--json');
  const { id, secret } = JSON.parse(made.out) as { id: string; secret: string };
  const { url } = await start();
  const about = async () =>
    (await fetch(`${url}/api/v1/about`, { headers: { Authorization: `Bearer ${secret}` } })).status;
  expect(await about()).toBe(200);
  const listed = await tilik('key', 'list');
  expect(listed.out).toContain('Impor malam · petugas · bandung');
  expect(listed.out).not.toContain(secret);
  expect((await tilik('key', 'revoke', id)).code).toBe(0);
  expect(await about()).toBe(401);
  expect((await tilik('key', 'revoke', id)).code).toBe(1);
});

test('a command that makes no sense says how it is used, one that is refused says why', async ({ onTestFinished }) => {
  const { tilik } = openFolder(onTestFinished);
  for (const words of [[], ['remove'], ['add'], ['role', 'x@kantor.example', '--nonsense']]) {
    const { code, err } = await tilik('user', ...words);
    expect([words, code, err]).toEqual([words, 2, expect.stringContaining('tilik user list')]);
  }
  expect(await tilik('user', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('tilik user list') });
  expect(await tilik('key', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('tilik key list') });
  expect(await tilik('user', 'ban', 'nobody@kantor.example', '--lang', 'en')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No such person'),
  });
  const wrong = await tilik('user', 'add', 'no address', '--name', 'A', '--role', 'root', '--lang', 'en');
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/email: [\s\S]*role: /)]);
  const office = await tilik(
    'user',
    'add',
    'a@kantor.example',
    '--name',
    'A',
    '--role',
    'pembaca',
    '--office',
    'nowhere',
  );
  expect([office.code, office.err]).toEqual([1, expect.stringContaining('nowhere')]);
});

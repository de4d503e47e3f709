import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { demoVisitor } from '@tilik/server/inside/access/demo-visitor.ts';
import { expect, test, vi } from 'vitest';
import { openAccess, problemIn, type SessionShown } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

const newPerson = { name: 'A', email: 'a@kantor.example', role: 'pembaca', officeId: null };

async function signedIn(settings: object = {}, at = 'http://localhost') {
  const open = openAccess({ settings });
  await open.person();
  const sri = open.visitor();
  await sri.send('POST', `${at}/api/auth/sign-in/email`, {
    email: 'sri@kantor.example',
    password: 'kuda lumping di tepi sawah',
  });
  const cookie = [...sri.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const post = async (headers: Record<string, string>, host = at, body = JSON.stringify(newPerson)) =>
    open.raw(`${host}/api/v1/people`, {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers },
      body,
    });
  return { ...open, sri, post, cookie };
}

test('a page of somebody else changes nothing with the cookie of a person who is signed in', async () => {
  const { post } = await signedIn();
  for (const headers of [
    {},
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://localhost.evil.example' },
    { Origin: 'http://localhost:4000' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost' },
    { 'Sec-Fetch-Site': 'none' },
    { Referer: 'http://localhost/akses' },
  ] as Record<string, string>[]) {
    const response = await post(headers);
    expect([headers, response.status, (await problemIn(response)).code]).toEqual([headers, 403, 'other-page']);
  }
  expect((await post({ Origin: 'http://localhost' })).status).toBe(201);
  // Who it is said twice: it came from our own page.
  expect((await post({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(409);
});

test('what a form of another page can send is refused by its kind, wherever it says it is from', async () => {
  const { post } = await signedIn();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/html']) {
    const response = await post({ Origin: 'http://localhost', 'Content-Type': type });
    expect([type, response.status, (await problemIn(response)).code]).toEqual([type, 415, 'wrong-type']);
  }
});

test('a body of more than sixteen megabytes is not read', async () => {
  const { post } = await signedIn();
  const name = 'x'.repeat(17 * 1024 * 1024);
  const response = await post({ Origin: 'http://localhost' }, undefined, JSON.stringify({ ...newPerson, name }));
  expect([response.status, (await problemIn(response)).code]).toEqual([413, 'too-long-a-body']);
});

test('signing in, too, is done from our own page alone', async () => {
  const { raw, person } = openAccess();
  await person();
  const response = await raw('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { Origin: 'https://evil.example', 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'sri@kantor.example', password: 'kuda lumping di tepi sawah' }),
  });
  expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
});

test('a name that was made to point here is not answered under', async () => {
  const { raw, cookie } = await signedIn();
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.example']) {
    const response = await raw(`http://${host}/api/v1/session`, { headers: { Cookie: cookie } });
    expect([host, response.status, (await problemIn(response)).code]).toEqual([host, 403, 'unknown-host']);
  }
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.20:3000']) {
    expect((await raw(`http://${host}/api/v1/session`, {})).status).toBe(200);
  }
});

test('behind a proxy pages come from the address that is set', async () => {
  const url = 'https://tilik.kantor.example';
  const { post, raw } = await signedIn({ url }, url);
  expect((await post({ Origin: url }, 'http://tilik.kantor.example')).status).toBe(201);
  expect((await post({ Origin: 'https://other.kantor.example' }, url)).status).toBe(403);
  expect((await raw('https://other.kantor.example/api/v1/session', {})).status).toBe(403);
});

test('the demo lets in whoever sits at this machine, marked as what they are', async () => {
  const { raw } = openAccess({ visitor: demoVisitor });
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000']) {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const response = await raw(`http://${host}/api/v1/session`, {}, address);
      expect(await response.json()).toMatchObject({
        actor: { id: 'demo', kind: 'demo', role: 'administrator' },
        demo: true,
      });
    }
  }
});

test('the demo is closed to whoever comes from elsewhere, under another name or through something', async () => {
  const { raw } = openAccess({ visitor: demoVisitor });
  const local = 'http://localhost:3000/api/v1/uptake';
  for (const [url, headers, address] of [
    [local, {}, '192.168.1.20'],
    [local, {}, '::ffff:192.168.1.20'],
    [local, {}, '2001:db8::1'],
    ['http://192.168.1.20:3000/api/v1/uptake', {}, '127.0.0.1'],
    [local, { 'X-Forwarded-For': '127.0.0.1' }, '127.0.0.1'],
    [local, { 'X-Forwarded-Host': 'localhost' }, '127.0.0.1'],
    [local, { 'X-Forwarded-Proto': 'https' }, '127.0.0.1'],
    [local, { 'X-Real-IP': '127.0.0.1' }, '127.0.0.1'],
    [local, { Forwarded: 'for=127.0.0.1' }, '127.0.0.1'],
  ] as [string, Record<string, string>, string][]) {
    const response = await raw(url, { headers }, address);
    expect([url, headers, address, response.status, (await problemIn(response)).code]).toEqual([
      url,
      headers,
      address,
      401,
      'demo-elsewhere',
    ]);
  }
  const rebound = await raw('http://evil.example/api/v1/uptake', {}, '127.0.0.1');
  expect([rebound.status, (await problemIn(rebound)).code]).toEqual([403, 'unknown-host']);
});

test('a page of somebody else changes nothing in the demo', async () => {
  const { raw } = openAccess({ visitor: demoVisitor });
  const post = (headers: Record<string, string>) =>
    raw('http://localhost:3000/api/v1/people', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(newPerson),
    });
  expect((await post({ Origin: 'https://evil.example' })).status).toBe(403);
  expect((await post({})).status).toBe(403);
  expect((await post({ Origin: 'http://localhost:3000' })).status).toBe(201);
});

test('a request whose socket is not known is let into no demo', async () => {
  const { access, db } = openAccess();
  const { createApp } = await import('@tilik/server/inside/app.ts');
  const app = createApp({ db, now: () => new Date(), access, visitor: demoVisitor });
  expect((await app.request('/api/v1/uptake')).status).toBe(401);
});

test('a command speaks without a page; through a socket it is looked at like everybody', async () => {
  const { db } = openAccess();
  const { createApp } = await import('@tilik/server/inside/app.ts');
  const app = createApp({ db, now: () => new Date(), visitor: systemActor('command line') });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(newPerson) };
  expect(
    (await app.request('/api/v1/people', init, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })).status,
  ).toBe(403);
  expect((await app.request('/api/v1/people', init)).status).toBe(201);
});

test('who asks is said to everybody, and nothing else of the house', async () => {
  const { visitor } = openAccess({
    settings: {
      url: 'http://localhost',
      oidc: { issuer: 'https://login.example', clientId: 'c', clientSecret: 'hush', name: 'Akun Kementerian' },
    },
    sendMail: async () => {},
  });
  const session = await visitor().get<SessionShown>('/api/v1/session');
  expect(session).toEqual({
    actor: null,
    firstRun: true,
    demo: false,
    ways: { password: true, provider: 'Akun Kementerian', mail: true },
    view: null,
    approvedUntil: null,
    may: [],
    closed: [],
  });
});

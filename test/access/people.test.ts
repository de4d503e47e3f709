import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { accounts, verifications } from '@tilik/db/schema';
import { roleCodes } from '@tilik/db/vocabulary';
import { mailBySmtp } from '@tilik/server/inside/access/mail.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { openAccess, password, problemIn, type SessionShown, tokenOf, type Visitor } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) await end();
});

interface Shown {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly officeId: string | null;
  readonly banned: boolean;
  readonly invited: boolean;
  readonly lastSeenAt: string | null;
  readonly lockedUntil: string | null;
}
interface Added {
  readonly person: Shown;
  readonly link: string | null;
}

const email = 'sri@kantor.example';
const budi = { name: 'Budi Santoso', email: 'Budi@Kantor.example', role: 'petugas', officeId: 'bandung' };

async function administrator(given: Parameters<typeof openAccess>[0] = {}) {
  const open = openAccess(given);
  const id = await open.person();
  const sri = open.visitor();
  await sri.signIn(email);
  return { ...open, id, sri };
}

async function invite(sri: Visitor, given: object = budi): Promise<Added> {
  const response = await sri.post('/api/v1/people', given);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Added;
}

const setPassword = (who: Visitor, link: string | null, newPassword = password) =>
  who.post('/api/auth/reset-password', { token: tokenOf(link ?? ''), newPassword });

/** A post office that takes every letter and keeps it. */
async function postOffice(): Promise<{ url: string; letters: string[]; server: Server }> {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let letter: string | undefined;
    socket.write('220 post office\r\n');
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (letter !== undefined) {
          if (line === '.') {
            letters.push(letter);
            letter = undefined;
            socket.write('250 kept\r\n');
          } else letter += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          letter = '';
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 post office\r\n');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ends.push(() => new Promise((closed) => server.close(closed)));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, letters, server };
}

/** What a letter says, however it was packed. */
function textOf(letter: string): string {
  const [head = '', ...body] = letter.split('\n\n');
  const packed = body.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(packed, 'base64').toString('utf8');
  const bytes = packed
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

test('who was invited sets a password by the link, once, and comes in with their role and office', async () => {
  const { sri, visitor, acts, id } = await administrator();
  const { person, link } = await invite(sri);
  expect(person).toMatchObject({ email: 'budi@kantor.example', role: 'petugas', invited: true, lastSeenAt: null });
  expect(link).toMatch(/^http:\/\/localhost\/sandi\?token=[\w-]{32}$/);
  expect((await visitor().signIn('budi@kantor.example')).status).toBe(401);
  const guest = visitor();
  expect((await problemIn(await setPassword(guest, link, 'santoso di rumah'))).issues[0]?.code).toBe('password-named');
  expect((await setPassword(guest, link)).status).toBe(200);
  const again = await setPassword(guest, link, 'layang layang di atas bukit');
  expect([again.status, (await problemIn(again)).code]).toEqual([400, 'link-spent']);
  await guest.signIn('budi@kantor.example');
  expect(await guest.get<SessionShown>('/api/v1/session')).toMatchObject({
    actor: { name: 'Budi Santoso', role: 'petugas', officeId: 'bandung' },
  });
  expect((await guest.send('GET', '/api/v1/people')).status).toBe(403);
  const { people } = await sri.get<{ people: Shown[] }>('/api/v1/people');
  expect(people.find(({ id: one }) => one === person.id)).toMatchObject({
    invited: false,
    lastSeenAt: expect.any(String),
  });
  expect(acts().slice(-5)).toEqual([
    expect.objectContaining({ act: 'added', key: person.id, actor: `person:${id}` }),
    expect.objectContaining({ act: 'invitation-link', key: person.id, actor: `person:${id}` }),
    expect.objectContaining({ act: 'sign-in-failed', key: person.id, actor: 'system:sign-in' }),
    expect.objectContaining({ act: 'password-reset', actor: `person:${person.id}` }),
    expect.objectContaining({ act: 'signed-in', actor: `person:${person.id}` }),
  ]);
});

test('an invitation serves seven days, a new password’s link an hour, and only the latest of them', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T00:00:00Z') });
  const { sri, visitor, db } = await administrator();
  const { person, link: first } = await invite(sri);
  const renew = async () => {
    const response = await sri.post(`/api/v1/people/${person.id}/link`);
    return ((await response.json()) as { link: string }).link;
  };
  const second = await renew();
  expect((await setPassword(visitor(), first)).status).toBe(400);
  vi.setSystemTime(new Date('2026-01-20T23:59:00Z'));
  expect((await setPassword(visitor(), second)).status).toBe(200);
  await sri.signIn(email);
  const reset = await renew();
  vi.setSystemTime(new Date('2026-01-21T01:00:00Z'));
  expect((await problemIn(await setPassword(visitor(), reset))).code).toBe('link-spent');
  // What is kept of a link is its hash.
  expect(JSON.stringify(db.select().from(verifications).all())).not.toContain(tokenOf(reset));
});

test('where mail is set the link goes by mail, in both languages, to the address that is set', async () => {
  const { url, letters } = await postOffice();
  const { sri, visitor } = await administrator({
    settings: { url: 'http://tilik.kantor.example' },
    sendMail: mailBySmtp({ url, from: 'Tilik <tilik@kantor.example>' }),
  });
  const { person, link } = await invite(sri);
  expect([person.invited, link]).toEqual([true, null]);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatch(/^To: budi@kantor\.example$/m);
  const text = textOf(letters[0] ?? '');
  expect(text).toContain('Anda diundang');
  expect(text).toContain('you are invited');
  const mailed = /http:\/\/tilik\.kantor\.example\/sandi\?token=[\w-]+/.exec(text)?.[0] ?? '';
  expect((await setPassword(visitor(), mailed)).status).toBe(200);

  // The person asks for another themselves; nobody is told whether there is such a person.
  const guest = visitor();
  for (const address of ['budi@kantor.example', 'nobody@kantor.example']) {
    const asked = await guest.post('/api/auth/request-password-reset', {
      email: address,
      redirectTo: 'https://elsewhere.example/',
    });
    expect([asked.status, await asked.text()]).toEqual([200, '{"status":true}']);
  }
  await vi.waitFor(() => expect(letters).toHaveLength(2));
  const reset = textOf(letters[1] ?? '');
  expect(reset).not.toContain('elsewhere');
  expect(
    (await setPassword(visitor(), /http:\S+token=[\w-]+/.exec(reset)?.[0] ?? '', 'layang layang di bukit')).status,
  ).toBe(200);
});

test('a request under a name of its own does not change where the link in a letter leads', async () => {
  const { url, letters } = await postOffice();
  const { person, visitor } = openAccess({
    settings: { url: 'http://tilik.kantor.example' },
    sendMail: mailBySmtp({ url, from: 'tilik@kantor.example' }),
  });
  await person();
  await visitor().send('POST', 'http://203.0.113.66/api/auth/request-password-reset', { email });
  await vi.waitFor(() => expect(letters).toHaveLength(1));
  expect(textOf(letters[0] ?? '')).not.toContain('203.0.113.66');
  const named = await visitor().send('POST', 'http://evil.example/api/auth/request-password-reset', { email });
  expect((await problemIn(named)).code).toBe('unknown-host');
});

test('where the post does not take the letter the link is shown, and the server is told', async () => {
  const { sri, errors } = await administrator({
    settings: { url: 'http://tilik.kantor.example' },
    sendMail: () => Promise.reject(new Error('the post is closed')),
  });
  const { link } = await invite(sri);
  expect(link).toMatch(/^http:\/\/tilik\.kantor\.example\/sandi\?token=/);
  expect(errors).toEqual([new Error('the post is closed')]);
});

test('a new password by a link ends the sessions there were', async () => {
  const { sri, id, visitor } = await administrator();
  const link = (await (await sri.post(`/api/v1/people/${id}/link`)).json()) as { link: string };
  expect((await setPassword(visitor(), link.link, 'layang layang di atas bukit')).status).toBe(200);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
});

test('another role, another office and a ban end a person’s sessions, another name does not', async () => {
  const { sri, visitor, acts } = await administrator();
  const { person, link } = await invite(sri);
  await setPassword(visitor(), link);
  const guest = visitor();
  const isIn = async () => (await guest.get<SessionShown>('/api/v1/session')).actor?.role ?? null;
  const change = async (changes: object) =>
    (await sri.send('PATCH', `/api/v1/people/${person.id}`, changes)).json() as Promise<Shown>;

  await guest.signIn(person.email);
  await change({ name: 'Budi S.' });
  expect(await isIn()).toBe('petugas');
  await change({ role: 'kepala' });
  expect(await isIn()).toBe(null);
  await guest.signIn(person.email);
  expect(await isIn()).toBe('kepala');
  await change({ officeId: 'jakarta-pusat' });
  expect(await isIn()).toBe(null);
  await guest.signIn(person.email);
  expect(await change({ banned: true })).toMatchObject({ banned: true });
  expect(await isIn()).toBe(null);
  const refused = await guest.signIn(person.email);
  expect([refused.status, (await problemIn(refused)).code]).toEqual([403, 'person-banned']);
  // Who does not know the password is not told of the ban.
  const guessed = await guest.signIn(person.email, { password: 'not the one at all' });
  expect((await problemIn(guessed)).code).toBe('sign-in-failed');
  await change({ banned: false });
  expect((await guest.signIn(person.email)).status).toBe(200);
  expect(
    acts()
      .filter(({ key }) => key === person.id)
      .map(({ act }) => act),
  ).toEqual(expect.arrayContaining(['changed', 'banned', 'sign-in-refused', 'sign-in-failed', 'unbanned']));
});

test('an administrator ends a person’s sessions, unlocks them and takes them out', async () => {
  const { db, sri, visitor } = await administrator();
  const { person, link } = await invite(sri);
  await setPassword(visitor(), link);
  const guest = visitor('192.0.2.44');
  await guest.signIn(person.email);
  const list = await sri.get<{ sessions: object[] }>(`/api/v1/people/${person.id}/sessions`);
  expect(list.sessions).toEqual([expect.objectContaining({ ipAddress: '192.0.2.44' })]);
  expect(JSON.stringify(list)).not.toContain('token');
  expect((await sri.send('DELETE', `/api/v1/people/${person.id}/sessions`)).status).toBe(204);
  expect(await guest.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });

  for (let round = 0; round < 10; round += 1) await visitor().signIn(person.email, { password: 'x' });
  const seen = async () =>
    (await sri.get<{ people: Shown[] }>('/api/v1/people')).people.find(({ id }) => id === person.id);
  expect((await seen())?.lockedUntil).not.toBe(null);
  await sri.send('PATCH', `/api/v1/people/${person.id}`, { locked: false });
  expect((await seen())?.lockedUntil).toBe(null);
  expect((await guest.signIn(person.email)).status).toBe(200);

  expect((await sri.send('DELETE', `/api/v1/people/${person.id}`)).status).toBe(204);
  expect(await seen()).toBe(undefined);
  expect(await guest.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect(db.select().from(accounts).all()).toHaveLength(1);
  expect((await sri.send('DELETE', `/api/v1/people/${person.id}`)).status).toBe(404);
});

test('nobody takes away the last administrator, nor changes or removes themselves', async () => {
  const { sri, id, person, visitor, access } = await administrator();
  for (const changes of [{ role: 'pembaca' }, { banned: true }, { officeId: 'bandung' }]) {
    const own = await sri.send('PATCH', `/api/v1/people/${id}`, changes);
    expect([own.status, (await problemIn(own)).code]).toEqual([409, 'own-account']);
  }
  expect((await sri.send('DELETE', `/api/v1/people/${id}`)).status).toBe(409);
  // Those who were only invited, belong to one office or are banned are no help.
  await invite(sri, { ...budi, role: 'administrator', officeId: null });
  await person({ name: 'Citra', email: 'citra@kantor.example', officeId: 'bandung' });
  const made = await sri.post('/api/v1/keys', { name: 'key', role: 'administrator', officeId: null, expiresOn: null });
  const { secret } = (await made.json()) as { secret: string };
  const program = visitor();
  for (const changes of [{ role: 'kepala' }, { banned: true }, { officeId: 'bandung' }]) {
    const last = await program.send('PATCH', `/api/v1/people/${id}`, changes, { 'x-api-key': secret });
    expect([last.status, (await problemIn(last)).code]).toEqual([409, 'last-administrator']);
  }
  expect((await program.send('DELETE', `/api/v1/people/${id}`, undefined, { 'x-api-key': secret })).status).toBe(409);
  const other = await person({ name: 'Dewi', email: 'dewi@kantor.example' });
  expect((await sri.send('PATCH', `/api/v1/people/${other}`, { role: 'kepala' })).status).toBe(200);
  expect(access.startFirstRun()).toBe(undefined);
});

test('an administrator of one office sees and touches the people of that office alone', async () => {
  const { sri, person, visitor } = await administrator();
  await person({ name: 'Citra', email: 'citra@kantor.example', officeId: 'bandung' });
  const { person: stranger } = await invite(sri, { ...budi, officeId: 'jakarta-pusat' });
  const citra = visitor();
  await citra.signIn('citra@kantor.example');
  const { people } = await citra.get<{ people: Shown[] }>('/api/v1/people');
  expect(people.map(({ email: one }) => one)).toEqual(['citra@kantor.example']);
  const own = { ...budi, email: 'eka@kantor.example' };
  const { person: colleague } = await invite(citra, own);
  for (const refused of [
    citra.send('PATCH', `/api/v1/people/${stranger.id}`, { name: 'Other' }),
    citra.send('DELETE', `/api/v1/people/${stranger.id}`),
    citra.post(`/api/v1/people/${stranger.id}/link`),
    citra.send('GET', `/api/v1/people/${stranger.id}/sessions`),
    citra.send('DELETE', `/api/v1/people/${stranger.id}/sessions`),
    citra.post('/api/v1/people', { ...own, email: 'f@kantor.example', officeId: null }),
    citra.post('/api/v1/people', { ...own, email: 'f@kantor.example', officeId: 'jakarta-pusat' }),
    citra.send('PATCH', `/api/v1/people/${colleague.id}`, { officeId: null }),
  ]) {
    const response = await refused;
    expect([response.status, (await problemIn(response)).code]).toEqual([403, 'other-office']);
  }
});

test('a person who is there already, or of an office that is not, is not added', async () => {
  const { sri } = await administrator();
  await invite(sri);
  const twice = await sri.post('/api/v1/people', budi);
  expect([twice.status, (await problemIn(twice)).code]).toEqual([409, 'person-exists']);
  const nowhere = await sri.post('/api/v1/people', { ...budi, email: 'x@kantor.example', officeId: 'nowhere' });
  expect([nowhere.status, (await problemIn(nowhere)).code]).toEqual([422, 'no-such-office']);
  for (const bad of [{ email: 'no address' }, { name: ' ' }, { role: 'root' }]) {
    expect((await sri.post('/api/v1/people', { ...budi, email: 'y@kantor.example', ...bad })).status).toBe(400);
  }
});

test('only administrators have anything to do with people and keys', async () => {
  const { person, visitor, id } = await administrator();
  for (const role of roleCodes.filter((one) => one !== 'administrator')) {
    await person({ name: role, email: `${role}@kantor.example`, role });
    const other = visitor();
    await other.signIn(`${role}@kantor.example`);
    for (const [method, path] of [
      ['GET', '/people'],
      ['PATCH', `/people/${id}`],
      ['DELETE', `/people/${id}`],
      ['GET', '/keys'],
    ] as const) {
      const response = await other.send(method, `/api/v1${path}`, method === 'PATCH' ? { role } : undefined);
      expect([role, method, path, response.status]).toEqual([role, method, path, 403]);
    }
  }
});

import { apiKeys } from '@tilik/db/schema';
import { afterEach, expect, test, vi } from 'vitest';
import { openAccess, problemIn, type SessionShown } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  vi.useRealTimers();
});

interface Key {
  readonly id: string;
  readonly start: string;
  readonly role: string;
  readonly officeId: string | null;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

async function withKeys() {
  const open = openAccess();
  const id = await open.person();
  const sri = open.visitor();
  await sri.signIn('sri@kantor.example');
  const make = async (given: object = {}) => {
    const body = { name: 'Impor malam', role: 'petugas', officeId: 'bandung', expiresOn: null, ...given };
    const response = await sri.post('/api/v1/keys', body);
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Key & { secret: string };
  };
  const list = async () => (await sri.get<{ keys: Key[] }>('/api/v1/keys')).keys;
  /** A program: no cookie, no origin. */
  const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
    open.raw(path, { method, headers }, '192.0.2.200');
  return { ...open, id, sri, make, list, ask };
}

test('a program comes in with its key, as what the key is for', async () => {
  const { make, list, ask, acts, db } = await withKeys();
  const { secret, id, ...made } = await make();
  expect(secret).toMatch(/^tilik_[A-Za-z]{64}$/);
  expect(made).toMatchObject({ start: secret.slice(0, 12), role: 'petugas', officeId: 'bandung', lastUsedAt: null });
  // What is kept opens nothing.
  expect(JSON.stringify(db.select().from(apiKeys).all())).not.toContain(secret);
  for (const headers of [{ Authorization: `Bearer ${secret}` }, { 'x-api-key': secret }]) {
    const session = (await (await ask('/api/v1/session', headers)).json()) as SessionShown;
    expect(session.actor).toMatchObject({ id: `key:${id}`, name: 'Impor malam', role: 'petugas', kind: 'key' });
  }
  expect((await ask('/api/v1/people', { 'x-api-key': secret })).status).toBe(403);
  expect((await ask('/api/v1/entry?month=2026-01&office=jakarta-pusat', { 'x-api-key': secret })).status).toBe(403);
  const [shown] = await list();
  expect(shown).toMatchObject({ createdBy: 'Sri Wahyuni', lastUsedAt: expect.any(String) });
  expect(shown).not.toHaveProperty('secret');
  expect(acts().filter(({ act }) => act === 'made')).toEqual([expect.objectContaining({ key: id })]);
});

test('a program may write with its key from anywhere, without a page that it came from', async () => {
  const { make, raw } = await withKeys();
  const { secret } = await make({ role: 'administrator', officeId: null });
  const response = await raw('http://tilik.somewhere.example/api/v1/people', {
    method: 'POST',
    headers: { 'x-api-key': secret, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'A', email: 'a@kantor.example', role: 'pembaca', officeId: null }),
  });
  expect(response.status).toBe(201);
});

test('a key that is revoked, run out, of an unknown secret or half right is nobody', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T05:00:00Z') });
  const { make, ask, sri, list, acts } = await withKeys();
  const revoked = await make();
  const ends = await make({ expiresOn: '2026-01-15' });
  const stays = await make();
  const code = async (secret: string) => {
    const response = await ask('/api/v1/about', { 'x-api-key': secret });
    return response.status === 200 ? 'in' : (await problemIn(response)).code;
  };
  expect([await code(revoked.secret), await code(ends.secret)]).toEqual(['in', 'in']);
  expect(await code(`${revoked.secret.slice(0, -1)}${revoked.secret.endsWith('a') ? 'b' : 'a'}`)).toBe('key-not-known');
  expect(await code('')).not.toBe('in');
  expect((await sri.send('DELETE', `/api/v1/keys/${revoked.id}`)).status).toBe(204);
  expect(await code(revoked.secret)).toBe('key-not-known');
  expect((await sri.send('DELETE', `/api/v1/keys/${revoked.id}`)).status).toBe(404);
  // To the end of its day in Bandung, which is 17:00 in UTC.
  const { expiresAt } = (await list()).find(({ id }) => id === ends.id) ?? {};
  expect(expiresAt).toBe('2026-01-15T17:00:00.000Z');
  vi.setSystemTime(new Date('2026-01-15T16:59:00Z'));
  expect(await code(ends.secret)).toBe('in');
  vi.setSystemTime(new Date('2026-01-15T17:00:00Z'));
  expect(await code(ends.secret)).toBe('key-not-known');
  // It is not taken out without a word: whoever looks after keys sees that it has ended, also after others were used.
  vi.setSystemTime(new Date('2026-01-15T17:05:00Z'));
  expect(await code(stays.secret)).toBe('in');
  await sri.signIn('sri@kantor.example');
  expect((await list()).map(({ id }) => id)).toContain(ends.id);
  expect(acts().map(({ act }) => act)).toContain('revoked');
});

test('a wrong key is refused even where everybody may ask, and a cookie does not help it', async () => {
  const { sri } = await withKeys();
  const response = await sri.send('GET', '/api/v1/session', undefined, { Authorization: 'Bearer nothing-of-ours' });
  expect([response.status, (await problemIn(response)).code]).toEqual([401, 'key-not-known']);
});

test('a key is worth what its maker is: banned, taken out or of a lesser role, it opens nothing', async () => {
  const { make, ask, sri, person, visitor } = await withKeys();
  const admin = await make({ role: 'administrator', officeId: null });
  const byHeader = { 'x-api-key': admin.secret };
  const budiId = await person({ name: 'Budi', email: 'budi@kantor.example' });
  const budi = visitor();
  await budi.signIn('budi@kantor.example');
  const made = await budi.post('/api/v1/keys', { name: 'B', role: 'kepala', officeId: null, expiresOn: null });
  const { secret } = (await made.json()) as { secret: string };
  const status = async () => (await ask('/api/v1/about', { 'x-api-key': secret })).status;
  expect(await status()).toBe(200);
  await sri.send('PATCH', `/api/v1/people/${budiId}`, { banned: true });
  expect(await status()).toBe(401);
  await sri.send('PATCH', `/api/v1/people/${budiId}`, { banned: false });
  expect(await status()).toBe(200);
  await sri.send('PATCH', `/api/v1/people/${budiId}`, { role: 'pembaca' });
  expect(await status()).toBe(401);
  await sri.send('PATCH', `/api/v1/people/${budiId}`, { role: 'administrator', officeId: 'bandung' });
  expect(await status()).toBe(401);
  await sri.send('PATCH', `/api/v1/people/${budiId}`, { officeId: null });
  expect(await status()).toBe(200);
  await sri.send('DELETE', `/api/v1/people/${budiId}`);
  expect(await status()).toBe(401);
  expect((await ask('/api/v1/about', byHeader)).status).toBe(200);
});

test('a key of one office makes keys of that office alone', async () => {
  const { make, raw } = await withKeys();
  const { secret } = await make({ role: 'administrator', officeId: 'bandung' });
  const add = async (officeId: string | null) =>
    raw('/api/v1/keys', {
      method: 'POST',
      headers: { 'x-api-key': secret, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'k', role: 'pembaca', officeId, expiresOn: null }),
    });
  expect([(await add(null)).status, (await add('jakarta-pusat')).status]).toEqual([403, 403]);
});

test('a key ends on a day to come, and within ten years', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T05:00:00Z') });
  const { sri } = await withKeys();
  for (const expiresOn of ['2026-01-13', '2040-01-01', '2026-02-30']) {
    const response = await sri.post('/api/v1/keys', { name: 'k', role: 'pembaca', officeId: null, expiresOn });
    expect([expiresOn, response.status, (await problemIn(response)).issues[0]?.field]).toEqual([
      expiresOn,
      400,
      'expiresOn',
    ]);
  }
});

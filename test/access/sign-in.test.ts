import { sessions } from '@tilik/db/schema';
import { afterEach, expect, test, vi } from 'vitest';
import { openAccess, password, problemIn, type SessionShown, tokenOf } from './open-access.ts';

afterEach(() => {
  vi.useRealTimers();
});

// A hash is meant to take long, and longer on a machine at work.
vi.setConfig({ testTimeout: 30_000 });

const email = 'sri@kantor.example';
const sessionCookie = 'tilik.session_token';

test('the first start gives a link, by which the first administrator is made and signed in, once', async () => {
  const { access, visitor, acts } = openAccess();
  const first = visitor();
  expect(await first.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null, firstRun: true });
  const token = tokenOf(access.startFirstRun() ?? '');
  expect(token.length).toBeGreaterThanOrEqual(32);
  const body = { name: 'Sri Wahyuni', email: 'Sri@Kantor.example', password };

  const wrong = await first.post('/api/v1/first-run', { ...body, token: 'guessed' });
  expect([wrong.status, (await problemIn(wrong)).code]).toEqual([403, 'first-run-token']);
  const weak = await first.post('/api/v1/first-run', { ...body, token, password: 'short' });
  expect((await problemIn(weak)).issues).toEqual([
    expect.objectContaining({ field: 'password', code: 'password-short' }),
  ]);

  const made = await first.post('/api/v1/first-run', { ...body, token });
  expect(made.status).toBe(201);
  expect(await first.get<SessionShown>('/api/v1/session')).toMatchObject({
    actor: { name: 'Sri Wahyuni', role: 'administrator', officeId: null, kind: 'person', email, twoFactor: false },
    firstRun: false,
  });
  expect(acts().map(({ act }) => act)).toEqual(['first-run']);

  const again = await visitor().post('/api/v1/first-run', { ...body, email: 'other@kantor.example', token });
  expect([again.status, (await problemIn(again)).code]).toEqual([409, 'first-run-done']);
  expect(access.startFirstRun()).toBe(undefined);
});

test('an older first link serves no more once a new one was printed', async () => {
  const { access, visitor } = openAccess();
  const older = tokenOf(access.startFirstRun() ?? '');
  access.startFirstRun();
  const body = { token: older, name: 'Sri', email, password };
  expect((await visitor().post('/api/v1/first-run', body)).status).toBe(403);
});

test('a person signs in with address and password, is known, and signs out', async () => {
  const { visitor, person, acts } = openAccess();
  const id = await person();
  const sri = visitor();
  const signedIn = await sri.signIn('SRI@kantor.example');
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookie}=`)) ?? '';
  expect(cookie).toMatch(/; HttpOnly/i);
  expect(cookie).toMatch(/; SameSite=Lax/i);
  expect(cookie).toMatch(/; Path=\//i);
  // It ends with the browser unless the person asked to be remembered.
  expect(cookie).not.toMatch(/Max-Age|Secure/i);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { id: `person:${id}` } });
  expect((await sri.send('GET', '/api/v1/people')).status).toBe(200);

  expect((await sri.post('/api/auth/sign-out')).status).toBe(200);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect((await sri.send('GET', '/api/v1/people')).status).toBe(401);
  expect(acts().map(({ act, actor }) => [act, actor])).toEqual([
    ['added', 'system:test'],
    ['signed-in', `person:${id}`],
    ['signed-out', `person:${id}`],
  ]);
});

test('behind an https address cookies go over https alone', async () => {
  const { visitor, person } = openAccess({ settings: { url: 'https://tilik.kantor.example' } });
  await person();
  const response = await visitor().send('POST', 'https://tilik.kantor.example/api/auth/sign-in/email', {
    email,
    password,
  });
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie().join('\n')).toMatch(/^__Secure-tilik\.session_token=.*; Secure/im);
});

test('an unknown address is answered like a wrong password, in words and in time', async () => {
  const { visitor, person } = openAccess();
  await person();
  const took = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 5; round += 1) {
    for (const who of ['known', 'unknown'] as const) {
      const address = who === 'known' ? email : 'nobody@kantor.example';
      const started = performance.now();
      const response = await visitor(`203.0.113.${round}`).signIn(address, { password: `wrong ${round} and long` });
      took[who].push(performance.now() - started);
      expect([response.status, (await problemIn(response)).code]).toEqual([401, 'sign-in-failed']);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  }
  const median = (values: number[]) => values.toSorted((one, other) => one - other)[2] ?? 0;
  // A hash takes tens of milliseconds: leaving it out would make the ratio ten or more, whatever the machine is at.
  const ratio = median(took.known) / median(took.unknown);
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
});

test('what was typed for an address that nobody has is not in the trail', async () => {
  const { visitor, acts } = openAccess();
  await visitor().signIn('typed my password here');
  const [entry] = acts();
  expect(entry).toMatchObject({
    act: 'sign-in-failed',
    actor: 'system:sign-in',
    key: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
});

test('ten wrong passwords lock an address, known or not, each further one for twice as long', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T05:00:00Z') });
  const { visitor, person, acts } = openAccess();
  const id = await person();
  // What is no address at all is counted, too, and is not worth a hash.
  for (const address of [email, 'nobody']) {
    const answers: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      answers.push((await visitor(`203.0.113.${round}`).signIn(address, { password: 'not the one at all' })).status);
    }
    expect(answers).toEqual([...Array(10).fill(401), 429]);
  }
  const locked = await visitor().signIn(email);
  expect(locked.headers.get('retry-after')).toBe('900');
  expect(await problemIn(locked)).toMatchObject({ code: 'sign-in-locked', detail: expect.stringContaining('15') });
  expect(
    acts()
      .filter(({ act }) => act === 'locked-out')
      .map(({ key }) => key),
  ).toEqual([id, expect.any(String)]);

  vi.setSystemTime(new Date('2026-01-14T05:15:01Z'));
  expect((await visitor().signIn(email, { password: 'not the one again' })).status).toBe(401);
  vi.setSystemTime(new Date('2026-01-14T05:44:00Z'));
  expect((await visitor().signIn(email)).status).toBe(429);
  vi.setSystemTime(new Date('2026-01-14T05:45:02Z'));
  expect((await visitor().signIn(email)).status).toBe(200);
  // The right one clears what was counted.
  expect((await visitor().signIn(email, { password: 'not the one again' })).status).toBe(401);
  expect((await visitor().signIn(email)).status).toBe(200);
});

test('wrong passwords sent all at once are counted all the same', async () => {
  const { visitor } = openAccess();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      visitor(`203.0.113.${index}`).signIn('nobody@kantor.example', { password: 'tried together with others' }),
    ),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
});

test('one address on the network may not try many others quickly', async () => {
  const { visitor } = openAccess();
  const machine = visitor('203.0.113.99');
  const answers: number[] = [];
  for (let round = 0; round < 32; round += 1) {
    const { status } = await machine.send(
      'POST',
      '/api/auth/sign-in/email',
      { email: `person-${round}`, password: 'one password for all' },
      // Saying that one is another does not help where no proxy is trusted.
      { 'X-Forwarded-For': `198.51.100.${round}` },
    );
    answers.push(status);
  }
  expect(answers).toEqual([...Array(30).fill(401), 429, 429]);
  expect((await visitor('203.0.113.98').signIn('person@kantor.example')).status).toBe(401);
});

test('behind a trusted proxy the address is the last that it names', async () => {
  const { visitor } = openAccess({ settings: { trustProxy: true } });
  const proxy = visitor('127.0.0.1');
  const answers: number[] = [];
  for (let round = 0; round < 32; round += 1) {
    const { status } = await proxy.send(
      'POST',
      '/api/auth/sign-in/email',
      { email: `person-${round}`, password: 'one password for all' },
      { 'X-Forwarded-For': `10.9.8.7, 198.51.100.${round}` },
    );
    answers.push(status);
  }
  expect(answers).toEqual(Array(32).fill(401));
});

test('a session that was there before signing in is not taken over', async () => {
  const { visitor, person } = openAccess();
  await person();
  const first = visitor();
  await first.signIn(email);
  const planted = first.cookies.get(sessionCookie) ?? '';
  const victim = visitor();
  victim.cookies.set(sessionCookie, planted);
  await victim.signIn(email);
  expect(victim.cookies.get(sessionCookie)).not.toBe(planted);
  victim.cookies.set(sessionCookie, 'chosen-by-somebody-else.c2lnbmF0dXJl');
  expect(await victim.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
});

test('a session lasts twelve hours from its last use, thirty days where the person asked for it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T00:00:00Z') });
  const { visitor, person } = openAccess();
  await person();
  const usual = visitor();
  const remembered = visitor();
  await usual.signIn(email);
  await remembered.signIn(email, { rememberMe: true });
  const isIn = async (who: typeof usual) => (await who.get<SessionShown>('/api/v1/session')).actor !== null;

  vi.setSystemTime(new Date('2026-01-14T11:00:00Z'));
  expect([await isIn(usual), await isIn(remembered)]).toEqual([true, true]);
  vi.setSystemTime(new Date('2026-01-14T22:00:00Z'));
  expect(await isIn(usual)).toBe(true);
  vi.setSystemTime(new Date('2026-01-15T10:00:01Z'));
  expect([await isIn(usual), await isIn(remembered)]).toEqual([false, true]);
  vi.setSystemTime(new Date('2026-02-14T09:00:00Z'));
  expect(await isIn(remembered)).toBe(true);
  vi.setSystemTime(new Date('2026-03-17T09:00:00Z'));
  expect(await isIn(remembered)).toBe(false);
});

test('what touches other people needs someone who signed in of late', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-14T00:00:00Z') });
  const { visitor, person } = openAccess();
  await person();
  const sri = visitor();
  await sri.signIn(email, { rememberMe: true });
  vi.setSystemTime(new Date('2026-01-14T12:00:01Z'));
  expect((await sri.send('GET', '/api/v1/people')).status).toBe(200);
  const refused = await sri.post('/api/v1/people', {
    name: 'A',
    email: 'a@kantor.example',
    role: 'pembaca',
    officeId: null,
  });
  expect([refused.status, (await problemIn(refused)).code]).toEqual([403, 'sign-in-again']);
});

test('a person sees where they are signed in and ends a session elsewhere', async () => {
  const { db, visitor, person, acts } = openAccess();
  const id = await person();
  const desk = visitor('192.0.2.10');
  const phone = visitor('192.0.2.11');
  await desk.signIn(email);
  await phone.signIn(email);
  const list = await desk.get<{ token: string; ipAddress: string }[]>('/api/auth/list-sessions');
  expect(list.map(({ ipAddress }) => ipAddress).toSorted()).toEqual(['192.0.2.10', '192.0.2.11']);
  const other = list.find(({ ipAddress }) => ipAddress === '192.0.2.11');
  expect((await desk.post('/api/auth/revoke-session', { token: other?.token })).status).toBe(200);
  expect(await phone.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  await phone.signIn(email);
  expect((await desk.post('/api/auth/revoke-other-sessions')).status).toBe(200);
  expect(await phone.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect(await desk.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { id: `person:${id}` } });
  expect(db.select().from(sessions).all()).toHaveLength(1);
  expect(acts().map(({ act }) => act)).toEqual(expect.arrayContaining(['session-ended', 'sessions-ended']));
});

test('a new password needs the old one, must be none that is guessed, and ends sessions elsewhere', async () => {
  const { visitor, person, acts } = openAccess();
  await person();
  const desk = visitor();
  const phone = visitor();
  await desk.signIn(email);
  await phone.signIn(email);
  const change = (currentPassword: string, newPassword: string) =>
    desk.post('/api/auth/change-password', { currentPassword, newPassword });
  expect((await problemIn(await change('not the old one', 'layang layang di atas bukit'))).code).toBe('wrong-password');
  for (const [guess, reason] of [
    ['terlalu', 'password-short'],
    ['a'.repeat(129), 'password-long'],
    ['password1234', 'password-common'],
    ['bismillah123', 'password-common'],
    ['abcabcabcabc', 'password-common'],
    ['123456789012', 'password-common'],
    ['rumah Wahyuni besar', 'password-named'],
    ['P@spor untuk semua', 'password-named'],
    ['bandung lautan api', 'password-named'],
  ] as const) {
    const { code, issues } = await problemIn(await change(password, guess));
    expect([guess, code, issues[0]?.code]).toEqual([guess, 'password-refused', reason]);
  }
  const token = desk.cookies.get(sessionCookie);
  expect((await change(password, 'layang layang di atas bukit')).status).toBe(200);
  expect(desk.cookies.get(sessionCookie)).not.toBe(token);
  expect(await desk.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { email } });
  expect(await phone.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect((await visitor().signIn(email)).status).toBe(401);
  expect((await visitor().signIn(email, { password: 'layang layang di atas bukit' })).status).toBe(200);
  expect(acts().map(({ act }) => act)).toContain('password-changed');
});

test('a person changes their name and nothing else of themselves', async () => {
  const { visitor, person } = openAccess();
  await person({ role: 'pembaca' });
  const sri = visitor();
  await sri.signIn(email);
  const sent = { name: 'Sri W.', role: 'administrator', officeId: null, image: 'https://elsewhere.example/x.png' };
  expect((await sri.post('/api/auth/update-user', sent)).status).toBe(200);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { name: 'Sri W.', role: 'pembaca' } });
});

test('of the library only the paths that are listed are answered', async () => {
  const { visitor, person } = openAccess();
  await person();
  const sri = visitor();
  await sri.signIn(email);
  for (const [method, path] of [
    ['POST', 'sign-up/email'],
    ['GET', 'get-session'],
    ['POST', 'admin/impersonate-user'],
    ['POST', 'admin/set-role'],
    ['GET', 'admin/list-users'],
    ['POST', 'api-key/create'],
    ['GET', 'api-key/list'],
    ['POST', 'delete-user'],
    ['POST', 'change-email'],
    ['POST', 'sign-in/social'],
    ['GET', 'reset-password/abc?callbackURL=/'],
    ['GET', 'ok'],
    ['GET', 'error'],
  ] as const) {
    const response = await sri.send(method, `/api/auth/${path}`, method === 'POST' ? {} : undefined);
    expect([path, response.status, (await problemIn(response)).code]).toEqual([path, 404, 'not-found']);
  }
  // Offered only where a provider is set.
  expect((await sri.post('/api/auth/sign-in/oauth2', { callbackURL: '/' })).status).toBe(404);
});

test('a body that says too much, or nothing that can be read, is refused', async () => {
  const { visitor, raw } = openAccess();
  const long = await visitor().signIn(email, { password: 'x'.repeat(20_000) });
  expect([long.status, (await problemIn(long)).code]).toEqual([413, 'too-long-a-body']);
  const headers = { Origin: 'http://localhost', 'Content-Type': 'application/json' };
  for (const body of ['{', '[]', 'null', '{"email":{"$ne":null},"password":"x"}']) {
    const response = await raw('/api/auth/sign-in/email', { method: 'POST', headers, body });
    expect([body, response.status, (await problemIn(response)).code]).toEqual([body, 400, 'bad-request']);
  }
});

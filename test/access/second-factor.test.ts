import { createHmac } from 'node:crypto';
import { secondFactors } from '@tilik/db/schema';
import { afterEach, expect, test, vi } from 'vitest';
import { openAccess, password, problemIn, type SessionShown, type Visitor } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  vi.useRealTimers();
});

const email = 'sri@kantor.example';

/** The bytes of a text in base 32, RFC 4648. */
function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code that a device shows at an instant, RFC 6238: this file's own, so that the library does not check itself. */
function codeAt(uri: string, instant: number): string {
  const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(instant / 30_000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The code of the next half minute, which is taken already: each serves once. */
const nextCode = (uri: string) => codeAt(uri, Date.now() + 30_000);

test('the codes of this file are those of RFC 6238', () => {
  const uri = 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect([59, 1111111109, 1234567890].map((second) => codeAt(uri, second * 1000))).toEqual([
    '287082',
    '081804',
    '005924',
  ]);
});

async function withSecondFactor(sri: Visitor): Promise<{ uri: string; backupCodes: string[] }> {
  await sri.signIn(email);
  const enabled = await sri.post('/api/auth/two-factor/enable', { password });
  expect(enabled.status).toBe(200);
  const { totpURI, backupCodes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] };
  // Until the first code was right, it is not asked for.
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { twoFactor: false } });
  const wrong = await sri.post('/api/auth/two-factor/verify-totp', { code: '000000' });
  expect((await problemIn(wrong)).code).toBe('wrong-code');
  expect((await sri.post('/api/auth/two-factor/verify-totp', { code: codeAt(totpURI, Date.now()) })).status).toBe(200);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { twoFactor: true } });
  return { uri: totpURI, backupCodes };
}

test('with a second factor the password alone lets nobody in', async () => {
  const { db, visitor, person, acts } = openAccess();
  await person();
  const { uri } = await withSecondFactor(visitor());
  expect(JSON.stringify(db.select().from(secondFactors).all())).not.toContain(new URL(uri).searchParams.get('secret'));

  const sri = visitor();
  const half = await sri.signIn(email);
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true });
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect((await sri.send('GET', '/api/v1/people')).status).toBe(401);
  const wrong = await sri.post('/api/auth/two-factor/verify-totp', { code: '123123' });
  expect([wrong.status, (await problemIn(wrong)).code]).toEqual([401, 'wrong-code']);
  // The code that switched it on was seen once, and is spent.
  const spent = await sri.post('/api/auth/two-factor/verify-totp', { code: codeAt(uri, Date.now()) });
  expect([spent.status, (await problemIn(spent)).code]).toEqual([401, 'wrong-code']);
  expect((await sri.post('/api/auth/two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { email } });
  expect(acts().map(({ act }) => act)).toEqual([
    'added',
    'signed-in',
    'second-factor-failed',
    'second-factor-on',
    'second-factor-failed',
    'second-factor-failed',
    'signed-in',
  ]);
});

test('a code without the password before it is worth nothing', async () => {
  const { visitor, person } = openAccess();
  await person();
  const { uri } = await withSecondFactor(visitor());
  const other = await visitor().post('/api/auth/two-factor/verify-totp', { code: nextCode(uri) });
  expect(other.status).toBe(401);
});

test('five wrong codes end the attempt, ten lock the codes of the account', async () => {
  const { visitor, person } = openAccess();
  await person();
  const { uri } = await withSecondFactor(visitor('192.0.2.1'));
  const guess = async (sri: Visitor) =>
    (await problemIn(await sri.post('/api/auth/two-factor/verify-totp', { code: '111111' }))).code;
  const first = visitor('192.0.2.2');
  await first.signIn(email);
  const codes: string[] = [];
  for (let round = 0; round < 6; round += 1) codes.push(await guess(first));
  expect(codes).toEqual([...Array(5).fill('wrong-code'), 'sign-in-again']);
  const second = visitor('192.0.2.3');
  await second.signIn(email);
  for (let round = 0; round < 5; round += 1) await guess(second);
  const third = visitor('192.0.2.4');
  await third.signIn(email);
  const right = await third.post('/api/auth/two-factor/verify-totp', { code: nextCode(uri) });
  expect([right.status, (await problemIn(right)).code]).toEqual([429, 'codes-locked']);
});

test('a backup code serves once, new ones take the place of the old', async () => {
  const { visitor, person } = openAccess();
  await person();
  const desk = visitor();
  const { backupCodes } = await withSecondFactor(desk);
  const [first, second] = backupCodes;
  const enter = async (code: string | undefined) => {
    const sri = visitor();
    await sri.signIn(email);
    return (await sri.post('/api/auth/two-factor/verify-backup-code', { code })).status;
  };
  expect([await enter(first), await enter(first)]).toEqual([200, 401]);
  const renewed = await desk.post('/api/auth/two-factor/generate-backup-codes', { password });
  const { backupCodes: fresh } = (await renewed.json()) as { backupCodes: string[] };
  expect([await enter(second), await enter(fresh[0])]).toEqual([401, 200]);
});

test('a device that is trusted is not asked again, until the second factor is off', async () => {
  const { visitor, person } = openAccess();
  await person();
  const { uri } = await withSecondFactor(visitor());
  const sri = visitor();
  await sri.signIn(email);
  await sri.post('/api/auth/two-factor/verify-totp', { code: nextCode(uri), trustDevice: true });
  await sri.post('/api/auth/sign-out');
  await sri.signIn(email);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { email } });
  expect((await problemIn(await sri.post('/api/auth/two-factor/disable', { password: 'not the one' }))).code).toBe(
    'wrong-password',
  );
  expect((await sri.post('/api/auth/two-factor/disable', { password })).status).toBe(200);
  const elsewhere = visitor();
  await elsewhere.signIn(email);
  expect(await elsewhere.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { email, twoFactor: false } });
});

test('an administrator takes the second factor away from someone who lost their device', async () => {
  const { visitor, person, acts } = openAccess();
  const id = await person();
  await person({ name: 'Budi Santoso', email: 'budi@kantor.example' });
  const sri = visitor();
  await withSecondFactor(sri);
  const budi = visitor();
  await budi.signIn('budi@kantor.example');
  const changed = await budi.send('PATCH', `/api/v1/people/${id}`, { twoFactor: false });
  expect(await changed.json()).toMatchObject({ twoFactor: false });
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  await sri.signIn(email);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { email } });
  expect(acts().map(({ act }) => act)).toContain('second-factor-reset');
  // Nobody takes away their own in this way: that needs the password.
  const own = await sri.send('PATCH', `/api/v1/people/${id}`, { twoFactor: false });
  expect([own.status, (await problemIn(own)).code]).toEqual([409, 'own-account']);
});

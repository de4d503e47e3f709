import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accounts, people } from '@tilik/db/schema';
import { afterEach, expect, test, vi } from 'vitest';
import { openAccess, problemIn, type SessionShown, type Visitor } from './open-access.ts';

vi.setConfig({ testTimeout: 30_000 });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const clientId = 'tilik';
const clientSecret = 'the secret of the client';

/** Who stands before the provider, and what it gets wrong. */
interface Account {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

const base64 = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

/** A provider of accounts by OpenID Connect, as small as one can be that keeps its rules. */
async function openProvider() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const given = new Map<string, URLSearchParams>();
  const state = {
    account: { sub: '1', email: 'sri@kantor.example', email_verified: true, name: 'Sri' } as Account,
    key: privateKey as KeyObject,
    audience: clientId,
    asked: [] as URLSearchParams[],
  };
  let issuer = '';
  const tokenFor = (nonce: string | null) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: state.audience, iat: now, exp: now + 300, nonce, ...state.account };
    const signed = `${base64({ alg: 'RS256', kid: 'one' })}.${base64(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), state.key).toString('base64url')}`;
  };
  const server = createServer(async (request, response) => {
    const answer = (status: number, content: unknown) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname === '/.well-known/openid-configuration') {
      return answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (pathname === '/keys') {
      return answer(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    }
    if (pathname !== '/token') return answer(404, {});
    const form = await formOf(request);
    state.asked.push(form);
    const asked = given.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!asked || asked.get('code_challenge') !== challenge) return answer(400, { error: 'invalid_grant' });
    return answer(200, {
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: tokenFor(asked.get('nonce')),
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ends.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    state,
    foreign,
    issuer,
    /** What a person does who says yes there: the address to which they are sent back. */
    agree(url: string): string {
      const asked = new URL(url);
      const code = `code-${given.size + 1}`;
      given.set(code, asked.searchParams);
      const back = new URL(asked.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.searchParams.get('state') ?? '' }).toString();
      return back.href;
    },
  };
}

async function withProvider() {
  const provider = await openProvider();
  const open = openAccess({
    settings: {
      url: 'http://localhost',
      oidc: { issuer: provider.issuer, clientId, clientSecret, name: 'Akun Kementerian' },
    },
  });
  const begin = async (who: Visitor) => {
    const response = await who.post('/api/auth/sign-in/oauth2', { providerId: 'oidc', callbackURL: '/kampanye' });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as { url: string }).url;
  };
  /** The whole way there and back; gives where it ends. */
  const comeIn = async (who: Visitor) => {
    const back = await who.send('GET', provider.agree(await begin(who)));
    expect(back.status).toBe(302);
    return back.headers.get('location') ?? '';
  };
  return { ...open, provider, begin, comeIn };
}

test('who was invited comes in with an account of elsewhere, with PKCE, and is known again', async () => {
  const { visitor, person, comeIn, begin, provider, acts, db } = await withProvider();
  const id = await person({ role: 'kepala', officeId: 'bandung' });
  const sri = visitor();
  const { searchParams } = new URL(await begin(visitor()));
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  expect(searchParams.get('redirect_uri')).toBe('http://localhost/api/auth/callback/oidc');
  expect(searchParams.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['openid', 'email']));
  expect(await comeIn(sri)).toBe('/kampanye');
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({
    actor: { id: `person:${id}`, name: 'Sri Wahyuni', role: 'kepala' },
  });
  expect(provider.state.asked.at(-1)?.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/);
  expect(acts().at(-1)).toMatchObject({ act: 'signed-in', actor: `person:${id}`, became: { way: 'provider' } });
  expect(await comeIn(visitor())).toBe('/kampanye');
  expect(
    db
      .select()
      .from(accounts)
      .all()
      .filter(({ providerId }) => providerId === 'oidc'),
  ).toHaveLength(1);
  // Once known, it is the account that counts and not the address it happens to have.
  provider.state.account = { ...provider.state.account, email: 'new@elsewhere.example' };
  const again = visitor();
  expect(await comeIn(again)).toBe('/kampanye');
  expect(await again.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: { id: `person:${id}` } });
});

test('who was not invited stays outside, and no account is made', async () => {
  const { visitor, person, comeIn, provider, db, acts } = await withProvider();
  await person();
  provider.state.account = { sub: '2', email: 'stranger@kantor.example', email_verified: true, name: 'Stranger' };
  const stranger = visitor();
  expect(await comeIn(stranger)).toMatch(/^\/masuk\?error=/);
  expect(await stranger.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  expect(db.select().from(people).all()).toHaveLength(1);
  expect(acts().at(-1)).toMatchObject({ act: 'sign-in-failed', actor: 'system:sign-in' });
});

test('an address that the provider did not verify is nobody’s', async () => {
  const { visitor, person, comeIn, provider } = await withProvider();
  await person();
  provider.state.account.email_verified = false;
  expect(await comeIn(visitor())).toMatch(/^\/masuk\?error=/);
});

test('a person who is banned stays outside by this way too', async () => {
  const { visitor, person, comeIn, db } = await withProvider();
  await person();
  db.update(people).set({ banned: true }).run();
  const sri = visitor();
  expect(await comeIn(sri)).toMatch(/^\/masuk\?error=/);
  expect(await sri.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
});

test('a token that somebody else signed, or that is for somebody else, lets nobody in', async () => {
  const { visitor, person, comeIn, provider } = await withProvider();
  await person();
  const own = provider.state.key;
  provider.state.key = provider.foreign;
  expect(await comeIn(visitor())).toMatch(/^\/masuk\?error=/);
  provider.state.key = own;
  provider.state.audience = 'another program';
  expect(await comeIn(visitor())).toMatch(/^\/masuk\?error=/);
});

test('the way back serves only the browser that went there, and only once', async () => {
  const { visitor, person, begin, provider } = await withProvider();
  await person();
  const sri = visitor();
  const back = provider.agree(await begin(sri));
  const other = visitor();
  expect((await other.send('GET', back)).headers.get('location')).toMatch(/\/masuk\?error=/);
  expect(await other.get<SessionShown>('/api/v1/session')).toMatchObject({ actor: null });
  const once = provider.agree(await begin(sri));
  expect((await sri.send('GET', once)).headers.get('location')).toBe('/kampanye');
  expect((await sri.send('GET', once)).headers.get('location')).toMatch(/\/masuk\?error=/);
  const state = new URL(back).searchParams.get('state') ?? '';
  const forged = back.replace(state, `${state.slice(0, -1)}x`);
  expect((await visitor().send('GET', forged)).headers.get('location')).toMatch(/\/masuk\?error=/);
});

test('one is sent back to our own pages alone', async () => {
  const { visitor, person } = await withProvider();
  await person();
  for (const callbackURL of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
    const response = await visitor().post('/api/auth/sign-in/oauth2', { callbackURL });
    expect([callbackURL, response.status]).toEqual([callbackURL, 400]);
  }
});

test('a provider that does not answer is said so, and keeps nobody from signing in with a password', async () => {
  const { visitor, person } = openAccess({
    settings: {
      url: 'http://localhost',
      oidc: { issuer: 'http://127.0.0.1:9', clientId, clientSecret, name: 'Akun Kementerian' },
    },
  });
  await person();
  const response = await visitor().post('/api/auth/sign-in/oauth2', { callbackURL: '/' });
  expect([response.status, (await problemIn(response)).code]).toEqual([503, 'provider-silent']);
  expect((await visitor().signIn('sri@kantor.example')).status).toBe(200);
});

import { setTimeout as delay } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import type { Person } from '@tilik/db/schema';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ProblemError } from '../problem.ts';
import { parseFields } from '../validate.ts';
import type { Access } from './access.ts';
import type { Actor, Env } from './actor.ts';
import { type Act, writeAudit } from './audit.ts';
import type { Authority } from './authority.ts';
import { clientAddress } from './door.ts';
import { clearFailures, countAttempt, hashOfEmail, takeBackAttempt } from './lockout.ts';
import { refusalOfPassword } from './password-rules.ts';
import { deleteLinks, forgetEndedSessions, ownOfficeWords, personByEmail, personById } from './queries.ts';

/**
 * Signing in and all that a person does with their own account, by the library's own paths. Only those that stand here
 * are answered; of what is sent, only the fields that stand here are handed on. Refusals are put into our words, and
 * everything is told to the audit trail.
 */

const bodyBytesMax = 16 * 1024;
/** An answer to "send me a link" takes this long at least, whether anybody is known by that address or not. */
const resetAnswerMilliseconds = 300;
const codeRememberedMilliseconds = 120_000;

const secret = z.string().min(1).max(1000);
const address = z.string().max(320);
const code = z.string().trim().min(1).max(64);
const trusted = z.boolean().optional();

const bodies = {
  'sign-in/email': z.object({ email: address, password: secret, rememberMe: z.boolean().default(false) }),
  'sign-in/oauth2': z.object({ callbackURL: z.string().max(2000).default('/') }),
  'sign-out': z.object({}),
  'two-factor/verify-totp': z.object({ code, trustDevice: trusted }),
  'two-factor/verify-backup-code': z.object({ code, trustDevice: trusted }),
  'two-factor/enable': z.object({ password: secret }),
  'two-factor/disable': z.object({ password: secret }),
  'two-factor/generate-backup-codes': z.object({ password: secret }),
  'change-password': z.object({
    currentPassword: secret,
    newPassword: secret,
    revokeOtherSessions: z.boolean().default(true),
  }),
  'request-password-reset': z.object({ email: z.email().max(320) }),
  'reset-password': z.object({ token: secret, newPassword: secret }),
  'revoke-session': z.object({ token: secret }),
  'revoke-other-sessions': z.object({}),
  'update-user': z.object({ name: z.string().trim().min(1).max(120) }),
} as const;
type Path = keyof typeof bodies;

/** What the library says, as the problem it is to a person. */
const refusals: Readonly<Record<string, readonly [ProblemError['status'], string]>> = {
  INVALID_EMAIL_OR_PASSWORD: [401, 'sign-in-failed'],
  INVALID_EMAIL: [401, 'sign-in-failed'],
  INVALID_PASSWORD: [400, 'wrong-password'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [400, 'wrong-password'],
  INVALID_TOKEN: [400, 'link-spent'],
  USER_NOT_FOUND: [400, 'link-spent'],
  INVALID_CODE: [401, 'wrong-code'],
  INVALID_BACKUP_CODE: [401, 'wrong-code'],
  INVALID_TWO_FACTOR_COOKIE: [401, 'sign-in-again'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [401, 'sign-in-again'],
  SESSION_NOT_FRESH: [403, 'sign-in-again'],
  ACCOUNT_TEMPORARILY_LOCKED: [429, 'codes-locked'],
  BANNED_USER: [403, 'person-banned'],
  UNAUTHORIZED: [401, 'sign-in-needed'],
  PROVIDER_NOT_FOUND: [503, 'provider-silent'],
};

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown> | readonly unknown[] | null;
  readonly signedIn: readonly string[];
  readonly location: string | null;
}

/** Who speaks before anybody has proved who they are. */
const nobody: Actor = { id: 'system:sign-in', name: 'sign-in', role: 'pembaca', officeId: null };

export const actorOfPerson = ({ id, name, role, officeId }: Person): Actor => ({
  id: `person:${id}`,
  name,
  role,
  officeId,
});

/**
 * Codes that were right: each serves once, so that one that was seen over a shoulder is worth nothing. The library takes
 * the code of the step before and after as well, which is a minute and a half; there is one process, so memory will do.
 */
function createUsedCodes() {
  const until = new Map<string, number>();
  return {
    /** False: it was used, or is being tried at this moment. */
    take(code: string, now: Date): boolean {
      for (const [known, end] of until) if (end <= now.getTime()) until.delete(known);
      if (until.has(code)) return false;
      until.set(code, now.getTime() + codeRememberedMilliseconds);
      return true;
    },
    giveBack: (code: string) => until.delete(code),
  };
}

export function signInRoutes(access: Access) {
  const { db, now, settings, quiet } = access;
  const usedCodes = createUsedCodes();
  const routes = new Hono<Env>();
  routes.use(
    '/api/auth/*',
    bodyLimit({
      maxSize: bodyBytesMax,
      onError: () => {
        throw new ProblemError(413, 'too-long-a-body');
      },
    }),
  );

  // Every one of them writes, if only how often it was asked.
  routes.use('/api/auth/*', async (_, next) => {
    await quiet();
    await next();
  });

  const audit = (c: Context<Env>, actor: Actor, act: Act) =>
    writeAudit(db, { actor, now: now(), request: c.get('request') }, act);
  const ofPerson = (c: Context<Env>, person: Person, act: string, became?: unknown) =>
    audit(c, actorOfPerson(person), { act, noun: 'person', key: person.id, officeId: person.officeId, became });

  /** Asks the library; its cookies are set on our answer whatever becomes of it. */
  const ask = async (
    c: Context<Env>,
    authority: Authority,
    path: string,
    body: Record<string, unknown> | undefined,
  ): Promise<Answered> => {
    const url = new URL(c.req.url);
    url.pathname = `/api/auth/${path}`;
    const headers = new Headers(c.req.raw.headers);
    for (const name of ['content-length', 'transfer-encoding', 'content-type', 'authorization']) headers.delete(name);
    if (body) headers.set('content-type', 'application/json');
    const request = new Request(url, {
      method: c.req.method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { response, signedIn, error } = await authority.handle(request, clientAddress(c, settings.trustProxy));
    for (const cookie of response.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
    c.header('Cache-Control', 'no-store');
    const wait = response.headers.get('x-retry-after');
    if (wait !== null) c.header('Retry-After', wait);
    if (response.status >= 500) throw new Error(`${path}: the library answered ${response.status}`, { cause: error });
    const text = await response.text();
    return {
      status: response.status,
      body: (response.headers.get('content-type') ?? '').includes('json') && text !== '' ? JSON.parse(text) : null,
      signedIn,
      location: response.headers.get('location'),
    };
  };

  /** Throws what was refused, in our words. */
  const orRefuse = (c: Context<Env>, { status, body }: Answered): void => {
    if (status < 400) return;
    const said = (body as { code?: string } | null)?.code ?? '';
    if (status === 429 && refusals[said] === undefined) throw new ProblemError(429, 'too-many-requests');
    const [as, code] =
      refusals[said] ?? (status === 401 ? ([401, 'sign-in-needed'] as const) : ([400, 'bad-request'] as const));
    throw new ProblemError(as, code, { facts: { path: c.req.path } });
  };

  const bodyOf = async <Name extends Path>(c: Context<Env>, path: Name): Promise<z.output<(typeof bodies)[Name]>> => {
    const given: unknown = await c.req.json().catch(() => {
      // Signing out needs nothing said.
      if (Object.keys(bodies[path].shape).length === 0) return {};
      throw new ProblemError(400, 'bad-request');
    });
    return parseFields(bodies[path], given as Record<string, string>) as z.output<(typeof bodies)[Name]>;
  };

  const requirePassword = (field: string, password: string, person: Pick<Person, 'name' | 'email'>) => {
    const issue = refusalOfPassword(field, password, { ...person, officeWords: ownOfficeWords(db) });
    if (issue) throw new ProblemError(400, 'password-refused', { issues: [issue] });
  };

  /** The person who is signed in already. */
  const personHere = (c: Context<Env>): Person | undefined => {
    const id = /^person:(.+)$/.exec(c.get('actor')?.id ?? '')?.[1];
    return id === undefined ? undefined : personById(db, id);
  };

  routes.post('/api/auth/sign-in/email', async (c) => {
    const body = await bodyOf(c, 'sign-in/email');
    const attempt = countAttempt(db, body.email, now());
    if (attempt.lockedUntil) {
      const seconds = Math.ceil((attempt.lockedUntil.getTime() - now().getTime()) / 1000);
      c.header('Retry-After', String(seconds));
      const minutes = Math.ceil(seconds / 60);
      throw new ProblemError(429, 'sign-in-locked', { facts: { minutes } });
    }
    const answer = await ask(c, await access.authority(), 'sign-in/email', body).catch((error) => {
      takeBackAttempt(db, body.email);
      throw error;
    });
    const person = personByEmail(db, body.email);
    if (answer.status < 400 && person) {
      clearFailures(db, body.email);
      forgetEndedSessions(db, now());
      if (!(answer.body as { twoFactorRedirect?: boolean }).twoFactorRedirect) {
        ofPerson(c, person, 'signed-in', { way: 'password' });
      }
    } else if (answer.status === 401 || answer.status === 400) {
      // An address that nobody has is kept as the beginning of its hash: it may be a password in the wrong field.
      const key = person?.id ?? hashOfEmail(body.email).slice(0, 12);
      audit(c, nobody, { act: attempt.locks ? 'locked-out' : 'sign-in-failed', noun: 'person', key });
    } else {
      takeBackAttempt(db, body.email);
      if (answer.status === 403 && person) audit(c, nobody, { act: 'sign-in-refused', noun: 'person', key: person.id });
    }
    orRefuse(c, answer);
    return c.json(answer.body);
  });

  for (const path of ['two-factor/verify-totp', 'two-factor/verify-backup-code'] as const) {
    routes.post(`/api/auth/${path}`, async (c) => {
      const body = await bodyOf(c, path);
      const authority = await access.authority();
      const here = personHere(c);
      const asked = here ? undefined : await authority.personAsked(c.req.raw.headers);
      const person = here ?? (asked === undefined ? undefined : personById(db, asked));
      const used = person && `${person.id} ${body.code}`;
      if (person && used !== undefined && !usedCodes.take(used, now())) {
        audit(c, nobody, { act: 'second-factor-failed', noun: 'person', key: person.id, officeId: person.officeId });
        throw new ProblemError(401, 'wrong-code');
      }
      const answer = await ask(c, authority, path, body);
      if (answer.status >= 400 && used !== undefined) usedCodes.giveBack(used);
      if (person && answer.status >= 400) {
        audit(c, nobody, { act: 'second-factor-failed', noun: 'person', key: person.id, officeId: person.officeId });
      } else if (person && !here) {
        ofPerson(c, person, 'signed-in', { way: path === 'two-factor/verify-totp' ? 'code' : 'backup code' });
      } else if (person && path === 'two-factor/verify-totp' && !person.twoFactorEnabled) {
        ofPerson(c, person, 'second-factor-on');
      }
      orRefuse(c, answer);
      return c.json(answer.body);
    });
  }

  /** What is done with one's own account and leaves one entry. */
  const own = <Name extends Path>(path: Name, act: string | undefined) =>
    routes.post(`/api/auth/${path}`, async (c) => {
      const body = await bodyOf(c, path);
      const person = personHere(c);
      if (path === 'change-password' && person) {
        requirePassword('newPassword', (body as { newPassword: string }).newPassword, person);
      }
      const answer = await ask(c, await access.authority(), path, body);
      orRefuse(c, answer);
      if (person && act !== undefined) {
        const name = path === 'update-user' ? (body as { name: string }).name : undefined;
        audit(c, actorOfPerson(person), {
          act,
          noun: 'person',
          key: person.id,
          officeId: person.officeId,
          ...(name !== undefined && { was: { name: person.name }, became: { name } }),
        });
      }
      return c.json(answer.body);
    });
  own('sign-out', 'signed-out');
  // It is on when its first code was shown to be right.
  own('two-factor/enable', undefined);
  own('two-factor/disable', 'second-factor-off');
  own('two-factor/generate-backup-codes', 'backup-codes-made');
  own('change-password', 'password-changed');
  own('revoke-session', 'session-ended');
  own('revoke-other-sessions', 'sessions-ended');
  own('update-user', 'changed');

  routes.get('/api/auth/list-sessions', async (c) => {
    const authority = await access.authority();
    const answer = await ask(c, authority, 'list-sessions', undefined);
    orRefuse(c, answer);
    const here = await authority.findSession(c.req.raw.headers);
    const sessions = (answer.body ?? []) as readonly { readonly token: string }[];
    return c.json(sessions.map((session) => ({ ...session, current: session.token === here?.token })));
  });

  routes.post('/api/auth/request-password-reset', async (c) => {
    const body = await bodyOf(c, 'request-password-reset');
    const [answer] = await Promise.all([
      ask(c, await access.authority(), 'request-password-reset', body),
      delay(resetAnswerMilliseconds),
    ]);
    orRefuse(c, answer);
    const key = personByEmail(db, body.email)?.id ?? hashOfEmail(body.email).slice(0, 12);
    audit(c, nobody, { act: 'reset-asked', noun: 'person', key });
    return c.json({ status: true });
  });

  routes.post('/api/auth/reset-password', async (c) => {
    const body = await bodyOf(c, 'reset-password');
    const authority = await access.authority();
    const id = await authority.personOfLink(body.token, new Date());
    const person = id === undefined ? undefined : personById(db, id);
    if (person) requirePassword('newPassword', body.newPassword, person);
    const answer = await ask(c, authority, 'reset-password', body);
    orRefuse(c, answer);
    if (person) {
      db.transaction(() => {
        deleteLinks(db, person.id);
        clearFailures(db, person.email);
      });
      ofPerson(c, person, 'password-reset');
    }
    return c.json({ status: true });
  });

  /** The library with the provider; where none is set there is nothing at these paths. */
  const federated = (c: Context<Env>) => {
    if (!settings.oidc) throw new ProblemError(404, 'not-found', { facts: { path: c.req.path } });
    return access.federated();
  };
  routes.post('/api/auth/sign-in/oauth2', async (c) => {
    const authority = await federated(c);
    const { callbackURL } = await bodyOf(c, 'sign-in/oauth2');
    const body = { provider: 'oidc', callbackURL, errorCallbackURL: '/masuk' };
    const answer = await ask(c, authority, 'sign-in/social', body);
    orRefuse(c, answer);
    return c.json(answer.body);
  });
  routes.get('/api/auth/callback/oidc', async (c) => {
    const answer = await ask(c, await federated(c), 'callback/oidc', undefined);
    const [id] = answer.signedIn;
    const person = id === undefined ? undefined : personById(db, id);
    if (person) ofPerson(c, person, 'signed-in', { way: 'provider' });
    else audit(c, nobody, { act: 'sign-in-failed', noun: 'person', key: '', became: { way: 'provider' } });
    return c.redirect(answer.location ?? '/masuk?error=provider', 302);
  });
  return routes;
}

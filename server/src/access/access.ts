import { randomBytes } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import type { Role } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { ProblemError } from '../problem.ts';
import type { Actor, Env } from './actor.ts';
import {
  type Authority,
  type AuthoritySettings,
  cookiePrefix,
  freshAge,
  openAuthority,
  type SessionFound,
} from './authority.ts';
import { keyOf } from './door.ts';
import { type FirstRunToken, firstRunPath } from './first-run.ts';
import type { Identify } from './guard.ts';
import { type LinkWorld, letterOfLink, passwordPath } from './links.ts';
import type { SendMail } from './mail.ts';
import { hasPeople, type KeySeen, keyByHash, personById } from './queries.ts';

export interface AccessSettings extends AuthoritySettings {
  /** The address that a proxy in front names is believed. */
  readonly trustProxy: boolean;
}

export interface AccessWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly settings: AccessSettings;
  /** Undefined: no mail is sent, and links are shown instead. */
  readonly sendMail?: SendMail | undefined;
  /** Undefined: the first administrator is not made from here. */
  readonly firstRun?: FirstRunToken | undefined;
  /** Resolves when a write need not wait for another. */
  readonly quiet?: (() => Promise<void>) | undefined;
  /** Makes the secret of a link. */
  readonly token?: (() => string) | undefined;
  /** Told of what went wrong beside an answer: a letter that the post did not take. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What the routes of this room stand on. */
export interface Access extends LinkWorld {
  readonly now: () => Date;
  readonly settings: AccessSettings;
  readonly firstRun: FirstRunToken | undefined;
  readonly quiet: () => Promise<void>;
  /** The library together with the provider of accounts elsewhere, which is asked when it is first needed. */
  readonly federated: () => Promise<Authority>;
  readonly identify: Identify;
  /** While there are no people: a new token, as the path that it opens. Undefined where there are some. */
  readonly startFirstRun: () => string | undefined;
}

/** The use of a key is noted once in so long: each note is a write, and the figures it asks for are none. */
const useNotedMilliseconds = 60_000;

export const actorOfSession = (session: SessionFound): Actor => ({
  id: `person:${session.personId}`,
  name: session.name,
  role: session.role,
  officeId: session.officeId,
  signedInAt: session.signedInAt,
});

/** Roles that someone may give to a key: an administrator any, everybody else their own. */
export const mayGiveRole = (own: Role, given: Role): boolean => own === 'administrator' || own === given;

/** Whether whoever made the key could make it today. */
function isVouchedFor(db: Db, key: KeySeen): boolean {
  if (key.maker === 'demo' || key.maker.startsWith('system:')) return true;
  const maker = personById(db, key.maker);
  if (!maker || maker.banned || !mayGiveRole(maker.role, key.role)) return false;
  return maker.officeId === null || maker.officeId === key.officeId;
}

/** Throws unless the person proved of late who they are; programs and commands do so each time. */
export function requireFresh({ signedInAt }: Actor, now: Date): void {
  if (signedInAt && now.getTime() - signedInAt.getTime() > freshAge * 1000) {
    throw new ProblemError(403, 'sign-in-again');
  }
}

/** Who may come in and by what: people with their sessions, and programs with their keys. */
export function createAccess(world: AccessWorld): Access {
  const { db, now, settings } = world;
  const quiet = world.quiet ?? (() => Promise.resolve());
  const token = world.token ?? (() => randomBytes(24).toString('base64url'));
  const onError = world.onError ?? (() => {});
  // A link in a letter leads to the address that is set, never to one that a request named. None set: no letters.
  const mail = world.sendMail && settings.url !== null ? { send: world.sendMail, url: settings.url } : undefined;
  const authorityWorld = {
    db,
    settings,
    sendReset: async ({ id }: { readonly id: string }, secret: string) => {
      const person = personById(db, id);
      if (!mail || !person || person.banned) return;
      await mail.send(letterOfLink('reset', person, `${mail.url}${passwordPath(secret)}`)).catch(onError);
    },
  };
  let opened: Promise<Authority> | undefined;
  const authority = () => {
    opened ??= openAuthority(authorityWorld, false);
    return opened;
  };
  // Of its own: a provider that does not answer keeps nobody from signing in with a password.
  let openedWithProvider: Promise<Authority> | undefined;
  const federated = () => {
    openedWithProvider ??= openAuthority(authorityWorld, true);
    return openedWithProvider;
  };

  const byKey = async (key: string): Promise<Actor> => {
    const { hashOfKey, useKey } = await authority();
    const found = keyByHash(db, await hashOfKey(key));
    const isOver = found?.expiresAt !== null && found !== undefined && found.expiresAt <= now().toISOString();
    if (!found?.enabled || isOver || !isVouchedFor(db, found)) throw new ProblemError(401, 'key-not-known');
    if (now().getTime() - Date.parse(found.lastUsedAt ?? '1970-01-01') > useNotedMilliseconds) {
      await quiet();
      if (!(await useKey(key))) throw new ProblemError(401, 'key-not-known');
    }
    return { id: `key:${found.id}`, name: found.name, role: found.role, officeId: found.officeId };
  };

  const bySession = async (c: Context<Env>): Promise<Actor | undefined> => {
    const { headers } = c.req.raw;
    // Without a cookie of ours there is nothing to ask the library for, and it need not be read.
    if (!(headers.get('cookie') ?? '').includes(`${cookiePrefix}.session_token=`)) return undefined;
    const { findSession, isDue, prolong } = await authority();
    const session = await findSession(headers);
    if (!session || session.banned) return undefined;
    if (isDue(headers, session)) {
      await quiet();
      for (const cookie of await prolong(headers, session)) c.header('Set-Cookie', cookie, { append: true });
    }
    return actorOfSession(session);
  };

  return {
    db,
    now,
    settings,
    authority,
    federated,
    token,
    mail,
    onError,
    quiet,
    firstRun: world.firstRun,
    // A key that is wrong is refused, not overlooked: whoever brings one does not mean to ask as somebody else.
    identify: async (c) => {
      const key = keyOf(c);
      return key === undefined ? bySession(c) : byKey(key);
    },
    startFirstRun: () => {
      if (hasPeople(db)) {
        world.firstRun?.forget();
        return undefined;
      }
      const secret = token();
      world.firstRun?.write(secret);
      return firstRunPath(secret);
    },
  };
}

import { type Db, openDatabase } from '@tilik/db/open';
import { auditEntries } from '@tilik/db/schema';
import type { Role } from '@tilik/db/vocabulary';
import { type Access, type AccessSettings, createAccess } from '@tilik/server/inside/access/access.ts';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import type { SendMail } from '@tilik/server/inside/access/mail.ts';
import { addPerson } from '@tilik/server/inside/access/people.ts';
import { insertPassword } from '@tilik/server/inside/access/queries.ts';
import { createApp, type World } from '@tilik/server/inside/app.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';

export const password = 'kuda lumping di tepi sawah';
/** Its hash, which takes long on purpose: once is enough for all people of the tests. */
let hashed: Promise<string> | undefined;

/** A browser that keeps its cookies, at one address. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Response>;
  readonly signIn: (email: string, given?: { password?: string; rememberMe?: boolean }) => Promise<Response>;
}

export interface OpenAccess {
  readonly db: Db;
  readonly access: Access;
  readonly visitor: (address?: string) => Visitor;
  /** Adds a person who has the password above. */
  readonly person: (
    given?: Partial<{ name: string; email: string; role: Role; officeId: string | null }>,
  ) => Promise<string>;
  readonly acts: () => { act: string; key: string; actor: string; became: unknown }[];
  /** A request as it stands, from this address: nothing is added. */
  readonly raw: (path: string, init: RequestInit, address?: string | undefined) => Promise<Response>;
  /** What went wrong beside the answers. */
  readonly errors: unknown[];
}

export interface OpenAccessOptions {
  readonly settings?: Partial<AccessSettings>;
  readonly sendMail?: SendMail;
  readonly visitor?: World['visitor'];
}

/** The whole application with people and keys, over a fresh database in memory; every request comes by a socket. */
export function openAccess(options: OpenAccessOptions = {}): OpenAccess {
  const db = openDatabase(':memory:');
  const errors: unknown[] = [];
  let kept: string | undefined;
  const now = () => new Date();
  const access = createAccess({
    db,
    now,
    settings: {
      secret: 'a secret of tests, long enough for all',
      url: null,
      oidc: null,
      trustProxy: false,
      ...options.settings,
    },
    sendMail: options.sendMail,
    firstRun: {
      read: () => kept,
      write: (token) => {
        kept = token;
      },
      forget: () => {
        kept = undefined;
      },
    },
    onError: (error) => errors.push(error),
  });
  const app = createApp({
    db,
    now,
    access,
    ...(options.visitor && { visitor: options.visitor }),
    onCrash: (error) => {
      throw error;
    },
  });
  const raw: OpenAccess['raw'] = async (path, init, address = '127.0.0.1') =>
    app.request(path, init, { incoming: { socket: { remoteAddress: address } } });

  const visitor = (address = '192.0.2.7'): Visitor => {
    const cookies = new Map<string, string>();
    const send: Visitor['send'] = async (method, path, body, headers = {}) => {
      const origin = path.startsWith('http') ? new URL(path).origin : 'http://localhost';
      const response = await raw(
        path,
        {
          method,
          headers: {
            Origin: origin,
            'Sec-Fetch-Site': 'same-origin',
            ...(cookies.size > 0 && { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        address,
      );
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/max-age=0/i.test(line) || value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    };
    return {
      cookies,
      send,
      post: (path, body) => send('POST', path, body),
      async get<Answer>(path: string) {
        const response = await send('GET', path);
        if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
        return (await response.json()) as Answer;
      },
      signIn: (email, given = {}) => send('POST', '/api/auth/sign-in/email', { email, password, ...given }),
    };
  };
  return {
    db,
    access,
    visitor,
    raw,
    errors,
    async person(given = {}) {
      const by = { actor: systemActor('test'), now: now() };
      const person = addPerson(db, by, {
        name: 'Sri Wahyuni',
        email: 'sri@kantor.example',
        role: 'administrator',
        officeId: null,
        ...given,
      });
      hashed ??= (await access.authority()).hash(password);
      insertPassword(db, person.id, await hashed, now());
      return person.id;
    },
    acts: () =>
      db
        .select({
          act: auditEntries.act,
          key: auditEntries.key,
          actor: auditEntries.actor,
          became: auditEntries.became,
        })
        .from(auditEntries)
        .orderBy(auditEntries.id)
        .all(),
  };
}

/** The problem that was answered. */
export async function problemIn(response: Response): Promise<Problem> {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`no problem: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as Problem;
}

export interface SessionShown {
  readonly actor: { id: string; name: string; role: string; kind: string; email?: string; twoFactor?: boolean } | null;
  readonly firstRun: boolean;
  readonly demo: boolean;
  readonly ways: { provider: string | null; mail: boolean };
}

export const tokenOf = (link: string): string => new URL(link, 'http://localhost').searchParams.get('token') ?? '';

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db } from '@tilik/db/open';
import { accounts, apiKeys, people, rateLimits, secondFactors, sessions, verifications } from '@tilik/db/schema';
import type { Role } from '@tilik/db/vocabulary';

/**
 * The one file that speaks to better-auth, which keeps passwords, sessions, second factors and keys. It is read when
 * somebody first signs in or comes with a key: a start waits for none of it.
 */

const hour = 3600;
const day = 24 * hour;

/** A session lives this long after it was last used, in seconds. */
export const sessionLife = { usual: 12 * hour, remembered: 30 * day } as const;
/** How long after signing in the acts are open that need a person who was surely there, in seconds. */
export const freshAge = 12 * hour;
/** A session is prolonged once it was used this long after the last time. */
const updateAge = hour;

export const passwordLength = { min: 12, max: 128 } as const;
/** How long a link to set a password serves, in seconds. */
export const linkLife = { invitation: 7 * day, reset: hour } as const;

export const cookiePrefix = 'tilik';
export const keyPrefix = 'tilik_';
const providerId = 'oidc';
/** Set by us on what is handed on; what a client sends under these names is dropped. */
const addressHeader = 'x-tilik-address';

export interface AuthoritySettings {
  readonly secret: string;
  /** The address under which people reach the server; null: that which they asked. */
  readonly url: string | null;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly name: string;
  } | null;
}

export interface AuthorityWorld {
  readonly db: Db;
  readonly settings: AuthoritySettings;
  /** Sends the link by which a person sets a new password. */
  readonly sendReset: (person: { readonly id: string; readonly email: string }, token: string) => Promise<void>;
}

/** A person by the session they came with. */
export interface SessionFound {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly officeId: string | null;
  readonly banned: boolean;
  readonly twoFactor: boolean;
  readonly signedInAt: Date;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface KeyMade {
  readonly id: string;
  /** The key itself; only its hash is kept. */
  readonly secret: string;
}

/** What one request to the library did beside its answer. */
export interface Handled {
  readonly response: Response;
  /** Persons for whom a session was made. */
  readonly signedIn: readonly string[];
  /** What it could not deal with. */
  readonly error: unknown;
}

export interface Authority {
  /** Answers a request under `/api/auth`, as from this address. */
  readonly handle: (request: Request, address: string) => Promise<Handled>;
  readonly hash: (password: string) => Promise<string>;
  readonly findSession: (headers: Headers) => Promise<SessionFound | undefined>;
  /** Prolongs the session where it is time; gives the cookies to be set. */
  readonly prolong: (headers: Headers, session: SessionFound) => Promise<readonly string[]>;
  /** Whether `prolong` would write. */
  readonly isDue: (headers: Headers, session: SessionFound) => boolean;
  readonly makeKey: (key: {
    readonly maker: string;
    readonly name: string;
    readonly role: Role;
    readonly officeId: string | null;
    readonly lifeSeconds: number | null;
  }) => Promise<KeyMade>;
  /** Checks a key and notes its use. */
  readonly useKey: (key: string) => Promise<boolean>;
  /** The hash under which a key is kept. */
  readonly hashOfKey: (key: string) => Promise<string>;
  readonly rememberLink: (token: string, personId: string, expiresAt: Date) => Promise<void>;
  /** Whose password a link sets; undefined where it no longer serves. */
  readonly personOfLink: (token: string, now: Date) => Promise<string | undefined>;
  /** Who was asked for a code of the second factor on this device. */
  readonly personAsked: (headers: Headers) => Promise<string | undefined>;
}

interface Call {
  readonly signedIn: string[];
  error: unknown;
}

const dontRememberCookie = `${cookiePrefix}.dont_remember`;
const hasCookie = (headers: Headers | undefined, name: string) =>
  (headers?.get('cookie') ?? '').split(/; */).some((part) => part.replace(/^__Secure-/, '').startsWith(`${name}=`));

/** The library over our tables. `withProvider`: an instance that asks the provider of accounts, too. */
export async function openAuthority(
  { db, settings, sendReset }: AuthorityWorld,
  withProvider: boolean,
): Promise<Authority> {
  const [{ betterAuth }, { drizzleAdapter }, { admin }, { twoFactor }, { apiKey, defaultKeyHasher }] =
    await Promise.all([
      import('better-auth/minimal'),
      import('better-auth/adapters/drizzle'),
      import('better-auth/plugins/admin'),
      import('better-auth/plugins/two-factor'),
      import('@better-auth/api-key'),
    ]);
  const provider = withProvider ? settings.oidc : null;
  const plugins = provider
    ? [
        (await import('better-auth/plugins/generic-oauth')).genericOAuth({
          config: [
            {
              providerId,
              name: provider.name,
              clientId: provider.clientId,
              clientSecret: provider.clientSecret,
              discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
              scopes: ['openid', 'email', 'profile'],
              pkce: true,
              requireIdTokenVerification: true,
              // Whoever was not invited stays outside, whatever account they have elsewhere.
              disableSignUp: true,
            },
          ],
        }),
      ]
    : [];
  const calls = new AsyncLocalStorage<Call>();
  const adapter = drizzleAdapter(db, {
    provider: 'sqlite',
    schema: {
      user: people,
      session: sessions,
      account: accounts,
      verification: verifications,
      twoFactor: secondFactors,
      apikey: apiKeys,
      rateLimit: rateLimits,
    },
  });

  const auth = betterAuth({
    appName: 'Tilik',
    basePath: '/api/auth',
    ...(settings.url === null ? {} : { baseURL: settings.url }),
    secret: settings.secret,
    database: (options: Parameters<typeof adapter>[0]) => {
      const tables = adapter(options);
      const deleteMany: typeof tables.deleteMany = async (asked) =>
        // A key that has expired is refused, and stays to be seen until a person removes it, which the audit trail tells.
        asked.model === 'apikey' ? 0 : tables.deleteMany(asked);
      return { ...tables, deleteMany };
    },
    telemetry: { enabled: false },
    // What goes wrong is told to the server by `onError`; the library prints nothing itself.
    logger: { disabled: true },
    onAPIError: {
      errorURL: '/masuk',
      onError: (error) => {
        const call = calls.getStore();
        if (call) call.error = error;
      },
    },
    // By which pages a request may be sent is checked before it comes here, by name and origin; this says it again.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      resetPasswordTokenExpiresIn: linkLife.reset,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendReset(user, token),
    },
    user: { additionalFields: { officeId: { type: 'string', required: false, input: false } } },
    account: {
      encryptOAuthTokens: true,
      accountLinking: {
        enabled: true,
        // An address is here because an administrator wrote it, and nobody can sign up: that is as good as a mail to it.
        requireLocalEmailVerified: false,
      },
    },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: sessionLife.remembered, updateAge, freshAge },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        // An office has one address for all its people, so this is for machines; a person is counted by lockout.
        '/sign-in/email': { window: 60, max: 30 },
        '/sign-in/social': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 20 },
        '/change-password': { window: 60, max: 10 },
        '/request-password-reset': { window: 300, max: 10 },
        '/reset-password': { window: 300, max: 20 },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // The library gives a session that is not to be remembered a day; here it is twelve hours, each use anew.
          before: async (session, context) => {
            const life = (session.expiresAt.getTime() - Date.now()) / 1000;
            const carriedOn = context?.path !== '/sign-in/email' && hasCookie(context?.headers, dontRememberCookie);
            if (life > day + hour && !carriedOn) return;
            return { data: { ...session, expiresAt: new Date(Date.now() + sessionLife.usual * 1000) } };
          },
          after: async (session) => {
            calls.getStore()?.signedIn.push(session.userId);
          },
        },
      },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: settings.url?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      // Answers do not wait for the post: how long they take would tell who is known.
      backgroundTasks: { handler: (task) => void task },
    },
    plugins: [
      // Only for the ban, which no session is made against: nobody has its role `admin`, so its routes serve nobody.
      admin(),
      twoFactor({ issuer: 'Tilik' }),
      apiKey({
        defaultPrefix: keyPrefix,
        requireName: true,
        maximumNameLength: 120,
        enableMetadata: true,
        rateLimit: { enabled: false },
        keyExpiration: { minExpiresIn: 0, maxExpiresIn: 3660 },
        startingCharactersConfig: { charactersLength: keyPrefix.length + 6 },
      }),
      ...plugins,
    ],
  });
  const context = await auth.$context;

  const findSession = async (headers: Headers): Promise<SessionFound | undefined> => {
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    if (!found) return undefined;
    const { session } = found;
    const user = found.user as typeof found.user &
      Pick<SessionFound, 'role' | 'officeId'> & { banned?: boolean | null };
    return {
      personId: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      officeId: user.officeId ?? null,
      banned: user.banned === true,
      twoFactor: user.twoFactorEnabled === true,
      signedInAt: new Date(session.createdAt),
      token: session.token,
      expiresAt: new Date(session.expiresAt),
    };
  };
  const isRemembered = (headers: Headers) => !hasCookie(headers, dontRememberCookie);
  const lifeOf = (headers: Headers) => (isRemembered(headers) ? sessionLife.remembered : sessionLife.usual);
  const linkName = (token: string) => `reset-password:${token}`;

  return {
    handle: async (request, address) => {
      const headers = new Headers(request.headers);
      headers.set(addressHeader, address);
      const call: Call = { signedIn: [], error: undefined };
      const response = await calls.run(call, () => auth.handler(new Request(request, { headers })));
      return { response, signedIn: call.signedIn, error: call.error };
    },
    hash: (password) => context.password.hash(password),
    findSession,
    isDue: (headers, { expiresAt }) => expiresAt.getTime() - Date.now() < (lifeOf(headers) - updateAge) * 1000,
    prolong: async (headers, { token }) => {
      if (!isRemembered(headers)) {
        // The browser keeps its cookie until it is closed; only the server's end of it moves.
        await context.internalAdapter.updateSession(token, {
          expiresAt: new Date(Date.now() + sessionLife.usual * 1000),
          updatedAt: new Date(),
        });
        return [];
      }
      const { headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
      return answered.getSetCookie();
    },
    makeKey: async ({ maker, name, role, officeId, lifeSeconds }) => {
      const made = await auth.api.createApiKey({
        body: {
          userId: maker,
          name,
          metadata: { role, officeId },
          ...(lifeSeconds !== null && { expiresIn: lifeSeconds }),
        },
      });
      return { id: made.id, secret: made.key };
    },
    useKey: async (key) => (await auth.api.verifyApiKey({ body: { key } })).valid,
    hashOfKey: defaultKeyHasher,
    rememberLink: async (token, personId, expiresAt) => {
      await context.internalAdapter.createVerificationValue({
        identifier: linkName(token),
        value: personId,
        expiresAt,
      });
    },
    personOfLink: async (token, now) => {
      const found = await context.internalAdapter.findVerificationValue(linkName(token));
      return found && found.expiresAt >= now ? found.value : undefined;
    },
    personAsked: async (headers) => {
      const cookie = new RegExp(`(?:^|; *)(?:__Secure-)?${cookiePrefix}\\.two_factor=([^;.]+)`).exec(
        headers.get('cookie') ?? '',
      )?.[1];
      if (cookie === undefined) return undefined;
      return (await context.internalAdapter.findVerificationValue(decodeURIComponent(cookie)))?.value;
    },
  };
}

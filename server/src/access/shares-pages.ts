import type { Db } from '@tilik/db/open';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { languageOf, say } from '../language.ts';
import type { AccessSettings } from './access.ts';
import { clientAddress } from './door.ts';
import type { Identify } from './guard.ts';
import { actorOfShare, calendarPage, isOpen, shareCookie } from './shares.ts';
import { noteShareUse, shareByToken } from './shares-queries.ts';

export interface SharePagesWorld {
  readonly db: Db;
  readonly now: () => Date;
  /** The address under which people know this server, and whether a proxy before it is believed. */
  readonly settings: Pick<AccessSettings, 'url' | 'trustProxy'>;
}

/** Wrong links that one address may try within this time. */
const wrongMax = 20;
const wrongWithin = 60_000;
/** Addresses that are remembered at once. */
const addressesMax = 10_000;

/** Counts wrong links by address. Chance finds none of 2^256; this is for the log, the load and the curious. */
export function guesses(now: () => Date) {
  const tries = new Map<string, { count: number; since: number }>();
  const triesOf = (address: string) => {
    const found = tries.get(address);
    return found && now().getTime() - found.since < wrongWithin ? found : undefined;
  };
  return {
    areTooMany: (address: string) => (triesOf(address)?.count ?? 0) >= wrongMax,
    note: (address: string) => {
      const { count, since } = triesOf(address) ?? { count: 0, since: now().getTime() };
      if (tries.size >= addressesMax) tries.clear();
      tries.set(address, { count: count + 1, since });
    },
  };
}

/** What a link opens: `/bagi/{token}` remembers it in a cookie and goes on to its page; `/bagi` forgets it again. */
export function sharePages({ db, now, settings }: SharePagesWorld): Hono {
  const wrong = guesses(now);
  const refused = (c: Context, status: 404 | 429) => {
    const language = languageOf(c);
    const words = status === 404 ? 'closed' : 'wait';
    return c.html(
      html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(language, `share.${words}.title`)}</title>
</head>
<body>
<main>
<h1>${say(language, `share.${words}.title`)}</h1>
<p>${say(language, `share.${words}.detail`)}</p>
</main>
</body>
</html>`,
      status,
    );
  };
  return new Hono()
    .use('/bagi/*', async (c, next) => {
      c.header('Cache-Control', 'no-store');
      // The secret stands in this address and in no other.
      c.header('Referrer-Policy', 'no-referrer');
      await next();
    })
    .get('/bagi', (c) => {
      deleteCookie(c, shareCookie, { path: '/' });
      return c.redirect('/', 303);
    })
    .get('/bagi/:token', (c) => {
      const address = clientAddress(c, settings.trustProxy);
      if (wrong.areTooMany(address)) {
        c.header('Retry-After', String(wrongWithin / 1000));
        return refused(c, 429);
      }
      // Whatever is wrong with it, the same is done before the same answer is given.
      const token = c.req.param('token');
      const link = shareByToken(db, token);
      if (!link || link.page === calendarPage || !isOpen(link, now())) {
        wrong.note(address);
        return refused(c, 404);
      }
      setCookie(c, shareCookie, token, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure: settings.url?.startsWith('https:') ?? false,
        maxAge: Math.floor((Date.parse(link.expiresAt) - now().getTime()) / 1000),
      });
      return c.redirect(`${link.page}?${link.search}`, 303);
    });
}

/** The last use of a link is kept to the minute. */
const useEvery = 60_000;

/**
 * Tells by the cookie of an opened link whom a request comes from. That it was used is written down once no import holds
 * the database: a question must not wait for it.
 */
export function shareIdentity(db: Db, now: () => Date, quiet: () => Promise<void>): Identify {
  const noted = new Map<string, number>();
  const note = async (id: string, at: Date) => {
    noted.set(id, at.getTime());
    try {
      await quiet();
      noteShareUse(db, id, at.toISOString());
    } catch {
      // That it could not be written is no reason to show less: the next minute tries again.
    }
  };
  return async (c) => {
    const token = getCookie(c, shareCookie);
    if (token === undefined) return undefined;
    const link = shareByToken(db, token);
    if (!link || !isOpen(link, now())) return undefined;
    const at = now();
    const before = noted.get(link.id) ?? Date.parse(link.lastUsedAt ?? '1970-01-01T00:00:00Z');
    if (at.getTime() - before >= useEvery) void note(link.id, at);
    return actorOfShare(link);
  };
}

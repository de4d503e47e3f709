import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ProblemError } from '../problem.ts';
import type { Env } from './actor.ts';

/**
 * What stands before every request that a browser could have been talked into: it must come under a name that is ours,
 * and whatever changes something must come from one of our own pages. Programs that bring a key are not browsers that
 * were talked into anything, since a page of somebody else cannot set that header without asking first.
 *
 * It looks at every request, unless the app was made for a command or a test, where one fixed actor speaks, and no
 * socket stands behind the request. A door that opens because something was forgotten would be none.
 */

/** What the server of Node hands on with a request. */
interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

const socketOf = (c: Context) => (c.env as Bindings | undefined)?.incoming?.socket;

/** The address at the other end of the socket; undefined where there is none. */
export const socketAddress = (c: Context): string | undefined => socketOf(c)?.remoteAddress;

/** Where a request comes from: the socket's other end, or what the proxy there says, where it is trusted. */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || socketAddress(c) || '127.0.0.1';
}

const isLoopbackAddress = (address: string) => /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);

const loopbackNames = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** A name can be made to point here by whoever owns it; an address cannot. */
const addressAsName = /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\])$/i;

const hostnameOf = (c: Context) => new URL(c.req.url).hostname;

/** Whether the request is from this machine, asked for by a name of this machine, with nobody in between. */
export function isFromThisMachine(c: Context): boolean {
  const address = socketAddress(c);
  const between = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];
  return (
    address !== undefined &&
    isLoopbackAddress(address) &&
    loopbackNames.test(hostnameOf(c)) &&
    between.every((header) => c.req.header(header) === undefined)
  );
}

/** The key that a program brings. */
export function keyOf(c: Context): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return bearer ?? c.req.header('x-api-key');
}

/** None of them is sent by a form of another page without asking first, but for the one that files come in. */
const bodyTypes = ['application/json', 'application/x-ndjson', 'multipart/form-data'];
/** As much as the longest batch of rows; files come as forms, and have limits of their own. */
const bodyBytesMax = 16 * 1024 * 1024;
const limited = bodyLimit({
  maxSize: bodyBytesMax,
  onError: () => {
    throw new ProblemError(413, 'too-long-a-body');
  },
});

/** Nobody fills the memory with a body that is read in one piece. */
export const bodyOfFairLength: MiddlewareHandler<Env> = (c, next) =>
  /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '') ? next() : limited(c, next);

const isReading = (c: Context) => ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);

/** Whether the request was sent by a page of ours. */
function isFromOwnPage(c: Context, url: string | null): boolean {
  // Browsers say so themselves where the connection is safe, and no page can change what they say.
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === (url ?? '') || new URL(origin).host === new URL(c.req.url).host;
}

export const door =
  ({ url, isForOne }: { readonly url: string | null; readonly isForOne: boolean }): MiddlewareHandler<Env> =>
  async (c, next) => {
    if ((isForOne && socketOf(c) === undefined) || keyOf(c) !== undefined) return next();
    const name = hostnameOf(c);
    const isKnown =
      loopbackNames.test(name) || addressAsName.test(name) || (url !== null && name === new URL(url).hostname);
    if (!isKnown) throw new ProblemError(403, 'unknown-host', { facts: { host: name } });
    if (isReading(c)) return next();
    if (!isFromOwnPage(c, url)) throw new ProblemError(403, 'other-page');
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== undefined && !bodyTypes.includes(type)) {
      throw new ProblemError(415, 'wrong-type', { facts: { types: bodyTypes.join(', ') } });
    }
    return next();
  };

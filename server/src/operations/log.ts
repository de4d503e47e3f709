import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Env } from '../access/actor.ts';
import { placeOf } from '../access/guard.ts';
import type { Settings } from '../settings.ts';

/**
 * The log: one JSON object a line. It tells of requests by number, route, status and time. It never holds an address
 * of a person or computer, a query string, a body, or a value that was given to the database.
 */
export const createLog = (
  level: Settings['logLevel'],
  to: DestinationStream = destination({ fd: 2, sync: true }),
): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    to,
  );

/** A request as everything that it causes knows it. */
interface RequestUnderWay {
  readonly number: string;
  /** The route's pattern, once it is known. */
  route?: string;
}

const underWay = new AsyncLocalStorage<RequestUnderWay>();

/** Told of every request once it is answered. */
export interface Answered {
  readonly request: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** Numbers a request, and tells of it when it is answered. Stands before everything else. */
export const tellOfRequests =
  (tell: (answered: Answered) => void): MiddlewareHandler =>
  async (c, next) => {
    const request: RequestUnderWay = { number: randomUUID() };
    const began = performance.now();
    await underWay.run(request, next);
    c.header('X-Request-Id', request.number);
    tell({
      request: request.number,
      method: c.req.method,
      route: request.route ?? routeOfPage(c.req.path, c.res.status),
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
    });
  };

/** Gives the handlers the number of the request, and notes which route answers. Stands first in the interface. */
export const knowRequest: MiddlewareHandler<Env> = async (c, next) => {
  const request = underWay.getStore();
  c.set('request', request?.number ?? randomUUID());
  const place = placeOf(c);
  if (request && place) request.route = place.name.replace(/^\w+ /, '');
  await next();
};

/** What is asked of the page's own files; anything else has no pattern, and its path could hold anything. */
function routeOfPage(path: string, status: number): string {
  if (path.startsWith('/assets/')) return '/assets/*';
  if (path.startsWith('/api/') && status !== 404) return '/api/*';
  if (['/healthz', '/readyz', '/metrics', '/favicon.svg'].includes(path)) return path;
  return status === 404 ? '(none)' : '(page)';
}

/** An error as the log may keep it: what and where, without what was being written. */
export function errorInLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error };
  const inner = error.cause instanceof Error ? { cause: errorInLog(error.cause) } : {};
  const { code } = error as { code?: unknown };
  // Libraries put the values of a statement on lines of their own behind it.
  const [firstLine = ''] = error.message.split('\n');
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: firstLine.replaceAll(/(?<![^\s@<>"'(])[^\s@<>"'(]+@[^\s@<>"')]+/g, '[address]').slice(0, 500),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
    ...inner,
  };
}

/**
 * The one door from the page to the server: a typed client, the words of the programme, and the shape of an error.
 * No handler and nothing of Node passes through it.
 */
import { type ApplyGlobalResponse, hc } from 'hono/client';
import type { createApp } from './app.ts';
import type { Problem } from './problem.ts';

export * from '@tilik/db/vocabulary';
export type { Issue, Problem } from './problem.ts';
export type * from './reports/content.ts';

type App = ApplyGlobalResponse<
  ReturnType<typeof createApp>,
  {
    400: { json: Problem };
    401: { json: Problem };
    403: { json: Problem };
    404: { json: Problem };
    409: { json: Problem };
    413: { json: Problem };
    415: { json: Problem };
    422: { json: Problem };
    429: { json: Problem };
    500: { json: Problem };
    503: { json: Problem };
    507: { json: Problem };
  }
>;

export type Client = ReturnType<typeof hc<App>>;

/** A client for a server at a base address; the types of every question and answer come with it. */
export const createClient = (baseUrl: string, options?: Parameters<typeof hc>[1]): Client => hc<App>(baseUrl, options);

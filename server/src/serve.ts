import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { openDatabase } from '@tilik/db/open';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { createApp } from './app.ts';
import { threadedEvaluator } from './effect/evaluator.ts';
import { threadedImporter } from './ingest/importer.ts';
import type { Settings } from './settings.ts';

/** Where the page is built to. */
export const pageFolder = join(import.meta.dirname, '../../web/dist');

export interface RunningServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const log = (line: string) => process.stderr.write(`${line}\n`);

/** The interface and the page in one process. Answers once the port is open. */
export async function serve(settings: Settings): Promise<RunningServer> {
  const db = openDatabase(settings.databasePath);
  const importer = threadedImporter(db, settings.databasePath);
  const evaluator = threadedEvaluator(settings.databasePath);
  const api = createApp({
    db,
    now: () => new Date(),
    importer,
    evaluator,
    uploadsFolder: join(settings.dataFolder, 'uploads'),
    onCrash: (error, request) => log(`${request} ${error instanceof Error ? (error.stack ?? error.message) : error}`),
  });
  const app = new Hono().use(compress()).use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // Styles are set on elements by the component library; scripts never are.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
      },
      strictTransportSecurity: false,
    }),
  );
  if (existsSync(pageFolder)) {
    const index = readFileSync(join(pageFolder, 'index.html'), 'utf8');
    app.use(
      '/assets/*',
      serveStatic({
        root: pageFolder,
        // The names of built files hold a hash of their content.
        onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
      }),
    );
    app.use('/favicon.svg', serveStatic({ root: pageFolder }));
    app.get('*', async (c, next) => {
      const isPage = !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html');
      return isPage ? c.html(index, 200, { 'Cache-Control': 'no-cache' }) : next();
    });
  }
  app.route('/', api);
  app.notFound((c) => api.fetch(c.req.raw));

  return new Promise((done, failed) => {
    const server = listen(
      { fetch: app.fetch, hostname: settings.host, port: settings.port },
      ({ address, port, family }) => {
        done({
          url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
          close: () =>
            new Promise<void>((closed) => {
              // Requests under way are answered; connections that only wait are let go.
              server.close(() => {
                void Promise.all([importer.close(), evaluator.close()]).then(() => {
                  db.$client.close();
                  closed();
                });
              });
              if ('closeIdleConnections' in server) server.closeIdleConnections();
            }),
        });
      },
    );
    server.once('error', failed);
  });
}

/** Serves until the process is told to stop, then ends cleanly. */
export async function serveUntilStopped(settings: Settings, announce: (url: string) => void): Promise<void> {
  const server = await serve(settings).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    log(`Port ${settings.port} is in use. Stop the other program, or choose another port: PORT=3001`);
    process.exit(1);
  });
  announce(server.url);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      // A connection that will not end must not keep the process.
      setTimeout(() => process.exit(0), 5000).unref();
      void server.close().then(() => process.exit(0));
    });
  }
}

import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { firstRunFile } from './access/first-run.ts';
import { pageWithNonce, safeHeaders } from './access/headers.ts';
import { mailBySmtp } from './access/mail.ts';
import { sharePages } from './access/shares-pages.ts';
import { createApp, type World } from './app.ts';
import { calendarPages } from './calendar/pages.ts';
import { threadedEvaluator } from './effect/evaluator.ts';
import { threadedImporter } from './ingest/importer.ts';
import { attachmentsFolderOf, holdDataFolder, secretOf } from './operations/data-folder.ts';
import { Health, troubleOf } from './operations/health.ts';
import { startKeeper } from './operations/keeper.ts';
import { createLog, errorInLog, tellOfRequests } from './operations/log.ts';
import { createMetrics } from './operations/metrics.ts';
import { openForUse, reasonNotToStart } from './operations/open-for-use.ts';
import { probeRoutes } from './operations/probe-routes.ts';
import { zoneOf } from './operations/queries.ts';
import { startWatch } from './operations/watch.ts';
import { pageFolder } from './page-folder.ts';
import { preloadFacts } from './records/first-facts.ts';
import { type ReportClock, startReportClock } from './reports/clock.ts';
import { createPrinter } from './reports/pdf.ts';
import type { Settings } from './settings.ts';

export interface RunningServer {
  readonly url: string;
  /** Where the first administrator is made; null where there are people, or where nobody has to sign in. */
  readonly firstRunUrl: string | null;
  readonly close: () => Promise<void>;
}

/** How long a connection may take: one that sends nothing, or a letter a minute, must not keep others out. */
export interface Timeouts {
  /** From the connection to the end of the headers. */
  readonly headersMs: number;
  /** From the connection to the end of the body: the largest upload over a slow line. */
  readonly requestMs: number;
  /** Between two requests; longer than proxies keep theirs, so that they never send into a closed one. */
  readonly keepAliveMs: number;
  /** How often slow ones are looked for. */
  readonly checkMs: number;
}

const usualTimeouts: Timeouts = { headersMs: 15_000, requestMs: 600_000, keepAliveMs: 75_000, checkMs: 5_000 };
const headerBytesMax = 16 * 1024;
const connectionsMax = 2_000;

/** Requests under way have so long once the server is told to stop. */
const graceMs = 3_000;

export interface ServeOptions {
  /** Who speaks where a request names nobody; nobody, unless given. */
  readonly visitor?: World['visitor'];
  readonly timeouts?: Timeouts;
  readonly log?: Logger;
}

const now = () => new Date();

/** The interface and the page in one process. Answers once the port is open. */
export async function serve(settings: Settings, options: ServeOptions = {}): Promise<RunningServer> {
  const { databasePath, dataFolder } = settings;
  const log = options.log ?? createLog(settings.logLevel);
  const release = holdDataFolder(dataFolder);
  const closing: (() => unknown)[] = [release];
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const db = await openForUse(settings, now, ({ manifest }) =>
      log.info({ file: manifest.file }, 'a backup was taken before the migration'),
    );
    closing.push(() => db.$client.close());
    if (preloadFacts(db, now())) log.info('the known events, fees and themes were loaded into a new store');
    const health = new Health(now, ({ code, isWarning }, change, cause) => {
      const error = cause === undefined ? {} : { error: errorInLog(cause) };
      const level = change === 'ended' ? 'info' : isWarning ? 'warn' : 'error';
      log[level]({ trouble: code, ...error }, `a trouble ${change}`);
    });
    const keeper = startKeeper({ settings, zone: zoneOf(db.$client), now, health, log });
    closing.push(keeper.close);
    const metrics = createMetrics({ databasePath, health, now, lastBackup: keeper.last });
    const importer = metrics.countingImporter(threadedImporter(db, databasePath));
    closing.push(importer.close);
    const evaluator = metrics.countingEvaluator(threadedEvaluator(databasePath));
    closing.push(evaluator.close);
    const isWriting = () =>
      Promise.race([importer.quiet().then(() => false), new Promise<boolean>((end) => setTimeout(end, 50, true))]);
    const watch = startWatch({ db, databasePath, dataFolder, health, now, isWriting });
    closing.push(watch.close);
    const looks = [setTimeout(() => void keeper.look(), 60_000), setInterval(() => void keeper.look(), 1_800_000)];
    for (const look of looks) look.unref();
    closing.push(() => looks.forEach(clearTimeout));

    const printer = createPrinter({
      pageFolder,
      browser: settings.browser ?? undefined,
      onFailure: (error) => log.warn({ error: errorInLog(error) }, 'a report was not printed'),
    });
    closing.push(printer.close);
    const sendMail = settings.mail ? mailBySmtp(settings.mail) : undefined;
    let reportClock: ReportClock | undefined;
    const access = createAccess({
      db,
      now,
      settings: { ...settings, secret: secretOf(settings) },
      sendMail,
      firstRun: firstRunFile(dataFolder),
      quiet: importer.quiet,
      onError: (error) => log.warn({ error: errorInLog(error) }, 'a letter was not sent'),
    });
    const api = createApp({
      db,
      now,
      access,
      importer,
      evaluator,
      health,
      printer,
      uploadsFolder: join(dataFolder, 'uploads'),
      attachmentsFolder: attachmentsFolderOf(dataFolder),
      ...(options.visitor === undefined ? {} : { visitor: options.visitor }),
      onApproved: () => reportClock?.deliver(),
      onCrash: (error, request) => {
        const trouble = troubleOf(error);
        if (trouble) health.report(trouble, { cause: error });
        log.error({ request, error: errorInLog(error) }, 'a request failed');
      },
    });
    const app = new Hono()
      .use(
        tellOfRequests((answered) => {
          metrics.tell(answered);
          const isProbe = ['/healthz', '/readyz', '/metrics'].includes(answered.route);
          log[answered.status >= 500 && !isProbe ? 'warn' : isProbe ? 'debug' : 'info'](answered, 'answered');
        }),
      )
      .use(compress())
      .use(safeHeaders(settings.url))
      .route(
        '/',
        probeRoutes({ db, health, look: watch.look, registry: metrics.registry, metricsToken: settings.metricsToken }),
      )
      .route('/', sharePages({ db, now, settings: access.settings }))
      .route('/', calendarPages({ db, now, settings: access.settings, quiet: importer.quiet }));
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
        if (!isPage) return next();
        const { body, policy } = pageWithNonce(index);
        return c.html(body, 200, { 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy });
      });
    }
    app.route('/', api);
    app.notFound((c) => api.fetch(c.req.raw, c.env));

    const { server, url } = await openPort(settings, app.fetch, options.timeouts ?? usualTimeouts);
    closing.push(() => stopListening(server));
    reportClock = startReportClock({
      db,
      now,
      quiet: importer.quiet,
      sendMail,
      url: settings.url ?? url,
      onDrafted: (ids) => log.info({ reports: ids }, 'reports were drafted'),
      onFailure: (report, kind, why) => log.warn({ report, kind, why }, 'a report could not be sent'),
      onError: (error) => log.warn({ error: errorInLog(error) }, 'the clock of the reports failed'),
    });
    closing.push(reportClock.close);
    const firstRun = options.visitor === undefined ? access.startFirstRun() : undefined;
    const firstRunUrl = firstRun === undefined ? null : `${settings.url ?? url}${firstRun}`;
    return { url, firstRunUrl, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function openPort(
  { host, port }: Settings,
  fetch: Hono['fetch'],
  { headersMs, requestMs, keepAliveMs, checkMs }: Timeouts,
): Promise<{ server: Server; url: string }> {
  return new Promise((done, failed) => {
    const server = listen(
      {
        fetch,
        hostname: host,
        port,
        serverOptions: {
          headersTimeout: headersMs,
          requestTimeout: requestMs,
          keepAliveTimeout: keepAliveMs,
          connectionsCheckingInterval: checkMs,
          maxHeaderSize: headerBytesMax,
        },
      },
      (info) => {
        const address = info.family === 'IPv6' ? `[${info.address}]` : info.address;
        done({ server, url: `http://${address}:${info.port}` });
      },
    ) as Server;
    server.maxConnections = connectionsMax;
    server.once('error', failed);
  });
}

/** Requests under way are answered; connections that only wait are let go, and the others after a while too. */
function stopListening(server: Server): Promise<void> {
  return new Promise((stopped) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      stopped();
    });
    server.closeIdleConnections();
  });
}

/** Serves until the process is told to stop, then ends cleanly. */
export async function serveUntilStopped(
  settings: Settings,
  announce: (server: Pick<RunningServer, 'url' | 'firstRunUrl'>) => void,
  options: ServeOptions = {},
): Promise<void> {
  const log = options.log ?? createLog(settings.logLevel);
  const complain = (line: string, exit: number): never => {
    process.stderr.write(`${line}\n`);
    process.exit(exit);
  };
  const server = await serve(settings, { ...options, log }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      return complain(`Port ${settings.port} is in use. Stop the other program, or choose another port: PORT=3001`, 1);
    }
    const reason = reasonNotToStart(error);
    if (!reason) throw error;
    return complain(reason.message, reason.exit);
  });
  announce(server);
  process.on('uncaughtException', (error) => {
    log.fatal({ error: errorInLog(error) }, 'the server cannot go on');
    process.exit(1);
  });
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      // A connection that will not end must not keep the process.
      setTimeout(() => process.exit(0), 2 * graceMs).unref();
      void server.close().then(() => process.exit(0));
    });
  }
}

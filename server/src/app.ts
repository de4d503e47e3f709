import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Context } from 'hono';
import { type Access, createAccess } from './access/access.ts';
import type { Actor, Env } from './access/actor.ts';
import { auditRoutes } from './access/audit-routes.ts';
import { bodyOfFairLength, door } from './access/door.ts';
import { guard, type Identify } from './access/guard.ts';
import { keyRoutes } from './access/key-routes.ts';
import { peopleRoutes } from './access/people-routes.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { shareIdentity } from './access/shares-pages.ts';
import { sharesRoutes } from './access/shares-routes.ts';
import { signInRoutes } from './access/sign-in-routes.ts';
import { assignRoutes } from './activities/assign-routes.ts';
import { activitiesRoutes } from './activities/routes.ts';
import { applicantsRoutes } from './applicants/routes.ts';
import { attachmentFiles } from './attachments/files.ts';
import { attachmentsRoutes } from './attachments/routes.ts';
import { audiencesRoutes } from './audiences/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { campaignsRoutes } from './campaigns/routes.ts';
import { channelEvidenceRoutes } from './channels/evidence-routes.ts';
import { channelsRoutes } from './channels/routes.ts';
import { type Evaluator, localEvaluator } from './effect/evaluator.ts';
import { effectRoutes } from './effect/routes.ts';
import { engagementRoutes } from './engagement/routes.ts';
import { entryRoutes } from './entry/routes.ts';
import { eventsRoutes } from './events/routes.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { documentRoutes } from './export/document.ts';
import { forecastRoutes } from './forecast/routes.ts';
import { type Importer, localImporter } from './ingest/importer.ts';
import { jobRoutes } from './ingest/job-routes.ts';
import { ImportJobs } from './ingest/jobs.ts';
import { ingestRoutes } from './ingest/routes.ts';
import { inquiryNotesRoutes } from './inquiries/notes-routes.ts';
import { inquiriesRoutes } from './inquiries/routes.ts';
import { languageOf, problemInWords, say } from './language.ts';
import { comparedRoutes } from './offices/compared-routes.ts';
import { officesRoutes } from './offices/routes.ts';
import { Health, problemOfTrouble, troubleOf } from './operations/health.ts';
import { knowRequest } from './operations/log.ts';
import { stateRoutes } from './operations/state-routes.ts';
import { pageFolder } from './page-folder.ts';
import { type Problem, ProblemError } from './problem.ts';
import { processingRoutes } from './processing/routes.ts';
import { qualityRoutes } from './quality/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { reportFacesRoutes } from './reports/faces-routes.ts';
import { createPrinter, type Printer } from './reports/pdf.ts';
import { reportRoutes } from './reports/routes.ts';
import { reportSettingsRoutes } from './reports/settings-routes.ts';
import { sourcesRoutes } from './sources/routes.ts';
import { stagesRoutes } from './stages/routes.ts';
import { switchingRoutes } from './switching/routes.ts';
import { targetsRoutes } from './targets/routes.ts';

/** What the server stands on: handed in, so that a test can hold all of it. */
export interface World {
  readonly db: Db;
  readonly now: () => Date;
  /** Carries imports out; in this thread unless something else is given. */
  readonly importer?: Importer;
  /** Carries evaluations out; in this thread unless something else is given. */
  readonly evaluator?: Evaluator;
  /** Where long uploads lie while they are taken in. */
  readonly uploadsFolder?: string;
  /** Where photos and documents are kept. */
  readonly attachmentsFolder?: string;
  /** Tells who a request comes from, before all else: for a test that speaks as one after the other. */
  readonly identify?: Identify;
  /** People with their sessions and programs with their keys; unless given, of a secret that ends with the process. */
  readonly access?: Access;
  /**
   * Who speaks where a request names nobody: always the same, for a command or a test; by the request, for the demo on
   * loopback. Nobody, unless given.
   */
  readonly visitor?: Actor | ((c: Context<Env>) => Actor | undefined);
  /** Told when a report was approved: there may be something to send. */
  readonly onApproved?: () => void;
  /** Prints reports; by a browser of its own unless given. */
  readonly printer?: Printer;
  /** What is known to be wrong with disk, database, clock and backups. */
  readonly health?: Health;
  /** Told of what cannot happen, with a number that the reader is given too. */
  readonly onCrash?: (error: unknown, request: string) => void;
}

const problemHeaders = { 'Content-Type': 'application/problem+json' };

/** The whole HTTP interface, without a page and without a port. */
export function createApp(world: World) {
  const app = new OpenAPIHono<Env>();
  const evaluator = world.evaluator ?? localEvaluator(world.db);
  const importer = world.importer ?? localImporter(world.db);
  const uploadsFolder = world.uploadsFolder ?? join(tmpdir(), `tilik-uploads-${randomUUID()}`);
  const files = attachmentFiles(world.attachmentsFolder ?? join(tmpdir(), `tilik-attachments-${randomUUID()}`));
  const jobs = new ImportJobs(world.db, importer, uploadsFolder);

  const health = world.health ?? new Health(world.now);

  app.onError((error, c) => {
    const language = languageOf(c);
    const trouble = troubleOf(error);
    if (trouble) health.report(trouble, { cause: error });
    const problem = asProblem(error);
    if (problem) {
      // Somebody else holds the store, for the moment.
      const again = problem.code === 'database-busy' ? { 'Retry-After': '5' } : {};
      const body = JSON.stringify(problemInWords(language, problem));
      return c.body(body, problem.status, { ...problemHeaders, ...again });
    }
    const request = c.get('request') ?? randomUUID();
    world.onCrash?.(error, request);
    const body: Problem = {
      type: 'urn:tilik:problem:internal',
      title: say(language, 'problem.internal.title'),
      status: 500,
      detail: say(language, 'problem.internal.detail', { request }),
      code: 'internal',
      issues: [],
    };
    return c.body(JSON.stringify(body), 500, problemHeaders);
  });
  app.notFound((c) => {
    const problem = new ProblemError(404, 'not-found', { facts: { path: c.req.path } });
    return c.body(JSON.stringify(problemInWords(languageOf(c), problem)), 404, problemHeaders);
  });
  app.use(knowRequest);
  // `/uptake.csv` is `/uptake` asked for as CSV: one question, one route, two faces.
  app.use('/api/v1/*', async (c, next) => {
    const url = new URL(c.req.url);
    if (
      !['GET', 'HEAD'].includes(c.req.method) ||
      !/^\/api\/v1\/(quality\/|channels\/|offices\/|inquiries\/|evidence\/|stages\/|records\/|campaigns\/[^/]+\/|reports\/[^/]+\/)?[a-z-]+\.csv$/.test(
        url.pathname,
      )
    )
      return next();
    url.pathname = url.pathname.slice(0, -'.csv'.length);
    const headers = new Headers(c.req.raw.headers);
    headers.set('Accept', 'text/csv');
    const answer = await app.fetch(new Request(url, { headers }), c.env);
    const isTable = (answer.headers.get('Content-Type') ?? '').startsWith('text/csv');
    return answer.ok && !isTable ? c.notFound() : answer;
  });

  const { visitor } = world;
  const access =
    world.access ??
    createAccess({
      db: world.db,
      now: world.now,
      settings: { secret: randomBytes(32).toString('base64url'), url: null, oidc: null, trustProxy: false },
      quiet: importer.quiet,
    });
  const byShare = shareIdentity(world.db, world.now, importer.quiet);
  const whoAsks: Identify = async (c) =>
    (await world.identify?.(c)) ??
    (await access.identify(c)) ??
    (await byShare(c)) ??
    (typeof visitor === 'function' ? visitor(c) : visitor);
  app.use(
    '/api/*',
    door({ url: access.settings.url, isForOne: typeof visitor === 'object' || world.identify !== undefined }),
  );
  app.use('/api/*', bodyOfFairLength);
  app.use('/api/v1/*', guard(world.db, whoAsks));
  app.use('/api/auth/*', guard(world.db, whoAsks));
  app.use('/api/docs', guard(world.db, whoAsks));

  // SQLite has one writer. A write that would have to wait for a long import waits here, where it blocks nobody.
  app.use('/api/v1/*', async (c, next) => {
    if (c.req.method !== 'GET' && !c.req.path.endsWith('/imports')) await importer.quiet();
    await next();
  });

  const routed = app
    .route('/api/v1', officesRoutes(world))
    .route('/api/v1', comparedRoutes(world))
    .route('/api/v1', stateRoutes({ health }))
    .route('/api/v1', jobRoutes({ ...world, jobs }))
    .route('/api/v1', ingestRoutes({ ...world, importer, jobs, uploadsFolder }))
    .route('/api/v1', applicantsRoutes(world))
    .route('/api/v1', engagementRoutes(world))
    .route('/api/v1', sourcesRoutes(world))
    .route('/api/v1', channelsRoutes(world))
    .route('/api/v1', channelEvidenceRoutes({ ...world, evaluator }))
    .route('/api/v1', stagesRoutes(world))
    .route('/api/v1', switchingRoutes({ ...world, evaluator }))
    .route('/api/v1', campaignsRoutes(world))
    .route('/api/v1', calendarRoutes(world))
    .route('/api/v1', activitiesRoutes(world))
    .route('/api/v1', assignRoutes(world))
    .route('/api/v1', evidenceRoutes(world))
    .route('/api/v1', eventsRoutes(world))
    .route('/api/v1', processingRoutes(world))
    .route('/api/v1', targetsRoutes(world))
    .route('/api/v1', attachmentsRoutes({ ...world, files, uploadsFolder }))
    .route('/api/v1', effectRoutes({ ...world, evaluator }))
    .route('/api/v1', forecastRoutes({ ...world, evaluator }))
    .route('/api/v1', entryRoutes(world))
    .route('/api/v1', inquiriesRoutes(world))
    .route('/api/v1', inquiryNotesRoutes(world))
    .route('/api/v1', audiencesRoutes(world))
    .route('/api/v1', recordsRoutes(world))
    .route('/api/v1', qualityRoutes(world))
    .route('/api/v1', reportRoutes({ ...world, evaluator, sendsMail: access.mail !== undefined }))
    .route(
      '/api/v1',
      reportFacesRoutes({ ...world, evaluator, printer: world.printer ?? createPrinter({ pageFolder }) }),
    )
    .route('/api/v1', reportSettingsRoutes({ ...world, uploadsFolder, sendsMail: access.mail !== undefined }))
    .route('/api/v1', sessionRoutes(access))
    .route('/api/v1', peopleRoutes(access))
    .route('/api/v1', keyRoutes(access))
    .route('/api/v1', sharesRoutes(world))
    .route('/api/v1', auditRoutes(world));
  app.route('/', signInRoutes(access));
  documentRoutes(app);
  return routed;
}

/** What a library or the database threw, as the problem it is to a person; undefined where it is ours to mend. */
function asProblem(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  const trouble = problemOfTrouble(error);
  if (trouble) return trouble;
  const { code, status } = error as { code?: string; status?: number };
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new ProblemError(409, 'still-needed');
  // A body that is not what its content type says.
  if (status === 400 || status === 415) return new ProblemError(400, 'bad-request');
  return undefined;
}

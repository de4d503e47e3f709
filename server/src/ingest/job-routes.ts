import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Language } from '@tilik/db/vocabulary';
import { streamSSE } from 'hono/streaming';
import { languageOf, problemInWords } from '../language.ts';
import { problemOfTrouble } from '../operations/health.ts';
import { Problem, ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import type { ImportJobs, Job } from './jobs.ts';
import { importById } from './queries.ts';
import { archiveReport, ImportReport, partReport, reportOf, storedReport } from './report.ts';

export const ImportJob = z
  .object({
    id: z.string(),
    file: z.string(),
    state: z.enum(['running', 'done', 'refused', 'interrupted']),
    rows: z.int().openapi({ description: 'Rows read so far.' }),
    startedAt: z.string(),
    report: ImportReport.nullable(),
    problem: Problem.nullable(),
  })
  .openapi('ImportJob');
export type ImportJob = z.infer<typeof ImportJob>;

interface World {
  readonly db: Db;
  readonly jobs: ImportJobs;
  readonly onCrash?: ((error: unknown, request: string) => void) | undefined;
}

/** A job in words. What went wrong for a reason of ours is told to the log and named by its job. */
export function jobInWords({ db, onCrash }: World, job: Job, language: Language): ImportJob {
  const { state } = job;
  const base = { id: job.id, file: job.fileName, startedAt: job.startedAt, rows: 0, report: null, problem: null };
  switch (state.kind) {
    case 'running':
      return { ...base, state: 'running', rows: state.rows };
    case 'done':
      return {
        ...base,
        state: 'done',
        rows: state.outcome.plan.rows,
        report: reportOf(state.outcome, job.fileName, job.isSample, language),
      };
    case 'unpacked': {
      const parts = state.parts.map((part) => partReport(part, job.isSample, language));
      const report = archiveReport(parts, job.fileName, job.isSample);
      return { ...base, state: 'done', rows: report.rows, report };
    }
    case 'stored-before-restart': {
      const [first, ...others] = state.importIds.map((id) => storedReport(importById(db, id), []));
      // Files of an archive carry its name before their own.
      const isOne = others.length === 0 && first?.file === job.fileName;
      const report =
        first && isOne ? first : archiveReport(first ? [first, ...others] : [], job.fileName, job.isSample);
      return { ...base, state: 'done', rows: report.rows, report };
    }
    case 'interrupted':
      return {
        ...base,
        state: 'interrupted',
        problem: problemInWords(language, new ProblemError(409, 'interrupted', { facts: { file: job.fileName } })),
      };
    case 'refused': {
      if (!(state.error instanceof ProblemError)) onCrash?.(state.error, job.id);
      const problem =
        state.error instanceof ProblemError
          ? state.error
          : (problemOfTrouble(state.error) ?? new ProblemError(409, 'job-failed', { facts: { job: job.id } }));
      return { ...base, state: 'refused', problem: problemInWords(language, problem) };
    }
  }
}

/** Imports that go on beside the requests. */
export function jobRoutes(world: World) {
  const { jobs } = world;
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/jobs',
        tags: ['imports'],
        summary: 'Imports in the background, latest first',
        responses: { 200: json(z.object({ jobs: z.array(ImportJob) }), 'Running ones and those that ended lately.') },
      }),
      (c) => c.json({ jobs: jobs.list(c.get('actor')).map((job) => jobInWords(world, job, languageOf(c))) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/jobs/{id}',
        tags: ['imports'],
        summary: 'One import in the background',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: json(ImportJob, 'How it stands.') },
      }),
      (c) => c.json(jobInWords(world, jobs.byId(c.req.valid('param').id, c.get('actor')), languageOf(c)), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/jobs/{id}/events',
        tags: ['imports'],
        summary: 'Progress of an import in the background, as server-sent events',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: { description: 'Events `job`, each an ImportJob; the stream ends with the job.' } },
      }),
      (c) => {
        const language = languageOf(c);
        const { id } = c.req.valid('param');
        const actor = c.get('actor');
        jobs.byId(id, actor);
        return streamSSE(c, async (stream) => {
          const write = (job: Job) =>
            stream.writeSSE({ event: 'job', data: JSON.stringify(jobInWords(world, job, language)) });
          await new Promise<void>((ended) => {
            const tell = (job: Job) => {
              const written = write(job);
              if (job.state.kind !== 'running') void written.then(leave);
            };
            const stop = jobs.listen(id, tell);
            const leave = () => {
              stop();
              ended();
            };
            stream.onAbort(leave);
            tell(jobs.byId(id, actor));
          });
        });
      },
    );
}

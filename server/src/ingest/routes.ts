import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Import } from '@tilik/db/schema';
import type { Language } from '@tilik/db/vocabulary';
import { streamSSE } from 'hono/streaming';
import { isDay } from '../day.ts';
import { answerCsv } from '../export/write-csv.ts';
import { issueInWords, languageOf, problemInWords, say } from '../language.ts';
import { Issue, type IssueFacts, Problem, ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { DayText, FlagText, parseFields, router } from '../validate.ts';
import { questionFields } from './format.ts';
import { templates } from './formats/index.ts';
import { type ArchivePart, importArchive } from './import-archive.ts';
import { type ImportOutcome, issuesOf } from './import-file.ts';
import type { Importer, ImportTask } from './importer.ts';
import type { ImportJobs, Job } from './jobs.ts';
import { MappingProposal, MappingText } from './mapping.ts';
import { importById, importHistory, rejectedRowsOf } from './queries.ts';
import { undoImport } from './store.ts';
import { receiveUpload } from './upload.ts';
import { templateCsv, templateWorkbook } from './write-template.ts';

const ImportPart = z
  .object({
    id: z.int().nullable().openapi({ description: 'Number of the import; null where nothing was written down.' }),
    status: z.enum(['preview', 'question', 'mapping', 'stored', 'same-file', 'undone', 'archive']),
    file: z.string(),
    format: z.string(),
    confidence: z.number().nullable(),
    office: z.string(),
    account: z.string().nullable().openapi({ description: 'Account, page or property, as the file names it.' }),
    channel: z.string().nullable(),
    snapshotOn: z.string().nullable(),
    sample: z.boolean(),
    importedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    rows: z.int().openapi({ description: 'Data rows of the file. Each ends in exactly one of the next five.' }),
    stored: z.int().openapi({ description: 'Rows that say something new.' }),
    replaced: z.int().openapi({ description: 'Rows that change a figure given before.' }),
    unchanged: z.int().openapi({ description: 'Rows that say what is known already.' }),
    rejected: z.int().openapi({ description: 'Rows with something wrong; not stored.' }),
    skipped: z.int().openapi({ description: 'Rows without a figure, or repeated.' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    channels: z.array(z.string()),
    metrics: z.array(z.string()),
    problems: z.array(Issue).openapi({ description: 'Rejected rows (the first 200) and remarks on the file.' }),
    questions: z.array(
      z.object({ field: z.enum(questionFields), required: z.boolean(), choices: z.array(z.string()) }),
    ),
    replacements: z
      .array(z.object({ what: z.string(), was: z.string(), becomes: z.string() }))
      .openapi({ description: 'The first figures that change, by their natural key.' }),
    mapping: MappingProposal.nullable().openapi({
      description: 'In a preview: a table of no known format, whose columns have to be named or were named before.',
    }),
  })
  .openapi('ImportPart');

/** A file of an archive that was refused, and why. */
const RefusedPart = z.object({ file: z.string(), ...Problem.shape }).openapi('RefusedPart');

export const ImportReport = z
  .object({
    ...ImportPart.shape,
    parts: z
      .array(z.union([ImportPart, RefusedPart]))
      .optional()
      .openapi({ description: 'Of an archive: each of its files, an import of its own or the problem with it.' }),
  })
  .openapi('ImportReport');
export type ImportReport = z.infer<typeof ImportReport>;

export function reportOf(outcome: ImportOutcome, file: string, isSample: boolean, language: Language): ImportReport {
  const { plan } = outcome;
  const remarks: IssueFacts[] = [
    ...outcome.notices,
    ...[...plan.skippedRows].map(([reason, count]) => ({ code: reason, facts: { count } })),
  ];
  return {
    id: outcome.import?.id ?? null,
    status: outcome.status,
    file,
    format: outcome.format,
    confidence: outcome.confidence,
    office: outcome.officeId,
    account: outcome.account,
    channel: outcome.import?.answers.channel ?? null,
    snapshotOn: outcome.snapshotOn,
    sample: isSample,
    importedAt: outcome.import?.importedAt ?? null,
    undoneAt: null,
    rows: plan.rows,
    stored: plan.stored,
    replaced: plan.replaced,
    unchanged: plan.unchanged,
    rejected: plan.rejected,
    skipped: plan.skipped,
    from: plan.fromOn,
    to: plan.toOn,
    channels: [...plan.channels],
    metrics: [...plan.metrics],
    problems: [...issuesOf(plan), ...remarks].map((issue) => issueInWords(language, issue)),
    questions: outcome.questions.map((question) => ({ ...question, choices: [...question.choices] })),
    replacements: plan.replacements.map(({ figure, was }) => ({
      what: figure.key.join(' · '),
      was: was.join(' · '),
      becomes: figure.value.join(' · '),
    })),
    mapping: outcome.mapping ?? null,
  };
}

const isStored = (part: ArchivePart): boolean => part.kind === 'read' && part.outcome.status === 'stored';

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).sort()[0] ?? null;

/** What became of an archive: the sums of its files, and each of them. */
function archiveReport(
  archive: readonly ArchivePart[],
  file: string,
  isSample: boolean,
  language: Language,
): ImportReport {
  const parts = archive.map((part) =>
    part.kind === 'read'
      ? reportOf(part.outcome, part.file, isSample, language)
      : { file: part.file, ...problemInWords(language, part.problem) },
  );
  const read = parts.filter((part) => 'rows' in part);
  const sum = (field: 'rows' | 'stored' | 'replaced' | 'unchanged' | 'rejected' | 'skipped') =>
    read.reduce((total, part) => total + part[field], 0);
  return {
    id: null,
    status: 'archive',
    file,
    format: 'archive',
    confidence: null,
    office: read[0]?.office ?? '',
    account: null,
    channel: null,
    snapshotOn: null,
    sample: isSample,
    importedAt: read.find(({ importedAt }) => importedAt !== null)?.importedAt ?? null,
    undoneAt: null,
    rows: sum('rows'),
    stored: sum('stored'),
    replaced: sum('replaced'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
    skipped: sum('skipped'),
    from: earliest(read.map(({ from }) => from)),
    to:
      read
        .map(({ to }) => to)
        .filter((day) => day !== null)
        .sort()
        .at(-1) ?? null,
    channels: [...new Set(read.flatMap(({ channels }) => channels))].sort(),
    metrics: [...new Set(read.flatMap(({ metrics }) => metrics))].sort(),
    problems: [],
    questions: [],
    replacements: [],
    mapping: null,
    parts,
  };
}

const storedReport = (stored: Import, problems: Issue[]): ImportReport => ({
  id: stored.id,
  status: stored.undoneAt === null ? 'stored' : 'undone',
  file: stored.fileName,
  format: stored.format,
  confidence: null,
  office: stored.answers.office ?? '',
  account: stored.account,
  channel: stored.answers.channel ?? null,
  snapshotOn: stored.answers.snapshotOn ?? null,
  sample: stored.isSample,
  importedAt: stored.importedAt,
  undoneAt: stored.undoneAt,
  rows: stored.rows,
  stored: stored.stored,
  replaced: stored.replaced,
  unchanged: stored.unchanged,
  rejected: stored.rejected,
  skipped: stored.skipped,
  from: stored.fromOn,
  to: stored.toOn,
  channels: stored.channels,
  metrics: stored.metrics,
  problems,
  questions: [],
  replacements: [],
  mapping: null,
});

/** A form field that holds a month, `YYYY-MM`. */
const MonthText = z.string().superRefine((text, context) => {
  if (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)) return;
  context.addIssue({ code: 'custom', params: { code: 'not-a-month', value: text } });
});

/** The fields of the form, beside its file. */
const ImportForm = z.object({
  preview: FlagText.openapi({
    type: 'string',
    enum: ['true', 'false'],
    description: 'Answer the plan; store nothing.',
  }),
  strict: FlagText.openapi({ type: 'string', enum: ['true', 'false'], description: 'Store all rows or none.' }),
  office: z.string().optional().openapi({ description: 'Office of rows that name none; ours by default.' }),
  channel: z.string().optional().openapi({ description: 'Channel, where the file does not say.' }),
  snapshotOn: DayText.optional().openapi({
    description: 'Day on which lifetime figures were taken; by default today, or what was said of this file before.',
  }),
  dayOrder: z
    .enum(['day-first', 'month-first'])
    .optional()
    .openapi({ description: 'What 03/04/2025 means, where the file leaves it open.' }),
  month: MonthText.optional().openapi({ description: '`YYYY-MM`, where a recap does not name its month.' }),
  firstDay: DayText.optional().openapi({ description: 'First day of a table that counts its days from it.' }),
  mapping: MappingText.optional().openapi({
    type: 'string',
    description: 'How a table of no known format is to be read, as JSON: a Mapping.',
    example: '{"shape":"wide","day":0,"metrics":[{"column":1,"metric":"visits"}],"channel":"website"}',
  }),
  sample: FlagText.openapi({ type: 'string', enum: ['true', 'false'], description: 'The figures are made up.' }),
  background: FlagText.openapi({
    type: 'string',
    enum: ['true', 'false'],
    description: 'Answer 202 at once with a job to follow, and go on beside the requests.',
  }),
});

const IdParam = z.object({ id: z.coerce.number().int().positive() });
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

const ImportJob = z
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

export interface IngestWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly importer: Importer;
  readonly jobs: ImportJobs;
  readonly uploadsFolder: string;
  readonly onCrash?: ((error: unknown, request: string) => void) | undefined;
}

/** The form as the document describes it: a file and its fields. */
const ImportUpload = ImportForm.extend({
  file: z.string().openapi({ format: 'binary', description: 'One file as the platform gave it, or a ZIP of several.' }),
});

export function ingestRoutes({ db, now, importer, jobs, uploadsFolder, onCrash }: IngestWorld) {
  const rooms = router();
  rooms.openAPIRegistry.register('ImportUpload', ImportUpload);

  /** A job in words. What went wrong for a reason of ours is told to the log and named by its job. */
  const jobInWords = (job: Job, language: Language): ImportJob => {
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
      case 'stored-before-restart': {
        const stored = importById(db, state.importId);
        return { ...base, state: 'done', rows: stored.rows, report: storedReport(stored, []) };
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
            : new ProblemError(409, 'job-failed', { facts: { job: job.id } });
        return { ...base, state: 'refused', problem: problemInWords(language, problem) };
      }
    }
  };

  return rooms
    .openapi(
      createRoute({
        method: 'post',
        path: '/imports',
        tags: ['imports'],
        summary: 'Import a file, or preview what importing it would do',
        // Described and not validated by the router, which would hold the whole file in memory: `receiveUpload` reads it.
        request: {
          body: {
            required: true,
            content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/ImportUpload' } } },
          },
        },
        responses: {
          200: json(ImportReport, 'The plan, or a file that stands already and was not stored again.'),
          201: json(ImportReport, 'Stored.'),
          202: json(ImportJob, 'Going on in the background: follow the job.'),
        },
      }),
      async (c) => {
        const { fields, file } = await receiveUpload(c.req.raw, uploadsFolder);
        const remove = async () => file?.remove();
        try {
          if (!file) throw new ProblemError(400, 'no-file');
          const form = parseFields(ImportForm, fields);
          const task: ImportTask = {
            fileName: file.name,
            source: file.source,
            path: file.path,
            answers: {
              office: form.office,
              channel: form.channel,
              snapshotOn: form.snapshotOn,
              dayOrder: form.dayOrder,
              month: form.month,
              firstDay: form.firstDay,
            },
            mapping: form.mapping,
            preview: form.preview,
            strict: form.strict,
            isSample: form.sample,
          };
          const parts = await importArchive(importer, task, now());
          if (parts) {
            await remove();
            const report = archiveReport(parts, file.name, form.sample, languageOf(c));
            return c.json(report, parts.some(isStored) ? 201 : 200);
          }
          if (form.background) return c.json(jobInWords(jobs.start(task, now(), remove), languageOf(c)), 202);
          const outcome = await importer.run(task, now());
          await remove();
          const report = reportOf(outcome, file.name, form.sample, languageOf(c));
          return outcome.status === 'stored' ? c.json(report, 201) : c.json(report, 200);
        } catch (error) {
          await remove();
          throw error;
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/jobs',
        tags: ['imports'],
        summary: 'Imports in the background, latest first',
        responses: { 200: json(z.object({ jobs: z.array(ImportJob) }), 'Running ones and those that ended lately.') },
      }),
      (c) => c.json({ jobs: jobs.list().map((job) => jobInWords(job, languageOf(c))) }, 200),
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
      (c) => c.json(jobInWords(jobs.byId(c.req.valid('param').id), languageOf(c)), 200),
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
        jobs.byId(id);
        return streamSSE(c, async (stream) => {
          const write = (job: Job) =>
            stream.writeSSE({ event: 'job', data: JSON.stringify(jobInWords(job, language)) });
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
            tell(jobs.byId(id));
          });
        });
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports',
        tags: ['imports'],
        summary: 'What was imported, latest first',
        request: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }) },
        responses: {
          200: json(z.object({ total: z.int(), imports: z.array(ImportReport) }), 'The history.'),
        },
      }),
      (c) => {
        const { total, imports } = importHistory(db, c.req.valid('query').limit);
        return c.json({ total, imports: imports.map((stored) => storedReport(stored, [])) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/templates/{name}',
        tags: ['imports'],
        summary: "A template of Tilik's own with an example row: readings.csv, applicants.xlsx, sources.csv …",
        request: { params: z.object({ name: z.string().openapi({ example: 'readings.csv' }) }) },
        responses: { 200: { description: 'The template, CSV or XLSX, headers in the language asked for.' } },
      }),
      async (c) => {
        const language = languageOf(c);
        const known = Object.keys(templates).flatMap((name) => [`${name}.csv`, `${name}.xlsx`]);
        const { name } = c.req.valid('param');
        const [word = '', ending] = name.split('.');
        const template = templates[word];
        if (!template || !known.includes(name)) {
          throw new ProblemError(404, 'no-such-template', { facts: { known: known.join(', ') } });
        }
        c.header('Content-Disposition', `attachment; filename="tilik-${name}"`);
        if (ending === 'csv') {
          c.header('Content-Type', 'text/csv; charset=utf-8');
          return c.body(templateCsv(template, language), 200);
        }
        c.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
        return c.body(await templateWorkbook(template, language), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/{id}',
        tags: ['imports'],
        summary: 'One import',
        request: { params: IdParam },
        responses: { 200: json(ImportReport, 'The import with its rejected rows.') },
      }),
      (c) => {
        const language = languageOf(c);
        const { id } = c.req.valid('param');
        const stored = importById(db, id);
        const problems = rejectedRowsOf(db, id).slice(0, 200);
        return c.json(
          storedReport(
            stored,
            problems.map((row) => issueInWords(language, row)),
          ),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/imports/{id}/rejected.csv',
        tags: ['imports'],
        summary: 'The rejected rows, to correct and import again',
        request: { params: IdParam },
        responses: { 200: { description: 'CSV: line, column, reason, the original line.' } },
      }),
      (c) => {
        const language = languageOf(c);
        const { id } = c.req.valid('param');
        importById(db, id);
        const names = ['line', 'field', 'reason', 'original'].map((name) => say(language, `csv.${name}`));
        const [line = '', field = '', reason = '', original = ''] = names;
        const rows = rejectedRowsOf(db, id).map((row) => ({
          [line]: row.line ?? null,
          [field]: row.field ?? null,
          [reason]: issueInWords(language, row).message,
          [original]: row.original ?? null,
        }));
        return answerCsv(c, `tilik-${id}-rejected`, names, rows);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/imports/{id}',
        tags: ['imports'],
        summary: 'Undo an import: what it replaced comes back exactly',
        request: { params: IdParam },
        responses: { 200: json(ImportReport, 'Undone.') },
      }),
      (c) =>
        c.json(storedReport(undoImport(db, c.req.valid('param').id, now().toISOString(), closedMonths(db)), []), 200),
    );
}

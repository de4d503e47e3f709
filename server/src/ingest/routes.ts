import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Import } from '@tilik/db/schema';
import type { Language } from '@tilik/db/vocabulary';
import { bodyLimit } from 'hono/body-limit';
import { answerCsv } from '../export/write-csv.ts';
import { issueInWords, languageOf, say } from '../language.ts';
import { Issue, type IssueFacts, ProblemError } from '../problem.ts';
import { DayText, FlagText, router } from '../validate.ts';
import { questionFields } from './format.ts';
import { templates } from './formats/index.ts';
import { type ImportOutcome, importFile, issuesOf } from './import-file.ts';
import { importById, importHistory, rejectedRowsOf } from './queries.ts';
import { undoImport } from './store.ts';
import { templateCsv, templateWorkbook } from './write-template.ts';

const ImportReport = z
  .object({
    id: z.int().nullable().openapi({ description: 'Number of the import; null where nothing was written down.' }),
    status: z.enum(['preview', 'question', 'stored', 'same-file', 'undone']),
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
  })
  .openapi('ImportReport');
export type ImportReport = z.infer<typeof ImportReport>;

const replacementsShownMax = 20;

function reportOf(outcome: ImportOutcome, file: string, isSample: boolean, language: Language): ImportReport {
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
    replacements: plan.changes
      .filter(({ act }) => act === 'replace')
      .slice(0, replacementsShownMax)
      .map(({ figure, was }) => ({
        what: figure.key.join(' · '),
        was: (was ?? []).join(' · '),
        becomes: figure.value.join(' · '),
      })),
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
});

const ImportForm = z.object({
  file: z
    .custom<File>((value) => value instanceof File)
    .optional()
    .openapi({ type: 'string', format: 'binary', description: 'One file as the platform gave it.' }),
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
  month: z.string().optional().openapi({ description: '`YYYY-MM`, where a recap does not name its month.' }),
  firstDay: DayText.optional().openapi({ description: 'First day of a table that counts its days from it.' }),
  sample: FlagText.openapi({ type: 'string', enum: ['true', 'false'], description: 'The figures are made up.' }),
});

const IdParam = z.object({ id: z.coerce.number().int().positive() });
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

/** Megabytes a file may have; longer ones are refused before they are read. */
export const fileMegabytesMax = 64;

export interface IngestWorld {
  readonly db: Db;
  readonly now: () => Date;
}

export const ingestRoutes = ({ db, now }: IngestWorld) =>
  router()
    .openapi(
      createRoute({
        method: 'post',
        path: '/imports',
        tags: ['imports'],
        summary: 'Import a file, or preview what importing it would do',
        middleware: [
          bodyLimit({
            maxSize: fileMegabytesMax * 1024 * 1024,
            onError: () => {
              throw new ProblemError(413, 'too-large', { facts: { limit: fileMegabytesMax } });
            },
          }),
        ] as const,
        request: { body: { required: true, content: { 'multipart/form-data': { schema: ImportForm } } } },
        responses: {
          200: json(ImportReport, 'The plan, or a file that stands already and was not stored again.'),
          201: json(ImportReport, 'Stored.'),
        },
      }),
      async (c) => {
        const form = c.req.valid('form');
        if (!form.file) throw new ProblemError(400, 'no-file');
        const bytes = new Uint8Array(await form.file.arrayBuffer());
        const outcome = await importFile(
          db,
          {
            fileName: form.file.name,
            bytes,
            answers: {
              office: form.office,
              channel: form.channel,
              snapshotOn: form.snapshotOn,
              dayOrder: form.dayOrder,
              month: form.month,
              firstDay: form.firstDay,
            },
            preview: form.preview,
            strict: form.strict,
            isSample: form.sample,
          },
          now(),
        );
        const report = reportOf(outcome, form.file.name, form.sample, languageOf(c));
        return outcome.status === 'stored' ? c.json(report, 201) : c.json(report, 200);
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
      (c) => c.json(storedReport(undoImport(db, c.req.valid('param').id, now().toISOString()), []), 200),
    );

import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { byOf } from '../access/guard.ts';
import { answerCsv } from '../export/write-csv.ts';
import { issueInWords, languageOf, say } from '../language.ts';
import { ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { DayText, FlagText, json, jsonText, MonthText, parseFields, router } from '../validate.ts';
import { templates } from './formats/index.ts';
import { isArchive, laidOut } from './import-archive.ts';
import type { Importer, ImportTask } from './importer.ts';
import { ImportJob, jobInWords } from './job-routes.ts';
import type { ImportJobs } from './jobs.ts';
import { Mapping } from './mapping.ts';
import { importById, importHistory, rejectedRowsOf } from './queries.ts';
import { archiveReport, ImportReport, partReport, reportOf, storedReport } from './report.ts';
import { undoImport } from './store.ts';
import { receiveUpload } from './upload.ts';
import { templateCsv, templateWorkbook } from './write-template.ts';

/** What a person can say of a file beside it. */
const answerFields = {
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
  approach: z.string().optional().openapi({
    description: 'Approach of new campaigns that come from a calendar; `sosialisasi` by default.',
  }),
};

/** The fields of the form, beside its file. */
const ImportForm = z.object({
  preview: FlagText.openapi({
    type: 'string',
    enum: ['true', 'false'],
    description: 'Answer the plan; store nothing.',
  }),
  strict: FlagText.openapi({ type: 'string', enum: ['true', 'false'], description: 'Store all rows or none.' }),
  ...answerFields,
  mapping: jsonText(Mapping).optional().openapi({
    type: 'string',
    description: 'How a table of no known format is to be read, as JSON: a Mapping.',
    example: '{"shape":"wide","day":0,"metrics":[{"column":1,"metric":"visits"}],"channel":"website"}',
  }),
  parts: jsonText(z.record(z.string(), z.object({ ...answerFields, mapping: Mapping.optional() })))
    .optional()
    .openapi({
      type: 'string',
      description: 'Of an archive: what is answered of one of its files, by its name in it, as JSON.',
      example: '{"kunjungan.csv":{"channel":"website"}}',
    }),
  sample: FlagText.openapi({ type: 'string', enum: ['true', 'false'], description: 'The figures are made up.' }),
  background: FlagText.openapi({
    type: 'string',
    enum: ['true', 'false'],
    description: 'Answer 202 at once with a job to follow, and go on beside the requests.',
  }),
});

const IdParam = z.object({ id: z.coerce.number().int().positive() });

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

export function ingestRoutes(world: IngestWorld) {
  const { db, now, importer, jobs, uploadsFolder } = world;
  const rooms = router();
  rooms.openAPIRegistry.register('ImportUpload', ImportUpload);

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
        const { fields, file: received } = await receiveUpload(c.req.raw, uploadsFolder);
        const file = received && (await laidOut(received, uploadsFolder));
        const remove = async () => file?.remove();
        const by = byOf(c, now());
        try {
          if (!file) throw new ProblemError(400, 'no-file');
          const form = parseFields(ImportForm, fields);
          const task: ImportTask = {
            fileName: file.name,
            source: file.source,
            path: file.path,
            partAnswers: form.parts,
            answers: {
              office: form.office,
              channel: form.channel,
              snapshotOn: form.snapshotOn,
              dayOrder: form.dayOrder,
              month: form.month,
              firstDay: form.firstDay,
              approach: form.approach,
            },
            mapping: form.mapping,
            preview: form.preview,
            strict: form.strict,
            isSample: form.sample,
          };
          if (form.background) return c.json(jobInWords(world, jobs.start(task, by, remove), languageOf(c)), 202);
          const language = languageOf(c);
          if (isArchive(file.source)) {
            const parts = await importer.runArchive(task, by);
            await remove();
            const reports = parts.map((part) => partReport(part, form.sample, language));
            const stores = reports.some(({ status }) => status === 'stored');
            return c.json(archiveReport(reports, file.name, form.sample), stores ? 201 : 200);
          }
          const outcome = await importer.run(task, by);
          await remove();
          const report = reportOf(outcome, file.name, form.sample, language);
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
        path: '/imports',
        tags: ['imports'],
        summary: 'What was imported, latest first',
        request: {
          query: z.object({
            limit: z.coerce.number().int().min(1).max(500).default(50),
            notes: z
              .enum(['shown', 'hidden'])
              .default('shown')
              .openapi({ description: 'Whether counts of questions that were noted one by one are among them.' }),
          }),
        },
        responses: {
          200: json(z.object({ total: z.int(), imports: z.array(ImportReport) }), 'The history.'),
        },
      }),
      (c) => {
        const { limit, notes } = c.req.valid('query');
        const { total, imports } = importHistory(db, limit, c.get('actor'), notes === 'shown');
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
      (c) => c.json(storedReport(undoImport(db, c.req.valid('param').id, byOf(c, now()), closedMonths(db)), []), 200),
    );
}

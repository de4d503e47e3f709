import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Env } from '../access/actor.ts';
import { byOf } from '../access/guard.ts';
import { ImportReport, reportOf } from '../ingest/report.ts';
import { inTransaction } from '../ingest/store.ts';
import { languageOf } from '../language.ts';
import { ProblemError } from '../problem.ts';
import { FlagText, json } from '../validate.ts';
import { batchName, batchRows, batchRowsMax, type EntryNoun, entryNouns, importBatch } from './batch.ts';
import { rememberAnswer, rememberedAnswer, requestHash } from './idempotency.ts';
import { officeOf } from './queries.ts';

const summaries = {
  readings: 'Bring in readings row by row',
  applicants: 'Bring in counts of applicants row by row',
  sources: 'Bring in declared sources row by row',
  inquiries: 'Bring in counts of inquiries row by row',
} as const satisfies Record<EntryNoun, string>;

const Count = z.union([z.int().min(0), z.string(), z.null()]).openapi({
  type: ['integer', 'string', 'null'],
  description:
    'A whole number of 0 or more, as a number or as text (`1.234` as text is a grouped thousand). Null, blank and `-` are not reported; a fraction or a negative number is refused.',
});
const DateOfRow = z.string().openapi({
  description: 'A day `2026-01-31` or a month `2026-01`; the row counts for the whole of it.',
  example: '2026-01-31',
});
const OfficeOfRow = z.string().optional().openapi({ description: 'Office; that of the query or ours by default.' });
const ChannelOfRow = z.string().openapi({ description: 'Channel, by its id or any of its names.', example: 'website' });
const TypeOfRow = z.string().openapi({
  description: '`ordinary`, `electronic` or `other`, or their names.',
  example: 'electronic',
});

const rowSchemas = {
  readings: z.object({
    date: DateOfRow,
    office: OfficeOfRow,
    channel: ChannelOfRow,
    metric: z.string().openapi({ description: 'Metric, by its code or its name.', example: 'visits' }),
    value: Count,
  }),
  applicants: z.object({
    date: DateOfRow,
    office: OfficeOfRow,
    passport_type: TypeOfRow,
    variant: z
      .string()
      .optional()
      .openapi({ description: 'Sub-type of the book, where the count is broken down by it.' }),
    request: z.string().optional().openapi({ description: 'New, replacement …, where broken down by it.' }),
    purpose: z.string().optional().openapi({ description: 'Purpose of travel, where broken down by it.' }),
    service_point: z.string().optional().openapi({ description: 'Service point, where broken down by it.' }),
    applicants: Count,
  }),
  sources: z.object({
    date: DateOfRow,
    office: OfficeOfRow,
    source: z.string().openapi({ description: 'A channel, `other` or `unknown`.', example: 'instagram' }),
    passport_type: TypeOfRow,
    applicants: Count,
  }),
  inquiries: z.object({
    date: DateOfRow,
    office: OfficeOfRow,
    channel: ChannelOfRow,
    topic: z.string().optional().openapi({ description: 'Topic; blank where topics are not told apart.' }),
    received: Count,
    answered: Count.optional(),
    answer_minutes: Count.optional(),
  }),
} as const satisfies Record<EntryNoun, z.ZodType>;

const rowNames = {
  readings: 'ReadingRow',
  applicants: 'ApplicantsRow',
  sources: 'SourceRow',
  inquiries: 'InquiriesRow',
} as const satisfies Record<EntryNoun, string>;

const flag = (description: string) => FlagText.openapi({ type: 'string', enum: ['true', 'false'], description });

const BatchQuery = z.object({
  office: z.string().optional().openapi({ description: 'Office of rows that name none; ours by default.' }),
  dayOrder: z
    .enum(['day-first', 'month-first'])
    .optional()
    .openapi({ description: 'What 03/04/2025 means, where the dates leave it open.' }),
  preview: flag('Answer the plan; store nothing.'),
  strict: flag('Store all rows or none.'),
  sample: flag('The figures are made up.'),
});

const BatchHeaders = z.object({
  'idempotency-key': z.string().min(1).max(200).optional().openapi({
    description:
      'The same key with the same request gives the stored answer again, with `Idempotent-Replay: true`, for 24 hours; with another request it is refused. Refusals and previews are not kept.',
  }),
});

/** Megabytes a batch may have. */
const batchMegabytesMax = 16;

/**
 * A batch's rows are read by the template's reader and not by a schema here: what is wrong in a row is said row by
 * row, and the good rows are stored. The schemas tell a person and a program what a row is.
 */
const batchRoute = (noun: EntryNoun) =>
  createRoute({
    method: 'post',
    path: `/${noun}`,
    tags: ['entry'],
    summary: summaries[noun],
    description: `A JSON array of rows, or one JSON object a line; ${batchRowsMax} rows at most. The same plan, checks and reasons as for a file. A batch that stands already changes nothing and is not written down again.`,
    middleware: [
      bodyLimit({
        maxSize: batchMegabytesMax * 1024 * 1024,
        onError: () => {
          throw new ProblemError(413, 'too-large', { facts: { limit: batchMegabytesMax } });
        },
      }),
    ] as const,
    request: {
      query: BatchQuery,
      headers: BatchHeaders,
      body: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'array',
              items: { $ref: `#/components/schemas/${rowNames[noun]}` },
              maxItems: batchRowsMax,
            },
          },
          'application/x-ndjson': { schema: { $ref: `#/components/schemas/${rowNames[noun]}` } },
        },
      },
    },
    responses: {
      200: json(ImportReport, 'The plan, or a batch that stands already and was not stored again.'),
      201: json(ImportReport, 'Stored. Rows that were rejected are among the problems, each with its line and reason.'),
    },
  });

interface BatchWorld {
  readonly db: Db;
  readonly now: () => Date;
}

/** Answers a batch, or gives again what was answered under its key. */
async function answerBatch(
  { db, now }: BatchWorld,
  c: Context<Env>,
  noun: EntryNoun,
  query: z.infer<typeof BatchQuery>,
  idempotencyKey: string | undefined,
): Promise<Response> {
  const { office } = query.office === undefined ? { office: undefined } : officeOf(db, query.office, now());
  const text = await c.req.text();
  const key = query.preview ? undefined : idempotencyKey;
  // A key is its user's own: another's answer is not given to whoever guesses it.
  const hash = requestHash(
    c.get('actor').id,
    noun,
    office?.id ?? '',
    query.dayOrder ?? '',
    String(query.strict),
    String(query.sample),
    text,
  );
  const headers = { 'Content-Type': 'application/json' };
  const rows = batchRows(text, c.req.header('content-type') ?? '');
  const store = () => {
    const outcome = importBatch(
      db,
      {
        noun,
        rows,
        office: office?.id,
        dayOrder: query.dayOrder,
        preview: query.preview,
        strict: query.strict,
        isSample: query.sample,
      },
      byOf(c, now()),
    );
    const report = reportOf(outcome, batchName(noun), query.sample, languageOf(c));
    return { status: outcome.status === 'stored' ? 201 : 200, body: JSON.stringify(report) } as const;
  };
  if (key === undefined) {
    const answer = store();
    return c.body(answer.body, answer.status, headers);
  }
  // The rows and the answer under their key are there together or not at all: a batch that is sent again after a stop
  // is either known or new.
  const { answer, isReplay } = inTransaction(db, () => {
    const before = rememberedAnswer(db, key, hash, now());
    if (before) return { keep: true, value: { answer: before, isReplay: true } };
    const given = store();
    rememberAnswer(db, key, hash, given, now());
    return { keep: true, value: { answer: given, isReplay: false } };
  });
  return c.body(answer.body, answer.status, isReplay ? { ...headers, 'Idempotent-Replay': 'true' } : headers);
}

/** A batch a noun. The page does not ask them, so their types stay out of its client. */
export function addBatchRoutes(routes: OpenAPIHono<Env>, world: BatchWorld): void {
  for (const noun of entryNouns) {
    routes.openAPIRegistry.register(rowNames[noun], rowSchemas[noun]);
    routes.openapi(
      batchRoute(noun),
      async (c) =>
        (await answerBatch(world, c, noun, c.req.valid('query'), c.req.valid('header')['idempotency-key'])) as never,
    );
  }
}

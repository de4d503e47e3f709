import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type Language, languages } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { type Actor, actorOf, type Env, requireOffice } from '../access/actor.ts';
import { byOf } from '../access/guard.ts';
import { guarded, guardedStart } from '../export/formula-guard.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import type { Cell } from '../ingest/figures.ts';
import { nouns } from '../ingest/figures.ts';
import { inTransaction } from '../ingest/store.ts';
import { tableWorkbook } from '../ingest/write-template.ts';
import { languageOf } from '../language.ts';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { DayText, json, router } from '../validate.ts';
import {
  type Fields,
  fieldsOf,
  fieldText,
  type RecordList,
  type RecordWord,
  recordLists,
  recordWords,
} from './lists.ts';
import { changesOfRow, rowOf, rowsOf, type StoredRow } from './queries.ts';
import { byHandFormat, removeRecord, storeRecords } from './records.ts';

const Word = z.enum(recordWords).openapi({ description: 'The list.', example: 'campaigns' });
/** A list that there is none of is not found, as any other path. */
const WordParam = z.string().openapi({ enum: recordWords, description: 'The list.', example: 'campaigns' });

const FieldValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(200)).max(100),
]);
const FieldsShape = z.record(z.string().max(100), FieldValue).openapi('RecordFields', {
  description:
    "A row by the English names of its template's columns. Lists of codes are arrays; days are YYYY-MM-DD, months YYYY-MM.",
  example: { campaign: 'umrah-2026', name: 'Umrah 2026', approach: 'sosialisasi', planned_from: '2026-03-01' },
});

const CellValue = z.union([z.string(), z.number(), z.null()]);
const RecordKey = z.array(CellValue).openapi({ description: 'The natural key, in the order of the table.' });
const Origin = z.object({
  importId: z.int(),
  file: z.string(),
  format: z.string(),
  at: z.string(),
  by: z.string().nullable(),
  byHand: z.boolean(),
});

const RecordsAnswer = z
  .object({
    noun: Word,
    office: z.string(),
    mayWrite: z.boolean().openapi({ description: 'Whether whoever asks may write to the list.' }),
    columns: z.array(z.object({ field: z.string(), header: z.object({ id: z.string(), en: z.string() }) })),
    rows: z.array(z.object({ key: RecordKey, fields: FieldsShape, origin: Origin })),
  })
  .openapi('Records');

const GivenRowShape = z.object({
  fields: FieldsShape.openapi({ description: 'Fields left out stay as they are; null and blank empty them.' }),
  was: FieldsShape.nullable().optional().openapi({
    description: 'What the form was opened with, null for a new row; refused with 409 where the row is another now.',
  }),
});

/** Rows one request may have. */
const rowsMax = 500;

const PutBody = z.union([
  GivenRowShape,
  z
    .object({
      rows: z.array(GivenRowShape).max(rowsMax),
      remove: z
        .array(RecordKey)
        .max(rowsMax)
        .default([])
        .openapi({ description: 'Keys of rows to remove in the same act.' }),
    })
    .refine(({ rows, remove }) => rows.length + remove.length > 0),
]);

const PutAnswer = z
  .object({
    noun: Word,
    importId: z.int().nullable().openapi({ description: 'The import that can be undone; null: nothing changed.' }),
    rows: z.array(
      z.object({ key: RecordKey, state: z.enum(['created', 'changed', 'unchanged']), fields: FieldsShape }),
    ),
    removed: z
      .array(z.object({ key: RecordKey, importId: z.int() }))
      .openapi({ description: 'Rows that were removed, each with the import whose undo brings it back.' }),
  })
  .openapi('RecordsStored');

const HistoryAnswer = z
  .object({
    noun: Word,
    key: RecordKey,
    fields: FieldsShape.nullable().openapi({ description: 'The row as it is; null: it is not there any more.' }),
    changes: z
      .array(
        z.object({
          act: z.enum(['said', 'removed', 'undone']),
          from: FieldsShape.nullable(),
          to: FieldsShape.nullable(),
          ...Origin.shape,
        }),
      )
      .openapi({ description: 'Latest first. `at` and `by` are those of the act, the file that of the import.' }),
  })
  .openapi('RecordHistory');

const KeyParam = z.string().max(1000).openapi({
  description: 'The id, or the natural key as a JSON array where the list has no id.',
  example: 'umrah-2026',
});

/** A key in a path: an id as it is, or all parts of it as a JSON array. */
function keyOf(list: RecordList, text: string): Cell[] {
  const columns = nouns[list.noun].key;
  if (columns.length === 1) return [text];
  try {
    return z.array(CellValue).length(columns.length).parse(JSON.parse(text));
  } catch {
    throw new ProblemError(400, 'bad-request', { issues: [{ field: 'key', code: 'not-a-key' }] });
  }
}

/** The key as it was sent, where it has as many parts as the list's. */
function wholeKey(noun: RecordWord, key: Cell[]): Cell[] {
  if (key.length === nouns[recordLists[noun].noun].key.length) return key;
  throw new ProblemError(400, 'bad-request', { issues: [{ field: 'remove', code: 'not-a-key' }] });
}

function wordOf(text: string): RecordWord {
  const word = recordWords.find((known) => known === text);
  if (word !== undefined) return word;
  throw new ProblemError(404, 'no-such-list', { facts: { value: text, known: recordWords.join(', ') } });
}

const routeName = (c: Context<Env>) => `${c.req.method} ${c.req.path}`;

function requireRole(c: Context<Env>, roles: readonly Actor['role'][]): void {
  const { role } = actorOf(c);
  if (!roles.includes(role)) {
    throw new ProblemError(403, 'not-allowed', { facts: { role, route: routeName(c) } });
  }
}

/** What a comparison office's figures are for is to be compared with; notes, plans and targets are its own affair. */
const comparable: readonly string[] = [
  'applicants',
  'processing',
  'audience_applicants',
  'sources',
  'readings',
  'inquiries',
  'events',
];

/** Throws unless the actor may read what of this list belongs to the office. */
function requireReading(db: Db, c: Context<Env>, { noun, readers }: RecordList, officeId: string | null): void {
  requireRole(c, readers);
  if (officeId === null) return;
  const isCompared = officeList(db).some(({ id, role }) => id === officeId && role === 'comparison');
  if (!(isCompared && comparable.includes(noun))) requireOffice(actorOf(c), officeId);
}

/** Whether the actor may write what this list has of an office; what belongs to all of them is for those bound to none. */
function mayWrite({ role, officeId }: Actor, { noun, writers }: RecordList, office: string): boolean {
  if (!writers.includes(role)) return false;
  if (officeId === null) return true;
  const columns: readonly string[] = [...nouns[noun].key, ...nouns[noun].value];
  return columns.includes('office_id') && officeId === office;
}

const originOf = ({ origin }: Pick<StoredRow, 'origin'>) => ({ ...origin, byHand: origin.format === byHandFormat });

const mutable = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  ) as z.infer<typeof FieldsShape>;

/** The list as a file of its template: headers and rows. */
function tableOf(list: RecordList, rows: readonly StoredRow[], language: Language) {
  return {
    headers: list.columns.map(({ header }) => header[language]),
    texts: rows.map(({ cell }) => list.columns.map(({ read }) => fieldText(read(cell), language))),
  };
}

function answerTable(c: Context, list: RecordList, rows: readonly StoredRow[], name: string) {
  const { headers, texts } = tableOf(list, rows, languageOf(c));
  const table = texts.map((cells) =>
    Object.fromEntries(
      // Text that begins as a formula gets its guard where the CSV is written; here that which looks guarded does.
      cells.map((text, index) => [headers[index] ?? '', text.startsWith("'") ? guardedStart(text) : text]),
    ),
  );
  return answerCsv(c, name, headers, table, { quotesText: true });
}

async function answerWorkbook(c: Context, list: RecordList, rows: readonly StoredRow[], name: string) {
  const { headers, texts } = tableOf(list, rows, languageOf(c));
  c.header('Content-Disposition', `attachment; filename="${name}.xlsx"`);
  c.header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  c.header('Cache-Control', 'no-store');
  const guardedTexts = texts.map((cells) => cells.map(guarded));
  return c.body(await tableWorkbook(headers, guardedTexts), 200);
}

export const recordsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/records/{noun}',
        tags: ['records'],
        summary: 'A list of the programme, with exactly the columns of its template',
        description: 'As CSV (`.csv` or `Accept: text/csv`) it is a file of the template and can be imported again.',
        request: {
          params: z.object({ noun: WordParam }),
          query: z.object({
            office: z.string().optional().openapi({ description: 'Office; ours by default.', example: 'bandung' }),
            from: DayText.optional().openapi({ description: 'Only what is of this day or later.' }),
            to: DayText.optional().openapi({ description: 'Only what is of this day or earlier.' }),
            as: z.enum(['csv', 'xlsx']).optional().openapi({ description: 'A file of the template instead of JSON.' }),
            lang: z.enum(languages).optional().openapi({ description: 'Language of the headers of a file.' }),
          }),
        },
        responses: { 200: json(RecordsAnswer, 'The rows, the earliest first. Also as CSV.') },
      }),
      async (c) => {
        const noun = wordOf(c.req.valid('param').noun);
        const { office: asked, from, to, as } = c.req.valid('query');
        const list: RecordList = recordLists[noun];
        const offices = officeList(db);
        const office =
          asked === undefined ? offices.find(({ role }) => role === 'ours') : offices.find(({ id }) => id === asked);
        if (!office) {
          const known = offices.map(({ id }) => id).join(', ');
          throw new ProblemError(404, 'unknown-office', { facts: { value: asked ?? '', known } });
        }
        requireReading(db, c, list, office.id);
        if (from !== undefined && to !== undefined && from > to) {
          throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
        }
        const rows = rowsOf(db, list.noun, { office: office.id, from, to });
        const name = `tilik-${noun}-${office.id}`;
        if (as === 'xlsx') return (await answerWorkbook(c, list, rows, name)) as never;
        if (as === 'csv' || wantsCsv(c)) return answerTable(c, list, rows, name) as never;
        return c.json(
          {
            noun,
            office: office.id,
            mayWrite: mayWrite(actorOf(c), list, office.id),
            columns: list.columns.map(({ header }) => ({ field: header.en, header: { ...header } })),
            rows: rows.map((row) => ({
              key: [...row.key],
              fields: mutable(fieldsOf(list, row.cell)),
              origin: originOf(row),
            })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/records/{noun}',
        tags: ['records'],
        summary: 'Store a row of a list, or several at once: all of them or none',
        request: {
          params: z.object({ noun: WordParam }),
          body: { required: true, content: { 'application/json': { schema: PutBody } } },
        },
        responses: { 200: json(PutAnswer, 'What became of each row, in the order they were sent.') },
      }),
      (c) => {
        const noun = wordOf(c.req.valid('param').noun);
        requireRole(c, (recordLists[noun] as RecordList).writers);
        const body = c.req.valid('json');
        const { rows: given, remove } = 'rows' in body ? body : { rows: [body], remove: [] };
        const by = byOf(c, now());
        const { importId, rows, removed } = inTransaction(db, () => {
          const stored = given.length > 0 ? storeRecords(db, noun, given, by) : { importId: null, rows: [] };
          return {
            keep: true,
            value: {
              ...stored,
              removed: remove.map((key) => ({
                key,
                importId: removeRecord(db, noun, wholeKey(noun, key), by).importId,
              })),
            },
          };
        });
        return c.json(
          {
            noun,
            importId,
            removed,
            rows: rows.map(({ key, state, fields }) => ({ key: [...key], state, fields: mutable(fields) })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/records/{noun}/{key}',
        tags: ['records'],
        summary: 'Remove a row; undoing the import that is answered brings it back',
        request: { params: z.object({ noun: WordParam, key: KeyParam }) },
        responses: {
          200: json(
            z.object({ noun: Word, key: RecordKey, importId: z.int(), was: FieldsShape }).openapi('RecordRemoved'),
            'Removed.',
          ),
        },
      }),
      (c) => {
        const { noun: word, key: text } = c.req.valid('param');
        const noun = wordOf(word);
        const list: RecordList = recordLists[noun];
        requireRole(c, list.writers);
        const key = keyOf(list, text);
        const { importId, was } = removeRecord(db, noun, key, byOf(c, now()));
        return c.json({ noun, key, importId, was: mutable(was) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/records/{noun}/{key}/history',
        tags: ['records'],
        summary: 'What was said of a row and taken back, by whom and when',
        request: { params: z.object({ noun: WordParam, key: KeyParam }) },
        responses: { 200: json(HistoryAnswer, 'The row as it is, and everything that became of it.') },
      }),
      (c) => {
        const { noun: word, key: text } = c.req.valid('param');
        const noun = wordOf(word);
        const list: RecordList = recordLists[noun];
        const key = keyOf(list, text);
        const changes = changesOfRow(db, list.noun, key);
        const row = rowOf(db, list.noun, key);
        const told = changes.at(-1);
        if (!told) throw new ProblemError(404, 'no-such-record', { facts: { key: key.join(', ') } });
        const { key: keyColumns, value: valueColumns } = nouns[list.noun];
        const fields = (value: readonly Cell[] | null) => {
          if (value === null) return null;
          const cells = new Map<string, Cell>([
            ...keyColumns.map((column, index) => [column, key[index] ?? null] as const),
            ...valueColumns.map((column, index) => [column as string, value[index] ?? null] as const),
          ]);
          cells.set('zone', officeList(db).find(({ id }) => id === cells.get('office_id'))?.zone ?? 'UTC');
          return mutable(fieldsOf(list, (column) => cells.get(column) ?? null));
        };
        const last = fields(told.to ?? told.from);
        const office = last?.office;
        requireReading(db, c, list, typeof office === 'string' ? office : null);
        return c.json(
          {
            noun,
            key,
            fields: row ? mutable(fieldsOf(list, row.cell)) : null,
            changes: changes.toReversed().map(({ act, from, to, origin, at, by }) => ({
              act,
              from: fields(from),
              to: fields(to),
              ...originOf({ origin }),
              at,
              by,
            })),
          },
          200,
        );
      },
    );

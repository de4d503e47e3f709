import { createHash } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import type { By } from '../access/audit.ts';
import { type Row, type Sheet, sheetOf } from '../ingest/decode.ts';
import type { Recognition } from '../ingest/format.ts';
import { templates } from '../ingest/formats/index.ts';
import type { Template } from '../ingest/formats/template.ts';
import { isBlank } from '../ingest/header.ts';
import { type ImportOutcome, importSheets } from '../ingest/import-file.ts';
import type { RowOutcome } from '../ingest/plan.ts';
import { ProblemError } from '../problem.ts';

/** What can be brought in row by row, each by the reader of its template. */
export const entryNouns = ['readings', 'applicants', 'sources', 'inquiries'] as const;
export type EntryNoun = (typeof entryNouns)[number];

/** Rows one batch may have. */
export const batchRowsMax = 10_000;

/** One element of a batch, where it stands and as it was written; what is no object is kept to be refused by name. */
export interface BatchRow {
  readonly line: number;
  readonly original: string;
  readonly fields: Readonly<Record<string, unknown>> | 'not-json' | 'not-a-row';
}

/** The format by which a noun's rows are read: the same as that of its template. */
export function templateOf(noun: EntryNoun): Template {
  const template = templates[noun];
  if (!template) throw new Error(`no template for ${noun}`);
  return template;
}

const tooLong = () => new ProblemError(413, 'batch-too-long', { facts: { limit: batchRowsMax } });

/** The rows of a request's body: an array of JSON, or one JSON object a line. */
export function batchRows(text: string, contentType: string): BatchRow[] {
  return /ndjson|jsonl/i.test(contentType) ? lineRows(text) : arrayRows(text);
}

function arrayRows(text: string): BatchRow[] {
  let list: unknown;
  try {
    list = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ProblemError(400, 'not-a-batch');
  }
  if (!Array.isArray(list)) throw new ProblemError(400, 'not-a-batch');
  if (list.length > batchRowsMax) throw tooLong();
  return list.map((item: unknown, index) => ({
    line: index + 1,
    original: writtenOut(item),
    fields: isFields(item) ? item : 'not-a-row',
  }));
}

/** JSON reads more levels than it writes: what was nested beyond that is no row. */
function writtenOut(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch {
    throw new ProblemError(400, 'not-a-batch');
  }
}

function lineRows(text: string): BatchRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows: BatchRow[] = [];
  for (const [index, original] of lines.entries()) {
    if (original.trim() === '') continue;
    if (rows.length === batchRowsMax) throw tooLong();
    rows.push({ line: index + 1, original, fields: fieldsOfLine(original) });
  }
  return rows;
}

function fieldsOfLine(text: string): BatchRow['fields'] {
  try {
    const item: unknown = JSON.parse(text);
    return isFields(item) ? item : 'not-a-row';
  } catch {
    return 'not-json';
  }
}

const isFields = (item: unknown): item is Record<string, unknown> =>
  typeof item === 'object' && item !== null && !Array.isArray(item);

/** A value of JSON as the text that a file would have in its cell. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return JSON.stringify(value);
  const text = String(value);
  // In a file 1.234 can be a grouped thousand; the number 1.234 is a fraction and is to be read as one.
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/**
 * Rows as the sheet of a template: its own columns first, so that a field nobody gave is missing from every row and
 * not from the header, then those that it does not know.
 */
function sheetOfRows(noun: EntryNoun, rows: readonly BatchRow[]): Sheet {
  const names = Object.values(templateOf(noun).template).map(({ header }) => header.en);
  const columns = new Set(names);
  for (const { fields } of rows)
    if (typeof fields === 'object') for (const name of Object.keys(fields)) columns.add(name);
  const header = [...columns];
  const cells = rows.flatMap(({ line, original, fields }): Row[] =>
    typeof fields === 'object' ? [{ line, original, cells: header.map((name) => cellText(fields[name])) }] : [],
  );
  return sheetOf(noun, [{ line: 0, cells: header, original: header.join(',') }, ...cells]);
}

/** Reads rows by the noun's template; what the template would pass over in silence is named. */
export function recogniseRows(noun: EntryNoun, rows: readonly BatchRow[]): { sheet: Sheet; recognition: Recognition } {
  const sheet = sheetOfRows(noun, rows);
  const recognition = templateOf(noun).recognise(sheet);
  if (!recognition) throw new Error(`the template of ${noun} does not know its own columns`);
  return {
    sheet,
    recognition: {
      ...recognition,
      confidence: 1,
      *read(context): Iterable<RowOutcome> {
        for (const { line, original, fields } of rows) {
          if (typeof fields === 'string') yield { kind: 'rejected', line, original, issues: [{ reason: fields }] };
        }
        let isHeader = true;
        for (const row of sheet.rows()) {
          if (!isHeader && isBlank(row)) {
            yield { kind: 'skipped', line: row.line, original: row.original, reason: 'not-reported' };
          }
          isHeader = false;
        }
        yield* recognition.read(context);
      },
    },
  };
}

interface BatchRequest {
  readonly noun: EntryNoun;
  readonly rows: readonly BatchRow[];
  readonly office: string | undefined;
  /** `day-first` or `month-first`, where the dates leave it open. */
  readonly dayOrder: string | undefined;
  readonly preview: boolean;
  readonly strict: boolean;
  readonly isSample: boolean;
}

export const batchName = (noun: EntryNoun): string => `${noun}.json`;

/** Plans a batch and, unless it is a preview, stores it: by the same plan and with the same refusals as a file. */
export function importBatch(db: Db, request: BatchRequest, by: By): ImportOutcome {
  const { noun, rows, office, dayOrder, preview, strict, isSample } = request;
  if (rows.length === 0) throw new ProblemError(422, 'empty-batch');
  const { sheet, recognition } = recogniseRows(noun, rows);
  const text = rows.map(({ original }) => original).join('\n');
  // What the rows say and of which office: the same batch again is known by it, however it was sent.
  const contentHash = createHash('sha256')
    .update(`${noun}\n${office ?? ''}\n${text}`)
    .digest('hex');
  const format = templateOf(noun);
  return importSheets(
    db,
    {
      fileName: batchName(noun),
      contentHash,
      sizeBytes: Buffer.byteLength(text),
      answers: { office, dayOrder },
      preview,
      strict,
      isSample,
      format: 'entry-json',
    },
    [{ sheet, match: { kind: 'recognised', format, recognition } }],
    by,
  );
}

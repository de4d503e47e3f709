import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { ProblemError } from '../problem.ts';

/** One row of a file: where it stands, its cells as text, and how it stood there. */
export interface Row {
  /** Line of the file or row of the sheet, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The row as it stood in the file; of a sheet, its cells joined as CSV. */
  readonly original: string;
}

/** A run of rows that belong together: a text file is one sheet, a workbook may hold several. */
export interface Sheet {
  /** Name of the worksheet; empty for a text file. */
  readonly name: string;
  /** The first rows, by which a sheet is recognised. */
  readonly head: readonly Row[];
  /** Every row from the first, read anew each time: a long file is never in memory as a whole. */
  readonly rows: () => Iterable<Row>;
}

const headRows = 200;

/** A sheet whose rows are in memory. */
export const sheetOf = (name: string, rows: readonly Row[]): Sheet => ({
  name,
  head: rows.slice(0, headRows),
  rows: () => rows,
});

/** The rows below one, usually the header. */
export function* rowsAfter(sheet: Sheet, index: number): Iterable<Row> {
  let at = -1;
  for (const row of sheet.rows()) {
    at += 1;
    if (at > index) yield row;
  }
}

/** A longer line than any platform writes: a file of one endless line is refused instead of searched for its end. */
const lineCharactersMax = 1_000_000;

const signatures: readonly { bytes: readonly number[]; kind: string }[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'PNG' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'JPEG' },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: 'GIF' },
  { bytes: [0x52, 0x49, 0x46, 0x46], kind: 'WEBP' },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'PDF' },
];

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** Bytes of a file to sheets of text cells. Throws a problem where no table can be in it. */
export async function decode(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length === 0) throw new ProblemError(422, 'empty-file');
  for (const { bytes: signature, kind } of signatures) {
    if (startsWith(bytes, signature)) throw new ProblemError(415, 'not-a-table', { facts: { kind } });
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new ProblemError(415, 'old-excel');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return workbookSheets(bytes);
  const text = decodeText(bytes);
  if (text.trim() === '') throw new ProblemError(422, 'empty-file');
  return [sheetOf('', textRows(text))];
}

/** By byte order mark, else UTF-8 where it is valid, else Windows-1252, which older Excel writes. */
export function decodeText(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return iconv.decode(Buffer.from(bytes), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return iconv.decode(Buffer.from(bytes), 'utf-16be');
  // UTF-16 whose mark was lost still shows a zero byte beside nearly every Latin letter.
  const sample = bytes.subarray(0, 512);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 4 && even === 0) return iconv.decode(Buffer.from(bytes), 'utf-16le');
  if (even > sample.length / 4 && odd === 0) return iconv.decode(Buffer.from(bytes), 'utf-16be');
  if (even + odd > 0) throw new ProblemError(415, 'not-a-table', { facts: { kind: 'binary' } });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'windows-1252');
  }
}

/** Text to rows, blank lines included: they part the sections of a file. */
export function textRows(text: string): Row[] {
  const lines = withLineFeeds(text);
  // Before any parsing: a reader of records takes seconds to find out.
  if (longestLine(lines) > lineCharactersMax) throw new ProblemError(422, 'line-too-long');
  const named = /^sep=(.)\n/.exec(lines);
  const whole = unwrapLines(named ? lines.slice(named[0].length) : lines);
  const delimiter = named?.[1] ?? likelyDelimiter(whole);
  const rows: Row[] = [];
  let line = named ? 2 : 1;
  try {
    parse(whole, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: lineCharactersMax,
      raw: true,
      on_record: (item: unknown) => {
        const { record, raw } = item as { record: string[]; raw: string };
        const original = raw.replace(/\n$/, '');
        rows.push({ line, cells: record, original });
        line += breaksIn(original) + 1;
        return null;
      },
    });
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new ProblemError(422, 'line-too-long');
    if (code === 'CSV_QUOTE_NOT_CLOSED') throw new ProblemError(422, 'quote-not-closed', { facts: { line } });
    throw error;
  }
  return rows;
}

/** Files that went through several programs mix the ways to end a line; every way is read as one. */
const withLineFeeds = (text: string): string => text.replaceAll(/\r\r?\n|\r/g, '\n');

function longestLine(text: string): number {
  let longest = 0;
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from);
    const end = at === -1 ? text.length : at;
    longest = Math.max(longest, end - from);
    from = end + 1;
  }
  return longest;
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * Excel, opening a CSV where the list separator is `;`, puts each line into one cell, and saving wraps the line in
 * quotes and doubles those inside. Undone line by line, before any quote is given a meaning.
 */
function unwrapLines(text: string): string {
  const end = text.indexOf('\n');
  const first = end === -1 ? text : text.slice(0, end);
  if (!/^\uFEFF?"[^"]*(?:""[^"]*)*"$/.test(first) || !first.includes(',')) return text;
  return text
    .split('\n')
    .map((line) => {
      const bare = line.replace(/^\uFEFF/, '');
      return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"')
        ? bare.slice(1, -1).replaceAll('""', '"')
        : bare;
    })
    .join('\n');
}

/** The delimiter that parts the first lines into the most cells, quoted text left aside. */
function likelyDelimiter(text: string): string {
  // Quoted text goes first: a caption of several lines would otherwise be cut open and counted.
  const head = text
    .slice(0, 20_000)
    .replaceAll(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, 5)
    .join('\n');
  let best = ',';
  let most = 0;
  for (const delimiter of [',', ';', '\t', '|']) {
    const count = head.split(delimiter).length;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

async function workbookSheets(bytes: Uint8Array): Promise<Sheet[]> {
  try {
    // Loaded when the first workbook comes: most starts of the program see none.
    const { default: readExcel } = await import('read-excel-file/node');
    const sheets = await readExcel(Buffer.from(bytes));
    return sheets.map(({ sheet, data }) =>
      sheetOf(
        sheet,
        data.map((cells, index) => {
          const texts = cells.map(cellText);
          return { line: index + 1, cells: texts, original: texts.join(',') };
        }),
      ),
    );
  } catch {
    throw new ProblemError(422, 'damaged-workbook');
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  // A day in a sheet is a number that the reader turns into midnight UTC.
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
}

import { isAscii, isUtf8 } from 'node:buffer';
import { ProblemError } from '../problem.ts';
import { kindOfZip, startsAsZip } from './archive.ts';
import { csvRows, type ReadLine } from './csv-rows.ts';
import { asLatin, decoderOf, encodingOfDamaged } from './damaged-text.ts';
import { icalendarSheet, isIcalendar } from './decode-icalendar.ts';
import { isSpreadsheetMl, spreadsheetMlSheets } from './decode-spreadsheetml.ts';
import { headOf, type Source } from './source.ts';
import { soundWorkbook } from './workbook-parts.ts';

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
  /** There are more rows than those. */
  readonly isLong: boolean;
  /**
   * Every row from the first, read anew each time: a long file is never in memory as a whole. Of a text file, the lines
   * that are read as they stand are left out.
   */
  readonly rows: (readLine?: ReadLine) => Iterable<Row>;
}

const headRows = 200;

/** A sheet whose rows are in memory. */
export const sheetOf = (name: string, rows: readonly Row[]): Sheet => ({
  name,
  head: rows.slice(0, headRows),
  isLong: rows.length > headRows,
  rows: () => rows,
});

/** The rows below one, usually the header. */
export function* rowsAfter(sheet: Sheet, index: number, readLine?: ReadLine): Iterable<Row> {
  let at = -1;
  const readBelow: ReadLine | undefined =
    readLine && ((text, from, to, delimiter) => at >= index && readLine(text, from, to, delimiter));
  for (const row of sheet.rows(readBelow)) {
    at += 1;
    if (at > index) yield row;
  }
}

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
export async function decode(source: Source): Promise<Sheet[]> {
  if (source.sizeBytes === 0) throw new ProblemError(422, 'empty-file');
  const head = headOf(source, 4096);
  for (const { bytes: signature, kind } of signatures) {
    if (startsWith(head, signature)) throw new ProblemError(415, 'not-a-table', { facts: { kind } });
  }
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new ProblemError(415, 'old-excel');
  if (startsAsZip(head)) {
    const bytes = source.whole();
    const kind = kindOfZip(bytes);
    if (kind === 'document') throw new ProblemError(415, 'not-a-table', { facts: { kind: 'DOCX, PPTX, ODT' } });
    // An archive is taken apart before its files come here; what is one still lay within two.
    if (kind === 'archive') throw new ProblemError(422, 'archive-too-deep');
    return workbookSheets(bytes);
  }
  if (isSpreadsheetMl(head)) return spreadsheetMlSheets([...decodedTexts(source, encodingOf(source))].join(''));
  if (isIcalendar(head)) {
    return [await icalendarSheet([...decodedTexts(source, encodingOf(source))].join(''), source.sizeBytes)];
  }
  return [textSheet(source)];
}

/** A text file as one sheet. Its rows are read from the source each time, so that it is never in memory as a whole. */
function textSheet(source: Source): Sheet {
  const encoding = encodingOf(source);
  const opening = openingOf(source, encoding);
  if (opening.trim() === '') throw new ProblemError(422, 'empty-file');
  // JSON is no table, though its quotes and commas look like one.
  if (/^\s*(?:\{\s*"|\[\s*[[{"])/.test(opening)) {
    throw new ProblemError(422, 'not-recognised', { facts: { columns: opening.trim().slice(0, 60) } });
  }
  const named = /^sep=(.)\n/.exec(opening);
  const skipped = named ? named[0].length : 0;
  const isWrapped = wrapsLines(opening.slice(skipped));
  const shown = isWrapped ? [...unwrapped([opening.slice(skipped)])].join('') : opening.slice(skipped);
  const delimiter = named?.[1] ?? likelyDelimiter(shown);
  const rows = (readLine?: ReadLine) => {
    const texts = textsAfter(decodedTexts(source, encoding), skipped);
    return csvRows(isWrapped ? unwrapped(texts) : texts, delimiter, named ? 2 : 1, readLine);
  };
  const head: Row[] = [];
  let isLong = false;
  for (const row of rows()) {
    if (head.length === headRows) {
      isLong = true;
      break;
    }
    head.push(row);
  }
  return { name: '', head, isLong, rows };
}

/** By byte order mark, else UTF-8 where it is valid, else what older Excel writes. */
function encodingOf(source: Source): string {
  const head = headOf(source, 512);
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  // UTF-16 whose mark was lost still shows a zero byte beside nearly every Latin letter.
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  if (even + odd > 0) throw new ProblemError(415, 'not-a-table', { facts: { kind: 'binary' } });
  return isUtf8Source(source) ? 'utf-8' : encodingOfDamaged(source);
}

/** Whether all of it is valid UTF-8. A letter cut by the end of a piece is looked at with the next one. */
function isUtf8Source(source: Source): boolean {
  let cut: Uint8Array = new Uint8Array(0);
  for (const piece of source.pieces()) {
    const bytes = cut.length > 0 ? Buffer.concat([cut, piece]) : piece;
    const whole = lastWholeLetter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    cut = bytes.slice(whole);
  }
  return cut.length === 0;
}

/** Index after the last letter that is not cut off: a letter of UTF-8 has at most three bytes after its first. */
function lastWholeLetter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The text a piece at a time, every way to end a line read as `\n`: files that went through programs mix them. */
function* decodedTexts(source: Source, encoding: string): Generator<string> {
  const decoder = decoderOf(encoding);
  let isPlain = encoding === 'utf-8';
  let returned = '';
  for (const piece of source.pieces()) {
    // Up to the first letter that is no ASCII, which most files have none of, the bytes are the text.
    isPlain &&= isAscii(piece);
    const text = returned + (isPlain ? asLatin(piece) : decoder.decode(piece, { stream: true }));
    // A return at the very end may be the first half of a line's end.
    let end = text.length;
    while (text[end - 1] === '\r') end -= 1;
    returned = text.slice(end);
    yield withLineFeeds(text.slice(0, end));
  }
  yield withLineFeeds(returned + decoder.decode());
}

const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replaceAll(/\r\r?\n|\r/g, '\n') : text);

/** How much of a text is looked at to tell its delimiter. */
const openingCharacters = 20_000;

function openingOf(source: Source, encoding: string): string {
  let opening = '';
  for (const text of decodedTexts(source, encoding)) {
    opening += text;
    if (opening.length >= openingCharacters) break;
  }
  return opening;
}

function* textsAfter(texts: Iterable<string>, skipped: number): Generator<string> {
  let left = skipped;
  for (const text of texts) {
    yield text.slice(left);
    left = Math.max(0, left - text.length);
  }
}

/**
 * Excel, opening a CSV where the list separator is `;`, puts each line into one cell, and saving wraps the line in
 * quotes and doubles those inside. Undone line by line, before any quote is given a meaning.
 */
function wrapsLines(opening: string): boolean {
  const [first = ''] = linesOfTable(opening);
  return /^"[^"]*(?:""[^"]*)*"$/.test(first) && first.includes(',');
}

function* unwrapped(texts: Iterable<string>): Generator<string> {
  const unwrap = (line: string) =>
    line.length > 1 && line.startsWith('"') && line.endsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
  let pending = '';
  for (const text of texts) {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    if (lines.length > 0) yield `${lines.map(unwrap).join('\n')}\n`;
  }
  if (pending !== '') yield unwrap(pending);
}

/** The first lines of a table: notes that Google writes above it part nothing. */
const linesOfTable = (opening: string): string[] =>
  opening
    .slice(0, openingCharacters)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[\uFEFF"]*#/.test(line))
    .slice(0, 5);

/** The delimiter that parts the first lines into the most cells, quoted text left aside. */
function likelyDelimiter(text: string): string {
  // Quoted text goes first: a caption of several lines would otherwise be cut open and counted.
  const opening = text.slice(0, openingCharacters).replaceAll(/"[^"]*"/g, '');
  // What is cut off within a quotation is quoted text too.
  const head = linesOfTable(text.length > openingCharacters ? opening.replace(/"[^"]*$/, '') : opening).join('\n');
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
  const sound = soundWorkbook(bytes);
  try {
    // Loaded when the first workbook comes: most starts of the program see none.
    const { default: readExcel } = await import('read-excel-file/node');
    const sheets = await readExcel(sound);
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
  // A day in a sheet is a number that the reader turns into midnight UTC; a part of a day in it is a wall clock's time.
  if (value instanceof Date) {
    const second = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
    return second.slice(11, 19) === '00:00:00' ? second.slice(0, 10) : second.slice(0, 19);
  }
  return String(value);
}

import { ProblemError } from '../problem.ts';
import { type Row, type Sheet, sheetOf } from './decode.ts';

/** Columns that Excel has; a sheet that claims more is no sheet. */
const columnsMax = 16_384;

/** Whether the first bytes are those of a workbook as XML Spreadsheet 2003, which Excel opens under the ending `.xls`. */
export function isSpreadsheetMl(head: Uint8Array): boolean {
  // A zero beside every letter is UTF-16.
  const opening = Buffer.from(head).toString('latin1').replaceAll('\0', '');
  return /^[^<]{0,8}<\?xml\s/.test(opening) && opening.includes('urn:schemas-microsoft-com:office:spreadsheet');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML itself and characters by number; no file defines others, for none may bring a DOCTYPE. */
const withoutEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[name as string] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number(decimal);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });

/** Where a tag ends: at the first `>` outside quotes. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  throw new ProblemError(422, 'damaged-workbook');
}

/** An attribute of a tag, whatever prefix its name has. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found ? withoutEntities(found[1] ?? found[2] ?? '') : undefined;
}

function positionIn(tag: string, name: string): number | undefined {
  const text = attribute(tag, name);
  if (text === undefined) return undefined;
  const position = Number(text);
  if (!Number.isSafeInteger(position) || position < 0) throw new ProblemError(422, 'damaged-workbook');
  return position;
}

/** A long number as its digits: `1.5E+15` would be no id and no count. */
function numberText(text: string): string {
  const number = Number(text);
  return /e/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}

/**
 * The sheets of an XML Spreadsheet 2003, read by hand from tag to tag: rows and cells may leave out others before them
 * (`ss:Index`) and may cover others beside them (`ss:MergeAcross`).
 */
export function spreadsheetMlSheets(text: string): Sheet[] {
  if (/<!DOCTYPE/i.test(text)) throw new ProblemError(415, 'not-a-table', { facts: { kind: 'XML (DOCTYPE)' } });
  const sheets: Sheet[] = [];
  let name = '';
  let rows: Row[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = 0;
  let covered = 0;
  let type = '';
  let said: string | undefined;
  let isComment = false;

  const closeRow = () => {
    rows.push({ line, cells, original: cells.join(',') });
    cells = [];
  };
  const put = (value: string) => {
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = value;
  };

  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('<', at);
    if (open === -1) break;
    if (said !== undefined) said += withoutEntities(text.slice(at, open));
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open);
      if (end === -1) throw new ProblemError(422, 'damaged-workbook');
      at = end + 3;
      continue;
    }
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open);
      if (end === -1) throw new ProblemError(422, 'damaged-workbook');
      if (said !== undefined) said += text.slice(open + 9, end);
      at = end + 3;
      continue;
    }
    const end = endOfTag(text, open);
    const tag = text.slice(open, end);
    at = end + 1;
    const [, isClosing = '', element = ''] = /^<(\/?)(?:\w+:)?(\w+)/.exec(tag) ?? [];
    const isEmpty = tag.endsWith('/');
    // What is said of a cell in a comment is not what stands in it.
    if (element === 'Comment' && !isEmpty) isComment = isClosing === '';
    if (isComment) continue;
    if (element === 'Worksheet') {
      if (isClosing === '') [name, rows, line] = [attribute(tag, 'Name') ?? '', [], 0];
      if (isClosing !== '' || isEmpty) sheets.push(sheetOf(name, rows));
    } else if (element === 'Row') {
      if (isClosing === '') [line, column, covered] = [positionIn(tag, 'Index') ?? line + 1, 0, 0];
      if (isClosing !== '' || isEmpty) closeRow();
    } else if (element === 'Cell' && isClosing === '') {
      column = positionIn(tag, 'Index') ?? column + covered + 1;
      covered = positionIn(tag, 'MergeAcross') ?? 0;
      if (column < 1 || column + covered > columnsMax) throw new ProblemError(422, 'damaged-workbook');
      put('');
    } else if (element === 'Data') {
      if (isClosing === '' && !isEmpty) [type, said] = [attribute(tag, 'Type') ?? '', ''];
      else if (said !== undefined) {
        put(type === 'Number' ? numberText(said.trim()) : said);
        said = undefined;
      }
    }
  }
  if (sheets.length === 0) throw new ProblemError(422, 'damaged-workbook');
  return sheets;
}

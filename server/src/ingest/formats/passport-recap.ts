import { passportTypes, wholeTotal } from '@tilik/db/vocabulary';
import { type Day, firstOfMonth } from '../../day.ts';
import { plainName, type Read, readCount, readPeriod } from '../cells.ts';
import type { Row, Sheet } from '../decode.ts';
import { applicantsFigure, type Figure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import { monthOfTitle, type SaidMonth, yearOfTitle } from '../month-in-words.ts';
import { codeOf, isRequest, type PassportKind, passportKind, requestCode } from '../passport-words.ts';
import type { RowIssue, RowOutcome } from '../plan.ts';

const columns = {
  number: ['no', 'no.', 'nomor'],
  type: [
    'jenis paspor',
    'jenis paspor / dokumen',
    'jenis paspor/dokumen',
    'jenis paspor dan dokumen',
    'jenis dokumen',
    'jenis dokumen perjalanan',
    'jenis dokumen keimigrasian',
    'paspor / dokumen',
  ],
  request: ['jenis permohonan', 'permohonan', 'jenis layanan', 'jenis penerbitan'],
  male: ['l', 'laki laki', 'pria'],
  female: ['p', 'perempuan', 'wanita'],
  total: ['jumlah', 'total', 'jml', 'jumlah total', 'jumlah permohonan', 'jumlah pemohon'],
} as const;
type Field = keyof typeof columns;

const fieldOf = new Map<string, Field>(
  (Object.keys(columns) as Field[]).flatMap((field) => columns[field].map((name) => [plainName(name), field] as const)),
);
/** A table with a day or a month in every row is no recap of one month. */
const dated = new Set(['tanggal', 'date', 'hari', 'day', 'bulan', 'month', 'periode', 'period']);

interface Column {
  readonly at: number;
  /** As the file writes it. */
  readonly label: string;
}

/** Where the columns of a table stand. Requests stand below each other, or each in a column of its own. */
interface Layout {
  readonly at: Readonly<Partial<Record<Field, Column>>>;
  readonly requests: readonly Column[];
  readonly unknown: readonly string[];
  /** Rows that the header takes. */
  readonly height: 1 | 2;
}

/** One row of a table as it stands, merged cells filled in. */
interface Line {
  readonly row: Row;
  readonly isTotal: boolean;
  /** Text in which a total says of what it is one; of other rows the type. */
  readonly type: string;
  readonly request: string;
}

/** The table of one unit. */
interface Table {
  readonly layout: Layout;
  readonly unit: string;
  readonly said: SaidMonth | undefined;
  /** Titles above it, from the top of the sheet. */
  readonly titles: readonly string[];
  readonly lines: Line[];
  isClosed: boolean;
}

const textOf = (row: Row, column: Column | undefined): string =>
  column === undefined ? '' : (row.cells[column.at] ?? '').trim();

const titleOf = (row: Row): string =>
  row.cells
    .filter((cell) => cell.trim() !== '')
    .join(' ')
    .trim();

function layoutOfCells(cells: readonly string[], height: Layout['height']): Layout | undefined {
  const at: Partial<Record<Field, Column>> = {};
  const requests: Column[] = [];
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const label = cell.trim();
    if (label === '') continue;
    if (dated.has(plainName(label))) return undefined;
    const field = fieldOf.get(plainName(label));
    if (field !== undefined && at[field] === undefined) at[field] = { at: index, label };
    else if (isRequest(label)) requests.push({ at: index, label });
    else unknown.push(label);
  }
  const hasParts = at.request !== undefined || requests.length > 0 || (at.male && at.female);
  if (!at.type || !hasParts || !(at.total || requests.length > 0 || (at.male && at.female))) return undefined;
  return { at, requests: at.request ? [] : requests, unknown, height };
}

/** The header that begins at a row; a second row may part a column, as `JENIS KELAMIN` into L and P. */
function layoutOf(row: Row, next: Row | undefined): Layout | undefined {
  if (!row.cells.some((cell) => fieldOf.get(plainName(cell)) === 'type')) return undefined;
  const parts = next?.cells ?? [];
  const isParted =
    parts.some((cell) => isRequest(cell) || ['male', 'female'].includes(fieldOf.get(plainName(cell)) ?? '')) &&
    !parts.some((cell) => /\d|^\s*-\s*$/.test(cell)) &&
    passportKind(parts.join(' ')) === undefined;
  if (isParted) {
    const width = Math.max(row.cells.length, parts.length);
    let above = '';
    const cells = Array.from({ length: width }, (_, index) => {
      const upper = row.cells[index]?.trim() ?? '';
      const lower = parts[index]?.trim() ?? '';
      above = upper === '' && lower !== '' ? above : upper;
      if (lower === '') return upper;
      return isRequest(above) ? `${above} ${lower}` : lower;
    });
    const layout = layoutOfCells(cells, 2);
    if (layout) return layout;
  }
  return layoutOfCells(row.cells, 1);
}

const unitWords =
  /\b(?:kanim|kantor imigrasi|ulp|ukk|unit (?:layanan|kerja|pelayanan)|mpp|mal pelayanan|immigration lounge|lounge|gerai|eazy passport|layanan terpadu)\b.*$/i;
const wholeWords = /\b(?:keseluruhan|gabungan|seluruh unit|semua unit|konsolidasi)\b/i;

/** Who signs a page names an office as well. */
const signatureWords = /^\W*(?:kepala|a\.?n\b|plt|plh|mengetahui|kasi|kasubsi)\b/i;

/** The unit a title names, without what it says besides. */
function unitOf(title: string): string | undefined {
  if (signatureWords.test(title)) return undefined;
  if (wholeWords.test(title)) return wholeTotal;
  const [found] = unitWords.exec(title) ?? [];
  if (found === undefined) return undefined;
  const name = found
    .replace(/^unit (?:layanan|kerja|pelayanan)\s*(?:paspor)?\s*:\s*/i, '')
    .replace(/(?<![\s,–-])[\s,–-]*\b(?:bulan|periode|tahun|per)\b.*$/i, '')
    .replace(/(?<![\s,–-])[\s,–-]*\b[a-z]+ 20\d{2}$/i, '');
  const code = codeOf(name);
  return code === '' ? undefined : code;
}

/** A sheet may bear the name of its unit. */
function unitOfSheet(name: string): string | undefined {
  const unit = unitOf(name);
  if (unit !== undefined) return unit;
  const words = plainName(name);
  const isPlain = /^[a-z][a-z .'()-]*$/.test(words) && monthOfTitle(`bulan ${words}`, 2000) === undefined;
  return isPlain && !/\b(sheet|lembar|rekap\w*|data|laporan|paspor|total|jumlah|bulan|worksheet)\b/.test(words)
    ? codeOf(words)
    : undefined;
}

/** Whether the row numbers the columns: (1) (2) (3). */
function isNumbering(row: Row): boolean {
  const numbers = row.cells.map((cell) => cell.replaceAll(/[()\s.]/g, '')).filter((cell) => cell !== '');
  return numbers.length > 2 && numbers.every((number, index) => number === String(index + 1));
}

/** Of what a title speaks and no row does. */
const titleWords = /\b(?:rekap\w*|laporan|data|bulan|periode)\b/i;

const totalWords = /\btotal\b|^\s*(?:sub ?)?jumlah\b/i;

/** Every table of a sheet with its rows. What is no row of a table is a title of the next one. */
function tablesOf(sheet: Sheet): Table[] {
  const rows = [...sheet.rows()];
  const tables: Table[] = [];
  let layout: Layout | undefined;
  let titles: string[] = [];
  const allTitles: string[] = [];
  let said: SaidMonth | undefined;
  let year: number | undefined;
  let type = '';
  // The month may stand in the sheet's name, its year in a title.
  const takeTitle = (title: string) => {
    titles.push(title);
    allTitles.push(title);
    year = yearOfTitle(title) ?? year;
    said = titles.map((text) => monthOfTitle(text, year)).find((found) => found !== undefined) ?? said;
  };
  if (sheet.name !== '') {
    const sheetMonth = monthOfTitle(`bulan ${sheet.name}`, 2000) === undefined ? undefined : `bulan ${sheet.name}`;
    if (sheetMonth !== undefined) takeTitle(sheetMonth);
  }
  const begin = (found: Layout, unit: string | undefined): Table => {
    const table: Table = {
      layout: found,
      unit: unit ?? unitOfSheet(sheet.name) ?? wholeTotal,
      said,
      titles: [...allTitles],
      lines: [],
      isClosed: false,
    };
    tables.push(table);
    titles = [];
    type = '';
    return table;
  };

  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || isBlank(row)) continue;
    const current = tables.at(-1);
    const header = layoutOf(row, rows[index + 1]);
    if (header) {
      index += header.height - 1;
      const unit = titles.map(unitOf).findLast((found) => found !== undefined);
      // A header that only repeats on the next page goes on with the table.
      const goesOn = current !== undefined && titles.length === 0 && !current.isClosed && layout !== undefined;
      layout = header;
      if (!goesOn) begin(header, unit);
      continue;
    }
    if (!layout || !current) {
      takeTitle(titleOf(row));
      continue;
    }
    if (isNumbering(row)) continue;
    const { at } = layout;
    const typeText = textOf(row, at.type);
    const requestText = textOf(row, at.request);
    const label = [textOf(row, at.number), typeText, requestText].find((text) => totalWords.test(text));
    const figures = figureColumns(layout).map((column) => textOf(row, column));
    const isCounted = figures.some((text) => text !== '' && readCount(text).ok);
    if (label !== undefined && figures.some((text) => text !== '')) {
      const isOfType = label === requestText && !/\bgrand\b/i.test(label);
      current.lines.push({ row, isTotal: true, type: isOfType ? '' : label, request: requestText });
      if (isGrand(label) && !isOfType) current.isClosed = true;
      continue;
    }
    const isTitle =
      figures.every((text) => text === '') && (titleWords.test(typeText) || unitOf(typeText) !== undefined);
    const isKnown =
      !isTitle && (typeText === '' ? requestText !== '' && type !== '' : passportKind(typeText) !== undefined);
    const isNamed = typeText !== '' || requestText !== '';
    if (!isKnown && (!isCounted || (current.isClosed && !isNamed))) {
      const title = titleOf(row);
      takeTitle(title);
      const unit = unitOf(title);
      if (unit !== undefined && !rowIsHeaderSoon(rows, index)) {
        begin(layout, unit);
      }
      continue;
    }
    titles = [];
    if (typeText !== '') type = typeText;
    // A label alone is the head of a group: its rows follow.
    if (at.request && requestText === '' && isKnown && figures.every((text) => text === '')) continue;
    current.lines.push({ row, isTotal: false, type, request: requestText });
  }
  return tables.filter(({ lines }) => lines.length > 0);
}

/** Whether a header follows before the next figures: then the title above it is read with it. */
function rowIsHeaderSoon(rows: readonly Row[], index: number): boolean {
  for (const row of rows.slice(index + 1, index + 8)) {
    if (row.cells.some((cell) => fieldOf.get(plainName(cell)) === 'type')) return true;
    if (row.cells.some((cell) => /^\d/.test(cell.trim()))) return false;
  }
  return false;
}

/** The whole of a table or of the sheet, not of one type. */
const isGrand = (label: string): boolean =>
  /\bgrand\b|\b(?:ke)?seluruh/i.test(label) ||
  /^\s*(?:sub ?)?(?:total|jumlah)(?:\s+(?:total|jumlah))?\s*:?\s*$/i.test(label);

const figureColumns = ({ at, requests }: Layout): Column[] =>
  [at.male, at.female, ...requests, at.total].filter((column) => column !== undefined);

type Counts = ReadonlyMap<string, number>;

/** A row of a table, read. */
interface Part {
  readonly line: Line;
  readonly kind: PassportKind | undefined;
  readonly issues: readonly RowIssue[];
  /** What it says of each request; null where it is not reported. */
  readonly cells: readonly { readonly request: string; readonly value: number | null; readonly isBad: boolean }[];
  /** Its figures by column, for the checking of totals. */
  readonly counts: Counts;
}

function readPart(line: Line, layout: Layout): Part {
  const { at, requests } = layout;
  const reader = new RowReader();
  const kind = passportKind(line.type);
  if (line.type === '') reader.take(at.type?.label ?? '', { ok: false, reason: 'missing' });
  else if (!kind) {
    const facts = { value: line.type, known: Object.keys(passportTypes).join(', ') };
    reader.take(at.type?.label ?? '', { ok: false, reason: 'unknown-passport-type', facts });
  }
  const counts = new Map<string, number>();
  const take = (column: Column | undefined): number | null | undefined => {
    if (column === undefined) return null;
    const value = reader.take(column.label, readCount(textOf(line.row, column)));
    if (typeof value === 'number') counts.set(column.label, value);
    return value;
  };
  const parts = (requests.length > 0 ? requests : [at.male, at.female]).map((column) => ({
    column,
    value: take(column),
  }));
  const total = take(at.total);
  const reported = parts.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const sum = reported.reduce((added, value) => added + value, 0);
  const isShort = reported.length < parts.length && requests.length === 0;
  if (typeof total === 'number' && reported.length > 0 && (isShort ? sum > total : sum !== total)) {
    reader.take(at.total?.label ?? '', { ok: false, reason: 'parts-differ', facts: { sum, total } });
  }
  const isOne = requests.length === 0;
  // Both halves say the whole where it does not stand there itself.
  const whole = total === null && isOne && reported.length === parts.length ? sum : total;
  const cells = isOne
    ? [
        {
          request: line.request === '' ? wholeTotal : requestCode(line.request),
          value: whole ?? null,
          isBad: whole === undefined,
        },
      ]
    : parts.map(({ column, value }) => ({
        request: requestCode(column?.label ?? ''),
        value: value ?? null,
        isBad: value === undefined,
      }));
  if (!isOne && typeof total === 'number' && reported.length === 0) {
    cells.push({ request: wholeTotal, value: total, isBad: false });
  }
  if (isOne && at.total && typeof whole === 'number') counts.set(at.total.label, whole);
  return { line, kind, issues: reader.issues, cells, counts };
}

const addUp = (parts: readonly Part[], column: string): number =>
  parts.reduce((sum, { counts }) => sum + (counts.get(column) ?? 0), 0);

/** Of which rows a total may be the sum: the first is the one that its words mean. */
function candidatesOf(
  line: Line,
  before: readonly Part[],
  sinceTotal: readonly Part[],
  inSheet: readonly Part[],
): readonly (readonly Part[])[] {
  const { type } = line;
  const name = codeOf(type.replaceAll(/\b(?:sub|total|jumlah)\b/gi, ' '));
  if (/\bgrand\b|\b(?:ke)?seluruh/i.test(type)) return [before, inSheet];
  if (type === '') return [sinceTotal, before, inSheet].filter((parts) => parts.length > 0);
  if (name === '') return [before, sinceTotal, inSheet];
  const same = before.filter((part) => codeOf(part.line.type) === name);
  const within = before.filter((part) => codeOf(part.line.type).startsWith(name));
  return [same, within, sinceTotal].filter((parts) => parts.length > 0);
}

/** A total is not stored: it is checked against its parts. */
function checkTotal(line: Line, layout: Layout, candidates: readonly (readonly Part[])[]): RowOutcome {
  const { line: number, original } = line.row;
  const reader = new RowReader();
  const said = figureColumns(layout).flatMap((column) => {
    const value = reader.take(column.label, readCount(textOf(line.row, column)));
    return typeof value === 'number' ? [{ label: column.label, value }] : [];
  });
  if (reader.issues.length === 0) {
    if (candidates.some((parts) => said.every(({ label, value }) => addUp(parts, label) === value))) {
      return { kind: 'skipped', line: number, original, reason: 'total-row' };
    }
    for (const { label, value } of said) {
      const expected = addUp(candidates[0] ?? [], label);
      if (expected !== value) {
        reader.take(label, { ok: false, reason: 'total-differs', facts: { expected, found: value } });
      }
    }
  }
  return { kind: 'rejected', line: number, original, issues: reader.issues };
}

/** The office that a title names. Only a full name counts: a recap of a unit may name any town. */
function officeOf(titles: readonly string[], context: Context): string {
  // What the person has chosen goes before the title.
  if (context.office.role !== 'ours') return context.office.id;
  const text = ` ${titles.map(plainName).join(' ')} `;
  const names = [...context.offices.keys()].filter((name) => /^(?:kantor imigrasi|kanim) /.test(name));
  const found = names.filter((name) => text.includes(` ${name} `)).sort((one, other) => other.length - one.length)[0];
  return (found === undefined ? undefined : context.offices.get(found)) ?? context.office.id;
}

/** The month of a table, or why its rows cannot be kept. */
function monthOf({ said }: Table, context: Context): Read<Day> {
  if (said !== undefined && said.monthOn === undefined)
    return { ok: false, reason: 'not-one-month', facts: { value: said.text } };
  const text = said?.monthOn?.slice(0, 7) ?? context.month ?? '';
  const read = readPeriod(text, context.today);
  if (!read.ok) return read;
  const monthOn = read.value.periodOn;
  if (said !== undefined && !said.isWhole && monthOn !== firstOfMonth(context.today)) {
    return { ok: false, reason: 'not-whole-month', facts: { value: said.text } };
  }
  return { ok: true, value: monthOn };
}

/** Reads the tables of a sheet, in the order of its rows. */
function* readTables(tables: readonly Table[], context: Context): Iterable<RowOutcome> {
  const read = tables.map((table) => ({
    table,
    parts: table.lines.map((line) => (line.isTotal ? undefined : readPart(line, table.layout))),
  }));
  const everyPart = read.flatMap(({ parts }) => parts.filter((part) => part !== undefined));
  // Where a sheet tells variants apart, a line without one is another part and not the sum of the others.
  const typesWithVariants = new Set(
    everyPart.flatMap(({ kind }) => (kind?.variant === undefined ? [] : [kind.passportType])),
  );
  const before: Part[] = [];
  for (const { table, parts } of read) {
    const month = monthOf(table, context);
    const officeId = officeOf(table.titles, context);
    const cellsOf = (part: Part) =>
      part.cells.map((cell) => ({
        ...cell,
        name: [part.kind?.passportType, part.kind?.variant, cell.request].join(' '),
      }));
    const sums = new Map<string, number>();
    const badLines = new Map<string, number>();
    for (const part of parts) {
      if (part === undefined) continue;
      for (const { name, value, isBad } of cellsOf(part)) {
        if (isBad || part.issues.length > 0) badLines.set(name, part.line.row.line);
        else if (value !== null) sums.set(name, (sums.get(name) ?? 0) + value);
      }
    }
    const said = new Set<string>();
    const inTable: Part[] = [];
    let sinceTotal: Part[] = [];
    for (const [index, part] of parts.entries()) {
      const line = table.lines[index];
      if (line === undefined) continue;
      const { line: number, original } = line.row;
      if (!month.ok) {
        const issue = { reason: month.reason, ...(month.facts ? { facts: month.facts } : {}) };
        yield { kind: 'rejected', line: number, original, issues: [issue] };
        continue;
      }
      if (part === undefined) {
        yield checkTotal(line, table.layout, candidatesOf(line, inTable, sinceTotal, [...before, ...inTable]));
        if (!isGrand(line.type)) sinceTotal = [];
        continue;
      }
      inTable.push(part);
      sinceTotal.push(part);
      if (part.cells.every(({ value, isBad }) => value === null && !isBad)) {
        yield { kind: 'skipped', line: number, original, reason: 'not-reported' };
        continue;
      }
      if (part.issues.length > 0 || part.kind === undefined) {
        yield { kind: 'rejected', line: number, original, issues: part.issues };
        continue;
      }
      const { passportType, variant } = part.kind;
      const reported = cellsOf(part).filter(({ value }) => value !== null);
      const bad = reported.map(({ name }) => badLines.get(name)).find((badLine) => badLine !== undefined);
      if (bad !== undefined) {
        yield {
          kind: 'rejected',
          line: number,
          original,
          issues: [{ reason: 'other-part-rejected', facts: { line: bad } }],
        };
        continue;
      }
      const figures: Figure[] = [];
      for (const { name, request } of reported) {
        if (said.has(name)) continue;
        said.add(name);
        figures.push(
          applicantsFigure({
            officeId,
            grain: 'month',
            periodOn: month.value,
            passportType,
            variant: variant ?? (typesWithVariants.has(passportType) ? 'unspecified' : wholeTotal),
            request,
            purpose: wholeTotal,
            servicePoint: table.unit,
            applicants: sums.get(name) ?? 0,
          }),
        );
      }
      if (figures.length > 0) yield { kind: 'figures', line: number, original, figures };
      else
        yield {
          kind: 'skipped',
          line: number,
          original,
          reason: reported.length > 0 ? 'added-to-other' : 'not-reported',
        };
    }
    before.push(...inTable);
  }
}

/**
 * Recap of passport applications of one month, as offices make it in Excel: requests below each other with L, P and
 * JUMLAH, or one column per request; a table per unit. Totals are checked, not stored.
 */
export const passportRecap: Format = {
  id: 'passport-recap',
  required: ['jenis paspor'],
  columns,
  recognise(sheet) {
    const { head } = sheet;
    if (!head.some((row, index) => layoutOf(row, head[index + 1]) !== undefined)) return undefined;
    const tables = tablesOf(sheet);
    if (tables.length === 0) return undefined;
    const unknown = [...new Set(tables.flatMap(({ layout }) => layout.unknown))];
    const known = new Set(
      tables.flatMap(({ layout }) => [...Object.values(layout.at), ...layout.requests].map(({ label }) => label)),
    );
    return {
      confidence: known.size / (known.size + unknown.length),
      questions: tables.every(({ said }) => said !== undefined)
        ? []
        : [{ field: 'month', required: true, choices: [] }],
      ignored: unknown,
      read: (context) => readTables(tables, context),
    };
  },
};

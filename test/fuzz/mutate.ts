import { parse } from 'csv-parse/sync';
import type { SeedFile } from './seed-files.ts';
import { unzip, zipOf } from './zip.ts';

/** A generator of numbers in [0, 1), handed in so that every run can be repeated. */
type Random = () => number;

type Bytes = Uint8Array<ArrayBuffer>;
type Table = string[][];

const whole = (random: Random, below: number): number => Math.floor(random() * below);

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[whole(random, items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Bytes => new Uint8Array(Buffer.from(text, encoding));

function textOf(bytes: Bytes): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** Of a file that an earlier mutation has made very long, only the beginning is taken apart. */
const tableBytesMax = 60_000;

function tableOf(bytes: Bytes): { table: Table; delimiter: string } {
  const text = textOf(bytes.subarray(0, tableBytesMax)).replace(/^sep=.\r?\n/, '');
  const head = text.slice(0, 2000);
  const delimiter =
    [',', ';', '\t'].toSorted((one, other) => head.split(other).length - head.split(one).length)[0] ?? ',';
  const options = { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: false };
  try {
    return { table: parse(text, options) as Table, delimiter };
  } catch {
    return { table: text.split('\n').map((line) => line.split(delimiter)), delimiter };
  }
}

const quoted = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

const written = (table: Table, delimiter: string, lineEnd = '\n'): Bytes =>
  bytesOf(table.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(lineEnd) + lineEnd);

/** Cells that have broken somebody's program. */
const nastyCells: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://example.com","x")',
  '@SUM(1+1)',
  '+1+1',
  '-1',
  '-0',
  '(5)',
  '1e308',
  '1E+17',
  'Infinity',
  'NaN',
  '0x1F',
  '99999999999999999999999999',
  '999999999999',
  '1000000000000',
  '9007199254740993',
  '0.1',
  '1.234.567',
  '1,234,567.00',
  '1.234,50',
  '१२३',
  '１２３',
  '\u202E12',
  '\u200B12\u200B',
  '\uFEFF12',
  '\u0000',
  '12\u00003',
  '\u00A0',
  '\u2028',
  '𝟙𝟚',
  '👩‍👩‍👧‍👦',
  '\uD800',
  'constructor',
  '__proto__',
  'toString',
  '"',
  '""',
  '"""',
  "'; DROP TABLE readings; --",
  '#{7*7}',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '0000-00-00',
  '2025-02-30',
  '9999-12-31',
  '31/12/9999',
  '1/1/1',
  '2026-01-05T25:61:61Z',
  '29 Februari 2025',
  'Fri, Feb 30, 2024',
  '00/2025',
  '-',
  'null',
  '\t',
  '\r',
  ' \n ',
  '%',
  '100%',
  'a'.repeat(4_000),
  '9'.repeat(500),
  '1,'.repeat(200),
];

const strangeBytes: readonly (readonly number[])[] = [
  [0],
  [0, 0, 0, 0],
  [0xff, 0xfe],
  [0xef, 0xbb, 0xbf],
  [0xe2, 0x80, 0xae],
  [0xe2, 0x80, 0x8b],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0x1a],
  [0x0d],
  [0x22],
  [0x22, 0x22, 0x22],
  [0x3b],
  [0x2c],
  [0x0a, 0x0a],
];

function splice(bytes: Bytes, at: number, remove: number, insert: Uint8Array | readonly number[]): Bytes {
  const result = new Uint8Array(bytes.length - remove + insert.length);
  result.set(bytes.subarray(0, at));
  result.set(insert, at);
  result.set(bytes.subarray(at + remove), at + insert.length);
  return result;
}

/** Columns put into another order, taken out or doubled, as `order` says. */
const reordered = (table: Table, order: readonly number[]): Table =>
  table.map((row) => (row.length > 1 ? order.map((column) => row[column] ?? '') : row));

const columnsOf = (table: Table): number[] =>
  Array.from({ length: Math.max(0, ...table.slice(0, 20).map((row) => row.length)) }, (_, index) => index);

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = whole(random, index + 1);
    const [one, two] = [result[index], result[other]];
    if (one !== undefined && two !== undefined) [result[index], result[other]] = [two, one];
  }
  return result;
}

/** A mutation of the table that the bytes hold. */
const onTable =
  (change: (table: Table, random: Random) => Table) =>
  (bytes: Bytes, random: Random): Bytes => {
    const { table, delimiter } = tableOf(bytes);
    return written(change(table, random), delimiter, pick(random, ['\n', '\r\n']));
  };

const onText =
  (change: (text: string, random: Random) => Bytes) =>
  (bytes: Bytes, random: Random): Bytes =>
    change(textOf(bytes), random);

/** XML that stands for far more than it is long: ten entities, each ten of the one before. */
const manyLaughs = (): string => {
  const entities = Array.from(
    { length: 10 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  ).join('');
  return `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "haha">${entities}]>`;
};

/** The parts of a workbook; none where an earlier mutation has broken it. */
function partsOf(bytes: Bytes): ReturnType<typeof unzip> {
  try {
    return unzip(bytes);
  } catch {
    return [];
  }
}

/** A workbook with one of its parts changed. */
function onWorkbook(bytes: Bytes, random: Random): Bytes {
  const entries = partsOf(bytes);
  if (entries.length === 0) return zipOf([{ name: 'file.csv', bytes }]);
  const which = whole(random, entries.length);
  return zipOf(
    entries.flatMap((entry, index) => {
      if (index !== which) return [entry];
      const xml = Buffer.from(entry.bytes).toString('utf8');
      switch (whole(random, 7)) {
        case 0:
          return [];
        case 1:
          return [entry, entry];
        case 2:
          return [{ ...entry, bytes: bytesOf(xml.slice(0, whole(random, xml.length))) }];
        case 3:
          return [
            { ...entry, bytes: bytesOf(xml.replace(/^<\?xml[^>]*>/, manyLaughs()).replaceAll(/<t>/g, '<t>&e10;')) },
          ];
        case 4:
          return [
            { ...entry, bytes: bytesOf(xml.replaceAll(/r="([A-Z]+)\d+"/g, `r="XFD${1 + whole(random, 2_000_000)}"`)) },
          ];
        case 5:
          return [{ ...entry, claimedSize: pick(random, [0, 1, 0xffff_ffff]) }];
        default:
          return [{ ...entry, bytes: flipped(bytesOf(xml), random) }];
      }
    }),
  );
}

function flipped(bytes: Bytes, random: Random): Bytes {
  const result = bytes.slice();
  for (let left = 1 + whole(random, 20); left > 0 && result.length > 0; left -= 1) {
    const at = whole(random, result.length);
    result[at] = (result[at] ?? 0) ^ (1 << whole(random, 8));
  }
  return result;
}

interface Mutation {
  readonly name: string;
  /** How often it is chosen beside the others; bombs are slow to make. */
  readonly weight: number;
  readonly apply: (bytes: Bytes, random: Random, other: Bytes) => Bytes;
}

const mutations: readonly Mutation[] = [
  { name: 'flip bits', weight: 12, apply: flipped },
  { name: 'cut the end off', weight: 6, apply: (bytes, random) => bytes.slice(0, whole(random, bytes.length)) },
  { name: 'cut the beginning off', weight: 4, apply: (bytes, random) => bytes.slice(whole(random, bytes.length)) },
  {
    name: 'take a piece out',
    weight: 6,
    apply: (bytes, random) => {
      const at = whole(random, bytes.length);
      return splice(bytes, at, Math.min(bytes.length - at, 1 + whole(random, 400)), []);
    },
  },
  {
    name: 'say a piece twice',
    weight: 5,
    apply: (bytes, random) => {
      const at = whole(random, bytes.length);
      return splice(bytes, at, 0, bytes.slice(at, at + 1 + whole(random, 2_000)));
    },
  },
  {
    name: 'put strange bytes in',
    weight: 10,
    apply: (bytes, random) => splice(bytes, whole(random, bytes.length), 0, pick(random, strangeBytes)),
  },
  {
    name: 'another file goes on',
    weight: 4,
    apply: (bytes, random, other) => {
      const beginning = bytes.slice(0, whole(random, bytes.length));
      return splice(beginning, beginning.length, 0, other);
    },
  },
  {
    name: 'shuffle columns',
    weight: 6,
    apply: onTable((table, random) => reordered(table, shuffled(random, columnsOf(table)))),
  },
  {
    name: 'drop a column',
    weight: 6,
    apply: onTable((table, random) => {
      const columns = columnsOf(table);
      const gone = whole(random, columns.length);
      return reordered(
        table,
        columns.filter((column) => column !== gone),
      );
    }),
  },
  {
    name: 'double a column',
    weight: 4,
    apply: onTable((table, random) => {
      const columns = columnsOf(table);
      return columns.length === 0 ? table : reordered(table, [...columns, pick(random, columns)]);
    }),
  },
  {
    name: 'nasty cells',
    weight: 20,
    apply: onTable((table, random) => {
      const share = pick(random, [0.01, 0.1, 0.5]);
      return table.map((row, index) =>
        row.map((cell) => (index > 0 && random() < share ? pick(random, nastyCells) : cell)),
      );
    }),
  },
  {
    name: 'a nasty header',
    weight: 4,
    apply: onTable((table, random) =>
      table.map((row, index) =>
        index === 0 ? row.map((cell) => (random() < 0.3 ? pick(random, nastyCells) : cell)) : row,
      ),
    ),
  },
  {
    name: 'invisible marks in every cell',
    weight: 4,
    apply: onTable((table, random) => {
      const mark = pick(random, ['\u200B', '\u202E', '\u200F', '\u00AD', '\uFEFF', '\u00A0', '\u2060']);
      return table.map((row) => row.map((cell) => (random() < 0.5 ? `${mark}${cell}` : `${cell}${mark}`)));
    }),
  },
  { name: 'shuffle rows', weight: 3, apply: onTable((table, random) => shuffled(random, table)) },
  { name: 'say rows again', weight: 4, apply: onTable((table) => [...table, ...table.slice(0, 200)]) },
  {
    name: 'ragged rows',
    weight: 5,
    apply: onTable((table, random) =>
      table.map((row) =>
        random() < 0.3 ? row.slice(0, whole(random, row.length + 1)) : random() < 0.2 ? [...row, 'x', '', '7'] : row,
      ),
    ),
  },
  {
    name: 'very many columns',
    weight: 2,
    apply: onTable((table, random) => {
      const more = Array.from({ length: pick(random, [300, 5_000]) }, (_, index) => `column ${index}`);
      return table.slice(0, 40).map((row, index) => (index < 3 ? [...row, ...more] : row));
    }),
  },
  {
    name: 'a very long line',
    weight: 1,
    apply: (bytes, random) =>
      splice(bytes, whole(random, bytes.length), 0, bytesOf(pick(random, [',', '"', 'a', '1 ']).repeat(600_000))),
  },
  {
    name: 'deep quotes',
    weight: 3,
    apply: onTable((table) =>
      table.map((row) => row.map((cell) => quoted(quoted(quoted(`"${cell}"`, ','), ','), ','))),
    ),
  },
  {
    name: 'rows wrapped in quotes',
    weight: 3,
    apply: onText((text) =>
      bytesOf(
        text
          .split('\n')
          .map((line) => `"${line.replaceAll('"', '""')}"`)
          .join('\n'),
      ),
    ),
  },
  {
    name: 'another delimiter',
    weight: 6,
    apply: (bytes, random) => {
      const { table } = tableOf(bytes);
      const delimiter = pick(random, [';', '\t', '|', ',', ':']);
      const text = written(table, delimiter, pick(random, ['\n', '\r\n', '\r', '\r\r\n']));
      return random() < 0.3 ? splice(text, 0, 0, bytesOf(`sep=${delimiter}\r\n`)) : text;
    },
  },
  {
    name: 'another encoding',
    weight: 6,
    apply: onText((text, random) =>
      pick(random, [
        () => bytesOf(`\uFEFF${text}`, 'utf16le'),
        () => bytesOf(text, 'utf16le'),
        () => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
        () => bytesOf(text, 'latin1'),
        () => bytesOf(`\uFEFF\uFEFF${text}`),
        () => bytesOf(text, 'utf16le').slice(1),
      ])(),
    ),
  },
  {
    name: 'a ZIP of it',
    weight: 3,
    apply: (bytes) =>
      zipOf([
        { name: 'a.csv', bytes },
        { name: '../b.csv', bytes },
      ]),
  },
  {
    name: 'a ZIP in a ZIP in a ZIP',
    weight: 2,
    apply: (bytes) => {
      let nested = bytes;
      for (let depth = 0; depth < 4; depth += 1) nested = zipOf([{ name: `level-${depth}.zip`, bytes: nested }]);
      return nested;
    },
  },
  { name: 'a part of a workbook', weight: 6, apply: onWorkbook },
];

/** A little file that unpacks to very much. */
export function bomb(random: Random, workbook: Bytes, megabytes: number): Bytes {
  const zeros = new Uint8Array(megabytes * 1024 * 1024).fill(pick(random, [0x30, 0x0a, 0x2c, 0x20]));
  switch (whole(random, 4)) {
    case 0:
      return zipOf([{ name: 'imported_visitors_20250101_20250131.csv', bytes: zeros }]);
    case 1:
      return zipOf([{ name: 'inner.zip', bytes: zipOf([{ name: 'inner.csv', bytes: zeros }]) }]);
    case 2:
      // The directory says that it is small.
      return zipOf([{ name: 'website_event.csv', bytes: zeros, claimedSize: 10 }]);
    default: {
      const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>0</t></is></c></row>';
      const rows = row.repeat(Math.ceil((megabytes * 1024 * 1024) / row.length));
      return zipOf(
        unzip(workbook).map((entry) =>
          entry.name.endsWith('sheet1.xml')
            ? {
                name: entry.name,
                bytes: bytesOf(
                  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
                ),
              }
            : entry,
        ),
      );
    }
  }
}

const chances = mutations.flatMap((mutation) => Array.from({ length: mutation.weight }, () => mutation));

/** A file made of one of the good ones, and what was done to it. */
export interface Mutated {
  readonly from: string;
  readonly how: string;
  readonly bytes: Bytes;
}

const bytesMax = 1_500_000;
const longBytes = 16_384;
const isArchive = (bytes: Bytes): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** One to three mutations of a good file, decided by the generator alone. */
export function mutate(random: Random, files: readonly SeedFile[]): Mutated {
  const { name, bytes } = pick(random, files);
  const steps = pick(random, [1, 1, 1, 2, 2, 3]);
  const done: string[] = [];
  // Long files are slow to take apart and break no better than their beginnings.
  let result = bytes.length > longBytes && random() < 0.95 && !isArchive(bytes) ? bytes.slice(0, longBytes) : bytes;
  for (let step = 0; step < steps; step += 1) {
    const { name: how, apply } = pick(random, chances);
    // Some mutations make a file many times longer, and two of them more than anybody would send.
    result = apply(result, random, pick(random, files).bytes).slice(0, bytesMax);
    done.push(how);
  }
  return { from: name, how: done.join(', then '), bytes: result };
}

import { plainName } from '../cells.ts';
import type { Format } from '../format.ts';
import { type GoogleNames, googleRecognition, googleTables, type KnownTable } from './google-tables.ts';

const names: GoogleNames = {
  keys: {
    day: ['day index', 'indeks hari', 'date', 'tanggal'],
    month: ['month of year', 'bulan dalam setahun'],
  },
  metrics: {
    visits: ['sessions', 'sesi'],
    pageviews: ['pageviews', 'page views', 'tayangan laman', 'tayangan halaman', 'kunjungan laman'],
    visitors: ['users', 'pengguna'],
  },
};

/** Columns that only Universal Analytics wrote. */
const own = new Set(
  [
    'day index',
    'indeks hari',
    'hour index',
    'week index',
    'month index',
    'indeks jam',
    'indeks minggu',
    'indeks bulan',
    'pageviews',
    'tayangan laman',
    'unique pageviews',
    'tayangan laman unik',
    'avg. time on page',
    '% exit',
    '% new sessions',
    '% sesi baru',
    'pages / session',
    'laman/sesi',
    'avg. session duration',
  ].map(plainName),
);

/** Whether a table is one that only Universal Analytics wrote. */
export const isUniversalTable = ({ header }: Pick<KnownTable, 'header'>): boolean =>
  header.cells.some((cell) => own.has(plainName(cell))) && !header.cells.some((cell) => foreign.has(plainName(cell)));

/** Columns of Matomo, which has some of the same names. */
const foreign = new Set(['label', 'actions', 'unique visitors', 'visits']);

/**
 * Universal Analytics, which Google closed in 2023, as CSV (lines with `#` above, a table by page or source, a table by
 * day) or as the sheets of a workbook. Days are written as the reader's country writes them.
 */
export const universalAnalytics: Format = {
  id: 'universal-analytics',
  required: ['day index', 'sessions'],
  columns: {
    day: ['day index', 'indeks hari'],
    visits: ['sessions', 'sesi'],
    pageviews: ['pageviews', 'tayangan laman'],
  },
  recognise(sheet) {
    const headed = sheet.head.some((row) => isUniversalTable({ header: row }));
    if (!headed) return undefined;
    const isNoted = sheet.head.some(({ cells }) => (cells[0] ?? '').trim().startsWith('#'));
    const isIndexed = sheet.head.some(({ cells }) => /^\uFEFF?\s*(?:day index|indeks hari)\s*$/i.test(cells[0] ?? ''));
    const known = sheet.head.filter((row) => isUniversalTable({ header: row })).flatMap(({ cells }) => cells);
    // `Pageviews` alone is a word of many: without notes or days a table must have two of its columns.
    if (!isNoted && !isIndexed && known.filter((cell) => own.has(plainName(cell))).length < 2) return undefined;
    const tables = googleTables(sheet, names);
    const reads = tables.some(({ metrics }) => metrics.size > 0);
    return googleRecognition(sheet, tables, { confidence: reads ? 0.95 : 0.6, account: undefined });
  },
};

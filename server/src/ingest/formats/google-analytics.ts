import type { Format } from '../format.ts';
import { type GoogleNames, googleRecognition, googleTables, spanOf } from './google-tables.ts';
import { isUniversalTable } from './universal-analytics.ts';

const names: GoogleNames = {
  keys: {
    'nth-day': ['nth day', 'hari ke-n', 'nth hari', 'hari ke n'],
    day: ['date', 'tanggal'],
    month: ['year month', 'yearmonth', 'tahun bulan', 'bulan tahun'],
  },
  metrics: {
    visits: ['sessions', 'sesi'],
    pageviews: ['views', 'tampilan', 'penayangan', 'tayangan', 'page views', 'tampilan halaman', 'tayangan halaman'],
    // The product itself means active users by users.
    visitors: ['active users', 'pengguna aktif', 'users', 'pengguna', 'total users', 'total pengguna'],
  },
};

const property = /^(?:property|properti)\s*:\s*(.+)$/i;
const account = /^(?:account|akun)\s*:\s*(.+)$/i;

const noted = (notes: readonly string[], pattern: RegExp): string | undefined =>
  notes.map((note) => pattern.exec(note)?.[1]?.trim()).find((name) => name !== undefined && name !== '');

/**
 * Google Analytics 4: a report (`# Start date: 20250101` above a table), a snapshot of several reports whose tables
 * count days from the start, or a download from Explore (`# 20250101-20250131`, a grand total). A metric by day that
 * several tables give is taken from the first.
 */
export const googleAnalytics: Format = {
  id: 'google-analytics-4',
  required: ['date', 'sessions'],
  columns: { date: ['date', 'nth day', 'hari ke-n', 'tanggal'], visits: ['sessions', 'sesi'], users: ['active users'] },
  recognise(sheet) {
    const [first] = sheet.head;
    // Only what begins with notes or with such a table is read through.
    const begins = sheet.head.some(({ cells }) => (cells[0] ?? '').trim().startsWith('#'));
    const mayBe =
      begins ||
      first?.cells.some((cell) => names.metrics.visits.includes(cell.trim().toLowerCase())) ||
      first?.cells.some((cell) => /^(?:nth day|hari ke-n)$/i.test(cell.replace(/^\uFEFF/, '').trim()));
    if (!mayBe) return undefined;
    const tables = googleTables(sheet, names);
    if (tables.length === 0 || tables.some(isUniversalTable)) return undefined;
    const notes = tables.flatMap((table) => table.notes);
    const isNoted = spanOf(notes) !== undefined || noted(notes, property) !== undefined;
    const reads = tables.some(({ metrics }) => metrics.size > 0);
    if (!isNoted && !reads) return undefined;
    return googleRecognition(sheet, tables, {
      confidence: isNoted ? (reads ? 0.95 : 0.6) : 0.65,
      account: noted(notes, property) ?? noted(notes, account),
    });
  },
};

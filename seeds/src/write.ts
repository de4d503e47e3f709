import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';

type Cell = string | number | null;

const utf8 = new TextEncoder();

/** Comma-separated text in UTF-8, one header row; null is an empty cell. */
export const csvBytes = (header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array =>
  utf8.encode(stringify([header, ...rows]));

/** As X writes its daily overview: no newline after the last row. */
export const xOverviewBytes = (header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array =>
  utf8.encode(stringify([header, ...rows], { eof: false }));

/** As Meta writes its list of posts: a byte order mark, and quotes around every cell with white space in it. */
export const metaContentBytes = (header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array =>
  utf8.encode(stringify([header, ...rows], { bom: true, quoted_match: /\s/ }));

/** As Meta writes one metric by day: UTF-16, the delimiter and the title on lines of their own, a blank line at the end. */
export function metaDailyBytes(title: string, rows: readonly (readonly [day: string, value: number])[]): Uint8Array {
  const stamped = rows.map(([day, value]) => [`${day}T00:00:00`, String(value)]);
  const table = stringify([['Date', 'Primary'], ...stamped], { quoted: true });
  return new Uint8Array(iconv.encode(`sep=,\n"${title}"\n${table}\n`, 'utf-16le', { addBOM: true }));
}

import { stringify } from 'csv-stringify/sync';
import type { Context } from 'hono';
import { guardedInside } from './formula-guard.ts';

/** A row of an exported table: every value is text, a number, yes or no, or nothing. */
export type CsvRow = Readonly<Record<string, string | number | boolean | null>>;

/** Whether the request asks for CSV instead of JSON. */
export const wantsCsv = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/csv');

interface CsvStyle {
  /** All text in quotes: then no letter in it can pass for the one that parts the cells. */
  readonly quotesText?: boolean;
}

/**
 * Writes rows as CSV: UTF-8 with a byte order mark, so that Excel reads it right; a header row; an empty cell where
 * nothing is known. Text that a spreadsheet would run as a formula is made text.
 */
export function csvText(
  columns: readonly string[],
  rows: readonly CsvRow[],
  { quotesText = false }: CsvStyle = {},
): string {
  return stringify(
    rows.map((row) => columns.map((column) => row[column] ?? null)),
    {
      bom: true,
      header: true,
      columns: columns.map((column) => ({ key: column, header: column })),
      escape_formulas: true,
      quoted_string: quotesText,
      cast: { boolean: (value) => String(value), string: guardedInside },
    },
  );
}

/** Answers with rows as a CSV file. Never cached: the figures can change with the next import. */
export function answerCsv(
  c: Context,
  name: string,
  columns: readonly string[],
  rows: readonly CsvRow[],
  style?: CsvStyle,
) {
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`);
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Cache-Control', 'no-store');
  return c.body(csvText(columns, rows, style), 200);
}

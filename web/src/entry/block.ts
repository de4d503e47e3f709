/** A place in the grid. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Cells of a spreadsheet as its clipboard has them: a line a row, a tab between two cells. Nothing is read into them. */
export function blockOf(text: string): string[][] {
  const lines = text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}

/** Cells as a spreadsheet takes them from the clipboard. */
export const textOfBlock = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join('\t')).join('\n');

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** One step, not over the edge. */
export const step = ({ row, column }: Place, rows: number, columns: number, size: Size): Place => ({
  row: within(row + rows, size.rows),
  column: within(column + columns, size.columns),
});

/** The next place as Tab goes: along the row, then to the next one. Undefined at the end: there Tab leaves the grid. */
export function tab({ row, column }: Place, by: 1 | -1, size: Size): Place | undefined {
  const at = row * size.columns + column + by;
  if (at < 0 || at >= size.rows * size.columns) return undefined;
  return { row: Math.floor(at / size.columns), column: at % size.columns };
}

/** Whether a place lies in the rectangle between two. */
export const between = ({ row, column }: Place, one: Place, other: Place): boolean =>
  row >= Math.min(one.row, other.row) &&
  row <= Math.max(one.row, other.row) &&
  column >= Math.min(one.column, other.column) &&
  column <= Math.max(one.column, other.column);

/** Every place of the rectangle between two, row by row. */
export function rectangle(one: Place, other: Place): Place[][] {
  const top = Math.min(one.row, other.row);
  const left = Math.min(one.column, other.column);
  const rows = Math.abs(one.row - other.row) + 1;
  const columns = Math.abs(one.column - other.column) + 1;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => ({ row: top + row, column: left + column })),
  );
}

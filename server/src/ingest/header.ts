import { plainName } from './cells.ts';
import type { Row, Sheet } from './decode.ts';
import type { RowIssue } from './plan.ts';

/** The columns a format knows, each with every name it goes by. */
export type ColumnNames<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** Where a format's columns stand in a sheet. */
export interface Header<Field extends string> {
  /** Index of the header row among the sheet's rows. */
  readonly index: number;
  /** Cells of the header row. */
  readonly width: number;
  /** A column may stand twice; the one that is not empty speaks. */
  readonly at: ReadonlyMap<Field, readonly number[]>;
  /** Header of each known column, as the file writes it. */
  readonly written: ReadonlyMap<Field, string>;
  /** Columns that the format does not know, as the file writes them. */
  readonly unknown: readonly string[];
}

/** A title or a note may stand above the header, but not much. */
const rowsSearched = 10;
/** More cells than a sheet of Excel can have: a line of a million commas is no header, and every format would read it. */
const cellsMax = 20_000;

/** Finds the row, among the first ones, that names the most of the format's columns. */
export function findHeader<Field extends string>(sheet: Sheet, names: ColumnNames<Field>): Header<Field> {
  const fieldOf = new Map<string, Field>();
  for (const field of Object.keys(names) as Field[]) {
    for (const name of names[field]) fieldOf.set(plainName(name), field);
  }
  let best: Header<Field> = { index: 0, width: 0, at: new Map(), written: new Map(), unknown: [] };
  for (const [index, row] of sheet.head.slice(0, rowsSearched).entries()) {
    if (row.cells.length > cellsMax) continue;
    const at = new Map<Field, number[]>();
    const written = new Map<Field, string>();
    const unknown: string[] = [];
    for (const [column, cell] of row.cells.entries()) {
      const field = fieldOf.get(plainName(cell));
      if (field === undefined) {
        if (cell.trim() !== '') unknown.push(cell.trim());
        continue;
      }
      at.set(field, [...(at.get(field) ?? []), column]);
      if (!written.has(field)) written.set(field, cell.replace(/^\uFEFF/, '').trim());
    }
    if (at.size > best.at.size) best = { index, width: row.cells.length, at, written, unknown };
  }
  return best;
}

/** The text of a field in a row; empty where the row is too short or the column is not there. */
export function cellOf<Field extends string>(header: Header<Field>, row: Row, field: Field): string {
  for (const column of header.at.get(field) ?? []) {
    const cell = row.cells[column];
    if (cell !== undefined && cell.trim() !== '') return cell;
  }
  return '';
}

/**
 * What is wrong with a row that has more filled cells than the header has cells: `5,120` that nobody quoted is two
 * cells, and the first of them is a figure that nobody meant.
 */
export function overflow<Field extends string>(header: Header<Field>, row: Row): RowIssue | undefined {
  if (!row.cells.slice(header.width).some((cell) => cell.trim() !== '')) return undefined;
  return { field: [...header.written.values()].at(-1) ?? '', reason: 'too-many-cells' };
}

export const isBlank = (row: Row): boolean => row.cells.every((cell) => cell.trim() === '');

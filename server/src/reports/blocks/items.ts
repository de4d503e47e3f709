import type { Cell, Chart, Column, ColumnKind, Figure, Item, Missing, Row, Table, Words } from '../content.ts';
import { words } from '../words.ts';

export const notReported: Missing = { missing: 'not-reported' };
export const outside: Missing = { missing: 'outside' };
export const notComputed: Missing = { missing: 'not-computed' };

/** A value, or why there is none. */
export const orMissing = <Value extends Cell>(
  value: Value | null | undefined,
  missing = notReported,
): Value | Missing => value ?? missing;

export const sentence = (key: string, text: Words): Item => ({ kind: 'sentence', key, text });

/** A column by its key, named by the catalogue unless another name is given. */
export const column = (key: string, kind: ColumnKind, label: Words = words(`column.${key}`)): Column => ({
  key,
  label,
  kind,
});

interface TableGiven {
  readonly key: string;
  readonly title?: Words;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly note?: Words | undefined;
}

/** A table; none where there is no row, for then a sentence says so. */
export const table = ({ key, title = words(`table.${key}`), columns, rows, note }: TableGiven): Item[] =>
  rows.length === 0
    ? []
    : [{ kind: 'table', table: { key, title, columns, rows, ...(note ? { note } : {}) } satisfies Table }];

export const chart = (given: Chart): Item => ({ kind: 'chart', chart: given });

export const figures = (list: readonly Figure[]): Item[] =>
  list.length === 0 ? [] : [{ kind: 'figures', figures: list }];

type Against = Figure['against'][number];

/** What a figure is held against, with the difference where both are known. */
export function against(label: Words, kind: ColumnKind, now: Cell, then: Cell): Against {
  if (kind === 'share') return { label, value: then, difference: minus(now, then), differenceKind: 'points' };
  if (kind === 'count') return { label, value: then, difference: changeOf(now, then), differenceKind: 'change' };
  return { label, value: then, difference: minus(now, then), differenceKind: kind };
}

const minus = (now: Cell, then: Cell): Cell =>
  typeof now === 'number' && typeof then === 'number' ? now - then : notComputed;

/** A change in parts of what was; of nothing there is no part. */
export const changeOf = (now: Cell, then: Cell): Cell =>
  typeof now === 'number' && typeof then === 'number' && then !== 0 ? now / then - 1 : notComputed;

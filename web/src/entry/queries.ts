import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';
import type { EntrySearch, Sheet } from './search.ts';

/** One month of one sheet. */
export const gridQuery = ({ month, sheet, office }: EntrySearch) =>
  queryOptions({
    queryKey: ['entry', 'grid', { month, sheet, office }],
    queryFn: () =>
      ask(
        client.api.v1.entry.$get({
          query: { ...(month ? { month } : {}), ...(sheet ? { sheet } : {}), ...(office ? { office } : {}) },
        }),
      ),
  });

export type Grid = Awaited<ReturnType<NonNullable<ReturnType<typeof gridQuery>['queryFn']>>>;
export type GridRow = Grid['rows'][number];
export type GridCell = GridRow['cells'][number];

/** The same sheet for those who may read it and not fill it in. */
export const toBeRead = (grid: Grid): Grid => ({
  ...grid,
  rows: grid.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, editable: false })) })),
});

/** A cell as one word, the same for as long as there is the figure. */
export const cellName = ({ noun, key, field }: Pick<GridCell, 'noun' | 'key' | 'field'>): string =>
  `${noun}:${field}:${JSON.stringify(key)}`;

interface TypedCell {
  readonly noun: Sheet;
  readonly key: string[];
  readonly field: GridCell['field'];
  readonly value: string;
}

/** Sends cells as they were typed; what they mean is for the server to say. */
export const sendCells = (cells: readonly TypedCell[], lang: string) =>
  ask(client.api.v1.entry.$post({ json: { cells: [...cells] } }, { headers: { 'Accept-Language': lang } }));

/** What was said of one figure. */
export const historyQuery = (noun: Sheet, key: readonly string[]) =>
  queryOptions({
    queryKey: ['entry', 'history', noun, key],
    queryFn: () => ask(client.api.v1.entry.history.$get({ query: { noun, key: JSON.stringify(key) } })),
  });

export const keepComment = (noun: Sheet, key: readonly string[], comment: string) =>
  ask(client.api.v1.entry.comment.$put({ json: { noun, key: [...key], comment } }));

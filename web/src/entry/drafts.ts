import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ProblemShown } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { cellName, type Grid, type GridCell, sendCells } from './queries.ts';

/** What became of what was typed into a cell. A refused text stays until it is corrected or given up. */
export interface Draft {
  readonly cell: GridCell;
  /** The cell in words, for lists outside the grid. */
  readonly label: string;
  readonly text: string;
  readonly state: 'saving' | 'saved' | 'refused';
  readonly reason?: string;
}

export interface Entered {
  readonly cell: GridCell;
  readonly label: string;
  readonly text: string;
}

export interface Drafts {
  readonly of: (cell: GridCell) => Draft | undefined;
  /** Texts that are in their cells but not in the store. */
  readonly refused: readonly Draft[];
  readonly isSaving: boolean;
  /** Cells that were stored since the page was opened. */
  readonly saved: number;
  readonly enter: (cells: readonly Entered[]) => void;
  /** Gives a refused text up: the stored value is shown again. */
  readonly giveUp: (cell: GridCell) => void;
}

/** What was typed, sent in the order it was typed, and what the server said to each cell. */
export function useDrafts(): Drafts {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  /** One request after the other: two values of one cell must not overtake each other. */
  const queue = useRef<Promise<void>>(Promise.resolve());

  const mark = useCallback((marked: readonly Draft[]) => {
    setDrafts((before) => {
      const after = new Map(before);
      for (const draft of marked) {
        const name = cellName(draft.cell);
        // What was typed into the cell meanwhile is newer than this answer.
        const newer = draft.state !== 'saving' && before.get(name)?.text !== draft.text;
        if (!newer) after.set(name, draft);
      }
      return after;
    });
  }, []);

  const enter = useCallback(
    (cells: readonly Entered[]) => {
      if (cells.length === 0) return;
      mark(cells.map((cell) => ({ ...cell, state: 'saving' })));
      const send = async () => {
        try {
          const answer = await sendCells(
            cells.map(({ cell: { noun, key, field }, text }) => ({ noun, key, field, value: text })),
            language,
          );
          const values = new Map(answer.cells.map((cell) => [cellName(cell), cell.value]));
          cache.setQueriesData<Grid>({ queryKey: ['entry', 'grid'] }, (grid) => grid && withValues(grid, values));
          mark(
            cells.map((cell, index) => {
              const outcome = answer.cells[index];
              return outcome?.state === 'refused'
                ? { ...cell, state: 'refused', reason: outcome.reason?.message ?? '' }
                : { ...cell, state: 'saved' };
            }),
          );
          await cache.invalidateQueries();
        } catch (error) {
          const reason =
            error instanceof ProblemShown ? `${error.problem.title}. ${error.problem.detail}` : t('entry.notSent');
          mark(cells.map((cell) => ({ ...cell, state: 'refused', reason })));
        }
      };
      queue.current = queue.current.then(send);
    },
    [cache, language, mark, t],
  );

  const giveUp = useCallback((cell: GridCell) => {
    setDrafts((before) => {
      const after = new Map(before);
      after.delete(cellName(cell));
      return after;
    });
  }, []);

  const all = [...drafts.values()];
  const refused = all.filter(({ state }) => state === 'refused');
  const isSaving = all.some(({ state }) => state === 'saving');
  const isUnsent = isSaving || refused.length > 0;
  useEffect(() => {
    if (!isUnsent) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsent]);

  const saved = all.filter(({ state }) => state === 'saved').length;
  return { of: (cell) => drafts.get(cellName(cell)), refused, isSaving, saved, enter, giveUp };
}

/** The grid with what the server says of some of its cells, until it is asked anew. */
const withValues = (grid: Grid, values: ReadonlyMap<string, number | null>): Grid => ({
  ...grid,
  rows: grid.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => {
      const value = values.get(cellName(cell));
      return value === undefined ? cell : { ...cell, value };
    }),
  })),
});

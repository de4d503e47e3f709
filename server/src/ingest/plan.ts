import type { Day } from '../day.ts';
import type { Facts } from '../problem.ts';
import type { Cell, Figure } from './figures.ts';

/** One thing that keeps a row out. */
export interface RowIssue {
  /** The column as the file calls it. */
  readonly field?: string;
  readonly reason: string;
  readonly facts?: Facts;
}

/** What a format makes of one data row of the file. */
export type RowOutcome = { readonly line: number; readonly original: string } & (
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'rejected'; readonly issues: readonly RowIssue[] }
  | { readonly kind: 'skipped'; readonly reason: string }
);

/** What is to be done with one figure. `confirm`: the store already says so; this import says it too. */
export interface Change {
  readonly figure: Figure;
  readonly act: 'store' | 'replace' | 'confirm';
  /** What the store says now. */
  readonly was?: readonly Cell[];
}

export interface RejectedRow {
  readonly line: number;
  readonly original: string;
  readonly issues: readonly RowIssue[];
}

/** Everything an import will do. What is previewed is this; what is stored is this. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly rejectedRows: readonly RejectedRow[];
  /** Rows passed over, counted by reason. */
  readonly skippedRows: ReadonlyMap<string, number>;
  /** Data rows of the file; each ends in exactly one of the five states. */
  readonly rows: number;
  readonly stored: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly fromOn: Day | null;
  readonly toOn: Day | null;
  readonly channels: readonly string[];
  readonly metrics: readonly string[];
}

const sameCells = (one: readonly Cell[], other: readonly Cell[]): boolean =>
  one.every((cell, index) => cell === other[index]);

/**
 * Sorts the rows of a file into what will be stored, replaced, left as it is, rejected or passed over. Pure: it asks
 * `present` what the store holds for a figure and touches nothing.
 *
 * Within one file the first row to say something stands: a later row that says the same is passed over, one that says
 * otherwise is rejected and names the line it contradicts.
 */
export function planImport(
  outcomes: Iterable<RowOutcome>,
  present: (figure: Figure) => readonly Cell[] | undefined,
): Plan {
  const changes: Change[] = [];
  const rejectedRows: RejectedRow[] = [];
  const skippedRows = new Map<string, number>();
  const said = new Map<string, { line: number; value: readonly Cell[] }>();
  const channels = new Set<string>();
  const metrics = new Set<string>();
  let fromOn: Day | null = null;
  let toOn: Day | null = null;
  const count = { rows: 0, stored: 0, replaced: 0, unchanged: 0, rejected: 0, skipped: 0 };

  const skip = (reason: string) => {
    count.skipped += 1;
    skippedRows.set(reason, (skippedRows.get(reason) ?? 0) + 1);
  };

  for (const outcome of outcomes) {
    count.rows += 1;
    const { line, original } = outcome;
    if (outcome.kind === 'skipped') {
      skip(outcome.reason);
      continue;
    }
    if (outcome.kind === 'rejected') {
      count.rejected += 1;
      rejectedRows.push({ line, original, issues: outcome.issues });
      continue;
    }
    const fresh: { name: string; figure: Figure }[] = [];
    let contradicted: number | undefined;
    for (const figure of outcome.figures) {
      const name = `${figure.noun}\u0000${figure.key.join('\u0000')}`;
      const before = said.get(name);
      if (!before) fresh.push({ name, figure });
      else if (!sameCells(figure.value, before.value)) contradicted ??= before.line;
    }
    if (contradicted !== undefined) {
      count.rejected += 1;
      rejectedRows.push({
        line,
        original,
        issues: [{ reason: 'contradicts-line', facts: { line: contradicted } }],
      });
      continue;
    }
    if (fresh.length === 0) {
      skip('said-before');
      continue;
    }
    let stores = false;
    let replaces = false;
    for (const { name, figure } of fresh) {
      said.set(name, { line, value: figure.value });
      const was = present(figure);
      const act = was === undefined ? 'store' : sameCells(figure.value, was) ? 'confirm' : 'replace';
      stores ||= act === 'store';
      replaces ||= act === 'replace';
      changes.push(was === undefined ? { figure, act } : { figure, act, was });
      if (fromOn === null || figure.on < fromOn) fromOn = figure.on;
      if (toOn === null || figure.on > toOn) toOn = figure.on;
      if (figure.channel !== undefined) channels.add(figure.channel);
      if (figure.metric !== undefined) metrics.add(figure.metric);
    }
    if (replaces) count.replaced += 1;
    else if (stores) count.stored += 1;
    else count.unchanged += 1;
  }
  return {
    changes,
    rejectedRows,
    skippedRows,
    ...count,
    fromOn,
    toOn,
    channels: [...channels].sort(),
    metrics: [...metrics].sort(),
  };
}

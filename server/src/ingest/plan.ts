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

/** A figure that gets another value. */
export interface Change {
  readonly figure: Figure;
  readonly was: readonly Cell[];
}

export interface RejectedRow {
  readonly line: number;
  readonly original: string;
  readonly issues: readonly RowIssue[];
}

/** How many figures that change are told of one by one. */
const replacementsShownMax = 20;

/** How many rejected rows are told of at once; all of them are kept with the import. */
export const rejectedShownMax = 200;

/** What becomes of a file: what is previewed is this, and what is stored is this. */
export interface Plan {
  /** The first figures that get another value. */
  readonly replacements: readonly Change[];
  /** The first rejected rows. */
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

/** Whether anything of the file is in the store when it is done. */
export const bringsFigures = (plan: Plan): boolean => plan.stored + plan.replaced + plan.unchanged > 0;

/** Keeps count of what becomes of a file's rows while they are read. */
export class PlanCount {
  private readonly count = { rows: 0, stored: 0, replaced: 0, unchanged: 0, rejected: 0, skipped: 0 };
  private readonly skippedRows = new Map<string, number>();
  private readonly rejectedRows: RejectedRow[] = [];
  private readonly replacements: Change[] = [];
  private readonly channels = new Set<string>();
  private readonly metrics = new Set<string>();
  private fromOn: Day | null = null;
  private toOn: Day | null = null;

  /** Counts rows that were read; answers how many there are. */
  read(rows: number): number {
    this.count.rows += rows;
    return this.count.rows;
  }

  skip(reason: string, rows = 1): void {
    this.count.skipped += rows;
    this.skippedRows.set(reason, (this.skippedRows.get(reason) ?? 0) + rows);
  }

  reject(row: RejectedRow): void {
    this.count.rejected += 1;
    if (this.rejectedRows.length < rejectedShownMax) this.rejectedRows.push(row);
  }

  accept(state: 'stored' | 'replaced' | 'unchanged', rows = 1): void {
    this.count[state] += rows;
  }

  /** A figure of an accepted row, for the summary. */
  tell(figure: Pick<Figure, 'on' | 'channel' | 'metric'>): void {
    if (this.fromOn === null || figure.on < this.fromOn) this.fromOn = figure.on;
    if (this.toOn === null || figure.on > this.toOn) this.toOn = figure.on;
    if (figure.channel !== undefined) this.channels.add(figure.channel);
    if (figure.metric !== undefined) this.metrics.add(figure.metric);
  }

  replace(change: Change): void {
    if (this.replacements.length < replacementsShownMax) this.replacements.push(change);
  }

  plan(): Plan {
    return {
      ...this.count,
      replacements: this.replacements,
      rejectedRows: this.rejectedRows.toSorted((one, other) => one.line - other.line),
      skippedRows: this.skippedRows,
      fromOn: this.fromOn,
      toOn: this.toOn,
      channels: [...this.channels].sort(),
      metrics: [...this.metrics].sort(),
    };
  }
}

/** A plan of nothing, for a file that cannot be read before a question is answered. */
export const emptyPlan = (): Plan => new PlanCount().plan();

export const sameCells = (one: readonly Cell[], other: readonly Cell[]): boolean =>
  one.every((cell, index) => cell === other[index]);

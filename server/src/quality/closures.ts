import type { Db } from '@tilik/db/open';
import { monthClosures, type Office, offices } from '@tilik/db/schema';
import { and, eq } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { openDays } from '../applicants/queries.ts';
import { addMonths, type Day, firstOfMonth, periodOf, type Span } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type CompletenessCell, completenessOf, type MonthCompleteness, monthCompleteness } from './completeness.ts';
import { type ExpectedFigure, expectedName } from './expected.ts';
import { type Findings, findingsIn } from './findings.ts';
import { expectedOf, firstReported } from './queries.ts';

/** Whether a month was closed or opened again, when and why. */
export interface Closure {
  readonly act: 'closed' | 'reopened';
  readonly reason: string;
  readonly actedAt: string;
  /** Who did it; null: before people were told apart. */
  readonly actor: string | null;
}

/** Every act on an office's months, by the month's first day, in the order they were done. */
export function closuresOf(db: Db, officeId: string): ReadonlyMap<Day, readonly Closure[]> {
  const rows = db
    .select()
    .from(monthClosures)
    .where(eq(monthClosures.officeId, officeId))
    .orderBy(monthClosures.id)
    .all();
  const found = new Map<Day, Closure[]>();
  for (const { monthOn, act, reason, actedAt, actor } of rows) {
    found.set(monthOn, [...(found.get(monthOn) ?? []), { act, reason, actedAt, actor }]);
  }
  return found;
}

/** Answers whether a day of an office lies in a closed month. Loaded once, asked for every row of a file. */
export function closedMonths(db: Db): (officeId: string, day: Day) => boolean {
  const closed = new Set<string>();
  for (const { officeId, monthOn, act } of db.select().from(monthClosures).orderBy(monthClosures.id).all()) {
    const name = `${officeId} ${monthOn.slice(0, 7)}`;
    if (act === 'closed') closed.add(name);
    else closed.delete(name);
  }
  return closed.size === 0 ? () => false : (officeId, day) => closed.has(`${officeId} ${day.slice(0, 7)}`);
}

/** Closes a month, or opens it again; what was done before is kept. */
export function closeOrReopen(
  db: Db,
  office: Office,
  monthOn: Day,
  by: By,
  { act, reason, today }: Pick<Closure, 'act' | 'reason'> & { today: Day },
): void {
  const month = monthOn.slice(0, 7);
  const { to } = periodOf(monthOn, 'month');
  if (act === 'closed' && to >= today) throw new ProblemError(409, 'month-running', { facts: { month, to } });
  db.transaction(
    (tx) => {
      const acts = tx
        .select()
        .from(monthClosures)
        .where(and(eq(monthClosures.officeId, office.id), eq(monthClosures.monthOn, monthOn)))
        .orderBy(monthClosures.id)
        .all();
      const isClosed = acts.at(-1)?.act === 'closed';
      if (act === 'closed' && isClosed) throw new ProblemError(409, 'month-already-closed', { facts: { month } });
      if (act === 'reopened' && !isClosed) throw new ProblemError(409, 'month-not-closed', { facts: { month } });
      const actedAt = by.now.toISOString();
      tx.insert(monthClosures).values({ officeId: office.id, monthOn, act, reason, actedAt, actor: by.actor.id }).run();
      writeAudit(db, by, { act, noun: 'month', key: `${office.id} ${month}`, officeId: office.id, became: { reason } });
    },
    { behavior: 'immediate' },
  );
}

/** One expected figure over the months of a window. */
export interface CompletenessRow extends ExpectedFigure {
  readonly cells: readonly CompletenessCell[];
}

export interface Completeness {
  readonly months: readonly MonthCompleteness[];
  readonly figures: readonly CompletenessRow[];
}

/** Every expected figure in every month of a window. */
export function completenessIn(db: Db, office: Office, { from, to }: Span, today: Day): Completeness {
  const span = { from: firstOfMonth(from), to: periodOf(to, 'month').to };
  const months: Day[] = [];
  for (let month = span.from; month <= span.to; month = addMonths(month, 1)) months.push(month);
  const open = openDays(db, { office, ...span });
  const reported = firstReported(db, office, span);
  const nothing: ReadonlyMap<Day, Day> = new Map();
  const figures = expectedOf(db, office.id).map((figure) => ({
    ...figure,
    cells: months.map((month) =>
      completenessOf(figure, month, {
        reportedOn: reported.get(expectedName(figure)) ?? nothing,
        openDays: open,
        today,
      }),
    ),
  }));
  return {
    months: months.map((month, index) =>
      monthCompleteness(
        month,
        figures.flatMap(({ cells }) => cells[index] ?? []),
        today,
      ),
    ),
    figures,
  };
}

/** Why a month's figures are not fit to be reported and judged with. */
export const unfitReasons = ['unfinished', 'nothing-expected', 'incomplete', 'open-errors'] as const;
export interface UnfitReason {
  readonly code: (typeof unfitReasons)[number];
  /** Figures that are not complete, errors that are open; 0 where there is nothing to count. */
  readonly count: number;
}
export type Fitness = { readonly fit: true } | { readonly fit: false; readonly reasons: readonly UnfitReason[] };

/** Outliers and notes are for a person to judge; an error is wrong until somebody has said otherwise. */
export function fitnessOf(completeness: MonthCompleteness, { findings }: Pick<Findings, 'findings'>): Fitness {
  const errors = findings.filter(({ severity, followUp }) => severity === 'error' && followUp.state === 'open').length;
  const { unfinished, figures, complete } = completeness;
  const reasons: UnfitReason[] = [];
  if (unfinished) reasons.push({ code: 'unfinished', count: 0 });
  if (figures === 0) reasons.push({ code: 'nothing-expected', count: 0 });
  else if (!unfinished && complete < figures) reasons.push({ code: 'incomplete', count: figures - complete });
  if (errors > 0) reasons.push({ code: 'open-errors', count: errors });
  return reasons.length === 0 ? { fit: true } : { fit: false, reasons };
}

/** Whether a month's figures can be relied on, or why not. `monthOn` is any day of it. */
export function isFit(db: Db, officeId: string, monthOn: Day, today: Day): Fitness {
  const office = db.select().from(offices).where(eq(offices.id, officeId)).get();
  if (!office) throw new RangeError(`no office ${officeId}`);
  const month = periodOf(monthOn, 'month');
  const [completeness] = completenessIn(db, office, month, today).months;
  if (!completeness) throw new RangeError(`no month ${monthOn}`);
  return fitnessOf(completeness, findingsIn(db, office, month));
}

/** Where a month stands: closed or open, how complete, what is wrong with it, and whether it is fit. */
export interface MonthState {
  readonly month: string;
  readonly state: 'unfinished' | 'open' | 'closed' | 'reopened';
  readonly completeness: MonthCompleteness;
  readonly openFindings: Readonly<Record<'error' | 'warning' | 'note', number>>;
  readonly fitness: Fitness;
  readonly history: readonly Closure[];
}

/** Every month of a window, latest first. */
export function monthStates(db: Db, office: Office, window: Span, today: Day): MonthState[] {
  const span = { from: firstOfMonth(window.from), to: periodOf(window.to, 'month').to };
  const { months } = completenessIn(db, office, span, today);
  const byMonth = Map.groupBy(findingsIn(db, office, span).findings, ({ monthOn }) => monthOn.slice(0, 7));
  const closures = closuresOf(db, office.id);
  return months
    .map((completeness): MonthState => {
      const { month, unfinished } = completeness;
      const findings = byMonth.get(month) ?? [];
      const history = closures.get(`${month}-01`) ?? [];
      const count = (grade: string) =>
        findings.filter(({ severity, followUp }) => severity === grade && followUp.state === 'open').length;
      return {
        month,
        state: history.at(-1)?.act ?? (unfinished ? 'unfinished' : 'open'),
        completeness,
        openFindings: { error: count('error'), warning: count('warning'), note: count('note') },
        fitness: fitnessOf(completeness, { findings }),
        history,
      };
    })
    .reverse();
}

import type { Db } from '@tilik/db/open';
import { type Office, offices } from '@tilik/db/schema';
import { eq } from 'drizzle-orm';
import { addDays, type Day, periodOf, type Span } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Closure, closuresOf } from '../quality/closures.ts';
import type { Actor } from './actor.ts';

/** Before every day that is ever asked for. */
const beginning: Day = '0001-01-01';

/**
 * The last day whose figures are approved: the end of the latest closed month, or the day before the first month that
 * was opened again and not closed since. What is corrected there may change every later sum as well. Undefined: no month
 * is closed, nothing is approved.
 */
export function approvedUntil(closures: ReadonlyMap<Day, readonly Pick<Closure, 'act'>[]>): Day | undefined {
  const standing = [...closures].map(([monthOn, acts]) => ({ monthOn, act: acts.at(-1)?.act }));
  const months = (act: Closure['act']) =>
    standing
      .filter((month) => month.act === act)
      .map(({ monthOn }) => monthOn)
      .sort();
  const closed = months('closed').at(-1);
  if (closed === undefined) return undefined;
  const until = periodOf(closed, 'month').to;
  const [reopened] = months('reopened');
  if (reopened === undefined || reopened > until) return until;
  return addDays(reopened, -1);
}

/**
 * The last approved day of an office's figures. A comparison office closes no months here: its figures stand beside
 * ours, and are shown as far as ours are.
 */
export function approvedDay(db: Db, office: Pick<Office, 'id' | 'role'>): Day | undefined {
  const ours = office.role === 'ours' ? office : db.select().from(offices).where(eq(offices.role, 'ours')).get();
  return approvedUntil(closuresOf(db, (ours ?? office).id));
}

/** The days whose figures an actor may be shown; null: all of them. Throws where there is none. */
export function daysShown(db: Db, { role, view }: Actor, office: Office): Span | null {
  // A link shows what was chosen to be shown by whoever made it.
  if (view) return { from: view.fromOn, to: view.toOn };
  if (role !== 'pembaca') return null;
  const to = approvedDay(db, office);
  if (to === undefined) throw new ProblemError(403, 'nothing-approved', { facts: { office: office.name } });
  return { from: beginning, to };
}

import type { Db } from '@tilik/db/open';
import { sources } from '@tilik/db/schema';
import { and, between, eq, inArray } from 'drizzle-orm';
import { addDays, addMonths, type Day, firstOfMonth } from '../day.ts';
import type { Window } from '../window.ts';

export interface DeclaredCount {
  readonly electronic: number;
  readonly ordinary: number;
}

/** Declared sources over a window, and which of its months have an answer at all. */
export interface DeclaredSources {
  readonly counts: ReadonlyMap<string, DeclaredCount>;
  /** Months that are in the counts, by their first day. */
  readonly months: readonly Day[];
}

/**
 * Applicants by declared source. A month counts when it lies wholly in the window; where a month has a figure of its
 * own, its days are not added to it.
 */
export function declaredSources(db: Db, { office, from, to }: Pick<Window, 'office' | 'from' | 'to'>): DeclaredSources {
  const rows = db
    .select()
    .from(sources)
    .where(
      and(
        eq(sources.officeId, office.id),
        between(sources.periodOn, from, to),
        inArray(sources.passportType, ['electronic', 'ordinary']),
      ),
    )
    .all();
  const isWhole = (month: Day) => addDays(addMonths(month, 1), -1) <= to;
  const official = new Set(
    rows.filter(({ grain, periodOn }) => grain === 'month' && isWhole(periodOn)).map(({ periodOn }) => periodOn),
  );
  const counts = new Map<string, { electronic: number; ordinary: number }>();
  const months = new Set<Day>();
  for (const { grain, periodOn, source, passportType, applicants } of rows) {
    const month = firstOfMonth(periodOn);
    if (grain === 'month' && !isWhole(month)) continue;
    if (grain === 'day' && official.has(month)) continue;
    months.add(month);
    const found = counts.get(source) ?? { electronic: 0, ordinary: 0 };
    counts.set(source, found);
    found[passportType as keyof DeclaredCount] += applicants;
  }
  return { counts, months: [...months].sort() };
}

import type { Db } from '@tilik/db/open';
import { type Applicants, applicants, events } from '@tilik/db/schema';
import { type Grain, wholeTotal } from '@tilik/db/vocabulary';
import { and, between, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { addDays, type Day, daysOf, type Span, weekday } from '../day.ts';
import type { Window } from '../window.ts';

/** The two types that uptake is about. Other documents lie outside it. */
export type UptakeType = 'electronic' | 'ordinary';

/** Counts of one type by the first day of the period they were reported for. */
export type CountsByPeriod = ReadonlyMap<Day, number>;

const breakdownColumns = ['variant', 'servicePoint', 'request', 'purpose'] as const;

/** What a figure is of, besides its office, period and type. */
type Breakdown = Pick<Applicants, (typeof breakdownColumns)[number]>;

/** Whether two figures can count the same person: nothing that both are broken down by tells them apart. */
const overlap = (one: Breakdown, other: Breakdown): boolean =>
  breakdownColumns.every(
    (column) => one[column] === other[column] || one[column] === wholeTotal || other[column] === wholeTotal,
  );

/** Adds figures of one period and type, the coarsest first; one that may count the same people again is left out. */
function addDisjoint(
  rows: readonly (Breakdown & { readonly breakdown: number; readonly applicants: number })[],
): number {
  const coarser: Breakdown[] = [];
  let sum = 0;
  for (const level of new Set(rows.map(({ breakdown }) => breakdown))) {
    // Figures of one breakdown are parts of one whole: they are held against the coarser ones only.
    const taken = rows.filter((row) => row.breakdown === level && !coarser.some((known) => overlap(known, row)));
    for (const { applicants } of taken) sum += applicants;
    coarser.push(...taken);
  }
  return sum;
}

/**
 * Applications by type at one grain. Where a period's total is given it is taken; where it is only given broken down,
 * its parts are added, from the coarsest breakdown on. Parts of different breakdowns may be the same people: they are
 * added only where they cannot be, as those of two service points.
 */
export function applicantCounts(
  db: Db,
  officeId: string,
  grain: Grain,
  span: Span,
): Readonly<Record<UptakeType, CountsByPeriod>> {
  const isCut = (column: (typeof breakdownColumns)[number], weight: number) =>
    sql<number>`(${applicants[column]} <> ${wholeTotal}) * ${weight}`;
  const breakdown = sql<number>`${isCut('variant', 1)} + ${isCut('servicePoint', 2)} + ${isCut('request', 4)}
    + ${isCut('purpose', 8)}`;
  const ofSpan = (from: Day, to: Day) =>
    and(
      eq(applicants.officeId, officeId),
      eq(applicants.grain, grain),
      between(applicants.periodOn, from, to),
      inArray(applicants.passportType, ['electronic', 'ordinary']),
    );
  const rows = db
    .select({
      periodOn: applicants.periodOn,
      passportType: applicants.passportType,
      breakdown: breakdown.as('breakdown'),
      applicants: sql<number>`SUM(${applicants.applicants})`,
    })
    .from(applicants)
    .where(ofSpan(span.from, span.to))
    .groupBy(applicants.periodOn, applicants.passportType, sql`breakdown`)
    .orderBy(sql`breakdown`)
    // As they come: naming the columns of thousands of rows takes longer than finding them.
    .values() as [periodOn: Day, passportType: UptakeType, breakdown: number, applicants: number][];
  const counts = { electronic: new Map<Day, number>(), ordinary: new Map<Day, number>() };
  const coarsest = new Map<string, number>();
  const mixed = new Map<string, { periodOn: Day; passportType: UptakeType }>();
  for (const [periodOn, passportType, level, sum] of rows) {
    const name = `${periodOn} ${passportType}`;
    const first = coarsest.get(name);
    if (first === undefined) {
      coarsest.set(name, level);
      counts[passportType].set(periodOn, sum);
    } else if (first !== 0) mixed.set(name, { periodOn, passportType });
  }
  // Only what was given in several breakdowns without a total has to be looked at row by row.
  for (const { periodOn, passportType } of mixed.values()) {
    const parts = db
      .select({
        variant: applicants.variant,
        servicePoint: applicants.servicePoint,
        request: applicants.request,
        purpose: applicants.purpose,
        applicants: applicants.applicants,
        breakdown: breakdown.as('breakdown'),
      })
      .from(applicants)
      .where(and(ofSpan(periodOn, periodOn), eq(applicants.passportType, passportType)))
      .orderBy(sql`breakdown`)
      .all();
    counts[passportType].set(periodOn, addDisjoint(parts));
  }
  return counts;
}

/** First and last day for which the office has any count of applications, as a span of days. */
export function reportedSpan(db: Db, officeId: string): Span | undefined {
  const found = db
    .select({
      from: sql<Day | null>`MIN(${applicants.periodOn})`,
      to: sql<Day | null>`MAX(CASE ${applicants.grain} WHEN 'month' THEN date(${applicants.periodOn}, '+1 month', '-1 day') ELSE ${applicants.periodOn} END)`,
    })
    .from(applicants)
    .where(eq(applicants.officeId, officeId))
    .get();
  return found?.from && found.to ? { from: found.from, to: found.to } : undefined;
}

/** The days of a window on which the office was open: Monday to Friday, less closures and holidays on the calendar. */
export function openDays(db: Db, { office, from, to }: Pick<Window, 'office' | 'from' | 'to'>): ReadonlySet<Day> {
  const open = new Set(daysOf({ from, to }).filter((day) => weekday(day) <= 5));
  const shut = db
    .select({ startsOn: events.startsOn, endsOn: events.endsOn })
    .from(events)
    .where(
      and(
        inArray(events.kind, ['closure', 'holiday']),
        or(isNull(events.officeId), eq(events.officeId, office.id)),
        lte(events.startsOn, to),
      ),
    )
    .all();
  for (const { startsOn, endsOn } of shut) {
    for (let day = startsOn > from ? startsOn : from; day <= (endsOn ?? startsOn) && day <= to; day = addDays(day, 1)) {
      open.delete(day);
    }
  }
  return open;
}

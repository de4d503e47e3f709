import type { Db } from '@tilik/db/open';
import { applicants, events } from '@tilik/db/schema';
import { type Grain, wholeTotal } from '@tilik/db/vocabulary';
import { and, between, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { addDays, type Day, daysOf, type Span, weekday } from '../day.ts';
import type { Window } from '../window.ts';

/** The two types that uptake is about. Other documents lie outside it. */
export type UptakeType = 'electronic' | 'ordinary';

/** Counts of one type by the first day of the period they were reported for. */
export type CountsByPeriod = ReadonlyMap<Day, number>;

/**
 * Applications by type at one grain. Where a period's total is given it is taken; where it is only given broken down,
 * the parts of one breakdown are added, the coarsest there is: parts of different breakdowns are the same people.
 */
export function applicantCounts(
  db: Db,
  officeId: string,
  grain: Grain,
  span: Span,
): Readonly<Record<UptakeType, CountsByPeriod>> {
  const isCut = (column: typeof applicants.variant | typeof applicants.request, weight: number) =>
    sql<number>`(${column} <> ${wholeTotal}) * ${weight}`;
  const breakdown = sql<number>`${isCut(applicants.variant, 1)} + (${applicants.servicePoint} <> ${wholeTotal}) * 2
    + ${isCut(applicants.request, 4)} + (${applicants.purpose} <> ${wholeTotal}) * 8`;
  const rows = db
    .select({
      periodOn: applicants.periodOn,
      passportType: applicants.passportType,
      breakdown: breakdown.as('breakdown'),
      applicants: sql<number>`SUM(${applicants.applicants})`,
    })
    .from(applicants)
    .where(
      and(
        eq(applicants.officeId, officeId),
        eq(applicants.grain, grain),
        between(applicants.periodOn, span.from, span.to),
        inArray(applicants.passportType, ['electronic', 'ordinary']),
      ),
    )
    .groupBy(applicants.periodOn, applicants.passportType, sql`breakdown`)
    .orderBy(sql`breakdown`)
    .all();
  const counts = { electronic: new Map<Day, number>(), ordinary: new Map<Day, number>() };
  for (const row of rows) {
    const ofType = counts[row.passportType as UptakeType];
    if (!ofType.has(row.periodOn)) ofType.set(row.periodOn, row.applicants);
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

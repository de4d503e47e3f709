import type { Db } from '@tilik/db/open';
import { applicants, audienceApplicants } from '@tilik/db/schema';
import { type Grain, wholeTotal } from '@tilik/db/vocabulary';
import { and, between, eq, inArray, ne, or } from 'drizzle-orm';
import type { UptakeType } from '../applicants/queries.ts';
import type { Day, Span } from '../day.ts';

/** Applicants of one type in one day or month: of one group, or, where the group is null, all of them. */
export interface GroupFigure {
  readonly grain: Grain;
  readonly on: Day;
  readonly type: UptakeType;
  readonly group: string | null;
  readonly applicants: number;
  /** How many other ways the figure is broken down by as well, as a number: the least broken down is taken. */
  readonly cut: number;
}

const types: UptakeType[] = ['electronic', 'ordinary'];

/** All applicants of an office by type, and those by purpose of travel, of every day and month in a span. */
export function purposeFigures(db: Db, officeId: string, { from, to }: Span): GroupFigure[] {
  const isWhole = and(
    eq(applicants.variant, wholeTotal),
    eq(applicants.request, wholeTotal),
    eq(applicants.servicePoint, wholeTotal),
  );
  return db
    .select()
    .from(applicants)
    .where(
      and(
        eq(applicants.officeId, officeId),
        between(applicants.periodOn, from, to),
        inArray(applicants.passportType, types),
        or(ne(applicants.purpose, wholeTotal), isWhole),
      ),
    )
    .all()
    .map(({ grain, periodOn, passportType, purpose, variant, request, servicePoint, applicants: count }) => ({
      grain,
      on: periodOn,
      type: passportType as UptakeType,
      group: purpose === wholeTotal ? null : purpose,
      applicants: count,
      cut:
        Number(variant !== wholeTotal) + 2 * Number(servicePoint !== wholeTotal) + 4 * Number(request !== wholeTotal),
    }));
}

/** Applicants by audience, of every day and month in a span. */
export const audienceFigures = (db: Db, officeId: string, { from, to }: Span): GroupFigure[] =>
  db
    .select()
    .from(audienceApplicants)
    .where(
      and(
        eq(audienceApplicants.officeId, officeId),
        between(audienceApplicants.periodOn, from, to),
        inArray(audienceApplicants.passportType, types),
      ),
    )
    .all()
    .map(({ grain, periodOn, passportType, audience, applicants: count }) => ({
      grain,
      on: periodOn,
      type: passportType as UptakeType,
      group: audience,
      applicants: count,
      cut: 0,
    }));

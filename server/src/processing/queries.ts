import type { Db } from '@tilik/db/open';
import { type Fee, fees, type Processing, processing } from '@tilik/db/schema';
import { and, asc, between, eq, lte } from 'drizzle-orm';
import type { Day, Span } from '../day.ts';

/** What an office said of its service in a span, by day and by month. */
export const processingRows = (db: Db, officeId: string, { from, to }: Span): Processing[] =>
  db
    .select()
    .from(processing)
    .where(and(eq(processing.officeId, officeId), between(processing.periodOn, from, to)))
    .orderBy(asc(processing.periodOn))
    .all();

/** Every fee that began by a day, the latest last. */
export const feesUntil = (db: Db, day: Day): Fee[] =>
  db
    .select()
    .from(fees)
    .where(lte(fees.startsOn, day))
    .orderBy(asc(fees.startsOn), asc(fees.passportType), asc(fees.validityYears))
    .all();

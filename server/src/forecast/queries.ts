import type { Db } from '@tilik/db/open';
import { events, type Office } from '@tilik/db/schema';
import { eq, isNull, or } from 'drizzle-orm';
import { applicantCounts, openDays, reportedSpan } from '../applicants/queries.ts';
import { uptakePeriods } from '../applicants/uptake.ts';
import { addDays, type Day, periodOf } from '../day.ts';
import { type ForecastInput, type KnownEvent, type PastPeriod, shareIn } from './input.ts';
import type { ForecastGrain } from './result.ts';

/** Months with a share from which a forecast is made by months; with fewer it is made by weeks. */
const monthsEnough = 24;

/** The finished periods of an office from the first whole one of the e-passport on to the last with a share. */
function pastPeriods(db: Db, office: Office, today: Day, grain: ForecastGrain): PastPeriod[] {
  const reported = reportedSpan(db, office.id);
  if (!reported) return [];
  const { launchedOn } = office;
  const begins = launchedOn !== null && launchedOn > reported.from ? launchedOn : reported.from;
  const first = periodOf(begins, grain);
  // The period of the launch holds ordinary applications of days on which nothing else could be had.
  const from = begins === launchedOn && first.from < begins ? addDays(first.to, 1) : first.from;
  const last = periodOf(addDays(periodOf(today, grain).from, -1), grain);
  if (from > last.to) return [];
  const days = { from: periodOf(from, 'month').from, to: periodOf(last.to, 'month').to };
  const periods = uptakePeriods({ from, to: last.to }, grain, {
    daily: applicantCounts(db, office.id, 'day', days),
    monthly: applicantCounts(db, office.id, 'month', days),
    openDays: openDays(db, { office, ...days }),
    today,
    launchedOn,
    firstReportedOn: reported.from,
  }).map(({ from: begin, to, state, uptake, electronic, ordinary, openDays: open, reportedDays }): PastPeriod => {
    // Half of its days or fewer say nothing of a period.
    const isKnown = uptake.kind === 'share' && !(state === 'partial' && reportedDays <= open / 2);
    return { from: begin, to, electronic: isKnown ? electronic : null, ordinary: isKnown ? ordinary : null };
  });
  const hasShare = (period: PastPeriod) => shareIn(period) !== null;
  // Without a day of launch the e-passport begins with the first one applied for.
  const start = periods.findIndex(
    (period) => hasShare(period) && (launchedOn !== null || (period.electronic ?? 0) > 0),
  );
  return start < 0 ? [] : periods.slice(start, periods.findLastIndex(hasShare) + 1);
}

/** What a forecast for an office is made from: months where there are two years of them, else weeks, else what there is. */
export function forecastInput(db: Db, office: Office, today: Day): ForecastInput {
  const known = (periods: readonly PastPeriod[]) => periods.filter((period) => shareIn(period) !== null).length;
  const months = pastPeriods(db, office, today, 'month');
  if (known(months) >= monthsEnough) return { grain: 'month', periods: months };
  const weeks = pastPeriods(db, office, today, 'week');
  // A month has four weeks and more: fewer of them mean that days were not reported for all of the time.
  return known(weeks) >= 4 * known(months) ? { grain: 'week', periods: weeks } : { grain: 'month', periods: months };
}

/** What is on the calendar and may have moved the share, or will: from the first period on, without single days off. */
export const eventsAround = (db: Db, officeId: string, from: Day): KnownEvent[] =>
  db
    .select()
    .from(events)
    .where(or(isNull(events.officeId), eq(events.officeId, officeId)))
    .orderBy(events.startsOn, events.id)
    .all()
    .filter(({ kind, startsOn, endsOn }) => kind !== 'holiday' && (endsOn ?? startsOn) >= from)
    .map(({ id, name, nameEn, kind, startsOn, endsOn }) => ({ id, name, nameEn, kind, from: startsOn, to: endsOn }));

import type { Db } from '@tilik/db/open';
import { type PeriodGrain, periodOf } from '../day.ts';
import { shownSpan, type Window } from '../window.ts';
import { applicantCounts, openDays, reportedSpan } from './queries.ts';
import { type UptakePeriod, uptakePeriods, wholePeriods } from './uptake.ts';

/** Uptake of a window's office in every period that the window touches, as the store has it. */
export function uptakeIn(db: Db, window: Window, grain: PeriodGrain): UptakePeriod[] {
  const whole = wholePeriods(window, grain);
  const days = { from: periodOf(whole.from, 'month').from, to: whole.to };
  return uptakePeriods(window, grain, {
    daily: applicantCounts(db, window.office.id, 'day', shownSpan(window, 'day', days)),
    monthly: applicantCounts(db, window.office.id, 'month', shownSpan(window, 'month', days)),
    openDays: openDays(db, { office: window.office, ...whole }),
    today: window.today,
    launchedOn: window.office.launchedOn,
    firstReportedOn: reportedSpan(db, window.office.id)?.from ?? null,
  });
}

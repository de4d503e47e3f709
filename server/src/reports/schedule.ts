import type { Db } from '@tilik/db/open';
import { systemActor } from '../access/actor.ts';
import { openDays } from '../applicants/queries.ts';
import { addMonths, type Day, dayInZone, firstOfMonth, periodOf } from '../day.ts';
import { officeList } from '../offices/queries.ts';
import { editionsOf, monthStateOf } from './queries.ts';
import { reportSettingsOf } from './settings.ts';
import { draftReport, wasDrafted } from './store.ts';

/** What the clock has to know of an office. */
export interface Standing {
  readonly today: Day;
  /** Days of the running month on which the office works. */
  readonly openDays: ReadonlySet<Day>;
  /** Whether the month before is closed. */
  readonly isClosed: boolean;
  /** Whether somebody began its report before, whatever became of it. */
  readonly wasBegun: boolean;
  readonly draftsByItself: boolean;
}

/** Working days that the section has to bring in the last figures. */
const workingDays = 2;

/** The day from which on the report on the month before is drafted: the second working day, at the latest the last day. */
export function draftDay(today: Day, open: ReadonlySet<Day>): Day {
  const { to } = periodOf(today, 'month');
  const working = [...open].filter((day) => day >= firstOfMonth(today) && day <= to).toSorted();
  return working[workingDays - 1] ?? to;
}

/**
 * The month whose report is to be drafted now; undefined: none. Only ever the one before the running one, so that an
 * installation that comes into use, or comes back after a year, is not flooded with drafts of months long gone.
 */
export function monthToDraft({ today, openDays: open, isClosed, wasBegun, draftsByItself }: Standing): Day | undefined {
  if (!draftsByItself || !isClosed || wasBegun || today < draftDay(today, open)) return undefined;
  return addMonths(firstOfMonth(today), -1);
}

/** Drafts what is due in every office; answers the ids of what was drafted. */
export function draftWhatIsDue(db: Db, now: Date): string[] {
  return officeList(db).flatMap((office) => {
    const today = dayInZone(now, office.zone);
    const lastMonth = addMonths(firstOfMonth(today), -1);
    const month = monthToDraft({
      today,
      openDays: openDays(db, { office, ...periodOf(today, 'month') }),
      isClosed: monthStateOf(db, office, now)(lastMonth) === 'closed',
      wasBegun: editionsOf(db, office.id, lastMonth).length > 0 || wasDrafted(db, office.id, lastMonth),
      draftsByItself: reportSettingsOf(db, office).draftsByItself,
    });
    if (month === undefined) return [];
    return [draftReport(db, { actor: systemActor('jadwal laporan'), now }, office, month).id];
  });
}

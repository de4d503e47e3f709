import type { Db } from '@tilik/db/open';
import { type Office, type Switching, switchings } from '@tilik/db/schema';
import { desc, eq } from 'drizzle-orm';
import type { Day } from '../day.ts';
import type { PeriodFigures } from '../effect/input.ts';
import { planningInput } from '../effect/queries.ts';

/** Schedules of an office, the latest first. */
export const switchingsOf = (db: Db, officeId: string): Switching[] =>
  db
    .select()
    .from(switchings)
    .where(eq(switchings.officeId, officeId))
    .orderBy(desc(switchings.fromOn), desc(switchings.id))
    .all();

export const switchingById = (db: Db, id: number): Switching | undefined =>
  db.select().from(switchings).where(eq(switchings.id, id)).get();

export const declareSwitching = (db: Db, given: Omit<Switching, 'id'>): Switching =>
  db.insert(switchings).values(given).returning().get();

export const stopSwitching = (db: Db, id: number, stoppedAt: string, stoppedReason: string): void => {
  db.update(switchings).set({ stoppedAt, stoppedReason }).where(eq(switchings.id, id)).run();
};

/** Figures of an office by week up to now, and whether there are any by week at all. */
export function weeklyFigures(
  db: Db,
  office: Office,
  today: Day,
): { readonly figures: readonly PeriodFigures[]; readonly isWeekly: boolean } {
  const { figures, grain } = planningInput(db, office, { estimand: 'extra', shape: 'step', comparisons: [] }, today);
  return grain === 'week' ? { figures, isWeekly: true } : { figures: [], isWeekly: false };
}

import type { Db } from '@tilik/db/open';
import { type Office, type Switching, switchings } from '@tilik/db/schema';
import { desc, eq } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
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

export const declareSwitching = (db: Db, by: By, given: Omit<Switching, 'id' | 'actor'>): Switching =>
  db.transaction(
    () => {
      const declared = db
        .insert(switchings)
        .values({ ...given, actor: by.actor.id })
        .returning()
        .get();
      const { id, officeId } = declared;
      writeAudit(db, by, { act: 'declared', noun: 'switching', key: String(id), officeId, became: given });
      return declared;
    },
    { behavior: 'immediate' },
  );

export const stopSwitching = (db: Db, by: By, { id, officeId }: Switching, stoppedReason: string): void =>
  db.transaction(
    () => {
      const stopped = { stoppedAt: by.now.toISOString(), stoppedReason };
      db.update(switchings).set(stopped).where(eq(switchings.id, id)).run();
      writeAudit(db, by, { act: 'stopped', noun: 'switching', key: String(id), officeId, became: stopped });
    },
    { behavior: 'immediate' },
  );

/** Figures of an office by week up to now, and whether there are any by week at all. */
export function weeklyFigures(
  db: Db,
  office: Office,
  today: Day,
): { readonly figures: readonly PeriodFigures[]; readonly isWeekly: boolean } {
  const { figures, grain } = planningInput(db, office, { estimand: 'extra', shape: 'step', comparisons: [] }, today);
  return grain === 'week' ? { figures, isWeekly: true } : { figures: [], isWeekly: false };
}

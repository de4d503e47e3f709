import { createHash } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { signInFailures } from '@tilik/db/schema';
import { eq } from 'drizzle-orm';

/** So many wrong passwords for one address lock it; each further one locks it twice as long. */
const failuresMax = 10;
const firstLockMinutes = 15;
const dayMilliseconds = 86_400_000;

/** How an address is kept here: what was typed may be a password in the wrong field. */
export const hashOfEmail = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

/** Until when the address is locked after so many failures, or undefined where it is not. */
export function lockedUntilAfter(failures: number, now: Date): Date | undefined {
  if (failures < failuresMax) return undefined;
  const lasts = firstLockMinutes * 60_000 * 2 ** Math.min(failures - failuresMax, 20);
  return new Date(now.getTime() + Math.min(lasts, dayMilliseconds));
}

export interface Attempt {
  /** It may not be tried now: the address is locked until then. */
  readonly lockedUntil: Date | undefined;
  /** This attempt, if it fails, is the one that locks it. */
  readonly locks: boolean;
}

/**
 * Counts an attempt as failed before it is made, so that many at the same time are counted too; a success takes it back.
 * Addresses that nobody has are counted alike, and nothing is learnt from being locked.
 */
export const countAttempt = (db: Db, email: string, now: Date): Attempt =>
  db.transaction((tx) => {
    const emailHash = hashOfEmail(email);
    const known = tx.select().from(signInFailures).where(eq(signInFailures.emailHash, emailHash)).get();
    const lockedUntil = known?.lockedUntil ? new Date(known.lockedUntil) : undefined;
    if (lockedUntil && lockedUntil > now) return { lockedUntil, locks: false };
    // A day without a failure, and without a lock, is forgotten.
    const since = known && Math.max(Date.parse(known.lastFailedAt), lockedUntil?.getTime() ?? 0);
    const before = known && since !== undefined && now.getTime() - since < dayMilliseconds ? known.failures : 0;
    const until = lockedUntilAfter(before + 1, now);
    const row = {
      failures: before + 1,
      lastFailedAt: now.toISOString(),
      lockedUntil: until?.toISOString() ?? null,
    };
    tx.insert(signInFailures)
      .values({ emailHash, ...row })
      .onConflictDoUpdate({ target: signInFailures.emailHash, set: row })
      .run();
    return { lockedUntil: undefined, locks: until !== undefined };
  });

/** Forgets the failures of an address: its password was right, or an administrator says so. */
export function clearFailures(db: Db, email: string): void {
  db.delete(signInFailures)
    .where(eq(signInFailures.emailHash, hashOfEmail(email)))
    .run();
}

/** Takes one attempt back that said nothing about the password. */
export function takeBackAttempt(db: Db, email: string): void {
  db.transaction((tx) => {
    const emailHash = hashOfEmail(email);
    const known = tx.select().from(signInFailures).where(eq(signInFailures.emailHash, emailHash)).get();
    if (!known) return;
    const failures = Math.max(known.failures - 1, 0);
    tx.update(signInFailures)
      .set({ failures, lockedUntil: failures < failuresMax ? null : known.lockedUntil })
      .where(eq(signInFailures.emailHash, emailHash))
      .run();
  });
}

/** Until when an address is locked, or null. */
export function lockOf(db: Db, email: string, now: Date): string | null {
  const known = db
    .select()
    .from(signInFailures)
    .where(eq(signInFailures.emailHash, hashOfEmail(email)))
    .get();
  return known?.lockedUntil && new Date(known.lockedUntil) > now ? known.lockedUntil : null;
}

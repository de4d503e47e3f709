import { createHash } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { type AuditEntry, auditEntries } from '@tilik/db/schema';
import { desc, eq } from 'drizzle-orm';
import type { Actor } from './actor.ts';

/** One act, as the trail keeps it. */
export interface Act {
  readonly act: string;
  readonly noun: string;
  readonly key: string;
  /** Empty: it concerned no single office. */
  readonly officeId?: string | null;
  readonly was?: unknown;
  readonly became?: unknown;
}

/** Who did it and when. */
export interface By {
  readonly actor: Actor;
  readonly now: Date;
  readonly request?: string | undefined;
}

/** What the first entry is chained to. */
export const firstHash = '0'.repeat(64);

/** The hash of an entry: over the hash before it and all that it says. */
export const hashOfEntry = (before: string, entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        before,
        entry.id,
        entry.at,
        entry.actor,
        entry.actorName,
        entry.actorRole,
        entry.officeId,
        entry.act,
        entry.noun,
        entry.key,
        entry.was ?? null,
        entry.became ?? null,
        entry.request,
      ]),
    )
    .digest('hex');

/**
 * Adds an act to the audit trail. To be called in the transaction that does what it tells of: then there is never one
 * without the other.
 */
export function writeAudit(db: Db, { actor, now, request }: By, act: Act): void {
  const last = db
    .select({ id: auditEntries.id, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.id))
    .limit(1)
    .get();
  const entry = {
    id: (last?.id ?? 0) + 1,
    at: now.toISOString(),
    actor: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    officeId: act.officeId ?? null,
    act: act.act,
    noun: act.noun,
    key: act.key,
    // As it will be read back: JSON knows no undefined.
    was: plain(act.was),
    became: plain(act.became),
    request: request ?? null,
  };
  db.insert(auditEntries)
    .values({ ...entry, hash: hashOfEntry(last?.hash ?? firstHash, entry) })
    .run();
}

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

/** The name an actor had when they last did something; null where nothing is known of them. */
export const actorName = (db: Db, actor: string | null): string | null =>
  actor === null
    ? null
    : (db
        .select({ name: auditEntries.actorName })
        .from(auditEntries)
        .where(eq(auditEntries.actor, actor))
        .orderBy(desc(auditEntries.id))
        .limit(1)
        .get()?.name ?? null);

/** The first entry whose hash is not what it should be, or undefined where the chain holds. */
export function brokenAuditEntry(db: Db): number | undefined {
  let before = firstHash;
  let expected = 1;
  for (const { hash, ...entry } of db.select().from(auditEntries).orderBy(auditEntries.id).all()) {
    if (entry.id !== expected || hash !== hashOfEntry(before, entry)) return entry.id;
    before = hash;
    expected += 1;
  }
  return undefined;
}

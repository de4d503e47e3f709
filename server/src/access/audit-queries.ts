import type { Db } from '@tilik/db/open';
import { type AuditEntry, auditEntries } from '@tilik/db/schema';
import { and, desc, eq, gte, lt, or, type SQLWrapper, sql } from 'drizzle-orm';

/** What entries of the audit trail can be looked for by; what is not given narrows nothing. */
export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly noun?: string | undefined;
  readonly key?: string | undefined;
  readonly officeId?: string | undefined;
  /** Instants, the first included and the last not. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Stands in the key, in what it was or became, or in the actor's name. */
  readonly text?: string | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
}

/** Entries of the audit trail, latest first. */
export function auditIn(db: Db, filter: AuditFilter, limit: number): AuditEntry[] {
  const { actor, act, noun, key, officeId, since, until, text, before } = filter;
  // What a person looks for is no pattern.
  const pattern = text === undefined ? '' : `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const holds = (column: SQLWrapper) => sql`${column} LIKE ${pattern} ESCAPE '\\'`;
  const { id, at, actorName, was, became } = auditEntries;
  return db
    .select()
    .from(auditEntries)
    .where(
      and(
        actor === undefined ? undefined : eq(auditEntries.actor, actor),
        act === undefined ? undefined : eq(auditEntries.act, act),
        noun === undefined ? undefined : eq(auditEntries.noun, noun),
        key === undefined ? undefined : eq(auditEntries.key, key),
        officeId === undefined ? undefined : eq(auditEntries.officeId, officeId),
        since === undefined ? undefined : gte(at, since),
        until === undefined ? undefined : lt(at, until),
        text === undefined ? undefined : or(holds(auditEntries.key), holds(was), holds(became), holds(actorName)),
        before === undefined ? undefined : lt(id, before),
      ),
    )
    .orderBy(desc(id))
    .limit(limit)
    .all();
}

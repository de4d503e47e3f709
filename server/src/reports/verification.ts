import type { Db } from '@tilik/db/open';
import { auditEntries, reports } from '@tilik/db/schema';
import { and, count, eq, max, sql } from 'drizzle-orm';
import { hashOf } from './canonical.ts';

/** What a frozen report's bytes, its row and the audit trail say of its hash. It holds where all three say the same. */
export interface Verification {
  readonly contentHash: string;
  readonly computed: string;
  /** As the audit trail has it since the approval; null: it knows of none. */
  readonly recorded: string | null;
  readonly holds: boolean;
}

/** Looks whether a report is what was approved. Undefined: it is not approved. */
export function verificationOf(db: Db, id: string): Verification | undefined {
  const row = db
    .select({ frozen: reports.frozen, contentHash: reports.contentHash })
    .from(reports)
    .where(eq(reports.id, id))
    .get();
  const { frozen = null, contentHash = null } = row ?? {};
  if (frozen === null || contentHash === null) return undefined;
  const computed = hashOf(frozen);
  const recorded =
    db
      .select({ hash: sql<string | null>`json_extract(${auditEntries.became}, '$.contentHash')` })
      .from(auditEntries)
      .where(and(eq(auditEntries.noun, 'report'), eq(auditEntries.key, id), eq(auditEntries.act, 'approved')))
      .get()?.hash ?? null;
  return { contentHash, computed, recorded, holds: computed === contentHash && recorded === contentHash };
}

/** Approved reports that are not what was approved, and gaps in the numbering, each in a few words; of how many. */
export function brokenReports(db: Db): { readonly approved: number; readonly broken: readonly string[] } {
  const approved = db
    .select({ id: reports.id, number: reports.number })
    .from(reports)
    .where(eq(reports.state, 'approved'))
    .all();
  const changed = approved
    .filter(({ id }) => verificationOf(db, id)?.holds !== true)
    .map(({ number, id }) => `${number ?? id} is not as it was approved`);
  const years = db
    .select({ officeId: reports.officeId, year: reports.year, all: count(), last: max(reports.sequence) })
    .from(reports)
    .where(and(eq(reports.state, 'approved'), eq(reports.edition, 1)))
    .groupBy(reports.officeId, reports.year)
    .all();
  const gaps = years
    .filter(({ all, last }) => all !== last)
    .map(({ officeId, year, all, last }) => `${officeId} has ${all} numbers of ${year}, the last being ${last}`);
  return { approved: approved.length, broken: [...changed, ...gaps] };
}

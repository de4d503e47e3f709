import { randomUUID } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { auditEntries, type Office, reportComments, reportDeliveries, reports } from '@tilik/db/schema';
import { and, eq, isNull, max, sql } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { type Day, dayInZone, periodOf } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { canonicalJson, hashOf } from './canonical.ts';
import type { BlockKey, FrozenReport, Seal } from './content.ts';
import { differencesOf } from './differences.ts';
import { numberFor, revisedNumber } from './number.ts';
import {
  type Composition,
  commentsOf,
  editionsOf,
  frozenOf,
  monthStateOf,
  officeById,
  type ReportRow,
  reportById,
  reportVersion,
} from './queries.ts';
import { reportSettingsOf } from './settings.ts';

/** Every act on a report is one transaction that begins by taking the writer's place: what it looks at stays so. */
const atOnce = <Answer>(db: Db, act: () => Answer): Answer => db.transaction(act, { behavior: 'immediate' });

const monthOf = ({ monthOn }: Pick<ReportRow, 'monthOn'>): string => monthOn.slice(0, 7);

function tell(db: Db, by: By, act: string, report: ReportRow, became: object = {}, was?: object): void {
  const { id, officeId, edition } = report;
  writeAudit(db, by, {
    act,
    noun: 'report',
    key: id,
    officeId,
    was,
    became: { month: monthOf(report), edition, ...became },
  });
}

function stillThere(db: Db, id: string): ReportRow {
  const report = reportById(db, id);
  if (!report) throw new ProblemError(404, 'no-such-report', { facts: { id } });
  return report;
}

/** The report in the state that the act needs. Throws what stands against it. */
function inState(db: Db, id: string, state: 'draft' | 'reviewed'): ReportRow {
  const report = stillThere(db, id);
  if (report.state === 'approved') {
    throw new ProblemError(409, 'already-approved', { facts: { number: report.number ?? '' } });
  }
  if (report.state !== state) {
    throw new ProblemError(409, state === 'draft' ? 'report-not-draft' : 'report-not-reviewed');
  }
  return report;
}

function insertReport(
  db: Db,
  by: By,
  given: Pick<ReportRow, 'officeId' | 'monthOn' | 'edition' | 'reason' | 'remarks'>,
): ReportRow {
  const id = randomUUID();
  db.insert(reports)
    .values({ ...given, id, state: 'draft', createdAt: by.now.toISOString(), createdBy: by.actor.id })
    .run();
  const made = stillThere(db, id);
  const { reason } = given;
  tell(db, by, reason === null ? 'drafted' : 'revised', made, reason === null ? {} : { reason });
  return made;
}

/** Begins the report on a month. */
export function draftReport(db: Db, by: By, office: Office, monthOn: Day): ReportRow {
  return atOnce(db, () => {
    const month = monthOn.slice(0, 7);
    const { to } = periodOf(monthOn, 'month');
    if (to >= dayInZone(by.now, office.zone)) {
      throw new ProblemError(409, 'report-month-running', { facts: { month, to } });
    }
    const [latest] = editionsOf(db, office.id, monthOn);
    if (latest) throw new ProblemError(409, 'report-exists', { facts: { month, id: latest.id } });
    return insertReport(db, by, { officeId: office.id, monthOn, edition: 1, reason: null, remarks: null });
  });
}

/** Whether the report on a month was ever begun: one that somebody discarded does not come back by itself. */
export const wasDrafted = (db: Db, officeId: string, monthOn: Day): boolean =>
  db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.noun, 'report'),
        eq(auditEntries.act, 'drafted'),
        eq(auditEntries.officeId, officeId),
        sql`json_extract(${auditEntries.became}, '$.month') = ${monthOn.slice(0, 7)}`,
      ),
    )
    .limit(1)
    .all().length > 0;

/** Stores the section's own remarks. */
export function writeRemarks(db: Db, by: By, id: string, text: string): void {
  atOnce(db, () => {
    const report = inState(db, id, 'draft');
    const remarks = text === '' ? null : text;
    db.update(reports).set({ remarks }).where(eq(reports.id, id)).run();
    tell(db, by, 'remarked', report, { remarks }, { remarks: report.remarks });
  });
}

const insertComment = (db: Db, by: By, report: ReportRow, block: BlockKey, text: string): number =>
  db
    .insert(reportComments)
    .values({ reportId: report.id, block, text, actor: by.actor.id, writtenAt: by.now.toISOString() })
    .returning({ id: reportComments.id })
    .get().id;

/** Remarks on a block of a report in work. */
export function commentOn(db: Db, by: By, id: string, block: BlockKey, text: string): number {
  return atOnce(db, () => {
    const report = stillThere(db, id);
    if (report.state === 'approved') {
      throw new ProblemError(409, 'already-approved', { facts: { number: report.number ?? '' } });
    }
    const comment = insertComment(db, by, report, block, text);
    tell(db, by, 'commented', report, { comment, block, text });
    return comment;
  });
}

/** Says that a comment is dealt with. */
export function resolveComment(db: Db, by: By, id: string, comment: number): void {
  atOnce(db, () => {
    const report = stillThere(db, id);
    const found = commentsOf(db, id).find((one) => one.id === comment);
    if (!found) throw new ProblemError(404, 'no-such-comment', { facts: { id: comment } });
    if (report.state === 'approved') {
      throw new ProblemError(409, 'already-approved', { facts: { number: report.number ?? '' } });
    }
    if (found.resolvedAt !== null) throw new ProblemError(409, 'comment-resolved', { facts: { id: comment } });
    db.update(reportComments)
      .set({ resolvedAt: by.now.toISOString(), resolvedBy: by.actor.id })
      .where(eq(reportComments.id, comment))
      .run();
    tell(db, by, 'comment-resolved', report, { comment });
  });
}

/** Throws unless a report may go a step further with the content that was seen. */
function mustBeReady(db: Db, by: By, report: ReportRow, seen: string, composed: Composition): void {
  const month = monthOf(report);
  const office = officeById(db, report.officeId);
  if (!office || monthStateOf(db, office, by.now)(report.monthOn) !== 'closed') {
    throw new ProblemError(409, 'report-month-not-closed', { facts: { month } });
  }
  const open = db
    .select({ id: reportComments.id })
    .from(reportComments)
    .where(and(eq(reportComments.reportId, report.id), isNull(reportComments.resolvedAt)))
    .all().length;
  if (open > 0) throw new ProblemError(409, 'comments-open', { facts: { count: open } });
  // What was composed is what is now, and what is now is what was seen.
  const isOfNow = composed.version === reportVersion(db) && composed.remarks === report.remarks;
  if (!isOfNow || composed.contentHash !== seen) throw new ProblemError(409, 'figures-changed', { facts: { month } });
}

/** Says that a report was read and found in order, as it is. */
export function reviewReport(db: Db, by: By, id: string, seen: string, composed: Composition): void {
  atOnce(db, () => {
    const report = inState(db, id, 'draft');
    mustBeReady(db, by, report, seen, composed);
    db.update(reports)
      .set({ state: 'reviewed', reviewedAt: by.now.toISOString(), reviewedBy: by.actor.id, reviewedHash: seen })
      .where(eq(reports.id, id))
      .run();
    tell(db, by, 'reviewed', report, { contentHash: seen });
  });
}

/** Gives a reviewed report back to be worked on, with what is to be done. */
export function returnReport(db: Db, by: By, id: string, block: BlockKey, text: string): void {
  atOnce(db, () => {
    const report = inState(db, id, 'reviewed');
    db.update(reports)
      .set({ state: 'draft', reviewedAt: null, reviewedBy: null, reviewedHash: null })
      .where(eq(reports.id, id))
      .run();
    const comment = insertComment(db, by, report, block, text);
    tell(db, by, 'returned', report, { comment, block, text });
  });
}

/** The next place in the numbering of an office's year. */
const nextSequence = (db: Db, officeId: string, year: number): number =>
  (db
    .select({ last: max(reports.sequence) })
    .from(reports)
    .where(and(eq(reports.officeId, officeId), eq(reports.year, year)))
    .get()?.last ?? 0) + 1;

/**
 * Approves a report: from then on it is what it is. Its number, its bytes with their hash, the entry in the audit trail
 * and what is to be sent of it are one transaction, so that after any crash it is approved wholly or not at all, and no
 * number is taken twice or left out. Throws where anything that it is composed from was changed since.
 */
export function approveReport(
  db: Db,
  by: By,
  id: string,
  seen: string,
  composed: Composition,
  { sendsMail }: { readonly sendsMail: boolean },
): ReportRow {
  return atOnce(db, () => {
    const report = inState(db, id, 'reviewed');
    mustBeReady(db, by, report, seen, composed);
    const office = officeById(db, report.officeId);
    if (!office) throw new RangeError(`no office ${report.officeId}`);
    const settings = reportSettingsOf(db, office);
    const approvedOn = dayInZone(by.now, office.zone);
    const editions = editionsOf(db, office.id, report.monthOn);
    const first = editions.find(({ edition }) => edition === 1);
    const place =
      report.edition === 1 || !first?.number
        ? newPlace(db, office, settings.numberPattern, approvedOn)
        : { year: first.year, sequence: first.sequence, number: revisedNumber(first.number, report.edition) };
    const seal: Seal = {
      number: place.number,
      edition: report.edition,
      approvedOn,
      dataVersion: composed.version,
      revises: revises(db, report, composed, editions),
    };
    const frozen = canonicalJson({ content: composed.content, seal } satisfies FrozenReport);
    const contentHash = hashOf(frozen);
    db.update(reports)
      .set({
        ...place,
        state: 'approved',
        approvedAt: by.now.toISOString(),
        approvedBy: by.actor.id,
        dataVersion: composed.version,
        frozen,
        contentHash,
      })
      .where(eq(reports.id, id))
      .run();
    tell(db, by, 'approved', report, {
      number: place.number,
      contentHash,
      dataVersion: composed.version,
      reviewedHash: report.reviewedHash,
      composedHash: composed.contentHash,
    });
    const targets = [
      ...(sendsMail ? settings.recipients.map((target) => ({ kind: 'mail' as const, target })) : []),
      ...(settings.webhookUrl === null ? [] : [{ kind: 'webhook' as const, target: settings.webhookUrl }]),
    ];
    const at = by.now.toISOString();
    for (const target of targets) {
      db.insert(reportDeliveries)
        .values({ ...target, reportId: id, state: 'waiting', attempts: 0, nextAt: at, changedAt: at })
        .run();
    }
    return stillThere(db, id);
  });
}

function newPlace(db: Db, office: Office, pattern: string, approvedOn: Day) {
  const year = Number(approvedOn.slice(0, 4));
  const sequence = nextSequence(db, office.id, year);
  return { year, sequence, number: numberFor(pattern, { sequence, approvedOn }) };
}

function revises(db: Db, report: ReportRow, { content }: Composition, editions: readonly ReportRow[]): Seal['revises'] {
  const before = editions.find(({ edition }) => edition === report.edition - 1);
  const frozen = before && frozenOf(db, before.id);
  if (!before || frozen === undefined) return null;
  return {
    edition: before.edition,
    contentHash: before.contentHash ?? hashOf(frozen),
    reason: report.reason ?? '',
    differences: differencesOf((JSON.parse(frozen) as FrozenReport).content, content),
  };
}

/** Begins a later edition of an approved report; its remarks are what the one before says. */
export function reviseReport(db: Db, by: By, id: string, reason: string): ReportRow {
  return atOnce(db, () => {
    const report = stillThere(db, id);
    if (report.state !== 'approved') throw new ProblemError(409, 'report-not-approved');
    const [latest = report] = editionsOf(db, report.officeId, report.monthOn);
    const facts = { month: monthOf(report), id: latest.id };
    if (latest.state !== 'approved') throw new ProblemError(409, 'report-exists', { facts });
    if (latest.id !== id) throw new ProblemError(409, 'later-edition', { facts: { number: latest.number ?? '' } });
    const { officeId, monthOn, remarks } = report;
    return insertReport(db, by, { officeId, monthOn, edition: report.edition + 1, reason, remarks });
  });
}

/** Takes a draft away; that it was there stays in the audit trail. */
export function discardReport(db: Db, by: By, id: string): void {
  atOnce(db, () => {
    const report = inState(db, id, 'draft');
    const comments = commentsOf(db, id).map(({ block, text }) => ({ block, text }));
    db.delete(reportComments).where(eq(reportComments.reportId, id)).run();
    db.delete(reports).where(eq(reports.id, id)).run();
    tell(db, by, 'discarded', report, {}, { remarks: report.remarks, comments });
  });
}

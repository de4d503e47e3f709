import type { Db } from '@tilik/db/open';
import {
  auditEntries,
  type Office,
  offices,
  type Report,
  type ReportComment,
  type ReportDelivery,
  reportComments,
  reportDeliveries,
  reports,
} from '@tilik/db/schema';
import type { Role } from '@tilik/db/vocabulary';
import { and, asc, count, desc, eq, getTableColumns, isNull, notInArray, sql } from 'drizzle-orm';
import { type Actor, requireOffice } from '../access/actor.ts';
import { reportedSpan } from '../applicants/queries.ts';
import { addMonths, type Day, dayInZone, firstOfMonth, periodOf } from '../day.ts';
import type { Evaluator } from '../effect/evaluator.ts';
import { dataVersion, engineVersion } from '../effect/queries.ts';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { closuresOf } from '../quality/closures.ts';
import { canonicalJson, hashOf } from './canonical.ts';
import { composeReport } from './compose.ts';
import type { FrozenReport, ReportContent, Seal } from './content.ts';
import type { ReportFace } from './face.ts';
import { readRichText } from './rich-text.ts';
import { logoByHash } from './settings.ts';

/** A report without what it holds once it is approved: that is read only where it is shown. */
export type ReportRow = Omit<Report, 'frozen'>;

const { frozen: _, ...rowColumns } = getTableColumns(reports);

export const officeById = (db: Db, id: string): Office | undefined =>
  db.select().from(offices).where(eq(offices.id, id)).get();

/** The office that is asked for, ours by default. Throws where there is none. */
export function officeAsked(db: Db, asked: string | undefined): Office {
  const list = officeList(db);
  const office = list.find(({ id, role }) => (asked === undefined ? role === 'ours' : id === asked));
  if (office) return office;
  const known = list.map(({ id }) => id).join(', ');
  throw new ProblemError(404, 'unknown-office', { facts: { value: asked ?? '', known } });
}

export const reportById = (db: Db, id: string): ReportRow | undefined =>
  db.select(rowColumns).from(reports).where(eq(reports.id, id)).get();

/** Every report of an office, latest month first, and of a month the latest edition first. */
export const reportsOf = (db: Db, officeId: string): ReportRow[] =>
  db
    .select(rowColumns)
    .from(reports)
    .where(eq(reports.officeId, officeId))
    .orderBy(desc(reports.monthOn), desc(reports.edition))
    .all();

/** Every edition of an office's month, the latest first. */
export const editionsOf = (db: Db, officeId: string, monthOn: Day): ReportRow[] =>
  db
    .select(rowColumns)
    .from(reports)
    .where(and(eq(reports.officeId, officeId), eq(reports.monthOn, monthOn)))
    .orderBy(desc(reports.edition))
    .all();

/** The bytes that were approved; undefined: it is not approved. */
export const frozenOf = (db: Db, id: string): string | undefined =>
  db.select({ frozen: reports.frozen }).from(reports).where(eq(reports.id, id)).get()?.frozen ?? undefined;

export const commentsOf = (db: Db, reportId: string): ReportComment[] =>
  db.select().from(reportComments).where(eq(reportComments.reportId, reportId)).orderBy(asc(reportComments.id)).all();

/** How many comments of each report wait for somebody. */
export const openComments = (db: Db): ReadonlyMap<string, number> =>
  new Map(
    db
      .select({ id: reportComments.reportId, all: count() })
      .from(reportComments)
      .where(isNull(reportComments.resolvedAt))
      .groupBy(reportComments.reportId)
      .all()
      .map(({ id, all }) => [id, all]),
  );

export const deliveriesOf = (db: Db, reportId: string): ReportDelivery[] =>
  db
    .select()
    .from(reportDeliveries)
    .where(eq(reportDeliveries.reportId, reportId))
    .orderBy(asc(reportDeliveries.kind), asc(reportDeliveries.target))
    .all();

/** Whether the month has not ended, has ended, or is closed. */
export const monthStates = ['running', 'ended', 'closed'] as const;

export function monthStateOf(db: Db, office: Office, now: Date): (monthOn: Day) => (typeof monthStates)[number] {
  const closures = closuresOf(db, office.id);
  const today = dayInZone(now, office.zone);
  return (monthOn) => {
    if (periodOf(monthOn, 'month').to >= today) return 'running';
    return closures.get(monthOn)?.at(-1)?.act === 'closed' ? 'closed' : 'ended';
  };
}

/** The months that an office can have reports on, latest first: from the first that anything is known of to this one. */
export function reportMonths(db: Db, office: Office, now: Date): Day[] {
  const thisMonth = firstOfMonth(dayInZone(now, office.zone));
  const [first = thisMonth] = [
    addMonths(thisMonth, -1),
    firstOfMonth(reportedSpan(db, office.id)?.from ?? thisMonth),
    db
      .select({ first: sql<Day | null>`MIN(${reports.monthOn})` })
      .from(reports)
      .where(eq(reports.officeId, office.id))
      .get()?.first ?? thisMonth,
  ].toSorted();
  const months: Day[] = [];
  for (let month = thisMonth; month >= first; month = addMonths(month, -1)) months.push(month);
  return months;
}

/** What somebody did to these changes nothing that a report says: any other act may, so it counts. */
const besideReports = ['report', 'person', 'key', 'share'];

/**
 * Names everything that a report is composed from, as it stands: any import, undo, typed value, closing, plan, list,
 * remark or setting makes another. Each of these acts leaves an entry in the audit trail within its own transaction.
 */
export function reportVersion(db: Db): string {
  const last = db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(notInArray(auditEntries.noun, besideReports))
    .orderBy(desc(auditEntries.id))
    .limit(1)
    .get();
  return `data ${dataVersion(db)}, acts ${last?.id ?? 0}, engine ${engineVersion}`;
}

export interface ReportsWorld {
  readonly db: Db;
  readonly evaluator: Evaluator;
  readonly now: () => Date;
}

/** What a report says at this moment, and what it was composed from. */
export interface Composition {
  readonly content: ReportContent;
  /** Of the content alone: it has no seal yet. */
  readonly contentHash: string;
  readonly version: string;
  readonly remarks: string | null;
}

/** What was composed of late, by what it was composed from: a page asks for the same report several times. */
const remembered = new WeakMap<Db, Map<string, Promise<Composition>>>();
const rememberedMax = 8;

/** Composes a report from the figures as they stand. */
export function compositionOf(
  { db, evaluator, now }: ReportsWorld,
  { officeId, monthOn, remarks }: Pick<ReportRow, 'officeId' | 'monthOn' | 'remarks'>,
): Promise<Composition> {
  const office = officeById(db, officeId);
  if (!office) throw new RangeError(`no office ${officeId}`);
  const at = now();
  const version = reportVersion(db);
  const known = remembered.get(db) ?? new Map<string, Promise<Composition>>();
  remembered.set(db, known);
  const name = JSON.stringify([version, officeId, monthOn, remarks, dayInZone(at, office.zone)]);
  const found = known.get(name);
  if (found) return found;
  const given = { office, monthOn, now: at, remarks: readRichText(remarks ?? '') };
  const made = composeReport({ db, evaluator }, given).then((content): Composition => {
    // Something was changed while it was composed: this is neither what was nor what is.
    if (reportVersion(db) !== version) known.delete(name);
    return { content, contentHash: hashOf(canonicalJson(content)), version, remarks };
  });
  made.catch(() => known.delete(name));
  known.set(name, made);
  for (const oldest of known.keys()) {
    if (known.size <= rememberedMax) break;
    known.delete(oldest);
  }
  return made;
}

/** A report as it is shown: as it was frozen, or as it would be now. */
export async function shownReport(
  world: ReportsWorld,
  report: ReportRow,
): Promise<{ readonly content: ReportContent; readonly seal: Seal | null; readonly contentHash: string }> {
  const frozen = frozenOf(world.db, report.id);
  if (frozen === undefined || report.contentHash === null) {
    const { content, contentHash } = await compositionOf(world, report);
    return { content, contentHash, seal: null };
  }
  return { ...(JSON.parse(frozen) as FrozenReport), contentHash: report.contentHash };
}

/** Those who work on reports; everybody else reads what was approved. */
const workers: readonly Role[] = ['administrator', 'kepala', 'petugas'];
export const worksOnReports = ({ role, view }: Actor): boolean => !view && workers.includes(role);

/** A report that the actor may read. Throws where there is none, or none that concerns them. */
export function readableReport(db: Db, id: string, actor: Actor): ReportRow {
  const report = reportById(db, id);
  if (!report || (report.state !== 'approved' && !worksOnReports(actor))) {
    throw new ProblemError(404, 'no-such-report', { facts: { id } });
  }
  requireOffice(actor, report.officeId);
  return report;
}

/** A report as its faces need it, with the office it is of. Throws where the actor may not read it. */
export async function reportFace(
  world: ReportsWorld,
  id: string,
  actor: Actor,
): Promise<{ readonly face: ReportFace; readonly office: Office; readonly report: ReportRow }> {
  const report = readableReport(world.db, id, actor);
  const office = officeById(world.db, report.officeId);
  if (!office) throw new RangeError(`no office ${report.officeId}`);
  const shown = await shownReport(world, report);
  const hash = shown.content.letterhead.logo;
  const logo = hash === null ? undefined : logoByHash(world.db, hash);
  return { face: { ...shown, logo: logo ? { mediaType: logo.mediaType, bytes: logo.bytes } : null }, office, report };
}

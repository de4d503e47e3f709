import type { Db } from '@tilik/db/open';
import { channels, type Import, type Office, offices } from '@tilik/db/schema';
import type { By } from '../access/audit.ts';
import { officesOfImport, officesTakenFrom } from '../access/import-offices.ts';
import { type Day, dayInZone, isDay } from '../day.ts';
import { programmeWordLists } from '../offices/programme-words.ts';
import { type Facts, type IssueFacts, ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { type Batch, batchesOf, type Refusal } from './batches.ts';
import { plainName } from './cells.ts';
import { decode, type Sheet } from './decode.ts';
import type { Answers, Context, Question } from './format.ts';
import { type Match, matchFormat } from './formats/index.ts';
import { mappedTable } from './formats/mapped-table.ts';
import { passportRecap } from './formats/passport-recap.ts';
import {
  columnsOf,
  type Mapping,
  type MappingProposal,
  proposalOf,
  type UnknownTable,
  unknownNameIn,
  unknownTable,
} from './mapping.ts';
import { monthOfFileName } from './month-in-words.ts';
import { bringsFigures, emptyPlan, type Plan, type RowOutcome, rejectedShownMax } from './plan.ts';
import { refusePersonalData } from './privacy.ts';
import {
  programmeIn,
  rejectedRowsOf,
  rememberAnswers,
  rememberedAnswers,
  rememberedMapping,
  rememberMapping,
} from './queries.ts';
import type { Source } from './source.ts';
import {
  auditImport,
  beginImport,
  claimFigures,
  endImport,
  hasLaterImport,
  heldFast,
  inTransaction,
  standingImport,
} from './store.ts';

export interface ImportRequest {
  readonly fileName: string;
  readonly source: Source;
  readonly answers: Answers;
  readonly preview: boolean;
  /** Others are previewed after it in the same transaction, which need what it would store. */
  readonly othersFollow?: boolean;
  readonly strict: boolean;
  readonly isSample: boolean;
  /** How to read a table of no known format. */
  readonly mapping?: Mapping | undefined;
  /** The background job that does it, where there is one. */
  readonly jobId?: string | undefined;
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** A remark on the file as a whole that keeps nothing out. */
export interface Notice {
  readonly code: string;
  readonly field?: string;
  readonly facts: Facts;
}

/** What became of a file, or would become of it. */
export interface ImportOutcome {
  /**
   * `same-file`: exactly this file stands already and it says nothing new, so nothing was written down. `mapping`: its
   * columns have to be named before it can be read.
   */
  readonly status: 'preview' | 'stored' | 'same-file' | 'question' | 'mapping';
  readonly import: Import | undefined;
  readonly format: string;
  readonly confidence: number;
  readonly officeId: string;
  readonly account: string | null;
  readonly snapshotOn: Day | null;
  readonly plan: Plan;
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  /** The table whose columns a person names or has named; while it is previewed. */
  readonly mapping?: MappingProposal | undefined;
}

/**
 * Reads a file, plans what is to be done with it and, unless it is a preview, does it. The plan is made inside the
 * transaction that stores it, so that no other import can come between what was decided and what is done.
 */
export async function importFile(db: Db, request: ImportRequest, by: By): Promise<ImportOutcome> {
  const { source, ...rest } = request;
  const sheets = await decode(source);
  const matches = sheets.map((sheet) => ({ sheet, match: matchFormat(sheet) }));
  const { contentHash, sizeBytes } = source;
  return importSheets(db, { ...rest, contentHash, sizeBytes }, matches, by);
}

/** What is known of rows before they are read, wherever they came from. */
export interface SheetsRequest extends Omit<ImportRequest, 'source'> {
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** Name of the way the rows came, where it was no file of the format they are read by. */
  readonly format?: string;
  /** Whoever sends them tells the audit trail of each figure: there are few. */
  readonly tellsEachFigure?: boolean;
}

/** The same for sheets that are matched already: plans what is to be done with them and, unless previewed, does it. */
export function importSheets(
  db: Db,
  request: SheetsRequest,
  given: readonly { sheet: Sheet; match: Match }[],
  by: By,
): ImportOutcome {
  const { contentHash } = request;
  const { now } = by;
  for (const { sheet, match } of given)
    refusePersonalData(sheet, match.kind === 'recognised' ? match.format : undefined);
  const matches = withMapping(db, given, request.mapping);
  const recognised = matches.flatMap(({ sheet, match }) => (match.kind === 'recognised' ? [{ sheet, ...match }] : []));
  if (recognised.length === 0) {
    const proposed = request.preview ? tablesIn(matches)[0] : undefined;
    if (!proposed) throw notRecognised(matches);
    return mappingNeeded(db, request, proposed, matches, now);
  }

  const standing = standingImport(db, contentHash);
  const account = recognised.map(({ recognition }) => recognition.account).find((name) => name !== undefined);
  const format = request.format ?? recognised[0]?.format.id ?? '';
  // What was answered of this account before is not asked again; what is said now goes before it.
  const remembered = account === undefined ? {} : rememberedAnswers(db, format, account);
  const answers: Answers = {
    ...ofFile(standing),
    // A recap may tell its month by the file's name alone; a title in it goes before that.
    ...(format === passportRecap.id ? whatIsSaid({ month: monthOfFileName(request.fileName) }) : {}),
    ...remembered,
    ...whatIsSaid({ office: request.mapping?.office }),
    ...whatIsSaid(request.answers),
  };
  const context = contextOf(db, answers, standing, now);
  const mapped = recognised.map(({ recognition }) => recognition.mapped).find((found) => found !== undefined);
  checkChannel(context, mapped?.mapping);
  const questions = uniqueQuestions(recognised.flatMap(({ recognition }) => recognition.questions));
  for (const { field, choices } of questions) {
    const answer = answers[field];
    if (answer !== undefined && choices.length > 0 && !choices.includes(answer)) {
      const facts = { value: answer, choices: choices.join(', ') };
      throw new ProblemError(400, 'bad-request', { issues: [{ field, code: 'not-a-choice', facts }] });
    }
  }
  const open = questions.filter((question) => question.required && answers[question.field] === undefined);
  const notices: Notice[] = [
    ...recognised.flatMap(({ recognition, format }) =>
      recognition.ignored.length === 0
        ? []
        : [
            {
              ...(recognition.ignoredAre === 'passed-over'
                ? { code: 'passed-over' }
                : format.id === 'meta-daily-metric'
                  ? { code: 'ignored-sections' }
                  : { code: 'ignored-columns' }),
              facts: { names: recognition.ignored.join(', '), count: recognition.ignored.length },
            },
          ],
    ),
    ...recognised.flatMap(({ recognition }) => recognition.remarks ?? []),
    ...matches.flatMap(({ sheet, match }) =>
      match.kind === 'recognised' || sheet.head.length === 0
        ? []
        : [{ code: 'ignored-sheet', facts: { name: sheet.name } }],
    ),
  ];
  const takesSnapshots = questions.some((question) => question.field === 'snapshotOn');
  const common = {
    format,
    account: account ?? null,
    confidence: Math.min(...recognised.map(({ recognition }) => recognition.confidence)),
    officeId: context.office.id,
    snapshotOn: takesSnapshots ? context.snapshotOn : null,
    questions,
    notices,
    mapping: request.preview && mapped ? proposalOf(mapped.table, mapped.mapping) : undefined,
  };
  if (open.length > 0) {
    if (!request.preview) {
      throw new ProblemError(422, 'answer-needed', {
        issues: open.map(({ field, choices }) => ({
          field,
          code: 'answer-needed',
          facts: {
            field,
            choices: choices.length > 0 ? choices.join(', ') : field === 'month' ? 'YYYY-MM' : 'YYYY-MM-DD',
          },
        })),
      });
    }
    return { status: 'question', import: undefined, plan: emptyPlan(), ...common };
  }

  const asked = questions.flatMap(({ field }) => (answers[field] === undefined ? [] : [[field, answers[field]]]));
  const said: Record<string, string> = {
    office: context.office.id,
    ...Object.fromEntries(asked),
    ...(takesSnapshots ? { snapshotOn: context.snapshotOn } : {}),
    ...(mapped ? { mapping: JSON.stringify(mapped.mapping) } : {}),
  };
  const known = standing && planOfStanding(db, standing, said);
  if (known) {
    return { status: request.preview ? 'preview' : 'same-file', import: standing, plan: known, ...common };
  }

  function* outcomes(): Iterable<RowOutcome> {
    for (const { recognition } of recognised) yield* recognition.read(context);
  }
  function* batches(): Iterable<Batch> {
    const refuse = closedMonthRefusal(db);
    for (const { recognition } of recognised) yield* batchesOf(recognition.read(context), refuse);
  }
  const file = {
    fileName: request.fileName,
    contentHash,
    sizeBytes: request.sizeBytes,
    format: common.format,
    answers: said,
    account: account ?? null,
    jobId: request.jobId ?? null,
    isSample: request.isSample,
    actor: by.actor.id,
  };
  const remember = () => {
    if (mapped) rememberMapping(db, mapped.table, mapped.mapping, now.toISOString());
    if (account !== undefined) rememberAnswers(db, format, account, said, now.toISOString());
  };
  // A preview does all that storing does and is then rolled back: what was shown is what will be done.
  return inTransaction<ImportOutcome>(db, () => {
    const importId = beginImport(db, file, now.toISOString());
    const plan = claimFigures(db, importId, batches(), outcomes, request.onProgress);
    requireOffices(db, importId, by);
    if (request.preview) {
      const keep = request.othersFollow === true && bringsFigures(plan) && !(request.strict && plan.rejected > 0);
      if (keep) {
        remember();
        endImport(db, importId, plan);
      }
      return { keep, value: { status: 'preview', import: undefined, plan, ...common } };
    }
    if (!bringsFigures(plan)) throw nothingToStore(plan);
    if (request.strict && plan.rejected > 0) {
      throw new ProblemError(422, 'strict', { facts: counts(plan), issues: issuesOf(plan) });
    }
    if (standing && plan.stored + plan.replaced === 0) {
      return { keep: false, value: { status: 'same-file', import: standing, plan, ...common } };
    }
    remember();
    const stored = endImport(db, importId, plan);
    if (!request.tellsEachFigure) auditImport(db, by, 'imported', stored);
    return { keep: true, value: { status: 'stored', import: stored, plan, ...common } };
  });
}

/** A person bound to one office brings in figures of that office only: of another's not one is kept. */
function requireOffices(db: Db, importId: number, { actor }: By): void {
  if (actor.officeId === null) return;
  const touched = [...officesOfImport(db, importId), ...officesTakenFrom(db, importId)];
  const other = touched.find((office) => office !== actor.officeId);
  if (other !== undefined) {
    throw new ProblemError(403, 'other-office', { facts: { office: other === '' ? '*' : other, own: actor.officeId } });
  }
}

/**
 * What importing a file again would do, known without reading it: it stands, nothing came after it, and the same was
 * said of it. Undefined where it must be read.
 */
function planOfStanding(db: Db, standing: Import, said: Readonly<Record<string, string>>): Plan | undefined {
  const same = JSON.stringify(Object.entries(said).sort()) === JSON.stringify(Object.entries(standing.answers).sort());
  if (!same || hasLaterImport(db, standing.id)) return undefined;
  const rejectedRows = rejectedRowsOf(db, standing.id).slice(0, rejectedShownMax);
  // A day that lay ahead then may be past by now.
  if (standing.rejected > 0 && rejectedRows.some(({ code }) => code === 'in-future')) return undefined;
  return {
    ...emptyPlan(),
    rows: standing.rows,
    unchanged: standing.stored + standing.replaced + standing.unchanged,
    rejected: standing.rejected,
    skipped: standing.skipped,
    fromOn: standing.fromOn,
    toOn: standing.toOn,
    channels: standing.channels,
    metrics: standing.metrics,
    rejectedRows: rejectedRows.map(({ line = 0, field, code, facts, original = '' }) => ({
      line,
      original,
      issues: [{ reason: code, ...(field === undefined ? {} : { field }), ...(facts ? { facts } : {}) }],
    })),
  };
}

/** What was said of exactly this file before, when it was stored. */
const ofFile = (standing: Import | undefined): Answers =>
  Object.fromEntries(
    Object.entries(standing?.answers ?? {}).filter(([field]) => ['dayOrder', 'month', 'firstDay'].includes(field)),
  );

/** Refuses figures of months that were closed. */
function closedMonthRefusal(db: Db): Refusal {
  const isClosed = closedMonths(db);
  return ({ noun, key, on }) =>
    heldFast.includes(noun) && isClosed(String(key[0]), on)
      ? { reason: 'month-closed', facts: { month: on.slice(0, 7) } }
      : undefined;
}

/** The answers that were given. */
const whatIsSaid = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined && answer !== ''));

/** The first rejected rows as issues. */
export const issuesOf = (plan: Plan): IssueFacts[] =>
  plan.rejectedRows
    .flatMap(({ line, original, issues }) =>
      issues.map(({ field, reason, facts }) => ({
        line,
        ...(field === undefined ? {} : { field }),
        code: reason,
        ...(facts ? { facts } : {}),
        original,
      })),
    )
    .slice(0, rejectedShownMax);

const counts = ({ rows, rejected, skipped }: Plan): Facts => ({ rows, rejected, skipped });

const nothingToStore = (plan: Plan): ProblemError =>
  plan.rows === 0
    ? new ProblemError(422, 'no-rows')
    : new ProblemError(422, 'nothing-to-store', {
        facts: counts(plan),
        issues: [...issuesOf(plan), ...skipsOf(plan)],
      });

/** Why rows were passed over, each reason once. */
const skipsOf = (plan: Plan): IssueFacts[] =>
  [...plan.skippedRows].map(([reason, count]) => ({ code: reason, facts: { count } }));

function uniqueQuestions(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [question.field, question])).values()];
}

/** Tables with a header among sheets that nobody knows. */
const tablesIn = (matches: readonly { sheet: Sheet; match: Match }[]): UnknownTable[] =>
  matches.flatMap(({ sheet, match }) => (match.kind === 'recognised' ? [] : (unknownTable(sheet) ?? [])));

/** The sheets with those recognised whose columns were named: now by the person, or before for the same header. */
function withMapping(
  db: Db,
  matches: readonly { sheet: Sheet; match: Match }[],
  mapping: Mapping | undefined,
): readonly { sheet: Sheet; match: Match }[] {
  if (matches.some(({ match }) => match.kind === 'recognised')) return matches;
  const [first] = tablesIn(matches);
  if (mapping && first && Math.max(...columnsOf(mapping)) >= first.header.length) {
    const facts = { count: first.header.length };
    throw new ProblemError(400, 'bad-request', { issues: [{ field: 'mapping', code: 'no-such-column', facts }] });
  }
  return matches.map(({ sheet, match }) => {
    const table = unknownTable(sheet);
    if (!table) return { sheet, match };
    const given = table.headerHash === first?.headerHash ? mapping : undefined;
    const known = given ?? rememberedMapping(db, table.headerHash);
    if (!known) return { sheet, match };
    const format = mappedTable(table, known);
    const recognition = format.recognise(sheet);
    return recognition ? { sheet, match: { kind: 'recognised', format, recognition } } : { sheet, match };
  });
}

function checkChannel(context: Context, mapping: Mapping | undefined): void {
  const { channelList } = context;
  const channelIds = channelList.map(({ id }) => id);
  const unknown = mapping && unknownNameIn(mapping, channelIds);
  if (unknown) throw badAnswer(unknown.field, unknown.code, unknown.value, channelList);
}

/** What a preview answers of a table whose columns nobody has named yet. */
function mappingNeeded(
  db: Db,
  request: SheetsRequest,
  table: UnknownTable,
  matches: readonly { match: Match }[],
  now: Date,
): ImportOutcome {
  return {
    status: 'mapping',
    import: undefined,
    format: 'mapped-table',
    confidence: 0,
    officeId: contextOf(db, whatIsSaid(request.answers), undefined, now).office.id,
    account: null,
    snapshotOn: null,
    plan: emptyPlan(),
    questions: [],
    // A file that lacks one column of a known format is most likely meant for it; one that lacks more is another.
    notices: matches.flatMap(({ match }) =>
      match.kind === 'near' && match.missing.length === 1 ? missingColumns(match) : [],
    ),
    mapping: proposalOf(table),
  };
}

const missingColumns = ({ missing, format }: Match & { kind: 'near' }): Required<Notice>[] =>
  missing.map((name) => ({ field: name, code: 'missing-column', facts: { name, format: format.id } }));

function notRecognised(matches: readonly { sheet: Sheet; match: Match }[]): ProblemError {
  const near = matches.map(({ match }) => match).find((match) => match.kind === 'near');
  const found = matches.flatMap(({ match }) => (match.kind === 'recognised' ? [] : match.found)).slice(0, 20);
  return new ProblemError(422, 'not-recognised', {
    facts: { columns: found.join(', ').slice(0, 300) },
    issues: near ? missingColumns(near) : [],
  });
}

/** Everything that reading rows depends on besides the rows, each answer checked. */
export function contextOf(db: Db, answers: Answers, standing: Import | undefined, now: Date): Context {
  const officeList = db.select().from(offices).all();
  const channelList = db.select().from(channels).orderBy(channels.position).all();
  const office =
    answers.office === undefined ? ourOffice(officeList) : officeList.find(({ id }) => id === answers.office);
  if (!office) throw badAnswer('office', 'unknown-office', answers.office, officeList);
  if (answers.channel !== undefined && !channelList.some(({ id }) => id === answers.channel)) {
    throw badAnswer('channel', 'unknown-channel', answers.channel, channelList);
  }
  const today = dayInZone(now, office.zone);
  // The file does not say when it was taken. A file that stands already was taken on the day that was said then.
  const snapshotOn = answers.snapshotOn ?? standing?.answers.snapshotOn ?? today;
  if (!isDay(snapshotOn)) {
    throw new ProblemError(400, 'bad-request', {
      issues: [{ field: 'snapshotOn', code: 'not-a-day', facts: { value: snapshotOn } }],
    });
  }
  if (snapshotOn > today) {
    throw new ProblemError(400, 'bad-request', {
      issues: [{ field: 'snapshotOn', code: 'in-future', facts: { value: snapshotOn, today } }],
    });
  }
  return {
    today,
    office,
    offices: new Map(
      officeList.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((text) => [plainName(text), id])),
    ),
    channels: new Map(
      channelList.flatMap(({ id, nameId, nameEn, aliases }) =>
        [id, nameId, nameEn, ...aliases].map((text) => [plainName(text), id]),
      ),
    ),
    channelList,
    words: programmeWordLists(db),
    channel: answers.channel,
    snapshotOn,
    dayOrder: answers.dayOrder,
    month: answers.month,
    firstDay: answers.firstDay,
    approach: answers.approach,
    programme: programmeIn(db),
  };
}

const ourOffice = (list: readonly Office[]): Office | undefined => list.find(({ role }) => role === 'ours');

const badAnswer = (field: string, code: string, value: string | undefined, list: readonly { id: string }[]) =>
  new ProblemError(400, 'bad-request', {
    issues: [{ field, code, facts: { value: value ?? '', known: list.map(({ id }) => id).join(', ') } }],
  });

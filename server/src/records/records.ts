import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { requireOffice } from '../access/actor.ts';
import { type By, writeAudit } from '../access/audit.ts';
import { guarded } from '../export/formula-guard.ts';
import { type Row, sheetOf } from '../ingest/decode.ts';
import { type Cell, type Figure, nouns } from '../ingest/figures.ts';
import type { Context } from '../ingest/format.ts';
import { reservedIds } from '../ingest/formats/campaigns-template.ts';
import { slugOf } from '../ingest/formats/programme-cells.ts';
import { contextOf, importSheets } from '../ingest/import-file.ts';
import { emptyPlan, type RowOutcome, sameCells } from '../ingest/plan.ts';
import { type RowName, withdrawRow, withdrewAnswer } from '../ingest/removal.ts';
import { beginImport, endImport, heldFast, inTransaction } from '../ingest/store.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { type Fields, fieldsOf, fieldText, type RecordList, type RecordWord, recordLists } from './lists.ts';
import { keepAnswers, rowOf, snapshotsOf, usesOf } from './queries.ts';

export type { Fields } from './lists.ts';

/** The format of an import that is one row or several of a list, written by a person or a program. */
export const byHandFormat = 'by-hand';

/** A row as a form sends it. */
export interface GivenRow {
  /** Fields that are left out stay as they are; null and blank empty them. */
  readonly fields: Fields;
  /** What the form was opened with: null for a new row. Where it is not given nothing is compared. */
  readonly was?: Fields | null | undefined;
}

/** What became of a row. */
export interface RecordOutcome {
  readonly key: readonly Cell[];
  readonly state: 'created' | 'changed' | 'unchanged';
  readonly fields: Fields;
}

export interface RecordsOutcome {
  /** Null where nothing was to be changed. */
  readonly importId: number | null;
  /** In the order in which the rows were given. */
  readonly rows: readonly RecordOutcome[];
}

const listOf = (word: RecordWord): RecordList => recordLists[word];

/** The row of this key by its fields, or undefined where there is none. */
export function fieldsOfRow(db: Db, word: RecordWord, key: readonly Cell[]): Fields | undefined {
  const list = listOf(word);
  const row = rowOf(db, list.noun, key);
  return row && fieldsOf(list, row.cell);
}

/** The field that holds the id of a list whose rows have one. */
const idFieldOf = ({ noun, columns }: RecordList): string | undefined =>
  nouns[noun].key.join() === 'id' ? columns[0]?.header.en : undefined;

/** Reads one row by the reader of its template. */
function readRow({ template, columns }: RecordList, fields: Fields, line: number, context: Context): RowOutcome {
  const header = columns.map((column) => column.header.en);
  const unknown = Object.keys(fields).find((name) => !header.includes(name));
  const original = JSON.stringify(fields);
  if (unknown !== undefined) {
    const facts = { value: unknown, known: header.join(', ') };
    return { kind: 'rejected', line, original, issues: [{ field: unknown, reason: 'unknown-field', facts }] };
  }
  // The reader takes the guard of a spreadsheet away, and what a form sends has none.
  const cells = header.map((name) => guarded(fieldText(fields[name]).replaceAll(/\r\n?/g, '\n')));
  const row: Row = { line, cells, original };
  const sheet = sheetOf(template.id, [{ line: 0, cells: header, original: header.join(',') }, row]);
  const recognition = template.recognise(sheet);
  if (!recognition) throw new Error(`the template ${template.id} does not know its own columns`);
  const [outcome] = recognition.read(context);
  if (outcome?.kind === 'figures') return outcome;
  if (outcome?.kind === 'rejected') return outcome;
  return { kind: 'rejected', line, original, issues: [{ reason: 'nothing-said' }] };
}

/** A row that was read: its own figure, those beside it, and what stood in its place. */
interface ReadRow {
  readonly outcome: RowOutcome & { readonly kind: 'figures' };
  readonly figure: Figure;
  readonly before: Fields | undefined;
}

const issuesOf = (outcome: RowOutcome & { readonly kind: 'rejected' }): IssueFacts[] =>
  outcome.issues.map(({ field, reason, facts }) => ({
    line: outcome.line,
    ...(field === undefined ? {} : { field }),
    code: reason,
    ...(facts === undefined ? {} : { facts }),
  }));

/** What differs between what a form was opened with and what is there now. */
function changedMeanwhile(was: Fields | null, now: Fields | undefined, line: number): IssueFacts[] {
  if (was === null) return now === undefined ? [] : [{ line, code: 'exists-already' }];
  if (now === undefined) return [{ line, code: 'removed-meanwhile' }];
  return Object.entries(was).flatMap(([field, value]) => {
    const [before, present] = [fieldText(value).trim(), fieldText(now[field]).trim()];
    return before === present
      ? []
      : [{ line, field, code: 'changed-meanwhile', facts: { was: before || '–', now: present || '–' } }];
  });
}

/** How many ids are tried for a new row before it is said to exist. */
const idsTried = 100;

/** Reads a row that was given: over what is there where it names a row, as a new one with an id of its own where not. */
function readGiven(
  db: Db,
  list: RecordList,
  { fields: given, was }: GivenRow,
  line: number,
  context: Context,
): { readonly outcome: RowOutcome; readonly before: Fields | undefined } {
  const idField = idFieldOf(list);
  const beforeOf = (key: readonly Cell[]) => {
    const row = rowOf(db, list.noun, key);
    return row && fieldsOf(list, row.cell);
  };
  const id = idField === undefined ? '' : fieldText(given[idField]).trim();
  if (idField !== undefined && id !== '') {
    const before = beforeOf([id]);
    return { outcome: readRow(list, { ...before, ...given }, line, context), before };
  }
  // A campaign, an event or a theme that has no id yet gets one of its name; the other lists make one themselves.
  const name = fieldText(given.name);
  const base: Fields =
    idField !== undefined && name !== '' ? { ...given, [idField]: slugOf(name) || list.noun } : given;
  const isReserved = list.noun === 'campaigns' && idField !== undefined && reservedIds.has(fieldText(base[idField]));
  const first = readRow(
    list,
    isReserved ? { ...base, [idField]: `${fieldText(base[idField])}-2` } : base,
    line,
    context,
  );
  const key = first.kind === 'figures' ? first.figures[0]?.key : undefined;
  const before = key && beforeOf(key);
  if (before === undefined) return { outcome: first, before };
  // A new thing of a name that is taken gets a number; a post that its link names is the one that is there.
  if (idField !== undefined && was === null && fieldText(given.permalink) === '') {
    for (let number = 2; number <= idsTried; number += 1) {
      const free = `${isReserved ? fieldText(base[idField]) : key?.[0]}-${number}`;
      if (beforeOf([free]) === undefined) {
        return { outcome: readRow(list, { ...base, [idField]: free }, line, context), before: undefined };
      }
    }
  }
  return { outcome: readRow(list, { ...before, ...base }, line, context), before };
}

/**
 * Stores rows of a list that a person wrote: all of them or none. Each is judged by the reader of the list's template,
 * as a row of a file is, and together they are an import of their own, so that they have a history, somebody who brought
 * them in, an undo and the closed months' lock. A row that says what is there already changes nothing.
 */
export function storeRecords(db: Db, word: RecordWord, given: readonly GivenRow[], by: By): RecordsOutcome {
  const list = listOf(word);
  return inTransaction(db, () => {
    const context = contextOf(db, {}, undefined, by.now);
    const issues: IssueFacts[] = [];
    const conflicts: IssueFacts[] = [];
    const rows: ReadRow[] = [];
    for (const [index, row] of given.entries()) {
      const { outcome, before } = readGiven(db, list, row, index + 1, context);
      if (row.was !== undefined) conflicts.push(...changedMeanwhile(row.was, before, index + 1));
      const figure = outcome.kind === 'figures' ? outcome.figures[0] : undefined;
      if (outcome.kind !== 'figures' || figure === undefined) {
        if (outcome.kind === 'rejected') issues.push(...issuesOf(outcome));
        continue;
      }
      for (const office of officesOf(list, figure, before)) requireOffice(by.actor, office);
      rows.push({ outcome, figure, before });
    }
    if (conflicts.length > 0) throw new ProblemError(409, 'changed-meanwhile', { issues: conflicts });
    if (issues.length > 0) throw new ProblemError(422, 'record-refused', { issues });
    const changed = rows.filter((row) => !isUnchanged(db, row));
    const importId = changed.length === 0 ? null : storeChanged(db, list, changed, by);
    const outcomes = rows.map((row): RecordOutcome => {
      const { figure, before } = row;
      const fields = fieldsOfRow(db, word, figure.key) ?? {};
      const state = !changed.includes(row) ? 'unchanged' : before === undefined ? 'created' : 'changed';
      if (state !== 'unchanged') {
        auditRow(db, list, by, { act: state, key: figure.key, was: before, became: fields });
      }
      return { key: figure.key, state, fields };
    });
    return { keep: true, value: { importId, rows: outcomes } };
  });
}

/** One row of a list, stored by itself. */
export const storeRecord = (
  db: Db,
  word: RecordWord,
  fields: Fields,
  by: By,
  was?: Fields | null,
): RecordOutcome & { readonly importId: number | null } => {
  const { importId, rows } = storeRecords(db, word, [{ fields, was }], by);
  const [row] = rows;
  if (!row) throw new Error('a row was stored and is not told of');
  return { ...row, importId };
};

/** The offices that a row is of, now and as it was; null stands for all of them. Lists without offices have none. */
function officesOf({ noun }: RecordList, { key, value }: Figure, before: Fields | undefined): (string | null)[] {
  const columns: readonly string[] = [...nouns[noun].key, ...nouns[noun].value];
  const at = columns.indexOf('office_id');
  if (at === -1) return [];
  const now = ([...key, ...value][at] ?? null) as string | null;
  return before === undefined ? [now] : [now, (before.office ?? null) as string | null];
}

/** Whether all that a row says is there already, and nothing of the row's that it says no more. */
function isUnchanged(db: Db, { outcome, before }: ReadRow): boolean {
  if (before === undefined) return false;
  const stands = outcome.figures.every(({ noun, key, value }) => {
    const row = rowOf(db, noun, key);
    return row !== undefined && sameCells(value, nouns[noun].value.map(row.cell));
  });
  return stands && staleCounts(db, outcome.figures).length === 0;
}

/** What an activity's row gives of it: those of its snapshots that it no more says are let go. */
const countsOfRow: readonly string[] = ['attendees', 'materials_handed_out'];

function staleCounts(db: Db, figures: readonly Figure[]): RowName[] {
  const [figure] = figures;
  if (figure?.noun !== 'activities') return [];
  const said = new Set(figures.map(({ key }) => JSON.stringify(key)));
  return snapshotsOf(db, figure.key[0] ?? null)
    .filter((key) => countsOfRow.includes(key[1]) && !said.has(JSON.stringify(key)))
    .map((key) => ['snapshots', key]);
}

/** Stores rows as one import; answers its number. */
function storeChanged(db: Db, list: RecordList, rows: readonly ReadRow[], by: By): number {
  const { template } = list;
  const outcomes = rows.map(({ outcome }) => outcome);
  const text = JSON.stringify(outcomes.map(({ original }) => original));
  const office = officesOf(list, outcomes[0]?.figures[0] as Figure, undefined)[0];
  let stored: ReturnType<typeof importSheets>;
  try {
    stored = importSheets(
      db,
      {
        fileName: `isian-${list.noun}`,
        // No two forms are the same one sent twice: what was said, removed and said again is said anew.
        contentHash: createHash('sha256').update(`${randomUUID()}${text}`).digest('hex'),
        sizeBytes: Buffer.byteLength(text),
        answers: office ? { office } : {},
        preview: false,
        strict: true,
        isSample: false,
        format: byHandFormat,
        tellsEachFigure: true,
      },
      [
        {
          sheet: sheetOf(list.noun, []),
          match: {
            kind: 'recognised',
            format: template,
            recognition: { confidence: 1, questions: [], ignored: [], read: () => outcomes },
          },
        },
      ],
      by,
    );
  } catch (error) {
    // What the store refuses, a closed month or two rows that contradict each other, is said as the reader says it.
    if (error instanceof ProblemError && ['strict', 'nothing-to-store'].includes(error.code)) {
      const issues = error.issues.map(({ original: _, ...issue }) => issue);
      throw new ProblemError(422, 'record-refused', { issues });
    }
    throw error;
  }
  const importId = stored.import?.id;
  if (importId === undefined) throw new Error('rows were stored without an import');
  const stale = outcomes.flatMap(({ figures }) => staleCounts(db, figures));
  for (const [noun, key] of stale) withdrawRow(db, noun, key, by.now.toISOString(), by.actor.id);
  if (stale.length > 0) keepAnswers(db, importId, withdrewAnswer(stale));
  return importId;
}

/** What the audit trail keeps of a row. The words of a note stay out of it: they could not be taken back from there. */
const forAudit = (noun: string, fields: Fields | undefined): unknown => {
  if (noun !== 'evidence' || fields === undefined) return fields;
  const { content, ...rest } = fields;
  return { ...rest, contentCharacters: fieldText(content).length };
};

function auditRow(
  db: Db,
  { noun }: RecordList,
  by: By,
  {
    act,
    key,
    was,
    became,
  }: {
    readonly act: 'created' | 'changed' | 'removed';
    readonly key: readonly Cell[];
    readonly was?: Fields | undefined;
    readonly became?: Fields | undefined;
  },
): void {
  const office = (became ?? was)?.office;
  writeAudit(db, by, {
    act,
    noun,
    key: key.length === 1 ? String(key[0]) : JSON.stringify(key),
    officeId: typeof office === 'string' ? office : null,
    was: forAudit(noun, was),
    became: forAudit(noun, became),
  });
}

/**
 * Removes a row, whatever imports said of it: their sayings are withdrawn and leave their trace. It is an import of its
 * own that brings nothing, and undoing that brings the row back as it was. What other things speak of cannot go.
 */
export function removeRecord(
  db: Db,
  word: RecordWord,
  key: readonly Cell[],
  by: By,
  was?: Fields,
): { readonly importId: number; readonly was: Fields } {
  const list = listOf(word);
  const { noun } = list;
  return inTransaction(db, () => {
    const row = rowOf(db, noun, key);
    if (!row) throw new ProblemError(404, 'no-such-record', { facts: { key: key.join(', ') } });
    const fields = fieldsOf(list, row.cell);
    const columns: readonly string[] = [...nouns[noun].key, ...nouns[noun].value];
    // What belongs to all offices is for those who are bound to none.
    requireOffice(by.actor, columns.includes('office_id') ? (row.cell('office_id') as string | null) : null);
    const conflicts = was === undefined ? [] : changedMeanwhile(was, fields, 1);
    if (conflicts.length > 0) throw new ProblemError(409, 'changed-meanwhile', { issues: conflicts });
    const month = String(row.cell('period_on') ?? '').slice(0, 7);
    if (heldFast.includes(noun) && closedMonths(db)(String(row.cell('office_id')), `${month}-01`)) {
      throw new ProblemError(422, 'record-refused', { issues: [{ code: 'month-closed', facts: { month } }] });
    }
    const uses = usesOf(db, noun, key[0] ?? null);
    if (uses > 0) throw new ProblemError(409, 'record-in-use', { facts: { count: uses } });
    const at = by.now.toISOString();
    const gone: RowName[] = [
      [noun, row.key],
      ...(noun === 'activities' ? snapshotsOf(db, row.key[0] ?? null) : []).map((of): RowName => ['snapshots', of]),
    ];
    const importId = beginImport(
      db,
      {
        fileName: `hapus-${noun}`,
        contentHash: createHash('sha256')
          .update(`${randomUUID()}${JSON.stringify(gone[0])}`)
          .digest('hex'),
        sizeBytes: 0,
        format: byHandFormat,
        answers: withdrewAnswer(gone),
        account: null,
        isSample: false,
        actor: by.actor.id,
      },
      at,
    );
    endImport(db, importId, emptyPlan());
    // What belongs to an activity goes before it.
    for (const [of, which] of gone.toReversed()) withdrawRow(db, of, which, at, by.actor.id);
    auditRow(db, list, by, { act: 'removed', key: row.key, was: fields });
    return { keep: true, value: { importId, was: fields } };
  });
}

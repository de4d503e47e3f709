import type { Db } from '@tilik/db/open';
import { type Import, imports } from '@tilik/db/schema';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { officesOfImport } from '../access/import-offices.ts';
import type { Day } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Batch, type DailyNoun, figureOfRun, fixedColumns, type Run } from './batches.ts';
import { type Cell, type Figure, type Noun, nouns } from './figures.ts';
import { foldKept, keysToFold, withKept } from './kept.ts';
import { type Plan, PlanCount, type RejectedRow, type RowOutcome, sameCells } from './plan.ts';
import { withoutIdentityNumbers } from './privacy.ts';
import { takeAnswersBack } from './queries.ts';
import { bringBack } from './removal.ts';
import { traceImport } from './withdrawn.ts';

/** What is known of a file before it is stored. */
export interface ImportFile {
  readonly fileName: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  readonly format: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly account: string | null;
  readonly jobId?: string | null;
  readonly isSample: boolean;
  /** Who brings it in. */
  readonly actor: string;
}

/** The counts that a closed month holds fast. Posts, campaigns and events are no counts of a month. */
export const heldFast: readonly Noun[] = [
  'readings',
  'applicants',
  'sources',
  'inquiries',
  'processing',
  'audience_applicants',
];

const nounNames = Object.keys(nouns) as Noun[];

const where = (columns: readonly string[]) => columns.map((column) => `${column} = ?`).join(' AND ');

/** The statements for one table. The SQL is the same for all of them; only the columns differ. */
function statements(db: Db, noun: Noun) {
  const { key, value } = nouns[noun];
  const columns = [...key, ...value, 'import_id'];
  const client = db.$client;
  return {
    present: client.prepare(`SELECT ${[...value, 'import_id'].join(', ')} FROM ${noun} WHERE ${where(key)}`).raw(),
    insert: client.prepare(
      `INSERT INTO ${noun} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    ),
    update: client.prepare(
      `UPDATE ${noun} SET ${[...value, 'import_id'].map((column) => `${column} = ?`).join(', ')} WHERE ${where(key)}`,
    ),
    remove: client.prepare(`DELETE FROM ${noun} WHERE ${where(key)}`),
    ofImport: client.prepare(`SELECT ${key.join(', ')} FROM ${noun} WHERE import_id = ?`).raw(),
  };
}

/** The statements that write a run of figures of one table at once, its days and values read from JSON. */
function runStatements(db: Db, noun: DailyNoun) {
  const columns = fixedColumns(noun);
  const [value] = nouns[noun].value;
  const client = db.$client;
  const isOfRun = `${where(columns.map((column) => `${noun}.${column}`))} AND ${noun}.period_on = given.key`;
  const insert = `INSERT INTO ${noun} (${columns.join(', ')}, import_id, period_on, ${value})
    SELECT ${columns.map(() => '?').join(', ')}, ?, key, value FROM json_each(?)`;
  return {
    insert: client.prepare(insert),
    insertOrUpdate: client.prepare(
      `${insert} WHERE TRUE ON CONFLICT DO UPDATE SET ${value} = excluded.${value}, import_id = excluded.import_id`,
    ),
    present: client
      .prepare(
        `SELECT given.key, given.value, ${noun}.${value}, ${noun}.import_id
         FROM json_each(?) AS given LEFT JOIN ${noun} ON ${isOfRun}`,
      )
      .raw(),
    keepPast: client.prepare(
      `INSERT INTO past_values (noun, key, import_id, value)
       SELECT '${noun}', ? || given.key || ?, ${noun}.import_id, json_array(${noun}.${value})
       FROM json_each(?) AS given CROSS JOIN ${noun} ON ${isOfRun}`,
    ),
  };
}

/** A figure of a run, and what the table has in its place; null where it has nothing. */
type FigureOfRun = readonly [day: Day, value: number, was: number | null, wasImport: number | null];

/** Prepares a table's statements when they are first asked for, once for each database. */
function preparedOnce<Name extends Noun, Prepared>(
  prepare: (db: Db, noun: Name) => Prepared,
): (db: Db, noun: Name) => Prepared {
  const perDatabase = new WeakMap<Db, Map<Name, Prepared>>();
  return (db, noun) => {
    let prepared = perDatabase.get(db);
    if (!prepared) {
      prepared = new Map();
      perDatabase.set(db, prepared);
    }
    let found = prepared.get(noun);
    if (!found) {
      found = prepare(db, noun);
      prepared.set(noun, found);
    }
    return found;
  };
}

const statementsOf = preparedOnce(statements);
const runStatementsOf = preparedOnce(runStatements);

/** The import of exactly these bytes that stands now, if there is one. */
export function standingImport(db: Db, contentHash: string): Import | undefined {
  return db
    .select()
    .from(imports)
    .where(and(eq(imports.contentHash, contentHash), isNull(imports.undoneAt)))
    .orderBy(desc(imports.id))
    .limit(1)
    .get();
}

/** Whether an import that stands came after this one. */
export const hasLaterImport = (db: Db, id: number): boolean =>
  db
    .select({ id: imports.id })
    .from(imports)
    .where(and(gt(imports.id, id), isNull(imports.undoneAt)))
    .limit(1)
    .all().length > 0;

/**
 * Does work in one transaction that has the store to itself, and keeps it or takes it back as the work says. Within
 * another it is a part of that one, kept or taken back by itself.
 */
export function inTransaction<Value>(db: Db, work: () => { keep: boolean; value: Value }): Value {
  const client = db.$client;
  const [begin, keepIt, takeBack] = client.inTransaction
    ? ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part']
    : ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'];
  client.exec(begin);
  try {
    const { keep, value } = work();
    client.exec(keep ? keepIt : takeBack);
    return value;
  } catch (error) {
    if (client.inTransaction) client.exec(takeBack);
    throw error;
  }
}

/** Writes the import down with nothing in it yet, so that its figures have something to belong to. */
export function beginImport(db: Db, file: ImportFile, importedAt: string): number {
  const nothing = { rows: 0, stored: 0, replaced: 0, unchanged: 0, rejected: 0, skipped: 0, channels: [], metrics: [] };
  return db
    .insert(imports)
    .values({ ...file, answers: { ...file.answers }, importedAt, ...nothing })
    .returning({ id: imports.id })
    .get().id;
}

/** Writes down what became of an import's rows. */
export function endImport(db: Db, id: number, plan: Plan): Import {
  const { replacements: _, rejectedRows: __, skippedRows: ___, channels, metrics, ...summary } = plan;
  return db
    .update(imports)
    .set({ ...summary, channels: [...channels], metrics: [...metrics] })
    .where(eq(imports.id, id))
    .returning()
    .get();
}

const progressRows = 10_000;

/**
 * Writes what rows say, each figure claimed by the import, inside the transaction that is open. Answers what became of
 * the rows, which are given twice: gathered into batches, and one by one for looking something up. Memory does not grow
 * with the file.
 *
 * Within one file the first row to say something stands: a later row that says the same is passed over, one that says
 * otherwise is rejected and names the line it contradicts.
 */
export function claimFigures(
  db: Db,
  importId: number,
  batches: Iterable<Batch>,
  outcomes: () => Iterable<RowOutcome>,
  onProgress?: ((rows: number) => void) | undefined,
): Plan {
  const count = new PlanCount();
  const keepPast = db.$client.prepare('INSERT INTO past_values (noun, key, import_id, value) VALUES (?, ?, ?, ?)');
  const keepRejected = db.$client.prepare(
    `INSERT INTO rejected_rows (import_id, line, position, field, reason, facts, original)
     SELECT @importId, @line,
            COALESCE((SELECT MAX(position) + 1 FROM rejected_rows WHERE import_id = @importId AND line = @line), 0),
            @field, @reason, @facts, @original`,
  );
  const reject = (given: RejectedRow) => {
    const row = withoutIdentityNumbers(given);
    count.reject(row);
    const { line, original } = row;
    for (const { field = null, reason, facts = {} } of row.issues) {
      keepRejected.run({ importId, line, field, reason, facts: JSON.stringify(facts), original });
    }
  };
  /** By the number of the row that contradicts: the figure that an earlier one gives otherwise. */
  const contradictions = new Map<number, string>();

  /** Takes a figure over from the import that gave it; says whether its value changes. */
  const takeOver = (given: Figure, was: readonly Cell[], wasImport: Cell): 'replaced' | 'unchanged' => {
    const figure = withKept(given, was);
    keepPast.run(figure.noun, JSON.stringify(figure.key), wasImport, JSON.stringify(was));
    statementsOf(db, figure.noun).update.run(...figure.value, importId, ...figure.key);
    if (sameCells(figure.value, was)) return 'unchanged';
    count.replace({ figure, was });
    return 'replaced';
  };

  const writeOne = (figure: Figure, number: number) => {
    const { insert, present } = statementsOf(db, figure.noun);
    if (insert.run(...figure.key, ...figure.value, importId).changes === 1) {
      count.tell(figure);
      count.accept('stored');
      return;
    }
    const found = present.get(...figure.key) as Cell[];
    const was = found.slice(0, -1);
    if (found.at(-1) !== importId) {
      count.tell(figure);
      count.accept(takeOver(figure, was, found.at(-1) ?? null));
    } else if (sameCells(withKept(figure, was).value, was)) count.skip('said-before');
    else contradictions.set(number, nameOf(figure));
  };

  /** A run is written at once, unless it says a thing twice or this import has said some of it before. */
  const writeRun = (run: Run, numbers: Uint32Array, before: number) => {
    const tellAll = () => {
      for (const day of [run.from, run.to]) count.tell(figureOfRun(run, day, 0));
    };
    if (insertRun(db, run, importId)) {
      tellAll();
      count.accept('stored', run.count);
      return;
    }
    const rows = runStatementsOf(db, run.noun).present.all(run.values, ...run.fixed) as FigureOfRun[];
    const isRepeated = new Set(rows.map(([day]) => day)).size < rows.length;
    if (isRepeated || rows.some(([, , , wasImport]) => wasImport === importId)) {
      for (const [index, [day, value]] of rows.entries()) {
        writeOne(figureOfRun(run, day, value), before + (numbers[index] ?? 0));
      }
      return;
    }
    tellAll();
    takeRunOver(db, run, importId);
    for (const [day, value, was] of rows) {
      if (was === null) count.accept('stored');
      else if (was === value) count.accept('unchanged');
      else {
        count.accept('replaced');
        count.replace({ figure: figureOfRun(run, day, value), was: [was] });
      }
    }
  };

  /** A row of several figures is written as a whole or, where one of them contradicts an earlier row, not at all. */
  const writeSeveral = (figures: readonly Figure[], number: number) => {
    const fresh: { figure: Figure; found: Cell[] | undefined }[] = [];
    for (const figure of figures) {
      const found = statementsOf(db, figure.noun).present.get(...figure.key) as Cell[] | undefined;
      if (found?.at(-1) !== importId) fresh.push({ figure, found });
      else if (!sameCells(withKept(figure, found).value, found.slice(0, -1))) {
        contradictions.set(number, nameOf(figure));
        return;
      }
    }
    if (fresh.length === 0) {
      count.skip('said-before');
      return;
    }
    let stores = false;
    let replaces = false;
    for (const { figure, found } of fresh) {
      count.tell(figure);
      if (found) replaces = takeOver(figure, found.slice(0, -1), found.at(-1) ?? null) === 'replaced' || replaces;
      else {
        const { changes } = statementsOf(db, figure.noun).insert.run(...figure.key, ...figure.value, importId);
        if (changes === 0) throw new Error(`one row says two things: ${nameOf(figure)}`);
        stores = true;
      }
    }
    count.accept(replaces ? 'replaced' : stores ? 'stored' : 'unchanged');
  };

  let before = 0;
  for (const { rows, skipped, rejected, runs, numbers, single } of batches) {
    for (const [reason, howMany] of skipped) count.skip(reason, howMany);
    for (const row of rejected) reject(row);
    let at = 0;
    for (const run of runs) {
      writeRun(run, numbers.subarray(at, at + run.count), before);
      at += run.count;
    }
    for (const { figures, number } of single) {
      const [figure] = figures;
      if (figure !== undefined && figures.length === 1) writeOne(figure, before + number);
      else writeSeveral(figures, before + number);
    }
    const done = count.read(rows);
    if (Math.floor(done / progressRows) > Math.floor(before / progressRows)) onProgress?.(done);
    before = done;
  }

  // The line that said it first is looked up by reading the file once more: that is rare, and remembering every line is not.
  if (contradictions.size > 0) rejectContradictions(outcomes(), contradictions, reject);
  return count.plan();
}

/** Writes the figures of a run, all of them or, where one is there already, none; says whether it did. */
function insertRun(db: Db, { noun, fixed, values }: Run, importId: number): boolean {
  try {
    runStatementsOf(db, noun).insert.run(...fixed, importId, values);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return false;
    throw error;
  }
}

/** Writes what is new in a run, and takes the rest of it over from the imports that gave it. */
function takeRunOver(db: Db, run: Run, importId: number): void {
  const { keepPast, insertOrUpdate } = runStatementsOf(db, run.noun);
  // The key as it is kept of a figure by itself, parted where its day stands.
  const [start = '', end = ''] = JSON.stringify(figureOfRun(run, dayPlace, 0).key).split(dayPlace);
  keepPast.run(start, end, run.values, ...run.fixed);
  insertOrUpdate.run(...run.fixed, importId, run.values);
}

/** No code of a key has a blank at its start and its end. */
const dayPlace = ' day ';

const nameOf = (figure: Figure): string => `${figure.noun}\u0000${figure.key.join('\u0000')}`;

function rejectContradictions(
  outcomes: Iterable<RowOutcome>,
  contradictions: ReadonlyMap<number, string>,
  reject: (row: RejectedRow) => void,
): void {
  const names = new Set(contradictions.values());
  const firstLines = new Map<string, number>();
  let number = 0;
  for (const outcome of outcomes) {
    number += 1;
    if (outcome.kind !== 'figures') continue;
    const { line, original, figures } = outcome;
    const contradicted = contradictions.get(number);
    if (contradicted !== undefined) {
      const facts = { line: firstLines.get(contradicted) ?? line };
      reject({ line, original, issues: [{ reason: 'contradicts-line', facts }] });
      continue;
    }
    for (const figure of figures) {
      const name = nameOf(figure);
      if (names.has(name) && !firstLines.has(name)) firstLines.set(name, line);
    }
  }
}

/**
 * Takes one import's sayings away. Where it was the latest to give a figure, the one before it speaks again; where a
 * later import has replaced the figure, nothing of it is seen and only its saying is forgotten.
 */
export function undoImport(db: Db, id: number, by: By, isClosed: (officeId: string, day: Day) => boolean): Import {
  const undoneAt = by.now.toISOString();
  const { actor } = by;
  return db.transaction(
    (tx) => {
      const found = tx.select().from(imports).where(eq(imports.id, id)).get();
      if (!found) throw new ProblemError(404, 'no-such-import', { facts: { id } });
      // Staff take back what they brought in themselves; another's is for the head of the office.
      if (actor.role === 'petugas' && found.actor !== actor.id) throw new ProblemError(403, 'not-own-import');
      if (found.undoneAt !== null) throw new ProblemError(409, 'already-undone', { facts: { id } });
      const client = db.$client;
      for (const noun of heldFast) {
        const spans = client.prepare(`SELECT DISTINCT office_id, period_on FROM ${noun} WHERE import_id = ?`).raw();
        for (const [officeId, day] of spans.all(id) as [string, Day][]) {
          if (isClosed(officeId, day))
            throw new ProblemError(409, 'month-closed', { facts: { month: day.slice(0, 7) } });
        }
      }
      const offices = officesOfImport(db, id);
      traceImport(db, id, undoneAt, actor.id);
      const folded = keysToFold(db, id);
      // What belongs to an activity goes before it and comes back after it; the keys are checked at the end.
      client.pragma('defer_foreign_keys = ON');
      client.prepare('DELETE FROM past_values WHERE import_id = ?').run(id);
      const before = client
        .prepare('SELECT import_id, value FROM past_values WHERE noun = ? AND key = ? ORDER BY import_id DESC LIMIT 1')
        .raw();
      const forget = client.prepare('DELETE FROM past_values WHERE noun = ? AND key = ? AND import_id = ?');
      for (const noun of nounNames) {
        const { ofImport, update, remove } = statementsOf(db, noun);
        // Where no figure of the kind was ever given twice, all of them go at once.
        if (client.prepare('SELECT 1 FROM past_values WHERE noun = ? LIMIT 1').get(noun) === undefined) {
          client.prepare(`DELETE FROM ${noun} WHERE import_id = ?`).run(id);
          continue;
        }
        for (const key of ofImport.all(id) as Cell[][]) {
          const keyText = JSON.stringify(key);
          const earlier = before.get(noun, keyText) as [number, string] | undefined;
          if (!earlier) {
            remove.run(...key);
            continue;
          }
          const [importId, value] = earlier;
          update.run(...(JSON.parse(value) as Cell[]), importId, ...key);
          forget.run(noun, keyText, importId);
        }
      }
      foldKept(db, folded);
      bringBack(db, found, isClosed);
      const undone = tx.update(imports).set({ undoneAt }).where(eq(imports.id, id)).returning().get();
      takeAnswersBack(db, undone);
      auditImport(db, by, 'undone', undone, offices);
      return undone;
    },
    { behavior: 'immediate' },
  );
}

/** Tells the audit trail of an import: what it brought, not each of its figures, whose history knows their import. */
export function auditImport(
  db: Db,
  by: By,
  act: 'imported' | 'undone',
  done: Import,
  offices: readonly string[] = officesOfImport(db, done.id),
): void {
  const { fileName, contentHash, format, rows, stored, replaced, unchanged, rejected, fromOn, toOn } = done;
  const told = { fileName, contentHash, format, rows, stored, replaced, unchanged, rejected, fromOn, toOn, offices };
  const [office] = offices;
  writeAudit(db, by, {
    act,
    noun: 'import',
    key: String(done.id),
    officeId: offices.length === 1 && office ? office : null,
    ...(act === 'imported' ? { became: told } : { was: told }),
  });
}

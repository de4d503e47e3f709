import type { Db } from '@tilik/db/open';
import { type Import, imports } from '@tilik/db/schema';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Day } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Cell, type Figure, type Noun, nouns } from './figures.ts';
import { type Plan, PlanCount, type RejectedRow, type RowIssue, type RowOutcome, sameCells } from './plan.ts';
import { withoutIdentityNumbers } from './privacy.ts';
import { takeAnswersBack } from './queries.ts';

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
}

/** The counts that a closed month holds fast. Posts, campaigns and events are no counts of a month. */
export const heldFast: readonly Noun[] = ['readings', 'applicants', 'sources', 'inquiries'];

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

const perDatabase = new WeakMap<Db, Map<Noun, ReturnType<typeof statements>>>();

function statementsOf(db: Db, noun: Noun): ReturnType<typeof statements> {
  let prepared = perDatabase.get(db);
  if (!prepared) {
    prepared = new Map();
    perDatabase.set(db, prepared);
  }
  let found = prepared.get(noun);
  if (!found) {
    found = statements(db, noun);
    prepared.set(noun, found);
  }
  return found;
}

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

/** Does work in one transaction that has the store to itself, and keeps it or takes it back as the work says. */
export function inTransaction<Value>(db: Db, work: () => { keep: boolean; value: Value }): Value {
  const client = db.$client;
  client.exec('BEGIN IMMEDIATE');
  try {
    const { keep, value } = work();
    client.exec(keep ? 'COMMIT' : 'ROLLBACK');
    return value;
  } catch (error) {
    if (client.inTransaction) client.exec('ROLLBACK');
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

/** A row of one figure that waits to be written with others of its kind. */
interface Waiting {
  readonly figure: Figure;
  readonly line: number;
  readonly original: string;
}

/** Rows are written in batches, those with the same key but for its last part together: so the tree is walked once. */
const batchRows = 20_000;
const progressRows = 10_000;

/**
 * Reads rows and writes what they say, each figure claimed by the import, inside the transaction that is open. Answers
 * what became of the rows. Memory does not grow with the file.
 *
 * Within one file the first row to say something stands: a later row that says the same is passed over, one that says
 * otherwise is rejected and names the line it contradicts.
 */
export function claimFigures(
  db: Db,
  importId: number,
  outcomes: () => Iterable<RowOutcome>,
  options: {
    readonly refuse?: ((figure: Figure) => RowIssue | undefined) | undefined;
    readonly onProgress?: ((rows: number) => void) | undefined;
  } = {},
): Plan {
  const { refuse, onProgress } = options;
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
  const contradictions: (Waiting & { readonly name: string })[] = [];
  let batch = new Map<string, Waiting[]>();
  let waiting = 0;

  /** Takes a figure over from the import that gave it; says whether its value changes. */
  const takeOver = (figure: Figure, was: readonly Cell[], wasImport: Cell): 'replaced' | 'unchanged' => {
    keepPast.run(figure.noun, JSON.stringify(figure.key), wasImport, JSON.stringify(was));
    statementsOf(db, figure.noun).update.run(...figure.value, importId, ...figure.key);
    if (sameCells(figure.value, was)) return 'unchanged';
    count.replace({ figure, was });
    return 'replaced';
  };

  const writeOne = (row: Waiting) => {
    const { figure } = row;
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
    } else if (sameCells(figure.value, was)) count.skip('said-before');
    else contradictions.push({ ...row, name: nameOf(figure) });
  };

  const writeBatch = () => {
    for (const rows of batch.values()) for (const row of rows) writeOne(row);
    batch = new Map();
    waiting = 0;
  };

  /** A row of several figures is written as a whole or, where one of them contradicts an earlier row, not at all. */
  const writeSeveral = (figures: readonly Figure[], line: number, original: string) => {
    writeBatch();
    const fresh: { figure: Figure; found: Cell[] | undefined }[] = [];
    for (const figure of figures) {
      const found = statementsOf(db, figure.noun).present.get(...figure.key) as Cell[] | undefined;
      if (found?.at(-1) !== importId) fresh.push({ figure, found });
      else if (!sameCells(figure.value, found.slice(0, -1))) {
        contradictions.push({ figure, line, original, name: nameOf(figure) });
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

  for (const outcome of outcomes()) {
    const rows = count.row();
    if (rows % progressRows === 0) onProgress?.(rows);
    if (outcome.kind === 'skipped') {
      count.skip(outcome.reason);
      continue;
    }
    const { line, original } = outcome;
    if (outcome.kind === 'rejected') {
      reject({ line, original, issues: outcome.issues });
      continue;
    }
    const { figures } = outcome;
    const refused = refuse && figures.map(refuse).find((issue) => issue !== undefined);
    if (refused) {
      reject({ line, original, issues: [refused] });
      continue;
    }
    const [figure] = figures;
    if (figure === undefined || figures.length > 1) {
      writeSeveral(figures, line, original);
      continue;
    }
    const kind = kindOf(figure);
    const group = batch.get(kind);
    if (group) group.push({ figure, line, original });
    else batch.set(kind, [{ figure, line, original }]);
    waiting += 1;
    if (waiting === batchRows) writeBatch();
  }
  writeBatch();

  // The line that said it first is looked up by reading the file once more: that is rare, and remembering every line is not.
  if (contradictions.length > 0) {
    const firstLines = firstLinesOf(outcomes(), new Set(contradictions.map(({ name }) => name)));
    for (const { line, original, name } of contradictions) {
      const facts = { line: firstLines.get(name) ?? line };
      reject({ line, original, issues: [{ reason: 'contradicts-line', facts }] });
    }
  }
  return count.plan();
}

const nameOf = (figure: Figure): string => `${figure.noun}\u0000${figure.key.join('\u0000')}`;

/** Everything of a figure's key but its last part, the day. */
function kindOf({ noun, key }: Figure): string {
  let kind: string = noun;
  for (let index = 0; index < key.length - 1; index += 1) kind += `|${key[index]}`;
  return kind;
}

function firstLinesOf(outcomes: Iterable<RowOutcome>, names: ReadonlySet<string>): Map<string, number> {
  const lines = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'figures') continue;
    for (const figure of outcome.figures) {
      const name = nameOf(figure);
      if (names.has(name) && !lines.has(name)) lines.set(name, outcome.line);
    }
  }
  return lines;
}

/**
 * Takes one import's sayings away. Where it was the latest to give a figure, the one before it speaks again; where a
 * later import has replaced the figure, nothing of it is seen and only its saying is forgotten.
 */
export function undoImport(
  db: Db,
  id: number,
  undoneAt: string,
  isClosed: (officeId: string, day: Day) => boolean,
): Import {
  return db.transaction(
    (tx) => {
      const found = tx.select().from(imports).where(eq(imports.id, id)).get();
      if (!found) throw new ProblemError(404, 'no-such-import', { facts: { id } });
      if (found.undoneAt !== null) throw new ProblemError(409, 'already-undone', { facts: { id } });
      const client = db.$client;
      for (const noun of heldFast) {
        const spans = client.prepare(`SELECT DISTINCT office_id, period_on FROM ${noun} WHERE import_id = ?`).raw();
        for (const [officeId, day] of spans.all(id) as [string, Day][]) {
          if (isClosed(officeId, day))
            throw new ProblemError(409, 'month-closed', { facts: { month: day.slice(0, 7) } });
        }
      }
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
      const undone = tx.update(imports).set({ undoneAt }).where(eq(imports.id, id)).returning().get();
      takeAnswersBack(db, undone);
      return undone;
    },
    { behavior: 'immediate' },
  );
}

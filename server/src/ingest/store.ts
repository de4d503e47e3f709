import type { Db } from '@tilik/db/open';
import { type Import, imports, rejectedRows } from '@tilik/db/schema';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { ProblemError } from '../problem.ts';
import { type Cell, type Figure, type Noun, nouns } from './figures.ts';
import type { Plan } from './plan.ts';

/** What is known of a file before it is stored. */
export interface ImportFile {
  readonly fileName: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  readonly format: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly account: string | null;
  readonly isSample: boolean;
}

const nounNames = Object.keys(nouns) as Noun[];

const where = (columns: readonly string[]) => columns.map((column) => `${column} = ?`).join(' AND ');

/** The statements for one table. The SQL is the same for all of them; only the columns differ. */
function statements(db: Db, noun: Noun) {
  const { key, value } = nouns[noun];
  const columns = [...key, ...value, 'import_id'];
  const client = db.$client;
  return {
    present: client.prepare(`SELECT ${[...value, 'import_id'].join(', ')} FROM ${noun} WHERE ${where(key)}`).raw(),
    insert: client.prepare(`INSERT INTO ${noun} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`),
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

/** Asks what the store says now of a figure: its values, or undefined. */
export function presentFigures(db: Db): (figure: Figure) => readonly Cell[] | undefined {
  return (figure) => {
    const found = statementsOf(db, figure.noun).present.get(...figure.key) as Cell[] | undefined;
    return found?.slice(0, -1);
  };
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

/** Does what the plan says, in one transaction: all of it, or nothing. */
export function storeImport(db: Db, file: ImportFile, plan: Plan, importedAt: string): Import {
  return db.transaction(
    (tx) => {
      const { changes, rejectedRows: refused, skippedRows: _, ...summary } = plan;
      const stored = tx
        .insert(imports)
        .values({
          ...file,
          answers: { ...file.answers },
          importedAt,
          ...summary,
          channels: [...summary.channels],
          metrics: [...summary.metrics],
        })
        .returning()
        .get();
      const keep = db.$client.prepare('INSERT INTO past_values (noun, key, import_id, value) VALUES (?, ?, ?, ?)');
      for (const { figure, act } of changes) {
        const { present, insert, update } = statementsOf(db, figure.noun);
        if (act === 'store') {
          insert.run(...figure.key, ...figure.value, stored.id);
          continue;
        }
        const was = present.get(...figure.key) as Cell[];
        keep.run(figure.noun, JSON.stringify(figure.key), was.at(-1), JSON.stringify(was.slice(0, -1)));
        update.run(...figure.value, stored.id, ...figure.key);
      }
      // Rows of two sheets can have the same number: a line's reasons are counted on.
      const reasonsOfLine = new Map<number, number>();
      for (const { line, original, issues } of refused) {
        for (const { field, reason, facts } of issues) {
          const position = reasonsOfLine.get(line) ?? 0;
          reasonsOfLine.set(line, position + 1);
          tx.insert(rejectedRows)
            .values({
              importId: stored.id,
              line,
              position,
              field: field ?? null,
              reason,
              facts: { ...facts },
              original,
            })
            .run();
        }
      }
      return stored;
    },
    { behavior: 'immediate' },
  );
}

/**
 * Takes one import's sayings away. Where it was the latest to give a figure, the one before it speaks again; where a
 * later import has replaced the figure, nothing of it is seen and only its saying is forgotten.
 */
export function undoImport(db: Db, id: number, undoneAt: string): Import {
  return db.transaction(
    (tx) => {
      const found = tx.select().from(imports).where(eq(imports.id, id)).get();
      if (!found) throw new ProblemError(404, 'no-such-import', { facts: { id } });
      if (found.undoneAt !== null) throw new ProblemError(409, 'already-undone', { facts: { id } });
      const client = db.$client;
      // What belongs to an activity goes before it and comes back after it; the keys are checked at the end.
      client.pragma('defer_foreign_keys = ON');
      client.prepare('DELETE FROM past_values WHERE import_id = ?').run(id);
      const before = client
        .prepare('SELECT import_id, value FROM past_values WHERE noun = ? AND key = ? ORDER BY import_id DESC LIMIT 1')
        .raw();
      const forget = client.prepare('DELETE FROM past_values WHERE noun = ? AND key = ? AND import_id = ?');
      for (const noun of nounNames) {
        const { ofImport, update, remove } = statementsOf(db, noun);
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
      return tx.update(imports).set({ undoneAt }).where(eq(imports.id, id)).returning().get();
    },
    { behavior: 'immediate' },
  );
}

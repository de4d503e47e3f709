import type { Db } from '@tilik/db/open';
import { type Import, imports } from '@tilik/db/schema';
import { inArray } from 'drizzle-orm';
import type { Day } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Cell, type Noun, nouns } from './figures.ts';

/**
 * A row that is removed by hand is taken away whole, whatever imports said of it: all their sayings are withdrawn and
 * leave their trace. The removal is an import of its own that brings nothing, so that it stands in the history with who
 * did it and can be undone, which brings every saying back. What an import withdrew stands among its answers.
 */

/** A row by its table and its key. */
export type RowName = readonly [noun: Noun, key: readonly Cell[]];

export const withdrewAnswer = (rows: readonly RowName[]): Record<string, string> => ({
  withdrew: JSON.stringify(rows),
});

const where = (noun: Noun) => nouns[noun].key.map((column) => `${column} = ?`).join(' AND ');

/** Withdraws everything that was said of a row. */
export function withdrawRow(db: Db, noun: Noun, key: readonly Cell[], at: string, actor: string): void {
  const client = db.$client;
  const keyText = JSON.stringify(key);
  client
    .prepare(
      `INSERT OR REPLACE INTO withdrawn_values (noun, key, import_id, value, withdrawn_at, actor)
       SELECT noun, key, import_id, value, ?, ? FROM past_values WHERE noun = ? AND key = ?
       UNION ALL
       SELECT ?, ?, import_id, json_array(${nouns[noun].value.join(', ')}), ?, ? FROM ${noun} WHERE ${where(noun)}`,
    )
    .run(at, actor, noun, keyText, noun, keyText, at, actor, ...key);
  client.prepare('DELETE FROM past_values WHERE noun = ? AND key = ?').run(noun, keyText);
  client.prepare(`DELETE FROM ${noun} WHERE ${where(noun)}`).run(...key);
}

/** Brings back what an import withdrew when it is undone, as far as the imports that said it still stand. */
export function bringBack(
  db: Db,
  { answers, importedAt }: Import,
  isClosed: (officeId: string, day: Day) => boolean,
): void {
  for (const [noun, key] of JSON.parse(answers.withdrew ?? '[]') as RowName[]) {
    const columns: readonly string[] = nouns[noun].key;
    const part = (column: string) => String(key[columns.indexOf(column)] ?? '');
    if (columns.includes('period_on') && isClosed(part('office_id'), part('period_on'))) {
      throw new ProblemError(409, 'month-closed', { facts: { month: part('period_on').slice(0, 7) } });
    }
    speakAgain(db, noun, JSON.stringify(key), importedAt);
  }
}

function speakAgain(db: Db, noun: Noun, keyText: string, withdrawnAt: string): void {
  const client = db.$client;
  const withdrawn = client
    .prepare(
      'SELECT import_id, value FROM withdrawn_values WHERE noun = ? AND key = ? AND withdrawn_at = ? ORDER BY import_id',
    )
    .raw()
    .all(noun, keyText, withdrawnAt) as [number, string][];
  if (withdrawn.length === 0) return;
  const standing = new Map(
    db
      .select({ id: imports.id, undoneAt: imports.undoneAt })
      .from(imports)
      .where(
        inArray(
          imports.id,
          withdrawn.map(([importId]) => importId),
        ),
      )
      .all()
      .map(({ id, undoneAt }) => [id, undoneAt === null]),
  );
  const said = withdrawn.filter(([importId]) => standing.get(importId));
  const key = JSON.parse(keyText) as Cell[];
  const columns = [...nouns[noun].key, ...nouns[noun].value, 'import_id'];
  // What was said of it since speaks louder.
  const isThere = client.prepare(`SELECT 1 FROM ${noun} WHERE ${where(noun)}`).get(...key) !== undefined;
  const present = isThere ? undefined : said.pop();
  const keepPast = client.prepare('INSERT INTO past_values (noun, key, import_id, value) VALUES (?, ?, ?, ?)');
  const forget = client.prepare('DELETE FROM withdrawn_values WHERE noun = ? AND key = ? AND import_id = ?');
  for (const [importId, value] of said) {
    keepPast.run(noun, keyText, importId, value);
    forget.run(noun, keyText, importId);
  }
  if (!present) return;
  const [importId, value] = present;
  client
    .prepare(`INSERT INTO ${noun} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    .run(...key, ...(JSON.parse(value) as Cell[]), importId);
  forget.run(noun, keyText, importId);
}

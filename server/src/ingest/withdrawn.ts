import type { Db } from '@tilik/db/open';
import { type Cell, type Noun, nouns } from './figures.ts';

/** Figures whose history is told value by value. Of the figures of a post the import's own history tells. */
const traced = (Object.keys(nouns) as Noun[]).filter((noun) => noun !== 'snapshots');

/** Keeps a trace of everything an import says, before it is undone. */
export function traceImport(db: Db, importId: number, withdrawnAt: string, actor: string): void {
  const client = db.$client;
  client
    .prepare(
      `INSERT OR IGNORE INTO withdrawn_values (noun, key, import_id, value, withdrawn_at, actor)
       SELECT noun, key, import_id, value, ?, ? FROM past_values
       WHERE import_id = ? AND noun IN (${traced.map((noun) => `'${noun}'`).join(', ')})`,
    )
    .run(withdrawnAt, actor, importId);
  for (const noun of traced) {
    const { key, value } = nouns[noun];
    client
      .prepare(
        `INSERT OR IGNORE INTO withdrawn_values (noun, key, import_id, value, withdrawn_at, actor)
         SELECT '${noun}', json_array(${key.join(', ')}), import_id, json_array(${value.join(', ')}), ?, ?
         FROM ${noun} WHERE import_id = ?`,
      )
      .run(withdrawnAt, actor, importId);
  }
}

/** Keeps a trace of one thing that an import said of a figure and says no more. */
export function traceValue(
  db: Db,
  { noun, key, importId, value }: { noun: Noun; key: readonly Cell[]; importId: number; value: readonly Cell[] },
  withdrawnAt: string,
  actor: string,
): void {
  db.$client
    .prepare(
      'INSERT OR IGNORE INTO withdrawn_values (noun, key, import_id, value, withdrawn_at, actor) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(noun, JSON.stringify(key), importId, JSON.stringify(value), withdrawnAt, actor);
}

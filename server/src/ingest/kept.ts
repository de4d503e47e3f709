import type { Db } from '@tilik/db/open';
import { type Cell, type Figure, nouns, saidByPersons } from './figures.ts';

/**
 * Some columns of a post only a person can fill in, and the file of a platform keeps them as they are. What a later
 * file kept was said by an earlier import: when that one is undone, it is gone from what came after it too.
 */

/** A figure with the columns that its file cannot know of as they stand now. */
export function withKept(figure: Figure, present: readonly Cell[]): Figure {
  const { keeps } = figure;
  if (!keeps) return figure;
  const columns: readonly string[] = nouns[figure.noun].value;
  return {
    ...figure,
    value: figure.value.map((cell, index) => (keeps.includes(columns[index] ?? '') ? (present[index] ?? null) : cell)),
  };
}

/** What a post is before anybody said anything of it. */
const unsaid: Readonly<Record<(typeof saidByPersons)[number], Cell>> = {
  campaign_id: null,
  title: null,
  place: null,
  pr_role: null,
  topics: '[]',
  cost_rupiah: null,
};

/** Our own template and what is typed say all of an activity; every other format is a platform's. */
const saysAll = (format: string): boolean => format.startsWith('tilik-') || format === 'by-hand';

/** Keys of the activities of which an import says something and another import too. */
export const keysToFold = (db: Db, importId: number): string[] =>
  db.$client
    .prepare(
      `SELECT DISTINCT key FROM past_values WHERE noun = 'activities' AND (import_id = @importId
       OR key IN (SELECT json_array(id) FROM activities WHERE import_id = @importId))`,
    )
    .pluck()
    .all({ importId }) as string[];

/** Makes each saying keep what the sayings before it, those that are left, gave it to keep. */
export function foldKept(db: Db, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const client = db.$client;
  const columns: readonly string[] = nouns.activities.value;
  const said = client
    .prepare(
      `SELECT said.import_id, imports.format, said.value FROM (
         SELECT import_id, value FROM past_values WHERE noun = 'activities' AND key = @key
         UNION ALL
         SELECT import_id, json_array(${columns.join(', ')}) FROM activities WHERE json_array(id) = @key AND id = @id
       ) AS said JOIN imports ON imports.id = said.import_id ORDER BY said.import_id`,
    )
    .raw();
  const updatePast = client.prepare(
    "UPDATE past_values SET value = ? WHERE noun = 'activities' AND key = ? AND import_id = ?",
  );
  const update = client.prepare(
    `UPDATE activities SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND import_id = ?`,
  );
  for (const key of keys) {
    const [id] = JSON.parse(key) as [string];
    let kept: readonly Cell[] = saidByPersons.map((column) => unsaid[column]);
    for (const [importId, format, text] of said.all({ key, id }) as [number, string, string][]) {
      const value = JSON.parse(text) as Cell[];
      if (saysAll(format)) {
        kept = saidByPersons.map((column) => value[columns.indexOf(column)] ?? null);
        continue;
      }
      const folded = value.map((cell, index) => {
        const place = (saidByPersons as readonly string[]).indexOf(columns[index] ?? '');
        return place === -1 ? cell : (kept[place] ?? null);
      });
      const foldedText = JSON.stringify(folded);
      if (foldedText === JSON.stringify(value)) continue;
      updatePast.run(foldedText, key, importId);
      update.run(...folded, id, importId);
    }
  }
}

import type { Db } from '@tilik/db/open';
import { type Noun, nouns } from '../ingest/figures.ts';

const all = Object.keys(nouns) as Noun[];

/** Where the office stands in a noun's key or value, as kept for what is no longer said; undefined: it has none. */
function officeIn(noun: Noun): string | undefined {
  const place = (column: 'key' | 'value') => (nouns[noun][column] as readonly string[]).indexOf('office_id');
  for (const column of ['key', 'value'] as const) {
    if (place(column) >= 0) return `json_extract(${column}, '$[${place(column)}]')`;
  }
  return undefined;
}

/** A statement for the offices of what an import says now in one table; fees and the like belong to all of them. */
function present(noun: Noun): string {
  if (noun === 'snapshots') {
    return `SELECT office_id FROM snapshots JOIN activities ON activities.id = activity_id WHERE snapshots.import_id = @importId`;
  }
  const office = officeIn(noun) ? 'office_id' : 'NULL';
  return `SELECT DISTINCT COALESCE(${office}, '') AS office FROM ${noun} WHERE import_id = @importId`;
}

/** The same for what it said once and others say now, and for what was taken back. */
const past = (table: 'past_values' | 'withdrawn_values'): string =>
  `SELECT DISTINCT COALESCE(CASE noun
     WHEN 'snapshots' THEN (SELECT office_id FROM activities WHERE id = json_extract(key, '$[0]'))
     ${all.flatMap((noun) => (officeIn(noun) ? [`WHEN '${noun}' THEN ${officeIn(noun)}`] : [])).join(' ')}
   END, '') FROM ${table} WHERE import_id = @importId`;

const statement = [...all.map(present), past('past_values'), past('withdrawn_values')].join(' UNION ');

/**
 * The offices whose figures an import gives or gave: it is theirs still when a later one speaks for it and when it was
 * undone. `''` stands for what belongs to all of them.
 */
export const officesOfImport = (db: Db, importId: number): string[] =>
  db.$client.prepare(statement).pluck().all({ importId }) as string[];

/** Nouns of which a row can change its office: it is no part of their key. */
const movable = all.filter((noun) => (nouns[noun].value as readonly string[]).includes('office_id'));

const takenStatement = movable
  .map((noun) => {
    const place = (nouns[noun].value as readonly string[]).indexOf('office_id');
    return `SELECT DISTINCT COALESCE(json_extract(past_values.value, '$[${place}]'), '') AS office
      FROM ${noun} JOIN past_values ON noun = '${noun}' AND key = json_array(id)
      WHERE ${noun}.import_id = @importId`;
  })
  .join(' UNION ');

/** The offices whose campaigns, events, posts or notes an import speaks of after somebody else did. */
export const officesTakenFrom = (db: Db, importId: number): string[] =>
  db.$client.prepare(takenStatement).pluck().all({ importId }) as string[];

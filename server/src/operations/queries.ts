import type { Client, Db } from '@tilik/db/open';
import { attachments, auditEntries, imports, monthClosures, pastValues } from '@tilik/db/schema';
import { desc, eq, isNotNull, isNull, max, ne, sql } from 'drizzle-orm';
import { brokenAuditEntry } from '../access/audit.ts';
import { type Noun, nouns } from '../ingest/figures.ts';

/** Rows of each table, virtual ones and their shadows aside. */
export function countsOf(client: Client): Record<string, number> {
  const names = client
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  const isOwn = (name: string) => /^[a-z_]+$/.test(name);
  return Object.fromEntries(
    names.filter(isOwn).map((name) => [name, client.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get() as number]),
  );
}

/** What SQLite itself finds wrong in a file; empty where nothing is. */
export function damageOf(client: Client): string[] {
  const integrity = client.pragma('integrity_check(20)') as { integrity_check: string }[];
  const keys = client.pragma('foreign_key_check') as { table: string; parent: string }[];
  return [
    ...integrity.flatMap(({ integrity_check: line }) => (line === 'ok' ? [] : [line])),
    ...keys.slice(0, 20).map(({ table, parent }) => `a row of ${table} refers to ${parent} and finds nothing`),
  ];
}

/** The zone of our own office, in a database of any schema. */
export const zoneOf = (client: Client): string =>
  (client.prepare("SELECT zone FROM offices WHERE role = 'ours'").pluck().get() as string | undefined) ??
  'Asia/Jakarta';

/** The latest instant that anything was stored at, as the clock was then. */
export function latestInstant(db: Db): string | undefined {
  const instants = [
    db
      .select({ at: max(imports.importedAt) })
      .from(imports)
      .get()?.at,
    db
      .select({ at: max(imports.undoneAt) })
      .from(imports)
      .get()?.at,
    db.select({ at: auditEntries.at }).from(auditEntries).orderBy(desc(auditEntries.id)).limit(1).get()?.at,
    db
      .select({ at: max(monthClosures.actedAt) })
      .from(monthClosures)
      .get()?.at,
  ];
  return instants
    .filter((at) => typeof at === 'string')
    .toSorted()
    .at(-1);
}

/** Hashes of the files that stand in the table of attachments and were not removed. */
export const attachmentHashes = (db: Db): string[] =>
  db
    .selectDistinct({ hash: attachments.contentHash })
    .from(attachments)
    .where(isNull(attachments.removedAt))
    .all()
    .map(({ hash }) => hash);

/** People sign in again after a restore: a session that was ended since the backup must not come back with it. */
export const endAllSessions = (db: Db): number => db.$client.prepare('DELETE FROM sessions').run().changes;

/** A promise of the store that does not hold, and where. */
export interface Breach {
  readonly invariant: string;
  readonly examples: readonly string[];
}

const examplesMax = 5;

/** The promises of our own that the store is to keep, beyond those that SQLite watches over. */
export function breaches(db: Db): Breach[] {
  const client = db.$client;
  const found: Breach[] = [];
  const check = (invariant: string, examples: readonly string[]) => {
    if (examples.length > 0) found.push({ invariant, examples: examples.slice(0, examplesMax) });
  };
  check(
    'each row of an import is counted once: stored, replaced, unchanged, rejected or skipped',
    db
      .select({ id: imports.id })
      .from(imports)
      .where(
        ne(
          imports.rows,
          sql`${imports.stored} + ${imports.replaced} + ${imports.unchanged} + ${imports.rejected} + ${imports.skipped}`,
        ),
      )
      .all()
      .map(({ id }) => `import ${id}`),
  );
  for (const noun of Object.keys(nouns) as Noun[]) {
    const { key } = nouns[noun];
    check(
      `every figure of ${noun} belongs to an import that stands`,
      client
        .prepare(
          `SELECT json_array(${key.map((column) => `${noun}.${column}`).join(', ')}) FROM ${noun} JOIN imports ON imports.id = import_id WHERE undone_at IS NOT NULL LIMIT ${examplesMax}`,
        )
        .pluck()
        .all() as string[],
    );
    check(
      `what was said of ${noun} before is older than what stands`,
      client
        .prepare(
          `SELECT past.key FROM past_values AS past LEFT JOIN ${noun} AS present
             ON ${key.map((column, index) => `present.${column} = json_extract(past.key, '$[${index}]')`).join(' AND ')}
           WHERE past.noun = '${noun}' AND (present.import_id IS NULL OR present.import_id <= past.import_id) LIMIT ${examplesMax}`,
        )
        .pluck()
        .all() as string[],
    );
  }
  check(
    'what was said before has the shape of its table',
    db
      .select({ noun: pastValues.noun, key: pastValues.key, value: pastValues.value })
      .from(pastValues)
      .all()
      .filter(({ noun, key, value }) => !hasShapeOf(noun, key, value))
      .map(({ noun, key }) => `${noun} ${key}`),
  );
  check(
    'what was said before is of imports that stand',
    db
      .select({ noun: pastValues.noun, key: pastValues.key })
      .from(pastValues)
      .innerJoin(imports, eq(imports.id, pastValues.importId))
      .where(isNotNull(imports.undoneAt))
      .limit(examplesMax)
      .all()
      .map(({ noun, key }) => `${noun} ${key}`),
  );
  const broken = brokenAuditEntry(db);
  check('the audit trail is whole and unchanged', broken === undefined ? [] : [`entry ${broken}`]);
  const [notes, words] = ['evidence', 'evidence_words'].map((table) =>
    client.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get(),
  );
  check('every note can be searched', notes === words ? [] : [`${notes} notes, ${words} searchable`]);
  return found;
}

function hasShapeOf(noun: string, keyText: string, valueText: string): boolean {
  if (!(noun in nouns)) return false;
  const { key, value } = nouns[noun as Noun];
  try {
    const [cells, values] = [JSON.parse(keyText), JSON.parse(valueText)] as unknown[];
    return (
      Array.isArray(cells) && cells.length === key.length && Array.isArray(values) && values.length === value.length
    );
  } catch {
    return false;
  }
}

import type { Db } from '@tilik/db/open';

export type Dump = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What an import writes about itself; everything else is what the programme knows. */
const ofImports = [
  'imports',
  'rejected_rows',
  'remembered_answers',
  'mappings',
  'idempotency_keys',
  'withdrawn_values',
  'audit_entries',
];

/** Every row of every table but those about imports and the search index made of others, in one order whatever the order of writing. */
export function dumpDomain(db: Db): Dump {
  return dump(db, (table) => !ofImports.includes(table) && !table.startsWith('evidence_words'));
}

/** Every row of every table. */
export const dumpAll = (db: Db): Dump => dump(db, () => true);

/** The domain's rows without the import that gave them, and without what earlier ones said. */
export function dumpFigures(db: Db): Dump {
  return Object.fromEntries(
    Object.entries(dumpDomain(db))
      .filter(([table]) => table !== 'past_values')
      .map(([table, rows]) => [table, rows.map(({ import_id: _, ...row }) => row)]),
  );
}

/** The tables that only imports fill, which are empty in a new database. */
export const filledTables = (db: Db): string[] =>
  Object.entries(dumpDomain(db)).flatMap(([table, rows]) =>
    rows.length > 0 && table !== 'offices' && table !== 'channels' ? [table] : [],
  );

function dump(db: Db, wanted: (table: string) => boolean): Dump {
  const tables = db.$client
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.filter(wanted).map((table) => {
      const columns = db.$client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
      return [table, db.$client.prepare(`SELECT * FROM ${table} ORDER BY ${columns.join(', ')}`).all()] as const;
    }),
  ) as Dump;
}

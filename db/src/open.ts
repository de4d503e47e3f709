import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { firstChannels, firstOffices } from './first-rows.ts';
import * as schema from './schema/index.ts';

/** A connection to a file, with nothing done to it. */
export type Client = Database.Database;
export type Db = BetterSQLite3Database<typeof schema> & { $client: Client };

const migrationsFolder = join(import.meta.dirname, '../migrations');

/** How far a database's schema is, by the migrations it has had. */
export interface SchemaState {
  /** Number of migrations applied; 0: none yet. */
  readonly applied: number;
  /** Number of migrations that this program knows. */
  readonly known: number;
  /** A later program has worked on it. */
  readonly isNewer: boolean;
}

/** Thrown instead of touching a database that a later program has worked on. */
export class NewerSchemaError extends Error {
  constructor(location: string) {
    super(
      `${location} was made by a later version of Tilik than this one. Nothing was changed. Install that version or a later one, or restore the backup that was taken before its migration.`,
    );
    this.name = 'NewerSchemaError';
  }
}

/** Opens a file as it is: no migration, no pragma. For reading it, or for copying it. */
export function openFile(
  location: string,
  options: { readonly readonly?: boolean; readonly timeout?: number } = {},
): Client {
  return new Database(location, { fileMustExist: options.readonly ?? false, ...options });
}

/** The migrations that a database has had, held against those this program knows. */
export function schemaOf(client: Client): SchemaState {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    readonly entries: readonly { readonly when: number }[];
  };
  const known = journal.entries.map(({ when }) => when);
  const table = client.prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'").get();
  const latest = table
    ? Number(client.prepare('SELECT MAX(created_at) FROM __drizzle_migrations').pluck().get() ?? 0)
    : 0;
  return {
    applied: known.filter((when) => when <= latest).length,
    known: known.length,
    isNewer: latest > Math.max(...known),
  };
}

/**
 * Opens the database at a path, or `':memory:'`, brings it to the present schema and gives a new one its first rows.
 * The same function serves the file, the tests and the seeds. Refuses a schema newer than it knows.
 */
export function openDatabase(location: string): Db {
  if (location !== ':memory:') mkdirSync(dirname(location), { recursive: true });
  const client = new Database(location);
  try {
    // Before anything is written to it, the journal mode included.
    if (schemaOf(client).isNewer) throw new NewerSchemaError(location);
    client.pragma('journal_mode = WAL');
    // FULL: an import that was acknowledged survives a power cut. There is one commit per file, so it costs nothing felt.
    client.pragma('synchronous = FULL');
    client.pragma('busy_timeout = 5000');
    // A migration may rebuild a table others point at; the keys are watched from the moment it is done.
    client.pragma('foreign_keys = OFF');
    const db: Db = drizzle({ client, schema, casing: 'snake_case' });
    migrate(db, { migrationsFolder });
    client.pragma('foreign_keys = ON');
    db.transaction((tx) => {
      if (tx.select({ id: schema.offices.id }).from(schema.offices).limit(1).all().length > 0) return;
      tx.insert(schema.offices).values(firstOffices).run();
      tx.insert(schema.channels).values(firstChannels).run();
    });
    return db;
  } catch (error) {
    client.close();
    throw error;
  }
}

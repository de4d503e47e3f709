import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { firstChannels, firstOffices } from './first-rows.ts';
import * as schema from './schema/index.ts';

export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/**
 * Opens the database at a path, or `':memory:'`, brings it to the present schema and gives a new one its first rows.
 * The same function serves the file, the tests and the seeds.
 */
export function openDatabase(location: string): Db {
  if (location !== ':memory:') mkdirSync(dirname(location), { recursive: true });
  const client = new Database(location);
  client.pragma('journal_mode = WAL');
  // FULL: an import that was acknowledged survives a power cut. There is one commit per file, so it costs nothing felt.
  client.pragma('synchronous = FULL');
  client.pragma('busy_timeout = 5000');
  // A migration may rebuild a table others point at; the keys are watched from the moment it is done.
  client.pragma('foreign_keys = OFF');
  const db: Db = drizzle({ client, schema, casing: 'snake_case' });
  migrate(db, { migrationsFolder: join(import.meta.dirname, '../migrations') });
  client.pragma('foreign_keys = ON');
  db.transaction((tx) => {
    if (tx.select({ id: schema.offices.id }).from(schema.offices).limit(1).all().length > 0) return;
    tx.insert(schema.offices).values(firstOffices).run();
    tx.insert(schema.channels).values(firstChannels).run();
  });
  return db;
}

/*
 * Loaded before everything else into each thread of a server: every connection may have no more pages than a file says,
 * as if the disk were full, until the file says otherwise.
 */
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const path = process.env.CRASH_PAGES ?? '';
const connections = new Set<Database.Database>();
const { pragma } = Database.prototype;

const limit = () => {
  const most = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 1_000_000_000;
  for (const connection of connections) if (connection.open) pragma.call(connection, `max_page_count = ${most}`);
};

// Each connection of the server is given its pragmas before it is used.
Database.prototype.pragma = function (this: Database.Database, ...given) {
  if (!connections.has(this)) {
    connections.add(this);
    limit();
  }
  return pragma.apply(this, given);
};
setInterval(limit, 10).unref();

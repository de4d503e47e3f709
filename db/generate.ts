/**
 * Writes the next migration: `pnpm --filter @tilik/db generate --name what_changes`.
 *
 * drizzle-kit cannot say STRICT or WITHOUT ROWID, so both are added to what it wrote before the file is committed:
 * STRICT, because SQLite would otherwise keep a word in a number column; WITHOUT ROWID on tables whose primary key
 * is a natural key of several columns, because the key would otherwise be stored twice.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'migrations');
const files = () => readdirSync(folder).filter((name) => name.endsWith('.sql'));

let before = new Set<string>();
try {
  before = new Set(files());
} catch {
  // The first migration makes the folder.
}
execFileSync('drizzle-kit', ['generate', ...process.argv.slice(2)], { stdio: 'inherit', cwd: import.meta.dirname });

for (const name of files().filter((file) => !before.has(file))) {
  const path = join(folder, name);
  const sql = readFileSync(path, 'utf8').replaceAll(/CREATE TABLE [\s\S]*?\n\);/g, (statement) =>
    statement.replace(/\);$/, /\n\s*PRIMARY KEY\(/.test(statement) ? ') STRICT, WITHOUT ROWID;' : ') STRICT;'),
  );
  writeFileSync(path, sql);
}

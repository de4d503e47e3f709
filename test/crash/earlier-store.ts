import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFile, schemaOf } from '@tilik/db/open';

const migrations = join(import.meta.dirname, '../../db/migrations');
const { entries } = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
  entries: readonly { readonly when: number; readonly tag: string }[];
};

/** Every version of the schema before the present one, by how many migrations it has had. */
export const earlierVersions = entries.slice(1).map((_, index) => index + 1);

/** Makes a store as a program of an earlier version left it, with figures in it; answers what they are. */
export function makeEarlierStore(path: string, version: number, random: () => number): string {
  mkdirSync(dirname(path), { recursive: true });
  const client = openFile(path);
  try {
    client.pragma('journal_mode = WAL');
    client.exec('CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)');
    const noted = client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const { tag, when } of entries.slice(0, version)) {
      const text = readFileSync(join(migrations, `${tag}.sql`), 'utf8');
      for (const statement of text.split('--> statement-breakpoint')) client.exec(statement);
      noted.run(createHash('sha256').update(text).digest('hex'), when);
    }
    client.exec(`
      INSERT INTO offices (id, name, role, zone, aliases) VALUES ('bandung', 'Bandung', 'ours', 'Asia/Jakarta', '[]');
      INSERT INTO channels (id, name_id, name_en, kind, position, aliases) VALUES ('website', 'Situs web', 'Website', 'web', 1, '[]');
    `);
    client.transaction(() => fill(client, random))();
  } finally {
    client.close();
  }
  return figuresOf(path).figures;
}

function fill(client: ReturnType<typeof openFile>, random: () => number): void {
  const addImport = client.prepare(
    `INSERT INTO imports (id, file_name, content_hash, size_bytes, format, answers, is_sample, imported_at, rows, stored, replaced, unchanged, rejected, skipped, channels, metrics)
     VALUES (?, 'old.csv', ?, 1, 'readings', '{}', 0, '2025-01-01T00:00:00.000Z', 2000, 2000, 0, 0, 0, 0, '[]', '[]')`,
  );
  for (const id of [1, 2]) addImport.run(id, `${id}`);
  const reading = client.prepare("INSERT INTO readings VALUES ('bandung', 'website', ?, 'day', ?, ?, 2)");
  const past = client.prepare("INSERT INTO past_values VALUES ('readings', ?, 1, ?)");
  for (let index = 0; index < 2000; index += 1) {
    const day = new Date(Date.UTC(2020, 0, 1 + (index >> 1))).toISOString().slice(0, 10);
    const metric = index % 2 ? 'visits' : 'likes';
    reading.run(metric, day, Math.floor(random() * 1e6));
    past.run(JSON.stringify(['bandung', 'website', metric, 'day', day]), `[${Math.floor(random() * 1e6)}]`);
  }
  const campaign = client.prepare(
    "INSERT INTO campaigns (id, office_id, name, approach, started_on, channels, audiences, topics, import_id) VALUES (?, 'bandung', ?, 'diseminasi', '2021-02-03', '[]', '[]', '[]', 1)",
  );
  for (let index = 0; index < 50; index += 1)
    campaign.run(`campaign-${index}`, `Kampanye ${Math.floor(random() * 1e6)}`);
}

/** Everything an earlier version knew, as text, whichever version the file is of now; and which that is. */
export function figuresOf(path: string): { readonly applied: number; readonly figures: string } {
  const client = openFile(path);
  try {
    const all = (query: string) => client.prepare(query).raw().all();
    const figures = JSON.stringify([
      all('SELECT * FROM readings ORDER BY metric, period_on'),
      all("SELECT noun, key, import_id, value FROM past_values WHERE noun = 'readings' ORDER BY key"),
      all('SELECT id, name, approach, started_on, import_id FROM campaigns ORDER BY id'),
      all('SELECT id, content_hash, rows FROM imports ORDER BY id'),
    ]);
    return { applied: schemaOf(client).applied, figures };
  } finally {
    client.close();
  }
}

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { backupsIn } from '@tilik/server/inside/operations/backup.ts';
import { openForUse } from '@tilik/server/inside/operations/open-for-use.ts';
import { breaches, damageOf } from '@tilik/server/inside/operations/queries.ts';
import Database from 'better-sqlite3';
import { describe, expect, type TestContext, test } from 'vitest';
import { openApp } from '../support/open-app.ts';
import { openFolder } from './data-folder.ts';
import { earlierSchemas, makeSchema, schemaFile } from './make-schemas.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Every row of every table of ours in a file, by the columns it has there. */
function rowsIn(path: string): Rows {
  const client = new Database(path, { readonly: true });
  try {
    const tables = client
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name GLOB '[a-z]*' AND name NOT LIKE 'sqlite%' ORDER BY name",
      )
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((table) => [table, client.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]),
    ) as Rows;
  } finally {
    client.close();
  }
}

/** A data folder with a database of an earlier schema. */
function openEarlier(onTestFinished: TestContext['onTestFinished'], tag: string) {
  const folder = openFolder(onTestFinished);
  mkdirSync(folder.settings.dataFolder, { recursive: true });
  copyFileSync(schemaFile(tag), folder.settings.databasePath);
  return folder;
}

/** What was said of campaigns and activities before has more columns now; the others are as they were. */
const grown = ['campaigns', 'activities'];
const withoutGrown = ({ past_values: past, withdrawn_values: withdrawn, ...tables }: Rows): Rows => ({
  ...tables,
  past_values: (past ?? []).filter(({ noun }) => !grown.includes(String(noun))),
  withdrawn_values: (withdrawn ?? []).filter(({ noun }) => !grown.includes(String(noun))),
});

test('there is a database of every earlier schema, as its migrations make it, and it is small', () => {
  expect(earlierSchemas.length).toBeGreaterThanOrEqual(4);
  const folder = mkdtempSync(join(tmpdir(), 'tilik-schemas-'));
  try {
    for (const tag of earlierSchemas) {
      const made = join(folder, `${tag}.sqlite`);
      makeSchema(tag, made);
      expect([tag, rowsIn(schemaFile(tag))]).toEqual([tag, rowsIn(made)]);
      expect(statSync(schemaFile(tag)).size).toBeLessThan(600_000);
      for (const [table, rows] of Object.entries(rowsIn(schemaFile(tag)))) {
        expect([tag, table, rows.length > 0]).toEqual([tag, table, true]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.each(earlierSchemas)('the schema after %s', (tag) => {
  const number = earlierSchemas.indexOf(tag) + 1;

  test('is backed up, brought to the present one, and keeps every row', async ({ onTestFinished }) => {
    const { settings } = openEarlier(onTestFinished, tag);
    const before = rowsIn(settings.databasePath);
    const told: string[] = [];
    const db = await openForUse(
      settings,
      () => new Date(),
      ({ manifest }) => told.push(manifest.file),
    );
    onTestFinished(() => void db.$client.close());
    expect(told).toEqual([expect.stringMatching(new RegExp(`^before-migration-${number}-.*\\.sqlite$`))]);
    const [backup] = backupsIn(join(settings.dataFolder, 'backups'));
    expect(backup?.manifest).toMatchObject({ purpose: 'before-migration', schema: number });
    expect(rowsIn(backup?.path ?? '')).toEqual(before);

    expect(damageOf(db.$client)).toEqual([]);
    expect(breaches(db)).toEqual([]);
    const after = withoutGrown(rowsIn(settings.databasePath));
    for (const [table, rows] of Object.entries(withoutGrown(before))) {
      expect([table, after[table]]).toEqual([table, rows.map((row) => expect.objectContaining(row))]);
    }
  });

  test('can be restored from a backup and its imports undone to what was said before', async ({ onTestFinished }) => {
    const { root, settings, tilik } = openFolder(onTestFinished);
    const backup = join(root, 'old.sqlite');
    copyFileSync(schemaFile(tag), backup);
    expect(await tilik('restore', backup)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Brought from ${number} to `),
    });
    const db = openDatabase(settings.databasePath);
    onTestFinished(() => void db.$client.close());
    const app = openApp({ db, now: '2026-02-01T05:00:00Z' });
    const row = (sql: string) => db.$client.prepare(sql).get();
    expect(row('SELECT name, ended_on, spending_rupiah FROM campaigns')).toEqual({
      name: 'Kenali E-Paspor, diperbaiki',
      ended_on: '2025-12-20',
      spending_rupiah: null,
    });
    for (const id of [7, 8, 10]) {
      const response = await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
      expect([id, response.status]).toEqual([id, 200]);
    }
    expect(
      row('SELECT name, ended_on, budget_rupiah, spending_rupiah, cancelled_on, import_id FROM campaigns'),
    ).toEqual({
      name: 'Kenali E-Paspor',
      ended_on: null,
      budget_rupiah: 5_000_000,
      spending_rupiah: null,
      cancelled_on: null,
      import_id: 1,
    });
    expect(row('SELECT caption, topics, title, import_id FROM activities')).toEqual({
      caption: 'Kenali e-paspor',
      topics: '[]',
      title: null,
      import_id: 3,
    });
    expect(row('SELECT value, import_id FROM snapshots')).toEqual({ value: 9, import_id: 3 });
    expect(db.$client.prepare('SELECT value, import_id FROM readings ORDER BY period_on').all()).toEqual([
      { value: 20, import_id: 5 },
      { value: 40, import_id: 5 },
    ]);
    expect(breaches(db)).toEqual([]);
    expect(damageOf(db.$client)).toEqual([]);
  });
});

test('a schema of a later program is refused before anything is touched', async ({ onTestFinished }) => {
  const { settings, tilik, work } = openFolder(onTestFinished);
  await work(() => Promise.resolve());
  const client = new Database(settings.databasePath);
  client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run('later', 9_999_999_999_999);
  client.close();
  const before = statSync(settings.databasePath).mtimeMs;
  expect(() => openDatabase(settings.databasePath)).toThrow(/later version of Tilik/);
  await expect(
    openForUse(
      settings,
      () => new Date(),
      () => undefined,
    ),
  ).rejects.toThrow(/later version of Tilik/);
  expect(statSync(settings.databasePath).mtimeMs).toBe(before);
  expect(await tilik('doctor')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^BAD {2}schema: .*later version/m),
  });
  expect(dirname(settings.databasePath)).toBe(settings.dataFolder);
});

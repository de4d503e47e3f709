import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { breaches } from '@tilik/server/inside/operations/queries.ts';
import { serve } from '@tilik/server/inside/serve.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openFolder, readingsCsv } from './data-folder.ts';

interface Said {
  readonly well: boolean;
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly findings: readonly { readonly check: string; readonly state: string; readonly says: string }[];
}

test('the doctor finds an empty folder fit, a filled one fit once it has a backup, and shows no secret', async ({
  onTestFinished,
}) => {
  const { tilik, work } = openFolder(onTestFinished, { TILIK_SECRET: 'very-secret-'.repeat(4) });
  expect(await tilik('doctor')).toMatchObject({ code: 0, out: expect.stringContaining('the first start makes it') });
  await work((app) => app.store(readingsCsv(3)));
  expect(await tilik('doctor')).toMatchObject({ code: 1, out: expect.stringContaining('BAD  backup: there is none') });
  expect((await tilik('backup')).code).toBe(0);
  const { code, out } = await tilik('doctor', '--json');
  const said = JSON.parse(out) as Said;
  expect([code, said.well]).toEqual([0, true]);
  expect(said.settings.find(({ name }) => name === 'TILIK_SECRET')?.value).toBe('********');
  expect(out).not.toContain('very-secret');
  expect(said.findings.map(({ check }) => check)).toEqual([
    'data folder',
    'rights',
    'disk',
    'integrity',
    'schema',
    'promises',
    'reports',
    'clock',
    'attachments',
    'backup',
    'backup',
  ]);
});

const damages: readonly (readonly [what: string, sql: string, invariant: RegExp])[] = [
  ['a count that does not add up', 'UPDATE imports SET stored = stored + 1 WHERE id = 1', /counted once/],
  [
    'a figure of an import that was undone',
    "UPDATE imports SET undone_at = '2026-01-14T05:00:00.000Z' WHERE id = 2",
    /belongs to an import that stands/,
  ],
  [
    'an earlier value without a present one',
    "DELETE FROM readings WHERE period_on = '2020-01-01'",
    /older than what stands/,
  ],
  [
    'an earlier value that is later than the present one',
    'UPDATE past_values SET import_id = 3',
    /older than what stands/,
  ],
  ['an earlier value with a column too many', "UPDATE past_values SET value = '[1,2]'", /shape of its table/],
  ['an earlier value of no table', "INSERT INTO past_values VALUES ('nothing', '[]', 1, '[]')", /shape of its table/],
  [
    'an entry of the audit trail changed behind its back',
    "DROP TRIGGER audit_entries_keep_value; UPDATE audit_entries SET actor = 'person:other' WHERE id = 2",
    /audit trail/,
  ],
  [
    'an entry of the audit trail taken out',
    'DROP TRIGGER audit_entries_keep_row; DELETE FROM audit_entries WHERE id = 2',
    /audit trail/,
  ],
];

test.for(damages)('the doctor finds %s', async ([, sql, invariant], { onTestFinished }) => {
  const { settings, tilik, work } = openFolder(onTestFinished);
  await work(async (app) => {
    await app.store(readingsCsv(3));
    await app.store(csvOf([make.reading({ date: '2020-01-01', value: 77 })]));
    await app.store(csvOf([make.applicantCount()]));
  });
  const db = openDatabase(settings.databasePath);
  expect(breaches(db)).toEqual([]);
  db.$client.close();
  const client = new Database(settings.databasePath);
  client.pragma('foreign_keys = OFF');
  client.exec(sql);
  client.close();
  const { code, out } = await tilik('doctor');
  expect(code).toBe(1);
  expect(
    out.split('\n').filter((line) => line.startsWith('BAD  promises: not so: ') && invariant.test(line)),
  ).toHaveLength(1);
});

test('the doctor finds a photo that is gone, a secret that others may read, a copy that changed, and a clock that is behind', async ({
  onTestFinished,
}) => {
  const { settings, tilik, work } = openFolder(onTestFinished);
  await work(async (app, db) => {
    await app.store(readingsCsv(3));
    const columns = [
      'id',
      'office_id',
      'noun',
      'thing_id',
      'file_name',
      'media_type',
      'size_bytes',
      'content_hash',
      'actor',
      'added_at',
    ];
    db.$client
      .prepare(`INSERT INTO attachments (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(
        'a1',
        'bandung',
        'campaigns',
        'kenali',
        'foto.jpg',
        'image/jpeg',
        3,
        'f'.repeat(64),
        'system:test',
        '2026-01-14',
      );
    db.$client.prepare("UPDATE imports SET imported_at = '2999-01-01T00:00:00.000Z'").run();
  });
  writeFileSync(join(settings.dataFolder, 'secret'), 'x'.repeat(43));
  chmodSync(join(settings.dataFolder, 'secret'), 0o644);
  chmodSync(settings.dataFolder, 0o755);
  const { out: taken } = await tilik('backup');
  const file = taken.split(' · ')[0] ?? '';
  writeFileSync(file, 'something else');
  const { code, out } = await tilik('doctor');
  expect(code).toBe(1);
  expect(out).toMatch(/^BAD {2}attachments: 1 are missing, such as ffff/m);
  expect(out).toMatch(/^BAD {2}rights: .*secret has the rights 644: others on this computer may read it/m);
  expect(out).toMatch(/^BAD {2}backup: .*is not as it was written/m);
  expect(out).toMatch(/^BAD {2}clock: .*stored at 2999-01-01/m);
});

test('a command that is misspelt says how it is used and does nothing', async ({ onTestFinished }) => {
  const { tilik, settings } = openFolder(onTestFinished);
  for (const words of [['restore'], ['backup', 'x'], ['doctor', '--loud'], ['restore', 'a', 'b'], ['vacuum', 'now']]) {
    expect(await tilik(...words)).toMatchObject({ code: 2, err: expect.stringContaining('tilik restore FILE') });
  }
  expect(await tilik('backup', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('tilik vacuum') });
  expect(await tilik('backup')).toMatchObject({ code: 1, err: expect.stringContaining('There is no database') });
  mkdirSync(settings.dataFolder);
  rmSync(settings.dataFolder, { recursive: true });
});

test('vacuum gives the disk back what is no longer needed, and keeps every figure', async ({ onTestFinished }) => {
  const { tilik, work } = openFolder(onTestFinished);
  const count = (db: ReturnType<typeof openDatabase>) =>
    db.$client.prepare('SELECT COUNT(*), SUM(value) FROM readings').get();
  const before = await work(async (app, db) => {
    await app.store(readingsCsv(2000));
    const large = await app.store(readingsCsv(10_000, '1990-01-01'));
    expect((await app.request(`/api/v1/imports/${large.id}`, { method: 'DELETE' })).status).toBe(200);
    return count(db);
  });
  const { code, out } = await tilik('vacuum');
  expect(code).toBe(0);
  const [, was, is] = /: ([\d.]+) MB before, ([\d.]+) MB now/.exec(out) ?? [];
  expect(Number(is)).toBeLessThan(Number(was));
  expect(await work((_, db) => Promise.resolve(count(db)))).toEqual(before);
});

test.skipIf(process.getuid?.() !== 0)(
  'root leaves nothing in a data folder of another user',
  async ({ onTestFinished }) => {
    const { tilik, work, settings } = openFolder(onTestFinished);
    await work((app) => app.store(readingsCsv(3)));
    chownSync(settings.dataFolder, 12_345, 12_345);
    const before = readdirSync(settings.dataFolder);
    for (const words of [['backup'], ['doctor'], ['vacuum'], ['restore', 'x.sqlite']]) {
      expect(await tilik(...words)).toMatchObject({ code: 77, err: expect.stringContaining('belongs to user 12345') });
    }
    await expect(serve(settings)).rejects.toThrow(/belongs to user 12345/);
    expect(readdirSync(settings.dataFolder)).toEqual(before);
  },
);

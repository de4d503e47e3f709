import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { addDays } from '@tilik/server/inside/day.ts';
import { backupsIn, type Manifest, takeBackup } from '@tilik/server/inside/operations/backup.ts';
import { attachmentsFolderOf, holdDataFolder } from '@tilik/server/inside/operations/data-folder.ts';
import { Health } from '@tilik/server/inside/operations/health.ts';
import { startKeeper } from '@tilik/server/inside/operations/keeper.ts';
import { createLog } from '@tilik/server/inside/operations/log.ts';
import Database from 'better-sqlite3';
import { expect, type TestContext, test } from 'vitest';
import { dumpAll } from '../ingest/dump.ts';
import { openApp } from '../support/open-app.ts';
import { openFolder, readingsCsv } from './data-folder.ts';

const slow = { timeout: 60_000 };

/** A folder whose database holds some readings, and a photo. */
async function filledFolder(onTestFinished: TestContext['onTestFinished'], env: Record<string, string> = {}) {
  const folder = openFolder(onTestFinished, env);
  await folder.work((app) => app.store(readingsCsv(30)));
  const photo = Buffer.from('a photo');
  const hash = createHash('sha256').update(photo).digest('hex');
  const attachments = attachmentsFolderOf(folder.settings.dataFolder);
  mkdirSync(attachments);
  writeFileSync(join(attachments, hash), photo);
  writeFileSync(join(attachments, `${hash}.part`), 'an upload under way');
  const dump = () => {
    const db = openDatabase(folder.settings.databasePath);
    const all = dumpAll(db);
    db.$client.close();
    return all;
  };
  return { ...folder, attachments, hash, dump, backups: join(folder.settings.dataFolder, 'backups') };
}

const only = (folder: string, ending: string) => {
  const found = readdirSync(folder).filter((name) => name.endsWith(ending));
  expect(found).toHaveLength(1);
  return join(folder, found[0] ?? '');
};

test(
  'a backup is restored to exactly what was there, photos too, and what stood before is kept aside',
  slow,
  async ({ onTestFinished }) => {
    const { tilik, work, dump, backups, attachments, hash, settings } = await filledFolder(onTestFinished);
    const before = dump();
    expect(await tilik('backup')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('1 attachments · verified'),
    });
    const file = only(backups, '.sqlite');
    const manifest = JSON.parse(readFileSync(only(backups, '.json'), 'utf8')) as Manifest;
    expect(manifest).toMatchObject({ encrypted: false, purpose: 'asked', counts: { readings: 30, imports: 1 } });
    expect(manifest.attachments).toEqual([{ hash, path: hash }]);
    expect(manifest.sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);

    await work((app) => app.store(readingsCsv(5, '2024-01-01')));
    writeFileSync(join(attachments, hash), '');
    renameSync(attachments, `${attachments}-lost`);
    const later = dump();
    const restored = await tilik('restore', file);
    expect(restored).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 attachments brought back') });
    // The restore itself stands in the audit trail; nothing else differs.
    const { audit_entries: trail, ...figures } = dump() as unknown as Record<string, unknown[]>;
    const { audit_entries: trailBefore, ...figuresBefore } = before as unknown as Record<string, unknown[]>;
    expect(figures).toEqual(figuresBefore);
    if (trail && trailBefore) expect(trail.length).toBe(trailBefore.length + 1);
    expect(readFileSync(join(attachments, hash), 'utf8')).toBe('a photo');
    const aside = /is kept: (.*)$/m.exec(restored.out)?.[1] ?? '';
    const db = openDatabase(aside);
    expect(dumpAll(db)).toEqual(later);
    db.$client.close();
    expect((await tilik('doctor')).out).toContain('All is well');
    expect(existsSync(`${settings.databasePath}.restoring`)).toBe(false);
  },
);

test('an encrypted backup is opened by its key alone, photos too', slow, async ({ onTestFinished }) => {
  const keys = openFolder(onTestFinished);
  const [key, wrong, none] = ['key.txt', 'wrong.txt', 'none.txt'].map((name) => join(keys.root, name)) as [
    string,
    string,
    string,
  ];
  const made = await keys.tilik('backup', '--make-key', key);
  expect(await keys.tilik('backup', '--make-key', key)).toMatchObject({ code: 1, out: '' });
  await keys.tilik('backup', '--make-key', wrong);
  writeFileSync(none, 'nothing\n');
  const recipient = /^TILIK_BACKUP_RECIPIENT=(age1\S+)$/m.exec(made.out)?.[1] ?? '';
  const folder = await filledFolder(onTestFinished, { TILIK_BACKUP_RECIPIENT: recipient });
  const { root, tilik, dump, backups, attachments, hash } = folder;
  const before = dump().readings;
  expect((await tilik('backup')).code).toBe(0);
  const file = only(backups, '.sqlite.age');
  expect(readdirSync(backups).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
  expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(readFileSync(file).includes('SQLite format 3')).toBe(false);
  expect(readFileSync(join(backups, 'attachments', `${hash}.age`)).includes('a photo')).toBe(false);

  for (const [words, complaint] of [
    [[], '--identity'],
    [['--identity', wrong], 'cannot be decrypted'],
    [['--identity', none], 'AGE-SECRET-KEY-'],
    [['--identity', join(root, 'absent')], 'cannot be decrypted'],
  ] as const) {
    expect(await tilik('restore', file, ...words)).toMatchObject({ code: 1, err: expect.stringContaining(complaint) });
  }
  renameSync(attachments, `${attachments}-lost`);
  expect(await tilik('restore', file, '--identity', key)).toMatchObject({ code: 0, err: '' });
  expect(dump().readings).toEqual(before);
  expect(readFileSync(join(attachments, hash), 'utf8')).toBe('a photo');
});

test(
  'a second folder gets the same, and its loss fails the command but not the first backup',
  slow,
  async ({ onTestFinished }) => {
    const { root } = openFolder(onTestFinished);
    const second = join(root, 'usb');
    const { tilik, backups, hash } = await filledFolder(onTestFinished, { TILIK_BACKUPS_SECOND: second });
    expect((await tilik('backup')).code).toBe(0);
    const [one] = backupsIn(backups);
    const [other] = backupsIn(second);
    expect(other?.manifest).toEqual(one?.manifest);
    expect(readFileSync(other?.path ?? '').equals(readFileSync(one?.path ?? ''))).toBe(true);
    expect(existsSync(join(second, 'attachments', hash))).toBe(true);

    renameSync(second, `${second}-gone`);
    writeFileSync(second, 'a file where the disk was');
    expect(await tilik('backup')).toMatchObject({ code: 1, err: expect.stringContaining('second copy failed') });
    expect(backupsIn(backups)).toHaveLength(2);
  },
);

test('a backup put elsewhere by --to is of itself and takes nothing away there', slow, async ({ onTestFinished }) => {
  const { root, tilik, backups } = await filledFolder(onTestFinished);
  const to = join(root, 'elsewhere');
  expect((await tilik('backup', '--to', to)).code).toBe(0);
  expect(backupsIn(to)).toHaveLength(1);
  expect(existsSync(backups)).toBe(false);
});

test(
  'retention takes old copies away with the photos that only they named, and none taken before a migration',
  slow,
  async ({ onTestFinished }) => {
    const { settings, backups, attachments, hash } = await filledFolder(onTestFinished);
    const task = {
      databasePath: settings.databasePath,
      attachmentsFolder: attachments,
      folder: backups,
      secondFolder: null,
      recipient: null,
      prunes: true,
    } as const;
    const at = (day: string) => new Date(`${day}T19:15:00Z`);
    await takeBackup({ ...task, purpose: 'before-migration', at: at('2020-01-01') });
    await takeBackup({ ...task, purpose: 'scheduled', at: at('2026-01-01') });
    renameSync(attachments, `${attachments}-removed`);
    // The last day of January is kept for its month; the first goes as soon as it is older than two weeks of days.
    for (let day = 2; day <= 16; day += 1) {
      await takeBackup({ ...task, purpose: 'scheduled', at: at(`2026-01-${String(day).padStart(2, '0')}`) });
    }
    const left = backupsIn(backups);
    expect(left.map(({ manifest }) => manifest.at.slice(0, 10))).toEqual([
      ...Array.from({ length: 14 }, (_, index) => `2026-01-${String(16 - index).padStart(2, '0')}`),
      '2020-01-01',
    ]);
    // The copy before the migration names the photo still.
    expect(existsSync(join(backups, 'attachments', hash))).toBe(true);
    for (const { path, manifest } of left) {
      if (manifest.purpose === 'before-migration') renameSync(path, `${path}-away`);
    }
    await takeBackup({ ...task, purpose: 'scheduled', at: at('2026-01-17') });
    expect(existsSync(join(backups, 'attachments', hash))).toBe(false);
  },
);

test('a damaged database gives no backup, and nothing that looks like one', slow, async ({ onTestFinished }) => {
  const { settings, tilik, backups } = await filledFolder(onTestFinished);
  const bytes = readFileSync(settings.databasePath);
  // A page of the table's tree: the header stays, so that it opens.
  bytes.fill(0xa5, 4096 * 20, 4096 * 60);
  writeFileSync(settings.databasePath, bytes);
  const failed = await tilik('backup');
  expect(failed).toMatchObject({ code: 65, err: expect.stringContaining('damaged') });
  expect(readdirSync(backups)).toEqual([]);
  const doctor = await tilik('doctor');
  expect(doctor.code).toBe(1);
  expect(doctor.out).toMatch(/^BAD {2}integrity: /m);
});

test(
  'what is no whole backup of ours is refused, and the database that stands is as it was',
  slow,
  async ({ onTestFinished }) => {
    const { root, settings, tilik, dump, backups } = await filledFolder(onTestFinished);
    await tilik('backup');
    const file = only(backups, '.sqlite');
    const before = dump();
    const refused = async (path: string, code: number, complaint: string) => {
      expect(await tilik('restore', path)).toMatchObject({ code, err: expect.stringContaining(complaint) });
      expect(dump()).toEqual(before);
      expect(readdirSync(settings.dataFolder).filter((name) => name.includes('restor'))).toEqual([]);
    };
    const alone = (name: string, change: (path: string) => void) => {
      const path = join(root, name);
      copyFileSync(file, path);
      change(path);
      return path;
    };
    await refused(join(root, 'absent.sqlite'), 1, 'There is no file');
    await refused(
      alone('text.sqlite', (path) => writeFileSync(path, 'no database')),
      1,
      'no database that can be used',
    );
    await refused(
      alone('empty.sqlite', (path) => writeFileSync(path, '')),
      1,
      'none of Tilik',
    );
    await refused(
      alone('short.sqlite', (path) => writeFileSync(path, readFileSync(path).subarray(0, 40_000))),
      1,
      'no database that can be used',
    );
    const newer = alone('newer.sqlite', (path) => {
      const client = new Database(path);
      client
        .prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
        .run('later', 9_999_999_999_999);
      client.close();
    });
    await refused(newer, 65, 'later version');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await refused(file, 1, 'not as it was written');
  },
);

test(
  'nothing is restored or vacuumed under a running server, nor under any program that has the database open',
  slow,
  async ({ onTestFinished }) => {
    const { settings, tilik, backups } = await filledFolder(onTestFinished);
    await tilik('backup');
    const file = only(backups, '.sqlite');
    const release = holdDataFolder(settings.dataFolder);
    for (const words of [['restore', file], ['vacuum']]) {
      expect(await tilik(...words)).toMatchObject({
        code: 75,
        err: expect.stringContaining('in use by a running Tilik'),
      });
    }
    expect((await tilik('backup')).code).toBe(0);
    release();
    const other = new Database(settings.databasePath);
    other.prepare('SELECT COUNT(*) FROM readings').get();
    expect(await tilik('restore', file)).toMatchObject({ code: 75 });
    other.close();
    expect((await tilik('restore', file)).code).toBe(0);
    expect((await tilik('vacuum')).code).toBe(0);
  },
);

test(
  'a backup taken while figures are stored is one state of the database, whole',
  slow,
  async ({ onTestFinished }) => {
    const { settings, attachments, backups, root } = await filledFolder(onTestFinished);
    const db = openDatabase(settings.databasePath);
    const app = openApp({ db });
    let isDone = false;
    let stored = 0;
    const writing = (async () => {
      while (!isDone) {
        // Each file brings ten figures at once: a copy with another number of them would be half of one.
        await app.store(readingsCsv(10, addDays('1990-01-01', stored * 10)));
        stored += 1;
        await new Promise((next) => setImmediate(next));
      }
    })();
    for (let round = 0; round < 5; round += 1) {
      const { path } = await takeBackup({
        databasePath: settings.databasePath,
        attachmentsFolder: attachments,
        folder: backups,
        secondFolder: null,
        recipient: null,
        purpose: 'scheduled',
        prunes: false,
        at: new Date(Date.now() + round),
      });
      const copy = new Database(path, { readonly: true });
      const [readings, imports] = ['readings', 'imports'].map(
        (table) => copy.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number,
      ) as [number, number];
      copy.close();
      expect(readings).toBe(30 + (imports - 1) * 10);
    }
    isDone = true;
    await writing;
    expect(stored).toBeGreaterThan(5);
    db.$client.close();
    expect(existsSync(root)).toBe(true);
  },
);

test(
  'the keeper takes a backup where one is due, tells of failures, and leaves nothing when it is stopped in the middle',
  slow,
  async ({ onTestFinished }) => {
    const { settings, backups } = await filledFolder(onTestFinished);
    const clock = { at: new Date() };
    const health = new Health(() => clock.at);
    const open = () =>
      startKeeper({ settings, zone: 'Asia/Jakarta', now: () => clock.at, health, log: createLog('silent') });
    const keeper = open();
    expect(keeper.last()).toEqual({ at: undefined, succeeded: undefined });
    await keeper.look();
    expect(backupsIn(backups)).toHaveLength(1);
    expect(keeper.last()).toEqual({ at: clock.at, succeeded: true });
    await keeper.look();
    expect(backupsIn(backups)).toHaveLength(1);

    // Two days on, and the folder has become a file.
    clock.at = new Date(clock.at.getTime() + 51 * 3_600_000);
    renameSync(backups, `${backups}-away`);
    writeFileSync(backups, '');
    await keeper.look();
    expect(health.troubles().map(({ code }) => code)).toEqual(['backup-failed', 'backup-late']);
    expect(health.isReady()).toBe(true);
    expect(keeper.last().succeeded).toBe(false);
    renameSync(backups, `${backups}-file`);
    expect(await keeper.run()).toBe(true);
    expect(health.troubles()).toEqual([]);
    await keeper.close();

    const again = open();
    expect(again.last().at).toEqual(clock.at);
    clock.at = new Date(clock.at.getTime() + 1000);
    const cutOff = again.run();
    await again.close();
    await cutOff;
    expect(health.troubles()).toEqual([]);
    for (const name of readdirSync(backups)) expect(name).not.toMatch(/part/);
    for (const { path } of backupsIn(backups)) expect(existsSync(path)).toBe(true);
  },
);

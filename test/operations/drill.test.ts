import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { expect, test } from 'vitest';
import { dashboardQuestions, read } from '../bench/readers.ts';
import { Changes } from '../crash/changes.ts';
import { drive, type Sent } from '../crash/driver.ts';
import { examineStore } from '../crash/examine-store.ts';
import { Programme } from '../crash/programme.ts';
import { startCrashServer } from '../crash/server-process.ts';
import { type Dump, dumpAll } from '../ingest/dump.ts';
import { seeded } from '../stats/seeded.ts';
import { openFolder } from './data-folder.ts';

function dumpOf(path: string): Dump {
  const db = openDatabase(path);
  try {
    return dumpAll(db);
  } finally {
    db.$client.close();
  }
}

test('the drill: a backup taken while people read and write is restored elsewhere with all that was acknowledged before it', {
  timeout: 240_000,
}, async ({ onTestFinished }) => {
  const [office, elsewhere] = [openFolder(onTestFinished), openFolder(onTestFinished)];
  const server = startCrashServer(office.settings.dataFolder);
  onTestFinished(server.kill);
  const url = await Promise.race([server.listening, server.ended.then(() => Promise.reject(new Error(server.said())))]);

  let isOver = false;
  const sent: Sent[] = [];
  const changes = new Changes(seeded(7), { withBackups: false });
  const world = { server, url, changes, sent, standing: new Set<number>(), onFirst: () => undefined };
  const kept = () => sent.filter(({ outcome }) => outcome === 'acknowledged').length;
  const writers = Promise.all([1, 2, 3].map(() => drive({ ...world, isOver: () => isOver })));
  const readers = read({
    url,
    count: 8,
    questions: dashboardQuestions('2024-12-31'),
    isOver: () => isOver,
    random: seeded(8),
  });
  const drill = async () => {
    await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThan(25);
    const backup: Sent = { change: { kind: 'backup' }, outcome: 'lost' };
    backup.after = sent.filter(({ outcome }) => outcome === 'acknowledged');
    const path = await server.backup('drill');
    if (path === null) throw new Error(`no backup: ${server.said()}`);
    Object.assign(backup, { outcome: 'acknowledged', backupPath: path });
    const before = kept();
    await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThan(before + 10);
    sent.push(backup);
    return path;
  };
  const copy = await drill().finally(() => {
    isOver = true;
  });
  const [reading] = await Promise.all([readers, writers]);
  expect(reading.errors).toEqual([]);
  await server.kill();
  // The copy is one moment of the store, figure by figure, with everything that had been acknowledged when it began.
  examineStore(office.settings.databasePath, new Programme(), sent, { lastEntry: 0 }, [copy]);

  expect(await elsewhere.tilik('restore', copy)).toMatchObject({ code: 0, err: '' });
  const [wanted, found] = [dumpOf(copy), dumpOf(elsewhere.settings.databasePath)];
  const { audit_entries: entries = [], ...figures } = wanted;
  const { audit_entries: foundEntries = [], ...foundFigures } = found;
  expect(foundFigures).toEqual(figures);
  // That it was restored is told of after all that was told of before.
  expect(foundEntries.slice(0, entries.length)).toEqual(entries);
  expect(foundEntries.slice(entries.length)).toMatchObject([{ act: 'restored' }]);
  expect(dumpOf(office.settings.databasePath).audit_entries?.length).toBeGreaterThan(entries.length);

  expect((await elsewhere.tilik('backup')).code).toBe(0);
  expect(await elsewhere.tilik('doctor')).toMatchObject({ code: 0, out: expect.stringContaining('All is well') });
  const again = startCrashServer(elsewhere.settings.dataFolder);
  onTestFinished(again.kill);
  const { total } = (await (await fetch(`${await again.listening}/api/v1/imports`)).json()) as { total: number };
  expect(total).toBe(figures.imports?.length);
  expect(existsSync(join(elsewhere.settings.dataFolder, 'uploads'))).toBe(false);
  await again.kill();
});

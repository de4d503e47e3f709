import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '@tilik/db/open';
import { expect, type TestContext, test } from 'vitest';
import { seeded } from '../stats/seeded.ts';
import { Changes } from './changes.ts';
import { drive, type Sent } from './driver.ts';
import { examineStore } from './examine-store.ts';
import { Programme } from './programme.ts';
import { startCrashServer } from './server-process.ts';

/* What single states of disk and lock are answered with stands in test/operations; here they come and go under load. */

const slow = { timeout: 180_000 };

/** Where a fault is to be brought upon a server. */
interface Place {
  readonly dataFolder: string;
  readonly databasePath: string;
  readonly pagesPath: string;
  readonly pid: number;
}
/** Brings a fault upon it; what is answered takes it away. */
type Fault = (place: Place) => () => void;

/** Works, goes on working while there is a fault, and afterwards; then what is there is looked through. */
async function workThrough(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  dataFolder: string,
  fault: Fault,
  enough = 3,
): Promise<string[]> {
  mkdirSync(dataFolder, { recursive: true });
  const pagesPath = `${dataFolder}.pages`;
  const databasePath = join(dataFolder, 'tilik.sqlite');
  const server = startCrashServer(dataFolder, { pagesPath, env: { LOG_LEVEL: 'silent' } });
  onTestFinished(server.kill);
  const url = await Promise.race([server.listening, server.ended.then(() => Promise.reject(new Error(server.said())))]);
  const sent: Sent[] = [];
  const troubles: string[] = [];
  const changes = new Changes(seeded(3), { withBackups: false });
  const standing = new Set<number>();
  const work = (isOver: () => boolean) =>
    Promise.all(
      [1, 2].map(() => drive({ server, url, changes, sent, standing, isOver, onFirst: () => undefined, troubles })),
    );
  const kept = () => sent.filter(({ outcome }) => outcome === 'acknowledged').length;
  const stateOf = async () => {
    const { troubles: list } = (await (await fetch(`${url}/api/v1/state`)).json()) as { troubles: { code: string }[] };
    return list.map(({ code }) => code);
  };
  const reaches = (count: number) => () => kept() >= count;

  await work(reaches(12));
  expect(troubles).toEqual([]);
  const end = fault({ dataFolder, databasePath, pagesPath, pid: server.pid });
  try {
    await work(() => troubles.length >= enough);
    expect((await stateOf()).length).toBeGreaterThan(0);
    // What is there can be read.
    expect((await fetch(`${url}/api/v1/about`)).status).toBe(200);
    expect((await fetch(`${url}/api/v1/imports`)).status).toBe(200);
  } finally {
    end();
  }
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000, interval: 200 }).toBe(200);
  const during = troubles.splice(0);
  await work(reaches(kept() + 12));
  expect(troubles).toEqual([]);
  expect(await stateOf()).toEqual([]);
  await server.kill();
  examineStore(databasePath, new Programme(), sent, { lastEntry: 0 }, []);
  return [...new Set(during)];
}

/** A folder of its own, gone when the test is. */
function ownFolder({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test(
  'a database that may not grow refuses what needs room, keeps nothing by halves, and goes on once it may',
  slow,
  async (context) => {
    const found = await workThrough(context, join(ownFolder(context), 'data'), ({ databasePath, pagesPath }) => {
      const client = openFile(databasePath, { readonly: true });
      writeFileSync(pagesPath, String(client.pragma('page_count', { simple: true })));
      client.close();
      execFileSync('sleep', ['0.1']);
      return () => {
        rmSync(pagesPath);
        execFileSync('sleep', ['0.1']);
      };
    });
    expect(found).toEqual(['disk-full']);
  },
);

test(
  'a disk on which files may not grow refuses, keeps nothing by halves, and goes on once they may',
  slow,
  async (context) => {
    const limit = (pid: number, bytes: string) =>
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
    try {
      limit(process.pid, 'unlimited');
    } catch {
      context.skip('there is no prlimit here, which limits the files of a process that runs');
    }
    const found = await workThrough(context, join(ownFolder(context), 'data'), ({ databasePath, pid }) => {
      const bytes = Math.max(...['', '-wal'].map((ending) => statSync(`${databasePath}${ending}`).size));
      limit(pid, String(bytes));
      return () => limit(pid, 'unlimited');
    });
    for (const code of found) expect(['disk-full', 'disk-error']).toContain(code);
  },
);

test('a disk that is full refuses, keeps nothing by halves, and goes on once there is room', slow, async (context) => {
  const folder = ownFolder(context);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    context.skip('a disk of its own can only be made by the administrator of a Linux computer');
  }
  context.onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  const found = await workThrough(context, join(disk, 'data'), () => {
    // All of what is left but a little is taken.
    const used = Number(execFileSync('du', ['-sk', disk], { encoding: 'utf8' }).split('\t')[0]);
    const size = (kibibytes: number) => execFileSync('mount', ['-o', `remount,size=${kibibytes}k`, disk]);
    size(used + 64);
    return () => void size(512 * 1024);
  });
  expect(found).toContain('disk-full');
});

test(
  'a database that another program holds refuses after a while, keeps nothing by halves, and goes on once it is free',
  slow,
  async (context) => {
    const hold: Fault = ({ databasePath }) => {
      const other = openFile(databasePath);
      other.exec('BEGIN EXCLUSIVE');
      return () => void other.close();
    };
    // Each that is refused has waited for seconds.
    const found = await workThrough(context, join(ownFolder(context), 'data'), hold, 1);
    expect(found).toEqual(['database-busy']);
  },
);

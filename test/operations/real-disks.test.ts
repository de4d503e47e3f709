import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { accountCommand } from '@tilik/server/inside/access/account-command.ts';
import { expect, test } from 'vitest';
import { openFolder, readingsCsv } from './data-folder.ts';

/** Linux: what a process mounts, others do not see. */
const apart = 'unshare';

/** Whether this machine lets a process have a disk of its own in memory, which is as full as a disk can be. */
const hasOwnDisks =
  process.platform === 'linux' &&
  spawnSync(apart, ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt'], { stdio: 'ignore' }).status === 0;

const root = join(import.meta.dirname, '../..');

/** Figures of a file of more than a megabyte, which goes to the disk and is stored by a thread. */
function longFile(): string {
  const metrics = ['visits', 'pageviews', 'likes', 'shares', 'comments'];
  const lines = Array.from({ length: 40_000 }, (_, index) => {
    const day = new Date(Date.UTC(2001, 0, 1 + Math.floor(index / 5))).toISOString().slice(0, 10);
    return `${day},website,${metrics[index % 5]},${index}`;
  });
  return ['date,channel,metric,value', ...lines].join('\n');
}

test.skipIf(!hasOwnDisks)(
  'on a full disk a server refuses what it cannot store, says so, reads on, and stores again once there is room',
  { timeout: 120_000 },
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    await folder.work((app) => app.store(readingsCsv(3, '2019-01-01')));
    let key = '';
    const added = await accountCommand('key', ['add', '--name', 'Uji disk', '--role', 'administrator'], {
      env: folder.env,
      print: (line) => {
        key = line;
      },
      complain: () => undefined,
      now: () => new Date(),
    });
    expect([added, key.length > 20]).toEqual([0, true]);

    const disk = join(folder.root, 'disk');
    mkdirSync(disk);
    const { dataFolder } = folder.settings;
    const mount = `mount -t tmpfs -o size=12m tmpfs "${disk}" && cp -r "${dataFolder}" "${disk}/data"`;
    const server = spawn(apart, ['-rm', 'sh', '-c', `${mount} && exec "${process.execPath}" server/src/main.ts`], {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: '0', TILIK_DATA: join(disk, 'data'), TILIK_BACKUP_AT: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void server.kill('SIGKILL'));
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const url = await new Promise<string>((done, failed) => {
      let said = '';
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = /^Tilik: (http:\/\/\S+)$/m.exec(said)?.[1];
        if (found) done(found);
      });
      server.on('close', () => failed(new Error(log)));
    });
    // The disk as the server sees it.
    const seen = `/proc/${server.pid}/root${disk}`;
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { Authorization: `Bearer ${key}` } });
    const store = (csv: string) => {
      const body = new FormData();
      body.set('file', new File([csv], 'file.csv'));
      return ask('/api/v1/imports?lang=en', { method: 'POST', body });
    };
    const readings = async () => {
      const answer = (await (await ask('/api/v1/imports')).json()) as { imports: { stored: number }[] };
      return answer.imports.map(({ stored }) => stored);
    };
    const ready = async () => {
      await after(1100);
      const answer = await fetch(`${url}/readyz`);
      return [answer.status, (await answer.json()) as { troubles: string[] }] as const;
    };
    expect((await ready())[0]).toBe(200);

    const fill = (name: string, kilobytes: number) =>
      spawnSync('dd', ['if=/dev/zero', `of=${seen}/${name}`, 'bs=1k', `count=${kilobytes}`], { stdio: 'ignore' });
    // The thread runs out of room in the middle of the import.
    fill('films', 8500);
    const long = await store(longFile());
    expect([long.status, await long.json()]).toEqual([507, expect.objectContaining({ code: 'disk-full' })]);
    expect(await readings()).toEqual([3]);

    // And then there is none at all.
    fill('more', 20_000);
    const [status, { troubles }] = await ready();
    expect([status, troubles]).toEqual([503, expect.arrayContaining(['disk-full'])]);
    expect((await ask('/api/v1/uptake')).status).toBe(200);
    const state = (await (await ask('/api/v1/state?lang=en')).json()) as { troubles: { title: string }[] };
    expect(state.troubles[0]?.title).toBe('The disk is full');

    for (const name of ['films', 'more']) rmSync(`${seen}/${name}`);
    expect((await ready())[0]).toBe(200);
    expect((await store(readingsCsv(1000, '2015-01-01'))).status).toBe(201);
    expect(await readings()).toEqual([1000, 3]);

    // Nobody writes now, so that a plain copy of the folder is whole.
    const copied = openFolder(onTestFinished, { TILIK_DATA: join(folder.root, 'copied') });
    cpSync(`${seen}/data`, copied.settings.dataFolder, { recursive: true });
    const { out } = await copied.tilik('doctor');
    expect(out).toMatch(/^ok {3}integrity: whole/m);
    expect(out).toMatch(/^ok {3}promises: .* hold/m);
    const closing = once(server, 'close');
    server.kill('SIGTERM');
    expect((await closing)[0]).toBe(0);
    const told = log.split('\n').filter((line) => line.includes('"disk-full"'));
    // Once when it began, once when it ended; and between the two tries it was over for a moment or was not.
    expect(told.length % 2).toBe(0);
    expect(told.length).toBeLessThanOrEqual(4);
  },
);

test.skipIf(!hasOwnDisks)(
  'on a disk that can only be read the server does not start, and says why',
  { timeout: 60_000 },
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    await folder.work((app) => app.store(readingsCsv(3)));
    const disk = join(folder.root, 'disk');
    mkdirSync(disk);
    const mount = `mount -t tmpfs -o size=5m tmpfs "${disk}" && cp "${folder.settings.databasePath}" "${disk}" && mount -o remount,ro "${disk}"`;
    const run = spawnSync(apart, ['-rm', 'sh', '-c', `${mount} && exec "${process.execPath}" server/src/main.ts`], {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: '0', TILIK_DATA: disk },
      encoding: 'utf8',
    });
    expect([run.status, run.stdout]).toEqual([74, '']);
    expect(run.stderr).toMatch(/^The data folder cannot be written to\./);
    expect(run.stderr).not.toMatch(/\bat .*:\d+:\d+/);
  },
);

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportJob } from '@tilik/server/inside/ingest/job-routes.ts';
import { backupsIn } from '@tilik/server/inside/operations/backup.ts';
import { restoreBackup } from '@tilik/server/inside/operations/restore.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';
import { Changes } from './changes.ts';
import { drive, type Sent } from './driver.ts';
import { earlierVersions, figuresOf, makeEarlierStore } from './earlier-store.ts';
import { asItWasLeft, BrokenPromiseError, examineStore, mustBeWhole, type Place } from './examine-store.ts';
import { Programme } from './programme.ts';
import { startCrashServer } from './server-process.ts';

/** What the kills came upon, counted. */
export type Tally = Map<string, number>;

const count = (tally: Tally, what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);

/** A data folder is killed upon so many times before a new one is begun. */
const killsPerFolder = 12;
const drivers = 3;

interface Folder {
  readonly path: string;
  readonly programme: Programme;
  readonly sent: Sent[];
  readonly standing: Set<number>;
  readonly place: Place;
  kills: number;
}

/** One data folder after the other, each with servers that are started over it and killed. */
export class CrashLane {
  private readonly random: () => number;
  private readonly changes: Changes;
  private readonly tally: Tally;
  private folder: Folder | undefined;

  constructor(random: () => number, tally: Tally) {
    this.random = random;
    this.changes = new Changes(random);
    this.tally = tally;
  }

  /** Starts a server, lets it work, kills it at some moment and looks at what it left. */
  async kill(): Promise<void> {
    const drawn = this.random();
    if (drawn < 0.1) await this.killAtMigration();
    else if (drawn < 0.14) await this.killAtRestore();
    else await this.killAtWork(drawn < 0.22);
  }

  close(): void {
    if (this.folder) rmSync(this.folder.path, { recursive: true, force: true });
    this.folder = undefined;
  }

  private open(): Folder {
    if (this.folder && this.folder.kills >= killsPerFolder) this.close();
    this.folder ??= {
      path: mkdtempSync(join(tmpdir(), 'tilik-crash-')),
      programme: new Programme(),
      sent: [],
      standing: new Set(),
      place: { lastEntry: 0 },
      kills: 0,
    };
    return this.folder;
  }

  private async killAtWork(atStart: boolean): Promise<void> {
    const folder = this.open();
    const uploads = join(folder.path, 'uploads');
    const notes = new Set(existsSync(uploads) ? readdirSync(uploads) : []);
    const server = startCrashServer(folder.path);
    let isOver = false;
    const over = async () => {
      isOver = true;
      await server.kill();
    };
    try {
      if (atStart) {
        await server.loaded;
        await pause(this.random() * 60);
        await over();
        if (existsSync(join(folder.path, 'tilik.sqlite'))) this.examine(folder, []);
        count(this.tally, 'killed at the start');
        return;
      }
      const url = await Promise.race([server.listening, server.ended.then(() => undefined)]);
      if (url === undefined) throw new BrokenPromiseError(`the server does not start: ${server.said()}`);
      await this.lookAfterRestart(folder, url, notes);
      const round: Sent[] = [];
      let ends: Promise<void> | undefined;
      const onFirst = () => {
        ends ??= this.moment(round, server.ended).then(over);
      };
      const world = {
        server,
        url,
        changes: this.changes,
        sent: round,
        standing: folder.standing,
        isOver: () => isOver,
        onFirst,
      };
      await Promise.all(Array.from({ length: drivers }, () => drive(world)));
      await ends;
      this.tell(round);
      // What was found out before needs no looking through again.
      folder.sent.splice(0, folder.sent.length, ...round);
      this.examine(folder, round);
      for (const { change, outcome, entry } of round) {
        if (outcome === 'lost') count(this.tally, `${change.kind}: no answer, ${entry ? 'is there' : 'is not there'}`);
      }
      if (server.said() !== '') throw new BrokenPromiseError(`the server said: ${server.said()}`);
    } finally {
      await over();
      folder.kills += 1;
    }
  }

  /** Waits for some changes to be acknowledged, now and then for a backup that runs, and then for as long as a few take. */
  private async moment(round: readonly Sent[], ended: Promise<unknown>): Promise<void> {
    const from = performance.now();
    const [wanted, withBackup, part] = [Math.floor(this.random() * 12), this.random() < 0.5, this.random()];
    const kept = () => round.filter(({ outcome }) => outcome === 'acknowledged').length;
    const isBackingUp = () => round.some(({ change, outcome }) => change.kind === 'backup' && outcome === 'lost');
    const passed = () => performance.now() - from;
    while ((kept() < wanted || (withBackup && isBackingUp())) && passed() < 10_000) {
      if ((await Promise.race([pause(5), ended.then(() => true)])) === true) return;
    }
    await pause(part * Math.max(30, (3 * passed()) / (kept() + 1)));
  }

  private examine(folder: Folder, round: readonly Sent[]): void {
    const backups = join(folder.path, 'backups');
    const copies = backupsIn(backups).map(({ path }) => path);
    asItWasLeft(join(folder.path, 'tilik.sqlite'), (left) =>
      examineStore(left, folder.programme, round, folder.place, copies),
    );
    for (const [id, { isUndone }] of folder.programme.imports) {
      if (isUndone) folder.standing.delete(id);
      else folder.standing.add(id);
    }
    for (const copy of copies) for (const path of [copy, copy.replace(/\.sqlite$/, '.json')]) rmSync(path);
    this.checkNames(backups);
  }

  /** What a backup that was cut off leaves behind has a name that no backup has. */
  private checkNames(backups: string): void {
    if (!existsSync(backups)) return;
    for (const name of readdirSync(backups)) {
      if (!/\.part(-journal)?$/.test(name) && name.endsWith('.sqlite')) {
        // Between its name and its manifest: whole, and no backup yet.
        mustBeWhole(join(backups, name));
        count(this.tally, 'backup: whole, its manifest not there yet');
      }
      rmSync(join(backups, name), { recursive: true, force: true });
    }
  }

  private tell(round: readonly Sent[]): void {
    count(this.tally, 'killed at work');
    for (const { change, outcome } of round) count(this.tally, `${change.kind}: ${outcome}`);
  }

  /** Nothing of uploads is left, and what was said of a running import is what became of it. */
  private async lookAfterRestart(folder: Folder, url: string, notes: ReadonlySet<string>): Promise<void> {
    const uploads = join(folder.path, 'uploads');
    const left = existsSync(uploads) ? readdirSync(uploads) : [];
    if (left.length > 0) throw new BrokenPromiseError(`left of uploads: ${left.join(', ')}`);
    for (const note of folder.sent) {
      const { jobId, change, entry } = note;
      if (jobId === undefined || change.kind !== 'import') continue;
      delete note.jobId;
      const response = await fetch(`${url}/api/v1/imports/jobs/${jobId}`);
      const job = (await response.json()) as ImportJob;
      const isThere = entry !== undefined;
      const told = response.status === 404 ? 'unknown' : job.state;
      count(this.tally, `job after a restart: ${told}, ${isThere ? 'is there' : 'is not there'}`);
      // What is stored is told by its import, whoever saw it end; only a note tells of a job that left nothing.
      if (told !== (isThere ? 'done' : notes.has(`${jobId}.job`) ? 'interrupted' : 'unknown')) {
        throw new BrokenPromiseError(`a job is told to be ${told}, and it is ${isThere ? '' : 'not '}there`);
      }
    }
  }

  /** A store of an earlier version, whose migration is cut off. */
  private async killAtMigration(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'tilik-crash-'));
    const path = join(folder, 'tilik.sqlite');
    const version = this.changes.one(earlierVersions);
    try {
      const before = makeEarlierStore(path, version, this.random);
      for (let again = 0; again < 2; again += 1) {
        const server = startCrashServer(folder);
        await server.loaded;
        // From before the backup that precedes it to after the migration, on a fast machine and on a busy one.
        const most = this.random() < 0.5 ? 150 : 1_500;
        await Promise.race([pause(this.random() * most), server.listening, server.ended]);
        await server.kill();
        const { applied, figures } = look(path);
        if (applied !== version && applied !== earlierVersions.length + 1) {
          throw new BrokenPromiseError(`stopped between two versions: ${version}, then ${applied}`);
        }
        if (figures !== before) throw new BrokenPromiseError(`figures of version ${version} are others after the kill`);
        count(this.tally, `migration: ${applied === version ? 'not done' : 'done'}`);
        for (const { path: copy, manifest } of backupsIn(join(folder, 'backups'))) {
          if (manifest.schema !== version || look(copy).figures !== before) {
            throw new BrokenPromiseError(`the backup before the migration from ${version} is not what was there`);
          }
        }
        const isBackedUp = backupsIn(join(folder, 'backups')).length > 0;
        if (applied !== version && !isBackedUp) throw new BrokenPromiseError('migrated without a backup before');
        if (applied !== version) return;
      }
      const server = startCrashServer(folder);
      const url = await Promise.race([server.listening, server.ended.then(() => undefined)]);
      await server.kill();
      if (url === undefined) throw new BrokenPromiseError(`the server does not start: ${server.said()}`);
      if (look(path).figures !== before) throw new BrokenPromiseError('figures are others after the migration');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A backup that is brought back over a database: whenever it is cut off, one of the two is in place, whole. */
  private async killAtRestore(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'tilik-crash-'));
    try {
      const path = join(folder, 'tilik.sqlite');
      const backup = join(folder, 'elsewhere', 'backup.sqlite');
      const version = this.changes.one(earlierVersions);
      const either = [makeEarlierStore(path, version, this.random), makeEarlierStore(backup, version, this.random)];
      const child = fork(new URL('./restore-child.ts', import.meta.url), [backup], {
        execArgv: ['--conditions=inside'],
        env: { PATH: process.env.PATH ?? '', TILIK_DATA: folder },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const ended = once(child, 'close');
      await Promise.race([once(child, 'message'), ended]);
      await Promise.race([pause(this.random() * 500), ended]);
      child.kill('SIGKILL');
      await ended;
      const found = either.indexOf(look(path).figures);
      if (found < 0) throw new BrokenPromiseError('after a restore that was cut off there is neither database');
      count(this.tally, `restore: ${found === 0 ? 'not done' : 'done'}`);
      // What stood before is kept as well.
      const aside = readdirSync(folder).find((name) => name.startsWith('before-restore-'));
      if (found === 1 && look(join(folder, aside ?? '', 'tilik.sqlite')).figures !== either[0]) {
        throw new BrokenPromiseError('what stood before a restore is not kept');
      }
      const settings = readSettings({ TILIK_DATA: folder });
      await restoreBackup(settings, backup, undefined, new Date());
      if (look(path).figures !== either[1]) throw new BrokenPromiseError('a second restore does not do it');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** A whole database, and what an earlier version knows of what is in it. */
const look = (path: string) =>
  asItWasLeft(path, (left) => {
    mustBeWhole(left);
    return figuresOf(left);
  });

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

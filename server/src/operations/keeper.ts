import { Worker } from 'node:worker_threads';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { backupsFolderOf, type Settings } from '../settings.ts';
import { type BackupOutcome, type BackupTask, backupsIn, removeParts } from './backup.ts';
import type { BackupAnswer } from './backup-worker.ts';
import { attachmentsFolderOf } from './data-folder.ts';
import { type Health, troubleOf } from './health.ts';

/** A day and some hours: a computer that is off at night has its backup soon after it is on again. */
const dueHours = 26;
/** Two nights missed. */
const lateHours = 50;

export interface Keeper {
  /** The latest backup that was verified, and how the latest attempt of this process ended. */
  readonly last: () => { readonly at: Date | undefined; readonly succeeded: boolean | undefined };
  /** Takes one now; answers whether there is one. Joins one that runs. */
  readonly run: () => Promise<boolean>;
  /** Makes one if it is due, and tells where it is late. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface World {
  readonly settings: Settings;
  readonly zone: string;
  readonly now: () => Date;
  readonly health: Health;
  readonly log: Logger;
}

/** Takes backups while the server runs: at the hour that is set, and where that hour was missed, when it comes back. */
export function startKeeper({ settings, zone, now, health, log }: World): Keeper {
  const folder = backupsFolderOf(settings);
  const { at, secondFolder, recipient } = settings.backups;
  const latest = () => backupsIn(folder).find(({ manifest }) => manifest.purpose !== 'before-migration')?.at;
  let lastAt = latest();
  let succeeded: boolean | undefined;
  let running: { readonly thread: Worker; readonly done: Promise<boolean> } | undefined;
  let isClosed = false;

  const failed = (message: string, code: string | undefined) => {
    succeeded = false;
    log.error({ message, code }, 'the backup failed');
    health.report('backup-failed');
    const trouble = troubleOf(Object.assign(new Error(message), { code }));
    // A full disk of backups is no full disk of the database; a damaged database is one wherever it is found.
    if (trouble === 'database-corrupt') health.report(trouble);
  };
  const told = ({ manifest, secondFailed, removed }: BackupOutcome) => {
    succeeded = secondFailed === null;
    lastAt = new Date(manifest.at);
    health.clear('backup-late');
    log.info(
      { file: manifest.file, bytes: manifest.sizeBytes, removed: removed.length },
      'a backup was taken and verified',
    );
    if (secondFailed === null) health.clear('backup-failed');
    else {
      log.error({ message: secondFailed }, 'the second copy of the backup failed');
      health.report('backup-failed');
    }
  };

  const run = (): Promise<boolean> => {
    if (running) return running.done;
    const task: BackupTask = {
      databasePath: settings.databasePath,
      attachmentsFolder: attachmentsFolderOf(settings.dataFolder),
      folder,
      secondFolder,
      recipient,
      at: now(),
      purpose: 'scheduled',
      prunes: true,
    };
    const thread = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: task });
    const done = new Promise<boolean>((end) => {
      let answer: BackupAnswer | undefined;
      thread.on('message', (given: BackupAnswer) => {
        answer = given;
      });
      thread.on('error', (error: NodeJS.ErrnoException) => {
        answer = { failure: error.message, code: error.code };
      });
      thread.on('exit', () => {
        running = undefined;
        if (answer && 'outcome' in answer) told(answer.outcome);
        else if (!isClosed) failed(answer?.failure ?? 'the backup thread stopped', answer?.code);
        end(answer !== undefined && 'outcome' in answer);
      });
    });
    running = { thread, done };
    return done;
  };

  const ageHours = () =>
    lastAt === undefined ? Number.POSITIVE_INFINITY : (now().getTime() - lastAt.getTime()) / 3_600_000;
  const look = async () => {
    if (at === null || isClosed) return;
    // Somebody may have taken one from the command line.
    lastAt = latest() ?? lastAt;
    if (ageHours() > dueHours && succeeded !== false) await run();
    if (lastAt !== undefined && ageHours() > lateHours) health.report('backup-late');
  };

  const job =
    at === null
      ? undefined
      : new Cron(
          `${Number(at.slice(3))} ${Number(at.slice(0, 2))} * * *`,
          { timezone: zone, unref: true },
          async () => {
            await run();
          },
        );

  return {
    last: () => ({ at: lastAt, succeeded }),
    run,
    look,
    async close() {
      isClosed = true;
      job?.stop();
      if (!running) return;
      // What is cut off has no name yet, and is taken away.
      const { thread } = running;
      await thread.terminate();
      for (const place of [folder, secondFolder]) if (place !== null) removeParts(place);
    },
  };
}

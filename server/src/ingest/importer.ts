import { Worker } from 'node:worker_threads';
import type { Db } from '@tilik/db/open';
import type { By } from '../access/audit.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { type ArchivePart, importArchive, type PartAnswers } from './import-archive.ts';
import { type ImportOutcome, type ImportRequest, importFile } from './import-file.ts';

/** An import to be carried out, and where its file lies if it is not in memory. */
export interface ImportTask extends Omit<ImportRequest, 'onProgress'> {
  readonly path?: string | undefined;
  /** Of an archive: what is answered of one of its files, by the file's name. */
  readonly partAnswers?: PartAnswers | undefined;
}

/** Something that carries imports out, one after the other. */
export interface Importer {
  readonly run: (task: ImportTask, by: By, onProgress?: (rows: number) => void) => Promise<ImportOutcome>;
  /** The same for an archive: every file of it, in one transaction. */
  readonly runArchive: (
    task: ImportTask,
    by: By,
    onProgress?: (rows: number) => void,
  ) => Promise<readonly ArchivePart[]>;
  /** Resolves when no import holds the store: another write would have to wait for it. */
  readonly quiet: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Carries imports out in this thread: for a database in memory, which no other thread can see. */
export function localImporter(db: Db): Importer {
  return {
    run: ({ path: _, ...request }, by, onProgress) => importFile(db, { ...request, onProgress }, by),
    runArchive: ({ path: _, ...request }, by, onProgress) => importArchive(db, { ...request, onProgress }, by),
    quiet: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** What the thread is told: the task with its file by place and hash, since only data can be handed over. */
export interface WorkerTask {
  readonly kind: 'run' | 'runArchive';
  readonly task: Omit<ImportTask, 'source'>;
  readonly path: string;
  readonly sizeBytes: number;
  readonly contentHash: string;
  readonly by: By;
}

/** What the thread answers. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'outcome'; readonly outcome: ImportOutcome | readonly ArchivePart[] }
  | {
      readonly kind: 'problem';
      readonly status: ProblemError['status'];
      readonly code: string;
      readonly facts: ProblemError['facts'];
      readonly issues: readonly IssueFacts[];
    }
  | { readonly kind: 'crash'; readonly message: string; readonly code: string | undefined };

/**
 * Carries small imports out in this thread and long ones in one of their own, which opens the same database: requests
 * for charts never wait behind them. The thread is started with the first long file and kept.
 */
export function threadedImporter(db: Db, databasePath: string): Importer {
  const local = localImporter(db);
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const inThread = <Outcome>(task: WorkerTask, onProgress?: (rows: number) => void): Promise<Outcome> =>
    new Promise((done, failed) => {
      thread ??= new Worker(new URL('./import-worker.ts', import.meta.url), {
        workerData: { databasePath },
        // Rows pass through; nothing of a file is kept. A small heap keeps it so and is collected in time.
        resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 },
      });
      const worker = thread;
      const settle = () => {
        worker.off('message', hear);
        worker.off('error', fall);
        worker.off('exit', leave);
      };
      const fall = (error: Error) => {
        settle();
        thread = undefined;
        failed(error);
      };
      const leave = () => fall(new Error('the import thread stopped'));
      const hear = (message: WorkerMessage) => {
        if (message.kind === 'progress') {
          onProgress?.(message.rows);
          return;
        }
        settle();
        if (message.kind === 'outcome') done(message.outcome as Outcome);
        else if (message.kind === 'problem') {
          failed(new ProblemError(message.status, message.code, { facts: message.facts, issues: message.issues }));
        } else failed(Object.assign(new Error(message.message), { code: message.code }));
      };
      worker.on('message', hear);
      worker.on('error', fall);
      worker.on('exit', leave);
      worker.postMessage(task);
    });

  /** SQLite has one writer: imports queue here instead of waiting for its lock. */
  const inTurn = <Kind extends WorkerTask['kind']>(
    kind: Kind,
    given: ImportTask,
    by: By,
    onProgress?: (rows: number) => void,
  ): ReturnType<Importer[Kind]> => {
    const { source, ...task } = given;
    const { path } = task;
    const { sizeBytes, contentHash } = source;
    // What is small enough to be in memory is done at once where it is: waking the thread would take longer.
    const turn: Promise<unknown> = last.then(
      (): Promise<unknown> =>
        path === undefined
          ? local[kind](given, by, onProgress)
          : inThread({ kind, task, path, sizeBytes, contentHash, by }, onProgress),
    );
    last = turn.catch(() => undefined);
    // What is asked for by name is what comes.
    return turn as ReturnType<Importer[Kind]>;
  };

  return {
    run: (task, by, onProgress) => inTurn('run', task, by, onProgress),
    runArchive: (task, by, onProgress) => inTurn('runArchive', task, by, onProgress),
    quiet: async () => {
      await last;
    },
    async close() {
      const stopping = thread;
      thread = undefined;
      // A transaction that is cut off leaves nothing: SQLite rolls it back when the file is next opened.
      await stopping?.terminate();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '@tilik/db/open';
import { imports } from '@tilik/db/schema';
import { asc, eq } from 'drizzle-orm';
import { ProblemError } from '../problem.ts';
import { type ArchivePart, isArchive } from './import-archive.ts';
import type { ImportOutcome } from './import-file.ts';
import type { Importer, ImportTask } from './importer.ts';

/** How a long import stands. `interrupted`: the server stopped while it ran, and nothing of it is stored. */
export type JobState =
  | { readonly kind: 'running'; readonly rows: number }
  | { readonly kind: 'done'; readonly outcome: ImportOutcome }
  | { readonly kind: 'unpacked'; readonly parts: readonly ArchivePart[] }
  | { readonly kind: 'stored-before-restart'; readonly importIds: readonly [number, ...number[]] }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'interrupted' };

/** A long import that runs beside the requests, can be left and come back to. */
export interface Job {
  readonly id: string;
  readonly fileName: string;
  readonly isSample: boolean;
  readonly startedAt: string;
  readonly state: JobState;
}

interface Note {
  readonly id: string;
  readonly fileName: string;
  readonly isSample: boolean;
  readonly startedAt: string;
}

/** Ended jobs that are still told of. */
const endedMax = 50;

/**
 * The long imports of one server. A running one has a note beside its file in the folder of uploads, and its import row
 * carries its id: after a restart the two together tell whether all of it is stored or none.
 */
export class ImportJobs {
  private readonly jobs = new Map<string, Job>();
  private readonly listeners = new Map<string, Set<(job: Job) => void>>();
  private readonly importer: Importer;
  private readonly folder: string;

  constructor(db: Db, importer: Importer, folder: string) {
    this.importer = importer;
    this.folder = folder;
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.job')) {
        const note = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Note;
        // A file gives one import; an archive those of its files, all in one transaction.
        const stored = db
          .select({ id: imports.id })
          .from(imports)
          .where(eq(imports.jobId, note.id))
          .orderBy(asc(imports.id))
          .all();
        const [first, ...others] = stored.map(({ id: importId }) => importId);
        this.jobs.set(note.id, {
          ...note,
          state:
            first === undefined
              ? { kind: 'interrupted' }
              : { kind: 'stored-before-restart', importIds: [first, ...others] },
        });
      }
      // What an upload left behind is nobody's any more.
      rmSync(join(folder, name), { force: true });
    }
  }

  /** Starts an import and answers at once; the file is removed when it has ended. */
  start(request: ImportTask, now: Date, remove: () => Promise<void>): Job {
    const id = randomUUID();
    const note: Note = {
      id,
      fileName: request.fileName,
      isSample: request.isSample,
      startedAt: now.toISOString(),
    };
    mkdirSync(this.folder, { recursive: true });
    const notePath = join(this.folder, `${id}.job`);
    writeFileSync(notePath, JSON.stringify(note));
    const tell = (state: JobState) => {
      const job = { ...note, state };
      this.jobs.set(id, job);
      for (const listener of this.listeners.get(id) ?? []) listener(job);
    };
    tell({ kind: 'running', rows: 0 });
    const carryOut = async () => {
      let end: JobState;
      try {
        const task = { ...request, jobId: id };
        const onProgress = (rows: number) => tell({ kind: 'running', rows });
        end = isArchive(request.source)
          ? { kind: 'unpacked', parts: await this.importer.runArchive(task, now, onProgress) }
          : { kind: 'done', outcome: await this.importer.run(task, now, onProgress) };
      } catch (error) {
        end = { kind: 'refused', error };
      }
      rmSync(notePath, { force: true });
      await remove();
      tell(end);
      const ended = [...this.jobs.values()].filter(({ state }) => state.kind !== 'running');
      for (const { id: old } of ended.slice(0, Math.max(0, ended.length - endedMax))) this.jobs.delete(old);
    };
    void carryOut();
    return this.byId(id);
  }

  byId(id: string): Job {
    const job = this.jobs.get(id);
    if (!job) throw new ProblemError(404, 'no-such-job');
    return job;
  }

  list(): Job[] {
    return [...this.jobs.values()].reverse();
  }

  /** Tells of every change of a job until the answer is called. */
  listen(id: string, listener: (job: Job) => void): () => void {
    const listeners = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
}

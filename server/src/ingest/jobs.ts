import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '@tilik/db/open';
import { imports } from '@tilik/db/schema';
import { asc, eq } from 'drizzle-orm';
import type { Actor } from '../access/actor.ts';
import type { By } from '../access/audit.ts';
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
  /** Who started it, and the office they are bound to. */
  readonly actor: string;
  readonly officeId: string | null;
  readonly state: JobState;
}

interface Note {
  readonly id: string;
  readonly fileName: string;
  readonly isSample: boolean;
  readonly startedAt: string;
  /** Who started it, and the office they are bound to. */
  readonly actor: string;
  readonly officeId: string | null;
}

/** Those of one's own office, or all of them for one who is bound to none. */
const mayFollow = (actor: Actor, job: Pick<Job, 'officeId'>): boolean =>
  actor.officeId === null || actor.officeId === job.officeId;

/** What a note says; undefined where a disk that lost its power kept only some of it. */
function noteIn(text: string): Note | undefined {
  try {
    return JSON.parse(text) as Note;
  } catch {
    return undefined;
  }
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
  private readonly db: Db;

  constructor(db: Db, importer: Importer, folder: string) {
    this.importer = importer;
    this.folder = folder;
    this.db = db;
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      if (name.endsWith('.job')) {
        const note = noteIn(readFileSync(join(folder, name), 'utf8'));
        if (!note) {
          rmSync(join(folder, name), { force: true });
          continue;
        }
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
  start(request: ImportTask, by: By, remove: () => Promise<void>): Job {
    const id = randomUUID();
    const note: Note = {
      id,
      fileName: request.fileName,
      isSample: request.isSample,
      startedAt: by.now.toISOString(),
      actor: by.actor.id,
      officeId: by.actor.officeId,
    };
    mkdirSync(this.folder, { recursive: true });
    const notePath = join(this.folder, `${id}.job`);
    // In one step: half a note would say nothing of its job.
    writeFileSync(`${notePath}.part`, JSON.stringify(note), { flush: true });
    renameSync(`${notePath}.part`, notePath);
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
          ? { kind: 'unpacked', parts: await this.importer.runArchive(task, by, onProgress) }
          : { kind: 'done', outcome: await this.importer.run(task, by, onProgress) };
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
    return this.byId(id, by.actor);
  }

  byId(id: string, actor: Actor): Job {
    const job = this.jobs.get(id) ?? this.storedBefore(id);
    if (!job || !mayFollow(actor, job)) throw new ProblemError(404, 'no-such-job');
    return job;
  }

  /** A job that ended without anybody having seen it end, before this server began: its imports know it. */
  private storedBefore(id: string): Job | undefined {
    const [first, ...others] = this.db
      .select()
      .from(imports)
      .where(eq(imports.jobId, id))
      .orderBy(asc(imports.id))
      .all();
    if (!first) return undefined;
    const { fileName, isSample, importedAt, actor, answers } = first;
    return {
      id,
      // Files of an archive carry its name before their own.
      fileName: others.length > 0 ? (fileName.split('/')[0] ?? fileName) : fileName,
      isSample,
      startedAt: importedAt,
      actor: actor ?? '',
      officeId: answers.office ?? null,
      state: { kind: 'stored-before-restart', importIds: [first.id, ...others.map((other) => other.id)] },
    };
  }

  list(actor: Actor): Job[] {
    return [...this.jobs.values()].reverse().filter((job) => mayFollow(actor, job));
  }

  /** Tells of every change of a job until the answer is called. */
  listen(id: string, listener: (job: Job) => void): () => void {
    const listeners = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
}

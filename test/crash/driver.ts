import type { ImportJob } from '@tilik/server/inside/ingest/job-routes.ts';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { type Change, type Changes, request, type Seen } from './changes.ts';
import type { CrashServer } from './server-process.ts';

/** A change that was sent, and what is known of it. */
export interface Sent {
  readonly change: Change;
  /**
   * `lost`: no answer came, so it is there wholly or not at all. `acknowledged`: it is there. `nothing-new`: a success
   * that changes nothing. `refused`: it is not there.
   */
  outcome: 'lost' | 'acknowledged' | 'nothing-new' | 'refused';
  /** Number of the import that it was answered with. */
  importId?: number;
  /** States of an entry's cells, as answered. */
  cells?: readonly ('saved' | 'unchanged' | 'refused')[];
  /** The background job that carries it out, and whether its end was told. */
  jobId?: string;
  /** Of a backup: where the copy lies, and the changes that were acknowledged before it was asked for. */
  backupPath?: string;
  after?: readonly Sent[];
  /** Number of the last entry of the audit trail that tells of it, filled in when the store is looked at. */
  entry?: number;
}

/** What an answer can be that is no fault of ours: refused for a reason. */
const refusals = new Set([400, 404, 409, 422]);

interface World {
  readonly server: CrashServer;
  readonly url: string;
  readonly changes: Changes;
  readonly sent: Sent[];
  /** Imports that stand as far as is known. */
  readonly standing: Set<number>;
  readonly isOver: () => boolean;
  readonly onFirst: () => void;
  /** Where what is refused because of disk or lock is told of, if that may be. */
  readonly troubles?: string[];
}

/** Sends changes one after the other until the server is gone. */
export async function drive(world: World): Promise<void> {
  const { changes, sent, standing, isOver, onFirst, server } = world;
  while (!isOver()) {
    // A backup that is asked for while one runs is that one, which began before.
    const isFree = !sent.some(({ change, outcome }) => change.kind === 'backup' && outcome === 'lost');
    const change = isFree && changes.isTimeForBackup() ? ({ kind: 'backup' } as const) : changes.think(seen(world));
    const note: Sent = { change, outcome: 'lost' };
    sent.push(note);
    onFirst();
    if (change.kind === 'backup') {
      note.after = sent.filter(({ outcome }) => outcome === 'acknowledged');
      const path = await Promise.race([server.backup(String(sent.length)), server.ended.then(() => undefined)]);
      if (path === null) throw new Error('a backup failed');
      if (path !== undefined) Object.assign(note, { outcome: 'acknowledged', backupPath: path });
      continue;
    }
    try {
      await send(world, note);
    } catch (error) {
      // The connection ended with the process. Anything else that was thrown is ours.
      if (!(error instanceof TypeError) && (error as Error).name !== 'AbortError') throw error;
      if (!isOver()) {
        await server.ended;
        if (!isOver()) throw new Error(`the server ended by itself: ${server.said()}`);
      }
      return;
    }
    if (note.outcome !== 'acknowledged') continue;
    if (note.importId !== undefined) standing.add(note.importId);
    if (change.kind === 'undo') standing.delete(change.id);
  }
}

const seen = ({ sent, standing }: World): Seen => ({
  standing: [...standing],
  sent: sent.slice(-60).flatMap(({ change }) => (change.kind === 'import' && change.way === 'file' ? [change] : [])),
});

async function send({ url, isOver, troubles, changes }: World, note: Sent): Promise<void> {
  const seen = await contentHashOf(url, note.change);
  if (seen === undefined) {
    note.outcome = 'refused';
    return;
  }
  const asked = request(note.change, seen);
  if (!asked) return;
  const { path, init } = asked;
  // As the page of the server itself asks.
  const response = await fetch(`${url}/api/v1${path}`, { ...init, headers: { ...init.headers, Origin: url } });
  if (refusals.has(response.status)) {
    note.outcome = 'refused';
    await response.text();
    return;
  }
  if (troubles && [503, 507].includes(response.status)) {
    note.outcome = 'refused';
    troubles.push(((await response.json()) as Problem).code);
    return;
  }
  if (!response.ok) throw new Error(`${note.change.kind}: ${response.status} ${await response.text()}`);
  if (response.status === 202) {
    const { id } = (await response.json()) as ImportJob;
    note.jobId = id;
    await follow(url, note, id, isOver, troubles);
    return;
  }
  // Success is said by the first line of the answer, whatever becomes of the rest of it.
  const isStored = response.status === 201;
  if (note.change.kind !== 'import') note.outcome = 'acknowledged';
  else note.outcome = isStored ? 'acknowledged' : 'nothing-new';
  const body = (await response.json()) as Partial<ImportReport> & {
    importId?: number | null;
    cells?: { state: 'saved' | 'unchanged' | 'refused' }[];
  };
  changes.heard(note.change, body);
  if (note.change.kind === 'import' && isStored) note.importId = body.id ?? Number.NaN;
  if (note.change.kind === 'entry') note.cells = body.cells?.map(({ state }) => state) ?? [];
  if (body.importId != null) note.importId = body.importId;
}

/** What a report says before it is reviewed or approved; undefined: it cannot be told. Of other changes nothing is seen. */
async function contentHashOf(url: string, change: Change): Promise<string | undefined> {
  if (change.kind !== 'review' && change.kind !== 'approve') return '';
  const response = await fetch(`${url}/api/v1/reports/${change.id}`);
  const { contentHash } = (await response.json()) as { contentHash?: string };
  return response.ok ? contentHash : undefined;
}

/** Asks after a background import until it has ended. */
async function follow(
  url: string,
  note: Sent,
  id: string,
  isOver: () => boolean,
  troubles: string[] | undefined,
): Promise<void> {
  for (;;) {
    const job = (await (await fetch(`${url}/api/v1/imports/jobs/${id}`)).json()) as ImportJob;
    if (job.state === 'done') {
      const { status, id: importId } = job.report ?? {};
      note.outcome = status === 'stored' ? 'acknowledged' : 'nothing-new';
      if (status === 'stored') note.importId = importId ?? Number.NaN;
      delete note.jobId;
      return;
    }
    if (job.state === 'refused') {
      if (job.problem && !refusals.has(job.problem.status)) {
        if (!troubles) throw new Error(JSON.stringify(job.problem));
        troubles.push(job.problem.code);
      }
      note.outcome = 'refused';
      delete note.jobId;
      return;
    }
    if (isOver()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
}

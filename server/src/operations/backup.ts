import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { openFile, schemaOf } from '@tilik/db/open';
import { syncFile, syncFolder } from './durable.ts';
import { countsOf, damageOf, zoneOf } from './queries.ts';
import { backupsToKeep } from './retention.ts';
import { seal, sealedEnding } from './seal.ts';

/** What lies beside each backup, and says what it is. A copy without one is not a backup. */
export interface Manifest {
  /** Name of the copy of the database, in the same folder. */
  readonly file: string;
  /** Instant at which the database was as the copy has it. */
  readonly at: string;
  readonly purpose: BackupTask['purpose'];
  /** Number of migrations that the database has had. */
  readonly schema: number;
  /** SHA-256 of the copy as it lies. */
  readonly sha256: string;
  /** SHA-256 of the database in it; the same where it is not encrypted. */
  readonly databaseSha256: string;
  readonly sizeBytes: number;
  readonly encrypted: boolean;
  /** Rows by table, read from the copy. */
  readonly counts: Readonly<Record<string, number>>;
  /** The photos and documents that belong to it; they lie in `attachments` by their hash, once for all backups. */
  readonly attachments: readonly KeptAttachment[];
}

interface KeptAttachment {
  readonly hash: string;
  /** Where it lies in the folder of attachments. */
  readonly path: string;
}

export interface BackupTask {
  readonly databasePath: string;
  readonly attachmentsFolder: string;
  readonly folder: string;
  readonly secondFolder: string | null;
  readonly recipient: string | null;
  readonly at: Date;
  /** Copies taken before a migration are kept for good; those asked for elsewhere are the asker's. */
  readonly purpose: 'scheduled' | 'asked' | 'before-migration';
  /** Takes away what retention does not keep. */
  readonly prunes: boolean;
}

export interface BackupOutcome {
  readonly manifest: Manifest;
  readonly path: string;
  /** Why there is no second copy; null: there is, or none was wanted. */
  readonly secondFailed: string | null;
  readonly removed: readonly string[];
}

/** The copy was made and is no good: what it was made from is damaged, or the disk is. */
export class DamagedDatabaseError extends Error {
  /** As SQLite says it of such files. */
  readonly code = 'SQLITE_CORRUPT';
  constructor(path: string, damage: readonly string[]) {
    super(`${path} is damaged: ${damage.join('; ')}`);
    this.name = 'DamagedDatabaseError';
  }
}

const partEnding = '.part';
/** Pages that are copied before the thread looks up: 16 MB. */
const pagesAtOnce = 4096;
/** Left on the disk beside a backup. */
const spareBytes = 16 * 1024 * 1024;

/** The hash by which a file is named; undefined where it is something else, such as an upload under way. */
const hashInName = (name: string) => /^([0-9a-f]{64})(?:\.(?!part$|tmp$)[a-z0-9]+)?$/.exec(name)?.[1];

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

interface Examined extends Pick<Manifest, 'counts'> {
  readonly schema: ReturnType<typeof schemaOf>;
  /** In which its office counts days; undefined where it has none. */
  readonly zone: string | undefined;
}

/** Opens a file that calls itself a database and says what it is. Throws where it is none, or damaged. */
export function examine(path: string): Examined {
  const client = openFile(path, { readonly: true });
  try {
    const damage = damageOf(client);
    if (damage.length > 0) throw new DamagedDatabaseError(path, damage);
    const counts = countsOf(client);
    return { counts, schema: schemaOf(client), zone: counts.offices ? zoneOf(client) : undefined };
  } finally {
    client.close();
  }
}

/** Files under a folder that are named by their content, with where they lie. */
export function filesByHash(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const hash = hashInName(entry.name);
        return hash === undefined ? [] : [[hash, join(entry.parentPath, entry.name)] as const];
      }),
  );
}

/** The backups in a folder, latest first; copies taken before migrations among them. */
export function backupsIn(folder: string): { readonly manifest: Manifest; readonly at: Date; readonly path: string }[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => /^(tilik|before-migration)-.*\.json$/.test(name))
    .flatMap((name) => {
      try {
        const manifest = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Manifest;
        const path = join(folder, basename(manifest.file));
        const at = new Date(manifest.at);
        return existsSync(path) && !Number.isNaN(at.getTime()) ? [{ manifest, at, path }] : [];
      } catch {
        // Cut short or not ours: no backup.
        return [];
      }
    })
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

/** Where the manifest of a copy lies. */
export const manifestPathOf = (path: string): string => path.replace(/\.sqlite(\.age)?$/, '.json');

/** What went wrong before is what is told, not that this could not be removed. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Taken away by the next backup.
  }
}

/** Removes what backups that were cut off left in a folder. */
export function removeParts(folder: string, olderThanMs = 0): void {
  if (!existsSync(folder)) return;
  for (const place of [folder, join(folder, 'attachments')]) {
    if (!existsSync(place)) continue;
    for (const name of readdirSync(place)) {
      const path = join(place, name);
      if (!/\.part(\.age|-journal)?$/.test(name)) continue;
      if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= olderThanMs)
        rmSync(path, { force: true });
    }
  }
}

/**
 * Copies the database while it is used, by SQLite's online backup, opens the copy and looks it through, and only then
 * gives it its name; the photos and documents go along. Whatever goes wrong, nothing is left that looks like a backup.
 */
export async function takeBackup(task: BackupTask): Promise<BackupOutcome> {
  const { folder, databasePath, recipient, purpose, at } = task;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeParts(folder, 3_600_000);
  requireSpace(folder, databasePath, recipient !== null);
  const stamp = at.toISOString().replaceAll(':', '-').replace('.', '-');
  const schema = schemaOfFile(databasePath);
  const name = purpose === 'before-migration' ? `before-migration-${schema.applied}-${stamp}` : `tilik-${stamp}`;
  const part = join(folder, `${name}.sqlite${partEnding}`);
  const sealed = `${part}${sealedEnding}`;
  try {
    await copyDatabase(databasePath, part);
    const { counts, schema: copied, zone = 'Asia/Jakarta' } = examine(part);
    const databaseSha256 = await sha256Of(part);
    if (recipient !== null) {
      await seal(part, sealed, recipient);
      rmSync(part);
    }
    const made = recipient === null ? part : sealed;
    syncFile(made);
    const file = `${name}.sqlite${recipient === null ? '' : sealedEnding}`;
    const manifest: Manifest = {
      file,
      at: at.toISOString(),
      purpose,
      schema: copied.applied,
      sha256: recipient === null ? databaseSha256 : await sha256Of(made),
      databaseSha256,
      sizeBytes: statSync(made).size,
      encrypted: recipient !== null,
      counts,
      attachments: await keepAttachments(task.attachmentsFolder, folder, recipient),
    };
    const path = join(folder, file);
    renameSync(made, path);
    writeManifest(path, manifest);
    const secondFailed = task.secondFolder === null ? null : await copyToSecond(path, manifest, task.secondFolder);
    const removed = task.prunes ? prune(folder, at, zone) : [];
    if (task.prunes && task.secondFolder !== null && secondFailed === null) prune(task.secondFolder, at, zone);
    return { manifest, path, secondFailed, removed };
  } finally {
    for (const left of [part, sealed, `${part}-journal`]) removeIfThere(left);
  }
}

function schemaOfFile(path: string): ReturnType<typeof schemaOf> {
  const client = openFile(path, { readonly: true });
  try {
    return schemaOf(client);
  } finally {
    client.close();
  }
}

/** Tells of a full disk before it is one. */
function requireSpace(folder: string, databasePath: string, isSealed: boolean): void {
  const size = [databasePath, `${databasePath}-wal`]
    .map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);
  const needed = size * (isSealed ? 2 : 1) + spareBytes;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const error: NodeJS.ErrnoException = new Error(
    `no space for a backup in ${folder}: ${Math.ceil(needed / 1e6)} MB are needed, ${Math.floor((bavail * bsize) / 1e6)} MB are free`,
  );
  error.code = 'ENOSPC';
  throw error;
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openFile(from, { readonly: true });
  try {
    // What is read from here on is one state of the database; writing goes on beside it and does not start it anew.
    source.exec('BEGIN');
    source.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
    await source.backup(to, { progress: () => pagesAtOnce });
  } finally {
    source.close();
  }
  chmodSync(to, 0o600);
  // A file of its own: without the write-ahead log that the original has beside it.
  const copy = openFile(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function writeManifest(path: string, manifest: Manifest): void {
  const manifestPath = manifestPathOf(path);
  const part = `${manifestPath}${partEnding}`;
  writeFileSync(part, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(part, manifestPath);
  syncFolder(join(manifestPath, '..'));
}

/** Brings each file that the folder of backups does not have yet into it. A file is named by its content, and checked. */
async function keepAttachments(from: string, folder: string, recipient: string | null): Promise<KeptAttachment[]> {
  const files = filesByHash(from);
  const kept = join(folder, 'attachments');
  if (files.size > 0) mkdirSync(kept, { recursive: true, mode: 0o700 });
  for (const [hash, path] of files) {
    const target = join(kept, recipient === null ? hash : `${hash}${sealedEnding}`);
    if (existsSync(target)) continue;
    const part = `${target}${partEnding}`;
    const open = recipient === null ? part : `${target}.open${partEnding}`;
    try {
      await copyFile(path, open);
      if ((await sha256Of(open)) !== hash)
        throw new DamagedDatabaseError(path, ['its content is not what it is named by']);
      if (recipient !== null) await seal(open, part, recipient);
      syncFile(part);
      renameSync(part, target);
    } finally {
      removeIfThere(part);
      removeIfThere(open);
    }
  }
  if (files.size > 0) syncFolder(kept);
  return [...files].map(([hash, path]) => ({ hash, path: relative(from, path) }));
}

/** The same backup in another folder, such as another disk. It stands in no way of the first where it fails. */
async function copyToSecond(path: string, manifest: Manifest, secondFolder: string): Promise<string | null> {
  const target = join(secondFolder, manifest.file);
  const part = `${target}${partEnding}`;
  try {
    mkdirSync(secondFolder, { recursive: true, mode: 0o700 });
    removeParts(secondFolder, 3_600_000);
    await copyFile(path, part);
    syncFile(part);
    if ((await sha256Of(part)) !== manifest.sha256) throw new Error('the copy differs from the original');
    const ending = manifest.encrypted ? sealedEnding : '';
    if (manifest.attachments.length > 0) mkdirSync(join(secondFolder, 'attachments'), { recursive: true, mode: 0o700 });
    for (const { hash } of manifest.attachments) {
      const to = join(secondFolder, 'attachments', `${hash}${ending}`);
      if (existsSync(to)) continue;
      copyFileSync(join(path, '..', 'attachments', `${hash}${ending}`), `${to}${partEnding}`);
      syncFile(`${to}${partEnding}`);
      renameSync(`${to}${partEnding}`, to);
    }
    renameSync(part, target);
    writeManifest(target, manifest);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    removeIfThere(part);
  }
}

/** Takes away what retention does not keep, and photos that no backup names any more. */
function prune(folder: string, now: Date, zone: string): string[] {
  const all = backupsIn(folder);
  const counted = all.filter(({ manifest }) => manifest.purpose !== 'before-migration');
  const staying = backupsToKeep(counted, now, zone);
  const removed = counted.filter((backup) => !staying.has(backup));
  for (const { path } of removed) {
    // The manifest first: a copy without one is no backup, one without its copy is none either.
    rmSync(manifestPathOf(path), { force: true });
    rmSync(path, { force: true });
  }
  const named = new Set(backupsIn(folder).flatMap(({ manifest }) => manifest.attachments.map(({ hash }) => hash)));
  const attachments = join(folder, 'attachments');
  for (const name of existsSync(attachments) ? readdirSync(attachments) : []) {
    const hash = hashInName(name);
    if (hash !== undefined && !named.has(hash)) rmSync(join(attachments, name), { force: true });
  }
  return removed.map(({ manifest }) => manifest.file);
}

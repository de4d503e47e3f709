import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NewerSchemaError, openFile } from '@tilik/db/open';
import type { Settings } from '../settings.ts';
import { examine, filesByHash, type Manifest, manifestPathOf, sha256Of } from './backup.ts';
import { attachmentsFolderOf, DataFolderHeldError, holdDataFolder } from './data-folder.ts';
import { syncFile, syncFolder } from './durable.ts';
import { sealedEnding, unseal } from './seal.ts';

/** The file cannot be brought back, and why. Nothing was changed. */
export class NoBackupError extends Error {
  override readonly name = 'NoBackupError';
}

export interface Restored {
  readonly sha256: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly schema: { readonly applied: number; readonly known: number };
  /** Where the database that stood before lies now; null: there was none. */
  readonly aside: string | null;
  readonly attachments: number;
  /** Photos that the backup names and that do not lie beside it. */
  readonly missing: readonly string[];
}

/**
 * Puts a backup in the place of the present database, which is moved aside and kept. The copy is looked through first;
 * at every moment a whole database is in place, the one or the other.
 */
export async function restoreBackup(
  settings: Settings,
  file: string,
  identity: string | undefined,
  now: Date,
): Promise<Restored> {
  const { dataFolder, databasePath } = settings;
  if (!existsSync(file)) throw new NoBackupError(`There is no file ${file}.`);
  const release = holdDataFolder(dataFolder);
  const coming = `${databasePath}.restoring`;
  try {
    rmSync(coming, { force: true });
    const manifest = readManifest(file);
    if (manifest && (await sha256Of(file)) !== manifest.sha256) {
      throw new NoBackupError(`${file} is not as it was written: its SHA-256 differs from that in its manifest.`);
    }
    await unpack(file, coming, identity);
    const found = examineBackup(coming, file);
    if (found.schema.isNewer) throw new NewerSchemaError(file);
    const sha256 = await sha256Of(coming);
    syncFile(coming);
    const stamp = now.toISOString().replaceAll(':', '-').replace('.', '-');
    const aside = setAside(databasePath, join(dataFolder, `before-restore-${stamp}`));
    renameSync(coming, databasePath);
    syncFolder(dataFolder);
    const { brought, missing } = await bringAttachments(file, manifest, attachmentsFolderOf(dataFolder), identity);
    return { sha256, counts: found.counts, schema: found.schema, aside, attachments: brought, missing };
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${coming}${ending}`, { force: true });
    release();
  }
}

function readManifest(file: string): Manifest | undefined {
  const path = manifestPathOf(file);
  if (path === file || !existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch {
    throw new NoBackupError(`${path} cannot be read. Move it away to restore without it.`);
  }
}

async function unpack(file: string, to: string, identity: string | undefined): Promise<void> {
  if (!file.endsWith(sealedEnding)) {
    await copyFile(file, to);
    return;
  }
  if (identity === undefined) throw new NoBackupError(`${file} is encrypted: name the key file with --identity FILE.`);
  try {
    await unseal(file, to, readFileSync(identity, 'utf8'));
  } catch (error) {
    throw new NoBackupError(`${file} cannot be decrypted: ${(error as Error).message}`);
  }
}

function examineBackup(path: string, file: string): ReturnType<typeof examine> {
  try {
    const found = examine(path);
    if (found.schema.applied > 0 || found.schema.isNewer) return found;
  } catch (error) {
    throw new NoBackupError(`${file} is no database that can be used: ${(error as Error).message}`);
  }
  throw new NoBackupError(`${file} is a database, but none of Tilik.`);
}

/** Gives the present database another name beside its own, which the one that comes then takes in one step. */
function setAside(databasePath: string, folder: string): string | null {
  if (!existsSync(databasePath)) return null;
  settle(databasePath);
  mkdirSync(folder, { mode: 0o700 });
  const name = join(folder, 'tilik.sqlite');
  try {
    linkSync(databasePath, name);
  } catch {
    // A disk that knows no second name.
    copyFileSync(databasePath, name);
  }
  // Only of a database too damaged to be settled: its log must not be taken for that of the one that comes.
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(`${databasePath}${ending}`)) renameSync(`${databasePath}${ending}`, `${name}${ending}`);
  }
  syncFolder(folder);
  return name;
}

/** Brings the write-ahead log into the file, and finds out whether any other program has it open. */
function settle(databasePath: string): void {
  const client = openFile(databasePath, { timeout: 0 });
  try {
    client.pragma('journal_mode = DELETE');
    client.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code.startsWith('SQLITE_BUSY')) throw new DataFolderHeldError(dirname(databasePath));
    if (!code.startsWith('SQLITE_CORRUPT') && !code.startsWith('SQLITE_NOTADB')) throw error;
  } finally {
    client.close();
  }
}

/** Brings photos and documents back that are not there. Those that are stay: a name says what is in it. */
async function bringAttachments(
  file: string,
  manifest: Manifest | undefined,
  folder: string,
  identity: string | undefined,
): Promise<{ brought: number; missing: string[] }> {
  const missing: string[] = [];
  let brought = 0;
  const present = filesByHash(folder);
  for (const { hash, path } of manifest?.attachments ?? []) {
    if (present.has(hash)) continue;
    const from = join(dirname(file), 'attachments', `${hash}${file.endsWith(sealedEnding) ? sealedEnding : ''}`);
    if (!existsSync(from)) {
      missing.push(hash);
      continue;
    }
    const target = join(folder, ...path.split(/[\\/]/).filter((step) => !/^\.*$/.test(step)));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const part = `${target}.part`;
    try {
      await unpack(from, part, identity);
      if ((await sha256Of(part)) !== hash) {
        missing.push(hash);
        continue;
      }
      syncFile(part);
      renameSync(part, target);
      brought += 1;
    } finally {
      rmSync(part, { force: true });
    }
  }
  return { brought, missing };
}

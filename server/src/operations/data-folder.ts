import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { openFile } from '@tilik/db/open';
import type { Settings } from '../settings.ts';

/** Another process has the data folder: a server that runs, or a command that must be alone. */
export class DataFolderHeldError extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by a running Tilik. Stop it first.`);
    this.name = 'DataFolderHeldError';
  }
}

/** The administrator of the computer works on somebody else's folder: what was written there its owner could not open. */
export class OtherOwnerError extends Error {
  constructor(folder: string, owner: number) {
    super(
      `The data folder ${folder} belongs to user ${owner}, not to root. Do this as that user, for example with sudo -u.`,
    );
    this.name = 'OtherOwnerError';
  }
}

/** Throws where root would leave files in a folder of another user's. */
export function requireOwner(folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  if (process.getuid?.() === 0 && owner !== undefined && owner !== 0) throw new OtherOwnerError(folder, owner);
}

/**
 * Takes the data folder for this process alone until the answer is called. The lock is the operating system's, through
 * SQLite, so that it ends with the process however that ends, and no stale file has to be told from a live one.
 */
export function holdDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  requireOwner(folder);
  // SQLite says of a disk that can only be read that it cannot open the file; the system says why.
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  const lock = openFile(join(folder, 'tilik.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new DataFolderHeldError(folder);
    throw error;
  }
  return () => lock.close();
}

/** What sessions are signed with: as set, else made once and kept in the data folder, readable by its owner only. */
export function secretOf({ secret, dataFolder }: Pick<Settings, 'secret' | 'dataFolder'>): string {
  if (secret !== null) return secret;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = secretPath(dataFolder);
  if (!existsSync(path)) {
    const coming = `${path}.${process.pid}`;
    // Fails where another process was faster, whose secret is then the one.
    try {
      // Written beside it and given its name in one step: a start that is cut off leaves no secret rather than half of one.
      const file = openSync(coming, 'w', 0o600);
      writeSync(file, `${randomBytes(32).toString('base64url')}\n`);
      fsyncSync(file);
      closeSync(file);
      linkSync(coming, path);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      rmSync(coming, { force: true });
    }
  }
  const kept = readFileSync(path, 'utf8').trim();
  if (kept.length < 32) throw new Error(`${path} holds no secret. Remove it; everyone will have to sign in again.`);
  return kept;
}

export const secretPath = (dataFolder: string): string => join(dataFolder, 'secret');
export const attachmentsFolderOf = (dataFolder: string): string => join(dataFolder, 'attachments');

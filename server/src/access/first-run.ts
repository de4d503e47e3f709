import { createHash, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one link by which the first administrator is made. */
export interface FirstRunToken {
  /** Undefined: there is none. */
  readonly read: () => string | undefined;
  readonly write: (token: string) => void;
  /** It was used. */
  readonly forget: () => void;
}

/**
 * Kept in the data folder, readable by its owner alone: whoever can read that has the figures anyway. So a command can
 * say the link again while the server runs.
 */
export function firstRunFile(dataFolder: string): FirstRunToken {
  const path = join(dataFolder, 'first-run-token');
  return {
    read: () => {
      try {
        return readFileSync(path, 'utf8').trim() || undefined;
      } catch {
        return undefined;
      }
    },
    write: (token) => {
      writeFileSync(path, `${token}\n`, { mode: 0o600 });
      // An older file keeps the mode it had.
      chmodSync(path, 0o600);
    },
    forget: () => rmSync(path, { force: true }),
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared by their hashes: how long it takes tells nothing of how much was right. */
export const isSameToken = (given: string, kept: string | undefined): boolean =>
  kept !== undefined && timingSafeEqual(digest(given), digest(kept));

export const firstRunPath = (token: string): string => `/mulai?token=${token}`;

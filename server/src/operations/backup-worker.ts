/** The thread that takes backups, so that no request waits for one. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type BackupOutcome, type BackupTask, takeBackup } from './backup.ts';

export type BackupAnswer =
  | { readonly outcome: BackupOutcome }
  | { readonly failure: string; readonly code: string | undefined };

// A backup can wait where a request cannot. Linux lets a single thread step back; elsewhere it has to share.
try {
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), 10);
} catch {
  // No such system, or not allowed.
}

let answer: BackupAnswer;
try {
  answer = { outcome: await takeBackup(workerData as BackupTask) };
} catch (error) {
  const { code } = error as { code?: string };
  answer = { failure: error instanceof Error ? error.message : String(error), code };
}
parentPort?.postMessage(answer);

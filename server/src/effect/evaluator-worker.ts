import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type Db, openDatabase } from '@tilik/db/open';
import type { EvaluatorAnswer, EvaluatorTask } from './evaluator.ts';
import { tasks } from './tasks.ts';

/** An evaluation can wait where a request cannot. Linux lets a single thread step back; elsewhere it has to share. */
const niceness = 10;
try {
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
} catch {
  // No such system, or not allowed: slower charts for a second, nothing wrong.
}

const { databasePath } = workerData as { databasePath: string };
const db = openDatabase(databasePath);

parentPort?.on('message', ({ id, name, given }: EvaluatorTask) => {
  let answer: EvaluatorAnswer;
  try {
    const task = tasks[name] as unknown as (db: Db, ...all: readonly unknown[]) => unknown;
    answer = { id, result: task(db, ...given) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});

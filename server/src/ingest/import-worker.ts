/** The thread that carries long imports out. It has a connection of its own to the same database. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '@tilik/db/open';
import { ProblemError } from '../problem.ts';
import { localImporter, type WorkerMessage, type WorkerTask } from './importer.ts';
import { diskSource } from './source.ts';

const { databasePath } = workerData as { databasePath: string };
const importer = localImporter(openDatabase(databasePath));
const say = (message: WorkerMessage) => parentPort?.postMessage(message);

parentPort?.on('message', async ({ kind, task, path, sizeBytes, contentHash, by }: WorkerTask) => {
  try {
    const source = diskSource(path, sizeBytes, contentHash);
    const outcome = await importer[kind]({ ...task, source }, by, (rows) => say({ kind: 'progress', rows }));
    say({ kind: 'outcome', outcome });
  } catch (error) {
    if (error instanceof ProblemError) {
      const { status, code, facts, issues } = error;
      say({ kind: 'problem', status, code, facts, issues });
    } else {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      say({ kind: 'crash', message, code: (error as { code?: string }).code });
    }
  }
});

import { statSync } from 'node:fs';
import { type Db, NewerSchemaError, openDatabase, openFile, schemaOf } from '@tilik/db/open';
import { backupsFolderOf, type Settings, SettingsError } from '../settings.ts';
import { type BackupOutcome, takeBackup } from './backup.ts';
import { attachmentsFolderOf, DataFolderHeldError, OtherOwnerError, requireOwner } from './data-folder.ts';
import { type TroubleCode, troubleOf } from './health.ts';

/**
 * Opens the database of the data folder for working with it. Where it has an older schema, a backup is taken before
 * anything of it is changed; where it has a newer one, it is refused.
 */
export async function openForUse(
  settings: Settings,
  now: () => Date,
  told: (backup: BackupOutcome) => void,
): Promise<Db> {
  const { databasePath, dataFolder, backups } = settings;
  requireOwner(dataFolder);
  if ((statSync(databasePath, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    const client = openFile(databasePath, { readonly: true });
    const { applied, known, isNewer } = (() => {
      try {
        return schemaOf(client);
      } finally {
        client.close();
      }
    })();
    if (isNewer) throw new NewerSchemaError(databasePath);
    if (applied > 0 && applied < known) {
      const outcome = await takeBackup({
        databasePath,
        attachmentsFolder: attachmentsFolderOf(dataFolder),
        folder: backupsFolderOf(settings),
        secondFolder: backups.secondFolder,
        recipient: backups.recipient,
        at: now(),
        purpose: 'before-migration',
        prunes: false,
      });
      told(outcome);
    }
  }
  return openDatabase(databasePath);
}

/** What is said of the backup that was taken before a migration. */
export const toldOf = ({ path }: BackupOutcome): string => `Backup before the migration: ${path}`;

/** Numbers that a supervisor can tell apart, after sysexits.h. */
const exitByTrouble: Partial<Record<TroubleCode, readonly [exit: number, sentence: string]>> = {
  'database-corrupt': [
    65,
    'The database is damaged. Nothing was changed. Look at it with `tilik doctor`, then bring the latest backup back with `tilik restore FILE`.',
  ],
  'disk-full': [74, 'The disk is full. Nothing was stored by halves. Make room and start again.'],
  'disk-read-only': [
    74,
    'The data folder cannot be written to. Give its owner the right to write, or mount the disk for writing, and start again.',
  ],
  'disk-error': [
    74,
    'The disk or the data folder cannot be read. See that it is there and belongs to the user who runs Tilik.',
  ],
  'database-busy': [75, 'The database is held by another program. Close that one and start again.'],
};

/** What keeps the program from starting, in words, and what it ends with; undefined where it is ours to mend. */
export function reasonNotToStart(error: unknown): { readonly exit: number; readonly message: string } | undefined {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof SettingsError) return { exit: 78, message };
  if (error instanceof NewerSchemaError) return { exit: 65, message };
  if (error instanceof DataFolderHeldError) return { exit: 75, message };
  if (error instanceof OtherOwnerError) return { exit: 77, message };
  const [exit, sentence] = exitByTrouble[troubleOf(error) ?? 'backup-late'] ?? [];
  if (exit === undefined || sentence === undefined) {
    const { code, syscall } = error as { code?: unknown; syscall?: unknown };
    if (code === 'EACCES' || code === 'EPERM') return { exit: 77, message: `Not allowed: ${message}` };
    // Whatever else the system refuses: a folder that is a file, a name on a disk that is gone.
    return typeof syscall === 'string' ? { exit: 74, message: `This cannot be done: ${message}` } : undefined;
  }
  return { exit, message: `${sentence} (${message})` };
}

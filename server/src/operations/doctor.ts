import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { type Db, openDatabase, openFile, schemaOf } from '@tilik/db/open';
import { brokenReports } from '../reports/verification.ts';
import { backupsFolderOf, type Settings } from '../settings.ts';
import { backupsIn, examine, filesByHash, sha256Of } from './backup.ts';
import { attachmentsFolderOf, secretPath } from './data-folder.ts';
import { attachmentHashes, breaches, damageOf, latestInstant } from './queries.ts';
import { clockTrouble } from './watch.ts';

export interface Finding {
  readonly check: string;
  /** `bad` makes the doctor end with 1; `note` is worth a look. */
  readonly state: 'good' | 'note' | 'bad';
  readonly says: string;
}

const late = 50 * 3_600_000;
const spareBytes = 200 * 1024 * 1024;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Looks at everything an administrator would look at. Changes nothing. */
export async function examineInstallation(settings: Settings, now: Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (check: string, state: Finding['state'], says: string) => void findings.push({ check, state, says });
  const { dataFolder, databasePath, backups } = settings;

  if (!existsSync(dataFolder)) {
    add('data folder', 'note', `${dataFolder} does not exist yet; the first start makes it`);
    return findings;
  }
  lookAtRights(settings, add);
  lookAtSpace(dataFolder, databasePath, add);
  if (!existsSync(databasePath)) {
    add('database', 'note', `${databasePath} does not exist yet; the first start makes it`);
    return findings;
  }
  const isWhole = lookAtFile(databasePath, add);
  if (isWhole && lookAtSchema(databasePath, add)) lookInside(settings, now, add);
  await lookAtBackups('backup', backupsFolderOf(settings), now, backups.at !== null, add);
  if (backups.secondFolder !== null)
    await lookAtBackups('second backup', backups.secondFolder, now, backups.at !== null, add);
  return findings;
}

type Add = (check: string, state: Finding['state'], says: string) => void;

function lookAtRights({ dataFolder, databasePath, secret }: Settings, add: Add): void {
  try {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    add('data folder', 'good', dataFolder);
  } catch {
    add('data folder', 'bad', `${dataFolder} cannot be read and written by this user`);
  }
  const files = [databasePath, ...(secret === null ? [secretPath(dataFolder)] : [])];
  const { uid: owner } = statSync(dataFolder);
  for (const path of files.filter((one) => existsSync(one))) {
    const { mode: modeBits, uid } = statSync(path);
    if (uid !== owner) add('rights', 'bad', `${path} belongs to another user than the data folder`);
    const mode = modeBits & 0o777;
    const isSecret = path !== databasePath;
    const isOpen = process.platform !== 'win32' && (mode & (isSecret ? 0o077 : 0o007)) !== 0 && isReachable(dataFolder);
    const state = isOpen ? (isSecret ? 'bad' : 'note') : 'good';
    add(
      'rights',
      state,
      `${path} has the rights ${mode.toString(8)}${isOpen ? ': others on this computer may read it' : ''}`,
    );
  }
}

/** Whether others may go into the folder at all. */
const isReachable = (folder: string) => (statSync(folder).mode & 0o011) !== 0;

function lookAtSpace(dataFolder: string, databasePath: string, add: Add): void {
  const { bavail, bsize } = statfsSync(dataFolder);
  const free = bavail * bsize;
  const size = statSync(databasePath, { throwIfNoEntry: false })?.size ?? 0;
  const wal = statSync(`${databasePath}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const isLow = free < Math.max(spareBytes, 2 * size);
  add(
    'disk',
    isLow ? 'bad' : 'good',
    `${megabytes(free)} are free; the database has ${megabytes(size)}, its log ${megabytes(wal)}`,
  );
}

function lookAtFile(databasePath: string, add: Add): boolean {
  try {
    const client = openFile(databasePath, { readonly: true });
    try {
      const damage = damageOf(client);
      add(
        'integrity',
        damage.length === 0 ? 'good' : 'bad',
        damage.join('; ') || 'whole; every reference finds what it refers to',
      );
      return damage.length === 0;
    } finally {
      client.close();
    }
  } catch (error) {
    add('integrity', 'bad', (error as Error).message);
    return false;
  }
}

/** Whether the database has this program's schema, so that the rest can be asked of it. */
function lookAtSchema(databasePath: string, add: Add): boolean {
  const client = openFile(databasePath, { readonly: true });
  const { applied, known, isNewer } = schemaOf(client);
  client.close();
  if (isNewer) add('schema', 'bad', 'made by a later version of Tilik; this one refuses to work on it');
  else if (applied < known)
    add('schema', 'note', `${applied} of ${known} migrations; the next start takes a backup and brings it up to date`);
  else add('schema', 'good', `${applied} of ${known} migrations`);
  return !isNewer && applied === known;
}

function lookInside({ databasePath, dataFolder }: Settings, now: Date, add: Add): void {
  const db: Db = openDatabase(databasePath);
  try {
    const found = breaches(db);
    for (const { invariant, examples } of found)
      add('promises', 'bad', `not so: ${invariant} (${examples.join(', ')})`);
    if (found.length === 0) add('promises', 'good', 'totals, imports, earlier values, audit trail and search hold');
    const { approved, broken } = brokenReports(db);
    add(
      'reports',
      broken.length > 0 ? 'bad' : 'good',
      broken.join('; ') || `${approved} approved, as they were approved`,
    );
    const latest = latestInstant(db);
    const isBehind = clockTrouble(undefined, { wall: now.getTime(), steady: 0 }, latest) !== undefined;
    add(
      'clock',
      isBehind ? 'bad' : 'good',
      isBehind ? `it is ${now.toISOString()} here, and something was stored at ${latest}` : now.toISOString(),
    );
    const present = filesByHash(attachmentsFolderOf(dataFolder));
    const missing = attachmentHashes(db).filter((hash) => !present.has(hash));
    add(
      'attachments',
      missing.length > 0 ? 'bad' : 'good',
      missing.length > 0 ? `${missing.length} are missing, such as ${missing[0]}` : `${present.size} files`,
    );
  } finally {
    db.$client.close();
  }
}

async function lookAtBackups(name: string, folder: string, now: Date, isScheduled: boolean, add: Add): Promise<void> {
  const all = backupsIn(folder);
  const [latest] = all.filter(({ manifest }) => manifest.purpose !== 'before-migration');
  if (!latest) {
    add(name, isScheduled ? 'bad' : 'note', `there is none in ${folder}`);
    return;
  }
  const { manifest, at, path } = latest;
  const isLate = isScheduled && now.getTime() - at.getTime() > late;
  add(
    name,
    isLate ? 'bad' : 'good',
    `${all.length} in ${folder}, the latest of ${manifest.at}${isLate ? ': too long ago' : ''}`,
  );
  try {
    if ((await sha256Of(path)) !== manifest.sha256) add(name, 'bad', `${path} is not as it was written`);
    else if (manifest.encrypted) add(name, 'good', `${manifest.file} is as it was written (encrypted, so not opened)`);
    else {
      examine(path);
      add(name, 'good', `${manifest.file} opens and is whole`);
    }
  } catch (error) {
    add(name, 'bad', `${path}: ${(error as Error).message}`);
  }
}

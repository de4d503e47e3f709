import { existsSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '@tilik/db/open';
import { systemActor } from '../access/actor.ts';
import { writeAudit } from '../access/audit.ts';
import { backupsFolderOf, type Environment, readSettings, type Settings, settingsInWords } from '../settings.ts';
import { takeBackup } from './backup.ts';
import { attachmentsFolderOf, holdDataFolder, requireOwner } from './data-folder.ts';
import { examineInstallation } from './doctor.ts';
import { reasonNotToStart } from './open-for-use.ts';
import { endAllSessions } from './queries.ts';
import { NoBackupError, restoreBackup } from './restore.ts';
import { newKey } from './seal.ts';

const usage = `tilik backup [--to FOLDER]              Copy the database and its attachments while Tilik runs, and look the copy through.
tilik backup --make-key FILE            Make an age key into FILE, and print what to set TILIK_BACKUP_RECIPIENT to.
tilik restore FILE [--identity FILE]    Put a backup in the place of the database, which is moved aside. Tilik must be stopped.
tilik doctor [--json]                   Settings, rights, disk, database, promises, backups. Ends with 1 if something is wrong.
tilik vacuum                            Give the disk back what the database no longer needs. Tilik must be stopped.

Data: $TILIK_DATA (./data by default). Backups: $TILIK_BACKUPS (\`backups\` in it by default).`;

interface World {
  readonly env: Environment;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly now: () => Date;
}

/** Carries one of the commands out; answers what the process ends with. */
export async function operationCommand(words: readonly string[], world: World): Promise<number> {
  const { complain, print } = world;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        'make-key': { type: 'string' },
        identity: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [command, file, ...others] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    if (others.length > 0 || (file !== undefined) !== (command === 'restore')) {
      complain(usage);
      return 2;
    }
    const settings = readSettings(world.env);
    requireOwner(settings.dataFolder);
    switch (command) {
      case 'backup':
        if (values['make-key'] !== undefined) return await makeKey(resolve(values['make-key']), world);
        return await backup(settings, values.to, world);
      case 'restore':
        return await restore(settings, resolve(file ?? ''), values.identity, world);
      case 'doctor':
        return await doctor(settings, values.json, world);
      default:
        return vacuum(settings, world);
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      complain(`${(error as Error).message}\n\n${usage}`);
      return 2;
    }
    const reason = error instanceof NoBackupError ? { exit: 1, message: error.message } : reasonNotToStart(error);
    if (!reason) throw error;
    complain(reason.message);
    return reason.exit;
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

async function backup(settings: Settings, to: string | undefined, { print, complain, now }: World): Promise<number> {
  const { databasePath, dataFolder, backups } = settings;
  if (!existsSync(databasePath)) {
    complain(`There is no database ${databasePath}.`);
    return 1;
  }
  const { manifest, path, secondFailed, removed } = await takeBackup({
    databasePath,
    attachmentsFolder: attachmentsFolderOf(dataFolder),
    folder: to === undefined ? backupsFolderOf(settings) : resolve(to),
    secondFolder: to === undefined ? backups.secondFolder : null,
    recipient: backups.recipient,
    at: now(),
    purpose: 'asked',
    // What somebody put elsewhere is theirs to take away.
    prunes: to === undefined,
  });
  const rows = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0);
  print(
    `${path} · ${megabytes(manifest.sizeBytes)} · ${rows} rows · ${manifest.attachments.length} attachments · verified`,
  );
  for (const name of removed) print(`  removed, as retention has it: ${name}`);
  if (secondFailed === null) return 0;
  complain(`The second copy failed: ${secondFailed}`);
  return 1;
}

async function makeKey(path: string, { print, complain }: World): Promise<number> {
  if (existsSync(path)) {
    complain(`${path} is there already; nothing was changed.`);
    return 1;
  }
  const { identity, recipient } = await newKey();
  writeFileSync(path, `# recipient: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
  print(`TILIK_BACKUP_RECIPIENT=${recipient}`);
  print(`Keep ${path} away from this computer: without it no encrypted backup can be opened.`);
  return 0;
}

async function restore(settings: Settings, file: string, identity: string | undefined, world: World): Promise<number> {
  const { print, now } = world;
  const restored = await restoreBackup(settings, file, identity, now());
  const { aside, schema, missing, attachments } = restored;
  print(`${file} is now ${settings.databasePath}.`);
  if (aside !== null) print(`The database that stood before is kept: ${aside}`);
  // The file that was restored is the backup before this migration.
  const db = openDatabase(settings.databasePath);
  try {
    if (schema.applied < schema.known) print(`Brought from ${schema.applied} to ${schema.known} migrations.`);
    const ended = endAllSessions(db);
    print(`${attachments} attachments brought back. ${ended} sessions ended: everyone signs in again.`);
    const by = { actor: systemActor('restore'), now: now() };
    const became = { sha256: restored.sha256, schema: schema.applied };
    writeAudit(db, by, { act: 'restored', noun: 'database', key: file, became });
  } finally {
    db.$client.close();
  }
  for (const hash of missing) print(`  missing beside the backup: attachment ${hash}`);
  return missing.length > 0 ? 1 : 0;
}

async function doctor(settings: Settings, asJson: boolean, { env, print, now }: World): Promise<number> {
  const findings = await examineInstallation(settings, now());
  const isWell = findings.every(({ state }) => state !== 'bad');
  if (asJson) print(JSON.stringify({ settings: settingsInWords(env), findings, well: isWell }, null, 2));
  else {
    for (const { name, value } of settingsInWords(env)) print(`${name.padEnd(24)}${value}`);
    print('');
    const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' };
    for (const { check, state, says } of findings) print(`${marks[state]} ${check}: ${says}`);
    print(isWell ? '\nAll is well.' : '\nSomething is wrong: see the lines marked BAD.');
  }
  return isWell ? 0 : 1;
}

function vacuum(settings: Settings, { print, complain }: World): number {
  const { databasePath, dataFolder } = settings;
  if (!existsSync(databasePath)) {
    complain(`There is no database ${databasePath}.`);
    return 1;
  }
  const release = holdDataFolder(dataFolder);
  try {
    const before = statSync(databasePath).size;
    const { bavail, bsize } = statfsSync(dirname(databasePath));
    if (bavail * bsize < 2 * before) {
      complain(`${megabytes(2 * before)} must be free for this; ${megabytes(bavail * bsize)} are.`);
      return 1;
    }
    const db = openDatabase(databasePath);
    try {
      db.$client.exec('VACUUM');
      db.$client.pragma('optimize');
      db.$client.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.$client.close();
    }
    print(`${databasePath}: ${megabytes(before)} before, ${megabytes(statSync(databasePath).size)} now.`);
    return 0;
  } finally {
    release();
  }
}

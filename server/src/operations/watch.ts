import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, type Db, openFile } from '@tilik/db/open';
import { type Health, troubleOf } from './health.ts';
import { latestInstant } from './queries.ts';

/** One look at the clocks: that on the wall, and the one that only goes forward. */
export interface ClockLook {
  readonly wall: number;
  readonly steady: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Clocks that are set by the network go back a little; that is no trouble. */
const behindMs = 5 * minute;

/** What the clock did: went back behind something stored, or went ahead by more than a day between two looks. */
export function clockTrouble(
  before: ClockLook | undefined,
  now: ClockLook,
  latestStored: string | undefined,
): 'clock-behind' | 'clock-jumped' | undefined {
  if (latestStored !== undefined && now.wall < Date.parse(latestStored) - behindMs) return 'clock-behind';
  if (before && now.wall - before.wall - (now.steady - before.steady) > day) return 'clock-jumped';
  return undefined;
}

const probeBytes = 256 * 1024;
const lowBytes = 200 * 1024 * 1024;
const everyMs = 30_000;
/** A jump of the clock is told of for so long. */
const jumpToldMs = 60 * minute;

interface World {
  readonly db: Db;
  readonly databasePath: string;
  readonly dataFolder: string;
  readonly health: Health;
  readonly now: () => Date;
  /** Whether an import of ours holds the store, which is no trouble. */
  readonly isWriting: () => Promise<boolean>;
  readonly steady?: () => number;
}

export interface Watch {
  /** Looks at disk, database and clock, at most once a second. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
}

/** Looks every half minute whether disk, database and clock are as they should be, and tells `health` of it. */
export function startWatch({
  db,
  databasePath,
  dataFolder,
  health,
  now,
  isWriting,
  steady = () => performance.now(),
}: World): Watch {
  let clock: ClockLook | undefined;
  let jumpedAt: number | undefined;
  let busyLooks = 0;
  let probe: Client | undefined;
  let looking: Promise<void> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const lookAtClock = () => {
    const look = { wall: now().getTime(), steady: steady() };
    const trouble = clockTrouble(clock, look, latestInstant(db));
    clock = look;
    if (trouble === 'clock-behind') health.report(trouble);
    else health.clear('clock-behind');
    if (trouble === 'clock-jumped') {
      jumpedAt = look.steady;
      health.report(trouble);
    } else if (jumpedAt !== undefined && look.steady - jumpedAt > jumpToldMs) {
      jumpedAt = undefined;
      health.clear('clock-jumped');
    }
  };

  /** A file is written and brought to the disk, which tells more than any right to do so. */
  const lookAtDisk = async () => {
    const path = join(dataFolder, `.probe-${process.pid}`);
    try {
      const file = await open(path, 'w', 0o600);
      try {
        await file.writeFile(randomBytes(probeBytes));
        await file.sync();
      } finally {
        await file.close();
      }
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
    const { bavail, bsize } = await statfs(dataFolder);
    const size = statSync(databasePath, { throwIfNoEntry: false })?.size ?? 0;
    if (bavail * bsize < Math.max(lowBytes, 2 * size)) {
      health.report('disk-low', { facts: { free: Math.floor((bavail * bsize) / 1e6) } });
    } else health.clear('disk-low');
  };

  /** The lock of the one writer is taken and given back. Whoever waits for it waits elsewhere: this never does. */
  const lookAtDatabase = () => {
    probe ??= openFile(databasePath, { timeout: 0 });
    probe.exec('BEGIN IMMEDIATE');
    try {
      probe.prepare('SELECT id FROM offices LIMIT 1').get();
    } finally {
      probe.exec('ROLLBACK');
    }
  };

  const lookOnce = async () => {
    try {
      await lookAtDisk();
      if (isClosed) return;
      lookAtDatabase();
      busyLooks = 0;
      for (const code of ['disk-full', 'disk-read-only', 'disk-error', 'database-busy'] as const) health.clear(code);
      lookAtClock();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble !== 'database-busy') {
        health.report(trouble ?? 'disk-error', { cause: error });
        return;
      }
      // One look may meet a write of ours; a lock that stays is somebody else's.
      busyLooks = (await isWriting()) ? 0 : busyLooks + 1;
      if (busyLooks >= 2) health.report('database-busy');
    }
  };

  const look = (): Promise<void> => {
    if (looking) return looking;
    if (isClosed || steady() - lookedAt < 1000) return Promise.resolve();
    lookedAt = steady();
    looking = lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const timer = setInterval(() => void look(), everyMs).unref();
  return {
    look,
    close() {
      isClosed = true;
      clearInterval(timer);
      probe?.close();
    },
  };
}

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFile } from '@tilik/db/open';
import { expect, test } from 'vitest';
import { seeded } from '../stats/seeded.ts';
import { Changes } from './changes.ts';
import { CrashLane, type Tally } from './crash-lane.ts';
import { drive, type Sent } from './driver.ts';
import { examineStore } from './examine-store.ts';
import { Programme } from './programme.ts';
import { startCrashServer } from './server-process.ts';

/* The short run; `pnpm crash` is the long one. */

const kills = 30;
/** Each kill needs a server that starts, on a machine that may have other things to do. */
const slow = { timeout: 300_000 };

test(
  'killed thirty times at any moment, the server has what it acknowledged, and of the rest all or nothing',
  slow,
  async () => {
    const tally: Tally = new Map();
    let begun = 0;
    const runLane = async (seed: number) => {
      const lane = new CrashLane(seeded(seed), tally);
      try {
        while (begun < kills) {
          begun += 1;
          await lane.kill();
        }
      } finally {
        lane.close();
      }
    };
    await Promise.all([runLane(11), runLane(12)]);
    // It was not idle that was killed.
    expect(tally.get('killed at work')).toBeGreaterThan(kills / 2);
    expect(tally.get('import: acknowledged')).toBeGreaterThan(kills / 2);
    expect(tally.get('import: lost')).toBeGreaterThan(0);
  },
);

/** What could go wrong with a store, done to one that is right. */
const damages: readonly (readonly [what: string, statements: string, finding: RegExp])[] = [
  [
    'a figure is lost',
    'DELETE FROM readings WHERE value = (SELECT MAX(value) FROM readings)',
    /figures: 1 wrong.*missing/,
  ],
  [
    'a figure is another',
    'UPDATE readings SET value = value + 1 WHERE value = (SELECT MAX(value) FROM readings)',
    /figures: 1 wrong/,
  ],
  [
    'a figure is of another import',
    'UPDATE readings SET import_id = 1 WHERE value = (SELECT MAX(value) FROM readings)',
    /figures/,
  ],
  [
    'an import is half stored',
    'DELETE FROM readings WHERE (import_id, value) IN (SELECT import_id, value FROM readings LIMIT 1)',
    /figures/,
  ],
  [
    'an earlier saying is lost',
    'DELETE FROM past_values WHERE (noun, key, import_id) IN (SELECT noun, key, import_id FROM past_values LIMIT 1)',
    /earlier sayings: 1 wrong/,
  ],
  [
    'a trace of what was taken back is lost',
    'DELETE FROM withdrawn_values WHERE (noun, key, import_id) IN (SELECT noun, key, import_id FROM withdrawn_values LIMIT 1)',
    /taken back: 1 wrong/,
  ],
  ['an undone import stands again', 'UPDATE imports SET undone_at = NULL', /imports/],
  ['an import counts other rows', 'UPDATE imports SET stored = stored + 1 WHERE id = 1', /imports: 1 wrong/],
  ['a closing is lost', 'DELETE FROM month_closures WHERE id = (SELECT MAX(id) FROM month_closures)', /closings/],
  [
    'a remark is lost',
    'DELETE FROM value_comments WHERE key = (SELECT MAX(key) FROM value_comments)',
    /remarks: 1 wrong/,
  ],
  [
    'the audit trail lacks its last entry',
    'DROP TRIGGER audit_entries_keep_row; DELETE FROM audit_entries WHERE id = (SELECT MAX(id) FROM audit_entries)',
    /acknowledged and not there|half of an entry/,
  ],
  [
    'the audit trail was changed',
    "DROP TRIGGER audit_entries_keep_value; UPDATE audit_entries SET actor_name = 'x' WHERE id = 3",
    /broken entry of the audit trail: found 3/,
  ],
  [
    'something points at nothing',
    'PRAGMA foreign_keys = OFF; UPDATE readings SET import_id = 9999 WHERE value = (SELECT MAX(value) FROM readings)',
    /keys that point at nothing/,
  ],
];

test('what looks a store through after a kill finds whatever could be wrong with it', slow, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-crash-'));
  const path = join(folder, 'tilik.sqlite');
  const server = startCrashServer(folder);
  try {
    const url = await server.listening;
    const sent: Sent[] = [];
    const isDone = (kind: string) =>
      sent.some(({ change, outcome }) => change.kind === kind && outcome === 'acknowledged');
    const isOver = () => sent.length >= 40 && ['undo', 'close', 'comment', 'entry'].every(isDone);
    await drive({
      server,
      url,
      changes: new Changes(seeded(5)),
      sent,
      standing: new Set(),
      isOver,
      onFirst: () => undefined,
    });
    await server.kill();
    // Backups are looked through by the long run.
    const changes = sent.filter(({ change }) => change.kind !== 'backup');
    const examineCopy = (name: string, statements: string) => {
      const copy = join(folder, name);
      copyFileSync(path, copy);
      const client = openFile(copy);
      client.exec(statements);
      client.close();
      for (const note of changes) delete note.entry;
      examineStore(copy, new Programme(), changes, { lastEntry: 0 }, []);
    };
    // The log of what was written last is taken into the file, which can then be copied.
    const client = openFile(path);
    client.pragma('wal_checkpoint(TRUNCATE)');
    client.close();
    expect(() => examineCopy('as-it-is.sqlite', 'SELECT 1')).not.toThrow();
    for (const [index, [what, statements, finding]] of damages.entries()) {
      expect(() => examineCopy(`${index}.sqlite`, statements), what).toThrow(finding);
    }
    // A change that was acknowledged and is not there, and one that is there and was refused.
    const [import_] = changes.filter(({ change, outcome }) => change.kind === 'import' && outcome === 'acknowledged');
    if (!import_) throw new Error('nothing was imported');
    const invented: Sent = { change: { kind: 'undo', id: 1_000 }, outcome: 'acknowledged' };
    expect(() => examineStore(path, new Programme(), [...changes.map(fresh), invented], { lastEntry: 0 }, [])).toThrow(
      /not there/,
    );
    const refused = changes.map((note) =>
      note === import_ ? { ...fresh(note), outcome: 'refused' as const } : fresh(note),
    );
    expect(() => examineStore(path, new Programme(), refused, { lastEntry: 0 }, [])).toThrow(/nobody asked/);
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

const fresh = ({ entry: _, ...note }: Sent): Sent => note;

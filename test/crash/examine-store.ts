import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@tilik/db/open';
import { openDatabase, openFile } from '@tilik/db/open';
import { brokenAuditEntry } from '@tilik/server/inside/access/audit.ts';
import { preloadFacts } from '@tilik/server/inside/records/first-facts.ts';
import { brokenReports } from '@tilik/server/inside/reports/verification.ts';
import type { Change } from './changes.ts';
import type { Sent } from './driver.ts';
import { type Counts, nameOf, nouns, type Programme, type Saying, type Thing, type Value } from './programme.ts';

/** A promise that does not hold, with what was found. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}

const must = (what: string, found: unknown, expected: unknown) => {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new BrokenPromiseError(`${what}: found ${one}, expected ${other}`);
};

interface Entry {
  readonly id: number;
  readonly actor: string;
  readonly act: string;
  readonly noun: string;
  readonly key: string;
  readonly was: unknown;
  readonly became: unknown;
}

function entriesAfter(client: Client, id: number): Entry[] {
  const rows = client
    .prepare('SELECT id, actor, act, noun, key, was, became FROM audit_entries WHERE id > ? ORDER BY id')
    .all(id) as (Omit<Entry, 'was' | 'became'> & { was: string | null; became: string | null })[];
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return rows.map((row) => ({ ...row, was: read(row.was), became: read(row.became) }));
}

/** What the server brings into an empty store by itself when it starts: that too comes as a whole or not at all. */
function firstFacts() {
  const db = openDatabase(':memory:');
  try {
    preloadFacts(db, new Date());
    const [first] = entriesAfter(db.$client, 0);
    return {
      actor: first?.actor,
      entries: entriesAfter(db.$client, 0).length,
      imports: db.$client
        .prepare('SELECT file_name AS fileName, stored, replaced, unchanged, rejected FROM imports ORDER BY id')
        .all() as (Counts & { fileName: string })[],
      events: db.$client.prepare('SELECT id, name FROM events').raw().all() as [string, string][],
    };
  } finally {
    db.$client.close();
  }
}
const facts = firstFacts();

/** An entry of cells of which the trail has told in part. */
interface Begun {
  readonly saved: { readonly saying: Saying; readonly was: Value | undefined }[];
  readonly takenBack: Thing[];
}

/**
 * Follows the audit trail through what was sent: each entry must tell of one change that was asked for, and the
 * programme is led along. What is asked of the store is then what the programme says.
 */
class Trail {
  private readonly begun = new Map<Sent, Begun>();
  private readonly programme: Programme;
  private readonly sent: readonly Sent[];

  constructor(programme: Programme, sent: readonly Sent[]) {
    this.programme = programme;
    this.sent = sent;
  }

  /** Those not told of yet, the ones that were acknowledged before those that were lost. */
  private open<Kind extends Change['kind']>(isMeant: (change: Change & { kind: Kind }) => boolean, ...kinds: Kind[]) {
    const found = this.sent.filter(
      ({ change, entry, outcome }) =>
        entry === undefined &&
        (outcome === 'acknowledged' || outcome === 'lost') &&
        (kinds as string[]).includes(change.kind) &&
        isMeant(change as Change & { kind: Kind }),
    );
    return found.toSorted((one, other) => one.outcome.localeCompare(other.outcome)) as (Sent & {
      change: Change & { kind: Kind };
    })[];
  }

  follow(entry: Entry): void {
    const note = this.meant(entry);
    if (!note) throw new BrokenPromiseError(`entry ${entry.id} tells of what nobody asked: ${JSON.stringify(entry)}`);
    note.entry = entry.id;
  }

  private meant(entry: Entry): Sent | undefined {
    const { programme } = this;
    if (entry.noun === 'report') return this.report(entry);
    switch (entry.act) {
      case 'imported': {
        const { fileName, contentHash, ...told } = entry.became as Counts & { fileName: string; contentHash: string };
        const candidates = this.open(
          (change) => change.fileName === fileName && change.contentHash === contentHash,
          'import',
        );
        const id = Number(entry.key);
        const note = candidates.find(({ importId }) => importId === id) ?? candidates.find(({ importId }) => !importId);
        if (!note) return undefined;
        must(`number of ${fileName}`, id, programme.keepImport(fileName, 'file', note.change.said));
        must(`what the trail tells of ${fileName}`, countsOf(told), countsOf(programme.imports.get(id)));
        return note;
      }
      case 'undone': {
        const [note] = this.open(({ id }) => id === Number(entry.key), 'undo');
        if (note) programme.undo(Number(entry.key));
        return note;
      }
      case 'closed':
      case 'reopened': {
        const { reason } = entry.became as { reason: string };
        const [note] = this.open((change) => change.reason === reason, 'close', 'reopen');
        if (note) programme.closeOrReopen(entry.key, entry.act, reason);
        return note;
      }
      case 'commented': {
        const [note] = this.open(({ comment }) => comment === entry.became, 'comment');
        if (note) programme.comments.set(`${entry.noun} ${entry.key}`, String(entry.became));
        return note;
      }
      case 'created':
      case 'changed': {
        const { name } = entry.became as { name: string };
        const [note] = this.open(({ saying }) => saying.key[0] === entry.key && saying.value === name, 'record');
        if (!note) return undefined;
        const isNew = programme.present(note.change.saying) === undefined;
        must('what the trail says was done', entry.act, isNew ? 'created' : 'changed');
        const id = programme.keepImport('isian-events', 'record', [note.change.saying]);
        if (note.importId !== undefined) must('number of a record', note.importId, id);
        return note;
      }
      case 'removed': {
        const [note] = this.open(({ thing }) => thing.key[0] === entry.key, 'remove');
        if (!note) return undefined;
        const id = programme.remove('hapus-events', note.change.thing);
        if (note.importId !== undefined) must('number of a removal', note.importId, id);
        return note;
      }
      case 'entered':
      case 'taken-back':
        return this.cell(entry);
      default:
        return undefined;
    }
  }

  private report({ act, key, became }: Entry): Sent | undefined {
    const { programme } = this;
    const { month, number, contentHash } = became as { month: string; number?: string; contentHash?: string };
    if (act === 'drafted') {
      const [note] = this.open((change) => change.month === month, 'draft');
      if (note) programme.reports.set(key, [month, 'draft', null, null]);
      return note;
    }
    if (act === 'reviewed') {
      const [note] = this.open(({ id }) => id === key, 'review');
      if (note) programme.reports.set(key, [month, 'reviewed', null, null]);
      return note;
    }
    const [note] = act === 'approved' ? this.open(({ id }) => id === key, 'approve') : [];
    if (!note) return undefined;
    const [place, year = ''] = [Number(number?.slice(0, 3)), number?.slice(-4)];
    must(`number of the report on ${month}`, place, programme.approve(key, year, number ?? '', contentHash ?? ''));
    return note;
  }

  private cell({ act, noun, key, was, became }: Entry): Sent | undefined {
    const { programme } = this;
    const name = `${noun} ${key}`;
    const isNext = ({ saved, takenBack }: Begun) => {
      const next = saved[0]?.saying ?? takenBack[0];
      return next !== undefined && nameOf(next) === name && (act === 'entered') === saved.length > 0;
    };
    const value = act === 'entered' ? (became as number[])[0] : null;
    const isOf = (cell: Thing & { readonly value: Value | null }) => nameOf(cell) === name && cell.value === value;
    let found = [...this.begun].find(
      ([{ change }, begun]) => isNext(begun) && change.kind === 'entry' && change.cells.some(isOf),
    );
    for (const note of this.open(({ cells }) => cells.some(isOf), 'entry')) {
      if (found) break;
      const { saved, takenBack } = programme.planEntry(note.change.cells);
      const begun = {
        saved: saved.map((saying) => ({ saying, was: programme.present(saying)?.value })),
        takenBack: [...takenBack],
      };
      if (!isNext(begun)) continue;
      found = [note, begun];
      this.begun.set(note, begun);
      if (note.cells) {
        const count = note.cells.filter((state) => state === 'saved').length;
        must('cells that were answered to be saved', count, saved.length + takenBack.length);
      }
      if (saved.length === 0) continue;
      const id = programme.keepImport('entri', 'hand', saved);
      if (note.importId !== undefined) must('number of what was typed', note.importId, id);
    }
    if (!found) return undefined;
    const [note, begun] = found;
    if (act === 'entered') {
      const saved = begun.saved.shift();
      must(`what the trail says ${name} was`, was, saved?.was === undefined ? null : [saved.was]);
    } else {
      const thing = begun.takenBack.shift();
      if (thing) programme.takeBack(thing);
      const present = thing && programme.present(thing)?.value;
      must(`what the trail says ${name} became`, became, present === undefined ? null : [present]);
    }
    return note;
  }

  /** Every acknowledged change was told of, no refused one was, and none by half. */
  end(): void {
    for (const [{ change }, { saved, takenBack }] of this.begun) {
      if (saved.length + takenBack.length > 0) {
        const left = { saved: saved.length, takenBack: takenBack.length };
        throw new BrokenPromiseError(`half of an entry is there: ${JSON.stringify({ left, change })}`);
      }
    }
    for (const { change, outcome, entry, cells } of this.sent) {
      if (outcome !== 'acknowledged' || change.kind === 'backup') continue;
      const changesNothing = change.kind === 'entry' && !cells?.includes('saved') && cells !== undefined;
      if (entry === undefined && !changesNothing) {
        throw new BrokenPromiseError(`acknowledged and not there: ${JSON.stringify(change).slice(0, 500)}`);
      }
    }
  }
}

const countsOf = (counts: Partial<Counts> | undefined) => {
  const { stored, replaced, unchanged, rejected } = counts ?? {};
  return { stored, replaced, unchanged, rejected };
};

/** Holds what a store has against what it must have, each thing by its name. */
function mustHave(
  what: string,
  rows: readonly (readonly [name: string, value: unknown])[],
  expected: Map<string, unknown>,
) {
  const found = new Map(rows.map(([name, value]) => [name, JSON.stringify(value)]));
  if (found.size < rows.length) throw new BrokenPromiseError(`${what}: one is there twice`);
  const wrong: string[] = [];
  for (const [name, value] of expected) {
    const have = found.get(name);
    if (have !== JSON.stringify(value))
      wrong.push(`${name} is ${have ?? 'missing'} instead of ${JSON.stringify(value)}`);
  }
  for (const [name, value] of found) if (!expected.has(name)) wrong.push(`${name} is ${value} and should not be there`);
  if (wrong.length > 0) {
    throw new BrokenPromiseError(`${what}: ${wrong.length} wrong, such as ${wrong.slice(0, 3).join('; ')}`);
  }
}

/** Holds every figure, every earlier saying, every import, closing and remark against the programme. */
function mustBeAs(client: Client, programme: Programme): void {
  const rowsOf = (query: string) => client.prepare(query).raw().all() as (string | number | null)[][];
  const present = new Map<string, unknown>();
  const past = new Map<string, unknown>();
  for (const [name, sayings] of programme.said) {
    const latest = Math.max(...sayings.keys());
    for (const [id, value] of sayings) {
      if (id === latest) present.set(name, [value, id]);
      else past.set(`${id} ${name}`, [value]);
    }
  }
  const figures = nouns.flatMap((noun) =>
    // Of an event its name is held against the programme.
    rowsOf(noun === 'events' ? 'SELECT id, name, import_id FROM events' : `SELECT * FROM ${noun}`).map(
      (row): [string, unknown] => [`${noun} ${JSON.stringify(row.slice(0, -2))}`, row.slice(-2)],
    ),
  );
  mustHave('figures', figures, present);
  const sayings = (table: string) =>
    rowsOf(
      `SELECT import_id, noun, key, value FROM ${table} WHERE noun IN (${nouns.map((noun) => `'${noun}'`).join()})`,
    ).map(([id, noun, key, value]): [string, unknown] => {
      const said = JSON.parse(String(value)) as unknown[];
      return [`${id} ${noun} ${key}`, noun === 'events' ? [said[2]] : said];
    });
  mustHave('earlier sayings', sayings('past_values'), past);
  const withdrawn = [...programme.withdrawn].map(([name, value]): [string, unknown] => [name, [value]]);
  mustHave('sayings that were taken back', sayings('withdrawn_values'), new Map(withdrawn));
  mustHave(
    'imports',
    rowsOf(
      `SELECT id, CASE format WHEN 'entry-hand' THEN 'entri' ELSE file_name END, undone_at IS NOT NULL, rows, stored, replaced, unchanged, rejected,
              (SELECT COUNT(*) FROM rejected_rows WHERE import_id = imports.id) FROM imports`,
    ).map(([id, ...row]): [string, unknown] => [String(id), row]),
    new Map(
      [...programme.imports].map(([id, { fileName, isUndone, stored, replaced, unchanged, rejected }]) => [
        String(id),
        [
          fileName,
          Number(isUndone),
          stored + replaced + unchanged + rejected,
          stored,
          replaced,
          unchanged,
          rejected,
          rejected,
        ],
      ]),
    ),
  );
  must(
    'closings',
    rowsOf('SELECT office_id, month_on, act, reason FROM month_closures ORDER BY id'),
    programme.acts.map(({ month, act, reason }) => [...`${month}-01`.split(' '), act, reason]),
  );
  mustHave(
    'reports',
    rowsOf('SELECT id, substr(month_on, 1, 7), state, number, content_hash FROM reports').map(([id, ...row]) => [
      String(id),
      row,
    ]),
    programme.reports,
  );
  mustHave(
    'remarks',
    rowsOf('SELECT noun, key, comment FROM value_comments').map(([noun, key, comment]) => [`${noun} ${key}`, comment]),
    programme.comments,
  );
}

/**
 * Looks at a copy of a database and of what was written beside it, and leaves both as the kill left them: the next server
 * has to make of them what it can.
 */
export function asItWasLeft<Value>(path: string, look: (copy: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-left-'));
  try {
    const copy = join(folder, 'tilik.sqlite');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    return look(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file is whole, as it was left, and whatever points at something points at what is there. */
export function mustBeWhole(path: string): void {
  const client = openFile(path);
  try {
    must('integrity', client.pragma('integrity_check', { simple: true }), 'ok');
    must('keys that point at nothing', client.pragma('foreign_key_check'), []);
  } finally {
    client.close();
  }
}

/** Where the looking-through of a store left off. */
export interface Place {
  lastEntry: number;
}

/**
 * Looks a store through after its server was killed. `programme` is led from where it stood to where the store is;
 * `copies` are backups that were taken on the way, each held against the programme as it was then.
 */
export function examineStore(
  path: string,
  programme: Programme,
  sent: readonly Sent[],
  place: Place,
  copies: readonly string[],
): void {
  mustBeWhole(path);
  const opened = copies.map((copy) => {
    mustBeWhole(copy);
    const client = openFile(copy, { readonly: true });
    const at = Number(client.prepare('SELECT COALESCE(MAX(id), 0) FROM audit_entries').pluck().get());
    return { copy, client, at };
  });
  const db = openDatabase(path);
  try {
    must('first broken entry of the audit trail', brokenAuditEntry(db) ?? null, null);
    must('reports that are not as they were approved, and gaps in their numbers', brokenReports(db).broken, []);
    const trail = new Trail(programme, sent);
    const compareCopies = () => {
      // A copy may not lie between two entries of one transaction, but the programme is led entry by entry.
      for (const { client, at } of opened) if (at === place.lastEntry) mustBeAs(client, programme);
    };
    compareCopies();
    const entries = entriesAfter(db.$client, place.lastEntry);
    while (entries.length > 0) {
      const isOfStart = entries[0]?.actor === facts.actor;
      const taken = entries.splice(0, isOfStart ? facts.entries : 1);
      if (isOfStart) {
        const count = taken.filter(({ actor }) => actor === facts.actor).length;
        must('entries of what the server brings in by itself', count, facts.entries);
        programme.begin(facts.imports, facts.events);
      } else for (const entry of taken) trail.follow(entry);
      place.lastEntry = taken.at(-1)?.id ?? 0;
      compareCopies();
    }
    trail.end();
    mustBeAs(db.$client, programme);
    for (const { change, backupPath, after = [] } of sent) {
      if (change.kind !== 'backup' || backupPath === undefined) continue;
      const copy = opened.find((one) => one.copy === backupPath);
      if (!copy) throw new BrokenPromiseError(`${backupPath} was acknowledged and is not there`);
      const newest = Math.max(0, ...after.map(({ entry = 0 }) => entry));
      if (newest > copy.at) throw new BrokenPromiseError(`${backupPath} lacks what was acknowledged before it began`);
    }
  } finally {
    db.$client.close();
    for (const { client } of opened) client.close();
  }
}

import { createHash } from 'node:crypto';
import type { Noun, Saying, Thing } from './programme.ts';

/** What can be asked of the server, before it is sent. */
export type Change =
  | {
      readonly kind: 'import';
      readonly way: 'file' | 'background' | 'batch';
      readonly fileName: string;
      readonly text: string;
      readonly contentHash: string;
      readonly said: readonly Saying[];
    }
  | { readonly kind: 'undo'; readonly id: number }
  | { readonly kind: 'entry'; readonly cells: readonly (Thing & { readonly value: number | null })[] }
  | { readonly kind: 'close' | 'reopen'; readonly month: string; readonly reason: string }
  | { readonly kind: 'comment'; readonly thing: Thing; readonly comment: string }
  | { readonly kind: 'record'; readonly saying: Saying }
  | { readonly kind: 'remove'; readonly thing: Thing }
  | { readonly kind: 'draft'; readonly month: string }
  | { readonly kind: 'review' | 'approve'; readonly id: string; readonly month: string }
  | { readonly kind: 'backup' };

const office = 'bandung';
const year = 2024;
const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
const channels = ['website', 'instagram', 'facebook'];
const metrics = ['visits', 'likes', 'shares', 'comments', 'pageviews'];
const passportTypes = ['ordinary', 'electronic'];
const events = Array.from({ length: 6 }, (_, number) => `event-${number}`);

/** Rows of a long file, and what each is filled up with so that they come to more than a megabyte. */
const longRows = 4_000;
const filling = 'x'.repeat(300);

/** What the driver knows when it thinks of the next change. */
export interface Seen {
  /** Imports that were answered and not undone, as far as the driver knows. */
  readonly standing: readonly number[];
  /** Imports to send a second time. */
  readonly sent: readonly (Change & { kind: 'import' })[];
}

/**
 * How often each change is thought of, against the others. A change of a new kind, such as approving a report, is added
 * here, in `think` and `request`, and in what `Trail` reads of the audit trail.
 */
const weights = {
  small: 6,
  long: 2,
  batch: 3,
  again: 1,
  undo: 5,
  entry: 5,
  close: 2,
  reopen: 2,
  comment: 1,
  record: 3,
  remove: 1,
  report: 4,
} as const;
type Kind = keyof typeof weights;
/** Each kind as often as it is to be thought of. */
const kinds = Object.entries(weights).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind as Kind));

/** Thinks of changes one after the other, by a generator of its own. No two of them say the same value. */
export class Changes {
  private readonly random: () => number;
  private readonly withBackups: boolean;
  private next = 1;
  /** Reports that go their way, each with what is to be done next. */
  private readonly inWork: Change[] = [];

  constructor(random: () => number, { withBackups = true } = {}) {
    this.random = random;
    this.withBackups = withBackups;
  }

  /** Any one of a list. */
  one<Item>(list: readonly Item[]): Item {
    const found = list[Math.floor(this.random() * list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  isTimeForBackup(): boolean {
    return this.withBackups && this.random() < 0.03;
  }

  private value(): number {
    this.next += 1;
    return this.next;
  }

  private thing(): Thing {
    const month = this.one(months);
    const day = `${month}-${String(1 + Math.floor(this.random() * 28)).padStart(2, '0')}`;
    const isMonth = this.random() < 0.4;
    const period = isMonth ? `${month}-01` : day;
    const grain = isMonth ? 'month' : 'day';
    return this.random() < 0.7
      ? { noun: 'readings', key: [office, this.one(channels), this.one(metrics), grain, period] }
      : { noun: 'applicants', key: [office, grain, period, this.one(passportTypes), 'all', 'all', 'all', 'all'] };
  }

  private event(): Thing {
    return { noun: 'events', key: [this.one(events)] };
  }

  /** Things of one kind, each once. */
  private things(noun: Noun, count: number): Thing[] {
    const found = new Map<string, Thing>();
    while (found.size < count) {
      const thing = this.thing();
      if (thing.noun === noun) found.set(JSON.stringify(thing.key), thing);
    }
    return [...found.values()];
  }

  think(seen: Seen): Change {
    // A report that is on its way is what is asked for next, often enough for some to be approved before the kill.
    const next = this.inWork.length > 0 && this.random() < 0.4 ? this.inWork.shift() : undefined;
    if (next) return next;
    const kind = this.one(kinds);
    switch (kind) {
      case 'undo':
        return seen.standing.length > 0 ? { kind, id: this.one(seen.standing.slice(-12)) } : this.file(10);
      case 'again':
        return seen.sent.length > 0 ? { ...this.one(seen.sent), fileName: `again-${this.value()}.csv` } : this.file(5);
      case 'entry':
        return this.entry();
      case 'close':
      case 'reopen':
        return { kind, month: this.one(months.slice(0, 4)), reason: `${kind} ${this.value()}` };
      case 'comment':
        return { kind, thing: this.thing(), comment: `remark ${this.value()}` };
      case 'record':
        return { kind, saying: { ...this.event(), value: `Peristiwa ${this.value()}` } };
      case 'remove':
        return { kind, thing: this.event() };
      case 'report':
        return { kind: 'draft', month: this.reportMonth() };
      case 'long':
        return this.long();
      case 'batch':
        return this.batch();
      default:
        return this.file(1 + Math.floor(this.random() * 40));
    }
  }

  /** A month in which nothing else is said, and each another one. */
  private reportMonth(): string {
    const months = 96 - (this.value() % 96);
    return `${2015 + Math.floor((months - 1) / 12)}-${String(((months - 1) % 12) + 1).padStart(2, '0')}`;
  }

  /**
   * Is told what was acknowledged, so that a report goes on to its approval. One that met a refusal or a kill is left as
   * it is.
   */
  heard(change: Change, answer: { readonly id?: unknown }): void {
    if (change.kind === 'draft') {
      const { month } = change;
      this.inWork.push({ kind: 'close', month, reason: `close ${this.value()} for ${String(answer.id)}` });
    } else if (change.kind === 'close') {
      const id = / for (\S+)$/.exec(change.reason)?.[1];
      if (id !== undefined) this.inWork.push({ kind: 'review', id, month: change.month });
    } else if (change.kind === 'review') this.inWork.push({ ...change, kind: 'approve' });
  }

  private file(rows: number): Change & { kind: 'import' } {
    const noun: Noun = this.random() < 0.7 ? 'readings' : 'applicants';
    const said = this.things(noun, rows).map((thing) => ({ ...thing, value: this.value() }));
    const header = noun === 'readings' ? 'date,channel,metric,value' : 'date,passport_type,applicants';
    return imported('file', `file-${this.value()}.csv`, `${[header, ...said.map(lineOf)].join('\n')}\n`, said);
  }

  /** A file of more than a megabyte: it goes to the disk and is taken in by a thread, in the background or waited for. */
  private long(): Change & { kind: 'import' } {
    const said = Array.from({ length: longRows }, (_, index): Saying => {
      const day = new Date(Date.UTC(2018, 0, 1 + Math.floor(index / 4))).toISOString().slice(0, 10);
      const metric = metrics[index % 4] ?? '';
      return { noun: 'readings', key: [office, 'website', metric, 'day', day], value: this.value() };
    });
    const lines = said.map((saying) => `${lineOf(saying)},${filling}`);
    const way = this.random() < 0.7 ? 'background' : 'file';
    return imported(way, `long-${this.value()}.csv`, `date,channel,metric,value,filling\n${lines.join('\n')}\n`, said);
  }

  private batch(): Change & { kind: 'import' } {
    const said = this.things('readings', 1 + Math.floor(this.random() * 20)).map((thing) => ({
      ...thing,
      value: this.value(),
    }));
    const rows = said.map(({ key: [, channel, metric, grain, on = ''], value }) =>
      JSON.stringify({ date: grain === 'month' ? on.slice(0, 7) : on, channel, metric, value }),
    );
    const contentHash = createHash('sha256')
      .update(`readings\n\n${rows.join('\n')}`)
      .digest('hex');
    return { kind: 'import', way: 'batch', fileName: 'readings.json', text: `[${rows.join(',')}]`, contentHash, said };
  }

  private entry(): Change {
    const noun: Noun = this.random() < 0.7 ? 'readings' : 'applicants';
    const cells = this.things(noun, 1 + Math.floor(this.random() * 30)).map((thing) => ({
      ...thing,
      value: this.random() < 0.3 ? null : this.value(),
    }));
    return { kind: 'entry', cells };
  }
}

function imported(way: 'file' | 'background', fileName: string, text: string, said: readonly Saying[]) {
  const contentHash = createHash('sha256').update(text).digest('hex');
  return { kind: 'import', way, fileName, text, contentHash, said } as const;
}

function lineOf({ noun, key, value }: Saying): string {
  if (noun === 'readings') {
    const [, channel, metric, grain, on = ''] = key;
    return `${grain === 'month' ? on.slice(0, 7) : on},${channel},${metric},${value}`;
  }
  const [, grain, on = '', type] = key;
  return `${grain === 'month' ? on.slice(0, 7) : on},${type},${value}`;
}

/** The request that asks for a change, with what was seen of a report before; a backup is asked for by other means. */
export function request(change: Change, seen = ''): { readonly path: string; readonly init: RequestInit } | undefined {
  const asJson = (method: string, body: string): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  switch (change.kind) {
    case 'import': {
      if (change.way === 'batch') return { path: '/readings', init: asJson('POST', change.text) };
      const body = new FormData();
      body.set('file', new File([change.text], change.fileName));
      if (change.way === 'background') body.set('background', 'true');
      return { path: '/imports', init: { method: 'POST', body } };
    }
    case 'undo':
      return { path: `/imports/${change.id}`, init: { method: 'DELETE' } };
    case 'entry':
      return { path: '/entry', init: asJson('POST', JSON.stringify({ cells: change.cells })) };
    case 'close':
    case 'reopen':
      return {
        path: `/quality/months/${change.month}/${change.kind}`,
        init: asJson('POST', JSON.stringify({ reason: change.reason })),
      };
    case 'comment':
      return {
        path: '/entry/comment',
        init: asJson('PUT', JSON.stringify({ ...change.thing, comment: change.comment })),
      };
    case 'record': {
      const { key, value } = change.saying;
      const fields = { event: key[0], name: value, kind: 'fee', starts: '2024-02-03', confounds: false };
      return { path: '/records/events', init: asJson('PUT', JSON.stringify({ fields })) };
    }
    case 'remove':
      return { path: `/records/events/${change.thing.key[0]}`, init: { method: 'DELETE' } };
    case 'draft':
      return { path: '/reports', init: asJson('POST', JSON.stringify({ month: change.month })) };
    case 'review':
    case 'approve':
      return {
        path: `/reports/${change.id}/${change.kind}`,
        init: asJson('POST', JSON.stringify({ contentHash: seen })),
      };
    case 'backup':
      return undefined;
  }
}

import { openDatabase } from '@tilik/db/open';
import { brokenAuditEntry } from '@tilik/server/inside/access/audit.ts';
import { addDays } from '@tilik/server/inside/day.ts';
import { pause } from './readers.ts';
import { mustBe } from './time.ts';

/** What writers did: every figure that was acknowledged, by day and metric, and how long each kind of change took. */
export interface Writing {
  readonly figures: Map<string, number>;
  readonly milliseconds: Map<string, number[]>;
  readonly errors: string[];
  /** Changes that were acknowledged, and the entries that they owe the audit trail. */
  changes: number;
  entries: number;
}

interface WritersOptions {
  readonly url: string;
  readonly count: number;
  readonly isOver: () => boolean;
  readonly pauseMs: number;
  readonly random: () => number;
}

const metrics = ['visits', 'pageviews', 'visitors', 'likes', 'shares'];
/** Before the demo data begin; each writer has so many days of its own. */
const firstDay = '2010-01-01';
const daysEach = 150;

/** So many writers, each with figures of its own, which nobody else writes: by hand, as rows and as files, and undoing. */
export async function write(options: WritersOptions): Promise<Writing> {
  const writing: Writing = { figures: new Map(), milliseconds: new Map(), errors: [], changes: 0, entries: 0 };
  await Promise.all(Array.from({ length: options.count }, (_, number) => writeAlone(options, number, writing)));
  return writing;
}

async function writeAlone({ url, isOver, pauseMs, random }: WritersOptions, number: number, writing: Writing) {
  const { figures } = writing;
  const any = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  let last: { id: number; before: ReadonlyMap<string, number | undefined> } | undefined;
  while (!isOver()) {
    const names = new Set<string>();
    for (let row = 0; row < 5 + random() * 20; row += 1) {
      const day = addDays(firstDay, number * daysEach + Math.floor(random() * daysEach));
      names.add(`${day} ${any(metrics)}`);
    }
    const values = new Map([...names].map((name) => [name, Math.floor(random() * 1e6)]));
    const rows = [...values].map(([name, value]) => [...name.split(' '), value] as [string, string, number]);
    const way = last && random() < 0.2 ? 'undo' : any(['entry', 'batch', 'file']);
    const from = performance.now();
    const answer = await send(url, way, rows, last?.id).catch((error: unknown) => ({ ok: false, told: String(error) }));
    const times = writing.milliseconds.get(way) ?? [];
    if (times.push(performance.now() - from) === 1) writing.milliseconds.set(way, times);
    if (!answer.ok || !('body' in answer)) writing.errors.push(`${way}: ${answer.told}`);
    else {
      writing.changes += 1;
      if (way === 'undo') {
        for (const [name, value] of last?.before ?? []) {
          if (value === undefined) figures.delete(name);
          else figures.set(name, value);
        }
        writing.entries += 1;
        last = undefined;
      } else {
        const { id, importId, cells } = answer.body;
        const refused = cells?.filter(({ state }) => state === 'refused').length ?? 0;
        if (refused > 0) writing.errors.push(`${way}: ${refused} cells refused`);
        // What was typed is told of figure by figure, a file as a whole.
        writing.entries += cells ? cells.filter(({ state }) => state === 'saved').length : 1;
        last = {
          id: importId ?? id ?? Number.NaN,
          before: new Map([...names].map((name) => [name, figures.get(name)])),
        };
        for (const [name, value] of values) figures.set(name, value);
      }
    }
    await pause(pauseMs * (0.5 + random()));
  }
}

interface Answer {
  readonly id?: number | null;
  readonly importId?: number | null;
  readonly cells?: readonly { readonly state: string }[];
}

async function send(url: string, way: string, rows: readonly [day: string, metric: string, value: number][], id = 0) {
  const asJson = (body: unknown) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const asked = (): { path: string; init: RequestInit } => {
    switch (way) {
      case 'undo':
        return { path: `/imports/${id}`, init: { method: 'DELETE' } };
      case 'entry': {
        const cells = rows.map(([day, metric, value]) => ({
          noun: 'readings',
          key: ['bandung', 'website', metric, 'day', day],
          value,
        }));
        return { path: '/entry', init: asJson({ cells }) };
      }
      case 'batch':
        return {
          path: '/readings',
          init: asJson(rows.map(([date, metric, value]) => ({ date, channel: 'website', metric, value }))),
        };
      default: {
        const body = new FormData();
        const lines = rows.map(([day, metric, value]) => `${day},website,${metric},${value}\n`);
        body.set('file', new File([`date,channel,metric,value\n${lines.join('')}`], 'load.csv'));
        return { path: '/imports', init: { method: 'POST', body } };
      }
    }
  };
  const { path, init } = asked();
  const response = await fetch(`${url}/api/v1${path}`, { ...init, headers: { ...init.headers, Origin: url } });
  const told = await response.text();
  if (!response.ok) return { ok: false, told: `${response.status} ${told.slice(0, 200)}` };
  return { ok: true, told: '', body: JSON.parse(told) as Answer };
}

/** Every acknowledged figure is there and no other, the audit trail is whole and tells of every change once. */
export function checkWritten(path: string, writing: Writing, entriesBefore: number): void {
  const db = openDatabase(path);
  try {
    const found = db.$client
      .prepare(
        "SELECT period_on || ' ' || metric, value FROM readings WHERE office_id = 'bandung' AND grain = 'day' AND period_on < '2018-01-01' ORDER BY 1",
      )
      .raw()
      .all();
    mustBe(
      'figures',
      found,
      [...writing.figures].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
    mustBe('integrity', db.$client.pragma('integrity_check', { simple: true }), 'ok');
    mustBe('keys that point at nothing', db.$client.pragma('foreign_key_check'), []);
    mustBe('first broken entry of the audit trail', brokenAuditEntry(db) ?? null, null);
    mustBe('entries of the audit trail', entriesIn(path) - entriesBefore, writing.entries);
  } finally {
    db.$client.close();
  }
}

export function entriesIn(path: string): number {
  const db = openDatabase(path);
  try {
    return Number(db.$client.prepare('SELECT COUNT(*) FROM audit_entries').pluck().get());
  } finally {
    db.$client.close();
  }
}

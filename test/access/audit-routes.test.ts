import { type Actor, systemActor } from '@tilik/server/inside/access/actor.ts';
import { writeAudit } from '@tilik/server/inside/access/audit.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { openApp } from '../support/open-app.ts';

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly officeId: string | null;
  readonly act: string;
  readonly noun: string;
  readonly key: string;
  readonly was: unknown;
  readonly became: unknown;
}
interface Audit {
  readonly entries: readonly Entry[];
  readonly next: number | null;
}

const sari: Actor = { id: 'person:sari', name: 'Sari Dewi', role: 'petugas', officeId: 'bandung' };
const budi: Actor = { id: 'person:budi', name: 'Budi 100%', role: 'kepala', officeId: 'batam' };

/** Four acts of two people in two offices, over the night of the new year in Bandung. */
function withTrail(options: Parameters<typeof openApp>[0] = {}) {
  const app = openApp(options);
  const write = (at: string, actor: Actor, act: Parameters<typeof writeAudit>[2]) =>
    writeAudit(app.db, { actor, now: new Date(at), request: 'r-1' }, act);
  write('2025-12-31T16:59:59Z', sari, {
    act: 'imported',
    noun: 'import',
    key: '1',
    officeId: 'bandung',
    became: { file: '=HYPERLINK("x")' },
  });
  write('2025-12-31T17:00:00Z', sari, {
    act: 'undone',
    noun: 'import',
    key: '1',
    officeId: 'bandung',
    was: { file: 'rekap.csv' },
  });
  write('2026-01-02T03:00:00Z', budi, {
    act: 'closed',
    noun: 'month',
    key: 'batam 2025-12',
    officeId: 'batam',
    became: { reason: 'Lengkap' },
  });
  write('2026-01-03T03:00:00Z', systemActor('first-run'), {
    act: 'added',
    noun: 'person',
    key: '=cmd|1',
    became: 'sari',
  });
  return app;
}

const found = async (app: ReturnType<typeof openApp>, query = '') =>
  (await app.get<Audit>(`/api/v1/audit?${query}`)).entries.map(({ id }) => id);

test('the trail is told latest first, with what it was and what it became', async () => {
  const { entries, next } = await withTrail().get<Audit>('/api/v1/audit');
  expect(next).toBe(null);
  expect(entries.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
  expect(entries[2]).toEqual({
    id: 2,
    at: '2025-12-31T17:00:00.000Z',
    actor: 'person:sari',
    actorName: 'Sari Dewi',
    actorRole: 'petugas',
    officeId: 'bandung',
    act: 'undone',
    noun: 'import',
    key: '1',
    was: { file: 'rekap.csv' },
    became: null,
    request: 'r-1',
  });
});

test.for([
  ['actor=person:sari', [2, 1]],
  ['act=closed', [3]],
  ['noun=import&key=1', [2, 1]],
  ['office=batam', [3]],
  // A day begins at midnight in Bandung.
  ['to=2025-12-31', [1]],
  ['from=2026-01-01&to=2026-01-02', [3, 2]],
  ['text=REKAP', [2]],
  ['text=sari', [4, 2, 1]],
  ['text=2025-12', [3]],
  // What is looked for is no pattern.
  ['text=%25', [3]],
  ['text=_', []],
  ["text=' OR 1=1 --", []],
] as const)('the trail is searched by %s', async ([query, ids]) => {
  expect(await found(withTrail(), encodeURI(query).replace('%2525', '%25'))).toEqual(ids);
});

test('a long trail is read page by page, and every entry is on one of them', async () => {
  const app = withTrail();
  const first = await app.get<Audit>('/api/v1/audit?limit=3');
  expect([first.entries.map(({ id }) => id), first.next]).toEqual([[4, 3, 2], 2]);
  // What is added meanwhile moves nothing.
  writeAudit(
    app.db,
    { actor: sari, now: new Date('2026-01-14T05:00:00Z') },
    { act: 'imported', noun: 'import', key: '2' },
  );
  const second = await app.get<Audit>(`/api/v1/audit?limit=3&before=${first.next}`);
  expect([second.entries.map(({ id }) => id), second.next]).toEqual([[1], null]);
});

test('a head of one office reads what concerns that office, and is refused another', async () => {
  const app = withTrail({ visitor: budi });
  expect(await found(app)).toEqual([3]);
  expect(await found(app, 'office=batam&actor=person:budi')).toEqual([3]);
  expect(await found(app, 'actor=person:sari')).toEqual([]);
  for (const path of ['/api/v1/audit?office=bandung', '/api/v1/audit.csv?office=bandung']) {
    expect(await problemOf(await app.request(path))).toMatchObject({ status: 403, code: 'other-office' });
  }
  expect((await (await app.request('/api/v1/audit.csv')).text()).split('\n')).toHaveLength(3);
});

test('the trail leaves as CSV, whole, and no cell of it is run as a formula', async () => {
  const app = withTrail();
  const response = await app.request('/api/v1/audit.csv');
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  const [header, ...rows] = (await response.text()).replace('\uFEFF', '').trim().split('\n');
  expect(header).toBe('id,at,actor,actor_name,actor_role,office,act,noun,key,was,became,request');
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain(",'=cmd|1,");
  expect(rows[3]).toContain('"{""file"":""=HYPERLINK');
});

test('an office that is none and days that run backwards are refused', async () => {
  const app = withTrail();
  expect(await problemOf(await app.request('/api/v1/audit?office=medan'))).toMatchObject({ code: 'unknown-office' });
  expect(await problemOf(await app.request('/api/v1/audit?from=2026-01-02&to=2026-01-01'))).toMatchObject({
    code: 'window-backwards',
  });
});

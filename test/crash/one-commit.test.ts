import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { localImporter } from '@tilik/server/inside/ingest/importer.ts';
import { ImportJobs } from '@tilik/server/inside/ingest/jobs.ts';
import { preloadFacts } from '@tilik/server/inside/records/first-facts.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

/* A kill can fall between any two writes, but it takes luck to meet the gap. What is one change must be one commit. */

/** Commits in a write-ahead log, by its format: frames that tell how large the database is after them. */
function commitsIn(databasePath: string): number {
  const path = `${databasePath}-wal`;
  if (!existsSync(path)) return 0;
  const log = readFileSync(path);
  if (log.length < 32) return 0;
  const frameBytes = 24 + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + frameBytes <= log.length; at += frameBytes) {
    // Frames of a round before carry other salts.
    if (!log.subarray(at + 8, at + 16).equals(salts)) break;
    if (log.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return commits;
}

function openStore() {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-commits-'));
  const path = join(folder, 'tilik.sqlite');
  const db = openDatabase(path);
  db.$client.pragma('wal_autocheckpoint = 0');
  const close = () => {
    db.$client.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { db, path, folder, close };
}

test('whatever changes figures does so in one commit, its entries of the audit trail included', async ({
  onTestFinished,
}) => {
  const { db, path, close } = openStore();
  onTestFinished(close);
  const app = openApp({ db });
  const json = (method: string, body: object) => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const send = async (name: string, init: RequestInit) => {
    const response = await app.request(`/api/v1${name}`, init);
    expect([name, response.status]).toEqual([name, response.ok ? response.status : 200]);
  };
  const cell = (metric: string, value: number | null) => ({
    noun: 'readings',
    key: ['bandung', 'website', metric, 'month', '2025-11-01'],
    value,
  });
  const event = { event: 'tarif', name: 'Tarif', kind: 'fee', starts: '2025-02-03', confounds: false };
  const acts: readonly (readonly [what: string, act: () => Promise<unknown>])[] = [
    ['an import', () => app.store(csvOf([make.reading(), make.applicantCount()].slice(0, 1)))],
    ['an import over it', () => app.store(csvOf([make.reading({ value: 11 })]))],
    ['rows as JSON', () => send('/readings', json('POST', [make.reading({ value: 12 })]))],
    [
      'rows as JSON under a key',
      () =>
        send('/readings', {
          ...json('POST', [make.reading({ value: 13 })]),
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'once' },
        }),
    ],
    ['an undo', () => send('/imports/2', { method: 'DELETE' })],
    ['cells that are typed', () => send('/entry', json('POST', { cells: [cell('visits', 5), cell('likes', 6)] }))],
    [
      'cells of which one is typed and one is emptied',
      () => send('/entry', json('POST', { cells: [cell('visits', 7), cell('likes', null)] })),
    ],
    ['a remark', () => send('/entry/comment', json('PUT', { ...cell('visits', 0), comment: 'periksa' }))],
    ['the closing of a month', () => send('/quality/months/2025-11/close', json('POST', { reason: 'lengkap' }))],
    ['its opening', () => send('/quality/months/2025-11/reopen', json('POST', { reason: 'salah' }))],
    ['a record', () => send('/records/events', json('PUT', { fields: event }))],
    ['its change', () => send('/records/events', json('PUT', { fields: { ...event, name: 'Tarif baru' } }))],
    ['its removal', () => send('/records/events/tarif', { method: 'DELETE' })],
  ];
  const commits: [string, number][] = [];
  for (const [what, act] of acts) {
    const before = commitsIn(path);
    await act();
    commits.push([what, commitsIn(path) - before]);
  }
  expect(commits).toEqual(acts.map(([what]) => [what, 1]));
});

test('a report is approved, numbered, frozen and given to be sent in one commit', async ({ onTestFinished }) => {
  const { db, path, close } = openStore();
  onTestFinished(close);
  const administrator = openApp({ db });
  const head = openApp({ db, visitor: { ...systemActor('test'), role: 'kepala' } });
  const send = async ({ request }: typeof head, method: string, at: string, body: object) => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await request(`/api/v1/${at}`, { method, headers, body: JSON.stringify(body) });
    expect([at, response.ok]).toEqual([at, true]);
    return (await response.json()) as { id: string };
  };
  await send(administrator, 'PUT', 'report-settings', {
    letterhead: ['KANTOR'],
    place: 'Bandung',
    signatoryTitle: 'Kepala',
    signatoryName: null,
    numberPattern: '{n}/{year}',
    recipients: [],
    webhookUrl: 'https://papan.example.go.id/',
    webhookSecret: 'sebuah rahasia yang panjang',
    draftsByItself: true,
  });
  await send(head, 'POST', 'quality/months/2025-12/close', { reason: 'lengkap' });
  const { id } = await send(head, 'POST', 'reports', { month: '2025-12' });
  const { contentHash } = await head.get<{ contentHash: string }>(`/api/v1/reports/${id}`);
  await send(head, 'POST', `reports/${id}/review`, { contentHash });
  const before = commitsIn(path);
  await send(head, 'POST', `reports/${id}/approve`, { contentHash });
  expect(commitsIn(path) - before).toBe(1);
  const stored = db.$client.prepare('SELECT number, (SELECT COUNT(*) FROM report_deliveries) FROM reports').raw().get();
  expect(stored).toEqual(['001/2026', 1]);
});

test('what a new store begins with comes in one commit', ({ onTestFinished }) => {
  const { db, path, close } = openStore();
  onTestFinished(close);
  const before = commitsIn(path);
  preloadFacts(db, new Date('2026-01-14T05:00:00Z'));
  expect(commitsIn(path) - before).toBe(1);
});

test('a note of a job that was cut off while it was written keeps no server from starting', ({ onTestFinished }) => {
  const { db, folder, close } = openStore();
  onTestFinished(close);
  const uploads = join(folder, 'uploads');
  mkdirSync(uploads);
  writeFileSync(join(uploads, 'cut.job'), '');
  writeFileSync(join(uploads, 'half.job'), '{"id":"half","fileN');
  const jobs = new ImportJobs(db, localImporter(db), uploads);
  expect(jobs.list(systemActor('test'))).toEqual([]);
});

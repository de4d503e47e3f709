import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { threadedImporter } from '@tilik/server/inside/ingest/importer.ts';
import type { ImportJob } from '@tilik/server/inside/ingest/job-routes.ts';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import { strToU8, zipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';

// A thread starts in each of these, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An app over a database file, with the thread that carries long imports out. */
function openThreaded(folder = mkdtempSync(join(tmpdir(), 'tilik-jobs-'))) {
  if (!folders.includes(folder)) folders.push(folder);
  const databasePath = join(folder, 'tilik.sqlite');
  const db = openDatabase(databasePath);
  const importer = threadedImporter(db, databasePath);
  const uploadsFolder = join(folder, 'uploads');
  const app = createApp({
    visitor: systemActor('test'),
    db,
    now: () => new Date('2026-01-14T05:00:00Z'),
    importer,
    uploadsFolder,
  });
  const post = (text: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}, name = 'bacaan.csv') => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([text], name));
    return app.request('/api/v1/imports?lang=en', { method: 'POST', body: form });
  };
  const close = async () => {
    await importer.close();
    db.$client.close();
  };
  return { app, db, folder, uploadsFolder, post, close };
}

/** A file of more than a megabyte, which is what makes it long. */
function longFile(rows = 40_000): string {
  const lines = ['date,channel,metric,value'];
  const metrics = [
    'visits',
    'pageviews',
    'likes',
    'shares',
    'comments',
    'saves',
    'views',
    'replies',
    'quotes',
    'posts',
  ];
  for (let index = 0; index < rows; index += 1) {
    const day = new Date(Date.UTC(2010, 0, 1 + Math.floor(index / 10))).toISOString().slice(0, 10);
    lines.push(`${day},website,${metrics[index % 10]},${index}`);
  }
  return `${lines.join('\n')}\n`;
}

async function follow(app: ReturnType<typeof openThreaded>['app'], id: string): Promise<ImportJob[]> {
  const response = await app.request(`/api/v1/imports/jobs/${id}/events?lang=en`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const text = await response.text();
  return [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1] ?? '') as ImportJob);
}

test('a long file is stored in a thread of its own, and the answer and the figures are those of a short one', async () => {
  const { app, db, uploadsFolder, post, close } = openThreaded();
  const response = await post(longFile());
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ status: 'stored', rows: 40_000, stored: 40_000 });
  expect(db.$client.prepare('SELECT COUNT(*), SUM(value) FROM readings').raw().get()).toEqual([40_000, 799_980_000]);
  // The file itself is not kept.
  expect(readdirSync(uploadsFolder)).toEqual([]);
  const again = await post(longFile());
  expect(await again.json()).toMatchObject({ status: 'same-file', unchanged: 40_000 });
  expect((await app.request('/api/v1/imports')).status).toBe(200);
  await close();
});

test('an import in the background answers at once, tells how far it is, and ends with its report', async () => {
  const { app, uploadsFolder, post, close } = openThreaded();
  const response = await post(longFile(), { background: 'true' });
  expect(response.status).toBe(202);
  const job = (await response.json()) as ImportJob;
  expect(job).toMatchObject({ state: 'running', file: 'bacaan.csv', report: null });
  const told = await follow(app, job.id);
  expect(told.some(({ state, rows }) => state === 'running' && rows > 0)).toBe(true);
  expect(told.at(-1)).toMatchObject({ state: 'done', rows: 40_000, report: { status: 'stored', stored: 40_000 } });
  // Whoever comes back later reads the same.
  const later = (await (await app.request('/api/v1/imports/jobs')).json()) as { jobs: ImportJob[] };
  expect(later.jobs).toMatchObject([{ id: job.id, state: 'done' }]);
  expect((await follow(app, job.id)).map(({ state }) => state)).toEqual(['done']);
  expect(readdirSync(uploadsFolder)).toEqual([]);
  await close();
});

test('what is wrong with a file in the background is told like any other refusal', async () => {
  const { app, post, close } = openThreaded();
  const bad = `${longFile()}2026-01-05,website,visits,"5\n`;
  const job = (await (await post(bad, { background: 'true' })).json()) as ImportJob;
  const last = (await follow(app, job.id)).at(-1);
  expect(last).toMatchObject({ state: 'refused', report: null, problem: { code: 'quote-not-closed', status: 422 } });
  const history = (await (await app.request('/api/v1/imports')).json()) as { total: number };
  expect(history.total).toBe(0);
  await close();
});

/** An archive of long files that is itself small, and of one that is no table. */
const archive = () =>
  new Uint8Array(
    zipSync({
      'a.csv': strToU8(longFile()),
      'b.csv': strToU8(longFile(20_000).replaceAll(',likes,', ',reposts,')),
      'foto.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    }),
  );

test('an archive of long files is carried out beside the requests, with progress, and ends with a report of each', async () => {
  const { app, db, uploadsFolder, post, close } = openThreaded();
  const response = await post(archive(), { background: 'true' }, 'arsip.zip');
  expect(response.status).toBe(202);
  const job = (await response.json()) as ImportJob;
  expect(job).toMatchObject({ state: 'running', file: 'arsip.zip' });
  // The archive holds the store meanwhile, and a question is answered all the same.
  expect((await app.request('/api/v1/imports')).status).toBe(200);
  const told = await follow(app, job.id);
  const rows = told.filter(({ state }) => state === 'running').map((step) => step.rows);
  expect(rows.some((count) => count > 40_000)).toBe(true);
  expect(rows).toEqual(rows.toSorted((one, other) => one - other));
  expect(told.at(-1)).toMatchObject({
    state: 'done',
    rows: 60_000,
    report: {
      status: 'archive',
      stored: 42_000,
      unchanged: 18_000,
      parts: [
        { file: 'arsip.zip/a.csv', status: 'stored', stored: 40_000 },
        { file: 'arsip.zip/b.csv', status: 'stored', stored: 2_000, unchanged: 18_000 },
        { file: 'arsip.zip/foto.png', code: 'not-a-table', status: 415 },
      ],
    },
  });
  expect(db.$client.prepare('SELECT COUNT(*) FROM readings').pluck().get()).toBe(42_000);
  expect(readdirSync(uploadsFolder)).toEqual([]);
  await close();
});

test('an archive of long files is previewed in the thread too, and an archive that cannot be opened is refused there', async () => {
  const { db, uploadsFolder, post, close } = openThreaded();
  const preview = (await (await post(archive(), { preview: 'true' }, 'arsip.zip')).json()) as ImportReport;
  expect(preview).toMatchObject({ status: 'archive', stored: 42_000, unchanged: 18_000 });
  expect(db.$client.prepare('SELECT COUNT(*) FROM imports').pluck().get()).toBe(0);
  // Its directory tells another checksum than its bytes have.
  const bad = archive();
  const entry = Buffer.from(bad.buffer).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bad[entry + 16] = (bad[entry + 16] ?? 0) ^ 255;
  const refused = await post(bad, {}, 'arsip.zip');
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'damaged-archive']);
  expect(readdirSync(uploadsFolder)).toEqual([]);
  await close();
});

test('after a restart a job that was cut off is said to have stored nothing, one that got through to be stored', async () => {
  const first = openThreaded();
  const stored = (await (await first.post(longFile(), { background: 'true' })).json()) as ImportJob;
  await follow(first.app, stored.id);
  const report = ((await (await first.app.request('/api/v1/imports')).json()) as { imports: ImportReport[] })
    .imports[0];
  const unpacked = (await (await first.post(archive(), { background: 'true' }, 'arsip.zip')).json()) as ImportJob;
  await follow(first.app, unpacked.id);
  await first.close();
  // As the server leaves it that is killed: notes and files of jobs that had not ended.
  for (const [id, fileName] of [
    [stored.id, 'bacaan.csv'],
    [unpacked.id, 'arsip.zip'],
    ['cut-off', 'bacaan.csv'],
  ]) {
    const note = { id, fileName, isSample: false, startedAt: '2026-01-14T04:00:00.000Z' };
    writeFileSync(join(first.uploadsFolder, `${id}.job`), JSON.stringify(note));
  }
  writeFileSync(join(first.uploadsFolder, 'left.upload'), 'rest');

  const second = openThreaded(first.folder);
  const { jobs } = (await (await second.app.request('/api/v1/imports/jobs?lang=en')).json()) as { jobs: ImportJob[] };
  expect(jobs.find(({ id }) => id === stored.id)).toMatchObject({ state: 'done', report: { id: report?.id } });
  expect(jobs.find(({ id }) => id === unpacked.id)).toMatchObject({
    state: 'done',
    report: { status: 'archive', parts: [{ file: 'arsip.zip/b.csv', status: 'stored' }] },
  });
  expect(jobs.find(({ id }) => id === 'cut-off')).toMatchObject({
    state: 'interrupted',
    problem: { code: 'interrupted', detail: expect.stringContaining('Nothing of it is stored') },
  });
  expect(readdirSync(second.uploadsFolder)).toEqual([]);
  await second.close();
});

test('a job that nobody knows is not found', async () => {
  const { app, close } = openThreaded();
  expect((await app.request('/api/v1/imports/jobs/none')).status).toBe(404);
  await close();
});

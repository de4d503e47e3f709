import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { createApp } from '@tilik/server/inside/app.ts';
import { threadedImporter } from '@tilik/server/inside/ingest/importer.ts';
import type { ImportJob, ImportReport } from '@tilik/server/inside/ingest/routes.ts';
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
  const app = createApp({ db, now: () => new Date('2026-01-14T05:00:00Z'), importer, uploadsFolder });
  const post = (text: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([text], 'bacaan.csv'));
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

test('after a restart a job that was cut off is said to have stored nothing, one that got through to be stored', async () => {
  const first = openThreaded();
  const stored = (await (await first.post(longFile(), { background: 'true' })).json()) as ImportJob;
  await follow(first.app, stored.id);
  const report = ((await (await first.app.request('/api/v1/imports')).json()) as { imports: ImportReport[] })
    .imports[0];
  await first.close();
  // As the server leaves it that is killed: notes and files of jobs that had not ended.
  for (const id of [stored.id, 'cut-off']) {
    const note = { id, fileName: 'bacaan.csv', isSample: false, startedAt: '2026-01-14T04:00:00.000Z' };
    writeFileSync(join(first.uploadsFolder, `${id}.job`), JSON.stringify(note));
  }
  writeFileSync(join(first.uploadsFolder, 'left.upload'), 'rest');

  const second = openThreaded(first.folder);
  const { jobs } = (await (await second.app.request('/api/v1/imports/jobs?lang=en')).json()) as { jobs: ImportJob[] };
  expect(jobs.find(({ id }) => id === stored.id)).toMatchObject({ state: 'done', report: { id: report?.id } });
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

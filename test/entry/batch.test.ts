import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Rows = readonly unknown[];

const post = (app: OpenApp, path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(`/api/v1/${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
  });

const sendRows = (app: OpenApp, path: string, rows: Rows, headers: Record<string, string> = {}) =>
  post(app, path, JSON.stringify(rows), headers);

const reportOf = async (response: Response) => (await response.json()) as ImportReport;
const problemOf = async (response: Response) => (await response.json()) as Problem;

const storedReadings = (app: OpenApp) =>
  app.db.$client
    .prepare('SELECT channel_id, metric, grain, period_on, value FROM readings ORDER BY 1, 2, 4')
    .raw()
    .all();
const importsMade = (app: OpenApp) => app.db.$client.prepare('SELECT count(*) FROM imports').pluck().get();

const inquiry = {
  date: '2025-12',
  channel: 'instagram',
  topic: 'cost',
  received: 42,
  answered: 40,
  answer_minutes: 35,
};

const nouns: readonly (readonly [path: string, row: Record<string, unknown>])[] = [
  ['readings', make.reading()],
  ['applicants', make.applicantCount()],
  ['sources', make.declaredSource()],
  ['inquiries', inquiry],
];

test.for(nouns)('a batch of %s is stored, and the same batch again changes nothing', async ([path, row]) => {
  const app = openApp();
  const first = await sendRows(app, path, [row]);
  expect(first.status).toBe(201);
  expect(await reportOf(first)).toMatchObject({
    status: 'stored',
    format: 'entry-json',
    rows: 1,
    stored: 1,
    problems: [],
  });
  const again = await sendRows(app, path, [row]);
  expect(again.status).toBe(200);
  expect(await reportOf(again)).toMatchObject({ status: 'same-file', unchanged: 1, stored: 0, replaced: 0 });
  expect(importsMade(app)).toBe(1);
});

test.for(nouns)('a row of %s a line is stored like a row of an array', async ([path, row]) => {
  const asArray = openApp();
  const asLines = openApp();
  await sendRows(asArray, path, [row]);
  const response = await post(asLines, path, `${JSON.stringify(row)}\n\n`, { 'Content-Type': 'application/x-ndjson' });
  expect(response.status).toBe(201);
  const table = asLines.db.$client.prepare(`SELECT * FROM ${path}`).raw();
  expect(table.all()).toEqual(asArray.db.$client.prepare(`SELECT * FROM ${path}`).raw().all());
  expect(table.all()).toHaveLength(1);
});

test('a batch means what the same rows in a file mean', async () => {
  const byFile = openApp();
  const byBatch = openApp();
  const rows = [
    make.reading({ value: '1.234' }),
    make.reading({ date: '2025-12', metric: 'Page views', channel: 'Situs web', value: '89.0' }),
    make.reading({ date: '2026-01-06', value: '-' }),
    make.reading({ date: '2026-01-07', value: 1.5 }),
    make.reading({ date: '2026-02-30' }),
    make.reading({ date: '2026-01-05', value: 9 }),
    make.reading({ channel: 'tiktok' }),
  ];
  const file = await byFile.store(csvOf(rows));
  const batch = await reportOf(await sendRows(byBatch, 'readings', rows));
  const { rows: count, stored, replaced, unchanged, rejected, skipped, from, to, channels, metrics } = file;
  expect(batch).toMatchObject({
    rows: count,
    stored,
    replaced,
    unchanged,
    rejected,
    skipped,
    from,
    to,
    channels,
    metrics,
  });
  expect(storedReadings(byBatch)).toEqual(storedReadings(byFile));
  const said = ({ problems }: ImportReport) => problems.map(({ field, code, message }) => [field, code, message]);
  // The first line of a file is its header.
  const inRows = said(batch).map(([field, code, message]) => [field, code, message?.replace('Line 1 ', 'Line 2 ')]);
  expect(inRows).toEqual(said(file));
});

test('what is wrong in a row is said by its place, its field and the row itself, and the others are stored', async () => {
  const app = openApp();
  const bad = make.reading({ date: '2026-01-06', value: -3 });
  const response = await sendRows(app, 'readings', [make.reading(), bad, 'x', {}, null]);
  expect(response.status).toBe(201);
  const report = await reportOf(response);
  expect(report).toMatchObject({ rows: 5, stored: 1, rejected: 3, skipped: 1 });
  expect(report.problems).toMatchObject([
    { line: 2, field: 'value', code: 'negative', original: JSON.stringify(bad) },
    { line: 3, code: 'not-a-row', original: '"x"' },
    { line: 5, code: 'not-a-row', original: 'null' },
    { code: 'not-reported' },
  ]);
});

test('a line that is no JSON is refused by itself', async () => {
  const app = openApp();
  const body = `${JSON.stringify(make.reading())}\n{"date":\n`;
  const report = await reportOf(await post(app, 'readings', body, { 'Content-Type': 'application/x-ndjson' }));
  expect(report).toMatchObject({ rows: 2, stored: 1, rejected: 1 });
  expect(report.problems).toMatchObject([{ line: 2, code: 'not-json', original: '{"date":' }]);
});

test.for([
  [1.234, 'fraction'],
  [12.5, 'fraction'],
  [-4, 'negative'],
  ['-4', 'negative'],
  ['seven', 'not-a-number'],
  [true, 'not-a-number'],
  [[5], 'not-a-number'],
  [1e21, 'not-a-number'],
] as const)('the value %j is refused as %s', async ([value, code]) => {
  const response = await sendRows(openApp(), 'readings', [{ ...make.reading(), value }]);
  expect(response.status).toBe(422);
  expect(await problemOf(response)).toMatchObject({
    code: 'nothing-to-store',
    issues: [{ line: 1, field: 'value', code }],
  });
});

test.for([[7], ['7'], ['1.234'], [89.0]] as const)('the value %j is stored', async ([value]) => {
  const response = await sendRows(openApp(), 'readings', [{ ...make.reading(), value }]);
  expect(response.status).toBe(201);
});

test('a field that is missing is missing from its row; one that is not known is named', async () => {
  const app = openApp();
  const { channel: _, ...without } = make.reading({ date: '2026-01-06' });
  const report = await reportOf(await sendRows(app, 'readings', [{ ...make.reading(), colour: 'blue' }, without]));
  expect(report.problems).toMatchObject([
    { line: 2, field: 'channel', code: 'missing' },
    { code: 'ignored-columns', message: expect.stringContaining('colour') },
  ]);
});

test('a preview stores nothing, and strict stores all or nothing', async () => {
  const app = openApp();
  const rows = [make.reading(), make.reading({ value: -1, date: '2026-01-06' })];
  const preview = await sendRows(app, 'readings?preview=true', rows);
  expect(preview.status).toBe(200);
  expect(await reportOf(preview)).toMatchObject({ id: null, status: 'preview', stored: 1, rejected: 1 });
  const strict = await sendRows(app, 'readings?strict=true', rows);
  expect(strict.status).toBe(422);
  expect(await problemOf(strict)).toMatchObject({ code: 'strict', issues: [{ line: 2, code: 'negative' }] });
  expect(importsMade(app)).toBe(0);
});

test('rows that name no office are of the office asked for', async () => {
  const app = openApp();
  await sendRows(app, 'applicants?office=surabaya', [make.applicantCount()]);
  expect(app.db.$client.prepare('SELECT office_id FROM applicants').pluck().all()).toEqual(['surabaya']);
  expect((await sendRows(app, 'applicants?office=nowhere', [make.applicantCount()])).status).toBe(404);
});

test('a changed value replaces the one before, and undoing the batch brings it back', async () => {
  const app = openApp();
  await sendRows(app, 'readings', [make.reading({ value: 10 })]);
  const report = await reportOf(await sendRows(app, 'readings', [make.reading({ value: 12 })]));
  expect(report).toMatchObject({ replaced: 1, replacements: [{ was: '10', becomes: '12' }] });
  await app.request(`/api/v1/imports/${report.id}`, { method: 'DELETE' });
  expect(storedReadings(app)).toEqual([['website', 'visits', 'day', '2026-01-05', 10]]);
});

test('the same key with the same batch gives the same answer again and does nothing', async () => {
  const app = openApp();
  const key = { 'Idempotency-Key': 'k-1' };
  const first = await sendRows(app, 'readings', [make.reading()], key);
  const answer = await first.text();
  expect(first.headers.get('Idempotent-Replay')).toBeNull();
  // Something else changes the figure meanwhile: a replay does not bring the old one back.
  await sendRows(app, 'readings', [make.reading({ value: 99 })]);
  const again = await sendRows(app, 'readings', [make.reading()], key);
  expect([again.status, again.headers.get('Idempotent-Replay'), await again.text()]).toEqual([201, 'true', answer]);
  expect(storedReadings(app)).toEqual([['website', 'visits', 'day', '2026-01-05', 99]]);
});

test('the same key with another batch is refused, and after a day it may be used again', async () => {
  const app = openApp();
  const key = { 'Idempotency-Key': 'k-1' };
  await sendRows(app, 'readings', [make.reading()], key);
  for (const [path, rows] of [
    ['readings', [make.reading({ value: 11 })]],
    ['applicants', [make.applicantCount()]],
    ['readings?office=surabaya', [make.reading()]],
  ] as const) {
    const refused = await sendRows(app, path, rows, key);
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'idempotency-key-reused']);
  }
  app.setNow('2026-01-15T05:00:01Z');
  expect((await sendRows(app, 'readings', [make.reading({ value: 11 })], key)).status).toBe(201);
});

test('a refusal and a preview are not kept under their key', async () => {
  const app = openApp();
  const key = { 'Idempotency-Key': 'k-1' };
  expect((await sendRows(app, 'readings', [make.reading({ value: -1 })], key)).status).toBe(422);
  expect((await sendRows(app, 'readings?preview=true', [make.reading()], key)).status).toBe(200);
  expect((await sendRows(app, 'readings', [make.reading()], key)).status).toBe(201);
});

test('a batch of more than ten thousand rows is refused whole', async () => {
  const app = openApp();
  const rows = Array.from({ length: 10_001 }, () => make.reading());
  for (const response of [
    await sendRows(app, 'readings', rows),
    await post(app, 'readings', rows.map((row) => JSON.stringify(row)).join('\n'), {
      'Content-Type': 'application/x-ndjson',
    }),
  ]) {
    expect([response.status, (await problemOf(response)).code]).toEqual([413, 'batch-too-long']);
  }
  expect(importsMade(app)).toBe(0);
});

test.for([
  ['', 400, 'not-a-batch'],
  ['{"date":"2026-01-05"}', 400, 'not-a-batch'],
  ['[{', 400, 'not-a-batch'],
  ['[]', 422, 'empty-batch'],
] as const)('the body %j is refused with %s %s', async ([body, status, code]) => {
  const response = await post(openApp(), 'readings', body);
  expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
});

test('a file of inquiries is known by its columns in both languages', async () => {
  const app = openApp();
  const id = 'tanggal,kanal,topik,diterima,dijawab,menit_jawab\n2025-12,Instagram,Biaya,42,40,35\n2025-12,X,,7,,\n';
  expect(await app.store(id)).toMatchObject({ format: 'tilik-inquiries', stored: 2, channels: ['instagram', 'x'] });
  const en = csvOf([inquiry, { ...inquiry, topic: 'all', received: '-', answered: '-', answer_minutes: '' }]);
  expect(await app.store(en)).toMatchObject({ format: 'tilik-inquiries', unchanged: 1, skipped: 1 });
  const table = app.db.$client.prepare(
    'SELECT channel_id, topic, grain, received, answered, answer_minutes FROM inquiries',
  );
  expect(table.raw().all()).toEqual([
    ['instagram', 'cost', 'month', 42, 40, 35],
    ['x', 'all', 'month', 7, null, null],
  ]);
});

test('answers to questions that nobody counted are refused', async () => {
  const response = await openApp().send(csvOf([{ ...inquiry, received: '-' }]));
  expect((await problemOf(response)).issues).toMatchObject([{ field: 'received', code: 'missing' }]);
});

test('a batch with a field that names a person is refused, and nothing of it is kept', async () => {
  const app = openApp();
  const response = await sendRows(app, 'applicants', [{ ...make.applicantCount(), nama_pemohon: 'Contoh' }, 'x']);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).code).toBe('personal-data');
  expect(importsMade(app)).toBe(0);
});

test('a row of a closed month is refused and the others are stored', async () => {
  const app = openApp();
  app.db.$client
    .prepare('INSERT INTO month_closures (office_id, month_on, act, reason, acted_at) VALUES (?, ?, ?, ?, ?)')
    .run('bandung', '2025-12-01', 'closed', 'approved', '2026-01-10T00:00:00Z');
  const report = await reportOf(await sendRows(app, 'readings', [make.reading(), make.reading({ date: '2025-12' })]));
  expect(report).toMatchObject({ stored: 1, rejected: 1, problems: [{ line: 2, code: 'month-closed' }] });
});

import type { Problem } from '@tilik/server/inside/problem.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Cell {
  readonly noun: string;
  readonly key: readonly string[];
  readonly field: string;
  readonly value: number | null;
  readonly origin: { readonly importId: number; readonly file: string; readonly byHand: boolean } | null;
  readonly comment: string | null;
  readonly days: { readonly value: number | null; readonly count: number } | null;
  readonly before: number | null;
  readonly differs: boolean;
  readonly editable: boolean;
}
interface Grid {
  readonly columns: readonly { readonly id: string }[];
  readonly rows: readonly { readonly id: string; readonly on: string | null; readonly cells: readonly Cell[] }[];
}
interface Answer {
  readonly importId: number | null;
  readonly cells: readonly {
    readonly state: string;
    readonly value: number | null;
    readonly reason: { readonly code: string; readonly message: string } | null;
  }[];
}
interface History {
  readonly comment: string | null;
  readonly changes: readonly {
    readonly act: 'said' | 'emptied' | 'undone';
    readonly importId: number;
    readonly at: string;
    readonly from: readonly (number | null)[] | null;
    readonly to: readonly (number | null)[] | null;
    readonly byHand: boolean;
    readonly file: string;
  }[];
}

const gridOf = (app: OpenApp, sheet: string, month = '2025-12', office = 'bandung') =>
  app.get<Grid>(`/api/v1/entry?office=${office}&month=${month}&sheet=${sheet}`);

function cellAt({ rows, columns }: Grid, row: string, column: string): Cell {
  const cell = rows.find(({ id }) => id === row)?.cells[columns.findIndex(({ id }) => id === column)];
  if (!cell) throw new Error(`no cell ${row} ${column}`);
  return cell;
}

const send = (app: OpenApp, method: string, path: string, body: unknown) =>
  app.request(`/api/v1/${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
  });

type Typed = readonly [noun: string, key: readonly string[], value: number | string | null, field?: string];

async function enter(app: OpenApp, ...cells: readonly Typed[]): Promise<Answer> {
  const response = await send(app, 'POST', 'entry', {
    cells: cells.map(([noun, key, value, field]) => ({ noun, key, value, ...(field === undefined ? {} : { field }) })),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

const historyOf = (app: OpenApp, noun: string, key: readonly string[]) =>
  app.get<History>(`/api/v1/entry/history?noun=${noun}&key=${encodeURIComponent(JSON.stringify(key))}`);

const likes = ['bandung', 'instagram', 'likes', 'month', '2025-12-01'];
const monthly = (given: Record<string, string | number> = {}) =>
  make.reading({ date: '2025-12', channel: 'instagram', metric: 'likes', ...given });
const states = ({ cells }: Answer) => cells.map(({ state, reason }) => (reason ? `${state}: ${reason.code}` : state));

test('what is not reported is null in the grid, and not zero', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 0 })]));
  const grid = await gridOf(app, 'readings');
  expect(cellAt(grid, 'likes', 'instagram').value).toBe(0);
  expect(cellAt(grid, 'likes', 'x')).toMatchObject({ value: null, origin: null, days: null, before: null });
});

test('a figure knows the file it is from, and one that was typed says so', async () => {
  const app = openApp();
  await app.store(csvOf([monthly()]), { name: 'december.csv' });
  await enter(app, ['readings', ['bandung', 'x', 'likes', 'month', '2025-12-01'], 5]);
  const grid = await gridOf(app, 'readings');
  expect(cellAt(grid, 'likes', 'instagram').origin).toMatchObject({ file: 'december.csv', byHand: false });
  expect(cellAt(grid, 'likes', 'x').origin).toMatchObject({ file: 'entri-readings-2025-12', byHand: true });
});

test('the days of a month stand beside its figure: added, the latest, or only counted', async () => {
  const app = openApp();
  const days = ['likes', 'followers', 'reach'].flatMap((metric) => [
    monthly({ date: '2025-12-02', metric, value: 30 }),
    monthly({ date: '2025-12-01', metric, value: 70 }),
    monthly({ date: '2025-11-30', metric, value: 500 }),
  ]);
  await app.store(csvOf(days));
  const grid = await gridOf(app, 'readings');
  expect(cellAt(grid, 'likes', 'instagram')).toMatchObject({
    value: null,
    days: { value: 100, count: 2 },
    before: 500,
  });
  expect(cellAt(grid, 'followers', 'instagram').days).toEqual({ value: 30, count: 2 });
  expect(cellAt(grid, 'reach', 'instagram').days).toEqual({ value: null, count: 2 });
});

test('applicants are the days of the month and its official figure; a breakdown is not among them', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 300 }),
      make.applicantCount({ date: '2025-12-03', applicants: 12 }),
      make.applicantCount({ date: '2025-12-03', applicants: 5, request: 'baru' }),
    ]),
  );
  const grid = await gridOf(app, 'applicants');
  expect(grid.rows).toHaveLength(32);
  expect(cellAt(grid, 'month', 'electronic')).toMatchObject({ value: 300, days: { value: 12, count: 1 } });
  expect(cellAt(grid, '2025-12-03', 'electronic')).toMatchObject({ value: 12, days: null });
  expect(cellAt(grid, '2025-12-03', 'ordinary').value).toBeNull();
});

test('sources are by type, inquiries by topic, received and answered apart', async () => {
  const app = openApp();
  await app.store(csvOf([make.declaredSource()]));
  await app.store(csvOf([{ date: '2025-12', channel: 'x', topic: 'cost', received: 9, answered: 8 }]));
  expect(cellAt(await gridOf(app, 'sources'), 'instagram', 'electronic').value).toBe(7);
  const inquiries = await gridOf(app, 'inquiries');
  expect(cellAt(inquiries, 'x:received', 'cost').value).toBe(9);
  expect(cellAt(inquiries, 'x:answered', 'cost').value).toBe(8);
  expect(cellAt(inquiries, 'x:answered', 'all').value).toBeNull();
});

test('a figure far from that of the month before is marked, a small one never', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      monthly({ date: '2025-11', value: 100 }),
      monthly({ value: 1000 }),
      monthly({ date: '2025-11', metric: 'saves', value: 100 }),
      monthly({ metric: 'saves', value: 150 }),
      monthly({ date: '2025-11', metric: 'shares', value: 1 }),
      monthly({ metric: 'shares', value: 9 }),
    ]),
  );
  const grid = await gridOf(app, 'readings');
  expect(['likes', 'saves', 'shares'].map((metric) => cellAt(grid, metric, 'instagram').differs)).toEqual([
    true,
    false,
    false,
  ]);
});

test('the running month is never marked, and a day that has not come cannot be filled in', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 1000 }), monthly({ date: '2026-01', value: 100 })]));
  expect(cellAt(await gridOf(app, 'readings', '2026-01'), 'likes', 'instagram')).toMatchObject({
    before: 1000,
    differs: false,
  });
  const applicants = await gridOf(app, 'applicants', '2026-01');
  expect(cellAt(applicants, '2026-01-14', 'electronic').editable).toBe(true);
  expect(cellAt(applicants, '2026-01-15', 'electronic').editable).toBe(false);
});

test('what is typed is saved as one import that can be undone', async () => {
  const app = openApp();
  const saves = ['bandung', 'instagram', 'saves', 'month', '2025-12-01'];
  const answer = await enter(app, ['readings', likes, '1.234'], ['readings', saves, 7]);
  expect(states(answer)).toEqual(['saved', 'saved']);
  expect(answer.cells.map(({ value }) => value)).toEqual([1234, 7]);
  const { imports } = await app.get<{ imports: { id: number; format: string; stored: number }[] }>('/api/v1/imports');
  expect(imports).toMatchObject([{ id: answer.importId, format: 'entry-hand', stored: 2 }]);
  await app.request(`/api/v1/imports/${answer.importId}`, { method: 'DELETE' });
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBeNull();
});

test('a value that is known already is unchanged, and nothing is written down for it', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 10 })]), { name: 'december.csv' });
  const answer = await enter(app, ['readings', likes, '10']);
  expect([answer.importId, ...states(answer)]).toEqual([null, 'unchanged']);
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').origin).toMatchObject({ file: 'december.csv' });
});

test('a cell that is refused says why and keeps no other out', async () => {
  const app = openApp();
  const at = (channel: string) => ['bandung', channel, 'likes', 'month', '2025-12-01'];
  const answer = await enter(
    app,
    ['readings', at('instagram'), '12,5'],
    ['readings', at('x'), -3],
    ['readings', at('facebook'), 'dua'],
    ['readings', at('website'), 1.234],
    ['readings', at('forum'), 4],
  );
  expect(states(answer)).toEqual([
    'refused: fraction',
    'refused: negative',
    'refused: not-a-number',
    'refused: fraction',
    'saved',
  ]);
  expect(answer.cells[0]?.reason?.message).toContain('12,5');
  expect(answer.cells.map(({ value }) => value)).toEqual([null, null, null, null, 4]);
});

test.for([
  ['readings', ['bandung', 'tiktok', 'likes', 'month', '2025-12-01'], 'unknown-channel'],
  ['readings', ['bandung', 'x', 'stars', 'month', '2025-12-01'], 'unknown-metric'],
  ['readings', ['bandung', 'x', 'likes', 'month', '2025-12-05'], 'not-a-key'],
  ['readings', ['bandung', 'x', 'likes', 'year', '2025-12-01'], 'not-a-key'],
  ['readings', ['bandung', 'x', 'likes', 'day', '2025-12-32'], 'no-such-day'],
  ['readings', ['bandung', 'x', 'likes'], 'not-a-key'],
  ['readings', [], 'not-a-key'],
  ['readings', ['Bandung', 'x', 'likes', 'month', '2025-12-01'], 'unknown-office'],
  ['applicants', ['bandung', 'day', '2026-01-15', 'electronic', 'all', 'all', 'all', 'all'], 'in-future'],
  ['applicants', ['bandung', 'day', '2026-01-05', 'diplomatic', 'all', 'all', 'all', 'all'], 'unknown-passport-type'],
  ['sources', ['bandung', 'month', '2025-12-01', 'rumour', 'electronic'], 'unknown-source'],
  ['inquiries', ['bandung', 'x', 'weather', 'month', '2025-12-01'], 'unknown-topic'],
] as const)('a cell of %s at %j is refused', async ([noun, key, code]) => {
  const app = openApp();
  const { cells } = await enter(app, [noun, key, 5], [noun, key, null]);
  expect(cells[0]?.state).toBe('refused');
  // An office by another of its names is the same office, but no key.
  expect([code, 'not-a-key']).toContain(cells[0]?.reason?.code);
});

test('emptying a cell takes back what was typed, and the figure of the file speaks again', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 10 })]));
  await enter(app, ['readings', likes, 11]);
  await enter(app, ['readings', likes, 12]);
  const answer = await enter(app, ['readings', likes, null]);
  expect(answer.cells).toMatchObject([{ state: 'saved', value: 10, reason: null }]);
  // Undoing what was taken back leaves the file's figure alone.
  await app.request('/api/v1/imports/3', { method: 'DELETE' });
  await app.request('/api/v1/imports/2', { method: 'DELETE' });
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBe(10);
});

test('what was typed, taken back and typed again is there again', async () => {
  const app = openApp();
  for (const value of [7, '-', 7]) expect(states(await enter(app, ['readings', likes, value]))).toEqual(['saved']);
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBe(7);
  expect(states(await enter(app, ['readings', likes, '']))).toEqual(['saved']);
  expect(states(await enter(app, ['readings', likes, '']))).toEqual(['unchanged']);
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBeNull();
});

test('a figure of a file cannot be emptied, and the reason names the file', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 10 })]), { name: 'december.csv' });
  const answer = await enter(app, ['readings', likes, null]);
  expect(states(answer)).toEqual(['refused: from-a-file']);
  expect(answer.cells[0]?.reason?.message).toContain('december.csv');
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBe(10);
});

test('questions received and answered are two cells of one figure', async () => {
  const app = openApp();
  const key = ['bandung', 'x', 'cost', 'month', '2025-12-01'];
  expect(states(await enter(app, ['inquiries', key, 5, 'answered']))).toEqual(['refused: received-missing']);
  expect(states(await enter(app, ['inquiries', key, 9, 'received'], ['inquiries', key, 5, 'answered']))).toEqual([
    'saved',
    'saved',
  ]);
  expect(states(await enter(app, ['inquiries', key, 6, 'answered'], ['inquiries', key, 'x', 'received']))).toEqual([
    'saved',
    'refused: not-a-number',
  ]);
  const values = async () => {
    const grid = await gridOf(app, 'inquiries');
    return [cellAt(grid, 'x:received', 'cost').value, cellAt(grid, 'x:answered', 'cost').value];
  };
  expect(await values()).toEqual([9, 6]);
  expect(states(await enter(app, ['inquiries', key, null, 'answered']))).toEqual(['saved']);
  expect(await values()).toEqual([9, null]);
  expect(states(await enter(app, ['inquiries', key, null, 'received']))).toEqual(['saved']);
  expect(await values()).toEqual([null, null]);
});

test('the median minutes to the answer are a third cell, which stands with the questions received and never without', async () => {
  const app = openApp();
  const key = ['bandung', 'x', 'cost', 'month', '2025-12-01'];
  expect(states(await enter(app, ['inquiries', key, 45, 'answerMinutes']))).toEqual(['refused: received-missing']);
  expect(states(await enter(app, ['inquiries', key, 9, 'received'], ['inquiries', key, 45, 'answerMinutes']))).toEqual([
    'saved',
    'saved',
  ]);
  expect(states(await enter(app, ['inquiries', key, '1,5', 'answerMinutes']))).toEqual(['refused: fraction']);
  // Days have medians of their own; they are counted and not put together.
  await app.store(
    csvOf([{ date: '2025-12-03', channel: 'x', topic: 'cost', received: 2, answered: 2, answer_minutes: 7 }]),
  );
  const grid = await gridOf(app, 'inquiries');
  expect(cellAt(grid, 'x:answerMinutes', 'cost')).toMatchObject({ value: 45, days: { value: null, count: 1 } });
  expect((await historyOf(app, 'inquiries', key)).changes[0]?.to).toEqual([9, null, 45]);
  expect(states(await enter(app, ['inquiries', key, '', 'answerMinutes']))).toEqual(['saved']);
  expect(cellAt(await gridOf(app, 'inquiries'), 'x:received', 'cost').value).toBe(9);
});

test.for([
  ['Ditanya lewat 0812-3456-7890', 'remark-phone', '0812'],
  ['hubungi +62 812 3456 7890 sore', 'remark-phone', '90'],
  ['NIK 3273 0145 0190 0003 atas nama pemohon', 'remark-identity-number', '3273'],
  ['kirim ke budi.s@example.co.id ya', 'remark-email', 'b•••'],
  ['paspor lama X1234567', 'remark-passport-number', 'X'],
] as const)('a remark that tells of a single person is refused and not kept: %s', async ([comment, code, shown]) => {
  const app = openApp();
  const response = await send(app, 'PUT', 'entry/comment', { noun: 'readings', key: likes, comment });
  expect(response.status).toBe(400);
  const { issues } = (await response.json()) as Problem;
  expect(issues).toMatchObject([{ field: 'comment', code, message: expect.stringContaining(shown) }]);
  expect(JSON.stringify(issues)).not.toContain(comment);
  expect((await historyOf(app, 'readings', likes)).comment).toBeNull();
});

test.for([
  'Dihitung ulang: 1.234.567 tayangan, naik dari 980.000 pada 2025-11-30',
  'Dari laporan W.11.IMI-0812/2025 halaman 12; lihat @kanim_bandung',
  'ID unggahan 18000000000000001 tidak ditemukan (galat 0081234)',
])('a remark of figures and sources is kept: %s', async (comment) => {
  const app = openApp();
  expect((await send(app, 'PUT', 'entry/comment', { noun: 'readings', key: likes, comment })).status).toBe(200);
});

test('the same cell twice in one request is refused the second time', async () => {
  const answer = await enter(openApp(), ['readings', likes, 1], ['readings', likes, 2]);
  expect(states(answer)).toEqual(['saved', 'refused: contradicts-line']);
});

test('a closed month is neither filled in nor emptied', async () => {
  const app = openApp();
  await enter(app, ['readings', likes, 5]);
  app.db.$client
    .prepare('INSERT INTO month_closures (office_id, month_on, act, reason, acted_at) VALUES (?, ?, ?, ?, ?)')
    .run('bandung', '2025-12-01', 'closed', 'approved', '2026-01-10T00:00:00Z');
  expect(states(await enter(app, ['readings', likes, 6]))).toEqual(['refused: month-closed']);
  expect(states(await enter(app, ['readings', likes, null]))).toEqual(['refused: month-closed']);
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram')).toMatchObject({ value: 5, editable: false });
});

test('the history of a figure says who said what, latest first, and keeps a trace of what was undone', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 10 })]), { name: 'first.csv' });
  const second = await app.store(csvOf([monthly({ value: 11 })]), { name: 'second.csv' });
  await enter(app, ['readings', likes, 12]);
  expect((await historyOf(app, 'readings', likes)).changes).toMatchObject([
    { from: [11], to: [12], byHand: true },
    { from: [10], to: [11], byHand: false, file: 'second.csv' },
    { from: null, to: [10], byHand: false, file: 'first.csv' },
  ]);
  await app.request(`/api/v1/imports/${second.id}`, { method: 'DELETE' });
  expect((await historyOf(app, 'readings', likes)).changes).toMatchObject([
    // It spoke no more, so nothing changes by its going.
    { act: 'undone', from: [12], to: [12], file: 'second.csv' },
    { act: 'said', from: [11], to: [12], byHand: true },
    { act: 'said', from: [10], to: [11], file: 'second.csv' },
    { act: 'said', from: null, to: [10], file: 'first.csv' },
  ]);
});

test('a figure that an undone import gave keeps the trace of when it came and went', async () => {
  const app = openApp();
  const first = await app.store(csvOf([monthly({ value: 10 })]), { name: 'first.csv' });
  const second = await app.store(csvOf([monthly({ value: 11 })]), { name: 'second.csv' });
  app.setNow('2026-01-15T03:00:00Z');
  await app.request(`/api/v1/imports/${second.id}`, { method: 'DELETE' });
  app.setNow('2026-01-16T03:00:00Z');
  await app.request(`/api/v1/imports/${first.id}`, { method: 'DELETE' });
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').value).toBeNull();
  expect((await historyOf(app, 'readings', likes)).changes).toMatchObject([
    { act: 'undone', from: [10], to: null, at: '2026-01-16T03:00:00.000Z', by: 'test', file: 'first.csv' },
    { act: 'undone', from: [11], to: [10], at: '2026-01-15T03:00:00.000Z', file: 'second.csv' },
    { act: 'said', from: [10], to: [11], at: '2026-01-14T05:00:00.000Z', file: 'second.csv' },
    { act: 'said', from: null, to: [10], file: 'first.csv' },
  ]);
});

test('a typed value that was emptied keeps the trace of every value it had', async () => {
  const app = openApp();
  await app.store(csvOf([monthly({ value: 10 })]), { name: 'december.csv' });
  await enter(app, ['readings', likes, 11]);
  app.setNow('2026-01-15T03:00:00Z');
  await enter(app, ['readings', likes, null]);
  app.setNow('2026-01-16T03:00:00Z');
  await enter(app, ['readings', likes, 13]);
  expect((await historyOf(app, 'readings', likes)).changes).toMatchObject([
    { act: 'said', from: [10], to: [13], byHand: true },
    { act: 'emptied', from: [11], to: [10], at: '2026-01-15T03:00:00.000Z', byHand: true },
    { act: 'said', from: [10], to: [11], byHand: true },
    { act: 'said', from: null, to: [10], byHand: false },
  ]);
  // Undoing the import of a value that was emptied before adds nothing to it.
  const emptied = (await historyOf(app, 'readings', likes)).changes[1];
  await app.request(`/api/v1/imports/${emptied?.importId}`, { method: 'DELETE' });
  expect((await historyOf(app, 'readings', likes)).changes).toHaveLength(4);
});

test('a figure that nobody reported has no history; a key that can have none is refused', async () => {
  const app = openApp();
  expect(await historyOf(app, 'readings', likes)).toMatchObject({ changes: [], comment: null });
  for (const key of ['x', '[]', '["bandung"]', '{"a":1}', '[1,2,3,4,5]']) {
    const response = await app.request(`/api/v1/entry/history?noun=readings&key=${encodeURIComponent(key)}&lang=en`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as Problem).issues).toMatchObject([{ field: 'key', code: 'not-a-key' }]);
  }
});

test('a remark stays with its figure whatever becomes of the value, until it is emptied', async () => {
  const app = openApp();
  const remark = (comment: string) => send(app, 'PUT', 'entry/comment', { noun: 'readings', key: likes, comment });
  expect((await remark('  from the paper report ')).status).toBe(200);
  await enter(app, ['readings', likes, 5]);
  await enter(app, ['readings', likes, null]);
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').comment).toBe('from the paper report');
  expect((await historyOf(app, 'readings', likes)).comment).toBe('from the paper report');
  await remark('');
  expect(cellAt(await gridOf(app, 'readings'), 'likes', 'instagram').comment).toBeNull();
  expect((await send(app, 'PUT', 'entry/comment', { noun: 'readings', key: ['x'], comment: 'x' })).status).toBe(400);
});

test.for(['2025-13', '2025', 'Desember 2025', '0999-01', ''])('the month %j is refused', async (month) => {
  const response = await openApp().request(`/api/v1/entry?month=${encodeURIComponent(month)}&lang=en`);
  expect(response.status).toBe(400);
  expect(((await response.json()) as Problem).issues).toMatchObject([{ field: 'month', code: 'not-a-month' }]);
});

test('an office that is not there is refused', async () => {
  expect((await openApp().request('/api/v1/entry?office=nowhere')).status).toBe(404);
});

import { activities, applicants, readings, snapshots } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { dumpAll, dumpDomain, filledTables } from './dump.ts';

const undo = (app: OpenApp, id: number | null) => app.request(`/api/v1/imports/${id}?lang=en`, { method: 'DELETE' });

const valuesOf = (app: OpenApp): Record<string, number> =>
  Object.fromEntries(
    app.db
      .select()
      .from(readings)
      .all()
      .map(({ periodOn, value }) => [periodOn, value]),
  );

const days = (values: Readonly<Record<string, number>>): string =>
  csvOf(Object.entries(values).map(([date, value]) => make.reading({ date, value })));

const october = { '2025-10-01': 10, '2025-10-02': 20, '2025-10-03': 30 };
const later = { '2025-10-02': 20, '2025-10-03': 33, '2025-10-04': 40 };

test('a second import of the same file changes nothing and is not written down', async () => {
  const app = openApp();
  const first = await app.store(days(october));
  const before = dumpAll(app.db);
  const response = await app.send(days(october), { name: 'another name.csv' });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'same-file', id: first.id, rows: 3, unchanged: 3, stored: 0 });
  expect(dumpAll(app.db)).toEqual(before);
});

test('figures that another file said already are confirmed: nothing changes but who said it last', async () => {
  const app = openApp();
  await app.store(days(october));
  const report = await app.store(`${days(october)}\n`);
  expect(report).toMatchObject({ status: 'stored', stored: 0, replaced: 0, unchanged: 3 });
  expect(valuesOf(app)).toEqual(october);
});

test('overlapping exports put together what each adds, and the later wins where they differ', async () => {
  const app = openApp();
  await app.store(days(october));
  const report = await app.store(days(later));
  expect(report).toMatchObject({ rows: 3, stored: 1, replaced: 1, unchanged: 1 });
  expect(report.replacements).toEqual([
    { what: 'bandung · website · visits · day · 2025-10-03', was: '30', becomes: '33' },
  ]);
  expect(valuesOf(app)).toEqual({ ...october, ...later });
});

test('a corrected export with smaller figures replaces, and does not add', async () => {
  const app = openApp();
  await app.store(csvOf([make.applicantCount({ date: '2025-12', applicants: 500 })]));
  await app.store(csvOf([make.applicantCount({ date: '2025-12', applicants: 420 })]));
  expect(app.db.select().from(applicants).all()).toMatchObject([{ applicants: 420 }]);
});

test('a correction to zero is zero, and a correction to a dash leaves what was said before', async () => {
  const app = openApp();
  await app.store(days(october));
  await app.store(
    csvOf([make.reading({ date: '2025-10-01', value: 0 }), make.reading({ date: '2025-10-02', value: '-' })]),
  );
  expect(valuesOf(app)).toEqual({ ...october, '2025-10-01': 0 });
});

test('undo brings back exactly what an import replaced', async () => {
  const app = openApp();
  await app.store(days(october));
  const before = dumpDomain(app.db);
  const { id } = await app.store(days(later));
  const response = await undo(app, id);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id, status: 'undone', undoneAt: '2026-01-14T05:00:00.000Z' });
  expect(dumpDomain(app.db)).toEqual(before);
});

test('undo of the older of two overlapping imports keeps what the later said', async () => {
  const app = openApp();
  const { id } = await app.store(days(october));
  await app.store(days(later));
  await undo(app, id);
  expect(valuesOf(app)).toEqual(later);
});

test('a figure that a later import only confirmed outlives the undo of the first', async () => {
  const app = openApp();
  const first = await app.store(days(october));
  const confirmation = await app.store(`${days({ '2025-10-02': 20 })}\n`);
  expect(confirmation).toMatchObject({ unchanged: 1, stored: 0, replaced: 0 });
  await undo(app, first.id);
  expect(valuesOf(app)).toEqual({ '2025-10-02': 20 });
  await undo(app, confirmation.id);
  expect(filledTables(app.db)).toEqual([]);
});

test('of three that spoke in turn, undoing the middle and then the last lets the first speak', async () => {
  const app = openApp();
  const ids: (number | null)[] = [];
  for (const value of [1, 2, 3]) ids.push((await app.store(days({ '2025-10-01': value }))).id);
  await undo(app, ids[1] ?? null);
  expect(valuesOf(app)).toEqual({ '2025-10-01': 3 });
  await undo(app, ids[2] ?? null);
  expect(valuesOf(app)).toEqual({ '2025-10-01': 1 });
  await undo(app, ids[0] ?? null);
  expect(filledTables(app.db)).toEqual([]);
});

test('an import can be undone once: the second time is a conflict and changes nothing', async () => {
  const app = openApp();
  const { id } = await app.store(days(october));
  await undo(app, id);
  const before = dumpAll(app.db);
  const response = await undo(app, id);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    code: 'already-undone',
    detail: `Import number ${id} was undone before. Nothing changed.`,
  });
  expect(dumpAll(app.db)).toEqual(before);
});

test('undo of an import that is not there is a problem, and so is a number that is none', async () => {
  const app = openApp();
  for (const [id, status, code] of [
    ['99', 404, 'no-such-import'],
    ['0', 400, 'bad-request'],
    ['-1', 400, 'bad-request'],
    ['1.5', 400, 'bad-request'],
    ['first', 400, 'bad-request'],
  ] as const) {
    for (const method of ['GET', 'DELETE']) {
      const response = await app.request(`/api/v1/imports/${id}`, { method });
      expect(response.status).toBe(status);
      expect(((await response.json()) as Problem).code).toBe(code);
    }
  }
});

test('a file that was undone can be imported again', async () => {
  const app = openApp();
  const { id } = await app.store(days(october));
  await undo(app, id);
  const again = await app.store(days(october));
  expect(again).toMatchObject({ status: 'stored', stored: 3 });
  expect(again.id).not.toBe(id);
  expect(valuesOf(app)).toEqual(october);
});

test('a file imported again after another changed its figures speaks again, and undo takes it back', async () => {
  const app = openApp();
  await app.store(days({ '2025-10-01': 1 }));
  await app.store(days({ '2025-10-01': 2 }));
  const again = await app.store(days({ '2025-10-01': 1 }));
  expect(again).toMatchObject({ status: 'stored', replaced: 1 });
  expect(valuesOf(app)).toEqual({ '2025-10-01': 1 });
  await undo(app, again.id);
  expect(valuesOf(app)).toEqual({ '2025-10-01': 2 });
});

test('snapshots of a post on two days both remain, and each goes with its own import', async () => {
  const app = openApp();
  const first = await app.store(csvOf([make.post({ Views: 100 })]), { snapshotOn: '2025-12-31' });
  const second = await app.store(csvOf([make.post({ Views: 150 })]), { snapshotOn: '2026-01-10' });
  const views = () =>
    app.db
      .select()
      .from(snapshots)
      .all()
      .filter(({ metric }) => metric === 'views')
      .map(({ takenOn, value }) => [takenOn, value]);
  expect(views()).toEqual([
    ['2025-12-31', 100],
    ['2026-01-10', 150],
  ]);
  await undo(app, first.id);
  expect(views()).toEqual([['2026-01-10', 150]]);
  expect(app.db.select().from(activities).all()).toHaveLength(1);
  await undo(app, second.id);
  expect(filledTables(app.db)).toEqual([]);
});

test('the history names every import, the latest first, undone ones too', async () => {
  const app = openApp();
  const first = await app.store(days(october), { name: 'oktober.csv' });
  await app.store(days(later), { name: 'koreksi.csv', sample: true });
  await undo(app, first.id);
  const { total, imports } = await app.get<{ total: number; imports: ImportReport[] }>('/api/v1/imports');
  expect(total).toBe(2);
  expect(imports.map(({ file, status, sample }) => [file, status, sample])).toEqual([
    ['koreksi.csv', 'stored', true],
    ['oktober.csv', 'undone', false],
  ]);
});

test('imports sent at the same moment are stored one after the other, none lost', async () => {
  const app = openApp();
  const values = Array.from({ length: 8 }, (_, index) => index + 1);
  const reports = await Promise.all(
    values.map((value) => app.store(days({ '2025-10-01': value, [`2025-09-0${value}`]: 1 }))),
  );
  expect(new Set(reports.map(({ id }) => id)).size).toBe(8);
  expect(Object.keys(valuesOf(app))).toHaveLength(9);
  const last = reports.toSorted((one, other) => (other.id ?? 0) - (one.id ?? 0));
  for (const { id } of last) expect((await undo(app, id)).status).toBe(200);
  expect(filledTables(app.db)).toEqual([]);
});

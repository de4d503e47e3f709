import { readings } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp, type SendOptions } from '../support/open-app.ts';
import { type Dump, dumpDomain, dumpFigures, filledTables } from './dump.ts';

/* What people do with the importer when they err, change their minds, or are two. */

const undo = (app: OpenApp, id: number | null) => app.request(`/api/v1/imports/${id}?lang=en`, { method: 'DELETE' });

async function undone(app: OpenApp, id: number | null): Promise<void> {
  expect((await undo(app, id)).status).toBe(200);
}

const days = (values: Readonly<Record<string, number | string>>): string =>
  csvOf(Object.entries(values).map(([date, value]) => make.reading({ date, value })));

/** What a preview and the import after it must say alike. */
const said = (report: ImportReport) => ({
  format: report.format,
  office: report.office,
  snapshotOn: report.snapshotOn,
  rows: report.rows,
  stored: report.stored,
  replaced: report.replaced,
  unchanged: report.unchanged,
  rejected: report.rejected,
  skipped: report.skipped,
  from: report.from,
  to: report.to,
  channels: report.channels,
  metrics: report.metrics,
  problems: report.problems,
  replacements: report.replacements,
});

/** Previews a file and then stores it: what was shown must be what is done. */
async function storeAsPreviewed(app: OpenApp, text: string, options: SendOptions = {}): Promise<ImportReport> {
  const before = dumpDomain(app.db);
  const preview = await app.store(text, { ...options, preview: true });
  expect(preview.status).toBe('preview');
  expect(dumpDomain(app.db)).toEqual(before);
  const report = await app.store(text, options);
  expect(said(report)).toEqual(said(preview));
  return report;
}

async function figuresAfter(...files: readonly string[]): Promise<Dump> {
  const app = openApp();
  for (const file of files) await app.store(file);
  return dumpFigures(app.db);
}

const week = { '2025-10-06': 10, '2025-10-07': 20, '2025-10-08': 30 };

test('a file put to the wrong office, undone and put to the right one is as if it had never been at the wrong one', async () => {
  const app = openApp();
  const wrong = await storeAsPreviewed(app, days(week), { office: 'batam' });
  expect(wrong.office).toBe('batam');
  await undone(app, wrong.id);
  const right = await storeAsPreviewed(app, days(week), { office: 'bandung' });
  expect(right).toMatchObject({ status: 'stored', office: 'bandung', stored: 3 });
  expect(dumpFigures(app.db)).toEqual(await figuresAfter(days(week)));
});

test('the right office can be chosen before the wrong one is undone: neither takes anything from the other', async () => {
  const app = openApp();
  const wrong = await app.store(days(week), { office: 'batam' });
  const right = await storeAsPreviewed(app, days(week), { office: 'bandung' });
  expect(right).toMatchObject({ status: 'stored', stored: 3, replaced: 0 });
  await undone(app, wrong.id);
  expect(dumpFigures(app.db)).toEqual(await figuresAfter(days(week)));
});

test('one file under two names is one file: the second says that it stands, and undo of the first takes it away', async () => {
  const app = openApp();
  const first = await app.store(days(week), { name: 'Oktober.csv' });
  const second = await storeAsPreviewed(app, days(week), { name: 'Oktober (1).csv' });
  expect(second).toMatchObject({ status: 'same-file', id: first.id, stored: 0, replaced: 0, unchanged: 3 });
  await undone(app, first.id);
  expect(filledTables(app.db)).toEqual([]);
  const third = await storeAsPreviewed(app, days(week), { name: 'Oktober (1).csv' });
  expect(third).toMatchObject({ status: 'stored', file: 'Oktober (1).csv', stored: 3 });
});

test('of three exports whose periods overlap each says in its preview what it adds, changes and repeats', async () => {
  const app = openApp();
  const counts = [];
  for (const file of [
    { '2025-10-01': 1, '2025-10-02': 2, '2025-10-03': 3 },
    { '2025-10-02': 2, '2025-10-03': 30, '2025-10-04': 4 },
    { '2025-10-01': 1, '2025-10-03': 3, '2025-10-04': '-', '2025-10-05': 5 },
  ]) {
    const { stored, replaced, unchanged, skipped } = await storeAsPreviewed(app, days(file));
    counts.push({ stored, replaced, unchanged, skipped });
  }
  expect(counts).toEqual([
    { stored: 3, replaced: 0, unchanged: 0, skipped: 0 },
    { stored: 1, replaced: 1, unchanged: 1, skipped: 0 },
    { stored: 1, replaced: 1, unchanged: 1, skipped: 1 },
  ]);
});

test('a corrected export with smaller figures says before and after which figures fall, and undo lifts them again', async () => {
  const app = openApp();
  await app.store(days({ '2025-10-06': 100, '2025-10-07': 200 }));
  const before = dumpDomain(app.db);
  const report = await storeAsPreviewed(app, days({ '2025-10-06': 90, '2025-10-07': 0 }));
  expect(report.replacements.map(({ was, becomes }) => [was, becomes])).toEqual([
    ['100', '90'],
    ['200', '0'],
  ]);
  await undone(app, report.id);
  expect(dumpDomain(app.db)).toEqual(before);
});

/** Every order of some things. */
const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

test('files that disagree and are sent at one moment end as one of their orders, and their counts add up to it', async () => {
  const files = [
    days({ '2025-10-01': 1, '2025-10-02': 2, '2025-10-03': 3 }),
    days({ '2025-10-02': 20, '2025-10-03': 3, '2025-10-04': 4 }),
    days({ '2025-10-01': 1, '2025-10-03': 300, '2025-10-05': 5 }),
  ];
  const possible = await Promise.all(orders(files).map((order) => figuresAfter(...order)));
  const app = openApp();
  const reports = await Promise.all(files.map((file) => app.store(file)));
  expect(possible).toContainEqual(dumpFigures(app.db));
  for (const report of reports) expect(report).toMatchObject({ status: 'stored', rows: 3, rejected: 0 });
  const added = reports.reduce((sum, { stored }) => sum + stored, 0);
  expect(added).toBe(app.db.select().from(readings).all().length);

  const [first] = reports.toSorted((one, other) => (one.id ?? 0) - (other.id ?? 0));
  await undone(app, first?.id ?? null);
  const left = files.filter((_, index) => reports[index]?.id !== first?.id);
  const remaining = await Promise.all(orders(left).map((order) => figuresAfter(...order)));
  expect(remaining).toContainEqual(dumpFigures(app.db));
});

test('two people who send the very same file at one moment store it once', async () => {
  const app = openApp();
  const reports = await Promise.all([app.store(days(week)), app.store(days(week), { name: 'sama.csv' })]);
  expect(reports.map(({ status }) => status).sort()).toEqual(['same-file', 'stored']);
  expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
  await undone(app, reports[0]?.id ?? null);
  expect(filledTables(app.db)).toEqual([]);
});

test('two people who undo the same import at one moment undo it once, and the second is told so', async () => {
  const app = openApp();
  await app.store(days({ '2025-10-06': 1 }));
  const before = dumpFigures(app.db);
  const { id } = await app.store(days({ '2025-10-06': 2 }));
  const answers = await Promise.all([undo(app, id), undo(app, id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const codes = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Partial<Problem>).code));
  expect(codes).toContain('already-undone');
  expect(dumpFigures(app.db)).toEqual(before);
});

test('undo of the older of two overlapping imports changes nothing that a preview of the younger shows', async () => {
  const app = openApp();
  const older = await app.store(days(week));
  const younger = days({ '2025-10-07': 21, '2025-10-08': 30 });
  await storeAsPreviewed(app, younger);
  await undone(app, older.id);
  expect(dumpFigures(app.db)).toEqual(await figuresAfter(younger));
  const again = await storeAsPreviewed(app, younger);
  expect(again).toMatchObject({ status: 'same-file', unchanged: 2 });
  const returned = await storeAsPreviewed(app, days(week));
  expect(returned).toMatchObject({ status: 'stored', stored: 1, replaced: 1, unchanged: 1 });
});

test('a file that is previewed while its import is undone is shown as it was or as it is, and stores what it is', async () => {
  const app = openApp();
  const { id } = await app.store(days(week));
  const [preview] = await Promise.all([app.store(days(week), { preview: true }), undone(app, id)]);
  expect([
    [3, 0],
    [0, 3],
  ]).toContainEqual([preview.stored, preview.unchanged]);
  const again = await storeAsPreviewed(app, days(week));
  expect(again).toMatchObject({ status: 'stored', stored: 3, unchanged: 0 });
});

test('what was answered for an account at the wrong office does not come back once the right one was chosen', async () => {
  const app = openApp();
  const posts = csvOf([make.post()]);
  const wrong = await app.store(posts, { office: 'batam' });
  await undone(app, wrong.id);
  await storeAsPreviewed(app, posts, { office: 'bandung' });
  const next = await storeAsPreviewed(app, csvOf([make.post({ Permalink: 'https://www.instagram.com/p/NEXT/' })]));
  expect(next.office).toBe('bandung');
});

test('an office that was undone is not taken for the account’s own, and one that stands still is', async () => {
  const app = openApp();
  const post = (code: string) => csvOf([make.post({ Permalink: `https://www.instagram.com/p/${code}/` })]);
  const wrong = await app.store(post('A'), { office: 'batam' });
  await undone(app, wrong.id);
  expect((await storeAsPreviewed(app, post('A'))).office).toBe('bandung');
  await app.store(post('B'), { office: 'batam' });
  const wrongAgain = await app.store(post('C'), { office: 'surabaya' });
  await undone(app, wrongAgain.id);
  expect((await storeAsPreviewed(app, post('C'))).office).toBe('batam');
});

interface PoolFile {
  readonly text: string;
  readonly options?: SendOptions;
}

/** Small files that speak of the same few things, disagree about them, and have rows that cannot be stored. */
const pool: readonly PoolFile[] = [
  { text: days(week) },
  { text: days({ '2025-10-07': 21, '2025-10-08': 30, '2025-10-09': '-' }) },
  { text: days(week), options: { office: 'batam' } },
  { text: `${days({ '2025-10-06': 10 })}2025-10-06,website,visits,11\n2025-10-06,website,visits,10\nx,y,z,1\n` },
  { text: csvOf([make.applicantCount(), make.applicantCount({ passport_type: 'ordinary', applicants: 0 })]) },
  { text: csvOf([make.applicantCount({ applicants: 11 }), make.applicantCount({ applicants: -1 })]) },
  { text: csvOf([make.xDay(), make.xDay({ Date: 'Tue, Jan 6, 2026', Likes: '1.5' })]) },
  { text: csvOf([make.xDay({ Likes: 41, Replies: '-' })]) },
  { text: csvOf([make.event(), make.event({ event: 'other', starts: '' })]) },
  { text: csvOf([make.post(), make.post({ Permalink: '' })]), options: { snapshotOn: '2026-01-10' } },
  { text: csvOf([make.post({ Likes: 10 })]), options: { snapshotOn: '2026-01-10' } },
  { text: csvOf([make.post({ Likes: 10 })]), options: { snapshotOn: '2026-01-11' } },
];

type Step = { readonly act: 'import'; readonly file: number } | { readonly act: 'undo'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('import' as const), file: fc.nat(pool.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(20) }) },
);

test('whatever was imported and undone before, a preview says what the import that follows does', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const app = openApp();
      const standing: (number | null)[] = [];
      for (const given of steps) {
        if (given.act === 'undo') {
          const [id] = standing.splice(given.which % Math.max(standing.length, 1), 1);
          if (id !== undefined) await undone(app, id);
          continue;
        }
        const file = pool[given.file];
        if (!file) throw new Error(`no file ${given.file}`);
        const report = await storeAsPreviewed(app, file.text, file.options);
        if (report.status === 'stored') standing.push(report.id);
      }
      for (const id of standing) await undone(app, id);
      expect(filledTables(app.db)).toEqual([]);
      app.db.$client.close();
    }),
    { numRuns: 40 },
  );
});

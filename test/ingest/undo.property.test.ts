import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { type Dump, dumpDomain, dumpFigures, filledTables } from './dump.ts';

interface PoolFile {
  readonly text: string;
  readonly snapshotOn?: string;
}

const posts = (snapshotOn: string, rows: Parameters<typeof make.post>[0][]): PoolFile => ({
  text: csvOf(rows.map((row) => make.post(row))),
  snapshotOn,
});

const second = { Permalink: 'https://www.instagram.com/reel/BBB222/', 'Post type': 'IG reel' };

/** Small files that speak of the same few things and disagree about them. */
const pool: readonly PoolFile[] = [
  { text: csvOf([make.reading(), make.reading({ date: '2026-01-06', value: 20 })]) },
  { text: csvOf([make.reading({ value: 11 }), make.reading({ date: '2026-01-07', value: 30 })]) },
  { text: csvOf([make.reading({ date: '2026-01-06', value: 20 }), make.reading({ date: '2026-01-07', value: 31 })]) },
  {
    text: csvOf([
      make.reading({ value: 11 }),
      make.reading({ value: 12, metric: 'reach' }),
      make.reading({ value: 'x' }),
    ]),
  },
  { text: csvOf([make.applicantCount(), make.applicantCount({ passport_type: 'ordinary', applicants: 40 })]) },
  { text: csvOf([make.applicantCount({ applicants: 13 }), make.applicantCount({ purpose: 'hajj', applicants: 5 })]) },
  { text: csvOf([make.declaredSource(), make.declaredSource({ source: 'unknown', applicants: 3 })]) },
  { text: csvOf([make.declaredSource({ applicants: 8 })]) },
  { text: csvOf([make.event(), make.event({ event: 'closure', name: 'Tutup', kind: 'closure', ends: '2025-01-02' })]) },
  { text: csvOf([make.event({ name: 'Tarif lain', office: 'batam', reference: 'PP 45/2024', confounds: 'no' })]) },
  { text: csvOf([make.campaign(), make.campaign({ campaign: 'other', name: 'Lain' })]) },
  { text: csvOf([make.campaign({ budget: 5_000_000, ended: '2025-12-01', topics: 'cost' })]) },
  posts('2025-12-31', [{}, { ...second, Views: 500 }]),
  posts('2025-12-31', [{ Views: 101, Description: 'Diubah', Saves: '-' }]),
  posts('2026-01-10', [{ Views: 150 }]),
  posts('2026-01-10', [{ ...second, Views: 600 }]),
];

/** Imports the pool's file; answers the number of the import, or nothing where it said nothing new. */
async function importFile(app: OpenApp, file: PoolFile): Promise<number | undefined> {
  const report = await app.store(file.text, file.snapshotOn === undefined ? {} : { snapshotOn: file.snapshotOn });
  return report.status === 'stored' && report.id !== null ? report.id : undefined;
}

async function undo(app: OpenApp, id: number): Promise<void> {
  const response = await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
  expect(response.status).toBe(200);
}

type Step =
  | { readonly act: 'import' | 'try'; readonly file: number }
  | { readonly act: 'undo'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('import' as const), file: fc.nat(pool.length - 1) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('try' as const), file: fc.nat(pool.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(20) }) },
);

/** Imports that were not undone: their numbers and files, in the order in which they were stored. */
type Standing = Map<number, PoolFile>;

/** Takes the steps. After each `try`, an import undone at once, the store must be as it was. */
async function take(app: OpenApp, steps: readonly Step[]): Promise<Standing> {
  const standing: Standing = new Map();
  for (const given of steps) {
    if (given.act === 'undo') {
      const ids = [...standing.keys()];
      const id = ids[given.which % Math.max(ids.length, 1)];
      if (id === undefined) continue;
      await undo(app, id);
      standing.delete(id);
      continue;
    }
    const file = pool[given.file];
    if (!file) throw new Error(`no file ${given.file}`);
    const before = given.act === 'try' ? dumpDomain(app.db) : undefined;
    const id = await importFile(app, file);
    if (before === undefined) {
      if (id !== undefined) standing.set(id, file);
      continue;
    }
    if (id !== undefined) await undo(app, id);
    expect(dumpDomain(app.db)).toEqual(before);
  }
  return standing;
}

async function figuresOf(files: Iterable<PoolFile>): Promise<Dump> {
  const app = openApp();
  for (const file of files) await importFile(app, file);
  const figures = dumpFigures(app.db);
  app.db.$client.close();
  return figures;
}

/** Hundreds of databases are opened, filled and compared. */
const slow = { timeout: 60_000 };

test(
  'after any imports and undos the store says what the standing imports say, and undoing them all empties it',
  slow,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.nat(20)),
        async (steps, picks) => {
          const app = openApp();
          const standing = await take(app, steps);
          expect(dumpFigures(app.db)).toEqual(await figuresOf(standing.values()));

          const left = [...standing.keys()];
          while (left.length > 0) {
            const [id] = left.splice((picks.next().value as number) % left.length, 1);
            if (id !== undefined) await undo(app, id);
          }
          expect(filledTables(app.db)).toEqual([]);
          expect(dumpFigures(app.db)).toEqual(await figuresOf([]));
          app.db.$client.close();
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('undoing any import but the last leaves every later one as if the undone had never been', slow, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...pool.keys()], { minLength: 3, maxLength: 6 }),
      fc.nat(5),
      async (indexes, which) => {
        const files = indexes.flatMap((index) => pool[index] ?? []);
        const app = openApp();
        const ids: (number | undefined)[] = [];
        for (const file of files) ids.push(await importFile(app, file));
        const position = which % (files.length - 1);
        const id = ids[position];
        if (id !== undefined) await undo(app, id);
        const others = files.filter((_, index) => index !== position);
        expect(dumpFigures(app.db)).toEqual(await figuresOf(others));
        app.db.$client.close();
      },
    ),
    { numRuns: 30 },
  );
});

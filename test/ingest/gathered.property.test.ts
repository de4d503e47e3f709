import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase } from '@tilik/db/open';
import { type Batch, batchesOf, figureOfRun, type Refusal } from '@tilik/server/inside/ingest/batches.ts';
import { decode, type Sheet } from '@tilik/server/inside/ingest/decode.ts';
import type { Recognition } from '@tilik/server/inside/ingest/format.ts';
import { matchFormat } from '@tilik/server/inside/ingest/formats/index.ts';
import { contextOf } from '@tilik/server/inside/ingest/import-file.ts';
import type { Plan } from '@tilik/server/inside/ingest/plan.ts';
import { diskSource, memorySource } from '@tilik/server/inside/ingest/source.ts';
import { beginImport, claimFigures, endImport, inTransaction } from '@tilik/server/inside/ingest/store.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { dumpAll } from './dump.ts';

const now = new Date('2026-01-14T05:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'tilik-gathered-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function recognised(text: string): Promise<{ sheet: Sheet; recognition: Recognition }> {
  const [sheet] = await decode(memorySource(Buffer.from(text)));
  const match = sheet && matchFormat(sheet);
  if (sheet === undefined || match?.kind !== 'recognised') throw new Error('a template that is not recognised');
  return { sheet, recognition: match.recognition };
}

/** Batches of one row, each written by itself: slow, and plainly what is meant. */
function* rowByRow(batches: Iterable<Batch>): Generator<Batch> {
  for (const { runs, single, ...batch } of batches) {
    const alone = runs.map((run) => {
      const [[day = '', value = 0] = []] = Object.entries(JSON.parse(run.values) as Record<string, number>);
      return { number: 1, figures: [figureOfRun(run, day, value)] };
    });
    yield { ...batch, runs: [], numbers: new Uint32Array(0), single: [...alone, ...single] };
  }
}

const refuse: Refusal = ({ key, on }) =>
  key[0] === 'bandung' && on.startsWith('2025-02')
    ? { reason: 'month-closed', facts: { month: on.slice(0, 7) } }
    : undefined;

/** Stores a text in a database: gathered, so many rows at once, or row by row. */
async function store(db: Db, text: string, rowsMax: number | 'row by row'): Promise<Plan> {
  const { recognition } = await recognised(text);
  const context = contextOf(db, { dayOrder: 'day-first' }, undefined, now);
  const outcomes = () => recognition.read(context);
  const rows = { [Symbol.iterator]: () => outcomes()[Symbol.iterator]() };
  return inTransaction(db, () => {
    const file = { fileName: 'file', contentHash: text, sizeBytes: 1, format: 'f', answers: {}, account: null };
    const id = beginImport(db, { ...file, isSample: false, actor: 'system:test' }, now.toISOString());
    const batches =
      rowsMax === 'row by row' ? rowByRow(batchesOf(rows, refuse, 1)) : batchesOf(outcomes(), refuse, rowsMax);
    const plan = claimFigures(db, id, batches, outcomes);
    endImport(db, id, plan);
    return { keep: true, value: plan };
  });
}

/** What is told of a plan, its replacements in one order. */
const told = (plan: Plan) => ({
  ...plan,
  replacements: plan.replacements.map((change) => JSON.stringify(change)).sort(),
});

/** Texts of a column: one or two that nearly every row has, and others that are rarer. */
const texts = (common: readonly string[], rare: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constantFrom(...common, ...rare) },
  );
const date = texts(
  ['2025-01-05', '2025-01-06', '2025-02-01', '2024-12-31'],
  [
    '2025-01',
    '05/01/2025',
    '05/02/2025',
    ' 2025-01-05',
    '2025-01-05 ',
    '5 Januari 2025',
    '2025-13-01',
    '2099-01-01',
    '',
  ],
);
const value = texts(
  ['1', '2', '10'],
  ['0', '007', '1.234', '"1,234"', '-', '', '-5', '1.5', 'x', '999999999999', '9999999999999', ' 2', '2 ', '"2"'],
);
const office = texts(['', 'bandung', 'batam'], ['nowhere', 'BANDUNG', ' ']);
const tail = texts([''], [',', ', ', ',extra']);

const files = {
  readings: {
    header: 'date,office,channel,metric,value',
    middle: fc.tuple(
      office,
      texts(['website', 'instagram'], ['Situs web', 'Website', 'nobody', '', '"website"']),
      texts(['visits', 'likes'], ['Kunjungan situs', 'nothing', '']),
    ),
  },
  'readings without an office': {
    header: 'date,channel,metric,value',
    middle: fc.tuple(texts(['website', 'instagram'], ['Situs web', 'nobody']), texts(['visits', 'likes'], ['x'])),
  },
  applicants: {
    header: 'date,passport_type,office,service_point,applicants',
    middle: fc.tuple(
      texts(['electronic', 'ordinary'], ['E-paspor', 'none']),
      office,
      texts(['', 'mal'], ['Unit Layanan Paspor Bandung Timur', 'MAL']),
    ),
  },
  sources: {
    header: 'date,source,passport_type,applicants',
    middle: fc.tuple(texts(['instagram', 'unknown'], ['lupa', 'nobody']), texts(['electronic'], ['ordinary', ''])),
  },
};

const row = (middle: fc.Arbitrary<readonly string[]>) =>
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc
        .tuple(date, middle, value, tail)
        .map(([on, between, count, end]) => [on, ...between, count].join(',') + end),
    },
    { weight: 1, arbitrary: fc.constantFrom('', ',,,', '2025-01-05', '2025-01-05,1', '1', ',1') },
  );

/** A table of that header and such rows, in any of the ways in which tables are written. */
const file = ({ header, middle }: { header: string; middle: fc.Arbitrary<readonly string[]> }) =>
  fc
    .tuple(
      fc.array(row(middle), { minLength: 1, maxLength: 40 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([rows, lineEnd, endsOpen, hasTitle]) =>
      [...(hasTitle ? ['Rekap', ''] : []), header, ...rows, ...(endsOpen ? [] : [''])].join(lineEnd),
    );

/** Databases are opened, filled and compared. */
const slow = { timeout: 60_000 };

test.each(Object.entries(files))(
  'rows of %s that are gathered and written many at once are those that are written one by one',
  slow,
  async (_, kind) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file(kind), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        async (given, rowsMax) => {
          const gathered = openDatabase(':memory:');
          const alone = openDatabase(':memory:');
          for (const text of given) {
            expect(told(await store(gathered, text, rowsMax))).toEqual(told(await store(alone, text, 'row by row')));
          }
          expect(dumpAll(gathered)).toEqual(dumpAll(alone));
          gathered.$client.close();
          alone.$client.close();
        },
      ),
      { numRuns: 40 },
    );
  },
);

test('lines that are read as they stand are most of a long file, and the others keep their numbers', async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `2025-01-0${(index % 9) + 1},website,visits,${index}`);
  lines[2_500] = '2025-01-03,website,visits,wrong';
  const { sheet, recognition } = await recognised(['date,channel,metric,value', ...lines].join('\n'));
  const rows = recognition.read(contextOf(openDatabase(':memory:'), {}, undefined, now));
  let asRows = 0;
  const counted: Sheet = {
    ...sheet,
    *rows(readLine) {
      for (const given of sheet.rows(readLine)) {
        asRows += 1;
        yield given;
      }
    },
  };
  const match = matchFormat(counted);
  if (match.kind !== 'recognised') throw new Error('not recognised');
  asRows = 0;
  const batches = [...batchesOf(match.recognition.read(contextOf(openDatabase(':memory:'), {}, undefined, now)))];
  expect(asRows).toBe(1 + 9 + 1);
  expect(batches.flatMap(({ rejected }) => rejected).map(({ line }) => line)).toEqual([2_502]);
  expect(batches.reduce((sum, batch) => sum + batch.rows, 0)).toBe([...rows].length);
});

test('a letter that is cut by the end of a piece is whole again, wherever the first of them stands', async () => {
  const rest = 'é,ü,€,😀';
  for (const plain of [0, 1, 2, 3, 65_533, 65_534, 65_535, 65_536, 131_071]) {
    const text = `a,b,c,d\n${'x'.repeat(plain)},1,2,3\n${rest}\n`;
    const path = join(folder, `${plain}.csv`);
    writeFileSync(path, text);
    const [sheet] = await decode(diskSource(path, Buffer.byteLength(text), ''));
    expect([...(sheet?.rows() ?? [])].map(({ original }) => original).join('\n')).toBe(text.trimEnd());
  }
});

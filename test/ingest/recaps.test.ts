import type { Db } from '@tilik/db/open';
import { applicants } from '@tilik/db/schema';
import type { Problem } from '@tilik/server/inside/problem.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

const now = '2026-04-08T05:00:00Z';
const open = () => openApp({ now });

type Cell = string | number;
const csv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map((cell) => (/[,"]/.test(String(cell)) ? `"${cell}"` : cell)).join(',')}\n`).join('');

/** Requests below each other; the type stands on the first row of its group only. */
const layoutA: readonly (readonly Cell[])[] = [
  ['JENIS PASPOR', 'JENIS PERMOHONAN', 'L', 'P', 'JUMLAH'],
  ['PASPOR BIASA ELEKTRONIK LAMINASI 10 TAHUN', 'BARU', 30, 40, 70],
  ['', 'GANTI (HABIS MASA BERLAKU)', 21, 22, 43],
  ['', 'GANTI (HILANG)', '-', '-', '-'],
  ['PASPOR BIASA ELEKTRONIK LAMINASI 10 TAHUN TOTAL', '', 51, 62, 113],
  ['PASPOR BIASA ELEKTRONIK POLIKARBONAT 10 TAHUN', 'BARU', 3, 2, 5],
  ['PASPOR BIASA ELEKTRONIK POLIKARBONAT 10 TAHUN TOTAL', '', 3, 2, 5],
  ['PASPOR BIASA NON ELEKTRONIK 5 TAHUN', 'BARU', 11, 10, 21],
  ['', 'GANTI (PERUBAHAN DATA)', 0, 0, 0],
  ['', 'GANTI (PENUH)', 1, 1, 2],
  ['PASPOR BIASA NON ELEKTRONIK 5 TAHUN TOTAL', '', 12, 11, 23],
  ['PASPOR BIASA 24H', 'BARU', 4, 4, 8],
  ['PASPOR BIASA 24H TOTAL', '', 4, 4, 8],
  ['GRAND TOTAL', '', 70, 79, 149],
];

const layoutB: readonly (readonly Cell[])[] = [
  ['NO', 'JENIS PASPOR / DOKUMEN', 'BARU', 'PENGGANTIAN', 'HILANG', 'RUSAK', 'JUMLAH'],
  [1, 'Paspor 48 Hal - Elektronik', 100, 50, 3, 2, 155],
  [2, 'Paspor 48 Hal - Biasa', 40, '-', 1, 0, 41],
  [3, 'SPLP', 2, '', '', '', 2],
  ['', 'TOTAL', 142, 50, 4, 2, 198],
];

const march = [['REKAPITULASI PERMOHONAN PASPOR'], ['BULAN MARET 2026'], []];

const kept = (db: Db) =>
  Object.fromEntries(
    db
      .select()
      .from(applicants)
      .all()
      .map((row) => [
        [row.periodOn, row.servicePoint, row.passportType, row.variant, row.request].join(' '),
        row.applicants,
      ]),
  );

const workbook = async (sheets: Readonly<Record<string, SheetData>>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await writeExcel(Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }))).toBuffer());

/** The same cells as numbers and texts of a sheet, with the type merged over the rows of its group. */
function sheetOf(rows: readonly (readonly Cell[])[]): SheetData {
  return rows.map((row, index) =>
    row.map((value, column) => {
      if (column === 0 && row.length === 5 && value !== '' && index > 0) {
        const below = rows.slice(index + 1).findIndex((next) => next[0] !== '');
        return { value, rowSpan: below < 0 ? 1 : below + 1 };
      }
      return value === '' ? null : { value };
    }),
  ) as SheetData;
}

async function uptakeOf(app: OpenApp, month: string): Promise<{ electronic: number | null; ordinary: number | null }> {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  const { periods } = await app.get<{ periods: { electronic: number | null; ordinary: number | null }[] }>(
    `/api/v1/uptake?from=${month}-01&to=${last}&grain=month`,
  );
  const [period] = periods;
  if (!period) throw new Error('no period');
  return { electronic: period.electronic, ordinary: period.ordinary };
}

const inA = {
  '2026-03-01 all electronic laminated-10y new': 70,
  '2026-03-01 all electronic laminated-10y replacement-expired': 43,
  '2026-03-01 all electronic polycarbonate-10y new': 5,
  '2026-03-01 all ordinary 5y new': 21,
  '2026-03-01 all ordinary 5y replacement-data-change': 0,
  '2026-03-01 all ordinary 5y replacement-full': 2,
  '2026-03-01 all other 24-page new': 8,
};

describe('requests below each other', () => {
  test('every figure is kept by variant and request; totals are checked and not kept', async () => {
    const app = open();
    const report = await app.store(csv([...march, ...layoutA]));
    expect(report).toMatchObject({
      format: 'passport-recap',
      confidence: 1,
      status: 'stored',
      rows: 13,
      stored: 7,
      rejected: 0,
      skipped: 6,
      from: '2026-03-01',
      to: '2026-03-01',
      questions: [],
    });
    expect(report.problems.map(({ code }) => code).sort()).toEqual(['not-reported', 'total-row']);
    expect(kept(app.db)).toEqual(inA);
    expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 118, ordinary: 23 });
  });

  test('a workbook with merged cells reads as the same file in CSV', async () => {
    const app = open();
    const report = await app.store(await workbook({ Sheet1: sheetOf([...march, ...layoutA]) }), { name: 'r.xlsx' });
    expect(report).toMatchObject({ rows: 13, stored: 7, rejected: 0, skipped: 6 });
    expect(kept(app.db)).toEqual(inA);
  });

  test('L and P that are not JUMLAH reject the row, and a total that was made of it is told with both numbers', async () => {
    const app = open();
    const rows = layoutA.map((row) => (row[1] === 'GANTI (PENUH)' ? ['', 'GANTI (PENUH)', 1, 1, 3] : row));
    const report = await app.store(csv([...march, ...rows]));
    expect(report).toMatchObject({ rows: 13, stored: 6, rejected: 3, skipped: 4 });
    expect(report.problems).toMatchObject([
      { line: 13, field: 'JUMLAH', code: 'parts-differ', message: expect.stringContaining('3') },
      { line: 14, field: 'JUMLAH', code: 'total-differs', message: expect.stringMatching(/23.*24/) },
      { line: 17, field: 'JUMLAH', code: 'total-differs', message: expect.stringMatching(/149.*150/) },
      { code: 'not-reported' },
      { code: 'total-row' },
    ]);
    expect(kept(app.db)).not.toHaveProperty(['2026-03-01 all ordinary 5y replacement-full']);
  });

  test('a subtotal that differs from its parts is rejected with what was expected and found', async () => {
    const app = open();
    const rows = layoutA.map((row) =>
      row[0] === 'PASPOR BIASA ELEKTRONIK LAMINASI 10 TAHUN TOTAL' ? [row[0], '', 51, 62, 999] : row,
    );
    const report = await app.store(csv([...march, ...rows]));
    expect(report).toMatchObject({ stored: 7, rejected: 1, skipped: 5 });
    expect(report.problems[0]).toMatchObject({
      line: 8,
      field: 'JUMLAH',
      code: 'total-differs',
      message: expect.stringMatching(/999.*113/),
    });
  });

  test('lines that fall on one key are added, and every row still has its state', async () => {
    const app = open();
    const report = await app.store(
      csv([
        ...march,
        ['JENIS PASPOR', 'JENIS PERMOHONAN', 'L', 'P', 'JUMLAH'],
        ['PASPOR BIASA 48H', 'BARU', 1, 1, 2],
        ['PASPOR BIASA 48 HALAMAN', 'BARU', 2, 2, 4],
        ['PASPOR BIASA 48H', 'GANTI HILANG', 'x', 2, 4],
        ['PASPOR BIASA 48 HALAMAN', 'GANTI HILANG', 2, 2, 4],
        ['TOTAL', '', 5, 7, 14],
      ]),
    );
    expect(report).toMatchObject({ rows: 5, stored: 1, rejected: 2, skipped: 2 });
    expect(kept(app.db)).toEqual({ '2026-03-01 all ordinary 48-page new': 6 });
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [7, 'not-a-number'],
      [8, 'other-part-rejected'],
      [undefined, 'added-to-other'],
      [undefined, 'total-row'],
    ]);
  });

  test('a header of two rows, a row that numbers the columns and signatures are no figures', async () => {
    const app = open();
    const report = await app.store(
      csv([
        ['KANTOR IMIGRASI KELAS I TPI BANDUNG'],
        ['PERIODE 1 S.D 31 MARET 2026'],
        ['NO', 'JENIS PASPOR', 'JENIS PERMOHONAN', 'JENIS KELAMIN', '', 'JUMLAH'],
        ['', '', '', 'L', 'P', ''],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'],
        [1, 'PASPOR BIASA NON ELEKTRONIK 10 TAHUN', 'BARU', 5, 6, 11],
        ['', '', 'GANTI (RUSAK)', 1, 0, 1],
        ['', 'GRAND TOTAL', '', 6, 6, 12],
        [],
        ['', '', '', 'Bandung, 2 April 2026', '', ''],
        ['Mengetahui', '', '', 'Kepala Seksi', '', ''],
      ]),
    );
    expect(report).toMatchObject({ rows: 3, stored: 2, rejected: 0, skipped: 1, from: '2026-03-01' });
    expect(kept(app.db)).toEqual({
      '2026-03-01 kantor-imigrasi-kelas-i-tpi-bandung ordinary 10y new': 11,
      '2026-03-01 kantor-imigrasi-kelas-i-tpi-bandung ordinary 10y replacement-damaged': 1,
    });
  });
});

describe('a column per request', () => {
  test('every cell is a figure; a dash and a blank are not reported, nought is nought', async () => {
    const app = open();
    const report = await app.store(csv([['Maret 2026'], ...layoutB]));
    expect(report).toMatchObject({ format: 'passport-recap', rows: 4, stored: 3, rejected: 0, skipped: 1 });
    expect(kept(app.db)).toEqual({
      '2026-03-01 all electronic 48-page new': 100,
      '2026-03-01 all electronic 48-page replacement': 50,
      '2026-03-01 all electronic 48-page lost': 3,
      '2026-03-01 all electronic 48-page damaged': 2,
      '2026-03-01 all ordinary 48-page new': 40,
      '2026-03-01 all ordinary 48-page lost': 1,
      '2026-03-01 all ordinary 48-page damaged': 0,
      '2026-03-01 all other splp new': 2,
    });
    expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 155, ordinary: 41 });
  });

  test('units below each other and one sheet each give the same figures', async () => {
    const garut = layoutB.map((row) => row.map((cell) => (cell === 100 ? 10 : cell === 155 ? 65 : cell)));
    const garutRows = garut.map((row) => (row[1] === 'TOTAL' ? ['', 'TOTAL', 52, 50, 4, 2, 108] : row));
    const [one, other] = [open(), open()];
    const below = await one.store(
      csv([
        ['REKAP PASPOR KANIM BANDUNG BULAN MARET 2026'],
        ...layoutB,
        [],
        ['Bandung, 2 April 2026'],
        ['ULP Kabupaten Garut'],
        ...garutRows,
        ['', 'GRAND TOTAL', 194, 100, 8, 4, 306],
      ]),
    );
    const apart = await other.store(
      await workbook({
        'Kanim Bandung': sheetOf([['BULAN MARET 2026'], ...layoutB]),
        'ULP Kabupaten Garut': sheetOf([['BULAN MARET 2026'], ...garutRows]),
      }),
      { name: 'rekap.xlsx' },
    );
    expect(below).toMatchObject({ rows: 9, stored: 6, rejected: 0, skipped: 3 });
    expect(apart).toMatchObject({ rows: 8, stored: 6, rejected: 0, skipped: 2 });
    expect(kept(one.db)).toEqual(kept(other.db));
    expect(kept(one.db)).toMatchObject({
      '2026-03-01 kanim-bandung electronic 48-page new': 100,
      '2026-03-01 ulp-kabupaten-garut electronic 48-page new': 10,
    });
    for (const app of [one, other]) expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 220, ordinary: 82 });
  });

  test('units may be rows of one table, and signatures between them are no units', async () => {
    const app = open();
    const report = await app.store(
      csv([
        ['BULAN MARET 2026'],
        ['JENIS PASPOR', 'JENIS PERMOHONAN', 'L', 'P', 'JUMLAH'],
        ['ULP GARUT', '', '', '', ''],
        ['PASPOR BIASA 48H', 'BARU', 1, 1, 2],
        ['TOTAL', '', 1, 1, 2],
        ['', '', '', 'Kepala Kantor Imigrasi Kelas I TPI Bandung', ''],
        ['UKK CIMAHI', '', '', '', ''],
        ['PASPOR BIASA 48H', 'BARU', 2, 2, 4],
        ['TOTAL', '', 2, 2, 4],
        ['GRAND TOTAL', '', 3, 3, 6],
      ]),
    );
    expect(report).toMatchObject({ rows: 5, stored: 2, skipped: 3, rejected: 0 });
    expect(kept(app.db)).toEqual({
      '2026-03-01 ulp-garut ordinary 48-page new': 2,
      '2026-03-01 ukk-cimahi ordinary 48-page new': 4,
    });
  });

  test('a table of all units together is not added to those of the units', async () => {
    const app = open();
    await app.store(
      csv([['BULAN MARET 2026'], ['KANIM BANDUNG'], ...layoutB, ['REKAPITULASI KESELURUHAN'], ...layoutB]),
    );
    expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 155, ordinary: 41 });
  });

  test('a type nobody knows is rejected with the row, a column nobody knows is named', async () => {
    const app = open();
    const report = await app.store(
      csv([
        ['MARET 2026'],
        ['NO', 'JENIS PASPOR / DOKUMEN', 'BARU', 'HILANG', 'JUMLAH', 'KETERANGAN'],
        [1, 'AFFIDAVIT', 3, 1, 4, ''],
        [2, 'PASPOR BIASA NON ELEKTRONIK', 3, 1, 4, 'lengkap'],
      ]),
    );
    expect(report).toMatchObject({ rows: 2, stored: 1, rejected: 1 });
    expect(report.problems).toMatchObject([
      { line: 3, code: 'unknown-passport-type' },
      { code: 'ignored-columns', message: expect.stringContaining('KETERANGAN') },
    ]);
    expect(kept(app.db)).toEqual({ '2026-03-01 all ordinary all new': 3, '2026-03-01 all ordinary all lost': 1 });
  });
});

describe('the month of a recap', () => {
  test.each([
    ['BULAN MARET 2026'],
    ['BULAN : MARET TAHUN 2026'],
    ['PERIODE 1 S.D 31 MARET 2026'],
    ['PERIODE 01 MARET 2026 s/d 31 MARET 2026'],
    ['Periode: 01/03/2026 - 31/03/2026'],
    ['BULAN 2026-03-01'],
    ['PERIODE 2026-03-01 s.d. 2026-03-31'],
    ['Maret 2026'],
    ['LAPORAN PASPOR MARET 2026'],
  ])('the title “%s” is March', async (title) => {
    const app = open();
    expect(await app.store(csv([[title], ...layoutB]))).toMatchObject({ from: '2026-03-01', questions: [] });
  });

  test.each([
    ['rekap-paspor-maret-2026.csv'],
    ['Rekap 2026-03.csv'],
    ['REKAP_03-2026.csv'],
    ['202603.csv'],
    ['rekap maret2026 (1).csv'],
  ])('the name %s tells it where no title does', async (name) => {
    const app = open();
    expect(await app.store(csv(layoutB), { name })).toMatchObject({ from: '2026-03-01' });
  });

  test('where nothing tells it, it is asked and needed; what is no month is refused', async () => {
    const app = open();
    const file = csv([['Bandung, 31 Maret 2026'], ...layoutB]);
    expect(await app.store(file, { preview: true, name: 'rekap 2 april 2026.csv' })).toMatchObject({
      status: 'question',
      questions: [{ field: 'month', required: true }],
    });
    expect((await app.send(file)).status).toBe(422);
    for (const month of ['2026-13', 'Maret', '2026-3']) {
      const refused = await app.send(file, { month });
      expect(refused.status).toBe(400);
      expect((await refused.json()) as Problem).toMatchObject({ issues: [{ field: 'month', code: 'not-a-month' }] });
    }
    expect(await app.store(file, { month: '2026-02' })).toMatchObject({ from: '2026-02-01', status: 'stored' });
    expect(await app.store(file)).toMatchObject({ status: 'same-file' });
  });

  test('the running month is taken, a month to come and a part of a past month are not', async () => {
    const app = open();
    expect(await app.store(csv([['PERIODE 1 S.D 8 APRIL 2026'], ...layoutB]))).toMatchObject({ stored: 3 });
    for (const [title, code] of [
      ['BULAN MEI 2026', 'in-future'],
      ['PERIODE 1 S.D 15 MARET 2026', 'not-whole-month'],
      ['PERIODE 1 JANUARI S.D 31 MARET 2026', 'not-one-month'],
    ] as const) {
      const refused = await app.send(csv([[title], ...layoutB]));
      expect(refused.status).toBe(422);
      const { issues } = (await refused.json()) as Problem;
      expect([...new Set(issues.map((issue) => issue.code))]).toEqual([code]);
    }
  });
});

test('a recap and a plain total of the same month do not add up', async () => {
  const app = open();
  await app.store(csv([...march, ['KANIM BANDUNG'], ...layoutA]));
  await app.store(csvOf([make.applicantCount({ date: '2026-03', applicants: 120 })]));
  expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 120, ordinary: 23 });
});

test('parts of different breakdowns are added where they cannot be the same people', async () => {
  const app = open();
  const part = (given: Record<string, string | number>) => make.applicantCount({ date: '2026-03', ...given });
  await app.store(
    csvOf([
      part({ service_point: 'Kanim', variant: '', applicants: 50 }),
      part({ service_point: 'Kanim', variant: 'laminated-10y', applicants: 30 }),
      part({ service_point: 'ULP', variant: 'laminated-10y', applicants: 7 }),
      part({ service_point: 'ULP', variant: 'polycarbonate-10y', request: 'new', applicants: 4 }),
      part({ service_point: '', variant: '', request: '', purpose: 'hajj', applicants: 9 }),
      part({ passport_type: 'ordinary', service_point: 'Kanim', request: 'new', applicants: 20 }),
    ]),
  );
  expect(await uptakeOf(app, '2026-03')).toEqual({ electronic: 61, ordinary: 20 });
});

test('a recap that names another office is of that office', async () => {
  const app = open();
  await app.store(csv([['KANTOR IMIGRASI KELAS I KHUSUS TPI SURABAYA'], ['MARET 2026'], ...layoutB]));
  expect(
    new Set(
      app.db
        .select()
        .from(applicants)
        .all()
        .map(({ officeId }) => officeId),
    ),
  ).toEqual(new Set(['surabaya']));
});

test('whatever a recap holds, its rows are accounted for and what is kept adds up to its grand total', async () => {
  const types = [
    'PASPOR BIASA ELEKTRONIK LAMINASI 5 TAHUN',
    'PASPOR BIASA ELEKTRONIK POLIKARBONAT 10 TAHUN',
    'PASPOR BIASA NON ELEKTRONIK 5 TAHUN',
    'PASPOR BIASA 48H',
    'PASPOR BIASA 24H',
  ];
  const requests = ['BARU', 'GANTI (HABIS MASA BERLAKU)', 'GANTI (HILANG)', 'GANTI (RUSAK)'];
  const figure = fc.option(fc.nat({ max: 3000 }), { nil: '-' as const });
  const group = fc.record({
    type: fc.constantFrom(...types),
    rows: fc.array(fc.tuple(fc.constantFrom(...requests), figure), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 5 }), async (groups) => {
      const sum = (rows: readonly (readonly [string, Cell])[]) =>
        rows.reduce((added, [, value]) => added + (typeof value === 'number' ? value : 0), 0);
      const total = sum(groups.flatMap(({ rows }) => rows));
      const lines = groups.flatMap(({ type, rows }) => [
        ...rows.map(([request, value], index) => [index === 0 ? type : '', request, value]),
        ['', 'TOTAL', sum(rows)],
      ]);
      const app = open();
      const response = await app.send(
        csv([...march, ['JENIS PASPOR', 'JENIS PERMOHONAN', 'JUMLAH'], ...lines, ['GRAND TOTAL', '', total]]),
      );
      const someReported = groups.some(({ rows }) => rows.some(([, value]) => value !== '-'));
      expect(response.status).toBe(someReported ? 201 : 422);
      if (!someReported) return;
      const report = (await response.json()) as { rows: number; stored: number; skipped: number; rejected: number };
      expect(report).toMatchObject({ rows: lines.length + 1, rejected: 0 });
      expect(report.stored + report.skipped).toBe(report.rows);
      expect(Object.values(kept(app.db)).reduce((added, value) => added + value, 0)).toBe(total);
      const { electronic, ordinary } = await uptakeOf(app, '2026-03');
      const ofType = (found: (type: string) => boolean) =>
        sum(groups.filter(({ type }) => found(type)).flatMap(({ rows }) => rows));
      expect(electronic ?? 0).toBe(ofType((type) => type.includes(' ELEKTRONIK') && !type.includes('NON')));
      expect(ordinary ?? 0).toBe(ofType((type) => type.includes('NON') || type.includes('48H')));
    }),
    { numRuns: 40 },
  );
});

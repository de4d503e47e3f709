import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Language } from '@tilik/db/vocabulary';
import { type Row, sheetOf } from '@tilik/server/inside/ingest/decode.ts';
import { templates } from '@tilik/server/inside/ingest/formats/index.ts';
import { isIdentityNumber, personalData } from '@tilik/server/inside/ingest/privacy.ts';
import { templateCsv } from '@tilik/server/inside/ingest/write-template.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { zipOf } from '../fuzz/zip.ts';
import { problemOf } from '../house/problem.ts';
import { csvOf, make, utf16 } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { dumpAll } from './dump.ts';

/*
 * Counts only: a file that tells of single persons is refused as a whole and nothing of it is kept or repeated. Every
 * number, name and address here is made up.
 */

type File = string | Uint8Array<ArrayBuffer>;

const someNik = '3273010101900001';
const womanNik = '3273025512950002';

/** Sends a file that must be refused in both languages; nothing may be stored and no value of it may be told. */
async function refusal(app: OpenApp, file: File, secrets: readonly string[]): Promise<Problem> {
  const before = dumpAll(app.db);
  const answers: Problem[] = [];
  for (const options of [
    { lang: 'id', preview: true },
    { lang: 'en', preview: true },
    { lang: 'id', preview: false },
    { lang: 'en', preview: false },
  ] as const) {
    const problem = await problemOf(await app.send(file, options));
    expect(problem).toMatchObject({ status: 422, code: 'personal-data' });
    expect(problem.issues.length).toBeGreaterThan(0);
    for (const { field, message, original, line } of problem.issues) {
      expect(field).toMatch(/\S/);
      expect(message).toContain('•••');
      expect([original, line]).toEqual([undefined, undefined]);
    }
    const text = JSON.stringify(problem);
    for (const secret of secrets) expect(text).not.toContain(secret);
    answers.push(problem);
  }
  expect(dumpAll(app.db)).toEqual(before);
  const english = answers.at(-1);
  if (!english) throw new Error('no answer');
  expect(answers[0]?.title).not.toBe(english.title);
  return english;
}

const workbookOf = async (rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await writeExcel(rows.map((row) => row.map((value) => ({ value })))).toBuffer());

describe('a NIK is known by what its digits say', () => {
  test.each([
    ['a man’s', someNik],
    ['a woman’s, 40 added to the day', womanNik],
    ['a leap day', '3171062902960003'],
    ['Papua', '9471013112850010'],
  ])('%s', (_, digits) => expect(isIdentityNumber(digits)).toBe(true));

  test.each([
    ['fifteen digits', '327301010190000'],
    ['seventeen digits', '32730101019000011'],
    ['no such province', '1073010101900001'],
    ['no such province above', '9573010101900001'],
    ['the 32nd', '3273013201900001'],
    ['a woman of the 72nd', '3273017201900001'],
    ['the 31st of April', '3273013104900001'],
    ['a thirteenth month', '3273010113900001'],
    ['no running number', '3273010101900000'],
    ['letters', '327301010190000X'],
  ])('not %s', (_, digits) => expect(isIdentityNumber(digits)).toBe(false));
});

interface Refused {
  readonly what: string;
  readonly file: File | (() => Promise<File>);
  /** Columns named in the refusal, with what each holds. */
  readonly columns: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

const readings = (more: Parameters<typeof make.reading>[0]) => make.reading(more);

const refused: readonly Refused[] = [
  {
    what: 'a list of applicants with NIK',
    file: `tanggal,NIK,jenis paspor\n2026-01-05,${someNik},E-paspor\n2026-01-06,${womanNik},Paspor biasa\n`,
    columns: { NIK: 'personal-identity-number' },
    secrets: [someNik, womanNik, '0101019'],
  },
  {
    what: 'one NIK in a column of another name',
    file: csvOf([
      make.applicantCount({ keterangan: '' }),
      make.applicantCount({ passport_type: 'ordinary', keterangan: someNik }),
    ]),
    columns: { keterangan: 'personal-identity-number' },
    secrets: [someNik],
  },
  {
    what: 'a NIK written in groups, and one among words',
    file: csvOf([
      readings({ catatan: '3273 0101 0190 0001' }),
      readings({ date: '2026-01-06', catatan: `penanya, NIK ${womanNik}, minta info` }),
    ]),
    columns: { catatan: 'personal-identity-number' },
    secrets: [womanNik, '0101 0190'],
  },
  {
    what: 'NIK that Excel has shortened, under their name',
    file: 'No. KTP,jumlah\n3.27301E+15,1\n3.27302E+15,1\n',
    columns: { 'No. KTP': 'personal-identity-number' },
    secrets: ['3.27301E+15'],
  },
  {
    what: 'NIK behind the apostrophe that makes them text',
    file: `tanggal;nik pemohon;jumlah\n2026-01-05;'${someNik};1\n`,
    columns: { 'nik pemohon': 'personal-identity-number' },
    secrets: [someNik],
  },
  {
    what: 'NIK in a column of counts that the template knows',
    file: csvOf([make.applicantCount({ applicants: someNik })]),
    columns: { applicants: 'personal-identity-number' },
    secrets: [someNik],
  },
  {
    what: 'a table without headers',
    file: `Budi Santoso,${someNik},081234567890\nSiti Aminah,${womanNik},081234567891\n`,
    columns: { B: 'personal-identity-number', C: 'personal-phone' },
    secrets: [someNik, womanNik, 'Budi', 'Siti', '081234567890'],
  },
  {
    what: 'a NIK far below the first rows',
    file: csvOf([
      ...Array.from({ length: 900 }, (_, index) => readings({ channel: 'x', value: index, catatan: '' })),
      readings({ catatan: someNik }),
    ]),
    columns: { catatan: 'personal-identity-number' },
    secrets: [someNik],
  },
  {
    what: 'passport numbers under their name',
    file: 'tanggal,No. Paspor,jenis\n2026-01-05,A1234567,biasa\n2026-01-06,X7654321,elektronik\n',
    columns: { 'No. Paspor': 'personal-passport-number' },
    secrets: ['A1234567', 'X7654321'],
  },
  {
    what: 'passport numbers that most values of a column are',
    file: csvOf([
      readings({ acuan: 'C9876543' }),
      readings({ date: '2026-01-06', acuan: 'AB1234567' }),
      readings({ date: '2026-01-07', acuan: 'lihat arsip' }),
    ]),
    columns: { acuan: 'personal-passport-number' },
    secrets: ['C9876543', 'AB1234567'],
  },
  {
    what: 'names of applicants',
    file: 'tanggal,nama pemohon,jenis_paspor,jumlah\n2026-01-05,Budi Santoso,E-paspor,1\n2026-01-05,SITI AMINAH,Biasa,1\n',
    columns: { 'nama pemohon': 'personal-person-name' },
    secrets: ['Santoso', 'AMINAH'],
  },
  {
    what: 'names beside counts of one',
    file: 'Nama,Jumlah\nBudi Santoso,1\nSiti Aminah,1\nDewi Lestari Putri,1\n',
    columns: { Nama: 'personal-person-name' },
    secrets: ['Santoso', 'Aminah', 'Lestari'],
  },
  {
    what: 'names beside days of birth',
    file: 'No,Nama,Tanggal Lahir\n1,Budi Santoso,01/01/1990\n2,Siti Aminah,15/12/1995\n',
    columns: { Nama: 'personal-person-name' },
    secrets: ['Santoso', 'Aminah', '1990'],
  },
  {
    what: 'names of persons in the place of the count of applicants',
    file: 'tanggal,jenis_paspor,pemohon\n2026-01-05,E-paspor,Budi Santoso\n2026-01-06,E-paspor,Siti Aminah\n',
    columns: { pemohon: 'personal-person-name' },
    secrets: ['Santoso', 'Aminah'],
  },
  {
    what: 'phones under their name, their first zero lost',
    file: 'No HP,jumlah\n81234567890,1\n85711112222,1\n',
    columns: { 'No HP': 'personal-phone' },
    secrets: ['81234567890', '85711112222'],
  },
  {
    what: 'phones in a column of any name',
    file: csvOf([
      readings({ dari: '0812-3456-7890' }),
      readings({ date: '2026-01-06', dari: '+62 857 1111 2222' }),
      readings({ date: '2026-01-07', dari: '6281311112222' }),
    ]),
    columns: { dari: 'personal-phone' },
    secrets: ['3456', '1111', '81311112222'],
  },
  {
    what: 'e-mail addresses of those who asked',
    file: csvOf([readings({ email: 'budi@example.com' }), readings({ date: '2026-01-06', email: '' })]),
    columns: { email: 'personal-email' },
    secrets: ['budi@example.com', 'budi', 'example.com'],
  },
  {
    what: 'an UTF-16 list as Meta writes them',
    file: utf16(`Nama lengkap\tEmail\r\nBudi Santoso\tbudi@example.com\r\n`),
    columns: { Email: 'personal-email', 'Nama lengkap': 'personal-person-name' },
    secrets: ['Santoso', 'budi@'],
  },
  {
    what: 'a workbook whose NIK are numbers',
    file: () =>
      workbookOf([
        ['Daftar pemohon Januari 2026'],
        ['NIK', 'Nama', 'Jumlah'],
        [Number(someNik), 'Budi Santoso', 1],
        [Number(womanNik), 'Siti Aminah', 1],
      ]),
    columns: { NIK: 'personal-identity-number', Nama: 'personal-person-name' },
    secrets: [someNik, womanNik, 'Santoso'],
  },
  {
    what: 'a good workbook with a second sheet of persons',
    file: async () =>
      new Uint8Array(
        await writeExcel([
          {
            sheet: 'Pemohon',
            data: [
              ['tanggal', 'jenis_paspor', 'pemohon'].map((value) => ({ value })),
              ['2026-01', 'E-paspor', 31].map((value) => ({ value })),
            ],
          },
          {
            sheet: 'Rincian',
            data: [
              ['Nomor Paspor', 'Tujuan'],
              ['A1234567', 'Umrah'],
            ].map((row) => row.map((value) => ({ value }))),
          },
        ]).toBuffer(),
      ),
    columns: { 'Nomor Paspor': 'personal-passport-number' },
    secrets: ['A1234567'],
  },
];

describe('a file that tells of single persons is refused as a whole', () => {
  test.each(refused)('$what', async ({ file, columns, secrets }) => {
    const problem = await refusal(openApp(), typeof file === 'function' ? await file() : file, secrets);
    expect(Object.fromEntries(problem.issues.map(({ field, code }) => [field, code]))).toEqual(columns);
    for (const column of Object.keys(columns)) expect(problem.detail).toContain(column);
  });

  test('and told how many values, what they look like and what to do instead', async () => {
    const problem = await refusal(openApp(), `nik,tanggal\n${someNik},2026-01-05\n${womanNik},2026-01-06\n`, []);
    expect(problem.detail).toMatch(/2 values.*count/i);
    expect(problem.issues[0]?.message).toContain('2 values');
    expect(problem.issues[0]?.message).toContain('3273••••••••0001');
  });
});

test('a NIK that strayed into one row of a file of counts is hidden in what is told and kept of that row', async () => {
  const app = openApp();
  const file = csvOf([
    make.applicantCount({ date: '2026-01-05' }),
    make.applicantCount({ date: '2026-01-06' }),
    make.applicantCount({ date: '2026-01-07', applicants: someNik }),
    make.applicantCount({ date: '2026-01-08', passport_type: `${womanNik} biasa` }),
  ]);
  const report = await app.store(file);
  expect(report).toMatchObject({ rows: 4, stored: 2, rejected: 2 });
  const rejected = await (await app.request(`/api/v1/imports/${report.id}/rejected.csv`)).text();
  const told = [JSON.stringify(report), JSON.stringify(dumpAll(app.db)), rejected];
  for (const text of told) {
    expect(text).toContain('3273••••••••0001');
    for (const secret of [someNik, womanNik]) expect(text).not.toContain(secret);
  }
});

test('of an archive the file that tells of persons is refused and the others are stored', async () => {
  const app = openApp();
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));
  const archive = zipOf([
    { name: 'pemohon.csv', bytes: bytes(`nik,jumlah\n${someNik},1\n`) },
    { name: 'situs.csv', bytes: bytes(csvOf([make.reading()])) },
  ]);
  const report = await app.store(archive, { name: 'januari.zip' });
  expect(report.parts).toMatchObject([{ code: 'personal-data' }, { status: 'stored', stored: 1 }]);
  for (const text of [JSON.stringify(report), JSON.stringify(dumpAll(app.db))]) expect(text).not.toContain(someNik);
});

test('every row of a long file is looked at in a small part of the time that reading it takes', () => {
  const rows: Row[] = Array.from({ length: 100_000 }, (_, index) => ({
    line: index + 1,
    cells: index === 0 ? ['date', 'channel', 'metric', 'value'] : ['2026-01-05', 'website', 'visits', `${index}`],
    original: '',
  }));
  const begun = performance.now();
  for (let run = 0; run < 10; run += 1) {
    expect(personalData(sheetOf('', rows), new Set([0, 1, 2, 3]))).toBeUndefined();
  }
  // Ten long files; importing one of them takes more than a tenth of a second on any machine.
  expect(performance.now() - begun).toBeLessThan(500);
});

const posts = (more: Parameters<typeof make.post>[0]) =>
  csvOf([make.post(more), make.post({ ...more, Permalink: 'https://www.instagram.com/p/BBB/' })]);

const innocent: readonly (readonly [string, File])[] = [
  // Sixteen digits, a province and a date: what a NIK looks like, in a column that the platform fills.
  ['an account whose id looks like a NIK', posts({ 'Account ID': someNik })],
  ['posts whose ids look like a NIK', posts({ 'Post ID': womanNik })],
  [
    'a caption with a phone, an e-mail address and a passport number',
    posts({ Description: 'Hubungi 0812-3456-7890 atau humas@example.go.id, contoh A1234567' }),
  ],
  ['a caption that is a phone and nothing else', posts({ Description: '081234567890' })],
  [
    'campaigns and their names',
    csvOf([make.campaign({ name: 'Budi Santoso Bicara' }), make.campaign({ campaign: 'b', name: 'Kenali Paspor' })]),
  ],
  ['events and their names', csvOf([make.event({ name: 'Hari Raya Nyepi' })])],
  [
    'readings with a long note',
    csvOf([
      readings({
        catatan: 'Warga bertanya lewat 081234567890 tentang syarat; dijawab, lalu datang ke kantor pada hari itu juga.',
      }),
    ]),
  ],
  [
    'readings with an id of sixteen digits in every row',
    csvOf([1, 2, 3].map((day) => readings({ date: `2026-01-0${day}`, property: someNik }))),
  ],
  [
    'readings with ids of the platform',
    csvOf(
      [1, 2, 3].map((day) =>
        readings({ date: `2026-01-0${day}`, 'post id': `${18_000_000_000_000_000n + BigInt(day)}` }),
      ),
    ),
  ],
  ['large counts with grouped thousands', csvOf([readings({ value: 12, anggaran: '1.234.567.890' })])],
  ['readings with the name of an office', csvOf([readings({ 'nama kantor': 'Kanim Bandung' })])],
  [
    'one applicant a day',
    csvOf([1, 2, 3].map((day) => make.applicantCount({ date: `2026-01-0${day}`, applicants: 1 }))),
  ],
  ['addresses of pages with long numbers', csvOf([readings({ halaman: `/berita/${someNik}` })])],
];

describe('a file of counts is not taken for a list of persons', () => {
  test.each(innocent)('%s', async (_, file) => {
    const response = await openApp().send(file);
    expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
  });

  test.each([
    ['pages and their visitors, one each', 'name,visitors\nDirect / None,1\nGoogle Search,1\nBing Images,1\n'],
    [
      'offices and where they are',
      'nama,alamat\nKantor Imigrasi Bandung,Jalan Contoh 1\nKantor Imigrasi Batam,Jalan Contoh 2\n',
    ],
    ['channels counted once each', 'nama,jumlah\nInstagram,1\nSitus web,1\nSosialisasi lapangan,1\n'],
    ['men and women', 'JENIS PASPOR,L,P,JUMLAH\nPASPOR BIASA 48H,3,4,7\n'],
    ['a dozen columns of counts', 'a,b,c\n1,2,3\n4,5,6\n'],
  ])('%s', async (_, file) => {
    const response = await openApp().send(file);
    expect(((await response.json()) as { code?: string }).code).not.toBe('personal-data');
  });

  test.each(
    Object.keys(templates).flatMap((name) => (['id', 'en'] as const).map((language) => [name, language] as const)),
  )('the template of %s (%s)', async (name, language: Language) => {
    const template = templates[name];
    if (!template) throw new Error(name);
    const response = await openApp({ now: '2026-12-01T05:00:00Z' }).send(templateCsv(template, language));
    expect([response.status, await response.text()]).toEqual([201, expect.any(String)]);
  });

  const fixtures = resolve(import.meta.dirname, '../fixtures');
  test.each(readdirSync(fixtures).filter((path) => /\.(csv|xlsx)$/.test(path)))('the fixture %s', async (path) => {
    const response = await openApp().send(new Uint8Array(readFileSync(join(fixtures, path))), { channel: 'facebook' });
    expect(((await response.json()) as { code?: string }).code).not.toBe('personal-data');
  });
});

const realExports = resolve(import.meta.dirname, '../..', process.env.REAL_EXPORTS ?? 'no-real-exports');
const isThere = process.env.REAL_EXPORTS !== undefined && existsSync(realExports);
const unless = isThere ? '' : ' (skipped: REAL_EXPORTS names no folder)';
const realPaths = isThere
  ? readdirSync(realExports, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(csv|xlsx?|zip|tsv)$/i.test(path),
    )
  : [];

describe.skipIf(!isThere)(`real exports${unless}`, () => {
  test.each(realPaths)('%s tells of nobody', async (path) => {
    const bytes = new Uint8Array(readFileSync(join(realExports, path)));
    const response = await openApp({ now: '2026-12-01T05:00:00Z' }).send(bytes, { channel: 'facebook', preview: true });
    const answer = (await response.json()) as Partial<Problem>;
    expect([answer.code, answer.issues]).not.toEqual(['personal-data', expect.anything()]);
  });
});

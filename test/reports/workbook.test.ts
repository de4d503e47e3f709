import type { Language } from '@tilik/db/vocabulary';
import type { Cell, ColumnKind, ReportContent, Seal, Table } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import { writeWorkbook } from '@tilik/server/inside/reports/workbook.ts';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from './read-workbook.ts';
import { sampleReport } from './sample-report.ts';

const hash = 'a'.repeat(64);
const seal: Seal = {
  number: '7/HUMAS/I/2026',
  edition: 1,
  approvedOn: '2026-01-08',
  dataVersion: '42',
  revises: null,
};
const face = (content: ReportContent, given: Seal | null = seal): ReportFace => ({
  content,
  seal: given,
  contentHash: hash,
  logo: null,
});

const tablesOf = (content: ReportContent): Table[] =>
  content.blocks.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'table' ? [item.table] : [])));

const missingWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: { 'not-reported': 'tidak dilaporkan', outside: 'di luar cakupan', 'not-computed': 'tidak dihitung' },
  en: { 'not-reported': 'not reported', outside: 'out of range', 'not-computed': 'not computed' },
};

/** What a cell must be read back as. */
function expected(cell: Cell | undefined, kind: ColumnKind, language: Language) {
  if (cell === undefined) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') {
    if (kind === 'month') return new Date(`${cell}-01T00:00:00Z`);
    return kind === 'day' ? new Date(`${cell}T00:00:00Z`) : cell;
  }
  return 'missing' in cell ? missingWords[language][cell.missing] : cell[language];
}

const textTable = (values: readonly string[]): Table => ({
  key: 'names',
  title: { id: 'Nama', en: 'Names' },
  columns: [{ key: 'name', label: { id: 'Nama', en: 'Name' }, kind: 'text' }],
  rows: values.map((name, at) => ({ key: `${at}`, cells: { name } })),
});

const withTables = (tables: readonly Table[]): ReportContent =>
  sampleReport({
    blocks: [
      {
        key: 'channels',
        title: { id: 'Kanal', en: 'Channels' },
        items: tables.map((table) => ({ kind: 'table', table })),
      },
    ],
  });

const partsOf = (bytes: Uint8Array) => unzipSync(bytes);
const xmlOf = (bytes: Uint8Array, path: string) => strFromU8(partsOf(bytes)[path] ?? new Uint8Array());

describe.each(['id', 'en'] as const)('a workbook in %s', (language) => {
  test('holds every table of the report, cell by cell, as numbers, dates and words', async () => {
    const content = sampleReport();
    const sheets = await readWorkbook(await writeWorkbook(face(content), language));
    const tables = tablesOf(content);
    expect(tables.length).toBeGreaterThan(3);
    // Front, key figures, sentences, then the tables, then remarks and definitions.
    const names = [...sheets.keys()];
    expect(names).toHaveLength(tables.length + 5);
    for (const [at, { columns, rows }] of tables.entries()) {
      const found = sheets.get(names[at + 3] ?? '');
      expect(found).toEqual([
        columns.map(({ label }) => label[language]),
        ...rows.map(({ cells }) => columns.map(({ key, kind }) => expected(cells[key], kind, language))),
      ]);
    }
  });

  test('says on its first sheet what it is, of which edition, with the summary and its figures', async () => {
    const content = sampleReport({ closed: false });
    const [first] = (await readWorkbook(await writeWorkbook(face(content), language))).values();
    const cells = (first ?? []).flat();
    expect(cells[0]).toBe(content.title[language]);
    for (const text of [content.office.name, seal.number, hash, seal.dataVersion]) expect(cells).toContain(text);
    expect(cells).toContainEqual(new Date('2025-12-01T00:00:00Z'));
    expect(cells).toContainEqual(new Date('2026-01-08T00:00:00Z'));
    const all = cells.join('\n');
    expect(all).toMatch(language === 'id' ? /Data contoh/ : /Sample data/);
    expect(all).toMatch(language === 'id' ? /Sementara/ : /Provisional/);
    for (const item of content.blocks[0]?.items ?? []) {
      if (item.kind === 'sentence') expect(cells).toContain(item.text[language]);
      if (item.kind === 'figures') for (const { value } of item.figures) expect(cells).toContain(value);
    }
    for (const { title } of tablesOf(content)) expect(cells).toContain(title[language]);
  });

  test('keeps the remarks, the definitions and every sentence', async () => {
    const content = sampleReport();
    const sheets = await readWorkbook(await writeWorkbook(face(content), language));
    const cells = [...sheets.values()].flat(2);
    expect(cells).toContain('Antrean lebih pendek sejak loket baru.');
    expect(cells).toEqual(expect.arrayContaining(['1. Satu', '2. Dua', '• Butir']));
    for (const { items } of content.blocks) {
      for (const item of items) {
        if (item.kind === 'sentence') expect(cells).toContain(item.text[language]);
        if (item.kind !== 'definitions') continue;
        for (const { meaning } of item.definitions) expect(cells).toContain(meaning[language]);
      }
    }
  });
});

test('a draft says so, and has neither number nor day of approval', async () => {
  const [first] = (await readWorkbook(await writeWorkbook(face(sampleReport(), null), 'en'))).values();
  const cells = (first ?? []).flat();
  expect(cells).toContain('Not approved');
  expect(cells).not.toContain('Number');
});

test('a revision lists what differs, each value in its own kind', async () => {
  const revised: Seal = {
    ...seal,
    edition: 2,
    revises: {
      edition: 1,
      contentHash: 'b'.repeat(64),
      reason: 'Koreksi rekapitulasi',
      differences: [
        {
          block: 'uptake',
          place: 'uptake-months',
          what: { id: 'Desember, e-paspor', en: 'December, e-passport' },
          kind: 'count',
          was: 400,
          became: 410,
        },
        {
          block: 'uptake',
          place: 'uptake-months',
          what: { id: 'November, porsi', en: 'November, share' },
          kind: 'share',
          was: { missing: 'not-reported' },
          became: null,
        },
      ],
    },
  };
  const sheets = await readWorkbook(await writeWorkbook(face(sampleReport(), revised), 'id'));
  expect(sheets.get('Perbedaan')?.slice(1)).toEqual([
    ['Pemakaian e-paspor', 'Desember, e-paspor', 400, 410],
    ['Pemakaian e-paspor', 'November, porsi', 'tidak dilaporkan', 'tidak ada'],
  ]);
  expect([...sheets.values()][0]?.flat()).toEqual(expect.arrayContaining(['Revisi 1', 'Koreksi rekapitulasi']));
});

test('text that begins as a formula stays text, and no cell is a formula', async () => {
  const nasty = ['=HYPERLINK("http://example.org","x")', '+1+1', '-2', '@SUM(A1)', '\t=1', "'=1", '＝1+1'];
  const bytes = await writeWorkbook(face(withTables([textTable(nasty)])), 'id');
  const sheets = await readWorkbook(bytes);
  expect(sheets.get('Nama')?.slice(1).flat()).toEqual(nasty.map((text) => text.trim()));
  for (const [path, part] of Object.entries(partsOf(bytes))) {
    if (!path.startsWith('xl/worksheets/sheet')) continue;
    const xml = strFromU8(part);
    expect(xml).not.toMatch(/<f[ >]/);
    // Every cell of text is a shared string, not what a spreadsheet would guess at.
    for (const [, attributes = ''] of xml.matchAll(/<c ([^>]*)><v>/g)) expect(attributes).toMatch(/\bs="\d+"/);
  }
  expect(xmlOf(bytes, 'xl/styles.xml')).toContain('formatCode="@"');
});

test('what XML cannot hold is left out, and the file can be read', async () => {
  const bytes = await writeWorkbook(face(withTables([textTable(['a\u0000b\u001bc', 'half\ud83d', '<&">'])])), 'id');
  const sheets = await readWorkbook(bytes);
  expect(sheets.get('Nama')?.slice(1).flat()).toEqual(['abc', expect.stringMatching(/^half\ufffd?$/), '<&">']);
});

test('sheets have names that a spreadsheet takes, none twice', async () => {
  const title = (text: string) => ({ id: text, en: text });
  const long = 'Sumber informasi yang disebut pemohon menurut kanal dan bulan';
  const titles = [long, long.toUpperCase(), `${long} lagi`, "'a/b\\c*[d]:e?'", '', 'History', 'Definisi'];
  const tables = titles.map((text, at) => ({ ...textTable(['x']), key: `${at}`, title: title(text) }));
  const names = [...(await readWorkbook(await writeWorkbook(face(withTables(tables)), 'id'))).keys()];
  expect(names).toHaveLength(titles.length + 5);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).toMatch(/^[^[\]/\\*?:']+$/);
  }
});

test('headers stay when one scrolls, and numbers and days have formats in the language', async () => {
  const bytes = await writeWorkbook(face(sampleReport()), 'id');
  const styles = xmlOf(bytes, 'xl/styles.xml');
  for (const format of ['0.0%', '[$-421]mmm yyyy', '[$-421]d mmm yyyy', '#,##0']) {
    expect(styles.replaceAll('&quot;', '"')).toContain(`"${format}"`);
  }
  expect(xmlOf(bytes, 'xl/worksheets/sheet4.xml')).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});

test('the same report is the same bytes, and an empty one is still a workbook', async () => {
  const once = await writeWorkbook(face(sampleReport()), 'id');
  expect(Buffer.compare(once, await writeWorkbook(face(sampleReport()), 'id'))).toBe(0);
  const sheets = await readWorkbook(await writeWorkbook(face(sampleReport({ blocks: [] })), 'id'));
  expect([...sheets.keys()]).toEqual(['Laporan', 'Angka kunci', 'Kalimat', 'Catatan seksi', 'Definisi']);
});

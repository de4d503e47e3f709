import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readings } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { filesIn } from '@tilik/web/inside/ingest/unpack.ts';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { csvOf, make, utf16 } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { dumpAll, dumpDomain } from './dump.ts';

const visitors =
  'date,visitors,pageviews,bounces,visits,visit_duration\n2026-01-01,2,5,1,3,60\n2026-01-02,4,9,1,5,90\n';
const pages = 'date,page,visits,visitors,pageviews\n2026-01-01,/,3,2,5\n';
const read = csvOf([make.reading({ date: '2026-01-09', value: 7 })]);
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

const zip = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array<ArrayBuffer> => {
  const packed: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    packed[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return new Uint8Array(zipSync(packed, { mtime: '2026-01-10T10:00:00' }));
};

/** The same bytes with a change at every place where an entry of the directory, or the entry itself, begins. */
function tampered(
  bytes: Uint8Array<ArrayBuffer>,
  change: (view: DataView, at: number, kind: 'entry' | 'file') => void,
): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at += 1) {
    const mark = view.getUint32(at, true);
    if (mark === 0x02014b50) change(view, at, 'entry');
    else if (mark === 0x04034b50) change(view, at, 'file');
  }
  return copy;
}

async function refusal(app: OpenApp, file: Uint8Array<ArrayBuffer>): Promise<Problem> {
  const before = dumpAll(app.db);
  const response = await app.send(file, { name: 'arsip.zip' });
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(dumpAll(app.db)).toEqual(before);
  return (await response.json()) as Problem;
}

describe('an archive', () => {
  const whole = zip({
    'ekspor/imported_visitors_20260101_20260102.csv': visitors,
    'ekspor/imported_pages_20260101_20260102.csv': pages,
    'kunjungan.csv': read,
    'foto.png': picture,
    'kosong/': '',
    '__MACOSX/._kunjungan.csv': 'shadow',
    '.DS_Store': 'view',
  });

  test('is as many imports as it has files, each with its own report or problem', async () => {
    const app = openApp();
    const response = await app.send(whole, { name: 'arsip.zip' });
    expect(response.status).toBe(201);
    const report = (await response.json()) as ImportReport;
    expect(report).toMatchObject({
      id: null,
      status: 'archive',
      file: 'arsip.zip',
      rows: 3,
      stored: 3,
      from: '2026-01-01',
      to: '2026-01-09',
      channels: ['website'],
    });
    expect(report.parts).toMatchObject([
      { file: 'arsip.zip/imported_visitors_20260101_20260102.csv', status: 'stored', format: 'plausible', stored: 2 },
      { file: 'arsip.zip/imported_pages_20260101_20260102.csv', code: 'nothing-to-store', status: 422 },
      { file: 'arsip.zip/kunjungan.csv', status: 'stored', format: 'tilik-readings', stored: 1 },
      { file: 'arsip.zip/foto.png', code: 'not-a-table', status: 415 },
    ]);
    const history = await app.get<{ total: number }>('/api/v1/imports');
    expect(history.total).toBe(2);
  });

  test('can be undone file by file', async () => {
    const app = openApp();
    const empty = dumpDomain(app.db);
    const { parts = [] } = await app.store(whole, { name: 'arsip.zip' });
    const ids = parts.flatMap((part) => ('id' in part && part.id !== null ? [part.id] : []));
    expect(ids).toHaveLength(2);
    expect((await app.request(`/api/v1/imports/${ids[1]}`, { method: 'DELETE' })).status).toBe(200);
    expect(app.db.select().from(readings).all()).toHaveLength(6);
    expect((await app.request(`/api/v1/imports/${ids[0]}`, { method: 'DELETE' })).status).toBe(200);
    expect(dumpDomain(app.db)).toEqual(empty);
  });

  test('previewed stores nothing; stored twice changes nothing', async () => {
    const app = openApp();
    const before = dumpAll(app.db);
    const preview = await app.store(whole, { preview: true });
    expect(preview).toMatchObject({ status: 'archive', stored: 3 });
    expect(dumpAll(app.db)).toEqual(before);
    await app.store(whole);
    const once = dumpAll(app.db);
    const again = await app.send(whole);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ stored: 0, unchanged: 3, parts: [{ status: 'same-file' }, {}, {}, {}] });
    expect(dumpAll(app.db)).toEqual(once);
  });

  describe('whose files say the same figures', () => {
    const first = csvOf([
      make.reading({ date: '2026-01-09', value: 7 }),
      make.reading({ date: '2026-01-10', value: 1 }),
    ]);
    const second = csvOf([
      make.reading({ date: '2026-01-09', value: 8 }),
      make.reading({ date: '2026-01-10', value: 1 }),
    ]);
    const overlapping = zip({ 'a.csv': first, 'b.csv': second, 'c.csv': first, 'd.csv': csvOf([make.reading()]) });

    test('is previewed as it will be stored: what one file says is not new in the next', async () => {
      const app = openApp();
      const before = dumpAll(app.db);
      const preview = await app.store(overlapping, { preview: true, name: 'arsip.zip' });
      expect(preview.parts).toMatchObject([
        { status: 'preview', stored: 2, replaced: 0, unchanged: 0 },
        { status: 'preview', stored: 0, replaced: 1, unchanged: 1, replacements: [{ was: '7', becomes: '8' }] },
        { status: 'preview', stored: 0, replaced: 1, unchanged: 1, replacements: [{ was: '8', becomes: '7' }] },
        { status: 'preview', stored: 1 },
      ]);
      expect(preview.parts?.map((part) => 'id' in part && part.id)).toEqual([null, null, null, null]);
      expect(dumpAll(app.db)).toEqual(before);
      const stored = await app.store(overlapping, { name: 'arsip.zip' });
      const counts = ({ parts = [] }: ImportReport) =>
        parts.map((part) => 'rows' in part && [part.stored, part.replaced, part.unchanged, part.from, part.to]);
      expect(counts(stored)).toEqual(counts(preview));
    });

    test('takes a file that refuses nothing from the others, in the preview as well', async () => {
      const app = openApp();
      const bad = csvOf([make.reading({ date: '2026-01-09', value: -7 })]);
      const mixed = zip({ 'a.csv': bad, 'b.csv': first });
      const { parts: previewed } = await app.store(mixed, { preview: true });
      expect(previewed).toMatchObject([{ rejected: 1, stored: 0 }, { stored: 2 }]);
      const { parts: kept } = await app.store(mixed);
      expect(kept).toMatchObject([{ code: 'nothing-to-store' }, { stored: 2 }]);
    });

    test('says of a file that is in it twice that it is known already', async () => {
      const app = openApp();
      const twice = zip({ 'a.csv': first, 'salinan.csv': first });
      const { parts } = await app.store(twice, { preview: true });
      expect(parts).toMatchObject([{ stored: 2 }, { stored: 0, unchanged: 2, id: null }]);
      expect((await app.store(twice)).parts).toMatchObject([{ status: 'stored' }, { status: 'same-file' }]);
    });
  });

  test('is answered file by file where its files need other answers', async () => {
    const app = openApp();
    const meta = (value: number) =>
      utf16(`sep=,\n"Views"\n"Date","Primary"\n"2025-03-01T00:00:00","${value}"\n"2025-03-02T00:00:00","2"\n`);
    const archive = zip({ 'satu.csv': meta(1), 'dua.csv': meta(5) });
    const asked = await app.store(archive, { preview: true });
    expect(asked.parts).toMatchObject([{ status: 'question' }, { status: 'question' }]);
    const parts = JSON.stringify({ 'satu.csv': { channel: 'instagram' }, 'dua.csv': { channel: 'facebook' } });
    const { parts: stored } = await app.store(archive, { parts });
    expect(stored).toMatchObject([{ channels: ['instagram'] }, { channels: ['facebook'] }]);
    const refused = await app.send(archive, { parts: '{"satu.csv":{"month":"2026-13"}}' });
    expect(await refused.json()).toMatchObject({ code: 'bad-request', issues: [{ code: 'not-a-month' }] });
  });

  test('in an archive is opened too, but not one deeper', async () => {
    const deepest = zip({ 'terlalu-dalam.csv': read });
    const nested = zip({ 'dalam.zip': zip({ 'kunjungan.csv': read, 'lagi.zip': deepest }) });
    const { parts } = await openApp().store(nested, { name: 'luar.zip' });
    expect(parts).toMatchObject([
      { file: 'luar.zip/dalam.zip/kunjungan.csv', status: 'stored' },
      { file: 'luar.zip/dalam.zip/lagi.zip', code: 'archive-too-deep' },
    ]);
  });

  test('holds workbooks as well, and a workbook is no archive', async () => {
    const book = new Uint8Array(
      await writeExcel([
        [{ value: 'date' }, { value: 'channel' }, { value: 'metric' }, { value: 'value' }],
        [{ value: '2026-01-05' }, { value: 'website' }, { value: 'visits' }, { value: 4 }],
      ]).toBuffer(),
    );
    const app = openApp();
    expect(await app.store(book)).toMatchObject({ status: 'stored', format: 'tilik-readings' });
    const { parts } = await app.store(zip({ 'buku.xlsx': book }));
    expect(parts).toMatchObject([{ file: 'file.csv/buku.xlsx', status: 'same-file' }]);
  });

  test.each(['../../../etc/passwd.csv', '/etc/cron.d/x.csv', 'C:\\Windows\\x.csv', '..\\..\\x.csv'])(
    'with the path %s in it gives a file without the path',
    async (path) => {
      const { parts } = await openApp().store(zip({ [path]: read }), { name: 'a.zip' });
      expect(parts).toMatchObject([{ status: 'stored', file: expect.stringMatching(/^a\.zip\/(x|passwd)\.csv$/) }]);
    },
  );
});

describe('an archive that cannot be trusted is refused as a whole', () => {
  test('with a password', async () => {
    const locked = tampered(zip({ 'a.csv': read }), (view, at, kind) => {
      const flags = at + (kind === 'entry' ? 8 : 6);
      view.setUint16(flags, view.getUint16(flags, true) | 1, true);
    });
    expect(await refusal(openApp(), locked)).toMatchObject({ status: 422, code: 'archive-encrypted' });
  });

  test('with more files than are believed', async () => {
    const many = zip(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`${index}.csv`, read])));
    expect(await refusal(openApp(), many)).toMatchObject({ status: 413, code: 'archive-too-many' });
  });

  test('with a file that swells beyond reason, one that is too large, or too many large ones', async () => {
    const bomb = zip({ 'nol.csv': new Uint8Array(21 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(openApp(), bomb)).toMatchObject({ status: 413, code: 'archive-suspicious' });
    const claims = (size: number, files: number) =>
      tampered(
        zip(Object.fromEntries(Array.from({ length: files }, (_, index) => [`${index}.csv`, read]))),
        (view, at, kind) => {
          if (kind === 'entry') view.setUint32(at + 24, size, true);
        },
      );
    expect(await refusal(openApp(), claims(65 * 1024 * 1024, 1))).toMatchObject({ code: 'archive-too-large' });
    // Each is small enough to be no bomb; together they are more than is unpacked.
    expect(await refusal(openApp(), claims(19 * 1024 * 1024, 14))).toMatchObject({ code: 'archive-too-large' });
  });

  test('with sizes that are not true, or bytes that are not whole', async () => {
    const good = zip({ 'a.csv': read });
    const liar = tampered(good, (view, at, kind) => {
      if (kind === 'entry') view.setUint32(at + 24, 3, true);
    });
    expect(await refusal(openApp(), liar)).toMatchObject({ status: 422, code: 'damaged-archive' });
    const wrong = tampered(good, (view, at, kind) => {
      if (kind === 'entry') view.setUint32(at + 16, 1, true);
    });
    expect(await refusal(openApp(), wrong)).toMatchObject({ status: 422, code: 'damaged-archive' });
    expect(await refusal(openApp(), good.slice(0, -30))).toMatchObject({ code: 'damaged-archive' });
  });

  test('with nothing in it', async () => {
    expect(await refusal(openApp(), zip({}))).toMatchObject({ status: 422, code: 'empty-archive' });
    expect(await refusal(openApp(), zip({ '__MACOSX/._a.csv': 'x' }))).toMatchObject({ code: 'empty-archive' });
  });

  test('and a document of another kind is no table', async () => {
    const letter = zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' });
    expect(await refusal(openApp(), letter)).toMatchObject({ status: 415, code: 'not-a-table' });
  });
});

describe('on the page', () => {
  const names = async (bytes: Uint8Array<ArrayBuffer>) =>
    (await filesIn(new File([bytes], 'arsip.zip'))).map(({ name }) => name);

  test('a dropped archive becomes its files, those of an archive in it included', async () => {
    const inner = zip({ 'c.csv': read });
    expect(
      await names(zip({ 'x/a.csv': read, '../b.csv': visitors, 'dalam.zip': inner, '__MACOSX/._a.csv': 'x' })),
    ).toEqual(['a.csv', 'b.csv', 'c.csv']);
    const [file] = await filesIn(new File([zip({ 'a.csv': read })], 'arsip.zip'));
    expect(await file?.text()).toBe(read);
  });

  test('a workbook, a damaged archive and one beyond the limits are sent whole, for the server to judge', async () => {
    const good = zip({ 'a.csv': read });
    expect(await names(zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }))).toEqual(['arsip.zip']);
    expect(await names(good.slice(0, -30))).toEqual(['arsip.zip']);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`${index}.csv`, read]));
    expect(await names(zip(many))).toEqual(['arsip.zip']);
    expect(await names(new TextEncoder().encode(read))).toEqual(['arsip.zip']);
  });
});

test('the command line answers one result per file of an archive', { timeout: 60_000 }, async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-archive-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'luar.zip'),
    zip({ 'x/a.csv': read, 'b.csv': visitors, 'konten.csv': csvOf([make.post()]), 'lagi.csv': read }),
  );
  writeFileSync(join(folder, 'rusak.zip'), zip({ 'a.csv': read }).slice(0, -30));
  const cli = join(import.meta.dirname, '../../server/src/cli.ts');
  const run = (...options: string[]) =>
    new Promise<{ code: number; out: string }>((done) => {
      const env = { PATH: process.env.PATH, TILIK_DATA: join(folder, 'data') };
      const words = [cli, 'import', 'luar.zip', 'rusak.zip', '--json', ...options];
      execFile(process.execPath, words, { env, cwd: folder }, (error, stdout) => {
        done({ code: error === null ? 0 : Number(error.code), out: stdout });
      });
    });
  const previewed = await run('--preview');
  expect(previewed.code).toBe(3);
  expect(JSON.parse(previewed.out)).toMatchObject([
    { file: 'luar.zip/a.csv', status: 'preview', stored: 1 },
    { file: 'luar.zip/b.csv', status: 'preview', stored: 2 },
    { file: 'luar.zip/konten.csv', status: 'preview', snapshotOn: '2026-01-10' },
    { file: 'luar.zip/lagi.csv', status: 'preview', stored: 0, unchanged: 1 },
    { file: 'rusak.zip', status: 'refused' },
  ]);
  const { code, out } = await run();
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject([
    { file: 'luar.zip/a.csv', format: 'tilik-readings', status: 'stored', stored: 1 },
    { file: 'luar.zip/b.csv', format: 'plausible', status: 'stored', stored: 2 },
    { file: 'luar.zip/konten.csv', format: 'instagram-content', status: 'stored', snapshotOn: '2026-01-10' },
    { file: 'luar.zip/lagi.csv', status: 'same-file', unchanged: 1 },
    { file: 'rusak.zip', status: 'refused', problems: [{ code: 'damaged-archive' }] },
  ]);
});

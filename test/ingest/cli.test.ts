import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { type TestContext, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type Dump, dumpAll } from './dump.ts';

const cli = join(import.meta.dirname, '../../server/src/cli.ts');

/** Starting the program takes a second or two of work, and longer on a busy machine. */
const slow = { timeout: 180_000 };

/** A folder of its own with a database that is not there yet, and the program run in it. */
function openFolder(onTestFinished: TestContext['onTestFinished']) {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return {
    tilik: (...words: string[]): Promise<{ code: number; out: string; err: string }> =>
      new Promise((done) => {
        const env = { PATH: process.env.PATH, TILIK_DATA: join(folder, 'data') };
        execFile(process.execPath, [cli, ...words], { env, cwd: folder }, (error, out, err) => {
          done({ code: error === null ? 0 : Number(error.code), out, err });
        });
      }),
    file(name: string, text: string): string {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    stored(): Dump {
      const db = openDatabase(join(folder, 'data/tilik.sqlite'));
      const dump = dumpAll(db);
      db.$client.close();
      return dump;
    },
  };
}

const good = csvOf([make.reading({ date: '2025-12-31' }), make.reading({ date: '2025-12-30', value: 4 })]);

test.concurrent(
  'a file is stored once, a second time changes nothing, and the answer as JSON has one object per file',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const path = file('kunjungan.csv', good);
    const first = await tilik('import', path, '--json');
    expect(first).toMatchObject({ code: 0, err: '' });
    const [answer, ...others] = JSON.parse(first.out) as Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(answer).toMatchObject({
      file: 'kunjungan.csv',
      format: 'tilik-readings',
      status: 'stored',
      rows: 2,
      stored: 2,
      replaced: 0,
      unchanged: 0,
      rejected: 0,
      skipped: 0,
      from: '2025-12-30',
      to: '2025-12-31',
      channels: ['website'],
      metrics: ['visits'],
      problems: [],
    });
    const before = stored();
    expect(before.readings).toHaveLength(2);

    const second = await tilik('import', path, '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out)).toMatchObject([{ status: 'same-file', stored: 0, unchanged: 2 }]);
    expect(stored()).toEqual(before);
  },
);

test.concurrent(
  'a preview stores nothing and says what would be stored; what was taken when is the day the file was written',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const readings = file('kunjungan.csv', good);
    const posts = file('konten.csv', csvOf([make.post()]));
    const written = new Date('2025-12-20T17:30:00Z');
    utimesSync(posts, written, written);
    const { code, out } = await tilik('import', readings, posts, '--preview', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { file: 'kunjungan.csv', status: 'preview', id: null, stored: 2 },
      { file: 'konten.csv', format: 'instagram-content', status: 'preview', stored: 1, snapshotOn: '2025-12-21' },
    ]);
    expect(stored()).toMatchObject({ imports: [], readings: [], activities: [], snapshots: [] });
  },
);

test.concurrent(
  'where some rows or files are rejected the rest is stored, the lines are named, and the exit code is 3',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const mixed = file('campur.csv', `${good}kemarin,website,visits,5\n`);
    const { code, out } = await tilik('import', mixed, file('foto.csv', '\u0089PNG'), 'tidak-ada.csv', '--lang', 'en');
    expect(code).toBe(3);
    expect(out).toMatch(
      /^campur\.csv: tilik-readings · rows 3 · stored 2 · .*rejected 1 .*· 2025-12-30 – 2025-12-31$/m,
    );
    expect(out).toContain('4 date: “kemarin” is not a date');
    expect(out).toMatch(/^foto\.csv: \?/m);
    expect(out).toMatch(/^tidak-ada\.csv: \?/m);
    expect(out).not.toMatch(/\{|problem\.|issue\./);
    expect(stored().readings).toHaveLength(2);
  },
);

test.concurrent(
  'where nothing is stored the exit code is 2 and the reasons are in the language asked for',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const bad = file('salah.csv', csvOf([make.reading({ value: -1 })]));
    const mixed = file('campur.csv', `${good}kemarin,website,visits,5\n`);
    const unnamed = file('tayangan.csv', 'Views\nDate,Primary\n2025-12-31,5\n');
    const { code, out } = await tilik('import', bad, mixed, unnamed, '--strict', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject([
      {
        status: 'refused',
        format: null,
        rejected: 1,
        problems: [
          { code: 'nothing-to-store' },
          { line: 2, code: 'negative', message: '“-1” negatif. Jumlah paling kecil 0.' },
        ],
      },
      { status: 'refused', problems: [{ code: 'strict' }, { line: 4, code: 'not-a-day' }] },
      { status: 'refused', problems: [{ code: 'answer-needed' }, { field: 'channel' }] },
    ]);
    expect(stored()).toMatchObject({ imports: [], readings: [] });
  },
);

test.concurrent(
  'what a file leaves open is said with its option, and given by it',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const recap = file('rekap.csv', 'JENIS PASPOR,JENIS PERMOHONAN,JUMLAH\nPASPOR BIASA 48H,BARU,7\n');
    const dates = file('tanggal.csv', csvOf([make.reading({ date: '03/04/2025' })]));
    const unknown = file('tabel.csv', 'Tgl,Jumlah brosur\n2025-12-01,5\n');
    const asked = await tilik('import', '--preview', '--lang', 'en', recap, dates, unknown);
    expect(asked.code).toBe(2);
    expect(asked.out).toContain('--month');
    expect(asked.out).toContain('--day-order day-first|month-first');
    expect(asked.out).toContain('Tgl, Jumlah brosur');
    const given = await tilik('import', '--month', '2025-03', '--day-order', 'month-first', recap, dates);
    expect(given).toMatchObject({ code: 0, err: '' });
    expect(stored()).toMatchObject({
      applicants: [{ period_on: '2025-03-01', applicants: 7 }],
      readings: [{ period_on: '2025-03-04' }],
    });
  },
);

test.concurrent(
  'a table of no known format is read by the mapping given with it, and the next one with its header without',
  slow,
  async ({ expect, onTestFinished }) => {
    const { tilik, file, stored } = openFolder(onTestFinished);
    const unknown = file('tabel.csv', 'Tgl,Jumlah brosur\n2025-12-01,5\n');
    const mapping = file(
      'brosur.json',
      JSON.stringify({
        shape: 'wide',
        day: 0,
        metrics: [{ column: 1, metric: 'materials_handed_out' }],
        channel: 'field-outreach',
      }),
    );
    expect(await tilik('import', '--mapping', mapping, unknown)).toMatchObject({ code: 0, err: '' });
    const next = file('januari.csv', 'Tgl,Jumlah brosur\n2025-12-02,8\n');
    expect(JSON.parse((await tilik('import', '--json', next)).out)).toMatchObject([
      { format: 'mapped-table', status: 'stored', stored: 1, channels: ['field-outreach'] },
    ]);
    expect((await tilik('import', '--mapping', file('rusak.json', '{'), unknown)).out).toContain('mapping');
    expect(stored()).toMatchObject({
      readings: [
        { period_on: '2025-12-01', value: 5 },
        { period_on: '2025-12-02', value: 8 },
      ],
    });
  },
);

import type { Db } from '@tilik/db/open';
import { applicants, mappings, readings, sources } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import { type OpenApp, openApp } from '../support/open-app.ts';

const wide =
  'Laporan mingguan\nTgl;Jumlah kunjungan;Peserta;Catatan\n02/01/2026;120;80;ramai\n13/01/2026;1.340;-;\n03/01/2026;-;-;libur\n';
const wideMapping = {
  shape: 'wide',
  day: 0,
  metrics: [
    { column: 1, metric: 'visits' },
    { column: 2, metric: 'attendees' },
  ],
  channel: 'website',
};
const long =
  'Periode,Platform,Indikator,Capaian\n2026-01-05,Instagram,Suka,40\n2026-01-05,Twitter,Suka,7\n2026-01-05,TikTok,Suka,9\n2026-01-06,Instagram,Tepuk tangan,1\n';
const longMapping = { shape: 'long', day: 0, channelColumn: 1, metric: 2, value: 3 };

const mapped = (mapping: object) => ({ mapping: JSON.stringify(mapping) });

const kept = (db: Db) =>
  Object.fromEntries(
    db
      .select()
      .from(readings)
      .all()
      .map((row) => [[row.officeId, row.channelId, row.metric, row.periodOn].join(' '), row.value]),
  );

async function refused(app: OpenApp, file: string, mapping: object | string): Promise<Problem> {
  const response = await app.send(file, {
    mapping: typeof mapping === 'string' ? mapping : JSON.stringify(mapping),
    preview: true,
  });
  expect(response.status).toBe(400);
  return (await response.json()) as Problem;
}

describe('a table that nobody knows', () => {
  test('is shown with its first rows and a guess, and nothing of it is stored', async () => {
    const app = openApp();
    const report = await app.store(wide, { preview: true });
    expect(report).toMatchObject({
      status: 'mapping',
      format: 'mapped-table',
      rows: 0,
      mapping: {
        header: ['Tgl', 'Jumlah kunjungan', 'Peserta', 'Catatan'],
        rows: [
          ['02/01/2026', '120', '80', 'ramai'],
          ['13/01/2026', '1.340', '-', ''],
          ['03/01/2026', '-', '-', 'libur'],
        ],
        guess: { shape: 'wide', day: 0, metrics: wideMapping.metrics, channel: null },
      },
    });
    expect(kept(app.db)).toEqual({});
  });

  test('is guessed to be long where a column names the metric and another gives the value', async () => {
    const { mapping } = await openApp().store(long, { preview: true });
    expect(mapping?.guess).toMatchObject({ shape: 'long', day: 0, channelColumn: 1, metric: 2, value: 3, metrics: [] });
  });

  test('is not stored without being told what its columns are, and the refusal says how', async () => {
    const response = await openApp().send(wide);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'not-recognised',
      detail: expect.stringContaining('say what the columns are'),
    });
  });

  test('that only lacks a column of a known format is said to', async () => {
    const report = await openApp().store('date,channel,metric\n2026-01-05,website,visits\n', { preview: true });
    expect(report).toMatchObject({ status: 'mapping', problems: [{ field: 'value', code: 'missing-column' }] });
  });

  test('without a header and a row of figures is refused in a preview too', async () => {
    for (const text of ['halo\napa kabar\n', 'Nama Kota,Catatan\nBandung,ramai\n']) {
      expect((await openApp().send(text, { preview: true })).status).toBe(422);
    }
  });
});

describe('once its columns are named', () => {
  test('a column per metric is stored for one channel; other columns are named', async () => {
    const app = openApp();
    const report = await app.store(wide, mapped(wideMapping));
    expect(report).toMatchObject({
      status: 'stored',
      format: 'mapped-table',
      confidence: 0.5,
      rows: 3,
      stored: 2,
      skipped: 1,
      rejected: 0,
      channels: ['website'],
      metrics: ['attendees', 'visits'],
    });
    expect(report.problems.map(({ code }) => code)).toEqual(['ignored-columns', 'not-reported']);
    expect(report.problems[0]?.message).toContain('Catatan');
    expect(kept(app.db)).toEqual({
      'bandung website visits 2026-01-02': 120,
      'bandung website attendees 2026-01-02': 80,
      'bandung website visits 2026-01-13': 1340,
    });
  });

  test('a row per figure is stored by its metric and channel; unknown ones are rejected with their line', async () => {
    const app = openApp();
    const report = await app.store(long, mapped(longMapping));
    expect(report).toMatchObject({ rows: 4, stored: 2, rejected: 2 });
    expect(report.problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [4, 'Platform', 'unknown-channel'],
      [5, 'Indikator', 'unknown-metric'],
    ]);
    expect(kept(app.db)).toEqual({
      'bandung instagram likes 2026-01-05': 40,
      'bandung x likes 2026-01-05': 7,
    });
  });

  test('the office of the mapping is that of the figures, and a plainer answer goes before it', async () => {
    const app = openApp();
    await app.store(wide, mapped({ ...wideMapping, office: 'batam' }));
    expect(Object.keys(kept(app.db)).every((key) => key.startsWith('batam '))).toBe(true);
    const other = openApp();
    await other.store(wide, { ...mapped({ ...wideMapping, office: 'batam' }), office: 'surabaya' });
    expect(Object.keys(kept(other.db)).every((key) => key.startsWith('surabaya '))).toBe(true);
  });

  test('the order of day and month is asked as of any other file', async () => {
    const open = 'Tgl,Kunjungan\n03/04/2025,5\n';
    const report = await openApp().store(open, {
      preview: true,
      ...mapped({ ...wideMapping, metrics: [{ column: 1, metric: 'visits' }] }),
    });
    expect(report).toMatchObject({ status: 'question', questions: [{ field: 'dayOrder', required: true }] });
  });
});

describe('a table of applicants', () => {
  const recap = 'Hari;Paspor Elektronik;Paspor Non-Elektronik;Petugas loket\n05/01/2026;40;60;3\n06/01/2026;41;-;3\n';
  const recapMapping = {
    shape: 'applicants-wide',
    day: 0,
    types: [
      { column: 1, passportType: 'electronic' },
      { column: 2, passportType: 'ordinary' },
    ],
  };
  const counts = (db: Db) =>
    db
      .select()
      .from(applicants)
      .all()
      .map((row) => [row.periodOn, row.passportType, row.variant, row.applicants].join(' '))
      .sort();

  test('with a column per passport type is guessed to be one, and stored as one', async () => {
    const app = openApp();
    const { mapping } = await app.store(recap, { preview: true, dayOrder: 'day-first' });
    expect(mapping?.guess).toMatchObject({ ...recapMapping, metrics: [], channel: null });
    const report = await app.store(recap, { ...mapped(recapMapping), dayOrder: 'day-first' });
    expect(report).toMatchObject({ status: 'stored', rows: 2, stored: 2 });
    expect(counts(app.db)).toEqual([
      '2026-01-05 electronic all 40',
      '2026-01-05 ordinary all 60',
      '2026-01-06 electronic all 41',
    ]);
    // The next one is read the same way, and its proposal shows how.
    const next = await app.store(recap.replace('40;60', '44;66'), { preview: true });
    expect(next).toMatchObject({ status: 'preview', replaced: 1, mapping: { guess: recapMapping } });
  });

  test('with a row per figure is stored by the type that each row names, its variant kept', async () => {
    const app = openApp();
    const table =
      'Bulan,Jenis dokumen,Jumlah permohonan\n2025-11,E-paspor,300\n2025-12,PASPOR BIASA ELEKTRONIK POLIKARBONAT 10 TAHUN,20\n2025-12,PASPOR BIASA NON ELEKTRONIK,500\n2025-12,Kartu,4\n';
    const { mapping } = await app.store(table, { preview: true });
    expect(mapping?.guess).toMatchObject({ shape: 'applicants-long', day: 0, typeColumn: 1, value: 2 });
    const report = await app.store(table, mapped({ shape: 'applicants-long', day: 0, typeColumn: 1, value: 2 }));
    expect(report).toMatchObject({ stored: 3, rejected: 1 });
    expect(report.problems[0]).toMatchObject({ line: 5, field: 'Jenis dokumen', code: 'unknown-passport-type' });
    expect(counts(app.db)).toEqual([
      '2025-11-01 electronic all 300',
      '2025-12-01 electronic polycarbonate-10y 20',
      '2025-12-01 ordinary all 500',
    ]);
  });
});

describe('a table of declared sources', () => {
  const declared = (db: Db) =>
    db
      .select()
      .from(sources)
      .all()
      .map((row) => [row.periodOn, row.source, row.passportType, row.applicants].join(' '))
      .sort();

  test('with a column per source is stored for the passport they applied for', async () => {
    const app = openApp();
    const table = 'Bulan,IG,Sosialisasi,Tidak tahu\n2025-12,12,30,9\n';
    const mapping = {
      shape: 'sources-wide',
      day: 0,
      sources: [
        { column: 1, source: 'instagram' },
        { column: 3, source: 'unknown' },
      ],
      passportType: 'electronic',
    };
    expect(await app.store(table, mapped(mapping))).toMatchObject({ status: 'stored', stored: 1 });
    expect(declared(app.db)).toEqual(['2025-12-01 instagram electronic 12', '2025-12-01 unknown electronic 9']);
    const unknown = { ...mapping, sources: [{ column: 1, source: 'radio-dinding' }] };
    const { issues } = await refused(openApp(), table, unknown);
    expect(issues).toMatchObject([{ field: 'mapping.sources.0.source', code: 'unknown-source' }]);
  });

  test('with a row per figure names source and passport in its rows, or the passport for all of them', async () => {
    const app = openApp();
    const table =
      'Bulan,Tahu dari,Paspor,Pemohon\n2025-12,Instagram,E-paspor,7\n2025-12,Lupa,,3\n2025-12,Mimpi,biasa,1\n';
    const { mapping: proposal } = await app.store(table, { preview: true });
    expect(proposal?.guess).toMatchObject({ shape: 'sources-long', day: 0, sourceColumn: 1, typeColumn: 2, value: 3 });
    const mapping = {
      shape: 'sources-long',
      day: 0,
      sourceColumn: 1,
      typeColumn: 2,
      value: 3,
      passportType: 'ordinary',
    };
    const report = await app.store(table, mapped(mapping));
    expect(report).toMatchObject({ stored: 2, rejected: 1 });
    expect(report.problems[0]).toMatchObject({ line: 4, field: 'Tahu dari', code: 'unknown-source' });
    expect(declared(app.db)).toEqual(['2025-12-01 instagram electronic 7', '2025-12-01 unknown ordinary 3']);
    const { passportType: _, typeColumn: __, ...silent } = mapping;
    const { issues } = await refused(openApp(), table, silent);
    expect(issues).toMatchObject([{ field: 'mapping.passportType', code: 'missing' }]);
  });
});

describe('the next time', () => {
  const next = wide.replace('02/01/2026;120', '04/01/2026;99');

  test('a table with the same header is read the same way by itself', async () => {
    const app = openApp();
    await app.store(wide, { ...mapped(wideMapping), office: 'batam' });
    const preview = await app.store(next.replace('Tgl', 'TGL '), { preview: true });
    expect(preview).toMatchObject({
      status: 'preview',
      format: 'mapped-table',
      office: 'batam',
      stored: 1,
      mapping: { guess: { shape: 'wide', day: 0, channel: 'website' } },
    });
    expect(await app.store(next)).toMatchObject({ status: 'stored', stored: 1 });
    expect(kept(app.db)).toHaveProperty(['batam website visits 2026-01-04'], 99);
  });

  test('the order of day and month is asked once for a header', async () => {
    const app = openApp();
    const mapping = { ...wideMapping, metrics: [{ column: 1, metric: 'visits' }] };
    await app.store('Tgl,Kunjungan\n03/04/2025,5\n', { ...mapped(mapping), dayOrder: 'month-first' });
    expect(await app.store('Tgl,Kunjungan\n03/05/2025,6\n')).toMatchObject({ status: 'stored', from: '2025-03-05' });
  });

  test('what is said anew replaces what was remembered', async () => {
    const app = openApp();
    await app.store(wide, mapped(wideMapping));
    await app.store(next, mapped({ ...wideMapping, channel: 'instagram' }));
    expect(app.db.select().from(mappings).all()).toMatchObject([{ mapping: { channel: 'instagram' } }]);
  });

  test('the very same file is read anew where its columns are said to be others', async () => {
    const app = openApp();
    await app.store(wide, mapped(wideMapping));
    expect(await app.store(wide)).toMatchObject({ status: 'same-file' });
    const report = await app.store(wide, mapped({ ...wideMapping, metrics: [{ column: 1, metric: 'pageviews' }] }));
    expect(report).toMatchObject({ status: 'stored', metrics: ['pageviews'] });
    expect(kept(app.db)).toHaveProperty(['bandung website pageviews 2026-01-13'], 1340);
  });

  test('a preview remembers nothing', async () => {
    const app = openApp();
    expect(await app.store(wide, { ...mapped(wideMapping), preview: true })).toMatchObject({
      status: 'preview',
      stored: 2,
    });
    expect(await app.store(wide, { preview: true })).toMatchObject({ status: 'mapping' });
  });

  test('a table with another header is asked of anew', async () => {
    const app = openApp();
    await app.store(wide, mapped(wideMapping));
    expect(await app.store(wide.replace('Catatan', 'Keterangan'), { preview: true })).toMatchObject({
      status: 'mapping',
    });
  });
});

describe('a mapping that cannot be', () => {
  test.each([
    ['no JSON', '{', 'mapping', 'not-valid'],
    ['no mapping', { shape: 'round' }, 'mapping.shape', 'not-valid'],
    [
      'an unknown metric',
      { ...wideMapping, metrics: [{ column: 1, metric: 'claps' }] },
      'mapping.metrics.0.metric',
      'not-a-choice',
    ],
    ['no metric', { ...wideMapping, metrics: [] }, 'mapping.metrics', 'not-valid'],
    ['a column twice', { ...wideMapping, metrics: [{ column: 0, metric: 'visits' }] }, 'mapping', 'column-twice'],
    [
      'a metric twice',
      { ...wideMapping, metrics: [1, 2].map((column) => ({ column, metric: 'visits' })) },
      'mapping',
      'metric-twice',
    ],
    ['a column that is not there', { ...wideMapping, day: 9 }, 'mapping', 'no-such-column'],
    ['an unknown channel', { ...wideMapping, channel: 'tiktok' }, 'mapping.channel', 'unknown-channel'],
    ['no channel', { shape: 'long', day: 0, metric: 1, value: 2 }, 'mapping.channel', 'missing'],
  ])('%s is refused with its place', async (_, mapping, field, code) => {
    const { issues } = await refused(openApp(), wide, mapping);
    expect(issues).toContainEqual(expect.objectContaining({ field, code }));
  });

  test('a file of a known format is read by its format whatever is said of its columns', async () => {
    const app = openApp();
    const report: ImportReport = await app.store(
      'date,channel,metric,value\n2026-01-05,website,visits,5\n',
      mapped(wideMapping),
    );
    expect(report).toMatchObject({ format: 'tilik-readings', stored: 1, mapping: null });
  });
});

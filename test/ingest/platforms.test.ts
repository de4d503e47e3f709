import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '@tilik/db/open';
import { activities, readings, snapshots } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import { csvOf, make, utf16 } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { dumpAll } from './dump.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));

const readingsOf = (db: Db, channelId: string, metric: string): Record<string, number> =>
  Object.fromEntries(
    db
      .select()
      .from(readings)
      .all()
      .filter((row) => row.channelId === channelId && row.metric === metric)
      .map(({ periodOn, value }) => [periodOn, value]),
  );

const snapshotsOf = (db: Db, activityId: string): Record<string, number> =>
  Object.fromEntries(
    db
      .select()
      .from(snapshots)
      .all()
      .filter((row) => row.activityId === activityId)
      .map(({ metric, value }) => [metric, value]),
  );

describe('X, account overview', () => {
  test('every day becomes its readings, newest first or not', async () => {
    const app = openApp();
    const report = await app.store(fixture('x-daily-overview.csv'));
    expect(report).toMatchObject({
      format: 'x-daily-overview',
      confidence: 1,
      rows: 5,
      stored: 4,
      skipped: 1,
      rejected: 0,
      from: '2026-01-03',
      to: '2026-01-07',
      channels: ['x'],
      questions: [],
    });
    expect(readingsOf(app.db, 'x', 'impressions')).toEqual({
      '2026-01-03': 312,
      '2026-01-05': 880,
      '2026-01-06': 0,
      '2026-01-07': 1204,
    });
    expect(readingsOf(app.db, 'x', 'posts')).toEqual({
      '2026-01-03': 0,
      '2026-01-05': 2,
      '2026-01-06': 0,
      '2026-01-07': 1,
    });
  });

  test('a dash is not reported and not zero', async () => {
    const app = openApp();
    const report = await app.store(fixture('x-daily-overview.csv'));
    expect(readingsOf(app.db, 'x', 'follows')).toEqual({ '2026-01-03': 1, '2026-01-06': 0, '2026-01-07': 3 });
    expect(readingsOf(app.db, 'x', 'video_views')).toEqual({ '2026-01-03': 96, '2026-01-06': 0, '2026-01-07': 410 });
    expect(report.problems).toMatchObject([{ code: 'not-reported' }]);
  });

  test('it is known by its columns in any order and case, and by a part of them', async () => {
    const app = openApp();
    const report = await app.store('NEW FOLLOWS;impressions;Date;engagements\n2;10;Jan 5, 2026;3\n');
    expect(report).toMatchObject({
      format: 'x-daily-overview',
      stored: 1,
      metrics: ['engagements', 'follows', 'impressions'],
    });
  });
});

describe('Instagram content', () => {
  test('captions of several lines, with quotes, delimiters and emoji, arrive as they were written', async () => {
    const app = openApp();
    const report = await app.store(fixture('instagram-content.csv'));
    expect(report).toMatchObject({
      format: 'instagram-content',
      confidence: 1,
      rows: 4,
      stored: 4,
      rejected: 0,
      channels: ['instagram'],
      snapshotOn: '2026-01-14',
      questions: [{ field: 'snapshotOn', required: false }],
      problems: [],
    });
    const posts = app.db.select().from(activities).orderBy(activities.id).all();
    expect(posts.map(({ id }) => id)).toEqual([
      'instagram:3540000000000000004',
      'instagram:CONTOHaaa01',
      'instagram:CONTOHaaa02',
      'instagram:CONTOHaaa03',
    ]);
    expect(posts[1]).toMatchObject({
      kind: 'reel',
      account: 'imigrasi.contoh',
      permalink: 'https://www.instagram.com/reel/CONTOHaaa01/',
      campaignId: null,
      caption:
        'Apa beda e-paspor dan paspor biasa? 🛂✨\n\n1) Ada cip di sampulnya\n2) Antrean autogate lebih cepat\n"Tanya saja" di kolom komentar; kami jawab | setiap hari kerja\n\n#epaspor #imigrasi',
    });
    expect(posts[2]?.caption).toBe('Layanan e-paspor buka Sabtu, 5 Juli 👨‍👩‍👧‍👦');
    expect(posts[3]?.caption).toBeNull();
    expect(posts.map(({ kind }) => kind)).toEqual(['story', 'reel', 'image', 'carousel']);
  });

  test('a publish time in US Pacific time falls on the right instant and the right day in Jakarta', async () => {
    const app = openApp();
    await app.store(fixture('instagram-content.csv'));
    await app.store(fixture('instagram-konten-indonesia.csv'));
    const published = Object.fromEntries(
      app.db
        .select()
        .from(activities)
        .all()
        .map(({ id, publishedAt, publishedOn }) => [id, [publishedAt, publishedOn]]),
    );
    expect(published).toEqual({
      'instagram:CONTOHaaa01': ['2025-07-04T16:59:00.000Z', '2025-07-04'],
      'instagram:CONTOHaaa02': ['2025-07-04T17:00:00.000Z', '2025-07-05'],
      'instagram:CONTOHaaa03': ['2025-01-10T16:59:00.000Z', '2025-01-10'],
      'instagram:3540000000000000004': ['2025-01-10T17:00:00.000Z', '2025-01-11'],
      // Half past midnight is before the clocks go back, half past eleven at night is after.
      'instagram:CONTOHbbb01': ['2025-11-02T07:30:00.000Z', '2025-11-02'],
      'instagram:CONTOHbbb02': ['2025-11-03T07:30:00.000Z', '2025-11-03'],
    });
  });

  test('a short row and a dash leave metrics unreported, and zero stays zero', async () => {
    const app = openApp();
    await app.store(fixture('instagram-content.csv'), { snapshotOn: '2025-12-31' });
    expect(snapshotsOf(app.db, 'instagram:CONTOHaaa01')).toEqual({
      views: 12_345,
      reach: 9876,
      likes: 432,
      shares: 21,
      comments: 18,
      saves: 55,
      follows: 7,
    });
    expect(snapshotsOf(app.db, 'instagram:CONTOHaaa02')).toEqual({
      views: 2100,
      reach: 1800,
      likes: 90,
      shares: 4,
      comments: 2,
      saves: 3,
    });
    expect(snapshotsOf(app.db, 'instagram:CONTOHaaa03')).toEqual({
      views: 1500,
      reach: 1200,
      likes: 60,
      comments: 0,
      saves: 1,
      follows: 0,
    });
    expect(snapshotsOf(app.db, 'instagram:3540000000000000004')).toEqual({});
    expect(
      app.db
        .select()
        .from(snapshots)
        .all()
        .every(({ takenOn }) => takenOn === '2025-12-31'),
    ).toBe(true);
    // A field left blank is a question not answered.
    const blank = await app.send(fixture('meta-views-unnamed.csv'), { channel: '' });
    expect(blank.status).toBe(422);
    expect(await blank.json()).toMatchObject({ code: 'answer-needed', issues: [{ field: 'channel' }] });
    expect(app.db.select().from(readings).all()).toEqual([]);
  });

  test('Indonesian headers are known, and of a column that stands twice the one that is filled speaks', async () => {
    const app = openApp();
    const report = await app.store(fixture('instagram-konten-indonesia.csv'));
    expect(report).toMatchObject({ format: 'instagram-content', rows: 2, stored: 2, rejected: 0 });
    expect(report.problems).toEqual([]);
    expect(snapshotsOf(app.db, 'instagram:CONTOHbbb01')).toMatchObject({
      views: 4321,
      reach: 3900,
      saves: 12,
      shares: 9,
      profile_visits: 14,
    });
    expect(snapshotsOf(app.db, 'instagram:CONTOHbbb02')).toMatchObject({ views: 800, reach: 700, follows: 0 });
    const kinds = app.db.select().from(activities).orderBy(activities.id).all();
    expect(kinds.map(({ kind }) => kind)).toEqual(['reel', 'image']);
  });

  test('a caption full of other delimiters does not change how the file is read', async () => {
    const app = openApp();
    const Description = `mulai\n${'|'.repeat(60)}\n${';'.repeat(60)}\n\n\n\nselesai`;
    const report = await app.store(csvOf([make.post({ Description })]));
    expect(report).toMatchObject({ rows: 1, stored: 1, rejected: 0 });
    expect(app.db.select().from(activities).get()?.caption).toBe(Description);
  });

  test('an id that Excel turned into a number does not split a post in two', async () => {
    const app = openApp();
    await app.store(csvOf([make.post()]));
    const again = await app.store(csvOf([make.post({ 'Post ID': '1.8E+16', Views: 150 })]), {
      snapshotOn: '2026-01-10',
    });
    expect(again).toMatchObject({ stored: 1, replaced: 0 });
    expect(app.db.select().from(activities).all()).toHaveLength(1);
    expect(
      app.db
        .select()
        .from(snapshots)
        .all()
        .filter(({ metric }) => metric === 'views'),
    ).toMatchObject([
      { takenOn: '2026-01-10', value: 150 },
      { takenOn: '2026-01-14', value: 100 },
    ]);
  });

  test('a file dropped again on a later day is the same file, and keeps the day first said of it', async () => {
    const app = openApp();
    await app.store(csvOf([make.post()]));
    const before = dumpAll(app.db);
    app.setNow('2026-03-01T05:00:00Z');
    const again = await app.send(csvOf([make.post()]));
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ status: 'same-file', snapshotOn: '2026-01-14', unchanged: 1 });
    expect(dumpAll(app.db)).toEqual(before);
  });

  test('a post published after the day of the snapshot is rejected, and so is a link that is no post', async () => {
    const app = openApp();
    const report = await app.store(
      csvOf([
        make.post(),
        make.post({ Permalink: 'https://www.instagram.com/p/BBB222/', 'Publish time': '12/08/2025 09:00' }),
        make.post({ Permalink: 'https://www.instagram.com/imigrasi.contoh/' }),
        make.post({ Permalink: '' }),
        make.post({ Permalink: 'https://www.instagram.com/p/CCC333/', 'Publish time': '2025-12-05' }),
        make.post({ Permalink: 'https://www.instagram.com/p/DDD444/', 'Publish time': '02/30/2025 09:00' }),
        make.post({ Permalink: 'https://www.instagram.com/p/EEE555/', 'Post type': 'constructor' }),
      ]),
      { snapshotOn: '2025-12-08' },
    );
    expect(report).toMatchObject({ rows: 7, stored: 2, rejected: 5 });
    expect(report.problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'Publish time', 'published-after-snapshot'],
      [4, 'Permalink', 'not-a-permalink'],
      [5, 'Permalink', 'missing'],
      [6, 'Publish time', 'not-a-time'],
      [7, 'Publish time', 'no-such-day'],
    ]);
  });

  test('the day of a snapshot must exist and must not lie ahead', async () => {
    const app = openApp();
    for (const [snapshotOn, code] of [
      ['2025-02-31', 'not-a-day'],
      ['2026-01-15', 'in-future'],
    ] as const) {
      const response = await app.send(csvOf([make.post()]), { snapshotOn });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'bad-request', issues: [{ field: 'snapshotOn', code }] });
    }
    expect(app.db.select().from(activities).all()).toEqual([]);
  });
});

describe('Meta, one metric a day', () => {
  const daily = { '2025-10-31': 120, '2025-11-01': 95, '2025-11-02': 88, '2025-11-03': 0, '2025-11-04': 143 };
  const times = (factor: number) =>
    Object.fromEntries(Object.entries(daily).map(([day, value]) => [day, value * factor]));

  test('the date of a stamp is kept on both sides of daylight saving', async () => {
    const app = openApp();
    const report = await app.store(fixture('meta-instagram-reach.csv'));
    expect(report).toMatchObject({ format: 'meta-daily-metric', rows: 5, stored: 5, questions: [], problems: [] });
    expect(report).toMatchObject({ from: '2025-10-31', to: '2025-11-04', channels: ['instagram'], metrics: ['reach'] });
    expect(readingsOf(app.db, 'instagram', 'reach')).toEqual(daily);
  });

  test('two sections of one file go to the two platforms they name', async () => {
    const app = openApp();
    const report = await app.store(fixture('meta-reach-two-sections.csv'));
    expect(report).toMatchObject({ rows: 10, stored: 10, channels: ['facebook', 'instagram'], questions: [] });
    expect(readingsOf(app.db, 'facebook', 'reach')).toEqual(times(3));
    expect(readingsOf(app.db, 'instagram', 'reach')).toEqual(daily);
  });

  test('a file that names no platform asks for it, stores nothing without, and stores with the answer', async () => {
    const app = openApp();
    const before = dumpAll(app.db);
    const file = fixture('meta-views-unnamed.csv');

    const preview = await app.send(file, { preview: true });
    expect(preview.status).toBe(200);
    expect(await preview.json()).toMatchObject({
      status: 'question',
      questions: [{ field: 'channel', required: true, choices: ['instagram', 'facebook'] }],
    });

    const refused = await app.send(file);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: 'answer-needed',
      issues: [{ field: 'channel', code: 'answer-needed', message: expect.stringContaining('instagram, facebook') }],
    });
    expect(dumpAll(app.db)).toEqual(before);

    expect(await app.store(file, { preview: true, channel: 'facebook' })).toMatchObject({
      status: 'preview',
      stored: 5,
    });
    expect(dumpAll(app.db)).toEqual(before);

    expect(await app.store(file, { channel: 'facebook' })).toMatchObject({ stored: 5, channel: 'facebook' });
    expect(readingsOf(app.db, 'facebook', 'views')).toEqual(times(5));
  });

  test('only a platform of Meta can be the answer', async () => {
    const app = openApp();
    for (const [channel, code] of [
      ['website', 'not-a-choice'],
      ['tiktok', 'unknown-channel'],
    ] as const) {
      const response = await app.send(fixture('meta-views-unnamed.csv'), { channel });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'bad-request', issues: [{ field: 'channel', code }] });
    }
    // A field left blank is a question not answered.
    const blank = await app.send(fixture('meta-views-unnamed.csv'), { channel: '' });
    expect(blank.status).toBe(422);
    expect(await blank.json()).toMatchObject({ code: 'answer-needed', issues: [{ field: 'channel' }] });
    expect(app.db.select().from(readings).all()).toEqual([]);
  });

  test('Indonesian titles, semicolons and a section of something else: the known is stored, the unknown named', async () => {
    const app = openApp();
    const report = await app.store(fixture('meta-harian-indonesia.csv'));
    expect(report).toMatchObject({ stored: 4, rejected: 0, channels: ['instagram'] });
    expect(readingsOf(app.db, 'instagram', 'profile_visits')).toEqual({ '2026-01-01': 14, '2026-01-03': 0 });
    expect(readingsOf(app.db, 'instagram', 'link_clicks')).toEqual({ '2026-01-01': 3, '2026-01-03': 5 });
    const ignored = report.problems.find(({ code }) => code === 'ignored-sections');
    expect(ignored?.message).toContain('Kota teratas');
    expect(report.problems.map(({ code }) => code).sort()).toEqual([
      'ignored-sections',
      'not-reported',
      'unknown-section',
    ]);
  });

  test('days after a day without a value are not lost', async () => {
    const app = openApp();
    const report = await app.store(
      utf16(
        'sep=,\n"Facebook views"\n"Date","Primary"\n"2026-01-01T00:00:00","5"\n"2026-01-02T00:00:00",""\n"2026-01-03T00:00:00","7"\n',
      ),
    );
    expect(report).toMatchObject({ rows: 3, stored: 2, skipped: 1 });
    expect(readingsOf(app.db, 'facebook', 'views')).toEqual({ '2026-01-01': 5, '2026-01-03': 7 });
  });

  test('days after a stray blank line are not lost', async () => {
    const app = openApp();
    const report = await app.store('Facebook views\nDate,Primary\n2026-01-01,5\n\n2026-01-03,7\n\n\n');
    expect(report).toMatchObject({ rows: 2, stored: 2 });
    expect(readingsOf(app.db, 'facebook', 'views')).toEqual({ '2026-01-01': 5, '2026-01-03': 7 });
  });

  test('a line that says nothing of a day is reported, not dropped', async () => {
    const app = openApp();
    const report = await app.store('Facebook views\nDate,Primary\n2026-01-01,5\nTotal,5\n2026-01-03,1,070\n');
    expect(report).toMatchObject({ rows: 3, stored: 1, rejected: 2 });
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [4, 'not-a-day'],
      [5, 'too-many-cells'],
    ]);
  });

  test.each(['constructor', '__proto__', 'toString', 'Something new'])(
    'a metric titled %s is unknown, and nothing more',
    async (title) => {
      const app = openApp();
      const response = await app.send(`${title}\nDate,Primary\n2026-01-01,5\n`, { channel: 'facebook' });
      expect(response.status).toBe(422);
      expect(((await response.json()) as Problem).code).toBe('not-recognised');
    },
  );

  test('a preview says what a store then does', async () => {
    for (const name of [
      'x-daily-overview.csv',
      'instagram-content.csv',
      'instagram-konten-indonesia.csv',
      'meta-reach-two-sections.csv',
      'meta-harian-indonesia.csv',
    ]) {
      const app = openApp();
      const before = dumpAll(app.db);
      const preview = await app.store(fixture(name), { preview: true });
      expect(dumpAll(app.db)).toEqual(before);
      const stored = await app.store(fixture(name));
      const said = ({ id: _, importedAt: __, status: ___, ...rest }: ImportReport) => rest;
      expect(said(stored)).toEqual(said(preview));
    }
  });
});

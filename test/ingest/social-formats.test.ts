import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '@tilik/db/open';
import { activities, readings, snapshots } from '@tilik/db/schema';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { dumpAll } from './dump.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));
const textOf = (name: string): string => Buffer.from(fixture(name)).toString('utf8');

/** Text as the bytes of an encoding with one byte a letter. */
function oneByte(text: string, encoding: 'windows-1251' | 'windows-1252'): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]));
  return new Uint8Array(Array.from(text, (letter) => bytes.get(letter) ?? Number.NaN));
}

/** Readings of a channel: metric to day to value. */
function readingsOf(db: Db, channelId: string): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {};
  for (const row of db.select().from(readings).all()) {
    if (row.channelId !== channelId) continue;
    found[row.metric] = { ...found[row.metric], [row.periodOn]: row.value };
  }
  return found;
}

const snapshotsOf = (db: Db, activityId: string): Record<string, number> =>
  Object.fromEntries(
    db
      .select()
      .from(snapshots)
      .all()
      .filter((row) => row.activityId === activityId)
      .map(({ metric, value }) => [metric, value]),
  );

const activitiesOf = (db: Db) => db.select().from(activities).orderBy(activities.id).all();

const lastOfYear = '2006409891148730385';
const firstOfYear = '2006410142806970385';

/** A row of X's older file per post, published at one in the afternoon of 1 January 2026 in Bandung. */
const tweet = (given: Readonly<Record<string, string | number>> = {}) => ({
  'Tweet id': '2006525894410797073',
  'Tweet permalink': 'https://twitter.com/imigrasi_contoh/status/2006525894410797073',
  'Tweet text': 'Kenali e-paspor',
  time: '2026-01-01 00:40 +0000',
  impressions: 100,
  engagements: 5,
  ...given,
});

const facebookPost = (given: Readonly<Record<string, string | number>> = {}) => ({
  'Post ID': '900000000000001',
  'Page ID': '100000000000001',
  'Page name': 'Imigrasi Contoh',
  Title: 'Kenali e-paspor',
  'Publish time': '12/05/2025 01:30',
  Permalink: 'https://www.facebook.com/imigrasi.contoh/posts/900000000000001',
  'Post type': 'Photos',
  Date: 'Lifetime',
  Views: 100,
  Reach: 80,
  Reactions: 9,
  ...given,
});

describe('X until 2024, a row per day', () => {
  test('every day becomes its readings, under the names they have today', async () => {
    const app = openApp();
    const report = await app.store(fixture('x-old-per-day.csv'));
    expect(report).toMatchObject({
      format: 'x-old-per-day',
      confidence: 1,
      rows: 4,
      stored: 3,
      skipped: 1,
      rejected: 0,
      from: '2025-12-29',
      to: '2025-12-31',
      questions: [],
    });
    const days = (...values: number[]) =>
      Object.fromEntries(values.map((value, index) => [`2025-12-${29 + index}`, value]));
    expect(readingsOf(app.db, 'x')).toEqual({
      posts: days(2, 0, 1),
      impressions: days(1088, 0, 3974),
      engagements: days(13, 0, 76),
      reposts: days(1, 1, 1),
      replies: days(2, 2, 2),
      likes: days(3, 3, 3),
      profile_visits: days(4, 4, 4),
      link_clicks: days(5, 5, 5),
      hashtag_clicks: days(0, 0, 0),
      detail_expands: days(7, 7, 7),
      follows: days(1, 1, 1),
      media_views: days(25, 25, 25),
      media_engagements: days(6, 6, 6),
    });
  });

  test('columns that no metric is for are named, and a day of dashes is not reported', async () => {
    const report = await openApp().store(fixture('x-old-per-day.csv'));
    expect(report.problems.map(({ code }) => code)).toEqual(['ignored-columns', 'not-reported']);
    for (const name of ['engagement rate', 'permalink clicks', 'dial phone', 'promoted impressions', 'promoted likes'])
      expect(report.problems[0]?.message).toContain(name);
  });

  test('days saved again by Excel are read in the order the whole column shows, and asked for where none does', async () => {
    const header = 'Date;Tweets published;impressions;engagements;engagement rate';
    const app = openApp();
    const report = await app.store(`${header}\n8/9/2025;1;89,0;5;0,01\n8/13/2025;2;1.204;6;01.Feb\n`);
    expect(report).toMatchObject({ format: 'x-old-per-day', stored: 2, rejected: 0, questions: [] });
    expect(readingsOf(app.db, 'x').impressions).toEqual({ '2025-08-09': 89, '2025-08-13': 1204 });

    const open = `${header}\n8/9/2025;1;89,0;5;0,01\n`;
    const preview = await openApp().send(open, { preview: true });
    expect(await preview.json()).toMatchObject({
      status: 'question',
      questions: [{ field: 'dayOrder', required: true }],
    });
  });
});

describe('X until 2024, a row per post', () => {
  test('every post becomes an activity with its lifetime figures, at the instant its id holds', async () => {
    const app = openApp();
    const report = await app.store(fixture('x-old-per-post.csv'), { snapshotOn: '2026-01-10' });
    expect(report).toMatchObject({
      format: 'x-old-per-post',
      confidence: 1,
      account: 'imigrasi_contoh',
      snapshotOn: '2026-01-10',
      rows: 3,
      stored: 3,
      rejected: 0,
      from: '2021-09-01',
      to: '2026-01-01',
    });
    const posts = activitiesOf(app.db);
    expect(posts.map(({ id, publishedAt, publishedOn }) => [id, publishedAt, publishedOn])).toEqual([
      ['x:1432793612940218385', '2021-08-31T19:53:12.000Z', '2021-09-01'],
      [`x:${lastOfYear}`, '2025-12-31T16:59:30.000Z', '2025-12-31'],
      [`x:${firstOfYear}`, '2025-12-31T17:00:30.000Z', '2026-01-01'],
    ]);
    expect(posts[1]).toMatchObject({
      channelId: 'x',
      kind: 'post',
      account: 'imigrasi_contoh',
      permalink: `https://twitter.com/imigrasi_contoh/status/${lastOfYear}`,
      caption: 'Kenali e-paspor 🛂\n\nBaris kedua; dengan "kutip" dan, koma',
    });
    expect(snapshotsOf(app.db, `x:${lastOfYear}`)).toEqual({
      impressions: 2633,
      engagements: 41,
      reposts: 5,
      replies: 0,
      likes: 7,
      profile_visits: 3,
      link_clicks: 16,
      hashtag_clicks: 1,
      detail_expands: 10,
      follows: 0,
      media_views: 0,
      media_engagements: 0,
    });
    // A dash is not reported, and not zero.
    expect(Object.keys(snapshotsOf(app.db, `x:${firstOfYear}`))).not.toContain('engagements');
    expect(app.db.select().from(readings).all()).toEqual([]);
  });

  test('an id that Excel damaged is taken from the link, and a post that nothing names is refused', async () => {
    const app = openApp();
    const id = '649293177409679360';
    const link = (of: string) => `https://twitter.com/imigrasi_contoh/status/${of}`;
    const report = await app.store(
      csvOf([
        tweet({ 'Tweet id': '6.49E+17', 'Tweet permalink': link(id), time: '2015-09-30 18:45 +0000' }),
        tweet({ 'Tweet id': '649064976133525000', 'Tweet permalink': link('649064976133525504'), time: '' }),
        tweet({ 'Tweet id': '6,49E+17', 'Tweet permalink': link('648875195688714240'), time: '' }),
        tweet({ 'Tweet id': '6.54E+17', 'Tweet permalink': link(id) }),
        tweet({ 'Tweet id': '6.54E+17', 'Tweet permalink': '<a href="https://example.org">Web</a>' }),
        tweet({ 'Tweet id': 'abc' }),
        tweet({ 'Tweet id': '', 'Tweet permalink': '' }),
      ]),
    );
    expect(report).toMatchObject({ rows: 7, stored: 3, rejected: 4 });
    expect(report.problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [5, 'Tweet id', 'damaged-id'],
      [6, 'Tweet id', 'damaged-id'],
      [7, 'Tweet id', 'not-an-id'],
      [8, 'Tweet id', 'missing'],
    ]);
    expect(activitiesOf(app.db).map(({ id }) => id)).toEqual([
      'x:648875195688714240',
      'x:649064976133525504',
      'x:649293177409679360',
    ]);
  });

  test('a time column that contradicts the id is told of, and the id is believed', async () => {
    const app = openApp();
    const report = await app.store(
      csvOf([tweet(), tweet({ 'Tweet id': lastOfYear, 'Tweet permalink': '', time: '2016-06-20 21:56:23' })]),
    );
    expect(report).toMatchObject({ stored: 2, rejected: 0 });
    const told = report.problems.find(({ code }) => code === 'time-contradicts-id');
    expect(told?.message).toMatch(/1 rows.*line 3.*time/);
    expect(activitiesOf(app.db)[0]?.publishedAt).toBe('2025-12-31T16:59:30.000Z');
  });

  test('of ids from before November 2010, which hold no time, the time column is read', async () => {
    const app = openApp();
    const report = await app.store(
      csvOf([
        tweet({ 'Tweet id': '20123456789', time: '2010-08-02 17:30 +0000' }),
        tweet({ 'Tweet id': '20123456790', time: 'kemarin' }),
      ]),
    );
    expect(report).toMatchObject({ stored: 1, rejected: 1 });
    expect(report.problems).toMatchObject([{ line: 3, field: 'time', code: 'not-a-time' }]);
    expect(activitiesOf(app.db)).toMatchObject([
      { id: 'x:20123456789', publishedAt: '2010-08-02T17:30:00.000Z', publishedOn: '2010-08-03' },
    ]);
  });

  test('older files call likes favorites', async () => {
    const app = openApp();
    await app.store(csvOf([tweet({ favorites: '12.0', retweets: 3 })]));
    expect(snapshotsOf(app.db, 'x:2006525894410797073')).toMatchObject({ likes: 12, reposts: 3 });
  });

  test('a file of whole rows wrapped in quotes is the same file', async () => {
    const wrapped = textOf('x-old-per-post.csv')
      .trimEnd()
      .split('\n')
      .map((line) => (/^"|"$/.test(line) ? `"${line.replaceAll('"', '""')}"` : line))
      .join('\n');
    const [one, other] = [openApp(), openApp()];
    await one.store(fixture('x-old-per-post.csv'));
    const report = await other.store(wrapped);
    expect(report).toMatchObject({ format: 'x-old-per-post', stored: 3, rejected: 0 });
    expect(snapshotsOf(other.db, `x:${lastOfYear}`)).toEqual(snapshotsOf(one.db, `x:${lastOfYear}`));
  });
});

describe('X content', () => {
  test('both ways to name the columns are one format, and one post is one activity in both', async () => {
    const app = openApp();
    const first = await app.store(fixture('x-content-link.csv'), { snapshotOn: '2026-01-05' });
    expect(first).toMatchObject({ format: 'x-content', confidence: 1, rows: 2, stored: 2, account: 'imigrasi_contoh' });
    expect(first.problems).toMatchObject([{ code: 'ignored-columns', message: expect.stringContaining('Permalink') }]);
    expect(snapshotsOf(app.db, `x:${lastOfYear}`)).toEqual({
      impressions: 140,
      likes: 9,
      engagements: 17,
      bookmarks: 2,
      shares: 1,
      follows: 0,
      replies: 3,
      reposts: 4,
      profile_visits: 5,
      detail_expands: 6,
      link_clicks: 7,
      hashtag_clicks: 8,
    });
    const second = await app.store(fixture('x-content-post-link.csv'), { snapshotOn: '2026-01-12' });
    expect(second).toMatchObject({ format: 'x-content', confidence: 1, rows: 1, stored: 1, replaced: 0 });
    expect(activitiesOf(app.db)).toHaveLength(2);
    expect(app.db.select().from(snapshots).all()).toHaveLength(36);
  });

  test('the instant and the day come from the id, not from a date that says no zone', async () => {
    const app = openApp();
    await app.store(fixture('x-content-link.csv'));
    expect(
      activitiesOf(app.db).map(({ publishedAt, publishedOn, caption }) => [publishedAt, publishedOn, caption]),
    ).toEqual([
      ['2025-12-31T16:59:30.000Z', '2025-12-31', 'Antrean e-paspor, tanya di sini 🛂'],
      ['2025-12-31T17:00:30.000Z', '2026-01-01', 'dua\nbaris'],
    ]);
  });

  test('a post published after the day of the snapshot is rejected', async () => {
    const report = await openApp().store(fixture('x-content-link.csv'), { snapshotOn: '2025-12-31' });
    expect(report).toMatchObject({ rows: 2, stored: 1, rejected: 1 });
    expect(report.problems[0]).toMatchObject({ line: 3, field: 'Date', code: 'published-after-snapshot' });
  });

  test('importing the file again changes nothing, and undoing it leaves nothing', async () => {
    const app = openApp();
    const report = await app.store(fixture('x-content-link.csv'));
    const once = dumpAll(app.db);
    expect(await app.store(fixture('x-content-link.csv'))).toMatchObject({ status: 'same-file' });
    expect(dumpAll(app.db)).toEqual(once);
    await app.request(`/api/v1/imports/${report.id}`, { method: 'DELETE' });
    expect(activitiesOf(app.db)).toEqual([]);
  });
});

describe('Instagram content', () => {
  test('stories in Indonesian: visits, replies and clicks are kept, taps are named', async () => {
    const app = openApp();
    const report = await app.store(fixture('instagram-cerita-indonesia.csv'));
    expect(report).toMatchObject({ format: 'instagram-content', account: 'imigrasi.contoh', rows: 2, stored: 1 });
    expect(snapshotsOf(app.db, 'instagram:3540000000000000021')).toEqual({
      views: 210,
      reach: 180,
      likes: 4,
      shares: 1,
      profile_visits: 6,
      replies: 2,
      link_clicks: 3,
      follows: 0,
    });
    const ignored = report.problems.find(({ code }) => code === 'ignored-columns');
    expect(ignored?.message).toMatch(/Navigasi.*Ketukan stiker/);
  });

  test('a row without an identity says that the platform gave none', async () => {
    const report = await openApp().store(fixture('instagram-cerita-indonesia.csv'));
    expect(report).toMatchObject({ rejected: 1 });
    expect(report.problems[0]).toMatchObject({ line: 3, field: 'Komentar data', code: 'no-identity' });
    expect(report.problems[0]?.message).toContain('17900000000000000');
  });

  test.each([
    ['without zeros', '12/5/2025 1:30', '2025-12-05T09:30:00.000Z'],
    ['with seconds', '12/05/2025 01:30:15', '2025-12-05T09:30:15.000Z'],
    ['in the morning', '12/5/2025 1:30 AM', '2025-12-05T09:30:00.000Z'],
    ['at midnight', '12/5/2025 12:30 AM', '2025-12-05T08:30:00.000Z'],
    ['at noon', '12/5/2025 12:30:00 PM', '2025-12-05T20:30:00.000Z'],
    ['in the evening', '12/05/25 1:30 pm', '2025-12-05T21:30:00.000Z'],
    ['year first', '2025-12-05 01:30', '2025-12-05T09:30:00.000Z'],
    ['year first, with a zone', '2025-12-05T01:30:00+0000', '2025-12-05T01:30:00.000Z'],
    ['with points', '12.05.2025 01:30', '2025-12-05T09:30:00.000Z'],
  ])('a publish time saved again by Excel, %s, is the same instant', async (_, time, instant) => {
    const app = openApp();
    await app.store(csvOf([make.post({ 'Publish time': time })]));
    expect(activitiesOf(app.db)[0]?.publishedAt).toBe(instant);
  });

  test('the day comes first only where the whole column says so', async () => {
    const app = openApp();
    const [one, two] = [
      make.post({ 'Publish time': '05/12/2025 01:30' }),
      make.post({ Permalink: 'https://www.instagram.com/p/BBB222/', 'Publish time': '31/12/2025 01:30' }),
    ];
    await app.store(csvOf([one, two]));
    expect(activitiesOf(app.db).map(({ publishedOn }) => publishedOn)).toEqual(['2025-12-05', '2025-12-31']);
  });

  test('a workbook in which Excel took some of the months for days is read as it was before', async () => {
    const app = openApp();
    const sheet = [
      ['Post ID', 'Account username', 'Publish time', 'Permalink', 'Post type', 'Date', 'Views'],
      // Excel took 12/05 for the 12th of May and could make nothing of 12/31.
      [
        '1.8E+16',
        'imigrasi.contoh',
        new Date('2025-05-12T01:30:00Z'),
        'https://www.instagram.com/p/AAA/',
        'IG image',
        'Lifetime',
        7,
      ],
      ['1.8E+16', 'imigrasi.contoh', '12/31/2025 08:24', 'https://www.instagram.com/p/BBB/', 'IG reel', 'Lifetime', 8],
    ].map((row) =>
      row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy hh:mm' } : { value })),
    );
    const bytes = await writeExcel(sheet).toBuffer();
    const report = await app.store(new Uint8Array(bytes), { name: 'content.xlsx' });
    expect(report).toMatchObject({ format: 'instagram-content', stored: 2, rejected: 0 });
    expect(activitiesOf(app.db).map(({ publishedAt }) => publishedAt)).toEqual([
      '2025-12-05T09:30:00.000Z',
      '2025-12-31T16:24:00.000Z',
    ]);
  });

  test('hours that no clock shows are no time', async () => {
    const response = await openApp().send(csvOf([make.post({ 'Publish time': '12/05/2025 13:30 PM' })]));
    expect(await response.json()).toMatchObject({ issues: [{ field: 'Publish time', code: 'no-such-day' }] });
  });

  test('impressions of older files and views of newer ones are two metrics', async () => {
    const app = openApp();
    const { Views: _, ...older } = make.post({ Impressions: 70, Plays: 40 });
    await app.store(csvOf([older]));
    expect(snapshotsOf(app.db, 'instagram:AAA111')).toMatchObject({ impressions: 70, video_views: 40 });
    expect(snapshotsOf(app.db, 'instagram:AAA111')).not.toHaveProperty('views');
  });

  test('figures of single days of a post are passed over, with the reason', async () => {
    const report = await openApp().store(
      csvOf([make.post(), make.post({ Permalink: 'https://www.instagram.com/p/BBB222/', Date: '12/06/2025' })]),
    );
    expect(report).toMatchObject({ rows: 2, stored: 1, skipped: 1 });
    expect(report.problems).toMatchObject([{ code: 'daily-breakdown', message: expect.stringContaining('lifetime') }]);
  });
});

describe('Facebook content', () => {
  test('every post becomes an activity with its lifetime figures; reactions are likes', async () => {
    const app = openApp();
    const report = await app.store(fixture('facebook-content.csv'));
    expect(report).toMatchObject({
      format: 'facebook-content',
      confidence: 1,
      account: 'Imigrasi Contoh',
      rows: 3,
      stored: 3,
      rejected: 0,
      channels: ['facebook'],
    });
    const posts = activitiesOf(app.db);
    expect(posts.map(({ id, kind, publishedAt, publishedOn }) => [id, kind, publishedAt, publishedOn])).toEqual([
      ['facebook:900000000000001', 'photo', '2025-12-05T16:59:00.000Z', '2025-12-05'],
      ['facebook:900000000000002', 'reel', '2025-12-05T17:00:00.000Z', '2025-12-06'],
      ['facebook:900000000000003', 'link', '2025-12-07T07:30:00.000Z', '2025-12-07'],
    ]);
    expect(posts[0]?.caption).toBe('Syarat e-paspor:\n• KTP\n• KK 📄');
    expect(posts[1]?.caption).toBe('Video layanan\n\nAntre "cepat", datang pagi');
    expect(snapshotsOf(app.db, 'facebook:900000000000001')).toEqual({
      views: 400,
      reach: 150,
      engagements: 33,
      likes: 21,
      comments: 7,
      shares: 5,
      link_clicks: 4,
    });
    expect(snapshotsOf(app.db, 'facebook:900000000000002')).not.toHaveProperty('link_clicks');
    const ignored = report.problems.find(({ code }) => code === 'ignored-columns');
    for (const name of ['Total clicks', 'Seconds viewed', 'Ad impressions']) expect(ignored?.message).toContain(name);
  });

  test('Indonesian headers are known, and times are those of US Pacific on both sides of daylight saving', async () => {
    const app = openApp();
    const report = await app.store(fixture('facebook-konten-indonesia.csv'));
    expect(report).toMatchObject({ format: 'facebook-content', account: 'Imigrasi Contoh', rows: 2, stored: 2 });
    expect(activitiesOf(app.db).map(({ kind, publishedAt }) => [kind, publishedAt])).toEqual([
      ['photo', '2025-11-02T07:30:00.000Z'],
      ['link', '2025-11-03T07:30:00.000Z'],
    ]);
    expect(snapshotsOf(app.db, 'facebook:900000000000011')).toEqual({
      views: 310,
      reach: 200,
      engagements: 12,
      likes: 8,
      comments: 3,
      shares: 1,
      link_clicks: 6,
    });
    expect(snapshotsOf(app.db, 'facebook:900000000000012')).not.toHaveProperty('reach');
  });

  test('figures of single days never become those of a lifetime', async () => {
    const app = openApp();
    const report = await app.store(csvOf([facebookPost(), facebookPost({ Date: '12/06/2025', Views: 7 })]));
    expect(report).toMatchObject({ rows: 2, stored: 1, skipped: 1 });
    expect(snapshotsOf(app.db, 'facebook:900000000000001')).toMatchObject({ views: 100 });

    const refused = await openApp().send(csvOf([facebookPost({ Date: '2025-12-06' })]));
    expect(refused.status).toBe(422);
    expect(((await refused.json()) as Problem).issues).toMatchObject([{ code: 'daily-breakdown' }]);
  });

  test('an id that Excel damaged is restored from a link that holds it, and refused where none does', async () => {
    const app = openApp();
    const link = (end: string) => `https://www.facebook.com/imigrasi.contoh/${end}`;
    const report = await app.store(
      csvOf([
        facebookPost({ 'Post ID': '9.39006E+14', Permalink: link('posts/939005954986064') }),
        facebookPost({ 'Post ID': '9.40446E+14', Permalink: link('reel/974194307586650/') }),
        facebookPost({ 'Post ID': '9.4E+14', Permalink: link('posts/pfbid0CONTOH') }),
        facebookPost({ 'Post ID': '100000000000001_900000000000009' }),
        facebookPost({ 'Post ID': '1900000000000010' }),
      ]),
    );
    expect(report).toMatchObject({ rows: 5, stored: 3, rejected: 2 });
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'damaged-id'],
      [4, 'damaged-id'],
    ]);
    expect(activitiesOf(app.db).map(({ id }) => id)).toEqual([
      'facebook:1900000000000010',
      'facebook:900000000000009',
      'facebook:939005954986064',
    ]);
  });

  test('saved again by Excel, with semicolons, comma decimals, wrapped rows or one-byte letters, it is the same', async () => {
    const rows = [
      facebookPost({ Title: 'Paspor électronique “baru”', Views: '89,0', 'Average Seconds viewed': '10.Jun' }),
    ];
    for (const file of [
      csvOf(rows, ';'),
      oneByte(csvOf(rows, ';'), 'windows-1252'),
      csvOf(rows).replaceAll(/^.*$/gm, (line) => (line === '' ? '' : `"${line.replaceAll('"', '""')}"`)),
    ]) {
      const app = openApp();
      const report = await app.store(file);
      expect(report).toMatchObject({ format: 'facebook-content', stored: 1, rejected: 0 });
      expect(snapshotsOf(app.db, 'facebook:900000000000001')).toEqual({ views: 89, reach: 80, likes: 9 });
      expect(activitiesOf(app.db)[0]?.caption).toBe('Paspor électronique “baru”');
    }
  });

  test('Cyrillic text in one-byte letters is read as what it says', async () => {
    const app = openApp();
    const Title = 'Класика в жанра! Паспорт — 2025';
    await app.store(oneByte(csvOf([facebookPost({ Title })]), 'windows-1251'));
    expect(activitiesOf(app.db)[0]?.caption).toBe(Title);
  });

  test('a stray one-byte letter leaves the rest of UTF-8 as it is', async () => {
    const app = openApp();
    const [before = '', after = ''] = csvOf([facebookPost({ Title: 'Catalu|a, Järfälla 🛂' })]).split('|');
    await app.store(new Uint8Array(Buffer.concat([Buffer.from(before), Buffer.from([0xf1]), Buffer.from(after)])));
    expect(activitiesOf(app.db)[0]?.caption).toBe('Cataluña, Järfälla 🛂');
  });
});

describe('Facebook Insights until 2023', () => {
  const first = { reach: 371, impressions: 1116, likes: 37, comments: 4, shares: 3, link_clicks: 28 };
  const second = { reach: 1403, impressions: 3683, likes: 41 };

  test('a row per post: descriptions are no post, people are no metric, and what is blank is not reported', async () => {
    const app = openApp();
    const report = await app.store(fixture('facebook-insights-post.csv'));
    expect(report).toMatchObject({ format: 'facebook-insights-post', confidence: 1, rows: 3, stored: 3, rejected: 0 });
    expect(snapshotsOf(app.db, 'facebook:900000000000021')).toEqual(first);
    expect(snapshotsOf(app.db, 'facebook:900000000000022')).toEqual(second);
    expect(snapshotsOf(app.db, 'facebook:900000000000023')).toEqual({ reach: 0, impressions: 0 });
    expect(
      activitiesOf(app.db).map(({ kind, publishedAt, publishedOn, permalink }) => [
        kind,
        publishedAt,
        publishedOn,
        permalink,
      ]),
    ).toEqual([
      [
        'photo',
        '2015-12-05T16:59:22.000Z',
        '2015-12-05',
        'https://www.facebook.com/imigrasi.contoh/posts/900000000000021',
      ],
      [
        'video',
        '2015-12-06T07:30:00.000Z',
        '2015-12-06',
        'https://www.facebook.com/imigrasi.contoh/videos/900000000000022/',
      ],
      ['post', '2015-02-19T20:20:28.000Z', '2015-02-20', null],
    ]);
    const ignored = report.problems.find(({ code }) => code === 'ignored-columns')?.message;
    for (const name of ['Lifetime Engaged Users', 'Lifetime Talking About This (Post) by action type (3)'])
      expect(ignored).toContain(name);
  });

  test('as a workbook in XML it says the same: acts are counted, people who acted are left out and named', async () => {
    const app = openApp();
    const report = await app.store(fixture('facebook-insights-post.xls'), { name: 'Insights.xls' });
    // Two posts on each of three sheets, one of them with nothing on one.
    expect(report).toMatchObject({ format: 'facebook-insights-post', rows: 6, stored: 5, rejected: 0, skipped: 1 });
    expect(snapshotsOf(app.db, 'facebook:900000000000021')).toEqual(first);
    expect(snapshotsOf(app.db, 'facebook:900000000000022')).toEqual(second);
    expect(activitiesOf(app.db)[0]).toMatchObject({
      caption: 'Paspor & "visa" <baru>',
      publishedAt: '2015-12-05T16:59:22.000Z',
    });
    const sheets = report.problems.filter(({ code }) => code === 'ignored-sheet').map(({ message }) => message);
    expect(sheets).toMatchObject([expect.stringContaining('Lifetime Talking About This(...')]);
  });

  test('a comment on a cell is not what stands in the cell', async () => {
    const app = openApp();
    const comment = '<Comment><ss:Data><Font>periksa lagi</Font></ss:Data></Comment></Cell>';
    await app.store(textOf('facebook-insights-post.xls').replaceAll('>371</Data></Cell>', `>371</Data>${comment}`));
    expect(snapshotsOf(app.db, 'facebook:900000000000021')).toEqual(first);
  });

  test('a workbook in XML that brings definitions of its own, or breaks off, is refused', async () => {
    const text = textOf('facebook-insights-post.xls');
    const bomb = text.replace('<Workbook', '<!DOCTYPE Workbook [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<Workbook');
    for (const [file, status, code] of [
      [bomb, 415, 'not-a-table'],
      [text.slice(0, text.indexOf('<Worksheet')), 422, 'damaged-workbook'],
      [text.replace('ss:Index="9"', 'ss:Index="999999999"'), 422, 'damaged-workbook'],
    ] as const) {
      const app = openApp();
      const before = dumpAll(app.db);
      const response = await app.send(file, { name: 'Insights.xls' });
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ code });
      expect(dumpAll(app.db)).toEqual(before);
    }
  });

  test('a row per day of a page: figures of one day are read, those of weeks and of people are named', async () => {
    const app = openApp();
    const report = await app.store(fixture('facebook-insights-page.csv'));
    expect(report).toMatchObject({
      format: 'facebook-insights-page',
      confidence: 1,
      rows: 3,
      stored: 3,
      rejected: 0,
      from: '2014-01-11',
      to: '2014-01-13',
      questions: [],
    });
    expect(readingsOf(app.db, 'facebook')).toEqual({
      followers: { '2014-01-11': 120, '2014-01-12': 121, '2014-01-13': 120 },
      follows: { '2014-01-11': 2, '2014-01-12': 1, '2014-01-13': 0 },
      unfollows: { '2014-01-11': 0, '2014-01-12': 0, '2014-01-13': 1 },
      reach: { '2014-01-11': 117, '2014-01-12': 88, '2014-01-13': 20 },
      impressions: { '2014-01-11': 490, '2014-01-12': 303, '2014-01-13': 25 },
      link_clicks: { '2014-01-12': 3, '2014-01-13': 0 },
    });
    const ignored = report.problems.find(({ code }) => code === 'ignored-columns')?.message;
    for (const name of ['Daily Page Engaged Users', '28 Days Total Reach', 'Lifetime Likes by City (3)'])
      expect(ignored).toContain(name);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ImportReport } from '@tilik/server/inside/ingest/routes.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type OpenApp, openApp, type SendOptions } from '../support/open-app.ts';
import { dumpAll, dumpDomain } from './dump.ts';

/**
 * Files that platforms gave to real people. They are never in the repository; a run that has them is told where by
 * REAL_EXPORTS. What is expected of each is counted here in another way than the importer counts.
 */
const folder = resolve(import.meta.dirname, '../..', process.env.REAL_EXPORTS ?? 'no-real-exports');
const isThere = process.env.REAL_EXPORTS !== undefined && existsSync(folder);
const unless = isThere ? '' : ' (skipped: REAL_EXPORTS names no folder)';

const paths = isThere
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(csv|xlsx?|zip|tsv)$/i.test(path))
  : [];
const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, path)));

/** After the last day of every file there. */
const now = '2026-12-01T05:00:00Z';

/** Sum of what the store holds, by channel and metric. */
function sums(app: OpenApp): Record<string, { rows: number; sum: number }> {
  const rows = app.db.$client
    .prepare(
      `SELECT channel_id || ' ' || metric AS name, COUNT(*) AS rows, SUM(value) AS sum FROM readings GROUP BY channel_id, metric
       UNION ALL
       SELECT 'post ' || metric, COUNT(*), SUM(value) FROM snapshots GROUP BY metric`,
    )
    .all() as { name: string; rows: number; sum: number }[];
  return Object.fromEntries(rows.map(({ name, ...counted }) => [name, counted]));
}

type Counted = Record<string, { rows: number; sum: number }>;

function add(counted: Counted, name: string, value: number): void {
  const found = counted[name] ?? { rows: 0, sum: 0 };
  counted[name] = { rows: found.rows + 1, sum: found.sum + value };
}

/** Imports the file, again, and undoes it; what it says must be what was counted, and the store must come back. */
async function holdsTo(path: string, options: SendOptions, rows: number, counted: Counted): Promise<ImportReport> {
  const app = openApp({ now });
  const empty = dumpDomain(app.db);
  const report = await app.store(bytesOf(path), options);
  expect(report).toMatchObject({ rows, rejected: 0 });
  expect(report.stored + report.skipped).toBe(rows);
  expect(sums(app)).toEqual(counted);

  const once = dumpAll(app.db);
  const again = await app.send(bytesOf(path), options);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ status: 'same-file', stored: 0, replaced: 0, unchanged: report.stored });
  expect(dumpAll(app.db)).toEqual(once);

  expect((await app.request(`/api/v1/imports/${report.id}`, { method: 'DELETE' })).status).toBe(200);
  expect(dumpDomain(app.db)).toEqual(empty);
  return report;
}

describe.skipIf(!isThere)(`real exports${unless}`, () => {
  test.each(paths.filter((path) => /account_overview_analytics/.test(path)))(
    'X overview %s: every day, every sum',
    async (path) => {
      const names: Record<string, string> = {
        Impressions: 'impressions',
        Likes: 'likes',
        Engagements: 'engagements',
        Bookmarks: 'bookmarks',
        Shares: 'shares',
        'New follows': 'follows',
        Unfollows: 'unfollows',
        Replies: 'replies',
        Reposts: 'reposts',
        'Profile visits': 'profile_visits',
        'Create Post': 'posts',
        'Video views': 'video_views',
        'Media views': 'media_views',
      };
      const [header = '', ...lines] = readFileSync(join(folder, path), 'utf8').trim().split(/\r?\n/);
      const columns = header.split(',');
      const counted: Counted = {};
      for (const line of lines) {
        // The date is quoted and holds the only commas that part nothing.
        const cells = ['', ...line.replace(/^"[^"]*",/, '').split(',')];
        for (const [index, column] of columns.entries()) {
          if (index > 0) add(counted, `x ${names[column]}`, Number(cells[index]));
        }
      }
      expect(columns.length).toBe(14);
      const report = await holdsTo(path, {}, lines.length, counted);
      expect(report).toMatchObject({ format: 'x-daily-overview', skipped: 0 });
    },
  );

  test.each(paths.filter((path) => /oigetit_ig_content/.test(path)))(
    'Instagram content %s: every post, every sum',
    async (path) => {
      const names: Record<string, string> = {
        Views: 'views',
        Reach: 'reach',
        Likes: 'likes',
        Shares: 'shares',
        Comments: 'comments',
        Saves: 'saves',
        Follows: 'follows',
      };
      const rows = parse(readFileSync(join(folder, path), 'utf8'), {
        bom: true,
        columns: true,
        relax_column_count: true,
      }) as Record<string, string>[];
      const counted: Counted = {};
      for (const row of rows) {
        for (const [column, metric] of Object.entries(names)) {
          if (/\d/.test(row[column] ?? '')) add(counted, `post ${metric}`, Number(row[column]));
        }
      }
      const report = await holdsTo(path, { snapshotOn: '2025-04-15' }, rows.length, counted);
      expect(report).toMatchObject({ format: 'instagram-content', snapshotOn: '2025-04-15', skipped: 0 });
    },
  );

  test.each(paths.filter((path) => /ig_content_excel_damaged/.test(path)))(
    'Instagram content %s, damaged by Excel: every post',
    async (path) => {
      const app = openApp({ now });
      const report = await app.store(bytesOf(path));
      const text = readFileSync(join(folder, path), 'utf8');
      const posts = new Set(text.match(/instagram\.com\/(?:p|reel)\/[\w-]+/g));
      // Where the platform could not say which post it is, it writes why in the place of one.
      const nameless = (text.match(/An error occurred while computing metadata/g) ?? []).length;
      expect(report).toMatchObject({ rows: posts.size + nameless, stored: posts.size, rejected: nameless });
    },
  );

  const metricOf: Record<string, string> = {
    reach: 'reach',
    views: 'views',
    follows: 'follows',
    visits: 'profile_visits',
    'profile visits': 'profile_visits',
    'content interactions': 'engagements',
  };
  /** A title line and below it the line `Date,…`, whatever stands between the cells. */
  const titlePattern = /^"?(?:(Facebook|Instagram) )?([A-Za-z ]+?)"?;*\r?\n"?Date"?[,;]/gim;
  const textOf = (path: string): string => {
    const bytes = bytesOf(path);
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  };
  const daily = paths.filter(
    (path) => path.startsWith('meta') && path.endsWith('.csv') && textOf(path).search(titlePattern) >= 0,
  );

  test('the daily files of Meta are there to be counted', () => {
    expect(daily.length).toBeGreaterThanOrEqual(9);
  });

  test.each(daily)('Meta daily %s: every day, every sum', async (path) => {
    const text = textOf(path);
    const titles = [...text.matchAll(titlePattern)];
    const counted: Counted = {};
    let days = 0;
    for (const [index, title] of titles.entries()) {
      const section = text.slice(title.index, titles[index + 1]?.index);
      const channel = (title[1] ?? 'facebook').toLowerCase();
      const metric = metricOf[(title[2] ?? '').toLowerCase()];
      for (const [, value] of section.matchAll(/^"?\d{4}-\d\d-\d\dT\d\d:00:00"?[,;]"?(\d+)"?;*\r?$/gm)) {
        add(counted, `${channel} ${metric}`, Number(value));
        days += 1;
      }
    }
    expect(days).toBe((text.match(/\d{4}-\d\d-\d\dT\d\d:00:00/g) ?? []).length);
    const app = openApp({ now });
    const report = await app.store(bytesOf(path), { channel: 'facebook', preview: true });
    expect(report).toMatchObject({ format: 'meta-daily-metric', stored: days, rejected: 0 });
    await holdsTo(path, { channel: 'facebook' }, report.rows, counted);
  });

  test('every file there is stored or refused with a problem, never a failure of ours', async () => {
    const outcomes: Record<string, string> = {};
    for (const path of paths) {
      const app = openApp({ now });
      const before = dumpAll(app.db);
      const response = await app.send(bytesOf(path), { channel: 'facebook' });
      if (response.ok) {
        const report = (await response.json()) as ImportReport;
        outcomes[path] = report.format;
        expect([path, report.rows]).toEqual([path, report.stored + report.rejected + report.skipped]);
        continue;
      }
      expect([path, response.status]).toEqual([
        path,
        expect.toSatisfy((status: number) => status >= 400 && status < 500),
      ]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      outcomes[path] = ((await response.json()) as Problem).code;
      expect(dumpAll(app.db)).toEqual(before);
    }
    expect(Object.keys(outcomes)).toHaveLength(paths.length);
  });
});

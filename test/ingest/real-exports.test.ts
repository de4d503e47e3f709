import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
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
      expect(report.problems.filter(({ code }) => code === 'no-identity')).toHaveLength(nameless);
    },
  );

  /** Files of posts and of days, each with the columns whose sum must be in the store. */
  const tables: readonly {
    readonly file: RegExp;
    readonly format: string;
    readonly names: Readonly<Record<string, string>>;
    /** Readings of this channel; snapshots where it is none. */
    readonly channel?: string;
  }[] = [
    {
      file: /daily_tweet_activity_metrics/,
      format: 'x-old-per-day',
      channel: 'x',
      names: { 'Tweets published': 'posts', ...oldNames() },
    },
    { file: /(?<!daily_)tweet_activity_metrics_\d/, format: 'x-old-per-post', names: oldNames() },
    {
      file: /account_analytics_content/,
      format: 'x-content',
      names: {
        Impressions: 'impressions',
        Likes: 'likes',
        Engagements: 'engagements',
        Bookmarks: 'bookmarks',
        Share: 'shares',
        Shares: 'shares',
        'New follows': 'follows',
        Replies: 'replies',
        Reposts: 'reposts',
        'Profile visits': 'profile_visits',
        'Detail expands': 'detail_expands',
        'Detail Expands': 'detail_expands',
        'Url clicks': 'link_clicks',
        'URL Clicks': 'link_clicks',
        'Hashtag clicks': 'hashtag_clicks',
        'Hashtag Clicks': 'hashtag_clicks',
      },
    },
    {
      file: /fb_content/,
      format: 'facebook-content',
      names: {
        Views: 'views',
        Reach: 'reach',
        'Reactions, Comments and Shares': 'engagements',
        Reactions: 'likes',
        Comments: 'comments',
        Shares: 'shares',
        'Link Clicks': 'link_clicks',
      },
    },
    {
      file: /insights_post_level.*\.csv/,
      format: 'facebook-insights-post',
      names: {
        'Lifetime Post Total Reach': 'reach',
        'Lifetime Post Total Impressions': 'impressions',
        'Lifetime Post Stories by action type - like': 'likes',
        'Lifetime Post Stories by action type - comment': 'comments',
        'Lifetime Post Stories by action type - share': 'shares',
        'Lifetime Post Consumptions by type - link clicks': 'link_clicks',
      },
    },
    {
      file: /insights_page/,
      format: 'facebook-insights-page',
      channel: 'facebook',
      names: {
        'Lifetime Total Likes': 'followers',
        'Daily New Likes': 'follows',
        'Daily Unlikes': 'unfollows',
        'Daily Total Reach': 'reach',
        'Daily Total Impressions': 'impressions',
        'Daily Page consumptions by type - link clicks': 'link_clicks',
      },
    },
  ];

  function oldNames(): Record<string, string> {
    return {
      impressions: 'impressions',
      engagements: 'engagements',
      retweets: 'reposts',
      replies: 'replies',
      likes: 'likes',
      'user profile clicks': 'profile_visits',
      'url clicks': 'link_clicks',
      'hashtag clicks': 'hashtag_clicks',
      'detail expands': 'detail_expands',
      follows: 'follows',
      'media views': 'media_views',
      'media engagements': 'media_engagements',
    };
  }

  const social = tables.flatMap((table) =>
    paths.filter((path) => table.file.test(path)).map((path) => ({ path, ...table })),
  );

  test.each(social)('$format $path, counted by their columns: every row, every sum', async ({ path, ...table }) => {
    const rows = parse(readFileSync(join(folder, path), 'latin1').replace(/^\u00EF\u00BB\u00BF/, ''), {
      relax_column_count: true,
    }) as string[][];
    const [columns = [], ...below] = rows;
    // A second header row names nothing in its first cell.
    const data = below.filter(([first = '']) => first !== '');
    const counted: Counted = {};
    for (const row of data) {
      for (const [column, metric] of Object.entries(table.names)) {
        const cell = row[columns.indexOf(column)] ?? '';
        if (/\d/.test(cell)) add(counted, `${table.channel ?? 'post'} ${metric}`, Number(cell));
      }
    }
    expect(Object.keys(counted).length).toBeGreaterThan(4);
    const report = await holdsTo(path, { snapshotOn: '2026-11-30' }, data.length, counted);
    expect(report).toMatchObject({ format: table.format, stored: data.length, skipped: 0 });
  });

  test('a file of each of these kinds is there', () => {
    expect(new Set(social.map(({ format }) => format)).size).toBe(tables.length);
  });

  test.each(
    paths.filter((path) => /account_analytics_content|tweet_activity_metrics_\d/.test(path) && !/daily/.test(path)),
  )('X %s: the instant in the id is that of the column beside it', async (path) => {
    const app = openApp({ now });
    const report = await app.store(bytesOf(path));
    expect(report.problems.map(({ code }) => code)).toEqual(['ignored-columns']);
    const rows = parse(readFileSync(join(folder, path), 'utf8'), { columns: true }) as Record<string, string>[];
    const minutes = new Map(
      rows.flatMap((row) =>
        row.time === undefined ? [] : [[`x:${row['Tweet id']}`, new Date(row.time).toISOString()]],
      ),
    );
    const published = app.db.$client.prepare('SELECT id, published_at FROM activities').raw().all() as string[][];
    expect(published).toHaveLength(rows.length);
    for (const [id = '', at = ''] of published) {
      if (minutes.size > 0) expect([id, at.slice(0, 16)]).toEqual([id, minutes.get(id)?.slice(0, 16)]);
    }
  });

  test.each(paths.filter((path) => /tweet_activity_metrics_excel_damaged/.test(path)))(
    'X %s, damaged by Excel: posts with a link are stored, the others told of',
    async (path) => {
      const app = openApp({ now });
      const report = await app.store(bytesOf(path));
      const text = readFileSync(join(folder, path), 'latin1');
      const linked = new Set(text.match(/(?<=^6\.\d\dE\+17,https:\/\/twitter\.com\/\w+\/status\/)\d+/gm));
      const damaged = (text.match(/^6\.\d\dE\+17,/gm) ?? []).length;
      expect(report).toMatchObject({ rows: damaged, stored: linked.size, rejected: damaged - linked.size, skipped: 0 });
      const codes = new Set(report.problems.map(({ code }) => code));
      expect([...codes].sort()).toEqual(['damaged-id', 'ignored-columns', 'time-contradicts-id']);
    },
  );

  test.each(paths.filter((path) => /spreadsheetml/.test(path)))(
    'Facebook Insights %s, a workbook in XML: every post, every act that is counted',
    async (path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const counted: Counted = {};
      let rows = 0;
      for (const sheet of text.split('<Worksheet ').slice(1)) {
        const [header = [], ...below] = [...sheet.matchAll(/<Row>(.*?)<\/Row>/gs)].map(([, row = '']) =>
          [...row.matchAll(/<Data[^>]*>(.*?)<\/Data>/gs)].map(([, cell = '']) => cell),
        );
        const names: Record<string, string> = /Name="Key Metrics"/.test(sheet)
          ? { 'post_impressions_unique:lifetime': 'reach', 'post_impressions:lifetime': 'impressions' }
          : /Name="Lifetime Post Stories/.test(sheet)
            ? { like: 'likes', comment: 'comments', share: 'shares' }
            : /Name="Lifetime Post Consumptions/.test(sheet)
              ? { 'link clicks': 'link_clicks' }
              : {};
        if (Object.keys(names).length === 0) continue;
        for (const row of below.filter((cells) => cells.some((cell) => /^\d+_\d+$/.test(cell)))) {
          rows += 1;
          for (const [column, metric] of Object.entries(names)) {
            const cell = row[header.indexOf(column)] ?? '';
            if (/\d/.test(cell)) add(counted, `post ${metric}`, Number(cell));
          }
        }
      }
      const report = await holdsTo(path, { snapshotOn: '2026-11-30' }, rows, counted);
      expect(report).toMatchObject({ format: 'facebook-insights-post', stored: rows });
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

  describe('web analytics', () => {
    const linesOf = (path: string): string[] => textOf(path).split(/\r?\n/);
    /** Rows of a text whose notes and titles end in words. */
    const figuresIn = (path: string): string[] =>
      linesOf(path).filter((line) => !line.startsWith('#') && /,-?\d+(\.\d+)?%?$/.test(line));
    const cellsBy = (path: string): Record<string, string>[] =>
      parse(textOf(path), { bom: true, columns: true }) as Record<string, string>[];
    const fileOf = (name: string): string[] => paths.filter((path) => path.includes(name));

    test.each(fileOf('bright_ga4_snapshot'))('%s: the first table of each metric by day', async (path) => {
      const counted: Counted = {};
      const [, table = ''] = /^Nth day,Users\r?\n((?:\d{4},\d+\r?\n)+)/m.exec(textOf(path)) ?? [];
      for (const [, users] of table.matchAll(/^\d{4},(\d+)/gm)) add(counted, 'website visitors', Number(users));
      const report = await holdsTo(path, {}, figuresIn(path).length, counted);
      expect(report).toMatchObject({ format: 'google-analytics-4', stored: 28, from: '2023-04-24', to: '2023-05-21' });
    });

    test.each(fileOf('sobach_ua_audience'))('%s: every day, and the sum that the file gives itself', async (path) => {
      const counted: Counted = {};
      for (const line of linesOf(path)) {
        const [, visits] = /^\d+\/\d+\/\d\d,(\d+)$/.exec(line) ?? [];
        if (visits !== undefined) add(counted, 'website visits', Number(visits));
      }
      expect(linesOf(path)).toContain(`,${counted['website visits']?.sum}`);
      const report = await holdsTo(path, {}, figuresIn(path).length, counted);
      expect(report).toMatchObject({ format: 'universal-analytics', from: '2015-03-20', to: '2015-04-19', skipped: 1 });
    });

    test.each(fileOf('gfinity_ua_pages'))('%s: every day of the workbook', async (path) => {
      const parts = unzipSync(bytesOf(path));
      const xml = (sheet: number) => new TextDecoder().decode(parts[`xl/worksheets/sheet${sheet}.xml`]);
      const [bySheet = '', byDay = ''] = [xml(2), xml(3)];
      const counted: Counted = {};
      for (const [, views] of byDay.matchAll(/<c r="A\d+" s="\d+"><v>\d+<\/v><\/c><c r="B\d+"[^>]*><v>(\d+)<\/v>/g)) {
        add(counted, 'website pageviews', Number(views));
      }
      const rows = [bySheet, byDay].reduce((sum, text) => sum + (text.match(/<row[ >]/g) ?? []).length - 1, 0);
      expect(bySheet).toContain(`<v>${counted['website pageviews']?.sum}</v>`);
      expect(await holdsTo(path, {}, rows, counted)).toMatchObject({ from: '2022-07-01', to: '2022-07-31' });
    });

    test.each(fileOf('api_get_month'))('%s: a month', async (path) => {
      const counted: Counted = {};
      for (const row of cellsBy(path)) {
        add(counted, 'website visits', Number(row.Visits));
        add(counted, 'website visitors', Number(row['Unique visitors']));
        add(counted, 'website pageviews', Number(row.Pageviews));
      }
      expect(await holdsTo(path, {}, 1, counted)).toMatchObject({ format: 'matomo', from: '2010-03-01' });
    });

    test.each(fileOf('visitssummary_day'))('%s: the day it does not name is asked for', async (path) => {
      const refused = await openApp({ now }).send(bytesOf(path));
      expect(await refused.json()).toMatchObject({ code: 'answer-needed', issues: [{ field: 'firstDay' }] });
      const counted: Counted = {};
      for (const row of cellsBy(path)) {
        add(counted, 'website visits', Number(row.Visits ?? row.nb_visits));
        add(counted, 'website visitors', Number(row['Unique visitors'] ?? row.nb_uniq_visitors));
      }
      const report = await holdsTo(path, { firstDay: '2024-02-29' }, 1, counted);
      expect(report).toMatchObject({ format: 'matomo', from: '2024-02-29', to: '2024-02-29' });
    });

    test.each(fileOf('plausible_dashboard_visitors'))('%s: every day, every sum', async (path) => {
      const counted: Counted = {};
      const rows = cellsBy(path);
      for (const row of rows) {
        for (const metric of ['visits', 'visitors', 'pageviews'])
          add(counted, `website ${metric}`, Number(row[metric]));
      }
      expect(await holdsTo(path, {}, rows.length, counted)).toMatchObject({ format: 'plausible', skipped: 0 });
    });

    test.each(
      ['awningdepot_ga4', 'psyteachr_ga4', 'plausible_dashboard_pages', 'plausible_dashboard_sources'].flatMap(fileOf),
    )('%s has no day: every row is accounted for and none is stored', async (path) => {
      const rows = path.includes('plausible') ? cellsBy(path).length : figuresIn(path).length;
      const app = openApp({ now });
      const report = await app.store(bytesOf(path), { preview: true });
      expect(report).toMatchObject({ rows, stored: 0, rejected: 0, skipped: rows });
      const refused = await app.send(bytesOf(path));
      expect(await refused.json()).toMatchObject({ code: 'nothing-to-store', issues: [{ code: 'no-day' }] });
    });
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readings } from '@tilik/db/schema';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { utf16 } from '../support/make.ts';
import { type OpenApp, openApp, type SendOptions } from '../support/open-app.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));

/** What the store holds of the website, by metric and day. */
function website({ db }: OpenApp): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {};
  for (const { channelId, metric, periodOn, value } of db.select().from(readings).all()) {
    expect(channelId).toBe('website');
    found[metric] = { ...found[metric], [periodOn]: value };
  }
  return found;
}

const states = ({ stored, replaced, unchanged, rejected, skipped }: ImportReport): number =>
  stored + replaced + unchanged + rejected + skipped;

/** Stores a file and answers with what was said of it and what the store holds then. */
async function imported(file: string | Uint8Array<ArrayBuffer>, options?: SendOptions) {
  const app = openApp();
  const report = await app.store(file, options);
  expect(states(report)).toBe(report.rows);
  return { app, report, held: website(app) };
}

async function previewed(file: string, options?: SendOptions): Promise<ImportReport> {
  const report = await openApp().store(file, { ...options, preview: true });
  expect(states(report)).toBe(report.rows);
  return report;
}

const codes = ({ problems }: ImportReport): string[] => problems.map(({ code }) => code);

describe('Google Analytics 4', () => {
  test('of a snapshot of several tables each metric by day is counted once, and the rest is named', async () => {
    const { report, held } = await imported(fixture('ga4-ringkasan-indonesia.csv'));
    expect(report).toMatchObject({
      format: 'google-analytics-4',
      account: 'Situs Contoh, GA4',
      rows: 24,
      stored: 10,
      skipped: 14,
      rejected: 0,
      from: '2025-12-29',
      to: '2026-01-02',
      questions: [],
    });
    expect(held).toEqual({
      visitors: { '2025-12-29': 12, '2025-12-30': 1204, '2025-12-31': 0, '2026-01-01': 9, '2026-01-02': 31 },
      visits: { '2025-12-29': 14, '2025-12-30': 1300, '2025-12-31': 0, '2026-01-01': 11, '2026-01-02': 33 },
      pageviews: { '2025-12-29': 40, '2025-12-30': 2900, '2025-12-31': 0, '2026-01-01': 30, '2026-01-02': 71 },
    });
    expect(codes(report).sort()).toEqual(['no-day', 'passed-over', 'repeated-table', 'unknown-section']);
    expect(report.problems.find(({ code }) => code === 'passed-over')?.message).toContain(
      'Hari ke-N: Pengguna baru, Hari ke-N: 30 hari, Hari ke-N: Pengguna aktif, Judul halaman dan kelas layar: Tampilan',
    );
  });

  test('after Excel with semicolons and numbers for days it says the same', async () => {
    const damaged = `# Account: Contoh;
# Start date: 20260101;
# End date: 20260103;
Nth day;Users;Sessions
0;5;7
1;6;8
2;;9
`;
    const { report, held } = await imported(damaged);
    expect(report).toMatchObject({ rows: 3, stored: 3, account: 'Contoh' });
    expect(held).toEqual({
      visitors: { '2026-01-01': 5, '2026-01-02': 6 },
      visits: { '2026-01-01': 7, '2026-01-02': 8, '2026-01-03': 9 },
    });
  });

  test('rows wrapped into one cell by Excel are unwrapped, though notes stand above them', async () => {
    const { held } = await imported(
      '# Start date: 20260101\n# End date: 20260102\n"Nth day,Users"\n"0000,5"\n"0001,6"\n',
    );
    expect(held).toEqual({ visitors: { '2026-01-01': 5, '2026-01-02': 6 } });
  });

  test('a download from Explore has compact days and a grand total, which is no day', async () => {
    const explored = `# ----------------------------------------
# Eksplorasi bebas
# Tabel 1
# 20260101-20260103
# ----------------------------------------

Date,Active users,Total users,Sessions,Engagement rate
,30,31,42,0.5,Grand total
20260102,12,13,20,0.41
20260101,18,18,22,0.61
`;
    const { report, held } = await imported(explored);
    expect(report).toMatchObject({ format: 'google-analytics-4', rows: 3, stored: 2, skipped: 1 });
    expect(codes(report).sort()).toEqual(['passed-over', 'total-row']);
    expect(held).toEqual({
      visitors: { '2026-01-01': 18, '2026-01-02': 12 },
      visits: { '2026-01-01': 22, '2026-01-02': 20 },
    });
  });

  test.each([
    ['a country', 'Date,Country,Sessions\n20260101,Indonesia,5\n20260101,Malaysia,2\n20260102,Indonesia,4\n'],
    ['a segment', 'Date,Sessions,Sessions\n20260101,5,3\n20260102,4,2\n'],
    ['an hour', 'Date,Hour,Sessions\n20260101,00,5\n20260101,01,2\n20260102,00,4\n'],
    ['a number of its own', 'Date,Age,Sessions\n20260101,18,5\n20260101,25,2\n20260102,18,4\n20260102,25,4\n'],
  ])('days that are parted by %s are of no whole day, and none of it is stored', async (_, table) => {
    const report = await previewed(`# 20260101-20260102\n\n${table}`);
    expect(report).toMatchObject({ stored: 0, rejected: 0, skipped: report.rows });
    expect(codes(report)).toContain('broken-down');
  });

  test('a table by page has no day: nothing is stored and the reason is said', async () => {
    const pages = '# Start date: 20260101\n# End date: 20260101\nPage path and screen class,Views\n/,9\n/e-paspor,4\n';
    const report = await previewed(pages);
    expect(report).toMatchObject({ format: 'google-analytics-4', rows: 2, stored: 0, skipped: 2 });
    const app = openApp();
    const refused = await app.send(pages);
    expect(refused.status).toBe(422);
    const problem = (await refused.json()) as Problem;
    expect(problem).toMatchObject({ code: 'nothing-to-store', issues: [{ code: 'no-day' }] });
    expect(website(app)).toEqual({});
  });

  test('days counted from a start that is not said wait for an answer', async () => {
    const unsaid = 'Nth day,Sessions\n0000,5\n0001,6\n';
    const question = await previewed(unsaid);
    expect(question).toMatchObject({ status: 'question', questions: [{ field: 'firstDay', required: true }] });
    const { held } = await imported(unsaid, { firstDay: '2026-01-03' });
    expect(held).toEqual({ visits: { '2026-01-03': 5, '2026-01-04': 6 } });
  });

  test('months are months, but not one that the report cuts', async () => {
    const { app, report } = await imported(
      '# 20251015-20251231\n\nYear month,Sessions\n202510,50\n202511,60\n202512,70\n',
    );
    expect(report).toMatchObject({ rows: 3, stored: 2, skipped: 1 });
    expect(codes(report)).toContain('part-of-month');
    expect(app.db.select().from(readings).all()).toMatchObject([
      { grain: 'month', periodOn: '2025-11-01', value: 60 },
      { grain: 'month', periodOn: '2025-12-01', value: 70 },
    ]);
  });

  test('a day number or a figure that is none is rejected by its line', async () => {
    const report = await previewed('# Start date: 20260112\nNth day,Sessions\n0000,5\n0001,x\nsatu,4\n0009,1\n');
    expect(report).toMatchObject({ rows: 4, stored: 1, rejected: 3 });
    expect(report.problems).toMatchObject([
      { line: 4, field: 'Sessions', code: 'not-a-number' },
      { line: 5, field: 'Nth day', code: 'not-a-day-number' },
      { line: 6, field: 'Nth day', code: 'in-future' },
    ]);
  });
});

describe('Universal Analytics', () => {
  const notes = '# ----------------------------------------\n# All Web Site Data\n# Audience Overview\n';

  test('the span in the notes tells day from month, and the total is no day', async () => {
    const { report, held } = await imported(
      `${notes}# 20150401-20150403\n\nDay Index,Sessions,Bounce Rate\n4/1/15,"3,215",92.41%\n4/2/15,7,50.00%\n4/3/15,9,33.33%\n,"3,231",90.00%\n`,
    );
    expect(report).toMatchObject({ format: 'universal-analytics', rows: 4, stored: 3, skipped: 1 });
    expect(codes(report).sort()).toEqual(['passed-over', 'total-row']);
    expect(held).toEqual({ visits: { '2015-04-01': 3215, '2015-04-02': 7, '2015-04-03': 9 } });
  });

  test('one day beyond the twelfth decides the whole column', async () => {
    const { held } = await imported(`${notes}\nDay Index,Pageviews\n12/01/2015,4\n13/01/2015,5\n`);
    expect(held).toEqual({ pageviews: { '2015-01-12': 4, '2015-01-13': 5 } });
  });

  test('days that run on decide where nothing else does', async () => {
    const { held } = await imported(`${notes}\nDay Index,Users\n3/4/2015,4\n4/4/2015,5\n5/4/2015,6\n`);
    expect(held).toEqual({ visitors: { '2015-04-03': 4, '2015-04-04': 5, '2015-04-05': 6 } });
  });

  test('what still may be either is asked, and the answer is heard', async () => {
    const open = `${notes}\nDay Index,Sessions\n3/4/2015,4\n`;
    const question = await previewed(open);
    expect(question).toMatchObject({
      status: 'question',
      questions: [{ field: 'dayOrder', required: true, choices: ['day-first', 'month-first'] }],
    });
    expect((await imported(open, { dayOrder: 'day-first' })).held).toEqual({ visits: { '2015-04-03': 4 } });
    expect((await imported(open, { dayOrder: 'month-first' })).held).toEqual({ visits: { '2015-03-04': 4 } });
  });

  test('of a workbook the days are stored, the pages are not, and the summary is named', async () => {
    const bytes = await writeExcel(
      [
        [['All Web Site Data'], ['Pages'], ['20220701-20220702']],
        [
          ['Page', 'Pageviews', 'Unique Pageviews'],
          ['/', 40, 30],
          ['/e-paspor', 9, 8],
          ['', 49, 38],
        ],
        [
          ['Day Index', 'Pageviews'],
          [new Date('2022-07-01T00:00:00Z'), 20],
          [new Date('2022-07-02T00:00:00Z'), 29],
          ['', 49],
        ],
      ].map((rows, index) => ({
        sheet: ['Summary', 'Dataset1', 'Dataset2'][index] ?? '',
        data: rows.map((cells) =>
          cells.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value })),
        ),
      })),
    ).toBuffer();
    const { report, held } = await imported(new Uint8Array(bytes));
    expect(report).toMatchObject({ format: 'universal-analytics', rows: 6, stored: 2, skipped: 4 });
    expect(codes(report).sort()).toEqual(['ignored-sheet', 'no-day', 'passed-over', 'total-row']);
    expect(held).toEqual({ pageviews: { '2022-07-01': 20, '2022-07-02': 29 } });
  });
});

describe('Matomo', () => {
  test('days with raw names in UTF-16; actions are no page views', async () => {
    const { report, held } = await imported(
      utf16(
        'date,nb_uniq_visitors,nb_users,nb_visits,nb_actions,nb_pageviews,bounce_rate\n2026-01-01,4,0,6,11,9,50%\n2026-01-02,,0,0,0,0,0%',
      ),
    );
    expect(report).toMatchObject({ format: 'matomo', rows: 2, stored: 2, questions: [] });
    expect(held).toEqual({
      visitors: { '2026-01-01': 4 },
      visits: { '2026-01-01': 6, '2026-01-02': 0 },
      pageviews: { '2026-01-01': 9, '2026-01-02': 0 },
    });
  });

  test('months in Indonesian are months; a week among them is rejected for what it is', async () => {
    const { app, report } = await imported(fixture('matomo-bulanan.tsv'));
    expect(report).toMatchObject({ format: 'matomo', rows: 3, stored: 2, rejected: 1, from: '2025-10-01' });
    expect(report.problems[0]).toMatchObject({ line: 4, field: 'Tanggal', code: 'not-one-period' });
    expect(
      app.db
        .select()
        .from(readings)
        .all()
        .map(({ grain }) => grain),
    ).toEqual(Array(6).fill('month'));
    expect(website(app).visits).toEqual({ '2025-10-01': 320, '2025-11-01': 401 });
  });

  test('a report of one day without a date asks for it', async () => {
    const oneDay = 'Unique visitors,Users,Visits,Actions,Bounce Rate\n2,0,3,5,100%';
    expect(await previewed(oneDay)).toMatchObject({ status: 'question', questions: [{ field: 'firstDay' }] });
    const { report, held } = await imported(oneDay, { firstDay: '2026-01-09' });
    expect(report).toMatchObject({ format: 'matomo', rows: 1, stored: 1 });
    expect(held).toEqual({ visitors: { '2026-01-09': 2 }, visits: { '2026-01-09': 3 } });
  });

  test.each([
    'Kunjungan,Pengunjung unik\n3,2\n5,4\n',
    'Hari kerja,Kunjungan,Pengunjung unik\n2026-01-09,3,2\n',
    'Lokasi,Kunjungan,Pengunjung unik\nKampus A,30,20\nKampus B,50,40\n',
  ])('a table of visits without a date column that is no report of one day is not taken for one: %j', async (text) => {
    const response = await openApp().send(text, { preview: true });
    const { status, format } = (await response.json()) as { status: string; format: string };
    expect([status, format]).toEqual(['mapping', 'mapped-table']);
  });

  test('dates turned by Excel into day and month are read by the column', async () => {
    const { held } = await imported('Tanggal;Kunjungan;Pengunjung unik\n12/01/2026;5;4\n13/01/2026;6;5\n');
    expect(held).toEqual({
      visits: { '2026-01-12': 5, '2026-01-13': 6 },
      visitors: { '2026-01-12': 4, '2026-01-13': 5 },
    });
  });

  test.each([
    ['label,nb_visits,nb_hits\n/e-paspor,4,9\n', 'no-day'],
    ['Date,Label,Visits,Actions\n2026-01-05,Google,4,9\n', 'broken-down'],
  ])('a report by label is not of the whole site: %j', async (text, reason) => {
    const report = await previewed(text);
    expect(report).toMatchObject({ format: 'matomo', rows: 1, stored: 0, skipped: 1 });
    expect(codes(report)).toContain(reason);
  });
});

describe('Plausible', () => {
  test('the dashboard: zeros are zeros, and blank rates are nothing', async () => {
    const { report, held } = await imported(
      'date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n2026-01-01,2,5,3,1.7,50,60\n2026-01-02,0,0,0,0.0,,\n',
    );
    expect(report).toMatchObject({ format: 'plausible', rows: 2, stored: 2 });
    expect(held).toEqual({
      visitors: { '2026-01-01': 2, '2026-01-02': 0 },
      pageviews: { '2026-01-01': 5, '2026-01-02': 0 },
      visits: { '2026-01-01': 3, '2026-01-02': 0 },
    });
  });

  test('the export of a site: visitors by day are stored, pages and sources by day are not', async () => {
    const { held } = await imported(
      '"date","visitors","pageviews","bounces","visits","visit_duration"\n"2026-01-01","2","5","1","3","60"\n',
    );
    expect(held).toEqual({
      visitors: { '2026-01-01': 2 },
      pageviews: { '2026-01-01': 5 },
      visits: { '2026-01-01': 3 },
    });
    const pages = await previewed(
      'date,hostname,page,visits,visitors,pageviews\n2026-01-01,contoh.example,/,2,2,5\n2026-01-02,contoh.example,/,2,2,5\n',
    );
    expect(pages).toMatchObject({ format: 'plausible', stored: 0, skipped: 2 });
    expect(codes(pages)).toContain('broken-down');
  });

  test.each([
    'name,visitors,pageviews,bounce_rate,time_on_page\n/,4,3,67,\n',
    'name,visitors,bounce_rate\nGoogle,1,0\n',
  ])('a list without days is recognised, and skipped for having none: %j', async (text) => {
    const report = await previewed(text);
    expect(report).toMatchObject({ format: 'plausible', rows: 1, stored: 0, skipped: 1 });
    expect(codes(report)).toContain('no-day');
  });

  test('a row per month is a month, one per week or hour is refused', async () => {
    const { app } = await imported('date,visitors,visits\n2025-10-01,20,30\n2025-11-01,25,31\n2025-12-01,26,40\n');
    expect(
      app.db
        .select()
        .from(readings)
        .all()
        .map(({ grain }) => grain),
    ).toEqual(Array(6).fill('month'));
    const weeks = await previewed('date,visitors,visits\n2025-12-01,20,30\n2025-12-08,25,31\n2025-12-15,26,40\n');
    expect(weeks).toMatchObject({ rows: 3, stored: 0, skipped: 3 });
    const hours = await previewed('date,visitors,visits\n2026-01-05 09:00:00,2,3\n2026-01-05 10:00:00,2,3\n');
    expect(hours).toMatchObject({ stored: 0, skipped: 2 });
    expect(codes(hours)).toContain('part-of-day');
  });
});

describe('Umami', () => {
  test('page views, visits and sessions are counted by the day in Jakarta, and every event is accounted for', async () => {
    const { report, held } = await imported(fixture('umami-website-event.csv'));
    expect(report).toMatchObject({
      format: 'umami-events',
      account: 'contoh.example',
      rows: 8,
      stored: 2,
      rejected: 1,
      skipped: 5,
      from: '2026-01-05',
      to: '2026-01-06',
    });
    // 16:59:59 UTC is the last second of the 5th in Jakarta, 17:00:00 the first of the 6th.
    expect(held).toEqual({
      pageviews: { '2026-01-05': 3, '2026-01-06': 3 },
      visits: { '2026-01-05': 2, '2026-01-06': 3 },
      visitors: { '2026-01-05': 2, '2026-01-06': 2 },
    });
    expect(codes(report)).toEqual(expect.arrayContaining(['counted-into-day', 'no-page-view', 'not-a-time']));
  });

  test('the day is that of the office the file is said to be of, and a second import changes nothing', async () => {
    const app = openApp();
    const events = 'website_id,session_id,visit_id,event_type,created_at\nw,s,v,1,2026-01-05 15:30:00\n';
    await app.store(events, { office: 'bandung' });
    expect(website(app)).toMatchObject({ pageviews: { '2026-01-05': 1 } });
    const again = await app.store(events, { office: 'bandung' });
    expect(again).toMatchObject({ status: 'same-file', stored: 0 });
  });

  test('an event of another site in the same file is rejected', async () => {
    const report = await previewed(
      'website_id,session_id,visit_id,event_type,created_at\na,s,v,1,2026-01-05 01:00:00\nb,s,v,1,2026-01-05 01:00:00\n',
    );
    expect(report).toMatchObject({ rows: 2, stored: 1, rejected: 1 });
    expect(report.problems[0]).toMatchObject({ line: 3, code: 'other-website' });
  });

  test('times that Excel has written its own way are read by the column', async () => {
    const { held } = await imported(
      'website_id;session_id;visit_id;event_type;created_at\nw;s;v;1;12/01/2026 16:30\nw;s;v;1;13/01/2026 9:05\n',
    );
    expect(held.pageviews).toEqual({ '2026-01-12': 1, '2026-01-13': 1 });
  });
});

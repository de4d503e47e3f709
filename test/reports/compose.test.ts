import { offices } from '@tilik/db/schema';
import { localEvaluator } from '@tilik/server/inside/effect/evaluator.ts';
import { canonicalJson } from '@tilik/server/inside/reports/canonical.ts';
import { composeReport } from '@tilik/server/inside/reports/compose.ts';
import { blockKeys, type Item, type ReportContent, type Table } from '@tilik/server/inside/reports/content.ts';
import { readRichText } from '@tilik/server/inside/reports/rich-text.ts';
import { expect, test } from 'vitest';
import { make } from '../support/make.ts';
import { openOffice } from './office.ts';

type Office = ReturnType<typeof openOffice>;

/** The report of a month as it would read now. */
async function composed({ db, now }: Office, month: string, remarks = ''): Promise<ReportContent> {
  const office = db
    .select()
    .from(offices)
    .all()
    .find(({ role }) => role === 'ours');
  if (!office) throw new RangeError('no office');
  return composeReport(
    { db, evaluator: localEvaluator(db) },
    { office, monthOn: `${month}-01`, now: now(), remarks: readRichText(remarks) },
  );
}

const itemsOf = (content: ReportContent, key: string): readonly Item[] =>
  content.blocks.find((block) => block.key === key)?.items ?? [];

const tableOf = (content: ReportContent, key: string): Table => {
  const found = content.blocks.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'table' && item.table.key === key ? [item.table] : [])),
  );
  if (!found[0]) throw new RangeError(`no table ${key}`);
  return found[0];
};

const said = (content: ReportContent, block: string, key: string): string => {
  const found = itemsOf(content, block).find((item) => item.kind === 'sentence' && item.key === key);
  return found?.kind === 'sentence' ? found.text.en : '';
};

/** Every text of a report in both languages, with where it stands. */
function textsOf(value: unknown, place = ''): { place: string; id: string; en: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const { id, en } = value as { id?: unknown; en?: unknown };
  if (typeof id === 'string' && typeof en === 'string') return [{ place, id, en }];
  return Object.entries(value).flatMap(([key, held]) => textsOf(held, `${place}.${key}`));
}

/** What holds of every report, whatever the store has. */
function expectReadable(content: ReportContent): void {
  expect(content.blocks.map(({ key }) => key)).toEqual(blockKeys);
  const texts = textsOf(content);
  expect(texts.length).toBeGreaterThan(60);
  for (const { place, id, en } of texts) {
    for (const text of [id, en]) {
      expect(text.trim(), place).not.toBe('');
      // A key that has no sentence, a fact that was not given, a number that is none.
      expect(text, place).not.toMatch(/\breport\.[a-z]|undefined|NaN|Infinity|\{[a-zA-Z]+[,}]/);
    }
  }
  for (const { items } of content.blocks) {
    const sentences = items.flatMap((item) => (item.kind === 'sentence' ? [item.key] : []));
    expect(new Set(sentences).size).toBe(sentences.length);
    const tables = items.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
    for (const { columns, rows } of tables) {
      expect(columns.length).toBeLessThanOrEqual(8);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const { cells } of rows) expect(Object.keys(cells).sort()).toEqual(columns.map(({ key }) => key).sort());
    }
    for (const item of items) {
      if (item.kind !== 'chart') continue;
      const drawn = tables.find(({ key }) => key === item.chart.table);
      const columns = drawn?.columns.map(({ key }) => key) ?? [];
      const wanted = [item.chart.category, ...item.chart.series.map(({ column }) => column)];
      expect(columns).toEqual(expect.arrayContaining(wanted));
    }
  }
  const keys = new Set(
    content.blocks.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.kind === 'chart' ? [item.chart.key] : item.kind === 'table' ? [item.table.key] : [],
      ),
    ),
  );
  expect(content.slides.length).toBeGreaterThanOrEqual(7);
  for (const { chart, table } of content.slides) {
    if (chart !== null) expect(keys).toContain(chart);
    if (table !== null) expect(keys).toContain(table);
  }
  // What JSON cannot hold would not be what was approved.
  expect(JSON.parse(canonicalJson(content))).toEqual(content);
}

test('a month of which nothing is known gives a report that says so of every block, and no figure', async () => {
  const content = await composed(openOffice(), '2025-12');
  expectReadable(content);
  expect(said(content, 'summary', 'share')).toBe(
    'Applicants of December 2025 were not reported; no e-passport share can be computed.',
  );
  expect(said(content, 'campaigns', 'verdicts')).toMatch(/^There was no campaign/);
  expect(said(content, 'inquiries', 'received')).toMatch(/^No inquiries were reported/);
  expect(said(content, 'service', 'waiting')).toBe('The service of December 2025 was not reported.');
  expect(said(content, 'remarks', 'none')).not.toBe('');
  const figures = itemsOf(content, 'summary').flatMap((item) => (item.kind === 'figures' ? item.figures : []));
  for (const { value } of figures) expect(value).toEqual({ missing: expect.any(String) });
  for (const { cells } of tableOf(content, 'uptake-months').rows)
    expect([cells.electronic, cells.share]).toEqual([{ missing: 'outside' }, { missing: 'outside' }]);
});

test('the same store at the same moment gives the same report to the byte', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 40, 60);
  await office.store([make.campaign()]);
  const first = canonicalJson(await composed(office, '2025-12'));
  expect(canonicalJson(await composed(office, '2025-12'))).toBe(first);
  await office.storeMonth('2025-12', 41, 60);
  expect(canonicalJson(await composed(office, '2025-12'))).not.toBe(first);
});

test('uptake in the report is uptake on the page: counts, share, interval and what it is held against', async () => {
  const office = openOffice();
  await office.storeMonth('2024-12', 300, 700);
  await office.storeMonth('2025-11', 380, 620);
  await office.storeMonth('2025-12', 450, 550);
  const content = await composed(office, '2025-12');
  expectReadable(content);
  const page = await office.done<{
    periods: {
      period: string;
      electronic: number | null;
      ordinary: number | null;
      uptake: { kind: string; share: number; low: number; high: number };
    }[];
  }>('administrator', 'GET', 'uptake?from=2024-12-01&to=2025-12-31&grain=month');
  const rows = new Map(tableOf(content, 'uptake-months').rows.map(({ key, cells }) => [key, cells]));
  expect(page.periods).toHaveLength(13);
  for (const { period, electronic, ordinary, uptake } of page.periods) {
    const cells = rows.get(period);
    if (electronic === null) expect(cells?.electronic).toEqual({ missing: 'not-reported' });
    else
      expect([cells?.electronic, cells?.ordinary, cells?.share, cells?.low, cells?.high]).toEqual([
        electronic,
        ordinary,
        uptake.share,
        uptake.low,
        uptake.high,
      ]);
  }
  expect(said(content, 'summary', 'share')).toContain('45.0%');
  expect(said(content, 'summary', 'share')).toContain('450 of 1,000');
  expect(said(content, 'uptake', 'previous')).toMatch(
    /^The e-passport share was 7\.0 points higher \(95% interval: .+\) than in November 2025/,
  );
  expect(said(content, 'uptake', 'electronic')).toBe(
    '450 e-passport applicants, 50.0% more than in December 2024 (300).',
  );
});

test('nothing of a later month gets into a report', async () => {
  const office = openOffice();
  await office.storeMonth('2025-11', 40, 60);
  const before = canonicalJson(await composed(office, '2025-11'));
  await office.storeMonth('2025-12', 90, 10);
  await office.store([make.event({ event: 'later', starts: '2025-12-20' })]);
  expect(canonicalJson(await composed(office, '2025-11'))).toBe(before);
});

test('a month that runs is not held against whole ones, and says so', async () => {
  const office = openOffice({ now: '2026-01-14T05:00:00Z' });
  await office.storeMonth('2025-12', 40, 60);
  await office.store([
    make.applicantCount({ date: '2026-01-05', applicants: 30 }),
    make.applicantCount({ date: '2026-01-05', passport_type: 'ordinary', applicants: 30 }),
  ]);
  const content = await composed(office, '2026-01');
  expectReadable(content);
  expect(said(content, 'summary', 'share')).toMatch(/^January 2026 has not ended/);
  expect(said(content, 'uptake', 'previous')).toBe('No comparison with December 2025 can be made.');
  expect(content.closed).toBe(false);
});

test('forty campaigns stand in one table; the text tells of a few and counts the others', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 40, 60);
  const long = 'Sosialisasi paspor elektronik bagi warga, pelajar, pelaku usaha, dan calon jemaah di seluruh wilayah';
  await office.store(
    Array.from({ length: 40 }, (_, index) =>
      make.campaign({
        campaign: `long-${index}`,
        name: `${long} ${index + 1}`,
        started: '2025-12-01',
        ended: '2025-12-20',
      }),
    ),
  );
  const content = await composed(office, '2025-12');
  expectReadable(content);
  expect(tableOf(content, 'campaigns').rows).toHaveLength(40);
  const told = itemsOf(content, 'campaigns').filter(
    (item) => item.kind === 'sentence' && item.key.startsWith('campaign '),
  );
  expect(told).toHaveLength(4);
  expect(said(content, 'campaigns', 'more')).toBe('36 more campaigns are in the table.');
  expect(said(content, 'campaigns', 'verdicts')).toBe(
    '40 campaigns ran in December 2025. Verdicts: not computed (40).',
  );
  // None of them has a past long enough to be judged by.
  for (const { cells } of tableOf(content, 'campaigns').rows)
    expect(cells.additional).toEqual({ missing: 'not-computed' });
});

test('made-up figures are called so, and a closed month is called closed', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 40, 60);
  const before = await composed(office, '2025-12');
  expect([before.sample, before.closed]).toEqual([false, false]);
  expect(said(before, 'completeness', 'closed')).toBe('December 2025 is not closed: its figures are provisional.');
  office.db.$client.prepare('UPDATE imports SET is_sample = 1').run();
  await office.setMonth('close', '2025-12');
  const content = await composed(office, '2025-12', 'Loket **tambahan** dibuka.');
  expect([content.sample, content.closed]).toEqual([true, true]);
  expect(itemsOf(content, 'remarks')).toEqual([
    {
      kind: 'rich',
      text: [
        {
          kind: 'paragraph',
          runs: [{ text: 'Loket ' }, { text: 'tambahan', strong: true }, { text: ' dibuka.' }],
        },
      ],
    },
  ]);
});

test('a duty of public relations is told by what is recorded; where no role is, none is said to be undone', async () => {
  const office = openOffice();
  const activity = (title: string, role?: string) =>
    office.done('administrator', 'PUT', 'records/activities', {
      fields: {
        date: '2025-12-10',
        channel: 'field-outreach',
        kind: 'field-event',
        title,
        ...(role ? { pr_role: role } : {}),
      },
      was: null,
    });
  await activity('Sosialisasi di pasar');
  const without = await composed(office, '2025-12');
  expectReadable(without);
  expect(said(without, 'duties', 'duties')).toMatch(/^1 activity is recorded for December 2025, none with its role/);
  for (const { cells } of tableOf(without, 'duties').rows)
    expect(cells.activities).toEqual({ missing: 'not-reported' });

  await activity(`Dialog 👋 ${'panjang '.repeat(30)}`.trim(), 'communication-facilitator');
  const content = await composed(office, '2025-12');
  expectReadable(content);
  expect(said(content, 'duties', 'duties')).toBe(
    '2 activities in December 2025: 1 of the 4 duties of public relations are recorded as done; 1 activity has no role recorded.',
  );
  const rows = new Map(tableOf(content, 'duties').rows.map(({ key, cells }) => [key, cells]));
  expect(rows.size).toBe(4);
  expect(rows.get('communication-facilitator')).toMatchObject({
    activities: 1,
    examples: { en: expect.stringMatching(/^Dialog 👋 panjang .+…$/u) },
  });
  expect(rows.get('adviser')).toMatchObject({ activities: 0, examples: { en: 'none recorded' } });
});

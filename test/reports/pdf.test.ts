import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Language } from '@tilik/db/vocabulary';
import { pageFolder } from '@tilik/server/inside/page-folder.ts';
import { ProblemError } from '@tilik/server/inside/problem.ts';
import type { Item, ReportContent, RichBlock, Seal, Table } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import { createPrinter } from '@tilik/server/inside/reports/pdf.ts';
import { catalogues } from '@tilik/web/inside/language.ts';
import { formatCell, formatFigure, isMissing } from '@tilik/web/inside/reports/document/format-cell.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approvedFace, bare, faceOf, seal } from './faces-of.ts';
import { longReport } from './long-report.ts';
import { readPdf } from './read-pdf.ts';
import { sampleReport } from './sample-report.ts';

const printer = createPrinter({ pageFolder });
const print = async (face: ReportFace, language: Language) => readPdf(await printer.print(face, language));

beforeAll(() => {
  if (!existsSync(join(pageFolder, 'index.html'))) throw new Error('the page is not built: pnpm build');
});
afterAll(() => printer.close());

const footOf = ({ content, seal: approved, contentHash }: ReportFace, language: Language) => {
  const t = catalogues[language].reports.document;
  const month = new Date(`${content.month}-01T00:00:00Z`).toLocaleDateString(language === 'id' ? 'id-ID' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return {
    line: bare(`${content.office.name} · ${month} · ${approved?.number ?? t.draft}SHA-256 ${contentHash}`),
    page: (at: number, count: number) => bare(`${t.page} ${at + 1} ${t.of} ${count}`),
    marks: bare(
      [
        ...(content.sample ? [t.sample] : []),
        ...(approved ? [] : [t.draft]),
        ...(content.closed ? [] : [t.provisional]),
      ].join(' · '),
    ),
  };
};

/** The text of a report from the first page to the last, without what stands in the margins of each. */
function textWithin(pages: readonly string[], face: ReportFace, language: Language): string {
  const foot = footOf(face, language);
  return pages
    .map((page, at) => {
      let text = bare(page);
      for (const margin of [foot.marks, foot.page(at, pages.length), foot.line]) {
        if (!text.includes(margin)) throw new Error(`page ${at + 1} lacks ${margin}: ${text}`);
        text = text.replace(margin, '');
      }
      return text;
    })
    .join('');
}

const richText = (block: RichBlock): string =>
  (block.kind === 'paragraph' ? [block.runs] : block.entries).flat().reduce((text, run) => text + run.text, '');

/** Rows as they are written, cell after cell. */
const rowsOf = ({ columns, rows }: Table, language: Language): string[] => [
  columns.map(({ label }) => label[language]).join(''),
  ...rows.map(({ cells }) =>
    columns.map(({ key, kind }) => formatCell(cells[key] ?? { missing: 'not-reported' }, kind, language)).join(''),
  ),
];

/** All that an item says. */
function textsOf(item: Item, language: Language): string[] {
  const t = catalogues[language].reports.document;
  const filled = (text: string, facts: Readonly<Record<string, string>>) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
  switch (item.kind) {
    case 'sentence':
      return [item.text[language]];
    case 'rich':
      return item.text.filter(({ kind }) => kind === 'paragraph').map(richText);
    case 'definitions':
      return item.definitions.map(({ term, meaning }) => term[language] + meaning[language]);
    case 'chart':
      return [item.chart.title[language] + item.chart.says[language]];
    case 'table':
      return item.table.rows.length === 0
        ? [item.table.title[language] + t.tableEmpty]
        : [
            item.table.title[language],
            ...rowsOf(item.table, language),
            ...(item.table.note ? [item.table.note[language]] : []),
          ];
    case 'figures':
      return item.figures.map(({ label, value, kind, interval, against }) =>
        [
          label[language],
          formatFigure(value, kind, language),
          interval
            ? filled(t.interval, {
                low: formatCell(interval[0], kind, language),
                high: formatCell(interval[1], kind, language),
              })
            : '',
          ...against.map((other) => {
            const held = `${other.label[language]}: ${formatFigure(other.value, kind, language)}`;
            return other.difference === undefined || isMissing(other.difference)
              ? held
              : `${held} (${formatFigure(other.difference, other.differenceKind ?? kind, language)})`;
          }),
        ].join(''),
      );
  }
}

async function expectAll(content: ReportContent, text: string, language: Language): Promise<number> {
  const expected = content.blocks.flatMap(({ title, items }) => [
    title[language],
    ...items.flatMap((item) => textsOf(item, language)),
  ]);
  // What is written twice must be found twice: a figure of the summary is no proof of the one in its table.
  const wanted = new Map<string, number>();
  for (const each of expected.map(bare)) wanted.set(each, (wanted.get(each) ?? 0) + 1);
  for (const [each, times] of wanted) {
    expect(text.split(each).length - 1, `${each} in ${text.length} signs`).toBeGreaterThanOrEqual(times);
  }
  return wanted.size;
}

describe.each(['id', 'en'] as const)('a report in %s', (language) => {
  test.each([
    ['written by hand', async () => faceOf(sampleReport())],
    ['with long names and forty campaigns', async () => faceOf(longReport())],
    ['of an office', approvedFace],
  ])('%s says every figure and sentence that the page says', async (_, made) => {
    const face = await made();
    const { pages } = await print(face, language);
    const checked = await expectAll(face.content, textWithin(pages, face, language), language);
    expect(checked).toBeGreaterThan(40);
  });

  test('is tagged, named, in its language, with an outline, and brings its fonts', async () => {
    const face = await approvedFace();
    const { facts, tags, fonts, outline, isTagged } = await print(face, language);
    expect(facts).toMatchObject({
      Title: `${face.content.title[language]} · ${face.content.office.name}`,
      Author: face.content.office.name,
      Language: language === 'id' ? 'id-ID' : 'en-GB',
      // Of the day it was approved, whenever it is printed.
      CreationDate: 'D:20260105000000Z',
      ModDate: 'D:20260105000000Z',
    });
    expect(facts.Subject).toContain(face.seal?.number);
    expect(isTagged).toBe(true);
    const count = (role: string) => tags.filter((tag) => tag.role === role).length;
    expect(count('H1')).toBe(1);
    expect(count('H2')).toBe(face.content.blocks.length + 1);
    const items = face.content.blocks.flatMap((block) => block.items);
    const tables = items.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
    expect(count('Table')).toBeGreaterThanOrEqual(tables.length);
    expect(count('TH')).toBeGreaterThanOrEqual(
      tables.reduce((sum, { columns, rows }) => sum + columns.length + rows.length, 0),
    );
    const charts = items.flatMap((item) => (item.kind === 'chart' ? [item.chart] : []));
    expect(charts.length).toBeGreaterThan(0);
    const told = tags.flatMap(({ role, alt }) => (role === 'Figure' ? [alt ?? ''] : []));
    expect(told).toEqual(charts.map(({ title, says }) => `${title[language]}. ${says[language]}`));
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    expect(outline.filter(({ depth }) => depth === 1).map(({ title }) => title)).toEqual([
      catalogues[language].reports.document.contents,
      ...face.content.blocks.map(({ title }) => title[language]),
    ]);
  });

  test.each([
    ['of an office', approvedFace],
    ['with long names', async () => faceOf(longReport())],
  ])('%s has in its contents the pages on which its parts are', async (_, made) => {
    const face = await made();
    const { pages, outline } = await print(face, language);
    const first = bare(pages[0] ?? '');
    for (const { title } of face.content.blocks) {
      const page = outline.find((entry) => entry.depth === 1 && entry.title === title[language])?.page ?? 0;
      expect(bare(pages[page - 1] ?? '')).toContain(bare(title[language]));
      const numbers = first.split(bare(title[language])).map((after) => Number(/^\d*/.exec(after)?.[0]));
      expect(numbers).toContain(page);
    }
  });
});

test('forty campaigns stand on several pages, each with the head of their table', async () => {
  const face = faceOf(longReport());
  const { pages } = await print(face, 'id');
  const head = bare('KampanyeMulaiAnggaran');
  const on = pages.filter((page) => /Kampanyenomor\d+dengan/.test(bare(page)));
  expect(on.length).toBeGreaterThan(2);
  for (const page of on) expect(bare(page)).toContain(head);
});

test('no page is empty', async () => {
  for (const face of [faceOf(sampleReport()), faceOf(longReport()), await approvedFace()]) {
    const { pages } = await print(face, 'id');
    const foot = footOf(face, 'id').line.length;
    for (const page of pages) expect(bare(page).length).toBeGreaterThan(foot + 60);
  }
});

test('what is a sample, a draft or of an open month is marked on its first page and in the margin of each', async () => {
  const face = faceOf(sampleReport({ closed: false }), { seal: null });
  const { pages } = await print(face, 'en');
  const t = catalogues.en.reports.document;
  for (const page of pages) expect(bare(page)).toContain(bare(`${t.sample} · ${t.draft} · ${t.provisional}`));
  for (const detail of [t.sampleDetail, t.draftDetail, t.provisionalDetail]) {
    expect(bare(pages[0] ?? '')).toContain(bare(detail));
  }
  const sealed = await print(faceOf(sampleReport({ sample: false })), 'en');
  for (const mark of [t.sample, t.draft, t.provisional]) expect(bare(sealed.pages.join(''))).not.toContain(bare(mark));
});

test('a later edition says why it is one and what differs', async () => {
  const revised: Seal = {
    ...seal,
    number: '8/HUMAS/II/2026',
    edition: 2,
    revises: {
      edition: 1,
      contentHash: 'cd'.repeat(32),
      reason: 'berkas Desember diperbaiki',
      differences: [
        {
          block: 'uptake',
          place: 'uptake-months',
          what: { id: 'Permohonan, Desember 2025, E-paspor', en: 'Applications, December 2025, E-passport' },
          kind: 'count',
          was: 1_400,
          became: null,
        },
      ],
    },
  };
  const { pages } = await print(faceOf(sampleReport(), { seal: revised }), 'id');
  const text = bare(pages.join(''));
  expect(text).toContain(bare('Alasan revisi: berkas Desember diperbaiki'));
  expect(text).toContain(bare('Permohonan, Desember 2025, E-paspor 1.400 tidak ada'));
});

test('a report without anything to tell is still one', async () => {
  const content = sampleReport();
  const blocks = content.blocks.map((block) => ({ ...block, items: [] }));
  const face = faceOf({ ...content, blocks, letterhead: { lines: [], logo: null } });
  const { pages, tags } = await print(face, 'id');
  const text = textWithin(pages, face, 'id');
  expect(text.split(bare(catalogues.id.reports.document.blockEmpty)).length - 1).toBe(blocks.length);
  expect(tags.filter(({ role }) => role === 'Figure')).toEqual([]);
});

test('a chart without numbers says that it has none', async () => {
  const content = sampleReport();
  const blocks = content.blocks.map((block) => ({
    ...block,
    items: block.items.map((item) =>
      item.kind === 'table'
        ? {
            ...item,
            table: {
              ...item.table,
              rows: item.table.rows.map(({ key, cells }) => ({
                key,
                cells: Object.fromEntries(
                  Object.entries(cells).map(([name, cell]) =>
                    typeof cell === 'number' ? [name, { missing: 'not-reported' as const }] : [name, cell],
                  ),
                ),
              })),
            },
          }
        : item,
    ),
  }));
  const face = faceOf({ ...content, blocks });
  const { pages } = await print(face, 'id');
  const text = textWithin(pages, face, 'id');
  await expectAll(face.content, text, 'id');
  expect(text.split(bare(catalogues.id.reports.document.chartEmpty)).length - 1).toBe(2);
});

/** A picture of one colour. */
function pngOf(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32BE(data.length, 0);
    sizes.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([sizes.subarray(0, 4), body, sizes.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixels = Buffer.alloc(height * (1 + 3 * width), 0x40);
  for (let row = 0; row < height; row += 1) pixels[row * (1 + 3 * width)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('the logo of the office stands in its letterhead, by name; without one the lines stand alone', async () => {
  const { letterhead, ...rest } = sampleReport();
  const logo = { mediaType: 'image/png', bytes: pngOf(60, 40) };
  const face = faceOf({ ...rest, letterhead: { ...letterhead, logo: 'ef'.repeat(32) } }, { logo });
  const withLogo = await print(face, 'id');
  expect(withLogo.tags.filter(({ role }) => role === 'Figure').map(({ alt }) => alt)).toContain('Logo kantor');
  expect(bare(withLogo.pages[0] ?? '')).toContain(bare(letterhead.lines.join('')));
  const without = await print(faceOf({ ...rest, letterhead }), 'id');
  expect(without.tags.map(({ alt }) => alt)).not.toContain('Logo kantor');
  expect(bare(without.pages[0] ?? '')).toContain(bare(letterhead.lines.join('')));
});

test('where there is no browser, whoever asks is told so and the log why', async () => {
  const seen: unknown[] = [];
  const lost = createPrinter({ pageFolder, browser: '/nowhere/chromium', onFailure: (error) => seen.push(error) });
  const error = await lost.print(faceOf(sampleReport()), 'id').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ status: 503, code: 'browser-missing' });
  expect(seen).toHaveLength(1);
  await lost.close();
});

test('a browser that hangs keeps nobody waiting: its print fails in words, and the next is printed by another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-print-'));
  try {
    mkdirSync(join(folder, 'assets'));
    const hang = "addEventListener('beforeprint', () => { for (;;); });";
    writeFileSync(join(folder, 'assets/hang.js'), hang);
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><title>x</title><main data-ready="1"></main><script src="/assets/hang.js"></script>',
    );
    const seen: unknown[] = [];
    const stuck = createPrinter({
      pageFolder: folder,
      patienceMilliseconds: 2_000,
      onFailure: (error) => seen.push(error),
    });
    const face = faceOf(sampleReport());
    await expect(stuck.print(face, 'id')).rejects.toMatchObject({ status: 503, code: 'print-failed' });
    expect(String(seen[0])).toContain('2000 ms');
    // It asked another browser, whose page is the second to be shown.
    writeFileSync(join(folder, 'assets/hang.js'), '');
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>x</title><main data-ready="2">Isi</main>');
    expect((await stuck.print(face, 'id')).byteLength).toBeGreaterThan(500);
    await stuck.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('several at once are printed one after the other, each its own, and steps only go forward', async () => {
  const shares: number[][] = [[], [], []];
  const titles = await Promise.all(
    (['id', 'en', 'id'] as const).map(async (language, at) => {
      const number = `${at}/HUMAS/I/2026`;
      const face = faceOf(sampleReport(), { seal: { ...seal, number } });
      const bytes = await printer.print(face, language, (_, share) => shares[at]?.push(share));
      const { pages, facts } = await readPdf(bytes);
      expect(bare(pages.join(''))).toContain(bare(number));
      return facts.Title;
    }),
  );
  expect(new Set(titles).size).toBe(2);
  for (const each of shares) {
    expect(each.length).toBeGreaterThanOrEqual(4);
    expect(each).toEqual(each.toSorted((one, other) => one - other));
  }
});

/** Programmes that this process started and that run; undefined where the system does not tell. */
const children = (): string[] | undefined => {
  const tasks = `/proc/${process.pid}/task`;
  if (!existsSync(tasks)) return undefined;
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(`${tasks}/${task}/children`, 'utf8')
      .split(' ')
      .filter((each) => each.trim() !== ''),
  );
};

test('a printer that is closed, or has had nothing to do, leaves no browser behind, and prints again', async () => {
  await printer.close();
  const before = children();
  const own = createPrinter({ pageFolder, idleMilliseconds: 50 });
  await own.print(faceOf(sampleReport()), 'id');
  await expect.poll(children, { timeout: 10_000 }).toEqual(before);
  const second = createPrinter({ pageFolder });
  await second.print(faceOf(sampleReport()), 'id');
  if (before) expect(children()?.length).toBeGreaterThan(before.length);
  await second.close();
  await expect.poll(children, { timeout: 10_000 }).toEqual(before);
  expect((await second.print(faceOf(sampleReport()), 'id')).length).toBeGreaterThan(10_000);
  await second.close();
});

test('nothing that a printed page asks for leaves this process, nor does it get what is not its own', async () => {
  let visits = 0;
  const elsewhere = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
  const address = elsewhere.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const outside = mkdtempSync(join(tmpdir(), 'tilik-print-'));
  writeFileSync(join(outside, 'secret.json'), '{"secret":true}');
  const folder = join(outside, 'page');
  mkdirSync(folder);
  // A page that tries every way out it can think of, and prints how each ended.
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><title>x</title><img src="http://127.0.0.1:${port}/a.png"><main></main><script src="/try.js"></script>`,
  );
  writeFileSync(
    join(folder, 'try.js'),
    `(async () => {
      const out = [];
      const tell = (name, act) => act().then(() => out.push(name + ' reached'), () => out.push(name + ' refused'));
      const ok = (answer) => { if (!answer.ok) throw new Error(); };
      await tell('fetch', () => fetch('http://127.0.0.1:${port}/b').then(ok));
      await tell('socket', () => new Promise((open, fail) => {
        const socket = new WebSocket('ws://127.0.0.1:${port}/c');
        socket.onopen = open; socket.onerror = fail;
      }));
      await tell('people', () => fetch('/api/v1/people').then(ok));
      await tell('file', () => fetch('/..%2fsecret.json').then(ok));
      await tell('report', () => fetch('/api/v1/reports/any').then(ok));
      document.querySelector('main').textContent = out.join(', ');
      document.querySelector('main').dataset.ready = location.pathname.split('/')[2];
    })();`,
  );
  const caged = createPrinter({ pageFolder: folder });
  try {
    const { pages } = await readPdf(await caged.print(faceOf(sampleReport()), 'id'));
    expect(pages.join('')).toBe('fetch refused, socket refused, people refused, file refused, report reached');
    expect(visits).toBe(0);
  } finally {
    await caged.close();
    elsewhere.close();
    rmSync(outside, { recursive: true });
  }
});

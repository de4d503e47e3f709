import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Language } from '@tilik/db/vocabulary';
import type { Chart, Item, ReportContent, Slide, Table } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import { writeSlides } from '@tilik/server/inside/reports/slides.ts';
import { formatCategory, formatCell, formatFigure } from '@tilik/web/inside/reports/document/format-cell.ts';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { approvedFace, bare, faceOf } from './faces-of.ts';
import { longReport } from './long-report.ts';
import { readPdf } from './read-pdf.ts';
import { readWorkbook } from './read-workbook.ts';
import { sampleReport } from './sample-report.ts';

const unescaped = (text: string): string =>
  text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, found = '']) => found);

/** Paragraphs of a part, each as its runs put together. */
const paragraphsOf = (xml: string): string[] =>
  all(xml, /<a:p>([\s\S]*?)<\/a:p>/g)
    .map((paragraph) => unescaped(all(paragraph, /<a:t>([^<]*)<\/a:t>/g).join('')))
    .filter((text) => text !== '');

/** A presentation as its parts, with what each points to. */
function readDeck(bytes: Uint8Array) {
  const parts = unzipSync(bytes);
  const xml = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const targetsOf = (path: string): string[] => {
    const rels = posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
    return all(xml(rels), /<Relationship [^>]*Target="([^"]+)"/g)
      .filter((target) => !target.includes('://'))
      .map((target) => (target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)));
  };
  const count = Object.keys(parts).filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;
  const slides = Array.from({ length: count }, (_, at) => {
    const path = `ppt/slides/slide${at + 1}.xml`;
    const targets = targetsOf(path);
    return {
      xml: xml(path),
      charts: targets.filter((target) => target.startsWith('ppt/charts/')),
      notes: xml(targets.find((target) => target.startsWith('ppt/notesSlides/')) ?? ''),
    };
  });
  return { parts, xml, targetsOf, slides };
}

const itemsOf = ({ blocks }: ReportContent): Item[] => blocks.flatMap(({ items }) => items);
const chartsOf = (content: ReportContent): Chart[] =>
  itemsOf(content).flatMap((item) => (item.kind === 'chart' ? [item.chart] : []));
const tablesOf = (content: ReportContent): Table[] =>
  itemsOf(content).flatMap((item) => (item.kind === 'table' ? [item.table] : []));

/** Points of a cache by their number: one that is not there is a gap. */
const pointsOf = (xml: string): ReadonlyMap<number, string> =>
  new Map(
    [...xml.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v><\/c:pt>/g)].map(([, at, text = '']) => [
      Number(at),
      unescaped(text),
    ]),
  );
const between = (xml: string, tag: string): string => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(xml)?.[1] ?? '';

/** A chart as PowerPoint would draw it without opening its workbook. */
const seriesOf = (xml: string) =>
  all(xml, /<c:ser>([\s\S]*?)<\/c:ser>/g)
    .map((one) => ({
      at: Number(/<c:idx val="(\d+)"/.exec(one)?.[1]),
      name: pointsOf(between(one, 'c:tx')).get(0),
      categories: [...pointsOf(between(one, 'c:cat')).values()],
      values: new Map([...pointsOf(between(one, 'c:val'))].map(([at, text]) => [at, Number(text)])),
      count: Number(/<c:ptCount val="(\d+)"/.exec(between(one, 'c:val'))?.[1]),
    }))
    .toSorted((one, other) => one.at - other.at);

const decks: readonly (readonly [string, () => Promise<ReportFace>])[] = [
  ['written by hand', async () => faceOf(sampleReport())],
  ['with long names and forty campaigns', async () => faceOf(longReport())],
  ['of an office', approvedFace],
];

describe.each(['id', 'en'] as const)('slides in %s', (language) => {
  test.each(decks)('%s: whatever a part points to is there, and every part has its type', async (_, made) => {
    const { parts, xml, targetsOf } = readDeck(await writeSlides(await made(), language));
    const paths = Object.keys(parts);
    for (const path of ['', ...paths.filter((each) => !each.endsWith('.rels'))]) {
      for (const target of targetsOf(path)) expect(paths).toContain(target);
    }
    const types = xml('[Content_Types].xml');
    const named = all(types, /<Override PartName="\/([^"]+)"/g);
    for (const path of named) expect(paths).toContain(path);
    const endings = all(types, /<Default Extension="([^"]+)"/g);
    for (const path of paths.filter((each) => each !== '[Content_Types].xml')) {
      expect(named.includes(path) || endings.includes(path.split('.').at(-1) ?? ''), path).toBe(true);
    }
    expect(new Set(named).size).toBe(named.length);
  });

  test.each(decks)('%s: each slide has its title and notes, in the language, on a page of 16 to 9', async (_, made) => {
    const { content, ...face } = await made();
    const { slides, xml } = readDeck(await writeSlides({ content, ...face }, language));
    expect(slides).toHaveLength(content.slides.length);
    const [, width = '', height = ''] = /<p:sldSz cx="(\d+)" cy="(\d+)"/.exec(xml('ppt/presentation.xml')) ?? [];
    expect(Number(width) / Number(height)).toBeCloseTo(16 / 9, 3);
    for (const [at, slide] of content.slides.entries()) {
      const drawn = slides[at];
      const holder = all(drawn?.xml ?? '', /<p:sp>([\s\S]*?)<\/p:sp>/g).filter((shape) => /type="title"/.test(shape));
      expect(holder).toHaveLength(1);
      const [title = ''] = paragraphsOf(holder[0] ?? '');
      expect(title.length).toBeGreaterThan(0);
      // Longer than any room there is, it is cut and says so.
      if (title.endsWith('…')) expect(slide.title[language]).toContain(title.slice(0, -1));
      else expect(title).toBe(slide.title[language]);
      const notes = slide.notes[language].split('\n').filter((line) => line.trim() !== '');
      expect(paragraphsOf(drawn?.notes ?? '').slice(0, notes.length)).toEqual(notes);
      expect(drawn?.xml).toContain(`lang="${language === 'id' ? 'id-ID' : 'en-GB'}"`);
      expect(drawn?.xml).not.toContain('lang="en-US"');
    }
  });

  test.each(decks)(
    '%s: the data of each chart are those of its table, and what is missing is a gap',
    async (_, made) => {
      const face = await made();
      const { slides, xml, parts, targetsOf } = readDeck(await writeSlides(face, language));
      const shown = face.content.slides.flatMap((slide, at) => (slide.chart === null ? [] : [[slide, at] as const]));
      expect(shown.length).toBeGreaterThan(0);
      for (const [slide, at] of shown) {
        const chart = chartsOf(face.content).find(({ key }) => key === slide.chart);
        const table = tablesOf(face.content).find(({ key }) => key === chart?.table);
        const [path = ''] = slides[at]?.charts ?? [];
        if (!chart || !table) throw new Error(`no chart ${slide.chart}`);
        const category = table.columns.find(({ key }) => key === chart.category);
        const categories = table.rows.map(({ cells }) =>
          formatCategory(cells[chart.category] ?? '', category?.kind ?? 'text', language),
        );
        const series = seriesOf(xml(path));
        expect(series.map(({ name }) => name)).toEqual(
          chart.series.map(({ column }) => table.columns.find(({ key }) => key === column)?.label[language]),
        );
        const columns = chart.series.map(({ column }) =>
          table.rows.map(({ cells }) => (typeof cells[column] === 'number' ? cells[column] : null)),
        );
        for (const [place, values] of columns.entries()) {
          const one = series[place];
          expect(one?.categories).toEqual(categories);
          expect(one?.count).toBe(values.length);
          expect(values.map((__, index) => one?.values.get(index) ?? null)).toEqual(values);
        }
        expect(xml(path)).toContain('<c:dispBlanksAs val="gap"/>');
        const [workbook = ''] = targetsOf(path);
        const [rows] = [...(await readWorkbook(parts[workbook] ?? new Uint8Array())).values()];
        const [, ...body] = (rows ?? []).map((row) => row.slice(0, 1 + columns.length));
        expect(body).toEqual(categories.map((name, row) => [name, ...columns.map((values) => values[row] ?? null)]));
      }
    },
  );

  test.each(decks)('%s: tables and figures say what the page says, and how many rows are left', async (_, made) => {
    const face = await made();
    const { slides } = readDeck(await writeSlides(face, language));
    const figures = itemsOf(face.content).flatMap((item) => (item.kind === 'figures' ? item.figures : []));
    for (const [at, slide] of face.content.slides.entries()) {
      const xml = slides[at]?.xml ?? '';
      for (const key of slide.figures) {
        const figure = figures.find((each) => each.key === key);
        if (!figure) throw new Error(`no figure ${key}`);
        expect(paragraphsOf(xml)).toContain(formatFigure(figure.value, figure.kind, language));
      }
      const table = tablesOf(face.content).find(({ key }) => key === slide.table);
      if (!table) continue;
      const rows = all(xml, /<a:tr [^>]*>([\s\S]*?)<\/a:tr>/g).map((row) =>
        all(row, /<a:tc>([\s\S]*?)<\/a:tc>/g).map((cell) => paragraphsOf(cell).join(' ')),
      );
      const [head, ...body] = rows;
      expect(head).toEqual(table.columns.map(({ label }) => label[language]));
      expect(body.length).toBeGreaterThan(0);
      expect(body.length).toBeLessThanOrEqual(slide.rowsMax || table.rows.length);
      expect(body).toEqual(
        table.rows
          .slice(0, body.length)
          .map(({ cells }) => table.columns.map(({ key, kind }) => formatCell(cells[key] ?? '', kind, language))),
      );
      const left = table.rows.length - body.length;
      const more = language === 'id' ? `dan ${left} lainnya` : `and ${left} more`;
      expect(paragraphsOf(xml).includes(more)).toBe(left > 0);
    }
  });

  test.each(decks)('%s: nothing lies outside the page', async (_, made) => {
    const { slides, xml } = readDeck(await writeSlides(await made(), language));
    const [, width, height] = (/<p:sldSz cx="(\d+)" cy="(\d+)"/.exec(xml('ppt/presentation.xml')) ?? []).map(Number);
    for (const slide of slides) {
      const boxes = [
        ...slide.xml.matchAll(/<(?:a|p):off x="(-?\d+)" y="(-?\d+)"\/>\s*<(?:a|p):ext cx="(\d+)" cy="(\d+)"/g),
      ];
      expect(boxes.length).toBeGreaterThan(1);
      for (const [, x, y, w, h] of boxes.map((box) => box.map(Number))) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect((x ?? 0) + (w ?? 0)).toBeLessThanOrEqual((width ?? 0) + 1);
        expect((y ?? 0) + (h ?? 0)).toBeLessThanOrEqual((height ?? 0) + 1);
      }
    }
  });
});

test('the same report is the same file, and a draft, a sample and an open month are marked on every layout', async () => {
  const face = faceOf(sampleReport({ closed: false }), { seal: null });
  const bytes = await writeSlides(face, 'id');
  expect(Buffer.compare(bytes, await writeSlides(face, 'id'))).toBe(0);
  const { xml, slides } = readDeck(bytes);
  const layouts = slides.map(
    (_, at) => /slideLayouts\/(slideLayout\d+\.xml)/.exec(xml(`ppt/slides/_rels/slide${at + 1}.xml.rels`))?.[1],
  );
  for (const layout of new Set(layouts)) {
    const texts = paragraphsOf(xml(`ppt/slideLayouts/${layout}`)).join(' ');
    for (const mark of ['DATA CONTOH', 'SEMENTARA', 'BELUM DISETUJUI']) expect(texts).toContain(mark);
  }
});

test('a logo stands on the first slide; a deck of nothing but a title is still one', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const pictures = (bytes: Uint8Array) =>
    Object.keys(unzipSync(bytes)).filter((path) => path.startsWith('ppt/media/')).length;
  const content = sampleReport({ blocks: [] });
  const bare_ = { ...content, slides: content.slides.slice(0, 1) };
  expect(pictures(await writeSlides(faceOf(bare_, { logo: { mediaType: 'image/png', bytes: png } }), 'id'))).toBe(1);
  expect(pictures(await writeSlides(faceOf(bare_), 'id'))).toBe(0);
  expect(readDeck(await writeSlides(faceOf(bare_), 'id')).slides).toHaveLength(1);
});

const soffice = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find((path) => existsSync(path));

describe.skipIf(!soffice)('LibreOffice', () => {
  const convert = async (face: ReportFace, language: Language) => {
    const folder = mkdtempSync(join(tmpdir(), 'tilik-deck-'));
    try {
      writeFileSync(join(folder, 'deck.pptx'), await writeSlides(face, language));
      execFileSync(
        soffice ?? '',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/profile`,
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          join(folder, 'deck.pptx'),
        ],
        { stdio: 'ignore', timeout: 90_000 },
      );
      return await readPdf(readFileSync(join(folder, 'deck.pdf')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  test('opens the deck and shows each slide with its title and its numbers', { timeout: 120_000 }, async () => {
    const face = faceOf(longReport());
    const { pages } = await convert(face, 'id');
    expect(pages).toHaveLength(face.content.slides.length);
    for (const [at, slide] of (face.content.slides as readonly Slide[]).entries()) {
      expect(bare(pages[at] ?? '')).toContain(bare(slide.title.id).slice(0, 60));
    }
    // Months of the axis, and the names of what is drawn.
    expect(bare(pages[2] ?? '')).toContain(bare('E-paspor'));
    expect(bare(pages[6] ?? '')).toContain(bare('Nov 25 Des 25'));
    expect(bare(pages[3] ?? '')).toContain('lainnya');
  });
});

import type { Block, Cell, Item, ReportContent, Row, Table } from '@tilik/server/inside/reports/content.ts';
import { differencesOf } from '@tilik/server/inside/reports/differences.ts';
import { readRichText } from '@tilik/server/inside/reports/rich-text.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleReport } from './sample-report.ts';

const report = sampleReport();

/** The report with each of its items put through a function. */
const withItems = (change: (item: Item, block: Block) => Item): ReportContent => ({
  ...report,
  blocks: report.blocks.map((block) => ({ ...block, items: block.items.map((item) => change(item, block)) })),
});

const withRows = (key: string, change: (rows: readonly Row[]) => readonly Row[]): ReportContent =>
  withItems((item) =>
    item.kind === 'table' && item.table.key === key
      ? { ...item, table: { ...item.table, rows: change(item.table.rows) } }
      : item,
  );

const tables: readonly { readonly block: Block; readonly table: Table }[] = report.blocks.flatMap((block) =>
  block.items.flatMap((item) => (item.kind === 'table' ? [{ block, table: item.table }] : [])),
);
const cells = tables.flatMap(({ block, table }) =>
  table.rows.flatMap((row) => table.columns.map((column) => ({ block, table, row, column }))),
);

test('a report does not differ from itself', () => {
  expect(differencesOf(report, report)).toEqual([]);
  expect(differencesOf(report, structuredClone(report))).toEqual([]);
});

test('whichever cell changes, that one is named and no other', () => {
  const value = fc.oneof<fc.Arbitrary<Cell>[]>(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.constantFrom<Cell>({ missing: 'not-reported' }, { missing: 'outside' }, { missing: 'not-computed' }),
    fc.record({ id: fc.string(), en: fc.string() }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...cells), value, ({ block, table, row, column }, next) => {
      const was = row.cells[column.key];
      fc.pre(was !== undefined && JSON.stringify(was) !== JSON.stringify(next) && !Object.is(next, -0));
      const changed = withRows(table.key, (rows) =>
        rows.map((each) => (each.key === row.key ? { ...each, cells: { ...each.cells, [column.key]: next } } : each)),
      );
      const found = differencesOf(report, changed);
      expect(found).toEqual([
        { block: block.key, place: table.key, what: expect.anything(), kind: column.kind, was, became: next },
      ]);
      for (const language of ['id', 'en'] as const) {
        expect(found[0]?.what[language]).toContain(table.title[language]);
        expect(found[0]?.what[language]).toContain(column.label[language]);
      }
    }),
    { numRuns: 300 },
  );
});

test('a row that came and one that went are named, once each', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tables), fc.nat(), ({ table }, at) => {
      const gone = table.rows[at % table.rows.length];
      const shorter = withRows(table.key, (rows) => rows.filter((row) => row !== gone));
      const [went, ...more] = differencesOf(report, shorter);
      expect(more).toEqual([]);
      expect(went).toMatchObject({ place: table.key, became: null, was: expect.anything() });
      const [came, ...others] = differencesOf(shorter, report);
      expect(others).toEqual([]);
      expect(came).toMatchObject({ place: table.key, was: null, became: went?.was });
    }),
  );
  const [{ what } = { what: undefined }] = differencesOf(
    report,
    withRows('uptake-months', (rows) => rows.slice(1)),
  );
  expect(what?.id).toContain('Oktober 2025');
  expect(what?.en).toContain('October 2025');
});

test('a table that is not there any more is one difference, not one for each of its cells', () => {
  const without = sampleReport({
    blocks: report.blocks.map((block) => ({ ...block, items: block.items.filter(({ kind }) => kind !== 'table') })),
  });
  const found = differencesOf(report, without).filter(({ place }) => place !== 'sentences');
  expect(found.map(({ place }) => place)).toEqual(tables.map(({ table }) => table.key));
});

test('figures, what they are held against, sentences, remarks and definitions are told as what they are', () => {
  const changed = withItems((item) => {
    switch (item.kind) {
      case 'figures':
        return {
          ...item,
          figures: item.figures.map((figure) =>
            figure.key === 'uptake-share'
              ? {
                  ...figure,
                  value: 0.41,
                  interval: [0.37, 0.44] as const,
                  against: figure.against.map((other, index) => (index === 0 ? { ...other, value: 0.43 } : other)),
                }
              : figure,
          ),
        };
      case 'sentence':
        return item.key === 'uptake' ? { ...item, text: { id: 'Lain.', en: 'Other.' } } : item;
      case 'rich':
        return { ...item, text: readRichText('Catatan lain.') };
      case 'definitions':
        return {
          ...item,
          definitions: item.definitions.map((definition) => ({ ...definition, meaning: { id: 'Baru', en: 'New' } })),
        };
      default:
        return item;
    }
  });
  const found = differencesOf(report, changed);
  expect(found.map(({ block, place }) => `${block} ${place}`)).toEqual([
    'summary figures',
    'summary figures',
    'summary figures',
    'summary sentences',
    'remarks remarks',
    'appendix sentences',
  ]);
  expect(found[0]).toMatchObject({ kind: 'share', was: 0.4, became: 0.41 });
  expect(found[1]).toMatchObject({ kind: 'share', was: 0.4307, became: 0.44 });
  expect(found[2]).toMatchObject({ kind: 'share', was: 0.42, became: 0.43 });
  expect(found[2]?.what.en).toContain('Target');
  expect(found[4]).toMatchObject({ became: 'Catatan lain.' });
});

test('the order of rows and the deck are no difference', () => {
  const turned = withRows('uptake-months', (rows) => rows.toReversed());
  expect(differencesOf(report, { ...turned, slides: [] })).toEqual([]);
});

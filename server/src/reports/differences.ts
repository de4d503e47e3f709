import { isDay } from '../day.ts';
import { canonicalJson } from './canonical.ts';
import type { Block, Cell, Column, Difference, Figure, Item, ReportContent, Row, Table, Words } from './content.ts';
import { plainText } from './rich-text.ts';
import { dayWords, joined, monthWords, nameWords, words } from './words.ts';

/**
 * What differs between two reports, value by value, in the order of the later one: cells of tables by the keys of row
 * and column, rows and tables that came or went, figures, sentences, and the section's remarks. What follows from two
 * of these values, as a difference to the target, and slides, which say the same again, are not named a second time.
 */
export function differencesOf(was: ReportContent, became: ReportContent): Difference[] {
  const before = new Map(was.blocks.map((block) => [block.key, block]));
  return became.blocks.flatMap((block) => ofBlock(before.get(block.key) ?? { ...block, items: [] }, block));
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

/** What stands under each key of two lists, in the order of the second; what is only in the first comes last. */
function pairs<Each>(
  was: readonly Each[],
  became: readonly Each[],
  keyOf: (each: Each) => string,
): { readonly was: Each | undefined; readonly became: Each | undefined }[] {
  const before = new Map(was.map((each) => [keyOf(each), each]));
  const after = new Set(became.map(keyOf));
  return [
    ...became.map((each) => ({ was: before.get(keyOf(each)), became: each })),
    ...was.filter((each) => !after.has(keyOf(each))).map((each) => ({ was: each, became: undefined })),
  ];
}

function ofBlock(was: Block, became: Block): Difference[] {
  const block = became.key;
  const tables = pairs(tablesOf(was), tablesOf(became), ({ key }) => key).flatMap((pair) =>
    ofTables(block, pair.was, pair.became),
  );
  const figures = pairs(figuresOf(was), figuresOf(became), ({ key }) => key).flatMap((pair) =>
    ofFigures(block, pair.was, pair.became),
  );
  const sentences = pairs(sentencesOf(was), sentencesOf(became), ({ key }) => key).flatMap((pair): Difference[] => {
    if (isSame(pair.was?.text ?? null, pair.became?.text ?? null)) return [];
    return [
      {
        block,
        place: 'sentences',
        what: (pair.became ?? pair.was)?.what ?? became.title,
        kind: 'text',
        was: pair.was?.text ?? null,
        became: pair.became?.text ?? null,
      },
    ];
  });
  const remarks = [was, became].map((each) => richOf(each));
  const [said = '', says = ''] = remarks;
  return [
    ...figures,
    ...sentences,
    ...tables,
    ...(said === says
      ? []
      : [
          {
            block,
            place: 'remarks',
            what: became.title,
            kind: 'text' as const,
            was: said === '' ? null : said,
            became: says === '' ? null : says,
          },
        ]),
  ];
}

const tablesOf = ({ items }: Block): Table[] => items.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
const figuresOf = ({ items }: Block): Figure[] =>
  items.flatMap((item) => (item.kind === 'figures' ? item.figures : []));

/** Without its styles: what is only emphasised otherwise says the same. */
const richOf = ({ items }: Block): string =>
  items.flatMap((item) => (item.kind === 'rich' ? [plainText(item.text)] : [])).join('\n');

interface Said {
  readonly key: string;
  readonly what: Words;
  readonly text: Words;
}

/** Everything in a block that is a sentence: those of its own, of its charts, tables and definitions. */
const sentencesOf = ({ title, items }: Block): Said[] =>
  items.flatMap((item: Item): Said[] => {
    switch (item.kind) {
      case 'sentence':
        return [{ key: item.key, what: title, text: item.text }];
      case 'chart':
        return [{ key: `chart ${item.chart.key}`, what: item.chart.title, text: item.chart.says }];
      case 'table':
        return item.table.note
          ? [{ key: `note ${item.table.key}`, what: item.table.title, text: item.table.note }]
          : [];
      case 'definitions':
        return item.definitions.map(({ key, term, meaning }) => ({
          key: `definition ${key}`,
          what: term,
          text: meaning,
        }));
      default:
        return [];
    }
  });

function ofTables(block: Block['key'], was: Table | undefined, became: Table | undefined): Difference[] {
  const table = became ?? was;
  if (!table) return [];
  const place = table.key;
  if (!was || !became) {
    const what = words('difference.table', { table: table.title });
    return [{ block, place, what, kind: 'text', was: was?.title ?? null, became: became?.title ?? null }];
  }
  const columns = pairs(was.columns, became.columns, ({ key }) => key).flatMap((pair) => pair.became ?? pair.was ?? []);
  return pairs(was.rows, became.rows, ({ key }) => key).flatMap((pair): Difference[] => {
    const row = pair.became ?? pair.was;
    if (!row) return [];
    const name = rowName(columns, row);
    if (!pair.was || !pair.became) {
      const what = words('difference.row', { table: table.title, row: name });
      return [{ block, place, what, kind: 'text', was: pair.was ? name : null, became: pair.became ? name : null }];
    }
    const [before, after] = [pair.was.cells, pair.became.cells];
    return columns.flatMap(({ key, label, kind }): Difference[] => {
      const [old = null, now = null]: (Cell | null)[] = [before[key] ?? null, after[key] ?? null];
      if (isSame(old, now)) return [];
      const what = words('difference.cell', { table: table.title, row: name, column: label });
      return [{ block, place, what, kind, was: old, became: now }];
    });
  });
}

/** A row by what stands in its first column. */
function rowName([first]: readonly Column[], row: Row): Words {
  const cell = first && row.cells[first.key];
  if (typeof cell === 'object' && 'id' in cell) return cell;
  if (typeof cell !== 'string') return nameWords(row.key);
  if (first?.kind === 'month' && isDay(`${cell}-01`)) return monthWords(cell);
  return first?.kind === 'day' && isDay(cell) ? dayWords(cell) : nameWords(cell);
}

function ofFigures(block: Block['key'], was: Figure | undefined, became: Figure | undefined): Difference[] {
  const figure = became ?? was;
  if (!figure) return [];
  const differs = (what: Words, old: Cell | undefined, now: Cell | undefined): Difference[] =>
    isSame(old ?? null, now ?? null)
      ? []
      : [{ block, place: 'figures', what, kind: figure.kind, was: old ?? null, became: now ?? null }];
  const named = (what: Words) => joined([figure.label, what], ': ');
  const others = Math.max(was?.against.length ?? 0, became?.against.length ?? 0);
  return [
    ...differs(figure.label, was?.value, became?.value),
    ...differs(named(words('column.low')), was?.interval?.[0], became?.interval?.[0]),
    ...differs(named(words('column.high')), was?.interval?.[1], became?.interval?.[1]),
    ...Array.from({ length: was && became ? others : 0 }, (_, index) => {
      const [old, now] = [was?.against[index], became?.against[index]];
      return differs(named(now?.label ?? old?.label ?? figure.label), old?.value, now?.value);
    }).flat(),
  ];
}

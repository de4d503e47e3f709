import type { Block, BlockKey, Cell, Chart, Item, Slide, Table, Words } from './content.ts';
import { countWords, joined, listWords, words } from './words.ts';

/** So many rows of a table can be read from the last row of chairs. */
const rowsMax = 8;
/** A longer finding stands below the title, where there is room for it. */
const titleLettersMax = 130;

interface SlideGiven {
  readonly key: BlockKey;
  /** Sentences of the block, by their keys: the first is the title, for a slide's title says what was found. */
  readonly sentences: readonly string[];
  readonly chart?: string;
  readonly table?: string;
  /** Where there is no such table: what is asked of the month still has its page. */
  readonly orTable?: string;
  /** Definitions that are said with it. */
  readonly definitions: readonly string[];
}

/** The deck of the meeting: one question a slide. */
const deck: readonly SlideGiven[] = [
  { key: 'summary', sentences: ['share', 'target', 'verdicts', 'complete'], definitions: ['uptake-share', 'interval'] },
  {
    key: 'uptake',
    sentences: ['year-before', 'share', 'target'],
    chart: 'uptake-months',
    definitions: ['uptake-share', 'interval', 'whole-month'],
  },
  { key: 'campaigns', sentences: ['verdicts'], table: 'campaigns', definitions: ['verdict', 'holm', 'additional'] },
  {
    key: 'channels',
    sentences: ['reported'],
    table: 'stages',
    definitions: ['stages', 'amec', 'not-the-same-people', 'declared'],
  },
  {
    key: 'inquiries',
    sentences: ['received', 'answered', 'unknown'],
    chart: 'inquiry-topics',
    definitions: ['answer-rate', 'rising'],
  },
  {
    key: 'service',
    sentences: ['waiting', 'held', 'others'],
    chart: 'service-months',
    definitions: ['waiting', 'held'],
  },
  { key: 'duties', sentences: ['duties'], table: 'duties', definitions: ['duties'] },
  { key: 'plan', sentences: ['plan'], table: 'plan', orTable: 'coming-targets', definitions: ['target'] },
];

const sentencesOf = (items: readonly Item[]): ReadonlyMap<string, Words> =>
  new Map(items.flatMap((item) => (item.kind === 'sentence' ? [[item.key, item.text] as const] : [])));

const has = (items: readonly Item[], chart: string | undefined): Chart | undefined =>
  items.flatMap((item) => (item.kind === 'chart' && item.chart.key === chart ? [item.chart] : []))[0];

const tableOf = (items: readonly Item[], key: string | undefined): Table | undefined =>
  items.flatMap((item) => (item.kind === 'table' && item.table.key === key ? [item.table] : []))[0];

/** How many campaigns there are of each verdict: the table names them, the title counts them. */
function verdictsTitle(table: Table | undefined): Words | undefined {
  const byVerdict = [
    ...Map.groupBy(table?.rows ?? [], ({ cells: { verdict } }) => (isWords(verdict) ? verdict.id : '')).values(),
  ].flatMap((rows) => {
    const verdict = rows[0]?.cells.verdict;
    return isWords(verdict) ? [words('slide.ofVerdict', { count: countWords(rows.length), verdict })] : [];
  });
  return byVerdict.length === 0
    ? undefined
    : words('slide.verdicts', { count: table?.rows.length ?? 0, verdicts: listWords(byVerdict) });
}

const isWords = (cell: Cell | undefined): cell is Words => typeof cell === 'object' && 'id' in cell;

/** The slides of a report. A block that has nothing to show says so on its slide: nobody wonders where it went. */
export function slidesOutline(title: Words, blocks: readonly Block[]): Slide[] {
  const definitions = new Map(
    blocks.flatMap(({ items }) =>
      items.flatMap((item) =>
        item.kind === 'definitions' ? item.definitions.map((definition) => [definition.key, definition] as const) : [],
      ),
    ),
  );
  const cover: Slide = {
    key: 'title',
    title,
    sentences: [],
    figures: [],
    chart: null,
    table: null,
    rowsMax,
    notes: joined(
      blocks
        .find(({ key }) => key === 'summary')
        ?.items.flatMap((item) => (item.kind === 'sentence' ? [item.text] : [])) ?? [],
    ),
  };
  const pages = deck.flatMap(({ key, sentences, chart, table, orTable, definitions: said }): Slide[] => {
    const block = blocks.find((each) => each.key === key);
    if (!block) return [];
    const told = sentencesOf(block.items);
    const all = sentences.flatMap((each) => told.get(each) ?? []);
    const counted = key === 'campaigns' ? verdictsTitle(tableOf(block.items, table)) : undefined;
    const finding = counted ?? all[0];
    const isTitle = finding !== undefined && Math.max(finding.id.length, finding.en.length) <= titleLettersMax;
    const figures = block.items.flatMap((item) =>
      item.kind === 'figures' ? item.figures.map((figure) => figure.key) : [],
    );
    return [
      {
        key,
        title: isTitle ? finding : block.title,
        sentences: isTitle ? all.slice(1) : all,
        figures: key === 'summary' ? figures : [],
        chart: has(block.items, chart)?.key ?? null,
        table: has(block.items, chart)
          ? null
          : ((tableOf(block.items, table) ?? tableOf(block.items, orTable))?.key ?? null),
        rowsMax,
        notes: joined(
          [
            ...told.values(),
            ...said.flatMap((each) => {
              const definition = definitions.get(each);
              return definition
                ? [words('slide.definition', { term: definition.term, meaning: definition.meaning })]
                : [];
            }),
          ],
          '\n\n',
        ),
      },
    ];
  });
  return [cover, ...pages];
}

import type { Language } from '@tilik/db/vocabulary';
import type { CellObject, Cell as SheetCell, SheetData } from 'write-excel-file/node';
import { say } from '../language.ts';
import type { Block, Cell, ColumnKind, Figure, Item, RichText, Run, Table } from './content.ts';
import type { ReportFace } from './face.ts';
import {
  cellText,
  dateOf,
  isMissing,
  isNumeric,
  localeOf,
  missingInWords,
  spreadsheetFormat,
  writable,
} from './formats.ts';
import { partsOf, writeZip } from './write-zip.ts';

/** What a cell of a spreadsheet can hold. */
const cellLengthMax = 32_767;
const sheetNameMax = 31;
const columnWidthMin = 11;
const columnWidthMax = 60;
const colours = { ink: '#1c2430', soft: '#566072', ground: '#f7f8fa', line: '#c9d0da', warn: '#fff4dc' } as const;

interface Sheet {
  readonly sheet: string;
  readonly data: SheetData;
  readonly columns: readonly { readonly width: number }[];
  /** Rows that stay when one scrolls. */
  readonly stickyRowsCount?: number;
}

/** Text that stays text: `=1+1` typed as text is no formula, now or after somebody has edited the cell. */
const text = (value: string, looks: Omit<CellObject, 'value' | 'type' | 'format'> = {}): CellObject => ({
  value: writable(value).slice(0, cellLengthMax),
  type: String,
  format: '@',
  alignVertical: 'top',
  wrap: true,
  ...looks,
});

const heading = (value: string, kind: ColumnKind = 'text'): CellObject =>
  text(value, {
    fontWeight: 'bold',
    backgroundColor: colours.ground,
    bottomBorderColor: colours.line,
    bottomBorderStyle: 'thin',
    ...(isNumeric(kind) ? { align: 'right' as const } : {}),
  });

/** A value as itself: a number, a date, a text. Why there is none stands there in words, grey, and counts as nothing. */
function cellOf(cell: Cell, kind: ColumnKind, language: Language): CellObject {
  if (typeof cell === 'number') {
    return { value: cell, type: Number, format: spreadsheetFormat(kind, language), alignVertical: 'top' };
  }
  if (isMissing(cell)) {
    return text(missingInWords(cell, language), {
      textColor: colours.soft,
      ...(isNumeric(kind) ? { align: 'right' as const } : {}),
    });
  }
  if (typeof cell === 'string' && (kind === 'day' || kind === 'month')) {
    return {
      value: dateOf(cell),
      type: Date,
      format: spreadsheetFormat(kind, language),
      align: 'left',
      alignVertical: 'top',
    };
  }
  return text(cellText(cell, 'text', language));
}

const longestLine = (value: string): number => Math.max(...value.split('\n').map((line) => line.length));

/** As wide as what stands in it; a header may break where its words do. */
function widthOf(header: string, shown: readonly string[]): number {
  const longestWord = Math.max(...header.split(/\s+/).map((word) => word.length));
  const needed = Math.max(longestWord, Math.min(header.length, 20), ...shown.map(longestLine));
  return Math.min(Math.max(needed + 2, columnWidthMin), columnWidthMax);
}

/** Names that a spreadsheet takes: no signs of paths, at most 31 letters, none twice whatever their case. */
function sheetNames(): (title: string) => string {
  const taken = new Set<string>(['history']);
  return (title) => {
    const plain = writable(title)
      .replace(/[[\]/\\:*?]/g, ' ')
      .split(/\s+/)
      // A name may not begin or end with an apostrophe.
      .map((word, at, all) => (at === 0 || at === all.length - 1 ? word.replaceAll("'", '') : word))
      .join(' ')
      .trim();
    for (let time = 1; ; time += 1) {
      const suffix = time === 1 ? '' : ` (${time})`;
      const name = `${shortened(plain === '' ? '-' : plain, sheetNameMax - suffix.length)}${suffix}`;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

/** The beginning of a title, up to a word's end where that leaves most of it. */
function shortened(title: string, length: number): string {
  if (title.length <= length) return title;
  const cut = title
    .slice(0, length - 1)
    .toWellFormed()
    .replaceAll('\ufffd', '');
  const end = cut.lastIndexOf(' ');
  return `${(end > length / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
}

const tablesOf = (blocks: readonly Block[]): Table[] =>
  blocks.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'table' ? [item.table] : [])));

/** Every item of a kind, with the block in which it stands. */
const itemsOf = <Kind extends Item['kind']>(blocks: readonly Block[], kind: Kind) =>
  blocks.flatMap((block) =>
    block.items
      .filter((item): item is Extract<Item, { kind: Kind }> => item.kind === kind)
      .map((item) => ({ block, item })),
  );

function tableSheet({ columns, rows }: Table, name: string, language: Language): Sheet {
  return {
    sheet: name,
    data: [
      columns.map(({ label, kind }) => heading(label[language], kind)),
      ...rows.map(({ cells }) =>
        columns.map(({ key, kind }): SheetCell => {
          const cell = cells[key];
          return cell === undefined ? null : cellOf(cell, kind, language);
        }),
      ),
    ],
    columns: columns.map(({ key, label, kind }) => ({
      width: widthOf(
        label[language],
        rows.map(({ cells }) => (cells[key] === undefined ? '' : cellText(cells[key], kind, language))),
      ),
    })),
    stickyRowsCount: 1,
  };
}

/** The rows of a figure: what it is held against, one a row, with the figure itself on the first. */
function figureRows({ label, kind, value, interval, against }: Figure, language: Language): SheetCell[][] {
  const own: SheetCell[] = [
    text(label[language]),
    cellOf(value, kind, language),
    interval ? cellOf(interval[0], kind, language) : null,
    interval ? cellOf(interval[1], kind, language) : null,
  ];
  if (against.length === 0) return [[...own, null, null, null]];
  return against.map((held, at) => [
    ...(at === 0 ? own : [text(label[language], { textColor: colours.soft }), null, null, null]),
    text(held.label[language]),
    cellOf(held.value, kind, language),
    held.difference === undefined ? null : cellOf(held.difference, held.differenceKind ?? kind, language),
  ]);
}

const figureHeadings = ['figure', 'value', 'low', 'high', 'against', 'against-value', 'difference'] as const;
const figureWidths = [44, 18, 18, 18, 28, 18, 18] as const;

const runsText = (runs: readonly Run[]): string => runs.map(({ text: part }) => part).join('');

/** The section's remarks, a paragraph or an entry of a list a row. */
function richLines(rich: RichText): string[] {
  return rich.flatMap((part) =>
    part.kind === 'paragraph'
      ? [runsText(part.runs)]
      : part.entries.map((entry, at) => `${part.ordered ? `${at + 1}.` : '•'} ${runsText(entry)}`),
  );
}

/** A report as a workbook: a sheet a table, and what is said of them on sheets before and after. */
export async function writeWorkbook(
  { content, seal, contentHash }: ReportFace,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = (key: string, facts: Readonly<Record<string, string | number>> = {}) =>
    say(language, `face.${key}`, facts);
  const { blocks } = content;
  const nameFor = sheetNames();
  const report = nameFor(words('report'));
  const figuresName = nameFor(words('figures'));
  const sentencesName = nameFor(words('sentence'));
  const tables = tablesOf(blocks).map((table) => ({ table, name: nameFor(table.title[language]) }));
  const remarksName = nameFor(words('remarks'));
  const definitionsName = nameFor(words('definitions'));

  const fact = (key: string, value: CellObject): SheetCell[] => [text(words(key), { textColor: colours.soft }), value];
  const warning = (value: string): SheetCell[] => [
    text(value, { fontWeight: 'bold', backgroundColor: colours.warn, columnSpan: 7 }),
  ];
  const part = (key: string): SheetCell[][] => [[], [text(words(key), { fontWeight: 'bold', fontSize: 13 })]];
  const summary = blocks.filter(({ key }) => key === 'summary');
  const front: SheetData = [
    [text(content.title[language], { fontWeight: 'bold', fontSize: 16, columnSpan: 7, wrap: false })],
    ...(content.sample ? [warning(`${words('sample')}. ${words('sample-note')}`)] : []),
    ...(content.closed ? [] : [warning(`${words('provisional')}. ${words('provisional-note')}`)]),
    ...(seal ? [] : [warning(words('draft'))]),
    fact('office', text(content.office.name)),
    fact('month', cellOf(content.month, 'month', language)),
    ...(seal
      ? [
          fact('number', text(seal.number)),
          fact('approved-on', cellOf(seal.approvedOn, 'day', language)),
          fact(
            'edition',
            text(seal.edition === 1 ? words('edition-first') : words('edition-revision', { count: seal.edition - 1 })),
          ),
          fact('data-version', text(seal.dataVersion)),
          ...(seal.revises
            ? [
                fact('reason', text(seal.revises.reason)),
                fact('revised', text(seal.revises.contentHash, { wrap: false })),
              ]
            : []),
        ]
      : []),
    fact('hash', text(contentHash, { wrap: false })),
    ...part('summary'),
    ...itemsOf(summary, 'sentence').map(({ item }) => [
      text(item.text[language], { columnSpan: 7, height: heightOf(item.text[language]) }),
    ]),
    [],
    figureHeadings.map((key, at) => heading(words(key), at === 0 || at === 4 ? 'text' : 'count')),
    ...itemsOf(summary, 'figures').flatMap(({ item }) =>
      item.figures.flatMap((figure) => figureRows(figure, language)),
    ),
    ...part('contents'),
    [heading(words('sheet')), heading(words('title')), heading(words('note'))],
    ...tables.map(({ table, name }) => [
      text(name),
      text(table.title[language], { wrap: false }),
      table.note ? text(table.note[language], { wrap: false }) : null,
    ]),
    [],
    [text(words('missing-note'), { textColor: colours.soft, columnSpan: 7 })],
  ];

  const remarks = itemsOf(blocks, 'rich').flatMap(({ item }) => richLines(item.text));
  const definitions = itemsOf(blocks, 'definitions').flatMap(({ item }) => item.definitions);
  const differences = seal?.revises?.differences ?? [];
  const sheets: Sheet[] = [
    { sheet: report, data: front, columns: figureWidths.map((width) => ({ width })) },
    {
      sheet: figuresName,
      data: [
        [
          heading(words('block')),
          ...figureHeadings.map((key, at) => heading(words(key), at === 0 || at === 4 ? 'text' : 'count')),
        ],
        ...itemsOf(blocks, 'figures').flatMap(({ block, item }) =>
          item.figures.flatMap((figure) =>
            figureRows(figure, language).map((row) => [text(block.title[language]), ...row]),
          ),
        ),
      ],
      columns: [28, ...figureWidths].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: sentencesName,
      data: [
        [heading(words('block')), heading(words('sentence'))],
        ...itemsOf(blocks, 'sentence').map(({ block, item }) => [
          text(block.title[language]),
          text(item.text[language]),
        ]),
      ],
      columns: [{ width: 28 }, { width: 110 }],
      stickyRowsCount: 1,
    },
    ...tables.map(({ table, name }) => tableSheet(table, name, language)),
    {
      sheet: remarksName,
      data: [
        [heading(words('remarks'))],
        ...(remarks.length > 0 ? remarks : [words('no-remarks')]).map((line) => [text(line)]),
      ],
      columns: [{ width: 110 }],
      stickyRowsCount: 1,
    },
    {
      sheet: definitionsName,
      data: [
        [heading(words('term')), heading(words('meaning'))],
        ...(definitions.length > 0
          ? definitions.map(({ term, meaning }) => [
              text(term[language], { fontWeight: 'bold' as const }),
              text(meaning[language]),
            ])
          : [[text(words('no-definitions'))]]),
      ],
      columns: [{ width: 36 }, { width: 110 }],
      stickyRowsCount: 1,
    },
    ...(differences.length > 0
      ? [
          {
            sheet: nameFor(words('differences')),
            data: [
              ['block', 'what', 'was', 'became'].map((key) => heading(words(key))),
              ...differences.map(({ block, what, kind, was, became }) => [
                text(blocks.find(({ key }) => key === block)?.title[language] ?? block),
                text(what[language]),
                ...[was, became].map((cell) =>
                  cell === null ? text(words('no-value'), { textColor: colours.soft }) : cellOf(cell, kind, language),
                ),
              ]),
            ],
            columns: [{ width: 28 }, { width: 60 }, { width: 24 }, { width: 24 }],
            stickyRowsCount: 1,
          },
        ]
      : []),
  ];

  const { default: writeExcel } = await import('write-excel-file/node');
  const bytes = await writeExcel(
    sheets.map((sheet) => ({ ...sheet, columns: [...sheet.columns], orientation: 'landscape' as const })),
    {
      fontFamily: 'Arial',
      fontSize: 10,
      features: [namedFile(content.title[language], content.office.name, language)],
    },
  ).toBuffer();
  return writeZip(partsOf(new Uint8Array(bytes)));
}

/** Rows over merged cells do not grow by themselves. */
const heightOf = (value: string): number => 15 * Math.max(1, Math.ceil(value.length / 150));

const xml = (value: string): string => writable(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Title, author and language of the file, which the library has no option for. */
const namedFile = (title: string, author: string, language: Language) => ({
  files: {
    transform: {
      '[Content_Types].xml': {
        insert: () =>
          '<Override ContentType="application/vnd.openxmlformats-package.core-properties+xml" PartName="/docProps/core.xml"/>',
      },
      '_rels/.rels': {
        insert: () =>
          '<Relationship Id="rId-core-1" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
      },
    },
    write: {
      files: () => ({
        'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><dc:language>${localeOf[language]}</dc:language></cp:coreProperties>`,
      }),
    },
  },
});

import type { Language } from '@tilik/db/vocabulary';
import type PptxGenJS from 'pptxgenjs';
import { say } from '../language.ts';
import { chartWorkbook, chartXml, type PartChart, type PartSeries } from './chart-part.ts';
import type { Block, Cell, Chart, Column, Figure, Mark, Row, Series, Slide, Table } from './content.ts';
import type { ReportFace } from './face.ts';
import {
  categoryText,
  cellText,
  dayText,
  figureText,
  intervalText,
  isMissing,
  isNumeric,
  localeOf,
  missingInWords,
  monthText,
  spreadsheetFormat,
  writable,
} from './formats.ts';
import { pictureSize } from './picture-size.ts';
import { mended } from './slides-package.ts';
import { cutToLines, lineCount, linesHeight, sizeThatFits, textWidth } from './text-fit.ts';
import { partsOf, writeZip } from './write-zip.ts';

/*
 * The deck: a picture of `content.slides` and nothing else. Whoever opens it can edit it: text is text, tables are
 * tables, charts are charts with their data. Lengths are in inches.
 */

/** Every office has it, or a font as wide: what was measured fits where it is opened. */
const font = 'Arial';
/** As on the page. */
const colours = {
  electronic: '0B6AA8',
  ordinary: 'C9B48F',
  share: '0A3D62',
  target: '8A5A00',
  first: '0B6AA8',
  second: '8A5A00',
  third: '6B3FA0',
  fourth: '0F7A55',
  ink: '1C2430',
  soft: '566072',
  line: 'E3E7ED',
  ground: 'F7F8FA',
  band: 'EEF0F3',
  warnGround: 'FFF4DC',
  warnInk: '5C4300',
} as const;

const page = { width: 13.333, height: 7.5, margin: 0.6 } as const;
const inner = page.width - 2 * page.margin;
const title = { y: 0.58, h: 0.98, sizes: [28, 26, 24, 22, 20, 18] } as const;
const body = { gap: 0.34, end: 6.82 } as const;
const gap = 0.32;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What a slide refers to by key. */
interface Found {
  readonly figures: ReadonlyMap<string, Figure>;
  readonly charts: ReadonlyMap<string, Chart>;
  readonly tables: ReadonlyMap<string, Table>;
}

function foundIn(blocks: readonly Block[]): Found {
  const items = blocks.flatMap((block) => block.items);
  return {
    figures: new Map(
      items.flatMap((item) => (item.kind === 'figures' ? item.figures : [])).map((figure) => [figure.key, figure]),
    ),
    charts: new Map(items.flatMap((item) => (item.kind === 'chart' ? [[item.chart.key, item.chart] as const] : []))),
    tables: new Map(items.flatMap((item) => (item.kind === 'table' ? [[item.table.key, item.table] as const] : []))),
  };
}

/** What is drawn on: a slide, in a language, and the charts that the deck has so far. */
interface Desk {
  readonly slide: PptxGenJS.Slide;
  readonly language: Language;
  readonly charts: PartChart[];
}

interface TextLooks {
  readonly size: number;
  readonly colour?: string;
  readonly isBold?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  readonly valign?: 'top' | 'middle' | 'bottom';
  readonly fill?: string;
}

const written = ({ size, colour = colours.ink, isBold = false }: TextLooks, language: Language) => ({
  fontFace: font,
  fontSize: size,
  color: colour,
  bold: isBold,
  lang: localeOf[language],
});

function put({ slide, language }: Desk, value: string, box: Box, looks: TextLooks, name: string): void {
  slide.addText(writable(value), {
    ...box,
    ...written(looks, language),
    align: looks.align ?? 'left',
    valign: looks.valign ?? 'top',
    margin: 0,
    objectName: name,
    ...(looks.fill === undefined ? {} : { fill: { color: looks.fill } }),
  });
}

const bulletIndent = 0.24;

/** Sentences one below the other, as large as there is room. Answers where they end. */
function putSentences(
  desk: Desk,
  sentences: readonly string[],
  box: Box,
  sizes: readonly [number, ...number[]],
): number {
  if (sentences.length === 0) return box.y;
  const isList = sentences.length > 1;
  const width = box.w - (isList ? bulletIndent : 0) - 0.05;
  const between = (size: number) => size * 0.5;
  const heightAt = (size: number) =>
    sentences.reduce((sum, sentence) => sum + linesHeight(lineCount(sentence, size, width), size), 0) +
    ((sentences.length - 1) * between(size)) / 72;
  const size = sizeThatFits(sizes, (points) => heightAt(points) <= box.h);
  const height = Math.min(box.h, heightAt(size) + 0.05);
  desk.slide.addText(
    sentences.map((sentence, at) => ({
      text: writable(sentence).replaceAll('\n', ' '),
      options: {
        ...written({ size }, desk.language),
        breakLine: at < sentences.length - 1,
        ...(isList ? { bullet: { indent: bulletIndent * 72 } } : {}),
        ...(at < sentences.length - 1 ? { paraSpaceAfter: between(size) } : {}),
      },
    })),
    { ...box, h: height, margin: 0, valign: 'top', fit: 'shrink', objectName: say(desk.language, 'face.sentence') },
  );
  return box.y + height;
}

/** What a figure is held against, a line each. */
function againstLines({ against, kind }: Figure, language: Language): string[] {
  return against.map(({ label, value, difference, differenceKind }) => {
    const held = `${label[language]}: ${figureText(value, kind, language)}`;
    return difference === undefined || isMissing(difference)
      ? held
      : `${held} (${figureText(difference, differenceKind ?? kind, language)})`;
  });
}

const figureSize = { label: 12, small: 11 } as const;

function figureParts(figure: Figure, width: number, language: Language, largest: number) {
  const value = figureText(figure.value, figure.kind, language);
  const size = sizeThatFits([largest, 32, 28, 24, 20, 16, 13], (points) => textWidth(value, points, true) <= width);
  const lines = [
    ...(figure.interval ? [intervalText(figure.interval, figure.kind, language)] : []),
    ...againstLines(figure, language),
  ];
  const labelHeight = linesHeight(lineCount(figure.label[language], figureSize.label, width), figureSize.label) + 0.04;
  const valueHeight = linesHeight(lineCount(value, size, width, true), size) + 0.04;
  const linesAre = lines.map((text) => lineCount(text, figureSize.small, width));
  const smallHeight = linesHeight(
    linesAre.reduce((sum, count) => sum + count, 0),
    figureSize.small,
  );
  return { value, size, lines, labelHeight, valueHeight, height: labelHeight + valueHeight + smallHeight + 0.08 };
}

/** A figure: what it is, how much, and what it is held against. Answers where it ends. */
function putFigure(
  desk: Desk,
  figure: Figure,
  { x, y, w: width }: Omit<Box, 'h'>,
  largest: number,
  /** As high as those beside it. */
  least = { labelHeight: 0, valueHeight: 0 },
): number {
  const { language, slide } = desk;
  const own = figureParts(figure, width, language, largest);
  const { value, size, lines } = own;
  const labelHeight = Math.max(own.labelHeight, least.labelHeight);
  const valueHeight = Math.max(own.valueHeight, least.valueHeight);
  const height = own.height + labelHeight - own.labelHeight + valueHeight - own.valueHeight;
  put(
    desk,
    figure.label[language],
    { x, y, w: width, h: labelHeight },
    { size: figureSize.label, colour: colours.soft },
    `${figure.label[language]}: ${say(language, 'face.figure')}`,
  );
  put(
    desk,
    value,
    { x, y: y + labelHeight, w: width, h: valueHeight },
    isMissing(figure.value)
      ? { size, colour: colours.soft, valign: 'middle' }
      : { size, isBold: true, colour: colours.share, valign: 'middle' },
    `${figure.label[language]}: ${say(language, 'face.value')}`,
  );
  if (lines.length > 0) {
    const top = labelHeight + valueHeight + 0.04;
    slide.addText(
      lines.map((text, at) => ({
        text: writable(text),
        options: {
          ...written({ size: figureSize.small, colour: colours.soft }, language),
          breakLine: at < lines.length - 1,
        },
      })),
      {
        x,
        y: y + top,
        w: width,
        h: Math.max(0.2, height - top),
        margin: 0,
        valign: 'top',
        objectName: `${figure.label[language]}: ${say(language, 'face.against')}`,
      },
    );
  }
  return y + height;
}

/** Figures beside each other, each with a thin line before it. Answers where they end. */
function putFigureRow(desk: Desk, figures: readonly Figure[], box: Box, largest: number): number {
  if (figures.length === 0) return box.y;
  const inRow = Math.min(figures.length, 4);
  const width = (box.w - gap * (inRow - 1)) / inRow;
  let y = box.y;
  for (let from = 0; from < figures.length; from += inRow) {
    const row = figures.slice(from, from + inRow);
    const parts = row.map((figure) => figureParts(figure, width - 0.14, desk.language, largest));
    const least = {
      labelHeight: Math.max(...parts.map(({ labelHeight }) => labelHeight)),
      valueHeight: Math.max(...parts.map(({ valueHeight }) => valueHeight)),
    };
    const ends = row.map((figure, at) =>
      putFigure(desk, figure, { x: box.x + at * (width + gap) + 0.14, y, w: width - 0.14 }, largest, least),
    );
    const end = Math.max(...ends);
    row.forEach((_, at) => {
      desk.slide.addShape('line', {
        x: box.x + at * (width + gap),
        y,
        w: 0,
        h: end - y,
        line: { color: colours.electronic, width: 2 },
      });
    });
    y = end + (from + inRow < figures.length ? gap : 0);
  }
  return y;
}

const dashes = ['solid', 'dash', 'sysDot', 'sysDash'] as const;
const symbols = ['circle', 'diamond', 'square', 'triangle'] as const;

const numberOf = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

function partSeries(table: Table, chart: Chart, series: Series, at: number, language: Language): PartSeries {
  const column = table.columns.find(({ key }) => key === series.column);
  const values = (key: string) => table.rows.map(({ cells }) => numberOf(cells[key]));
  const isLine = chart.form === 'lines' || series.secondAxis === true;
  const lines = chart.series.filter((one) => chart.form === 'lines' || one.secondAxis === true);
  const place = lines.indexOf(series);
  const isTarget = series.role === 'target';
  const isFew = table.rows.length * chart.series.length <= 8;
  return {
    name: column?.label[language] ?? series.column,
    values: values(series.column),
    form: isLine ? 'line' : 'column',
    colour: colours[series.role],
    dash: isTarget ? 'dash' : place < 0 ? 'solid' : (dashes[place % dashes.length] ?? 'solid'),
    symbol: isTarget ? 'none' : (symbols[(place < 0 ? at : place) % symbols.length] ?? 'circle'),
    onSecondAxis: series.secondAxis === true && chart.form !== 'lines' && chart.form !== 'bars',
    interval: series.band ? { low: values(series.band.low), high: values(series.band.high) } : null,
    format: spreadsheetFormat(column?.kind ?? 'count', language),
    labels: isLine
      ? isTarget
        ? 'none'
        : 'last'
      : chart.form === 'bars' || (chart.form === 'columns' && isFew)
        ? 'all'
        : 'none',
  };
}

const marksMax = 8;
const letterOf = (at: number): string => String.fromCharCode(65 + at);

interface Placed {
  readonly mark: Mark;
  /** First and last category that it is on. */
  readonly from: number;
  readonly to: number;
}

/** The marks that fall on the chart, by when they begin: the latest where there are more than can be told apart. */
function placedMarks(chart: Chart, table: Table): { readonly placed: readonly Placed[]; readonly more: number } {
  const isTime = table.columns.find(({ key }) => key === chart.category)?.kind === 'month';
  if (!isTime || chart.form === 'bars') return { placed: [], more: 0 };
  const months = table.rows
    .map(({ cells }) => cells[chart.category])
    .map((cell) => (typeof cell === 'string' ? cell : ''));
  const all = chart.marks
    .map((mark) => ({
      mark,
      from: months.findIndex((month) => month >= mark.from),
      to: months.findLastIndex((month) => month !== '' && month <= mark.to),
    }))
    .filter(({ from, to }) => from >= 0 && to >= from)
    .toSorted((one, other) => one.mark.from.localeCompare(other.mark.from) || one.mark.to.localeCompare(other.mark.to));
  return { placed: all.slice(-marksMax), more: Math.max(0, all.length - marksMax) };
}

function marksKey(placed: readonly Placed[], more: number, language: Language): string {
  const parts = placed.map(({ mark }, at) => {
    const months = [...new Set([mark.from, mark.to])].map((month) => monthText(month, language)).join('–');
    return `${letterOf(at)} ${mark.label[language]} (${months})`;
  });
  if (more > 0) parts.push(say(language, 'face.others', { count: more }));
  return parts.length === 0 ? '' : `${say(language, 'face.marks')} ${parts.join(' · ')}`;
}

const captionSize = 12;
const noteSize = 10;
const letterHeight = 0.18;

/** Where the chart has a gap and why: somebody may take a bar that is not there for one that is too small. */
function gapsText(chart: Chart, table: Table, language: Language): string {
  const kind = table.columns.find(({ key }) => key === chart.category)?.kind ?? 'text';
  const columns = chart.series.filter(({ role }) => role !== 'target').map(({ column }) => column);
  const gaps = table.rows.flatMap(({ cells }) => {
    const missing = columns.map((column) => cells[column]).find((cell) => cell !== undefined && isMissing(cell));
    const category = cells[chart.category];
    if (missing === undefined || category === undefined || !isMissing(missing)) return [];
    return [`${categoryText(category, kind, language)} (${missingInWords(missing, language)})`];
  });
  return gaps.length === 0 ? '' : say(language, 'face.gaps', { list: gaps.join(', ') });
}

/** A chart under its caption, with campaigns as bands and events as lines behind it, and what they are below. */
function putChart(desk: Desk, chart: Chart, table: Table, box: Box): void {
  const { slide, language, charts } = desk;
  const categoryColumn = table.columns.find(({ key }) => key === chart.category);
  const categories = table.rows.map(({ cells }) => {
    const cell = cells[chart.category];
    return cell === undefined ? '' : categoryText(cell, categoryColumn?.kind ?? 'text', language);
  });
  const series = chart.series.map((one, at) => partSeries(table, chart, one, at, language));
  const { placed, more } = placedMarks(chart, table);
  const caption = cutToLines(chart.title[language], 2, captionSize, box.w, true);
  const captionHeight = linesHeight(lineCount(caption, captionSize, box.w, true), captionSize) + 0.06;
  const key = [marksKey(placed, more, language), gapsText(chart, table, language)]
    .filter((text) => text !== '')
    .map((text) => cutToLines(text, 3, noteSize, box.w))
    .join('\n');
  const keyHeight = key === '' ? 0 : linesHeight(lineCount(key, noteSize, box.w), noteSize) + 0.06;
  put(
    desk,
    caption,
    { x: box.x, y: box.y, w: box.w, h: captionHeight },
    { size: captionSize, isBold: true, colour: colours.soft },
    say(language, 'face.title'),
  );
  const frame = { x: box.x, y: box.y + captionHeight, w: box.w, h: box.h - captionHeight - keyHeight };

  const isLying = chart.form === 'bars';
  const hasLegend = series.length > 1;
  const hasSecond = series.some(({ onSecondAxis }) => onSecondAxis);
  const longest = Math.max(0.3, ...categories.map((category) => textWidth(category, 11)));
  const left = isLying ? Math.min(longest + 0.2, frame.w * 0.42) : 0.75;
  const right = isLying ? 0.75 : hasSecond ? 0.62 : 0.3;
  const rowsOfLetters = placed.length === 0 ? 0 : placed.length === 1 ? 1 : 2;
  const top = (hasLegend ? 0.42 : 0.1) + rowsOfLetters * letterHeight + 0.12;
  const bottom = isLying ? 0.08 : 0.38;
  const plot = { x: frame.x + left, y: frame.y + top, w: frame.w - left - right, h: frame.h - top - bottom };
  const step = plot.w / Math.max(1, categories.length);
  const labelEvery = isLying ? 1 : Math.max(1, Math.ceil((longest + 0.02) / step));

  for (const [at, { mark, from, to }] of placed.entries()) {
    const isBand = mark.kind === 'campaign';
    const x = plot.x + (isBand ? from : (from + to + 1) / 2) * step;
    const w = isBand ? (to - from + 1) * step : 0;
    const name = `${letterOf(at)}: ${mark.label[language]}`;
    if (isBand) {
      slide.addShape('rect', { x, y: plot.y, w, h: plot.h, fill: { color: colours.band }, objectName: writable(name) });
    } else {
      slide.addShape('line', {
        x,
        y: plot.y,
        w: 0,
        h: plot.h,
        line: { color: colours.soft, width: 1, dashType: mark.kind === 'launch' ? 'solid' : 'dash' },
        objectName: writable(name),
      });
    }
    // Above the plot; neighbours, whose letters would lie on each other, in two rows.
    const lift = letterHeight * (rowsOfLetters === 2 && at % 2 === 0 ? 2 : 1);
    put(
      desk,
      letterOf(at),
      { x: x + w / 2 - 0.12, y: plot.y - lift - 0.03, w: 0.24, h: letterHeight },
      { size: noteSize, isBold: true, colour: colours.soft, align: 'center', valign: 'middle' },
      name,
    );
  }

  const part: PartChart = {
    language,
    categoryName: categoryColumn?.label[language] ?? chart.category,
    categories,
    series,
    isStacked: chart.form === 'stacked-columns',
    isLying,
    plot: {
      x: left / frame.w,
      y: top / frame.h,
      w: plot.w / frame.w,
      h: plot.h / frame.h,
    },
    hasLegend,
    labelEvery,
    font,
    ink: colours.ink,
    softInk: colours.soft,
    lineColour: colours.line,
  };
  charts.push(part);
  slide.addChart(
    'bar' as PptxGenJS.CHART_NAME,
    series.map(({ name, values }) => ({ name, labels: [...categories], values: values.map((value) => value ?? 0) })),
    {
      ...frame,
      altText: writable(`${chart.title[language]}. ${chart.says[language]}`),
      objectName: writable(chart.title[language]),
    },
  );
  if (key === '') return;
  put(
    desk,
    key,
    { x: box.x, y: box.y + box.h - keyHeight + 0.02, w: box.w, h: keyHeight },
    { size: noteSize, colour: colours.soft },
    say(language, 'face.marks'),
  );
}

const tableSizes = [16, 15, 14, 13, 12, 11, 10, 9] as const;
const cellPadding = { x: 0.09, y: 0.045 } as const;
/** No text takes more than this share of a table's width while another needs it. */
const cellTextShare = 0.55;

interface TablePlan {
  readonly size: number;
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly shown: readonly Row[];
}

const valueIn = ({ cells }: Row, { key, kind }: Column, language: Language): string => {
  const cell = cells[key];
  return cell === undefined ? '' : cellText(cell, kind, language);
};

/** Widths by what stands in the columns: numbers get what they need, the rest is shared by texts. */
function widthsOf({ columns }: Table, rows: readonly Row[], size: number, width: number, language: Language): number[] {
  const words = (text: string) => Math.max(0, ...text.split(/\s+/).map((word) => textWidth(word, size, true)));
  const least = columns.map((column) => {
    const values = rows.map((row) => valueIn(row, column, language));
    const value = isNumeric(column.kind)
      ? Math.max(0, ...values.map((text) => textWidth(text, size)))
      : Math.max(0, ...values.map((text) => Math.min(words(text), 1.6)));
    return Math.max(value, Math.min(words(column.label[language]), 1.6)) + 2 * cellPadding.x + 0.02;
  });
  const wished = columns.map((column, at) => {
    const values = rows.map((row) => textWidth(valueIn(row, column, language), size));
    const wide = Math.max(...values, textWidth(column.label[language], size, true), 0);
    return Math.max(
      least[at] ?? 0,
      Math.min(wide, isNumeric(column.kind) ? 1.7 : width * cellTextShare) + 2 * cellPadding.x + 0.02,
    );
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const spare = width - sum(least);
  const wanted = sum(wished) - sum(least);
  if (spare <= 0) return least.map((value) => (value / sum(least)) * width);
  if (wanted <= 0) return least;
  const part = Math.min(1, spare / wanted);
  return least.map((value, at) => value + ((wished[at] ?? value) - value) * part);
}

function planTable(table: Table, rowsMax: number, box: Box, language: Language): TablePlan {
  const planOf = (size: number, count: number): TablePlan => {
    const shown = table.rows.slice(0, count);
    const widths = widthsOf(table, shown, size, box.w, language);
    const heightOf = (texts: readonly string[], isBold: boolean) =>
      Math.max(
        ...texts.map((text, at) =>
          linesHeight(lineCount(text, size, (widths[at] ?? 1) - 2 * cellPadding.x, isBold), size),
        ),
      ) +
      2 * cellPadding.y;
    const heights = [
      heightOf(
        table.columns.map(({ label }) => label[language]),
        true,
      ),
      ...shown.map((row) =>
        heightOf(
          table.columns.map((column) => valueIn(row, column, language)),
          false,
        ),
      ),
    ];
    return { size, widths, heights, shown };
  };
  const fits = ({ heights, shown, size }: TablePlan) =>
    heights.reduce((sum, height) => sum + height, 0) +
      (shown.length < table.rows.length ? linesHeight(1, size) + 0.1 : 0) <=
    box.h;
  const most = Math.min(rowsMax > 0 ? rowsMax : table.rows.length, table.rows.length);
  for (let count = most; count > 1; count -= 1) {
    // Rows are left out only once the letters are as small as can be read from the back of a room.
    const sizes = count === most ? tableSizes : tableSizes.slice(-2);
    const plan = sizes.map((size) => planOf(size, count)).find(fits);
    if (plan) return plan;
  }
  return planOf(tableSizes[tableSizes.length - 1] ?? 8, Math.min(1, most));
}

const noBorder = { type: 'none' } as const;
const borders = (
  below: string,
): [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] => [
  noBorder,
  noBorder,
  { type: 'solid', pt: 0.75, color: below },
  noBorder,
];

/** A table with as many rows as there is room for; the rest is told by number. Answers where it ends. */
function putTable(desk: Desk, table: Table, rowsMax: number, box: Box): number {
  const { slide, language } = desk;
  const caption = cutToLines(table.title[language], 1, captionSize, box.w, true);
  const captionHeight = linesHeight(1, captionSize) + 0.08;
  put(
    desk,
    caption,
    { x: box.x, y: box.y, w: box.w, h: captionHeight },
    { size: captionSize, isBold: true, colour: colours.soft },
    say(language, 'face.title'),
  );
  const note = table.note ? cutToLines(table.note[language], 2, noteSize, box.w) : '';
  const noteHeight = note === '' ? 0 : linesHeight(lineCount(note, noteSize, box.w), noteSize) + 0.1;
  const room = { ...box, y: box.y + captionHeight, h: box.h - captionHeight - noteHeight };
  const { size, widths, heights, shown } = planTable(table, rowsMax, room, language);
  const cell = (text: string, { kind }: Column, looks: Omit<TextLooks, 'size'>, below: string) => ({
    text: writable(text).replaceAll('\n', ' '),
    options: {
      ...written({ size, ...looks }, language),
      align: isNumeric(kind) ? ('right' as const) : ('left' as const),
      valign: 'top' as const,
      border: borders(below),
      margin: [cellPadding.y, cellPadding.x, cellPadding.y, cellPadding.x] as [number, number, number, number],
    },
  });
  const rows = [
    table.columns.map((column) =>
      cell(column.label[language], column, { isBold: true, colour: colours.soft }, colours.soft),
    ),
    ...shown.map((row) =>
      table.columns.map((column) => {
        const value = row.cells[column.key];
        const looks = value !== undefined && isMissing(value) ? { colour: colours.soft } : {};
        return cell(valueIn(row, column, language), column, looks, colours.line);
      }),
    ),
  ];
  const height = heights.reduce((sum, one) => sum + one, 0);
  slide.addTable(rows, {
    x: room.x,
    y: room.y,
    w: widths.reduce((sum, width) => sum + width, 0),
    h: height,
    colW: [...widths],
    rowH: [...heights],
    fontFace: font,
    fontSize: size,
    objectName: writable(table.title[language]),
  });
  let end = room.y + height;
  const left = table.rows.length - shown.length;
  if (left > 0) {
    put(
      desk,
      say(language, 'face.more', { count: left }),
      { x: box.x + cellPadding.x, y: end + 0.05, w: box.w, h: linesHeight(1, size) },
      { size, colour: colours.soft },
      say(language, 'face.more', { count: left }),
    );
    end += linesHeight(1, size) + 0.1;
  }
  if (note === '') return end;
  put(
    desk,
    note,
    { x: box.x, y: end + 0.06, w: box.w, h: noteHeight },
    { size: noteSize, colour: colours.soft },
    say(language, 'face.note'),
  );
  return end + noteHeight;
}

/** Beside a chart: figures, then sentences, in one column. */
function putAside(desk: Desk, figures: readonly Figure[], sentences: readonly string[], box: Box): void {
  const room = box.y + box.h;
  let y = box.y;
  const inset = 0.14;
  for (const figure of figures) {
    const { height } = figureParts(figure, box.w - inset, desk.language, 32);
    if (y + height > room) break;
    const end = putFigure(desk, figure, { x: box.x + inset, y, w: box.w - inset }, 32);
    desk.slide.addShape('line', { x: box.x, y, w: 0, h: end - y, line: { color: colours.electronic, width: 2 } });
    y = end + 0.24;
  }
  putSentences(desk, sentences, { ...box, y, h: room - y }, [16, 15, 14, 13, 12, 11, 10, 9]);
}

function putBody(desk: Desk, slide: Slide, found: Found, top: number): void {
  const { language } = desk;
  const sentences = slide.sentences.map((words) => words[language]);
  const figures = slide.figures.flatMap((key) => found.figures.get(key) ?? []);
  const chart = slide.chart === null ? undefined : found.charts.get(slide.chart);
  const drawn = chart && found.tables.get(chart.table);
  const table = slide.table === null ? undefined : found.tables.get(slide.table);
  const all = { x: page.margin, y: top, w: inner, h: body.end - top };
  if (chart && drawn) {
    const isAlone = figures.length === 0 && sentences.length === 0 && !table;
    const width = isAlone ? inner : table ? 6.3 : 8.3;
    putChart(desk, chart, drawn, { ...all, w: width });
    const aside = { x: page.margin + width + gap, y: all.y, w: inner - width - gap, h: all.h };
    if (!table) {
      putAside(desk, figures, sentences, aside);
      return;
    }
    const half = sentences.length > 0 || figures.length > 0 ? aside.h * 0.42 : 0;
    if (half > 0) putAside(desk, figures, sentences, { ...aside, h: half - gap / 2 });
    putTable(desk, table, slide.rowsMax, { ...aside, y: aside.y + half, h: aside.h - half });
    return;
  }
  let y: number = all.y;
  if (table) {
    y = putFigureRow(desk, figures, all, 28);
    if (figures.length > 0) y += gap;
    const room = Math.min(2, (body.end - y) * 0.42);
    const end = putSentences(desk, sentences, { ...all, y, h: room }, [16, 15, 14, 13, 12, 11]);
    const below = end > y ? end + gap * 0.7 : y;
    putTable(desk, table, slide.rowsMax, { ...all, y: below, h: body.end - below });
    return;
  }
  y = putFigureRow(desk, figures, all, 40);
  if (figures.length > 0) y += gap * 1.4;
  putSentences(desk, sentences, { ...all, y, h: body.end - y }, [20, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
}

/** Marks that no reader may miss. */
function warningsOf({ content, seal }: ReportFace, language: Language): string[] {
  return [
    ...(content.sample ? [say(language, 'face.sample')] : []),
    ...(content.closed ? [] : [say(language, 'face.provisional')]),
    ...(seal ? [] : [say(language, 'face.draft')]),
  ].map((text) => text.toLocaleUpperCase(localeOf[language]));
}

type MasterObject = NonNullable<PptxGenJS.SlideMasterProps['objects']>[number];

function warningObjects(warnings: readonly string[], y: number, language: Language): MasterObject[] {
  let end = page.width - page.margin;
  return warnings.map((text) => {
    const w = textWidth(text, 10, true) + 0.26;
    end -= w;
    const box = { x: end, y, w, h: 0.25 };
    end -= 0.12;
    return {
      text: {
        text,
        options: {
          ...box,
          ...written({ size: 10, isBold: true, colour: colours.warnInk }, language),
          fill: { color: colours.warnGround },
          align: 'center',
          valign: 'middle',
          margin: 0,
          objectName: text,
        },
      },
    };
  });
}

const widthOfWarnings = (warnings: readonly string[]): number =>
  warnings.reduce((sum, text) => sum + textWidth(text, 10, true) + 0.38, 0);

/** Number, edition and day of the report, as far as it has them. */
function sealText({ seal }: ReportFace, language: Language): string {
  if (!seal) return say(language, 'face.draft');
  const revision = seal.edition === 1 ? [] : [say(language, 'face.edition-revision', { count: seal.edition - 1 })];
  return [seal.number, ...revision].join(' · ');
}

const layouts = { page: 'TILIK', cover: 'TILIK_COVER' } as const;

function defineLayouts(deck: PptxGenJS, face: ReportFace, language: Language): void {
  const warnings = warningsOf(face, language);
  const { content } = face;
  const headWidth = inner - widthOfWarnings(warnings) - gap;
  const foot = cutToLines(`${sealText(face, language)} · ${monthText(content.month, language)}`, 1, 10, inner - 1.2);
  const small = written({ size: 10, colour: colours.soft }, language);
  const titleHolder = (box: Box, looks: TextLooks): MasterObject => ({
    placeholder: {
      options: {
        name: 'title',
        type: 'title' as PptxGenJS.PLACEHOLDER_TYPE,
        ...box,
        ...written(looks, language),
        align: 'left',
        valign: looks.valign ?? 'top',
        margin: 0,
      },
      text: say(language, 'face.title'),
    },
  });
  deck.defineSlideMaster({
    title: layouts.page,
    background: { color: 'FFFFFF' },
    objects: [
      titleHolder({ x: page.margin, y: title.y, w: inner, h: title.h }, { size: title.sizes[0], isBold: true }),
      {
        text: {
          text: writable(cutToLines(content.office.name, 1, 10, headWidth)),
          options: {
            x: page.margin,
            y: 0.24,
            w: headWidth,
            h: 0.22,
            ...small,
            margin: 0,
            valign: 'middle',
            objectName: say(language, 'face.office'),
          },
        },
      },
      ...warningObjects(warnings, 0.22, language),
      { line: { x: page.margin, y: 7, w: inner, h: 0, line: { color: colours.line, width: 0.75 } } },
      {
        text: {
          text: writable(foot),
          options: {
            x: page.margin,
            y: 7.07,
            w: inner - 1.1,
            h: 0.24,
            ...small,
            margin: 0,
            valign: 'middle',
            objectName: say(language, 'face.number'),
          },
        },
      },
    ],
    slideNumber: {
      x: page.width - page.margin - 1,
      y: 7.07,
      w: 1,
      h: 0.24,
      align: 'right',
      fontFace: font,
      fontSize: 10,
      color: colours.soft,
      margin: 0,
    },
  });
  deck.defineSlideMaster({
    title: layouts.cover,
    background: { color: 'FFFFFF' },
    objects: [
      { rect: { x: 0, y: 0, w: 0.22, h: page.height, fill: { color: colours.electronic } } },
      titleHolder({ x: 0.9, y: 2.3, w: 11.6, h: 1.9 }, { size: 40, isBold: true, valign: 'bottom' }),
      ...warningObjects(warnings, 0.45, language),
    ],
  });
}

function putCover(desk: Desk, slide: Slide, face: ReportFace): void {
  const { content, seal, logo } = face;
  const { language } = desk;
  let x = 0.9;
  const size = logo && pictureSize(logo.bytes);
  if (logo && size) {
    const h = Math.min(1, (2.2 * size.height) / size.width);
    const w = (h * size.width) / size.height;
    desk.slide.addImage({
      data: `${logo.mediaType};base64,${Buffer.from(logo.bytes).toString('base64')}`,
      x,
      y: 0.55,
      w,
      h,
      altText: content.office.name,
      objectName: content.office.name,
    });
    x += w + 0.25;
  }
  const head = content.letterhead.lines.length > 0 ? content.letterhead.lines : [content.office.name];
  const width = page.width - x - page.margin - widthOfWarnings(warningsOf(face, language));
  desk.slide.addText(
    head.slice(0, 5).map((text, at, all) => ({
      text: writable(cutToLines(text, 1, 12, width, true)),
      options: {
        ...written(
          { size: 12, colour: at < 2 ? colours.ink : colours.soft, isBold: at < 2 && all.length > 1 },
          language,
        ),
        breakLine: at < all.length - 1,
      },
    })),
    { x, y: 0.55, w: width, h: 1, margin: 0, valign: 'top', objectName: say(language, 'face.office') },
  );
  putSentences(
    desk,
    slide.sentences.map((words) => words[language]),
    { x: 0.9, y: 4.4, w: 11.6, h: 1.5 },
    [20, 18, 16, 14, 12],
  );
  const facts = [
    content.office.name,
    sealText(face, language),
    ...(seal ? [`${say(language, 'face.approved-on')} ${dayText(seal.approvedOn, language)}`] : []),
  ];
  put(
    desk,
    cutToLines(facts.join(' · '), 2, 12, 11.6),
    { x: 0.9, y: 6.55, w: 11.6, h: 0.45 },
    { size: 12, colour: colours.soft, valign: 'bottom' },
    say(language, 'face.number'),
  );
}

/** A report as a presentation of 16:9, with native charts and speaker notes. */
export async function writeSlides(face: ReportFace, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const { default: Deck } = await import('pptxgenjs');
  const { content, seal } = face;
  const deck: PptxGenJS = new Deck();
  deck.layout = 'LAYOUT_WIDE';
  deck.theme = { headFontFace: font, bodyFontFace: font };
  deck.title = writable(content.title[language]);
  deck.subject = writable(`${content.office.name}, ${monthText(content.month, language)}`);
  deck.author = writable(content.office.name);
  deck.company = writable(content.office.name);
  defineLayouts(deck, face, language);
  const found = foundIn(content.blocks);
  const charts: PartChart[] = [];
  for (const slide of content.slides) {
    const isCover = slide.key === 'title';
    const drawn = deck.addSlide({ masterName: isCover ? layouts.cover : layouts.page });
    const desk: Desk = { slide: drawn, language, charts };
    const width = isCover ? 11.6 : inner;
    const sizes: readonly [number, ...number[]] = isCover ? [40, 36, 32, 28, 24, 20] : title.sizes;
    const height = isCover ? 1.9 : title.h;
    const text = writable(slide.title[language]);
    const size = sizeThatFits(sizes, (points) => linesHeight(lineCount(text, points, width, true), points) <= height);
    const most = Math.max(1, Math.floor(height / linesHeight(1, size)));
    const shown = cutToLines(text, most, size, width, true);
    drawn.addText([{ text: shown, options: { fontSize: size, lang: localeOf[language] } }], { placeholder: 'title' });
    if (isCover) putCover(desk, slide, face);
    else putBody(desk, slide, found, title.y + linesHeight(lineCount(shown, size, width, true), size) + body.gap);
    drawn.addNotes(writable(slide.notes[language]));
  }
  const bytes = (await deck.write({ outputType: 'uint8array', compression: false })) as Uint8Array;
  const parts = mended(partsOf(bytes), {
    language,
    approvedOn: seal?.approvedOn ?? null,
    notes: content.slides.map(({ notes }) => writable(notes[language])),
  });
  const encoder = new TextEncoder();
  for (const [at, chart] of charts.entries()) {
    parts.set(`ppt/charts/chart${at + 1}.xml`, encoder.encode(chartXml(chart)));
    parts.set(`ppt/embeddings/Microsoft_Excel_Worksheet${at + 1}.xlsx`, await chartWorkbook(chart));
  }
  return writeZip(parts);
}

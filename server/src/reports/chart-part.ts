import type { Language } from '@tilik/db/vocabulary';
import { localeOf, writable } from './formats.ts';
import { partsOf, writeZip } from './write-zip.ts';

/*
 * A chart as a part of a presentation, with the workbook that PowerPoint opens when somebody edits it. The library that
 * writes the presentation writes 0 into that workbook where there is no value, knows no intervals, and puts children in
 * an order that the schema (ECMA-376 part 1, 21.2) does not have; so the two parts are written here.
 */

export interface PartSeries {
  readonly name: string;
  /** Null: there is none, and the chart has a gap. */
  readonly values: readonly (number | null)[];
  readonly form: 'column' | 'line';
  readonly colour: string;
  readonly dash: 'solid' | 'dash' | 'sysDot' | 'sysDash';
  readonly symbol: 'circle' | 'diamond' | 'square' | 'triangle' | 'none';
  readonly onSecondAxis: boolean;
  /** Ends of the interval of each value, drawn as a bar through it. */
  readonly interval: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] } | null;
  /** How its values are written. */
  readonly format: string;
  /** Which of its points have their value beside them. */
  readonly labels: 'none' | 'last' | 'all';
}

export interface PartChart {
  readonly language: Language;
  readonly categoryName: string;
  readonly categories: readonly string[];
  readonly series: readonly PartSeries[];
  readonly isStacked: boolean;
  /** Bars lie, the first category on top. */
  readonly isLying: boolean;
  /** Where the plot is within the chart, in fractions of it. */
  readonly plot: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly hasLegend: boolean;
  /** Every so many categories has its name on the axis. */
  readonly labelEvery: number;
  readonly font: string;
  readonly ink: string;
  readonly softInk: string;
  readonly lineColour: string;
}

const escaped = (text: string): string => writable(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const columnName = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${columnName(Math.floor(at / 26) - 1)}${columnName(at % 26)}`;

/** What stands in which column of the chart's workbook: categories, series, then how far each interval reaches. */
function columnsOf({ series }: PartChart) {
  let next = 1 + series.length;
  return series.map((one, at) => {
    const reach = one.interval ? { above: columnName(next), below: columnName(next + 1) } : null;
    if (one.interval) next += 2;
    return { value: columnName(1 + at), reach };
  });
}

// Differences of two decimals are told to the digit that they have.
const rounded = (value: number): number => Number(value.toPrecision(12));

const reachOf = (from: readonly (number | null)[], to: readonly (number | null)[]): (number | null)[] =>
  from.map((value, at) => {
    const end = to[at];
    return value === null || end === null || end === undefined ? null : Math.max(0, rounded(end - value));
  });

const reachAbove = ({ values, interval }: PartSeries) => (interval ? reachOf(values, interval.high) : []);
const reachBelow = ({ values, interval }: PartSeries) => (interval ? reachOf(interval.low, values) : []);

const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;

const line = (colour: string, points: number, dash = 'solid'): string =>
  `<a:ln w="${Math.round(points * 12_700)}" cap="flat">${solid(colour)}<a:prstDash val="${dash}"/><a:round/></a:ln>`;
const noLine = '<a:ln><a:noFill/></a:ln>';

function textLooks({ font, language }: PartChart, points: number, colour: string, isBold = false, turn = 0): string {
  return `<c:txPr><a:bodyPr rot="${turn}" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${points * 100}" b="${isBold ? 1 : 0}">${solid(colour)}<a:latin typeface="${font}"/></a:defRPr></a:pPr><a:endParaRPr lang="${localeOf[language]}"/></a:p></c:txPr>`;
}

function numbers(range: string, values: readonly (number | null)[], format: string): string {
  const points = values.map((value, at) => (value === null ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`));
  return `<c:numRef><c:f>Sheet1!${range}</c:f><c:numCache><c:formatCode>${escaped(format)}</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numCache></c:numRef>`;
}

function strings(range: string, values: readonly string[]): string {
  const points = values.map((value, at) => `<c:pt idx="${at}"><c:v>${escaped(value)}</c:v></c:pt>`);
  return `<c:strRef><c:f>Sheet1!${range}</c:f><c:strCache><c:ptCount val="${values.length}"/>${points.join('')}</c:strCache></c:strRef>`;
}

const shown = (value: boolean): string =>
  `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;

function labelsOf(chart: PartChart, { labels, values, format, form }: PartSeries): string {
  const looks = (position: string) =>
    `<c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/><c:spPr><a:noFill/>${noLine}</c:spPr>${textLooks(chart, 11, chart.ink, true)}<c:dLblPos val="${position}"/>${shown(true)}`;
  if (labels === 'all')
    return `<c:dLbls>${looks(chart.isStacked ? 'ctr' : form === 'line' ? 't' : 'outEnd')}</c:dLbls>`;
  const last = values.findLastIndex((value) => value !== null);
  if (labels === 'none' || last < 0) return `<c:dLbls>${shown(false)}</c:dLbls>`;
  return `<c:dLbls><c:dLbl><c:idx val="${last}"/>${looks(form === 'line' ? 't' : 'outEnd')}</c:dLbl>${shown(false)}</c:dLbls>`;
}

function seriesXml(chart: PartChart, one: PartSeries, at: number): string {
  const { value, reach } = columnsOf(chart)[at] ?? { value: 'B', reach: null };
  const end = chart.categories.length + 1;
  const range = (column: string) => `$${column}$2:$${column}$${end}`;
  const isLine = one.form === 'line';
  const looks = isLine ? line(one.colour, 2.25, one.dash) : `${solid(one.colour)}${noLine}`;
  const marker = isLine
    ? `<c:marker><c:symbol val="${one.symbol}"/>${one.symbol === 'none' ? '' : `<c:size val="6"/><c:spPr>${solid(one.colour)}${line(one.colour, 0.75)}</c:spPr>`}</c:marker>`
    : '<c:invertIfNegative val="0"/>';
  const errors = reach
    ? `<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>${numbers(range(reach.above), reachAbove(one), one.format)}</c:plus><c:minus>${numbers(range(reach.below), reachBelow(one), one.format)}</c:minus><c:spPr>${line(one.colour, 1)}</c:spPr></c:errBars>`
    : '';
  return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx>${strings(`$${value}$1`, [one.name])}</c:tx><c:spPr>${looks}</c:spPr>${marker}${labelsOf(chart, one)}${errors}<c:cat>${strings(range('A'), chart.categories)}</c:cat><c:val>${numbers(range(value), one.values, one.format)}</c:val>${isLine ? '<c:smooth val="0"/>' : ''}</c:ser>`;
}

const axisIds = { category: 111_111_111, value: 111_111_112, otherCategory: 111_111_113, otherValue: 111_111_114 };

function groupXml(chart: PartChart, form: PartSeries['form'], onSecondAxis: boolean): string {
  const members = chart.series.flatMap((one, at) =>
    one.form === form && one.onSecondAxis === onSecondAxis ? [seriesXml(chart, one, at)] : [],
  );
  if (members.length === 0) return '';
  const axes = onSecondAxis ? [axisIds.otherCategory, axisIds.otherValue] : [axisIds.category, axisIds.value];
  const ids = axes.map((id) => `<c:axId val="${id}"/>`).join('');
  if (form === 'line') {
    return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${members.join('')}<c:marker val="1"/>${ids}</c:lineChart>`;
  }
  const grouping = chart.isStacked ? 'stacked' : 'clustered';
  return `<c:barChart><c:barDir val="${chart.isLying ? 'bar' : 'col'}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${members.join('')}<c:gapWidth val="${chart.isLying ? 45 : 55}"/><c:overlap val="${chart.isStacked ? 100 : -5}"/>${ids}</c:barChart>`;
}

/** Axes of counts begin at zero, and so do those of shares. */
function scalingOf(members: readonly PartSeries[]): string {
  const lowest = Math.min(0, ...members.flatMap(({ values }) => values.filter((value) => value !== null)));
  return `<c:scaling><c:orientation val="minMax"/>${lowest < 0 ? '' : '<c:min val="0"/>'}</c:scaling>`;
}

function axesXml(chart: PartChart): string {
  const { isLying, series, softInk, lineColour } = chart;
  const text = textLooks(chart, 11, softInk);
  // Not turned. LibreOffice knows no `tickLblSkip` and breaks names letter by letter where the turn is none at all;
  // at the sixty-thousandth of a degree it leaves out those that have no room.
  const categoryText = textLooks(chart, 11, softInk, false, chart.labelEvery > 1 ? 1 : 0);
  const category = (id: number, crossed: number, isHidden: boolean) =>
    `<c:catAx><c:axId val="${id}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="${isHidden ? 1 : 0}"/><c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>${line(lineColour, 1)}</c:spPr>${categoryText}<c:crossAx val="${crossed}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${chart.labelEvery > 1 ? `<c:tickLblSkip val="${chart.labelEvery}"/>` : ''}<c:noMultiLvlLbl val="1"/></c:catAx>`;
  const value = (id: number, crossed: number, isSecond: boolean) => {
    const members = series.filter(({ onSecondAxis }) => onSecondAxis === isSecond);
    const grid =
      isSecond || isLying ? '' : `<c:majorGridlines><c:spPr>${line(lineColour, 0.75)}</c:spPr></c:majorGridlines>`;
    const format = members[0]?.format ?? 'General';
    // Ticks of an axis need no tenths of a per cent.
    const onAxis = format === '0.0%' ? '0%' : format;
    return `<c:valAx><c:axId val="${id}"/>${scalingOf(members)}<c:delete val="${isLying ? 1 : 0}"/><c:axPos val="${isLying ? 'b' : isSecond ? 'r' : 'l'}"/>${grid}<c:numFmt formatCode="${escaped(onAxis)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>${noLine}</c:spPr>${text}<c:crossAx val="${crossed}"/><c:crosses val="${isSecond ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/></c:valAx>`;
  };
  const first = `${category(axisIds.category, axisIds.value, false)}${value(axisIds.value, axisIds.category, false)}`;
  if (!series.some(({ onSecondAxis }) => onSecondAxis)) return first;
  return `${first}${value(axisIds.otherValue, axisIds.otherCategory, true)}${category(axisIds.otherCategory, axisIds.otherValue, true)}`;
}

/** `ppt/charts/chart….xml`. Where there is no value there is no point, and nothing bridges it. */
export function chartXml(chart: PartChart): string {
  const { plot, language } = chart;
  const groups = [
    groupXml(chart, 'column', false),
    groupXml(chart, 'line', false),
    groupXml(chart, 'column', true),
    groupXml(chart, 'line', true),
  ].join('');
  const layout = `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${rounded(plot.x)}"/><c:y val="${rounded(plot.y)}"/><c:w val="${rounded(plot.w)}"/><c:h val="${rounded(plot.h)}"/></c:manualLayout></c:layout>`;
  const legend = chart.hasLegend
    ? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textLooks(chart, 11, chart.ink)}</c:legend>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="${localeOf[language]}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${layout}${groups}${axesXml(chart)}<c:spPr><a:noFill/>${noLine}</c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/>${noLine}</c:spPr>${textLooks(chart, 11, chart.ink)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}

/** The workbook behind a chart: what is missing is an empty cell, which the chart shows as a gap. */
export async function chartWorkbook(chart: PartChart): Promise<Uint8Array> {
  const { default: writeExcel } = await import('write-excel-file/node');
  const text = (value: string) => ({ value: writable(value), type: String, format: '@' });
  const number = (value: number | null | undefined, format: string) =>
    value === null || value === undefined ? null : { value, type: Number, format };
  const reaches = chart.series.flatMap((one) =>
    one.interval
      ? [
          { name: `${one.name} +`, values: reachAbove(one), format: one.format },
          { name: `${one.name} −`, values: reachBelow(one), format: one.format },
        ]
      : [],
  );
  const columns = [...chart.series, ...reaches];
  const buffer = await writeExcel(
    [
      [text(chart.categoryName), ...columns.map(({ name }) => text(name))],
      ...chart.categories.map((category, at) => [
        text(category),
        ...columns.map(({ values, format }) => number(values[at], format)),
      ]),
    ],
    { sheet: 'Sheet1', columns: [{ width: 24 }, ...columns.map(() => ({ width: 18 }))] },
  ).toBuffer();
  return writeZip(partsOf(new Uint8Array(buffer)));
}

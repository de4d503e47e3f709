import type { Cell, Chart, Column, ColumnKind, Language, Row, Series, Table } from '@tilik/server/client';
import { placeMarks } from '../../ui/marks.ts';
import { formatCategory } from './format-cell.ts';

/** A series with its values in the order of the categories; null is a gap, never zero. */
export interface DrawnSeries {
  readonly series: Series;
  readonly column: Column;
  readonly values: readonly (number | null)[];
  /** The same as they stand in the table, with why there is none. */
  readonly cells: readonly Cell[];
  /** Ends of the interval of each value. */
  readonly ranges: readonly (readonly [number, number] | null)[];
}

/** What is drawn of a table. */
export interface Drawn {
  readonly categories: readonly string[];
  readonly kind: ColumnKind;
  /** The categories as they stand in the table. */
  readonly keys: readonly string[];
  readonly primary: readonly DrawnSeries[];
  readonly secondary: readonly DrawnSeries[];
  /** Rows that do not fit. */
  readonly left: number;
}

/** More bars than this are no picture any more; the table has them all. */
const barsMax = 20;

const numberIn = (row: Row, key: string | undefined): number | null => {
  const cell = key === undefined ? undefined : row.cells[key];
  return typeof cell === 'number' ? cell : null;
};

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');

/** The rows and columns of a table that a chart draws. */
export function drawnOf(chart: Chart, table: Table, language: Language): Drawn {
  const column = (key: string) => table.columns.find((each) => each.key === key);
  const kind = column(chart.category)?.kind ?? 'text';
  const rows = chart.form === 'bars' ? table.rows.slice(0, barsMax) : table.rows;
  const all = chart.series.flatMap((series): DrawnSeries[] => {
    const own = column(series.column);
    if (!own) return [];
    const values = rows.map((row) => numberIn(row, series.column));
    if (values.every((value) => value === null)) return [];
    const ranges = rows.map((row) => {
      const low = numberIn(row, series.band?.low);
      const high = numberIn(row, series.band?.high);
      return low === null || high === null ? null : ([low, high] as const);
    });
    const cells = rows.map((row): Cell => row.cells[series.column] ?? { missing: 'not-reported' });
    return [{ series, column: own, values, cells, ranges }];
  });
  return {
    categories: rows.map((row) => formatCategory(row.cells[chart.category] ?? '', kind, language)),
    kind,
    keys: rows.map((row) => textOf(row.cells[chart.category])),
    primary: all.filter(({ series }) => series.secondAxis !== true),
    secondary: all.filter(({ series }) => series.secondAxis === true),
    left: table.rows.length - rows.length,
  };
}

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly ticks: readonly number[];
}

/** An axis with zero on it and round numbers beyond the values. A share ends at all of it. */
export function axisFor(values: readonly number[], isShare: boolean, lines = 4): Axis {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  if (highest === lowest) return { low: 0, high: 1, step: 1, ticks: [0, 1] };
  const raw = (highest - lowest) / lines;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw - 1e-12) ?? 10) * power;
  const first = Math.floor(lowest / step + 1e-9);
  const end = Math.ceil(highest / step - 1e-9);
  const last = isShare && highest <= 1 ? Math.min(end, Math.max(1, Math.floor(1 / step + 1e-9))) : end;
  const tooLow = isShare && highest <= 1 && last * step < highest;
  const ticks = Array.from({ length: (tooLow ? end : last) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, step, ticks };
}

/** All that an axis has to reach: values, ends of intervals, and whole stacks. */
export function reachOf(series: readonly DrawnSeries[], isStacked: boolean): number[] {
  const ends = series.flatMap(({ ranges }) => ranges.flatMap((range) => range ?? []));
  if (!isStacked) return [...ends, ...series.flatMap(({ values }) => values.filter((value) => value !== null))];
  const count = series[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
}

/** Neighbouring places that have a value: a line is drawn within a run and never from one to the next. */
export function runsOf<Value>(values: readonly (Value | null)[]): (readonly number[])[] {
  const runs: number[][] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const run = runs.at(-1);
    if (run && run.at(-1) === at - 1) run.push(at);
    else runs.push([at]);
  }
  return runs;
}

/** Words on as few lines of so many letters as hold them, at most so many lines; the last one tells what is cut. */
export function wrapped(text: string, letters: number, linesMax: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, linesMax);
  return kept.map((line, at) => {
    const goesOn = at === kept.length - 1 && lines.length > linesMax;
    if (line.length <= letters && !goesOn) return line;
    return `${line.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
  });
}

/** Rows of names above a plot; what would need more is told below the chart. */
const lanesMax = 5;
const nameMax = 34;

export interface ChartMark {
  readonly kind: 'campaign' | 'event' | 'launch';
  readonly first: number;
  readonly last: number;
  readonly lane: number;
  /** As it is written on the chart; cut where it is long. */
  readonly name: string;
}

/** The marks of a chart on its axis of months, and those whose whole names it has no room for. */
export function marksOf(
  chart: Chart,
  { kind, keys }: Pick<Drawn, 'kind' | 'keys'>,
  periodWidth: number,
  letterWidth: number,
  language: Language,
): { readonly marks: readonly ChartMark[]; readonly lanes: number; readonly told: readonly string[] } {
  if (kind !== 'month') return { marks: [], lanes: 0, told: [] };
  const given = chart.marks.map((mark, index) => {
    const whole = mark.label[language];
    const name = whole.length > nameMax ? `${whole.slice(0, nameMax - 1).trimEnd()}…` : whole;
    return { id: String(index), name, whole, kind: mark.kind, startsOn: mark.from, endsOn: mark.to };
  });
  const placed = placeMarks(
    given,
    keys.map((key) => ({ from: key, to: key })),
    (name) => (name.length * letterWidth + 8) / Math.max(1, periodWidth),
  );
  const drawn = placed.filter(({ lane }) => lane < lanesMax);
  const told = placed.filter(({ lane, name, whole }) => lane >= lanesMax || name !== whole).map(({ whole }) => whole);
  return {
    marks: drawn.map(({ kind, first, last, lane, name }) => ({ kind, first, last, lane, name })),
    lanes: Math.max(0, ...drawn.map(({ lane }) => lane + 1)),
    told,
  };
}

import { addDays, addMonths, type Day, type Span } from '../../day.ts';
import { numericDateOf, type Period, plainName, type Read } from '../cells.ts';
import { type ColumnOrder, orderQuestions } from '../day-order.ts';
import type { Row, Sheet } from '../decode.ts';
import { type Context, type Recognition, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import {
  compactDay,
  firstDayQuestion,
  isWord,
  readNthDay,
  readWebPeriod,
  type WebMetric,
  webColumnOrder,
  webOutcome,
} from './web-days.ts';

/** What the first column of a table counts. */
type Key = 'nth-day' | 'day' | 'month';

/** The columns that one of Google's products writes, by every name they go by. */
export interface GoogleNames {
  readonly keys: Readonly<Partial<Record<Key, readonly string[]>>>;
  /** Names of a metric in the order in which they are preferred where a table has more than one. */
  readonly metrics: Readonly<Record<WebMetric, readonly string[]>>;
}

/** A table of a report while its rows go by. */
interface Table {
  /** Place among the tables of the file. */
  readonly index: number;
  /** Lines with `#` above it. */
  readonly notes: readonly string[];
  readonly header: Row;
}

/** A table with what is told by all of its rows. */
export interface KnownTable extends Table {
  readonly names: readonly string[];
  readonly span: Partial<Span>;
  readonly key: { readonly kind: Key; readonly column: number } | undefined;
  /** Metrics that no table before it gives, each with its column. */
  readonly metrics: ReadonlyMap<WebMetric, number>;
  /** Metrics of it that a table before it gives. */
  readonly repeats: boolean;
  /** Its rows are parted by more than the day. */
  readonly isBroken: boolean;
  readonly days: readonly string[];
}

const totals = new Set(['grand total', 'total', 'totals', 'total keseluruhan', 'jumlah total', 'total akhir']);

const isTotal = (row: Row, keyColumn: number): boolean =>
  (row.cells[keyColumn] ?? '').trim() === '' || row.cells.some((cell) => totals.has(plainName(cell)));

/** A line of notes. A page may be called `#1`, so that a row of a table with its figures is none. */
function isNote(row: Row, table: Table | undefined): boolean {
  const [first = '', ...others] = row.cells;
  if (!first.trim().startsWith('#')) return false;
  const isFull = table !== undefined && row.cells.length === table.header.cells.length;
  return !(isFull && others.length > 0 && others.every((cell) => /\d/.test(cell)));
}

/** A row that goes on with a table in spite of a blank line before it: it gives figures, and a header gives words. */
function goesOn({ cells: [first = '', ...others] }: Row): boolean {
  const filled = others.filter((cell) => cell.trim() !== '');
  if (!filled.some((cell) => /\d/.test(cell))) return false;
  return (
    filled.every((cell) => !isWord(cell)) ||
    /^(?:\d{4}|\d{8})$/.test(first.trim()) ||
    numericDateOf(first) !== undefined
  );
}

/**
 * The tables of a report and their rows in the order of the file: lines of notes, a header, rows, and a blank line
 * before the next. A table is told once without a row, so that an empty one is known too.
 */
function* tableRows(rows: Iterable<Row>): Iterable<{ readonly table: Table; readonly row?: Row }> {
  let table: Table | undefined;
  let notes: string[] = [];
  let count = 0;
  let isParted = true;
  for (const row of rows) {
    if (isBlank(row)) {
      isParted = true;
    } else if (isNote(row, isParted ? undefined : table)) {
      // A title with a comma in it was cut there.
      notes.push(
        row.cells
          .join(',')
          .replace(/(?<![,;\s])[,;\s]+$/, '')
          .replace(/^\uFEFF?\s*#\s*/, ''),
      );
      table = undefined;
    } else if (table && (!isParted || goesOn(row))) {
      isParted = false;
      yield { table, row };
    } else {
      table = { index: count, notes, header: row };
      notes = [];
      count += 1;
      isParted = false;
      yield { table };
    }
  }
}

/** Every table of a sheet with what its rows tell of it. */
export function googleTables(sheet: Sheet, names: GoogleNames): KnownTable[] {
  const found: { table: Table; key: KnownTable['key']; days: string[]; words: Map<number, number> }[] = [];
  for (const { table, row } of tableRows(sheet.rows())) {
    if (!row) {
      found.push({ table, key: keyColumn(table.header, names), days: [], words: new Map() });
      continue;
    }
    const { key, days, words } = found[table.index] ?? {};
    if (!key || isTotal(row, key.column)) continue;
    days?.push((row.cells[key.column] ?? '').trim());
    for (const [column, cell] of row.cells.entries()) {
      if (column !== key.column && isWord(cell)) words?.set(column, (words.get(column) ?? 0) + 1);
    }
  }
  const given = new Set<WebMetric>();
  let span: Partial<Span> = {};
  return found.map(({ table, key, days, words }) => {
    span = spanOf(table.notes) ?? span;
    const headers = table.header.cells.map(plainName);
    const columns = new Map<WebMetric, number>();
    for (const metric of Object.keys(names.metrics) as WebMetric[]) {
      const column = columnOf(headers, names.metrics[metric]);
      if (column !== undefined) columns.set(metric, column);
    }
    const known = [...columns.values()];
    const isBroken =
      headers.some((header) => dimensions.has(header)) ||
      // A metric that stands twice is of two segments or two spans.
      known.some((column) => headers.indexOf(headers[column] ?? '') !== headers.lastIndexOf(headers[column] ?? '')) ||
      [...words].some(([column, count]) => !known.includes(column) && count * 2 > days.length) ||
      (days.length > 2 && new Set(days).size * 2 <= days.length);
    const gives = key && !isBroken && days.length > 0 ? [...columns] : [];
    const metrics = new Map(gives.filter(([metric]) => !given.has(metric)));
    for (const metric of metrics.keys()) given.add(metric);
    return {
      ...table,
      names: table.header.cells.map((cell) => cell.replace(/^\uFEFF/, '').trim()),
      span,
      key,
      metrics,
      repeats: metrics.size < gives.length,
      isBroken,
      days,
    };
  });
}

/** Dimensions that are written as numbers and part a day all the same. */
const dimensions = new Set(['hour', 'jam', 'hour index', 'nth hour', 'jam ke n', 'minute', 'menit']);

const columnOf = (headers: readonly string[], wanted: readonly string[]): number | undefined =>
  wanted.map((name) => headers.indexOf(plainName(name))).find((column) => column >= 0);

function keyColumn(header: Row, names: GoogleNames): KnownTable['key'] {
  const headers = header.cells.map(plainName);
  for (const kind of Object.keys(names.keys) as Key[]) {
    const column = columnOf(headers, names.keys[kind] ?? []);
    if (column !== undefined) return { kind, column };
  }
  return undefined;
}

/** The span that notes name: `Start date: 20250101` and its end in any language, or `20250101-20250131`. */
export function spanOf(notes: readonly string[]): Partial<Span> | undefined {
  const days = notes.flatMap((note) => {
    const [, whole, from, to] = /^(?:[^:]+:\s*(\d{8})|(\d{8})\s*-\s*(\d{8}))$/.exec(note) ?? [];
    return [whole, from, to].flatMap((text) => (text === undefined ? [] : [compactDay(text)]));
  });
  const [from, to] = days;
  return from === undefined ? undefined : { from, ...(to === undefined ? {} : { to }) };
}

const short = (names: readonly string[]): string => names.slice(0, 2).join(': ');

/** What a format makes of the tables of a report. */
export function googleRecognition(
  sheet: Sheet,
  tables: readonly KnownTable[],
  { confidence, account }: { readonly confidence: number; readonly account: string | undefined },
): Recognition {
  const read = tables.filter(({ metrics }) => metrics.size > 0);
  const orders = new Map(read.map(({ index, days, span }) => [index, webColumnOrder(days, span)]));
  const asksFirstDay = read.some(({ key, span }) => key?.kind === 'nth-day' && span.from === undefined);
  return {
    confidence,
    account,
    questions: [...(asksFirstDay ? [firstDayQuestion] : []), ...[...orders.values()].flatMap(orderQuestions)],
    ignoredAre: 'passed-over',
    ignored: tables.flatMap(({ metrics, key, names: written }) =>
      metrics.size === 0
        ? [short(written)]
        : written.filter(
            (name, column) => name !== '' && column !== key?.column && ![...metrics.values()].includes(column),
          ),
    ),
    *read(context): Iterable<RowOutcome> {
      for (const { table, row } of tableRows(sheet.rows())) {
        const known = tables[table.index];
        if (row && known) yield outcomeOf(known, row, context);
      }
    },
  };

  function outcomeOf(table: KnownTable, row: Row, context: Context): RowOutcome {
    const { line, original, cells } = row;
    const skipped = (reason: string): RowOutcome => ({ kind: 'skipped', line, original, reason });
    const { key, metrics, span } = table;
    if (key === undefined) return skipped('no-day');
    if (isTotal(row, key.column)) return skipped('total-row');
    if (table.isBroken) return skipped('broken-down');
    if (metrics.size === 0) return skipped(table.repeats ? 'repeated-table' : 'unknown-section');
    const reader = new RowReader();
    const label = (column: number) => table.names[column] ?? '';
    if (cells.slice(table.header.cells.length).some((cell) => cell.trim() !== '')) {
      reader.take(label(cells.length - 1), { ok: false, reason: 'too-many-cells' });
    }
    const order = orders.get(table.index) ?? webColumnOrder([]);
    const text = cells[key.column] ?? '';
    const period = reader.take(label(key.column), readKey(key.kind, text, span, order, context));
    if (period?.grain === 'month' && isCut(period.periodOn, span)) return skipped('part-of-month');
    return webOutcome(
      row,
      reader,
      period,
      [...metrics].map(([metric, column]) => ({ metric, label: label(column), text: cells[column] ?? '' })),
      context,
    );
  }
}

function readKey(kind: Key, text: string, span: Partial<Span>, order: ColumnOrder, context: Context): Read<Period> {
  if (kind !== 'nth-day') return readWebPeriod(text, context.today, order, context.dayOrder);
  const first = span.from ?? context.firstDay;
  return first === undefined ? { ok: false, reason: 'missing' } : readNthDay(text, first, context.today);
}

/** Whether a report begins or ends within a month, so that its figure for it is of a part only. */
const isCut = (month: Day, span: Partial<Span>): boolean =>
  (span.from ?? month) > month || (span.to ?? '9999-12-31') < addDays(addMonths(month, 1), -1);

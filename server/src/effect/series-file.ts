import { type EventKind, eventKinds } from '@tilik/db/vocabulary';
import { type Day, dayOf, daysBetween, isDay, periodOf, periodsOf, type Span } from '../day.ts';
import { csvRows } from '../ingest/csv-rows.ts';
import type { CoEvent, Covariate, PeriodFigures } from './input.ts';
import type { EffectGrain, Estimand, Refusal } from './result.ts';

/** A series of a researcher's file, ready to be judged. */
export interface FileSeries {
  readonly name: string;
  readonly grain: EffectGrain;
  readonly figures: readonly PeriodFigures[];
  readonly covariates: readonly Covariate[];
  readonly troubles: readonly Refusal[];
}

/** A file that is no table of a series at all. */
export class SeriesFileError extends Error {}

const own = ['on', 'electronic', 'ordinary', 'value', 'open_days'] as const;
const openDaysOf = { week: 5, month: 21 } as const;
/** What R and spreadsheets write where there is nothing. */
const nothing = new Set(['', 'NA']);

interface Line {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Rows of a delimited text by their header. */
function linesOf(text: string): { readonly header: readonly string[]; readonly lines: readonly Line[] } {
  const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const first = clean.slice(0, clean.indexOf('\n') === -1 ? undefined : clean.indexOf('\n'));
  const delimiter = [',', ';', '\t'].reduce((best, each) =>
    first.split(each).length > first.split(best).length ? each : best,
  );
  const rows = [...csvRows([clean], delimiter, 1)].filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const header = (rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const lines = rows.slice(1).map(({ line, cells }) => ({
    line,
    cells: new Map(header.map((name, column) => [name, (cells[column] ?? '').trim()])),
  }));
  return { header, lines };
}

/**
 * Reads a file with a column `on` (days, Mondays of ISO weeks, or months) and `electronic`, optionally `ordinary`,
 * `open_days`, `value`, and any further columns as covariates. Days are added up to ISO weeks; rows may come in any
 * order; periods that are not in the file, and cells that are empty or NA, are missing, not zero.
 */
export function readSeriesFile(text: string, name: string, estimand: Estimand, by?: string): FileSeries[] {
  const { header, lines } = linesOf(text);
  const needed =
    estimand === 'value'
      ? ['on', 'value']
      : estimand === 'share'
        ? ['on', 'electronic', 'ordinary']
        : ['on', 'electronic'];
  const absent = [...needed, ...(by === undefined ? [] : [by.toLowerCase()])].filter(
    (column) => !header.includes(column),
  );
  if (absent.length > 0) throw new SeriesFileError(`no column ${absent.join(', ')} in ${name}`);
  if (lines.length === 0) throw new SeriesFileError(`no rows in ${name}`);
  const byColumn = by?.toLowerCase();
  const others = header.filter(
    (column) => column !== '' && !own.includes(column as (typeof own)[number]) && column !== byColumn,
  );
  const series = Map.groupBy(lines, ({ cells }) => (byColumn === undefined ? name : (cells.get(byColumn) ?? '')));
  return [...series].map(([each, rows]) => seriesOf(each, rows, others));
}

function seriesOf(name: string, rows: readonly Line[], others: readonly string[]): FileSeries {
  const troubles: Refusal[] = [];
  const dated = rows.flatMap((row) => {
    const on = dayOfText(row.cells.get('on') ?? '');
    if (on !== undefined) return [{ ...row, on }];
    troubles.push({ rule: 'unreadable-value', subject: `on: ${row.cells.get('on') ?? ''}`, found: row.line });
    return [];
  });
  const days = [...new Set(dated.map(({ on }) => on))].sort();
  const grainOfRows = grainOf(
    dated.map(({ cells }) => cells.get('on') ?? ''),
    days,
  );
  const grain: EffectGrain = grainOfRows === 'month' ? 'month' : 'week';
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return { name, grain, figures: [], covariates: [], troubles };
  const byPeriod = Map.groupBy(dated, ({ on }) => (grainOfRows === 'day' ? on : periodOf(on, grain).from));
  for (const [on, same] of byPeriod) {
    if (same.length > 1) troubles.push({ rule: 'duplicate-period', subject: on, found: same.length });
  }
  const isCount = new Set(['electronic', 'ordinary', 'open_days']);
  const blamed = new Set<string>();
  const read = (row: Line, column: string): number | null => {
    const text = row.cells.get(column) ?? '';
    if (nothing.has(text)) return null;
    const value = Number(text);
    if (Number.isFinite(value) && !(isCount.has(column) && value < 0)) return value;
    // One trouble a column says it; a hundred would hide the rest.
    if (!blamed.has(column))
      troubles.push({ rule: 'unreadable-value', subject: `${column}: ${text}`, found: row.line });
    blamed.add(column);
    return null;
  };
  const rowsOf = Map.groupBy(
    [...byPeriod.values()].flatMap((same) => same.slice(0, 1)),
    ({ on }) => periodOf(on, grain).from,
  );
  const hasOpenDays = rows.some(({ cells }) => cells.has('open_days'));
  const periods = periodsOf({ from: first, to: last }, grain);
  const figures = periods.map((period): PeriodFigures => {
    const inside = rowsOf.get(period.from) ?? [];
    const given = (column: string) =>
      inside.map((row) => ({ value: read(row, column), open: hasOpenDays ? read(row, 'open_days') : null }));
    if (grainOfRows !== 'day') {
      const row = inside[0];
      const only = (column: string) => (row ? read(row, column) : null);
      return {
        period,
        openDays: hasOpenDays ? (only('open_days') ?? 0) : openDaysOf[grain],
        electronic: only('electronic'),
        ordinary: only('ordinary'),
        value: only('value'),
      };
    }
    const isReported = ({ value, open }: { value: number | null; open: number | null }) =>
      value !== null && (open === null || open > 0);
    const sum = (column: string) => {
      const open = given(column).filter(isReported);
      return open.length === 0 ? null : open.reduce((total, { value }) => total + (value ?? 0), 0);
    };
    const values = given('value').filter(isReported);
    const counted = given('electronic').filter(isReported).length || values.length;
    return {
      period,
      openDays: counted,
      electronic: sum('electronic'),
      ordinary: sum('ordinary'),
      value: values.length === 0 ? null : values.reduce((total, { value }) => total + (value ?? 0), 0) / values.length,
    };
  });
  const covariates = others.map(
    (column): Covariate => ({
      name: column,
      isOffice: false,
      values: periods.map(({ from }) => {
        const known = (rowsOf.get(from) ?? []).flatMap((row) => read(row, column) ?? []);
        return known.length === 0 ? null : known.reduce((total, each) => total + each, 0) / known.length;
      }),
    }),
  );
  return { name, grain, figures, covariates, troubles };
}

/** `2024-03-04`, `2024-03`, `2024-W10`; undefined for anything else. */
function dayOfText(text: string): Day | undefined {
  if (isDay(text)) return text;
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month) return dayOf(Number(month[1]), Number(month[2]), 1);
  const week = /^(\d{4})-?W(\d{2})$/.exec(text);
  if (!week) return undefined;
  // The fourth of January lies in the first ISO week.
  const fourth = dayOf(Number(week[1]), 1, 4);
  if (fourth === undefined) return undefined;
  const monday = periodOf(fourth, 'week').from;
  return dayAfter(monday, (Number(week[2]) - 1) * 7);
}

const dayAfter = (day: Day, count: number): Day => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
};

/** Months where all are firsts of one, weeks where all are weeks apart, days otherwise. */
function grainOf(texts: readonly string[], days: readonly Day[]): 'day' | 'week' | 'month' {
  if (texts.every((text) => /^\d{4}-\d{2}$/.test(text))) return 'month';
  if (days.length > 1 && days.every((day) => day.endsWith('-01'))) return 'month';
  const first = days[0] ?? '';
  return days.length > 1 && days.every((day) => daysBetween(first, day) % 7 === 0) ? 'week' : 'day';
}

const headers = {
  id: ['event', 'peristiwa', 'id'],
  name: ['name', 'nama'],
  kind: ['kind', 'jenis'],
  from: ['starts', 'mulai', 'start', 'from', 'on'],
  to: ['ends', 'selesai', 'end', 'to'],
  confounds: ['confounds', 'mengganggu'],
} as const;

/** Reads a table of events: `name`, `kind`, `starts`, `ends`, `confounds`, as Tilik's own template has them. */
export function readEventsFile(text: string, name: string): CoEvent[] {
  const { header, lines } = linesOf(text);
  const column = (names: readonly string[]) => names.find((each) => header.includes(each));
  const at = {
    id: column(headers.id),
    name: column(headers.name),
    kind: column(headers.kind),
    from: column(headers.from),
    to: column(headers.to),
    confounds: column(headers.confounds),
  };
  if (at.from === undefined) throw new SeriesFileError(`no column starts in ${name}`);
  return lines.map(({ line, cells }, index): CoEvent => {
    const cell = (key: keyof typeof at) => cells.get(at[key] ?? '') ?? '';
    const from = dayOfText(cell('from'));
    const to = nothing.has(cell('to')) ? null : dayOfText(cell('to'));
    if (from === undefined || to === undefined) throw new SeriesFileError(`no date in line ${line} of ${name}`);
    const kind = kindOf(cell('kind'));
    const id = cell('id') || cell('name') || `event-${index + 1}`;
    const says = cell('confounds').toLowerCase();
    return {
      id,
      name: cell('name') || id,
      kind,
      from,
      // A holiday without an end is that one day; anything else without one lasts.
      to: to ?? (kind === 'holiday' ? from : null),
      confounds: says === '' ? kind !== 'holiday' : ['yes', 'ya', 'true', '1'].includes(says),
    };
  });
}

function kindOf(text: string): EventKind {
  const known = Object.entries(eventKinds).find(([code, { label }]) =>
    [code, label.id.toLowerCase(), label.en.toLowerCase()].includes(text.toLowerCase()),
  );
  return (known?.[0] as EventKind | undefined) ?? 'other';
}

/** The span between two days of the command line. */
export function spanOf(from: string, to: string): Span {
  if (!isDay(from) || !isDay(to)) throw new SeriesFileError('--start and --end are days: YYYY-MM-DD');
  if (from > to) throw new SeriesFileError('--start lies after --end');
  return { from, to };
}

import { indicators, type Language } from '@tilik/server/client';
import type { Fields, GivenRow, RecordRow } from '../records/queries.ts';
import { readTarget, targetText } from './input.ts';
import { monthsOf } from './months.ts';
import { unitOf } from './wording.ts';

/** A row of the grid: an indicator of the office, or a metric of a channel or of all channels. */
export interface GridRow {
  readonly indicator: string;
  readonly channel: string | null;
}

/** What stands in a cell unsaved, and what it was when it was first touched. */
export interface Draft {
  readonly text: string;
  readonly was: number | null;
}
export type Drafts = Readonly<Record<string, Draft>>;

export const cellKey = ({ indicator, channel }: GridRow, month: string): string =>
  `${indicator}|${channel ?? ''}|${month}`;

const textOf = (value: Fields[string] | undefined): string | null => (typeof value === 'string' ? value : null);

const rowOf = ({ fields }: RecordRow): GridRow => ({
  indicator: textOf(fields.indicator) ?? '',
  channel: textOf(fields.channel),
});

/** Targets of the office itself by their cell; those of campaigns are no part of the grid. */
export const storedCells = (rows: readonly RecordRow[]): ReadonlyMap<string, RecordRow> =>
  new Map(
    rows
      .filter(({ fields }) => textOf(fields.campaign) === null)
      .map((row) => [cellKey(rowOf(row), String(row.fields.month)), row]),
  );

/** Every indicator, then the metrics that have a target in the year or were just added. */
export function gridRows(rows: readonly RecordRow[], year: number, added: readonly GridRow[]): GridRow[] {
  const own: GridRow[] = Object.keys(indicators).map((indicator) => ({ indicator, channel: null }));
  const others = [
    ...rows
      .filter(({ fields }) => textOf(fields.campaign) === null && String(fields.month).startsWith(`${year}-`))
      .map(rowOf),
    ...added,
  ];
  const seen = new Set(own.map((row) => cellKey(row, '')));
  const further = others.filter((row) => {
    const key = cellKey(row, '');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return [...own, ...further];
}

export const storedValue = (stored: ReadonlyMap<string, RecordRow>, key: string): number | null => {
  const value = stored.get(key)?.fields.target;
  return typeof value === 'number' ? value : null;
};

/** Drafts with one cell more; a cell that says what is stored is none. */
export function withDraft(
  drafts: Drafts,
  stored: ReadonlyMap<string, RecordRow>,
  { row, month, text, language }: { row: GridRow; month: string; text: string; language: Language },
): Drafts {
  const key = cellKey(row, month);
  const unit = unitOf(row.indicator);
  const was = drafts[key]?.was ?? storedValue(stored, key);
  const read = readTarget(text, unit, language);
  const { [key]: _, ...others } = drafts;
  if (read.ok && read.value === was && was === storedValue(stored, key)) return others;
  return { ...others, [key]: { text: read.ok ? targetText(read.value, unit, language) : text, was } };
}

/** Puts a block of a spreadsheet into the grid from a cell on; what would fall over the edge is left out. */
export function withBlock(
  drafts: Drafts,
  stored: ReadonlyMap<string, RecordRow>,
  {
    rows,
    year,
    from,
    block,
    language,
  }: {
    rows: readonly GridRow[];
    year: number;
    from: { row: number; column: number };
    block: readonly (readonly string[])[];
    language: Language;
  },
): Drafts {
  const months = monthsOf(year);
  let next = drafts;
  for (const [down, line] of block.entries()) {
    for (const [across, text] of line.entries()) {
      const row = rows[from.row + down];
      const month = months[from.column + across];
      if (row && month) next = withDraft(next, stored, { row, month, text, language });
    }
  }
  return next;
}

/** The year before as drafts, in cells that say nothing yet. */
export function copiedFromYearBefore(
  drafts: Drafts,
  stored: ReadonlyMap<string, RecordRow>,
  { year, language }: { year: number; language: Language },
): Drafts {
  let next = drafts;
  for (const record of stored.values()) {
    const [ofYear, number] = String(record.fields.month).split('-');
    if (Number(ofYear) !== year - 1) continue;
    const row = rowOf(record);
    const month = `${year}-${number}`;
    const key = cellKey(row, month);
    if (storedValue(stored, key) !== null || (next[key] && next[key].text !== '')) continue;
    const text = targetText(Number(record.fields.target), unitOf(row.indicator), language);
    next = withDraft(next, stored, { row, month, text, language });
  }
  return next;
}

/** What is to be stored and what to be removed; the cells that cannot be read. */
export function changesOf(
  drafts: Drafts,
  stored: ReadonlyMap<string, RecordRow>,
  { office, language }: { office: string; language: Language },
): { rows: GivenRow[]; removed: RecordRow[]; unreadable: string[] } {
  const rows: GivenRow[] = [];
  const removed: RecordRow[] = [];
  const unreadable: string[] = [];
  for (const [key, { text, was }] of Object.entries(drafts)) {
    const [indicator = '', channel = '', month = ''] = key.split('|');
    const read = readTarget(text, unitOf(indicator), language);
    if (!read.ok) {
      unreadable.push(key);
      continue;
    }
    if (read.value === null) {
      const row = stored.get(key);
      if (row) removed.push(row);
      continue;
    }
    rows.push({
      fields: { month, office, indicator, channel: channel || null, target: read.value },
      was: was === null ? null : { target: was },
    });
  }
  return { rows, removed, unreadable };
}

import type { Db } from '@tilik/db/open';
import type { Office } from '@tilik/db/schema';
import {
  type Aggregation,
  type Grain,
  type Label,
  type MetricCode,
  metricCodes,
  metrics,
  otherSources,
  passportTypes,
  stages,
  wholeTotal,
} from '@tilik/db/vocabulary';
import { channelList } from '../channels/queries.ts';
import { addDays, addMonths, type Day, daysOf, firstOfMonth, periodOf } from '../day.ts';
import { type ProgrammeWord, programmeWords } from '../offices/programme-words.ts';
import { closedMonths } from '../quality/closures.ts';
import type { EntryNoun } from './batch.ts';
import { commentsOf, handFormat, keyText, type Origin, type StandingFigure, standingFigures } from './queries.ts';

/** One value of a figure; inquiries have several, the others one. */
export const entryFields = ['value', 'applicants', 'received', 'answered', 'answerMinutes'] as const;
export type EntryField = (typeof entryFields)[number];

/** Which column of its table's values a field is. */
export const fieldPosition: Readonly<Record<EntryField, number>> = {
  value: 0,
  applicants: 0,
  received: 0,
  answered: 1,
  answerMinutes: 2,
};

interface GridColumn {
  readonly id: string;
  readonly label: Label;
}

interface GridCell {
  readonly noun: EntryNoun;
  readonly key: readonly string[];
  readonly field: EntryField;
  readonly grain: Grain;
  /** Null: not reported. */
  readonly value: number | null;
  readonly origin: (Origin & { readonly byHand: boolean }) | null;
  readonly comment: string | null;
  /** What the days of the month come to; null where no day is reported. Its value is null where days are not added up. */
  readonly days: { readonly value: number | null; readonly count: number } | null;
  /** The same figure of the month before, or of the same weekday four weeks before. */
  readonly before: number | null;
  readonly differs: boolean;
  readonly editable: boolean;
}

interface GridRow {
  readonly id: string;
  /** Null for a day. */
  readonly label: Label | null;
  readonly on: Day | null;
  /** What the row belongs to, for reading: a stage, a channel. */
  readonly group: Label | null;
  readonly cells: readonly GridCell[];
}

interface Grid {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
}

/** A difference smaller than this is never a strong one, however small the figures are. */
const differenceMin = 10;
const timesMax = 2;

/** Whether a figure is so far from its like a month before that a slip of the keyboard is to be thought of. */
function differsStrongly(value: number | null, before: number | null): boolean {
  if (value === null || before === null || Math.abs(value - before) < differenceMin) return false;
  return value > before * timesMax || value * timesMax < before;
}

/** What daily figures come to over a month, by the metric's way of being put together. */
function daysTogether(
  figures: readonly { readonly on: Day; readonly value: number | null }[],
  aggregation: Aggregation,
): GridCell['days'] {
  const reported = figures.flatMap(({ on, value }) => (value === null ? [] : [{ on, value }]));
  if (reported.length === 0) return null;
  const count = reported.length;
  switch (aggregation) {
    case 'sum':
      return { value: reported.reduce((sum, { value }) => sum + value, 0), count };
    case 'latest':
      return { value: reported.toSorted((one, other) => (one.on < other.on ? -1 : 1)).at(-1)?.value ?? null, count };
    case 'none':
      return { value: null, count };
  }
}

/** How a noun's key is made and where its period stands in it. */
const keys = {
  readings: { periodAt: 4, grainAt: 3 },
  applicants: { periodAt: 2, grainAt: 1 },
  sources: { periodAt: 2, grainAt: 1 },
  inquiries: { periodAt: 4, grainAt: 3 },
} as const satisfies Record<EntryNoun, { periodAt: number; grainAt: number }>;

/** Where the topic stands in the key of a count of questions. */
const topicAt = 2;

export const grainOf = (noun: EntryNoun, key: readonly string[]): string => key[keys[noun].grainAt] ?? '';
export const periodIn = (noun: EntryNoun, key: readonly string[]): string => key[keys[noun].periodAt] ?? '';

/** The same key with another grain and period. */
function at(noun: EntryNoun, key: readonly string[], grain: Grain, periodOn: Day): readonly string[] {
  const { periodAt, grainAt } = keys[noun];
  return key.map((part, index) => (index === periodAt ? periodOn : index === grainAt ? grain : part));
}

const passportColumns: readonly GridColumn[] = [
  { id: 'ordinary', label: passportTypes.ordinary.label },
  { id: 'electronic', label: passportTypes.electronic.label },
  { id: 'other', label: passportTypes.other.label },
];

const wholeMonth: Label = { id: 'Angka resmi sebulan', en: "The month's official figure" };
const allTopics: Label = { id: 'Semua topik', en: 'All topics' };
const receivedLabel: Label = { id: 'Diterima', en: 'Received' };
const answeredLabel: Label = { id: 'Dijawab', en: 'Answered' };
const minutesLabel: Label = { id: 'Median menit sampai dijawab', en: 'Median minutes to the answer' };

/** What one sheet of one month asks for: its rows, its columns, and the key of each cell. */
interface Outline {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly (Omit<GridRow, 'cells'> & {
    readonly field: EntryField;
    readonly keyOf: (column: string) => readonly string[];
    readonly aggregation: (column: string) => Aggregation;
  })[];
}

const summed = (): Aggregation => 'sum';
const apart = (): Aggregation => 'none';

/** The outline of a sheet. Pure but for the list of channels, which is the office's own. */
function outlineOf(
  noun: EntryNoun,
  office: string,
  month: Day,
  channels: readonly { id: string; nameId: string; nameEn: string }[],
  topics: readonly Pick<ProgrammeWord, 'code' | 'label'>[],
): Outline {
  const channelColumns = channels.map(({ id, nameId, nameEn }) => ({ id, label: { id: nameId, en: nameEn } }));
  switch (noun) {
    case 'readings':
      return {
        columns: channelColumns,
        rows: metricCodes.map((metric: MetricCode) => ({
          id: metric,
          label: metrics[metric].label,
          on: null,
          group: stages[metrics[metric].stage].label,
          field: 'value',
          keyOf: (channel) => [office, channel, metric, 'month', month],
          aggregation: () => metrics[metric].aggregation,
        })),
      };
    case 'applicants': {
      const keyOf = (grain: Grain, on: Day) => (passportType: string) => [
        office,
        grain,
        on,
        passportType,
        wholeTotal,
        wholeTotal,
        wholeTotal,
        wholeTotal,
      ];
      return {
        columns: passportColumns,
        rows: [
          {
            id: 'month',
            label: wholeMonth,
            on: null,
            group: null,
            field: 'applicants',
            keyOf: keyOf('month', month),
            aggregation: summed,
          },
          ...daysOf(periodOf(month, 'month')).map((day) => ({
            id: day,
            label: null,
            on: day,
            group: null,
            field: 'applicants' as const,
            keyOf: keyOf('day', day),
            aggregation: summed,
          })),
        ],
      };
    }
    case 'sources':
      return {
        columns: passportColumns,
        rows: [
          ...channelColumns,
          ...Object.entries(otherSources).map(([id, { label }]) => ({ id, label: label as Label })),
        ].map(({ id, label }) => ({
          id,
          label,
          on: null,
          group: null,
          field: 'applicants',
          keyOf: (passportType) => [office, 'month', month, id, passportType],
          aggregation: summed,
        })),
      };
    case 'inquiries':
      return {
        columns: [{ id: wholeTotal, label: allTopics }, ...topics.map(({ code, label }) => ({ id: code, label }))],
        rows: channelColumns.flatMap(({ id, label: group }) =>
          (
            [
              { field: 'received', label: receivedLabel, aggregation: summed },
              { field: 'answered', label: answeredLabel, aggregation: summed },
              // A median of medians is none.
              { field: 'answerMinutes', label: minutesLabel, aggregation: apart },
            ] as const
          ).map(({ field, label, aggregation }) => ({
            id: `${id}:${field}`,
            label,
            on: null,
            group,
            field,
            keyOf: (topic: string) => [office, id, topic, 'month', month],
            aggregation,
          })),
        ),
      };
  }
}

/** The grid of one sheet of one month, every cell with its value, where it is from and what it is like. */
export function gridOf(db: Db, noun: EntryNoun, office: Office, month: Day, today: Day): Grid {
  const monthBefore = addMonths(month, -1);
  const { to } = periodOf(month, 'month');
  const figures = standingFigures(db, noun, { officeId: office.id, from: monthBefore, to });
  const byKey = new Map(figures.map((figure) => [keyText(figure.key), figure]));
  const comments = commentsOf(db, noun);
  const daily = dailyFigures(noun, figures);
  const isUnfinished = to >= today;
  const isClosed = closedMonths(db);
  const { columns, rows } = outlineOf(noun, office.id, month, channelList(db), topicsTold(db, noun, figures));
  return {
    columns,
    rows: rows.map(({ field, keyOf, aggregation, ...row }) => ({
      ...row,
      cells: columns.map(({ id }): GridCell => {
        const key = keyOf(id);
        const position = fieldPosition[field];
        const valueAt = (asked: readonly string[]) => byKey.get(keyText(asked))?.value[position] ?? null;
        const daysIn = (first: Day) =>
          daysTogether(
            (daily.get(keyText(at(noun, key, 'month', first))) ?? []).map(({ on, value }) => ({
              on,
              value: value[position] ?? null,
            })),
            aggregation(id),
          );
        const isDay = grainOf(noun, key) === 'day';
        const periodOn = periodIn(noun, key);
        const value = valueAt(key);
        const before = isDay
          ? valueAt(at(noun, key, 'day', addDays(periodOn, -28)))
          : (valueAt(at(noun, key, 'month', monthBefore)) ?? daysIn(monthBefore)?.value ?? null);
        const origin = value === null ? undefined : byKey.get(keyText(key))?.origin;
        return {
          noun,
          key,
          field,
          grain: isDay ? 'day' : 'month',
          value,
          origin: origin ? { ...origin, byHand: origin.format === handFormat } : null,
          comment: comments.get(keyText(key)) ?? null,
          days: isDay ? null : daysIn(month),
          before,
          // A month that still runs is smaller than a whole one; that is no slip.
          differs: (isDay || !isUnfinished) && differsStrongly(value, before),
          editable: periodOn <= today && !isClosed(office.id, periodOn),
        };
      }),
    })),
  };
}

/** The topics that are asked for: those that are offered, and those of which there is a figure all the same. */
function topicsTold(db: Db, noun: EntryNoun, figures: readonly StandingFigure[]): readonly ProgrammeWord[] {
  if (noun !== 'inquiries') return [];
  const { words, shown } = programmeWords(db, 'topics');
  const told = new Set(figures.map(({ key }) => key[topicAt]));
  const codes = new Set(shown((code) => told.has(code)));
  return words.filter(({ code }) => codes.has(code));
}

/** Figures of single days, by the key that their month would have. */
function dailyFigures(
  noun: EntryNoun,
  figures: readonly StandingFigure[],
): ReadonlyMap<string, { on: Day; value: readonly (number | null)[] }[]> {
  const daily = new Map<string, { on: Day; value: readonly (number | null)[] }[]>();
  for (const { key, value } of figures) {
    if (grainOf(noun, key) !== 'day') continue;
    const on = periodIn(noun, key);
    const name = keyText(at(noun, key, 'month', firstOfMonth(on)));
    const list = daily.get(name);
    if (list) list.push({ on, value });
    else daily.set(name, [{ on, value }]);
  }
  return daily;
}

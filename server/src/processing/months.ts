import type { Processing } from '@tilik/db/schema';
import type { PassportType } from '@tilik/db/vocabulary';
import { type Share, shareOf } from '../applicants/share.ts';
import { addMonths, type Day, daysOf, firstOfMonth, periodOf, type Span } from '../day.ts';

/** What the service is told of: a type of passport, or all of them where they are not told apart. */
export const servedTypes = ['all', 'electronic', 'ordinary'] as const;
export type ServedType = (typeof servedTypes)[number];

/** Smallest and largest of several days' medians: of what was said by day no month's median can be made. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

/** The service of one month for one type. Null: not reported, or not to be made of what was. */
export interface ServedMonth {
  readonly type: ServedType;
  /** Where the counts are from: the month's own figure, the sum of its days, or the sum of both types. */
  readonly basis: 'month' | 'days' | 'types';
  readonly completed: number | null;
  readonly held: number | null;
  /** Held among those completed or held; null where one of the two was not reported. */
  readonly heldShare: Share | null;
  readonly waitingDaysMedian: number | null;
  readonly waitingDaysP90: number | null;
  readonly medianRange: Range | null;
  /** Days with a report, where it is made of days. */
  readonly reportedDays: number | null;
}

export interface ProcessingMonth extends Span {
  readonly month: string;
  readonly state: 'reported' | 'unreported' | 'unfinished';
  readonly figures: readonly ServedMonth[];
}

/** The months of a span with what is known of each; a month's own figure goes before the sum of its days. */
export function processingMonths(
  rows: readonly Processing[],
  { from, to }: Span,
  openDays: ReadonlySet<Day>,
  today: Day,
): ProcessingMonth[] {
  const months: ProcessingMonth[] = [];
  for (let first = firstOfMonth(from); first <= to; first = addMonths(first, 1)) {
    const span = periodOf(first, 'month');
    const own = rows.filter(({ periodOn }) => periodOn >= span.from && periodOn <= span.to);
    const figures = figuresOf(own, span, openDays);
    const state = span.to >= today ? 'unfinished' : figures.length > 0 ? 'reported' : 'unreported';
    months.push({ month: first.slice(0, 7), ...span, state, figures });
  }
  return months;
}

const heldShareOf = (completed: number | null, held: number | null): Share | null =>
  completed === null || held === null ? null : shareOf(held, completed + held);

function figuresOf(rows: readonly Processing[], span: Span, openDays: ReadonlySet<Day>): ServedMonth[] {
  const given = servedTypes.flatMap((type) => {
    const own = rows.filter(({ passportType }) => passportType === (type satisfies PassportType | 'all'));
    const month = own.find(({ grain }) => grain === 'month');
    if (month) return [ofMonth(type, month)];
    const days = own.filter(({ grain }) => grain === 'day');
    return days.length > 0 ? [ofDays(type, days, span, openDays)] : [];
  });
  if (given.some(({ type }) => type === 'all')) return given;
  const [electronic, ordinary] = (['electronic', 'ordinary'] as const).map((type) =>
    given.find((figure) => figure.type === type),
  );
  return electronic && ordinary ? [ofTypes(electronic, ordinary), ...given] : given;
}

const ofMonth = (type: ServedType, row: Processing): ServedMonth => ({
  type,
  basis: 'month',
  completed: row.completed,
  held: row.held,
  heldShare: heldShareOf(row.completed, row.held),
  waitingDaysMedian: row.waitingDaysMedian,
  waitingDaysP90: row.waitingDaysP90,
  medianRange: null,
  reportedDays: null,
});

/** A count is the sum of its days only where no open day is missing; of medians only the range can be told. */
function ofDays(type: ServedType, days: readonly Processing[], span: Span, openDays: ReadonlySet<Day>): ServedMonth {
  const sumOf = (countOf: (row: Processing) => number | null) => {
    const byDay = new Map(days.map((row) => [row.periodOn, countOf(row)]));
    const isWhole = daysOf(span).every((day) => !openDays.has(day) || (byDay.get(day) ?? null) !== null);
    return isWhole ? [...byDay.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0) : null;
  };
  const medians = days.flatMap(({ waitingDaysMedian }) => waitingDaysMedian ?? []);
  const completed = sumOf((row) => row.completed);
  const held = sumOf((row) => row.held);
  return {
    type,
    basis: 'days',
    completed,
    held,
    heldShare: heldShareOf(completed, held),
    waitingDaysMedian: null,
    waitingDaysP90: null,
    medianRange: medians.length > 0 ? { lowest: Math.min(...medians), highest: Math.max(...medians) } : null,
    reportedDays: days.length,
  };
}

/** Counts of both types add up; two medians do not make one. */
function ofTypes(electronic: ServedMonth, ordinary: ServedMonth): ServedMonth {
  const sum = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other);
  const completed = sum(electronic.completed, ordinary.completed);
  const held = sum(electronic.held, ordinary.held);
  return {
    type: 'all',
    basis: 'types',
    completed,
    held,
    heldShare: heldShareOf(completed, held),
    waitingDaysMedian: null,
    waitingDaysP90: null,
    medianRange: null,
    reportedDays: null,
  };
}

import { addDays, type Day, daysBetween, periodOf } from '../day.ts';
import { type ExpectedFigure, expectedDays } from './expected.ts';

/**
 * What became of one expected figure in one month. `unfinished`: the month is running. `not-due`: it is over, and the
 * day by which the figure is due has not passed. `not-expected`: nothing was to be reported, so nothing is complete.
 */
export const completenessStates = ['complete', 'partial', 'missing', 'not-due', 'unfinished', 'not-expected'] as const;
export type CompletenessState = (typeof completenessStates)[number];

export interface CompletenessCell {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly state: CompletenessState;
  /** Null where nothing is there to be on time. */
  readonly timeliness: 'on-time' | 'late' | null;
  readonly expected: number;
  readonly reported: number;
  readonly onTime: number;
  /** Null where nothing was expected or the month is running. */
  readonly share: number | null;
  readonly dueOn: Day;
}

/** Days on which an expected figure was first said, by the first day of its period. */
export type ReportedOn = ReadonlyMap<Day, Day>;

/** One expected figure in one month, given by its first day. */
export function completenessOf(
  figure: ExpectedFigure,
  monthOn: Day,
  { reportedOn, openDays, today }: { reportedOn: ReportedOn; openDays: ReadonlySet<Day>; today: Day },
): CompletenessCell {
  const month = periodOf(monthOn, 'month');
  const dueOn = addDays(month.to, figure.dueDays);
  const isExpected = (period: { from: Day; to: Day }) =>
    period.to >= figure.from && (figure.to === null || period.from <= figure.to);
  const isRunning = month.to >= today;
  const periods =
    figure.grain === 'month'
      ? [month].filter(isExpected).map(({ from }) => from)
      : expectedDays(figure.noun, monthOn, openDays).filter(
          (day) => isExpected({ from: day, to: day }) && (!isRunning || day < today),
        );
  const there = periods.flatMap((period) => reportedOn.get(period) ?? []);
  const onTime = there.filter((day) => day <= dueOn).length;
  const counts = { expected: periods.length, reported: there.length, onTime };
  const state = ((): CompletenessState => {
    if (periods.length === 0) return isRunning && isExpected(month) ? 'unfinished' : 'not-expected';
    if (isRunning) return 'unfinished';
    if (there.length === periods.length) return 'complete';
    if (dueOn >= today) return 'not-due';
    return there.length === 0 ? 'missing' : 'partial';
  })();
  return {
    month: monthOn.slice(0, 7),
    state,
    timeliness: there.length === 0 ? null : onTime === there.length ? 'on-time' : 'late',
    ...counts,
    share: state === 'unfinished' || periods.length === 0 ? null : there.length / periods.length,
    dueOn,
  };
}

/** All expected figures of one month together. */
export interface MonthCompleteness {
  readonly month: string;
  readonly unfinished: boolean;
  /** Days until it ends; null where it has. */
  readonly endsInDays: number | null;
  readonly figures: number;
  readonly complete: number;
  /** Complete figures among those expected; null where none was, or the month is running. */
  readonly share: number | null;
}

export function monthCompleteness(monthOn: Day, cells: readonly CompletenessCell[], today: Day): MonthCompleteness {
  const { to } = periodOf(monthOn, 'month');
  const expected = cells.filter(({ state }) => state !== 'not-expected');
  const complete = expected.filter(({ state }) => state === 'complete').length;
  const unfinished = to >= today;
  return {
    month: monthOn.slice(0, 7),
    unfinished,
    endsInDays: unfinished ? daysBetween(today, to) : null,
    figures: expected.length,
    complete,
    share: unfinished || expected.length === 0 ? null : complete / expected.length,
  };
}

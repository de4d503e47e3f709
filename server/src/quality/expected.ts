import { z } from '@hono/zod-openapi';
import { type Grain, grains, metricCodes, metrics, passportTypes } from '@tilik/db/vocabulary';
import { addMonths, type Day, daysOf, firstOfMonth, periodOf } from '../day.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { DayText } from '../validate.ts';

/** What an office can declare that it reports. */
export const expectedNouns = ['readings', 'applicants', 'sources', 'inquiries'] as const;
export type ExpectedNoun = (typeof expectedNouns)[number];

/** One figure that an office declares it reports every day or every month. */
export const ExpectedFigure = z
  .object({
    noun: z.enum(expectedNouns),
    channel: z.string().nullable().openapi({ description: 'Channel of readings and inquiries; null for the others.' }),
    measure: z
      .string()
      .nullable()
      .openapi({ description: 'Metric of readings, passport type of applicants; null for the others.' }),
    grain: z.enum(grains),
    from: DayText,
    to: DayText.nullable().openapi({ description: 'Last day it is reported for; null while it still is.' }),
    dueDays: z.int().min(0).max(365).openapi({ description: 'Days after the end of a month by which it is due.' }),
  })
  .openapi('ExpectedFigure');
export type ExpectedFigure = z.infer<typeof ExpectedFigure>;

/** What two declarations of the same thing have in common. */
export const expectedName = ({ noun, channel, measure, grain }: Omit<ExpectedFigure, 'from' | 'to' | 'dueDays'>) =>
  [noun, channel ?? '', measure ?? '', grain].join(' ');

/** Refuses declarations of what cannot be reported, and two of the same thing. */
export function checkExpected(figures: readonly ExpectedFigure[], channels: readonly string[]): void {
  const issues: IssueFacts[] = [];
  const said = new Set<string>();
  figures.forEach((figure, index) => {
    const bad = (field: string, code: string, facts: IssueFacts['facts'] = {}) =>
      issues.push({ field: `figures.${index}.${field}`, code, facts });
    const hasChannel = figure.noun === 'readings' || figure.noun === 'inquiries';
    if (hasChannel && !channels.includes(figure.channel ?? '')) {
      bad('channel', 'unknown-channel', { value: figure.channel ?? '', known: channels.join(', ') });
    }
    if (!hasChannel && figure.channel !== null) bad('channel', 'not-valid');
    if (figure.noun === 'readings' && !Object.hasOwn(metrics, figure.measure ?? '')) {
      bad('measure', 'unknown-metric', { value: figure.measure ?? '', known: metricCodes.join(', ') });
    } else if (figure.noun === 'applicants' && !Object.hasOwn(passportTypes, figure.measure ?? '')) {
      const known = Object.keys(passportTypes).join(', ');
      bad('measure', 'unknown-passport-type', { value: figure.measure ?? '', known });
    } else if (figure.noun !== 'readings' && figure.noun !== 'applicants' && figure.measure !== null) {
      bad('measure', 'not-valid');
    }
    if (figure.to !== null && figure.to < figure.from) {
      bad('to', 'ends-before-start', { from: figure.from, to: figure.to });
    }
    if (said.has(expectedName(figure))) bad('noun', 'expected-twice');
    said.add(expectedName(figure));
  });
  if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
}

/** In how many periods of a month something was reported. */
export interface ReportedMonth {
  readonly noun: ExpectedNoun;
  readonly channel: string | null;
  readonly measure: string | null;
  readonly grain: Grain;
  /** First day of the month. */
  readonly month: Day;
  readonly periods: number;
}

/** Finished months that a suggestion looks at. */
const monthsLookedAt = 6;

/** By when a suggested figure is due, in days after the end of its month. */
const suggestedDueDays = 10;

/**
 * What the office seems to report, from its last six finished months: everything that was there in at least half of
 * them, counted from the first month with any figure. A daily figure is suggested only where it came on at least half
 * of the days that `daysExpected` gives for those months: what comes on the days of an event cannot be expected daily.
 *
 * Each is expected from the first month of the run of reported months that leads into the six.
 */
export function suggestExpected(
  reported: readonly ReportedMonth[],
  today: Day,
  daysExpected: (noun: ExpectedNoun, month: Day) => number,
): ExpectedFigure[] {
  const end = firstOfMonth(today);
  const start = addMonths(end, -monthsLookedAt);
  const recent = reported.filter(({ month }) => month >= start && month < end);
  const firstRecent = recent.map(({ month }) => month).sort()[0];
  if (firstRecent === undefined) return [];
  const months: Day[] = [];
  for (let month = firstRecent; month < end; month = addMonths(month, 1)) months.push(month);
  const byName = Map.groupBy(reported, expectedName);
  const found: ExpectedFigure[] = [];
  for (const rows of byName.values()) {
    const periods = new Map(rows.map((row) => [row.month, row.periods]));
    const inMonths = months.filter((month) => periods.has(month));
    const [first] = inMonths;
    const [sample] = rows;
    if (first === undefined || sample === undefined || inMonths.length * 2 < months.length) continue;
    const { noun, channel, measure, grain } = sample;
    if (grain === 'day') {
      const days = inMonths.reduce((sum, month) => sum + (periods.get(month) ?? 0), 0);
      const possible = inMonths.reduce((sum, month) => sum + daysExpected(noun, month), 0);
      if (days * 2 < possible) continue;
    }
    let from = first;
    while (periods.has(addMonths(from, -1))) from = addMonths(from, -1);
    found.push({ noun, channel, measure, grain, from, to: null, dueDays: suggestedDueDays });
  }
  return found.sort((one, other) => (expectedOrder(one) < expectedOrder(other) ? -1 : 1));
}

/** Applicants first, then what they declare, then the channels. */
export const expectedOrder = (figure: Pick<ExpectedFigure, 'noun' | 'channel' | 'measure' | 'grain'>): string =>
  [['applicants', 'sources', 'readings', 'inquiries'].indexOf(figure.noun), expectedName(figure)].join(' ');

/**
 * The days of a month on which a figure is expected: those on which the office was open for what is counted at its
 * counters, every day for what is counted on a channel.
 */
export const expectedDays = (noun: ExpectedNoun, month: Day, openDays: ReadonlySet<Day>): Day[] => {
  const days = daysOf(periodOf(month, 'month'));
  return noun === 'applicants' || noun === 'sources' ? days.filter((day) => openDays.has(day)) : days;
};

import { z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type Office, offices } from '@tilik/db/schema';
import type { Grain } from '@tilik/db/vocabulary';
import type { Actor } from './access/actor.ts';
import { daysShown } from './access/approved.ts';
import {
  addDays,
  addMonths,
  type Day,
  dayInZone,
  daysBetween,
  firstOfMonth,
  type PeriodGrain,
  periodGrains,
  type Span,
} from './day.ts';
import { ProblemError } from './problem.ts';
import { DayText } from './validate.ts';

/** What every question about figures can be narrowed by. */
export const WindowQuery = z.object({
  office: z.string().optional().openapi({ description: 'Office; ours by default.', example: 'bandung' }),
  from: DayText.optional().openapi({ description: 'First day; by default the month eleven months before the last.' }),
  to: DayText.optional().openapi({ description: 'Last day; today by default.' }),
});

export const GrainQuery = z.enum(periodGrains).default('month').openapi({ description: 'Unit of time.' });

/** A window of days of one office, as asked for or by default. */
export interface Window extends Span {
  readonly office: Office;
  /** Where not all days may be shown: the day after the last one that may, as if the rest had not come yet. */
  readonly today: Day;
  /** The days whose figures may be shown; null: all of them. Whole periods of a grain may reach beyond. */
  readonly shown: Span | null;
}

/** Days of the shortest period of a grain. */
const shortestDays: Readonly<Record<PeriodGrain, number>> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

/** How many periods one answer may have: ten years of days. */
const periodsMax = 3660;

/** An office by its id, ours by default, with today as it is there. */
function officeAsked(db: Db, asked: string | undefined, now: Date): { office: Office; today: Day } {
  const list = db.select().from(offices).all();
  const office = list.find(({ id, role }) => (asked === undefined ? role === 'ours' : id === asked));
  if (office) return { office, today: dayInZone(now, office.zone) };
  const known = list.map(({ id }) => id).join(', ');
  throw new ProblemError(404, 'unknown-office', { facts: { value: asked ?? '', known } });
}

/**
 * Fills in what was not asked for, refuses what makes no sense, and keeps to the days that the actor may be shown: what
 * reaches beyond them is cut, what lies wholly beyond them is refused.
 */
export function windowOf(
  db: Db,
  query: z.infer<typeof WindowQuery>,
  now: Date,
  actor: Actor,
  grain?: PeriodGrain,
): Window {
  const { office, today } = officeAsked(db, query.office, now);
  if (query.from !== undefined && query.from > (query.to ?? today)) {
    throw new ProblemError(400, 'window-backwards', { facts: { from: query.from, to: query.to ?? today } });
  }
  const shown = daysShown(db, actor, office);
  const cut = shown ? cutTo(shown, query, today, actor) : { ...query, to: query.to ?? today, today };
  const from = cut.from ?? addMonths(firstOfMonth(cut.to), -11);
  const window = { office, shown, today: cut.today, to: cut.to, from: shown ? later(from, shown.from) : from };
  if (grain !== undefined && daysBetween(window.from, window.to) / shortestDays[grain] >= periodsMax) {
    throw new ProblemError(400, 'window-too-long', { facts: { limit: periodsMax } });
  }
  return window;
}

/** The first of two days. */
export function earlier(one: Day, other: Day): Day {
  if (one < other) return one;
  return other;
}

function later(one: Day, other: Day): Day {
  if (one > other) return one;
  return other;
}

/** What was asked for, without the days that may not be shown. */
function cutTo(shown: Span, query: z.infer<typeof WindowQuery>, today: Day, { view }: Actor) {
  const isBefore = query.to !== undefined && query.to < shown.from;
  if (isBefore || (query.from !== undefined && query.from > shown.to)) {
    throw view
      ? new ProblemError(403, 'outside-the-view', { facts: { from: shown.from, to: shown.to } })
      : new ProblemError(403, 'not-approved-yet', { facts: { until: shown.to } });
  }
  return {
    from: query.from,
    to: earlier(query.to ?? today, shown.to),
    today: earlier(today, addDays(shown.to, 1)),
  };
}

/** The days of a span whose figures of a grain may be shown: a month's own figure tells of all its days. */
export function shownSpan({ shown }: Pick<Window, 'shown'>, grain: Grain, span: Span): Span {
  if (!shown) return span;
  const last = grain === 'day' ? shown.to : addDays(firstOfMonth(addDays(shown.to, 1)), -1);
  return { from: later(span.from, shown.from), to: earlier(span.to, last) };
}

/** Whether figures of every day of a span may be shown. */
export const isShown = ({ shown }: Pick<Window, 'shown'>, { from, to }: Span): boolean =>
  shown === null || (from >= shown.from && to <= shown.to);

import { z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type Office, offices } from '@tilik/db/schema';
import {
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
  readonly today: Day;
}

/** Days of the shortest period of a grain. */
const shortestDays: Readonly<Record<PeriodGrain, number>> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

/** How many periods one answer may have: ten years of days. */
const periodsMax = 3660;

/** Fills in what was not asked for and refuses what makes no sense. */
export function windowOf(db: Db, query: z.infer<typeof WindowQuery>, now: Date, grain?: PeriodGrain): Window {
  const list = db.select().from(offices).all();
  const office = list.find(({ id, role }) => (query.office === undefined ? role === 'ours' : id === query.office));
  if (!office) {
    const known = list.map(({ id }) => id).join(', ');
    throw new ProblemError(404, 'unknown-office', { facts: { value: query.office ?? '', known } });
  }
  const today = dayInZone(now, office.zone);
  const to = query.to ?? today;
  const from = query.from ?? addMonths(firstOfMonth(to), -11);
  if (from > to) throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
  const window = { office, today, from, to };
  if (grain !== undefined && daysBetween(from, to) / shortestDays[grain] >= periodsMax) {
    throw new ProblemError(400, 'window-too-long', { facts: { limit: periodsMax } });
  }
  return window;
}

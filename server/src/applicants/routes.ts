import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { addDays, addMonths, type PeriodGrain, periodOf, type Span } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { router } from '../validate.ts';
import { GrainQuery, isShown, WindowQuery, windowOf } from '../window.ts';
import { changeOfShare } from './change-of-share.ts';
import { Share, shareColumns } from './share.ts';
import { periodStates, summaryOf, type UptakePeriod } from './uptake.ts';
import { uptakeIn } from './uptake-in.ts';

const comparisons = ['previous', 'year-before'] as const;

const Period = z
  .object({
    period: z.string().openapi({ example: '2026-01' }),
    from: z.string(),
    to: z.string(),
    state: z.enum(periodStates),
    electronic: z.int().nullable(),
    ordinary: z.int().nullable(),
    total: z.int().nullable(),
    uptake: Share,
    openDays: z.int(),
    reportedDays: z.int(),
  })
  .openapi('UptakePeriod');

const Summary = z
  .object({
    from: z.string(),
    to: z.string(),
    periods: z.int(),
    reported: z.int(),
    electronic: z.int().nullable(),
    ordinary: z.int().nullable(),
    total: z.int().nullable(),
    uptake: Share,
  })
  .openapi('UptakeSummary');

const UptakeAnswer = z
  .object({
    office: z.string(),
    grain: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    launchedOn: z.string().nullable(),
    sample: z.boolean(),
    periods: z.array(Period),
    summary: Summary.nullable().openapi({ description: 'The finished periods together.' }),
    comparison: z
      .object({
        with: z.enum(comparisons),
        periods: z.array(Period),
        summary: Summary.nullable(),
        difference: z.object({ points: z.number(), low: z.number(), high: z.number() }).nullable().openapi({
          description:
            'Change of the share with its 95 % Newcombe interval. Not adjusted for trend or season; not evidence of an effect.',
        }),
      })
      .nullable(),
  })
  .openapi('Uptake');

const columns = [
  'office',
  'period',
  'from',
  'to',
  'state',
  'electronic',
  'ordinary',
  'total',
  'uptake_share',
  'uptake_share_low',
  'uptake_share_high',
  'uptake_share_note',
  'open_days',
  'reported_days',
  'sample',
];

const csvRow = (office: string, sample: boolean) => (period: UptakePeriod) => ({
  office,
  period: period.period,
  from: period.from,
  to: period.to,
  state: period.state,
  electronic: period.electronic,
  ordinary: period.ordinary,
  total: period.total,
  ...shareColumns('uptake_share', period.uptake),
  open_days: period.openDays,
  reported_days: period.reportedDays,
  sample,
});

/** The finished part of a window, moved back by as many periods as it has, or by a year. */
function comparisonSpan(
  periods: readonly UptakePeriod[],
  grain: PeriodGrain,
  comparison: (typeof comparisons)[number],
): Span | undefined {
  const finished = periods.filter(({ state }) => state !== 'unfinished');
  const [first] = finished;
  const last = finished.at(-1);
  if (!first || !last) return undefined;
  if (comparison === 'year-before') {
    // Weeks do not divide a year: 52 of them back keeps the weekday.
    const back = grain === 'week' ? (day: string) => addDays(day, -364) : (day: string) => addMonths(day, -12);
    return { from: periodOf(back(first.from), grain).from, to: periodOf(back(last.from), grain).to };
  }
  let { from } = first;
  for (let index = 0; index < finished.length; index += 1) from = periodOf(addDays(from, -1), grain).from;
  return { from, to: addDays(first.from, -1) };
}

export const applicantsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/uptake',
      tags: ['figures'],
      summary: 'E-passport uptake: applications per type, share with its 95 % interval, per period',
      request: {
        query: WindowQuery.extend({
          grain: GrainQuery,
          compare: z
            .enum(comparisons)
            .optional()
            .openapi({ description: 'What to compare the finished periods with.' }),
        }),
      },
      responses: {
        200: {
          content: { 'application/json': { schema: UptakeAnswer } },
          description:
            'Every period of the window; what was not reported is null. As CSV with `.csv` or `Accept: text/csv`.',
        },
      },
    }),
    (c) => {
      const query = c.req.valid('query');
      const window = windowOf(db, query, now(), c.get('actor'), query.grain);
      const periods = uptakeIn(db, window, query.grain);
      const sample = holdsSample(db);
      if (wantsCsv(c)) {
        return answerCsv(
          c,
          `uptake-${window.office.id}`,
          columns,
          periods.map(csvRow(window.office.id, sample)),
        ) as never;
      }
      const summary = summaryOf(periods);
      const span = query.compare && comparisonSpan(periods, query.grain, query.compare);
      // Periods that may not be shown would look as if nothing had been reported in them.
      const before = span && isShown(window, span) && uptakeIn(db, { ...window, ...span }, query.grain);
      return c.json(
        {
          office: window.office.id,
          grain: query.grain,
          from: window.from,
          to: window.to,
          today: window.today,
          launchedOn: window.office.launchedOn,
          sample,
          periods,
          summary: summary ?? null,
          comparison:
            query.compare && before
              ? {
                  with: query.compare,
                  periods: before,
                  summary: summaryOf(before) ?? null,
                  difference: changeOfShare(periods, before),
                }
              : null,
        },
        200,
      );
    },
  );

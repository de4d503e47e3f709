import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { passportTypes } from '@tilik/db/vocabulary';
import { Share, shareColumns } from '../applicants/share.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { currentFees } from './current-fees.ts';
import { type ProcessingMonth, servedTypes } from './months.ts';
import { feesUntil } from './queries.ts';
import { servedOffices, waitingAndShares } from './service-in.ts';
import { waitingAndUptake } from './together.ts';

const typeCodes = Object.keys(passportTypes) as [keyof typeof passportTypes];

const ServedMonth = z.object({
  type: z.enum(servedTypes),
  basis: z.enum(['month', 'days', 'types']).openapi({
    description: "The month's own figure, the sum of its days, or the sum of both types.",
  }),
  completed: z.int().nullable(),
  held: z.int().nullable(),
  heldShare: Share.nullable().openapi({
    description: 'Held among those completed or held; null where one of the two was not reported.',
  }),
  waitingDaysMedian: z.number().nullable(),
  waitingDaysP90: z.number().nullable(),
  medianRange: z
    .object({ lowest: z.number(), highest: z.number() })
    .nullable()
    .openapi({ description: 'Of the medians of single days, of which no median of the month can be made.' }),
  reportedDays: z.int().nullable(),
});

const Fee = z.object({ startsOn: z.string(), rupiah: z.int(), reference: z.string().nullable() });

const ProcessingAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    offices: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.enum(['ours', 'comparison']),
          months: z.array(
            z.object({
              month: z.string(),
              from: z.string(),
              to: z.string(),
              state: z.enum(['reported', 'unreported', 'unfinished']),
              figures: z.array(ServedMonth),
            }),
          ),
        }),
      )
      .openapi({ description: 'The office asked for, then every other one that has figures in the window.' }),
    fees: z.array(Fee.extend({ type: z.enum(typeCodes), validityYears: z.int() })),
    currentFees: z
      .array(
        z.object({
          validityYears: z.int(),
          electronic: Fee.nullable(),
          ordinary: Fee.nullable(),
          difference: z.int().nullable(),
        }),
      )
      .openapi({
        description: 'What holds on the last day of the window, by validity; the e-passport less the other.',
      }),
    together: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('correlation'),
          changes: z.int(),
          point: z.number(),
          lower: z.number(),
          upper: z.number(),
          direction: z.enum(['together', 'apart', 'neither']),
        }),
        z.object({
          kind: z.literal('not-given'),
          reason: z.enum(['too-few', 'no-variation']),
          changes: z.int(),
        }),
      ])
      .openapi({
        description:
          'Rank correlation of the changes of waiting time and of the uptake share from month to month, with its 95 % interval. That two things moved together says nothing of a cause.',
      }),
    pairs: z.array(z.object({ month: z.string(), waitingDays: z.number(), share: z.number() })),
  })
  .openapi('Processing');

const columns = [
  'office',
  'month',
  'state',
  'passport_type',
  'basis',
  'completed',
  'held',
  'held_share',
  'held_share_low',
  'held_share_high',
  'held_share_note',
  'waiting_days_median',
  'waiting_days_p90',
  'lowest_daily_median',
  'highest_daily_median',
  'reported_days',
  'sample',
];

function csvRows(office: string, months: readonly ProcessingMonth[], sample: boolean) {
  return months.flatMap(({ month, state, figures }) =>
    (figures.length === 0 ? [undefined] : figures).map((figure) => ({
      office,
      month,
      state,
      passport_type: figure?.type ?? null,
      basis: figure?.basis ?? null,
      completed: figure?.completed ?? null,
      held: figure?.held ?? null,
      ...shareColumns('held_share', figure?.heldShare ?? { kind: 'none', reason: 'not-reported' }),
      waiting_days_median: figure?.waitingDaysMedian ?? null,
      waiting_days_p90: figure?.waitingDaysP90 ?? null,
      lowest_daily_median: figure?.medianRange?.lowest ?? null,
      highest_daily_median: figure?.medianRange?.highest ?? null,
      reported_days: figure?.reportedDays ?? null,
      sample,
    })),
  );
}

export const processingRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/processing',
      tags: ['figures'],
      summary: 'The service month by month: completed and held applications, waiting days, beside other offices; fees',
      request: { query: WindowQuery },
      responses: { 200: json(ProcessingAnswer, 'What was not reported is null. Also as CSV.') },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
      const sample = holdsSample(db);
      const offices = servedOffices(db, window);
      if (wantsCsv(c)) {
        const rows = offices.flatMap(({ id, months }) => csvRows(id, months, sample));
        return answerCsv(c, `processing-${window.office.id}`, columns, rows) as never;
      }
      const fees = feesUntil(db, window.to);
      const pairs = waitingAndShares(db, window, offices[0]?.months ?? []);
      return c.json(
        {
          office: window.office.id,
          from: window.from,
          to: window.to,
          today: window.today,
          sample,
          offices: offices.map((office) => ({
            ...office,
            months: office.months.map((month) => ({ ...month, figures: [...month.figures] })),
          })),
          fees: fees.map(({ passportType, validityYears, startsOn, rupiah, reference }) => ({
            type: passportType,
            validityYears,
            startsOn,
            rupiah,
            reference,
          })),
          currentFees: currentFees(fees),
          together: waitingAndUptake(pairs),
          pairs,
        },
        200,
      );
    },
  );

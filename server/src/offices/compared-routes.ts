import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { Share, shareColumns } from '../applicants/share.ts';
import { periodStates } from '../applicants/uptake.ts';
import { uptakeIn } from '../applicants/uptake-in.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { commonMonth, type Indexed, indexedTo } from './compared.ts';
import { holdsSample, officeList } from './queries.ts';

const BaseMonth = z.string().nullable().openapi({
  description: 'The first month of which every office has a whole figure; in the index it is 100. Null: there is none.',
});
const Refusal = z.enum(['no-common-month', 'base-is-zero', 'not-reported']).nullable();

const ComparedAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    base: z.object({ electronic: BaseMonth, total: BaseMonth }),
    offices: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.enum(['ours', 'comparison']),
          indexRefused: z
            .object({ electronic: Refusal, total: Refusal })
            .openapi({ description: 'Why there is no index; null where there is one.' }),
          months: z.array(
            z.object({
              month: z.string(),
              from: z.string(),
              to: z.string(),
              state: z.enum(periodStates),
              electronic: z.int().nullable(),
              total: z.int().nullable(),
              share: Share,
              electronicIndex: z.number().nullable(),
              totalIndex: z.number().nullable(),
            }),
          ),
        }),
      )
      .openapi({ description: 'The office asked for, then every other one that has figures in the window.' }),
  })
  .openapi('ComparedOffices');

const columns = [
  'office',
  'month',
  'state',
  'electronic',
  'total',
  'share',
  'share_low',
  'share_high',
  'share_note',
  'electronic_index',
  'total_index',
  'sample',
];

const refusal = (indexed: Indexed) => (indexed.kind === 'none' ? indexed.reason : null);
const valueAt = (indexed: Indexed, index: number) =>
  indexed.kind === 'indexed' ? (indexed.values[index] ?? null) : null;

export const comparedRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/office-comparison',
      tags: ['figures'],
      summary: 'Applicants and uptake share of the offices month by month, as they are and against a common month',
      request: { query: WindowQuery },
      responses: { 200: json(ComparedAnswer, 'What was not reported is null. Also as CSV.') },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
      const sample = holdsSample(db);
      const others = officeList(db).filter(({ id }) => id !== window.office.id);
      const asked = [window.office, ...others]
        .map((office) => ({ office, periods: uptakeIn(db, { ...window, office }, 'month') }))
        .filter(({ office, periods }) => office.id === window.office.id || periods.some(({ total }) => total !== null));
      const all = asked.map(({ periods }) => periods);
      const base = { electronic: commonMonth(all, 'electronic'), total: commonMonth(all, 'total') };
      const offices = asked.map(({ office: { id, name, role }, periods }) => {
        const electronic = indexedTo(base.electronic, periods, 'electronic');
        const total = indexedTo(base.total, periods, 'total');
        return {
          id,
          name,
          role,
          indexRefused: { electronic: refusal(electronic), total: refusal(total) },
          months: periods.map((period, index) => ({
            month: period.period,
            from: period.from,
            to: period.to,
            state: period.state,
            electronic: period.electronic,
            total: period.total,
            share: period.uptake,
            electronicIndex: valueAt(electronic, index),
            totalIndex: valueAt(total, index),
          })),
        };
      });
      if (wantsCsv(c)) {
        const rows = offices.flatMap(({ id, months }) =>
          months.map(({ month, state, electronic, total, share, electronicIndex, totalIndex }) => ({
            office: id,
            month,
            state,
            electronic,
            total,
            ...shareColumns('share', share),
            electronic_index: electronicIndex,
            total_index: totalIndex,
            sample,
          })),
        );
        return answerCsv(c, `offices-compared-${window.office.id}`, columns, rows) as never;
      }
      return c.json(
        { office: window.office.id, from: window.from, to: window.to, today: window.today, sample, base, offices },
        200,
      );
    },
  );

import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Target } from '@tilik/db/schema';
import { type Indicator, indicators } from '@tilik/db/vocabulary';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { progressOf, type TargetGiven } from './progress.ts';
import { actualOf, targetsIn } from './queries.ts';

const TargetShown = z.object({
  month: z.string(),
  campaign: z.string().nullable().openapi({ description: 'Null: of the office itself.' }),
  indicator: z.string().openapi({ description: 'An indicator, or a metric.' }),
  channel: z.string().nullable(),
  unit: z.enum(['count', 'share', 'minutes', 'days']),
  better: z.enum(['more', 'less']).openapi({ description: '`less`: not to be exceeded.' }),
  target: z.number(),
  note: z.string().nullable(),
  actual: z.number().nullable(),
  missing: z
    .enum(['not-reported', 'incomplete', 'not-begun', 'not-given'])
    .nullable()
    .openapi({ description: 'Why there is no value to hold against it.' }),
  soFar: z
    .object({ reported: z.int(), open: z.int() })
    .nullable()
    .openapi({ description: 'Of a running month: days reported, and days there are.' }),
  state: z.enum(['reached', 'missed', 'on-track', 'behind', 'not-known']),
  expected: z
    .number()
    .nullable()
    .openapi({ description: 'What the value is held against: of a count of the running month the part due by now.' }),
  difference: z.number().nullable(),
});

const TargetsAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    targets: z.array(TargetShown),
  })
  .openapi('Targets');

const columns = [
  'office',
  'month',
  'campaign',
  'indicator',
  'channel',
  'unit',
  'better',
  'target',
  'actual',
  'missing',
  'state',
  'expected',
  'difference',
  'note',
  'sample',
];

/** Unit and direction of what a target is for; every metric is a count of which more is better. */
const kindOf = ({ indicator, target }: Target): TargetGiven => {
  const known = indicator in indicators ? indicators[indicator as Indicator] : undefined;
  return { target, unit: known?.unit ?? 'count', better: known?.better ?? 'more' };
};

export const targetsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/targets',
      tags: ['figures'],
      summary: 'Targets of a window with what was reached of each, and the arithmetic',
      request: { query: WindowQuery },
      responses: { 200: json(TargetsAnswer, 'In order of their months. Also as CSV.') },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
      const sample = holdsSample(db);
      const list = targetsIn(db, window).map((target): z.infer<typeof TargetShown> => {
        const given = kindOf(target);
        const actual = actualOf(db, window, target);
        return {
          month: target.monthOn.slice(0, 7),
          campaign: target.campaignId || null,
          indicator: target.indicator,
          channel: target.channelId || null,
          ...given,
          note: target.note,
          actual: actual.kind === 'none' ? null : actual.value,
          missing: actual.kind === 'none' ? actual.reason : null,
          soFar: actual.kind === 'so-far' ? { reported: actual.reported, open: actual.open } : null,
          ...progressOf(given, actual),
        };
      });
      if (wantsCsv(c)) {
        const rows = list.map(({ soFar: _, ...target }) => ({ office: window.office.id, ...target, sample }));
        return answerCsv(c, `targets-${window.office.id}`, columns, rows) as never;
      }
      return c.json(
        {
          office: window.office.id,
          from: window.from,
          to: window.to,
          today: window.today,
          sample,
          targets: list,
        },
        200,
      );
    },
  );

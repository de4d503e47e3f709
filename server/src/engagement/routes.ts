import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type MetricCode, metricCodes, metrics } from '@tilik/db/vocabulary';
import { channelList } from '../channels/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { ListText, router } from '../validate.ts';
import { GrainQuery, WindowQuery, windowOf } from '../window.ts';
import { engagementSeries, engagementStates } from './queries.ts';

const EngagementAnswer = z
  .object({
    office: z.string(),
    grain: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    series: z.array(
      z.object({
        channel: z.string(),
        metric: z.enum(metricCodes as [MetricCode, ...MetricCode[]]),
        aggregation: z.enum(['sum', 'latest', 'none']),
        stage: z.string(),
        periods: z.array(
          z.object({
            period: z.string(),
            from: z.string(),
            to: z.string(),
            state: z.enum(engagementStates),
            value: z.int().nullable(),
            days: z.int(),
            reportedDays: z.int(),
          }),
        ),
      }),
    ),
  })
  .openapi('Engagement');

const columns = [
  'office',
  'channel',
  'metric',
  'aggregation',
  'stage',
  'period',
  'from',
  'to',
  'state',
  'value',
  'days',
  'reported_days',
  'sample',
];

/** A name that there is none of would be answered with nothing, which looks like nothing reported. */
function refuseUnknown(field: 'channel' | 'metric', asked: readonly string[], known: readonly string[]): void {
  const issues = asked
    .filter((value) => !known.includes(value))
    .map((value) => ({ field, code: `unknown-${field}`, facts: { value, known: known.join(', ') } }));
  if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
}

export const engagementRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/engagement',
      tags: ['figures'],
      summary: 'Readings per channel and metric, put together as the metric allows',
      request: {
        query: WindowQuery.extend({
          grain: GrainQuery,
          channel: ListText.openapi({ type: 'string', description: 'Channels, comma separated; all by default.' }),
          metric: ListText.openapi({ type: 'string', description: 'Metrics, comma separated; all by default.' }),
        }),
      },
      responses: {
        200: {
          content: { 'application/json': { schema: EngagementAnswer } },
          description: 'Sums, latest values, or nothing where people counted once a day cannot be added. Also as CSV.',
        },
      },
    }),
    (c) => {
      const query = c.req.valid('query');
      const window = windowOf(db, query, now(), c.get('actor'), query.grain);
      const filter = { channels: query.channel, metrics: query.metric };
      const known = channelList(db).map(({ id }) => id);
      refuseUnknown('channel', filter.channels, known);
      refuseUnknown('metric', filter.metrics, metricCodes);
      const sample = holdsSample(db);
      const series = engagementSeries(db, window, query.grain, filter).map(({ channel, metric, periods }) => ({
        channel,
        metric,
        aggregation: metrics[metric].aggregation,
        stage: metrics[metric].stage,
        periods,
      }));
      if (wantsCsv(c)) {
        const rows = series.flatMap(({ channel, metric, aggregation, stage, periods }) =>
          periods.map((period) => ({
            office: window.office.id,
            channel,
            metric,
            aggregation,
            stage,
            period: period.period,
            from: period.from,
            to: period.to,
            state: period.state,
            value: period.value,
            days: period.days,
            reported_days: period.reportedDays,
            sample,
          })),
        );
        return answerCsv(c, `engagement-${window.office.id}`, columns, rows) as never;
      }
      return c.json(
        {
          office: window.office.id,
          grain: query.grain,
          from: window.from,
          to: window.to,
          today: window.today,
          sample,
          series,
        },
        200,
      );
    },
  );

import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { channelKinds, metrics, type Stage, stages } from '@tilik/db/vocabulary';
import { Share, shareColumns, shareOf } from '../applicants/share.ts';
import { daysBetween } from '../day.ts';
import { channelTotals } from '../engagement/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { declaredSources } from '../sources/queries.ts';
import { router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { activityCounts, channelList } from './queries.ts';

const MetricTotal = z.object({
  metric: z.string(),
  value: z.int().nullable().openapi({ description: 'Null: people counted once a day, who cannot be added over days.' }),
  reportedDays: z.int(),
});

const ChannelsAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    days: z.int(),
    sample: z.boolean(),
    declaredMonths: z.array(z.string()),
    channels: z.array(
      z.object({
        channel: z.string(),
        nameId: z.string(),
        nameEn: z.string(),
        kind: z.enum(channelKinds),
        stages: z.record(z.string(), z.array(MetricTotal)).openapi({
          description: 'Per stage the metrics that were reported, the one that says most first.',
        }),
        declared: z.object({ electronic: z.int(), ordinary: z.int(), uptake: Share }).nullable().openapi({
          description: 'Applicants who declare this channel. Not the same people as those counted before.',
        }),
      }),
    ),
  })
  .openapi('Channels');

const columns = [
  'office',
  'from',
  'to',
  'channel',
  'stage',
  'metric',
  'value',
  'reported_days',
  'declared_electronic',
  'declared_ordinary',
  'declared_uptake_share',
  'declared_uptake_share_low',
  'declared_uptake_share_high',
  'declared_uptake_share_note',
  'sample',
];

const stageCodes = (Object.keys(stages) as Stage[]).filter((stage) => stage !== 'use');

export const channelsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/channels',
      tags: ['figures'],
      summary: 'Channels at a glance: engagement by stage beside declared applicants',
      request: { query: WindowQuery },
      responses: {
        200: {
          content: { 'application/json': { schema: ChannelsAnswer } },
          description: 'A channel with nothing reported is there with nothing in it. Also as CSV.',
        },
      },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
      const readings = channelTotals(db, window);
      // A channel whose posts are known one by one has as many as there are, where it gives no count of its own.
      const counted = activityCounts(db, window)
        .filter(({ channelId }) => !readings.some((total) => total.channelId === channelId && total.metric === 'posts'))
        .map(({ channelId, activities, days }) => ({
          channelId,
          metric: 'posts' as const,
          value: activities,
          reportedDays: days,
        }));
      const totals = [...readings, ...counted];
      const { counts, months } = declaredSources(db, window);
      const order = Object.keys(metrics);
      const rows = channelList(db).map(({ id, nameId, nameEn, kind }) => {
        const ofChannel = totals
          .filter(({ channelId }) => channelId === id)
          .sort((one, other) => order.indexOf(one.metric) - order.indexOf(other.metric));
        const declared = counts.get(id);
        return {
          channel: id,
          nameId,
          nameEn,
          kind,
          stages: Object.fromEntries(
            stageCodes.map((stage) => [
              stage,
              ofChannel
                .filter(({ metric }) => metrics[metric].stage === stage)
                .map(({ metric, value, reportedDays }) => ({ metric: metric as string, value, reportedDays })),
            ]),
          ),
          declared: declared
            ? { ...declared, uptake: shareOf(declared.electronic, declared.electronic + declared.ordinary) }
            : null,
        };
      });
      const sample = holdsSample(db);
      if (wantsCsv(c)) {
        const csvRows = rows.flatMap(({ channel, stages: byStage, declared }) =>
          Object.entries(byStage).flatMap(([stage, list]) =>
            list.map(({ metric, value, reportedDays }) => ({
              office: window.office.id,
              from: window.from,
              to: window.to,
              channel,
              stage,
              metric,
              value,
              reported_days: reportedDays,
              declared_electronic: declared?.electronic ?? null,
              declared_ordinary: declared?.ordinary ?? null,
              ...shareColumns('declared_uptake_share', declared?.uptake ?? { kind: 'none', reason: 'not-reported' }),
              sample,
            })),
          ),
        );
        return answerCsv(c, `channels-${window.office.id}`, columns, csvRows) as never;
      }
      return c.json(
        {
          office: window.office.id,
          from: window.from,
          to: window.to,
          days: daysBetween(window.from, window.to) + 1,
          sample,
          declaredMonths: [...months],
          channels: rows,
        },
        200,
      );
    },
  );

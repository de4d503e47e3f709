import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type MetricCode, metricCodes } from '@tilik/db/vocabulary';
import { channelList } from '../channels/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { ListText, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { activitiesIn } from './queries.ts';

const ActivitiesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    activities: z.array(
      z.object({
        id: z.string().openapi({ description: "Channel and the platform's own id.", example: 'x:1902622306553184746' }),
        officeId: z.string(),
        channelId: z.string(),
        campaignId: z.string().nullable(),
        kind: z.string(),
        caption: z.string().nullable(),
        permalink: z.string().nullable(),
        account: z.string().nullable(),
        publishedAt: z.string(),
        publishedOn: z.string(),
        snapshots: z.array(
          z.object({
            metric: z.enum(metricCodes as [MetricCode, ...MetricCode[]]),
            value: z.int(),
            takenOn: z.string(),
            difference: z
              .int()
              .nullable()
              .openapi({ description: 'Since the snapshot before it; null: there is none to compare with.' }),
            since: z.string().nullable().openapi({ description: 'Day of the snapshot before it.' }),
          }),
        ),
      }),
    ),
  })
  .openapi('Activities');

const columns = [
  'id',
  'office',
  'channel',
  'campaign',
  'kind',
  'account',
  'published_at',
  'published_on',
  'permalink',
  'caption',
  'metric',
  'value',
  'taken_on',
  'difference',
  'since',
  'sample',
];

export const activitiesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/activities',
      tags: ['programme'],
      summary: 'Posts and other activities published in the window, with what is new since the last snapshot',
      request: {
        query: WindowQuery.extend({
          channel: ListText.openapi({ type: 'string', description: 'Channels, comma separated; all by default.' }),
        }),
      },
      responses: {
        200: {
          content: { 'application/json': { schema: ActivitiesAnswer } },
          description: 'Latest first, each with its latest lifetime figures. Also as CSV, a row per metric.',
        },
      },
    }),
    (c) => {
      const query = c.req.valid('query');
      const window = windowOf(db, query, now());
      const known = channelList(db).map(({ id }) => id);
      // A name that there is none of would be answered with nothing, which looks like nothing published.
      const issues = query.channel
        .filter((value) => !known.includes(value))
        .map((value) => ({ field: 'channel', code: 'unknown-channel', facts: { value, known: known.join(', ') } }));
      if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
      const sample = holdsSample(db);
      const list = activitiesIn(db, window, query.channel);
      if (wantsCsv(c)) {
        const rows = list.flatMap(({ snapshots, ...activity }) => {
          const said = {
            id: activity.id,
            office: activity.officeId,
            channel: activity.channelId,
            campaign: activity.campaignId,
            kind: activity.kind,
            account: activity.account,
            published_at: activity.publishedAt,
            published_on: activity.publishedOn,
            permalink: activity.permalink,
            caption: activity.caption,
            sample,
          };
          // An activity that no figure is known of is still one that was run.
          if (snapshots.length === 0) return [said];
          return snapshots.map(({ metric, value, takenOn, difference, since }) => ({
            ...said,
            metric,
            value,
            taken_on: takenOn,
            difference,
            since,
          }));
        });
        return answerCsv(c, `activities-${window.office.id}`, columns, rows) as never;
      }
      return c.json(
        {
          office: window.office.id,
          from: window.from,
          to: window.to,
          sample,
          activities: list.map(({ snapshots, ...activity }) => ({ ...activity, snapshots: [...snapshots] })),
        },
        200,
      );
    },
  );

import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type MetricCode, metricCodes, type PrRole, prRoles } from '@tilik/db/vocabulary';
import { channelList } from '../channels/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { ListText, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { activitiesIn, hasCampaign, kindsIn } from './queries.ts';
import { hasWords, lineOf } from './words.ts';

const prRoleCodes = Object.keys(prRoles) as [PrRole, ...PrRole[]];

/** Stands for those that belong to no campaign. No campaign has it for an id: ids do not begin with a dash. */
const withoutCampaign = '-';

const ActivitiesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    kinds: z.array(z.string()).openapi({ description: 'Of all activities of the window, whatever else is asked.' }),
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
        title: z.string().nullable(),
        place: z.string().nullable().openapi({ description: 'Where an event took place.' }),
        prRole: z.enum(prRoleCodes).nullable(),
        topics: z.array(z.string()),
        costRupiah: z.int().nullable(),
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
  'title',
  'caption',
  'place',
  'pr_role',
  'topics',
  'cost_rupiah',
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
          campaign: lineOf(200)
            .optional()
            .openapi({ description: `Those of one campaign; \`${withoutCampaign}\` for those that belong to none.` }),
          kind: lineOf(100).optional().openapi({ description: 'Kind, as the activities have it.' }),
          prRole: z.enum(prRoleCodes).optional().openapi({ description: 'What the section was in it.' }),
          words: lineOf(200)
            .optional()
            .openapi({ description: 'Words in title, caption or place, whole and one after the other.' }),
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
      const window = windowOf(db, query, now(), c.get('actor'));
      const known = channelList(db).map(({ id }) => id);
      // A name that there is none of would be answered with nothing, which looks like nothing published.
      const isNoCampaign =
        query.campaign !== undefined &&
        query.campaign !== withoutCampaign &&
        !hasCampaign(db, window.office.id, query.campaign);
      const issues = [
        ...query.channel
          .filter((value) => !known.includes(value))
          .map((value) => ({ field: 'channel', code: 'unknown-channel', facts: { value, known: known.join(', ') } })),
        ...(isNoCampaign
          ? [{ field: 'campaign', code: 'unknown-campaign', facts: { value: query.campaign ?? '' } }]
          : []),
      ];
      if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
      const sample = holdsSample(db);
      const { channel: channels, campaign, kind, prRole, words = '' } = query;
      const found = activitiesIn(db, window, {
        channels,
        campaign: campaign === withoutCampaign ? null : campaign,
        kind,
        prRole,
      });
      const list =
        words.trim() === ''
          ? found
          : found.filter(({ title, caption, place }) => hasWords([title, caption, place].join('\n'), words));
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
            title: activity.title,
            caption: activity.caption,
            place: activity.place,
            pr_role: activity.prRole,
            topics: activity.topics.join('|'),
            cost_rupiah: activity.costRupiah,
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
          kinds: kindsIn(db, window),
          activities: list.map(({ snapshots, ...activity }) => ({ ...activity, snapshots: [...snapshots] })),
        },
        200,
      );
    },
  );

import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Campaign } from '@tilik/db/schema';
import { channelKinds, type MetricCode, metricCodes, metrics } from '@tilik/db/vocabulary';
import type { Actor } from '../access/actor.ts';
import { sharedPageOf } from '../access/shares.ts';
import { channelList } from '../channels/queries.ts';
import { dayInZone, daysBetween } from '../day.ts';
import { campaignOf } from '../effect/queries.ts';
import { answerCsv, type CsvRow, wantsCsv } from '../export/write-csv.ts';
import { holdsSample, officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import { type Window, WindowQuery, windowOf } from '../window.ts';
import { approachesIn } from './approaches.ts';
import { rankActivities } from './best.ts';
import { amec, stageOf } from './figures.ts';
import { channelStages, commonMetric, ownStages, stageActivities, voiceMetrics } from './queries.ts';
import { ApproachesAnswer, BestAnswer, type ChannelStages, StagesAnswer } from './result.ts';
import { shareOfVoice } from './voice.ts';

const StagesQuery = WindowQuery.extend({
  channel: z.string().optional().openapi({ description: 'One channel; all by default.' }),
  campaign: z.string().optional().openapi({ description: 'One campaign; its own days unless others are asked for.' }),
});

const informationMetrics = metricCodes.filter((metric) => metrics[metric].stage === 'information');

const BestQuery = WindowQuery.extend({
  channel: z.string().optional().openapi({ description: 'One channel; all by default.' }),
  metric: z
    .enum(metricCodes as [MetricCode, ...MetricCode[]])
    .optional()
    .openapi({ description: 'What is best; by default the sign of awareness that most activities have.' }),
  per: z
    .enum(informationMetrics as [MetricCode, ...MetricCode[]])
    .optional()
    .openapi({ description: 'What it is set against, of the same activity; none: the count as it is.' }),
});

const stageColumns = [
  'office',
  'from',
  'to',
  'campaign',
  'of',
  'channel',
  'stage',
  'amec',
  'figure',
  'value',
  'origin',
  'reported',
  'reported_unit',
  'per_figure',
  'per_stage',
  'denominator',
  'matched',
  'matched_unit',
  'same_people',
  'rate',
  'rate_low',
  'rate_high',
  'note',
  'sample',
];

const approachColumns = [
  'office',
  'from',
  'to',
  'level',
  'approach',
  'campaign',
  'running',
  'days',
  'channels',
  'stage',
  'figure',
  'origin',
  'value',
  'reported',
  'reported_unit',
  'declared_electronic',
  'declared_months',
  'money_rupiah',
  'money_basis',
  'money_missing',
  'activity_costs_rupiah',
  'cost_per_declared',
  'cost_per_declared_note',
  'verdict',
  'additional',
  'additional_low',
  'additional_high',
  'cost_per_additional',
  'cost_per_additional_low',
  'cost_per_additional_high',
  'cost_per_additional_note',
  'sample',
];

const bestColumns = [
  'office',
  'from',
  'to',
  'rank',
  'activity',
  'channel',
  'kind',
  'published_on',
  'campaign',
  'title',
  'metric',
  'value',
  'per',
  'base',
  'rate',
  'rate_low',
  'rate_high',
  'small',
  'sample',
];

/** So many of the best are shown; all of them are in the CSV. */
const bestShown = 10;

export const stagesRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  /** A name that there is none of would be answered with nothing, which looks like nothing reported. */
  const requireChannel = (asked: string | undefined) => {
    const known = channelList(db).map(({ id }) => id);
    if (asked === undefined || known.includes(asked)) return;
    const facts = { value: asked, known: known.join(', ') };
    throw new ProblemError(400, 'bad-request', { issues: [{ field: 'channel', code: 'unknown-channel', facts }] });
  };

  /** A link to the page of one campaign shows the stages of that one and of nothing else. */
  const requireView = (actor: Actor, campaign: string | undefined) => {
    const seen = actor.view && sharedPageOf(actor.view.page);
    if (!seen || seen.id === (campaign ?? null)) return;
    throw new ProblemError(403, 'not-allowed', { facts: { role: actor.role, route: 'GET /api/v1/stages' } });
  };

  /** The window of a question; that of a campaign is its own days unless others were asked for. */
  const windowAsked = (
    query: z.infer<typeof StagesQuery>,
    actor: Actor,
  ): { readonly window: Window; readonly campaign: Campaign | undefined } => {
    if (query.campaign === undefined) return { window: windowOf(db, query, now(), actor), campaign: undefined };
    const campaign = campaignOf(db, query.campaign);
    const list = officeList(db);
    const office = query.office ?? list.find(({ role }) => role === 'ours')?.id;
    // That of another office is not there for whoever asks about this one.
    if (campaign?.officeId !== office || !campaign) {
      throw new ProblemError(404, 'unknown-campaign', { facts: { value: query.campaign } });
    }
    const today = dayInZone(now(), list.find(({ id }) => id === campaign.officeId)?.zone ?? 'Asia/Jakarta');
    const from = query.from ?? campaign.startedOn ?? campaign.plannedFromOn ?? today;
    const ended = campaign.endedOn ?? (today >= from ? today : (campaign.plannedToOn ?? from));
    const [, latest = from] = [from, ended].sort();
    const to = query.to ?? latest;
    return { window: windowOf(db, { ...query, from, to }, now(), actor), campaign };
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/stages',
        tags: ['figures'],
        summary: 'The four stages per channel or campaign, with rates between them and both their counts',
        request: { query: StagesQuery },
        responses: {
          200: json(StagesAnswer, 'Missing is not zero; an interval only where the people are the same. Also as CSV.'),
        },
      }),
      (c) => {
        const query = c.req.valid('query');
        requireChannel(query.channel);
        requireView(c.get('actor'), query.campaign);
        const { window, campaign } = windowAsked(query, c.get('actor'));
        const activities = campaign ? stageActivities(db, window, { campaigns: [campaign.id] }) : [];
        const own = query.channel ? activities.filter(({ channelId }) => channelId === query.channel) : activities;
        const used = campaign && [...new Set([...campaign.channels, ...own.map(({ channelId }) => channelId)])];
        const asked = query.channel === undefined ? used : [query.channel];
        const { channels, declaredMonths } = channelStages(db, window, asked, campaign !== undefined);
        const sample = holdsSample(db);
        const ofCampaign = campaign && {
          id: campaign.id,
          name: campaign.name,
          nameEn: campaign.nameEn,
          activities: own.length,
          own: ownStages(db, own),
        };
        if (wantsCsv(c)) {
          const base = {
            office: window.office.id,
            from: window.from,
            to: window.to,
            campaign: campaign?.id ?? null,
            sample,
          };
          const rows = [
            ...channels.flatMap((channel) => stageRows({ ...base, of: 'channel' }, channel)),
            ...(ofCampaign?.own ?? []).flatMap((channel) => stageRows({ ...base, of: 'own-activities' }, channel)),
          ];
          return answerCsv(c, `stages-${window.office.id}`, stageColumns, rows) as never;
        }
        return c.json(
          {
            office: window.office.id,
            from: window.from,
            to: window.to,
            days: daysBetween(window.from, window.to) + 1,
            sample,
            amec: { ...amec },
            declaredMonths: [...declaredMonths],
            channels,
            campaign: ofCampaign ?? null,
            voice: query.channel === undefined ? voicesOf(db, window, channels) : [],
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/stages/activities',
        tags: ['figures'],
        summary: 'Posts and events of a window, the best by one metric or by a rate with its base',
        request: { query: BestQuery },
        responses: { 200: json(BestAnswer, 'Small numbers stand last. As CSV: all of them.') },
      }),
      (c) => {
        const query = c.req.valid('query');
        requireChannel(query.channel);
        const window = windowOf(db, query, now(), c.get('actor'));
        const channels = query.channel === undefined ? [] : [query.channel];
        const list = stageActivities(db, window, { span: window, channels });
        const choices = metricCodes
          .map((metric) => ({ metric, activities: list.filter(({ values }) => values.has(metric)).length }))
          .filter(({ activities }) => activities > 0);
        const signs = choices.filter(({ metric }) => metrics[metric].stage === 'awareness');
        const most = (signs.length > 0 ? signs : choices).reduce<(typeof choices)[number] | undefined>(
          (best, next) => (best === undefined || next.activities > best.activities ? next : best),
          undefined,
        );
        const metric = query.metric ?? most?.metric;
        const ranked = metric === undefined ? [] : rankActivities(list, metric, query.per);
        const sample = holdsSample(db);
        const known = new Map(list.map((activity) => [activity.id, activity]));
        const rows = ranked.flatMap((each) => {
          const activity = known.get(each.id);
          return activity ? [{ ...each, activity }] : [];
        });
        if (wantsCsv(c)) {
          const csv = rows.map(({ activity, ...each }, index) => ({
            office: window.office.id,
            from: window.from,
            to: window.to,
            rank: index + 1,
            activity: activity.id,
            channel: activity.channelId,
            kind: activity.kind,
            published_on: activity.publishedOn,
            campaign: activity.campaignId,
            title: activity.title ?? activity.caption,
            metric: metric ?? null,
            value: each.value,
            per: query.per ?? null,
            base: each.base,
            rate: each.rate,
            rate_low: each.low,
            rate_high: each.high,
            small: each.isSmall,
            sample,
          }));
          return answerCsv(c, `best-activities-${window.office.id}`, bestColumns, csv) as never;
        }
        return c.json(
          {
            office: window.office.id,
            from: window.from,
            to: window.to,
            sample,
            metric: metric ?? null,
            per: query.per ?? null,
            choices,
            activities: list.length,
            ranked: rows.length,
            small: rows.filter(({ isSmall }) => isSmall).length,
            best: rows.slice(0, bestShown).map(({ activity, ...each }) => ({
              ...each,
              channel: activity.channelId,
              kind: activity.kind,
              title: activity.title,
              caption: activity.caption,
              place: activity.place,
              permalink: activity.permalink,
              publishedOn: activity.publishedOn,
              campaign: activity.campaignId,
            })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/approaches',
        tags: ['programme'],
        summary: 'Diseminasi beside sosialisasi on the same measures, with what each cost',
        request: { query: WindowQuery },
        responses: {
          200: json(ApproachesAnswer, 'Campaigns that ran in the window, each with all of its days. Also as CSV.'),
        },
      }),
      (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
        const { approaches, campaigns } = approachesIn(db, window);
        const sample = holdsSample(db);
        const base = { office: window.office.id, from: window.from, to: window.to };
        if (wantsCsv(c)) {
          const rows = [
            ...approaches.flatMap((side) =>
              approachRows({ ...base, level: 'approach', approach: side.approach, days: side.days, sample }, side),
            ),
            ...campaigns.flatMap((campaign) =>
              approachRows(
                {
                  ...base,
                  level: 'campaign',
                  approach: campaign.approach,
                  campaign: campaign.id,
                  running: campaign.isRunning,
                  days: campaign.days,
                  verdict: campaign.effect?.verdict ?? null,
                  additional: campaign.effect?.additional?.estimate ?? null,
                  additional_low: campaign.effect?.additional?.lower ?? null,
                  additional_high: campaign.effect?.additional?.upper ?? null,
                  cost_per_additional: campaign.costPerAdditional.estimate,
                  cost_per_additional_low: campaign.costPerAdditional.lower,
                  cost_per_additional_high: campaign.costPerAdditional.upper,
                  cost_per_additional_note: campaign.costPerAdditional.reason,
                  sample,
                },
                campaign,
              ),
            ),
          ];
          return answerCsv(c, `approaches-${window.office.id}`, approachColumns, rows) as never;
        }
        return c.json({ ...base, sample, approaches, campaigns }, 200);
      },
    );
};

/** Shares among all channels that reported something, and among those of each kind. */
function voicesOf(db: Db, window: Window, channels: readonly ChannelStages[]) {
  const reporting = channels.filter(({ stages }) =>
    Object.values(stages).some((list) => list.some(({ origin }) => origin === 'readings')),
  );
  const groups = [
    ...channelKinds.map((kind) => ({ group: kind, of: reporting.filter((channel) => channel.kind === kind) })),
    { group: 'all' as const, of: reporting },
  ].filter(({ group, of }) => of.length > 1 || group === 'all');
  return groups.map(({ group, of }) => {
    const ids = of.map(({ channel }) => channel);
    const candidates = voiceMetrics.filter((metric) =>
      of.every(({ stages }) =>
        stages[stageOf(metric)].some(({ figure, origin }) => figure === metric && origin === 'readings'),
      ),
    );
    const common = ids.length > 1 ? commonMetric(db, window, ids, candidates, group === 'face-to-face') : undefined;
    const voice = shareOfVoice(group, ids, common);
    return { ...voice, channels: voice.channels.map((each) => ({ ...each })) };
  });
}

/** A row for each figure and each rate of a channel. */
function stageRows(base: CsvRow, { channel, stages, rates }: ChannelStages): CsvRow[] {
  const figures = (Object.entries(stages) as [keyof typeof stages, (typeof stages)['use']][]).flatMap(([stage, list]) =>
    list.map((total) => ({
      ...base,
      channel,
      stage,
      amec: amec[stage],
      figure: total.figure,
      value: total.value,
      origin: total.origin,
      reported: total.reported,
      reported_unit: total.unit,
      note: total.value === null ? 'not-additive' : null,
    })),
  );
  return [
    ...figures,
    ...rates.map((rate) => ({
      ...base,
      channel,
      stage: rate.ofStage,
      amec: amec[rate.ofStage],
      figure: rate.of,
      value: rate.numerator,
      per_figure: rate.per,
      per_stage: rate.perStage,
      denominator: rate.denominator,
      matched: rate.matched,
      matched_unit: rate.matchedUnit,
      same_people: rate.people === 'same',
      rate: rate.rate,
      rate_low: rate.low,
      rate_high: rate.high,
      note: rate.note ?? rate.reason,
    })),
  ];
}

type Measured =
  | ReturnType<typeof approachesIn>['campaigns'][number]
  | ReturnType<typeof approachesIn>['approaches'][number];

/** A row for each figure, and one for what is no figure of a stage. */
function approachRows(base: CsvRow, side: Measured): CsvRow[] {
  const figures = [side.stages, side.own.stages].flatMap((stages) =>
    Object.entries(stages).flatMap(([stage, list]) =>
      list.map((total) => ({
        office: base.office ?? null,
        from: base.from ?? null,
        to: base.to ?? null,
        level: base.level ?? null,
        approach: base.approach ?? null,
        campaign: base.campaign ?? null,
        channels: total.channels.join('|'),
        stage,
        figure: total.figure,
        origin: total.origin,
        value: total.value,
        reported: total.reported,
        reported_unit: total.unit,
        sample: base.sample ?? null,
      })),
    ),
  );
  return [
    {
      ...base,
      channels: side.channels.join('|'),
      declared_electronic: side.declared.applicants,
      declared_months: side.declared.months.map((month) => month.slice(0, 7)).join('|'),
      money_rupiah: side.money.rupiah,
      money_basis: side.money.basis,
      money_missing: side.money.missing.join('|'),
      activity_costs_rupiah: side.costs.rupiah,
      cost_per_declared: side.costPerDeclared.rupiah,
      cost_per_declared_note: side.costPerDeclared.reason,
    },
    ...figures,
  ];
}

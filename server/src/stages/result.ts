import { z } from '@hono/zod-openapi';
import { approaches, channelKinds, type MetricCode, metricCodes, type Stage, stages } from '@tilik/db/vocabulary';
import { verdicts } from '../effect/result.ts';
import { amec, figureOrder, figureOrigins, type StageFigure } from './figures.ts';
import { pairReasons } from './pairs.ts';

const units = ['days', 'months', 'activities'] as const;
const FigureName = z.enum(figureOrder as [StageFigure, ...StageFigure[]]);
const MetricName = z.enum(metricCodes as [MetricCode, ...MetricCode[]]);
const StageName = z.enum(Object.keys(stages) as [Stage, ...Stage[]]);
export const approachCodes = Object.keys(approaches) as [keyof typeof approaches];

export const StageTotal = z
  .object({
    figure: FigureName,
    value: z.int().nullable().openapi({
      description: 'Null: people counted once a day or a post, who cannot be added.',
    }),
    origin: z.enum(figureOrigins),
    reported: z.int().openapi({ description: 'Days, months or activities that it was reported for.' }),
    unit: z.enum(units),
  })
  .openapi('StageTotal');
export type StageTotal = z.infer<typeof StageTotal>;

const stagesOf = <Figure extends z.ZodType>(figure: Figure) =>
  z.object({
    output: z.array(figure),
    information: z.array(figure),
    awareness: z.array(figure),
    acceptance: z.array(figure),
    use: z.array(figure),
  });

export const Stages = stagesOf(StageTotal).openapi('Stages', {
  description: 'By stage; empty: not reported, which is not zero. Figures of one stage are never added to one another.',
});
export type Stages = z.infer<typeof Stages>;

export const StageRate = z
  .object({
    of: FigureName,
    ofStage: StageName,
    per: FigureName,
    perStage: StageName,
    people: z.enum(['same', 'other']).openapi({
      description: 'same: the first are some of the second. other: not the same people, so no interval.',
    }),
    reason: z.enum(pairReasons),
    numerator: z.int(),
    denominator: z.int(),
    multiple: z.int().openapi({ description: 'It is told as so many per 1, 100 or 1,000.' }),
    matched: z
      .int()
      .openapi({ description: 'Days, months or activities for which both were reported; only these count.' }),
    matchedUnit: z.enum(units),
    rate: z.number().nullable(),
    low: z.number().nullable().openapi({ description: '95 % Wilson interval; only where people are the same.' }),
    high: z.number().nullable(),
    note: z.enum(['no-base', 'more-than-base', 'few']).nullable(),
  })
  .openapi('StageRate', { description: 'A rate from one stage to another, with the two counts it is made of.' });
export type StageRate = z.infer<typeof StageRate>;

export const ChannelStages = z
  .object({
    channel: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    kind: z.enum(channelKinds),
    stages: Stages,
    rates: z.array(StageRate),
  })
  .openapi('ChannelStages');
export type ChannelStages = z.infer<typeof ChannelStages>;

const Voice = z
  .object({
    group: z.enum([...channelKinds, 'all']),
    channels: z.array(z.object({ channel: z.string(), value: z.int().nullable(), share: z.number().nullable() })),
    metric: MetricName.nullable(),
    periods: z.int().openapi({
      description: 'Days, of face-to-face channels months, on which every channel of the group reported it.',
    }),
    total: z.int().nullable(),
    refusal: z.enum(['one-channel', 'none-common', 'nothing-counted']).nullable(),
  })
  .openapi('ShareOfVoice', {
    description: 'Of one metric that all channels of the group have; refused where none is.',
  });

const Amec = z.enum(['outputs', 'out-takes', 'outcomes']);

export const StagesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    days: z.int(),
    sample: z.boolean(),
    amec: z
      .object({ output: Amec, information: Amec, awareness: Amec, acceptance: Amec, use: Amec })
      .openapi({ description: 'What AMEC’s framework calls each stage.', example: { ...amec } }),
    declaredMonths: z.array(z.string()).openapi({ description: 'Months with declared sources, by their first day.' }),
    channels: z.array(ChannelStages).openapi({ description: 'In a campaign’s days these hold other things too.' }),
    campaign: z
      .object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        activities: z.int(),
        own: z.array(ChannelStages).openapi({
          description: 'Its own activities: the latest lifetime figures, never added to readings.',
        }),
      })
      .nullable(),
    voice: z.array(Voice),
  })
  .openapi('FourStages');

const ApproachTotal = StageTotal.extend({ channels: z.array(z.string()) });

export const Money = z
  .object({
    rupiah: z.int().nullable().openapi({ description: 'Null: the money of one campaign or more is not known.' }),
    basis: z.enum(['spending', 'budget', 'mixed', 'missing']).openapi({
      description: 'budget: what was planned stands in for what was spent.',
    }),
    missing: z.array(z.string()).openapi({ description: 'Campaigns with neither.' }),
    budgeted: z.array(z.string()).openapi({ description: 'Campaigns with a budget only.' }),
  })
  .openapi('Money');
export type Money = z.infer<typeof Money>;

const ActivityCosts = z.object({
  activities: z.int(),
  withCost: z.int(),
  rupiah: z.int().nullable().openapi({ description: 'Null unless every activity has its cost.' }),
});

export const CostPerDeclared = z
  .object({
    rupiah: z.number().nullable(),
    reason: z.enum(['running', 'no-money', 'not-declared', 'nobody']).nullable(),
  })
  .openapi('CostPerDeclared');
export type CostPerDeclared = z.infer<typeof CostPerDeclared>;

export const CostPerAdditional = z
  .object({
    estimate: z.number().nullable().openapi({ description: 'Null where no additional applicant cannot be excluded.' }),
    lower: z.number().nullable(),
    upper: z.number().nullable().openapi({ description: 'Null beside a lower end: there is none.' }),
    reason: z.enum(['not-judged', 'not-computed', 'no-money', 'none-additional']).nullable(),
  })
  .openapi('CostPerAdditional');
export type CostPerAdditional = z.infer<typeof CostPerAdditional>;

const measured = {
  channels: z.array(z.string()),
  stages: stagesOf(ApproachTotal).openapi({ description: 'Readings of its channels on its days.' }),
  own: z.object({ activities: z.int(), stages: stagesOf(ApproachTotal) }).openapi({
    description: 'Its own activities: the latest lifetime figures.',
  }),
  declared: z.object({
    applicants: z.int().nullable().openapi({
      description: 'E-passport applicants who declare one of its channels. Null: not reported.',
    }),
    months: z
      .array(z.string())
      .openapi({ description: 'Months by their first day; half of each at least is its days.' }),
  }),
  money: Money,
  costs: ActivityCosts,
  costPerDeclared: CostPerDeclared,
};

export const ApproachSide = z
  .object({
    approach: z.enum(approachCodes),
    campaigns: z.array(z.string()).openapi({ description: 'Those that have ended; running ones are in no sum.' }),
    running: z.array(z.string()),
    days: z.int().openapi({ description: 'Days on which one of them ran.' }),
    campaignDays: z.int().openapi({ description: 'Days of each, added.' }),
    sharedDays: z.int().openapi({
      description: 'Of its days, those on which a campaign of the other approach used one of its channels.',
    }),
    ...measured,
  })
  .openapi('ApproachSide');

export const ApproachCampaign = z
  .object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    approach: z.enum(approachCodes),
    from: z.string(),
    to: z.string(),
    days: z.int(),
    isRunning: z.boolean(),
    ...measured,
    effect: z
      .object({
        verdict: z.enum(verdicts).openapi({ description: 'After Holm over the judged campaigns of this answer.' }),
        additional: z.object({ estimate: z.number(), lower: z.number(), upper: z.number() }).nullable(),
      })
      .nullable()
      .openapi({ description: 'Null: not judged from the figures as they stand.' }),
    costPerAdditional: CostPerAdditional,
  })
  .openapi('ApproachCampaign');

export const ApproachesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    approaches: z.array(ApproachSide),
    campaigns: z.array(ApproachCampaign),
  })
  .openapi('Approaches');

export const BestAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    metric: MetricName.nullable().openapi({ description: 'Null: no activity of the window has a figure.' }),
    per: MetricName.nullable(),
    choices: z
      .array(z.object({ metric: MetricName, activities: z.int() }))
      .openapi({ description: 'Metrics that can be asked for, with how many activities have them.' }),
    activities: z.int().openapi({ description: 'All of the window.' }),
    ranked: z.int().openapi({ description: 'Those with the metric, and the base where one is named.' }),
    small: z.int().openapi({ description: 'Of them, those whose numbers are too small to be told from chance.' }),
    best: z.array(
      z.object({
        id: z.string(),
        channel: z.string(),
        kind: z.string(),
        title: z.string().nullable(),
        caption: z.string().nullable(),
        place: z.string().nullable(),
        permalink: z.string().nullable(),
        publishedOn: z.string(),
        campaign: z.string().nullable(),
        value: z.int(),
        base: z.int().nullable(),
        rate: z.number().nullable(),
        low: z
          .number()
          .nullable()
          .openapi({ description: '95 % Wilson, where it is a share of the accounts reached.' }),
        high: z.number().nullable(),
        isSmall: z.boolean(),
      }),
    ),
  })
  .openapi('BestActivities');

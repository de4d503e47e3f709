import { z } from '@hono/zod-openapi';

/** The four words that are said of a campaign, and no other (EVALUATION §11). */
export const verdicts = ['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE', 'NOT COMPUTED'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * What is estimated. `share`: switching, the odds of the electronic passport against the ordinary one. `extra`:
 * applications for the electronic passport beyond what would have come. `value`: any number as it stands, for checking
 * against other tools.
 */
export const estimands = ['extra', 'share', 'value'] as const;
export type Estimand = (typeof estimands)[number];

/** The course of an effect, declared before a campaign begins. */
export const shapes = ['step', 'pulse', 'ramp', 'decay'] as const;
export type Shape = (typeof shapes)[number];

/** Unit of time of an evaluation. */
export const effectGrains = ['week', 'month'] as const;
export type EffectGrain = (typeof effectGrains)[number];

const DayShown = z.string().openapi({ example: '2024-03-04' });

export const Estimate = z
  .object({ estimate: z.number(), lower: z.number(), upper: z.number() })
  .openapi('Estimate', { description: 'An estimate with the ends of its 95 % interval.' });
export type Estimate = z.infer<typeof Estimate>;

export const ScaleEstimate = z
  .object({ estimate: z.number(), sd: z.number(), lower: z.number(), upper: z.number() })
  .openapi('ScaleEstimate', { description: 'On the scale of the model, with the sd of its posterior.' });
export type ScaleEstimate = z.infer<typeof ScaleEstimate>;

export const TotalEstimate = z
  .object({ estimate: z.number(), lower: z.number(), upper: z.number(), monteCarloError: z.number() })
  .openapi('TotalEstimate', { description: 'A total; the standard error that drawing left in it, 0 where none was.' });
export type TotalEstimate = z.infer<typeof TotalEstimate>;

/** Rules that must hold before anything is said (EVALUATION §2, §4). */
export const refusalRules = [
  'no-figures',
  'duplicate-period',
  'unreadable-value',
  'implausible-value',
  'no-variation',
  'collinear',
  'not-estimable',
  'not-begun',
  'window-not-over',
  'no-before',
  'before-too-short',
  'before-shorter-than-three-windows',
  'window-too-short',
  'too-few-applications',
  'too-many-missing',
  'too-soon-after-launch',
  'policy-event',
  'at-quota',
] as const;
export type RefusalRule = (typeof refusalRules)[number];

export const Refusal = z
  .object({
    rule: z.enum(refusalRules),
    needed: z.number().optional(),
    found: z.number().optional(),
    subject: z.string().optional().openapi({ description: 'The event, column or period that is to blame.' }),
    availableFrom: DayShown.optional().openapi({ description: 'From when it holds, where time alone mends it.' }),
  })
  .openapi('Refusal', { description: 'One rule that does not hold: what it needs, what there is.' });
export type Refusal = z.infer<typeof Refusal>;

/** Gates between an interval that excludes nothing and the word SUPPORTED. */
export const gates = ['interval', 'companions', 'placebos', 'signs', 'diagnostics'] as const;
export type Gate = (typeof gates)[number];

export const GateOutcome = z
  .object({
    gate: z.enum(gates),
    passed: z.boolean(),
    reason: z.string().optional(),
    subject: z.string().optional(),
  })
  .openapi('GateOutcome');
export type GateOutcome = z.infer<typeof GateOutcome>;

export const EffectPoint = z
  .object({
    on: DayShown,
    openDays: z.number(),
    isAfterStart: z.boolean(),
    observed: z.number().nullable(),
    expected: z.number().nullable().openapi({
      description: 'Before: as the periods before it led to expect. After: as it would have been without the campaign.',
    }),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    forecast: Estimate.nullable().openapi({ description: 'From the time before alone; assumes no shape.' }),
    cumulative: Estimate.nullable().openapi({ description: 'Running total of observed less expected.' }),
  })
  .openapi('EffectPoint', { description: 'One period of the picture, in the units of the figures.' });
export type EffectPoint = z.infer<typeof EffectPoint>;

/** Other models that are put the same question. */
export const sensitivityModels = [
  'pre-only',
  'segmented-quasi-poisson',
  'segmented-quasi-poisson-slope',
  'segmented-quasi-binomial',
  'segmented-quasi-binomial-slope',
  'segmented-linear',
  'segmented-linear-slope',
  'newey-west',
  'gls-ar1',
  'negative-binomial',
  'without-covariate',
  'without-comparisons',
] as const;

export const SensitivityRow = z
  .object({
    model: z.enum(sensitivityModels),
    subject: z.string().optional().openapi({ description: 'The covariate that was left out.' }),
    effect: ScaleEstimate.optional(),
    refused: z.string().optional().openapi({ description: 'Why the model could not be fitted.' }),
  })
  .openapi('SensitivityRow');
export type SensitivityRow = z.infer<typeof SensitivityRow>;

export const PlaceboWindow = z
  .object({ from: DayShown, to: DayShown, estimate: z.number(), sd: z.number() })
  .openapi('PlaceboWindow');
export type PlaceboWindow = z.infer<typeof PlaceboWindow>;

export const Placebos = z
  .object({
    windows: z.array(PlaceboWindow).readonly(),
    skipped: z.int().openapi({ description: 'Windows left out for another campaign, an event or missing figures.' }),
    asExtreme: z.int().openapi({ description: 'Placebos at least as far from nothing as the real effect.' }),
    probability: z.number().nullable().openapi({ description: '(asExtreme + 1) / (windows + 1)' }),
  })
  .openapi('Placebos');
export type Placebos = z.infer<typeof Placebos>;

export const Comparison = z
  .object({
    offices: z.array(z.string()).readonly(),
    differences: ScaleEstimate.extend({ degreesOfFreedom: z.number() })
      .nullable()
      .openapi({ description: 'Two-way fixed effects by months, CR2 with Satterthwaite degrees of freedom.' }),
    preTrend: z
      .object({ probability: z.number() })
      .nullable()
      .openapi({ description: 'Joint test of the six months before. Passing is no proof of parallel paths.' }),
    inSpace: z
      .array(ScaleEstimate.extend({ office: z.string(), isOurs: z.boolean() }))
      .readonly()
      .openapi({ description: 'The engine by months on each office, as if it had run the campaign.' }),
    rank: z.object({ probability: z.number(), smallest: z.number(), isIllustration: z.boolean() }).nullable(),
    synthetic: z
      .object({
        estimate: z.number(),
        missBefore: z.number(),
        donors: z.array(z.object({ office: z.string(), weight: z.number() })).readonly(),
      })
      .nullable()
      .openapi({ description: 'Only with eight donors or more and a close fit before.' }),
  })
  .openapi('Comparison', { description: 'A second opinion from other offices; never the headline.' });
export type Comparison = z.infer<typeof Comparison>;

const Stretch = z.object({ from: DayShown, to: DayShown, periods: z.int(), missing: z.int() });

export const Diagnostics = z
  .object({
    ljungBox: z.object({ statistic: z.number(), lags: z.int(), probability: z.number() }).nullable(),
    lastCovered: z.object({ covered: z.int(), of: z.int() }).nullable().openapi({
      description: 'Of the last periods before the start, those that lay in the 95 % forecasts from before them.',
    }),
    observationSd: ScaleEstimate,
    levelSd: ScaleEstimate,
    outliers: z
      .array(z.object({ on: DayShown, standardised: z.number(), isAfterStart: z.boolean() }))
      .readonly()
      .openapi({ description: 'Periods whose innovation is more than 3.5 sds out.' }),
    before: Stretch,
    window: Stretch,
    meanApplications: z.number().nullable(),
    terms: z.array(z.string()).readonly().openapi({ description: 'What the model allows for.' }),
    dropped: z.array(z.string()).readonly().openapi({ description: 'What it could not allow for.' }),
    comparisons: z.array(z.object({ name: z.string(), correlation: z.number().nullable() })).readonly(),
  })
  .openapi('Diagnostics');
export type Diagnostics = z.infer<typeof Diagnostics>;

export const EffectPlan = z
  .object({
    estimand: z.enum(estimands),
    shape: z.enum(shapes),
    window: z.object({ from: DayShown, to: DayShown }),
    comparisons: z.array(z.string()).readonly(),
  })
  .openapi('EffectPlan', { description: 'What was decided before any number was looked at.' });
export type EffectPlan = z.infer<typeof EffectPlan>;

export const EffectNumbers = z
  .object({
    logEffect: ScaleEstimate.openapi({
      description: 'Log ratio (extra), log odds ratio (share) or difference (value) at full strength of the shape.',
    }),
    probability: z.number().openapi({ description: 'Twice the smaller tail of the posterior beyond 0.' }),
    extra: TotalEstimate.openapi({
      description: 'Sum over the window of observed less expected without the campaign.',
    }),
    points: Estimate.optional().openapi({ description: 'Percentage points over the window; of `share` alone.' }),
    split: z
      .object({ switching: TotalEstimate, demand: TotalEstimate, total: TotalEstimate })
      .optional()
      .openapi({ description: 'Of choosing otherwise, and of more people coming.' }),
    preOnly: z.object({ logEffect: ScaleEstimate, extra: TotalEstimate }).nullable(),
    sensitivity: z.array(SensitivityRow).readonly(),
    placebos: Placebos,
    comparison: Comparison.nullable(),
    diagnostics: Diagnostics,
    mde: z.number().openapi({ description: 'Smallest effect such a design finds four times in five.' }),
    gates: z.array(GateOutcome).readonly(),
    series: z.array(EffectPoint).readonly(),
  })
  .openapi('EffectNumbers');
export type EffectNumbers = z.infer<typeof EffectNumbers>;

const resultBase = {
  plan: EffectPlan,
  grain: z.enum(effectGrains),
  block: z
    .array(z.string())
    .readonly()
    .openapi({ description: 'Campaigns judged as one, because less than six weeks lie between them.' }),
  events: z
    .array(z.object({ id: z.string(), name: z.string(), from: DayShown, to: DayShown.nullable() }))
    .readonly()
    .openapi({ description: 'What else happened from the first period to the last.' }),
  warnings: z.array(z.string()).readonly(),
};

export const EffectComputed = z
  .object({
    kind: z.literal('computed'),
    verdict: z.enum(['SUPPORTED', 'SUGGESTIVE', 'NOT DISTINGUISHABLE']),
    ...resultBase,
    refusals: z.array(Refusal).readonly(),
    numbers: EffectNumbers,
  })
  .openapi('EffectComputed');
export type EffectComputed = z.infer<typeof EffectComputed>;

export const EffectNotComputed = z
  .object({
    kind: z.literal('not-computed'),
    verdict: z.literal('NOT COMPUTED'),
    ...resultBase,
    refusals: z.array(Refusal).readonly(),
    ungated: EffectNumbers.optional().openapi({
      description: 'Numbers although a rule refuses; only where they were asked for, to check the engine.',
    }),
  })
  .openapi('EffectNotComputed');
export type EffectNotComputed = z.infer<typeof EffectNotComputed>;

/** A judgement on a campaign, or why there is none. */
export const EffectResult = z.discriminatedUnion('kind', [EffectComputed, EffectNotComputed]).openapi('EffectResult');
export type EffectResult = z.infer<typeof EffectResult>;

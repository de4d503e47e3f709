import { z } from '@hono/zod-openapi';

/** Unit of time of a forecast: months from two years on, weeks before. */
export const forecastGrains = ['month', 'week'] as const;
export type ForecastGrain = (typeof forecastGrains)[number];

/** How uptake may go on. `scenario`: the damped trend below a ceiling that somebody chose. */
export const forecastModels = ['trend', 'logistic', 'bass', 'scenario'] as const;
export type ForecastModel = (typeof forecastModels)[number];

/** Why there is no forecast, no curve, or no date (EVALUATION §7). */
export const forecastRules = [
  'no-figures',
  'too-short',
  'all-electronic',
  'no-variation',
  'not-estimable',
  'not-growing',
  'ceiling-open',
  'curve-misses',
  'ceiling-passed',
  'ceiling-below-level',
  'beyond-horizon',
  'crossing-open',
  'crossing-wide',
] as const;
export type ForecastRule = (typeof forecastRules)[number];

const DayShown = z.string().openapi({ example: '2026-01-01' });

export const ForecastRefusal = z
  .object({
    rule: z.enum(forecastRules),
    needed: z.number().optional(),
    found: z.number().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    on: DayShown.optional(),
    availableFrom: DayShown.optional().openapi({ description: 'From when it holds, where time alone mends it.' }),
  })
  .openapi('ForecastRefusal', { description: 'One rule that does not hold: what it needs, what there is.' });
export type ForecastRefusal = z.infer<typeof ForecastRefusal>;

export const FanStep = z
  .object({
    from: DayShown,
    to: DayShown,
    median: z.number(),
    low50: z.number(),
    high50: z.number(),
    low80: z.number(),
    high80: z.number(),
    low95: z.number(),
    high95: z.number(),
  })
  .openapi('FanStep', { description: 'Quantiles of the share that would be observed in one coming period.' });
export type FanStep = z.infer<typeof FanStep>;

export const Ceiling = z
  .object({
    point: z.number(),
    lower: z.number(),
    upper: z.number(),
    touchesHighest: z.boolean().openapi({ description: 'The figures do not exclude 100 %.' }),
  })
  .openapi('Ceiling', { description: 'Where growth ends, with its 95 % profile interval.' });
export type Ceiling = z.infer<typeof Ceiling>;

export const Crossing = z
  .object({
    date: z.object({ from: DayShown, median: DayShown, to: DayShown }).nullable().openapi({
      description: 'Earliest, middle and latest period (its first day; its last day) of the 90 % interval.',
    }),
    earliest: DayShown.nullable().openapi({ description: 'Start of the 90 % interval, also where it has no end.' }),
    refusal: ForecastRefusal.nullable(),
    within12Months: z.number().nullable().openapi({ description: 'Null: beyond the horizon.' }),
    within24Months: z.number().nullable(),
    notWithinHorizon: z.number(),
    monteCarloError: z.number().openapi({ description: 'Largest standard error that drawing left in these shares.' }),
  })
  .openapi('Crossing', { description: 'When the underlying share first reaches the level.' });
export type Crossing = z.infer<typeof Crossing>;

export const BacktestRow = z
  .object({
    steps: z.int(),
    origins: z.int().openapi({ description: 'Past periods from which it was forecast, the latest ones.' }),
    covered80: z.int(),
    covered95: z.int(),
    meanAbsoluteError: z.number().openapi({ description: 'Of the median; as a share.' }),
    naiveMeanAbsoluteError: z.number().openapi({ description: 'Of the last share known then.' }),
  })
  .openapi('BacktestRow');
export type BacktestRow = z.infer<typeof BacktestRow>;

export const Question = z
  .object({
    kind: z.enum(['outlier', 'shift']),
    from: DayShown,
    to: DayShown,
    share: z.number().nullable(),
    expected: z.number().nullable().openapi({ description: 'What trend and season would have given.' }),
    score: z.number().nullable().openapi({ description: 'Robust standard deviations from it.' }),
    pValue: z.number().nullable().openapi({ description: 'Of one shift at an unknown time (sup-F).' }),
    events: z.array(z.string()).readonly().openapi({ description: 'What the calendar has around that time.' }),
  })
  .openapi('ForecastQuestion', { description: 'Something to ask about; never an effect.' });
export type Question = z.infer<typeof Question>;

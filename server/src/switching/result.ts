import { z } from '@hono/zod-openapi';
import { verdicts } from '../effect/result.ts';

/** Rules that must hold before arms are compared. */
export const switchingRules = [
  'weeks-not-over',
  'stopped-too-early',
  'too-few-weeks',
  'too-few-schedules',
  'monthly-only',
] as const;

export const SwitchingRefusal = z
  .object({
    rule: z.enum(switchingRules),
    needed: z.number().optional(),
    found: z.number().optional(),
    availableFrom: z.string().optional().openapi({ description: 'From when it holds, where time alone mends it.' }),
  })
  .openapi('SwitchingRefusal');
export type SwitchingRefusal = z.infer<typeof SwitchingRefusal>;

export const SwitchingDifference = z
  .object({
    estimand: z.enum(['extra', 'share']).openapi({
      description: 'extra: log applications per open day, the primary one. share: log odds of the e-passport.',
    }),
    one: z.string().openapi({ description: 'A channel.' }),
    other: z.string().openapi({ description: 'A channel, or `off`.' }),
    weeksOne: z.int(),
    weeksOther: z.int(),
    difference: z.number().openapi({ description: 'Mean in weeks of the one less mean in weeks of the other.' }),
    ratio: z
      .object({ estimate: z.number(), lower: z.number().nullable(), upper: z.number().nullable() })
      .openapi({ description: 'exp(difference) − 1, with a 95 % interval by inversion of the test; null: unbounded.' }),
    schedules: z.number().openapi({ description: 'Schedules that could have been drawn.' }),
    isExact: z.boolean().openapi({ description: 'All of them were looked at; else 9,999 were drawn.' }),
    probability: z.number(),
    adjusted: z.number().openapi({ description: 'Of the primary estimand after Holm over the pairs.' }),
    mde: z.number().nullable().openapi({ description: 'Smallest change found four times in five, as a ratio − 1.' }),
    verdict: z.enum(verdicts),
  })
  .openapi('SwitchingDifference');
export type SwitchingDifference = z.infer<typeof SwitchingDifference>;

export const SwitchingAnalysis = z
  .object({
    kind: z.enum(['computed', 'not-computed']),
    weeks: z.int().openapi({ description: 'Weeks of whole blocks that are over.' }),
    seen: z.int().openapi({ description: 'Of them, those with figures.' }),
    isFinal: z.boolean().openapi({ description: 'False: looked at before the declared end, or stopped.' }),
    differences: z.array(SwitchingDifference),
    points: z.array(
      z.object({
        on: z.string(),
        arm: z.string(),
        electronic: z.number().nullable(),
        ordinary: z.number().nullable(),
        openDays: z.number(),
      }),
    ),
    refusals: z.array(SwitchingRefusal),
  })
  .openapi('SwitchingAnalysis');
export type SwitchingAnalysis = z.infer<typeof SwitchingAnalysis>;

export const SwitchingPower = z
  .object({
    weeklySd: z.number().nullable().openapi({
      description: 'Of log applications per open day within blocks of the last year; null where too little is known.',
    }),
    basedOnWeeks: z.int(),
    lengths: z.array(z.object({ weeks: z.int(), mde: z.number() })).openapi({
      description: 'Smallest change that a schedule of so many weeks would find four times in five.',
    }),
  })
  .openapi('SwitchingPower');
export type SwitchingPower = z.infer<typeof SwitchingPower>;

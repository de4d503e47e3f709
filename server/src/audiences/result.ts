import { z } from '@hono/zod-openapi';
import { Share } from '../applicants/share.ts';

export const MonthLeftOut = z
  .object({ month: z.string(), reason: z.enum(['no-breakdown', 'one-type-only', 'no-total']) })
  .openapi('AudienceMonthLeftOut');
export type MonthLeftOut = z.infer<typeof MonthLeftOut>;

const AudienceGroup = z
  .object({
    group: z.string().openapi({ description: 'A purpose or an audience; `unknown`: nobody recorded it.' }),
    electronic: z.int(),
    ordinary: z.int(),
    total: z.int(),
    uptake: Share,
    part: z.number().nullable().openapi({ description: 'Of all applicants of these months.' }),
    isSmall: z.boolean().openapi({ description: 'Fewer than 5 people.' }),
  })
  .openapi('AudienceGroup');

export const Breakdown = z
  .object({
    from: z.string(),
    to: z.string(),
    months: z.array(z.string()).openapi({ description: 'Months that are counted, by their first day.' }),
    leftOut: z.array(MonthLeftOut).openapi({ description: 'Months that are over and are not counted.' }),
    groups: z.array(AudienceGroup).openapi({ description: '`unknown` is always among them and last.' }),
    electronic: z.int(),
    ordinary: z.int(),
    total: z.int(),
    uptake: Share.openapi({ description: 'Of all applicants of these months, unknown included.' }),
    known: z.int().openapi({ description: 'Applicants whose group is recorded.' }),
    unknown: z.int().openapi({ description: 'Applicants whose group is not recorded.' }),
    coverage: z.number().nullable().openapi({ description: 'Their part of all.' }),
    withoutTotal: z.array(z.string()).openapi({
      description: 'Months without a total of their own: their groups stand for all applicants.',
    }),
    exceeding: z.array(z.string()).openapi({ description: 'Months whose groups come to more than their total.' }),
    halves: z.array(z.object({ month: z.string(), group: z.string() })).openapi({
      description: 'Groups told of one type only; they are among the unknown of that month.',
    }),
  })
  .openapi('AudienceBreakdown');
export type Breakdown = z.infer<typeof Breakdown>;

/** Why a change is not split. */
export const mixRules = [
  'windows-overlap',
  'no-breakdown',
  'too-few',
  'too-little-covered',
  'exceeds-total',
  'empty-cell',
] as const;

export const MixRefusal = z
  .object({
    rule: z.enum(mixRules),
    window: z.enum(['base', 'window']).optional(),
    group: z.string().optional(),
    needed: z.number().optional(),
    found: z.number().optional(),
  })
  .openapi('MixRefusal');
export type MixRefusal = z.infer<typeof MixRefusal>;

const Interval = z.object({ share: z.number(), low: z.number(), high: z.number() });

export const MixPart = z
  .object({
    group: z.string(),
    mix: z.number().openapi({ description: 'Because the group became a larger or smaller part.' }),
    choice: z.number().openapi({ description: 'Because the share within the group changed.' }),
    partBefore: z.number(),
    partAfter: z.number(),
    shareBefore: z.number(),
    shareAfter: z.number(),
    countBefore: z.int(),
    countAfter: z.int(),
  })
  .openapi('MixPart');
export type MixPart = z.infer<typeof MixPart>;

export const MixAndChoice = z
  .object({
    before: Interval,
    after: Interval,
    change: z.object({ points: z.number(), low: z.number(), high: z.number() }).openapi({
      description: 'Of the share among applicants whose group is recorded, with its 95 % Newcombe interval.',
    }),
    mix: z.number().openapi({ description: 'With `choice` it adds up to the change.' }),
    choice: z.number(),
    groups: z.array(MixPart),
    standardised: Interval.openapi({
      description: 'The share of the later window had its groups the sizes they had in the base window.',
    }),
  })
  .openapi('MixAndChoice');
export type MixAndChoice = z.infer<typeof MixAndChoice>;

import { z } from '@hono/zod-openapi';
import { estimands } from '../effect/result.ts';

/** Rules that must hold before declared sources are given as shares (EVALUATION §6.1). */
const sourceRules = [
  'no-answers',
  'too-few-answers',
  'applicants-unknown',
  'low-response',
  'sources-exceed-applicants',
] as const;

/** Rules that must hold before engagement is set beside applications (EVALUATION §6.2). */
const responseRules = [
  'monthly-only',
  'no-figures',
  'no-channel',
  'too-few-weeks',
  'always-on',
  'too-many-missing',
  'collinear',
  'not-estimable',
] as const;

export const ChannelRefusal = z
  .object({
    rule: z.enum([...sourceRules, ...responseRules]),
    needed: z.number().optional(),
    found: z.number().optional(),
    subject: z.string().optional().openapi({ description: 'The channel or period that is to blame.' }),
  })
  .openapi('ChannelRefusal', { description: 'One rule that does not hold: what it needs, what there is.' });
export type ChannelRefusal = z.infer<typeof ChannelRefusal>;

const Ends = z.object({ share: z.number(), low: z.number(), high: z.number() });

export const DeclaredAnswers = z
  .object({
    from: z.string(),
    to: z.string(),
    periods: z.int().openapi({ description: 'Days or months with declared sources.' }),
    answers: z.int().openapi({ description: 'E-passport applicants by all sources together, `unknown` included.' }),
    named: z.int().openapi({ description: 'Of them, those who named a source or said that it was another.' }),
    unknown: z.int(),
    applicants: z.int().nullable().openapi({
      description: 'E-passport applicants of those periods for which both are known.',
    }),
    matchedAnswers: z.int().openapi({ description: 'Answers of those same periods.' }),
    responseRate: z.number().nullable().openapi({
      description:
        'Those of them who named a source / applicants: unknown may mean not asked. Null where several answers were allowed, or applicants are not known.',
    }),
    severalAllowed: z.boolean().openapi({
      description: 'In some period sources add up to more than applicants: each person could name several.',
    }),
    method: z.enum(['goodman', 'wilson']).openapi({
      description:
        'goodman: intervals that hold for all sources at once (the same numbers as Bonferroni–Wilson, so also for ' +
        'small counts). wilson: each source by itself, among all applicants.',
    }),
    sources: z.array(
      z.object({
        source: z.string(),
        count: z.int(),
        share: Ends.nullable().openapi({ description: 'Null where a rule refuses it.' }),
      }),
    ),
    refusals: z.array(ChannelRefusal),
  })
  .openapi('DeclaredAnswers');
export type DeclaredAnswers = z.infer<typeof DeclaredAnswers>;

export const DeclaredChange = z
  .object({
    source: z.string(),
    points: z.number().openapi({ description: 'Share now less share then.' }),
    low: z.number(),
    high: z.number(),
  })
  .openapi('DeclaredChange', { description: 'Newcombe intervals that hold for all sources at once.' });
export type DeclaredChange = z.infer<typeof DeclaredChange>;

const Estimate = z.object({ estimate: z.number(), lower: z.number(), upper: z.number() });

export const ResponseGroup = z
  .object({
    channels: z.array(z.string()).openapi({ description: 'Several where figures cannot tell them apart.' }),
    doubling: Estimate.openapi({
      description: 'Change, as a ratio − 1, that goes together with twice the engagement of a week, over all time.',
    }),
    coefficient: Estimate.extend({ sd: z.number() }).openapi({
      description: 'Of log(1 + engagement), none or positive by construction.',
    }),
    probability: z.number().openapi({
      description: 'Posterior probability of none or less, with a coefficient that may have either sign.',
    }),
    adjusted: z.number().openapi({ description: 'After Benjamini and Hochberg over the groups.' }),
    together: z.boolean().openapi({ description: 'adjusted ≤ 0.10: exploratory.' }),
    offShare: z.number(),
  })
  .openapi('ResponseGroup');
export type ResponseGroup = z.infer<typeof ResponseGroup>;

export const ChannelUsed = z
  .object({
    channel: z.string(),
    metric: z.string().nullable(),
    silentIsZero: z.boolean().openapi({
      description: 'Reported on the days of an event: between its first and last report, silence is no event.',
    }),
    offShare: z.number().nullable(),
    missingShare: z.number().nullable(),
    role: z.enum(['estimated', 'allowed-for', 'left-out']).openapi({
      description: 'allowed-for: in the model so that it does not disturb the others, without an estimate of its own.',
    }),
    refusal: ChannelRefusal.nullable(),
  })
  .openapi('ChannelUsed');
export type ChannelUsed = z.infer<typeof ChannelUsed>;

export const ChannelResponse = z
  .object({
    kind: z.enum(['computed', 'not-computed']),
    estimand: z.enum(estimands),
    from: z.string().nullable(),
    to: z.string().nullable(),
    weeks: z.int().openapi({ description: 'Weeks with a figure of applications and of every channel in the model.' }),
    channels: z.array(ChannelUsed),
    groups: z.array(ResponseGroup),
    carryOver: z
      .object({ mean: z.number(), grid: z.array(z.number()), weights: z.array(z.number()) })
      .nullable()
      .openapi({ description: 'Part that is carried over to the next week.' }),
    varianceInflation: z.number().nullable().openapi({ description: 'The largest, of what was estimated.' }),
    condition: z.number().nullable(),
    terms: z.array(z.string()),
    refusals: z.array(ChannelRefusal),
  })
  .openapi('ChannelResponse');
export type ChannelResponse = z.infer<typeof ChannelResponse>;

import { z } from '@hono/zod-openapi';
import { Share } from '../applicants/share.ts';
import { inquiryStates } from './counts.ts';
import { countOrigins } from './queries.ts';

export const Waiting = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('median'), minutes: z.number(), answers: z.int() }),
    z.object({ kind: z.literal('given'), minutes: z.number() }),
    z.object({ kind: z.literal('range'), low: z.number(), high: z.number(), figures: z.int() }),
  ])
  .openapi('InquiryWaiting', {
    description:
      'median: of the single answers, whose minutes are known. given: one figure gives it. range: between the medians of several days or months; a median of medians is none.',
  });

const Tally = z.object({
  received: z.int().nullable().openapi({ description: 'Null: not reported.' }),
  answered: z.int().nullable(),
  answeredOf: z.int().openapi({ description: 'Questions of which it is known whether they were answered.' }),
  answerRate: Share,
  waiting: Waiting.nullable(),
});

export const InquiryPeriodShown = Tally.extend({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(inquiryStates),
  days: z.int(),
  reportedDays: z.int(),
  withoutTopic: z.int().nullable().openapi({ description: 'Questions of which no topic is told.' }),
  topics: z
    .record(z.string(), z.int())
    .openapi({ description: 'Received by topic; one that is missing was not told.' }),
}).openapi('InquiryPeriod');

export const InquiryTopic = Tally.extend({
  topic: z.string(),
  share: z
    .object({ share: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .openapi({ description: 'Among questions with a topic; Goodman intervals, which hold for all topics at once.' }),
}).openapi('InquiryTopic');
export type InquiryTopic = z.infer<typeof InquiryTopic>;

export const InquiryChannel = Tally.extend({
  channel: z.string(),
  withoutTopic: z.int().nullable(),
}).openapi('InquiryChannel');

export const InquiryTotal = Tally.extend({
  withoutTopic: z.int().nullable(),
  byTopic: z.int().openapi({ description: 'Questions with a topic.' }),
}).openapi('InquiryTotal');

/** Why topics are not compared. */
export const risingRules = [
  'days-too-short',
  'too-few-periods',
  'no-common-channel',
  'last-partly-reported',
  'not-by-topic',
] as const;

export const RisingRefusal = z
  .object({ rule: z.enum(risingRules), needed: z.number().optional(), found: z.number().optional() })
  .openapi('RisingRefusal');
export type RisingRefusal = z.infer<typeof RisingRefusal>;

export const RisingTopic = z
  .object({
    topic: z.string(),
    count: z.int(),
    earlierCount: z.int(),
    expected: z.number().openapi({ description: 'What the earlier periods would give over as many days.' }),
    ratio: z
      .object({
        point: z.number().nullable().openapi({ description: 'Null: never asked about before.' }),
        low: z.number(),
        high: z.number().nullable(),
      })
      .nullable()
      .openapi({ description: 'Rate per day over that of the earlier periods, exact 95 % interval.' }),
    probability: z.number().nullable(),
    adjusted: z.number().nullable().openapi({ description: 'After Holm over the topics that are tested.' }),
    verdict: z.enum(['rising', 'falling', 'not-distinguishable', 'too-few']),
  })
  .openapi('RisingTopic');
export type RisingTopic = z.infer<typeof RisingTopic>;

export const RisingTopics = z
  .object({
    period: z.object({ period: z.string(), from: z.string(), to: z.string() }).nullable(),
    earlier: z.object({ from: z.string(), to: z.string(), periods: z.int() }).nullable(),
    channels: z.array(z.string()).openapi({ description: 'Those that tell topics apart in every period compared.' }),
    leftOut: z.array(z.string()),
    refusal: RisingRefusal.nullable(),
    topics: z.array(RisingTopic),
  })
  .openapi('RisingTopics');
export type RisingTopics = z.infer<typeof RisingTopics>;

/** A day or month of which the notes and the count that stands say different things. */
export const NotesMismatch = z
  .object({
    channel: z.string(),
    topic: z.string().openapi({ description: '`all`: the count is of all topics.' }),
    grain: z.enum(['day', 'month']),
    on: z.string(),
    standing: z.int(),
    notes: z.int(),
    origin: z.enum(countOrigins),
    file: z.string().nullable().openapi({ description: 'Null: not of a file, or not for those who see no imports.' }),
  })
  .openapi('NotesMismatch');
export type NotesMismatch = z.infer<typeof NotesMismatch>;

import { z } from '@hono/zod-openapi';
import { wilsonInterval } from '../stats/wilson-interval.ts';

/**
 * A share with its 95 % Wilson interval, or why there is none. Fewer than 20 are too few for a percentage: the counts
 * are shown instead.
 */
export const Share = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('share'), share: z.number(), low: z.number(), high: z.number() }),
    z.object({
      kind: z.literal('none'),
      reason: z.enum(['not-reported', 'incomplete', 'not-offered', 'no-applicants', 'too-few']),
    }),
  ])
  .openapi('Share');
export type Share = z.infer<typeof Share>;

const enoughForPercentage = 20;

/** The share of `part` in `whole`, with its counting error only. */
export function shareOf(part: number, whole: number): Share {
  if (whole === 0) return { kind: 'none', reason: 'no-applicants' };
  if (whole < enoughForPercentage) return { kind: 'none', reason: 'too-few' };
  const { point, lower, upper } = wilsonInterval(part, whole);
  return { kind: 'share', share: point, low: lower, high: upper };
}

/** A share's columns in an exported table. */
export const shareColumns = (name: string, share: Share) =>
  share.kind === 'share'
    ? { [name]: share.share, [`${name}_low`]: share.low, [`${name}_high`]: share.high, [`${name}_note`]: null }
    : { [name]: null, [`${name}_low`]: null, [`${name}_high`]: null, [`${name}_note`]: share.reason };

import { spearmanCorrelation } from '../stats/spearman-correlation.ts';

/** A month with both a waiting time and a share. */
export interface MonthPair {
  readonly month: string;
  readonly waitingDays: number;
  readonly share: number;
}

/**
 * Whether waiting time and uptake moved together from month to month: the rank correlation of their changes. That two
 * things moved together is no reason to think that one moved the other.
 */
export type Together =
  | {
      readonly kind: 'correlation';
      readonly changes: number;
      readonly point: number;
      readonly lower: number;
      readonly upper: number;
      /** `apart`: as one rose the other fell. `neither`: the interval holds 0. */
      readonly direction: 'together' | 'apart' | 'neither';
    }
  | { readonly kind: 'not-given'; readonly reason: 'too-few' | 'no-variation'; readonly changes: number };

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** Changes are taken between neighbouring months only: over a gap nobody knows what happened. */
export function waitingAndUptake(pairs: readonly MonthPair[]): Together {
  const waiting: number[] = [];
  const share: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    const before = pairs[index - 1];
    if (!before || monthAfter(before.month) !== pair.month) continue;
    waiting.push(pair.waitingDays - before.waitingDays);
    share.push(pair.share - before.share);
  }
  const changes = waiting.length;
  const found = spearmanCorrelation(waiting, share);
  if ('refused' in found) {
    return { kind: 'not-given', reason: found.refused === 'no-variation' ? 'no-variation' : 'too-few', changes };
  }
  const { point, lower, upper } = found;
  const direction = lower > 0 ? 'together' : upper < 0 ? 'apart' : 'neither';
  return { kind: 'correlation', changes, point, lower, upper, direction };
}

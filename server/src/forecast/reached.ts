import type { Day } from '../day.ts';
import { type PastPeriod, shareIn } from './input.ts';

/** When a level was reached already. */
export interface Reached {
  /** First period with such a share. */
  readonly first: Day;
  /** From when on every known share has been such; null where the last one is not. */
  readonly since: Day | null;
  readonly last: Day;
  /** The last share. */
  readonly share: number;
}

export function reachedOf(periods: readonly PastPeriod[], level: number): Reached | null {
  const known = periods.flatMap((period) => {
    const share = shareIn(period);
    return share === null ? [] : [{ from: period.from, share }];
  });
  const last = known.at(-1);
  const first = known.find(({ share }) => share >= level);
  if (!last || !first) return null;
  const below = known.findLastIndex(({ share }) => share < level);
  return { first: first.from, since: known[below + 1]?.from ?? null, last: last.from, share: last.share };
}

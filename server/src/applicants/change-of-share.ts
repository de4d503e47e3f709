import { newcombeInterval } from '../stats/newcombe-interval.ts';
import { isComparable, summaryOf, type UptakePeriod } from './uptake.ts';

/** A difference of two shares with its 95 % interval: counting error only. */
export interface ShareChange {
  readonly points: number;
  readonly low: number;
  readonly high: number;
}

/** The change of the share from one span to another; null where either lacks figures for it. */
export function changeOfShare(now: readonly UptakePeriod[], before: readonly UptakePeriod[]): ShareChange | null {
  const after = summaryOf(now);
  const earlier = summaryOf(before);
  if (after?.uptake.kind !== 'share' || earlier?.uptake.kind !== 'share') return null;
  if (!isComparable(now) || !isComparable(before)) return null;
  const { point, lower, upper } = newcombeInterval(
    { successes: earlier.electronic ?? 0, trials: earlier.total ?? 0 },
    { successes: after.electronic ?? 0, trials: after.total ?? 0 },
  );
  return { points: point, low: lower, high: upper };
}

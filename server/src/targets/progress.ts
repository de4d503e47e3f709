/** What is known of an indicator in a month. */
export type Actual =
  | { readonly kind: 'value'; readonly value: number }
  /** `reported` and `open` count days: how far a month that is under way has come. */
  | { readonly kind: 'so-far'; readonly value: number; readonly reported: number; readonly open: number }
  | { readonly kind: 'none'; readonly reason: 'not-reported' | 'incomplete' | 'not-begun' | 'not-given' };

/** What a month's value is put together by: what is counted grows with the days, what is a share or a median does not. */
export type TargetUnit = 'count' | 'share' | 'minutes' | 'days';

export interface TargetGiven {
  readonly target: number;
  readonly unit: TargetUnit;
  /** `less`: the target is not to be exceeded. */
  readonly better: 'more' | 'less';
}

/**
 * How a target stands. `reached` and `missed` are of a finished month only; `on-track` and `behind` of the running one.
 * A count of the running month is held against the part of the target that falls on the days so far; a share or a median
 * against the whole of it.
 */
export interface Progress {
  readonly state: 'reached' | 'missed' | 'on-track' | 'behind' | 'not-known';
  /** What the value is held against. */
  readonly expected: number | null;
  /** Value less expected, in the indicator's unit. */
  readonly difference: number | null;
}

const nothing: Progress = { state: 'not-known', expected: null, difference: null };

export function progressOf({ target, unit, better }: TargetGiven, actual: Actual): Progress {
  if (actual.kind === 'none') return nothing;
  const isRunning = actual.kind === 'so-far';
  if (isRunning && (actual.open === 0 || actual.reported === 0)) return nothing;
  const expected = isRunning && unit === 'count' ? (target * actual.reported) / actual.open : target;
  const difference = actual.value - expected;
  const isGood = better === 'more' ? difference >= 0 : difference <= 0;
  const state = isRunning ? (isGood ? 'on-track' : 'behind') : isGood ? 'reached' : 'missed';
  return { state, expected, difference };
}

import { addDays } from '../ui/days.ts';

/** The plan of a campaign while it is moved. Without an end it stays without one unless it is stretched. */
export interface Draft {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
}

/** What of the plan is held: all of it, or one of its ends. */
export type Grip = 'all' | 'from' | 'to';

/** The plan some days later; an end is never moved past the other one. */
export function moved({ id, from, to }: Draft, grip: Grip, days: number): Draft {
  if (grip === 'all') return { id, from: addDays(from, days), to: to === null ? null : addDays(to, days) };
  const last = to ?? from;
  if (grip === 'from') return { id, from: earlier(addDays(from, days), last), to: last };
  return { id, from, to: later(addDays(last, days), from) };
}

function earlier(one: string, other: string): string {
  if (one < other) return one;
  return other;
}

function later(one: string, other: string): string {
  if (one > other) return one;
  return other;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

const daysOfKey: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** What a key does to a plan that is held: the arrows move it by days and weeks, with Shift they stretch its end. */
export function movedByKey(draft: Draft, { key, shiftKey }: Pressed): Draft | undefined {
  const days = daysOfKey[key];
  return days === undefined ? undefined : moved(draft, shiftKey ? 'to' : 'all', days);
}

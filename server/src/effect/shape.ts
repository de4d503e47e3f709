import { type Day, daysBetween, daysOf, type Span } from '../day.ts';
import type { Shape } from './result.ts';

const decayDays = 28;

/**
 * How much of the full effect is there on a day of a campaign that ran over `span`.
 * - step: all of it from the first day on; it stays afterwards.
 * - pulse: all of it from the first day to the last; nothing afterwards.
 * - ramp: grows evenly, from 1/n on the first day to all of it on the last (the n-th); it stays afterwards.
 * - decay: all of it from the first day to the last, then half is left after every four weeks.
 */
export function shapeOn(shape: Shape, span: Span, day: Day): number {
  if (day < span.from) return 0;
  if (day <= span.to) {
    return shape === 'ramp' ? (daysBetween(span.from, day) + 1) / (daysBetween(span.from, span.to) + 1) : 1;
  }
  if (shape === 'pulse') return 0;
  return shape === 'decay' ? 0.5 ** (daysBetween(span.to, day) / decayDays) : 1;
}

/** The shape over a period: its mean over the period's days, so that a week that a campaign half filled counts half. */
export function shapeOver(shape: Shape, span: Span, period: Span): number {
  if (period.to < span.from) return 0;
  const days = daysOf(period);
  return days.reduce((sum, day) => sum + shapeOn(shape, span, day), 0) / days.length;
}

import type { PeriodFigures } from './input.ts';
import type { Estimand } from './result.ts';

/** From the scale of the model to what a person counts. */

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The figure that a value on the model's scale stands for: a count, a share, or itself. */
export function fromModelScale(scaled: number, { openDays }: PeriodFigures, estimand: Estimand): number {
  if (estimand === 'value') return scaled;
  if (estimand === 'share') return logistic(scaled);
  return Math.max(0, Math.exp(scaled) * openDays - 0.5);
}

/** What was observed, in the same unit; null where nothing was. */
export function observedInUnits(
  { openDays, electronic, ordinary, value }: PeriodFigures,
  estimand: Estimand,
): number | null {
  if (openDays <= 0) return null;
  if (estimand === 'value') return value;
  if (electronic === null) return null;
  if (estimand === 'extra') return electronic;
  return ordinary === null || electronic + ordinary === 0 ? null : electronic / (electronic + ordinary);
}

/** What would have been observed had an effect of so much on the model's scale not been there. */
export function withoutEffect(figures: PeriodFigures, effect: number, estimand: Estimand): number | null {
  const observed = observedInUnits(figures, estimand);
  if (observed === null) return null;
  if (estimand === 'value') return observed - effect;
  if (estimand === 'extra') return observed * Math.exp(-effect);
  // By the odds themselves, so that a share of 0 or 1 stays what it is.
  const odds = observed / (1 - observed);
  return Number.isFinite(odds) ? (odds * Math.exp(-effect)) / (1 + odds * Math.exp(-effect)) : observed;
}

/** Applications (or value) more than there would have been without the effect in one period. */
export function extraOf(figures: PeriodFigures, effect: number, estimand: Estimand): number {
  const observed = observedInUnits(figures, estimand);
  const without = withoutEffect(figures, effect, estimand);
  if (observed === null || without === null) return 0;
  const people = estimand === 'share' ? (figures.electronic ?? 0) + (figures.ordinary ?? 0) : 1;
  return people * (observed - without);
}

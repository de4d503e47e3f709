import type { Refused } from './refused.ts';

export interface DifferenceOfChanges {
  readonly estimate: number;
  /** √(s₁²/n₁ + s₀²/n₀): each group with its own variance. */
  readonly standardError: number;
  /** Welch's and Satterthwaite's, for a t interval. */
  readonly degreesOfFreedom: number;
}

/**
 * Difference in differences of units that were seen both before and after: the mean change of the treated less the mean
 * change of the others, with Welch's standard error.
 *
 * Taking each unit's change first removes whatever sets the units apart, and with it the dependence of a unit on itself;
 * units seen once are left out. Assumes independent units that without treatment would have changed by the same on
 * average. Refused: 'too-few' below 2 units in a group, 'no-variation' where neither group varies. Throws a RangeError
 * for what is not finite.
 *
 * Reference: B. L. Welch (1947), Biometrika 34, 28–35; Card and Krueger (1994), Table 3, row 4.
 *
 * @example differenceOfChanges([3, 5, 4], [1, 2, 0]) // { estimate: 3, standardError: .8165, degreesOfFreedom: 4 }
 */
export function differenceOfChanges(
  treated: readonly number[],
  control: readonly number[],
): DifferenceOfChanges | Refused {
  if (![...treated, ...control].every(Number.isFinite)) throw new RangeError('no difference of what is not finite');
  if (treated.length < 2 || control.length < 2) return { refused: 'too-few' };
  const one = meanWithVariance(treated);
  const other = meanWithVariance(control);
  const variance = one.variance + other.variance;
  if (variance === 0) return { refused: 'no-variation' };
  return {
    estimate: one.mean - other.mean,
    standardError: Math.sqrt(variance),
    degreesOfFreedom:
      variance ** 2 / (one.variance ** 2 / (treated.length - 1) + other.variance ** 2 / (control.length - 1)),
  };
}

/** The mean and the variance of the mean. */
function meanWithVariance(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) / values.length };
}

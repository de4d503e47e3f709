import { requireConfidence } from './require-confidence.ts';
import { type Interval, wilsonInterval } from './wilson-interval.ts';

/**
 * Goodman's simultaneous intervals for the shares of k categories: with the chosen confidence, all k true shares lie in
 * their intervals at once, so that the reader may compare any of them and pick the largest.
 *
 *     (χ² + 2xᵢ ± √(χ²(χ² + 4xᵢ(n − xᵢ)/n))) / 2(n + χ²),   χ² the 1 − α/k quantile with 1 degree of freedom
 *
 * As χ² with 1 degree of freedom is a squared normal, this is Wilson's interval at the level 1 − α/k by Bonferroni's
 * inequality: "Goodman" and "Bonferroni–Wilson" are two names for the same numbers.
 *
 * Assumes that each observation falls into exactly one category, independently; where several answers are allowed each
 * category has its own `wilsonInterval`. Throws a RangeError for fewer than 2 categories, counts that are not whole
 * numbers from 0, no count at all, and no level of confidence.
 *
 * Reference: L. A. Goodman (1965), Technometrics 7, 247–254.
 *
 * @example goodmanIntervals([56, 72, 73, 59, 62, 87, 58]) // [{ point: 0.120, lower: 0.085, upper: 0.166 }, …]
 */
export function goodmanIntervals(counts: readonly number[], confidence = 0.95): readonly Interval[] {
  if (counts.length < 2) throw new RangeError('no shares of fewer than two categories');
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) throw new RangeError('a count is none');
  requireConfidence(confidence);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => wilsonInterval(count, total, 1 - (1 - confidence) / counts.length));
}

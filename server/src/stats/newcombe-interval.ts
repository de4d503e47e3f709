import { type Interval, wilsonInterval } from './wilson-interval.ts';

/** Successes out of trials. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Newcombe's hybrid score interval for a difference of two independent proportions (his method 10).
 *
 * With the Wilson limits l, u of each proportion, the difference d = p₂ − p₁ has
 *
 *     lower = d − √((p₂ − l₂)² + (u₁ − p₁)²),   upper = d + √((u₂ − p₂)² + (p₁ − l₁)²)
 *
 * Assumes two independent samples. A difference of two periods described this way is a description of those periods,
 * not the effect of anything. Throws where either proportion is of nothing.
 *
 * Reference: R. G. Newcombe (1998), Statistics in Medicine 17, 873–890.
 *
 * @example newcombeInterval({ successes: 48, trials: 80 }, { successes: 56, trials: 70 }) // 0.2 [0.0524, 0.3339]
 */
export function newcombeInterval(first: Proportion, second: Proportion, confidence = 0.95): Interval {
  const one = wilsonInterval(first.successes, first.trials, confidence);
  const two = wilsonInterval(second.successes, second.trials, confidence);
  const point = two.point - one.point;
  return {
    point,
    lower: point - Math.hypot(two.point - two.lower, one.upper - one.point),
    upper: point + Math.hypot(two.upper - two.point, one.point - one.lower),
  };
}

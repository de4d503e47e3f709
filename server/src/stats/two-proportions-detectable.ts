import type { Refused } from './refused.ts';
import { requireConfidence } from './require-confidence.ts';
import { twoProportionsPower } from './two-proportions-power.ts';

/**
 * The smallest second proportion above the first that a two-sided test of two samples of `perGroup` would find with the
 * given power: the proportion at which `twoProportionsPower` reaches it, by halving.
 *
 * Refused where even certainty would not be found ('too-few'). Throws a RangeError for a first proportion that is not
 * in [0, 1), a group below 1, and a power that is not between 0 and 1 or that chance alone gives.
 *
 * Reference: R, power.prop.test.
 *
 * @example twoProportionsDetectable(1000, 0.2) // { proportion: 0.2524 }
 */
export function twoProportionsDetectable(
  perGroup: number,
  first: number,
  { confidence = 0.95, power = 0.8 }: { readonly confidence?: number; readonly power?: number } = {},
): { readonly proportion: number } | Refused {
  requireConfidence(power);
  if (!(first >= 0 && first < 1)) throw new RangeError(`nothing lies above ${first}`);
  if (!(power > (1 - confidence) / 2)) throw new RangeError('chance alone gives this power');
  // Two certain proportions have no power formula; a hair below certainty stands for it.
  let [low, high] = [first, 1 - 1e-12];
  if (twoProportionsPower(perGroup, first, high, confidence) < power) return { refused: 'too-few' };
  while (high - low > 1e-14) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (twoProportionsPower(perGroup, first, middle, confidence) < power) low = middle;
    else high = middle;
  }
  return { proportion: high };
}

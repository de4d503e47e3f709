import type { Refused } from './refused.ts';
import type { Interval } from './wilson-interval.ts';

/** Below so many pairs the interval's approximation means nothing. */
const pairsMin = 10;

/** 0.975 quantile of the standard normal distribution. */
const normalQuantile = 1.959963984540054;

/**
 * Spearman's rank correlation: how nearly two columns rise and fall together, whatever the shape of the curve.
 *
 * Both columns are replaced by their ranks, ties by the mean of theirs; ρ is Pearson's correlation of the ranks. The
 * interval is that of Bonett and Wright on Fisher's scale,
 *
 *     tanh( artanh ρ ± z √((1 + ρ²/2) / (n − 3)) ).
 *
 * Assumes pairs that are independent of each other: of series in time, hand in their changes and not their levels, as two
 * trends always agree. It says that two things moved together, never that one moved the other. Refuses fewer than 10
 * pairs (`too-few`) and a column that never changes (`no-variation`). Throws where the columns differ in length.
 *
 * Reference: C. Spearman (1904), American Journal of Psychology 15, 72–101; D. G. Bonett and T. A. Wright (2000),
 * Psychometrika 65, 23–28.
 *
 * @example
 * spearmanCorrelation(
 *   [106, 100, 86, 101, 99, 103, 97, 113, 112, 110],
 *   [7, 27, 2, 50, 28, 29, 20, 12, 6, 17],
 * ) // −0.1758 [−0.7278, 0.5145]
 */
export function spearmanCorrelation(
  first: readonly number[],
  second: readonly number[],
): (Interval & { readonly pairs: number }) | Refused {
  if (first.length !== second.length) throw new RangeError('the columns differ in length');
  const pairs = first.length;
  if (pairs < pairsMin) return { refused: 'too-few' };
  const [one, other] = [ranks(first), ranks(second)];
  const middle = (pairs + 1) / 2;
  let [both, ofOne, ofOther] = [0, 0, 0];
  for (const [index, rank] of one.entries()) {
    const [left, right] = [rank - middle, (other[index] as number) - middle];
    both += left * right;
    ofOne += left * left;
    ofOther += right * right;
  }
  if (ofOne === 0 || ofOther === 0) return { refused: 'no-variation' };
  const point = Math.max(-1, Math.min(1, both / Math.sqrt(ofOne * ofOther)));
  const width = normalQuantile * Math.sqrt((1 + point ** 2 / 2) / (pairs - 3));
  // At ±1 Fisher's scale has no end, and neither has an interval on it.
  if (Math.abs(point) === 1) return { point, lower: point, upper: point, pairs };
  const centre = Math.atanh(point);
  return { point, lower: Math.tanh(centre - width), upper: Math.tanh(centre + width), pairs };
}

/** The rank of each value, from 1; equal ones share the mean of theirs. */
function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end += 1;
    for (let place = start; place < end; place += 1) ranked[order[place] as number] = (start + end + 1) / 2;
    start = end;
  }
  return ranked;
}

import gammaln from '@stdlib/math-base-special-gammaln';
import type { Refused } from './refused.ts';
import { requireConfidence } from './require-confidence.ts';
import type { Interval } from './wilson-interval.ts';

/**
 * Sison and Glaz's simultaneous intervals for the shares of k categories: all of one width, and for many categories or
 * small counts narrower than Goodman's.
 *
 * The half width c, in counts, is the smallest for which all counts of a new sample would lie within c of those observed
 * with the chosen confidence. A multinomial sample is a set of Poisson counts that happen to add up to n, so this
 * probability is
 *
 *     ∏ P(xᵢ − c ≤ Xᵢ ≤ xᵢ + c) · P(ΣYᵢ = n) / P(Poisson(n) = n)
 *
 * with Xᵢ Poisson of mean xᵢ and Yᵢ the same cut off at xᵢ ± c; P(ΣYᵢ = n) is taken from an Edgeworth expansion with
 * the first four moments of Yᵢ. Between c and c + 1 the upper end is interpolated:
 *
 *     xᵢ/n − c/n … xᵢ/n + (c + 2γ)/n,   γ = (confidence − ν(c)) / (ν(c + 1) − ν(c))
 *
 * Assumes that each observation falls into exactly one category, independently. For few observations (below 5 a
 * category) or one category that has nearly all of them prefer `goodmanIntervals`. Refused where not even one count of
 * width is needed, as for 3 of 3: such an interval would begin at its own point ('too-few'). Throws a RangeError for
 * fewer than 2 categories, counts that are not whole numbers from 0, no count at all, and no level of confidence.
 *
 * References: C. P. Sison, J. Glaz (1995), JASA 90, 366–369; W. L. May, W. D. Johnson (2000), Journal of Statistical
 * Software 5(6).
 *
 * @example sisonGlazIntervals([56, 72, 73, 59, 62, 87, 58]) // [{ point: 0.1199, lower: 0.0792, upper: 0.1643 }, …]
 */
export function sisonGlazIntervals(counts: readonly number[], confidence = 0.95): readonly Interval[] | Refused {
  if (counts.length < 2) throw new RangeError('no shares of fewer than two categories');
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) throw new RangeError('a count is none');
  requireConfidence(confidence);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new RangeError('no shares of nothing');

  const categories = counts.map(truncatedPoisson);
  const norm = Math.exp(-logPoisson(total, total));
  let [half, before, after] = [0, 0, 0];
  while (half < total) {
    for (const category of categories) category.widen();
    after = norm * probabilityOfSum(categories);
    if (after > confidence) break;
    before = after;
    half += 1;
  }
  if (half === 0) return { refused: 'too-few' };
  const part = after > confidence ? (confidence - before) / (after - before) : 0;
  return counts.map((count) => ({
    point: count / total,
    lower: Math.max(0, (count - half) / total),
    upper: Math.min(1, (count + half + 2 * part) / total),
  }));
}

const logPoisson = (count: number, mean: number) =>
  mean === 0 ? (count === 0 ? 0 : Number.NEGATIVE_INFINITY) : count * Math.log(mean) - mean - gammaln(count + 1);

interface TruncatedPoisson {
  /** Probability of the interval, then the sums of the probabilities times the first to fourth power of the distance. */
  readonly sums: Float64Array;
  /** One more on either side. */
  widen(): void;
}

/** Poisson probabilities around a whole mean. Moments are summed about the mean: written in powers of it, they cancel. */
function truncatedPoisson(mean: number): TruncatedPoisson {
  const middle = Math.exp(logPoisson(mean, mean));
  const sums = Float64Array.of(middle, 0, 0, 0, 0);
  let [distance, above, below] = [0, middle, middle];
  const add = (away: number, probability: number) => {
    let term = probability;
    for (let power = 0; power < sums.length; power += 1) {
      sums[power] = (sums[power] as number) + term;
      term *= away;
    }
  };
  const widen = () => {
    below *= mean === 0 ? 0 : Math.max(0, mean - distance) / mean;
    distance += 1;
    above *= mean / (mean + distance);
    add(distance, above);
    add(-distance, below);
  };
  return { sums, widen };
}

/** ∏ of the probabilities of the intervals times the density, at what was observed, of the sum of what is cut off to them. */
function probabilityOfSum(categories: readonly TruncatedPoisson[]) {
  let [logProduct, away, variance, third, fourth] = [0, 0, 0, 0, 0];
  for (const { sums } of categories) {
    const [probability, ...raw] = [...sums] as [number, number, number, number, number];
    const [one, two, three, four] = raw.map((sum) => sum / probability) as [number, number, number, number];
    const spread = two - one * one;
    logProduct += Math.log(probability);
    away += one;
    variance += spread;
    third += three - 3 * one * two + 2 * one ** 3;
    fourth += four - 4 * one * three + 6 * one * one * two - 3 * one ** 4 - 3 * spread * spread;
  }
  // The counts add up to the total, so the sum is as far from it as its parts are from theirs.
  const z = -away / Math.sqrt(variance);
  const skewness = third / variance ** 1.5;
  const excess = fourth / variance ** 2;
  const edgeworth =
    1 +
    (skewness * (z ** 3 - 3 * z)) / 6 +
    (excess * (z ** 4 - 6 * z ** 2 + 3)) / 24 +
    (skewness ** 2 * (z ** 6 - 15 * z ** 4 + 45 * z ** 2 - 15)) / 72;
  const density = (edgeworth * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI * variance);
  return Math.exp(logProduct) * density;
}

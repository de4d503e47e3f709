import { median } from './median.ts';

/** The 0.75 quantile of the standard normal, to the four digits the method is printed with. */
const normalUpperQuartile = 0.6745;

/** A value's modified z-score and what it was measured with. */
export interface ModifiedZScore {
  readonly score: number;
  readonly median: number;
  /** Median absolute deviation of the sample from its median. */
  readonly deviation: number;
}

/**
 * The modified z-score of a value against a sample: how far it lies from the sample's median, in units of the median
 * absolute deviation (MAD), scaled so that it reads as a z-score where the sample is normal:
 *
 *     M = 0.6745 · (x − median) / MAD,    MAD = median |xᵢ − median|
 *
 * The mean and the standard deviation are drawn towards the very outlier they are to find and can hide it (of n values
 * none can have |z| above (n − 1)/√n); the median and the MAD are not moved before half of the sample is.
 *
 * Iglewicz and Hoaglin call a value with |M| > 3.5 a potential outlier. That is a reason to look, not a reason to
 * remove. Assumes that the bulk of the sample is roughly symmetric: put counts on a logarithmic scale first. Whether
 * the value itself is part of the sample is the caller's choice.
 *
 * Throws a RangeError for an empty sample, for what is not finite, and where the MAD is 0: if more than half of the
 * sample is one value, the distance from it has no unit.
 *
 * Reference: B. Iglewicz, D. C. Hoaglin (1993), How to Detect and Handle Outliers, ASQC Basic References in Quality
 * Control 16, p. 11.
 *
 * @example modifiedZScore(9, [1, 2, 3, 4, 5]) // { score: 4.047, median: 3, deviation: 1 }
 */
export function modifiedZScore(value: number, sample: readonly number[]): ModifiedZScore {
  if (!(Number.isFinite(value) && sample.every(Number.isFinite)))
    throw new RangeError('no score of what is not finite');
  const centre = median(sample);
  const deviation = median(sample.map((one) => Math.abs(one - centre)));
  if (deviation === 0) throw new RangeError('no score against a sample without spread');
  return { score: (normalUpperQuartile * (value - centre)) / deviation, median: centre, deviation };
}

/**
 * The values whose modified z-score is no larger than `limit` in size, as the ends of an interval around the median.
 *
 * @example modifiedZScoreRange({ median: 3, deviation: 1 }, 3.5) // { lower: -2.189, upper: 8.189 }
 */
export function modifiedZScoreRange(
  { median: centre, deviation }: Pick<ModifiedZScore, 'median' | 'deviation'>,
  limit: number,
): { readonly lower: number; readonly upper: number } {
  const half = (limit * deviation) / normalUpperQuartile;
  return { lower: centre - half, upper: centre + half };
}

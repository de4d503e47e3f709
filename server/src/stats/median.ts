/**
 * The median: the middle value of an ordered sample, or the mean of the two middle ones where their number is even.
 *
 * Half of the sample can be moved anywhere before the median follows: its breakdown point is 1/2, where that of the
 * mean is 0. Assumes nothing. Throws a RangeError for an empty sample and for what is not a number.
 *
 * @example median([3, 1, 2]) // 2
 * @example median([4, 1, 2, 3]) // 2.5
 */
export function median(sample: readonly number[]): number {
  if (sample.length === 0) throw new RangeError('no median of nothing');
  if (sample.some(Number.isNaN)) throw new RangeError('no median of what is not a number');
  const ordered = Float64Array.from(sample).sort();
  const upper = ordered[Math.floor(ordered.length / 2)] ?? Number.NaN;
  const lower = ordered[Math.ceil(ordered.length / 2) - 1] ?? Number.NaN;
  return lower === upper ? lower : (lower + upper) / 2;
}

import type { TotalEstimate } from './result.ts';

/** Median and 95 % interval of drawn totals, with the standard error that drawing leaves in the median. */
export function totalOf(draws: ArrayLike<number>): TotalEstimate {
  const sorted = Float64Array.from(draws).sort();
  const count = sorted.length;
  const at = (probability: number): number => {
    const place = probability * (count - 1);
    const below = Math.floor(place);
    const low = sorted[below] as number;
    return low + (place - below) * ((sorted[Math.min(below + 1, count - 1)] as number) - low);
  };
  // The median's rank is binomial: one sd either way is √n/2 ranks.
  const rank = Math.sqrt(count) / 2 / count;
  return {
    estimate: at(0.5),
    lower: at(0.025),
    upper: at(0.975),
    monteCarloError: (at(0.5 + rank) - at(0.5 - rank)) / 2,
  };
}

import { fourierTerms } from '../stats/fourier-terms.ts';
import { ordinaryLeastSquares } from '../stats/ordinary-least-squares.ts';
import type { ForecastGrain } from './result.ts';

/** Known months from which a season of one hump can be told, and of two. */
const monthsForOne = 24;
const monthsForTwo = 36;

/** Whether there is enough to tell the time of the year from all else. */
export const holdsSeason = (known: number, grain: ForecastGrain): boolean => grain === 'month' && known >= monthsForOne;

/**
 * What the time of the year adds to the log odds, by step; nothing for weeks, of which there are never two years here.
 * Found from the changes between known months, so that neither the level nor where it has wandered plays a part.
 */
export function seasonOf(logits: readonly (number | null)[], grain: ForecastGrain): (step: number) => number {
  const known = logits.flatMap((value, step) => (value === null ? [] : [{ value, step }]));
  if (!holdsSeason(known.length, grain)) return () => 0;
  const harmonics = known.length < monthsForTwo ? 1 : 2;
  const rowAt = (step: number): number[] => fourierTerms([step], 12, harmonics)[0] ?? [];
  const changes = known.flatMap(({ value, step }, index) => {
    const before = known[index - 1];
    if (!before) return [];
    const gap = step - before.step;
    const earlier = rowAt(before.step);
    // A change over several months is that much less certain.
    const row = [gap, ...rowAt(step).map((term, at) => term - (earlier[at] ?? 0))].map((term) => term / Math.sqrt(gap));
    return [{ row, change: (value - before.value) / Math.sqrt(gap) }];
  });
  const fit = ordinaryLeastSquares(
    changes.map(({ row }) => row),
    changes.map(({ change }) => change),
  );
  if ('refused' in fit) return () => 0;
  const [, ...coefficients] = fit.coefficients;
  return (step) => rowAt(step).reduce((sum, term, index) => sum + term * (coefficients[index] ?? 0), 0);
}

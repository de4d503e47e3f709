import { randomGenerator } from '../stats/random-generator.ts';
import type { Refused } from '../stats/refused.ts';
import { type ForecastInput, type PastPeriod, shareIn } from './input.ts';
import type { Forecaster } from './models.ts';
import type { BacktestRow, ForecastGrain } from './result.ts';

/** One, three and six months ahead, in steps. */
const ahead: Readonly<Record<ForecastGrain, readonly number[]>> = { month: [1, 3, 6], week: [4, 13, 26] };
const originsMax = 12;
/** Known periods from which a forecast of the past is made. */
export const knownMin: Readonly<Record<ForecastGrain, number>> = { month: 24, week: 26 };
const drawn = { seed: 20191207, paths: 2000 };

/**
 * How forecasts from earlier periods turned out: each is made from nothing but the figures known then. Of each distance
 * the latest twelve that can be held against a figure, or fewer.
 */
export function backtestOf(
  { periods, grain }: ForecastInput,
  forecasterOf: (past: readonly PastPeriod[]) => Forecaster | Refused,
): BacktestRow[] {
  const shares = periods.map(shareIn);
  const made = new Map<number, readonly (readonly number[])[] | null>();
  const pathsFrom = (origin: number) => {
    const known = made.get(origin);
    if (known !== undefined) return known;
    const forecaster = forecasterOf(periods.slice(0, origin + 1));
    const steps = ahead[grain].at(-1) ?? 1;
    const paths =
      'refused' in forecaster ? null : forecaster.observed(steps, drawn.paths, randomGenerator(drawn.seed + origin));
    made.set(origin, paths);
    return paths;
  };
  return ahead[grain].flatMap((steps): BacktestRow[] => {
    const origins = shares.flatMap((share, origin) => {
      const then = shares[origin + steps] ?? null;
      const known = shares.slice(0, origin + 1).filter((past) => past !== null).length;
      return share !== null && then !== null && known >= knownMin[grain] ? [{ origin, share, then }] : [];
    });
    const outcomes = origins.slice(-originsMax).flatMap(({ origin, share, then }) => {
      const paths = pathsFrom(origin);
      if (paths === null) return [];
      const sorted = Float64Array.from(paths, (path) => path[steps - 1] ?? 0).sort();
      const at = (probability: number) => sorted[Math.round(probability * (sorted.length - 1))] ?? 0;
      const isWithin = (tail: number) => at(tail) <= then && then <= at(1 - tail);
      return [
        {
          in80: isWithin(0.1),
          in95: isWithin(0.025),
          missed: Math.abs(at(0.5) - then),
          naive: Math.abs(share - then),
        },
      ];
    });
    if (outcomes.length === 0) return [];
    const mean = (of: (outcome: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
    return [
      {
        steps,
        origins: outcomes.length,
        covered80: outcomes.filter(({ in80 }) => in80).length,
        covered95: outcomes.filter(({ in95 }) => in95).length,
        meanAbsoluteError: mean(({ missed }) => missed),
        naiveMeanAbsoluteError: mean(({ naive }) => naive),
      },
    ];
  });
}

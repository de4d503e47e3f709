import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { choleskyFactor } from '../stats/cholesky-factor.ts';
import { dampedTrendPaths } from '../stats/damped-trend-paths.ts';
import { dampedTrendPosterior } from '../stats/damped-trend-posterior.ts';
import type { Refused } from '../stats/refused.ts';
import { standardNormals } from '../stats/standard-normals.ts';
import type { PastPeriod } from './input.ts';
import type { ForecastGrain } from './result.ts';
import { seasonOf } from './season.ts';
import { angleOf, curveAt, isRising, lagOneCorrelation, type ShareCurve, shareAt } from './share-curves.ts';

/** Something that can be drawn from: shares as they would be observed, and what lies beneath them. */
export interface Forecaster {
  readonly observed: (steps: number, count: number, generator: RandomGenerator) => readonly (readonly number[])[];
  readonly underlying: (steps: number, count: number, generator: RandomGenerator) => readonly (readonly number[])[];
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
/** Of the slope, per step: EVALUATION §7. Over a month or a week alike it is chosen and not found in the figures. */
const damping = 0.95;

/**
 * The damped local linear trend on the log odds of the share within a ceiling (all of it where the ceiling is 1), less
 * the season. The season belongs to what is observed, not to what lies beneath.
 */
export function trendForecaster(
  periods: readonly PastPeriod[],
  grain: ForecastGrain,
  ceiling = 1,
): Forecaster | Refused {
  const logits = periods.map(({ electronic, ordinary }) => {
    if (electronic === null || ordinary === null) return null;
    const below = ceiling * (electronic + ordinary) - electronic;
    return below < 0 ? null : Math.log((electronic + 0.5) / (below + 0.5));
  });
  const season = seasonOf(logits, grain);
  const posterior = dampedTrendPosterior(
    logits.map((value, step) => (value === null ? null : value - season(step))),
    { damping },
  );
  if ('refused' in posterior) return posterior;
  const shareOf = (value: number) => ceiling * logistic(value);
  return {
    observed: (steps, count, generator) =>
      dampedTrendPaths(posterior, steps, count, 'observation', generator).map((path) =>
        path.map((value, step) => shareOf(value + season(periods.length + step))),
      ),
    underlying: (steps, count, generator) =>
      dampedTrendPaths(posterior, steps, count, 'level', generator).map((path) => path.map(shareOf)),
  };
}

/**
 * A curve with its parameters drawn from about their estimates, and beside it the residuals of periods to come: they go
 * together as those of the past do, which also makes the parameters less certain.
 */
export function curveForecaster(curve: ShareCurve): Forecaster | Refused {
  const { kind, parameters, residuals } = curve;
  const correlation = Math.max(0, lagOneCorrelation(residuals));
  const stretch = Math.sqrt((1 + correlation) / (1 - correlation));
  const root = choleskyFactor(curve.covariance);
  if ('refused' in root) return root;
  const drawn = (normal: () => number): readonly number[] => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const normals = parameters.map(normal);
      const found = parameters.map(
        (value, row) =>
          value + stretch * normals.reduce((sum, one, column) => sum + (root[row]?.[column] ?? 0) * one, 0),
      );
      if (isRising(kind, found)) return found;
    }
    return parameters;
  };
  const first = residuals.length + 1;
  const last = residuals.at(-1) ?? 0;
  const paths = (withResiduals: boolean) => (steps: number, count: number, generator: RandomGenerator) => {
    const normal = standardNormals(generator);
    const fresh = curve.residualDeviation * Math.sqrt(1 - correlation ** 2);
    return Array.from({ length: count }, () => {
      const chosen = drawn(normal);
      let residual = last;
      return Array.from({ length: steps }, (_, step) => {
        const share = curveAt(kind, chosen, first + step);
        if (!withResiduals) return share;
        residual = correlation * residual + fresh * normal();
        return shareAt(angleOf(share) + residual);
      });
    });
  };
  return { observed: paths(true), underlying: paths(false) };
}

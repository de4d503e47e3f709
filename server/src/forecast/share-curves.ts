import { bassShare } from '../stats/bass-curve.ts';
import { logisticGrowth } from '../stats/logistic-growth.ts';
import { nonlinearLeastSquares } from '../stats/nonlinear-least-squares.ts';
import { profileInterval } from '../stats/profile-interval.ts';
import type { Refused } from '../stats/refused.ts';
import type { Ceiling, ForecastRefusal } from './result.ts';

/**
 * Curves that uptake may follow up to a ceiling, fitted to the share itself. Each period's applicants are a new sample
 * of the public, so the share is what has been adopted so far, and errors of periods are independent of one another;
 * those of its changes from period to period, which the usual forms of Bass are fitted to, would not be. Shares are
 * compared by their angles, whose chance is of one size: that of a share of 2 % and of one of 50 % are not, and a fit
 * that takes them for alike promises too narrow bands for the middle of the curve.
 */
export interface ShareCurve {
  readonly kind: 'logistic' | 'bass';
  /** The ceiling, then rate and midpoint, or innovation and imitation. */
  readonly parameters: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** By angle. */
  readonly residuals: readonly (number | null)[];
  readonly residualDeviation: number;
}

export const angleOf = (share: number): number => Math.asin(Math.sqrt(Math.min(Math.max(share, 0), 1)));
export const shareAt = (angle: number): number => Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2;

/** The share at a time, in periods since before the first one. */
export function curveAt(kind: ShareCurve['kind'], parameters: readonly number[], time: number): number {
  const [ceiling = 0, one = 0, other = 0] = parameters;
  if (kind === 'logistic') return ceiling / (1 + Math.exp(-one * (time - other)));
  return ceiling * bassShare(time, one, other);
}

/** Whether parameters are those of a curve that rises to a ceiling that a share can have. */
export function isRising(kind: ShareCurve['kind'], [ceiling = 0, one = 0, other = 0]: readonly number[]): boolean {
  const isShare = ceiling > 0 && ceiling <= 1;
  return kind === 'logistic' ? isShare && one > 0 : isShare && one > 0 && other >= 0 && one + other < 1e3;
}

interface Known {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const knownOf = (shares: readonly (number | null)[]): Known => {
  const known = shares.flatMap((share, index) => (share === null ? [] : [{ time: index + 1, share }]));
  return { times: known.map(({ time }) => time), values: known.map(({ share }) => share) };
};

/** Pairs of rate and midpoint, or of innovation and imitation, from which to look for the best below a ceiling. */
function startsBelow(kind: ShareCurve['kind'], { times, values }: Known, ceiling: number): number[][] {
  if (kind === 'logistic') {
    const plain = logisticGrowth(times, values, { ceiling });
    return 'refused' in plain ? [] : [[plain.rate, plain.midpoint]];
  }
  const span = times.at(-1) ?? 1;
  return [1, 4, 10].flatMap((imitation) =>
    [0.003, 0.03, 0.3].map((ratio) => [(ratio * imitation) / span, imitation / span]),
  );
}

/** The curve that is closest by angle; of a ceiling that is given the other two parameters alone. */
function fitted(kind: ShareCurve['kind'], known: Known, fixed?: number) {
  const { times, values } = known;
  const largest = Math.max(...values);
  const ceilings =
    fixed === undefined ? [1.02, 1.2, 1.6, 3].map((factor) => Math.min(factor * largest, 0.98)) : [fixed];
  const model = (parameters: readonly number[]) => {
    const all = fixed === undefined ? parameters : [fixed, ...parameters];
    const [, one = 0, other = 0] = all;
    if (kind === 'bass' && !(one > 0 && other >= 0 && one + other < 1e3)) return times.map(() => Number.NaN);
    return times.map((time) => angleOf(curveAt(kind, all, time)));
  };
  const response = values.map(angleOf);
  const missed = (start: readonly number[]) =>
    model(start).reduce((sum, value, index) => sum + (value - (response[index] ?? 0)) ** 2, 0);
  const starts = [...new Set(ceilings)]
    .flatMap((ceiling) =>
      startsBelow(kind, known, ceiling).map((pair) => (fixed === undefined ? [ceiling, ...pair] : pair)),
    )
    .toSorted((one, other) => missed(one) - missed(other))
    .slice(0, 4);
  if (starts.length === 0) return { refused: 'not-converged' } as const;
  const lowest = kind === 'bass' ? 0 : Number.NEGATIVE_INFINITY;
  const free = Number.POSITIVE_INFINITY;
  return nonlinearLeastSquares({
    model,
    response,
    starts,
    lower: fixed === undefined ? [0, lowest, lowest] : [lowest, lowest],
    upper: fixed === undefined ? [1, free, free] : [free, free],
  });
}

/** The best curve, and where it ends with the profile interval of that. */
function profiled(kind: ShareCurve['kind'], shares: readonly (number | null)[]) {
  const known = knownOf(shares);
  const { values } = known;
  if (values.length < 6) return { refused: 'too-few' } as const;
  const free = fitted(kind, known);
  const isHeld = 'refused' in free && free.refused === 'at-bound' && free.detail === 0;
  const best = isHeld ? fitted(kind, known, 1) : free;
  if ('refused' in best) return best;
  const point = isHeld ? 1 : (best.coefficients[0] ?? 1);
  const interval = profileInterval({
    sumOfSquaresAt: (ceiling) => {
      const held = fitted(kind, known, ceiling);
      return 'refused' in held ? null : held.residualSumOfSquares;
    },
    best: point,
    sumOfSquares: best.residualSumOfSquares,
    degreesOfFreedom: values.length - 3,
    lowest: Math.min(Math.max(...values) / 100, point),
    highest: 1,
  });
  if ('refused' in interval) return interval;
  const parameters = isHeld ? [1, ...best.coefficients] : best.coefficients;
  const curve: ShareCurve = {
    kind,
    parameters,
    covariance: best.covariance,
    residuals: shares.map((share, index) =>
      share === null ? null : angleOf(share) - angleOf(curveAt(kind, parameters, index + 1)),
    ),
    residualDeviation: best.residualStandardDeviation,
  };
  return { ...interval, point, curve };
}

/** Correlation of residuals with those of the period before. */
export function lagOneCorrelation(residuals: readonly (number | null)[]): number {
  let [both, alone] = [0, 0];
  residuals.forEach((residual, index) => {
    const before = residuals[index - 1];
    if (residual === null) return;
    alone += residual ** 2;
    if (before !== null && before !== undefined) both += residual * before;
  });
  return alone > 0 ? both / alone : 0;
}

/** No date by a ceiling that may as well be more than twice as high. */
const factorMax = 2;
/** Residuals that go together more than this stay away from the curve for months on end: it is not their curve. */
const correlationMax = 0.5;

export interface JudgedCurve {
  readonly ceiling: Ceiling | null;
  readonly curve: ShareCurve | null;
  readonly refusals: readonly ForecastRefusal[];
}

/** A curve and whether its ceiling is known well enough to say when a level below it is reached. */
export function judgedCurve(kind: ShareCurve['kind'], shares: readonly (number | null)[]): JudgedCurve {
  const found: ReturnType<typeof profiled> | Refused = profiled(kind, shares);
  if ('refused' in found) return { ceiling: null, curve: null, refusals: [{ rule: 'not-estimable' }] };
  const { point, lower, upper, touchesHighest, curve } = found;
  if (!isRising(kind, curve.parameters)) return { ceiling: null, curve: null, refusals: [{ rule: 'not-growing' }] };
  const ceiling = { point, lower, upper, touchesHighest };
  if (touchesHighest || !(upper <= factorMax * lower)) {
    return { ceiling, curve: null, refusals: [{ rule: 'ceiling-open', low: lower, high: upper, needed: factorMax }] };
  }
  const correlation = lagOneCorrelation(curve.residuals);
  if (correlation > correlationMax) {
    return { ceiling, curve: null, refusals: [{ rule: 'curve-misses', found: correlation, needed: correlationMax }] };
  }
  return { ceiling, curve, refusals: [] };
}

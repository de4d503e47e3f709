import { concentratedDampedTrend } from './concentrated-damped-trend.ts';
import { type KalmanFiltered, kalmanFilter, type StateSpaceModel } from './kalman-filter.ts';
import type { Refused } from './refused.ts';

export interface DampedTrendVariances {
  readonly observation: number;
  readonly level: number;
  readonly slope: number;
}

/** All that a forecast needs. */
export interface DampedTrendState {
  readonly damping: number;
  readonly variances: DampedTrendVariances;
  /** Level and slope one step after the last value, as predicted from all values. */
  readonly next: { readonly state: readonly number[]; readonly variance: readonly (readonly number[])[] };
}

export interface DampedLocalLinearTrend extends DampedTrendState {
  readonly logLikelihood: number;
  /** One-step prediction errors over their standard deviations; null where missing or taken up by the start. */
  readonly standardizedInnovations: readonly (number | null)[];
}

/** Where the search ends: a variance of e⁻¹⁶ of the observations' own counts as none. */
const smallestRatio = -16;
const largestRatio = 8;

/**
 * Damped local linear trend: a level that moves along a slope, both of which may wander, and a slope that dies out,
 *
 *     yₜ = μₜ + εₜ,   μₜ₊₁ = μₜ + νₜ + ηₜ,   νₜ₊₁ = φ·νₜ + ζₜ,
 *
 * with a diffuse start, so that forecasts level off at μ + ν/(1 − φ) instead of going on for ever. With φ = 1 it is the
 * ordinary local linear trend. Variances not handed in are found by maximum likelihood: that of the observations is
 * concentrated out, the ratios of the other two to it are sought from a grid by the simplex of Nelder and Mead, and
 * either may be 0. φ is chosen and not estimated, which from a few years cannot be done well. Values may be missing.
 *
 * Assumes normal errors and no season: take that out before. The variances are taken for known afterwards, which makes
 * the fan of a forecast too narrow: a 90 % band half a year ahead held 67 % from half a year of weeks and
 * 80 % from two years (simulated). `dampedTrendPosterior` is for forecasts that are shown; this is for looking at the model. Refused: 'too-few' below 6 values; 'no-variation' where they lie on the damped trend without error. Throws a
 * RangeError unless 0 < φ ≤ 1, variances are nonnegative and finite, not all 0, and values finite.
 *
 * Reference: E. S. Gardner, E. McKenzie (1985), Management Science 31, 1237–1246; A. C. Harvey (1989), Forecasting,
 * Structural Time Series Models and the Kalman Filter, 2.3; J. Durbin, S. J. Koopman (2012), ch. 5.
 *
 * @example dampedLocalLinearTrend([1, 2, 4, null, 7, 8, 8.5, 9]).next.state // level [9.4], slope [.5], about
 */
export function dampedLocalLinearTrend(
  series: readonly (number | null)[],
  options: { readonly damping?: number; readonly variances?: DampedTrendVariances } = {},
): DampedLocalLinearTrend | Refused {
  const { damping = 0.95, variances: given } = options;
  if (!(damping > 0 && damping <= 1)) throw new RangeError(`no damping: ${damping}`);
  if (!series.every((value) => value === null || Number.isFinite(value)))
    throw new RangeError('no trend through what is not finite');
  if (given !== undefined) {
    const all = [given.observation, given.level, given.slope];
    if (!(all.every((value) => value >= 0 && Number.isFinite(value)) && Math.max(...all) > 0))
      throw new RangeError(`no variances: ${all.join(', ')}`);
  }
  if (series.filter((value) => value !== null).length < 6) return { refused: 'too-few' };
  if (given !== undefined) return filtered(series, damping, given);

  const at = ([level = 0, slope = 0]: readonly number[]) =>
    concentratedDampedTrend(series, damping, { observation: 1, level: ratio(level), slope: ratio(slope) });
  const lowest = at([smallestRatio, smallestRatio]);
  if (!(lowest.variance > 0)) return { refused: 'no-variation' };
  let best = { point: [smallestRatio, smallestRatio], value: lowest.logLikelihood };
  for (const level of [smallestRatio, -8, -5, -3, -1, 1, 4])
    for (const slope of [smallestRatio, -12, -9, -7, -5, -3, -1]) {
      const value = at([level, slope]).logLikelihood;
      if (value > best.value) best = { point: [level, slope], value };
    }
  const point = highest((where) => at(where).logLikelihood, best.point);
  const { variance } = at(point);
  const [level = 0, slope = 0] = point;
  return filtered(series, damping, {
    observation: variance,
    level: variance * ratio(level),
    slope: variance * ratio(slope),
  });
}

function ratio(logarithm: number): number {
  return logarithm <= smallestRatio ? 0 : Math.exp(Math.min(logarithm, largestRatio));
}

function run(series: readonly (number | null)[], damping: number, variances: DampedTrendVariances): KalmanFiltered {
  const model: StateSpaceModel = {
    observation: new Array<readonly number[]>(series.length).fill([1, 0]),
    observationVariance: variances.observation,
    transition: [
      [1, 1],
      [0, damping],
    ],
    stateVariance: [
      [variances.level, 0],
      [0, variances.slope],
    ],
    start: {
      mean: [0, 0],
      variance: [
        [0, 0],
        [0, 0],
      ],
      diffuse: [true, true],
    },
  };
  return kalmanFilter(series, model);
}

function filtered(
  series: readonly (number | null)[],
  damping: number,
  variances: DampedTrendVariances,
): DampedLocalLinearTrend {
  const { steps, next, logLikelihood } = run(series, damping, variances);
  return {
    damping,
    variances,
    logLikelihood,
    next,
    standardizedInnovations: steps.map(({ innovation, innovationVariance, innovationDiffuse }) =>
      innovation === null || innovationDiffuse > 0 || innovationVariance <= 0
        ? null
        : innovation / Math.sqrt(innovationVariance),
    ),
  };
}

/** Nelder and Mead's simplex in two dimensions, from a point, kept inside the search. */
function highest(value: (point: readonly number[]) => number, start: readonly number[]): readonly number[] {
  const inside = (point: readonly number[]) => point.map((one) => Math.min(Math.max(one, smallestRatio), largestRatio));
  const corner = (point: readonly number[]) => {
    const where = inside(point);
    return { where, value: value(where) };
  };
  const [x = 0, y = 0] = start;
  let corners = [corner([x, y]), corner([x + (x < 0 ? 1 : -1), y]), corner([x, y + (y < 0 ? 1 : -1)])];
  for (let iteration = 0; iteration < 300; iteration += 1) {
    corners = corners.toSorted((one, other) => other.value - one.value);
    const [best, middle, worst] = corners;
    if (best === undefined || middle === undefined || worst === undefined) break;
    const size = Math.max(
      ...[middle, worst].flatMap(({ where }) => where.map((one, i) => Math.abs(one - (best.where[i] ?? 0)))),
    );
    if (size < 1e-7 || best.value - worst.value < 1e-13 * Math.abs(best.value)) break;
    const centre = best.where.map((one, index) => (one + (middle.where[index] ?? 0)) / 2);
    const along = (share: number) =>
      corner(centre.map((one, index) => one + share * ((worst.where[index] ?? 0) - one)));
    const reflected = along(-1);
    if (reflected.value > best.value) {
      const further = along(-2);
      corners = [best, middle, further.value > reflected.value ? further : reflected];
    } else if (reflected.value > middle.value) {
      corners = [best, middle, reflected];
    } else {
      const nearer = along(reflected.value > worst.value ? -0.5 : 0.5);
      corners =
        nearer.value > Math.max(worst.value, reflected.value)
          ? [best, middle, nearer]
          : [
              best,
              ...[middle, worst].map(({ where }) => corner(where.map((one, i) => (one + (best.where[i] ?? 0)) / 2))),
            ];
    }
  }
  const [best] = corners.toSorted((one, other) => other.value - one.value);
  return best?.where ?? start;
}

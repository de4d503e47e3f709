import { type BassParameters, bass1969Regression } from './bass-1969-regression.ts';
import { bassDensity, bassShare } from './bass-curve.ts';
import { nonlinearLeastSquares } from './nonlinear-least-squares.ts';
import type { Refused } from './refused.ts';

/**
 * What the sales of period t are taken for: 'density', m·f(t), the slope of the curve at the end of the period, or
 * 'difference', m·(F(t) − F(t − 1)), what the curve gained over the period. They differ: on ten years of sales of
 * video recorders p is .0066 by the one and .0088 by the other. Any number that is shown says which.
 */
export type BassForm = 'density' | 'difference';

export interface BassDiffusion extends BassParameters {
  readonly form: BassForm;
  /** Of market, innovation and imitation, in this order; 0 for a market that was given. */
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly residualSumOfSquares: number;
  readonly residualStandardDeviation: number;
  readonly degreesOfFreedom: number;
  readonly fitted: readonly number[];
  /** When the curve is steepest, ln(q/p)/(p + q); before 0 where innovation is the greater. */
  readonly peak: number;
}

/**
 * Bass' diffusion curve by nonlinear least squares: the market m, innovation p and imitation q for which m·f(t), or
 * m·(F(t) − F(t − 1)), is closest to what was sold in period t.
 *
 * The search starts from Bass' regression of 1969 and from a grid of (p, q) in units of the observed span, m being
 * linear given the two, and the lowest end decides. With `market` given only p and q are sought.
 *
 * Assumes one purchase per head, a fixed market, and errors of equal variance; standard errors are asymptotic and on
 * few periods far too kind, above all before the peak has been seen: use a profile of the market. Refused: 'too-few'
 * below 5 periods (4 with the market given); 'not-converged' or 'collinear' where the sales do not bend and no end is
 * found (where one is, the standard error of the market is many times the market); 'at-bound' (detail: 2) where no imitation shows. Throws a RangeError unless times are
 * finite, increasing and at least 1 (in units of a period, counted from the launch), and lengths agree.
 *
 * Reference: F. M. Bass (1969), Management Science 15, 215–227; V. Srinivasan, C. H. Mason (1986), Marketing Science 5,
 * 169–178 (the difference form).
 *
 * @example
 * const years = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
 * bassDiffusion(years, [27, 35, 44, 53, 59, 61, 57, 48, 38, 28], 'difference');
 * // { market: 514.3, innovation: .0423, imitation: .3847, peak: 5.17, … }
 */
export function bassDiffusion(
  times: readonly number[],
  sales: readonly number[],
  form: BassForm,
  given: { readonly market?: number } = {},
): BassDiffusion | Refused {
  if (times.length !== sales.length) throw new RangeError('a time for every sale');
  if (!times.every((time, index) => Number.isFinite(time) && time >= 1 && time > (times[index - 1] ?? 0)))
    throw new RangeError('times are increasing, from 1 on');
  if (!sales.every(Number.isFinite)) throw new RangeError('no curve through what is not finite');
  const { market: fixed } = given;
  if (fixed !== undefined && !(fixed > 0 && Number.isFinite(fixed))) throw new RangeError(`no market: ${fixed}`);
  if (sales.length < (fixed === undefined ? 5 : 4)) return { refused: 'too-few' };

  const curve = (innovation: number, imitation: number) =>
    times.map((time) =>
      form === 'density'
        ? bassDensity(time, innovation, imitation)
        : bassShare(time, innovation, imitation) - bassShare(time - 1, innovation, imitation),
    );
  const outside = times.map(() => Number.NaN);
  const starts = startsFrom(times, sales, curve, fixed);
  if (starts.length === 0) return { refused: 'no-variation' };
  const free = (parameters: readonly number[]) => (fixed === undefined ? parameters : [fixed, ...parameters]);
  const found = nonlinearLeastSquares({
    model: (parameters) => {
      const [market = 0, innovation = 0, imitation = 0] = free(parameters);
      return innovation > 0 && imitation >= 0 ? curve(innovation, imitation).map((value) => market * value) : outside;
    },
    response: sales,
    starts: starts.map((start) => (fixed === undefined ? start : start.slice(1))),
    lower: fixed === undefined ? [0, 0, 0] : [0, 0],
  });
  if ('refused' in found) {
    return fixed === undefined || found.detail === undefined ? found : { ...found, detail: found.detail + 1 };
  }
  const [market = 0, innovation = 0, imitation = 0] = free(found.coefficients);
  return {
    form,
    market,
    innovation,
    imitation,
    standardErrors: fixed === undefined ? found.standardErrors : [0, ...found.standardErrors],
    covariance: fixed === undefined ? found.covariance : [[0, 0, 0], ...found.covariance.map((row) => [0, ...row])],
    residualSumOfSquares: found.residualSumOfSquares,
    residualStandardDeviation: found.residualStandardDeviation,
    degreesOfFreedom: found.degreesOfFreedom,
    fitted: found.fitted,
    peak: Math.log(imitation / innovation) / (innovation + imitation),
  };
}

/** The four lowest of Bass' regression and a grid, as [market, innovation, imitation]. */
function startsFrom(
  times: readonly number[],
  sales: readonly number[],
  curve: (innovation: number, imitation: number) => readonly number[],
  fixed: number | undefined,
): readonly (readonly number[])[] {
  const span = times.at(-1) ?? 1;
  const regression = bass1969Regression(sales);
  const pairs: (readonly [number, number])[] = [];
  if (!('refused' in regression)) pairs.push([regression.innovation, regression.imitation]);
  for (const imitation of [1, 3, 6, 10, 16])
    for (const ratio of [0.001, 0.01, 0.1, 0.5]) pairs.push([(ratio * imitation) / span, imitation / span]);
  return pairs
    .flatMap(([innovation, imitation]) => {
      const shape = curve(innovation, imitation);
      const market =
        fixed ??
        shape.reduce((sum, value, index) => sum + value * (sales[index] ?? 0), 0) /
          shape.reduce((sum, value) => sum + value * value, 0);
      if (!(market > 0 && Number.isFinite(market))) return [];
      const missed = shape.reduce((sum, value, index) => sum + ((sales[index] ?? 0) - market * value) ** 2, 0);
      return [{ start: [market, innovation, imitation], missed }];
    })
    .sort((one, other) => one.missed - other.missed)
    .slice(0, 4)
    .map(({ start }) => start);
}

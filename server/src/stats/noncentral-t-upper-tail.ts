import gammaln from '@stdlib/math-base-special-gammaln';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/**
 * The chance that a noncentral t variable T = (Z + δ)/S exceeds a value, where Z is standard normal and νS² is χ² with
 * ν degrees of freedom:
 *
 *     P(T > q) = ∫ Φ(δ − q·s) f(s) ds,   f the density of S
 *
 * by the trapezoidal rule over log s, where the integrand is smooth and dies out on both sides, so that the rule gives
 * nearly every digit. Throws a RangeError for degrees of freedom that are not above 0 and for what is not finite.
 *
 * Reference: N. L. Johnson, S. Kotz, N. Balakrishnan (1995), Continuous Univariate Distributions 2, 2nd ed., ch. 31.
 *
 * @example noncentralTUpperTail(2.0244, 38, Math.sqrt(10)) // 0.8690, the power of a t-test of 20 against 20
 */
export function noncentralTUpperTail(value: number, degreesOfFreedom: number, noncentrality: number): number {
  if (!(degreesOfFreedom > 0 && [value, degreesOfFreedom, noncentrality].every(Number.isFinite))) {
    throw new RangeError(`no t distribution: ${value}, ${degreesOfFreedom}, ${noncentrality}`);
  }
  const half = degreesOfFreedom / 2;
  const logNorm = Math.LN2 + half * Math.log(half) - gammaln(half);
  const spread = 1 / Math.sqrt(2 * degreesOfFreedom);
  const width = Math.min(spread, 1 / (1 + Math.abs(value))) / 8;
  const from = Math.floor(-(40 / degreesOfFreedom + 10 * spread) / width);
  const until = Math.ceil((10 * spread) / width);
  let [sum, whole] = [0, 0];
  for (let step = from; step <= until; step += 1) {
    const logarithm = step * width;
    const scale = Math.exp(logarithm);
    const density = Math.exp(logNorm + degreesOfFreedom * logarithm - half * scale * scale);
    sum += density * normalCdf(noncentrality - value * scale, 0, 1);
    whole += density;
  }
  // The density adds up to 1 over the width: dividing by its own sum takes the error of its constant out.
  return sum / whole;
}

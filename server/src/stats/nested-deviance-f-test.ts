import fCdf from '@stdlib/stats-base-dists-f-cdf';

/** What the test needs of a fitted generalised linear model. */
interface Deviance {
  readonly deviance: number;
  readonly degreesOfFreedom: number;
  readonly dispersion: number;
}

/**
 * F test of the coefficients by which a quasi-likelihood model is larger than one inside it:
 *
 *     F = (D₀ − D₁)/(df₀ − df₁)/φ₁,   φ₁ the Pearson dispersion of the larger model
 *
 * against F with df₀ − df₁ and df₁ degrees of freedom. Assumes that both were fitted to the same observations and that
 * the smaller one is the larger one with some coefficients fixed; throws a RangeError where the larger one has no
 * fewer degrees of freedom. The p-value is taken from the upper tail directly, so small ones keep their digits.
 *
 * Reference: W. N. Venables, B. D. Ripley (2002), Modern Applied Statistics with S, 4th ed., §7.5.
 *
 * @example nestedDevianceFTest(stepOnly, stepAndSlope) // { statistic: 0.639, pValue: 0.428, degreesOfFreedom: [1, 51] }
 */
export function nestedDevianceFTest(
  smaller: Deviance,
  larger: Deviance,
): { readonly statistic: number; readonly pValue: number; readonly degreesOfFreedom: readonly [number, number] } {
  const added = smaller.degreesOfFreedom - larger.degreesOfFreedom;
  if (!(added > 0)) throw new RangeError('the larger model has no coefficient more');
  const statistic = Math.max(0, smaller.deviance - larger.deviance) / added / larger.dispersion;
  const pValue = statistic === 0 ? 1 : fCdf(1 / statistic, larger.degreesOfFreedom, added);
  return { statistic, pValue, degreesOfFreedom: [added, larger.degreesOfFreedom] };
}

import { clusterRobustCovariance } from './cluster-robust-covariance.ts';
import { heteroskedasticityConsistentCovariance } from './heteroskedasticity-consistent-covariance.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';

export interface DifferenceInDifferencesCell {
  readonly count: number;
  readonly mean: number;
  /** Of the mean, from this cell's own variance. */
  readonly standardError: number;
}

export interface DifferenceInDifferences {
  readonly estimate: number;
  readonly cells: {
    readonly controlBefore: DifferenceInDifferencesCell;
    readonly controlAfter: DifferenceInDifferencesCell;
    readonly treatedBefore: DifferenceInDifferencesCell;
    readonly treatedAfter: DifferenceInDifferencesCell;
  };
  readonly standardErrors: {
    /** One variance for all. */
    readonly ordinary: number;
    readonly hc1: number;
    /** Each cell has its own variance: √Σ s²/n over the four cells. */
    readonly hc2: number;
    /** Observations of one cluster may depend on each other (CR1); null without clusters. */
    readonly cluster: number | null;
  };
  readonly degreesOfFreedom: number;
  readonly clusters: number | null;
}

/**
 * Difference in differences of two groups and two periods: what the treated changed by, less what the others changed by,
 *
 *     δ = (ȳ₁₁ − ȳ₁₀) − (ȳ₀₁ − ȳ₀₀),
 *
 * which is the coefficient of treated × after in the regression on treated, after and their product.
 *
 * Assumes that without the treatment both would have changed by the same amount, on the scale the outcomes are given in.
 * The standard errors say how uncertain the means are, not whether that is true. Refused: 'too-few' where a cell has
 * fewer than 2 observations; 'no-variation' where no cell varies. Throws a RangeError for what is not finite and for
 * lengths that differ.
 *
 * Reference: D. Card, A. B. Krueger (1994), American Economic Review 84, 772–793, Table 3.
 *
 * @param clusters which cluster each observation belongs to, by any numbers
 * @example
 * differenceInDifferences([1, 3, 2, 4, 1, 3, 5, 7], [false, false, false, false, true, true, true, true],
 *   [false, false, true, true, false, false, true, true]) // { estimate: 3, standardErrors: { ordinary: 2, … }, … }
 */
export function differenceInDifferences(
  outcome: readonly number[],
  treated: readonly boolean[],
  after: readonly boolean[],
  clusters?: readonly number[],
): DifferenceInDifferences | Refused {
  if (treated.length !== outcome.length || after.length !== outcome.length)
    throw new RangeError('a group and a period for every outcome');
  if (clusters !== undefined && clusters.length !== outcome.length) throw new RangeError('a cluster for every outcome');
  if (!outcome.every(Number.isFinite)) throw new RangeError('no difference of what is not finite');
  const cell = (group: boolean, period: boolean): DifferenceInDifferencesCell => {
    const values = outcome.filter((_, index) => treated[index] === group && after[index] === period);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { count: values.length, mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
  };
  const cells = {
    controlBefore: cell(false, false),
    controlAfter: cell(false, true),
    treatedBefore: cell(true, false),
    treatedAfter: cell(true, true),
  };
  if (Object.values(cells).some(({ count }) => count < 2)) return { refused: 'too-few' };
  const fit = ordinaryLeastSquares(
    outcome.map((_, index) => {
      const [group, period] = [Number(treated[index]), Number(after[index])];
      return [1, group, period, group * period];
    }),
    outcome,
  );
  if ('refused' in fit) return fit;
  const hc1 = heteroskedasticityConsistentCovariance(fit, 'HC1');
  const hc2 = heteroskedasticityConsistentCovariance(fit, 'HC2');
  const byCluster = clusters === undefined ? null : clusterRobustCovariance(fit, clusters, 'CR1');
  if ('refused' in hc1) return hc1;
  if ('refused' in hc2) return hc2;
  if (byCluster !== null && 'refused' in byCluster) return byCluster;
  return {
    estimate: fit.coefficients[3] ?? Number.NaN,
    cells,
    standardErrors: {
      ordinary: fit.standardErrors[3] ?? Number.NaN,
      hc1: Math.sqrt(hc1[3]?.[3] ?? Number.NaN),
      hc2: Math.sqrt(hc2[3]?.[3] ?? Number.NaN),
      cluster: byCluster === null ? null : Math.sqrt(byCluster.covariance[3]?.[3] ?? Number.NaN),
    },
    degreesOfFreedom: fit.degreesOfFreedom,
    clusters: clusters === undefined ? null : new Set(clusters).size,
  };
}

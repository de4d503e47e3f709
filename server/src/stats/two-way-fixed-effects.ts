import { clusterRobustCovariance } from './cluster-robust-covariance.ts';
import { heteroskedasticityConsistentCovariance } from './heteroskedasticity-consistent-covariance.ts';
import { type OrdinaryLeastSquaresFit, ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';

/** One variance for all; a variance for each observation; or anything within a unit (`CR2` where units are few). */
export type PanelCovariance = 'ordinary' | 'HC1' | 'HC2' | 'HC3' | 'CR1' | 'CR2';

/** Observations of units in periods, both named by any numbers; not every unit needs every period. */
export interface Panel {
  readonly outcome: readonly number[];
  readonly unit: readonly number[];
  readonly period: readonly number[];
}

export interface TwoWayFixedEffects {
  /** Of the regressors alone. */
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** For a t interval of each coefficient. */
  readonly degreesOfFreedom: readonly number[];
  readonly residualStandardDeviation: number;
  readonly units: number;
  readonly periods: number;
}

/**
 * Two-way fixed effects: regression with a constant for every unit and one for every period,
 *
 *     yᵤₜ = αᵤ + γₜ + xᵤₜ·β + εᵤₜ
 *
 * With x = 1 from a unit's treatment on, β is difference in differences over units and periods. The constants of the
 * units are taken out by subtracting each unit's means (Frisch, Waugh and Lovell), those of the periods stay as columns;
 * estimates, standard errors and degrees of freedom are those of the regression with all constants written out. For
 * CR2 the same holds because units are the clusters (Pustejovsky and Tipton).
 *
 * Assumes parallel paths without treatment. Where units are treated at different times and the effect grows or differs,
 * β weighs some comparisons negatively (Goodman-Bacon 2021): show `eventStudy` beside it. Below some 40 units use CR2
 * with its degrees of freedom; it takes about a second per unit of 150 periods, and little for months. Refused: 'collinear' (detail: which regressor, where one is to blame) for a regressor
 * that unit and period already determine, or a panel that falls apart; 'too-few'; 'not-estimable' for HC2 and HC3 where
 * an observation decides its own fit. Throws a RangeError for what is not finite and lengths that differ.
 *
 * Reference: J. M. Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, 2nd ed., ch. 10;
 * J. E. Pustejovsky, E. Tipton (2018), JBES 36, 672–683.
 *
 * @param regressors one row per observation
 * @example
 * twoWayFixedEffects({ outcome: [1, 2, 4, 2, 4, 9], unit: [1, 1, 1, 2, 2, 2], period: [1, 2, 3, 1, 2, 3] },
 *   [[0], [0], [0], [0], [0], [1]], 'ordinary') // coefficients [3.5], standardErrors [.866]
 */
export function twoWayFixedEffects(
  { outcome, unit, period }: Panel,
  regressors: readonly (readonly number[])[],
  kind: PanelCovariance,
): TwoWayFixedEffects | Refused {
  const count = outcome.length;
  const width = regressors[0]?.length ?? 0;
  if (unit.length !== count || period.length !== count || regressors.length !== count)
    throw new RangeError('a unit, a period and regressors for every outcome');
  if (width === 0 || regressors.some((row) => row.length !== width))
    throw new RangeError('the same regressors for every outcome');
  if (![outcome, unit, period, ...regressors].every((values) => values.every(Number.isFinite)))
    throw new RangeError('no panel of what is not finite');
  const periods = [...new Set(period)].sort((one, other) => one - other);
  const sizes = new Map<number, number>();
  for (const one of unit) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const degreesOfFreedom = count - sizes.size - (periods.length - 1) - width;
  if (degreesOfFreedom < 1) return { refused: 'too-few' };

  const constants = periods.slice(1).map((one) => period.map((other) => Number(other === one)));
  const columns = [
    ...constants,
    ...Array.from({ length: width }, (_, index) => regressors.map((row) => row[index] ?? 0)),
  ];
  const within = columns.map((column) => withinUnits(column, unit, sizes));
  const still = within.findIndex((column, index) => length(column) <= 1e-10 * length(columns[index] ?? []));
  if (still >= 0) return collinear(still, constants.length);
  const absorbed = ordinaryLeastSquares(
    outcome.map((_, row) => within.map((column) => column[row] ?? 0)),
    withinUnits(outcome, unit, sizes),
  );
  if ('refused' in absorbed)
    return absorbed.detail === undefined ? absorbed : collinear(absorbed.detail, constants.length);
  const fit: OrdinaryLeastSquaresFit = {
    ...absorbed,
    degreesOfFreedom,
    leverages: absorbed.leverages.map((leverage, row) => leverage + 1 / (sizes.get(unit[row] ?? 0) ?? 1)),
  };
  const found = covarianceOf(fit, unit, kind);
  if ('refused' in found) return found;
  const first = constants.length;
  const covariance = found.covariance.slice(first).map((row) => row.slice(first));
  return {
    coefficients: fit.coefficients.slice(first),
    standardErrors: covariance.map((row, index) => Math.sqrt(Math.max(row[index] ?? 0, 0))),
    covariance,
    degreesOfFreedom: found.degreesOfFreedom.slice(first),
    residualStandardDeviation: Math.sqrt(fit.residualSumOfSquares / degreesOfFreedom),
    units: sizes.size,
    periods: periods.length,
  };
}

function collinear(column: number, constants: number): Refused {
  return column < constants ? { refused: 'collinear' } : { refused: 'collinear', detail: column - constants };
}

function withinUnits(values: readonly number[], unit: readonly number[], sizes: ReadonlyMap<number, number>): number[] {
  const sums = new Map<number, number>();
  values.forEach((value, index) => {
    const one = unit[index] ?? 0;
    sums.set(one, (sums.get(one) ?? 0) + value);
  });
  return values.map((value, index) => {
    const one = unit[index] ?? 0;
    return value - (sums.get(one) ?? 0) / (sizes.get(one) ?? 1);
  });
}

function length(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function covarianceOf(
  fit: OrdinaryLeastSquaresFit,
  unit: readonly number[],
  kind: PanelCovariance,
): { readonly covariance: readonly (readonly number[])[]; readonly degreesOfFreedom: readonly number[] } | Refused {
  if (kind === 'CR1' || kind === 'CR2') return clusterRobustCovariance(fit, unit, kind);
  const degreesOfFreedom = fit.coefficients.map(() => fit.degreesOfFreedom);
  if (kind === 'ordinary') {
    const variance = fit.residualSumOfSquares / fit.degreesOfFreedom;
    return { covariance: fit.unscaledCovariance.map((row) => row.map((value) => value * variance)), degreesOfFreedom };
  }
  // HC1 by hand: its factor counts the constants that were subtracted.
  const covariance = heteroskedasticityConsistentCovariance(fit, kind === 'HC1' ? 'HC0' : kind);
  if ('refused' in covariance) return covariance;
  const inflation = kind === 'HC1' ? fit.residuals.length / fit.degreesOfFreedom : 1;
  return { covariance: covariance.map((row) => row.map((value) => value * inflation)), degreesOfFreedom };
}

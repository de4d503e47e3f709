import type { GeneralizedLinearModelFit } from './generalized-linear-model.ts';

/** The rows for which a sum is wanted: as they were, and as they would have been. */
export interface CounterfactualRows {
  readonly actual: readonly (readonly number[])[];
  readonly without: readonly (readonly number[])[];
  readonly offset?: readonly number[] | undefined;
  readonly trials?: readonly number[] | undefined;
}

export interface CounterfactualSum {
  /** Σμ of the rows as they were, by the model. */
  readonly fitted: number;
  /** Σμ of the rows as they would have been. */
  readonly counterfactual: number;
  readonly counterfactualStandardError: number;
  /** fitted − counterfactual. */
  readonly difference: number;
  readonly differenceStandardError: number;
}

/**
 * How many events a fitted model says there would have been, summed over some rows, if their columns had been others
 * (no campaign), and the difference to what it says of the rows as they were; with standard errors by the delta method:
 *
 *     S = Σ μ(xᵢ·b),   gradient g = Σ μ′(xᵢ·b) xᵢ,   s.e. = √(gᵀ cov(b) g)
 *
 * These are errors of the coefficients only: what a single future count scatters around its expectation is not in
 * them. The delta method is good while the relative error of S is small; beyond some 30 % draw from the coefficients.
 * By default the covariance of the fit is used; a robust one may be handed in.
 *
 * Throws a RangeError for lengths that differ.
 *
 * Reference: J. Lopez Bernal, S. Cummins, A. Gasparrini (2017), International Journal of Epidemiology 46, 348–355.
 *
 * @example counterfactualSum(fit, { actual, without, offset }) // { counterfactual: 22284.1, difference: -2561.1, … }
 */
export function counterfactualSum(
  fit: Pick<GeneralizedLinearModelFit, 'coefficients' | 'covariance' | 'family'>,
  { actual, without, offset, trials }: CounterfactualRows,
  covariance: readonly (readonly number[])[] = fit.covariance,
): CounterfactualSum {
  const rows = actual.length;
  const width = fit.coefficients.length;
  if (without.length !== rows || [offset, trials].some((values) => values && values.length !== rows)) {
    throw new RangeError('as many rows with as without are needed');
  }
  if ([...actual, ...without].some((row) => row.length !== width)) {
    throw new RangeError('a row has one entry for every coefficient');
  }
  const binomial = fit.family === 'binomial' || fit.family === 'quasi-binomial';
  const total = (design: readonly (readonly number[])[]) => {
    let sum = 0;
    const gradient = new Array<number>(width).fill(0);
    design.forEach((row, index) => {
      const predictor = row.reduce(
        (inner, value, at) => inner + value * (fit.coefficients[at] ?? 0),
        offset?.[index] ?? 0,
      );
      const mean = binomial ? 1 / (1 + Math.exp(-predictor)) : Math.exp(predictor);
      const size = binomial ? (trials?.[index] ?? 1) : 1;
      sum += size * mean;
      const slope = size * mean * (binomial ? 1 - mean : 1);
      row.forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + slope * value;
      });
    });
    return { sum, gradient };
  };
  const standardError = (gradient: readonly number[]) =>
    Math.sqrt(
      gradient.reduce(
        (sum, value, row) =>
          sum + value * gradient.reduce((inner, other, at) => inner + other * (covariance[row]?.[at] ?? 0), 0),
        0,
      ),
    );
  const one = total(actual);
  const other = total(without);
  return {
    fitted: one.sum,
    counterfactual: other.sum,
    counterfactualStandardError: standardError(other.gradient),
    difference: one.sum - other.sum,
    differenceStandardError: standardError(one.gradient.map((value, at) => value - (other.gradient[at] ?? 0))),
  };
}

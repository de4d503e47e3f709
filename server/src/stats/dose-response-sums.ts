import { choleskyFactor } from './cholesky-factor.ts';
import { designColumns } from './design-columns.ts';
import { geometricAdstock } from './geometric-adstock.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

export interface DoseResponseInput {
  /** One for each period; null where missing. */
  readonly response: readonly (number | null)[];
  /** The structural part: level, trend, season, holidays, comparison series; one row per period. */
  readonly design: readonly (readonly number[])[];
  /** What each channel put out: one row per period, one column per channel, none negative. */
  readonly exposures: readonly (readonly number[])[];
  /** The standard deviation of the half-normal prior of the coefficients, before it was halved. */
  readonly coefficientSd: number;
  /** The grid of carry-overs λ, each as likely as the other beforehand; 0, .1, … .8 unless told. */
  readonly carryOvers?: readonly number[];
  /**
   * Covariance of the errors up to a factor, one row per period; that of independent ones of one variance unless told. It
   * is taken as known: a level that wanders, or known sampling variances.
   */
  readonly errorCovariance?: readonly (readonly number[])[];
}

/** All that the likelihood needs: what is left of response and doses when the structural part is taken out. */
export interface DoseResponseSums {
  readonly carryOvers: readonly number[];
  /** Observations less columns of the structural part. */
  readonly degreesOfFreedom: number;
  readonly responseSquares: number;
  /** For each carry-over: products of the doses with each other and with the response. */
  readonly products: readonly {
    readonly doses: readonly (readonly number[])[];
    readonly withResponse: readonly number[];
  }[];
}

/**
 * The sums of squares and products of a dose–response regression, after its structural part has been projected out:
 *
 *     dose of channel c at λ:  (1 − λ)·adstock(log(1 + exposure), λ)
 *
 * so that a coefficient is the whole effect of one unit over all time whatever λ is. The adstock runs over all periods;
 * periods without a response are left out afterwards.
 *
 * Refused: 'too-few' unless there are 3 observations more than columns; 'collinear' (detail: a column of the structural
 * part); 'no-variation' where it is the response, or (detail: a channel) already is the dose; 'not-estimable' for
 * a covariance that is not positive definite. Throws a RangeError for
 * lengths that differ, what is not finite, negative exposures, carry-overs outside [0, 1) and no prior.
 *
 * @example doseResponseSums({ response: [1, 2, 4, 3, 6], design: [[1], [1], [1], [1], [1]], exposures: [[0], [1], [3], [0], [9]],
 *   coefficientSd: 1, carryOvers: [0] }) // { degreesOfFreedom: 4, responseSquares: 14.8, … }
 */
export function doseResponseSums(input: DoseResponseInput): DoseResponseSums | Refused {
  const {
    response,
    design,
    exposures,
    coefficientSd,
    carryOvers = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
    errorCovariance,
  } = input;
  const channels = exposures[0]?.length ?? 0;
  if (design.length !== response.length || exposures.length !== response.length)
    throw new RangeError('a structural part and exposures for every response');
  if (channels === 0 || exposures.some((row) => row.length !== channels))
    throw new RangeError('the same channels in every period');
  if (!exposures.every((row) => row.every((value) => value >= 0 && Number.isFinite(value))))
    throw new RangeError('no dose of what is negative or not finite');
  if (!response.every((value) => value === null || Number.isFinite(value)))
    throw new RangeError('no response that is not finite');
  if (!(coefficientSd > 0 && Number.isFinite(coefficientSd))) throw new RangeError(`no prior: ${coefficientSd}`);
  if (carryOvers.length === 0) throw new RangeError('no carry-over to try');

  const seen = [...response.keys()].filter((period) => response[period] !== null);
  const columns = design[0]?.length ?? 0;
  const degreesOfFreedom = seen.length - columns;
  if (degreesOfFreedom < 3) return { refused: 'too-few' };
  const factor =
    errorCovariance && choleskyFactor(seen.map((row) => seen.map((other) => entryOf(errorCovariance, row, other))));
  if (factor && 'refused' in factor) return factor;
  const whiten = (vector: Float64Array): void => {
    if (!factor) return;
    factor.forEach((row, place) => {
      let rest = vector[place] as number;
      for (let earlier = 0; earlier < place; earlier += 1)
        rest -= (row[earlier] as number) * (vector[earlier] as number);
      vector[place] = rest / (row[place] as number);
    });
  };
  const matrix = designColumns(seen.map((period) => design[period] ?? []));
  for (let column = 0; column < columns; column += 1)
    whiten(matrix.subarray(column * seen.length, (column + 1) * seen.length));
  const decomposition = householderQr(matrix, seen.length, columns);
  if ('dependentColumn' in decomposition) return { refused: 'collinear', detail: decomposition.dependentColumn };
  const left = (values: readonly number[]) => {
    const rotated = Float64Array.from(seen, (period) => values[period] ?? 0);
    whiten(rotated);
    decomposition.rotate(rotated);
    return rotated.subarray(columns);
  };
  const own = left(response.map((value) => value ?? 0));
  const whole = (values: readonly (number | null)[]) => {
    const rotated = Float64Array.from(seen, (period) => values[period] ?? 0);
    whiten(rotated);
    return product(rotated, rotated);
  };
  const level = whole(response);
  if (!(product(own, own) > 1e-20 * level)) return { refused: 'no-variation' };
  const products = [];
  for (const carryOver of carryOvers) {
    const doses: Float64Array[] = [];
    for (let channel = 0; channel < channels; channel += 1) {
      const dose = geometricAdstock(
        exposures.map((row) => Math.log1p(row[channel] ?? 0)),
        carryOver,
      ).map((value) => (1 - carryOver) * value);
      const rest = left(dose);
      if (!(product(rest, rest) > 1e-16 * whole(dose))) return { refused: 'no-variation' as const, detail: channel };
      doses.push(rest);
    }
    products.push({
      doses: doses.map((one) => doses.map((other) => product(one, other))),
      withResponse: doses.map((one) => product(one, own)),
    });
  }
  return { carryOvers, degreesOfFreedom, responseSquares: product(own, own), products };
}

const entryOf = (matrix: readonly (readonly number[])[], row: number, column: number): number => {
  const entry = matrix[row]?.[column];
  if (entry === undefined) throw new RangeError('a covariance for every two periods');
  return entry;
};

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

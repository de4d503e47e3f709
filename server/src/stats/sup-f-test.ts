import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import { ordinaryLeastSquares } from './ordinary-least-squares.ts';
import type { Refused } from './refused.ts';
import { supFPValue } from './sup-f-p-value.ts';

export interface SupFTest {
  /** The largest F times the number of shifting coefficients, as in R's strucchange. */
  readonly statistic: number;
  readonly pValue: number;
  /** How many observations come before the likeliest shift. */
  readonly before: number;
}

/**
 * Andrews's sup-F test for one shift of regression coefficients at an unknown time.
 *
 * For every time i that leaves the trimmed share on either side, F(i) = (RSS₀ − RSSᵢ)/(RSSᵢ/(n − k − m)) compares one
 * regression with one whose m shifting coefficients change after i; the largest is the statistic and its time the
 * estimate. A mean with one shift is a single column of ones. The p-value, by supFPValue, knows that the time was looked
 * for. It is a little too large in short series, where fewer times are looked at than the limit has.
 *
 * Assumes independent errors of one variance: autocorrelation looks like shifts. Assumes columns without a trend: with a
 * trend among them the p-value is a guide only. A shift found is a question (what happened then?), not an effect.
 *
 * Refused: a trimmed end no longer than the columns are wide ('too-few'), dependent columns ('collinear', with the
 * index), a perfect fit without a shift ('no-variation'). Times after which a shifting column does not vary are passed
 * over.
 *
 * References: D. W. K. Andrews (1993), Econometrica 61, 821–856; A. Zeileis, F. Leisch, K. Hornik, C. Kleiber (2002),
 * Journal of Statistical Software 7(2).
 *
 * @param shifting which columns shift; all of them where not given
 * @example supFTest(nile.map(() => [1]), nile) // { statistic: 75.93, pValue: 4e-16, before: 28 }: after 1898
 */
export function supFTest(
  design: readonly (readonly number[])[],
  response: readonly number[],
  { trimming = 0.15, shifting }: { readonly trimming?: number; readonly shifting?: readonly number[] | undefined } = {},
): SupFTest | Refused {
  if (!(trimming > 0 && trimming < 0.5)) throw new RangeError(`no trimming of ${trimming}`);
  const plain = ordinaryLeastSquares(design, response);
  if ('refused' in plain) return plain;
  const count = response.length;
  const width = plain.coefficients.length;
  const moving = shifting ?? plain.coefficients.map((_, column) => column);
  if (moving.length === 0 || moving.some((column) => !(Number.isInteger(column) && column >= 0 && column < width))) {
    throw new RangeError('a column that shifts is a column of the design');
  }
  const first = Math.floor(trimming * count);
  const last = Math.floor((1 - trimming) * count);
  const added = moving.length;
  const degreesOfFreedom = count - width - added;
  if (first <= width || count - last <= width || degreesOfFreedom < 1) return { refused: 'too-few' };

  const columns = designColumns(design);
  const unshifted = householderQr(columns.slice(), count, width);
  if ('dependentColumn' in unshifted) return { refused: 'collinear', detail: unshifted.dependentColumn };
  const rotated = Float64Array.from(response);
  unshifted.rotate(rotated);
  const left = rotated.subarray(width);
  const rest = count - width;
  let best: { readonly statistic: number; readonly before: number } | undefined;
  for (let before = first; before <= last; before += 1) {
    // What the shifted columns add is seen in the coordinates that the unshifted ones do not reach.
    const shifted = new Float64Array(rest * added);
    let reach = 0;
    moving.forEach((column, at) => {
      const step = new Float64Array(count);
      step.set(columns.subarray(column * count + before, (column + 1) * count), before);
      const whole = step.reduce((sum, value) => sum + value ** 2, 0);
      unshifted.rotate(step);
      const open = step.subarray(width);
      if (open.reduce((sum, value) => sum + value ** 2, 0) > 1e-18 * whole) reach += 1;
      shifted.set(open, at * rest);
    });
    const more = reach === added ? householderQr(shifted, rest, added) : { dependentColumn: 0 };
    if ('dependentColumn' in more) continue;
    const residual = left.slice();
    more.rotate(residual);
    let explained = 0;
    for (let row = 0; row < added; row += 1) explained += (residual[row] as number) ** 2;
    let unexplained = 0;
    for (let row = added; row < rest; row += 1) unexplained += (residual[row] as number) ** 2;
    // A shift that explains everything leaves nothing to divide by; rounding would decide between several of them.
    const statistic = (explained / Math.max(unexplained, plain.residualSumOfSquares * 1e-14)) * degreesOfFreedom;
    if (!best || statistic > best.statistic) best = { statistic, before };
  }
  if (!best) return { refused: 'collinear' };
  const odds = ((count - first) * last) / (first * (count - last));
  return { ...best, pValue: supFPValue(best.statistic, added, 1 / (1 + Math.sqrt(odds))) };
}

import { designColumns } from './design-columns.ts';
import { householderQr } from './householder-qr.ts';
import type { Refused } from './refused.ts';

export interface BassParameters {
  /** How many will have adopted in the end. */
  readonly market: number;
  /** The chance per period to adopt by oneself, p. */
  readonly innovation: number;
  /** The chance per period to adopt after the example of all others, q. */
  readonly imitation: number;
}

/**
 * Bass' regression of 1969: what is sold in a period on what had been sold before it,
 *
 *     s(t) = a + b·Y(t − 1) + c·Y(t − 1)²,   Y = the running sum of s,
 *
 * by ordinary least squares (QR), and from its roots m = (−b − √(b² − 4ac)) / 2c, p = a/m, q = −c·m.
 *
 * Here for its history and as a start for the search: it is biased because it puts a sum over a period in the place of
 * a slope, and it has no standard errors of m, p and q. Assumes periods one after the other from the launch on.
 * Refused: 'too-few' below 4 periods; 'collinear' where the running sum does not move; 'not-estimable' where the roots
 * are no market (c ≥ 0, no real root, a ≤ 0). Throws a RangeError for what is not finite.
 *
 * Reference: F. M. Bass (1969), Management Science 15, 215–227, eq. (9); V. Srinivasan, C. H. Mason (1986), Marketing
 * Science 5, 169–178, on its bias.
 *
 * @example bass1969Regression([27, 35, 44, 53, 59, 61, 57, 48, 38, 28]) // { market: 495.1, innovation: .0550, imitation: .3727 }
 */
export function bass1969Regression(sales: readonly number[]): BassParameters | Refused {
  if (!sales.every(Number.isFinite)) throw new RangeError('no regression of what is not finite');
  if (sales.length < 4) return { refused: 'too-few' };
  const total = sales.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return { refused: 'no-variation' };
  let before = 0;
  const rows = sales.map((value) => {
    const share = before / total;
    before += value;
    return [1, share, share * share];
  });
  const decomposition = householderQr(designColumns(rows), rows.length, 3);
  if ('dependentColumn' in decomposition) return { refused: 'collinear' };
  const rotated = Float64Array.from(sales);
  decomposition.rotate(rotated);
  const [a = 0, slope = 0, bend = 0] = decomposition.solve(rotated);
  const b = slope / total;
  const c = bend / (total * total);
  const discriminant = b * b - 4 * a * c;
  if (!(c < 0 && a > 0 && discriminant >= 0)) return { refused: 'not-estimable' };
  const market = (-b - Math.sqrt(discriminant)) / (2 * c);
  return { market, innovation: a / market, imitation: -c * market };
}

import type { BassDiffusion } from './bass-diffusion.ts';

/**
 * When Bass' curve reaches a share x of its market, with the standard error that those of p and q carry to it by the
 * delta method:
 *
 *     t(x) = (ln(1 + (q/p)·x) − ln(1 − x)) / (p + q),   se² = gᵀ·V·g,   g = (∂t/∂p, ∂t/∂q)
 *
 * The share is of the market of this curve: what part of all people that is, it does not say. Assumes that the curve is
 * right and nearly linear in its parameters over a standard error. Throws a RangeError unless 0 < share < 1.
 *
 * Reference: V. Srinivasan, C. H. Mason (1986), Marketing Science 5, 169–178.
 *
 * @example
 * bassTimeToShare({ innovation: .0088, imitation: .6422, covariance: [[1, 0, 0], [0, 3e-6, -7e-6], [0, -7e-6, 2e-3]] }, 0.9)
 * // { time: 9.988, standardError: .639 }
 */
export function bassTimeToShare(
  { innovation, imitation, covariance }: Pick<BassDiffusion, 'innovation' | 'imitation' | 'covariance'>,
  share: number,
): { readonly time: number; readonly standardError: number } {
  if (!(share > 0 && share < 1)) throw new RangeError(`no share: ${share}`);
  const both = innovation + imitation;
  const time = (Math.log1p((imitation / innovation) * share) - Math.log1p(-share)) / both;
  // ∂t/∂q of the logarithm is x/(p + qx), and ∂t/∂p is −(q/p) times that.
  const logarithm = share / (innovation + imitation * share);
  const gradient = [0, (-(imitation / innovation) * logarithm - time) / both, (logarithm - time) / both];
  const variance = gradient.reduce(
    (sum, one, row) =>
      sum + gradient.reduce((inner, other, column) => inner + one * other * (covariance[row]?.[column] ?? 0), 0),
    0,
  );
  return { time, standardError: Math.sqrt(Math.max(variance, 0)) };
}

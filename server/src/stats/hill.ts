/**
 * Hill's saturation: the share of its greatest effect that an exposure x has,
 *
 *     h(x) = xˢ / (xˢ + kˢ),
 *
 * where half is reached at x = k, and s > 1 makes an S of the curve. From a year or two of weekly data k and s can't be
 * told from the size of the effect: for scenarios with values somebody chose, not for estimates.
 *
 * Throws a RangeError unless x ≥ 0, k > 0 and s > 0.
 *
 * Reference: A. V. Hill (1910), Journal of Physiology 40, iv–vii.
 *
 * @example hill(100, 50, 2) // 0.8
 */
export function hill(exposure: number, half: number, steepness: number): number {
  if (!(exposure >= 0 && half > 0 && steepness > 0 && Number.isFinite(exposure + half + steepness)))
    throw new RangeError(`no saturation of ${exposure} with ${half} and ${steepness}`);
  // As a ratio, so that large powers do not overflow.
  return exposure === 0 ? 0 : 1 / (1 + (half / exposure) ** steepness);
}

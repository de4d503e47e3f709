/**
 * A draw from the gamma distribution with the given shape and rate 1, by Marsaglia and Tsang's rejection. σ² = S/2 divided
 * by a draw of shape ν/2 is a draw from the posterior of a variance with ν degrees of freedom and sum of squares S.
 *
 * Throws a RangeError for a shape below 1/2 or not finite.
 *
 * Reference: G. Marsaglia, W. W. Tsang (2000), A simple method for generating gamma variables, ACM TOMS 26, 363–372.
 *
 * @param normal a source of standard normals, see `standardNormals`
 * @param uniform a source of numbers evenly from [0, 1)
 * @example gammaVariate(25, standardNormals(generator), () => uniformFloat64(generator)) // about 25 ± 5
 */
export function gammaVariate(shape: number, normal: () => number, uniform: () => number): number {
  if (!(shape >= 0.5 && Number.isFinite(shape))) throw new RangeError(`no gamma distribution of shape ${shape}`);
  // Below 1 the draw is made for one more and drawn in.
  const short = shape < 1;
  const d = (short ? shape + 1 : shape) - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v))
      return short ? d * v * (1 - uniform()) ** (1 / shape) : d * v;
  }
}

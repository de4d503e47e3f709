import gammaln from '@stdlib/math-base-special-gammaln';

/** A p-value below this comes from the formula for the tail: it would be lost in the rounding of 1 − probability. */
const tail = 1e-9;

/**
 * How likely the largest of all F statistics for a shift at an unknown time, each times its number of shifting
 * coefficients, is to reach c in a long series without any shift.
 *
 * In the limit that maximum is the one of |B(u)|²/(u(1 − u)) over u from the trimming to one less it, B a Brownian bridge
 * in k dimensions; on the scale of ½ log(u/(1 − u)) this is the squared distance from 0 of a stationary
 * Ornstein–Uhlenbeck process, watched for T = log((1 − trimming)/trimming). The chance that it stays below c is a sum
 *
 *     Σ exp(−νⱼT) · w φⱼ′/(νⱼ² ∂φⱼ/∂ν) / ∫w,    w(r) = r^(k−1) exp(−r²/2),    φ(r) = M(−ν/2, k/2, r²/2)
 *
 * at r = √c, over the ν for which Kummer's function φ is 0 there. This is the distribution that Andrews tabulated by
 * simulation and that Hansen's approximation follows, computed instead of approximated. Far out in the tail the leading terms
 *
 *     c^(k/2) e^(−c/2) / (2^(k/2) Γ(k/2)) · ((1 − k/c) 2T + 2/c)
 *
 * take its place.
 *
 * Throws a RangeError for a trimming outside (0, 0.5) and a number of coefficients that is not whole and positive.
 *
 * References: D. W. K. Andrews (1993), Econometrica 61, 821–856, and the corrected table in Econometrica 71 (2003),
 * 395–397; B. E. Hansen (1997), Journal of Business & Economic Statistics 15, 60–67; A. Estrella (2003), Econometric
 * Theory 19, 1128–1143; D. M. DeLong (1981), Communications in Statistics A 10, 2197–2213.
 *
 * @param statistic the largest F times k, as in R's strucchange
 * @example supFPValue(8.85, 1, 0.15) // 0.0503
 */
export function supFPValue(statistic: number, coefficients: number, trimming: number): number {
  if (!(trimming > 0 && trimming < 0.5)) throw new RangeError(`no trimming of ${trimming}`);
  if (!(Number.isInteger(coefficients) && coefficients > 0)) throw new RangeError('at least one coefficient shifts');
  if (Number.isNaN(statistic)) throw new RangeError('no p-value of what is not a number');
  if (statistic <= 0) return 1;
  const duration = Math.log((1 - trimming) / trimming);
  const far = tailProbability(statistic, coefficients, duration);
  if (statistic > 2 * coefficients + 30 && far < tail) return far;
  return Math.min(1, Math.max(0, 1 - probabilityToStay(statistic, coefficients, duration)));
}

function tailProbability(statistic: number, coefficients: number, duration: number) {
  const density = Math.exp((coefficients / 2) * Math.log(statistic / 2) - statistic / 2 - gammaln(coefficients / 2));
  return density * ((1 - coefficients / statistic) * 2 * duration + 2 / statistic);
}

function probabilityToStay(statistic: number, coefficients: number, duration: number) {
  const shape = coefficients / 2;
  const z = statistic / 2;
  const radius = Math.sqrt(statistic);
  // w(r) over its integral, the density of the distance from 0.
  const density = Math.exp((coefficients - 1) * Math.log(radius) - z - (shape - 1) * Math.LN2 - gammaln(shape));
  const value = (rate: number) => kummer(-rate / 2, shape, z).value;
  let probability = 0;
  const width = 0.125;
  // Eigenvalues beyond this contribute less than the last digit.
  const furthest = 36 / duration;
  let before = 1;
  for (let low = 0; low < furthest; low += width) {
    const after = value(low + width);
    // A root may lie on a mark: a polynomial has its own at whole numbers.
    if (before > 0 !== after > 0) {
      const rate = rootBetween(value, low, low + width, before > 0);
      const { slope } = kummer(-rate / 2, shape, z);
      const derivative = radius * (-rate / 2 / shape) * kummer(1 - rate / 2, shape + 1, z).value;
      probability += (Math.exp(-rate * duration) * density * derivative) / (rate ** 2 * (-slope / 2));
    }
    before = after;
  }
  return probability;
}

function rootBetween(value: (at: number) => number, start: number, end: number, startsAbove: boolean) {
  let [low, high] = [start, end];
  for (let halving = 0; halving < 200; halving += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (value(middle) > 0 === startsAbove) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Kummer's function M(a, b, z) by its series, with its derivative by a. */
function kummer(a: number, b: number, z: number) {
  let [value, slope] = [1, 0];
  let [term, change] = [1, 0];
  for (let order = 0; order < 2_000; order += 1) {
    const factor = z / (b + order) / (order + 1);
    change = (change * (a + order) + term) * factor;
    term *= (a + order) * factor;
    value += term;
    slope += change;
    if (order > z && Math.abs(term) < 1e-17 * Math.abs(value) && Math.abs(change) < 1e-17 * Math.abs(slope)) break;
  }
  return { value, slope };
}

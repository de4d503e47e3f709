/**
 * Bass' curve: the share of a market that has adopted by time t, with innovation p and imitation q:
 *
 *     F(t) = (1 − e^−(p+q)t) / (1 + (q/p)·e^−(p+q)t)
 *
 * It is what dF/dt = (p + q·F)·(1 − F), F(0) = 0, has for a solution. Throws a RangeError unless p > 0, q ≥ 0.
 *
 * Reference: F. M. Bass (1969), A new product growth for model consumer durables, Management Science 15, 215–227.
 *
 * @example bassShare(5, 0.03, 0.38) // 0.3312
 */
export function bassShare(time: number, innovation: number, imitation: number): number {
  check(time, innovation, imitation);
  const left = Math.exp(-(innovation + imitation) * time);
  return -Math.expm1(-(innovation + imitation) * time) / (1 + (imitation / innovation) * left);
}

/**
 * The slope of Bass' curve, f(t) = dF/dt: the share of the market that adopts per unit of time.
 *
 *     f(t) = ((p+q)²/p)·e^−(p+q)t / (1 + (q/p)·e^−(p+q)t)²
 *
 * @example bassDensity(5, 0.03, 0.38) // 0.1042
 */
export function bassDensity(time: number, innovation: number, imitation: number): number {
  check(time, innovation, imitation);
  const both = innovation + imitation;
  const left = Math.exp(-both * time);
  return (((both * both) / innovation) * left) / (1 + (imitation / innovation) * left) ** 2;
}

function check(time: number, innovation: number, imitation: number): void {
  if (!(Number.isFinite(time) && innovation > 0 && imitation >= 0 && Number.isFinite(innovation + imitation)))
    throw new RangeError(`no Bass curve at ${time} with ${innovation} and ${imitation}`);
}

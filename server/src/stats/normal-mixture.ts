import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** A finite mixture of normal distributions: weights that add up to one, with a mean and an sd for each. */
export interface NormalMixture {
  readonly weights: ArrayLike<number>;
  readonly means: ArrayLike<number>;
  readonly sds: ArrayLike<number>;
}

const standardCdf = normalCdf.factory(0, 1);

/** Mean Σ wᵢmᵢ of a mixture. */
export function mixtureMean({ weights, means }: NormalMixture): number {
  let sum = 0;
  for (let node = 0; node < weights.length; node += 1) sum += (weights[node] ?? 0) * (means[node] ?? 0);
  return sum;
}

/** Standard deviation √(Σ wᵢ(sᵢ² + (mᵢ − m)²)) of a mixture. */
export function mixtureSd(mixture: NormalMixture): number {
  const { weights, means, sds } = mixture;
  const centre = mixtureMean(mixture);
  let sum = 0;
  for (let node = 0; node < weights.length; node += 1) {
    sum += (weights[node] ?? 0) * ((sds[node] ?? 0) ** 2 + ((means[node] ?? 0) - centre) ** 2);
  }
  return Math.sqrt(sum);
}

/** Probability Σ wᵢΦ((x − mᵢ)/sᵢ) that a draw from a mixture is at most x. A component of sd 0 is a point. */
export function mixtureCdf({ weights, means, sds }: NormalMixture, x: number): number {
  let sum = 0;
  for (let node = 0; node < weights.length; node += 1) {
    const distance = x - (means[node] ?? 0);
    const sd = sds[node] ?? 0;
    sum += (weights[node] ?? 0) * (sd > 0 ? standardCdf(distance / sd) : distance >= 0 ? 1 : 0);
  }
  return sum;
}

/**
 * Quantile of a mixture of normals: the x at which its distribution function is `probability`, by Newton's method kept
 * inside a bracket that halves where Newton leaves it.
 *
 * @example mixtureQuantile({ weights: [0.5, 0.5], means: [-1, 1], sds: [1, 1] }, 0.5) // 0
 */
export function mixtureQuantile(mixture: NormalMixture, probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`no probability: ${probability}`);
  const { weights, means, sds } = mixture;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let node = 0; node < weights.length; node += 1) {
    if ((weights[node] ?? 0) <= 0) continue;
    low = Math.min(low, (means[node] ?? 0) - 12 * (sds[node] ?? 0));
    high = Math.max(high, (means[node] ?? 0) + 12 * (sds[node] ?? 0));
  }
  if (low === high) return low;
  const width = high - low;
  let x = mixtureMean(mixture);
  for (let step = 0; step < 200; step += 1) {
    const miss = mixtureCdf(mixture, x) - probability;
    if (miss > 0) high = x;
    else low = x;
    let density = 0;
    for (let node = 0; node < weights.length; node += 1) {
      const sd = sds[node] ?? 0;
      if (sd > 0) density += ((weights[node] ?? 0) * Math.exp(-0.5 * ((x - (means[node] ?? 0)) / sd) ** 2)) / sd;
    }
    const newton = x - (miss * Math.sqrt(2 * Math.PI)) / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-13 * width) return next;
    x = next;
  }
  return x;
}

/** How a series with autoregressive errors becomes one with independent errors of one variance. */
export interface AutoregressiveWhitening {
  /** φ₁ … φₚ of eₜ = φ₁eₜ₋₁ + … + φₚeₜ₋ₚ + innovation. */
  readonly autoregression: readonly number[];
  /** The variance of eₜ over that of its innovation. */
  readonly varianceRatio: number;
  /** Σ of the logarithms of what each time is multiplied by: the Jacobian of the transformation. */
  readonly logJacobian: number;
  /** Whitens columns of `rows` entries, one after the other, into `target`. */
  whiten(columns: Float64Array, target: Float64Array): void;
}

/**
 * The exact whitening of stationary autoregressive errors, from their partial autocorrelations r₁ … rₚ in (−1, 1): every
 * time less what the times before say of it, over the standard deviation of what they leave open, in units of the
 * innovation's. The first p times are not dropped: what their few predecessors say is used with its own variance.
 *
 * By the recursion of Durbin and Levinson: φ(m)ₘ = rₘ, φ(m)ⱼ = φ(m−1)ⱼ − rₘφ(m−1)ₘ₋ⱼ, and the variance of time t < p is
 * 1/Π_{j>t}(1 − rⱼ²). Any partial autocorrelations inside (−1, 1) make a stationary series, so nothing else has to be
 * kept in bounds.
 *
 * With gaps (first order only) a time d steps after the last has φᵈ as its memory and (1 − φ²ᵈ)/(1 − φ²) as its variance.
 *
 * References: O. Barndorff-Nielsen, G. Schou (1973), Journal of Multivariate Analysis 3, 408–419; R. H. Jones (1980),
 * Technometrics 22, 389–395.
 *
 * @param gaps steps from the time before, for every time but the first; all 1 where not given
 * @example autoregressiveWhitening([0.5], 3) // whitens [a, b, c] to [0.866a, b − 0.5a, c − 0.5b]
 */
export function autoregressiveWhitening(
  partialAutocorrelations: readonly number[],
  rows: number,
  gaps?: readonly number[],
): AutoregressiveWhitening {
  const order = partialAutocorrelations.length;
  const memories: number[][] = [[]];
  for (const partial of partialAutocorrelations) {
    const before = memories.at(-1) as number[];
    memories.push([
      ...before.map((value, at) => value - partial * (before[before.length - 1 - at] as number)),
      partial,
    ]);
  }
  const scales = new Float64Array(rows).fill(1);
  let known = 1;
  for (let time = order - 1; time >= 0; time -= 1) {
    known *= 1 - (partialAutocorrelations[time] as number) ** 2;
    if (time < rows) scales[time] = Math.sqrt(known);
  }
  const autoregression = memories[order] as number[];
  const [memory = 0] = autoregression;
  if (gaps) {
    for (let time = 1; time < rows; time += 1) {
      const gap = gaps[time - 1] as number;
      if (gap > 1) scales[time] = Math.sqrt((1 - memory ** 2) / (1 - memory ** (2 * gap)));
    }
  }
  let logJacobian = 0;
  for (const scale of scales) logJacobian += Math.log(scale);

  const whiten = (columns: Float64Array, target: Float64Array) => {
    for (let start = 0; start < columns.length; start += rows) {
      for (let time = 0; time < rows; time += 1) {
        const weights = memories[Math.min(time, order)] as number[];
        let value = columns[start + time] as number;
        if (gaps && time > 0) {
          value -= memory ** (gaps[time - 1] as number) * (columns[start + time - 1] as number);
        } else {
          for (let lag = 0; lag < weights.length; lag += 1) {
            value -= (weights[lag] as number) * (columns[start + time - 1 - lag] as number);
          }
        }
        target[start + time] = value * (scales[time] as number);
      }
    }
  };
  return { autoregression, varianceRatio: 1 / known, logJacobian, whiten };
}

/** A series and the regressors beside it, column after column, as the filter runs over them. */
export interface AugmentedColumns {
  /** Times. */
  readonly length: number;
  /** Regressors; the series itself is one more column. */
  readonly regressors: number;
  /** For each time the regressors, then the series: length × (regressors + 1) numbers. */
  readonly rows: Float64Array;
  /** 1 where the series was observed. */
  readonly seen: Uint8Array;
}

export interface AugmentedFiltered {
  /**
   * Σ v·vᵀ/F over the innovations v of all columns, (regressors + 1)² numbers; only the lower triangle is filled:
   * entry [i·(regressors + 1) + j] for j ≤ i.
   */
  readonly crossProducts: Float64Array;
  /** Σ log F. */
  readonly logVariances: number;
  /** Innovations that count: every observation but the one that a diffuse start takes up. */
  readonly innovations: number;
  /** Prediction of the level of each column after the last time. */
  readonly endLevels: Float64Array;
  /** Variance of the level of the series after the last time. */
  readonly endVariance: number;
}

/** What each time was predicted to be, for those who want to look at it. */
export interface AugmentedTrace {
  /** Innovation of each column at each time, as `rows`. */
  readonly innovations: Float64Array;
  readonly variances: Float64Array;
}

/**
 * Augmented Kalman filter of a local level with regressors.
 *
 * For yₜ = μₜ + xₜ′β + εₜ with μ a random walk, the innovations of y under a given β are vʸ − vˣβ, where vʸ and vˣ are
 * the innovations that the filter of the level alone makes of y and of each regressor. So one scalar recursion serves
 * all columns, and β is a weighted regression of vʸ on vˣ: nothing of the size of β is carried through time.
 *
 * A start of `undefined` is diffuse: the first observation becomes the level. Missing times add `levelVariance` to the
 * variance and nothing else.
 *
 * Reference: P. de Jong (1991), The diffuse Kalman filter, Annals of Statistics 19, 1073–1083; Durbin and Koopman
 * (2012), §6.2.3.
 *
 * @param noise variance of ε at each time
 */
export function augmentedLocalLevelFilter(
  { length, regressors, rows, seen }: AugmentedColumns,
  noise: Float64Array,
  levelVariance: number,
  start?: { readonly mean: number; readonly variance: number },
  trace?: AugmentedTrace,
): AugmentedFiltered {
  const width = regressors + 1;
  const crossProducts = new Float64Array(width * width);
  const level = new Float64Array(width);
  const innovation = new Float64Array(width);
  let variance = 0;
  let isStarted = false;
  let logVariances = 0;
  let innovations = 0;
  if (start) {
    level[regressors] = start.mean;
    variance = start.variance;
    isStarted = true;
  }
  for (let time = 0, at = 0; time < length; time += 1, at += width) {
    if (seen[time] === 1) {
      const noiseNow = noise[time] as number;
      if (isStarted) {
        const total = variance + noiseNow;
        const gain = variance / total;
        for (let column = 0; column < width; column += 1) {
          const miss = (rows[at + column] as number) - (level[column] as number);
          innovation[column] = miss;
          level[column] = (level[column] as number) + gain * miss;
        }
        for (let i = 0; i < width; i += 1) {
          const scaled = (innovation[i] as number) / total;
          if (scaled === 0) continue;
          const base = i * width;
          for (let j = 0; j <= i; j += 1) {
            crossProducts[base + j] = (crossProducts[base + j] as number) + scaled * (innovation[j] as number);
          }
        }
        if (trace) {
          trace.innovations.set(innovation, at);
          trace.variances[time] = total;
        }
        logVariances += Math.log(total);
        innovations += 1;
        variance = gain * noiseNow;
      } else {
        for (let column = 0; column < width; column += 1) level[column] = rows[at + column] as number;
        variance = noiseNow;
        isStarted = true;
      }
    }
    variance += levelVariance;
  }
  return { crossProducts, logVariances, innovations, endLevels: level, endVariance: variance };
}

export interface CrossingTime {
  /** The share of paths that have reached the level within 1, 2, … steps. */
  readonly reachedWithin: readonly number[];
  /** The share that has not reached it on the last step. */
  readonly notReached: number;
  /** For each probability asked for: the first step within which so many have reached it; null beyond the last step. */
  readonly quantiles: readonly (number | null)[];
  /** The largest standard error of `reachedWithin` that comes from having only so many paths. */
  readonly simulationError: number;
}

/**
 * When simulated paths first reach a level: the distribution of the first step s with pathₛ ≥ level (≤ level with
 * 'downwards'; a path that begins beyond the level reaches it on step 1).
 *
 * Whole paths are needed: the chance to be above a level on a given day is not the chance to have been there before,
 * and the bounds of a fan crossed with the level are not quantiles of the crossing. Paths that never get there count:
 * a quantile beyond the last step is null and not the last step.
 *
 * Throws a RangeError for no paths, paths of different lengths, what is not finite, and probabilities outside (0, 1).
 *
 * @param paths one row per path, one entry per step
 * @example crossingTime([[1, 2, 3], [2, 1, 1], [0, 0, 1]], 2).reachedWithin // [.333, .667, .667]
 */
export function crossingTime(
  paths: readonly (readonly number[])[],
  level: number,
  probabilities: readonly number[] = [0.05, 0.5, 0.95],
  direction: 'upwards' | 'downwards' = 'upwards',
): CrossingTime {
  const steps = paths[0]?.length ?? 0;
  if (steps === 0 || paths.some((path) => path.length !== steps)) throw new RangeError('no paths, or not all as long');
  if (!(Number.isFinite(level) && paths.every((path) => path.every(Number.isFinite))))
    throw new RangeError('no crossing of what is not finite');
  if (!probabilities.every((probability) => probability > 0 && probability < 1))
    throw new RangeError(`no probabilities: ${probabilities.join(', ')}`);
  const firsts = new Array<number>(steps).fill(0);
  for (const path of paths) {
    const first = path.findIndex((value) => (direction === 'upwards' ? value >= level : value <= level));
    if (first >= 0) firsts[first] = (firsts[first] ?? 0) + 1;
  }
  let reached = 0;
  const counts = firsts.map((count) => {
    reached += count;
    return reached;
  });
  const reachedWithin = counts.map((count) => count / paths.length);
  return {
    reachedWithin,
    notReached: (paths.length - reached) / paths.length,
    quantiles: probabilities.map((probability) => {
      const index = reachedWithin.findIndex((share) => share >= probability);
      return index < 0 ? null : index + 1;
    }),
    simulationError: Math.max(...reachedWithin.map((share) => Math.sqrt((share * (1 - share)) / paths.length))),
  };
}

/**
 * Throws a RangeError unless the two make a proportion: 0 ≤ successes ≤ trials and trials ≥ 1.
 *
 * @example requireProportion(3, 10) // nothing
 * @example requireProportion(0, 0) // throws: a proportion of nothing
 */
export function requireProportion(successes: number, trials: number): void {
  if (!(trials >= 1 && Number.isFinite(trials) && successes >= 0 && successes <= trials)) {
    throw new RangeError(`no proportion: ${successes} of ${trials}`);
  }
}

/**
 * Throws a RangeError unless it is a level of confidence: a number between 0 and 1, both excluded.
 *
 * @example requireConfidence(0.95) // nothing
 * @example requireConfidence(95) // throws
 */
export function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`no confidence level: ${confidence}`);
}

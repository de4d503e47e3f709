import { requireConfidence } from './require-confidence.ts';

/**
 * The interval that belongs to a randomisation test of two groups: all shifts τ that, taken off the outcomes of the
 * group that had them, leave a difference the test would not reject at 1 − confidence.
 *
 *     D(z; τ) = D_z − τ·d_z,   D_z the difference of means under the schedule z,   d_z that of the real schedule itself
 *
 * As D(z; τ) is at least as large as D − τ exactly between (D + D_z)/(1 + d_z) and (D − D_z)/(1 − d_z), the ends are
 * order statistics of these and nothing is searched for. With `isExact` the schedules are all admissible ones and the
 * real one among them, p = r/N; without, they are drawn beside the real one, p = (r + 1)/(k + 1).
 *
 * Assumes that the effect is the same shift in every period, and what `randomisationTest` assumes. Ends are null where
 * there are too few schedules for any shift to be rejected: with N of them nothing is below p = 2/N. Throws a RangeError
 * for no schedules, lengths that differ, a schedule that leaves one group empty and no level of confidence.
 *
 * Reference: P. R. Rosenbaum (2002), Observational Studies, 2nd ed., §2.6; P. H. Garthwaite (1996), Biometrics 52,
 * 1387–1393.
 *
 * @example randomisationInterval([9, 8, 1, 2], [true, true, false, false], allPairsOfFour, { isExact: true, confidence: .5 })
 *   // { lower: 6, upper: 8 }
 */
export function randomisationInterval(
  outcomes: readonly number[],
  schedule: readonly boolean[],
  schedules: readonly (readonly boolean[])[],
  { isExact, confidence = 0.95 }: { readonly isExact: boolean; readonly confidence?: number },
): { readonly lower: number | null; readonly upper: number | null } {
  requireConfidence(confidence);
  if (schedules.length === 0) throw new RangeError('no schedules');
  if (!outcomes.every(Number.isFinite)) throw new RangeError('an outcome is not finite');
  const real = schedule.map(Number);
  const difference = differenceOfMeans(outcomes, schedule);
  const lowers: number[] = [];
  const uppers: number[] = [];
  for (const other of schedules) {
    const shown = differenceOfMeans(outcomes, other);
    const overlap = differenceOfMeans(real, other);
    // The real schedule and its mirror show as much whatever is taken off.
    if (1 - Math.abs(overlap) < 1e-12) {
      lowers.push(Number.NEGATIVE_INFINITY);
      uppers.push(Number.POSITIVE_INFINITY);
      continue;
    }
    const ends = [(difference + shown) / (1 + overlap), (difference - shown) / (1 - overlap)];
    lowers.push(Math.min(...ends));
    uppers.push(Math.max(...ends));
  }
  const kept = Math.floor((1 - confidence) * (schedules.length + (isExact ? 0 : 1)) + 1e-9);
  // p above the level takes more than that many schedules of all, or as many beside the real one.
  const place = isExact ? kept : kept - 1;
  lowers.sort((one, other) => one - other);
  uppers.sort((one, other) => other - one);
  const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);
  return { lower: finite(lowers[place]), upper: finite(uppers[place]) };
}

function differenceOfMeans(values: readonly number[], schedule: readonly boolean[]): number {
  if (schedule.length !== values.length) throw new RangeError('a schedule has not one entry for each outcome');
  let [on, sumOn, off, sumOff] = [0, 0, 0, 0];
  values.forEach((value, index) => {
    if (schedule[index]) {
      on += 1;
      sumOn += value;
    } else {
      off += 1;
      sumOff += value;
    }
  });
  if (on === 0 || off === 0) throw new RangeError('a schedule leaves one group empty');
  return sumOn / on - sumOff / off;
}

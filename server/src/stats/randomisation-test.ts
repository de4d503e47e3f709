/** The schedules that could have been drawn: all of them, each as often as it was likely, or a way to draw one anew. */
export type AdmissibleSchedules =
  | { readonly every: readonly (readonly boolean[])[] }
  | { readonly draw: () => readonly boolean[]; readonly draws: number };

export interface RandomisationTest {
  /** Mean outcome where the schedule said yes, less the mean where it said no. */
  readonly difference: number;
  readonly pValue: number;
  /** Every schedule was looked at, none left to chance. */
  readonly exact: boolean;
}

/**
 * Randomisation test of two groups that were formed by drawing a schedule: how often would a schedule that was not the
 * real one have shown a difference as large, if it made none to anybody?
 *
 *     p = r / N over all N admissible schedules, the real one among them
 *     p = (r + 1) / (k + 1) over k that are drawn anew
 *
 * with r how many have |difference of means| at least as large as the real one's. It needs no distribution and no
 * independence of the outcomes, only that the real schedule was in fact drawn from these: the draw must follow the same
 * rule, blocks, group sizes and all. p is never 0.
 *
 * Throws a RangeError for schedules of another length, for a schedule that leaves one group empty, for a list that does
 * not contain the real schedule, for no draws, and for outcomes that are not finite.
 *
 * Reference: R. A. Fisher (1935), The Design of Experiments, ch. III; B. Phipson, G. K. Smyth (2010), Statistical
 * Applications in Genetics and Molecular Biology 9, 39.
 *
 * @example randomisationTest([9, 8, 1, 2], [true, true, false, false], { every: allPairsOfFour })
 *   // { difference: 7, pValue: 1/3, exact: true }: of 6 schedules the real one and its mirror
 */
export function randomisationTest(
  outcomes: readonly number[],
  schedule: readonly boolean[],
  admissible: AdmissibleSchedules,
): RandomisationTest {
  if (!outcomes.every(Number.isFinite)) throw new RangeError('an outcome is not finite');
  const difference = differenceOfMeans(outcomes, schedule);
  // The same difference may come out of another order of adding.
  const limit = Math.abs(difference) - 1e-12 * Math.max(...outcomes.map(Math.abs));
  const asLarge = (other: readonly boolean[]) => Math.abs(differenceOfMeans(outcomes, other)) >= limit;
  if ('every' in admissible) {
    if (!admissible.every.some((other) => other.every((on, index) => on === schedule[index]))) {
      throw new RangeError('the real schedule is not among those that could have been drawn');
    }
    const count = admissible.every.filter(asLarge).length;
    return { difference, pValue: count / admissible.every.length, exact: true };
  }
  if (!(Number.isInteger(admissible.draws) && admissible.draws >= 1)) throw new RangeError('no schedules to draw');
  let count = 0;
  for (let draw = 0; draw < admissible.draws; draw += 1) if (asLarge(admissible.draw())) count += 1;
  return { difference, pValue: (count + 1) / (admissible.draws + 1), exact: false };
}

function differenceOfMeans(outcomes: readonly number[], schedule: readonly boolean[]) {
  if (schedule.length !== outcomes.length) throw new RangeError('a schedule has not one entry for each outcome');
  let [on, sumOn, off, sumOff] = [0, 0, 0, 0];
  outcomes.forEach((outcome, index) => {
    if (schedule[index]) {
      on += 1;
      sumOn += outcome;
    } else {
      off += 1;
      sumOff += outcome;
    }
  });
  if (on === 0 || off === 0) throw new RangeError('a schedule leaves one group empty');
  return sumOn / on - sumOff / off;
}

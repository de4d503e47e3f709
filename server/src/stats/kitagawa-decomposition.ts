import type { Proportion } from './newcombe-interval.ts';
import type { Refused } from './refused.ts';

/** What one group adds to the change of the whole: `unsplit` where one of its two shares does not exist. */
export type GroupPart = { readonly mix: number; readonly choice: number } | { readonly unsplit: number };

export interface KitagawaDecomposition {
  readonly before: number;
  readonly after: number;
  /** after − before, which mix, choice and unsplit add up to. */
  readonly change: number;
  /** Because groups became larger or smaller parts of the whole. */
  readonly mix: number;
  /** Because shares inside the groups changed. */
  readonly choice: number;
  /** Because of groups that are empty in one of the periods: nobody knows what their share there would have been. */
  readonly unsplit: number;
  readonly groups: readonly GroupPart[];
}

/**
 * Kitagawa's decomposition of the change of a share into who came and what they chose. With a group's part w of all
 * trials and its share r of successes, before (0) and after (1):
 *
 *     mix    = Σ (w₁ − w₀)·((r₀ + r₁)/2 − p̄),   p̄ the mean of the whole share before and after
 *     choice = Σ (r₁ − r₀)·(w₀ + w₁)/2
 *
 * As Σ(w₁ − w₀) = 0, subtracting p̄ leaves the sum alone, and makes a group that grows count upward just where its share
 * is above that of the whole. Both periods are treated alike: read backwards, every part changes its sign only.
 *
 * A group without trials in one period has no share there, and putting one in would invent an answer. What it adds,
 * (w₁ − w₀)·(r − p̄) with the one share it has, is kept apart as `unsplit`; the three parts still add up exactly. It is
 * an account of what changed, not of why.
 *
 * Refused where a period has no trials at all ('too-few', `detail` 0 for before and 1 for after). Throws a RangeError for
 * lists of different length and for what is no count.
 *
 * Reference: E. M. Kitagawa (1955), JASA 50, 1168–1194.
 *
 * @example kitagawaDecomposition(
 *   [{ successes: 20, trials: 100 }, { successes: 60, trials: 100 }],
 *   [{ successes: 15, trials: 50 }, { successes: 105, trials: 150 }],
 * ) // before 0.4, after 0.6: mix 0.1, choice 0.1
 */
export function kitagawaDecomposition(
  before: readonly Proportion[],
  after: readonly Proportion[],
): KitagawaDecomposition | Refused {
  if (before.length !== after.length) throw new RangeError('the periods have not the same groups');
  for (const { successes, trials } of [...before, ...after]) {
    if (!(successes >= 0 && successes <= trials && Number.isFinite(trials))) {
      throw new RangeError(`no count: ${successes} of ${trials}`);
    }
  }
  const [early, late] = [whole(before), whole(after)];
  if (early.trials === 0) return { refused: 'too-few', detail: 0 };
  if (late.trials === 0) return { refused: 'too-few', detail: 1 };
  const shareBefore = early.successes / early.trials;
  const shareAfter = late.successes / late.trials;
  const middle = (shareBefore + shareAfter) / 2;
  const groups = before.map((one, group): GroupPart => {
    const other = after[group] as Proportion;
    const grown = other.trials / late.trials - one.trials / early.trials;
    if (one.trials === 0 && other.trials === 0) return { unsplit: 0 };
    if (one.trials === 0) return { unsplit: grown * (other.successes / other.trials - middle) };
    if (other.trials === 0) return { unsplit: grown * (one.successes / one.trials - middle) };
    const [rateBefore, rateAfter] = [one.successes / one.trials, other.successes / other.trials];
    return {
      mix: grown * ((rateBefore + rateAfter) / 2 - middle),
      choice: ((rateAfter - rateBefore) * (one.trials / early.trials + other.trials / late.trials)) / 2,
    };
  });
  const sum = (of: (part: GroupPart) => number) => groups.reduce((total, part) => total + of(part), 0);
  return {
    before: shareBefore,
    after: shareAfter,
    change: shareAfter - shareBefore,
    mix: sum((part) => ('mix' in part ? part.mix : 0)),
    choice: sum((part) => ('choice' in part ? part.choice : 0)),
    unsplit: sum((part) => ('unsplit' in part ? part.unsplit : 0)),
    groups,
  };
}

const whole = (groups: readonly Proportion[]) =>
  groups.reduce(
    (sum, { successes, trials }) => ({ successes: sum.successes + successes, trials: sum.trials + trials }),
    { successes: 0, trials: 0 },
  );

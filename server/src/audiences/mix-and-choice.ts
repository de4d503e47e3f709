import { kitagawaDecomposition } from '../stats/kitagawa-decomposition.ts';
import { newcombeInterval } from '../stats/newcombe-interval.ts';
import { standardisedShare } from '../stats/standardised-share.ts';
import { wilsonInterval } from '../stats/wilson-interval.ts';
import { unknownGroup } from './breakdown.ts';
import type { Breakdown, MixAndChoice, MixPart, MixRefusal } from './result.ts';

/** Below this part of applicants whose group is recorded, those of no group could turn the answer round. */
const coverageMin = 0.8;
/** Fewer applicants than these in a window give no share. */
const applicantsMin = 20;

type Split =
  | { readonly result: MixAndChoice; readonly refusals: readonly [] }
  | { readonly result: null; readonly refusals: readonly MixRefusal[] };

/**
 * How much of the change of the e-passport share from one window to another is who came, and how much what they chose
 * (Kitagawa), among applicants whose group is recorded; and what the later share would be with the earlier applicants.
 *
 * A group that is empty in one of the windows has no share there, and putting one in would invent it: refused, with its
 * name. A description of two windows, never why either changed.
 */
export function mixAndChoice(base: Breakdown, window: Breakdown): Split {
  const refusals: MixRefusal[] = [];
  // A window that reaches into the other would hold the same people twice.
  if (base.from <= window.to && window.from <= base.to) refusals.push({ rule: 'windows-overlap' });
  for (const [name, own] of [
    ['base', base],
    ['window', window],
  ] as const) {
    if (own.months.length === 0) refusals.push({ rule: 'no-breakdown', window: name });
    else if (own.known < applicantsMin) {
      refusals.push({ rule: 'too-few', window: name, needed: applicantsMin, found: own.known });
    } else if (own.exceeding.length > 0) refusals.push({ rule: 'exceeds-total', window: name });
    else if ((own.coverage ?? 0) < coverageMin) {
      refusals.push({ rule: 'too-little-covered', window: name, needed: coverageMin, found: own.coverage ?? 0 });
    }
  }
  const count = (of: Breakdown, group: string) => {
    const found = of.groups.find((each) => each.group === group);
    return { successes: found?.electronic ?? 0, trials: found?.total ?? 0 };
  };
  const names = [...new Set([...base.groups, ...window.groups].map(({ group }) => group))].filter(
    (group) => group !== unknownGroup && count(base, group).trials + count(window, group).trials > 0,
  );
  if (refusals.length === 0) {
    for (const group of names) {
      if (count(base, group).trials === 0) refusals.push({ rule: 'empty-cell', window: 'base', group });
      if (count(window, group).trials === 0) refusals.push({ rule: 'empty-cell', window: 'window', group });
    }
  }
  if (refusals.length > 0) return { result: null, refusals };

  const before = names.map((group) => count(base, group));
  const after = names.map((group) => count(window, group));
  const split = kitagawaDecomposition(before, after);
  const standardised = standardisedShare(
    after,
    before.map(({ trials }) => trials),
  );
  if ('refused' in split || 'refused' in standardised) throw new Error('windows without applicants were refused');
  const whole = (counts: typeof before) => ({
    successes: counts.reduce((sum, { successes }) => sum + successes, 0),
    trials: counts.reduce((sum, { trials }) => sum + trials, 0),
  });
  const [early, late] = [whole(before), whole(after)];
  const { point, lower, upper } = newcombeInterval(early, late);
  const shareIn = ({ successes, trials }: { successes: number; trials: number }) => {
    const interval = wilsonInterval(successes, trials);
    return { share: interval.point, low: interval.lower, high: interval.upper };
  };
  return {
    refusals: [],
    result: {
      before: shareIn(early),
      after: shareIn(late),
      change: { points: point, low: lower, high: upper },
      mix: split.mix,
      choice: split.choice,
      groups: names.map((group, index): MixPart => {
        const part = split.groups[index];
        const [one, other] = [before[index], after[index]];
        if (!part || 'unsplit' in part || !one || !other) throw new Error(`${group} was not split`);
        return {
          group,
          mix: part.mix,
          choice: part.choice,
          partBefore: one.trials / early.trials,
          partAfter: other.trials / late.trials,
          shareBefore: one.successes / one.trials,
          shareAfter: other.successes / other.trials,
          countBefore: one.trials,
          countAfter: other.trials,
        };
      }),
      standardised: { share: standardised.point, low: standardised.lower, high: standardised.upper },
    },
  };
}

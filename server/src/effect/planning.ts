import { addDays, type Day } from '../day.ts';
import { designOf, rulesOf } from './design.ts';
import type { EffectInput } from './input.ts';
import { placebosOf } from './placebos.ts';
import type { Refusal } from './result.ts';
import { minimumDetectable } from './verdict.ts';

/** What a campaign of so many periods could show. */
export interface PlannedLength {
  readonly periods: number;
  /** Smallest effect found four times in five; null where no window of that length could be looked at. */
  readonly mde: number | null;
  /** Windows of the past that this was learnt from. */
  readonly windows: number;
}
export interface Planning {
  readonly lengths: readonly PlannedLength[];
  /** Rules that would not hold for a campaign of the shortest length beginning on that day. */
  readonly refusals: readonly Refusal[];
  readonly startsOn: Day;
}

/** Lengths that are compared, in periods. */
const lengthsOf = { week: [4, 6, 8, 12, 16, 26], month: [2, 3, 4, 6] } as const;
const windowsEnough = 8;

/**
 * Would we even see it? For campaigns of several lengths, the smallest effect that the figures up to now could show
 * (EVALUATION §10): the model is fitted to windows of that length in the past in which nothing happened, and 2.8 times
 * the middle of their sds is what an effect must reach.
 *
 * @param input as for an evaluation; its campaign is the planned one, its figures those up to now
 */
export function planningOf(input: EffectInput): Planning {
  const rules = rulesOf[input.grain];
  const past = input.figures.filter(({ period }) => period.to < input.today);
  const last = past.at(-1)?.period;
  const startsOn = last ? addDays(last.to, 1) : input.today;
  const lengths = lengthsOf[input.grain].map((periods): PlannedLength => {
    // A window that ends with the figures stands in for the planned one; what counts are the placebos before it.
    const from = past.at(-periods)?.period.from;
    if (!last || from === undefined) return { periods, mde: null, windows: 0 };
    const window = { from, to: last.to };
    const { design } = designOf({ ...input, window, campaign: { ...input.campaign, ...window }, troubles: [] });
    if (!design || design.start < rules.placeboBefore + periods) return { periods, mde: null, windows: 0 };
    const { windows } = placebosOf(design, 0, windowsEnough);
    const sds = windows.map(({ sd }) => sd).sort((one, other) => one - other);
    const middle = sds[Math.floor(sds.length / 2)];
    return {
      periods,
      mde: middle === undefined ? null : minimumDetectable(middle, input.estimand),
      windows: sds.length,
    };
  });
  // Its own time has not come: only what would still stand in its way then is said.
  const shortest = past.at(-rules.window)?.period.from ?? input.window.from;
  const { refusals } = designOf({
    ...input,
    window: { from: shortest, to: last?.to ?? input.window.to },
    troubles: input.troubles,
  });
  return { lengths, refusals: refusals.filter(({ rule }) => rule !== 'window-not-over'), startsOn };
}

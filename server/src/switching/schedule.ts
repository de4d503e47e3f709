import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

export const switchingDesigns = ['on-off', 'rotation'] as const;
export type SwitchingDesign = (typeof switchingDesigns)[number];

/** Label of a week in which the channel of an on–off schedule is silent. */
export const off = 'off';

/** What a schedule is drawn for. */
export interface SwitchingPlan {
  readonly design: SwitchingDesign;
  readonly channels: readonly string[];
  readonly weeks: number;
  readonly blockWeeks: number;
}

/** What a week may be: each as often as the others within a block. */
export const armsOf = ({ design, channels }: Pick<SwitchingPlan, 'design' | 'channels'>): readonly string[] =>
  design === 'on-off' ? [...channels.slice(0, 1), off] : channels;

/**
 * Draws a schedule: whole blocks, in each of which every arm comes equally often, in an order that is left to chance. A
 * trend or season then touches all arms alike, and the schedule can be tested by that very chance.
 */
export function drawSchedule(plan: SwitchingPlan, generator: RandomGenerator): string[] {
  const arms = armsOf(plan);
  const schedule: string[] = [];
  for (let week = 0; week < plan.weeks; week += plan.blockWeeks) {
    schedule.push(
      ...shuffled(
        Array.from({ length: plan.blockWeeks }, (_, index) => arms[index % arms.length] ?? off),
        generator,
      ),
    );
  }
  return schedule.slice(0, plan.weeks);
}

/** In an order in which every one is as likely (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], generator: RandomGenerator): Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const chosen = uniformInt(generator, 0, last);
    [all[last], all[chosen]] = [all[chosen] as Item, all[last] as Item];
  }
  return all;
}

/** In how many ways `size` weeks can have `on` of one kind; beyond what is counted out it is only known to be more. */
function ways(size: number, on: number): number {
  let count = 1;
  for (let step = 1; step <= on; step += 1) count = (count * (size - on + step)) / step;
  return Math.round(count);
}

/** How many schedules of two arms could have been drawn, given how often each comes in every block. */
export const scheduleCount = (blocks: readonly { readonly one: number; readonly other: number }[]): number =>
  blocks.reduce((product, { one, other }) => product * ways(one + other, one), 1);

/** The smallest p that a plan can show between two of its arms, after Holm over all pairs of arms. */
export function smallestProbability(plan: SwitchingPlan): number {
  const arms = armsOf(plan).length;
  const each = plan.blockWeeks / arms;
  const blocks = Array.from({ length: plan.weeks / plan.blockWeeks }, () => ({ one: each, other: each }));
  const pairs = (arms * (arms - 1)) / 2;
  return Math.min(1, (pairs * 2) / scheduleCount(blocks));
}

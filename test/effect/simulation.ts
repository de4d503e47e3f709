import type { EffectInput } from '@tilik/server/inside/effect/input.ts';
import { simulated, type World } from '@tilik/server/inside/effect/simulate.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';

/** A quiet world: two years before, eight weeks after, ninety applications a week; give only what a test is about. */
export const quiet = (given: Partial<World> = {}): World => ({
  noise: 'poisson',
  effect: 0,
  growth: 1,
  hasMovingHoliday: false,
  estimand: 'extra',
  weeksBefore: 104,
  weeksOfWindow: 8,
  perWeek: 90,
  ...given,
});

export const drawn = (given: Partial<World> = {}, seed = 2): EffectInput =>
  simulated(quiet(given), randomGenerator(seed));

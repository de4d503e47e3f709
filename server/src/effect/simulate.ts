import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { addDays, periodOf, type Span } from '../day.ts';
import { standardNormals } from '../stats/standard-normals.ts';
import type { CoEvent, EffectInput, PeriodFigures } from './input.ts';
import type { Estimand } from './result.ts';

/** How weeks depend on those before them, beyond what counting alone does to them. */
export const noises = ['poisson', 'white', 'ar-0.4', 'ar-0.8', 'random-walk'] as const;
export type Noise = (typeof noises)[number];

/** A world whose truth is known. */
export interface World {
  readonly noise: Noise;
  /** Effect as a log ratio of counts (extra) or of odds (share). */
  readonly effect: number;
  /** Growth over the whole time before, as a factor. */
  readonly growth: number;
  /** A feast that moves through the year, eleven days earlier each time, and takes a third of its weeks' applications. */
  readonly hasMovingHoliday: boolean;
  readonly estimand: Estimand;
  readonly weeksBefore: number;
  readonly weeksOfWindow: number;
  /** Mean count a week at the beginning. */
  readonly perWeek: number;
}

const weeksPerYear = 52.18;
/** Sd of the noise on the log scale, on top of what counting does; of a random walk, of its weekly step. */
const noiseSd = 0.15;
const walkStep = 0.03;
const holidayDip = Math.log(2 / 3);
const firstMonday = '2021-01-04';

/** One series of a world, with the campaign at its end, as `designOf` takes it. */
export function simulated(world: World, generator: RandomGenerator): EffectInput {
  const { noise, effect, growth, hasMovingHoliday, estimand, weeksBefore, weeksOfWindow, perWeek } = world;
  const normal = standardNormals(generator);
  const length = weeksBefore + weeksOfWindow;
  const feasts = hasMovingHoliday ? movingFeasts(length) : [];
  const errors = errorsOf(noise, length, normal);
  const otherErrors = errorsOf(noise, length, normal);
  const phase = 2 * Math.PI * uniform(normal);
  const figures = Array.from({ length }, (_, week): PeriodFigures => {
    const period = periodOf(addDays(firstMonday, 7 * week), 'week');
    const isFeast = feasts.some(({ from, to }) => from <= period.to && (to ?? from) >= period.from);
    const log =
      Math.log(perWeek) +
      (Math.log(growth) * week) / weeksBefore +
      0.12 * Math.sin((2 * Math.PI * week) / weeksPerYear + phase) +
      (isFeast ? holidayDip : 0) +
      (errors[week] ?? 0);
    const lift = week >= weeksBefore ? effect : 0;
    // Of a share the effect is on the odds: the ordinary ones follow a course of their own and the lift is left out there.
    const ordinaryLog =
      Math.log(3 * perWeek) + (isFeast ? holidayDip : 0) + (estimand === 'share' ? 0 : (otherErrors[week] ?? 0));
    return {
      period,
      openDays: 5,
      electronic: poisson(Math.exp(log + lift), normal),
      ordinary: poisson(Math.exp(ordinaryLog), normal),
      value: null,
    };
  });
  const window = {
    from: figures[weeksBefore]?.period.from ?? firstMonday,
    to: figures[length - 1]?.period.to ?? firstMonday,
  };
  return {
    grain: 'week',
    estimand,
    figures,
    covariates: [],
    campaign: { id: 'simulated', shape: 'step', ...window },
    window,
    otherCampaigns: [],
    events: feasts,
    launchedOn: null,
    today: '9999-12-31',
    troubles: [],
  };
}

/** Uniform on [0, 1) from a normal draw: its distribution function, near enough for a phase. */
const uniform = (normal: () => number): number => 1 / (1 + Math.exp(-1.702 * normal()));

function errorsOf(noise: Noise, length: number, normal: () => number): number[] {
  const errors: number[] = [];
  const coefficient = noise === 'ar-0.4' ? 0.4 : noise === 'ar-0.8' ? 0.8 : 0;
  for (let week = 0; week < length; week += 1) {
    const before = errors[week - 1];
    if (noise === 'poisson') errors.push(0);
    else if (noise === 'random-walk') errors.push((before ?? 0) + walkStep * normal());
    else if (before === undefined) errors.push(noiseSd * normal());
    else errors.push(coefficient * before + noiseSd * Math.sqrt(1 - coefficient ** 2) * normal());
  }
  return errors;
}

/** Ten days each year, eleven days earlier each time. */
function movingFeasts(length: number): (CoEvent & Span)[] {
  const last = addDays(firstMonday, 7 * length);
  const feasts: (CoEvent & Span)[] = [];
  for (let from = '2021-06-01', year = 1; from < last; from = addDays(from, 354), year += 1) {
    const to = addDays(from, 9);
    feasts.push({ id: `feast-${year}`, name: 'Feast', kind: 'holiday', from, to, confounds: false });
  }
  return feasts;
}

/** A Poisson count: by multiplying for small means, by Hörmann's transformed rejection for large ones. */
function poisson(mean: number, normal: () => number): number {
  if (mean > 30) {
    // Rounded normal with the first correction for skewness: exact to a thousandth in every quantile at these means.
    const z = normal();
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * z + (z * z - 1) / 6));
  }
  const end = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > end; count += 1) product *= uniformOf(normal);
  return Math.max(0, count);
}

/** Exactly uniform: the distribution function of the sum of squares of two normals is 1 − e^(−x/2). */
const uniformOf = (normal: () => number): number => Math.exp(-(normal() ** 2 + normal() ** 2) / 2);

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * Chance with a memory: dice are named, and dice of one name always fall the same way. What happens on a day is drawn
 * from dice named after the series and the day, so that it depends on no other day and not on where the data end.
 */
export type Dice = RandomGenerator;

/** FNV-1a with a final mix (from MurmurHash3), so that names that differ in one digit give unrelated seeds. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < name.length; position += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(position), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

export function diceFor(name: string): Dice {
  const dice = xoroshiro128plus(seedOf(name));
  // The generator starts from the bare seed: its first numbers still resemble it.
  for (let thrown = 0; thrown < 8; thrown += 1) dice.next();
  return dice;
}

/** Evenly between 0 (included) and 1 (excluded). */
export const uniform = (dice: Dice): number => uniformFloat64(dice);

export const happens = (dice: Dice, probability: number): boolean => uniform(dice) < probability;

/** A whole number from the least to the most, both included. */
export const wholeNumber = (dice: Dice, least: number, most: number): number =>
  least + Math.floor(uniform(dice) * (most - least + 1));

export function oneOf<T>(dice: Dice, list: readonly T[]): T {
  const found = list[Math.floor(uniform(dice) * list.length)];
  if (found === undefined) throw new Error('One of an empty list');
  return found;
}

/** Standard normal, by Box and Muller. */
export const normal = (dice: Dice): number =>
  Math.sqrt(-2 * Math.log(1 - uniform(dice))) * Math.cos(2 * Math.PI * uniform(dice));

/** A factor around 1 with that standard deviation of its logarithm; its mean is 1. */
export const factor = (dice: Dice, deviation: number): number =>
  Math.exp(deviation * normal(dice) - (deviation * deviation) / 2);

/**
 * Gamma of scale 1 and mean `shape`.
 * Marsaglia and Tsang (2000), A simple method for generating gamma variables; below 1 by their boost.
 */
function gamma(dice: Dice, shape: number): number {
  if (shape < 1) return gamma(dice, shape + 1) * (1 - uniform(dice)) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const deviate = normal(dice);
    const cube = (1 + c * deviate) ** 3;
    if (cube <= 0) continue;
    const bound = 0.5 * deviate * deviate + d - d * cube + d * Math.log(cube);
    if (Math.log(1 - uniform(dice)) < bound) return d * cube;
  }
}

/** Poisson: by Knuth's product below a mean of 30, by the rounded normal above. */
export function poisson(dice: Dice, mean: number): number {
  if (mean <= 0) return 0;
  if (mean >= 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(dice)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(dice); product > limit; product *= uniform(dice)) count += 1;
  return count;
}

/** Binomial: trial by trial where the variance is below 25, by the rounded normal above. */
export function binomial(dice: Dice, trials: number, probability: number): number {
  if (probability <= 0 || trials <= 0) return 0;
  if (probability >= 1) return trials;
  const variance = trials * probability * (1 - probability);
  if (variance >= 25) {
    const drawn = Math.round(trials * probability + Math.sqrt(variance) * normal(dice));
    return Math.min(trials, Math.max(0, drawn));
  }
  let count = 0;
  for (let trial = 0; trial < trials; trial += 1) if (uniform(dice) < probability) count += 1;
  return count;
}

/**
 * A count whose mean itself varies from time to time: negative binomial, a gamma mixture of Poissons.
 * `variation` is the coefficient of variation of the mean; people come in families and groups.
 */
export function crowd(dice: Dice, mean: number, variation: number): number {
  if (mean <= 0) return 0;
  const shape = 1 / (variation * variation);
  return poisson(dice, (mean * gamma(dice, shape)) / shape);
}

/**
 * A binomial whose probability varies from time to time: beta-binomial. `likeness` is how alike two people of the same
 * day choose (the intraclass correlation); the variance is that of the binomial times 1 + (trials − 1) · likeness.
 */
export function alikeBinomial(dice: Dice, trials: number, probability: number, likeness: number): number {
  if (probability <= 0 || probability >= 1 || trials <= 0) return binomial(dice, trials, probability);
  const precision = 1 / likeness - 1;
  const chosen = gamma(dice, probability * precision);
  const other = gamma(dice, (1 - probability) * precision);
  return binomial(dice, trials, chosen / (chosen + other));
}

/**
 * Whole numbers in the proportion of the weights that add up to the total: the largest remainders are rounded up.
 * A weight of nothing gets nothing.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  if (sum <= 0) throw new Error(`Cannot apportion ${total} over weights that sum to ${sum}`);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((before, part) => before + part, 0);
  const byRemainder = exact
    .map((value, position) => ({ position, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.position - b.position);
  for (const { position } of byRemainder.slice(0, left)) parts[position] = (parts[position] ?? 0) + 1;
  return parts;
}

import { addDays, addMonths, type Span } from '../day.ts';
import type { Crossing, ForecastGrain, ForecastRefusal } from './result.ts';

/** The levels that can be asked for: whole percents. */
export const levels: readonly number[] = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
export const isLevel = (level: number): boolean => levels.includes(level);

/**
 * How many of the simulated paths have reached each level within 1, 2, … steps. What `crossingTime` tells of one level,
 * for all of them at once, so that another level can be asked for without drawing again.
 */
export interface Passages {
  readonly paths: number;
  /** One row per level, one entry per step. */
  readonly reached: readonly (readonly number[])[];
}

export function passagesOf(paths: readonly (readonly number[])[]): Passages {
  const steps = paths[0]?.length ?? 0;
  const firsts = levels.map(() => new Array<number>(steps).fill(0));
  for (const path of paths) {
    let next = 0;
    path.forEach((value, step) => {
      for (; next < levels.length && value >= (levels[next] as number); next += 1) {
        const row = firsts[next] as number[];
        row[step] = (row[step] ?? 0) + 1;
      }
    });
  }
  for (const row of firsts)
    for (let step = 1; step < steps; step += 1) row[step] = (row[step] ?? 0) + (row[step - 1] ?? 0);
  return { paths: paths.length, reached: firsts };
}

/** The period that lies some steps after another. */
export function periodAfter(last: Span, grain: ForecastGrain, steps: number): Span {
  if (grain === 'week') return { from: addDays(last.from, 7 * steps), to: addDays(last.to, 7 * steps) };
  const from = addMonths(last.from, steps);
  return { from, to: addDays(addMonths(from, 1), -1) };
}

const stepsOf = (months: number, grain: ForecastGrain): number => (grain === 'month' ? months : (months * 52) / 12);
/** No date where its 90 % interval is wider than so many times its distance. */
export const widthMax = 3;

/** When a level is first reached: a date only where its interval is narrow enough to be called one (EVALUATION §7). */
export function crossingOf({ paths, reached }: Passages, level: number, last: Span, grain: ForecastGrain): Crossing {
  const counts = reached[levels.indexOf(level)];
  if (counts === undefined) throw new RangeError(`no level ${level}`);
  const horizon = counts.length;
  const stepAt = (probability: number): number | null => {
    const index = counts.findIndex((count) => count >= probability * paths);
    return index < 0 ? null : index + 1;
  };
  const [early, middle, late] = [stepAt(0.05), stepAt(0.5), stepAt(0.95)];
  const within = (months: number): number | null => {
    const steps = stepsOf(months, grain);
    return steps > horizon ? null : (counts[steps - 1] ?? 0) / paths;
  };
  const shares = counts.map((count) => count / paths);
  const notWithin = (paths - (counts.at(-1) ?? 0)) / paths;
  const refusal = ((): ForecastRefusal | null => {
    if (middle === null) return { rule: 'beyond-horizon', found: notWithin, needed: horizon };
    if (early === null || late === null) return { rule: 'crossing-open', found: notWithin, needed: horizon };
    if (late - early > widthMax * middle)
      return { rule: 'crossing-wide', found: late - early, needed: widthMax * middle };
    return null;
  })();
  const at = (steps: number) => periodAfter(last, grain, steps);
  return {
    date:
      refusal === null && early !== null && middle !== null && late !== null
        ? { from: at(early).from, median: at(middle).from, to: at(late).to }
        : null,
    earliest: early === null ? null : at(early).from,
    refusal,
    within12Months: within(12),
    within24Months: within(24),
    notWithinHorizon: notWithin,
    monteCarloError: Math.max(...shares.map((share) => Math.sqrt((share * (1 - share)) / paths))),
  };
}

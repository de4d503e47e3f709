import type { ChannelKind } from '@tilik/db/vocabulary';
import { wilsonInterval } from '../stats/wilson-interval.ts';
import { type Matched, type StageFigure, stageOf } from './figures.ts';
import { type Pair, pairsOf } from './pairs.ts';
import type { StageRate, Stages } from './result.ts';

/** Below this a count is too small for a rate to be told from chance; it is shown, and says so. */
export const fewBelow = 20;

/** A rate with its two counts; an interval only where the first count is some of the second. */
export function rateOf(pair: Pair, { of, per, count, unit }: Matched): StageRate {
  const base = {
    of: pair.of,
    ofStage: stageOf(pair.of),
    per: pair.per,
    perStage: stageOf(pair.per),
    people: pair.people,
    reason: pair.reason,
    numerator: of,
    denominator: per,
    multiple: pair.multiple,
    matched: count,
    matchedUnit: unit,
  };
  if (per === 0) return { ...base, rate: null, low: null, high: null, note: 'no-base' };
  const isSame = pair.people === 'same';
  // Counts that should be some of others and are not were counted apart.
  if (isSame && of > per) return { ...base, rate: null, low: null, high: null, note: 'more-than-base' };
  const interval = isSame ? wilsonInterval(of, per) : undefined;
  return {
    ...base,
    rate: of / per,
    low: interval?.lower ?? null,
    high: interval?.upper ?? null,
    note: per < fewBelow && pair.multiple > 1 ? 'few' : null,
  };
}

/** The rates of a channel that mean something for its kind and whose two figures were reported together. */
export function ratesOf(
  kind: ChannelKind,
  reported: ReadonlySet<StageFigure>,
  matchedOf: (of: StageFigure, per: StageFigure) => Matched | undefined,
): StageRate[] {
  return pairsOf[kind]
    .filter(({ of, per, unless }) => reported.has(of) && reported.has(per) && !(unless && reported.has(unless)))
    .flatMap((pair) => {
      const matched = matchedOf(pair.of, pair.per);
      return matched ? [rateOf(pair, matched)] : [];
    });
}

/** Figures by their stage, each stage there, empty where nothing was reported. */
export function byStage<Figure extends { readonly figure: StageFigure }>(
  figures: readonly Figure[],
): Record<keyof Stages, Figure[]> {
  const stages = { output: [], information: [], awareness: [], acceptance: [], use: [] } as Record<
    keyof Stages,
    Figure[]
  >;
  for (const figure of figures) stages[stageOf(figure.figure)].push(figure);
  return stages;
}

import { robustSeasonalOutliers } from '../stats/robust-seasonal-outliers.ts';
import { supFTest } from '../stats/sup-f-test.ts';
import { type ForecastInput, shareIn } from './input.ts';
import type { Question } from './result.ts';

/** Robust standard deviations beyond which a period is asked about. */
const limit = 4;
/** One in a hundred quiet series is asked about. */
const shiftPMax = 0.01;
const questionsMax = 6;
/** Fewer leave too little on either side of a shift. */
const pairsMin = 20;

/**
 * What in the series asks for an explanation (EVALUATION §8): periods that fit neither trend nor season, and one time
 * at which the whole level seems to have moved. Never an effect, and nothing is left out of the forecast for it.
 */
export function questionsOf({ periods, grain }: ForecastInput): Omit<Question, 'events'>[] {
  // On this scale chance is the same size whatever the share, so that a small share is no more of an outlier.
  const angles = periods.map(({ electronic, ordinary }) =>
    electronic === null || ordinary === null
      ? null
      : Math.asin(Math.sqrt((electronic + 3 / 8) / (electronic + ordinary + 3 / 4))),
  );
  const known = angles.flatMap((value, step) => (value === null ? [] : [{ value, step }]));
  const years = grain === 'month' ? 12 : 52.18;
  const found = robustSeasonalOutliers(angles, { limit, period: known.length >= 2 * years ? years : null });
  const outliers =
    'refused' in found
      ? []
      : found.outliers.flatMap((step) => {
          const period = periods[step];
          const score = found.scores[step];
          if (!period || score === null || score === undefined) return [];
          const { from, to, electronic, ordinary } = period;
          // Of few people the share may lie far out by their number alone.
          const byChance = 1 / (2 * Math.sqrt((electronic ?? 0) + (ordinary ?? 0)));
          if (Math.abs(score) * found.scale <= limit * byChance) return [];
          const usual = (found.trend[step] ?? 0) + (found.season[step] ?? 0);
          const expected = Math.sin(Math.min(Math.max(usual, 0), Math.PI / 2)) ** 2;
          return [{ kind: 'outlier' as const, from, to, share: shareIn(period), expected, score, pValue: null }];
        });
  // Each value beside the one before it, or every slow rise would look like a shift.
  const pairs = known.flatMap(({ value, step }, index) => {
    const before = known[index - 1];
    return before && before.step === step - 1 ? [{ value, before: before.value, step }] : [];
  });
  const shift =
    pairs.length < pairsMin
      ? ({ refused: 'too-few' } as const)
      : supFTest(
          pairs.map(({ before }) => [1, before]),
          pairs.map(({ value }) => value),
          { shifting: [0] },
        );
  const moved = 'refused' in shift || shift.pValue > shiftPMax ? undefined : pairs[shift.before];
  const period = moved && periods[moved.step];
  return [
    ...outliers
      .toSorted((one, other) => Math.abs(other.score) - Math.abs(one.score))
      .slice(0, questionsMax)
      .toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    ...(period && !('refused' in shift)
      ? [
          {
            kind: 'shift' as const,
            from: period.from,
            to: period.to,
            share: shareIn(period),
            expected: null,
            score: null,
            pValue: shift.pValue,
          },
        ]
      : []),
  ];
}

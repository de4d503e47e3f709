import { median } from './median.ts';
import type { Refused } from './refused.ts';

export interface RobustSeasonalOutliers {
  readonly trend: readonly number[];
  readonly season: readonly number[];
  /** How far each observation lies from trend and season, in robust standard deviations; null where none was seen. */
  readonly scores: readonly (number | null)[];
  /** The indices of those beyond the limit, in the order of time. */
  readonly outliers: readonly number[];
  /** 1.4826 times the median absolute deviation of the residuals. */
  readonly scale: number;
}

export interface RobustSeasonalOutliersOptions {
  /** Steps in one season, whole or not (52.18 weeks); null where there is none. */
  readonly period: number | null;
  /** How many steps the running median looks over; a period, or a quarter of the series where there is none. */
  readonly window?: number | undefined;
  /** Beyond how many robust standard deviations an observation is an outlier. */
  readonly limit?: number | undefined;
}

/** The median absolute deviation of a normal sample times this is its standard deviation. */
const normalScale = 1.482602218505602;
const rounds = 4;
/** Fewer of them make a season that follows each observation, and residuals that look smaller than they are. */
const seasonNeighbours = 11;
const windowPoints = 5;

/**
 * Observations that fit neither the trend nor the season of their series, found without letting them bend either.
 *
 * The trend is a running median, tilted by the resistant line of its window (the medians of the outer thirds) so that
 * it does not lag at the two ends; the season is the median of what is left at the same time of the season, together
 * with as many of the neighbouring times as make 11 observations. Both are found in turn, four times. A residual is
 * divided by 1.4826 times the median absolute deviation of all of them; |z| > 4 is an outlier. Of normal observations
 * that is one in 16,000; because trend and season follow the data a little it is about one in 1,000, and one in 500
 * where there are no more than two seasons.
 *
 * For the quality of data only: an outlier is a question (holiday? outage? typing error?), not something to leave out
 * in silence. Put counts on a logarithmic scale first. A shift that lasts longer than half a window is taken for trend:
 * see supFTest.
 *
 * Refused: fewer than 8 observations, or fewer than two whole seasons' worth of them, from which no season can be told
 * ('too-few'); more than half of the residuals equal ('no-variation'). Throws a RangeError for what is not finite, a
 * period below 2 and a limit that is not positive.
 *
 * References: B. Iglewicz, D. C. Hoaglin (1993), How to Detect and Handle Outliers; J. W. Tukey (1977), Exploratory Data
 * Analysis, ch. 5 and 7.
 *
 * @param series equally spaced; null where nothing was seen
 * @example robustSeasonalOutliers(weekly, { period: 52.18 }) // { outliers: [31], scores: […], … }
 */
export function robustSeasonalOutliers(
  series: readonly (number | null)[],
  { period, window, limit = 4 }: RobustSeasonalOutliersOptions,
): RobustSeasonalOutliers | Refused {
  if (!series.every((value) => value === null || Number.isFinite(value)))
    throw new RangeError('the series is not finite');
  if (!((period === null || period >= 2) && limit > 0 && (window === undefined || window >= 3))) {
    throw new RangeError('no such season, window or limit');
  }
  const count = series.length;
  const seen = series.filter((value) => value !== null).length;
  if (seen < Math.max(8, period === null ? 0 : 2 * period)) return { refused: 'too-few' };
  const reach = Math.max(3, Math.round((window ?? period ?? count / 4) / 2));
  const likeTimes = period === null ? undefined : timesOfTheSeason(series, period);

  let trend = new Array<number>(count).fill(0);
  let season = new Array<number>(count).fill(0);
  const without = (parts: readonly number[]) =>
    series.map((value, time) => (value === null ? null : value - (parts[time] as number)));
  for (let round = 0; round < rounds; round += 1) {
    trend = runningMedian(without(season), reach);
    if (!likeTimes) break;
    season = seasonOf(without(trend), likeTimes);
  }
  const residuals = without(trend.map((value, time) => value + (season[time] as number)));
  const known = residuals.filter((value) => value !== null);
  const centre = median(known);
  const scale = normalScale * median(known.map((value) => Math.abs(value - centre)));
  const size = median(series.filter((value) => value !== null).map(Math.abs));
  if (!(scale > 1e-12 * size)) return { refused: 'no-variation' };
  const scores = residuals.map((value) => (value === null ? null : (value - centre) / scale));
  const outliers = scores.flatMap((score, time) => (score !== null && Math.abs(score) > limit ? [time] : []));
  return { trend, season, scores, outliers, scale };
}

/** At each time the median of the nearest observations, after the window's own slope has been taken out. */
function runningMedian(series: readonly (number | null)[], reach: number) {
  const count = series.length;
  return series.map((_, time) => {
    // At the ends the window stops at the end instead of shrinking.
    let start = Math.max(0, Math.min(time - reach, count - 2 * reach - 1));
    let end = Math.min(count, start + 2 * reach + 1);
    let points = pointsOf(series, start, end);
    while (points.length < windowPoints && (start > 0 || end < count)) {
      [start, end] = [Math.max(0, start - 1), Math.min(count, end + 1)];
      points = pointsOf(series, start, end);
    }
    const third = Math.max(1, Math.floor(points.length / 3));
    const [early, late] = [points.slice(0, third), points.slice(-third)];
    const middle = (side: typeof points, key: 'time' | 'value') => median(side.map((point) => point[key]));
    const run = middle(late, 'time') - middle(early, 'time');
    const slope = run > 0 ? (middle(late, 'value') - middle(early, 'value')) / run : 0;
    return median(points.map((point) => point.value - slope * (point.time - time)));
  });
}

function pointsOf(series: readonly (number | null)[], start: number, end: number) {
  const points: { readonly time: number; readonly value: number }[] = [];
  for (let time = start; time < end; time += 1) {
    const value = series[time];
    if (value !== null && value !== undefined) points.push({ time, value });
  }
  return points;
}

/** For each time the times at the same point of the season, and as far around it as it takes to see enough. */
function timesOfTheSeason(series: readonly (number | null)[], period: number) {
  const known = series.flatMap((value, time) => (value === null ? [] : [time]));
  const apart = (one: number, other: number) => {
    const turn = Math.abs(one - other) % period;
    return Math.min(turn, period - turn);
  };
  return series.map((_, time) => {
    for (let spread = 0.5; ; spread += 1) {
      const near = known.filter((other) => apart(time, other) <= spread);
      if (near.length >= seasonNeighbours || spread > period / 2) return near;
    }
  });
}

function seasonOf(residuals: readonly (number | null)[], likeTimes: readonly (readonly number[])[]) {
  const raw = likeTimes.map((times) => median(times.map((time) => residuals[time] as number)));
  const level = median(raw);
  return raw.map((value) => value - level);
}

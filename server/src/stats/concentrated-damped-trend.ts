import type { DampedTrendVariances } from './damped-local-linear-trend.ts';

/**
 * The likelihood of a damped local linear trend at its highest over a common factor of all variances, and that factor:
 * s² = Σ v²/F over n − 2 innovations. The filter of kalman-filter.ts written out for two states, because a search or a
 * grid asks several hundred times. `squares` is Σ v²/F and `count` the number of innovations it is over; `next` is
 * the prediction of level and slope after the last value, for the variances as handed in.
 *
 * Reference: J. Durbin, S. J. Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., 2.10 and 5.2.
 *
 * @example concentratedDampedTrend(series, 0.95, { observation: 1, level: 0.1, slope: 0.01 }) // { variance: .2, … }
 */
export function concentratedDampedTrend(
  series: readonly (number | null)[],
  damping: number,
  variances: DampedTrendVariances,
) {
  let [level, slope] = [0, 0];
  // Variance of level, of both and of slope, and its diffuse part.
  let [a, b, c] = [0, 0, 0];
  let [da, db, dc] = [1, 0, 1];
  let [squares, logs, seen, count] = [0, 0, 0, 0];
  for (const value of series) {
    if (value !== null) {
      const innovation = value - level;
      const size = a + variances.observation;
      seen += 1;
      if (da > 1e-10) {
        logs += Math.log(da);
        const gain = db / da;
        level += innovation;
        slope += gain * innovation;
        [a, b, c] = [a - 2 * a + size, b - b - gain * a + gain * size, c - 2 * gain * b + gain * gain * size];
        [da, db, dc] = [0, 0, dc - gain * db];
      } else {
        logs += Math.log(size);
        squares += innovation ** 2 / size;
        count += 1;
        level += (a / size) * innovation;
        slope += (b / size) * innovation;
        [a, b, c] = [a - (a * a) / size, b - (a * b) / size, c - (b * b) / size];
      }
    }
    [level, slope] = [level + slope, damping * slope];
    [a, b, c] = [a + 2 * b + c + variances.level, damping * (b + c), damping * damping * c + variances.slope];
    [da, db, dc] = [da + 2 * db + dc, damping * (db + dc), damping * damping * dc];
    if (da < 1e-10) [da, db, dc] = [0, 0, 0];
  }
  const variance = squares / count;
  return {
    squares,
    count,
    variance,
    next: {
      state: [level, slope],
      variance: [
        [a, b],
        [b, c],
      ],
    },
    logLikelihood: -0.5 * (seen * Math.log(2 * Math.PI) + logs + count * (Math.log(variance) + 1)),
  };
}

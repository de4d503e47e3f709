/**
 * Fourier terms of a season: for each time t the row
 *
 *     sin(2πt/P), cos(2πt/P), sin(4πt/P), cos(4πt/P), …, sin(2πKt/P), cos(2πKt/P)
 *
 * with P = `period` and K = `harmonics`: the season is any smooth curve that repeats every P steps. Two harmonics hold
 * a year with two humps. A feast that moves through the year is not of this kind and needs a term of its own.
 *
 * Throws a RangeError unless the period is positive and the harmonics are fewer than half of it.
 *
 * Reference: A. C. Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, §2.3.4.
 *
 * @param times in steps; only differences matter, so any origin will do
 * @param period steps in one season: 52.18 for weeks of a year, 12 for months
 * @example fourierTerms([0, 3], 12, 1) // [[0, 1], [1, 6.1e-17]]
 */
export function fourierTerms(times: readonly number[], period: number, harmonics: number): number[][] {
  if (!(period > 0 && Number.isInteger(harmonics) && harmonics >= 0 && harmonics <= period / 2)) {
    throw new RangeError(`no season of period ${period} with ${harmonics} harmonics`);
  }
  return times.map((time) =>
    Array.from({ length: harmonics }, (_, index) => (2 * Math.PI * (index + 1) * time) / period).flatMap((angle) => [
      Math.sin(angle),
      Math.cos(angle),
    ]),
  );
}

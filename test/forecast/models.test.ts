import { shareIn } from '@tilik/server/inside/forecast/input.ts';
import { curveForecaster, trendForecaster } from '@tilik/server/inside/forecast/models.ts';
import { crossingOf, levels, passagesOf, periodAfter } from '@tilik/server/inside/forecast/passages.ts';
import { judgedCurve } from '@tilik/server/inside/forecast/share-curves.ts';
import { bassShare } from '@tilik/server/inside/stats/bass-curve.ts';
import { crossingTime } from '@tilik/server/inside/stats/crossing-time.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { expect, test } from 'vitest';
import { seeded } from '../stats/seeded.ts';
import { logistic, months, monthsOf } from './made-shares.ts';

/** Seen for 48 months; 70 % is crossed in month 53. */
const truth = logistic(0.8, 0.12, 36);
const crossedIn = 53;
const lastOf = (input: ReturnType<typeof monthsOf>) => input.periods.at(-1) ?? { from: '', to: '' };

test('a curve that has bent is found again: its ceiling and the month of a crossing lie in their intervals', () => {
  let [ceilings, dates] = [0, 0];
  const series = 20;
  for (let seed = 1; seed <= series; seed += 1) {
    const input = monthsOf(months(48, truth), seed);
    const { ceiling, curve, refusals } = judgedCurve('logistic', input.periods.map(shareIn));
    expect([seed, refusals]).toEqual([seed, []]);
    if (!ceiling || !curve) continue;
    if (ceiling.lower <= 0.8 && 0.8 <= ceiling.upper) ceilings += 1;
    const forecaster = curveForecaster(curve);
    if ('refused' in forecaster) throw new Error(forecaster.refused);
    const passages = passagesOf(forecaster.underlying(48, 2000, randomGenerator(seed)));
    const { date } = crossingOf(passages, 0.7, lastOf(input), 'month');
    const crossed = periodAfter(lastOf(input), 'month', crossedIn - 48);
    if (date && date.from <= crossed.from && crossed.to <= date.to) dates += 1;
  }
  expect(ceilings).toBeGreaterThanOrEqual(17);
  // A month is a coarse unit, so that the interval holds more than its 90 %.
  expect(dates).toBeGreaterThanOrEqual(17);
});

test('the bands of a curve hold about as often as they promise, though chance is larger in its middle', () => {
  let [in80, in95] = [0, 0];
  const series = 60;
  for (let seed = 1; seed <= series; seed += 1) {
    const { periods } = monthsOf(months(50, truth), seed);
    const { curve } = judgedCurve('logistic', periods.slice(0, 44).map(shareIn));
    const forecaster = curve ? curveForecaster(curve) : { refused: 'none' };
    const last = periods[49];
    if ('refused' in forecaster || !last) throw new Error(`series ${seed}`);
    const then = shareIn(last) ?? 0;
    const ends = forecaster
      .observed(6, 1000, randomGenerator(seed))
      .map((path) => path[5] ?? 0)
      .sort((one, other) => one - other);
    if ((ends[100] ?? 0) <= then && then <= (ends[899] ?? 0)) in80 += 1;
    if ((ends[25] ?? 0) <= then && then <= (ends[974] ?? 0)) in95 += 1;
  }
  // Two standard errors of sixty series around what is promised.
  expect(in80 / series).toBeGreaterThan(0.69);
  expect(in80 / series).toBeLessThan(0.91);
  expect(in95 / series).toBeGreaterThan(0.89);
});

test('the curve of Bass is found again by its ceiling', () => {
  let held = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const input = monthsOf(
      months(60, (month) => 0.7 * bassShare(month, 0.004, 0.13)),
      seed,
    );
    const { ceiling, refusals } = judgedCurve('bass', input.periods.map(shareIn));
    expect([seed, refusals]).toEqual([seed, []]);
    if (ceiling && ceiling.lower <= 0.7 && 0.7 <= ceiling.upper) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(5);
});

test('a curve that has not bent has no ceiling, and one that the figures leave is not theirs', () => {
  const early = monthsOf(
    months(30, (month) => 0.05 * Math.exp(0.05 * month)),
    3,
  );
  expect(judgedCurve('logistic', early.periods.map(shareIn)).refusals).toMatchObject([{ rule: 'ceiling-open' }]);
  const wave = monthsOf(
    months(72, (month) => truth(month) * 0.9 + 0.06 * Math.sin(month / 5)),
    4,
    4000,
  );
  const { refusals, curve } = judgedCurve('logistic', wave.periods.map(shareIn));
  expect(refusals).toMatchObject([{ rule: 'curve-misses' }]);
  expect(curve).toBeNull();
});

test('the bands of the trend hold about as often as they promise', () => {
  let [in80, in95, all] = [0, 0, 0];
  for (let seed = 1; seed <= 40; seed += 1) {
    const dice = seeded(1000 + seed);
    let [level, slope] = [-1, 0.03];
    const shares = months(66, () => {
      const share = 1 / (1 + Math.exp(-level));
      level += slope + 0.1 * (dice() + dice() + dice() + dice() - 2);
      slope = 0.95 * slope + 0.01 * (dice() + dice() + dice() + dice() - 2);
      return share;
    });
    const whole = monthsOf(shares, seed);
    const then = whole.periods.map(shareIn)[65] ?? 0;
    const forecaster = trendForecaster(whole.periods.slice(0, 60), 'month');
    if ('refused' in forecaster) throw new Error(forecaster.refused);
    const ends = forecaster
      .observed(6, 1000, randomGenerator(seed))
      .map((path) => path[5] ?? 0)
      .sort((one, other) => one - other);
    all += 1;
    if ((ends[100] ?? 0) <= then && then <= (ends[899] ?? 0)) in80 += 1;
    if ((ends[25] ?? 0) <= then && then <= (ends[974] ?? 0)) in95 += 1;
  }
  expect(in80 / all).toBeGreaterThan(0.65);
  expect(in95 / all).toBeGreaterThan(0.85);
});

test('under a ceiling no path goes beyond it', () => {
  const { periods } = monthsOf(months(48, truth), 5);
  const forecaster = trendForecaster(periods, 'month', 0.85);
  if ('refused' in forecaster) throw new Error(forecaster.refused);
  for (const path of forecaster.observed(48, 200, randomGenerator(1)))
    expect(Math.max(...path)).toBeLessThanOrEqual(0.85);
});

test('passages of all levels say of each what crossingTime says of it', () => {
  const dice = seeded(7);
  const paths = Array.from({ length: 300 }, () => {
    let share = 0.2 + 0.2 * dice();
    return Array.from({ length: 24 }, () => {
      share = Math.min(Math.max(share + 0.06 * (dice() - 0.4), 0), 1);
      return share;
    });
  });
  const passages = passagesOf(paths);
  const last = { from: '2025-12-01', to: '2025-12-31' };
  for (const [index, level] of levels.entries()) {
    const outside = crossingTime(paths, level);
    expect(passages.reached[index]?.map((count) => count / 300)).toEqual(outside.reachedWithin);
    const { earliest, within12Months, within24Months, notWithinHorizon, date, refusal } = crossingOf(
      passages,
      level,
      last,
      'month',
    );
    expect(within12Months).toBe(outside.reachedWithin[11]);
    expect(within24Months).toBe(outside.reachedWithin[23]);
    expect(notWithinHorizon).toBeCloseTo(outside.notReached, 12);
    const [early, middle, late] = outside.quantiles;
    expect(earliest).toBe(early ? periodAfter(last, 'month', early).from : null);
    if (early && middle && late && late - early <= 3 * middle)
      expect(date).toEqual({
        from: periodAfter(last, 'month', early).from,
        median: periodAfter(last, 'month', middle).from,
        to: periodAfter(last, 'month', late).to,
      });
    else expect([level, date, refusal === null]).toEqual([level, null, false]);
  }
});

test('a date whose interval is wider than three times its distance is none, nor one whose interval has no end', () => {
  const last = { from: '2025-12-01', to: '2025-12-31' };
  /** One path per step at which it reaches half; 0 never does. */
  const crossing = (steps: readonly number[]) =>
    crossingOf(
      passagesOf(steps.map((at) => Array.from({ length: 40 }, (_, step) => (at > 0 && step + 1 >= at ? 0.6 : 0.1)))),
      0.5,
      last,
      'month',
    );
  expect(crossing([...Array(10).fill(1), ...Array(50).fill(8), ...Array(40).fill(33)])).toMatchObject({
    date: null,
    refusal: { rule: 'crossing-wide', found: 32, needed: 24 },
  });
  expect(crossing([...Array(90).fill(8), ...Array(10).fill(0)])).toMatchObject({
    date: null,
    earliest: '2026-08-01',
    refusal: { rule: 'crossing-open', found: 0.1 },
    within12Months: 0.9,
  });
  expect(crossing([...Array(40).fill(8), ...Array(60).fill(0)])).toMatchObject({ refusal: { rule: 'beyond-horizon' } });
  expect(crossing([...Array(50).fill(8), ...Array(50).fill(20)])).toMatchObject({
    date: { from: '2026-08-01', median: '2026-08-01', to: '2027-08-31' },
    refusal: null,
  });
});

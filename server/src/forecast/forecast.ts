import { addDays, daysBetween, type Span } from '../day.ts';
import { randomGenerator } from '../stats/random-generator.ts';
import { backtestOf } from './backtest.ts';
import { type ForecastInput, type PastPeriod, shareIn } from './input.ts';
import { curveForecaster, type Forecaster, trendForecaster } from './models.ts';
import { type Passages, passagesOf, periodAfter } from './passages.ts';
import { questionsOf } from './questions.ts';
import type {
  BacktestRow,
  Ceiling,
  FanStep,
  ForecastGrain,
  ForecastModel,
  ForecastRefusal,
  Question,
} from './result.ts';
import { judgedCurve } from './share-curves.ts';

/** Figures without which nothing is said: half a year. */
const periodsMin: Readonly<Record<ForecastGrain, number>> = { month: 6, week: 26 };
/** Beyond five years a fan holds nearly everything; it never goes beyond the length of the history either. */
const horizonMax: Readonly<Record<ForecastGrain, number>> = { month: 60, week: 260 };
const drawn = { seed: 20191206, paths: 8000 };

/** One way in which uptake may go on; without a fan where the rules refuse one. */
export interface ModelRun {
  readonly model: ForecastModel;
  /** Found in the figures, or chosen (a point). */
  readonly ceiling: Ceiling | null;
  readonly refusals: readonly ForecastRefusal[];
  readonly fan: readonly FanStep[];
  readonly passages: Passages | null;
  readonly backtest: readonly BacktestRow[];
  /** Largest standard error that drawing left in the ends of the 95 % band, as a share. */
  readonly monteCarloError: number | null;
}

export interface ForecastRun {
  readonly refusals: readonly ForecastRefusal[];
  readonly models: readonly ModelRun[];
  readonly horizon: number;
  readonly seed: number;
  readonly paths: number;
  readonly questions: readonly Omit<Question, 'events'>[];
}

/** Why nothing can be forecast from these figures at all. */
function refusalsOf({ periods, grain }: ForecastInput): ForecastRefusal[] {
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return [{ rule: 'no-figures' }];
  const known = periods.filter((period) => shareIn(period) !== null);
  const needed = periodsMin[grain];
  if (known.length < needed) {
    const missing = needed - known.length;
    return [
      {
        rule: 'too-short',
        needed,
        found: known.length,
        availableFrom: addDays(periodAfter(last, grain, missing).to, 1),
      },
    ];
  }
  const lastOrdinary = periods.findLastIndex(({ ordinary }) => (ordinary ?? 0) > 0);
  if (lastOrdinary < periods.length - 1 && periods.slice(lastOrdinary + 1).some(({ electronic }) => electronic)) {
    const on = periods[lastOrdinary + 1]?.from;
    return [{ rule: 'all-electronic', ...(on !== undefined && { on }) }];
  }
  return [];
}

const horizonOf = ({ periods, grain }: ForecastInput): number => Math.min(periods.length, horizonMax[grain]);

function fanOf(paths: readonly (readonly number[])[], last: Span, grain: ForecastGrain) {
  const steps = paths[0]?.length ?? 0;
  let monteCarloError = 0;
  const fan = Array.from({ length: steps }, (_, step): FanStep => {
    const sorted = Float64Array.from(paths, (path) => path[step] ?? 0).sort();
    const at = (probability: number) => sorted[Math.round(probability * (sorted.length - 1))] ?? 0;
    for (const end of [0.025, 0.975]) {
      const error = Math.sqrt((end * (1 - end)) / sorted.length);
      monteCarloError = Math.max(monteCarloError, (at(end + error) - at(end - error)) / 2);
    }
    return {
      ...periodAfter(last, grain, step + 1),
      median: at(0.5),
      low50: at(0.25),
      high50: at(0.75),
      low80: at(0.1),
      high80: at(0.9),
      low95: at(0.025),
      high95: at(0.975),
    };
  });
  return { fan, monteCarloError };
}

const nothing = { fan: [], passages: null, backtest: [], monteCarloError: null } as const;

function runOf(
  model: ForecastModel,
  ceiling: Ceiling | null,
  forecaster: Forecaster,
  input: ForecastInput,
): Omit<ModelRun, 'backtest'> {
  const last = input.periods.at(-1) as PastPeriod;
  const steps = horizonOf(input);
  const observed = forecaster.observed(steps, drawn.paths, randomGenerator(drawn.seed));
  const underlying = forecaster.underlying(steps, drawn.paths, randomGenerator(drawn.seed + 1));
  return { model, ceiling, refusals: [], ...fanOf(observed, last, input.grain), passages: passagesOf(underlying) };
}

/** How uptake may go on by the trend and by curves with a ceiling; pure, from the same figures always the same. */
export function forecastUptake(input: ForecastInput): ForecastRun {
  const { periods, grain } = input;
  const refusals = refusalsOf(input);
  // Where the ordinary passport is gone, trend and season mean nothing any more.
  const questions = refusals.some(({ rule }) => rule === 'all-electronic') ? [] : questionsOf(input);
  const base = { horizon: horizonOf(input), ...drawn, questions };
  if (refusals.length > 0) return { ...base, refusals, models: [] };
  const trend = trendForecaster(periods, grain);
  if ('refused' in trend) {
    const rule = trend.refused === 'no-variation' ? 'no-variation' : 'not-estimable';
    return { ...base, refusals: [{ rule }], models: [] };
  }
  const shares = periods.map(shareIn);
  const curves = (['logistic', 'bass'] as const).map((kind): ModelRun => {
    const { ceiling, curve, refusals: against } = judgedCurve(kind, shares);
    if (!curve) return { model: kind, ceiling, refusals: against, ...nothing };
    const forecaster = curveForecaster(curve);
    if ('refused' in forecaster) return { model: kind, ceiling, refusals: [{ rule: 'not-estimable' }], ...nothing };
    // By the rules of today: what would have been refused then was no forecast.
    const backtest = backtestOf(input, (past) => {
      const then = judgedCurve(kind, past.map(shareIn)).curve;
      return then ? curveForecaster(then) : { refused: 'not-estimable' };
    });
    return { ...runOf(kind, ceiling, forecaster, input), backtest };
  });
  return {
    ...base,
    refusals: [],
    models: [
      {
        ...runOf('trend', null, trend, input),
        backtest: backtestOf(input, (past) => trendForecaster(past, grain)),
      },
      ...curves,
    ],
  };
}

/** A ceiling chosen by somebody contradicts figures that have passed it within the last year. */
const passedWithinDays = 366;

/** The highest share of the last year with figures; 0 where there is none. */
export function recentHighest(periods: readonly PastPeriod[]): number {
  const last = periods.at(-1)?.to;
  const recent = periods.filter(({ from }) => last !== undefined && daysBetween(from, last) <= passedWithinDays);
  return Math.max(0, ...recent.map((period) => shareIn(period) ?? 0));
}

/** How uptake may go on below a ceiling that somebody chose. */
export function forecastScenario(input: ForecastInput, point: number): ModelRun {
  const ceiling = { point, lower: point, upper: point, touchesHighest: point >= 1 };
  const refused = (refusal: ForecastRefusal): ModelRun => ({
    model: 'scenario',
    ceiling,
    refusals: [refusal],
    ...nothing,
  });
  const [against] = refusalsOf(input);
  if (against) return refused(against);
  const highest = recentHighest(input.periods);
  if (highest >= point) return refused({ rule: 'ceiling-passed', found: highest, needed: point });
  const forecaster = trendForecaster(input.periods, input.grain, point);
  if ('refused' in forecaster) return refused({ rule: 'not-estimable' });
  return { ...runOf('scenario', ceiling, forecaster, input), backtest: [] };
}

import { ljungBoxTest } from '../stats/ljung-box-test.ts';
import { mixtureDraws } from '../stats/mixture-draws.ts';
import { mixtureCdf, mixtureQuantile, type NormalMixture } from '../stats/normal-mixture.ts';
import { randomGenerator } from '../stats/random-generator.ts';
import { structuralInnovations } from '../stats/structural-innovations.ts';
import { comparisonOf } from './comparison.ts';
import { type Design, designOf, modelScale, rulesOf } from './design.ts';
import {
  type EngineFit,
  type EngineRefused,
  effectMixture,
  fitEngine,
  forecastAt,
  forecastCombination,
  forecastDraws,
  futureOf,
  scaleEstimate,
} from './engine.ts';
import type { EffectInput } from './input.ts';
import { placebosOf } from './placebos.ts';
import type {
  Diagnostics,
  EffectNumbers,
  EffectPlan,
  EffectPoint,
  EffectResult,
  Estimate,
  Refusal,
  ScaleEstimate,
  SensitivityRow,
  TotalEstimate,
} from './result.ts';
import { sensitivityOf } from './sensitivity.ts';
import { totalOf } from './totals.ts';
import { extraOf, fromModelScale, observedInUnits, withoutEffect } from './units.ts';
import { gatesOf, minimumDetectable, verdictOf } from './verdict.ts';

/** Paths drawn where a sum is of something that is not normal; the seed is fixed, so that a result can be made again. */
export const drawsOf = { paths: 4000, seed: 20_191_206 } as const;

export interface EvaluateOptions {
  /** Gives the engine's numbers where a rule refuses, for checking; the verdict stays NOT COMPUTED. */
  readonly ungated?: boolean;
}

/**
 * Judges one campaign: from figures and calendar to a verdict with everything its page shows, or to the rules that do
 * not hold. Pure: the same input gives the same result, to the last digit.
 */
export function evaluateEffect(input: EffectInput, { ungated = false }: EvaluateOptions = {}): EffectResult {
  const { design, refusals } = designOf(input);
  const plan: EffectPlan = {
    estimand: input.estimand,
    shape: input.campaign.shape,
    window: input.window,
    comparisons: input.covariates.filter(({ isOffice }) => isOffice).map(({ name }) => name),
  };
  const base = {
    plan,
    grain: input.grain,
    block: design?.block ?? [input.campaign.id],
    events: (design?.events ?? []).map(({ id, name, from, to }) => ({ id, name, from, to })),
    warnings: design?.warnings ?? [],
  };
  const notComputed = (rules: readonly Refusal[], numbers?: EffectNumbers): EffectResult => ({
    kind: 'not-computed',
    verdict: 'NOT COMPUTED',
    ...base,
    refusals: rules,
    ...(numbers && { ungated: numbers }),
  });
  // What cannot be estimated is not forced either: a wrong number is worse than none.
  if (!design || (refusals.length > 0 && !ungated)) return notComputed(refusals);
  const numbers = numbersOf(design, input);
  if ('refused' in numbers) return notComputed([...refusals, refusalOf(numbers)]);
  if (refusals.length > 0) return notComputed(refusals, numbers);
  return { kind: 'computed', verdict: verdictOf(numbers.gates), ...base, refusals: [], numbers };
}

/** Why the engine could not be fitted, in the words of the rules. */
function refusalOf({ refused, subject }: EngineRefused): Refusal {
  const rule = refused === 'collinear' || refused === 'no-variation' ? refused : ('not-estimable' as const);
  return { rule, ...(subject !== undefined && { subject }) };
}

/** What the gates need, and what was fitted on the way to it. */
interface Judged
  extends Pick<EffectNumbers, 'logEffect' | 'probability' | 'sensitivity' | 'placebos' | 'diagnostics' | 'gates'> {
  readonly fit: EngineFit;
  readonly effect: NormalMixture;
  readonly preFit: EngineFit | undefined;
}

/** Estimate, companion, strip, placebos, diagnostics, gates: all that decides the verdict. */
export function judge(design: Design): Judged | EngineRefused {
  const fit = fitEngine(design);
  if ('refused' in fit) return fit;
  const effect = effectMixture(fit);
  const logEffect = scaleEstimate(effect);
  const pre = fitEngine(slice(design, 0, design.start), { mayDropAny: true });
  const sensitivity: SensitivityRow[] = [
    'refused' in pre
      ? { model: 'pre-only', refused: pre.refused }
      : { model: 'pre-only', effect: preOnlyEffect(design, pre) },
    ...sensitivityOf(design),
  ];
  const placebos = placebosOf(design, logEffect.estimate);
  const diagnostics = diagnosticsOf(design, fit);
  const atZero = mixtureCdf(effect, 0);
  const probability = Math.min(1, 2 * Math.min(atZero, 1 - atZero));
  const gates = gatesOf({ logEffect, probability, sensitivity, placebos, diagnostics });
  const preFit = 'refused' in pre ? undefined : pre;
  return { logEffect, probability, sensitivity, placebos, diagnostics, gates, fit, effect, preFit };
}

function numbersOf(design: Design, { panel, campaign }: EffectInput): EffectNumbers | EngineRefused {
  const judged = judge(design);
  if ('refused' in judged) return judged;
  const { fit, effect, preFit, ...decided } = judged;
  return {
    ...decided,
    extra: extraTotal(design, effect),
    ...(design.estimand === 'share' && { points: pointsOf(design, effect) }),
    ...splitOf(design),
    preOnly: preFit ? { logEffect: preOnlyEffect(design, preFit), extra: preOnlyExtra(design, preFit) } : null,
    comparison: panel ? (comparisonOf(panel, campaign, design.estimand) ?? null) : null,
    mde: minimumDetectable(decided.logEffect.sd, design.estimand),
    series: picture(design, fit, effect, preFit),
  };
}

/** A design's columns over a stretch of its periods, without the shape. */
const slice = ({ series, samplingVariance, columns }: Design, from: number, to: number) => ({
  series: series.slice(from, to),
  samplingVariance: samplingVariance?.slice(from, to),
  columns: columns.map((column) => ({ ...column, values: column.values.slice(from, to) })),
});

/** Extra over the window under an effect of so much at full strength. It grows with the effect, as no shape is negative. */
const extraUnder = ({ figures, shape, start, estimand }: Design, effect: number): number => {
  let total = 0;
  for (let time = start; time < figures.length; time += 1) {
    const each = figures[time];
    if (each) total += extraOf(each, effect * (shape[time] ?? 0), estimand);
  }
  return total;
};

/** Quantiles go through a function that only grows, so that nothing need be drawn and the error of drawing is 0. */
function extraTotal(design: Design, effect: NormalMixture): TotalEstimate {
  const at = (probability: number) => extraUnder(design, mixtureQuantile(effect, probability));
  return { estimate: at(0.5), lower: at(0.025), upper: at(0.975), monteCarloError: 0 };
}

/** Percentage points of the share over the window. */
function pointsOf(design: Design, effect: NormalMixture): Estimate {
  const people = design.figures
    .slice(design.start)
    .reduce(
      (sum, each) =>
        sum + (observedInUnits(each, 'share') === null ? 0 : (each.electronic ?? 0) + (each.ordinary ?? 0)),
      0,
    );
  const { estimate, lower, upper } = extraTotal(design, effect);
  const share = (extra: number) => (100 * extra) / people;
  return { estimate: share(estimate), lower: share(lower), upper: share(upper) };
}

/**
 * What comes of choosing otherwise, (p₁ − p₀)·N₁, and what of more people coming, p₀·(N₁ − N₀). Given how many come, who
 * of them chooses what is a draw of its own: share and total are estimated apart and drawn as independent. The two parts
 * add up, draw by draw.
 */
function splitOf(design: Design): Pick<EffectNumbers, 'split'> {
  if (design.estimand === 'value' || design.figures.some((each) => each.electronic !== null && each.ordinary === null))
    return {};
  const totals = design.figures.map((each) => ({
    ...each,
    electronic: each.electronic === null || each.ordinary === null ? null : each.electronic + each.ordinary,
  }));
  const isOpen = (time: number) => design.series[time] !== null;
  const only = (series: readonly (number | null)[]) => series.map((each, time) => (isOpen(time) ? each : null));
  const shareFit = fitEngine(
    {
      ...design,
      series: only(modelScale(design.figures, 'share')),
      samplingVariance: design.figures.map(
        ({ electronic, ordinary }) => 1 / ((electronic ?? 0) + 0.5) + 1 / ((ordinary ?? 0) + 0.5),
      ),
    },
    { mayDropAny: true },
  );
  const totalFit = fitEngine(
    { columns: design.columns, shape: design.shape, series: only(modelScale(totals, 'extra')) },
    { mayDropAny: true },
  );
  if ('refused' in shareFit || 'refused' in totalFit) return {};
  const generator = randomGenerator(drawsOf.seed);
  const shareDraws = mixtureDraws(effectMixture(shareFit), drawsOf.paths, generator);
  const totalDraws = mixtureDraws(effectMixture(totalFit), drawsOf.paths, generator);
  const switching = new Float64Array(drawsOf.paths);
  const demand = new Float64Array(drawsOf.paths);
  for (let draw = 0; draw < drawsOf.paths; draw += 1) {
    for (let time = design.start; time < design.figures.length; time += 1) {
      const each = design.figures[time];
      const share = each && observedInUnits(each, 'share');
      if (!each || share === null || share === undefined) continue;
      const people = (each.electronic ?? 0) + (each.ordinary ?? 0);
      const shareWithout = withoutEffect(each, (shareDraws[draw] ?? 0) * (design.shape[time] ?? 0), 'share') ?? share;
      const peopleWithout = people * Math.exp(-(totalDraws[draw] ?? 0) * (design.shape[time] ?? 0));
      switching[draw] = (switching[draw] ?? 0) + people * (share - shareWithout);
      demand[draw] = (demand[draw] ?? 0) + shareWithout * (people - peopleWithout);
    }
  }
  const total = switching.map((each, draw) => each + (demand[draw] ?? 0));
  return { split: { switching: totalOf(switching), demand: totalOf(demand), total: totalOf(total) } };
}

/** The companion: a forecast from the periods before alone, against what came. Wide, but it assumes no shape. */
function preOnlyEffect(design: Design, preFit: EngineFit): ScaleEstimate {
  const { start, series, shape } = design;
  const future = futureOf(preFit, design, start, series.length);
  // Least squares of the differences on the shape: for a step, their mean.
  const squares = shape
    .slice(start)
    .reduce((sum, each, step) => sum + (series[start + step] === null ? 0 : each ** 2), 0);
  const weights = shape.slice(start).map((each, step) => (series[start + step] === null ? 0 : each / squares));
  const observed = weights.reduce((sum, weight, step) => sum + weight * (series[start + step] ?? 0), 0);
  const expected = scaleEstimate(forecastCombination(preFit, future, weights));
  return {
    estimate: observed - expected.estimate,
    sd: expected.sd,
    lower: observed - expected.upper,
    upper: observed - expected.lower,
  };
}

/** The same as a total, drawn, because it is a sum of exponentials. */
function preOnlyExtra({ start, series, figures, estimand, ...design }: Design, preFit: EngineFit): TotalEstimate {
  const future = futureOf(preFit, design, start, series.length);
  const paths = forecastDraws(preFit, future, drawsOf.paths, randomGenerator(drawsOf.seed));
  const extras = paths.map((path) => {
    let total = 0;
    for (const [step, scaled] of path.entries()) {
      const each = figures[start + step];
      const seen = each && series[start + step] !== null ? observedInUnits(each, estimand) : null;
      if (!each || seen === null) continue;
      const people = estimand === 'share' ? (each.electronic ?? 0) + (each.ordinary ?? 0) : 1;
      total += people * (seen - fromModelScale(scaled, each, estimand));
    }
    return total;
  });
  return totalOf(extras);
}

const lastPeriods = 8;
const ljungBoxLags = 10;
const outlierSds = 3.5;

function diagnosticsOf(design: Design, fit: EngineFit): Diagnostics {
  const { posterior, data } = fit;
  const { start, figures, series, estimand } = design;
  const sdOf = (values: Float64Array): ScaleEstimate => weightedSummary(values, posterior.weights);
  const observationSd = sdOf(posterior.observationSds);
  const levelSd = sdOf(posterior.levelSds);
  const innovations = structuralInnovations(data, observationSd.estimate, levelSd.estimate);
  const standardised = 'refused' in innovations ? [] : innovations.map((each) => each?.standardised ?? null);
  const seen = standardised.filter((each) => each !== null);
  const box = seen.length > 2 * ljungBoxLags ? ljungBoxTest(seen, ljungBoxLags) : undefined;
  const day = (index: number) => figures[index]?.period ?? { from: '', to: '' };
  const missing = (from: number, to: number) => series.slice(from, to).filter((each) => each === null).length;
  const applications = figures.slice(0, start).flatMap(({ electronic }) => electronic ?? []);
  return {
    ljungBox:
      box && !('refused' in box)
        ? { statistic: box.statistic, lags: ljungBoxLags, probability: box.probability }
        : null,
    lastCovered: lastCoveredOf(design),
    observationSd,
    levelSd,
    outliers: standardised.flatMap((each, index) =>
      each !== null && Math.abs(each) > outlierSds
        ? [{ on: day(index).from, standardised: each, isAfterStart: index >= start }]
        : [],
    ),
    before: { from: day(0).from, to: day(start - 1).to, periods: start, missing: missing(0, start) },
    window: {
      from: day(start).from,
      to: day(figures.length - 1).to,
      periods: figures.length - start,
      missing: missing(start, figures.length),
    },
    meanApplications:
      estimand === 'value' || applications.length === 0
        ? null
        : applications.reduce((sum, each) => sum + each, 0) / applications.length,
    terms: fit.kept.map(({ name }) => name),
    dropped: fit.dropped,
    comparisons: design.comparisons,
  };
}

/** Mean, sd and 95 % interval of numbers with weights. */
function weightedSummary(values: Float64Array, weights: Float64Array): ScaleEstimate {
  const pairs = [...values]
    .map((value, index) => ({ value, weight: weights[index] ?? 0 }))
    .sort((a, b) => a.value - b.value);
  const estimate = pairs.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const variance = pairs.reduce((sum, { value, weight }) => sum + weight * (value - estimate) ** 2, 0);
  const at = (probability: number) => {
    let upTo = 0;
    for (const { value, weight } of pairs) {
      upTo += weight;
      if (upTo >= probability) return value;
    }
    return pairs.at(-1)?.value ?? estimate;
  };
  return { estimate, sd: Math.sqrt(variance), lower: at(0.025), upper: at(0.975) };
}

/** Forecasts of the last periods before the start from those before them: how many held what came. */
function lastCoveredOf(design: Design): Diagnostics['lastCovered'] {
  const from = design.start - lastPeriods;
  if (from < rulesOf[design.grain].beforeWithComparison / 2) return null;
  const fit = fitEngine(slice(design, 0, from), { mayDropAny: true });
  if ('refused' in fit) return null;
  const future = futureOf(fit, design, from, design.start);
  let covered = 0;
  let of = 0;
  for (let step = 0; step < lastPeriods; step += 1) {
    const value = design.series[from + step] ?? null;
    if (value === null) continue;
    const probability = mixtureCdf(forecastAt(fit, future, step), value);
    of += 1;
    if (probability > 0.025 && probability < 0.975) covered += 1;
  }
  return of === 0 ? null : { covered, of };
}

/** The picture: before, what each period was expected to be from those before it; after, what would have been without. */
function picture(design: Design, fit: EngineFit, effect: NormalMixture, preFit: EngineFit | undefined): EffectPoint[] {
  const { figures, series, shape, start, estimand } = design;
  const { observationSds, levelSds, weights } = fit.posterior;
  const mean = (values: Float64Array) => values.reduce((sum, value, node) => sum + value * (weights[node] ?? 0), 0);
  const innovations = structuralInnovations(fit.data, mean(observationSds), mean(levelSds));
  const future = preFit && futureOf(preFit, design, start, series.length);
  const quantiles = {
    low: mixtureQuantile(effect, 0.025),
    middle: mixtureQuantile(effect, 0.5),
    high: mixtureQuantile(effect, 0.975),
  };
  const running = { low: 0, middle: 0, high: 0 };
  return figures.map((each, time): EffectPoint => {
    const seen = series[time] === null ? null : observedInUnits(each, estimand);
    const common = { on: each.period.from, openDays: each.openDays, observed: seen };
    if (time < start) {
      const step = 'refused' in innovations ? null : (innovations[time] ?? null);
      const at = (shift: number) => (step ? fromModelScale(step.predicted + shift * step.sd, each, estimand) : null);
      return {
        ...common,
        isAfterStart: false,
        expected: at(0),
        lower: at(-1.96),
        upper: at(1.96),
        forecast: null,
        cumulative: null,
      };
    }
    const strength = shape[time] ?? 0;
    // A larger effect means less without it.
    const without = (quantile: number) => (seen === null ? null : withoutEffect(each, quantile * strength, estimand));
    if (seen !== null) {
      running.low += extraOf(each, quantiles.low * strength, estimand);
      running.middle += extraOf(each, quantiles.middle * strength, estimand);
      running.high += extraOf(each, quantiles.high * strength, estimand);
    }
    return {
      ...common,
      isAfterStart: true,
      expected: without(quantiles.middle),
      lower: without(quantiles.high),
      upper: without(quantiles.low),
      forecast:
        preFit && future && each.openDays > 0
          ? forecastEstimate(preFit, future, time - start, (scaled) => fromModelScale(scaled, each, estimand))
          : null,
      cumulative: { estimate: running.middle, lower: running.low, upper: running.high },
    };
  });
}

function forecastEstimate(
  fit: EngineFit,
  future: Parameters<typeof forecastAt>[1],
  step: number,
  toUnits: (scaled: number) => number,
): Estimate {
  const mixture = forecastAt(fit, future, step);
  const at = (probability: number) => toUnits(mixtureQuantile(mixture, probability));
  return { estimate: at(0.5), lower: at(0.025), upper: at(0.975) };
}

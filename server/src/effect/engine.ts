import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { mixtureMean, mixtureQuantile, mixtureSd, type NormalMixture } from '../stats/normal-mixture.ts';
import type { Refused } from '../stats/refused.ts';
import { type Future, forecastPaths, forecastSum } from '../stats/structural-forecast.ts';
import {
  coefficientMixture,
  regressionResidualSd,
  type StructuralData,
  type StructuralPosterior,
  structuralPosterior,
} from '../stats/structural-posterior.ts';
import type { DesignColumn } from './design.ts';
import type { ScaleEstimate } from './result.ts';

/** A stretch of a series with the columns that stand beside it. */
export interface EngineSeries {
  readonly series: readonly (number | null)[];
  readonly samplingVariance?: readonly number[] | undefined;
  readonly columns: readonly DesignColumn[];
  /** The effect's course; absent where only what comes after is to be forecast. */
  readonly shape?: readonly number[] | undefined;
}

export interface EngineFit {
  readonly posterior: StructuralPosterior;
  readonly data: StructuralData;
  readonly kept: readonly DesignColumn[];
  /** Terms that say nothing within this stretch, or nothing that others do not. */
  readonly dropped: readonly string[];
}

export type EngineRefused = Refused & { readonly subject?: string };

/** Kinds of column that may be left out where a stretch cannot tell them from others; a covariate is the caller's to mend. */
const droppable = new Set<DesignColumn['kind']>(['season', 'term']);

/**
 * Fits the structural regression of EVALUATION §2: local level, the columns, and the shape as the last regressor. The
 * priors stand on the scale of the residuals of the ordinary regression: level sd half-normal(2/√n), observation sd
 * half-Cauchy(1). Terms that cannot be told apart are left out and named, the shape never.
 */
export function fitEngine(
  { series, samplingVariance, columns, shape }: EngineSeries,
  { mayDropAny = false }: { readonly mayDropAny?: boolean } = {},
): EngineFit | EngineRefused {
  let kept = [...columns];
  const dropped: string[] = [];
  for (;;) {
    const data: StructuralData = {
      series,
      regressors: series.map((_, time) => [
        ...kept.map(({ values }) => values[time] ?? 0),
        ...(shape ? [shape[time] ?? 0] : []),
      ]),
      ...(samplingVariance && { samplingVariance }),
    };
    const scale = regressionResidualSd(data);
    if (typeof scale === 'number') {
      const observations = series.filter((value) => value !== null).length;
      const posterior = structuralPosterior(data, {
        observationSd: { kind: 'half-cauchy', scale },
        levelSd: { kind: 'half-normal', scale: (2 * scale) / Math.sqrt(observations) },
      });
      return 'refused' in posterior ? posterior : { posterior, data, kept, dropped };
    }
    const blamed = scale.refused === 'collinear' ? kept[scale.detail ?? -1] : undefined;
    if (scale.refused === 'collinear' && !blamed && shape && kept.some(({ kind }) => kind === 'term')) {
      // The shape repeats something: a term that runs beside it gives way, the one that was last to come first.
      const last = kept.findLastIndex(({ kind }) => kind === 'term');
      dropped.push(kept[last]?.name ?? '');
      kept = kept.filter((_, index) => index !== last);
      continue;
    }
    if (!blamed) return { ...scale, ...(scale.refused === 'collinear' && { subject: 'shape' }) };
    if (!(droppable.has(blamed.kind) || mayDropAny)) return { ...scale, subject: blamed.name };
    dropped.push(blamed.name);
    kept = kept.filter((column) => column !== blamed);
  }
}

/** The posterior of the effect at full strength of its shape. */
export const effectMixture = (fit: EngineFit): NormalMixture =>
  coefficientMixture(fit.posterior, fit.posterior.regressors - 1);

/** Mean, sd and 95 % interval of a mixture. */
export const scaleEstimate = (mixture: NormalMixture): ScaleEstimate => ({
  estimate: mixtureMean(mixture),
  sd: mixtureSd(mixture),
  lower: mixtureQuantile(mixture, 0.025),
  upper: mixtureQuantile(mixture, 0.975),
});

/** What comes after a fit, as its regressors have it. */
export const futureOf = (
  fit: EngineFit,
  design: Pick<EngineSeries, 'samplingVariance'> & { readonly columns: readonly DesignColumn[] },
  from: number,
  to: number,
): Future => ({
  regressors: Array.from({ length: to - from }, (_, step) =>
    fit.kept.map(({ name }) => design.columns.find((column) => column.name === name)?.values[from + step] ?? 0),
  ),
  ...(design.samplingVariance && { samplingVariance: design.samplingVariance.slice(from, to) }),
});

/** Predictive distribution of the observation so many steps ahead. */
export const forecastAt = (fit: EngineFit, future: Future, step: number): NormalMixture =>
  forecastSum(
    fit.posterior,
    future,
    Array.from({ length: step + 1 }, (_, index) => (index === step ? 1 : 0)),
  );

export const forecastCombination = (fit: EngineFit, future: Future, weights: readonly number[]): NormalMixture =>
  forecastSum(fit.posterior, future, weights);

export const forecastDraws = (
  fit: EngineFit,
  future: Future,
  paths: number,
  generator: RandomGenerator,
): Float64Array[] => forecastPaths(fit.posterior, future, paths, generator);

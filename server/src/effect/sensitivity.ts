import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { generalizedLeastSquaresAr1 } from '../stats/generalized-least-squares-ar1.ts';
import { generalizedLinearModel } from '../stats/generalized-linear-model.ts';
import { negativeBinomialRegression } from '../stats/negative-binomial-regression.ts';
import { neweyWestCovariance } from '../stats/newey-west-covariance.ts';
import { ordinaryLeastSquares } from '../stats/ordinary-least-squares.ts';
import type { Refused } from '../stats/refused.ts';
import type { RegressionFit } from '../stats/regression-fit.ts';
import type { Design } from './design.ts';
import { effectMixture, fitEngine, scaleEstimate } from './engine.ts';
import type { ScaleEstimate, SensitivityRow } from './result.ts';

/**
 * The same question put to other models: always shown, never the headline (EVALUATION §3). All take the columns of the
 * engine; what they lack is its moving level, so that where errors hang together their intervals are too narrow.
 */
export function sensitivityOf(design: Design): SensitivityRow[] {
  const { estimand, figures, series, shape } = design;
  const seen = series.flatMap((value, time) => (value === null ? [] : [time]));
  // A constant, the columns that vary over what was seen, and the shape last.
  const usable = design.columns.filter(({ values }) => seen.some((time) => values[time] !== values[seen[0] ?? 0]));
  const rows = (extra: readonly (readonly number[])[] = []) =>
    seen.map((time) => [
      1,
      ...usable.map(({ values }) => values[time] ?? 0),
      ...extra.map((values) => values[time] ?? 0),
      shape[time] ?? 0,
    ]);
  const after = shape.reduce((sum, each) => sum + each, 0);
  // A slope of its own after the start; the effect that is compared is the mean over the window, as that of the step.
  const slope = shape.map((each, time) => (time < design.start ? 0 : each * (time - design.start)));
  const meanSlope = slope.reduce((sum, each) => sum + each, 0) / after;
  const withSlope = rows([slope]);
  const last = (width: number) => Array.from({ length: width }, (_, column) => (column === width - 1 ? 1 : 0));
  const step = last(rows()[0]?.length ?? 1);
  const stepAndSlope = last(withSlope[0]?.length ?? 1).map((each, column, all) =>
    column === all.length - 2 ? meanSlope : each,
  );

  const answer: SensitivityRow[] = [];
  const add = (
    model: SensitivityRow['model'],
    fit: (RegressionFit & { readonly covariance: readonly (readonly number[])[] }) | Refused,
    combination: readonly number[],
  ) => {
    answer.push('refused' in fit ? { model, refused: fit.refused } : { model, effect: combined(fit, combination) });
  };
  if (estimand === 'extra') {
    const counts = seen.map((time) => figures[time]?.electronic ?? 0);
    const offset = seen.map((time) => Math.log(figures[time]?.openDays ?? 1));
    const fit = withDroppedColumns(rows(), step, (design_) =>
      generalizedLinearModel(design_, counts, 'quasi-poisson', { offset }),
    );
    add('segmented-quasi-poisson', fit.fit, fit.combination);
    const sloped = withDroppedColumns(withSlope, stepAndSlope, (design_) =>
      generalizedLinearModel(design_, counts, 'quasi-poisson', { offset }),
    );
    add('segmented-quasi-poisson-slope', sloped.fit, sloped.combination);
    answer.push(neweyWestRow(fit.fit, fit.combination));
    const overdispersed = withDroppedColumns(rows(), step, (design_) =>
      negativeBinomialRegression(design_, counts.map(Math.round), { offset }),
    );
    // Without overdispersion the negative binomial is the Poisson model, which is there already.
    add('negative-binomial', overdispersed.fit, overdispersed.combination);
  } else if (estimand === 'share') {
    const successes = seen.map((time) => figures[time]?.electronic ?? 0);
    const trials = seen.map((time) => (figures[time]?.electronic ?? 0) + (figures[time]?.ordinary ?? 0));
    const fit = withDroppedColumns(rows(), step, (design_) =>
      generalizedLinearModel(design_, successes, 'quasi-binomial', { trials }),
    );
    add('segmented-quasi-binomial', fit.fit, fit.combination);
    const sloped = withDroppedColumns(withSlope, stepAndSlope, (design_) =>
      generalizedLinearModel(design_, successes, 'quasi-binomial', { trials }),
    );
    add('segmented-quasi-binomial-slope', sloped.fit, sloped.combination);
    answer.push(neweyWestRow(fit.fit, fit.combination));
  } else {
    const values = seen.map((time) => series[time] ?? 0);
    const fit = withDroppedColumns(rows(), step, (design_) => ordinaryLeastSquares(design_, values));
    add('segmented-linear', fit.fit, fit.combination);
    const sloped = withDroppedColumns(withSlope, stepAndSlope, (design_) => ordinaryLeastSquares(design_, values));
    add('segmented-linear-slope', sloped.fit, sloped.combination);
    answer.push(neweyWestRow(fit.fit, fit.combination));
  }
  answer.push(autoregressiveRow(rows(), step, seen, series));
  return [...answer, ...withoutCovariates(design)];
}

/** The engine without each covariate, and without all comparison offices: does the answer hang on one of them? */
function withoutCovariates(design: Design): SensitivityRow[] {
  const covariates = design.columns.filter(({ kind }) => kind === 'covariate' || kind === 'comparison');
  const comparisons = covariates.filter(({ kind }) => kind === 'comparison');
  const refit = (columns: Design['columns']): Pick<SensitivityRow, 'effect' | 'refused'> => {
    const fit = fitEngine({ ...design, columns });
    return 'refused' in fit ? { refused: fit.refused } : { effect: scaleEstimate(effectMixture(fit)) };
  };
  return [
    ...covariates.map(
      (covariate): SensitivityRow => ({
        model: 'without-covariate',
        subject: covariate.name,
        ...refit(design.columns.filter((column) => column !== covariate)),
      }),
    ),
    ...(comparisons.length > 1
      ? [
          {
            model: 'without-comparisons' as const,
            ...refit(design.columns.filter(({ kind }) => kind !== 'comparison')),
          },
        ]
      : []),
  ];
}

/** A fit without the columns that add nothing to those before them; the effect's own is never among those. */
function withDroppedColumns<Fit>(
  design: readonly (readonly number[])[],
  combination: readonly number[],
  fitOf: (design: readonly (readonly number[])[]) => Fit | Refused,
): { readonly fit: Fit | Refused; readonly combination: readonly number[] } {
  let rows = design;
  let kept = combination;
  for (;;) {
    const fit = fitOf(rows);
    const isCollinear = typeof fit === 'object' && fit !== null && 'refused' in fit && fit.refused === 'collinear';
    const blamed = isCollinear ? ((fit as Refused).detail ?? -1) : -1;
    if (blamed <= 0 || (kept[blamed] ?? 0) !== 0) return { fit, combination: kept };
    rows = rows.map((row) => row.filter((_, column) => column !== blamed));
    kept = kept.filter((_, column) => column !== blamed);
  }
}

/** A combination of coefficients with its 95 % interval, by Student's t where the dispersion was estimated. */
function combined(
  {
    coefficients,
    degreesOfFreedom,
    covariance,
  }: Pick<RegressionFit, 'coefficients' | 'degreesOfFreedom'> & { readonly covariance: readonly (readonly number[])[] },
  combination: readonly number[],
): ScaleEstimate {
  let estimate = 0;
  let variance = 0;
  for (const [i, weight] of combination.entries()) {
    if (weight === 0) continue;
    estimate += weight * (coefficients[i] ?? 0);
    for (const [j, other] of combination.entries()) variance += weight * other * (covariance[i]?.[j] ?? 0);
  }
  return around(estimate, Math.sqrt(variance), degreesOfFreedom);
}

function around(estimate: number, sd: number, degreesOfFreedom: number): ScaleEstimate {
  const reach = studentQuantile(0.975, degreesOfFreedom) * sd;
  return { estimate, sd, lower: estimate - reach, upper: estimate + reach };
}

function neweyWestRow(fit: RegressionFit | Refused, combination: readonly number[]): SensitivityRow {
  if ('refused' in fit) return { model: 'newey-west', refused: fit.refused };
  const robust = neweyWestCovariance(fit, { adjust: true });
  return 'refused' in robust
    ? { model: 'newey-west', refused: robust.refused }
    : { model: 'newey-west', effect: combined({ ...fit, covariance: robust.covariance }, combination) };
}

/** Errors that hang together as AR(1), by REML, with the t of as many observations as the series is worth. */
function autoregressiveRow(
  design: readonly (readonly number[])[],
  step: readonly number[],
  seen: readonly number[],
  series: readonly (number | null)[],
): SensitivityRow {
  const values = seen.map((time) => series[time] ?? 0);
  const { fit, combination } = withDroppedColumns(design, step, (kept) =>
    generalizedLeastSquaresAr1(kept, values, { method: 'REML', times: seen }),
  );
  if ('refused' in fit) return { model: 'gls-ar1', refused: fit.refused };
  if (!(fit.effectiveDegreesOfFreedom > 1)) return { model: 'gls-ar1', refused: 'too-few' };
  const effect = combined({ ...fit, degreesOfFreedom: fit.effectiveDegreesOfFreedom }, combination);
  return { model: 'gls-ar1', effect };
}

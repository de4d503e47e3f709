import { type AugmentedTrace, augmentedLocalLevelFilter } from './augmented-local-level-filter.ts';
import type { Refused } from './refused.ts';
import { prepareColumns, type StructuralData, solveInnovations } from './structural-posterior.ts';

export interface StructuralInnovation {
  /** What the model expected of this time from those before it. */
  readonly predicted: number;
  readonly sd: number;
  /** Observation less prediction, in sds; null where nothing was observed. */
  readonly standardised: number | null;
}

/**
 * One-step-ahead predictions and standardised innovations of a structural regression at a given pair of sds, with the
 * generalised least squares coefficients of the whole series. Null at the first observation, which the diffuse level
 * takes up, and at the times before it. If the model holds, the standardised innovations are independent standard
 * normal but for the few directions that the coefficients took out of them: Ljung–Box and outliers are looked for here.
 *
 * Reference: A. C. Harvey (1989), §5.4; Durbin and Koopman (2012), §2.12.
 */
export function structuralInnovations(
  data: StructuralData,
  observationSd: number,
  levelSd: number,
): readonly (StructuralInnovation | null)[] | Refused {
  const prepared = prepareColumns(data, false);
  if ('refused' in prepared) return prepared;
  const { columns } = prepared;
  const { length, regressors, seen } = columns;
  const width = regressors + 1;
  const trace: AugmentedTrace = {
    innovations: new Float64Array(length * width),
    variances: new Float64Array(length),
  };
  const noise = Float64Array.from({ length }, (_, time) => observationSd ** 2 + (data.samplingVariance?.[time] ?? 0));
  const filtered = augmentedLocalLevelFilter(columns, noise, levelSd ** 2, undefined, trace);
  const solved = solveInnovations(filtered, regressors, undefined, 0);
  if (!solved) return { refused: 'not-estimable' };
  return data.series.map((value, time) => {
    const variance = trace.variances[time] ?? 0;
    if (variance === 0 || value === null || seen[time] === 0) return null;
    let miss = trace.innovations[time * width + regressors] ?? 0;
    for (let each = 0; each < regressors; each += 1)
      miss -= (trace.innovations[time * width + each] ?? 0) * (solved.coefficients[each] ?? 0);
    const sd = Math.sqrt(variance);
    return { predicted: value - miss, sd, standardised: miss / sd };
  });
}

import { type JointWaldTest, jointWaldTest } from './joint-wald-test.ts';
import type { Refused } from './refused.ts';
import {
  type Panel,
  type PanelCovariance,
  type TwoWayFixedEffects,
  twoWayFixedEffects,
} from './two-way-fixed-effects.ts';

export interface EventStudyInput extends Panel {
  /** The first period under treatment of the observation's unit; null for a unit never treated. */
  readonly treatedFrom: readonly (number | null)[];
  /** How many periods before and after are told apart; what lies further counts with the last one. */
  readonly leads: number;
  readonly lags: number;
}

export interface EventStudy extends TwoWayFixedEffects {
  /** Periods since treatment, one for each coefficient; −1 is what they are measured from. */
  readonly since: readonly number[];
  /**
   * Whether all coefficients before −1 are 0; null where there is none. Not rejecting is no proof of parallel paths:
   * it may be for want of data.
   */
  readonly preTrend: JointWaldTest | Refused | null;
}

/**
 * Event study: two-way fixed effects with one coefficient for every period before and after treatment,
 *
 *     yᵤₜ = αᵤ + γₜ + Σ_{k ≠ −1} βₖ·[t − treatedFromᵤ = k] + εᵤₜ,
 *
 * each measured from the last period before (k = −1). Coefficients before it should be 0 if paths were parallel and
 * nobody anticipated; `preTrend` tests them together by Wald's F with the chosen covariance (degrees of freedom: units − 1
 * for CR1 and CR2, else those of the residuals).
 *
 * Assumes units never treated, or treated far apart, and the same effect k periods after treatment for all units.
 * Refused where `twoWayFixedEffects` is ('collinear' where no unit is there to tell time since treatment from time), and
 * 'too-few' where a period since treatment does not occur. Throws a RangeError unless leads ≥ 1 and lags ≥ 0 are whole.
 *
 * Reference: L. Sun, S. Abraham (2021), Journal of Econometrics 225, 175–199, on what it averages; J. Roth (2022), AER:
 * Insights 4, 305–322, on what a passed pre-trend test is worth.
 *
 * @example eventStudy({ outcome, unit, period, treatedFrom, leads: 4, lags: 3 }, 'CR1').since // [-4, -3, -2, 0, 1, 2, 3]
 */
export function eventStudy(
  { outcome, unit, period, treatedFrom, leads, lags }: EventStudyInput,
  kind: PanelCovariance,
): EventStudy | Refused {
  if (!(Number.isInteger(leads) && Number.isInteger(lags) && leads >= 1 && lags >= 0))
    throw new RangeError(`no study of ${leads} periods before and ${lags} after`);
  if (treatedFrom.length !== outcome.length) throw new RangeError('a start of treatment, or null, for every outcome');
  if (!treatedFrom.every((from) => from === null || Number.isFinite(from)))
    throw new RangeError('no treatment from what is not finite');
  const since = Array.from({ length: leads + lags + 1 }, (_, index) => index - leads).filter((k) => k !== -1);
  const when = treatedFrom.map((from, index) =>
    from === null ? null : Math.min(Math.max((period[index] ?? 0) - from, -leads), lags),
  );
  const absent = since.findIndex((k) => !when.includes(k));
  if (absent >= 0) return { refused: 'too-few', detail: absent };
  const found = twoWayFixedEffects(
    { outcome, unit, period },
    when.map((own) => since.map((k) => Number(own === k))),
    kind,
  );
  if ('refused' in found) return found;
  const before = since.filter((k) => k < -1).length;
  return {
    ...found,
    since,
    preTrend:
      before === 0
        ? null
        : jointWaldTest(
            found.coefficients.slice(0, before),
            found.covariance.slice(0, before).map((row) => row.slice(0, before)),
            kind === 'CR1' || kind === 'CR2' ? found.units - 1 : (found.degreesOfFreedom[0] ?? 1),
          ),
  };
}

import type { Refused } from './refused.ts';
import { type FitWindow, type SyntheticControl, syntheticControl } from './synthetic-control.ts';

export interface PlaceboInSpace {
  readonly treated: SyntheticControl;
  /** Root mean square of the gaps after over that before, for the treated unit. */
  readonly ratio: number;
  /** The same for every donor that has one; `donor` is its column. */
  readonly placebos: readonly { readonly donor: number; readonly ratio: number; readonly control: SyntheticControl }[];
  /** Donors without a placebo, and why. */
  readonly withoutPlacebo: readonly { readonly donor: number; readonly reason: Refused['refused'] }[];
  /** (r + 1) / (J + 1): r of J placebos have a ratio at least as large as the treated unit's. */
  readonly pValue: number;
}

/**
 * Placebos in space: every donor is taken for the treated unit in turn, with the other donors for its control (the
 * treated unit stays out), and the ratio of the gaps after to the gaps before is compared:
 *
 *     p = (r + 1) / (J + 1),   r = how many of J placebos have a ratio ≥ the treated unit's
 *
 * The treated unit counts among its equals, so p is never 0 and never smaller than 1/(J + 1): below 19 donors it cannot
 * reach .05, whatever happened. It is a permutation p-value only in so far as the treated unit could as well have been
 * any of the donors.
 *
 * Refused where the treated unit has no control (see `syntheticControl`), 'no-variation' where its control is perfect
 * before, and 'too-few' where no donor has a placebo.
 *
 * Reference: A. Abadie, A. Diamond, J. Hainmueller (2010), JASA 105, 493–505; (2015), AJPS 59, 495–510.
 *
 * @example placeboInSpace(treated, donors, { from: 0, until: 30 }) // { ratio: 19.6, pValue: 0.1, … } of 9 donors
 */
export function placeboInSpace(
  treated: readonly number[],
  donors: readonly (readonly number[])[],
  window: FitWindow,
): PlaceboInSpace | Refused {
  const own = syntheticControl(treated, donors, window);
  if ('refused' in own) return own;
  const ratio = ratioOf(own);
  if (ratio === undefined) return { refused: 'no-variation' };
  const placebos: { donor: number; ratio: number; control: SyntheticControl }[] = [];
  const withoutPlacebo: { donor: number; reason: Refused['refused'] }[] = [];
  for (const donor of donors[0]?.keys() ?? []) {
    const control = syntheticControl(
      donors.map((row) => row[donor] ?? Number.NaN),
      donors.map((row) => row.filter((_, index) => index !== donor)),
      window,
    );
    const placebo = 'refused' in control ? undefined : ratioOf(control);
    if ('refused' in control) withoutPlacebo.push({ donor, reason: control.refused });
    else if (placebo === undefined) withoutPlacebo.push({ donor, reason: 'no-variation' });
    else placebos.push({ donor, ratio: placebo, control });
  }
  if (placebos.length === 0) return { refused: 'too-few' };
  const asLarge = placebos.filter((placebo) => placebo.ratio >= ratio).length;
  return { treated: own, ratio, placebos, withoutPlacebo, pValue: (asLarge + 1) / (placebos.length + 1) };
}

function ratioOf({ before, after }: SyntheticControl): number | undefined {
  const ratio = after / before;
  return Number.isFinite(ratio) ? ratio : undefined;
}

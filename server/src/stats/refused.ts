/**
 * Why a statistic cannot be given for these data, where a number would only be a placeholder. It is an answer, not an
 * error: nonsense that a caller must never hand in (lengths that differ, no confidence level) throws a RangeError.
 */
export interface Refused {
  readonly refused:
    | 'too-few'
    | 'no-variation'
    | 'collinear'
    | 'not-converged'
    | 'at-bound'
    | 'separated'
    | 'not-estimable';
  /** Whom it concerns, where one part is to blame: the index of the column, the group, the parameter. */
  readonly detail?: number;
}

import type { UptakePeriod } from '../applicants/uptake.ts';

/** What offices are compared by; both are counts, and the index is of counts only. */
export const comparedMeasures = ['electronic', 'total'] as const;
export type ComparedMeasure = (typeof comparedMeasures)[number];

export type ComparedMonths = readonly Pick<UptakePeriod, 'period' | 'state' | ComparedMeasure>[];

/**
 * Counts of an office against its own count of one month, which is 100. The month is the first for which every office
 * has a whole figure: with a month each, the offices would not begin at the same point.
 */
export type Indexed =
  | { readonly kind: 'indexed'; readonly base: number; readonly values: readonly (number | null)[] }
  | { readonly kind: 'none'; readonly reason: 'no-common-month' | 'base-is-zero' | 'not-reported' };

const known = (month: ComparedMonths[number] | undefined, measure: ComparedMeasure): number | null =>
  month?.state === 'reported' ? month[measure] : null;

/** The first month of which every office that reports the measure at all has a whole figure. */
export function commonMonth(offices: readonly ComparedMonths[], measure: ComparedMeasure): string | null {
  const reporting = offices.filter((months) => months.some((month) => known(month, measure) !== null));
  const months = offices[0] ?? [];
  const at = months.findIndex((_, index) => reporting.every((office) => known(office[index], measure) !== null));
  return reporting.length === 0 ? null : (months[at]?.period ?? null);
}

/** An office's counts as parts of a hundred of its count in the common month. */
export function indexedTo(base: string | null, months: ComparedMonths, measure: ComparedMeasure): Indexed {
  if (months.every((month) => known(month, measure) === null)) return { kind: 'none', reason: 'not-reported' };
  const count = known(
    months.find(({ period }) => period === base),
    measure,
  );
  if (count === null) return { kind: 'none', reason: 'no-common-month' };
  if (count === 0) return { kind: 'none', reason: 'base-is-zero' };
  const values = months.map((month) => {
    const value = known(month, measure);
    return value === null ? null : (value / count) * 100;
  });
  return { kind: 'indexed', base: count, values };
}

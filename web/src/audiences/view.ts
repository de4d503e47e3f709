import type { Language } from '@tilik/server/client';
import { type Comparison, comparisons, type PeriodChoice, readSearch, type View, viewOf } from '../dashboard/view.ts';

export const audienceComparisons = comparisons.toReversed();

/** What the page of audiences shows is in its URL: window, office, and what it is compared with. */
export interface AudienceSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  compare?: Comparison | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readAudienceSearch(search: Readonly<Record<string, unknown>>): AudienceSearch {
  const { grain: _, channels: __, ...found } = readSearch(search);
  return found;
}

/** Twelve months against the same twelve a year before: the season is the same in both. */
export const audienceView = (search: AudienceSearch): View & { readonly compare: Comparison } => ({
  ...viewOf({ ...search, period: search.period ?? '12m' }),
  compare: search.compare ?? 'year-before',
});

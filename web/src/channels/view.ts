import type { Language } from '@tilik/server/client';
import { type PeriodChoice, readSearch } from '../dashboard/view.ts';

export const responseEstimands = ['extra', 'share'] as const;
export type ResponseEstimand = (typeof responseEstimands)[number];

/** What the page of channels shows is in its URL: window and office, what engagement is set beside, and the schedule that is open. */
export interface ChannelSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  estimand?: ResponseEstimand | undefined;
  schedule?: string | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readChannelSearch(search: Readonly<Record<string, unknown>>): ChannelSearch {
  const { period, from, to, office } = readSearch(search);
  const found: ChannelSearch = {
    period,
    from,
    to,
    office,
    estimand: search.estimand === 'share' ? 'share' : undefined,
    schedule:
      typeof search.schedule === 'string' && /^[1-9]\d{0,8}$/.test(search.schedule) ? search.schedule : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

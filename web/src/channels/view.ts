import { type Language, type MetricCode, metricCodes, metrics } from '@tilik/server/client';
import { type PeriodChoice, readSearch } from '../dashboard/view.ts';

export const responseEstimands = ['extra', 'share'] as const;
export type ResponseEstimand = (typeof responseEstimands)[number];

/**
 * What the page of channels shows is in its URL: window and office, what engagement is set beside, what activities are
 * ranked by, and the schedule that is open.
 */
export interface ChannelSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  estimand?: ResponseEstimand | undefined;
  /** The metric that activities are ranked by, what it is set against, and of which channel they are. */
  best?: MetricCode | undefined;
  per?: MetricCode | undefined;
  channel?: string | undefined;
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
    best: metricCodes.find((code) => code === search.best),
    per: metricCodes.find((code) => code === search.per && metrics[code].stage === 'information'),
    channel:
      typeof search.channel === 'string' && /^[a-z0-9-]{1,60}$/.test(search.channel) ? search.channel : undefined,
    schedule:
      typeof search.schedule === 'string' && /^[1-9]\d{0,8}$/.test(search.schedule) ? search.schedule : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

import type { Language } from '@tilik/server/client';
import { type PeriodChoice, readSearch } from '../dashboard/view.ts';
import type { ServedType } from './queries.ts';

export const servedTypes = ['electronic', 'ordinary', 'all'] as const satisfies readonly ServedType[];
export const waitingMeasures = ['median', 'p90'] as const;
export type WaitingMeasure = (typeof waitingMeasures)[number];

/** What the page of the service shows is in its URL: window, office, type of passport, and which waiting time. */
export interface ServiceSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  /** Left out: the first type of which the office has a waiting time. */
  type?: ServedType | undefined;
  measure?: WaitingMeasure | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readServiceSearch(search: Readonly<Record<string, unknown>>): ServiceSearch {
  const { compare: _, grain: __, channels: ___, ...found } = readSearch(search);
  const type = servedTypes.find((each) => each === search.type);
  const measure = search.measure === 'p90' ? ('p90' as const) : undefined;
  return { ...found, ...(type ? { type } : {}), ...(measure ? { measure } : {}) };
}

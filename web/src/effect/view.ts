import type { Language } from '@tilik/server/client';
import { type PeriodChoice, readSearch } from '../dashboard/view.ts';

export const estimands = ['share', 'extra'] as const;
export type Estimand = (typeof estimands)[number];
export const shapes = ['step', 'pulse', 'ramp', 'decay'] as const;
export type Shape = (typeof shapes)[number];
/** How much of the time before a campaign its picture shows. */
export const extents = ['around', 'all'] as const;
export type Extent = (typeof extents)[number];

/** What the pages of campaigns show is in their URL: the window and office, what is planned for, and how far back. */
export interface EffectSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  estimand?: Estimand | undefined;
  shape?: Shape | undefined;
  extent?: Extent | undefined;
  lang?: Language | undefined;
}

const oneOf = <Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined =>
  choices.find((choice) => choice === value);

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readEffectSearch(search: Readonly<Record<string, unknown>>): EffectSearch {
  const { period, from, to, office } = readSearch(search);
  const found: EffectSearch = {
    period,
    from,
    to,
    office,
    estimand: oneOf(estimands, search.estimand),
    shape: oneOf(shapes, search.shape),
    extent: oneOf(extents, search.extent),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

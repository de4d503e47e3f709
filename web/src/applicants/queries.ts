import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

export interface UptakeWindow {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly grain: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly compare?: 'previous' | 'year-before' | undefined;
}

/** Query parameters without those that are not set. */
const given = (window: UptakeWindow) =>
  Object.fromEntries(Object.entries(window).filter(([, value]) => value !== undefined)) as unknown as UptakeWindow;

export const uptakeQuery = (window: UptakeWindow, language: string) =>
  queryOptions({
    queryKey: ['uptake', window, language],
    queryFn: () => ask(client.api.v1.uptake.$get({ query: given(window) as never })),
    placeholderData: keepPreviousData,
  });

export type Uptake = Awaited<ReturnType<NonNullable<ReturnType<typeof uptakeQuery>['queryFn']>>>;
export type UptakePeriod = Uptake['periods'][number];
export type UptakeSummary = NonNullable<Uptake['summary']>;
export type Share = UptakePeriod['uptake'];

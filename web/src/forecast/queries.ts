import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

export interface ForecastAsked {
  readonly office?: string | undefined;
  readonly level?: string | undefined;
  readonly ceilings?: string | undefined;
}

const given = (asked: ForecastAsked) =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

export const forecastQuery = (asked: ForecastAsked, language: string) =>
  queryOptions({
    queryKey: ['forecast', asked, language],
    queryFn: () =>
      ask(client.api.v1.forecast.$get({ query: given(asked) }, { headers: { 'Accept-Language': language } })),
    placeholderData: keepPreviousData,
    // It is of the figures as they stand, and working it out anew takes seconds.
    staleTime: 60_000,
  });

export type Forecast = Awaited<ReturnType<NonNullable<ReturnType<typeof forecastQuery>['queryFn']>>>;
export type ForecastModel = Forecast['models'][number];
export type FanStep = ForecastModel['fan'][number];

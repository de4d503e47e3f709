import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

const { audiences } = client.api.v1;

interface AudiencesAsked {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly compare: 'previous' | 'year-before';
}

const given = ({ office, from, to, compare }: AudiencesAsked) => ({ from, to, compare, ...(office ? { office } : {}) });

export const audiencesQuery = (asked: AudiencesAsked, language: string) =>
  queryOptions({
    queryKey: ['audiences', asked, language],
    queryFn: () => ask(audiences.$get({ query: given(asked) }, { headers: { 'Accept-Language': language } })),
    placeholderData: keepPreviousData,
  });

/** Where the same figures are as a file. */
export const audiencesCsv = (asked: AudiencesAsked): string =>
  `/api/v1/audiences.csv?${new URLSearchParams(given(asked))}`;

export type Audiences = Awaited<ReturnType<NonNullable<ReturnType<typeof audiencesQuery>['queryFn']>>>;
export type Dimension = Audiences['purposes'];
export type Breakdown = Dimension['window'];
export type Mix = NonNullable<Dimension['mix']>;

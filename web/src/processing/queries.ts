import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

interface Asked {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
}

export const processingQuery = ({ office, from, to }: Asked) =>
  queryOptions({
    queryKey: ['processing', office ?? '', from, to],
    queryFn: () => ask(client.api.v1.processing.$get({ query: { from, to, ...(office ? { office } : {}) } })),
    placeholderData: keepPreviousData,
  });

export type Service = Awaited<ReturnType<NonNullable<ReturnType<typeof processingQuery>['queryFn']>>>;
export type ServiceOffice = Service['offices'][number];
export type ServiceMonth = ServiceOffice['months'][number];
export type Served = ServiceMonth['figures'][number];
export type ServedType = Served['type'];

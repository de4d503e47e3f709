import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

export const campaignsQuery = (window: { office?: string | undefined; from: string; to: string }) =>
  queryOptions({
    queryKey: ['campaigns', window],
    queryFn: () =>
      ask(
        client.api.v1.campaigns.$get({
          query: { from: window.from, to: window.to, ...(window.office ? { office: window.office } : {}) },
        }),
      ),
  });

export type Campaign = Awaited<
  ReturnType<NonNullable<ReturnType<typeof campaignsQuery>['queryFn']>>
>['campaigns'][number];

export const costsQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'costs', id],
    queryFn: () => ask(client.api.v1.campaigns[':id'].costs.$get({ param: { id } })),
  });

import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

export const eventsQuery = (window: { office?: string | undefined; from: string; to: string }) =>
  queryOptions({
    queryKey: ['events', window],
    queryFn: () =>
      ask(
        client.api.v1.events.$get({
          query: { from: window.from, to: window.to, ...(window.office ? { office: window.office } : {}) },
        }),
      ),
  });

export type ProgrammeEvent = Awaited<
  ReturnType<NonNullable<ReturnType<typeof eventsQuery>['queryFn']>>
>['events'][number];

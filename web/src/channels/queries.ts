import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

interface ChannelsWindow {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
}

const given = ({ office, from, to }: ChannelsWindow) => ({ from, to, ...(office ? { office } : {}) });

export const channelsQuery = (window: ChannelsWindow) =>
  queryOptions({
    queryKey: ['channels', window],
    queryFn: () => ask(client.api.v1.channels.$get({ query: given(window) })),
    placeholderData: keepPreviousData,
  });

export const sourcesQuery = (window: ChannelsWindow) =>
  queryOptions({
    queryKey: ['sources', window],
    queryFn: () => ask(client.api.v1.sources.$get({ query: given(window) })),
    placeholderData: keepPreviousData,
  });

export type Channels = Awaited<ReturnType<NonNullable<ReturnType<typeof channelsQuery>['queryFn']>>>;
export type Sources = Awaited<ReturnType<NonNullable<ReturnType<typeof sourcesQuery>['queryFn']>>>;

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

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });

export const declaredQuery = (window: ChannelsWindow, language: string) =>
  queryOptions({
    queryKey: ['sources', 'shares', window, language],
    queryFn: () => ask(client.api.v1.channels.sources.$get({ query: given(window) }, inLanguage(language))),
    placeholderData: keepPreviousData,
  });

export const responseQuery = (window: ChannelsWindow, estimand: 'extra' | 'share', language: string) =>
  queryOptions({
    queryKey: ['channels', 'response', window, estimand, language],
    queryFn: () =>
      ask(client.api.v1.channels.response.$get({ query: { ...given(window), estimand } }, inLanguage(language))),
    // It takes seconds, and figures change with an import only, which asks for all anew.
    staleTime: 300_000,
  });

export type Declared = Awaited<ReturnType<NonNullable<ReturnType<typeof declaredQuery>['queryFn']>>>;
export type ChannelResponse = Awaited<ReturnType<NonNullable<ReturnType<typeof responseQuery>['queryFn']>>>;

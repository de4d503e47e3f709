import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MetricCode } from '@tilik/server/client';
import { ask, client } from '../api.ts';

interface StagesWindow {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
}

const given = ({ office, from, to }: StagesWindow) => ({ from, to, ...(office ? { office } : {}) });

export const stagesQuery = (window: StagesWindow) =>
  queryOptions({
    queryKey: ['stages', window],
    queryFn: () => ask(client.api.v1.stages.$get({ query: given(window) })),
    placeholderData: keepPreviousData,
  });

/** The stages of one campaign over its own days, or over those days of them that a link shows. */
export const campaignStagesQuery = (campaign: string, office: string | undefined) =>
  queryOptions({
    queryKey: ['stages', 'campaign', campaign, office],
    queryFn: () => ask(client.api.v1.stages.$get({ query: { campaign, ...(office ? { office } : {}) } })),
  });

export const approachesQuery = (window: StagesWindow) =>
  queryOptions({
    queryKey: ['stages', 'approaches', window],
    queryFn: () => ask(client.api.v1.approaches.$get({ query: given(window) })),
    placeholderData: keepPreviousData,
  });

/** What is asked of the activities of a window. */
export interface BestAsked {
  readonly metric?: MetricCode | undefined;
  readonly per?: MetricCode | undefined;
  readonly channel?: string | undefined;
}

export const bestQuery = (window: StagesWindow, { metric, per, channel }: BestAsked) =>
  queryOptions({
    queryKey: ['stages', 'best', window, metric, per, channel],
    queryFn: () =>
      ask(
        client.api.v1.stages.activities.$get({
          query: {
            ...given(window),
            ...(metric ? { metric } : {}),
            ...(per ? { per } : {}),
            ...(channel ? { channel } : {}),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export type Stages = Awaited<ReturnType<NonNullable<ReturnType<typeof stagesQuery>['queryFn']>>>;
export type ChannelStages = Stages['channels'][number];
export type StageTotal = ChannelStages['stages']['output'][number];
export type StageRate = ChannelStages['rates'][number];
export type Approaches = Awaited<ReturnType<NonNullable<ReturnType<typeof approachesQuery>['queryFn']>>>;
export type ApproachCampaign = Approaches['campaigns'][number];
export type ApproachSide = Approaches['approaches'][number];
export type Best = Awaited<ReturnType<NonNullable<ReturnType<typeof bestQuery>['queryFn']>>>;

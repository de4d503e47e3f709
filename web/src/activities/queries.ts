import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PrRole } from '@tilik/server/client';
import { ask, client } from '../api.ts';

const { activities } = client.api.v1;

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });

export interface ActivitiesAsked {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly channels?: readonly string[] | undefined;
  readonly campaign?: string | undefined;
  readonly kind?: string | undefined;
  readonly prRole?: PrRole | undefined;
  readonly words?: string | undefined;
}

function given({ channels = [], ...asked }: ActivitiesAsked) {
  const rest = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''));
  return {
    ...(rest as Omit<ActivitiesAsked, 'channels'>),
    ...(channels.length > 0 ? { channel: channels.join(',') } : {}),
  };
}

export const activitiesQuery = (asked: ActivitiesAsked, language: string) =>
  queryOptions({
    queryKey: ['activities', asked, language],
    queryFn: () => ask(activities.$get({ query: given(asked) }, inLanguage(language))),
    placeholderData: keepPreviousData,
  });

export type Activities = Awaited<ReturnType<NonNullable<ReturnType<typeof activitiesQuery>['queryFn']>>>;
export type Activity = Activities['activities'][number];

/** Where the same activities are as a file, a row per figure. */
export const activitiesCsv = (asked: ActivitiesAsked): string =>
  `/api/v1/activities.csv?${new URLSearchParams(given(asked) as Record<string, string>)}`;

export type AssignAsked = Parameters<typeof activities.assign.$post>[0]['json'];

/** What would be said of which posts, or what was. */
export const assignPosts = (asked: AssignAsked, language: string) =>
  ask(activities.assign.$post({ json: asked }, inLanguage(language)));

export type Assigned = Awaited<ReturnType<typeof assignPosts>>;
export type AssignedPost = Assigned['posts'][number];

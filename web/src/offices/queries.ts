import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ProgrammeList } from '@tilik/server/client';
import { ask, client } from '../api.ts';

const { offices, channels } = client.api.v1;

interface Asked {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
}

export const comparedQuery = ({ office, from, to }: Asked) =>
  queryOptions({
    queryKey: ['compared', office ?? '', from, to],
    queryFn: () => ask(client.api.v1['office-comparison'].$get({ query: { from, to, ...(office ? { office } : {}) } })),
    placeholderData: keepPreviousData,
  });

export type Compared = Awaited<ReturnType<NonNullable<ReturnType<typeof comparedQuery>['queryFn']>>>;
export type ComparedOffice = Compared['offices'][number];
export type ComparedMonth = ComparedOffice['months'][number];

export const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: () => ask(offices.$get()),
});

export type OfficeKept = Awaited<ReturnType<NonNullable<typeof officesQuery.queryFn>>>['offices'][number];

export const keepOffice = ({ id, name, zone, launchedOn, aliases }: Omit<OfficeKept, 'role'>) =>
  ask(offices[':id'].$put({ param: { id }, json: { name, zone, launchedOn, aliases } }));

export const channelsKeptQuery = queryOptions({
  queryKey: ['channels-kept'],
  queryFn: () => ask(client.api.v1['channel-list'].$get()),
});

export type ChannelKept = Awaited<ReturnType<NonNullable<typeof channelsKeptQuery.queryFn>>>['channels'][number];

export const keepChannel = ({ id, nameId, nameEn, kind, aliases }: Omit<ChannelKept, 'position'>) =>
  ask(channels[':id'].$put({ param: { id }, json: { nameId, nameEn, kind, aliases } }));

export const keepWord = (
  list: ProgrammeList,
  code: string,
  json: { readonly nameId: string; readonly nameEn: string; readonly retired: boolean },
) => ask(client.api.v1['programme-words'][':list'][':code'].$put({ param: { list, code }, json }));

import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

export const targetsQuery = ({ office, from, to }: { office?: string | undefined; from: string; to: string }) =>
  queryOptions({
    queryKey: ['targets', office ?? '', from, to],
    queryFn: () => ask(client.api.v1.targets.$get({ query: { from, to, ...(office ? { office } : {}) } })),
  });

type Targets = Awaited<ReturnType<NonNullable<ReturnType<typeof targetsQuery>['queryFn']>>>;
export type Target = Targets['targets'][number];
export type TargetUnit = Target['unit'];

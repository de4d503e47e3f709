import { queryOptions } from '@tanstack/react-query';
import { ask, client } from './api.ts';

/** What every page begins with: today, the offices and channels, and whether there are figures. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: () => ask(client.api.v1.about.$get()),
  staleTime: 60_000,
});

export type About = Awaited<ReturnType<NonNullable<typeof aboutQuery.queryFn>>>;

import { queryOptions } from '@tanstack/react-query';
import type { Language } from '@tilik/server/client';
import { ask, client } from './api.ts';

/** What every page begins with: today, the offices and channels, and whether there are figures. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: () => ask(client.api.v1.about.$get()),
  staleTime: 60_000,
});

export type About = Awaited<ReturnType<NonNullable<typeof aboutQuery.queryFn>>>;

/** What a channel is called; of one that there is none of its code. */
export function channelNameIn({ channels }: About, code: string, language: Language): string {
  const channel = channels.find(({ id }) => id === code);
  return channel ? (language === 'en' ? channel.nameEn : channel.nameId) : code;
}

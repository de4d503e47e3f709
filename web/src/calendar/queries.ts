import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';
import { addMonths, firstOf, lastOf } from '../ui/days.ts';

/** The calendar of a span of days. */
export const spanQuery = (office: string | undefined, from: string, to: string) =>
  queryOptions({
    queryKey: ['calendar', office ?? '', from, to],
    queryFn: () => ask(client.api.v1.calendar.$get({ query: { from, to, ...(office ? { office } : {}) } })),
    placeholderData: keepPreviousData,
  });

/** The calendar of a year with the months before and after it: paging through months asks once a year. */
export const calendarQuery = (office: string | undefined, year: string) =>
  spanQuery(office, firstOf(addMonths(`${year}-01`, -1)), lastOf(addMonths(`${year}-12`, 1)));

export type Calendar = Awaited<ReturnType<NonNullable<ReturnType<typeof spanQuery>['queryFn']>>>;
export type CalendarCampaign = Calendar['campaigns'][number];
export type CalendarEvent = Calendar['events'][number];

export const makeCalendarLink = (name: string, office: string | undefined, expiresOn: string) =>
  ask(client.api.v1.calendar.links.$post({ json: { name, expiresOn, ...(office ? { office } : {}) } }));

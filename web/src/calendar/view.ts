import type { Language } from '@tilik/server/client';
import type { PeriodChoice } from '../dashboard/view.ts';

const looks = ['month', 'year'] as const;
export type Look = (typeof looks)[number];

/** What the page of campaigns shows is in its URL: the calendar's month or year, or the list with its verdicts. */
interface CalendarView {
  tab?: 'calendar' | 'list' | undefined;
  look?: Look | undefined;
  /** The month shown, or one of the year shown; this month unless it is said. */
  month?: string | undefined;
}

/** The same beside what every page of campaigns keeps in its URL. */
export interface CalendarSearch extends CalendarView {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  lang?: Language | undefined;
}

export function readCalendarView(search: Readonly<Record<string, unknown>>): CalendarView {
  const { tab, look, month } = search;
  const found: CalendarView = {
    tab: tab === 'calendar' || tab === 'list' ? tab : undefined,
    look: looks.find((choice) => choice === look),
    month: typeof month === 'string' && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** A link that names a period is one to the list, which has one. */
export const tabOf = ({ tab, period }: CalendarSearch): 'calendar' | 'list' =>
  tab ?? (period === undefined ? 'calendar' : 'list');

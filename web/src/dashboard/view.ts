import type { Language } from '@tilik/server/client';
import { type ComparedView, comparedViews } from '../offices/series.ts';
import { isDay } from '../ui/days.ts';

/** Everything a page shows is in its URL: this is the URL, parsed. What is at its default is left out of it. */
export interface View {
  readonly period: PeriodChoice;
  /** Only with `period: 'custom'`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly grain: Grain;
  readonly office?: string | undefined;
  /** Empty: all of them. */
  readonly channels: readonly string[];
  readonly compare?: Comparison | undefined;
  /** What our office and the others are shown beside each other by. */
  readonly beside: ComparedView;
}

export const periodChoices = ['12m', '24m', '60m', 'this-year', 'last-year', 'all', 'custom'] as const;
export type PeriodChoice = (typeof periodChoices)[number];
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
export const comparisons = ['previous', 'year-before'] as const;
export type Comparison = (typeof comparisons)[number];

/** The search parameters of a dashboard page. */
export interface ViewSearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  grain?: Grain | undefined;
  office?: string | undefined;
  channels?: string | undefined;
  compare?: Comparison | undefined;
  beside?: ComparedView | undefined;
  lang?: Language | undefined;
}

const oneOf = <Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined =>
  choices.find((choice) => choice === value);

const day = (value: unknown): string | undefined => (typeof value === 'string' && isDay(value) ? value : undefined);

const name = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z0-9-]+$/.test(value) ? value : undefined;

/** Text of a URL, up to a length that the server takes. */
export const textIn = (value: unknown, most: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most ? value : undefined;

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readSearch(search: Readonly<Record<string, unknown>>): ViewSearch {
  const channels = typeof search.channels === 'string' ? search.channels.split(',').filter((code) => name(code)) : [];
  const found: ViewSearch = {
    period: oneOf(periodChoices, search.period),
    from: day(search.from),
    to: day(search.to),
    grain: oneOf(grains, search.grain),
    office: name(search.office),
    channels: channels.length > 0 ? channels.join(',') : undefined,
    compare: oneOf(comparisons, search.compare),
    beside: oneOf(comparedViews, search.beside),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

export function viewOf(search: ViewSearch): View {
  return {
    period: search.period ?? '24m',
    from: search.from,
    to: search.to,
    grain: search.grain ?? 'month',
    office: search.office,
    channels: search.channels === undefined ? [] : search.channels.split(','),
    compare: search.compare,
    beside: search.beside ?? 'share',
  };
}

/** The search parameters of a view, without what is at its default. */
export function searchOf(view: View): ViewSearch {
  const custom = view.period === 'custom';
  return {
    period: view.period === '24m' ? undefined : view.period,
    from: custom ? view.from : undefined,
    to: custom ? view.to : undefined,
    grain: view.grain === 'month' ? undefined : view.grain,
    office: view.office,
    channels: view.channels.length === 0 ? undefined : view.channels.join(','),
    compare: view.compare,
    beside: view.beside === 'share' ? undefined : view.beside,
  };
}

const monthsBefore = (today: string, count: number): string => {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
};

/** First and last day of a view, given today and the first day with a figure. */
export function windowOf(view: View, today: string, reportedFrom: string | null): { from: string; to: string } {
  const year = Number(today.slice(0, 4));
  switch (view.period) {
    case '12m':
      return { from: monthsBefore(today, 12), to: today };
    case '24m':
      return { from: monthsBefore(today, 24), to: today };
    case '60m':
      return { from: monthsBefore(today, 60), to: today };
    case 'this-year':
      return { from: `${year}-01-01`, to: today };
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'all':
      return { from: reportedFrom ?? monthsBefore(today, 12), to: today };
    case 'custom': {
      const to = view.to ?? today;
      const from = view.from ?? monthsBefore(to, 12);
      return from <= to ? { from, to } : { from: to, to: from };
    }
  }
}

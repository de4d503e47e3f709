import { addDays, daysBetween, daysOf, firstOf, lastOf, weekday } from '../ui/days.ts';

/** What of a campaign is laid out on days. */
export interface OnDays {
  readonly id: string;
  readonly plannedFromOn: string | null;
  readonly plannedToOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly cancelledOn: string | null;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** A span as far as it is seen: places of its first and last day among the days that are shown. */
export interface Piece {
  readonly first: number;
  readonly last: number;
  /** Whether its own first or last day is among them, or it goes on beyond. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export type Placed<Given extends OnDays> = Given & {
  readonly lane: number;
  readonly plan: Piece | null;
  readonly actual: Piece | null;
};

export const planOf = ({ plannedFromOn, plannedToOn }: OnDays): Span | null =>
  plannedFromOn === null ? null : { from: plannedFromOn, to: plannedToOn ?? plannedFromOn };

/** The days on which it ran; one that still runs, up to today. */
export function actualOf({ startedOn, endedOn, cancelledOn }: OnDays, today: string): Span | null {
  if (startedOn === null) return null;
  const to = endedOn ?? cancelledOn ?? today;
  return { from: startedOn, to: to < startedOn ? startedOn : to };
}

/** The weeks of a month from Monday to Sunday, with the days of the months beside it that belong to them. */
export function weeksOf(month: string): string[][] {
  const first = firstOf(month);
  const last = lastOf(month);
  const days = daysOf(addDays(first, 1 - weekday(first)), addDays(last, 7 - weekday(last)));
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7));
}

/** A span within days that follow each other; null where it is not among them. */
export function pieceOf(span: Span | null, from: string, to: string): Piece | null {
  if (span === null || span.from > to || span.to < from) return null;
  const begins = span.from >= from;
  const ends = span.to <= to;
  return {
    first: begins ? daysBetween(from, span.from) : 0,
    last: daysBetween(from, ends ? span.to : to),
    begins,
    ends,
  };
}

/** Places campaigns on the days of a week or year, on as few lanes as do not overlap: the earliest lie highest. */
export function placeOnDays<Given extends OnDays>(
  campaigns: readonly Given[],
  { from, to }: Span,
  today: string,
): Placed<Given>[] {
  const ends: number[] = [];
  return campaigns
    .flatMap((campaign) => {
      const plan = pieceOf(planOf(campaign), from, to);
      const actual = pieceOf(actualOf(campaign, today), from, to);
      return plan === null && actual === null ? [] : [{ campaign, plan, actual }];
    })
    .map((each) => ({
      ...each,
      first: Math.min(each.plan?.first ?? Number.POSITIVE_INFINITY, each.actual?.first ?? Number.POSITIVE_INFINITY),
      last: Math.max(each.plan?.last ?? -1, each.actual?.last ?? -1),
    }))
    .toSorted((one, other) => one.first - other.first || other.last - one.last)
    .map(({ campaign, plan, actual, first, last }) => {
      const free = ends.findIndex((end) => end < first);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = last;
      return { ...campaign, plan, actual, lane };
    });
}

import type { ProgrammeEvent } from './queries.ts';

/** An event as a picture of months shows it: its number in the list below, at the month it began in. */
export type NumberedEvent = ProgrammeEvent & { readonly label: string; readonly month: string };

/** Events that began in one of the months, numbered in their order. A single day off moves no month. */
export const numberedEvents = (
  events: readonly ProgrammeEvent[],
  months: readonly { readonly month: string }[],
): NumberedEvent[] =>
  events
    .filter(({ kind, startsOn, endsOn }) => !(kind === 'holiday' && (endsOn === null || endsOn === startsOn)))
    .filter(({ startsOn }) => months.some(({ month }) => month === startsOn.slice(0, 7)))
    .map((event, index) => ({ ...event, label: String(index + 1), month: event.startsOn.slice(0, 7) }));

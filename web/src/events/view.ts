import { type EventKind, eventKinds, type Language } from '@tilik/server/client';
import type { RecordRow } from '../records/queries.ts';

/** What the page of events shows is in its URL. */
export interface EventSearch {
  /** Left out: every kind but days off, which are many and move little. */
  kind?: EventKind | 'every' | undefined;
  /** An office, or `all` for those that touched every office. */
  office?: string | undefined;
  confounds?: 'yes' | 'no' | undefined;
  /** Four digits: events that touched the year. */
  year?: string | undefined;
  text?: string | undefined;
  lang?: Language | undefined;
}

const kinds = Object.keys(eventKinds) as EventKind[];

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readEventSearch(search: Readonly<Record<string, unknown>>): EventSearch {
  const text = typeof search.text === 'string' && search.text.length <= 200 ? search.text : '';
  const found: EventSearch = {
    kind: search.kind === 'every' ? 'every' : kinds.find((kind) => kind === search.kind),
    office: typeof search.office === 'string' && /^[a-z0-9-]+$/.test(search.office) ? search.office : undefined,
    confounds: search.confounds === 'yes' || search.confounds === 'no' ? search.confounds : undefined,
    // The address has text only, but a number may be handed in.
    year: /^\d{4}$/.test(String(search.year)) ? String(search.year) : undefined,
    text: text === '' ? undefined : text,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** An event as its form has it. */
export interface EventFields {
  readonly event: string;
  readonly name: string;
  readonly nameEn: string;
  /** Null: every office. */
  readonly office: string | null;
  readonly kind: EventKind;
  readonly starts: string;
  /** Null: it lasts, or it was one day. */
  readonly ends: string | null;
  readonly confounds: boolean;
  readonly reference: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const eventOf = ({ fields }: Pick<RecordRow, 'fields'>): EventFields => ({
  event: text(fields.event),
  name: text(fields.name),
  nameEn: text(fields.name_en),
  office: text(fields.office) || null,
  kind: kinds.find((kind) => kind === fields.kind) ?? 'other',
  starts: text(fields.starts),
  ends: text(fields.ends) || null,
  confounds: fields.confounds === true,
  reference: text(fields.reference),
});

/** Whether an event is among those that were asked for. */
export function isAsked(event: EventFields, { kind, office, confounds, year, text: words }: EventSearch): boolean {
  if (kind === undefined ? event.kind === 'holiday' : kind !== 'every' && event.kind !== kind) return false;
  if (office === 'all' && event.office !== null) return false;
  // What touched every office touched this one.
  if (office && office !== 'all' && event.office !== null && event.office !== office) return false;
  if (confounds && event.confounds !== (confounds === 'yes')) return false;
  if (year && (event.starts.slice(0, 4) > year || (event.ends ?? event.starts).slice(0, 4) < year)) return false;
  const sought = (words ?? '').toLowerCase();
  return `${event.name} ${event.nameEn} ${event.reference}`.toLowerCase().includes(sought);
}

/** Campaigns that ran on a day of the event. */
export const touchedCampaigns = <Campaign extends { readonly startedOn: string; readonly endedOn: string | null }>(
  { starts, ends }: Pick<EventFields, 'starts' | 'ends'>,
  campaigns: readonly Campaign[],
): Campaign[] =>
  campaigns.filter(
    ({ startedOn, endedOn }) => startedOn <= (ends ?? starts) && (endedOn === null || endedOn >= starts),
  );

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

const { notes, summary } = client.api.v1.inquiries;

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });

interface SummaryAsked {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly grain: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly channels: readonly string[];
}

const given = ({ office, from, to, grain, channels }: SummaryAsked) => ({
  from,
  to,
  grain,
  ...(office ? { office } : {}),
  ...(channels.length > 0 ? { channel: channels.join(',') } : {}),
});

export const inquiriesQuery = (asked: SummaryAsked, language: string) =>
  queryOptions({
    queryKey: ['inquiries', 'summary', asked, language],
    queryFn: () => ask(summary.$get({ query: given(asked) }, inLanguage(language))),
    placeholderData: keepPreviousData,
  });

/** Where the same figures are as a file. */
export const inquiriesCsv = (asked: SummaryAsked): string =>
  `/api/v1/inquiries/summary.csv?${new URLSearchParams(given(asked))}`;

export type Inquiries = Awaited<ReturnType<NonNullable<ReturnType<typeof inquiriesQuery>['queryFn']>>>;
export type InquiryPeriod = Inquiries['periods'][number];

export const notesQuery = (office: string | undefined, on: string) =>
  queryOptions({
    queryKey: ['inquiries', 'notes', office ?? '', on],
    queryFn: () => ask(notes.$get({ query: { on, ...(office ? { office } : {}) } })),
  });

export type NotedDay = Awaited<ReturnType<NonNullable<ReturnType<typeof notesQuery>['queryFn']>>>;
export type Note = NotedDay['notes'][number];

export interface NewNote {
  readonly office?: string | undefined;
  readonly channel: string;
  readonly topic: string;
  readonly answered: boolean;
  readonly answerMinutes: number | null;
  readonly on: string;
}

export const noteInquiry = ({ office, ...json }: NewNote, language: string) =>
  ask(notes.$post({ json: { ...json, ...(office ? { office } : {}) } }, inLanguage(language)));

export const answerNote = (id: number, answerMinutes: number | null, language: string) =>
  ask(notes[':id'].answer.$post({ param: { id: String(id) }, json: { answerMinutes } }, inLanguage(language)));

export const removeNote = (id: number, language: string) =>
  ask(notes[':id'].$delete({ param: { id: String(id) } }, inLanguage(language)));

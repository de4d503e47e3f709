import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EvidenceKind } from '@tilik/server/client';
import { ask, client } from '../api.ts';

const { search, triangulation } = client.api.v1.evidence;

interface NotesAsked {
  readonly q?: string | undefined;
  readonly office?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly theme?: string | undefined;
  readonly kind?: EvidenceKind | undefined;
  readonly campaign?: string | undefined;
  readonly limit?: string | undefined;
}

const given = <Asked extends object>(asked: Asked) =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')) as Asked;

export const notesQuery = (asked: NotesAsked) =>
  queryOptions({
    queryKey: ['evidence', 'search', asked],
    queryFn: () => ask(search.$get({ query: given(asked) })),
    placeholderData: keepPreviousData,
  });

export type Notes = Awaited<ReturnType<NonNullable<ReturnType<typeof notesQuery>['queryFn']>>>;
export type FoundNote = Notes['notes'][number];
export type FoundText = FoundNote['title'];
export type Theme = Notes['themes'][number];

interface TriangulationAsked {
  readonly office?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const triangulationQuery = (asked: TriangulationAsked) =>
  queryOptions({
    queryKey: ['evidence', 'triangulation', asked],
    queryFn: () => ask(triangulation.$get({ query: given(asked) })),
    placeholderData: keepPreviousData,
  });

export type Triangulation = Awaited<ReturnType<NonNullable<ReturnType<typeof triangulationQuery>['queryFn']>>>;

/** Where the same figures are as a file. */
export const triangulationCsv = (asked: TriangulationAsked): string =>
  `/api/v1/evidence/triangulation.csv?${new URLSearchParams(given(asked) as Record<string, string>)}`;

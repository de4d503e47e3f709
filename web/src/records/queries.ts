import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

const { records } = client.api.v1;

export type FieldValue = string | number | boolean | null | string[];
export type Fields = Record<string, FieldValue>;
export type RecordWord =
  | 'activities'
  | 'campaigns'
  | 'events'
  | 'evidence'
  | 'processing'
  | 'fees'
  | 'targets'
  | 'themes';

interface Narrowed {
  readonly office?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Rows of a list of the programme, with the fields its form has, and whether whoever asks may write to it. */
export const recordsQuery = (noun: RecordWord, { office, from, to }: Narrowed = {}) =>
  queryOptions({
    queryKey: ['records', noun, office ?? '', from ?? '', to ?? ''],
    queryFn: () =>
      ask(
        records[':noun'].$get({
          param: { noun },
          query: { ...(office ? { office } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) },
        }),
      ),
  });

type Records = Awaited<ReturnType<NonNullable<ReturnType<typeof recordsQuery>['queryFn']>>>;
export type RecordRow = Records['rows'][number];

export interface GivenRow {
  readonly fields: Fields;
  /** What the form was opened with; null for a new row. */
  readonly was: Fields | null;
}

/** Stores rows and removes others in one act: all of it or nothing. */
export const storeRecords = (
  noun: RecordWord,
  rows: readonly GivenRow[],
  removed: readonly Pick<RecordRow, 'key'>[] = [],
) => ask(records[':noun'].$put({ param: { noun }, json: { rows: [...rows], remove: removed.map(({ key }) => key) } }));

/** A key as it stands in a path: an id as it is, all parts of it as a JSON array where there are several. */
export const pathKey = (key: RecordRow['key']): string => (key.length === 1 ? String(key[0]) : JSON.stringify(key));

export const removeRecord = (noun: RecordWord, key: RecordRow['key']) =>
  ask(records[':noun'][':key'].$delete({ param: { noun, key: encodeURIComponent(pathKey(key)) } }));

/** Takes back what was stored or removed by one request. */
export const undoStored = (importId: number) =>
  ask(client.api.v1.imports[':id'].$delete({ param: { id: String(importId) } }));

export const historyQuery = (noun: RecordWord, key: RecordRow['key']) =>
  queryOptions({
    queryKey: ['records', noun, 'history', pathKey(key)],
    queryFn: () =>
      ask(records[':noun'][':key'].history.$get({ param: { noun, key: encodeURIComponent(pathKey(key)) } })),
  });

export type RecordHistory = Awaited<ReturnType<NonNullable<ReturnType<typeof historyQuery>['queryFn']>>>;

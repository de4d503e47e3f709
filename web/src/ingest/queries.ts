import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

/** What was imported, latest first. */
export const historyQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => ask(client.api.v1.imports.$get({ query: { limit: 100 } })),
});

export type ImportReport = Awaited<ReturnType<NonNullable<typeof historyQuery.queryFn>>>['imports'][number];

/** What a person answers where a file cannot say. */
export interface Answers {
  readonly office?: string;
  readonly channel?: string;
  readonly snapshotOn?: string;
}

/** Sends one file to be previewed or stored. */
export const sendFile = (file: File, answers: Answers, preview: boolean, lang: string): Promise<ImportReport> =>
  ask(
    client.api.v1.imports.$post(
      { form: { file, preview: preview ? 'true' : 'false', ...answers } },
      { headers: { 'Accept-Language': lang } },
    ),
  );

export const undoImport = (id: number): Promise<ImportReport> =>
  ask(client.api.v1.imports[':id'].$delete({ param: { id: String(id) } }));

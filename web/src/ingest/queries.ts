import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client, ProblemShown, sendForm } from '../api.ts';

/** What was imported, latest first; questions that were noted one by one only where they are asked for. */
export const historyQuery = (withNotes: boolean) =>
  queryOptions({
    queryKey: ['imports', withNotes],
    queryFn: () => ask(client.api.v1.imports.$get({ query: { limit: 100, notes: withNotes ? 'shown' : 'hidden' } })),
    placeholderData: keepPreviousData,
  });

export type ImportReport = Awaited<
  ReturnType<NonNullable<ReturnType<typeof historyQuery>['queryFn']>>
>['imports'][number];

/** What a person answers where a file cannot say. */
export interface Answers {
  readonly office?: string;
  readonly channel?: string;
  readonly snapshotOn?: string;
  readonly dayOrder?: string;
  readonly month?: string;
  readonly firstDay?: string;
  readonly approach?: string;
  readonly mapping?: string;
  /** Of an archive: the answers of its files, by their names in it. */
  readonly parts?: string;
}

/** A long import that goes on in the background. */
export type ImportJob = Awaited<ReturnType<NonNullable<typeof jobsQuery.queryFn>>>['jobs'][number];

/** Imports in the background, running or ended lately. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: () => ask(client.api.v1.imports.jobs.$get()),
});

/** Above this size a file is stored in the background, so that the page can be left. */
const longBytes = 1024 * 1024;

/** Sends one file to be previewed or stored; tells of the rows read while a long one is stored. */
export async function sendFile(
  file: File,
  answers: Answers,
  preview: boolean,
  language: string,
  onProgress: (rows: number) => void,
): Promise<ImportReport> {
  const form = new FormData();
  for (const [field, answer] of Object.entries(answers)) if (answer !== undefined) form.set(field, answer);
  form.set('preview', String(preview));
  const isLong = !preview && file.size > longBytes;
  if (isLong) form.set('background', 'true');
  form.set('file', file);
  if (!isLong) return sendForm<ImportReport>('/api/v1/imports', form, language);
  const job = await sendForm<ImportJob>('/api/v1/imports', form, language);
  return followJob(job.id, language, onProgress);
}

/** Follows a job to its end. Server-sent events come again by themselves where the connection breaks. */
export function followJob(id: string, language: string, onProgress: (rows: number) => void): Promise<ImportReport> {
  return new Promise((done, failed) => {
    const events = new EventSource(`/api/v1/imports/jobs/${id}/events?lang=${language}`);
    events.addEventListener('job', ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as ImportJob;
      onProgress(job.rows);
      if (job.state === 'running') return;
      events.close();
      if (job.report) done(job.report);
      else if (job.problem) failed(new ProblemShown(job.problem));
    });
  });
}

export const undoImport = (id: number): Promise<ImportReport> =>
  ask(client.api.v1.imports[':id'].$delete({ param: { id: String(id) } }));

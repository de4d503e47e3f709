import { queryOptions } from '@tanstack/react-query';
import { ask, client, sendFormWatched } from '../api.ts';

const { attachments } = client.api.v1;

export interface Thing {
  readonly noun: 'campaigns' | 'activities' | 'evidence';
  readonly thing: string;
}

export const attachmentsQuery = ({ noun, thing }: Thing) =>
  queryOptions({
    queryKey: ['attachments', noun, thing],
    queryFn: () => ask(attachments.$get({ query: { noun, thing } })),
  });

export type Attachment = Awaited<
  ReturnType<NonNullable<ReturnType<typeof attachmentsQuery>['queryFn']>>
>['attachments'][number];

export function sendAttachment(
  { noun, thing }: Thing,
  file: File,
  language: string,
  onProgress: (part: number) => void,
): Promise<Attachment> {
  const form = new FormData();
  form.set('noun', noun);
  form.set('thing', thing);
  form.set('file', file);
  return sendFormWatched('/api/v1/attachments', form, language, onProgress);
}

export const removeAttachment = (id: string) => ask(attachments[':id'].$delete({ param: { id } }));

/** Where the file itself is. */
export const attachmentPath = (id: string): string => `/api/v1/attachments/${encodeURIComponent(id)}`;

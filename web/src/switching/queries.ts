import { queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

const { switching } = client.api.v1;

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });

export const switchingsQuery = (office: string | undefined) =>
  queryOptions({
    queryKey: ['switching', 'list', office ?? ''],
    queryFn: () => ask(switching.$get({ query: office ? { office } : {} })),
  });

export const switchingQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ['switching', 'one', id, language],
    queryFn: () => ask(switching[':id'].$get({ param: { id } }, inLanguage(language))),
  });

export type Switchings = Awaited<ReturnType<NonNullable<ReturnType<typeof switchingsQuery>['queryFn']>>>;
export type SwitchingListed = Switchings['switchings'][number];
export type SwitchingWithAnalysis = Awaited<ReturnType<NonNullable<ReturnType<typeof switchingQuery>['queryFn']>>>;

export interface Proposal {
  readonly office?: string | undefined;
  readonly name: string;
  readonly design: 'on-off' | 'rotation';
  readonly channels: string[];
  readonly from: string;
  readonly weeks: number;
  readonly blockWeeks: number;
  readonly seed?: number;
}

const proposed = (proposal: Proposal, preview: 'true' | 'false', language: string) => {
  const { office, ...json } = proposal;
  return ask(
    switching.$post(
      { query: { preview }, json: { ...json, ...(office !== undefined && { office }) } },
      inLanguage(language),
    ),
  );
};

/** What would be declared; the server keeps nothing of it. */
export async function previewSwitching(proposal: Proposal, language: string) {
  const preview = await proposed(proposal, 'true', language);
  if (preview.id !== null) throw new Error('a preview was kept');
  return preview;
}
export type SwitchingPreview = Awaited<ReturnType<typeof previewSwitching>>;

export const declareSwitching = (proposal: Proposal, language: string) => proposed(proposal, 'false', language);

export const stopSwitching = (id: number, reason: string, language: string) =>
  ask(switching[':id'].stop.$post({ param: { id: String(id) }, json: { reason } }, inLanguage(language)));

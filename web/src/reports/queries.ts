import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BlockKey, Difference, Language, ReportContent, Seal } from '@tilik/server/client';
import { ask, client } from '../api.ts';

const { reports } = client.api.v1;
const settings = client.api.v1['report-settings'];

export const reportsQuery = (office: string) =>
  queryOptions({
    queryKey: ['reports', 'list', office],
    queryFn: () => ask(reports.$get({ query: { office } })),
    placeholderData: keepPreviousData,
  });

export type Reports = Awaited<ReturnType<NonNullable<ReturnType<typeof reportsQuery>['queryFn']>>>;

/** The client's types say of what may be left out that it may be undefined, which JSON never has. */
async function reportById(id: string) {
  const { content, seal, ...report } = await ask(reports[':id'].$get({ param: { id } }));
  return { ...report, content: content as ReportContent, seal: seal as Seal | null };
}
export type Report = Awaited<ReturnType<typeof reportById>>;

export const reportQuery = (id: string) =>
  queryOptions({ queryKey: ['reports', 'one', id], queryFn: () => reportById(id) });

async function differenceBetween(id: string, other: string) {
  const { differences, ...sides } = await ask(
    reports[':id'].difference.$get({ param: { id }, query: { with: other } }),
  );
  return { ...sides, differences: differences as Difference[] };
}
export type Differences = Awaited<ReturnType<typeof differenceBetween>>;

export const differenceQuery = (id: string, other: string) =>
  queryOptions({ queryKey: ['reports', 'difference', id, other], queryFn: () => differenceBetween(id, other) });

/** Where the same differences are as a file. */
export const differenceCsv = (id: string, other: string, language: Language): string =>
  `/api/v1/reports/${id}/difference.csv?${new URLSearchParams({ with: other, lang: language })}`;

export const verificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'verification', id],
    queryFn: () => ask(reports[':id'].verification.$get({ param: { id } })),
  });

export const makeReport = (office: string, month: string) => ask(reports.$post({ json: { office, month } }));

export const saveRemarks = (id: string, text: string) =>
  ask(reports[':id'].remarks.$put({ param: { id }, json: { text } }));

export const writeComment = (id: string, block: BlockKey, text: string) =>
  ask(reports[':id'].comments.$post({ param: { id }, json: { block, text } }));

export const resolveComment = (id: string, comment: number) =>
  ask(reports[':id'].comments[':comment'].resolve.$post({ param: { id, comment: String(comment) } }));

export const reviewReport = (id: string, contentHash: string) =>
  ask(reports[':id'].review.$post({ param: { id }, json: { contentHash } }));

export const returnReport = (id: string, text: string) =>
  ask(reports[':id'].return.$post({ param: { id }, json: { text } }));

export const approveReport = (id: string, contentHash: string) =>
  ask(reports[':id'].approve.$post({ param: { id }, json: { contentHash } }));

export const reviseReport = (id: string, reason: string) =>
  ask(reports[':id'].revise.$post({ param: { id }, json: { reason } }));

export const discardReport = (id: string) => ask(reports[':id'].$delete({ param: { id } }));

export const faces = ['pdf', 'pptx', 'xlsx'] as const;
export type Face = (typeof faces)[number];

/** Where a face is as a file, in a language. */
export const facePath = (id: string, face: Face | 'json', language: Language): string =>
  `/api/v1/reports/${id}/${face}?lang=${language}`;

export const startFace = (id: string, face: Face, language: Language) =>
  ask(reports[':id'].faces.$post({ param: { id }, json: { face, language } }));

export const faceJob = (job: string) => ask(reports.faces[':job'].$get({ param: { job } }));

export const settingsQuery = (office: string) =>
  queryOptions({
    queryKey: ['report-settings', office],
    queryFn: () => ask(settings.$get({ query: { office } })),
  });

export type ReportSettings = Awaited<ReturnType<NonNullable<ReturnType<typeof settingsQuery>['queryFn']>>>;

type SettingsGiven = Parameters<typeof settings.$put>[0]['json'];

export const keepSettings = (office: string, json: SettingsGiven) => ask(settings.$put({ query: { office }, json }));

export function keepLogo(office: string, file: File): Promise<unknown> {
  const form = new FormData();
  form.set('file', file);
  return ask(fetch(`/api/v1/report-settings/logo?${new URLSearchParams({ office })}`, { method: 'PUT', body: form }));
}

export const removeLogo = (office: string) => ask(settings.logo.$delete({ query: { office } }));

export const logoPath = (hash: string): string => `/api/v1/report-logos/${hash}`;

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';

const quality = client.api.v1.quality;

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });

export const expectedQuery = (office: string) =>
  queryOptions({
    queryKey: ['quality', 'expected', office],
    queryFn: () => ask(quality.expected.$get({ query: { office } })),
  });

/** Asked when a person wants it, never kept. */
export const suggestedFigures = (office: string) => ask(quality.expected.suggestion.$get({ query: { office } }));

export const completenessQuery = (office: string, window: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['quality', 'completeness', office, window],
    queryFn: () => ask(quality.completeness.$get({ query: { office, ...window } })),
    placeholderData: keepPreviousData,
  });

export const findingsQuery = (office: string, month: string, language: string) =>
  queryOptions({
    queryKey: ['quality', 'findings', office, month, language],
    queryFn: () => ask(quality.findings.$get({ query: { office, month } }, inLanguage(language))),
  });

export const monthQuery = (office: string, month: string) =>
  queryOptions({
    queryKey: ['quality', 'months', office, month],
    queryFn: () => ask(quality.months.$get({ query: { office, from: `${month}-01`, to: `${month}-28` } })),
  });

export type Expected = Awaited<ReturnType<typeof suggestedFigures>>;
export type ExpectedFigure = Expected['figures'][number];
export type Completeness = Awaited<ReturnType<NonNullable<ReturnType<typeof completenessQuery>['queryFn']>>>;
export type Cell = Completeness['figures'][number]['cells'][number];
export type Findings = Awaited<ReturnType<NonNullable<ReturnType<typeof findingsQuery>['queryFn']>>>;
export type Finding = Findings['findings'][number];
export type Month = Awaited<ReturnType<NonNullable<ReturnType<typeof monthQuery>['queryFn']>>>['months'][number];
export type FollowUpState = Finding['followUp']['state'];

export const declareExpected = (office: string, figures: readonly ExpectedFigure[]) =>
  ask(quality.expected.$put({ query: { office }, json: { figures: [...figures] } }));

export const followUp = (
  finding: string,
  { state, comment }: { state: FollowUpState; comment: string },
  language: string,
) =>
  ask(
    quality.findings[':finding'].$put(
      // The client puts it into the path as it is.
      { param: { finding: encodeURIComponent(finding) }, json: { state, comment } },
      inLanguage(language),
    ),
  );

export const closeMonth = (office: string, month: string, reason: string) =>
  ask(quality.months[':month'].close.$post({ param: { month }, query: { office }, json: { reason } }));

export const reopenMonth = (office: string, month: string, reason: string) =>
  ask(quality.months[':month'].reopen.$post({ param: { month }, query: { office }, json: { reason } }));

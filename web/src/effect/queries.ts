import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, client } from '../api.ts';
import type { Estimand, Shape } from './view.ts';

const inLanguage = (language: string) => ({ headers: { 'Accept-Language': language } });
const { effects, campaigns } = client.api.v1;
/** The client puts it into the path as it is. */
const ofCampaign = (id: string) => ({ param: { id: encodeURIComponent(id) } });

/** All campaigns of a window, judged together. */
export const effectsQuery = (window: { office?: string | undefined; from: string; to: string }, language: string) =>
  queryOptions({
    queryKey: ['effect', 'together', window, language],
    queryFn: () =>
      ask(
        effects.$get(
          { query: { from: window.from, to: window.to, ...(window.office ? { office: window.office } : {}) } },
          inLanguage(language),
        ),
      ),
  });

export const effectQuery = (id: string, language: string) =>
  queryOptions({
    queryKey: ['effect', 'one', id, language],
    queryFn: () => ask(campaigns[':id'].effect.$get(ofCampaign(id), inLanguage(language))),
  });

export const plansQuery = (id: string) =>
  queryOptions({
    queryKey: ['effect', 'plans', id],
    queryFn: () => ask(campaigns[':id'].effect.plan.$get(ofCampaign(id))),
  });

export const planningQuery = (
  asked: { office?: string | undefined; estimand: Estimand; shape: Shape },
  language: string,
) =>
  queryOptions({
    queryKey: ['effect', 'planning', asked, language],
    queryFn: () =>
      ask(
        effects.planning.$get(
          {
            query: {
              estimand: asked.estimand,
              shape: asked.shape,
              ...(asked.office ? { office: asked.office } : {}),
            },
          },
          inLanguage(language),
        ),
      ),
    placeholderData: keepPreviousData,
  });

type AnswerOf<Query extends (...given: never[]) => { queryFn?: unknown }> =
  ReturnType<Query>['queryFn'] extends infer Function
    ? NonNullable<Function> extends (...given: never[]) => infer Answer
      ? Awaited<Answer>
      : never
    : never;

export type Effects = AnswerOf<typeof effectsQuery>;
export type JudgedCampaign = Effects['campaigns'][number];
export type Effect = AnswerOf<typeof effectQuery>;
export type ComputedResult = Extract<Effect['result'], { kind: 'computed' }>;
export type EffectNumbers = ComputedResult['numbers'];
export type SeriesPoint = EffectNumbers['series'][number];
export type Plans = AnswerOf<typeof plansQuery>;
export type Planning = AnswerOf<typeof planningQuery>;
export type Verdict = JudgedCampaign['verdict'];

export interface PlanDeclared {
  readonly estimand: Estimand;
  readonly shape: Shape;
  readonly from?: string;
  readonly to?: string;
  readonly comparisons: readonly string[];
  readonly reason?: string;
}

export const declarePlan = (id: string, plan: PlanDeclared, language: string) =>
  ask(
    campaigns[':id'].effect.plan.$put(
      { ...ofCampaign(id), json: { ...plan, comparisons: [...plan.comparisons] } },
      inLanguage(language),
    ),
  );

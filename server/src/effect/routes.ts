import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Campaign } from '@tilik/db/schema';
import { byOf } from '../access/guard.ts';
import { campaignsIn } from '../campaigns/queries.ts';
import { dayInZone } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample, officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { DayText, json, ListText, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import type { Evaluator } from './evaluator.ts';
import { judgedCampaign } from './judged-campaign.ts';
import {
  campaignOf,
  comparisonOffices,
  declarePlan,
  planningInput,
  plansOf,
  type StandingPlan,
  standingPlan,
  verdictHistory,
} from './queries.ts';
import { EffectResult, Refusal, shapes, verdicts } from './result.ts';
import { effectInWords, gateInWords, refusalInWords, verdictInWords } from './words.ts';

/** What a campaign can be asked. */
const declarable = ['extra', 'share'] as const;
const reasonMax = 500;

const Words = z
  .object({
    verdict: z.string(),
    sentence: z.string(),
    refusals: z.array(z.string()),
    gates: z.array(z.object({ gate: z.string(), passed: z.boolean(), sentence: z.string().nullable() })),
  })
  .openapi('EffectWords', { description: 'The judgement in the language asked for.' });

const PlanAnswer = z
  .object({
    estimand: z.enum(declarable),
    shape: z.enum(shapes),
    from: z.string(),
    to: z.string(),
    comparisons: z.array(z.string()),
    declaredAt: z
      .string()
      .nullable()
      .openapi({ description: 'Null: nothing was declared; this is what is taken then.' }),
    afterStart: z.boolean().openapi({ description: 'Declared when the campaign had already begun.' }),
  })
  .openapi('StandingPlan');

const EffectAnswer = z
  .object({
    campaign: z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() }),
    office: z.string(),
    sample: z.boolean(),
    computedAt: z.string(),
    dataVersion: z.string().openapi({ description: 'Figures, plans and engine that it was computed from.' }),
    plan: PlanAnswer,
    result: EffectResult,
    words: Words,
    history: z.array(
      z.object({
        computedAt: z.string(),
        verdict: z.enum(verdicts),
        because: z.enum(['first', 'figures', 'plan', 'engine', 'time']),
      }),
    ),
  })
  .openapi('CampaignEffect');

const PlansAnswer = z
  .object({
    standing: PlanAnswer,
    history: z
      .array(
        z.object({
          estimand: z.enum(declarable),
          shape: z.enum(shapes),
          from: z.string().nullable(),
          to: z.string().nullable(),
          comparisons: z.array(z.string()),
          reason: z.string().nullable(),
          declaredAt: z.string(),
        }),
      )
      .openapi({ description: 'All that was declared, the first first.' }),
    offices: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .openapi({ description: 'That it can be compared with.' }),
  })
  .openapi('EffectPlans');

const PlanBody = z
  .object({
    estimand: z.enum(declarable),
    shape: z.enum(shapes),
    from: DayText.optional().openapi({ description: 'First day that is judged; by default the campaign’s own.' }),
    to: DayText.optional(),
    comparisons: z.array(z.string()).default([]),
    reason: z.string().trim().max(reasonMax).optional().openapi({ description: 'Needed to change what was declared.' }),
  })
  .openapi('DeclarePlan');

const FamilyAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    campaigns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        startedOn: z.string(),
        verdict: z.enum(verdicts).openapi({ description: 'After Holm over the campaigns of this answer.' }),
        alone: z.enum(verdicts).openapi({ description: 'As it would be if this were the only campaign.' }),
        probability: z.number().nullable(),
        holm: z.number().nullable(),
        estimand: z.enum(declarable),
        effect: z.object({ estimate: z.number(), sd: z.number(), lower: z.number(), upper: z.number() }).nullable(),
        extra: z.object({ estimate: z.number(), lower: z.number(), upper: z.number() }).nullable(),
        shrunken: z
          .object({ estimate: z.number(), lower: z.number(), upper: z.number() })
          .nullable()
          .openapi({ description: 'Drawn towards the mean of all; where there is one.' }),
        words: Words.pick({ verdict: true, sentence: true }),
      }),
    ),
    mean: z
      .object({
        campaigns: z.int(),
        estimand: z.enum(declarable),
        estimate: z.number(),
        lower: z.number(),
        upper: z.number(),
        betweenSd: z.number(),
      })
      .nullable()
      .openapi({ description: 'Random-effects mean (REML, Hartung–Knapp) of four or more campaigns.' }),
  })
  .openapi('Effects');

const PlanningAnswer = z
  .object({
    office: z.string(),
    sample: z.boolean(),
    estimand: z.enum(declarable),
    shape: z.enum(shapes),
    grain: z.enum(['week', 'month']),
    startsOn: z.string(),
    lengths: z.array(
      z.object({
        periods: z.int(),
        mde: z
          .number()
          .nullable()
          .openapi({ description: 'Smallest effect found four times in five, as a ratio − 1.' }),
        windows: z.int().openapi({ description: 'Windows of the past that this was learnt from.' }),
      }),
    ),
    refusals: z.array(Refusal.extend({ sentence: z.string() })),
  })
  .openapi('Planning');

const IdParam = z.object({ id: z.string().openapi({ example: 'kenali-manfaat-2023' }) });

const columns = [
  'campaign',
  'on',
  'open_days',
  'after_start',
  'observed',
  'expected',
  'lower',
  'upper',
  'forecast',
  'forecast_lower',
  'forecast_upper',
  'cumulative',
  'cumulative_lower',
  'cumulative_upper',
  'sample',
];

export interface EffectWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly evaluator: Evaluator;
}

export const effectRoutes = ({ db, now, evaluator }: EffectWorld) => {
  const campaignAsked = (id: string): Campaign => {
    const campaign = campaignOf(db, id);
    if (!campaign) throw new ProblemError(404, 'unknown-campaign', { facts: { value: id } });
    return campaign;
  };
  const zoneOf = (officeId: string) => officeList(db).find(({ id }) => id === officeId)?.zone ?? 'Asia/Jakarta';
  const todayOf = (officeId: string) => dayInZone(now(), zoneOf(officeId));

  const requireOffices = (officeId: string, comparisons: readonly string[]) => {
    const known = comparisonOffices(db, officeId).map(({ id }) => id);
    const stranger = comparisons.find((id) => !known.includes(id));
    if (stranger === undefined) return;
    const facts = { value: stranger, known: known.join(', ') };
    throw new ProblemError(400, 'bad-request', { issues: [{ field: 'comparisons', code: 'unknown-office', facts }] });
  };

  const planShown = (standing: StandingPlan, campaign: Campaign): z.infer<typeof PlanAnswer> => ({
    estimand: standing.estimand,
    shape: standing.shape,
    from: standing.window.from,
    to: standing.window.to,
    comparisons: [...standing.comparisons],
    declaredAt: standing.declaredAt,
    afterStart:
      standing.declaredAt !== null &&
      dayInZone(new Date(standing.declaredAt), zoneOf(campaign.officeId)) >= (campaign.startedOn ?? '9999-12-31'),
  });

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/campaigns/{id}/effect',
        tags: ['effect'],
        summary: 'Whether a campaign raised uptake, by how much, how sure we are, or why it cannot be said',
        request: { params: IdParam },
        responses: {
          200: json(EffectAnswer, 'The judgement for the figures as they stand. As CSV: the picture’s points.'),
        },
      }),
      async (c) => {
        const campaign = campaignAsked(c.req.valid('param').id);
        const { result, dataVersion, computedAt, standing } = await judgedCampaign({ db, now, evaluator }, campaign);
        const sample = holdsSample(db);
        if (wantsCsv(c)) {
          const points = result.kind === 'computed' ? result.numbers.series : [];
          const rows = points.map((point) => ({
            campaign: campaign.id,
            on: point.on,
            open_days: point.openDays,
            after_start: point.isAfterStart,
            observed: point.observed,
            expected: point.expected,
            lower: point.lower,
            upper: point.upper,
            forecast: point.forecast?.estimate ?? null,
            forecast_lower: point.forecast?.lower ?? null,
            forecast_upper: point.forecast?.upper ?? null,
            cumulative: point.cumulative?.estimate ?? null,
            cumulative_lower: point.cumulative?.lower ?? null,
            cumulative_upper: point.cumulative?.upper ?? null,
            sample,
          }));
          return answerCsv(c, `effect-${campaign.id}`, columns, rows) as never;
        }
        const language = languageOf(c);
        return c.json(
          {
            campaign: { id: campaign.id, name: campaign.name, nameEn: campaign.nameEn },
            office: campaign.officeId,
            sample,
            computedAt,
            dataVersion,
            plan: planShown(standing, campaign),
            result,
            words: {
              verdict: verdictInWords(language, result.verdict),
              sentence: effectInWords(language, result),
              refusals: result.refusals.map((refusal) => refusalInWords(language, refusal)),
              gates:
                result.kind === 'computed'
                  ? result.numbers.gates.map((gate) => ({
                      gate: gate.gate,
                      passed: gate.passed,
                      sentence: gate.passed ? null : gateInWords(language, gate),
                    }))
                  : [],
            },
            history: verdictHistory(db, campaign.id).map((change) => ({
              ...change,
              verdict: change.verdict as 'SUPPORTED',
            })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/campaigns/{id}/effect/plan',
        tags: ['effect'],
        summary: 'What was declared of a campaign, and when',
        request: { params: IdParam },
        responses: { 200: json(PlansAnswer, 'The plan that stands and every earlier one.') },
      }),
      (c) => {
        const campaign = campaignAsked(c.req.valid('param').id);
        const standing = standingPlan(db, campaign, todayOf(campaign.officeId));
        return c.json(
          {
            standing: planShown(standing, campaign),
            history: plansOf(db, campaign.id).map((plan) => ({
              estimand: plan.estimand as 'extra',
              shape: plan.shape as 'step',
              from: plan.windowFromOn,
              to: plan.windowToOn,
              comparisons: plan.comparisons,
              reason: plan.reason,
              declaredAt: plan.declaredAt,
            })),
            offices: comparisonOffices(db, campaign.officeId).map(({ id, name }) => ({ id, name })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/campaigns/{id}/effect/plan',
        tags: ['effect'],
        summary: 'Declare what is asked of a campaign, or change it with a reason',
        request: {
          params: IdParam,
          body: { required: true, content: { 'application/json': { schema: PlanBody } } },
        },
        responses: { 200: json(PlanAnswer, 'The plan that stands now.') },
      }),
      (c) => {
        const campaign = campaignAsked(c.req.valid('param').id);
        const { estimand, shape, from, to, comparisons, reason } = c.req.valid('json');
        if (from !== undefined && to !== undefined && from > to) {
          throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
        }
        if (from !== undefined && campaign.startedOn !== null && from < campaign.startedOn) {
          throw new ProblemError(400, 'bad-request', {
            issues: [{ field: 'from', code: 'before-campaign', facts: { startedOn: campaign.startedOn } }],
          });
        }
        requireOffices(campaign.officeId, comparisons);
        if (plansOf(db, campaign.id).length > 0 && !reason) {
          throw new ProblemError(400, 'bad-request', { issues: [{ field: 'reason', code: 'reason-needed' }] });
        }
        declarePlan(db, byOf(c, now()), campaign.officeId, {
          campaignId: campaign.id,
          estimand,
          shape,
          windowFromOn: from ?? null,
          windowToOn: to ?? null,
          comparisons,
          reason: reason ?? null,
          declaredAt: now().toISOString(),
        });
        const standing = standingPlan(db, campaign, todayOf(campaign.officeId));
        return c.json(planShown(standing, campaign), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/effects',
        tags: ['effect'],
        summary: 'The campaigns of a window judged together: Holm, and their mean',
        request: { query: WindowQuery },
        responses: { 200: json(FamilyAnswer, 'In order of their start.') },
      }),
      async (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
        const list = campaignsIn(db, window);
        const results = [];
        for (const campaign of list)
          results.push({ campaign, ...(await judgedCampaign({ db, now, evaluator }, campaign)) });
        const family = await evaluator.run(
          'familyOf',
          results.map(({ result }) => result),
        );
        const language = languageOf(c);
        return c.json(
          {
            office: window.office.id,
            from: window.from,
            to: window.to,
            sample: holdsSample(db),
            campaigns: results.map(({ campaign, result, standing }, index) => {
              const member = family.members[index];
              const numbers = result.kind === 'computed' ? result.numbers : undefined;
              const adjusted = member?.result ?? result;
              return {
                id: campaign.id,
                name: campaign.name,
                nameEn: campaign.nameEn,
                startedOn: campaign.startedOn,
                verdict: adjusted.verdict,
                alone: result.verdict,
                probability: numbers?.probability ?? null,
                holm: member?.holm ?? null,
                estimand: standing.estimand,
                effect: numbers?.logEffect ?? null,
                extra: numbers
                  ? { estimate: numbers.extra.estimate, lower: numbers.extra.lower, upper: numbers.extra.upper }
                  : null,
                shrunken: member?.shrunken ?? null,
                words: {
                  verdict: verdictInWords(language, adjusted.verdict),
                  sentence: effectInWords(language, adjusted),
                },
              };
            }),
            mean: family.mean,
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/effects/planning',
        tags: ['effect'],
        summary: 'Before a campaign: how large would its effect have to be to be seen?',
        request: {
          query: WindowQuery.pick({ office: true }).extend({
            estimand: z.enum(declarable).default('share'),
            shape: z.enum(shapes).default('step'),
            comparisons: ListText,
          }),
        },
        responses: { 200: json(PlanningAnswer, 'By length of the campaign.') },
      }),
      async (c) => {
        const { office: asked, estimand, shape, comparisons } = c.req.valid('query');
        const { office, today } = windowOf(db, { office: asked }, now(), c.get('actor'));
        requireOffices(office.id, comparisons);
        const input = planningInput(db, office, { estimand, shape, comparisons }, today);
        const planning = await evaluator.run('planningOf', input);
        const language = languageOf(c);
        return c.json(
          {
            office: office.id,
            sample: holdsSample(db),
            estimand,
            shape,
            grain: input.grain,
            startsOn: planning.startsOn,
            lengths: planning.lengths.map((length) => ({ ...length })),
            refusals: planning.refusals.map((refusal) => ({ ...refusal, sentence: refusalInWords(language, refusal) })),
          },
          200,
        );
      },
    );
};

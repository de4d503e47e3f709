import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { eventKinds } from '@tilik/db/vocabulary';
import { addDays, type Day } from '../day.ts';
import type { Evaluator } from '../effect/evaluator.ts';
import { dataVersion } from '../effect/queries.ts';
import { answerCsv, type CsvRow, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample } from '../offices/queries.ts';
import { json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { type ForecastRun, type ModelRun, recentHighest } from './forecast.ts';
import { type ForecastInput, type KnownEvent, shareIn } from './input.ts';
import { crossingOf, isLevel, periodAfter } from './passages.ts';
import { eventsAround, forecastInput } from './queries.ts';
import { reachedOf } from './reached.ts';
import {
  BacktestRow,
  Ceiling,
  Crossing,
  FanStep,
  ForecastRefusal,
  forecastGrains,
  forecastModels,
  Question,
} from './result.ts';
import { holdsSeason } from './season.ts';
import {
  assumptionsInWords,
  type Basis,
  backtestInWords,
  basisInWords,
  changesInWords,
  crossingInWords,
  nameOf,
  questionInWords,
  reachedInWords,
  refusalInWords,
  type Scene,
} from './words.ts';

/** Without a level asked for, the first of these that has not been reached. */
const usualLevels = [0.5, 0.75, 0.9, 0.95, 0.99] as const;
/** Without ceilings chosen, those of these that have not been passed. */
const usualCeilings = [0.6, 0.8, 0.9, 0.95] as const;
const ceilingsMax = 5;
/** Forecasts that are kept: a handful of offices and ceilings of one version of the figures. */
const keptMax = 32;

const shareIssue = (value: string, code: string) => ({ code: 'custom' as const, params: { code, value } });
/** `0.5` → .5, in whole percents; undefined where the text is none. */
const readShare = (text: string): number | undefined => {
  if (!/^[01](\.\d{1,4})?$/.test(text)) return undefined;
  const share = Math.round(Number(text) * 100) / 100;
  return Math.abs(share - Number(text)) < 1e-9 ? share : undefined;
};

const LevelText = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return undefined;
    const level = readShare(text);
    if (level !== undefined && isLevel(level)) return level;
    context.addIssue(shareIssue(text, 'not-a-level'));
    return z.NEVER;
  });

const CeilingsText = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return undefined;
    const parts = text.split(',').filter((part) => part.trim() !== '');
    const ceilings = parts.flatMap((part) => readShare(part.trim()) ?? []).filter((ceiling) => ceiling > 0);
    if (ceilings.length === parts.length && ceilings.length <= ceilingsMax && ceilings.every((one) => one <= 1))
      return [...new Set(ceilings)].toSorted((one, other) => one - other);
    context.addIssue(shareIssue(text, 'not-ceilings'));
    return z.NEVER;
  });

const Said = ForecastRefusal.extend({ sentence: z.string() });

const kindCodes = Object.keys(eventKinds) as [keyof typeof eventKinds];

const ForecastAnswer = z
  .object({
    office: z.string(),
    sample: z.boolean(),
    dataVersion: z.string(),
    level: z.number().openapi({ description: 'The share that is asked about.' }),
    levelIsDefault: z.boolean(),
    grain: z.enum(forecastGrains),
    from: z.string().nullable(),
    to: z.string().nullable().openapi({ description: 'Last day with a figure that went in.' }),
    horizon: z.int().openapi({ description: 'Periods that are looked ahead; never more than the history has.' }),
    seed: z.int(),
    paths: z.int(),
    history: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        electronic: z.int().nullable(),
        ordinary: z.int().nullable(),
        share: z.number().nullable().openapi({ description: 'Null: closed, not reported, or too few for a share.' }),
      }),
    ),
    reached: z
      .object({
        first: z.string(),
        since: z.string().nullable().openapi({ description: 'Null: the last share is below the level again.' }),
        last: z.string(),
        share: z.number(),
      })
      .nullable(),
    refusals: z.array(Said).openapi({ description: 'Why there is no forecast at all.' }),
    models: z.array(
      z.object({
        model: z.enum(forecastModels),
        ceiling: Ceiling.nullable(),
        refusals: z.array(Said),
        fan: z.array(FanStep),
        crossing: Crossing.nullable().openapi({ description: 'Null: reached already, or refused.' }),
        backtest: z.array(BacktestRow),
        monteCarloError: z.number().nullable(),
        sentence: z.string(),
        backtestSentence: z.string(),
      }),
    ),
    events: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(kindCodes),
        name: z.string(),
        nameEn: z.string().nullable(),
        from: z.string(),
        to: z.string().nullable(),
      }),
    ),
    questions: z.array(Question.extend({ sentence: z.string() })),
    words: z.object({
      answer: z.string().openapi({ description: 'By the damped trend.' }),
      basis: z.string(),
      assumptions: z.array(z.string()),
      changes: z.array(z.string()),
    }),
  })
  .openapi('Forecast');

const columns = [
  'office',
  'model',
  'ceiling',
  'from',
  'to',
  'electronic',
  'ordinary',
  'share',
  'median',
  'low_50',
  'high_50',
  'low_80',
  'high_80',
  'low_95',
  'high_95',
  'sample',
];

/** Days around a period in which an event of the calendar may be what is asked about. */
const aroundDays = 45;

interface Worked {
  readonly input: ForecastInput;
  readonly run: ForecastRun;
  readonly scenarios: readonly ModelRun[];
}

export const forecastRoutes = ({ db, now, evaluator }: { db: Db; now: () => Date; evaluator: Evaluator }) => {
  const kept = new Map<string, Promise<unknown>>();
  /** The same question about the same figures is worked out once, also for two who ask at once. */
  const once = <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const known = kept.get(name) as Promise<Result> | undefined;
    const result = known ?? work();
    // What was asked last is kept longest.
    kept.delete(name);
    kept.set(name, result);
    if (!known) result.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) break;
      kept.delete(oldest);
    }
    return result;
  };

  return router().openapi(
    createRoute({
      method: 'get',
      path: '/forecast',
      tags: ['forecast'],
      summary: 'When the share of e-passports will reach a level, how sure that is, or why no date can be given',
      request: {
        query: WindowQuery.pick({ office: true }).extend({
          level: LevelText.openapi({
            type: 'string',
            example: '0.5',
            description: 'Share, in whole percents; by default the first of .5, .75, .9, .95, .99 not reached yet.',
          }),
          ceilings: CeilingsText.openapi({
            type: 'string',
            example: '0.6,0.8,1',
            description:
              'Shares that uptake may not be able to pass: one scenario each, at most five. By default those of .6, .8, .9 and .95 that have not been passed.',
          }),
        }),
      },
      responses: {
        200: json(ForecastAnswer, 'Models, their back-tests, and when the level is reached. As CSV: history and fans.'),
      },
    }),
    async (c) => {
      const { office: asked, level: wanted, ceilings: chosen } = c.req.valid('query');
      const { office, today } = windowOf(db, { office: asked }, now(), c.get('actor'));
      const version = dataVersion(db);
      const name = `${version} ${office.id} ${today}`;
      const input = forecastInput(db, office, today);
      const run = await once(name, () => evaluator.run('forecastUptake', input));
      const ceilings = chosen ?? usualCeilings.filter((ceiling) => ceiling > recentHighest(input.periods));
      const scenarios: ModelRun[] = [];
      for (const ceiling of run.refusals.length > 0 ? [] : ceilings)
        scenarios.push(await once(`${name} ${ceiling}`, () => evaluator.run('forecastScenario', input, ceiling)));
      const worked = { input, run, scenarios };
      const sample = holdsSample(db);
      if (wantsCsv(c)) {
        return answerCsv(c, `forecast-${office.id}`, columns, csvRows(office.id, sample, worked)) as never;
      }
      const level =
        wanted ??
        usualLevels.find((usual) => (reachedOf(input.periods, usual)?.since ?? null) === null) ??
        usualLevels[0];
      const around = input.periods[0] ? eventsAround(db, office.id, input.periods[0].from) : [];
      return c.json(
        {
          office: office.id,
          sample,
          dataVersion: version,
          levelIsDefault: wanted === undefined,
          ...answerOf(worked, level, around, languageOf(c)),
        },
        200,
      );
    },
  );
};

/** The forecast as it is told: of one level, in one language. */
function answerOf(
  { input, run, scenarios }: Worked,
  level: number,
  around: readonly KnownEvent[],
  language: Scene['language'],
) {
  const { grain, periods } = input;
  const [first] = periods;
  const last = periods.at(-1);
  const reached = reachedOf(periods, level);
  const until: Day = last ? periodAfter(last, grain, run.horizon).to : '';
  const scene: Scene = { language, grain, level, until };
  const models = [...run.models, ...scenarios].map((model) => modelAnswer(scene, model, reached, last));
  const known = periods.filter((period) => shareIn(period) !== null).length;
  const basis: Basis | undefined = first &&
    last && {
      history: { from: first.from, to: last.to },
      known,
      hasSeason: holdsSeason(known, grain),
      horizon: run.horizon,
      seed: run.seed,
      paths: run.paths,
      monteCarloError: Math.max(0, ...run.models.map(({ monteCarloError }) => monteCarloError ?? 0)),
      coming: around.filter(({ from }) => from > last.to),
      past: around.filter(({ kind, from }) => ['fee', 'policy', 'closure', 'supply'].includes(kind) && from <= last.to),
    };
  const refusals = run.refusals.map((refusal) => ({ ...refusal, sentence: refusalInWords(scene, refusal) }));
  const trend = models.find(({ model }) => model === 'trend');
  const answer = [
    ...(reached ? [reachedInWords(scene, reached)] : []),
    ...refusals.map(({ sentence }) => sentence),
    ...(trend?.crossing ? [trend.sentence] : []),
  ].join(' ');
  return {
    level,
    grain,
    from: first?.from ?? null,
    to: last?.to ?? null,
    horizon: run.horizon,
    seed: run.seed,
    paths: run.paths,
    history: periods.map((period) => ({ ...period, share: shareIn(period) })),
    reached,
    refusals,
    models,
    events: around.map((event) => ({ ...event })),
    questions: run.questions.map((found) => {
      const question = {
        ...found,
        events: around
          .filter(
            ({ from, to }) => from <= addDays(found.to, aroundDays) && (to ?? from) >= addDays(found.from, -aroundDays),
          )
          .map((event) => nameOf(language, event)),
      };
      return { ...question, sentence: questionInWords(language, grain, question) };
    }),
    words: {
      answer,
      basis: basis ? basisInWords(scene, basis) : '',
      assumptions: basis && refusals.length === 0 ? assumptionsInWords(scene, basis) : [],
      changes: refusals.length === 0 ? changesInWords(language) : [],
    },
  };
}

function modelAnswer(
  scene: Scene,
  { model, ceiling, refusals, fan, passages, backtest, monteCarloError }: ModelRun,
  reached: ReturnType<typeof reachedOf>,
  last: ForecastInput['periods'][number] | undefined,
) {
  const { language, grain, level } = scene;
  const isReached = reached !== null && reached.since !== null;
  let crossing: Crossing | null = null;
  if (passages && last && !isReached) {
    crossing = crossingOf(passages, level, last, grain);
    // No path passes the ceiling, and a date beyond it would only be missing for a wrong reason.
    if (ceiling && level >= ceiling.upper && ceiling.upper < 1)
      crossing = {
        ...crossing,
        date: null,
        earliest: null,
        refusal: { rule: 'ceiling-below-level', high: ceiling.upper },
      };
  }
  const said = refusals.map((refusal) => ({ ...refusal, sentence: refusalInWords(scene, refusal) }));
  return {
    model,
    ceiling,
    refusals: said,
    fan: [...fan],
    crossing,
    backtest: [...backtest],
    monteCarloError,
    sentence: crossing
      ? crossingInWords(scene, model, ceiling, crossing)
      : [
          ...said.map(({ sentence }) => sentence),
          ...(isReached && reached ? [reachedInWords(scene, reached)] : []),
        ].join(' '),
    backtestSentence: model === 'scenario' || !passages ? '' : backtestInWords(language, grain, backtest),
  };
}

function csvRows(office: string, sample: boolean, { input, run, scenarios }: Worked): CsvRow[] {
  const past = input.periods.map((period) => ({
    office,
    model: null,
    from: period.from,
    to: period.to,
    electronic: period.electronic,
    ordinary: period.ordinary,
    share: shareIn(period),
    sample,
  }));
  const coming = [...run.models, ...scenarios].flatMap(({ model, ceiling, fan }) =>
    fan.map((step) => ({
      office,
      model,
      ceiling: ceiling?.point ?? null,
      from: step.from,
      to: step.to,
      median: step.median,
      low_50: step.low50,
      high_50: step.high50,
      low_80: step.low80,
      high_80: step.high80,
      low_95: step.low95,
      high_95: step.high95,
      sample,
    })),
  );
  return [...past, ...coming];
}

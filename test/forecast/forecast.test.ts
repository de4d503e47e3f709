import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { localEvaluator } from '@tilik/server/inside/effect/evaluator.ts';
import { forecastUptake } from '@tilik/server/inside/forecast/forecast.ts';
import type { ForecastInput } from '@tilik/server/inside/forecast/input.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { draw, seeded } from '../stats/seeded.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { fileOf, logistic, months, monthsOf } from './made-shares.ts';

interface Answer {
  readonly level: number;
  readonly levelIsDefault: boolean;
  readonly grain: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly horizon: number;
  readonly seed: number;
  readonly paths: number;
  readonly history: readonly { readonly from: string; readonly share: number | null }[];
  readonly reached: { readonly first: string; readonly since: string | null } | null;
  readonly refusals: readonly { readonly rule: string; readonly sentence: string; readonly availableFrom?: string }[];
  readonly models: readonly {
    readonly model: string;
    readonly ceiling: { readonly point: number; readonly lower: number; readonly upper: number } | null;
    readonly refusals: readonly { readonly rule: string }[];
    readonly fan: readonly {
      readonly from: string;
      readonly median: number;
      readonly low95: number;
      readonly high95: number;
    }[];
    readonly crossing: {
      readonly date: { readonly from: string; readonly to: string } | null;
      readonly refusal: { readonly rule: string } | null;
      readonly within12Months: number | null;
      readonly within24Months: number | null;
      readonly notWithinHorizon: number;
    } | null;
    readonly backtest: readonly { readonly steps: number; readonly origins: number; readonly covered95: number }[];
    readonly sentence: string;
    readonly backtestSentence: string;
  }[];
  readonly events: readonly { readonly id: string }[];
  readonly questions: readonly { readonly kind: string; readonly from: string; readonly sentence: string }[];
  readonly words: { readonly answer: string; readonly basis: string; readonly assumptions: readonly string[] };
}

const rising = logistic(0.8, 0.12, 36);

/** Figures of the office until the end of a month, asked about in the middle of the next. */
async function asked(input: ForecastInput, query = '', now = '2024-01-14T05:00:00Z') {
  const app = openApp({ now });
  await app.store(fileOf(input));
  return app.get<Answer>(`/api/v1/forecast?lang=en&${query}`);
}

const modelOf = (answer: Answer, model: string) => {
  const found = answer.models.find((one) => one.model === model);
  if (!found) throw new Error(`no ${model}`);
  return found;
};

/** Every number of an answer, and every sentence. */
function leaves(value: unknown): (number | string)[] {
  if (typeof value === 'number' || typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

test('a share that follows a logistic curve gets a date: the true month lies in the interval of curve and trend', async () => {
  const answer = await asked(monthsOf(months(48, rising), 11), 'level=0.7&ceilings=0.75,0.9');
  expect(answer).toMatchObject({ grain: 'month', from: '2020-01-01', to: '2023-12-31', horizon: 48, refusals: [] });
  expect(answer.models.map(({ model }) => model)).toEqual(['trend', 'logistic', 'bass', 'scenario', 'scenario']);
  // 70 % is crossed in May 2024.
  const { ceiling, crossing, sentence, fan } = modelOf(answer, 'logistic');
  expect(ceiling?.lower).toBeLessThan(0.8);
  expect(ceiling?.upper).toBeGreaterThan(0.8);
  expect(crossing?.date?.from.localeCompare('2024-05-01')).toBeLessThanOrEqual(0);
  expect(crossing?.date?.to.localeCompare('2024-05-31')).toBeGreaterThanOrEqual(0);
  expect(sentence).toMatch(/^By the logistic curve, the e-passport share reaches 70% between .* 2024 and .* 2024/);
  expect(fan).toHaveLength(48);
  expect(fan[0]?.from).toBe('2024-01-01');
  const trend = modelOf(answer, 'trend');
  expect(trend.backtest.map(({ steps }) => steps)).toEqual([1, 3, 6]);
  for (const { origins, covered95 } of trend.backtest) {
    expect(origins).toBe(12);
    expect(covered95).toBeGreaterThanOrEqual(10);
  }
  expect(trend.backtestSentence).toMatch(/6 months ahead: \d+ of 12 times/);
  expect(trend.crossing?.within24Months).toBeGreaterThanOrEqual(trend.crossing?.within12Months ?? 1);
  expect(answer.words.basis).toContain('48 months');
  expect(answer.words.assumptions.join(' ')).toMatch(/difference form.*8,000 courses .* seed 20191206/s);
  // Every figure is one, and nothing is left unsaid.
  for (const leaf of leaves(answer)) {
    if (typeof leaf === 'number') expect(Number.isFinite(leaf)).toBe(true);
    else expect(leaf).not.toMatch(/NaN|undefined|null|[{}]|forecast\./);
  }
}, 60_000);

test('without a bend in sight there is no date by a ceiling, but scenarios with ceilings one chooses', async () => {
  const early = monthsOf(
    months(30, (month) => 0.05 * Math.exp(0.05 * month)),
    3,
  );
  const answer = await asked(early, 'level=0.5&ceilings=0.15,0.4,0.9', '2022-07-10T05:00:00Z');
  expect(modelOf(answer, 'logistic')).toMatchObject({ refusals: [{ rule: 'ceiling-open' }], crossing: null, fan: [] });
  expect(modelOf(answer, 'bass')).toMatchObject({ refusals: [{ rule: expect.any(String) }], crossing: null, fan: [] });
  expect(modelOf(answer, 'logistic').sentence).toMatch(/do not show yet where growth ends: \d+% to 100%/);
  const [passed, below, above] = answer.models.filter(({ model }) => model === 'scenario');
  expect(passed).toMatchObject({ refusals: [{ rule: 'ceiling-passed' }], crossing: null });
  expect(below).toMatchObject({ crossing: { date: null, refusal: { rule: 'ceiling-below-level' } } });
  expect(Math.max(...(below?.fan ?? []).map(({ high95 }) => high95))).toBeLessThanOrEqual(0.4);
  expect(above?.fan).toHaveLength(30);
  // The horizon is the history, and it is too short to say anything of it.
  expect(answer.horizon).toBe(30);
}, 60_000);

test('a level that was reached is told with its month, and the level asked about by default is the next one', async () => {
  const input = monthsOf(months(60, rising), 12);
  const app = openApp({ now: '2025-01-14T05:00:00Z' });
  await app.store(fileOf(input));
  const answer = await app.get<Answer>('/api/v1/forecast?lang=en&level=0.5&ceilings=1');
  expect(answer.reached?.since).toMatch(/^2023-0\d-01$/);
  expect(modelOf(answer, 'trend').crossing).toBeNull();
  expect(answer.words.answer).toMatch(/^The e-passport share has reached 50%: 7\d\.\d% in December 2024\./);
  expect(answer.words.answer).not.toMatch(/Chance/);
  const next = await app.get<Answer>('/api/v1/forecast?lang=en&ceilings=1');
  expect(next).toMatchObject({ level: 0.9, levelIsDefault: true });
}, 60_000);

test('a level that was reached and lost is said so, and asked about again', async () => {
  const share = (month: number) => (month < 20 ? 0.55 : 0.4);
  const answer = await asked(monthsOf(months(48, share), 13), 'level=0.5&ceilings=1');
  expect(answer.reached).toMatchObject({ first: '2020-01-01', since: null });
  expect(answer.words.answer).toMatch(/once reached 50% .* fell again .* By the damped trend/);
  expect(modelOf(answer, 'trend').crossing).not.toBeNull();
  // The fall is a question about the data, not an effect.
  expect(answer.questions.find(({ kind }) => kind === 'shift')).toMatchObject({
    from: '2021-08-01',
    sentence: expect.stringMatching(/^What happened around August 2021\?/),
  });
}, 60_000);

test('a month far from trend and season is asked about, with what the calendar has', async () => {
  const app = openApp({ now: '2024-01-14T05:00:00Z' });
  const shares = months(48, (month) => (month === 30 ? 0.12 : rising(month)));
  await app.store(fileOf(monthsOf(shares, 14)));
  await app.store(
    csvOf([
      make.event({
        event: 'blank-books',
        name: 'Blangko habis',
        kind: 'supply',
        starts: '2022-06-06',
        ends: '2022-06-30',
      }),
    ]),
  );
  const { questions, events } = await app.get<Answer>('/api/v1/forecast?lang=en&ceilings=1');
  const question = questions.find(({ from }) => from === '2022-06-01');
  expect(question?.sentence).toMatch(/^What happened in June 2022\? The share was 1\d\.\d%.*Blangko habis/);
  expect(events.map(({ id }) => id)).toContain('blank-books');
}, 60_000);

test('what is coming on the calendar is named, and not allowed for', async () => {
  const app = openApp({ now: '2024-01-14T05:00:00Z' });
  await app.store(fileOf(monthsOf(months(30, rising), 15)).replaceAll('2020-', '2021-'));
  await app.store(csvOf([make.event({ event: 'fee-2025', name: 'Tarif 2025', kind: 'fee', starts: '2025-03-01' })]));
  const { words } = await app.get<Answer>('/api/v1/forecast?lang=en&ceilings=1');
  expect(words.assumptions.join(' ')).toMatch(/already has after the last figure is not allowed for: Tarif 2025/);
}, 60_000);

test('closed months are gaps, and the month of the launch and the running one stay out', async () => {
  const app = openApp({ now: '2022-03-20T05:00:00Z' });
  const shares = months(27, (month) => (month === 4 || month === 5 ? null : 0.2 + month / 100));
  await app.store(fileOf(monthsOf(shares, 16)));
  await app.store(
    csvOf([
      make.applicantCount({ date: '2019-12', passport_type: 'electronic', applicants: 30 }),
      make.applicantCount({ date: '2019-12', passport_type: 'ordinary', applicants: 1500 }),
    ]),
  );
  const { history, from, to, grain } = await app.get<Answer>('/api/v1/forecast?ceilings=1');
  expect({ from, to, grain }).toEqual({ from: '2020-01-01', to: '2022-02-28', grain: 'month' });
  expect(history).toHaveLength(26);
  expect(history.filter(({ share }) => share === null).map((period) => period.from)).toEqual([
    '2020-04-01',
    '2020-05-01',
  ]);
}, 60_000);

/** Working days of the office from a day on. */
function daysFrom(first: string, weeks: number, share: number): string {
  const dice = seeded(17);
  const rows = [];
  for (let day = 0; day < 7 * weeks; day += 1) {
    const date = new Date(Date.parse(first) + day * 86_400_000);
    if (date.getUTCDay() % 6 === 0) continue;
    const electronic = draw(60, share + day / 2000, dice);
    const on = date.toISOString().slice(0, 10);
    rows.push(make.applicantCount({ date: on, passport_type: 'electronic', applicants: electronic }));
    rows.push(make.applicantCount({ date: on, passport_type: 'ordinary', applicants: 60 - electronic }));
  }
  return csvOf(rows);
}

test('a short history is forecast by weeks, no further than it is long, and one below half a year not at all', async () => {
  const app = openApp({ now: '2021-09-01T05:00:00Z' });
  await app.store(daysFrom('2021-01-04', 20, 0.2));
  const short = await app.get<Answer>('/api/v1/forecast?lang=en&level=0.5');
  expect(short).toMatchObject({ grain: 'week', models: [], refusals: [{ rule: 'too-short', needed: 26, found: 20 }] });
  expect(short.refusals[0]?.availableFrom).toBe('2021-07-05');
  expect(short.words.answer).toMatch(
    /only 20 weeks .* 26 weeks \(half a year\) are needed.*Can be computed from 5 July 2021/,
  );
  await app.store(daysFrom('2021-01-04', 34, 0.2));
  const enough = await app.get<Answer>('/api/v1/forecast?lang=en&level=0.5&ceilings=1');
  expect(enough).toMatchObject({ grain: 'week', refusals: [], horizon: 34 });
  const { crossing, fan } = modelOf(enough, 'trend');
  expect(fan).toHaveLength(34);
  // A chance within a year is not known from 34 weeks.
  expect(crossing?.within12Months).toBeNull();
  expect(modelOf(enough, 'trend').backtest[0]?.steps).toBe(4);
}, 60_000);

test('no figures, a share that never moves and an office without ordinary passports are refused in words', async () => {
  const nothing = await openApp().get<Answer>('/api/v1/forecast?lang=en');
  expect(nothing).toMatchObject({ refusals: [{ rule: 'no-figures' }], models: [], history: [], from: null });
  expect(nothing.words.answer).toMatch(/no figures of both kinds/);

  const still: ForecastInput = {
    grain: 'month',
    periods: monthsOf(
      months(30, () => 0.3),
      1,
    ).periods.map((period) => ({ ...period, electronic: 300, ordinary: 700 })),
  };
  expect((await asked(still)).refusals).toMatchObject([{ rule: 'no-variation' }]);

  const gone: ForecastInput = {
    grain: 'month',
    periods: monthsOf(
      months(40, (month) => Math.min(1, month / 30)),
      1,
    ).periods,
  };
  expect(await asked(gone, 'level=0.9')).toMatchObject({
    refusals: [{ rule: 'all-electronic', on: '2022-06-01' }],
    questions: [],
    reached: { since: expect.any(String) },
  });
}, 60_000);

test('the fan leaves as CSV: history first, then every model', async () => {
  const app = openApp({ now: '2024-01-14T05:00:00Z' });
  await app.store(fileOf(monthsOf(months(30, rising), 15)).replaceAll('2020-', '2021-'));
  const response = await app.request('/api/v1/forecast.csv?ceilings=0.9');
  expect(response.headers.get('Content-Type')).toContain('text/csv');
  const [head, ...lines] = (await response.text()).trim().split('\n');
  expect(head?.replace('\uFEFF', '')).toBe(
    'office,model,ceiling,from,to,electronic,ordinary,share,median,low_50,high_50,low_80,high_80,low_95,high_95,sample',
  );
  expect(lines[0]).toMatch(/^bandung,,,2021-01-01,2021-01-31,\d+,\d+,0\.\d+,,,,,,,,false/);
  expect(lines.some((line) => line.startsWith('bandung,scenario,0.9,'))).toBe(true);
}, 60_000);

test('the same question about the same figures is worked out once, and anew after an import', async () => {
  const db = openDatabase(':memory:');
  const local = localEvaluator(db);
  const ran: string[] = [];
  const app = createApp({
    visitor: systemActor('test'),
    db,
    now: () => new Date('2024-01-14T05:00:00Z'),
    evaluator: {
      ...local,
      run: (name, ...given) => {
        ran.push(name);
        return local.run(name, ...given);
      },
    },
  });
  const store = async (file: string) => {
    const form = new FormData();
    form.set('file', new File([file], 'file.csv'));
    expect((await app.request('/api/v1/imports', { method: 'POST', body: form })).status).toBe(201);
  };
  const get = async (query: string) => (await (await app.request(`/api/v1/forecast?${query}`)).json()) as Answer;
  await store(daysFrom('2021-01-04', 28, 0.2));
  const [one, other] = await Promise.all([get('level=0.5&ceilings=0.9'), get('level=0.5&ceilings=0.9')]);
  expect(other).toEqual(one);
  await get('level=0.6&ceilings=0.9');
  expect(ran).toEqual(['forecastUptake', 'forecastScenario']);
  await store(daysFrom('2021-07-19', 1, 0.3));
  const after = await get('level=0.5&ceilings=0.9');
  expect(ran).toHaveLength(4);
  expect(after.to).toBe('2021-07-25');
}, 60_000);

test('a level or a ceiling that is none is refused, with what to write instead', async () => {
  const app = openApp();
  for (const level of ['0', '1', '50', '0.505', '-0.5', 'half', '']) {
    const problem = await problemOf(await app.request(`/api/v1/forecast?lang=en&level=${level}`));
    expect(problem.issues).toMatchObject([{ field: 'level', code: 'not-a-level' }]);
  }
  for (const ceilings of ['0', '1.2', '0.5,x', '0.1,0.2,0.3,0.4,0.5,0.6']) {
    const problem = await problemOf(await app.request(`/api/v1/forecast?lang=en&ceilings=${ceilings}`));
    expect(problem.issues).toMatchObject([{ field: 'ceilings', code: 'not-ceilings' }]);
  }
});

test('whatever the figures, every number of a forecast is one and shares stay shares', () => {
  const period = fc.option(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { freq: 6 });
  fc.assert(
    fc.property(
      fc.array(period, { minLength: 0, maxLength: 30 }),
      fc.constantFrom('month', 'week'),
      (figures, grain) => {
        const blank = monthsOf(
          figures.map(() => null),
          1,
        );
        const run = forecastUptake({
          grain,
          periods: blank.periods.map((span, index) => {
            const [electronic, ordinary] = figures[index] ?? [null, null];
            return { ...span, electronic, ordinary };
          }),
        });
        for (const leaf of leaves(run)) if (typeof leaf === 'number') expect(Number.isFinite(leaf)).toBe(true);
        for (const { fan } of run.models)
          for (const { from: _, to: __, ...quantiles } of fan)
            for (const share of Object.values(quantiles)) {
              expect(share).toBeGreaterThanOrEqual(0);
              expect(share).toBeLessThanOrEqual(1);
            }
      },
    ),
    { numRuns: 12, seed: 5 },
  );
}, 60_000);

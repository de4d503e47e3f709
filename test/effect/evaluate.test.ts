import { addDays } from '@tilik/server/inside/day.ts';
import { calibrateCell } from '@tilik/server/inside/effect/calibrate.ts';
import { evaluateEffect } from '@tilik/server/inside/effect/evaluate.ts';
import type { CoEvent, EffectInput, PeriodFigures } from '@tilik/server/inside/effect/input.ts';
import type { EffectComputed, EffectResult, RefusalRule } from '@tilik/server/inside/effect/result.ts';
import { noises } from '@tilik/server/inside/effect/simulate.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { expect, test } from 'vitest';
import { drawn, quiet } from './simulation.ts';

const slow = 120_000;

function computed(result: EffectResult): EffectComputed {
  if (result.kind !== 'computed') throw new Error(JSON.stringify(result.refusals));
  return result;
}
const rulesOf = (input: EffectInput): RefusalRule[] => evaluateEffect(input).refusals.map(({ rule }) => rule);

/** The same input with figures changed week by week. */
const with_ = (
  input: EffectInput,
  change: (each: PeriodFigures, week: number) => Partial<PeriodFigures>,
): EffectInput => ({
  ...input,
  figures: input.figures.map((each, week) => ({ ...each, ...change(each, week) })),
});
const event = (given: Partial<CoEvent>): CoEvent => ({
  id: 'rule',
  name: 'New rule',
  kind: 'policy',
  from: '2022-12-12',
  to: null,
  confounds: true,
  ...given,
});

test('a campaign that brought forty percent more is SUPPORTED, and its truth lies in the interval', () => {
  const { verdict, numbers } = computed(evaluateEffect(drawn({ effect: Math.log(1.4) })));
  expect(verdict).toBe('SUPPORTED');
  expect(numbers.logEffect.lower).toBeLessThan(Math.log(1.4));
  expect(numbers.logEffect.upper).toBeGreaterThan(Math.log(1.4));
  expect(numbers.extra.lower).toBeGreaterThan(0);
  expect(numbers.gates.every(({ passed }) => passed)).toBe(true);
});

test('a campaign that brought nothing is NOT DISTINGUISHABLE, with what could have been seen', () => {
  const { verdict, numbers } = computed(evaluateEffect(drawn({})));
  expect(verdict).toBe('NOT DISTINGUISHABLE');
  expect(numbers.mde).toBeGreaterThan(0.05);
  expect(numbers.mde).toBeCloseTo(Math.expm1(2.8 * numbers.logEffect.sd), 12);
});

test('the same figures give the same result to the last digit', () => {
  const input = drawn({ effect: 0.2, noise: 'ar-0.4' }, 5);
  expect(evaluateEffect(input)).toEqual(evaluateEffect(structuredClone(input)));
});

test('switching and demand add up to the total, and a campaign that only moves the share has no demand in it', () => {
  const { numbers } = computed(evaluateEffect(drawn({ estimand: 'share', effect: Math.log(1.5) }, 3)));
  const split = numbers.split;
  if (!split) throw new Error('no split');
  const width = split.total.upper - split.total.lower;
  expect(Math.abs(split.switching.estimate + split.demand.estimate - split.total.estimate)).toBeLessThan(0.05 * width);
  expect(split.switching.lower).toBeGreaterThan(0);
  expect(numbers.points?.estimate).toBeGreaterThan(0);
});

test.for<[string, RefusalRule, EffectInput]>([
  ['no figures at all', 'no-figures', { ...drawn(), figures: [] }],
  ['figures that begin with the campaign', 'no-before', { ...drawn(), figures: drawn().figures.slice(104) }],
  ['forty weeks before', 'before-too-short', { ...drawn(), figures: drawn().figures.slice(64) }],
  [
    'a window of more than a third of what was before',
    'before-shorter-than-three-windows',
    drawn({ weeksBefore: 60, weeksOfWindow: 26 }),
  ],
  ['a window of three weeks', 'window-too-short', drawn({ weeksOfWindow: 3 })],
  ['three applications a week', 'too-few-applications', drawn({ perWeek: 3 })],
  [
    'every sixth week missing',
    'too-many-missing',
    with_(drawn(), (_, week) => (week % 6 === 0 && week < 104 ? { electronic: null } : {})),
  ],
  [
    'a start twenty weeks after the launch',
    'too-soon-after-launch',
    { ...drawn(), launchedOn: addDays(drawn().window.from, -140) },
  ],
  [
    'a rule that begins four weeks before',
    'policy-event',
    { ...drawn(), events: [event({ from: addDays(drawn().window.from, -28) })] },
  ],
  [
    'a shortage that ends within',
    'policy-event',
    { ...drawn(), events: [event({ kind: 'supply', from: '2022-06-01', to: addDays(drawn().window.from, 10) })] },
  ],
  [
    'half of the weeks under a quota',
    'at-quota',
    { ...drawn(), events: [event({ kind: 'quota', from: '2021-01-04', to: '2021-12-31' })] },
  ],
  ['a window that is not over', 'window-not-over', { ...drawn(), today: addDays(drawn().window.to, -3) }],
  ['all zeros', 'too-few-applications', with_(drawn(), () => ({ electronic: 0 }))],
  ['a constant series', 'no-variation', with_(drawn(), () => ({ electronic: 90 }))],
  [
    'one spike of a thousand million',
    'implausible-value',
    with_(drawn(), (_, week) => (week === 50 ? { electronic: 1e9 } : {})),
  ],
])('%s is refused: %s', ([, rule, input]) => {
  const result = evaluateEffect(input);
  expect(result.verdict).toBe('NOT COMPUTED');
  expect(result.refusals.map((refusal) => refusal.rule)).toContain(rule);
});

test('a refusal says what it needs, what there is, and from when time alone mends it', () => {
  const input = drawn();
  const short = evaluateEffect({ ...input, figures: input.figures.slice(64) });
  expect(short.refusals).toContainEqual({ rule: 'before-too-short', needed: 52, found: 40 });
  const running = evaluateEffect({ ...input, today: addDays(input.window.to, -3) });
  expect(running.refusals).toContainEqual(
    expect.objectContaining({ rule: 'window-not-over', availableFrom: addDays(input.window.to, 1) }),
  );
});

test('an old rule that lasts is allowed for, not refused', () => {
  const input = { ...drawn(), events: [event({ from: '2021-09-06' })] };
  const { numbers } = computed(evaluateEffect(input));
  expect(numbers.diagnostics.terms).toContain('rule');
});

test('forty weeks are enough with a comparison office that ran beside ours, and a warning says so', () => {
  const ours = drawn({ weeksBefore: 44, noise: 'ar-0.8', growth: 1.6 }, 8);
  const other = ours.figures.map(
    ({ electronic }, week) => Math.round((electronic ?? 0) * (week < 44 ? 2 : 2)) + (week % 3),
  );
  const result = evaluateEffect({ ...ours, covariates: [{ name: 'Surabaya', values: other, isOffice: true }] });
  expect(result.refusals.map(({ rule }) => rule)).not.toContain('before-too-short');
  expect(result.warnings).toContain('short-before');
});

test('campaigns less than six weeks apart are judged as one, those further apart are not', () => {
  const input = drawn({ effect: 0.3 });
  const neighbour = (days: number) => ({
    id: 'other',
    shape: 'step' as const,
    from: addDays(input.window.from, -days - 20),
    to: addDays(input.window.from, -days),
  });
  expect(evaluateEffect({ ...input, otherCampaigns: [neighbour(30)] }).block).toEqual(['other', 'simulated']);
  expect(evaluateEffect({ ...input, otherCampaigns: [neighbour(50)] }).block).toEqual(['simulated']);
});

test('deleting closed days is the same as marking them missing: exposure is the open days', () => {
  // In half of the weeks one day was closed and a fifth fewer came: no change of the rate, none is found.
  const input = with_(drawn({}, 4), (each, week) =>
    week % 2 === 0 ? {} : { openDays: 4, electronic: Math.round(0.8 * (each.electronic ?? 0)) },
  );
  const { numbers } = computed(evaluateEffect(input));
  expect(Math.abs(numbers.logEffect.estimate)).toBeLessThan(0.1);
  expect(numbers.diagnostics.observationSd.estimate).toBeLessThan(0.14);
});

test('a week that was closed altogether is a gap, not a fall to nothing', () => {
  const input = with_(drawn({}, 4), (_, week) => (week === 40 || week === 41 ? { openDays: 0, electronic: 0 } : {}));
  const { numbers } = computed(evaluateEffect(input));
  expect(numbers.series[40]?.observed).toBeNull();
  expect(numbers.diagnostics.before.missing).toBe(2);
  expect(numbers.diagnostics.outliers).toEqual([]);
});

test('a feast that moves through the year does not become an effect where a campaign lies elsewhere', {
  timeout: slow,
}, () => {
  const cell = calibrateCell(quiet({ hasMovingHoliday: true }), { series: 25, withGates: true }, randomGenerator(9));
  expect(cell.verdicts?.SUPPORTED).toBeLessThanOrEqual(0.12);
  const { numbers } = computed(evaluateEffect(drawn({ hasMovingHoliday: true })));
  expect(numbers.diagnostics.terms).toContain('Feast');
});

test('a feast within the window is allowed for: without its term the campaign would seem to have harmed', () => {
  const input = drawn({ hasMovingHoliday: true, weeksBefore: 124 }, 2);
  const feast = input.events.find(({ from }) => from >= input.window.from && from <= input.window.to);
  const window = feast ? input.window : undefined;
  const allowed = computed(evaluateEffect(input)).numbers.logEffect;
  const blind = computed(evaluateEffect({ ...input, events: [] })).numbers.logEffect;
  if (window) expect(Math.abs(allowed.estimate)).toBeLessThan(Math.abs(blind.estimate) + 0.02);
  expect(allowed.lower).toBeLessThan(0);
  expect(allowed.upper).toBeGreaterThan(0);
});

test('a collinear covariate is refused by name', () => {
  const input = drawn();
  const values = input.figures.map((_, week) => 100 + Math.sin(week));
  const result = evaluateEffect({
    ...input,
    covariates: [
      { name: 'first', values, isOffice: false },
      { name: 'again', values: values.map((each) => each), isOffice: false },
    ],
  });
  expect(result.refusals).toEqual([{ rule: 'collinear', subject: 'again' }]);
});

test('ungated gives numbers beside the refusal, and the verdict stays NOT COMPUTED', () => {
  const input = { ...drawn({ effect: 0.3 }), events: [event({ from: addDays(drawn().window.from, 7) })] };
  const result = evaluateEffect(input, { ungated: true });
  if (result.kind !== 'not-computed') throw new Error(result.verdict);
  expect(result.refusals.map(({ rule }) => rule)).toEqual(['policy-event']);
  expect(result.ungated?.logEffect.estimate).toBeGreaterThan(0);
});

test('an answer never holds what is no number', () => {
  const inputs = [
    drawn({ perWeek: 6 }, 2),
    drawn({ noise: 'random-walk', growth: 1.5 }, 3),
    drawn({ estimand: 'share', perWeek: 6 }, 4),
    with_(drawn({ estimand: 'share' }, 5), (_, week) =>
      week === 105 ? { ordinary: 0 } : week === 20 ? { electronic: 0 } : {},
    ),
  ];
  for (const input of inputs) {
    // JSON writes NaN and Infinity as null where no null may be.
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
      else if (value !== null && typeof value === 'object')
        for (const [key, each] of Object.entries(value)) walk(each, `${path}.${key}`);
    };
    walk(evaluateEffect(input, { ungated: true }), 'result');
  }
});

test('with a growth of fifty percent and no effect, SUPPORTED is rare: the trend takes the adoption', () => {
  const cell = calibrateCell(
    quiet({ growth: 1.5, noise: 'ar-0.4' }),
    { series: 40, withGates: true },
    randomGenerator(77),
  );
  expect(cell.verdicts?.SUPPORTED).toBeLessThanOrEqual(0.1);
});

test.for(noises.flatMap((noise) => (['extra', 'share'] as const).map((estimand) => ({ noise, estimand }))))(
  'of $estimand with $noise noise the 95 % interval holds the truth as often as was promised',
  { timeout: slow },
  ({ noise, estimand }) => {
    const cell = calibrateCell(
      quiet({ noise, estimand, effect: Math.log(1.25), growth: 1.5 }),
      { series: 100, withGates: false },
      randomGenerator(2026),
    );
    // Of .88 in a hundred series, .80 is two and a half standard errors away.
    expect(cell.coverage).toBeGreaterThanOrEqual(0.86);
    expect(cell.width).toBeLessThan(0.62);
  },
);

test('a series is refused by every rule that does not hold, not by the first', () => {
  const input = { ...drawn({ perWeek: 3 }), figures: drawn({ perWeek: 3 }).figures.slice(70) };
  expect(rulesOf(input)).toEqual(expect.arrayContaining(['before-too-short', 'too-few-applications']));
});

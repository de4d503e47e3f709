import type { Language } from '@tilik/db/vocabulary';
import type { Day, Span } from '../day.ts';
import { say } from '../language.ts';
import { knownMin } from './backtest.ts';
import type { KnownEvent } from './input.ts';
import type { Reached } from './reached.ts';
import type {
  BacktestRow,
  Ceiling,
  Crossing,
  ForecastGrain,
  ForecastModel,
  ForecastRefusal,
  Question,
} from './result.ts';

/*
 * What is said of the future. Never a date without its range, never a chance without how far it looks, and where the
 * rules give no date the reason is the answer.
 */

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

const percent = (language: Language, share: number, digits = 0): string =>
  new Intl.NumberFormat(locales[language], {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);

const points = (language: Language, share: number): string =>
  new Intl.NumberFormat(locales[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(100 * share);

/** A chance to the whole percent; never quite nothing and never quite certain. */
function chance(language: Language, share: number): string {
  if (share < 0.01) return say(language, 'forecast.almostNone', { share: percent(language, 0.01) });
  if (share > 0.99) return say(language, 'forecast.almostAll', { share: percent(language, 0.99) });
  return percent(language, share);
}

/** `Maret 2027`, or the day on which a week begins. */
export const periodInWords = (language: Language, day: Day, grain: ForecastGrain): string =>
  new Intl.DateTimeFormat(locales[language], {
    ...(grain === 'week' && { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

const periodsOf = (language: Language, grain: ForecastGrain, count: number): string =>
  say(language, `forecast.periods.${grain}`, { count: Math.round(count) });
const unitOf = (language: Language, grain: ForecastGrain): string => say(language, `forecast.unit.${grain}`);

const listOf = (language: Language, names: readonly string[]): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(names);

export const nameOf = (language: Language, { name, nameEn }: KnownEvent): string =>
  language === 'en' ? (nameEn ?? name) : name;

export interface Scene {
  readonly language: Language;
  readonly grain: ForecastGrain;
  readonly level: number;
  /** Last day that is looked at. */
  readonly until: Day;
}

type Shown = (value: number) => string | number;

export function refusalInWords({ language, grain, level }: Scene, refusal: ForecastRefusal): string {
  const { rule, needed = 0, found = 0, low = 0, high = 0, on, availableFrom } = refusal;
  const asPeriods = (count: number) => periodsOf(language, grain, count);
  const asShare = (share: number) => chance(language, share);
  const asNumber = (value: number) => Math.round(10 * value) / 10;
  const [showFound, showNeeded] = ((): [Shown, Shown] => {
    if (rule === 'ceiling-passed') return [asShare, asShare];
    if (rule === 'curve-misses') return [asNumber, asNumber];
    return [['beyond-horizon', 'crossing-open'].includes(rule) ? asShare : asPeriods, asPeriods];
  })();
  const sentence = say(language, `forecast.refusal.${rule}`, {
    level: percent(language, level),
    needed: showNeeded(needed),
    found: showFound(found),
    low: percent(language, low),
    high: percent(language, high),
    on: on === undefined ? '' : periodInWords(language, on, grain),
  });
  if (availableFrom === undefined) return sentence;
  return `${sentence} ${say(language, 'forecast.availableFrom', { day: periodInWords(language, availableFrom, 'week') })}`;
}

/** When a level is reached by one model: a date with its range, or why there is none, and how likely it is. */
export function crossingInWords(
  scene: Scene,
  model: ForecastModel,
  ceiling: Ceiling | null,
  { date, earliest, refusal, within12Months, within24Months, notWithinHorizon }: Crossing,
): string {
  const { language, grain, level, until } = scene;
  const facts = {
    unit: unitOf(language, grain),
    level: percent(language, level),
    model: say(language, `forecast.model.${model}`),
    ceiling: ceiling ? percent(language, ceiling.point) : '',
  };
  const parts: string[] = [];
  const named = (day: Day) => periodInWords(language, day, grain);
  const key = model === 'scenario' ? 'scenario' : 'model';
  if (date) {
    const range = { from: named(date.from), median: named(date.median), to: named(date.to) };
    parts.push(say(language, `forecast.date.${range.from === range.to ? 'one' : key}`, { ...facts, ...range }));
  } else if (refusal) {
    parts.push(say(language, `forecast.noDate.${key}`, { ...facts, why: refusalInWords(scene, refusal) }));
    if (earliest && refusal.rule !== 'beyond-horizon')
      parts.push(say(language, 'forecast.earliest', { ...facts, from: named(earliest) }));
  }
  if (refusal?.rule === 'ceiling-below-level') return parts.join(' ');
  if (within12Months !== null && within24Months !== null) {
    const both = { twelve: chance(language, within12Months), twentyFour: chance(language, within24Months) };
    parts.push(say(language, 'forecast.chance.both', both));
  } else if (within12Months !== null) {
    parts.push(say(language, 'forecast.chance.twelve', { twelve: chance(language, within12Months) }));
  }
  const never = { never: chance(language, notWithinHorizon), until: periodInWords(language, until, 'week') };
  parts.push(say(language, 'forecast.chance.never', never));
  return parts.join(' ');
}

export function reachedInWords({ language, grain, level }: Scene, reached: Reached): string {
  const named = (day: Day) => periodInWords(language, day, grain);
  return say(language, `forecast.reached.${reached.since === null ? 'before' : 'now'}`, {
    level: percent(language, level),
    first: named(reached.first),
    since: reached.since === null ? '' : named(reached.since),
    last: named(reached.last),
    share: percent(language, reached.share, 1),
  });
}

/** How many of so many a band holds at least, but for one time in forty. */
const coveredMin = (nominal: number, of: number): number => of * nominal - 2 * Math.sqrt(of * nominal * (1 - nominal));

/** What the past says of such forecasts. */
export function backtestInWords(language: Language, grain: ForecastGrain, rows: readonly BacktestRow[]): string {
  if (rows.length === 0)
    return say(language, 'forecast.backtest.none', { needed: periodsOf(language, grain, knownMin[grain]) });
  // The furthest is what dates stand on; the others are in the table.
  const parts = rows
    .slice(-1)
    .map(({ steps, origins, covered80, covered95, meanAbsoluteError, naiveMeanAbsoluteError }) =>
      say(language, 'forecast.backtest.row', {
        steps: periodsOf(language, grain, steps),
        origins,
        covered80,
        covered95,
        error: points(language, meanAbsoluteError),
        naive: points(language, naiveMeanAbsoluteError),
      }),
    );
  const isNarrow = rows.some(
    ({ origins, covered80, covered95 }) =>
      covered80 < coveredMin(0.8, origins) || covered95 < coveredMin(0.95, origins),
  );
  const better = rows.filter((row) => row.meanAbsoluteError < row.naiveMeanAbsoluteError).length;
  const than = better === rows.length ? 'better' : better === 0 ? 'worse' : 'mixed';
  parts.push(say(language, `forecast.backtest.${than}`));
  parts.push(say(language, `forecast.backtest.${isNarrow ? 'narrow' : 'wide'}`));
  return parts.join(' ');
}

export function questionInWords(language: Language, grain: ForecastGrain, question: Question): string {
  const { kind, from, share, expected, events } = question;
  const asked = say(language, `forecast.question.${kind}`, {
    period: periodInWords(language, from, grain),
    share: share === null ? '–' : percent(language, share, 1),
    expected: expected === null ? '–' : percent(language, expected, 1),
  });
  const known =
    events.length === 0
      ? say(language, 'forecast.question.nothing')
      : say(language, 'forecast.question.calendar', { names: listOf(language, events) });
  return `${asked} ${known}`;
}

export interface Basis {
  readonly history: Span;
  readonly known: number;
  readonly hasSeason: boolean;
  readonly horizon: number;
  readonly seed: number;
  readonly paths: number;
  readonly monteCarloError: number;
  /** Of the calendar: after the last figure, and before it those that last or moved something. */
  readonly coming: readonly KnownEvent[];
  readonly past: readonly KnownEvent[];
}

export const basisInWords = ({ language, grain }: Scene, { history, known }: Basis): string =>
  say(language, 'forecast.basis', {
    known: periodsOf(language, grain, known),
    from: periodInWords(language, history.from, grain),
    to: periodInWords(language, history.to, 'week'),
  });

export function assumptionsInWords({ language, grain, until }: Scene, basis: Basis): string[] {
  const names = (list: readonly KnownEvent[]) =>
    listOf(
      language,
      list.map((event) => nameOf(language, event)),
    );
  const { coming, past, hasSeason, horizon, seed, paths, monteCarloError } = basis;
  const assumed = (key: string, facts = {}) => say(language, `forecast.assumption.${key}`, facts);
  return [
    assumed('no-events'),
    ...(coming.length > 0 ? [assumed('coming', { names: names(coming) })] : []),
    ...(past.length > 0 ? [assumed('past-shifts', { names: names(past) })] : []),
    assumed('damping', { unit: unitOf(language, grain) }),
    assumed(hasSeason ? 'season' : 'no-season'),
    assumed('underlying', { unit: unitOf(language, grain) }),
    assumed('curves'),
    assumed('horizon', { horizon: periodsOf(language, grain, horizon), until: periodInWords(language, until, 'week') }),
    assumed('drawing', { paths, seed, error: points(language, monteCarloError) }),
  ];
}

export const changesInWords = (language: Language): string[] =>
  (['fee', 'ordinary', 'supply', 'campaign', 'figures'] as const).map((key) => say(language, `forecast.change.${key}`));

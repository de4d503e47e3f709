import { addDays, type Day, daysBetween, daysOf, type Span, weekday } from '../day.ts';
import { fourierTerms } from '../stats/fourier-terms.ts';
import { median } from '../stats/median.ts';
import type { CoEvent, EffectInput, PeriodFigures } from './input.ts';
import type { EffectGrain, Estimand, Refusal } from './result.ts';
import { shapeOver } from './shape.ts';

/** A regressor of known course, over all periods of the design. */
export interface DesignColumn {
  readonly name: string;
  readonly kind: 'trend' | 'season' | 'covariate' | 'comparison' | 'term';
  readonly values: readonly number[];
}

/** A series ready to be judged, from the first period before the campaign to the last of its window. */
export interface Design {
  readonly estimand: Estimand;
  readonly grain: EffectGrain;
  readonly figures: readonly PeriodFigures[];
  /** On the scale of the model: log count per open day, empirical log odds, or the value. */
  readonly series: readonly (number | null)[];
  /** Of the empirical log odds alone. */
  readonly samplingVariance?: readonly number[];
  readonly columns: readonly DesignColumn[];
  readonly shape: readonly number[];
  /** Index of the campaign's first period; the last of the window is the last of all. */
  readonly start: number;
  /** Whether a window of the pre-period is free of other campaigns and of events: a place for a placebo. */
  readonly isUndisturbed: (from: number, to: number) => boolean;
  readonly events: readonly CoEvent[];
  readonly block: readonly string[];
  readonly comparisons: readonly { readonly name: string; readonly correlation: number | null }[];
  readonly warnings: readonly string[];
}

/** The rules of EVALUATION §2 in periods of a grain. */
export const rulesOf = {
  week: {
    perYear: 52.18,
    before: 52,
    beforeWithComparison: 26,
    window: 4,
    sinceLaunch: 26,
    eventsBefore: 8,
    placeboBefore: 52,
    beforeMax: 260,
    days: 7,
  },
  month: {
    perYear: 12,
    before: 24,
    beforeWithComparison: 12,
    window: 2,
    sinceLaunch: 6,
    eventsBefore: 2,
    placeboBefore: 24,
    beforeMax: 84,
    days: 30.4,
  },
} as const;

const meanApplicationsMin = 5;
const missingShareMax = 0.1;
const quotaShareMax = 0.1;
const correlationMin = 0.7;
const blockGapDays = 42;
/** A count so many times the usual one was mistyped or means something else. */
const implausibleFactor = 50;
/** A stretch without figures of so many periods may be left out by beginning after it. */
const gapToSkip = 4;
/** Regressors of events and other campaigns are held to one in so many periods. */
const periodsPerTerm = 13;

export interface Designed {
  readonly design: Design | undefined;
  readonly refusals: readonly Refusal[];
}

/** Turns figures and calendar into a design, and says which rules stand in its way. */
export function designOf(input: EffectInput): Designed {
  const { grain, estimand, today, window } = input;
  const rules = rulesOf[grain];
  const refusals: Refusal[] = [...input.troubles];
  const whole = input.figures.filter(({ period }) => period.to < today && period.from <= window.to);
  if (whole.every((each) => observedOf(each, estimand) === null)) {
    return { design: undefined, refusals: [...refusals, { rule: 'no-figures' }] };
  }
  if (window.to >= today) {
    refusals.push({ rule: 'window-not-over', availableFrom: addDays(window.to, 1), subject: window.to });
  }
  const { block, others } = blockOf(input);
  const figures = beforeTrimmed(whole, input);
  const start = figures.findIndex(({ period }) => period.to >= window.from);
  const observed = figures.map((each) => observedOf(each, estimand));
  if (start <= 0) {
    const rule = start === 0 ? 'no-before' : 'window-too-short';
    return { design: undefined, refusals: [...refusals, { rule, needed: rules.before, found: 0 }] };
  }
  const count = (from: number, to: number) => observed.slice(from, to).filter((each) => each !== null).length;
  const before = start;
  const after = figures.length - start;
  const afterSeen = count(start, figures.length);

  const { columns: covariates, holes, dropped } = covariateColumns(input, figures);
  const comparisons = covariates
    .filter(({ kind }) => kind === 'comparison')
    .map(({ name, values }) => ({
      name,
      correlation: correlation(values.slice(0, start), modelScale(figures, estimand).slice(0, start)),
    }));
  const hasComparison = comparisons.some(({ correlation: r }) => r !== null && r >= correlationMin);
  const warnings: string[] = dropped.map((name) => `covariate-incomplete:${name}`);
  if (block.length > 1) warnings.push('judged-as-one-block');
  if (before < rules.before) {
    if (before >= rules.beforeWithComparison && hasComparison) warnings.push('short-before');
    else
      refusals.push({
        rule: 'before-too-short',
        needed: hasComparison ? rules.beforeWithComparison : rules.before,
        found: before,
      });
  }
  if (before < 3 * after) {
    refusals.push({ rule: 'before-shorter-than-three-windows', needed: 3 * after, found: before });
  }
  if (afterSeen < rules.window) refusals.push({ rule: 'window-too-short', needed: rules.window, found: afterSeen });
  const missing = 1 - count(0, start) / before;
  if (missing > missingShareMax) {
    refusals.push({ rule: 'too-many-missing', needed: missingShareMax, found: missing });
  }
  const seenBefore = observed.slice(0, start).filter((each) => each !== null);
  if (estimand !== 'value') {
    const mean = seenBefore.reduce((sum, each) => sum + each, 0) / Math.max(1, seenBefore.length);
    if (mean < meanApplicationsMin * (grain === 'month' ? 4 : 1)) {
      refusals.push({
        rule: 'too-few-applications',
        needed: meanApplicationsMin * (grain === 'month' ? 4 : 1),
        found: mean,
      });
    }
    const usual = seenBefore.length > 0 ? median(seenBefore) : 0;
    const odd = figures.find((each, index) => (observed[index] ?? 0) > implausibleFactor * Math.max(usual, 1) && each);
    if (odd) {
      refusals.push({
        rule: 'implausible-value',
        subject: odd.period.from,
        needed: implausibleFactor * usual,
        found: observedOf(odd, estimand) ?? 0,
      });
    }
  }
  if (input.launchedOn !== null) {
    const since = Math.floor(daysBetween(input.launchedOn, window.from) / rules.days);
    if (since < rules.sinceLaunch)
      refusals.push({
        rule: 'too-soon-after-launch',
        needed: rules.sinceLaunch,
        found: since,
        subject: input.launchedOn,
      });
  }
  const from = figures[0]?.period.from ?? window.from;
  const inTheWay = disturbing(input.events, {
    from: addDays(window.from, -Math.round(rules.eventsBefore * rules.days)),
    to: window.to,
  });
  for (const { name } of inTheWay) refusals.push({ rule: 'policy-event', subject: name });
  if (estimand === 'extra') {
    const atQuota = figures.filter(({ period }) =>
      input.events.some((event) => event.kind === 'quota' && touches(event, period)),
    );
    const share = atQuota.length / figures.length;
    if (share > quotaShareMax) refusals.push({ rule: 'at-quota', needed: quotaShareMax, found: share });
  }
  const series = modelScale(figures, estimand).map((each, index) => (holes.has(index) ? null : each));
  const distinct = new Set(series.filter((each) => each !== null));
  if (distinct.size < 2) refusals.push({ rule: 'no-variation' });

  const shape = figures.map(({ period }) => shapeOver(input.campaign.shape, input.campaign, period));
  const terms = [
    ...eventTerms(input.events, figures, window, rules.eventsBefore * rules.days),
    ...others
      .filter((other) => other.from < window.from)
      .map(
        (other): DesignColumn => ({
          name: other.id,
          kind: 'term',
          values: figures.map(({ period }) => shapeOver(other.shape, other, period)),
        }),
      ),
  ].filter(({ values }) => values.some((each) => each !== values[0]));
  const index = figures.map((_, position) => position);
  const harmonics = before + after < 36 && grain === 'month' ? 1 : 2;
  const season = fourierTerms(
    figures.map(({ period }) =>
      grain === 'week' ? daysBetween('2018-01-01', period.from) / 7 : monthsSince(period.from),
    ),
    rules.perYear,
    harmonics,
  );
  const design: Design = {
    estimand,
    grain,
    figures,
    series,
    ...(estimand === 'share' && { samplingVariance: figures.map(logOddsVariance) }),
    columns: [
      { name: 'trend', kind: 'trend', values: index },
      ...Array.from(
        { length: 2 * harmonics },
        (_, column): DesignColumn => ({
          name: `season-${column + 1}`,
          kind: 'season',
          values: season.map((row) => row[column] ?? 0),
        }),
      ),
      ...covariates,
      // The latest are the ones that matter to the window.
      ...terms.slice(-Math.max(1, Math.floor(before / periodsPerTerm))),
    ],
    shape,
    start,
    isUndisturbed: (first, last) => {
      const span = { from: figures[first]?.period.from ?? from, to: figures[last]?.period.to ?? from };
      const early = { from: addDays(span.from, -Math.round(rules.eventsBefore * rules.days)), to: span.to };
      return (
        disturbing(input.events, early).length === 0 &&
        !others.some((other) => other.from <= span.to && other.to >= span.from) &&
        count(first, last + 1) > (last + 1 - first) / 2
      );
    },
    events: input.events.filter(
      (event) => event.kind !== 'holiday' && touches(event, { from, to: window.to }) && event.from >= from,
    ),
    block,
    comparisons,
    warnings,
  };
  return { design, refusals };
}

/** The number that an estimand is about; null where it was not reported or nobody could come. */
export function observedOf(
  { electronic, ordinary, value, openDays }: PeriodFigures,
  estimand: Estimand,
): number | null {
  if (openDays <= 0) return null;
  if (estimand === 'value') return value;
  return estimand === 'share' && ordinary === null ? null : electronic;
}

/** Figures on the scale on which effects add up. */
export function modelScale(figures: readonly PeriodFigures[], estimand: Estimand): (number | null)[] {
  return figures.map((each) => {
    const observed = observedOf(each, estimand);
    if (observed === null) return null;
    if (estimand === 'value') return observed;
    if (estimand === 'extra') return Math.log((observed + 0.5) / each.openDays);
    return Math.log((observed + 0.5) / ((each.ordinary ?? 0) + 0.5));
  });
}

/** Variance with which the empirical log odds are sampled: 1/(e + ½) + 1/(o + ½). */
const logOddsVariance = ({ electronic, ordinary }: PeriodFigures): number =>
  1 / ((electronic ?? 0) + 0.5) + 1 / ((ordinary ?? 0) + 0.5);

const monthsSince = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const touches = ({ from, to }: { readonly from: Day; readonly to: Day | null }, span: Span): boolean =>
  from <= span.to && (to === null || to >= span.from);

/**
 * Events that could be taken for an effect within a span: those that begin in it, and those with an end that reach into
 * it, since their end is a change as well. One that began before and lasts is a new normal.
 */
const disturbing = (events: readonly CoEvent[], span: Span): CoEvent[] =>
  events.filter(
    (event) =>
      event.confounds &&
      event.kind !== 'holiday' &&
      (event.to === null ? event.from >= span.from && event.from <= span.to : touches(event, span)),
  );

/** Campaigns with less than six weeks between them are judged as one: figures cannot tell them apart. */
function blockOf({ campaign, otherCampaigns }: EffectInput) {
  let span: Span = campaign;
  const block = [campaign.id];
  let others = [...otherCampaigns];
  for (;;) {
    const near = others.filter(
      ({ from, to }) => daysBetween(span.to, from) < blockGapDays && daysBetween(to, span.from) < blockGapDays,
    );
    if (near.length === 0) return { block: block.sort(), others };
    block.push(...near.map(({ id }) => id));
    span = hull([span, ...near]);
    others = others.filter((other) => !near.includes(other));
  }
}

/** The span of the block that a campaign belongs to, and who is in it. */
export function blockSpan(
  input: Pick<EffectInput, 'campaign' | 'otherCampaigns'>,
): Span & { readonly ids: readonly string[] } {
  const { block } = blockOf(input as EffectInput);
  const all = [input.campaign, ...input.otherCampaigns].filter(({ id }) => block.includes(id));
  return { ids: block, ...hull(all) };
}

/** The shortest span that holds all of them. */
function hull(spans: readonly Span[]): Span {
  const ends = spans.map(({ to }) => to).sort();
  const [from = ''] = spans.map((span) => span.from).sort();
  return { from, to: ends.at(-1) ?? '' };
}

/**
 * The periods that count: from the launch on; not more than five years; and beginning after a long stretch without
 * figures where so many of the periods before the campaign would otherwise be missing that nothing could be said.
 */
function beforeTrimmed(
  whole: readonly PeriodFigures[],
  { launchedOn, window, estimand, grain }: EffectInput,
): PeriodFigures[] {
  const isSeen = (each: PeriodFigures) => observedOf(each, estimand) !== null;
  const launched = whole.filter(({ period }) => launchedOn === null || period.from >= launchedOn);
  const first = launched.findIndex(isSeen);
  const start = launched.findIndex(({ period }) => period.to >= window.from);
  const end = start === -1 ? launched.length : start;
  const starts = [Math.max(first, end - rulesOf[grain].beforeMax, 0)];
  let gap = 0;
  for (let index = starts[0] ?? 0; index < end; index += 1) {
    const each = launched[index];
    if (each && isSeen(each)) {
      if (gap >= gapToSkip) starts.push(index);
      gap = 0;
    } else gap += 1;
  }
  const missingFrom = (from: number) =>
    launched.slice(from, end).filter((each) => !isSeen(each)).length / Math.max(1, end - from);
  const chosen =
    starts.find((from) => missingFrom(from) <= missingShareMax && end - from >= rulesOf[grain].before) ?? starts[0];
  return launched.slice(chosen ?? 0);
}

/** Covariates on the scale of the series; those with too many holes are left out, few holes make the period missing. */
function covariateColumns({ covariates, figures: all, estimand }: EffectInput, figures: readonly PeriodFigures[]) {
  const offset = all.findIndex(({ period }) => period.from === figures[0]?.period.from);
  const holes = new Set<number>();
  const dropped: string[] = [];
  const columns: DesignColumn[] = [];
  for (const { name, values, isOffice } of covariates) {
    const own = values.slice(offset, offset + figures.length);
    const missing = figures.flatMap((_, index) => (own[index] === null || own[index] === undefined ? [index] : []));
    if (missing.length > missingShareMax * figures.length) {
      dropped.push(name);
      continue;
    }
    const known = own.filter((each) => each !== null && each !== undefined);
    // Counts act in proportion, as what they stand beside; anything else is taken as it is.
    const isCount = estimand !== 'value' && known.every((each) => each > 0);
    const isShare = estimand === 'share' && isCount && known.every((each) => each < 1);
    const scaled = (each: number) => (isShare ? Math.log(each / (1 - each)) : isCount ? Math.log(each) : each);
    const mean = known.reduce((sum, each) => sum + scaled(each), 0) / known.length;
    for (const index of missing) holes.add(index);
    columns.push({
      name,
      kind: isOffice ? 'comparison' : 'covariate',
      values: figures.map((_, index) => {
        const each = own[index] ?? null;
        return each === null ? mean : scaled(each);
      }),
    });
  }
  return { columns, holes, dropped };
}

/** Terms of events before the window: a step where they last, the share of the period that they cover where they end. */
function eventTerms(
  events: readonly CoEvent[],
  figures: readonly PeriodFigures[],
  window: Span,
  clearDays: number,
): DesignColumn[] {
  const clearFrom = addDays(window.from, -Math.round(clearDays));
  const shareOf = (event: CoEvent, period: Span): number => {
    const days = daysOf(period).filter((day) => weekday(day) <= 5);
    return (
      days.filter((day) => day >= event.from && (event.to === null || day <= event.to)).length /
      Math.max(1, days.length)
    );
  };
  const single = events
    .filter((event) => event.confounds && !['launch', 'closure', 'holiday'].includes(event.kind))
    .filter((event) => event.from < clearFrom && (event.to === null || event.to < clearFrom))
    .sort((one, other) => one.from.localeCompare(other.from))
    .map(
      (event): DesignColumn => ({
        name: event.id,
        kind: 'term',
        values: figures.map(({ period }) => shareOf(event, period)),
      }),
    );
  // A feast that moves through the year is one term for all its years; single days off are in the open days already.
  const feasts = Map.groupBy(
    events.filter((event) => event.kind === 'holiday' && daysBetween(event.from, event.to ?? event.from) >= 2),
    ({ name }) =>
      name
        .replaceAll(/[\d()/-]+/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
  );
  const moving = [...feasts].map(
    ([name, years]): DesignColumn => ({
      name,
      kind: 'term',
      values: figures.map(({ period }) =>
        years.reduce((sum, event) => sum + shareOf({ ...event, to: event.to ?? event.from }, period), 0),
      ),
    }),
  );
  return [...single, ...moving];
}

/** Pearson's correlation over the pairs that are whole; null where one of them does not vary. */
function correlation(one: readonly number[], other: readonly (number | null)[]): number | null {
  const pairs = one.flatMap((x, index) => {
    const y = other[index] ?? null;
    return y === null ? [] : [{ x, y }];
  });
  const meanX = pairs.reduce((sum, { x }) => sum + x, 0) / pairs.length;
  const meanY = pairs.reduce((sum, { y }) => sum + y, 0) / pairs.length;
  let [xx, yy, xy] = [0, 0, 0];
  for (const { x, y } of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}

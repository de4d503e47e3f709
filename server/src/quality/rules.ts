import type { Applicants } from '@tilik/db/schema';
import { type Grain, type MetricCode, metrics, wholeTotal } from '@tilik/db/vocabulary';
import { addDays, type Day, daysOf, firstOfMonth, periodOf, type Span } from '../day.ts';
import type { Facts } from '../problem.ts';

/** What can be wrong with the figures of a month. Each rule is one function below, or in outliers.ts. */
export const ruleCodes = [
  'parts-differ',
  'sources-exceed',
  'days-differ',
  'before-launch',
  'snapshot-before-post',
  'snapshot-falls',
  'same-value',
  'outlier',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** `error`: cannot be right. `warning`: is probably wrong. `note`: can be right, and is worth a look. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** A figure by its table and natural key, in the order of the table's key columns. */
export interface FigureKey {
  readonly noun: string;
  readonly key: readonly string[];
}

/** One thing that is wrong or worth a look, with its arithmetic. */
export interface RawFinding {
  readonly rule: RuleCode;
  readonly severity: Severity;
  /** First day of the month in which it is found. */
  readonly monthOn: Day;
  /** What tells it from other findings of its rule, office and month. */
  readonly about: readonly string[];
  readonly figures: readonly FigureKey[];
  readonly facts: Facts;
}

/** Values of one figure by the first day of their period, in order of time. */
export interface Series {
  readonly noun: 'readings' | 'applicants';
  /** Empty for applicants. */
  readonly channel: string;
  /** Metric, or passport type. */
  readonly measure: string;
  readonly grain: Grain;
  readonly values: readonly { readonly on: Day; readonly value: number }[];
}

export interface SourceRow {
  readonly grain: Grain;
  readonly periodOn: Day;
  readonly source: string;
  readonly passportType: string;
  readonly applicants: number;
}

export interface SnapshotRow {
  readonly activityId: string;
  readonly channelId: string;
  readonly metric: MetricCode;
  readonly takenOn: Day;
  readonly value: number;
  readonly publishedOn: Day;
  /** The snapshot before it; null for the first. */
  readonly before: number | null;
  readonly beforeOn: Day | null;
}

/** Everything that the rules look at, loaded once for all of them. */
export interface LoadedRows {
  readonly officeId: string;
  readonly launchedOn: Day | null;
  /** Whole months; a finding outside them is not made. */
  readonly span: Span;
  /** Readings and applicants with what came before the span; parts of applicants are put together. */
  readonly series: readonly Series[];
  /** Applicants of the span as they were reported, parts and totals. */
  readonly applicants: readonly Omit<Applicants, 'importId'>[];
  readonly sources: readonly SourceRow[];
  /** Snapshots taken in the span. */
  readonly snapshots: readonly SnapshotRow[];
  /** Days on which the office was open, from before the span to its end. */
  readonly openDays: ReadonlySet<Day>;
}

const inside = ({ from, to }: Span, day: Day): boolean => day >= from && day <= to;

/** A period as a fact: `2026-01` for a month, `2026-01-05` for a day. */
const periodFact = (grain: Grain, on: Day): string => (grain === 'month' ? on.slice(0, 7) : on);

const breakdowns = ['variant', 'request', 'purpose', 'servicePoint'] as const;

const applicantsKey = (row: Omit<Applicants, 'importId' | 'applicants'>): FigureKey => ({
  noun: 'applicants',
  key: [
    row.officeId,
    row.grain,
    row.periodOn,
    row.passportType,
    row.variant,
    row.request,
    row.purpose,
    row.servicePoint,
  ],
});

/** Parts add up to their total: the variants, the requests … of a type and period against what was given for all. */
export function partsDiffer({ applicants }: LoadedRows): RawFinding[] {
  const cutsOf = (row: LoadedRows['applicants'][number]) => breakdowns.filter((name) => row[name] !== wholeTotal);
  const groups = Map.groupBy(applicants, ({ grain, periodOn, passportType }) =>
    [grain, periodOn, passportType].join(' '),
  );
  return [...groups.values()].flatMap((rows) => {
    const total = rows.find((row) => cutsOf(row).length === 0);
    if (!total) return [];
    const parts = Map.groupBy(
      rows.filter((row) => row !== total),
      (row) => cutsOf(row).join('+'),
    );
    return [...parts].flatMap(([cut, ofCut]): RawFinding[] => {
      const sum = ofCut.reduce((added, row) => added + row.applicants, 0);
      if (sum === total.applicants) return [];
      return [
        {
          rule: 'parts-differ',
          // Parts can lack one that was not reported; more than the whole they cannot be.
          severity: sum > total.applicants ? 'error' : 'warning',
          monthOn: firstOfMonth(total.periodOn),
          about: [total.grain, total.periodOn, total.passportType, cut],
          figures: [total, ...ofCut].map(applicantsKey),
          facts: {
            passportType: total.passportType,
            period: periodFact(total.grain, total.periodOn),
            breakdown: cut,
            parts: ofCut.length,
            sum,
            total: total.applicants,
            difference: sum - total.applicants,
          },
        },
      ];
    });
  });
}

const seriesOf = ({ series }: LoadedRows, noun: Series['noun'], grain: Grain): Series[] =>
  series.filter((one) => one.noun === noun && one.grain === grain);

const valuesOf = (series: Series | undefined): ReadonlyMap<Day, number> =>
  new Map(series?.values.map(({ on, value }) => [on, value]));

const totalKey = (officeId: string, grain: Grain, periodOn: Day, { noun, channel, measure }: Series): FigureKey =>
  noun === 'readings'
    ? { noun, key: [officeId, channel, measure, grain, periodOn] }
    : { noun, key: [officeId, grain, periodOn, measure, wholeTotal, wholeTotal, wholeTotal, wholeTotal] };

/** The sum of a month's days where every one that counts was reported; undefined where one is missing. */
function sumOfDays(days: readonly Day[], values: ReadonlyMap<Day, number>, month: Span): number | undefined {
  if (days.length === 0 || days.some((day) => !values.has(day))) return undefined;
  // What was reported for a day on which the office was shut counts as well.
  return daysOf(month).reduce((sum, day) => sum + (values.get(day) ?? 0), 0);
}

const monthsOf = (span: Span): Span[] => {
  const months: Span[] = [];
  for (
    let month = periodOf(span.from, 'month');
    month.from <= span.to;
    month = periodOf(addDays(month.to, 1), 'month')
  ) {
    months.push(month);
  }
  return months;
};

const openDaysOf = (month: Span, openDays: ReadonlySet<Day>): Day[] => daysOf(month).filter((day) => openDays.has(day));

/** Declared sources never exceed applicants: per month and passport type, where both are wholly known. */
export function sourcesExceed(rows: LoadedRows): RawFinding[] {
  return monthsOf(rows.span).flatMap((month) =>
    ['electronic', 'ordinary'].flatMap((passportType): RawFinding[] => {
      const ofType = rows.sources.filter((row) => row.passportType === passportType && inside(month, row.periodOn));
      const official = ofType.filter(({ grain }) => grain === 'month');
      const counted = official.length > 0 ? official : ofType;
      const isOfType = ({ measure }: Series) => measure === passportType;
      const monthly = valuesOf(seriesOf(rows, 'applicants', 'month').find(isOfType)).get(month.from);
      const daily = valuesOf(seriesOf(rows, 'applicants', 'day').find(isOfType));
      const applicants = monthly ?? sumOfDays(openDaysOf(month, rows.openDays), daily, month);
      const declared = counted.reduce((sum, row) => sum + row.applicants, 0);
      if (applicants === undefined || declared <= applicants) return [];
      return [
        {
          rule: 'sources-exceed',
          severity: 'error',
          monthOn: month.from,
          about: [passportType],
          figures: counted.map((row) => ({
            noun: 'sources',
            key: [rows.officeId, row.grain, row.periodOn, row.source, row.passportType],
          })),
          facts: {
            passportType,
            period: month.from.slice(0, 7),
            declared,
            applicants,
            difference: declared - applicants,
          },
        },
      ];
    }),
  );
}

/** The days of a month add up to the month's own figure, where both are there and no day is missing. */
export function daysDiffer(rows: LoadedRows): RawFinding[] {
  return (['applicants', 'readings'] as const).flatMap((noun) => {
    const daily = new Map(seriesOf(rows, noun, 'day').map((series) => [`${series.channel} ${series.measure}`, series]));
    return seriesOf(rows, noun, 'month').flatMap((monthly) => {
      // People counted once a day, and levels, are not added up.
      if (noun === 'readings' && metrics[monthly.measure as MetricCode].aggregation !== 'sum') return [];
      const days = daily.get(`${monthly.channel} ${monthly.measure}`);
      if (!days) return [];
      const values = valuesOf(days);
      return monthly.values.flatMap(({ on, value: total }): RawFinding[] => {
        if (!inside(rows.span, on)) return [];
        const month = periodOf(on, 'month');
        const expected = noun === 'applicants' ? openDaysOf(month, rows.openDays) : daysOf(month);
        const sum = sumOfDays(expected, values, month);
        if (sum === undefined || sum === total) return [];
        return [
          {
            rule: 'days-differ',
            severity: 'warning',
            monthOn: month.from,
            about: [noun, monthly.channel, monthly.measure],
            figures: [
              totalKey(rows.officeId, 'month', on, monthly),
              ...daysOf(month)
                .filter((day) => values.has(day))
                .map((day) => totalKey(rows.officeId, 'day', day, monthly)),
            ],
            facts: {
              noun,
              channel: monthly.channel,
              measure: monthly.measure,
              period: on.slice(0, 7),
              sum,
              total,
              difference: sum - total,
            },
          },
        ];
      });
    });
  });
}

/** Nobody applies for an e-passport before the office has it. */
export function beforeLaunch(rows: LoadedRows): RawFinding[] {
  const { launchedOn } = rows;
  if (launchedOn === null) return [];
  return rows.series
    .filter(({ noun, measure }) => noun === 'applicants' && measure === 'electronic')
    .flatMap((series) =>
      series.values
        .filter(({ on, value }) => value > 0 && inside(rows.span, on) && periodOf(on, series.grain).to < launchedOn)
        .map(
          ({ on, value }): RawFinding => ({
            rule: 'before-launch',
            severity: 'error',
            monthOn: firstOfMonth(on),
            about: [series.grain, on],
            figures: [totalKey(rows.officeId, series.grain, on, series)],
            facts: { period: periodFact(series.grain, on), value, launchedOn },
          }),
        ),
    );
}

const snapshotKey = (row: SnapshotRow, takenOn = row.takenOn): FigureKey => ({
  noun: 'snapshots',
  key: [row.activityId, row.metric, takenOn],
});

/** A post has no figures before it is published. */
export function snapshotBeforePost({ snapshots }: LoadedRows): RawFinding[] {
  const early = snapshots.filter(({ takenOn, publishedOn }) => takenOn < publishedOn);
  return [...Map.groupBy(early, ({ activityId, takenOn }) => `${takenOn} ${activityId}`).values()].flatMap(
    (ofPost): RawFinding[] =>
      ofPost.slice(0, 1).map(({ activityId, channelId, takenOn, publishedOn }) => ({
        rule: 'snapshot-before-post',
        severity: 'error',
        monthOn: firstOfMonth(takenOn),
        about: [takenOn, activityId],
        figures: ofPost.map((row) => snapshotKey(row)),
        facts: { activity: activityId, channel: channelId, takenOn, publishedOn },
      })),
  );
}

/** A lifetime figure only grows; one that falls was corrected by the platform, or belongs to another post. */
export function snapshotFalls({ snapshots }: LoadedRows): RawFinding[] {
  return snapshots.flatMap((row): RawFinding[] => {
    if (row.before === null || row.beforeOn === null || row.value >= row.before) return [];
    return [
      {
        rule: 'snapshot-falls',
        severity: 'note',
        monthOn: firstOfMonth(row.takenOn),
        about: [row.takenOn, row.activityId, row.metric],
        figures: [snapshotKey(row), snapshotKey(row, row.beforeOn)],
        facts: {
          activity: row.activityId,
          channel: row.channelId,
          metric: row.metric,
          takenOn: row.takenOn,
          value: row.value,
          beforeOn: row.beforeOn,
          before: row.before,
          difference: row.value - row.before,
        },
      },
    ];
  });
}

/** So many days in a row with one value are rarely chance. */
const sameDaysMin = 7;

/**
 * The same value, not zero, on seven days in a row or more: on calendar days for a channel, on open days at the
 * counters. Found in the month of its seventh day, so that a run over two months is found once. Levels such as
 * followers may well stand still.
 */
export function sameValue(rows: LoadedRows): RawFinding[] {
  const nextOpen = (day: Day) => {
    let next = addDays(day, 1);
    while (!rows.openDays.has(next) && next <= rows.span.to) next = addDays(next, 1);
    return next;
  };
  return rows.series
    .filter(({ grain, noun, measure }) => grain === 'day' && (noun === 'applicants' || isSum(measure)))
    .flatMap((series) => {
      const runs: { on: Day; value: number }[][] = [];
      const next = series.noun === 'applicants' ? nextOpen : (day: Day) => addDays(day, 1);
      for (const point of series.values) {
        const run = runs.at(-1);
        const last = run?.at(-1);
        if (run && last && last.value === point.value && next(last.on) === point.on) run.push(point);
        else runs.push([point]);
      }
      return runs.flatMap((run): RawFinding[] => {
        const [first] = run;
        const seventh = run[sameDaysMin - 1];
        const last = run.at(-1);
        if (!first || !seventh || !last || first.value === 0 || !inside(rows.span, seventh.on)) return [];
        return [
          {
            rule: 'same-value',
            severity: 'note',
            monthOn: firstOfMonth(seventh.on),
            about: [series.noun, series.channel, series.measure, first.on],
            figures: run.map(({ on }) => totalKey(rows.officeId, 'day', on, series)),
            facts: {
              noun: series.noun,
              channel: series.channel,
              measure: series.measure,
              value: first.value,
              days: run.length,
              from: first.on,
              to: last.on,
            },
          },
        ];
      });
    });
}

const isSum = (measure: string): boolean => metrics[measure as MetricCode].aggregation !== 'latest';

/** Every rule that is a sum or a comparison; outliers are a statistic and stand in their own file. */
export const rules: readonly ((rows: LoadedRows) => RawFinding[])[] = [
  partsDiffer,
  sourcesExceed,
  daysDiffer,
  beforeLaunch,
  snapshotBeforePost,
  snapshotFalls,
  sameValue,
];

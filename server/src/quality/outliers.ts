import { wholeTotal } from '@tilik/db/vocabulary';
import { addDays, addMonths, type Day, firstOfMonth, weekday } from '../day.ts';
import { modifiedZScore, modifiedZScoreRange } from '../stats/modified-z-score.ts';
import type { LoadedRows, RawFinding, Series } from './rules.ts';

/** Iglewicz and Hoaglin's limit. */
const scoreMax = 3.5;
/** Fewer values than this say too little of what is usual. */
const valuesMin = 8;
/** Daily figures are held against the same weekday of half a year, monthly ones against the months of two years. */
const trailingWeeks = 26;
const trailingMonths = 24;

/** Days before a span that its outliers are held against. */
export const trailingFrom = (day: Day): Day => addMonths(day, -trailingMonths);

/** Why the values of a figure were not held against anything. */
export interface NotEvaluated extends Pick<Series, 'noun' | 'channel' | 'measure' | 'grain'> {
  readonly monthOn: Day;
  /** `too-few`: fewer than eight earlier values. `no-spread`: more than half of them are the same. */
  readonly reason: 'too-few' | 'no-spread';
  readonly values: number;
}

export interface Outliers {
  readonly findings: readonly RawFinding[];
  /** How many values were held against others. */
  readonly evaluated: number;
  readonly notEvaluated: readonly NotEvaluated[];
}

/**
 * Values that lie far from what the figure usually is: modified z-score beyond 3.5, on a logarithmic scale (log of one
 * more than the count), since counts vary in proportion to their size and may be zero. A value is never part of what
 * it is held against.
 */
export function outliers(rows: LoadedRows): Outliers {
  const findings: RawFinding[] = [];
  const skipped = new Map<string, NotEvaluated>();
  let evaluated = 0;
  for (const series of rows.series) {
    // Each value is held against those before it in its own row: of its weekday, or all months.
    const alike = Map.groupBy(series.values, ({ on }) => (series.grain === 'day' ? weekday(on) : 0));
    for (const points of alike.values()) {
      const logs = points.map(({ value }) => Math.log1p(value));
      let start = 0;
      points.forEach(({ on, value }, index) => {
        if (on < rows.span.from || on > rows.span.to) return;
        const earliest = series.grain === 'day' ? addDays(on, -7 * trailingWeeks) : addMonths(on, -trailingMonths);
        while ((points[start]?.on ?? on) < earliest) start += 1;
        const sample = logs.slice(start, index);
        const judged = judge(Math.log1p(value), sample);
        if (typeof judged === 'string') {
          const { noun, channel, measure, grain } = series;
          const monthOn = firstOfMonth(on);
          const name = [monthOn, noun, channel, measure, grain, judged].join(' ');
          const values = (skipped.get(name)?.values ?? 0) + 1;
          skipped.set(name, { noun, channel, measure, grain, monthOn, reason: judged, values });
          return;
        }
        evaluated += 1;
        if (Math.abs(judged.score) > scoreMax)
          findings.push(findingOf(rows.officeId, series, on, value, judged, sample));
      });
    }
  }
  return { findings, evaluated, notEvaluated: [...skipped.values()] };
}

function judge(value: number, sample: readonly number[]) {
  if (sample.length < valuesMin) return 'too-few' as const;
  try {
    return modifiedZScore(value, sample);
  } catch {
    return 'no-spread' as const;
  }
}

function findingOf(
  officeId: string,
  { noun, channel, measure, grain }: Series,
  on: Day,
  value: number,
  judged: ReturnType<typeof modifiedZScore>,
  sample: readonly number[],
): RawFinding {
  const { lower, upper } = modifiedZScoreRange(judged, scoreMax);
  const key =
    noun === 'readings'
      ? [officeId, channel, measure, grain, on]
      : [officeId, grain, on, measure, wholeTotal, wholeTotal, wholeTotal, wholeTotal];
  return {
    rule: 'outlier',
    severity: 'warning',
    monthOn: firstOfMonth(on),
    about: [noun, channel, measure, grain, on],
    figures: [{ noun, key }],
    facts: {
      noun,
      channel,
      measure,
      period: grain === 'month' ? on.slice(0, 7) : on,
      value,
      // Whole counts that would not have been conspicuous.
      low: Math.max(0, Math.ceil(Math.expm1(lower))),
      high: Math.floor(Math.expm1(upper)),
      median: Math.round(Math.expm1(judged.median) * 10) / 10,
      score: Math.round(judged.score * 100) / 100,
      values: sample.length,
    },
  };
}

/** One period of a judgement as the server gives it. */
interface Given {
  readonly on: string;
  readonly isAfterStart: boolean;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly forecast: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
  readonly cumulative: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
}

type Band = readonly [low: number, high: number];

/** One period as the pictures draw it. Null is a gap, never zero. */
export interface EffectPoint {
  readonly from: string;
  readonly to: string;
  readonly isAfterStart: boolean;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly band: Band | null;
  readonly forecast: number | null;
  readonly forecastBand: Band | null;
  /** Observed less expected; its band is the expectation's, turned round. */
  readonly difference: number | null;
  readonly differenceBand: Band | null;
  readonly cumulative: number | null;
  readonly cumulativeBand: Band | null;
}

const dayMilliseconds = 86_400_000;

function lastDay(on: string, grain: string): string {
  const first = new Date(`${on}T00:00:00Z`);
  const end =
    grain === 'month'
      ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)
      : first.getTime() + 6 * dayMilliseconds;
  return new Date(end).toISOString().slice(0, 10);
}

/** The points of a judgement's pictures. */
export function effectPoints(series: readonly Given[], grain: string): EffectPoint[] {
  return series.map(({ on, isAfterStart, observed, expected, lower, upper, forecast, cumulative }) => {
    const band: Band | null = lower === null || upper === null ? null : [lower, upper];
    return {
      from: on,
      to: lastDay(on, grain),
      isAfterStart,
      observed,
      expected,
      band,
      forecast: forecast?.estimate ?? null,
      forecastBand: forecast ? [forecast.lower, forecast.upper] : null,
      difference: observed === null || expected === null ? null : observed - expected,
      differenceBand: observed === null || band === null ? null : [observed - band[1], observed - band[0]],
      cumulative: cumulative?.estimate ?? null,
      cumulativeBand: cumulative ? [cumulative.lower, cumulative.upper] : null,
    };
  });
}

/** Periods of a year before the start, and everything after it. */
const aroundOf: Readonly<Record<string, number>> = { week: 52, month: 24 };

export function pointsAround(points: readonly EffectPoint[], grain: string): readonly EffectPoint[] {
  const start = points.findIndex(({ isAfterStart }) => isAfterStart);
  return start === -1 ? points : points.slice(Math.max(0, start - (aroundOf[grain] ?? 52)));
}

/** Runs of places where there is something: a line goes through each of them and never from one to the next. */
export function runsOf(values: readonly unknown[]): { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const open = runs.at(-1);
    if (open && open.last === index - 1) open.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs;
}

const place = (value: number): string => value.toFixed(1);

/** A line through the values, with a gap wherever there is none. */
export function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return runsOf(values)
    .map(({ first, last }) =>
      values
        .slice(first, last + 1)
        .map((value, step) => `${step === 0 ? 'M' : 'L'}${place(x(first + step))},${place(y(value ?? 0))}`)
        .join(''),
    )
    .join('');
}

/** A band between two values, with a gap wherever there is none. One period alone is as wide as half a period. */
export function bandPath(
  bands: readonly (Band | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return runsOf(bands)
    .map(({ first, last }) => {
      const run = bands.slice(first, last + 1).map((band) => band ?? ([0, 0] as const));
      const at = first === last ? [x(first - 0.25), x(first + 0.25)] : run.map((_, step) => x(first + step));
      const [low, high] = [0, 1].map((end) =>
        at.map((left, step) => `${place(left)},${place(y((run[step] ?? run[0])?.[end] ?? 0))}`),
      );
      return `M${(high ?? []).join('L')}L${(low ?? []).toReversed().join('L')}Z`;
    })
    .join('');
}

/** Round numbers that span the values, about so many of them, and the ends of the axis. */
export function roundTicks(low: number, high: number, about = 5): readonly number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Places on the axis of time that get a name: where a year or every so many months begin, as many as there is room for. */
export function timeTicks(
  points: readonly { readonly from: string }[],
  room: number,
): { readonly index: number; readonly grain: 'month' | 'year' }[] {
  const monthOf = ({ from }: { readonly from: string }) => Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const starts = points.flatMap((point, index) => {
    const before = points[index - 1];
    const month = monthOf(point);
    return before !== undefined && monthOf(before) !== month ? [{ index, month }] : [];
  });
  for (const step of [1, 2, 3, 6, 12, 24, 60]) {
    const kept = starts.filter(({ month }) => month % step === 0);
    if (kept.length <= room) return kept.map(({ index }) => ({ index, grain: step >= 12 ? 'year' : 'month' }));
  }
  return [];
}

/** An estimate with its interval, as a part of 1. */
export interface PlotInterval {
  readonly point: number;
  readonly low: number;
  readonly high: number;
}

export interface PlotRow {
  readonly key: string;
  readonly label: string;
  /** The figures in words, or why there are none. */
  readonly note: string;
  /** Null: a row without an interval. */
  readonly interval: PlotInterval | null;
  /** Categories that are no channel are drawn hollow. */
  readonly isHollow?: boolean;
}

/** From 0 to a round number that holds every interval, with four or five steps between. */
export function plotAxis(rows: readonly PlotRow[]): { readonly end: number; readonly ticks: readonly number[] } {
  const highest = Math.max(0.001, ...rows.map(({ interval }) => interval?.high ?? 0));
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  return { end: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** A part of the change in the picture: where its bar begins and ends, as parts of the plot's width. */
export interface MixBar {
  readonly start: number;
  readonly width: number;
}

export interface MixAxis {
  /** As a share; the axis reaches as far to both sides. */
  readonly end: number;
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
  readonly barOf: (value: number) => MixBar;
}

/** An axis that is as wide to the left of no change as to the right, with a round end. */
export function mixAxis(values: readonly number[]): MixAxis {
  const highest = Math.max(0.001, ...values.map(Math.abs));
  const power = 10 ** Math.floor(Math.log10(highest));
  const end = ([1, 2, 4, 5, 10].find((factor) => factor * power >= highest * 0.999) ?? 10) * power;
  const place = (value: number) => (value + end) / (2 * end);
  return {
    end,
    ticks: [-end, -end / 2, 0, end / 2, end],
    place,
    barOf: (value) => ({ start: Math.min(place(0), place(value)), width: Math.abs(place(value) - place(0)) }),
  };
}

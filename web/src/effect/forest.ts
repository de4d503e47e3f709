/** An estimate with the ends of its interval. */
export interface Whisker {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** An axis on which estimates stand beside each other; positions go from 0 to 1. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  /** In the numbers that are shown: ratios on a log axis. */
  readonly ticks: readonly { readonly at: number; readonly value: number }[];
  readonly place: (value: number) => number;
  /** The part of an interval that the axis holds, and whether it goes on beyond an end. */
  readonly clip: (whisker: Whisker) => { from: number; to: number; goesLower: boolean; goesHigher: boolean };
}

/** No ratio beyond these is drawn: an interval that reaches further ends in an arrow. */
const ratioMost = 16;
/** Ratios that get a name, the finest set first. */
const ratioSets = [
  [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2],
  [0.4, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4],
  [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8],
  [1 / 16, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16],
  [1 / 16, 0.25, 1, 4, 16],
];

function axisOver(low: number, high: number, ticks: readonly { at: number; value: number }[]): Axis {
  const place = (value: number) => (value - low) / (high - low);
  const within = (value: number) => Math.min(1, Math.max(0, place(value)));
  return {
    low,
    high,
    ticks: ticks.map(({ at, value }) => ({ at: place(at), value })),
    place,
    clip: ({ lower, upper }) => ({
      from: within(lower),
      to: within(upper),
      goesLower: lower < low,
      goesHigher: upper > high,
    }),
  };
}

/** The axis of ratios for effects on the log scale; no effect (1) is always on it. */
export function ratioAxis(whiskers: readonly Whisker[], most = 7): Axis {
  const ends = whiskers.flatMap(({ lower, upper }) => [lower, upper]);
  const least = Math.max(Math.log(1 / ratioMost), Math.min(Math.log(0.8), ...ends));
  const greatest = Math.min(Math.log(ratioMost), Math.max(Math.log(1.25), ...ends));
  const room = (greatest - least) * 0.04;
  const [low, high] = [least - room, greatest + room];
  const named = ratioSets
    .map((set) => set.filter((ratio) => Math.log(ratio) >= low && Math.log(ratio) <= high))
    // A set that does not reach the ends leaves them without a name.
    .find(
      (set, index) =>
        set.length <= most && ((ratioSets[index]?.at(-1) ?? 0) >= Math.exp(high) || index === ratioSets.length - 1),
    );
  return axisOver(
    low,
    high,
    (named ?? [1]).map((value) => ({ at: Math.log(value), value })),
  );
}

/** An axis of numbers as they are, with 0 always on it, ending at round ones. */
export function plainAxis(
  whiskers: readonly Whisker[],
  ticksOf: (low: number, high: number) => readonly number[],
): Axis {
  const ends = whiskers.flatMap(({ lower, upper }) => [lower, upper]);
  const ticks = ticksOf(Math.min(0, ...ends), Math.max(0, ...ends, Number.MIN_VALUE));
  return axisOver(
    ticks[0] ?? 0,
    ticks.at(-1) ?? 1,
    ticks.map((value) => ({ at: value, value })),
  );
}

/** Dots that would lie on each other are put on rows: the row of each, as few rows as there can be. */
export function dodge(places: readonly number[], width: number): readonly number[] {
  const rows: number[] = new Array<number>(places.length).fill(0);
  const ends: number[] = [];
  const order = places.map((place, index) => ({ place, index })).sort((one, other) => one.place - other.place);
  for (const { place, index } of order) {
    let row = ends.findIndex((end) => place - end >= width);
    if (row === -1) row = ends.length;
    ends[row] = place;
    rows[index] = row;
  }
  return rows;
}

/** One month of a series: null is a gap, never zero. */
export interface LinePoint {
  readonly value: number | null;
  /** The month has not ended: drawn dashed. */
  readonly isRunning: boolean;
  /** How far it reaches beyond its point, or the range in which it lies where it has none. */
  readonly reach?: { readonly from: number; readonly to: number } | undefined;
}

export interface LineSeries {
  readonly id: string;
  readonly name: string;
  /** The name beside the line, where the whole one is long. */
  readonly short?: string | undefined;
  readonly colour: string;
  readonly points: readonly LinePoint[];
}

interface Segment {
  readonly first: number;
  readonly isRunning: boolean;
}

/** Which neighbouring points are joined: never across a month without a value. */
export const segmentsOf = (points: readonly LinePoint[]): Segment[] =>
  points.slice(0, -1).flatMap((point, index) => {
    const next = points[index + 1];
    if (!next || point.value === null || next.value === null) return [];
    return [{ first: index, isRunning: point.isRunning || next.isRunning }];
  });

/** A round number that no value is above, and the lines of the axis up to it. */
export function axisOf(series: readonly LineSeries[], countOfLines = 4): { end: number; ticks: number[] } {
  const highest = Math.max(
    ...series.flatMap(({ points }) => points.flatMap(({ value, reach }) => [value ?? 0, reach?.to ?? 0])),
    0,
  );
  if (highest === 0) return { end: 1, ticks: [0, 1] };
  const raw = highest / countOfLines;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  // Rounded, so that 3 × 0.1 is not written as 0.30000000000000004.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { end: ticks.at(-1) ?? 1, ticks };
}

/** Moves names apart that would lie over each other, as little as need be, in the order they stand. */
export function apart(heights: readonly number[], least: number, bottom: number): number[] {
  const order = heights.map((y, index) => ({ y, index })).sort((one, other) => one.y - other.y);
  for (const [at, name] of order.entries()) {
    const above = order[at - 1];
    if (above && name.y - above.y < least) name.y = above.y + least;
  }
  for (const [at, name] of [...order.entries()].reverse()) {
    const below = order[at + 1];
    name.y = Math.min(name.y, below ? below.y - least : bottom);
  }
  return order.sort((one, other) => one.index - other.index).map(({ y }) => y);
}

/** Names without the words that all of them begin with, where something is left of each. */
export function shortNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const words = names.map((name) => name.split(' '));
  const [first = []] = words;
  let shared = 0;
  while (words.every((own) => own.length > shared + 1 && own[shared] === first[shared])) shared += 1;
  return words.map((own) => own.slice(shared).join(' '));
}

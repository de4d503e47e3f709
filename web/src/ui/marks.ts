/** Something that spans days, drawn on the axis of periods. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  /** Its days, as they are known; the last may lie open. */
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface Placement {
  /** Index of the first and last period it touches. */
  readonly first: number;
  readonly last: number;
  /** Row on which its name is written, so that names do not overlap. */
  readonly lane: number;
}

export type PlacedMark = Mark & Placement;

/** Places marks on the periods and their names on as few lanes as do not overlap. Those outside are left out. */
export function placeMarks<Given extends Mark>(
  marks: readonly Given[],
  points: readonly { from: string; to: string }[],
  /** How many periods wide a name is. */
  nameWidth: (name: string) => number,
): (Given & Placement)[] {
  const laneEnds: number[] = [];
  const placed: (Given & Placement)[] = [];
  for (const mark of [...marks].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))) {
    const first = points.findIndex(({ to }) => to >= mark.startsOn);
    const last = points.findLastIndex(({ from }) => from <= (mark.endsOn ?? '9999-12-31'));
    if (first === -1 || last === -1 || last < first) continue;
    const width = Math.max(last - first + 1, nameWidth(mark.name));
    // A name near the right edge is written leftwards, so it begins earlier.
    const start = Math.min(first, Math.max(0, points.length - width));
    let lane = laneEnds.findIndex((end) => end <= start);
    if (lane === -1) lane = laneEnds.length;
    laneEnds[lane] = start + width;
    placed.push({ ...mark, first, last, lane });
  }
  return placed;
}
